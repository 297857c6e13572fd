"""Where in the text of a Word file can somebody hide? Formatting, changes, boxes, fields, and names taken apart."""

# ruff: noqa: E501 - a stretch of XML is easier to read in one piece

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.core.papers.builders import (
    DOCUMENT,
    WORD,
    W,
    docx_with,
    docx_with_comment,
    docx_with_header,
    docx_with_note,
    field,
    para,
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
    words,
)
from tests.corpus.canary import Canary, Caught

AUTHOR = 'w:id="5" w:author="{}" w:date="2009-03-02T09:00:00Z"'
EDITOR = AUTHOR.format("A. Author")
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
STYLES = "word/styles.xml"
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def in_style(word: str, style: str, *, paragraph: str = "", run_style: str = "") -> bytes:
    """A paragraph in a style of somebody's own."""
    properties = f'<w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr>' if paragraph else ""
    own = f'<w:rPr><w:rStyle w:val="{run_style}"/></w:rPr>' if run_style else ""
    body = with_body(plain_docx(), para(f"{properties}<w:r>{own}<w:t>{word}</w:t></w:r>"))
    return with_xml(body, STYLES, "</w:styles>", f"{style}</w:styles>")


def style(name: str, properties: str, *, kind: str = "paragraph", more: str = "") -> str:
    """The XML of a style of somebody's own."""
    named = f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name} text"/>'
    return f"{named}{more}<w:rPr>{properties}</w:rPr></w:style>"


def placed(word: str, properties: str) -> bytes:
    """A paragraph with these paragraph properties."""
    return docx_with(para(f"<w:pPr>{properties}</w:pPr>{words(word)}"))


def ground(word: str, ink: str, fill: str) -> bytes:
    """A cell with this ink on this fill."""
    cell = f'<w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr>'
    return docx_with(table(row(run(word, f'<w:color w:val="{ink}"/>'), cell=cell)))


def anchored(word: str, *, across: int = 0, down: int = 0, wide: int = 1440000, high: int = 720000) -> bytes:
    """A text box of this size in this place, measured from the page in EMU."""
    place = '<wp:position{0} relativeFrom="page"><wp:posOffset>{1}</wp:posOffset></wp:position{0}>'
    frame = (
        '<wp:anchor behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1" simplePos="0" relativeHeight="2">'
        f'<wp:simplePos x="0" y="0"/>{place.format("H", across)}{place.format("V", down)}'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:wrapNone/>'
    )
    data = docx_with(text_box(word, fallback="").replace('<wp:inline><wp:extent cx="1440000" cy="720000"/>', frame))
    return swapped(data, DOCUMENT, "</wp:inline>", "</wp:anchor>")


def tracked(inner: str, mark: str = "ins", author: str = "A. Author") -> str:
    """The XML of a tracked change."""
    return f"<w:{mark} {AUTHOR.format(author)}>{inner}</w:{mark}>"


def gone(word: str) -> str:
    """The XML of deleted text."""
    return tracked(f"<w:r><w:delText>{word}</w:delText></w:r>", "del")


def split(word: str, between: str, *, inside_run: bool = False) -> bytes:
    """A name taken apart by something in the middle."""
    if inside_run:
        return docx_with(para(f"<w:r><w:t>{word[:4]}</w:t>{between}<w:t>{word[4:]}</w:t></w:r>"))
    return docx_with(para(words(word[:4]) + between + words(word[4:])))


def themed(word: str, colour: str) -> bytes:
    """Text in a colour of the document's theme."""
    return docx_with(run(word, f"<w:color {colour}/>"))


def nested_field(word: str) -> bytes:
    """A field inside the condition of another, neither of which shows the name."""
    inner = MARK.format("begin") + f"<w:r><w:instrText>QUOTE {word}</w:instrText></w:r>" + MARK.format("end")
    code = '<w:r><w:instrText xml:space="preserve"> IF 1 = 2 "</w:instrText></w:r>'
    rest = '<w:r><w:instrText>" "nobody" </w:instrText></w:r>'
    return docx_with(
        para(
            MARK.format("begin") + code + inner + rest + MARK.format("separate") + words("nobody") + MARK.format("end")
        )
    )


def form_field(word: str) -> bytes:
    """A form field whose default text and help say a name."""
    data = (
        f'<w:ffData><w:name w:val="Text1"/><w:helpText w:type="text" w:val="{word}"/>'
        f'<w:textInput><w:default w:val="{word}"/></w:textInput></w:ffData>'
    )
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    return docx_with(para(begin + "<w:r><w:instrText> FORMTEXT </w:instrText></w:r>" + MARK.format("end")))


def math(word: str) -> str:
    """The XML of an equation."""
    return para(
        f'<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{word}</m:t></m:r></m:oMath>'
    )


def ruby(word: str) -> str:
    """The XML of letters with a reading above them."""
    return para(
        f"<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>{word}</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>the child</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )


def symbols(word: str) -> str:
    """The XML of a name written in symbols of an ordinary font, from the area for private use."""
    return para("".join(f'<w:r><w:sym w:font="Arial" w:char="F0{ord(one):02X}"/></w:r>' for one in word))


def vml(inner: str) -> str:
    """The XML of a drawing of old programs."""
    return para(f"<w:r><w:pict>{inner}</w:pict></w:r>")


def separator(word: str) -> bytes:
    """A name in the line between text and footnotes, which only some pages show."""
    return swapped(
        docx_with_note("A note."),
        "word/footnotes.xml",
        "<w:r><w:separator/></w:r>",
        f"<w:r><w:separator/></w:r>{words(word)}",
    )


def even_header(word: str) -> bytes:
    """A header for even pages in a document that has none."""
    return swapped(
        docx_with_header(word), DOCUMENT, '<w:headerReference w:type="default"', '<w:headerReference w:type="even"'
    )


def boxed_header(word: str) -> bytes:
    """A text box in a page header."""
    return with_xml(docx_with_header("Board paper"), "word/header1.xml", "</w:hdr>", f"{text_box(word)}</w:hdr>")


def hidden_number(word: str) -> bytes:
    """A list whose numbers say a name and are hidden."""
    level = (
        f'<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="{word} %1"/><w:rPr><w:vanish/></w:rPr></w:lvl>'
    )
    lists = f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="90">{level}</w:abstractNum><w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num></w:numbering>'
    data = plain_docx()
    data = with_member(data, "word/numbering.xml", lists)
    return with_body(
        data, para('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr></w:pPr>' + words("First"))
    )


def linked(word: str, address: str) -> bytes:
    """A link to an address with the name in it."""
    return with_body(
        with_link(plain_docx(), "hyperlink", address.format(word.lower())),
        para(f'<w:hyperlink r:id="rId99">{words("the page")}</w:hyperlink>'),
    )


def comment_reply(word: str) -> bytes:
    """A resolved comment with a reply."""
    data = docx_with_comment("Please check.")
    reply = f'<w:comment w:id="1" w:author="B. Author">{para(words(word))}</w:comment></w:comments>'
    data = swapped(data, "word/comments.xml", "</w:comments>", reply)
    extended = '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="1" w15:done="1"/></w15:commentsEx>'
    return with_member(
        data,
        "word/commentsExtended.xml",
        extended,
        content_type=WORD + "commentsExtended+xml",
        link="http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        source=DOCUMENT,
    )


def filled(word: str, inner: str) -> bytes:
    """Text with a fill of its own, as Word's text effects write it."""
    return docx_with(run(word, f'<w14:textFill xmlns:w14="{W14}">{inner}</w14:textFill>'))


CHANGES: Final[dict[str, Callable[[str], bytes]]] = {
    "tracked-insertion-by-its-author": lambda word: docx_with(para(tracked(words("x"), author=word))),
    "tracked-deletion": lambda word: docx_with(para(words("Seen by ") + gone(word))),
    "tracked-move": lambda word: docx_with(
        para(tracked(words(word), "moveFrom")) + para(tracked(words("x"), "moveTo"))
    ),
    "tracked-paragraph-format-by-its-author": lambda word: docx_with(
        para(f"<w:pPr><w:pPrChange {AUTHOR.format(word)}><w:pPr/></w:pPrChange></w:pPr>{words('x')}")
    ),
    "tracked-paragraph-mark-by-its-author": lambda word: docx_with(
        para(f"<w:pPr><w:rPr><w:del {AUTHOR.format(word)}/></w:rPr></w:pPr>{words('x')}") + para(words("y"))
    ),
    "tracked-deleted-cell": lambda word: docx_with(
        table(row(para(words(word)), cell=f"<w:tcPr><w:cellDel {EDITOR}/></w:tcPr>"), row(para(words("x"))))
    ),
    "tracked-table-format-by-its-author": lambda word: docx_with(
        table(row(para(words("x")))).replace(
            "<w:tblPr/>", f"<w:tblPr><w:tblPrChange {AUTHOR.format(word)}><w:tblPr/></w:tblPrChange></w:tblPr>"
        )
    ),
    "name-half-deleted": lambda word: docx_with(para(words(f"Seen by {word[:5]}") + gone(word[5:]) + words(" today"))),
    "deleted-field-code": lambda word: docx_with(
        para(tracked(f"<w:r><w:delInstrText>REF {word}</w:delInstrText></w:r>", "del"))
    ),
    "comment": docx_with_comment,
    "comment-by-its-author": lambda word: swapped(docx_with_comment("x"), "word/comments.xml", "A. Author", word),
    "comment-by-initials-attribute": lambda word: swapped(
        docx_with_comment("x"), "word/comments.xml", 'w:author="A. Author"', f'w:author="A" w:initials="{word}"'
    ),
    "reply-to-a-resolved-comment": comment_reply,
}

FORMATS: Final[dict[str, Callable[[str], bytes]]] = {
    "hidden-text": lambda word: docx_with(run(word, "<w:vanish/>")),
    "hidden-by-a-paragraph-style": lambda word: in_style(word, style("Ghost", "<w:vanish/>"), paragraph="Ghost"),
    "hidden-by-a-character-style": lambda word: in_style(
        word, style("Ghost", "<w:vanish/>", kind="character"), run_style="Ghost"
    ),
    "hidden-by-a-style-two-steps-away": lambda word: in_style(
        word,
        style("Ghost", "<w:vanish/>") + style("Child", "<w:b/>", more='<w:basedOn w:val="Ghost"/>'),
        paragraph="Child",
    ),
    "hidden-by-the-defaults": lambda word: with_xml(
        plain_docx(word), STYLES, "<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>"
    ),
    "hidden-table-row": lambda word: docx_with(table(row(para(words("x"))), row(para(words(word)), "<w:hidden/>"))),
    "hidden-number-of-a-list": hidden_number,
    "hidden-on-the-web-only": lambda word: docx_with(run(word, "<w:webHidden/>")),
    "white-text": lambda word: docx_with(run(word, '<w:color w:val="FFFFFF"/>')),
    "nearly-white-text": lambda word: docx_with(run(word, '<w:color w:val="FAFCFB"/>')),
    "white-by-theme": lambda word: themed(word, 'w:val="000000" w:themeColor="background1"'),
    "nearly-white-by-theme-and-shade": lambda word: themed(word, 'w:themeColor="background1" w:themeShade="F2"'),
    "white-by-theme-and-tint": lambda word: themed(word, 'w:themeColor="text1" w:themeTint="05"'),
    "white-by-style": lambda word: in_style(word, style("Pale", '<w:color w:val="FFFFFF"/>'), paragraph="Pale"),
    "ink-of-the-shading": lambda word: docx_with(
        run(word, '<w:color w:val="1F3864"/><w:shd w:val="clear" w:fill="1F3864"/>')
    ),
    "ink-of-the-cell": lambda word: ground(word, "DDEEFF", "DDEEFF"),
    "ink-of-the-highlight": lambda word: docx_with(run(word, '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>')),
    "black-bar": lambda word: docx_with(run(word, '<w:highlight w:val="black"/>')),
    "see-through-fill": lambda word: filled(word, "<w14:noFill/>"),
    "white-fill": lambda word: filled(word, '<w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill>'),
    "one-point-text": lambda word: docx_with(run(word, '<w:sz w:val="2"/>')),
    "one-point-by-style": lambda word: in_style(word, style("Dust", '<w:sz w:val="2"/>'), paragraph="Dust"),
    "squeezed-to-one-percent": lambda word: docx_with(run(word, '<w:w w:val="1"/>')),
    "letters-on-top-of-each-other": lambda word: docx_with(run(word, '<w:spacing w:val="-220"/>')),
    "fitted-into-nothing": lambda word: docx_with(run(word, '<w:fitText w:val="2"/>')),
    "raised-off-the-page": lambda word: docx_with(run(word, '<w:position w:val="3000"/>')),
    "line-of-one-point": lambda word: placed(word, '<w:spacing w:line="20" w:lineRule="exact"/>'),
    "indented-off-the-page": lambda word: placed(word, '<w:ind w:left="-31000"/>'),
    "frame-off-the-page": lambda word: placed(word, '<w:framePr w:w="2000" w:x="25000" w:y="1"/>'),
    "table-off-the-page": lambda word: docx_with(
        table(row(para(words(word)))).replace("<w:tblPr/>", '<w:tblPr><w:tblpPr w:tblpX="-29000"/></w:tblPr>')
    ),
    "row-of-one-point": lambda word: docx_with(
        table(row(para(words(word)), '<w:trHeight w:val="10" w:hRule="exact"/>'))
    ),
}

BOXES: Final[dict[str, Callable[[str], bytes]]] = {
    "text-box-off-the-page": lambda word: anchored(word, across=-20_000_000),
    "text-box-of-no-size": lambda word: anchored(word, wide=0, high=0),
    "text-box-switched-off": lambda word: docx_with(text_box(word, hidden=' hidden="1"')),
    "text-box-in-a-header": boxed_header,
    "old-copy-of-a-text-box": lambda word: docx_with(text_box("x", fallback=word)),
    "old-drawing": lambda word: docx_with(
        vml(f"<v:shape><v:textbox><w:txbxContent>{para(words(word))}</w:txbxContent></v:textbox></v:shape>")
    ),
    "old-drawing-switched-off": lambda word: docx_with(
        vml(
            f'<v:shape style="visibility:hidden"><v:textbox><w:txbxContent>{para(words(word))}</w:txbxContent></v:textbox></v:shape>'
        )
    ),
    "lettering": lambda word: docx_with(vml(f'<v:shape><v:textpath on="t" string="{word}"/></v:shape>')),
    "alternative-text-of-an-old-drawing": lambda word: docx_with(vml(f'<v:shape alt="{word}"/>')),
    "id-of-an-old-drawing": lambda word: docx_with(vml(f'<v:shape id="{word}"/>')),
    "first-page-header-not-used": lambda word: docx_with_header(word, first=True),
    "even-page-header-not-used": even_header,
    "header": docx_with_header,
    "footnote": docx_with_note,
    "footnote-that-nothing-refers-to": lambda word: docx_with_note(word, referred=False),
    "separator-of-footnotes": separator,
    "equation": lambda word: docx_with(math(word)),
    "reading-above-the-letters": lambda word: docx_with(ruby(word)),
    "symbols-for-private-use": lambda word: docx_with(symbols(word)),
}

FIELDS: Final[dict[str, Callable[[str], bytes]]] = {
    "field-that-includes-text": lambda word: docx_with(field(f'INCLUDETEXT "C:\\\\{word}\\\\notes.docx"', "x")),
    "field-that-includes-a-picture": lambda word: docx_with(
        field(f'INCLUDEPICTURE "\\\\\\\\server\\\\{word}.png"', "x")
    ),
    "field-that-links": lambda word: docx_with(field(f'HYPERLINK "https://example.org/" \\o "{word}"', "x")),
    "field-of-a-mail-merge": lambda word: docx_with(field(f"MERGEFIELD {word}", "x")),
    "field-that-refers": lambda word: docx_with(field(f"REF {word} \\h", "x")),
    "field-that-asks": lambda word: docx_with(field(f'ASK Who "Is this {word}?"', "")),
    "field-that-sets": lambda word: docx_with(field(f'SET Who "{word}"', "")),
    "field-that-quotes": lambda word: docx_with(field(f'QUOTE "{word}"', "x")),
    "field-of-a-property": lambda word: docx_with(field(f'DOCPROPERTY "{word}"', "x")),
    "field-with-a-condition": lambda word: docx_with(field(f'IF 1 = 2 "{word}" "nobody"', "nobody")),
    "field-inside-a-field": nested_field,
    "field-over-two-runs": lambda word: docx_with(
        para(
            MARK.format("begin") + f"<w:r><w:instrText>QUOTE {word[:5]}</w:instrText></w:r>"
            f"<w:r><w:instrText>{word[5:]}</w:instrText></w:r>"
            + MARK.format("separate")
            + words("x")
            + MARK.format("end")
        )
    ),
    "field-of-a-form": form_field,
    "index-entry": lambda word: docx_with(field(f'XE "{word}"', "")),
    "bookmark": lambda word: docx_with(
        para(f'<w:bookmarkStart w:id="7" w:name="{word.replace("-", "_")}"/>{words("x")}<w:bookmarkEnd w:id="7"/>')
    ),
    "link-to-an-e-mail-address": lambda word: linked(word, "mailto:liam.{}@example.org"),
    "link-with-a-name": lambda word: linked(word, "https://example.org/people/liam-{}"),
    "link-with-a-hashtag": lambda word: linked(word, "https://example.org/#{}"),
    "link-to-a-file": lambda word: linked(word, "file:///C:/{}.docx"),
    "tooltip-of-a-link": lambda word: docx_with(
        para(f'<w:hyperlink w:tooltip="{word}" w:anchor="x">{words("x")}</w:hyperlink>')
    ),
}

APART: Final[dict[str, Callable[[str], bytes]]] = {
    "name-over-runs-with-formats": lambda word: docx_with(
        para("".join(f"<w:r><w:rPr>{'<w:b/>' * (n % 2)}</w:rPr><w:t>{one}</w:t></w:r>" for n, one in enumerate(word)))
    ),
    "name-over-spelling-marks": lambda word: split(word, '<w:proofErr w:type="spellStart"/>'),
    "name-over-a-bookmark": lambda word: split(
        word, '<w:bookmarkStart w:id="3" w:name="_GoBack"/><w:bookmarkEnd w:id="3"/>'
    ),
    "name-in-a-smart-tag": lambda word: docx_with(
        para(words(word[:4]) + f'<w:smartTag w:uri="urn:x" w:element="x">{words(word[4:])}</w:smartTag>')
    ),
    "name-over-a-line-break": lambda word: docx_with(para("<w:r><w:t>Liam</w:t><w:br/><w:t>" + word + "</w:t></w:r>")),
    "name-with-soft-hyphens": lambda word: split(word, "<w:softHyphen/>", inside_run=True),
    "name-with-a-hyphen-that-does-not-break": lambda word: docx_with(
        para(f"<w:r><w:t>{word.partition('-')[0]}</w:t><w:noBreakHyphen/><w:t>{word.partition('-')[2]}</w:t></w:r>")
    ),
    "name-over-cells": lambda word: docx_with(
        table(f"<w:tr><w:tc>{para(words('Liam'))}</w:tc><w:tc>{para(words(word))}</w:tc></w:tr>")
    ),
    "name-over-paragraphs": lambda word: docx_with(para(words("This was Liam")) + para(words(f"{word} of this town."))),
    "name-over-a-page-break": lambda word: split(word, '<w:r><w:br w:type="page"/></w:r>'),
    "name-over-a-rendered-page-break": lambda word: split(word, "<w:lastRenderedPageBreak/>", inside_run=True),
    "name-over-hidden-letters": lambda word: split(word, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>zz</w:t></w:r>"),
    "name-over-an-insertion": lambda word: docx_with(para(words(word[:4]) + tracked(words(word[4:])))),
    "name-in-small-letters-shown-as-capitals": lambda word: docx_with(run(word.lower(), "<w:caps/>")),
    "name-spaced-out": lambda word: docx_with(para(words(" ".join(word)))),
    "name-with-invisible-spaces": lambda word: docx_with(para(words("\u200b".join(word)))),
    "name-in-look-alike-letters": lambda word: docx_with(
        para(words(word.replace("O", "\u041e").replace("a", "\u0430")))
    ),
    "name-in-a-file-name": lambda word: docx_with(para(words(f"See {word.lower()}_report.docx."))),
    "name-in-a-hashtag": lambda word: docx_with(para(words(f"See #{word.replace('-', '')}."))),
    "name-written-from-right-to-left": lambda word: docx_with(para(words(f"\u202e{word[::-1]}\u202c"))),
    "name-in-a-stretch-turned-round": lambda word: docx_with(para(f'<w:bdo w:val="rtl">{words(word[::-1])}</w:bdo>')),
}

TEXT_CANARIES: Final = tuple(
    Canary(f"word-{name}.docx", build)
    for places in (CHANGES, FORMATS, BOXES, FIELDS, APART)
    for name, build in places.items()
)
HARMLESS: Final = tuple(
    Canary(f"word-harmless-{name}.docx", build, caught_by=Caught.HIDDEN, word="the usual words")
    for places in (CHANGES, FORMATS)
    for name, build in places.items()
    if name not in {"hidden-on-the-web-only", "comment-by-initials-attribute"}
)
"""The same places with nothing in them that names anybody: what a page does not show blocks whatever it says."""
