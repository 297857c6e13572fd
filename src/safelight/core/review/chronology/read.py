"""What does one agency's chronology say? Its rows in the file's order, and those from which nothing could be taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from types import MappingProxyType
from typing import Final, NamedTuple

from safelight.core.review.chronology.agency import (
    agency_before,
    named_by_file,
    named_by_sheets,
    named_in_cells,
    named_in_sources,
    named_in_texts,
)
from safelight.core.review.chronology.columns import (
    Column,
    Layout,
    find_layout,
    is_placeholder,
    laid_out_as,
    plain,
    repeats_heading,
)
from safelight.core.review.chronology.dates import Reading, is_plain_date, read_date
from safelight.core.review.chronology.days import Day
from safelight.core.review.chronology.grid import Cell, Grid, Line
from safelight.core.review.chronology.lent import (
    DATE_FROM_ABOVE,
    dates_once_a_day,
    goes_on_below,
    needs,
    period_of,
    period_over,
)
from safelight.core.review.chronology.model import AUTHOR_NOTE, ChronologyFile, Row, UnreadableChronology, UnreadableRow
from safelight.core.review.chronology.sequence import out_of_order
from safelight.core.review.chronology.tables import read_tables
from safelight.core.review.chronology.times import is_clock, read_time

NOTHING_CHOSEN: Final[Mapping[str, Mapping[int, Column]]] = MappingProxyType({})
TELLING: Final = frozenset({Column.DATE, Column.EVENT})
"""A table in which somebody says that there is neither of these is no chronology."""
NOTE_SIGNS: Final = ("#", "^", "¬", "~")
_SAME: Final = re.compile(r'\W*(?:ditto|do\.?|same (?:day|date)|as above|"|″|〃)\W*', re.IGNORECASE)
_ERROR: Final = re.compile(r"#(?:REF!|VALUE!|N/A|NAME\?|DIV/0!|NULL!|NUM!|#+)|\[?object object\]?", re.IGNORECASE)
_BROKEN: Final = re.compile("[\ufffd\x00-\x08\x0b-\x1f\x7f-\x9f]")


Chosen = Mapping[str, Mapping[int, Column]]
"""What somebody says the columns of a table are: by the table's key, place in the line from 0 to column."""


def read_chronology(untrusted_data: bytes, *, name: str, chosen: Chosen = NOTHING_CHOSEN) -> ChronologyFile:
    """Read an agency's chronology from .xlsx, .csv or .docx, or from a table that was pasted (.tsv, .html).

    `name` is the file's name: its ending says the format, and it is the agency's name where nothing in the file is. The
    agency of a row is taken from a column, else from the nearest heading above it. `chosen` overrules what the columns
    are taken for, table by table (`recognise.recognise_columns` gives the keys).

    Raises:
        UnreadablePaper: when no chronology can be found in the file; the message says what to do.
    """
    tables = tables_of(read_tables(untrusted_data, name=name), name=name, chosen=chosen)
    if not tables:
        raise UnreadableChronology(
            f"{name} has no table with a column of dates and one of events: put a row of headings such as "
            "Date, Time, Source, Event above the first entry."
        )
    rows: list[Row] = []
    unreadable: list[UnreadableRow] = []
    for table in tables:
        for taken in table.rows():
            if isinstance(taken, Row):
                rows.append(taken)
            else:
                unreadable.append(taken)
    return ChronologyFile(name, out_of_order(rows), tuple(unreadable), tables[0].agency)


def tables_of(grids: Sequence[Grid], *, name: str, chosen: Chosen = NOTHING_CHOSEN) -> list[Table]:
    """The tables that are chronologies. One without headings goes on from the one before if it is as wide."""
    tables: list[Table] = []
    preamble: list[str] = []
    title: list[str] = []
    laid_out = [_laid_out(grid, chosen) for grid in grids]
    sheets = named_by_sheets(grid.label for grid, (layout, _) in zip(grids, laid_out, strict=True) if layout)
    before = 0
    for grid, (layout, start) in zip(grids, laid_out, strict=True):
        preamble.extend(grid.preamble)
        last = tables[-1].layout if tables else None
        if last is not None and goes_on(grid, layout, after=last):
            layout, start = last, 0
        if layout is None:
            preamble.extend(text for line in grid.lines for text in (*line.texts(), " : ".join(line.texts()[:2])))
            continue
        above = grid.lines[:start]
        title += preamble
        sheet = grid.label if grid.label in sheets else ""
        agency = _agency(above, preamble) or sheet or (tables[-1].agency if tables else "") or named_by_file(name)
        label = name if not tables or not grid.label else f"{name} ({grid.label})"
        tables.append(
            Table(
                grid.lines[start:],
                layout,
                agency=agency,
                file=label,
                before=0 if grid.label else before,
                composite=_is_composite(grid.lines[start:], layout, title=[name, *title]),
                period=period_over(grid.preamble),
                once_a_day=dates_once_a_day(grid.lines[start:], layout),
            )
        )
        before += grid.lines[-1].number
        preamble = []
    return tables


def _laid_out(grid: Grid, chosen: Chosen) -> tuple[Layout | None, int]:
    """What the columns of a table are: as somebody chose, or as its headings and its content say."""
    found = find_layout(grid.lines)
    layout, start = found if found is not None else (None, 0)
    if chosen and grid.lines:
        heading = heading_of(grid, layout, start)
        picked = chosen.get(key_of(heading, width=width_of(grid)))
        if picked is not None and not TELLING & set(picked.values()):
            return None, 0
        if picked is not None:
            start = start or (grid.lines.index(heading) + 1 if heading is not None else 0)
            headings = headings_of(heading, width=width_of(grid))
            layout = laid_out_as(picked, headings=headings, below=grid.lines[start:])
    return layout, start


def heading_of(grid: Grid, layout: Layout | None, start: int) -> Line | None:
    """The line that names a table's columns; the first, where nothing was made of the table; None if there is none."""
    if layout is not None:
        return grid.lines[start - 1] if layout.heading and start else None
    return next((line for line in grid.lines if len(line.texts()) > 1), None)


def width_of(grid: Grid) -> int:
    """How many columns a table has."""
    return max((line.width for line in grid.lines), default=0)


def headings_of(heading: Line | None, *, width: int) -> tuple[str, ...]:
    """What stands over each column."""
    texts = [" ".join(cell.text.split()) for cell in heading.cells] if heading is not None else []
    return (*texts[:width], *[""] * (width - len(texts)))


def key_of(heading: Line | None, *, width: int) -> str:
    """Stands for the layout of a table: the same headings over as many columns have the same key."""
    named = "\x1f".join(plain(text) for text in headings_of(heading, width=width))
    return sha256(f"{width if heading is None else 'named'}\x1e{named}".encode()).hexdigest()


def goes_on(grid: Grid, layout: Layout | None, *, after: Layout) -> bool:
    """Whether a table without headings goes on from the one before it, which has some and is as wide."""
    return bool(after.heading) and width_of(grid) == len(after.heading) and (layout is None or not layout.heading)


def _is_composite(lines: Sequence[Line], layout: Layout, *, title: Sequence[str]) -> bool:
    """Whether the sources tell whose each row is; not where a column does."""
    if Column.AGENCY in layout.places:
        return False
    sources = (layout.cell(line, Column.SOURCE).text.strip() for line in lines)
    return named_in_sources([text for text in sources if not text.startswith(NOTE_SIGNS)], title=title)


def _agency(above: Sequence[Line], preamble: Sequence[str]) -> str:
    for line in reversed(above):
        if (named := named_in_cells(line.texts())) and not {"date", "event", "source"} & {
            text.casefold() for text in line.texts()
        }:
            return named
    return named_in_texts(preamble) or named_in_texts(text for line in above for text in line.texts())


@dataclass(slots=True)
class Table:
    """One table while it is read from top to bottom: what its headings said last still holds."""

    lines: Sequence[Line]
    layout: Layout
    agency: str
    file: str
    before: int
    composite: bool = False
    period: Day | None = None
    once_a_day: bool = False
    banner: str = ""
    last: Reading | None = None
    told: str = ""

    def rows(self) -> Iterator[Row | UnreadableRow]:
        """Every line that is neither blank nor a heading, as a row or as the reason why there is none."""
        for index, line in enumerate(self.lines):
            if line.is_blank:
                continue
            heading = repeats_heading(line, self.layout)
            if heading is not None:
                self.layout = heading if heading.heading != self.layout.heading else self.layout
            elif not self._takes_banner(line, index) and not is_placeholder(self.layout.cell(line, Column.DATE)):
                yield self._row(line)

    def _takes_banner(self, line: Line, index: int) -> bool:
        """Whether a line is only a heading among the rows: an agency, or a year for dates that have none."""
        if line.says_more_than(2):
            return False
        texts = line.texts()
        period = period_of(texts[0]) if len(texts) == 1 else None
        if period and self._next_needs(period, index):
            self.period = period
            return True
        first = next(cell for cell in line.cells if not cell.is_blank)
        if len(texts[0]) > 80 or first.first > self.layout.places.get(Column.DATE, 0):
            return False
        named = named_in_cells(texts)
        self.banner = named or self.banner
        return bool(named)

    def _next_needs(self, period: Day, index: int) -> bool:
        below = (line for line in self.lines[index + 1 :] if not line.is_blank)
        following = next(below, None)
        return following is not None and needs(period, self.layout.cell(following, Column.DATE).text)

    def _row(self, line: Line) -> Row | UnreadableRow:
        number = self.before + line.number
        dated, event, source = self._told(line)
        agency = self._agency(line, source)
        reading, lent = self._date(dated, event)
        other = self._others(line)
        note = source.lstrip().removeprefix(f"{agency}:").lstrip().startswith(NOTE_SIGNS)
        if reading is None and not _says_something(event) and not other and not note:
            return UnreadableRow(self.file, number, _why(dated, event, source))
        clock = self._clock(line)
        row = Row(
            date=str(reading.day) if reading is not None else "",
            until=str(reading.until) if reading is not None and reading.until is not None else "",
            time=clock.time or (reading.time if reading is not None else ""),
            uncertain=clock.uncertain or (reading is not None and reading.uncertain),
            date_as_written=dated.text,
            agency=agency,
            source=_prefixed(source, agency=agency, written_here=Column.AS_WRITTEN in self.layout.places),
            event=event,
            other=other,
            sequence=_number(self.layout.cell(line, Column.SEQUENCE)),
            file=self.file,
            row=number,
            flags=(
                *([AUTHOR_NOTE] if note else []),
                *(["hidden-row"] if line.hidden else []),
                *([DATE_FROM_ABOVE] if lent else []),
            ),
        )
        row = self._ended(row, line)
        if clock.beside:
            row = _beside(row, "Time", clock.beside)
        return replace(row, flags=(*row.flags, clock.flag)) if clock.flag else row

    def _told(self, line: Line) -> tuple[Cell, str, str]:
        """The cells for date, event and source. One that stretches over two of them is the event's, or the date's."""
        dated, event = self.layout.cell(line, Column.DATE), self.layout.cell(line, Column.EVENT)
        source = self.layout.cell(line, Column.SOURCE)
        place = self.layout.places.get(Column.DATE, -1)
        if event.first <= place <= event.last and dated is event:
            is_date = read_date(dated.text) is not None and len(dated.text) <= 40
            dated, event = (dated, Cell("")) if is_date else (Cell(""), event)
        if source is event or source is dated:
            source = Cell("")
        if Column.AS_WRITTEN in self.layout.places:
            dated = Cell(self.layout.cell(line, Column.AS_WRITTEN).text, dated.text or " ")
        return dated, event.text, source.text

    def _date(self, dated: Cell, event: str) -> tuple[Reading | None, bool]:
        """The reading of a date cell, and whether it is lent by the row above, which is doubted.

        Beside an integrated chronology's own date, what was written is only kept.
        """
        if isinstance(dated.value, str):
            return read_date(dated.value), False
        above, self.told = self.told, event
        if self.last is not None and _SAME.fullmatch(dated.text):
            return replace(self.last, time=""), False
        if self.last is not None and dated.is_blank and (self.once_a_day or goes_on_below(above, event)):
            return replace(self.last, time="", uncertain=True), True
        reading = read_date(dated.text, value=dated.value, within=self.period)
        self.last = reading or self.last
        return reading, False

    def _agency(self, line: Line, source: str) -> str:
        named = " ".join(self.layout.cell(line, Column.AGENCY).text.split()) or self.banner
        return named or (agency_before(source) if self.composite else "") or self.agency

    def _others(self, line: Line) -> str:
        """What stands in columns that have no part in a chronology: nothing that an agency wrote is lost."""
        used = {place for column, place in self.layout.places.items() if column is not Column.SEQUENCE}
        told: list[str] = []
        for place, heading in self.layout.others.items():
            cell = line.cells[place] if place < len(line.cells) else Cell("")
            if (
                cell.is_blank
                or used & set(range(cell.first, cell.last + 1))
                or (cell.first != cell.last and place != cell.first)
            ):
                continue
            told.append(f"{heading}: {cell.text}" if heading and heading != "other" else cell.text)
        return "\n".join(told)

    def _ended(self, row: Row, line: Line) -> Row:
        cell = self.layout.cell(line, Column.UNTIL)
        if cell.is_blank or not row.date:
            return row if cell.is_blank else replace(row, flags=(*row.flags, _kept("end-as-written", cell.text)))
        reading = read_date(cell.text, value=cell.value, within=self.period)
        if reading is None:
            return replace(row, flags=(*row.flags, _kept("end-as-written", cell.text)))
        start = read_date(row.date)
        end = reading.until or reading.day
        backwards = start is not None and end.last < start.day.first
        until = "" if str(end) == row.date else str(end)
        if cell.value is None and not is_plain_date(cell.text):
            row = _beside(row, "End date", cell.text)
        flags = (*row.flags, "ends-before-it-starts") if backwards else row.flags
        return replace(row, until=until, uncertain=row.uncertain or reading.uncertain or backwards, flags=flags)

    def _clock(self, line: Line) -> _Clock:
        cell = self.layout.cell(line, Column.TIME)
        said = self.layout.cell(line, Column.UNCERTAIN).text.strip().casefold() in {"yes", "y", "true", "1"}
        if cell.is_blank or self.layout.places.get(Column.TIME) == self.layout.places.get(Column.DATE):
            return _Clock(uncertain=said)
        clock = read_time(cell.text, value=cell.value)
        if clock is None:
            return _Clock(uncertain=said, flag=_kept("time-as-written", cell.text))
        beside = "" if cell.value is not None or is_clock(cell.text) else cell.text
        return _Clock(clock.text, uncertain=said or clock.uncertain, beside=beside)


class _Clock(NamedTuple):
    """What the time's cell says: the time, whether it or the row is doubted, and what is kept of it otherwise."""

    time: str = ""
    uncertain: bool = False
    flag: str = ""
    beside: str = ""


def _beside(row: Row, heading: str, text: str) -> Row:
    """The row with what a cell says beyond the date or time that is taken from it."""
    return replace(row, other="\n".join(filter(None, (row.other, f"{heading}: {text.strip()}"))))


def _number(cell: Cell) -> float | None:
    """The number in a cell that numbers the entries, "3" as well as "HV 3.1"."""
    found = re.search(r"\d+(?:\.\d+)?", cell.text)
    return float(found.group()) if found else None


def _prefixed(source: str, *, agency: str, written_here: bool) -> str:
    """The source with its agency in front, as every author leaves it to the merging to write."""
    if source.strip().casefold().startswith(f"{agency.casefold()}:") or (written_here and source == agency):
        return source
    return f"{agency}: {source}" if source.strip() else agency


def _kept(flag: str, text: str) -> str:
    return f"{flag} {' '.join(text.split())[:80]}".replace(";", ",")


def _says_something(text: str) -> bool:
    """Whether there is an event in this cell: some letters or figures that are not an error or the remains of one."""
    written = [character for character in text if not character.isspace()]
    if not any(character.isalnum() for character in written) or _ERROR.fullmatch(text.strip()):
        return False
    return len(_BROKEN.findall(text)) * 3 < len(written)


def _why(dated: Cell, event: str, source: str) -> str:
    if _ERROR.fullmatch(event.strip()) or _ERROR.fullmatch(dated.text.strip()):
        return "It holds only a spreadsheet error. Correct the formula, or type the date and the event in."
    if _BROKEN.search(f"{dated.text}{event}{source}"):
        return "Its characters are damaged. Copy the row again from the record and save the file as .xlsx or UTF-8."
    if not dated.is_blank:
        return "It has no event, and its date cannot be read. Write the date as 14/03/2008 and say what happened."
    return "It has neither a date nor an event. Complete the row, or delete it."
