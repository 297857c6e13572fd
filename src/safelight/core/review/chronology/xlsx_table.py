"""What does an Excel workbook hold? Each sheet's rows as Excel shows them, with the dates behind the cells."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final

import openpyxl
from lxml import etree

from safelight.core.papers.docx.package import open_package
from safelight.core.papers.paper import UnreadablePaper
from safelight.core.review.chronology.grid import MOST_COLUMNS, MOST_ROWS, Cell, Grid, Line
from safelight.core.review.chronology.model import UnreadableChronology
from safelight.core.review.chronology.quick_sheet import Sheet, read_quickly

_TOKEN: Final = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|(y+|m+|d+|h+|s+|am/pm|a/p)|_.|\*.|(.)', re.IGNORECASE)


def read_xlsx(untrusted_data: bytes, *, name: str) -> tuple[Grid, ...]:
    """Every sheet that holds anything, in order. A merged cell's text stands in each row that the cell covers.

    Raises:
        UnreadableChronology: when it is not a workbook that can be opened safely.
    """
    # Looks at sizes, so that nobody unpacks a workbook made to exhaust memory.
    try:
        package = open_package(untrusted_data, name=name)
    except UnreadablePaper as broken:
        raise UnreadableChronology(
            str(broken).replace("Word document", "spreadsheet").replace("Word", "Excel")
        ) from broken
    sheets = read_quickly(untrusted_data, members=package.members)
    if sheets is None:
        sheets = _read_by_openpyxl(untrusted_data, name=name)
    grids = [Grid(tuple(_lines(sheet, name=name)), label=sheet.title) for sheet in sheets]
    return tuple(grid for grid in grids if any(line.width for line in grid.lines))


def _read_by_openpyxl(untrusted_data: bytes, *, name: str) -> list[Sheet]:
    shown = _workbook(untrusted_data, name=name, values=False)
    values = _workbook(untrusted_data, name=name, values=True) if _has_formulas(shown) else shown
    return [_sheet(sheet, _held(values[sheet.title])) for sheet in shown.worksheets]


def _workbook(untrusted_data: bytes, *, name: str, values: bool) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(untrusted_data), data_only=values)
    except (
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        OverflowError,
    ) as broken:
        raise UnreadableChronology(
            f"{name} cannot be opened as a spreadsheet: open it in Excel and save it again as .xlsx."
        ) from broken


def _held(sheet: Any) -> dict[tuple[int, int], Any]:
    """The cells that the file holds. Asking the sheet for its rows would make a cell for each one that it has not."""
    held: dict[tuple[int, int], Any] = sheet._cells
    return held


def _has_formulas(workbook: Any) -> bool:
    return any(cell.data_type == "f" for sheet in workbook.worksheets for cell in _held(sheet).values())


def _sheet(sheet: Any, worked_out: Mapping[tuple[int, int], Any]) -> Sheet:
    """A sheet as the quick reader gives it; a formula's value where somebody worked it out."""
    read = Sheet(sheet.title, sheet.sheet_state)
    for (row, column), cell in _held(sheet).items():
        value = cell.value
        if cell.data_type == "f" and (row, column) in worked_out and worked_out[row, column].value is not None:
            value = worked_out[row, column].value
        if value is not None:
            read.cells.setdefault(row, {})[column] = value, str(cell.number_format)
    read.merged = [(area.min_col, area.min_row, area.max_col, area.max_row) for area in sheet.merged_cells.ranges]
    read.hidden_rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    return read


def _lines(sheet: Sheet, *, name: str) -> Iterator[Line]:
    rows: dict[int, dict[int, Cell]] = {}
    for number, held in sheet.cells.items():
        placed = {column - 1: _cell(*cell, column - 1) for column, cell in held.items() if column <= MOST_COLUMNS}
        if placed:
            rows[number] = placed
    _spread(rows, sheet)
    if len(rows) > MOST_ROWS:
        raise UnreadableChronology(
            f"{name} has more than {MOST_ROWS} rows: check that it is the chronology, or split it."
        )
    for number in sorted(rows):
        cells = rows[number]
        width = max(cells) + 1
        filled = tuple(cells.get(place) or Cell("", first=place, last=place) for place in range(width))
        yield Line(number, filled, hidden=sheet.state != "visible" or number in sheet.hidden_rows)


def _spread(rows: dict[int, dict[int, Cell]], sheet: Sheet) -> None:
    """Put a merged cell's text into every place that the cell covers."""
    for first_column, first_row, last_column, last_row in sheet.merged:
        first, last = first_column - 1, min(last_column, MOST_COLUMNS) - 1
        origin = rows.get(first_row, {}).get(first)
        if origin is None or last_row - first_row > MOST_ROWS:
            continue
        for row in range(first_row, last_row + 1):
            stretched = Cell(origin.text, origin.value, first=first, last=last, carried=row > first_row)
            rows.setdefault(row, {}).update(dict.fromkeys(range(first, last + 1), stretched))


def _cell(value: Any, form: str, place: int) -> Cell:
    if isinstance(value, str):
        return Cell(value, None, place, place)
    if not isinstance(value, int | float | datetime | date | time | timedelta):
        value = getattr(value, "text", None) or str(value)
    shown = _shown(value, form=form)
    return Cell(shown, None if isinstance(value, str) else value, first=place, last=place)


def _shown(value: Any, *, form: str) -> str:
    """The cell as its reader sees it."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime() | date() | time():
            return shown_date(value, form=form)
        case float() if value.is_integer():
            return str(int(value))
        case timedelta():
            return f"{int(value.total_seconds()) // 3600:02}:{int(value.total_seconds()) // 60 % 60:02}"
    return str(value)


# The same days and times come back over and over.
@lru_cache(maxsize=50_000)
def shown_date(value: datetime | date | time, *, form: str) -> str:
    """A date or time in a number format such as `d mmm yyyy hh:mm`.

    The formats that follow the computer's country are shown as in this one.
    """
    moment = _moment(value)
    if form in {"General", "@", "mm-dd-yy"}:
        form = "hh:mm" if isinstance(value, time) else "dd/mm/yyyy"
    form = form.split(";")[0]
    half_day = re.search(r"am/pm|a/p", form, re.IGNORECASE) is not None
    written, before = "", ""
    for token in _TOKEN.finditer(form):
        quoted, escaped, code, other = token.groups()
        if code is None:
            written += quoted or escaped or (other if other not in {None, "@"} else "") or ""
            continue
        code = code.casefold()
        minutes = code[0] == "m" and (
            before == "h" or re.match(r"[^a-z]*s", form[token.end() :], re.IGNORECASE) is not None
        )
        written += _part(moment, code, minutes=minutes, half_day=half_day)
        before = code[0]
    return written.strip() or value.isoformat()


def _moment(value: datetime | date | time) -> datetime:
    match value:
        case datetime():
            return value
        case date():
            return datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return datetime.combine(date(1900, 1, 1), value)


def _part(moment: datetime, code: str, *, minutes: bool, half_day: bool) -> str:
    hour = (moment.hour % 12 or 12) if half_day else moment.hour
    if minutes:
        return f"{moment.minute:0{min(len(code), 2)}}"
    match code[0], len(code):
        case "y", length:
            return f"{moment.year:04}" if length > 2 else f"{moment.year % 100:02}"
        case ("m" | "d") as unit, length if length > 2:
            return moment.strftime({("m", 3): "%b", ("d", 3): "%a", ("d", 4): "%A"}.get((unit, length), "%B"))
        case "m", length:
            return f"{moment.month:0{length}}"
        case "d", length:
            return f"{moment.day:0{length}}"
        case "h", length:
            return f"{hour:0{min(length, 2)}}"
        case "s", length:
            return f"{moment.second:0{min(length, 2)}}"
    return moment.strftime("%p")
