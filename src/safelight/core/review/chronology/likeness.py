"""Are two entries about the same event? Alike in their words, and where they agree or contradict each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from rapidfuzz import fuzz

_WORD: Final = re.compile(r"[^\W\d_]+(?:\d\w*|'[^\W\d_]+)?|\d+(?:[.:]\d+)*")
_SPOKEN: Final[Mapping[str, str]] = {
    "hv": "health visitor",
    "hvs": "health visitor",
    "sw": "social worker",
    "sws": "social worker",
    "tc": "telephone call",
    "tel": "telephone",
    "phone": "telephone",
    "phoned": "telephone",
    "rang": "telephone",
    "telephoned": "telephone",
    "mo": "mother",
    "mum": "mother",
    "mgm": "grandmother",
    "fa": "father",
    "dad": "father",
    "appt": "appointment",
    "dna": "did not attend",
    "nfa": "no further action",
    "ed": "emergency department",
    "csc": "social care",
    "lt": "left",
    "rt": "right",
    "wt": "weight",
    "kgs": "kg",
    "yrs": "years",
}
_WEIGHTLESS: Final = """
    a an the of to in on at by for from with and or as is was were be been has had have he she they it his her
    their this that  which who up out re about into via there also than then
"""
_EMPTY: Final = frozenset(_WEIGHTLESS.split())
_NEGATING: Final = """
    not no nil none never without denied denies refused declined cancelled unable failed didn't wasn't hasn't
"""
_NOT: Final = frozenset(_NEGATING.split())
OPPOSITES: Final = (
    ("left", "right"),
    ("mother", "father"),
    ("admitted", "discharged"),
    ("present", "absent"),
    ("accepted", "refused"),
    ("agreed", "declined"),
    ("upper", "lower"),
    ("open", "closed"),
    ("increase", "decrease"),
    ("increased", "decreased"),
    ("better", "worse"),
)
ALIKE: Final = 78.0
ALIKE_AT_LENGTH: Final = 72.0
VERY_ALIKE: Final = 90.0
FEWEST_WORDS: Final = 3
DISTINCT_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Story:
    """The words of an event put in one form, sorted, for comparing."""

    words: tuple[str, ...]
    telling: tuple[str, ...]
    numbers: frozenset[str]
    joined: str

    @property
    def is_telling(self) -> bool:
        """Whether there are enough words to tell one event from another."""
        return len(self.telling) >= FEWEST_WORDS


@lru_cache(maxsize=200_000)
def story_of(event: str) -> Story:
    """Lower case, common short forms written out, numbers set apart, words without weight left out."""
    spoken = event.casefold().replace("’", "'").replace("a&e", "emergency department").replace("t/c", "telephone call")
    said = list(map(_said, _WORD.findall(spoken)))
    words, stems, figures = (tuple(chain.from_iterable(each)) for each in zip(*said, strict=True)) if said else _NOTHING
    telling = tuple(sorted(set(stems)))
    return Story(words, telling, frozenset(figures), " ".join(telling))


_Words = tuple[str, ...]
_NOTHING: Final[tuple[_Words, _Words, _Words]] = ((), (), ())


@lru_cache(maxsize=50_000)
def _said(piece: str) -> tuple[_Words, _Words, _Words]:
    """What a piece of text stands for: its words, the stems of those that have weight, and its figures."""
    words = tuple(_SPOKEN.get(piece, piece).split())
    weighty = [word for word in words if word not in _EMPTY]
    stems = tuple(_stem(word) for word in weighty if not word[0].isdigit())
    return words, stems, tuple(_number(word) for word in weighty if word[0].isdigit())


def _stem(word: str) -> str:
    """The word without the commonest endings, so that "visited" and "visit" are one."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _number(word: str) -> str:
    return word.lstrip("0") or "0"


def likeness(one: Story, other: Story) -> float:
    """From 0 to 100: the better of the order-free likeness, and of how much of the shorter entry is in the longer."""
    whole = fuzz.ratio(one.joined, other.joined)
    shorter, longer = sorted((one.telling, other.telling), key=len)
    if len(shorter) < DISTINCT_WORDS:
        return whole
    return max(whole, 95.0 * len(set(longer).intersection(shorter)) / len(shorter))


def are_alike(one: Story, other: Story) -> bool:
    """Whether two entries of one day may be about the same event; short ones have less to go by and must be closer."""
    long = min(len(one.telling), len(other.telling)) >= DISTINCT_WORDS
    return likeness(one, other) >= (ALIKE_AT_LENGTH if long else ALIKE)


def repeats(one: Story, other: Story) -> bool:
    """Whether one entry says what the other does, word for word in any order, and at most adds to it.

    Figures may differ where the words do not: that is one thing told in two ways.
    """
    if one.telling == other.telling:
        return True
    (less, fewer), (more, further) = sorted(
        ((set(story.telling), story.numbers) for story in (one, other)), key=lambda pair: len(pair[0])
    )
    return len(less) >= DISTINCT_WORDS and less < more and fewer <= further


def contradict(one: Story, other: Story) -> bool:
    """Whether two entries that are alike differ in a number, say yes and no, or name opposites."""
    if one.numbers - other.numbers and other.numbers - one.numbers:
        return True
    if says_no(one) != says_no(other):
        return True
    first, second = set(one.words), set(other.words)
    return any(_swapped(first, second, pair) for pair in OPPOSITES)


def says_no(story: Story) -> bool:
    """Whether it tells of something that did not happen."""
    return not _NOT.isdisjoint(story.words)


def _swapped(first: set[str], second: set[str], pair: tuple[str, str]) -> bool:
    one, other = pair
    mine, yours = first & {one, other}, second & {one, other}
    return bool(mine) and bool(yours) and not mine & yours
