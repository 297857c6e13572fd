"""Are cells that are read quickly what openpyxl reads, and is everything else left to openpyxl?"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from safelight.core.papers.docx.package import open_package
from safelight.core.review.chronology.quick_sheet import Sheet, read_quickly
from safelight.core.review.chronology.xlsx_table import _read_by_openpyxl, read_xlsx

SHEET = "xl/worksheets/sheet1.xml"
EVERY_KIND = (
    "Text",
    " spaced  text ",
    "two\nlines",
    "’ü & <",
    3,
    3.0,
    0.1,
    1e21,
    True,
    False,
    date(2008, 3, 14),
    datetime(2008, 3, 14, 9, 30),  # noqa: DTZ001
    time(9, 30),
    timedelta(hours=30),
    "#REF!",
    "",
    None,
)


def saved(fill: Callable[[Any], object], **options: bool) -> bytes:
    book = openpyxl.Workbook(**options)
    fill(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def quickly(data: bytes) -> list[Sheet] | None:
    return read_quickly(data, members=open_package(data, name="x.xlsx").members)


def told(sheets: list[Sheet] | None) -> object:
    assert sheets is not None
    return [
        (sheet.title, sheet.state, {row: cells for row, cells in sheet.cells.items() if cells}, sorted(sheet.merged))
        for sheet in sheets
    ]


def edited(data: bytes, member: str, before: str, after: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    assert before.encode() in members[member]
    members[member] = members[member].replace(before.encode(), after.encode())
    return packed(members)


def packed(members: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)
    return written.getvalue()


def with_table(strings: str, cell: str) -> bytes:
    """A workbook as Excel itself writes it, with the texts of all its sheets in one table."""
    data = edited(saved(lambda book: book.active.append([7])), SHEET, 't="n"><v>7</v>', f't="s"><v>{cell}</v>')
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    data = edited(data, "[Content_Types].xml", "</Types>", part)
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return packed(members | {"xl/sharedStrings.xml": f'<sst xmlns="{space}">{strings}</sst>'.encode()})


def every_kind(book: Any) -> None:
    sheet = book.active
    for row, value in enumerate(EVERY_KIND, 3):
        sheet.cell(row, 2 + row % 3, value)
    sheet["A1"] = date(2008, 3, 14)
    sheet["A1"].number_format = "d mmm yyyy"
    sheet["F2"] = 39521.5
    sheet["F2"].number_format = 'yy"year"'
    sheet["G2"] = CellRichText("plain ", TextBlock(InlineFont(b=True), "bold"))
    sheet["C30"], sheet["D30"], sheet["C31"] = "merged", "under it", "under it, too"
    sheet.merge_cells("C30:D31")
    sheet.row_dimensions[4].hidden = True
    sheet.row_dimensions[5].height = 20
    hidden = book.create_sheet("Notes")
    hidden["B2"] = "out of sight"
    hidden.sheet_state = "hidden"
    sheet.print_title_rows = "1:1"


def test_every_kind_of_cell_is_read_as_openpyxl_reads_it() -> None:
    data = saved(every_kind)
    assert told(quickly(data)) == told(_read_by_openpyxl(data, name="x.xlsx"))
    sheets = quickly(data)
    assert sheets is not None
    assert sheets[0].hidden_rows == {4}
    assert sheets[0].cells[30] == {3: ("merged", "General")}


def test_texts_within_cells_are_read_as_openpyxl_reads_them() -> None:
    def fill(book: Any) -> None:
        book.create_sheet("One").append([value or None for value in EVERY_KIND])

    data = saved(fill, write_only=True)
    assert b"inlineStr" in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert told(quickly(data)) == told(_read_by_openpyxl(data, name="x.xlsx"))


def test_cells_and_rows_without_their_places_are_counted() -> None:
    data = saved(lambda book: book.active.append(["one", "two"]))
    bare = edited(edited(data, SHEET, ' r="A1"', ""), SHEET, ' r="B1"', "")
    bare = edited(bare, SHEET, '<row r="1"', "<row")
    assert told(quickly(bare)) == told(quickly(data)) == told(_read_by_openpyxl(bare, name="x.xlsx"))


def test_dates_counted_from_1904_are_read_as_openpyxl_reads_them() -> None:
    data = edited(saved(every_kind), "xl/workbook.xml", "<workbookPr/>", '<workbookPr date1904="1"/>')
    assert told(quickly(data)) == told(_read_by_openpyxl(data, name="x.xlsx"))


@pytest.mark.parametrize("cell", ["0", "1", "2", "3", "4"])
def test_texts_in_the_table_are_read_as_openpyxl_reads_them(cell: str) -> None:
    strings = (
        "<si><t>text</t></si><si><t xml:space='preserve'> a \n b </t></si><si><t/></si>"
        "<si><r><t>bru</t></r><r><rPr><b/></rPr><t>ise</t></r><rPh sb='0' eb='1'><t>said</t></rPh></si>"
        "<si><t>_x005F_x0041_</t></si>"
    )
    data = with_table(strings, cell)
    assert told(quickly(data)) == told(_read_by_openpyxl(data, name="x.xlsx"))


def test_a_text_that_is_not_in_the_table_is_left_to_openpyxl() -> None:
    assert quickly(with_table("<si><t>text</t></si>", "9")) is None
    assert quickly(with_table("<si><t>te</t><t>xt</t></si>", "0")) is None


@pytest.mark.parametrize(
    ("member", "before", "after"),
    [
        (SHEET, "<v>7</v>", "<f>3+4</f><v>7</v>"),
        (SHEET, 't="n"><v>7</v>', 't="d"><v>2008-03-14</v>'),
        (SHEET, "<v>7</v>", "<v>seven</v>"),
        (SHEET, 'r="A1"', 'r="A9"'),
        (SHEET, "<is><t>text</t></is>", "<is><t>te</t><t>xt</t></is>"),
        (SHEET, "</sheetData>", "</sheetData><!DOCTYPE x>"),
        (SHEET, "</row>", "</wor>"),
        (SHEET, 'xmlns="http://schemas.openxmlformats.org/', 'xmlns="http://elsewhere.example.org/'),
        ("xl/workbook.xml", 'name="Sheet"', 'name="One/Two"'),
    ],
)
def test_what_is_out_of_the_ordinary_is_left_to_openpyxl(member: str, before: str, after: str) -> None:
    data = edited(saved(lambda book: book.active.append([7, "text"])), member, before, after)
    assert quickly(data) is None


def test_a_formula_shows_what_was_worked_out() -> None:
    data = edited(saved(lambda book: book.active.append([7, "text"])), SHEET, "<v>7</v>", "<f>3+4</f><v>7</v>")
    (grid,) = read_xlsx(data, name="x.xlsx")
    assert [cell.text for cell in grid.lines[0].cells] == ["7", "text"]


def test_a_sheet_with_a_document_type_is_not_read_quickly() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    data = saved(lambda book: book.active.append(["text"]))
    grown = edited(data, SHEET, "<worksheet ", bomb + "<worksheet ")
    assert quickly(grown) is None
