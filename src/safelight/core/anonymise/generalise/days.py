"""How is a day said less exactly? By month, season or year; by the child's age; by what was told before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from safelight.core.anonymise.generalise.choice import Choice, Told
from safelight.core.anonymise.generalise.numbers import A_NUMBER, in_words
from safelight.core.anonymise.naming import MONTHS

_NUMBERS: Final = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
_MONTH: Final = "|".join(sorted(_NUMBERS, key=lambda name: -len(name)))
_WRITTEN: Final = (
    re.compile(
        rf"\b(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_MONTH})\.?,?\s+(?P<y>\d{{4}})\b", re.IGNORECASE
    ),
    re.compile(rf"\b(?P<m>{_MONTH})\.?\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"),
    re.compile(r"\b(?P<d>\d{1,2})\s?[./-]\s?(?P<m>\d{1,2})\s?[./-]\s?(?P<y>\d{4}|\d{2})\b"),
)
_WITHOUT_YEAR: Final = re.compile(
    rf"\b(?:[0-3]?\d(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_MONTH})|(?P<n>{_MONTH})\s+[0-3]?\d(?:st|nd|rd|th)?)\b",
    re.IGNORECASE,
)
_MONTH_AND_YEAR: Final = re.compile(rf"\b(?P<m>{_MONTH})\.?,?\s+(?P<y>\d{{4}})\b", re.IGNORECASE)
_SEASON_AND_YEAR: Final = re.compile(
    r"\b(?:spring|summer|autumn|winter|easter|christmas)\b.*?\b(?P<y>\d{4})\b", re.IGNORECASE
)
_YEAR: Final = re.compile(r"\A\s*(?:in\s+)?(?P<y>(?:19|20)\d\d)\s*\Z")
_CLOCK: Final = re.compile(
    r"\b(?P<h>[01]?\d|2[0-3])(?=[:.][0-5]\d|\s?[ap]\.?m)(?:[:.][0-5]\d)?\s?(?P<half>am|pm|a\.m\.|p\.m\.)?",
    re.IGNORECASE,
)
_SPAN: Final = re.compile(
    rf"\b(?P<n>{A_NUMBER}|an?)\s+(?P<unit>hour|night|day|week|month|year)s?\b(?! old)", re.IGNORECASE
)
_MONTH_ALONE: Final = re.compile(rf"\A(?:(?:early|late|mid|the end of|end of)\s)?(?P<m>{_MONTH})\Z", re.IGNORECASE)
_TIMELY: Final = re.compile(
    rf"\b(?:{_MONTH}|spring|summer|autumn|winter|christmas|easter|morning|afternoon|evening|night|weekend|past|to|o'clock|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
SEASONS: Final = ("winter", "winter", "spring", "spring", "spring", "summer", "summer", "summer", "autumn", "autumn",
                  "autumn", "winter")  # fmt: skip


def exact_day(words: str) -> date | None:
    """The one day that these words mean, where they have day, month and year; the day first, as in Britain."""
    for pattern in _WRITTEN:
        if not (found := pattern.search(words)):
            continue
        month = _NUMBERS.get(found["m"].lower()) or (int(found["m"]) if found["m"].isdecimal() else 0)
        year = int(found["y"]) + (0 if len(found["y"]) == 4 else 2000 if int(found["y"]) < 50 else 1900)
        try:
            return date(year, month, int(found["d"]))
        except ValueError:
            continue
    return None


def month_and_year(day: date) -> str:
    """The month of a day, as it stands instead of "on" and the day."""
    return f"in {MONTHS[day.month - 1].capitalize()} {day.year}"


def said_less_exactly(told: Told) -> Iterator[Choice]:
    """The choices for what says when."""
    if day := exact_day(told.words):
        yield Choice(month_and_year(day), "Month and year")
        yield Choice(f"in {_season(day)}", "Season and year")
        yield Choice(f"in {_part_of_year(day)} {day.year}", "Part of the year")
        yield Choice(f"in {day.year}", "Year")
        yield from _by_the_child(day, told)
        yield from _by_what_was_told(day, told)
    elif found := _MONTH_AND_YEAR.search(told.words):
        first = date(int(found["y"]), _NUMBERS[found["m"].lower()], 1)
        yield Choice(f"in {_season(first)}", "Season and year")
        yield Choice(f"in {_part_of_year(first)} {first.year}", "Part of the year")
        yield Choice(f"in {first.year}", "Year")
    else:
        yield from _without_a_year(told.words)


def _without_a_year(words: str) -> Iterator[Choice]:
    """The choices for what is no full date: a day of a month, a year, a length, an hour."""
    if found := _WITHOUT_YEAR.search(words):
        month = _NUMBERS[(found["m"] or found["n"]).lower()]
        yield Choice(f"in {MONTHS[month - 1].capitalize()}", "Month")
        yield Choice(f"in the {SEASONS[month - 1]}", "Season")
        yield Choice("at that time", "No date")
    elif found := _SEASON_AND_YEAR.search(words) or _YEAR.match(words):
        year = int(found["y"])
        if not _YEAR.match(words):
            yield Choice(f"in {year}", "Year")
        yield Choice(f"in the {year // 10 * 10}s", "Decade")
        yield Choice("at that time", "No date")
    elif found := _MONTH_ALONE.match(words.strip()):
        yield Choice(f"in the {SEASONS[_NUMBERS[found['m'].lower()] - 1]}", "Season")
        yield Choice("at that time", "No date")
    elif _SPAN.search(words):
        yield from how_long(words)
    elif found := _CLOCK.match(words.strip()):
        yield Choice(_part_of_day(int(found["h"]), half=(found["half"] or "").lower()), "Part of the day")
        yield Choice("later that day", "No time", only_here=True)
    elif _TIMELY.search(words):
        yield Choice("at that time", "No date")
    elif re.fullmatch(A_NUMBER, words.strip(), re.IGNORECASE):
        yield Choice("several", "No number")


def how_long(words: str) -> Iterator[Choice]:
    """The choices for a length of time; none where the words tell none."""
    if found := _SPAN.search(words):
        if found["n"].lower() not in {"a", "an", "one", "1"}:
            yield Choice(f"several {found['unit'].lower()}s", "About how long")
        yield Choice("some time", "No length")


def _season(day: date) -> str:
    season = SEASONS[day.month - 1]
    if season != "winter":
        return f"{season} {day.year}"
    first = day.year if day.month == 12 else day.year - 1
    return f"the winter of {first} to {first + 1}"


def _part_of_year(day: date) -> str:
    return "early" if day.month <= 4 else "mid" if day.month <= 8 else "late"


def _part_of_day(hour: int, *, half: str) -> str:
    hour = hour % 12 + 12 if half.startswith("p") else hour % 12 if half.startswith("a") else hour
    return (
        "in the morning"
        if 5 <= hour < 12
        else "in the afternoon"
        if 12 <= hour < 18
        else "in the evening"
        if 18 <= hour < 22
        else "at night"
    )


def _by_the_child(day: date, told: Told) -> Iterator[Choice]:
    """By the child's age in whole years, so that no day of birth can be worked out, and by the child's death."""
    if told.born and told.born < day and (not told.died or day < told.died):
        years = day.year - told.born.year - ((day.month, day.day) < (told.born.month, told.born.day))
        when = f"when {told.child} was {in_words(years)}" if years else f"in the first year of the life of {told.child}"
        yield Choice(when, "The child's age")
    if told.died and day < told.died:
        yield Choice(f"{_about((told.died - day).days)} before {told.child} died", "Before the child's death")


def _by_what_was_told(day: date, told: Told) -> Iterator[Choice]:
    if told.earlier is None or day <= told.earlier:
        return
    days = (day - told.earlier).days
    yield Choice("the next day" if days == 1 else f"{_about(days)} later", "After what was told before", only_here=True)


def _about(days: int) -> str:
    if days < 7:
        return "some days"
    if days < 45:
        weeks = round(days / 7)
        return "about a week" if weeks == 1 else f"about {in_words(weeks)} weeks"
    if days < 640:
        return f"about {in_words(max(2, round(days / 30.4)))} months"
    return f"about {in_words(round(days / 365.25))} years"
