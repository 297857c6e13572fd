"""Which entries are near each other in time and say some of the same? All pairs of a week are weighed at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
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
_ALONE: Final = 200_000
"""Up to how many multiplications numpy's library does by itself, without waking up others to help."""
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
    return Counter(chain.from_iterable([entry.story.telling for entry in entries]))


def near_pairs(entries: Sequence[Entry], *, spread: Counter[str]) -> Iterator[Near]:
    """Every pair of entries that may be of one day or within a week of each other and say some of the same.

    What one hand wrote is paired within one day only. `spread` is what `word_spread` says of the entries.
    """
    if not entries:
        return
    words = _Words(entries, spread)
    starts = [0, *(np.flatnonzero(np.diff(words.first)) + 1).tolist()]
    for start, end in zip(starts, [*starts[1:], len(entries)], strict=True):
        reach = int(words.last[start:end].max()) + NEAR_DAYS
        yield from words.pairs(start, end, int(np.searchsorted(words.first, reach, side="right")))


class _Words:
    """The words of all entries as numbers, with what each weighs; entries in order of the first day they may be about.

    `place` tells where an entry stood before; `told` is one entry's words after the other's, from `begins` on.
    """

    def __init__(self, entries: Sequence[Entry], spread: Counter[str]) -> None:
        numbers = {word: number for number, word in enumerate(spread)}
        unsorted: _Ints = np.array([entry.first for entry in entries])
        self.place: _Ints = np.argsort(unsorted, kind="stable")
        ordered = [entries[place] for place in self.place.tolist()]
        self.first: _Ints = unsorted[self.place]
        self.last: _Ints = np.array([entry.last for entry in ordered])
        self.hand: _Ints = np.array([entry.hand for entry in ordered])
        self.told: _Ints = np.array(
            list(map(numbers.__getitem__, chain.from_iterable([entry.story.telling for entry in ordered])))
        )
        counts: _Ints = np.array([len(entry.story.telling) for entry in ordered])
        self.teller: _Ints = np.repeat(np.arange(len(ordered)), counts)
        self.begins: _Ints = np.concatenate(([0], np.cumsum(counts)))
        # A word that every entry has still counts, so that a few entries can be compared as well as many.
        self.weight: _Floats = np.log2(1.0 + len(entries) / np.array(list(spread.values()))).astype(np.float32)
        self.whole: _Floats = np.add.reduceat(self.weight[self.told], self.begins[:-1])
        self.column: _Ints = np.full(len(numbers), -1)

    def pairs(self, start: int, end: int, stop: int) -> Iterator[Near]:
        """The pairs of one day's entries, from `start` to `end`, with those of that day and of the days after."""
        if stop - start < 2:
            return
        shared = self._shared(start, end, stop)
        mine, yours = self.whole[start:end, None], self.whole[None, start:stop]
        near = (shared >= LEAST_IN_COMMON * (mine + yours - shared)) | (
            shared >= LEAST_OF_SHORTER * np.minimum(mine, yours)
        )
        rows, columns = (found + start for found in np.nonzero(near))
        # Within the day itself each pair is met twice, and every entry meets itself.
        kept = (columns >= end) | (self.place[rows] < self.place[columns])
        kept &= self.first[columns] <= self.last[rows] + np.where(self.hand[rows] == self.hand[columns], 0, NEAR_DAYS)
        rows, columns = rows[kept], columns[kept]
        found = shared[rows - start, columns - start]
        common = found / (self.whole[rows] + self.whole[columns] - found)
        one, other = self.place[rows], self.place[columns]
        yield from zip(np.minimum(one, other).tolist(), np.maximum(one, other).tolist(), common.tolist(), strict=True)

    def _shared(self, start: int, end: int, stop: int) -> _Floats:
        """What the words weigh that two entries share, for each of the one with each of the other."""
        words = np.unique(self.told[self.begins[start] : self.begins[end]])
        told = slice(self.begins[start], self.begins[stop])
        self.column[words] = np.arange(len(words))
        columns = self.column[self.told[told]]
        self.column[words] = -1
        # Only what the day's own entries say can be shared.
        held = np.zeros((stop - start, len(words)), dtype=np.float32)
        held[self.teller[told][columns >= 0] - start, columns[columns >= 0]] = 1.0
        mine = held[: end - start] * self.weight[words]
        # In small pieces, which are not shared out among processors: that costs more than it gains.
        at_once = max(1, _ALONE // held.size)
        shared = np.empty((end - start, stop - start), dtype=np.float32)
        for first in range(0, len(mine), at_once):
            np.matmul(mine[first : first + at_once], held.T, out=shared[first : first + at_once])
        return shared


def mistyped_pairs(entries: Sequence[Entry], *, spread: Counter[str]) -> Iterator[tuple[int, int]]:
    """Pairs whose dates differ as a slip of the hand makes them and that share two of the rarest words."""
    scarce = {word: (times, word) for word, times in spread.items() if times <= _SCARCE}
    posted: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        if not entry.is_exact:
            continue
        rare = sorted(filter(scarce.__contains__, entry.story.telling), key=scarce.__getitem__)[:_RAREST]
        met = Counter(chain.from_iterable([posted[word] for word in rare]))
        for earlier, shared in met.items():
            far = entry.first - entries[earlier].first > NEAR_DAYS
            if shared >= 2 and far and _mistyped(entries[earlier].day, entry.day):
                yield earlier, index
        for word in rare:
            posted[word].append(index)


def _mistyped(one: Day, other: Day) -> bool:
    """Whether two exact dates differ as a slip of the hand makes them: day and month swapped, or one part of three."""
    if one.year == other.year:
        return (one.day, one.month) == (other.month, other.day) or one.day == other.day
    return (one.day, one.month) == (other.day, other.month) and abs(one.year - other.year) in {1, 10}
