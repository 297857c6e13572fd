"""Which stretch of a chronology is looked at, how is it divided, and where can one go from there?"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

LONGEST_IN_MONTHS: Final = 100
"""The whole of a longer period is drawn in quarters."""
_KEY: Final = re.compile(r"(?P<year>[12]\d{3})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


class Zoom(StrEnum):
    """How much is looked at."""

    WHOLE = "whole"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some days in a row and what they are called."""

    first: date
    last: date
    label: str
    key: str = ""

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What is looked at. `key` is "", "2008", "2008-Q2" or "2008-05"; the other keys lead to what lies around it."""

    zoom: Zoom
    first: date
    last: date
    label: str
    key: str = ""
    wider: str | None = None
    earlier: str | None = None
    later: str | None = None

    def narrower(self) -> tuple[Stretch, ...]:
        """What one can look at more closely: years, then quarters, then months."""
        match self.zoom:
            case Zoom.WHOLE:
                return tuple(_year(year) for year in range(self.first.year, self.last.year + 1))
            case Zoom.YEAR:
                return tuple(_quarter(self.first.year, number) for number in range(1, 5))
            case Zoom.QUARTER:
                return tuple(_month(self.first.year, self.first.month + more) for more in range(3))
            case Zoom.MONTH:
                return ()

    def buckets(self) -> tuple[Stretch, ...]:
        """The stretches that the picture counts by: quarters or months of the whole, weeks of a year, else days."""
        match self.zoom:
            case Zoom.WHOLE:
                months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
                return tuple(_quarters(self) if months > LONGEST_IN_MONTHS else _months(self))
            case Zoom.YEAR:
                return tuple(_runs(self, days=7))
            case _:
                return tuple(_runs(self, days=1))

    def periods(self) -> tuple[Stretch, ...]:
        """The stretches that the table counts by: what one can look at more closely, or the weeks of a month."""
        return self.narrower() or tuple(_runs(self, days=7))


def window_of(untrusted_key: str, *, first: date, last: date) -> Window:
    """The window that a key names, in a chronology of these days; the whole of it for any other text."""
    found = _KEY.fullmatch(untrusted_key)
    if found is None or not first.year <= int(found["year"]) <= last.year:
        return Window(
            zoom=Zoom.WHOLE,
            first=date(first.year, first.month, 1),
            last=_month(last.year, last.month).last,
            label=f"{first.year} to {last.year}" if first.year < last.year else str(first.year),
        )
    year = int(found["year"])
    if found["quarter"]:
        number = int(found["quarter"])
        row = [_quarter(one, each) for one in range(first.year, last.year + 1) for each in range(1, 5)]
        return _among(row, _quarter(year, number).key, zoom=Zoom.QUARTER, wider=str(year))
    if found["month"]:
        month = int(found["month"])
        row = [_month(one, each) for one in range(first.year, last.year + 1) for each in range(1, 13)]
        return _among(row, _month(year, month).key, zoom=Zoom.MONTH, wider=_quarter(year, (month + 2) // 3).key)
    return _among([_year(one) for one in range(first.year, last.year + 1)], str(year), zoom=Zoom.YEAR, wider="")


def _among(row: list[Stretch], key: str, *, zoom: Zoom, wider: str) -> Window:
    place = next(number for number, one in enumerate(row) if one.key == key)
    mine = row[place]
    return Window(
        zoom=zoom,
        first=mine.first,
        last=mine.last,
        label=mine.label,
        key=key,
        wider=wider,
        earlier=row[place - 1].key if place else None,
        later=row[place + 1].key if place + 1 < len(row) else None,
    )


def _year(year: int) -> Stretch:
    return Stretch(first=date(year, 1, 1), last=date(year, 12, 31), label=str(year), key=str(year))


def _quarter(year: int, number: int) -> Stretch:
    first, last = date(year, number * 3 - 2, 1), _month(year, number * 3).last
    return Stretch(first=first, last=last, label=f"{first:%B} to {last:%B %Y}", key=f"{year}-Q{number}")


def _month(year: int, month: int) -> Stretch:
    first = date(year, month, 1)
    last = date(year, month, monthrange(year, month)[1])
    return Stretch(first=first, last=last, label=f"{first:%B %Y}", key=f"{first:%Y-%m}")


def _quarters(window: Window) -> Iterator[Stretch]:
    for year in range(window.first.year, window.last.year + 1):
        for number in range(1, 5):
            one = _quarter(year, number)
            if one.last >= window.first and one.first <= window.last:
                yield one


def _months(window: Window) -> Iterator[Stretch]:
    for year in range(window.first.year, window.last.year + 1):
        for month in range(1, 13):
            one = _month(year, month)
            if one.last >= window.first and one.first <= window.last:
                yield one


def _runs(window: Window, *, days: int) -> Iterator[Stretch]:
    first = window.first
    while first <= window.last:
        last = min(first + timedelta(days=days - 1), window.last)
        label = f"{first.day} {first:%B %Y}" if days == 1 else f"{first.day} {first:%b} to {last.day} {last:%b %Y}"
        yield Stretch(first=first, last=last, label=label)
        first = last + timedelta(days=1)
