"""What do agencies leave in the files they send? Tracked changes, comments, hidden words, text boxes, notes, names."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

_FOOTNOTES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_CUSTOM: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_TEXT_BOX: Final = """
<w:p {w}><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml">
<v:shape id="box1" type="#_x0000_t202" style="position:absolute;margin-left:300pt;width:150pt;height:80pt">
<v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox>
</v:shape></w:pict></w:r></w:p>
"""


class NoSuchParagraph(LookupError):
    """The document has no paragraph with these words. Check the words against the text that it is made from."""


def paragraph_with(document: Any, words: str) -> Any:
    """The first paragraph that holds the words."""
    for paragraph in document.paragraphs:
        if words in paragraph.text:
            return paragraph
    raise NoSuchParagraph(f"No paragraph holds {words!r}. Check the words against the text it is made from.")


def set_running_heads(document: Any, *, header: str, footer: str) -> None:
    """What stands at the top and the foot of each page."""
    section = document.sections[0]
    section.header.paragraphs[0].text = header
    section.footer.paragraphs[0].text = footer


def _moment(on: date) -> datetime:
    return datetime.combine(on, time(16, 5), tzinfo=UTC)


def _change(kind: str, tag: str, text: str, *, by: str, on: date, number: int) -> Any:
    stamp = f'w:id="{number}" w:author={quoteattr(by)} w:date="{_moment(on):%Y-%m-%dT%H:%M:%SZ}"'
    words = f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'
    return parse_xml(f"<w:{kind} {nsdecls('w')} {stamp}>{words}</w:{kind}>")


def track_deletion(paragraph: Any, text: str, *, by: str, on: date, number: int) -> None:
    """Words struck out with changes tracked: no longer on the page, still in the file."""
    paragraph._p.append(_change("del", "delText", text, by=by, on=on, number=number))


def track_insertion(paragraph: Any, text: str, *, by: str, on: date, number: int) -> None:
    """Words added with changes tracked."""
    paragraph._p.append(_change("ins", "t", text, by=by, on=on, number=number))


def add_comment(document: Any, paragraph: Any, text: str, *, by: str, initials: str, on: date) -> None:
    """A comment in the margin."""
    comment = document.add_comment(paragraph.runs, text=text, author=by, initials=initials)
    comment._comment_elm.set(qn("w:date"), f"{_moment(on):%Y-%m-%dT%H:%M:%SZ}")


def add_hidden_words(paragraph: Any, text: str) -> None:
    """Words formatted as hidden."""
    paragraph.add_run(f" {text}").font.hidden = True


def add_text_box(paragraph: Any, text: str) -> None:
    """A text box beside the paragraph."""
    paragraph._p.addnext(parse_xml(_TEXT_BOX.format(w=nsdecls("w"), text=escape(text))))


def add_picture(document: Any, paragraph: Any, picture: bytes, *, alt: str, file_name: str) -> None:
    """A picture after the paragraph, with alternative text and the name that its file had."""
    shape = document.add_picture(io.BytesIO(picture), width=Cm(14))
    described = shape._inline.docPr
    described.set("descr", alt)
    described.set("name", file_name)
    paragraph._p.addnext(document.paragraphs[-1]._p)


def add_footnote(document: Any, paragraph: Any, text: str) -> None:
    """One footnote, at the end of the paragraph."""
    notes = (
        f"<w:footnotes {nsdecls('w')}>"
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(text)}</w:t>'
        "</w:r></w:p></w:footnote></w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="1"/></w:r>'))


def add_custom_properties(document: Any, properties: Mapping[str, str]) -> None:
    """The properties that an office's templates and systems write into a file."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    entries = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), start=2)
    )
    xml = f'<Properties xmlns="{space}" xmlns:vt="{types}">{entries}</Properties>'
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM, xml.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
