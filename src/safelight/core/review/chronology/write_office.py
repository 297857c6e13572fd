"""How do rows become an Excel workbook or a Word table? As text, headings repeated, and without a trace of when."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from lxml import etree
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from safelight.core.papers.docx.names import NAMESPACES, q
from safelight.core.papers.docx.package import save_package
from safelight.core.review.chronology.write_sheet import SheetRows

LONGEST_CELL: Final = 32_767
TITLE: Final = "Integrated chronology"
_WIDTHS: Final = {
    "event": 70,
    "other": 40,
    "source": 26,
    "source_of_information": 30,
    "flags": 26,
    "file": 22,
    "agency": 20,
    "date_as_written": 18,
}
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_TIME: Final = datetime(1980, 1, 1)  # noqa: DTZ001


class TooLongForACell(ValueError):
    """Raised when an entry is longer than a cell of a spreadsheet can hold; nothing is cut."""


def _clean(text: str) -> str:
    """Without the control characters that XML has no way to write; Word's own line break is kept as one."""
    if text.isprintable():
        return text
    return _UNWRITABLE.sub("", text.replace("\x0b", "\n").replace("\r\n", "\n").replace("\r", "\n"))


def write_xlsx(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    """One sheet with a heading row that stays in sight. Every cell is text but the row numbers.

    Raises:
        TooLongForACell: naming the row.
    """
    _check_lengths(rows)
    workbook = openpyxl.Workbook(write_only=True)
    workbook.properties.creator = "Safelight"
    workbook.properties.created = workbook.properties.modified = _NO_TIME
    sheet: Any = workbook.create_sheet("Integrated chronology")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    for number, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 11)
    headings = [WriteOnlyCell(sheet, name) for name in columns]
    for heading in headings:
        heading.font = Font(bold=True)
    sheet.append(headings)
    sheet.append(_looks(sheet))
    written = io.BytesIO()
    workbook.save(written)
    whole_number = columns.index("row")
    cells = [[text if place == whole_number else _clean(text) for place, text in enumerate(row)] for row in rows]
    return _without_time(written.getvalue(), rows=SheetRows(cells, whole_number))


def _looks(sheet: Any) -> list[Any]:
    """A row that shows how cells look: text, and text that a spreadsheet would take for a formula."""
    plain, quoted = WriteOnlyCell(sheet, "plain"), WriteOnlyCell(sheet, "quoted")
    for cell in (plain, quoted):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    quoted.quotePrefix = True
    return [plain, quoted]


def _check_lengths(rows: list[tuple[str, ...]]) -> None:
    for row in rows:
        longest = max(map(len, row))
        if longest > LONGEST_CELL:
            raise TooLongForACell(
                f"An entry of {longest} characters ({row[9]}, row {row[10]}) does not fit a spreadsheet cell: "
                "write the chronology as .docx, .csv or .html."
            )


def _without_time(data: bytes, *, rows: SheetRows | None = None) -> bytes:
    """The same package with nothing in it that tells when it was made; the sheet's rows put in, if there are any."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    core = members["docProps/core.xml"]
    members["docProps/core.xml"] = re.sub(
        rb"(<dcterms:(\w+)[^>]*>)[^<]*(</dcterms:\2>)", rb"\g<1>1980-01-01T00:00:00Z\3", core
    )
    if rows is not None:
        members["xl/worksheets/sheet1.xml"] = rows.put_into(members["xl/worksheets/sheet1.xml"])
    return save_package(members)


def write_docx(columns: tuple[str, ...], rows: list[tuple[str, ...]], *, title: str = TITLE) -> bytes:
    """A landscape page with one table whose heading row is repeated on every page."""
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.comments, properties.title = "Safelight", "", title
    properties.created = properties.modified = _NO_TIME
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(420), Mm(297)
    section.left_margin = section.right_margin = Mm(12)
    document.add_heading(title, level=1)
    body = document.element.body
    body.insert(len(body) - 1, _table(columns, rows))
    written = io.BytesIO()
    document.save(written)
    return _without_time(written.getvalue())


def _table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> etree._Element:
    table = etree.Element(q("w:tbl"), nsmap={"w": NAMESPACES["w"]})
    settings = etree.SubElement(table, q("w:tblPr"))
    etree.SubElement(settings, q("w:tblStyle"), {q("w:val"): "TableGrid"})
    etree.SubElement(settings, q("w:tblW"), {q("w:w"): "5000", q("w:type"): "pct"})
    etree.SubElement(settings, q("w:tblLook"), {q("w:val"): "0020", q("w:firstRow"): "1"})
    grid = etree.SubElement(table, q("w:tblGrid"))
    for name in columns:
        etree.SubElement(grid, q("w:gridCol"), {q("w:w"): str(_WIDTHS.get(name.casefold().replace(" ", "_"), 11) * 65)})
    table.append(_line(columns, heading=True))
    table.extend(_line(row, heading=False) for row in rows)
    return table


def _line(cells: tuple[str, ...], *, heading: bool) -> etree._Element:
    line = etree.Element(q("w:tr"))
    settings = etree.SubElement(line, q("w:trPr"))
    etree.SubElement(settings, q("w:cantSplit"))
    if heading:
        etree.SubElement(settings, q("w:tblHeader"))
    for text in cells:
        cell = etree.SubElement(line, q("w:tc"))
        cell.append(_paragraph(text, bold=heading))
    return line


def _paragraph(text: str, *, bold: bool) -> etree._Element:
    paragraph = etree.Element(q("w:p"))
    run = etree.SubElement(paragraph, q("w:r"))
    look = etree.SubElement(run, q("w:rPr"))
    if bold:
        etree.SubElement(look, q("w:b"))
    etree.SubElement(look, q("w:sz"), {q("w:val"): "16"})
    for kind, piece in _pieces(_clean(text)):
        element = etree.SubElement(run, q(kind))
        if piece:
            element.text = piece
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return paragraph


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    for part in re.findall(r"\n|\t|[^\n\t]+", text):
        yield ("w:br", "") if part == "\n" else ("w:tab", "") if part == "\t" else ("w:t", part)
