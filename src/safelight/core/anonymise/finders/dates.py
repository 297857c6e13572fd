"""Where does a date stand, and which days may it mean? Then: is it a listed birth or death?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from safelight.core.anonymise.fold import View
from safelight.core.anonymise.naming import MONTHS
from safelight.core.anonymise.roster import Roster

_MONTH_NAMES: Final = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
_MONTH: Final = (
    "(?P<m>" + "|".join(sorted(_MONTH_NAMES, key=lambda name: -len(name))) + r")(?![a-z])(?:\.(?=[\s,]{0,2}'?\d))?"
)
_YEAR: Final = r"(?:[\s,.\-/]{0,3}(?:of\s)?(?P<y>(?:1[89]|20)\d\d(?!\d)|'\d\d(?!\d)))"
_SHORT_YEAR: Final = r"(?:[\s,.\-/]{0,2}(?P<y2>\d\d)(?![\d:.]\d|[a-z\d/]|\s?(?:am|pm|%|hours|hrs)))"
_DAY: Final = (
    r"(?P<d>0?[1-9]|[12]\d|3[01])\s?(?:st|nd|rd|th)?"
    r"(?:\s?(?:-|/|&|to|and|or)\s?(?P<d2>0?[1-9]|[12]\d|3[01])\s?(?:st|nd|rd|th)?)?"
)
_WORD_DAY: Final = (
    "(?P<w>" + "|".join(sorted((o.replace("-", r"[\s-]?") for o in _ORDINALS), key=lambda o: -len(o))) + ")"
)
_STROKE: Final = r"\s?[./\-\\_]\s?"
_MISREAD_YEAR: Final = r"(?P<y>(?:1[89]|2[0o])[\do][\do]|'?[\do]\d)"
_FIGURE_FIRST: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w./]){_DAY}(?:[\s.,\-/]{{0,3}}|\s(?:day\s)?of\s){_MONTH}(?:{_YEAR}|{_SHORT_YEAR})?",
        r"(?<![\d.])(?P<y>(?:1[89]|20)\d\d)(?P<s>[\s./\-_]?)(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<![\d.])(?P<a>[\do]{{1,2}}){_STROKE}(?P<b>[\do]{{1,2}}){_STROKE}{_MISREAD_YEAR}(?![\d/])",
        r"(?<![\w.])(?P<d>\d{1,2})[\s./\-]{1,3}(?P<r>i{1,3}|iv|vi{0,3}|ix|xi{0,2})[\s./\-]{1,3}(?P<y>(?:1[89]|20)\d\d|\d\d)(?![\d/])",
        r"(?<![\d.])(?P<a>\d{2})\s?(?P<b>\d{2})\s?(?P<y>(?:19|20)\d\d)(?!\d)",
    )
)
_WORD_FIRST: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_WORD_DAY}\s(?:day\s)?(?:of\s)?{_MONTH}(?:{_YEAR})?",
        rf"\b{_MONTH}[\s\-/]{{0,2}}(?:the\s)?{_DAY}\b(?:{_YEAR}|,?\s?(?P<y3>(?:19|20)\d\d)\b)?(?!\d)",
        rf"\b{_MONTH}\s(?:the\s)?{_WORD_DAY}(?:{_YEAR})?",
    )
)
_STARTS: Final = (
    (re.compile(r"(?<!\d)(?:\d|o(?=[\do]))"), _FIGURE_FIRST),
    (re.compile(rf"\b(?:{'|'.join({name[:3] for name in (*_MONTH_NAMES, *_ORDINALS)})})"), _WORD_FIRST),
)
"""How a date may begin, so that the patterns are tried only there."""
_BARE: Final = re.compile(
    r"(?<!\d)(?P<a>\d{1,2})\s?[./\-\s|]?\s?(?P<b>\d{1,2})(?:\s?[./\-\s|]?\s?(?P<y>(?:19|20)?\d\d))?(?!\d)"
)
_OF_ANOTHER_DAY: Final = re.compile(r"\w\.\s|\d(?:st|nd|rd|th)?\s(?:of\s)?$")
"""Between "born" and a month: the end of the sentence, or a day, so that it is not the month of birth alone."""
_ROMAN: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MONTH_AND_YEAR: Final = re.compile(rf"\b{_MONTH}(?:{_YEAR})|(?<!\d)(?P<mn>0?[1-9]|1[0-2])/(?P<yn>(?:19|20)\d\d)")
_BIRTH_CUE: Final = re.compile(r"\b(?:born|birth|birthday|turned|d\.?\s?o\.?\s?b|b\.)\b")
_DEATH_CUE: Final = re.compile(r"\b(?:died|death|deceased|d\.?\s?o\.?\s?d)\b")
CUE_REACH: Final = 30


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way to read a date; `year` is None where none is written."""

    day: int
    month: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it stands in the folded text, with every way to read it."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class DateHit:
    """A listed day of birth or death where it stands in the folded text."""

    start: int
    end: int
    key: str
    rule: str
    score: float
    has_cue: bool


def _years(text: str | None) -> list[int | None]:
    if not text:
        return [None]
    short = text.lstrip("'").replace("o", "0")
    return [int(short)] if len(short) == 4 else [1900 + int(short), 2000 + int(short)]


def _meanings(match: re.Match[str]) -> Iterator[Meaning]:
    group = match.groupdict()
    years = _years(group.get("y") or group.get("y2") or group.get("y3"))
    if group.get("a"):
        first, second = (int(group[name].replace("o", "0")) for name in ("a", "b"))
        pairs = [(first, second)] if second < 13 else [(second, first)]
    else:
        month = _ROMAN.index(group["r"]) if group.get("r") else _MONTH_NAMES.get(group["m"]) or int(group["m"])
        days = [_ORDINALS.index(re.sub(r"\s", "-", group["w"])) + 1] if group.get("w") else []
        days += [int(group[name]) for name in ("d", "d2") if group.get(name)]
        pairs = [(day, month) for day in days]
    yield from (Meaning(day, month, year) for day, month in pairs for year in years if 0 < day < 32 and 0 < month < 13)


def written_dates(view: View) -> Iterator[Written]:
    """Every date with at least a day and a month; overlapping readings are all given."""
    for start, patterns in _STARTS:
        for begins in start.finditer(view.text):
            for pattern in patterns:
                match = pattern.match(view.text, begins.start())
                meanings = tuple(_meanings(match)) if match else ()
                if match and meanings:
                    yield Written(match.start(), match.start() + len(match.group().rstrip(".")), meanings)


def find_listed_dates(view: View, *, roster: Roster) -> Iterator[DateHit]:
    """Every listed day of birth or death, whole, without its year, or in part where the text says what it is."""
    listed = _listed(roster)
    if not listed.by_day:
        return
    for written in written_dates(view):
        for person, day, rule in _fitting(written, listed.by_day):
            cue = _has_cue(view, written.start, written.end, rule)
            score = max((_likeness(meaning, day, cue=cue) for meaning in written.meanings), default=0.0)
            if score:
                yield DateHit(written.start, written.end, person, rule, score, cue)
    yield from _cued(view, listed)


Listed = tuple[str, date, str]


@dataclass(frozen=True, slots=True)
class _Days:
    """Who was born or died on which day and month, and who was born in which month of which year."""

    by_day: Mapping[tuple[int, int], Sequence[Listed]]
    by_month: Mapping[tuple[int, int], Sequence[Listed]]


@lru_cache(maxsize=64)
def _listed(roster: Roster) -> _Days:
    by_day: dict[tuple[int, int], list[Listed]] = {}
    by_month: dict[tuple[int, int], list[Listed]] = {}
    for person in roster.people:
        for day, rule in ((person.date_of_birth, "date-of-birth"), (person.date_of_death, "date-of-death")):
            if day:
                by_day.setdefault((day.day, day.month), []).append((person.id, day, rule))
        if born := person.date_of_birth:
            by_month.setdefault((born.month, born.year), []).append((person.id, born, "date-of-birth"))
    return _Days(by_day, by_month)


def _fitting(written: Written, days: Mapping[tuple[int, int], Sequence[Listed]]) -> Iterator[Listed]:
    """The births and deaths on a day that may be meant, also with day and month changed over."""
    for meaning in set(written.meanings):
        yield from days.get((meaning.day, meaning.month), ())
        if meaning.day != meaning.month:
            yield from days.get((meaning.month, meaning.day), ())


def _likeness(meaning: Meaning, day: date, *, cue: bool) -> float:
    if (meaning.day, meaning.month) != (day.day, day.month):
        swapped = cue and (meaning.month, meaning.day, meaning.year) == (day.day, day.month, day.year)
        return 0.8 if swapped else 0.0
    if meaning.year == day.year:
        return 1.0
    if meaning.year is None:
        return 0.9
    return 0.7 if cue else 0.0


def _has_cue(view: View, start: int, end: int, rule: str) -> bool:
    around = view.text[max(0, start - CUE_REACH) : start] + " … " + view.text[end : end + 15]
    return (_BIRTH_CUE if rule == "date-of-birth" else _DEATH_CUE).search(around) is not None


def _cued(view: View, listed: _Days) -> Iterator[DateHit]:
    """Figures and months that mean little alone but stand beside "DOB" or "born"."""
    for cue in _BIRTH_CUE.finditer(view.text):
        reach = min(len(view.text), cue.end() + CUE_REACH)
        for match in _BARE.finditer(view.text, cue.end(), reach):
            one, other, year = int(match["a"]), int(match["b"]), match["y"]
            for pair in {(one, other), (other, one)}:
                for person, day, rule in listed.by_day.get(pair, ()):
                    if rule == "date-of-birth" and (not year or int(year) in {day.year, day.year % 100}):
                        yield DateHit(match.start(), match.end(), person, rule, 0.8, True)
        for match in _MONTH_AND_YEAR.finditer(view.text, cue.end(), reach):
            if _OF_ANOTHER_DAY.search(view.text, cue.end(), match.start()):
                continue
            month = int(match["mn"]) if match["mn"] else _MONTH_NAMES[match["m"]]
            for year_meant in [int(match["yn"])] if match["mn"] else _years(match["y"]):
                for person, _, rule in listed.by_month.get((month, year_meant or 0), ()):
                    yield DateHit(match.start(), match.end(), person, rule, 0.8, True)


def find_month_and_year(view: View) -> Iterator[tuple[int, int]]:
    """Where a month stands with its year."""
    for match in _MONTH_AND_YEAR.finditer(view.text):
        yield match.span()
