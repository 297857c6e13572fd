"""What do the surroundings of a table say of its rows? A month above it, the sheet's name, a prefix of every source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from safelight.core.review.chronology.dates import read_date
from safelight.core.review.chronology.kinds import kinds_of
from safelight.core.review.chronology.model import Row

DATE_FROM_ABOVE: Final = "date-from-above"
_MONTH: Final = re.compile(r"\W*([a-z]{3,9}\.?,? (?:18|19|20|21)\d\d)\W*", re.IGNORECASE)
_PREFIX: Final = re.compile(r"([^:\n]{3,60}):\s*\S")
_FEWEST_BLANK: Final = 2
_SHARE_BLANK: Final = 1 / 3


def month_above(preamble: Sequence[str]) -> str:
    """The month and year that the last line before a table consists of, as "March 2008"; empty where there is none."""
    found = _MONTH.fullmatch(" ".join(preamble[-1].split())) if preamble else None
    reading = read_date(found[1]) if found else None
    return found[1] if found and reading is not None and reading.day.month else ""


def agencies_of_sheets(labels: Sequence[str]) -> frozenset[str]:
    """Those labels of a workbook's sheets that stand for agencies: all, once one of several is plainly an agency."""
    told = [label for label in labels if label and read_date(label) is None]
    return frozenset(told) if len(set(labels)) > 1 and any(map(kinds_of, told)) else frozenset()


def agencies_before_sources(sources: Iterable[str]) -> frozenset[str]:
    """The agencies that stand before the sources of a composite chronology, as "Northmere Police" in "…: log".

    None unless every source has such a prefix, there are several, and at least half of them are plainly agencies.
    """
    written = [source for source in sources if source.strip()]
    found = [_PREFIX.match(source) for source in written]
    named = {hit[1].strip() for hit in found if hit is not None}
    plain = sum(1 for name in named if kinds_of(name))
    return frozenset(named) if None not in found and len(named) > 1 and 2 * plain >= len(named) else frozenset()


def dates_from_above(rows: Sequence[Row]) -> list[Row]:
    """The rows of one table; one that goes on from the row above has its date, marked as uncertain and with a flag.

    That is so in tables that give a date on the first line of a day only: a third of the rows have none, and no other
    date is unreadable. Elsewhere only where an entry goes on in the middle of a sentence and nothing else is given.
    """
    blank = [row for row in rows if _has_no_date(row)]
    unread = any(not row.date and not _has_no_date(row) and not row.is_author_note for row in rows)
    habit = not unread and len(blank) >= max(_FEWEST_BLANK, _SHARE_BLANK * len(rows))
    told: list[Row] = []
    for row in rows:
        above = told[-1] if told else None
        if above is not None and above.date and _has_no_date(row) and (habit or _goes_on(row)):
            row = replace(row, date=above.date, uncertain=True, flags=(*row.flags, DATE_FROM_ABOVE))
        told.append(row)
    return told


def _has_no_date(row: Row) -> bool:
    return not row.date and not row.date_as_written.strip() and not row.is_author_note


def _goes_on(row: Row) -> bool:
    return row.event[:1].islower() and row.source in {"", row.agency} and not row.other and not row.time
