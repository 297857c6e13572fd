"""What the forms of dates, times, ages, sums and numbers are filled with. `words/written` says how they are written."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Final

from tools.narrative.written import Parts, write

_MONTHS: Final = calendar.month_name[1:]
_NUMBERS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen",
)  # fmt: skip
_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "10th", "12th", "13th", "16th", "18th", "21st",
)  # fmt: skip
_UNITS: Final = ("days", "weeks", "months", "years", "weeks", "months", "hours")
_DECADES: Final = ("twenties", "thirties", "forties", "fifties")


def parts_of(kind: str, random: Random) -> Parts:
    """The parts of a kind that needs no names; none for a kind that is all figures and letters."""
    return _PARTS[kind](random) if kind in _PARTS else {}


def _word(number: int) -> str:
    return _NUMBERS[min(number, len(_NUMBERS)) - 1]


def _ordinal(number: int) -> str:
    return f"{number}{'th' if 10 < number % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _day(random: Random, *, first: int, years: int) -> Parts:
    day = date(first, 1, 1) + timedelta(days=random.randrange(365 * years))
    return {
        "day": day.day,
        "nth": _ordinal(day.day),
        "weekday": f"{day:%A}",
        "short_weekday": f"{day:%a}",
        "month": f"{day:%B}",
        "short_month": f"{day:%b}",
        "capital_month": f"{day:%b}".upper(),
        "month_number": day.month,
        "year": day.year,
        "short_year": f"{day:%y}",
    }


def _date(random: Random) -> Parts:
    return _day(random, first=1996, years=29)


def _birth(random: Random) -> Parts:
    return _day(random, first=1945, years=79)


def _dayless(random: Random) -> Parts:
    month, year = random.choice(_MONTHS), random.randrange(1996, 2025)
    return {
        "month": month,
        "short_month": month[:3],
        "year": year,
        "short_year": f"{year % 100:02}",
        "next_year": f"{(year + 1) % 100:02}",
        "decade": year // 10 * 10,
    }


def _year(random: Random) -> Parts:
    return {"year": random.randrange(1985, 2025)}


def _time(random: Random) -> Parts:
    hour, minutes = random.randrange(24), (*range(0, 60, 5), random.randrange(60))
    twelve = hour % 12 or 12
    return {
        "hour": hour,
        "minute": random.choice(minutes),
        "second": random.randrange(60),
        "twelve": twelve,
        "word": _word(twelve),
        "half": "am" if hour < 12 else "pm",
    }


def _weekday(random: Random) -> Parts:
    day = random.choice(calendar.day_name)
    return {"weekday": day, "short_weekday": day[:3], "small_weekday": day[:3].lower()}


def _season(random: Random) -> Parts:
    return {"nth": random.choice(_ORDINALS), "school_year": random.randrange(1, 12)}


def _span(random: Random) -> Parts:
    number, units = random.randrange(2, 20), random.choice(_UNITS)
    return {"number": number, "more": number + 1, "word": _word(number), "units": units, "unit": units[:-1]}


def _age(random: Random) -> Parts:
    years = random.randrange(1, 18)
    return {
        "years": years,
        "word": _word(years),
        "more_months": random.randrange(1, 12),
        "months": random.randrange(2, 24),
        "weeks": random.randrange(2, 20),
        "adult": random.randrange(17, 88),
        "whose": random.choice(("his", "her", "their")),
        "decade": random.choice(_DECADES),
    }


def _gestation(random: Random) -> Parts:
    return {"weeks": random.randrange(22, 42), "days": random.randrange(7)}


def _money(random: Random) -> Parts:
    lowest, over = random.choice(((5, 99), (100, 999), (1000, 9999)))
    return {"pounds": random.randrange(lowest, over)}


def _weight(random: Random) -> Parts:
    kilos = random.randrange(18, 140) / 10
    return {
        "kilos": kilos,
        "whole_kilos": int(kilos),
        "grams": int(kilos * 1000),
        "pounds": int(kilos * 2.2),
        "ounces": random.randrange(1, 15),
        "stone": random.randrange(6, 22),
    }


def _height(random: Random) -> Parts:
    return {"centimetres": random.randrange(70, 190), "feet": random.randrange(4, 7), "inches": random.randrange(12)}


def _percent(random: Random) -> Parts:
    return {"share": random.randrange(3, 99), "large_share": random.randrange(30, 99)}


def _door(random: Random) -> Parts:
    return {"figure": random.randrange(1, 240), "capital": random.choice("ABC"), "small": random.choice("abc")}


def _house(random: Random) -> Parts:
    return {
        "number": written("doornumber", random),
        "flat": random.randrange(1, 9),
        "stair": random.randrange(1, 20),
        "plot": random.randrange(1, 40),
    }


def _outward(random: Random) -> Parts:
    return {"district": random.randrange(1, 40)}


def _postcode(random: Random) -> Parts:
    return {"outward": written("outward", random)}


def _nhs(random: Random) -> Parts:
    """Ten figures of which the last checks the others, as in every NHS number."""
    while True:
        figures = [random.randrange(10) for _ in range(9)]
        check = 11 - sum(figure * weight for figure, weight in zip(figures, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            digits = "".join(map(str, [*figures, check % 11]))
            return {"first": digits[:3], "middle": digits[3:6], "last": digits[6:]}


def _phone(random: Random) -> Parts:
    return {"mobile": written("mobile", random)}


_PARTS: Final[Mapping[str, Callable[[Random], Parts]]] = {
    "date": _date, "shortdate": _date, "dob": _birth, "dayless": _dayless, "year": _year, "time": _time,
    "weekday": _weekday, "season": _season, "span": _span, "age": _age, "gestation": _gestation, "money": _money,
    "weight": _weight, "height": _height, "percent": _percent, "doornumber": _door, "housenumber": _house,
    "outward": _outward, "postcode": _postcode, "nhs": _nhs, "phone": _phone,
}  # fmt: skip


def written(kind: str, random: Random) -> str:
    """A value of a kind that needs no names, as somebody would write it."""
    return write(kind, parts_of(kind, random), random)
