"""Which entries are near each other in time and say some of the same? All pairs of a week are weighed at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from safelight.core.review.chronology.days import Day
from safelight.core.review.chronology.likeness import Story
from safelight.core.review.chronology.model import Row

NEAR_DAYS: Final = 7
LEAST_IN_COMMON: Final = 0.4
"""What share of their words' weight two entries must have in common to be looked at."""
LEAST_OF_SHORTER: Final = 0.7
"""Or else what share of the shorter one's, whose whole account may be part of the longer one's."""
_SCARCE: Final = 6
_RAREST: Final = 6
_Ints = npt.NDArray[np.int64]
_Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row made ready for comparing. `first` and `last` are the days it may be about, counted from year 1.

    `hand` numbers the agency and file that wrote it.
    """

    row: Row
    story: Story
    day: Day
    first: int
    last: int
    hand: int

    @property
    def is_exact(self) -> bool:
        """Whether its day is known."""
        return bool(self.day.day)


Near = tuple[int, int, float]
"""Two entries by their places, the earlier in the merged order first, and how much of their words is in common.

The last is from 0 to 1, rare words weighing more.
"""


def word_spread(entries: Sequence[Entry]) -> Counter[str]:
    """In how many entries each word is."""
    return Counter(word for entry in entries for word in entry.story.telling)


def near_pairs(entries: Sequence[Entry], *, spread: Counter[str]) -> Iterator[Near]:
    """Every pair of entries that may be of one day or within a week of each other and say some of the same.

    What one hand wrote is paired within one day only. `spread` is what `word_spread` says of the entries.
    """
    if not entries:
        return
    words = _Words(entries, spread)
    order = np.argsort(words.first, kind="stable")
    firsts = words.first[order]
    starts = [0, *(np.flatnonzero(np.diff(firsts)) + 1).tolist()]
    for start, end in zip(starts, [*starts[1:], len(entries)], strict=True):
        left = order[start:end]
        reach = int(words.last[left].max()) + NEAR_DAYS
        right = order[start : int(np.searchsorted(firsts, reach, side="right"))]
        yield from words.pairs(left, right)


class _Words:
    """The words of all entries as numbers, with what each weighs."""

    def __init__(self, entries: Sequence[Entry], spread: Counter[str]) -> None:
        numbers = {word: number for number, word in enumerate(spread)}
        self.first: _Ints = np.array([entry.first for entry in entries])
        self.last: _Ints = np.array([entry.last for entry in entries])
        self.hand: _Ints = np.array([entry.hand for entry in entries])
        self.told = [np.array([numbers[word] for word in entry.story.telling]) for entry in entries]
        # A word that every entry has still counts, so that a few entries can be compared as well as many.
        self.weight: _Floats = np.log2(1.0 + len(entries) / np.array(list(spread.values()))).astype(np.float32)
        self.whole: _Floats = np.array([self.weight[told].sum() for told in self.told], dtype=np.float32)

    def pairs(self, left: _Ints, right: _Ints) -> Iterator[Near]:
        """The pairs of one day's entries with those of that day and of the days after."""
        if len(right) < 2:
            return
        shared = self._shared(left, right)
        mine, yours = self.whole[left][:, None], self.whole[right][None, :]
        near = (shared >= LEAST_IN_COMMON * (mine + yours - shared)) | (
            shared >= LEAST_OF_SHORTER * np.minimum(mine, yours)
        )
        near &= self.first[right][None, :] <= self.last[left][:, None] + NEAR_DAYS
        same_hand = self.hand[left][:, None] == self.hand[right][None, :]
        near &= ~same_hand | (self.first[right][None, :] <= self.last[left][:, None])
        # Within the day itself each pair is met twice, and every entry meets itself.
        near[:, : len(left)] &= left[:, None] < right[None, : len(left)]
        rows, columns = np.nonzero(near)
        found = shared[rows, columns]
        common = found / (self.whole[left[rows]] + self.whole[right[columns]] - found)
        one, other = np.minimum(left[rows], right[columns]), np.maximum(left[rows], right[columns])
        yield from zip(one.tolist(), other.tolist(), common.tolist(), strict=True)

    def _shared(self, left: _Ints, right: _Ints) -> _Floats:
        """What the words weigh that two entries share, for each of the one with each of the other."""
        told = [self.told[place] for place in right]
        words, places = np.unique(np.concatenate(told), return_inverse=True)
        held = np.zeros((len(right), len(words)), dtype=np.float32)
        held[np.repeat(np.arange(len(right)), [len(each) for each in told]), places] = 1.0
        # Those of the day stand first among those it is compared with.
        shared: _Floats = (held[: len(left)] * self.weight[words]) @ held.T
        return shared


def mistyped_pairs(entries: Sequence[Entry], *, spread: Counter[str]) -> Iterator[tuple[int, int]]:
    """Pairs whose dates differ as a slip of the hand makes them and that share two of the rarest words."""
    posted: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        if not entry.is_exact:
            continue
        rare = sorted(entry.story.telling, key=lambda word: (spread[word], word))[:_RAREST]
        scarce = [word for word in rare if spread[word] <= _SCARCE]
        met = Counter(earlier for word in scarce for earlier in posted[word])
        for earlier, shared in met.items():
            far = entry.first - entries[earlier].first > NEAR_DAYS
            if shared >= 2 and far and _mistyped(entries[earlier].day, entry.day):
                yield earlier, index
        for word in scarce:
            posted[word].append(index)


def _mistyped(one: Day, other: Day) -> bool:
    """Whether two exact dates differ as a slip of the hand makes them: day and month swapped, or one part of three."""
    if one.year == other.year:
        return (one.day, one.month) == (other.month, other.day) or one.day == other.day
    return (one.day, one.month) == (other.day, other.month) and abs(one.year - other.year) in {1, 10}
