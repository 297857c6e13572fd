"""How old was the child then? In years and months, and no more precisely than the date allows."""

from __future__ import annotations

from datetime import date

from safelight.core.review.chronology.days import day_of


def age_at(iso: str, *, born: date) -> str:
    """ "2y 3m"; where less than the day is known "3y", or "2y to 3y"; empty before birth and without a date."""
    day = day_of(iso)
    if day is None or day.last < born:
        return ""
    youngest, oldest = _months(max(day.first, born), born=born), _months(day.last, born=born)
    if youngest == oldest:
        return f"{youngest // 12}y {youngest % 12}m"
    if youngest // 12 == oldest // 12:
        return f"{youngest // 12}y"
    return f"{youngest // 12}y to {oldest // 12}y"


def _months(on: date, *, born: date) -> int:
    """Whole months lived."""
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
