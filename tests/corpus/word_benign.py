"""What do ordinary Word files hold that is neither hidden nor anybody's name? They pass, and a copy keeps every word."""

# ruff: noqa: E501 - a stretch of XML is easier to read in one piece

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

from docx import Document

from tests.core.papers.builders import (
    DOCUMENT,
    WORD,
    R,
    W,
    docx_with,
    docx_with_header,
    docx_with_note,
    docx_with_picture,
    docx_with_setting,
    field,
    members_of,
    para,
    picture_jpeg,
    picture_png,
    plain_docx,
    row,
    run,
    swapped,
    table,
    text_box,
    with_body,
    with_link,
    with_member,
    with_xml,
    without_members,
    words,
    written_docx,
    zipped,
)
from tests.corpus.canary import Benign
from tests.corpus.word_parts import charted
from tests.corpus.word_text import MARK, STYLES, placed

PLACEHOLDER = "Click or tap here to enter text."
DARK = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/></w:tcPr>'
WHITE_INK = '<w:color w:val="FFFFFF" w:themeColor="background1"/>'
LONG = "The agencies met and agreed what each of them would do, by when, and who would see that it was done. "
CUSTOM = ("customXml/item1.xml", "customXml/itemProps1.xml")
RSIDS = "".join(f'<w:rsid w:val="00A41F{number:02X}"/>' for number in range(60))
STRICT: Final = {
    W: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    R: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006": "http://purl.oclc.org/ooxml/drawingml",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "http://purl.oclc.org/ooxml/officeDocument/math",
}


def contents() -> bytes:
    """A contents list as Word makes it, with page numbers that are hidden on the web only."""
    code = '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    web = "<w:r><w:rPr><w:noProof/><w:webHidden/></w:rPr>{}</w:r>"
    line = para(
        '<w:hyperlink w:anchor="_Toc240101" w:history="1"><w:r><w:t>Key issues</w:t></w:r>'
        + web.format("<w:tab/>")
        + MARK.format("begin")
        + code.format("PAGEREF _Toc240101 \\h")
        + MARK.format("separate")
        + web.format("<w:t>3</w:t>")
        + MARK.format("end")
        + "</w:hyperlink>"
    )
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    start = para(
        MARK.format("begin") + code.format('TOC \\o "1-3" \\h \\z \\t "Numbered heading,2"') + MARK.format("separate")
    )
    heading = para(
        '<w:bookmarkStart w:id="1" w:name="_Toc240101"/>' + words("Key issues") + '<w:bookmarkEnd w:id="1"/>'
    )
    return docx_with(
        f'<w:sdt><w:sdtPr><w:id w:val="-10"/>{gallery}</w:sdtPr><w:sdtContent>{start}{line}{para(MARK.format("end"))}</w:sdtContent></w:sdt>{heading}'
    )


def cross_references() -> bytes:
    """References to a numbered paragraph and to a place that the author named."""
    return docx_with(
        para('<w:bookmarkStart w:id="1" w:name="_Ref240101"/>' + words("Chronology") + '<w:bookmarkEnd w:id="1"/>')
        + field("REF _Ref240101 \\r \\h", "1")
        + para('<w:bookmarkStart w:id="2" w:name="where_it_says_so"/>' + words("Terms.") + '<w:bookmarkEnd w:id="2"/>')
        + para(f'<w:hyperlink w:anchor="where_it_says_so">{words("see above")}</w:hyperlink>')
    )


def shown_first_header() -> bytes:
    """A first-page header that is asked for."""
    return swapped(docx_with_header("Board paper", first=True), DOCUMENT, "<w:pgMar", "<w:titlePg/><w:pgMar")


def unused_number() -> bytes:
    """A footer for even pages that holds nothing but a page number, in a document that does not have even pages."""
    data = docx_with_header("2")
    return swapped(data, DOCUMENT, '<w:headerReference w:type="default"', '<w:headerReference w:type="even"')


def dark_table() -> bytes:
    """A table with white words in a dark header row, by cell shading and by the table's style."""
    style = (
        '<w:style w:type="table" w:styleId="GridTable5Dark"><w:name w:val="Grid Table 5 Dark"/><w:tblStylePr w:type="firstRow">'
        '<w:rPr><w:b/><w:color w:val="FFFFFF" w:themeColor="background1"/></w:rPr><w:tcPr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="000000" w:themeFill="text1"/></w:tcPr></w:tblStylePr></w:style>'
    )
    shaded = table(row(run("Agency", WHITE_INK), cell=DARK), row(para(words("Health"))))
    styled = table(row(para(words("Action"))), row(para(words("Agreed")))).replace(
        "<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="GridTable5Dark"/><w:tblLook w:val="04A0" w:firstRow="1"/></w:tblPr>'
    )
    return with_body(with_xml(plain_docx(), STYLES, "</w:styles>", f"{style}</w:styles>"), shaded + styled)


def placeholder_control() -> bytes:
    """A content control that nobody has filled in, and the building block that its grey words come from."""
    part = (
        '<w:docPart><w:docPartPr><w:name w:val="DefaultPlaceholder_-1854013440"/><w:category><w:name w:val="General"/>'
        '<w:gallery w:val="placeholder"/></w:category></w:docPartPr><w:docPartBody>'
        f"{para(words(PLACEHOLDER))}</w:docPartBody></w:docPart>"
    )
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="-8"/><w:placeholder><w:docPart w:val="DefaultPlaceholder_-1854013440"/></w:placeholder>'
        f"<w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>{para(words(PLACEHOLDER))}</w:sdtContent></w:sdt>"
    )
    return with_member(
        docx_with(control),
        "word/glossary/document.xml",
        f'<w:glossaryDocument xmlns:w="{W}"><w:docParts>{part}</w:docParts></w:glossaryDocument>',
        content_type=WORD + "document.glossary+xml",
        link="glossaryDocument",
        source=DOCUMENT,
    )


def strict() -> bytes:
    """The document as Word saves it in the strict form of its format."""
    members = members_of(plain_docx("The review was agreed in March."))
    for name, content in members.items():
        if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml":
            for usual, other in STRICT.items():
                content = content.replace(usual.encode(), other.encode())
            members[name] = content.replace(b"relationships/extended-properties", b"relationships/extendedProperties")
    return zipped(members)


def like_google() -> bytes:
    """The members that Google Docs writes, with its bookmarks and without properties."""
    body = para(
        '<w:bookmarkStart w:id="0" w:name="_heading=h.gjdgxs" w:colFirst="0" w:colLast="0"/><w:bookmarkEnd w:id="0"/>'
        + words("Findings")
    ) + para('<w:bookmarkStart w:id="1" w:name="kix.abc123def"/><w:bookmarkEnd w:id="1"/>' + words("Text."))
    return without_members(docx_with(body), "docProps/core.xml", "docProps/app.xml", *CUSTOM)


def like_libreoffice() -> bytes:
    """What LibreOffice writes: its own bookmarks, and properties without people."""
    body = para(
        '<w:bookmarkStart w:id="0" w:name="__RefHeading___Toc1_1234"/><w:bookmarkEnd w:id="0"/>'
        '<w:bookmarkStart w:id="1" w:name="__DdeLink__1_5678"/><w:bookmarkEnd w:id="1"/>' + words("Findings")
    )
    return swapped(docx_with(body), "docProps/app.xml", "Microsoft Macintosh Word", "LibreOffice/7.4.7.2$Linux_X86_64")


def like_pages() -> bytes:
    """The few members that Pages writes."""
    data = without_members(plain_docx("Text."), "docProps/core.xml", "docProps/app.xml", "word/webSettings.xml")
    return without_members(data, "word/fontTable.xml", *CUSTOM)


def python_docx() -> bytes:
    """A list and a table as python-docx writes them, in its template without the template's own metadata."""
    document = Document(io.BytesIO(plain_docx()))
    document.add_paragraph("First", style="List Number")
    document.add_paragraph("Second", style="List Bullet")
    grid = document.add_table(2, 2)
    grid.cell(0, 0).text, grid.cell(1, 1).text = "Agency", "Health"
    document.add_page_break()
    document.add_section()
    return written_docx(document)


def newest_namespaces() -> bytes:
    """The namespaces that each version of Word has added."""
    more = (
        'xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid" '
        'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
        'xmlns:w16du="http://schemas.microsoft.com/office/word/2023/wordml/word16du" mc:Ignorable="w16cid w16se w16du '
    )
    return swapped(plain_docx("Text."), DOCUMENT, 'mc:Ignorable="', more)


def no_comments() -> bytes:
    """A part for comments that holds none."""
    return with_member(
        plain_docx(),
        "word/comments.xml",
        f'<w:comments xmlns:w="{W}"/>',
        content_type=WORD + "comments+xml",
        link="comments",
        source=DOCUMENT,
    )


def dated() -> bytes:
    """Properties with dates, a title that the page shows, and counts."""
    document = Document(io.BytesIO(plain_docx()))
    document.core_properties.title = "Serious case review"
    document.core_properties.revision = 12
    return written_docx(document)


def drop_cap() -> bytes:
    """A first letter over three lines, and the words that it belongs to."""
    frame = '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>'
    return docx_with(
        para(
            f'<w:pPr><w:keepNext/>{frame}<w:spacing w:line="820" w:lineRule="exact"/></w:pPr><w:r><w:rPr><w:position w:val="-8"/><w:sz w:val="106"/></w:rPr><w:t>T</w:t></w:r>'
        )
        + para(words("he board met."))
    )


def automatic_ink() -> bytes:
    """Words in automatic ink on dark shading, which Word draws white, and grey ones."""
    return docx_with(
        run("Summary", '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>')
        + run("Grey words", '<w:color w:val="7F7F7F" w:themeColor="text1" w:themeTint="80"/>')
        + run("Pale on dark", '<w:color w:val="F2F2F2"/><w:shd w:val="clear" w:fill="404040"/>')
    )


def dark_page() -> bytes:
    """White words on a dark page."""
    data = swapped(plain_docx(), DOCUMENT, "<w:body>", '<w:background w:color="1F1F1F"/><w:body>')
    return with_body(data, run("White on dark", '<w:color w:val="FFFFFF"/>'))


def dark_box() -> bytes:
    """White words in a text box filled with the theme's blue."""
    box = text_box("Key message").replace(
        "<wps:spPr/>", '<wps:spPr><a:solidFill><a:srgbClr val="1F3864"/></a:solidFill></wps:spPr>'
    )
    return docx_with(box.replace("<w:r><w:t xml", f"<w:r><w:rPr>{WHITE_INK}</w:rPr><w:t xml"))


def numbered() -> bytes:
    """Numbered paragraphs of a judgment's kind, on two levels."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for n, (kind, text) in enumerate((("decimal", "%1."), ("lowerLetter", "(%2)")))
    )
    lists = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="5"><w:nsid w:val="0A1B2C3D"/>{levels}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num></w:numbering>'
    )
    item = '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="5"/></w:numPr></w:pPr>'
    data = with_member(plain_docx(), "word/numbering.xml", lists)
    return with_body(data, para(item.format(0) + words("First.")) + para(item.format(1) + words("And then.")))


def form_of_words() -> bytes:
    """A sum under a column, a counter of somebody's own, and a symbol."""
    return docx_with(
        field("=SUM(ABOVE)", "12") + field("SEQ Policy \\* ARABIC", "1") + field("SYMBOL 183 \\f Symbol", "x")
    )


BUILDERS: Final[dict[str, Callable[[], bytes]]] = {
    "contents-list": contents,
    "cross-references": cross_references,
    "captions": lambda: docx_with(field("SEQ Figure \\* ARABIC", "1") + field("SEQ Table \\* ARABIC", "2")),
    "page-x-of-y": lambda: docx_with(field("PAGE \\* MERGEFORMAT", "1") + field("NUMPAGES", "4")),
    "date-field": lambda: docx_with(field('DATE \\@ "d MMMM yyyy"', "1 April 2010")),
    "fields-of-form": form_of_words,
    "footnote": lambda: docx_with_note("See the guidance."),
    "page-header": lambda: docx_with_header("Board paper"),
    "first-page-header": shown_first_header,
    "unused-page-number": unused_number,
    "dark-table": dark_table,
    "dark-page": dark_page,
    "dark-text-box": dark_box,
    "automatic-ink": automatic_ink,
    "numbered-paragraphs": numbered,
    "columns": lambda: swapped(
        plain_docx("Text."), DOCUMENT, '<w:cols w:space="720"/>', '<w:cols w:num="2" w:space="720" w:sep="1"/>'
    ),
    "picture-with-alternative-text": lambda: docx_with_picture(picture_png(), alt="A chart of visits by month"),
    "photograph": lambda: docx_with_picture(picture_jpeg(), alt="The town hall"),
    "chart": lambda: charted("", formula="Sheet1!$B$1"),
    "drop-cap": drop_cap,
    "revision-marks-of-saving": lambda: docx_with_setting(f'<w:rsids><w:rsidRoot w:val="00A41F"/>{RSIDS}</w:rsids>'),
    "rsids-on-paragraphs": lambda: docx_with(
        '<w:p w:rsidR="00A41F01" w:rsidRDefault="00A41F02">' + words("Text.") + "</w:p>"
    ),
    "spelling-marks": lambda: docx_with(
        para('<w:proofErr w:type="spellStart"/>' + words("Texxt") + '<w:proofErr w:type="spellEnd"/>')
    ),
    "text-box": lambda: docx_with(text_box("Key message")),
    "public-link": lambda: with_body(
        with_link(plain_docx(), "hyperlink", "https://www.gov.uk/government/publications"),
        para(f'<w:hyperlink r:id="rId99">{words("the guidance")}</w:hyperlink>'),
    ),
    "link-to-the-board": lambda: with_body(
        with_link(plain_docx(), "hyperlink", "mailto:board@example.org"),
        para(f'<w:hyperlink r:id="rId99">{words("write to us")}</w:hyperlink>'),
    ),
    "empty-content-control": placeholder_control,
    "small-print": lambda: docx_with(run("Printed on recycled paper", '<w:sz w:val="12"/>')),
    "superscript": lambda: docx_with(run("2nd", '<w:vertAlign w:val="superscript"/>')),
    "highlighted-words": lambda: docx_with(run("To be agreed", '<w:highlight w:val="yellow"/>')),
    "condensed-words": lambda: docx_with(
        run("Condensed words", '<w:spacing w:val="-20"/><w:w w:val="80"/><w:position w:val="6"/>')
    ),
    "theme-fonts": lambda: docx_with(
        run("Text", '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>')
    ),
    "right-to-left-paragraph": lambda: docx_with(para("<w:pPr><w:bidi/></w:pPr>" + words("\u05e9\u05dc\u05d5\u05dd"))),
    "hidden-paragraph-mark": lambda: docx_with(
        para("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" + words("Only the mark is hidden"))
    ),
    "hanging-indent": lambda: placed("(a) the first", '<w:ind w:left="720" w:hanging="720"/>'),
    "strict-open-xml": strict,
    "google-docs": like_google,
    "libreoffice": like_libreoffice,
    "pages": like_pages,
    "python-docx": python_docx,
    "no-styles": lambda: without_members(docx_with(para(words("Text."))), "word/styles.xml"),
    "no-settings": lambda: without_members(docx_with(para(words("Text."))), "word/settings.xml"),
    "empty-paragraphs": lambda: docx_with("<w:p/>" * 40),
    "very-long-paragraph": lambda: docx_with(para(words(LONG * 400))),
    "newest-namespaces": newest_namespaces,
    "empty-comments-part": no_comments,
    "dates-and-counts": dated,
    "line-and-page-breaks": lambda: docx_with(
        para('<w:r><w:t>One</w:t><w:br/><w:t>two</w:t></w:r><w:r><w:br w:type="page"/></w:r>' + words("three"))
    ),
    "joined-cells": lambda: docx_with(
        table(row(para(words("Over two")), cell='<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'))
    ),
}
WORD_BENIGN: Final = tuple(Benign(f"benign-word-{name}.docx", build) for name, build in BUILDERS.items())
