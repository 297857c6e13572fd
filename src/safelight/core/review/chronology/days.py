"""What day, month or year is meant? A date that is as precise as what is known, and no more."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

EARLIEST_YEAR: Final = 1850
LATEST_YEAR: Final = 2149
_ISO: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A year, a month or a day; 0 stands for what is not known. Sorts with the least precise first in its period."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    @property
    def first(self) -> date:
        """The first day that may be meant."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that may be meant."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def plus(self, days: int) -> Day:
        """The day that many days on."""
        then = self.first + timedelta(days=days)
        return Day(then.year, then.month, then.day)


@lru_cache(maxsize=50_000)
def day_of(iso: str) -> Day | None:
    """Read back what `str(Day)` wrote; None for an empty text.

    Raises:
        ValueError: when the text is something else.
    """
    if not iso:
        return None
    found = _ISO.fullmatch(iso)
    if not found:
        raise ValueError(f"'{iso}' is not a date as a chronology row holds it.")
    day = Day(*(int(part or 0) for part in found.groups()))
    return day if day.first else None


def from_date(value: date) -> Day:
    """The Day of a calendar date."""
    return Day(value.year, value.month, value.day)


@dataclass(frozen=True, slots=True)
class Point:
    """One date found in a text, and whether it had to be mended or doubted to be read."""

    day: Day
    uncertain: bool = False


def settle(untrusted_day: str, untrusted_month: str, untrusted_year: str) -> Point | None:
    """Put three written numbers together, day first.

    The month-first reading is taken, and doubted, only where day-first is impossible. A day that the month does not
    have leaves the month, doubted; "00" stands for what the writer did not know.
    """
    year = year_of(untrusted_year)
    day, month = int(untrusted_day or 0), int(untrusted_month or 0)
    if year is None or day > 31 or month > 31 or (month > 12 and day > 12):
        return None
    doubt = year.uncertain or not day or not month
    if month > 12:
        day, month, doubt = month, day, True
    if not month:
        return Point(Day(year.day.year), uncertain=True)
    if day > monthrange(year.day.year, month)[1]:
        day, doubt = 0, True
    return Point(Day(year.day.year, month, day), uncertain=doubt)


def year_of(untrusted_digits: str) -> Point | None:
    """A year of four digits; of two, by the pivot 00-39 for 20xx (doubted from 30 to 59); or of five or three, mended.

    A digit written twice is taken out (20016 is 2016), and a lone leading nought stands for 2 (016 is 2016).
    """
    match len(untrusted_digits):
        case 4:
            return _plausible(untrusted_digits, uncertain=False)
        case 2:
            short = int(untrusted_digits)
            return Point(Day(short + (2000 if short < 40 else 1900)), uncertain=30 <= short < 60)
        case 3 if untrusted_digits.startswith("0"):
            return _plausible("2" + untrusted_digits, uncertain=True)
        case 5:
            mended = {
                untrusted_digits[:place] + untrusted_digits[place + 1 :]
                for place in range(4)
                if untrusted_digits[place] == untrusted_digits[place + 1]
            }
            readings = {point.day: point for year in mended if (point := _plausible(year, uncertain=True))}
            return next(iter(readings.values())) if len(readings) == 1 else None
    return None


def _plausible(untrusted_digits: str, *, uncertain: bool) -> Point | None:
    year = int(untrusted_digits)
    return Point(Day(year), uncertain=uncertain) if EARLIEST_YEAR <= year <= LATEST_YEAR else None
