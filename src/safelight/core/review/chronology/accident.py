"""Are two entries of one day alike because they tell of one event, or by accident? The chronologies themselves say.

Entries of different days are not one event told twice. As often as they are alike all the same, because a form was
filled in or because the same few words come back, entries of one day are alike by accident, too. So how much two
entries must have in common is not fixed: it is set so that accidents stay rare, each kind of agreement on its own.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz.distance import LCSseq

from safelight.core.review.chronology.nearby import NEAR_DAYS, Entry

_ACCIDENTS: Final = 0.01
"""What share of the pairs of a kind may be alike by accident."""
_SINGLE_ACCIDENTS: Final = 0.3
"""How many may be, expected over all chronologies, however few there are of the kind."""
RARE: Final = 4
"""A word or a figure that no more entries than this have is hardly shared by accident."""


class Agreement(StrEnum):
    """How two entries stand to each other in their times, or in their figures."""

    UNKNOWN = "unknown"
    SAME = "same"
    RARE = "rare"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Kind:
    """Pairs that agree in the same way have the same chance of being alike by accident."""

    same_hand: bool
    times: Agreement
    figures: Agreement


class Accidents:
    """How much two entries of one day must have in common, by kind, so that it is hardly an accident."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._figures = Counter(figure for entry in entries for figure in entry.story.numbers)
        self._one_day: dict[Kind, list[float]] = defaultdict(list)
        self._apart: dict[Kind, list[float]] = defaultdict(list)
        self._enough: dict[Kind, float] = {}

    def note(self, one: Entry, other: Entry, *, common: float) -> None:
        """Take a pair into account that is alike and of one day, or within a week of each other."""
        if one.is_exact and other.is_exact:
            (self._apart if other.first > one.first else self._one_day)[self.kind(one, other)].append(common)

    def settle(self) -> None:
        """Work out what is enough, once every pair has been noted."""
        for kind in self._one_day.keys() | self._apart.keys():
            self._enough[kind] = enough_in_common(self._one_day[kind], self._apart[kind], days_apart=NEAR_DAYS)

    def is_one(self, one: Entry, other: Entry, *, common: float) -> bool:
        """Whether entries of one day have so much in common that it is hardly an accident."""
        return common >= self._enough.get(self.kind(one, other), 0.0)

    def kind(self, one: Entry, other: Entry) -> Kind:
        """In what a pair agrees."""
        times = _agreement(one.row.time, other.row.time)
        mine, yours = one.story.numbers, other.story.numbers
        figures = Agreement.UNKNOWN
        if mine - yours and yours - mine:
            figures = Agreement.DIFFERENT
        elif shared := mine & yours:
            rare = min(self._figures[figure] for figure in shared) <= RARE
            figures = Agreement.RARE if rare else Agreement.SAME
        return Kind(one.hand == other.hand, times, figures)


def _agreement(one: str, other: str) -> Agreement:
    if not one or not other:
        return Agreement.UNKNOWN
    return Agreement.SAME if one == other else Agreement.DIFFERENT


def in_order(one: Entry, other: Entry) -> float:
    """From 0 to 1: how much of what two entries say they say in the same order."""
    return LCSseq.normalized_similarity(one.story.words, other.story.words)


def shares_rare_word(one: Entry, other: Entry, *, spread: Mapping[str, int]) -> bool:
    """Whether two entries share a word that hardly any other has; then the order of their words says nothing."""
    return any(spread[word] <= RARE for word in set(one.story.telling).intersection(other.story.telling))


def enough_in_common(one_day: Iterable[float], apart: Iterable[float], *, days_apart: int) -> float:
    """From how much in common on, pairs of one day are hardly alike by accident; infinite if that cannot be told.

    `apart` says how much pairs have in common that lie 1 to `days_apart` days from each other: on one day, one in
    `days_apart` as many are accidents.
    """
    same, other = sorted(one_day), sorted(apart)
    for least in (0.0, *same):
        accidents = (len(other) - bisect_left(other, least)) / days_apart
        if accidents <= max(_SINGLE_ACCIDENTS, _ACCIDENTS * (len(same) - bisect_left(same, least))):
            return least
    return math.inf
