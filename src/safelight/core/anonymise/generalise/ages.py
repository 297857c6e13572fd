"""How is an age said less exactly? In whole years, or by a band that many share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from safelight.core.anonymise.generalise.choice import Choice
from safelight.core.anonymise.generalise.numbers import UP_TO_TWENTY, in_words

_WORDS: Final = {word: number for number, word in enumerate(UP_TO_TWENTY) if number}
_NUMBER: Final = rf"(?P<n>\d{{1,3}}|{'|'.join(_WORDS)})"
_UNIT: Final = re.compile(rf"\b{_NUMBER}[\s-]*(?P<unit>year|yr|month|week|day)", re.IGNORECASE)
_BARE: Final = re.compile(rf"\b{_NUMBER}\b", re.IGNORECASE)
OLD: Final = re.compile(r"\bold\b", re.IGNORECASE)
_SAYS_AGE: Final = re.compile(r"\b(?:old|aged?)\b|\A\W*\d{1,3}\W*\Z", re.IGNORECASE)
_AGED: Final = re.compile(r"\Aage[d]?\b", re.IGNORECASE)
_BANDS: Final = ((1, "baby"), (3, "toddler"), (6, "young child"), (11, "child of primary school age"), (18, "teenager"),
                 (65, "adult"), (200, "older adult"))  # fmt: skip
ADJECTIVES: Final = {
    "baby": "baby",
    "toddler": "very young",
    "young child": "young",
    "child of primary school age": "primary-school-age",
    "teenager": "teenage",
    "adult": "adult",
    "older adult": "older",
}
"""What stands for a band before a word such as "boy"."""
_TENS: Final = ("", "", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def age_in_years(words: str) -> float | None:
    """The age that these words tell, in years; None where they tell none."""
    found = _UNIT.search(words) or _BARE.search(words)
    if not found:
        return None
    number = int(found["n"]) if found["n"].isdecimal() else _WORDS[found["n"].lower()]
    unit = found["unit"].lower() if "unit" in found.re.groupindex else "year"
    return number / {"year": 1, "yr": 1, "month": 12, "week": 52, "day": 365}[unit]


def says_an_age(words: str) -> bool:
    """Whether the words can only be an age, or are a bare number in figures."""
    return _SAYS_AGE.search(words) is not None


def band(years: float) -> str:
    """The band of an age: "toddler"."""
    return next(name for below, name in _BANDS if years < below)


def said_less_exactly(words: str) -> Iterator[Choice]:
    """The choices for an age; none where the words tell no age."""
    years = age_in_years(words)
    if years is None or years >= 200:
        return
    name = band(years)
    grown = years >= 18
    if OLD.search(words):
        yield Choice(name, "Band")
    elif _AGED.match(words):
        if not grown:
            yield Choice(f"aged {in_words(int(years))}" if years >= 1 else "aged under one", "Whole years")
        yield Choice(f"{'an' if name[0] in 'aeiou' else 'a'} {name}", "Band")
    elif grown:
        yield Choice(f"{'an' if name[0] in 'aeiou' else 'a'} {name}", "Band")
    else:
        yield Choice(f"a {name}", "Band")
    if grown and years < 100 and not OLD.search(words):
        yield Choice(f"in their {_TENS[int(years) // 10]}" if years >= 20 else "in their late teens", "Decade")
