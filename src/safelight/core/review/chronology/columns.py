"""Which column is which? Told by its heading, and where headings are missing or odd, by what stands below."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Final

from safelight.core.review.chronology.dates import lacks_year, read_date
from safelight.core.review.chronology.grid import Cell, Line
from safelight.core.review.chronology.model import COLUMNS
from safelight.core.review.chronology.times import is_clock, read_time

HEADING_WITHIN: Final = 15
_SAMPLE: Final = 60
_OWN: Final = tuple(name.replace("_", " ") for name in COLUMNS)


class Column(StrEnum):
    """What a column is for."""

    DATE = "date"
    UNTIL = "until"
    TIME = "time"
    UNCERTAIN = "uncertain"
    AS_WRITTEN = "date_as_written"
    AGENCY = "agency"
    SOURCE = "source"
    EVENT = "event"
    SEQUENCE = "sequence"
    END_TIME = "end time"
    LEFT_OUT = "left out"


# The words that agencies put over their columns, the most telling first.
_NAMES: Final[Mapping[Column, str]] = {
    Column.DATE: """
        date, date of event, event date, date of contact, contact date, date of incident, incident date,
        start date, date start, date from, from date, from, date and time, date time, dates, date s, date of
        entry, when, when did it happen, day, date of significant event, date dd mm yyyy, date dd mm yy,
        date of occurrence, date occurred, date started, event start date, date of visit, month, date period
    """,
    Column.UNTIL: """
        until, end date, date to, to date, date end, to, date until, event end date, date ended, finish
        date, end, date of end
    """,
    Column.TIME: """
        time, time of event, event time, start time, time of contact, time from, time 24hr, time 24 hour,
        time hh mm, time of day, hour
    """,
    Column.UNCERTAIN: "uncertain",
    Column.AS_WRITTEN: "date as written",
    Column.AGENCY: """
        agency, agency name, name of agency, organisation, organization, agency organisation, organisation
        agency, service, reporting agency, agency involved, provider, agency service, lead agency, name of
        organisation
    """,
    Column.SOURCE: """
        source, source of information, source of info, information source, source of evidence, source of
        record, source document, record source, source of data, evidence source, source record, source file,
        source reference, source ref, where recorded, recorded in, record, evidence, origin, document,
        source of information evidence, file reference, records, source and page number
    """,
    Column.EVENT: """
        event, events, significant event, significant events, event details, details of event, description
        of event, event description, what happened, description, details, detail, narrative, summary of
        event, summary, details of contact, contact details, event contact, event detail, entry, case note,
        case notes, note text, text, information, incident, contact, record of event, record of contact,
        nature of event, nature of contact, nature of contact event, what was recorded, content, chronology,
        chronology entry, observation, observations, notes, activity, facts, key event, key events, issue,
        event incident, event or contact, event intervention, occurrence, comment, comments
    """,
    Column.SEQUENCE: """
        sequence, sequence number, sequence no, seq, seq no, order, order of events, event order, order no, sequence of
        events
    """,
    Column.END_TIME: """
        end time, time to, time until, event end time, finish time, time ended, time end, time finished
    """,
    Column.LEFT_OUT: """
        no, number, item, item no, row, row no, line, entry no, entry
        number, event no, event number, s no, ref, ref no, reference, reference number, id, index, age, file, flags
    """,
}
_RANKS: Final[Mapping[str, tuple[Column, int]]] = {
    name: (column, rank)
    for column, names in _NAMES.items()
    for rank, name in enumerate(" ".join(names.split()).split(", "))
}
_STEMS: Final[tuple[tuple[re.Pattern[str], Column], ...]] = (
    (
        re.compile(
            r"^(?:start |event )?date"
            r"(?! (?:of birth|recorded|entered|created|added|typed|modified|received|completed|due))"
        ),
        Column.DATE,
    ),
    (re.compile(r"^(?:start |event )?time(?!line|scale)"), Column.TIME),
    (re.compile(r"^source "), Column.SOURCE),
    (re.compile(r"^(?:agency|organisation) "), Column.AGENCY),
    (re.compile(r"^(?:details|description|summary|account|narrative|text|wording) (?:of|or|and) "), Column.EVENT),
    (re.compile(r"^(?:significant |key )?events? (?!type|code|id|category|time|end)"), Column.EVENT),
)
_DIGIT: Final = re.compile(r"\d")
_PLACEHOLDER: Final = re.compile(
    r"\W*(?:e\.?g\.?\W*)?(?:dd|d)\W?(?:mm+|m)\W?(?:yy+)\W*|\W*yyyy\W?mm\W?dd\W*|\W*hh\W?mm\W*", re.IGNORECASE
)


_NOTHING: Final = Cell("")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which place in a line holds what. `others` are the columns that have no part in a chronology, by place."""

    places: Mapping[Column, int]
    others: Mapping[int, str] = field(default_factory=dict)
    heading: tuple[str, ...] = ()
    contested: frozenset[Column] = frozenset()
    """What more than one column lays claim to."""

    def cell(self, line: Line, column: Column) -> Cell:
        """The line's cell in that column, blank where there is none."""
        place = self.places.get(column)
        return line.cells[place] if place is not None and place < len(line.cells) else _NOTHING


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """A heading without marks, brackets and case: "Date/Time (24hr)" is "date time 24hr"."""
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))


def find_layout(lines: Sequence[Line]) -> tuple[Layout, int] | None:
    """The layout of a table and the index of its first line below the heading; None where it is no chronology.

    The heading is the line among the first fifteen that names the most columns. Where none does, the columns are told
    by their content.
    """
    best, most = -1, 0
    for index, line in enumerate(lines[:HEADING_WITHIN]):
        named = _named(line)
        strength = len(set(named.values()))
        if strength > most and _is_heading(set(named.values()), line):
            best, most = index, strength
    if best >= 0:
        layout = _by_heading(lines[best], lines[best + 1 :])
        if layout is not None:
            return layout, best + 1
    return _by_content(lines)


def laid_out_as(chosen: Mapping[int, Column], *, headings: Sequence[str], below: Sequence[Line] = ()) -> Layout:
    """The layout that a person chose: place to column; what is in no column has no part, and is kept beside the event.

    `headings` are the texts over the columns, one for each that the table has; `below` are its other lines. Numbers
    that order a day's entries are kept as well, unless they only count the rows.
    """
    places = {column: place for place, column in sorted(chosen.items(), reverse=True)}
    left_out = {place for place, column in chosen.items() if column is Column.LEFT_OUT}
    for unplaced in (Column.LEFT_OUT, Column.END_TIME):
        places.pop(unplaced, None)
    sequence = places.get(Column.SEQUENCE)
    kept = {*places.values(), *left_out}
    if sequence is not None and not _is_numbering(below, sequence):
        kept.discard(sequence)
    others = {place: heading for place, heading in enumerate(headings) if place not in kept}
    return Layout(places, others, tuple(plain(heading) for heading in headings))


def column_named(text: str) -> Column | None:
    """What a heading says that its column is for; None where it says nothing that is known."""
    return _column_named(text)


def repeats_heading(line: Line, layout: Layout) -> Layout | None:
    """The layout that a line gives which is itself a heading, as at the top of a new page; None for any other line."""
    first = plain(line.cells[0].text) if line.cells else ""
    if layout.heading and first == layout.heading[0] and _heading_texts(line) == layout.heading:
        return layout
    if any(_DIGIT.search(cell.text) for cell in line.cells):
        return None
    if any(len(text) > 60 for text in line.texts()):
        return None
    named = _named(line, exact=True)
    kinds = set(named.values())
    if Column.DATE in kinds and len(kinds) >= 3 and len(named) == len(line.texts()):
        return _by_heading(line, ())
    return None


def is_placeholder(cell: Cell) -> bool:
    """Whether this only tells the writer how to fill the column in, such as "dd/mm/yyyy"."""
    return _PLACEHOLDER.fullmatch(cell.text) is not None


def _heading_texts(line: Line) -> tuple[str, ...]:
    return tuple(plain(cell.text) for cell in line.cells[: line.width])


def _is_heading(kinds: set[Column], line: Line) -> bool:
    useful = kinds - {Column.LEFT_OUT, Column.SEQUENCE, Column.END_TIME}
    if len(useful) < 2 or not useful & {Column.DATE, Column.EVENT}:
        return False
    return all(len(text) <= 80 for text in line.texts()) and not any(map(_is_date, line.cells))


def _named(line: Line, *, exact: bool = False) -> dict[int, Column]:
    named: dict[int, Column] = {}
    for place, cell in enumerate(line.cells):
        if (column := _column_named(cell.text, exact=exact)) is not None:
            named[place] = column
    return named


def _column_named(text: str, *, exact: bool = False) -> Column | None:
    if len(text) > 80:
        return None
    name = plain(text)
    if name in _RANKS:
        return _RANKS[name][0]
    bare = plain(re.sub(r"\(.*?\)", " ", text))
    if bare in _RANKS:
        return _RANKS[bare][0]
    return None if exact else next((column for stem, column in _STEMS if stem.search(bare)), None)


def _rank(text: str) -> int:
    return min(
        (_RANKS[name][1] for name in (plain(text), plain(re.sub(r"\(.*?\)", " ", text))) if name in _RANKS), default=100
    )


def _by_heading(heading: Line, below: Sequence[Line]) -> Layout | None:
    """Where two columns lay claim to one part, the better name wins, unless nothing usable stands under it."""
    sample = below[:_SAMPLE]
    claims: dict[Column, list[tuple[int, int, int]]] = {}
    for place, column in _named(heading).items():
        empty = _share(sample, place, _FITS[column]) < 0.1 if sample and column in _FITS else False
        claims.setdefault(column, []).append((int(empty), _rank(heading.cells[place].text), place))
    left_out = {place for _, _, place in claims.pop(Column.LEFT_OUT, [])}
    claims.pop(Column.END_TIME, None)
    left_out |= {min(rows)[2] for column, rows in claims.items() if column is Column.SEQUENCE}
    places = {column: min(rows)[2] for column, rows in claims.items()}
    contested = frozenset(column for column, rows in claims.items() if len(rows) > 1)
    _complete(places, heading, sample)
    if Column.DATE not in places and Column.EVENT not in places:
        return None
    if _heading_texts(heading)[: len(_OWN)] != _OWN:
        unnamed = {place for place, cell in enumerate(heading.cells) if not plain(cell.text)}
        left_out = {place for place in left_out | unnamed if _is_numbering(below, place)}
    kept = {*(place for column, place in places.items() if column is not Column.SEQUENCE), *left_out}
    others = {place: " ".join(cell.text.split()) for place, cell in enumerate(heading.cells) if place not in kept}
    width = max((line.width for line in below), default=0)
    others.update(dict.fromkeys(range(len(heading.cells), width), ""))
    return Layout(places, others, _heading_texts(heading), contested)


def _complete(places: dict[Column, int], heading: Line, sample: Sequence[Line]) -> None:
    """Find the date, the event or the time by content where no heading names it."""
    width = max([len(heading.cells), *(line.width for line in sample)])
    free = [place for place in range(width) if place not in places.values()]
    if Column.DATE not in places:
        dated = {place: _share(sample, place, _is_date) for place in free}
        if dated and max(dated.values()) >= 0.5:
            places[Column.DATE] = max(dated, key=lambda place: (dated[place], -place))
            free.remove(places[Column.DATE])
    if Column.EVENT not in places:
        lengths = {place: _mean_length(sample, place) for place in free}
        if lengths and max(lengths.values()) > 0:
            places[Column.EVENT] = max(lengths, key=lambda place: (lengths[place], -place))
    if Column.TIME not in places:
        clocks = [place for place in free if place not in places.values() and _holds_clocks(sample, place, heading)]
        if clocks:
            places[Column.TIME] = clocks[0]


def _holds_clocks(sample: Sequence[Line], place: int, heading: Line) -> bool:
    named = _column_named(heading.cells[place].text) if place < len(heading.cells) else None
    return named is None and _share(sample, place, _shows_clock) == 1.0


def _by_content(lines: Sequence[Line]) -> tuple[Layout, int] | None:
    """No headings: the column of dates, the one of times, and the longest text for the event."""
    sample = lines[: _SAMPLE + HEADING_WITHIN]
    width = max((line.width for line in sample), default=0)
    if not width:
        return None
    dated = {place: _share(sample, place, _is_date) for place in range(width)}
    date_place = max(dated, key=lambda place: (dated[place], -place))
    if dated[date_place] < 0.5 or width < 2:
        return None
    start = next(
        index for index, line in enumerate(lines) if date_place < len(line.cells) and _is_date(line.cells[date_place])
    )
    sample = lines[start : start + _SAMPLE]
    places = {Column.DATE: date_place}
    timed = {
        place: _share(sample, place, _is_time) for place in range(width) if place != date_place and dated[place] < 0.5
    }
    if timed and max(timed.values()) >= 0.6:
        places[Column.TIME] = max(timed, key=lambda place: (timed[place], -place))
    lengths = {place: _mean_length(sample, place) for place in range(width) if place not in places.values()}
    if not lengths:
        return None
    places[Column.EVENT] = max(lengths, key=lambda place: (lengths[place], -place))
    rest = [place for place in range(width) if place not in places.values()]
    if len(rest) == 1:
        places[Column.SOURCE] = rest.pop()
    above = lines[start - 1] if start else None
    if above is None or not _may_head(above, width=width):
        return Layout(places, dict.fromkeys(rest, "")), start
    # Headings in words of the agency's own: they name what is kept beside the event.
    named = {place: " ".join(above.cells[place].text.split()) if place < len(above.cells) else "" for place in rest}
    return Layout(places, named, _heading_texts(above)), start


def _may_head(line: Line, *, width: int) -> bool:
    texts = line.texts()
    return (
        len(texts) >= max(2, width - 1)
        and all(len(text) <= 60 for text in texts)
        and not any(map(_is_date, line.cells))
    )


def _share(sample: Sequence[Line], place: int, fits: Callable[[Cell], bool]) -> float:
    cells = [line.cells[place] for line in sample if place < len(line.cells) and not line.cells[place].is_blank]
    return sum(map(fits, cells)) / len(cells) if cells else 0.0


def _mean_length(sample: Sequence[Line], place: int) -> float:
    cells = [line.cells[place] for line in sample if place < len(line.cells)]
    return sum(len(cell.text.strip()) for cell in cells) / len(cells) if cells else 0.0


def _is_date(cell: Cell) -> bool:
    short = len(cell.text) <= 60
    return short and (read_date(cell.text, value=cell.value) is not None or lacks_year(cell.text))


def _is_time(cell: Cell) -> bool:
    return len(cell.text) <= 20 and read_time(cell.text, value=cell.value) is not None


def _shows_clock(cell: Cell) -> bool:
    # Four bare digits under a heading that says nothing of time may be anything.
    return is_clock(cell.text) and not cell.text.strip().isdigit()


def _is_text(cell: Cell) -> bool:
    return not cell.is_blank


def _is_numbering(lines: Sequence[Line], place: int) -> bool:
    """Whether a column only numbers the rows; one that holds more must not be lost."""
    texts = (line.cells[place].text.casefold().strip() for line in lines if place < len(line.cells))
    return all(re.fullmatch(r"[a-z]{0,3}[-.]?[\d\s.,()#-]{0,8}[a-z]?|\d+y \d+m", text) for text in texts)


_FITS: Final[Mapping[Column, Callable[[Cell], bool]]] = {
    Column.DATE: _is_date,
    Column.EVENT: _is_text,
    Column.SOURCE: _is_text,
}
