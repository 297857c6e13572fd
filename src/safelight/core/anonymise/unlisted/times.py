"""Which words say when: dates of all kinds, clock times, seasons, festivals, birthdays?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from safelight.core.anonymise.finders.dates import find_month_and_year, written_dates
from safelight.core.anonymise.fold import View
from safelight.core.anonymise.unlisted.sign import Shape, Sign, find_shapes

_DATE: Final = "a date withheld"
_TIME: Final = "a time withheld"
_FESTIVALS: Final = (
    r"(?:christmas(?:\s(?:eve|day|week|holidays?))?|boxing day|new year(?:'?s\s(?:eve"
    r"|day))?|easter(?:\s(?:sunday|monday|weekend|holidays?))?"
    r"|good friday|pancake day|shrove tuesday|ash wednesday|whitsun|palm sunday"
    r"|remembrance (?:day|sunday)|halloween|hallowe'en|bonfire night"
    r"|guy fawkes(?:\snight)?|mother'?s day|mothering sunday|father'?s day"
    r"|valentine'?s(?: day)?|st (?:george|patrick|david|andrew)'?s day"
    r"|eid(?: al[- ](?:fitr|adha))?|ramadan|diwali|vaisakhi|baisakhi|holi|hanukkah|chanukah"
    r"|passover|pesach|yom kippur|rosh hashanah|purim"
    r"|nowruz|newroz|janmashtami|navratri|durga puja|lunar new year|chinese new year"
    r"|mid-autumn festival|orthodox (?:easter|christmas)"
    r"|bank holiday(?: (?:weekend|monday))?|carnival weekend)"
)
_ORDINAL: Final = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|eleventh|twelfth|thirteenth|fourteenth"
    r"|fifteenth|sixteenth|seventeenth|eighteenth|twenty-first|thirtieth|fortieth|fiftieth)"
)
_DAY_OF_WEEK: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_TIMES_OF_DAY: Final = (
    re.compile(
        r"(?<![\d:.,/£])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?(?:am|pm|hrs|hours"
        r"|h)\b)?(?![\d:%])"
    ),
    re.compile(r"(?<![\d:.,/£])(?:[01]?\d|2[0-3])(?:[:.]?[0-5]\d)\s?(?:hrs|hours|h)\b"),
    re.compile(
        r"(?<![\d:.,/£])(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s?(?:am|pm|a\.m\.?|p\.m\.?"
        r"|o'?clock)(?!\w)"
    ),
)
_SHAPES: Final = (
    *(Shape("time", "DATETIME", _TIME, "a time of day", 0.85, pattern) for pattern in _TIMES_OF_DAY),
    Shape(
        "date",
        "DATETIME",
        _DATE,
        "a festival",
        0.7,
        re.compile(rf"\b(?:last\s|this\s|next\s)?{_FESTIVALS}(?:\s(?:19|20)\d\d)?(?!\w)"),
    ),
    Shape(
        "date",
        "DATETIME",
        _DATE,
        "a season of a year",
        0.8,
        re.compile(
            r"\b(?:(?:early|late|last|mid)[- ])?(?:spring|summer|autumn|winter)(?:\sof)?,?\s(?:19"
            r"|20)\d\d(?:/\d\d)?\b"
        ),
    ),
    Shape(
        "date",
        "DATETIME",
        _DATE,
        "a season",
        0.55,
        re.compile(
            r"\b(?:in|since|during|until|that|last|this|by|over|before|after"
            r"|from)\s(?P<n>(?:the\s)?(?:early\s|late\s|following\s|previous\s)?(?:spring|summer"
            r"|autumn|winter)"
            r"(?:\s(?:holidays?|term|half[- ]term|break))?)\b(?!\s(?:coat|clothes|fuel|born|school"
            r"|fair|uniform|dress|jacket))"
        ),
    ),
    Shape(
        "date",
        "DATETIME",
        _DATE,
        "a time of the school year",
        0.65,
        re.compile(
            r"\b(?:(?:spring|summer|autumn|october|february|may|whitsun|easter"
            r"|christmas)\s)?half[- ]?term(?:\sbreak)?\b|\b(?:spring|summer|autumn)\sterm(?:\s(?:19"
            r"|20)\d\d)?\b"
        ),
    ),
    Shape(
        "date",
        "DATETIME",
        _DATE,
        "a birthday",
        0.85,
        re.compile(rf"\b{_ORDINAL}\s(?:birthday|wedding anniversary|anniversary)(?:\sparty)?\b"),
    ),
    Shape(
        "date",
        "DATETIME",
        _DATE,
        "a day and its date",
        0.75,
        re.compile(
            rf"\b(?:{_DAY_OF_WEEK}|mon|tues?|weds?|thurs?|fri|sat"
            rf"|sun)\.?,?\s(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)\b"
        ),
    ),
    Shape(
        "date",
        "DATETIME",
        _DATE,
        "a year",
        0.8,
        re.compile(
            r"\b(?:in|since|until|till|by|from|during|around|before|after|early|late|of|year|about"
            r"|circa|c\.)\s(?P<n>(?:19[3-9]|20[0-4])\d)(?![\d/:-]|\.\d)"
        ),
    ),
    Shape(
        "date", "DATETIME", _DATE, "a school year", 0.75, re.compile(r"(?<![\d/])(?:19|20)\d\d\s?[/-]\s?\d\d(?![\d/-])")
    ),
)


def find_times(view: View) -> Iterator[Sign]:
    """Dates, months, years, seasons, festivals, birthdays, and times of day."""
    for written in written_dates(view):
        if _is_calendar_day(written.meanings[0].day, written.meanings[0].month):
            why = "an exact date" if written.meanings[0].year else "a day and month"
            yield Sign(written.start, written.end, "date", "DATETIME", _DATE, why, 0.93)
    for start, end in find_month_and_year(view):
        yield Sign(start, end, "date", "DATETIME", _DATE, "a month and year", 0.85)
    yield from find_shapes(view, _SHAPES)


def _is_calendar_day(day: int, month: int) -> bool:
    return day <= (29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31)
