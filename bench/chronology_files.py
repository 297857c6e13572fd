"""How do twenty offices lay out the same kind of rows? As workbooks, separated text and Word tables."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

import openpyxl

if TYPE_CHECKING:
    from bench.chronology_set import Entry

ENDINGS: Final = (".xlsx", ".csv", ".docx", ".xlsx", ".csv")
_HEADINGS: Final = (
    ("Date", "Time", "Source of Information", "Event"),
    ("Date of event", "Time of event", "Where recorded", "What happened"),
    ("Event date", "Start time", "Source document", "Details of contact"),
    ("Date of contact", "Time", "Evidence", "Significant event", "Comment on practice"),
)
_FORMS: Final = ("%d/%m/%Y", "%d %B %Y", "%d.%m.%y", "%d-%b-%Y", "%a %d %b %Y")
_TYPES: Final = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELS: Final = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
Target="word/document.xml"/></Relationships>"""


def write_file(name: str, entries: Sequence[Entry], *, number: int) -> tuple[bytes, int]:
    """The file's bytes in the layout of that number, and the row of the first entry as a person counts."""
    agency = name.rpartition(".")[0]
    headings = _HEADINGS[number % len(_HEADINGS)]
    above: list[tuple[str, ...]] = [(f"Agency: {agency}",), ()] if number % 2 and not name.endswith("docx") else []
    lines = [*above, headings]
    form = _FORMS[number % len(_FORMS)]
    if name.endswith(".xlsx"):
        return _workbook([*lines, *(_cells(entry, form="", width=len(headings)) for entry in entries)]), len(lines) + 1
    table = [*lines, *(_cells(entry, form=form, width=len(headings)) for entry in entries)]
    if name.endswith(".csv"):
        written = io.StringIO(newline="")
        csv.writer(written, delimiter=";" if number % 2 else ",").writerows(table)
        return written.getvalue().encode("cp1252" if number % 3 else "utf-8-sig"), len(lines) + 1
    return _document(agency, table), len(lines) + 1


def _cells(entry: Entry, *, form: str, width: int) -> tuple[object, ...]:
    """The row's cells; without a form the date is a date as Excel holds it."""
    when: object = entry.shown_day
    if entry.day is not None:
        when = entry.day.strftime(form) if form else datetime(entry.day.year, entry.day.month, entry.day.day)  # noqa: DTZ001
    return (when, entry.time, entry.source, entry.event, *[""] * (width - 4))


def _workbook(lines: Iterable[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Chronology")
    for line in lines:
        sheet.append([cell or None for cell in line])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _document(agency: str, lines: Iterable[Sequence[object]]) -> bytes:
    def paragraph(text: object) -> str:
        return f'<w:p><w:r><w:t xml:space="preserve">{escape(str(text))}</w:t></w:r></w:p>'

    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in line)}</w:tr>" for line in lines)
    body = f"{paragraph('Agency: ' + agency)}<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>{paragraph('')}"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {space}><w:body>{body}</w:body></w:document>'
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELS)
        package.writestr("word/document.xml", document)
    return written.getvalue()
