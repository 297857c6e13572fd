"""Is this an ordinary English word? Decides when a name that is also a word needs more than its letters to be a name.

The lists are levels 10 to 35 of SCOWL, British and common spellings; data/NOTICE.txt carries their licence.
What they lack of the words of social work, health and schools is in data/field.txt.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

SELDOM_WORDS: Final = frozenset(
    {
        "bob", "bobby", "harry", "jack", "jacob", "jamie", "jean", "jenny", "jersey", "joey", "john", "josh", "ken",
        "kelly", "lee", "louis", "maria", "martin", "mike", "molly", "nelson", "nick", "peter", "ralph", "smith",
        "teddy", "timothy", "tommy", "tony", "victor", "willy",
    }
)  # fmt: skip
"""In the lists, yet in a case record nearly always somebody's name."""

_PROPER_WORDS: Final = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {"december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "christmas", "easter"}
    | {"english", "scottish", "welsh", "irish", "british", "french", "german", "polish", "england", "scotland", "wales"}
    | {"ireland", "london", "muslim", "sikh", "hindu", "constable", "european", "asian", "african", "noel"}
    | {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)
"""Everyday words that the lists leave out because they are written with a capital, and that are surnames too."""


@cache
def _read(name: str) -> frozenset[str]:
    return frozenset((files(__package__) / "data" / name).read_text(encoding="utf-8").split())


@cache
def _wider() -> frozenset[str]:
    return _read("wider.txt") | _read("field.txt")


def is_everyday(word: str) -> bool:
    """True for a lower-case word that any page of English may hold, such as "may", "rose" and "will"."""
    return (word in _read("everyday.txt") or word in _PROPER_WORDS) and word not in SELDOM_WORDS


def is_ordinary(word: str) -> bool:
    """True for a lower-case word of the wider list too, such as "walker" and "heather"."""
    return is_everyday(word) or (word in _wider() and word not in SELDOM_WORDS)
