"""Made-up chronologies in the layouts that agencies send."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
import openpyxl

from safelight.core.review.chronology.merge import merge
from safelight.core.review.chronology.model import ChronologyFile, Merged, Row
from safelight.core.review.chronology.read import read_chronology

HEADINGS = ("Date", "Time", "Source", "Event")


def csv_bytes(*rows: Sequence[object], separator: str = ",", encoding: str = "utf-8") -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding)


def xlsx_bytes(*rows: Sequence[object], merged: Iterable[str] = (), formats: dict[str, str] | None = None) -> bytes:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    for place, form in (formats or {}).items():
        sheet[place].number_format = form
    return saved(workbook)


def docx_bytes(*rows: Sequence[str], before: Sequence[str] = ()) -> bytes:
    document = docx.Document()
    for text in before:
        document.add_paragraph(text)
    add_table(document, *rows)
    return saved(document)


def add_table(document: Any, *rows: Sequence[str]) -> Any:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            table.cell(number, place).text = text
    return table


def saved(file: Any) -> bytes:
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def from_csv(*rows: Sequence[object], name: str = "police.csv") -> ChronologyFile:
    return read_chronology(csv_bytes(*rows), name=name)


def dated(*entries: tuple[str, str], name: str = "police.csv") -> ChronologyFile:
    """A chronology of dates and events alone."""
    return from_csv(("Date", "Event"), *entries, name=name)


def only(file: ChronologyFile) -> Row:
    assert len(file.rows) == 1, file
    return file.rows[0]


def merged(*files: ChronologyFile) -> Merged:
    return merge(files)


def places(found: Merged, kind: str) -> list[tuple[str, str]]:
    return [(str(pair.first), str(pair.second)) for pair in getattr(found, kind)]
