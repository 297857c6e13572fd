"""Where can a name hide in a paper, and where does it merely stand? One builder for each place, for each format."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf

from tests.core.papers.builders import (
    SHOWN,
    R,
    annotate,
    changed_pdf,
    docx_with,
    docx_with_comment,
    docx_with_custom_property,
    docx_with_custom_xml,
    docx_with_glossary,
    docx_with_header,
    docx_with_imported_page,
    docx_with_note,
    docx_with_people,
    docx_with_picture,
    docx_with_property,
    docx_with_setting,
    docx_with_workbook,
    drawing,
    drawn_pdf,
    field,
    layered,
    littered_pdf,
    marked,
    page,
    para,
    picture_jpeg,
    picture_png,
    plain_docx,
    plain_pdf,
    row,
    run,
    saved,
    swapped,
    table,
    tags,
    text_box,
    twice_saved_pdf,
    with_body,
    with_link,
    with_member,
    with_remark,
    with_xml,
    words,
    write,
)

Places = dict[str, Callable[[str], bytes]]
THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
BLACK_BAR = '<w:highlight w:val="black"/>'
GHOST = '<w:style w:type="paragraph" w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/></w:rPr></w:style>'
BOUND = '<w:bookmarkStart w:id="7" w:name="{}_home"/>' + words("x") + '<w:bookmarkEnd w:id="7"/>'
PERMITTED = '<w:permStart w:id="7" w:ed="{}@example.org"/>' + words("x") + '<w:permEnd w:id="7"/>'
CHOICES = '<w:dropDownList><w:listItem w:displayText="{}" w:value="1"/></w:dropDownList>'
SMART = '<w:smartTag w:uri="urn:x" w:element="person"><w:smartTagPr><w:attr w:name="who" w:val="{}"/></w:smartTagPr>'


def _control(properties: str, inner: str = para(words("x"))) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def _deleted(word: str) -> str:
    return f'<w:del w:id="5" w:author="A"><w:r><w:delText>{word}</w:delText></w:r></w:del>'


def _ghost(word: str) -> bytes:
    body = with_body(plain_docx(), para('<w:pPr><w:pStyle w:val="Ghost"/></w:pPr>' + words(word)))
    return with_xml(body, "word/styles.xml", "</w:styles>", GHOST + "</w:styles>")


def _linked(word: str, kind: str, address: str, body: str) -> bytes:
    return with_body(with_link(plain_docx(), kind, address.format(word)), para(body))


def _template(word: str) -> bytes:
    link = f'Type="{R}/attachedTemplate" Target="file:///C:/{word}.dotm" TargetMode="External"'
    rows = "http://schemas.openxmlformats.org/package/2006/relationships"
    relations = f'<Relationships xmlns="{rows}"><Relationship Id="rId1" {link}/></Relationships>'
    data = docx_with_setting('<w:attachedTemplate r:id="rId1"/>')
    return with_member(data, "word/_rels/settings.xml.rels", relations)


HYPERLINK = '<w:hyperlink r:id="rId99">' + words("x") + "</w:hyperlink>"

HIDDEN_IN_DOCX: Places = {
    "comment": docx_with_comment,
    "comment author": lambda word: swapped(docx_with_comment("x"), "word/comments.xml", "A. Author", word),
    "tracked deletion": lambda word: docx_with(para(_deleted(word))),
    "author of an insertion": lambda word: docx_with(para(f'<w:ins w:id="5" w:author="{word}">{words("x")}</w:ins>')),
    "author of a format change": lambda word: docx_with(
        run("x", f'<w:b/><w:rPrChange w:id="5" w:author="{word}"><w:rPr/></w:rPrChange>')
    ),
    "moved text": lambda word: docx_with(para(f'<w:moveFrom w:id="5" w:author="A">{words(word)}</w:moveFrom>')),
    "deleted table row": lambda word: docx_with(
        table(row(para(words("x"))), row(para(_deleted(word)), '<w:del w:id="6" w:author="A"/>'))
    ),
    "deleted footnote": lambda word: swapped(
        docx_with_note(word),
        "word/document.xml",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        '<w:del w:id="6" w:author="A"><w:r><w:footnoteReference w:id="2"/></w:r></w:del>',
    ),
    "hidden run": lambda word: docx_with(run(word, "<w:vanish/>")),
    "white run": lambda word: docx_with(run(word, '<w:color w:val="FFFFFF"/>')),
    "nearly white run": lambda word: docx_with(run(word, '<w:color w:val="FEFEFA"/>')),
    "theme-white run": lambda word: docx_with(run(word, '<w:color w:themeColor="background1"/>')),
    "black bar": lambda word: docx_with(run(word, '<w:color w:val="000000"/>' + BLACK_BAR)),
    "black bar over automatic ink": lambda word: docx_with(run(word, BLACK_BAR)),
    "one-point run": lambda word: docx_with(run(word, '<w:sz w:val="2"/>')),
    "squeezed run": lambda word: docx_with(run(word, '<w:w w:val="1"/>')),
    "hidden by its style": _ghost,
    "hidden table row": lambda word: docx_with(table(row(para(words("x"))), row(para(words(word)), "<w:hidden/>"))),
    "far indented": lambda word: docx_with(para('<w:pPr><w:ind w:left="30000"/></w:pPr>' + words(word))),
    "flattened line": lambda word: docx_with(
        para('<w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr>' + words(word))
    ),
    "switched-off text box": lambda word: docx_with(text_box(word, hidden=' hidden="1"')),
    "old copy of a text box": lambda word: docx_with(text_box("x", fallback=word)),
    "author": lambda word: docx_with_property("author", word),
    "last modified by": lambda word: docx_with_property("last_modified_by", word),
    "comments property": lambda word: docx_with_property("comments", word),
    "keywords": lambda word: docx_with_property("keywords", word),
    "subject": lambda word: docx_with_property("subject", word),
    "company": lambda word: swapped(plain_docx(), "docProps/app.xml", "<Company/>", f"<Company>{word}</Company>"),
    "template": lambda word: swapped(plain_docx(), "docProps/app.xml", "Normal.dotm", f"{word}.dotm"),
    "custom property": docx_with_custom_property,
    "custom XML": docx_with_custom_xml,
    "people": docx_with_people,
    "glossary": docx_with_glossary,
    "thumbnail": lambda word: with_member(
        plain_docx(), "docProps/thumbnail.png", picture_png(remark=word), content_type="image/png", link=THUMBNAIL
    ),
    "document variable": lambda word: docx_with_setting(
        f'<w:docVars><w:docVar w:name="child" w:val="{word}"/></w:docVars>'
    ),
    "mail merge": lambda word: docx_with_setting(
        f'<w:mailMerge><w:connectString w:val="Data Source={word}"/></w:mailMerge>'
    ),
    "attached template": _template,
    "permission": lambda word: docx_with(para(PERMITTED.format(word))),
    "bookmark": lambda word: docx_with(para(BOUND.format(word))),
    "content control": lambda word: docx_with(_control(f'<w:alias w:val="{word}"/><w:tag w:val="{word}"/>')),
    "choices of a list": lambda word: docx_with(_control(CHOICES.format(word))),
    "smart tag": lambda word: docx_with(para(SMART.format(word) + words("x") + "</w:smartTag>")),
    "field with a path": lambda word: docx_with(field(f'INCLUDETEXT "\\\\\\\\server\\\\{word}.docx"', "x")),
    "field with a path, simple": lambda word: docx_with(
        para(f'<w:fldSimple w:instr=" FILENAME \\p {word} ">{words("x")}</w:fldSimple>')
    ),
    "link to a file": lambda word: _linked(word, "hyperlink", "file:///C:/{}.docx", HYPERLINK),
    "linked picture": lambda word: _linked(
        word, "image", "file:///C:/{}.png", f"<w:r>{drawing('rId99').replace('r:embed', 'r:link')}</w:r>"
    ),
    "embedded workbook": docx_with_workbook,
    "imported page": docx_with_imported_page,
    "note that nothing refers to": lambda word: docx_with_note(word, referred=False),
    "first-page header that is not used": lambda word: docx_with_header(word, first=True),
    "picture's file name": lambda word: docx_with_picture(picture_png(), name=f"{word}.png"),
    "picture's remark": lambda word: docx_with_picture(picture_png(remark=word)),
    "photograph's camera data": lambda word: docx_with_picture(picture_jpeg(remark=word)),
    "after a photograph's end": lambda word: docx_with_picture(picture_jpeg() + word.encode()),
    "XML comment": lambda word: docx_with(para(f"<!-- {word} -->")),
    "foreign element": lambda word: docx_with(para(f'<x:note xmlns:x="urn:example">{word}</x:note>' + words("x"))),
    "stray member": lambda word: with_member(plain_docx(), "notes.xml", f"<n>{word}</n>"),
    "zip remark": lambda word: with_remark(plain_docx(), word),
    "invisible letters": lambda word: plain_docx(f"Text.{tags(word)}"),
}
"""Places of a Word file that its reader does not see, each with a builder that hides a word there."""

OWN_STYLE = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="{0}"><w:name w:val="{0} quote"/></w:style></w:styles>'
)

SHOWN_IN_DOCX: Places = {
    "paragraph": lambda word: plain_docx(f"About {word} and school."),
    "name over three runs": lambda word: docx_with(
        para(words(word[:2]) + f"<w:r><w:rPr><w:b/></w:rPr><w:t>{word[2:3]}</w:t></w:r>" + words(word[3:] + " x"))
    ),
    "name beside tabs and breaks": lambda word: docx_with(
        para(f"<w:r><w:t>a</w:t><w:tab/><w:t>{word}</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>")
    ),
    "table": lambda word: docx_with(table(row(para(words(word))))),
    "header": docx_with_header,
    "footnote": docx_with_note,
    "text box": lambda word: docx_with(text_box(word)),
    "content control": lambda word: docx_with(_control("", para(words(word)))),
    "page reference": lambda word: docx_with(field("PAGE", word)),
    "web link": lambda word: _linked(word, "hyperlink", "https://example.org/", HYPERLINK.replace(">x<", f">{word}<")),
    "address of a web link": lambda word: _linked(word, "hyperlink", "https://example.org/{}", HYPERLINK),
    "alternative text": lambda word: docx_with_picture(picture_png(), alt=f"A drawing by {word}"),
    "title of a picture": lambda word: docx_with_picture(picture_png(), title=word),
    "white on a dark cell": lambda word: docx_with(
        table(
            row(run(word, '<w:color w:val="FFFFFF"/>'), cell='<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>')
        )
    ),
    "style name": lambda word: with_xml(plain_docx(), "word/styles.xml", "</w:styles>", OWN_STYLE.format(word)),
    "name of a part": lambda word: docx_with_picture(picture_png(), member=f"word/media/{word}.png"),
}
"""Places that are not hidden data, but may name somebody."""

HIDDEN_IN_HTML: Places = {
    "comment": lambda word: page(f"<!-- {word} -->"),
    "script": lambda word: page(f"<script>var child = '{word}'</script>"),
    "event": lambda word: page(f"<p onclick=\"say('{word}')\">x</p>"),
    "hidden element": lambda word: page(f"<p hidden>{word}</p>"),
    "hidden span": lambda word: page(f"<p>Seen <span hidden>{word}</span> too</p>"),
    "not displayed": lambda word: page(f'<p style="display: none">{word}</p>'),
    "not visible": lambda word: page(f'<p style="visibility:hidden">{word}</p>'),
    "hidden by a class": lambda word: page(
        f'<p class="gone">{word}</p>', head="<style>.gone { display: none }</style>"
    ),
    "white": lambda word: page(f'<p style="color:#fff">{word}</p>'),
    "tiny": lambda word: page(f'<p style="font-size:1px">{word}</p>'),
    "template": lambda word: page(f"<template><p>{word}</p></template>"),
    "no script": lambda word: page(f"<noscript><p>{word}</p></noscript>"),
    "hidden field": lambda word: page(f'<input type="hidden" name="a" value="{word}">'),
    "author": lambda word: page(head=f'<meta name="author" content="{word}">'),
    "description": lambda word: page(head=f'<meta name="description" content="{word}">'),
    "data": lambda word: page(f'<p data-child="{word} Hart">x</p>'),
    "script link": lambda word: page(f"<a href=\"javascript:alert('{word}')\">x</a>"),
    "embedded": lambda word: page(f'<object data="{word}.pdf"></object>'),
}
SHOWN_IN_HTML: Places = {
    "paragraph": lambda word: page(f"<p>About {word} and school.</p>"),
    "over several elements": lambda word: page(f"<p>{word[:2]}<b>{word[2:3]}</b>{word[3:]} x</p>"),
    "table": lambda word: page(f"<table><tr><td>{word}</td></tr></table>"),
    "alternative text": lambda word: page(f'<img src="a.png" alt="{word}">'),
    "label": lambda word: page(f'<nav aria-label="{word}"></nav>'),
    "link": lambda word: page(f'<a href="https://example.org/{word}">x</a>'),
    "id": lambda word: page(f'<p id="{word}">x</p>'),
    "title": lambda word: page().replace(b"</title>", f" {word}</title>".encode()),
}
HIDDEN_IN_MARKDOWN: Places = {
    "comment": lambda word: f"# {SHOWN}\n\n<!-- {word} -->\n\nText.\n".encode(),
    "comment as a link": lambda word: f"# {SHOWN}\n\n[//]: # ({word})\n\nText.\n".encode(),
    "invisible letters": lambda word: f"# {SHOWN}{tags(word)}\n".encode(),
}


def _outlined(pdf: pikepdf.Pdf, word: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(word, 0))


def _described(pdf: pikepdf.Pdf, word: str) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [word]


def _told(pdf: pikepdf.Pdf, key: str, word: str) -> None:
    pdf.docinfo[key] = word


def _scripted(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"say('{word}')")


def _attached(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, word.encode(), filename="notes.txt")


def _labelled(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(P=word)])


def _linking(pdf: pikepdf.Pdf, address: str) -> None:
    annotate(pdf, Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=address))


def _noted(pdf: pikepdf.Pdf, word: str) -> None:
    annotate(pdf, Subtype=pikepdf.Name.Text, Contents=word)


def _filled_in(pdf: pikepdf.Pdf, word: str) -> None:
    annotate(pdf, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="a", V=word)
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.pages[0].obj.Annots[-1]])


def _drawn_in(pdf: pikepdf.Pdf, word: str) -> None:
    name = pikepdf.Name
    font = pikepdf.Dictionary(
        Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica, Encoding=name.WinAnsiEncoding
    )
    resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    look = pdf.make_stream(
        write(word, x=2, y=5, size=10).encode(),
        Type=name.XObject,
        Subtype=name.Form,
        BBox=[0, 0, 100, 20],
        Resources=resources,
    )
    annotate(pdf, Subtype=name.FreeText, AP=pikepdf.Dictionary(N=look), Rect=[72, 300, 172, 320], F=4)


def _cropped(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    pdf.pages[0].obj.CropBox = [0, 400, 595, 842]
    return pdf


def _alternative(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.Root.StructTreeRoot.Alt = word


BAR = "0 g 60 690 300 30 re f"

HIDDEN_IN_PDF: Places = {
    "invisible": lambda word: saved(drawn_pdf(write(word, before="3 Tr"))),
    "white": lambda word: saved(drawn_pdf(write(word, before="1 1 1 rg"))),
    "covered": lambda word: saved(drawn_pdf(write(word), BAR)),
    "covered by two colours": lambda word: saved(drawn_pdf(write(word), "1 0 0 rg 60 690 40 30 re f", BAR)),
    "covered and written over": lambda word: saved(drawn_pdf(write(word), BAR, write("Child N", before="1 1 1 rg"))),
    "drawn on a bar of its colour": lambda word: saved(drawn_pdf(BAR, write(word))),
    "off the page": lambda word: saved(drawn_pdf(write(word, x=900))),
    "outside the crop": lambda word: saved(_cropped(drawn_pdf(write(word, y=100)))),
    "tiny": lambda word: saved(drawn_pdf(write(word, size=1))),
    "switched-off layer": lambda word: saved(layered(drawn_pdf("/OC /L1 BDC", write(word), "EMC"))),
    "under a black mark": lambda word: saved(marked(drawn_pdf(write(word)))),
    "author": lambda word: changed_pdf(lambda pdf: _told(pdf, "/Author", word)),
    "keywords": lambda word: changed_pdf(lambda pdf: _told(pdf, "/Keywords", word)),
    "XMP creator": lambda word: changed_pdf(lambda pdf: _described(pdf, word)),
    "bookmark": lambda word: changed_pdf(lambda pdf: _outlined(pdf, word)),
    "note": lambda word: changed_pdf(lambda pdf: _noted(pdf, word)),
    "file link": lambda word: changed_pdf(lambda pdf: _linking(pdf, f"file:///C:/{word}")),
    "form value": lambda word: changed_pdf(lambda pdf: _filled_in(pdf, word)),
    "script": lambda word: changed_pdf(lambda pdf: _scripted(pdf, word)),
    "attachment": lambda word: changed_pdf(lambda pdf: _attached(pdf, word)),
    "earlier saving": twice_saved_pdf,
    "page that is no longer used": littered_pdf,
    "look of a form field": lambda word: changed_pdf(lambda pdf: _drawn_in(pdf, word)),
    "after the end": lambda word: plain_pdf() + f"\n{word}".encode(),
    "replacement text": lambda word: saved(drawn_pdf(f"/Span <</ActualText ({word})>> BDC", write("x"), "EMC")),
}
SHOWN_IN_PDF: Places = {
    "paragraph": lambda word: plain_pdf(f"About {word} and school."),
    "drawn": lambda word: saved(drawn_pdf(write(word))),
    "white on a bar": lambda word: saved(drawn_pdf(BAR, write(word, before="1 1 1 rg"))),
    "alternative text": lambda word: changed_pdf(lambda pdf: _alternative(pdf, word)),
    "web link": lambda word: changed_pdf(lambda pdf: _linking(pdf, f"https://example.org/{word}")),
    "title": lambda word: plain_pdf(title=word),
    "page label": lambda word: changed_pdf(lambda pdf: _labelled(pdf, word)),
}
