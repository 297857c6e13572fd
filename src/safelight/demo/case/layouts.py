"""How is a chronology laid out as a workbook, a Word table or comma-separated text?"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook

from safelight.demo.case.archive import pack_alike
from safelight.demo.case.word import add_table, open_document, save


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What an agency's file looks like: its name, an optional title above the table, and the table's columns."""

    agency: str
    file_name: str
    columns: tuple[str, ...]
    title: str = ""
    delimiter: str = ","
    real_dates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as the agency wrote it. `day` is what a real date cell holds, where the layout has such cells."""

    written: str
    day: date | None
    time: str
    source: str
    text: str


def write_chronology(layout: Layout, *, rows: Sequence[Row]) -> bytes:
    """The file's bytes, alike on every build."""
    if layout.file_name.endswith(".xlsx"):
        return _workbook(layout, rows)
    if layout.file_name.endswith(".docx"):
        return _word_table(layout, rows)
    return _separated(layout, rows)


def _cells(layout: Layout, row: Row) -> list[str]:
    """The row's words, column by column; a last column for remarks or actions stays empty."""
    cells = [row.written, row.time, row.source, row.text]
    if not any("time" in column.casefold() for column in layout.columns):
        cells = [row.written, row.source, f"{row.time} {row.text}".strip()]
    return cells + [""] * (len(layout.columns) - len(cells))


def _workbook(layout: Layout, rows: Sequence[Row]) -> bytes:
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("openpyxl made a workbook without a sheet.")
    sheet.title = "Chronology"
    if layout.title:
        sheet.append([layout.title])
        sheet.append([])
    sheet.append(list(layout.columns))
    for row in rows:
        cells: list[str | datetime | None] = [cell or None for cell in _cells(layout, row)]
        if layout.real_dates and row.day is not None:
            cells[0] = datetime(row.day.year, row.day.month, row.day.day)  # noqa: DTZ001
        sheet.append(cells)
    for column, width in zip("ABCDE", (14, 12, 22, 80, 30), strict=True):
        sheet.column_dimensions[column].width = width
    book.properties.creator = "Northmere"
    written = io.BytesIO()
    book.save(written)
    return pack_alike(written.getvalue())


def _word_table(layout: Layout, rows: Sequence[Row]) -> bytes:
    document = open_document(author="Northmere", title="Chronology")
    document.add_heading("Chronology", level=1)
    document.add_paragraph(layout.title)
    add_table(document, header=layout.columns, rows=[_cells(layout, row) for row in rows])
    return save(document)


def _separated(layout: Layout, rows: Sequence[Row]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=layout.delimiter, lineterminator="\r\n")
    writer.writerow(layout.columns)
    writer.writerows(_cells(layout, row) for row in rows)
    return written.getvalue().encode("utf-8-sig")
