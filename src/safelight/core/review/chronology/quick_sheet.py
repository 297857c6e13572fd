"""How are the cells of an ordinary workbook read quickly? Straight from the sheets' XML, as openpyxl would read them.

Whatever is out of the ordinary here (a formula, an unknown kind of cell, XML that is not as Excel writes it) is left to
openpyxl itself, which reads everything and takes four times as long.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import from_excel
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

Value = Any
"""What a cell holds: text, a number, a truth, or a date, a time or a stretch of time."""
_CELL, _VALUE, _INLINE, _TEXT, _RUN, _ROW, _MERGED, _STRING, _SHEET, _TABLE = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("c", "v", "is", "t", "r", "row", "mergeCell", "si", "worksheet", "sst")
)
_UNSAID: Final = frozenset(f"{{{SHEET_MAIN_NS}}}{name}" for name in ("rPh", "phoneticPr"))
_TRUTHS: Final = {"1": True, "true": True, "0": False, "false": False}
_FIRST_OWN_FORMAT: Final = 164


@dataclass(slots=True)
class Sheet:
    """One sheet's cells by row and column, counted from 1: what each holds and in which number format."""

    title: str
    state: str
    cells: dict[int, dict[int, tuple[Value, str]]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First column, first row, last column, last row."""
    hidden_rows: set[int] = field(default_factory=set)


class _OutOfTheOrdinary(Exception):
    """Raised for what is left to openpyxl."""


def read_quickly(untrusted_data: bytes, *, members: Mapping[str, bytes]) -> list[Sheet] | None:
    """The sheets of a workbook, in order; None where openpyxl has to read it. `members` are its unpacked parts."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(untrusted_data, members)
    # Whatever openpyxl makes of it, the one who reads all is asked, and says what is wrong.
    except (
        _OutOfTheOrdinary,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        ArithmeticError,
        zipfile.BadZipFile,
        etree.LxmlError,
    ):
        return None


def _read(untrusted_data: bytes, members: Mapping[str, bytes]) -> list[Sheet]:
    frame = _Frame(untrusted_data, members)
    frame.read()
    book: Any = frame.wb
    forms = [_format(style.numFmtId, book) for style in book._cell_styles]
    sheets = []
    for title, state, member in frame.sheets():
        cells = _Cells(book, forms, frame.shared_strings)
        sheets.append(cells.read(members[member], Sheet(title, state)))
    return sheets


def _format(number: int, book: Any) -> str:
    own = number - _FIRST_OWN_FORMAT
    return str(book._number_formats[own] if own >= 0 else BUILTIN_FORMATS.get(number, "General"))


class _Frame(ExcelReader):
    """openpyxl's reader for everything about a workbook but its cells and their texts."""

    def __init__(self, untrusted_data: bytes, members: Mapping[str, bytes]) -> None:
        super().__init__(io.BytesIO(untrusted_data), read_only=True, keep_links=False)
        self.members = members

    def read(self) -> None:
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)

    def read_strings(self) -> None:
        package: Any = self.package
        part = package.find(SHARED_STRINGS)
        if part is not None:
            strings = _elements(self.members[part.PartName[1:]], root=_TABLE, tags=(_STRING,))
            self.shared_strings = [_text(each).replace("x005F_", "") for each in strings]

    def sheets(self) -> list[tuple[str, str, str]]:
        """Each sheet's title, whether it is visible, and the member that holds it; sheets that are charts apart."""
        found = [(sheet, arrow) for sheet, arrow in self.parser.find_sheets() if arrow.target in self.members]
        titles = [sheet.name for sheet, _ in found]
        if len({title.casefold() for title in titles}) < len(titles) or any(map(INVALID_TITLE_REGEX.search, titles)):
            raise _OutOfTheOrdinary
        return [
            (sheet.name, str(sheet.state), arrow.target) for sheet, arrow in found if "chartsheet" not in arrow.Type
        ]


def _elements(untrusted_data: bytes, *, root: str, tags: Sequence[str]) -> Iterator[etree._Element]:
    """Those elements one by one, each forgotten after use: no document type, no entities, no network."""
    if b"<!DOCTYPE" in untrusted_data or not untrusted_data.lstrip().startswith(b"<"):
        raise _OutOfTheOrdinary
    found = etree.iterparse(
        io.BytesIO(untrusted_data),
        events=("end",),
        tag=(*tags, root),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    element = None
    for _, element in found:
        if element.tag == root:
            continue
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    if element is None or element.tag != root:
        raise _OutOfTheOrdinary


def _text(holder: etree._Element) -> str:
    """What a text says, its parts in different looks joined, without how it is pronounced."""
    if len(holder) == 1 and holder[0].tag == _TEXT:
        return holder[0].text or ""
    whole, said = "", []
    for part in holder:
        texts = part.findall(_TEXT)
        if part.tag == _TEXT and not whole:
            whole = part.text or ""
        elif part.tag == _RUN and len(texts) < 2:
            said += [text.text or "" for text in texts]
        elif part.tag not in _UNSAID:
            raise _OutOfTheOrdinary
    return whole + "".join(said)


@dataclass(slots=True)
class _Cells:
    """Reads the cells of one sheet. What is told by a number and a style is worked out once."""

    book: Any
    forms: Sequence[str]
    strings: Sequence[str]
    columns: dict[str, int] = field(default_factory=dict)
    numbers: dict[tuple[str, str], tuple[Value, str]] = field(default_factory=dict)

    def read(self, untrusted_data: bytes, sheet: Sheet) -> Sheet:
        number = 0
        for element in _elements(untrusted_data, root=_SHEET, tags=(_ROW, _MERGED)):
            if element.tag == _MERGED:
                sheet.merged.append(_area(element.get("ref", "")))
                continue
            said = element.get("r")
            number = int(said) if said is not None else number + 1
            if _TRUTHS[element.get("hidden", "0")]:
                sheet.hidden_rows.add(number)
            cells = dict(self._row(element, str(number)))
            if cells:
                sheet.cells.setdefault(number, {}).update(cells)
        for area in sheet.merged:
            _keep_first(sheet, area)
        return sheet

    def _row(self, row: etree._Element, number: str) -> Iterator[tuple[int, tuple[Value, str]]]:
        column = 0
        for cell in row:
            if cell.tag != _CELL:
                raise _OutOfTheOrdinary
            place = cell.get("r")
            column = self._column(place, number) if place else column + 1
            if len(cell):
                held = self._held(cell)
                if held is not None:
                    yield column, held

    def _column(self, place: str, number: str) -> int:
        letters = place.removesuffix(number)
        if letters not in self.columns:
            self.columns[letters] = column_index_from_string(letters)
        return self.columns[letters]

    def _held(self, cell: etree._Element) -> tuple[Value, str] | None:
        kind, style, part = cell.get("t", "n"), cell.get("s", "0"), cell[0]
        form = self.forms[int(style)]
        if len(cell) > 1 or part.tag != (_INLINE if kind == "inlineStr" else _VALUE):
            raise _OutOfTheOrdinary
        if kind == "inlineStr":
            return _text(part), form
        said = part.text
        if not said:
            return None
        if kind == "n":
            if (said, style) not in self.numbers:
                self.numbers[said, style] = self._number(said, int(style)), form
            return self.numbers[said, style]
        if kind == "s":
            return self.strings[int(said)], form
        if kind == "b":
            return bool(int(said)), form
        if kind not in {"str", "e"}:
            raise _OutOfTheOrdinary
        return said, form

    def _number(self, said: str, style: int) -> Value:
        number = float(said) if "." in said or "e" in said.casefold() else int(said)
        if style not in self.book._date_formats:
            return number
        try:
            return from_excel(number, self.book.epoch, timedelta=style in self.book._timedelta_formats)
        except (OverflowError, ValueError):
            return "#VALUE!"


def _keep_first(sheet: Sheet, area: tuple[int, int, int, int]) -> None:
    """Leave out what lies under a merged cell: nobody sees it."""
    first_column, first_row, last_column, last_row = area
    for number, cells in sheet.cells.items():
        if first_row <= number <= last_row:
            for column in [column for column in cells if first_column <= column <= last_column]:
                if (column, number) != (first_column, first_row):
                    del cells[column]


def _area(untrusted_reference: str) -> tuple[int, int, int, int]:
    first_column, first_row, last_column, last_row = range_boundaries(untrusted_reference)
    if first_column is None or first_row is None or last_column is None or last_row is None:
        raise _OutOfTheOrdinary
    return first_column, first_row, last_column, last_row
