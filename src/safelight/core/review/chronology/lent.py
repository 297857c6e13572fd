"""Which date holds for a row that has none of its own? The day above it, or the month or year over its table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from safelight.core.review.chronology.columns import Column, Layout
from safelight.core.review.chronology.dates import is_day_alone, lacks_year, read_date
from safelight.core.review.chronology.days import Day
from safelight.core.review.chronology.grid import Line

DATE_FROM_ABOVE: Final = "date-from-above"
FEWEST_BLANK: Final = 2
LEAST_SHARE: Final = 0.2
_YEAR_ALONE: Final = re.compile(r"\s*(?:year\s*:?\s*)?((?:18|19|20|21)\d\d)\s*", re.IGNORECASE)
_FULL_STOP: Final = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")


def period_of(text: str) -> Day | None:
    """The year or the month that a heading consists of: "2008", "Year: 2008", "March 2008". None for another text."""
    year = _YEAR_ALONE.fullmatch(text)
    if year:
        return Day(int(year.group(1)))
    if len(text) > 30 or not re.match(r"\W*[A-Za-z]{3,9}\W*\d{2,4}\W*$", text):
        return None
    reading = read_date(text)
    if reading is None or reading.until is not None or reading.uncertain or not reading.day.month or reading.day.day:
        return None
    return reading.day


def period_over(preamble: Sequence[str]) -> Day | None:
    """The period that the last heading before a table names, if that is all it says."""
    return period_of(preamble[-1]) if preamble else None


def needs(period: Day, written: str) -> bool:
    """Whether a date as written lacks what a period tells: the year, or the month and the year."""
    return is_day_alone(written) if period.month else lacks_year(written)


def dates_once_a_day(lines: Sequence[Line], layout: Layout) -> bool:
    """Whether a table gives a date on the first line of a day only, as print-outs do.

    A good part of its rows have none, and no date is given on two rows running.
    """
    told = [line for line in lines if not line.is_blank and not layout.cell(line, Column.EVENT).is_blank]
    dates = [" ".join(layout.cell(line, Column.DATE).text.split()) for line in told]
    blank = sum(not written for written in dates)
    if blank < max(FEWEST_BLANK, LEAST_SHARE * len(dates)) or not dates or not dates[0]:
        return False
    given = [written for written in dates if written]
    return all(one != other for one, other in pairwise(given))


def goes_on_below(event: str, below: str) -> bool:
    """Whether an event breaks off in the middle of a sentence that the row below it goes on with."""
    return bool(event.strip()) and not _FULL_STOP.search(event) and below.lstrip()[:1].islower()
