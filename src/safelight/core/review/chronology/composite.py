"""How does a composite chronology look to people who know Chronolator's? One Word table, each agency before its source.

It is for reading and for handing on; the twelve columns of `write_chronology` are for keeping everything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from safelight.core.review.chronology.days import day_of
from safelight.core.review.chronology.model import Row
from safelight.core.review.chronology.wording import MONTHS
from safelight.core.review.chronology.write_office import write_docx

TITLE: Final = "Composite Chronology"
NO_SOURCE: Final = "no source given"


def write_composite(rows: Sequence[Row]) -> bytes:
    """A Word file with the rows in the order given: Date, Time, Source of Information, Event.

    An end date, the date as written where it is in doubt, the child's age and what else an agency recorded have columns
    of their own where there is any. A date in doubt begins with "?". Read again, the rows are the same.
    """
    columns = [(name, told) for name, told, always in _COLUMNS if always or any(map(told, rows))]
    table = [tuple(told(row) for _, told in columns) for row in rows]
    return write_docx(tuple(name for name, _ in columns), table, title=TITLE)


def shown(row: Row) -> str:
    """The date as Chronolator writes it: "14 March 2008", "?March 2008"; as written where none could be read."""
    said = _spoken(row.date)
    return f"{'?' if row.uncertain else ''}{said}" if said else row.date_as_written


def _spoken(iso: str) -> str:
    day = day_of(iso)
    if day is None:
        return ""
    month = MONTHS[day.month - 1].capitalize() if day.month else ""
    return " ".join(part for part in (str(day.day or ""), month, str(day.year)) if part)


def _as_written(row: Row) -> str:
    return row.date_as_written if row.date and row.uncertain and row.date_as_written != shown(row) else ""


def _source(row: Row) -> str:
    """Whoever reads a source must see whose it is, and that an agency gave none."""
    bare = row.source.strip()
    front = f"{row.agency}:"
    if bare.casefold() in {"", row.agency.casefold()}:
        return f"{front} {NO_SOURCE}"
    return bare if bare.casefold().startswith(front.casefold()) else f"{front} {bare}"


_COLUMNS: Final[tuple[tuple[str, Callable[[Row], str], bool], ...]] = (
    ("Date", shown, True),
    ("Time", lambda row: row.time, True),
    ("End Date", lambda row: _spoken(row.until), False),
    ("Date as written", _as_written, False),
    ("Source of Information", _source, True),
    ("Event", lambda row: row.event, True),
    ("Age", lambda row: row.age, False),
    ("Other", lambda row: row.other, False),
)
