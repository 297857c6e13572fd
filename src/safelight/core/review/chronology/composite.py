"""How does a composite chronology look to people who know Chronolator's? One Word table, each agency before its source.

It is for reading and for handing on; the twelve columns of `write_chronology` are for keeping everything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from safelight.core.review.chronology.days import day_of
from safelight.core.review.chronology.intervals import days_since_previous
from safelight.core.review.chronology.model import Row
from safelight.core.review.chronology.wording import MONTHS
from safelight.core.review.chronology.write_office import write_docx

TITLE: Final = "Composite Chronology"
NO_SOURCE: Final = "no source given"


def write_composite(rows: Sequence[Row]) -> bytes:
    """A Word file with the rows in the order given: Date, Time, Source of Information, Event.

    An end date, the dates as written where one is in doubt, the child's age with the days since the event before, and
    what else an agency recorded have columns of their own where there is any. A date in doubt begins with "?". Read
    again, the rows are the same.
    """
    columns = [_column(name, told, rows) for name, told in _TOLD.items() if name in _ALWAYS or any(map(told, rows))]
    if any(_is_doubted(row) for row in rows):
        columns.insert(2, _column("Date as written", lambda row: row.date_as_written, rows))
    if any(row.age for row in rows):
        days = days_since_previous(rows)
        columns.append(("Days since event before", ["" if since is None else str(since) for since in days]))
    table = list(zip(*(cells for _, cells in columns), strict=True))
    return write_docx(tuple(name for name, _ in columns), table, title=TITLE)


def _column(name: str, told: Callable[[Row], str], rows: Sequence[Row]) -> tuple[str, list[str]]:
    return name, [told(row) for row in rows]


def _is_doubted(row: Row) -> bool:
    return bool(row.date) and row.uncertain and row.date_as_written != shown(row)


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


def _source(row: Row) -> str:
    """Whoever reads a source must see whose it is, and that an agency gave none."""
    bare = row.source.strip()
    front = f"{row.agency}:"
    if bare.casefold() in {"", row.agency.casefold()}:
        return f"{front} {NO_SOURCE}"
    return bare if bare.casefold().startswith(front.casefold()) else f"{front} {bare}"


_ALWAYS: Final = frozenset({"Date", "Time", "Source of Information", "Event"})
_TOLD: Final[dict[str, Callable[[Row], str]]] = {
    "Date": shown,
    "Time": lambda row: row.time,
    "End Date": lambda row: _spoken(row.until),
    "Source of Information": _source,
    "Event": lambda row: row.event,
    "Other": lambda row: row.other,
    "Age": lambda row: row.age,
}
