"""How do plain words become a Word file? Headings, paragraphs, lists and tables in the styles of an office template."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from safelight.core.papers.manuscript import Bullets, Heading, Manuscript, Paragraph, Table
from safelight.demo.case.archive import pack_alike

_GRID: Final = (
    '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
    '<w:tblLook w:val="04A0" w:firstRow="1"/></w:tblPr>'
)


def open_document(*, author: str, title: str) -> Any:
    """An empty document with its properties set, in eleven point type."""
    document = Document()
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Normal"].font.name = "Arial"
    properties = document.core_properties
    properties.author, properties.title, properties.last_modified_by = author, title, author
    properties.comments = ""
    return document


def add_manuscript(document: Any, manuscript: Manuscript) -> None:
    """Write every block at the end of the document."""
    for block in manuscript.blocks:
        match block:
            case Heading(level=level, text=text):
                document.add_heading(text, level=min(level, 9))
            case Paragraph(text=text):
                document.add_paragraph(text)
            case Bullets(items=items, start=start):
                style = "List Bullet" if start is None else "List Number"
                for item in items:
                    document.add_paragraph(item, style=style)
            case Table(header=header, rows=rows):
                add_table(document, header=header, rows=rows)


def add_table(document: Any, *, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A ruled table with a heading row; one piece of XML, since python-docx takes minutes over long ones."""
    lines = [_row(header, heading=True)] if any(header) else []
    lines += [_row(row) for row in rows]
    columns = "<w:gridCol/>" * len(header)
    xml = f"<w:tbl {nsdecls('w')}>{_GRID}<w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"
    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
    document.add_paragraph()


def _row(cells: Sequence[str], *, heading: bool = False) -> str:
    marks = "<w:trPr><w:tblHeader/></w:trPr>" if heading else ""
    return f"<w:tr>{marks}{''.join(_cell(cell, bold=heading) for cell in cells)}</w:tr>"


def _cell(text: str, *, bold: bool) -> str:
    marks = "<w:rPr><w:b/></w:rPr>" if bold else ""
    lines = "".join(
        f'<w:p><w:r>{marks}<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.split("\n")
    )
    return f"<w:tc><w:tcPr/>{lines}</w:tc>"


def save(document: Any) -> bytes:
    """The document's bytes, alike on every build."""
    written = io.BytesIO()
    document.save(written)
    return pack_alike(written.getvalue())
