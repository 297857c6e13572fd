"""How does each agency write a date? Eight habits, and the slips that people make in all of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

DateWriter = Callable[[date, random.Random], str]


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _slashes(day: date, chance: random.Random) -> str:
    return f"{day:%d/%m/%Y}"


def _police(day: date, chance: random.Random) -> str:
    return f"{day:%d %b %Y}".upper()


def _dots(day: date, chance: random.Random) -> str:
    return f"{day.day}.{day.month}.{day:%y}"


def _iso(day: date, chance: random.Random) -> str:
    return day.isoformat()


def _spoken(day: date, chance: random.Random) -> str:
    if chance.random() < 0.06:
        monday = day - timedelta(days=day.weekday())
        return f"w/c {_ordinal(monday.day)} {monday:%B %Y}"
    return f"{_ordinal(day.day)} {day:%B %Y}"


def _dashes(day: date, chance: random.Random) -> str:
    if chance.random() < 0.04:
        return f"{day:%B %Y}"
    return f"{day:%d-%b-%y}"


def _weekday(day: date, chance: random.Random) -> str:
    return f"{day:%a %d/%m/%y}"


HABITS: Final[Mapping[str, DateWriter]] = {
    "csc": _slashes,
    "police": _police,
    "hv": _dots,
    "gp": _iso,
    "hospital": _iso,
    "edu": _spoken,
    "housing": _dashes,
    "wayfare": _weekday,
}
"""The hospital's file holds real dates in its cells; what it writes here is never seen."""


def write_month(agency: str, day: date) -> str:
    """How the agency writes a month when it kept no day."""
    return f"{day.month:02d}/{day.year}" if agency in ("csc", "wayfare") else f"{day:%B %Y}"


def write_time(agency: str, time: str) -> str:
    """How the agency writes an hour; nothing for nothing."""
    if not time:
        return ""
    hour, minute = time.split(":")
    if agency == "police":
        return f"{hour}{minute} hrs"
    if agency in ("hv", "edu"):
        return f"{int(hour) % 12 or 12}.{minute}{'am' if int(hour) < 12 else 'pm'}"
    return time
