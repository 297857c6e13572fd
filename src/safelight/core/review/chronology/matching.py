"""Which rows tell of the same event, and which of those contradict each other? Only rows near in time are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from safelight.core.review.chronology.accident import Accidents, in_order, shares_rare_word
from safelight.core.review.chronology.aside import Aside, in_turn
from safelight.core.review.chronology.days import Day, day_of
from safelight.core.review.chronology.likeness import (
    DISTINCT_WORDS,
    VERY_ALIKE,
    are_alike,
    contradict,
    likeness,
    repeats,
    story_of,
)
from safelight.core.review.chronology.model import Pair, Row
from safelight.core.review.chronology.nearby import Entry, mistyped_pairs, near_pairs, word_spread

SAME_BUT_THE_DAY: Final = 0.85
"""How much two entries must have in common where their days differ."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Pairs of rows that tell of the same event: in the same words, or differently."""

    duplicates: tuple[Pair, ...]
    conflicts: tuple[Pair, ...]


class _Verdict(Enum):
    NEITHER = auto()
    DUPLICATE = auto()
    CONFLICT = auto()


_Places = tuple[int, int]


def find_matches(rows: Sequence[Row], *, aside: Aside = in_turn) -> Matches:
    """Compare rows, given in merged order, that fall on the same day or within a week of each other.

    On the same day (or in the same month, where no more is known) entries that are alike are duplicates, or conflicts
    where their times, numbers, yes and no, or sides differ; but not where entries of other days are as much alike.
    Entries of two agencies that are very alike but a few days apart, or apart by a likely mistype of the date, are
    conflicts. Of one agency's own entries only those are looked at that repeat each other: it may well have seen two
    children in one day. `aside` says how the weighing of words is done, beside which other things are looked for.
    """
    entries = list(_entries(rows))
    alike = _alike(entries, aside=aside)
    verdicts = _of_one_day(entries, alike)
    root: dict[int, int] = {}
    for (one, other), verdict in verdicts.items():
        if verdict is _Verdict.DUPLICATE and other not in root:
            root[other] = root.get(one, one)
    # What is said again is compared once: a conflict with a row is one with all that repeat it.
    conflicts = [
        pair for pair, verdict in verdicts.items() if verdict is _Verdict.CONFLICT and not root.keys() & set(pair)
    ]
    conflicts += _on_another_day(entries, alike, verdicts)
    return Matches(
        tuple(_pair(entries, root[other], other) for other in sorted(root)),
        tuple(_pair(entries, one, other) for one, other in sorted(conflicts)),
    )


def _pair(entries: Sequence[Entry], one: int, other: int) -> Pair:
    return Pair(entries[one].row.place, entries[other].row.place)


def _entries(rows: Sequence[Row]) -> Iterator[Entry]:
    hands: dict[tuple[str, str], int] = {}
    for row in rows:
        span = _span(row.date)
        if span is None or row.is_author_note:
            continue
        story = story_of(row.event)
        if story.is_telling:
            hand = hands.setdefault((row.file, row.agency.casefold()), len(hands))
            yield Entry(row, story, *span, hand)


@lru_cache(maxsize=50_000)
def _span(iso: str) -> tuple[Day, int, int] | None:
    """The day that a row holds, and the first and the last day that may be meant; None for an empty text."""
    day = day_of(iso)
    if day is None:
        return None
    # A year is too long a time for two alike entries in it to be about one event.
    return day, day.first.toordinal(), (day.last if day.month else day.first).toordinal()


def _alike(entries: Sequence[Entry], *, aside: Aside) -> dict[_Places, float]:
    """Pairs near in time that may tell of one event, with how much they have in common, in merged order."""
    spread = word_spread(entries)
    near = aside(lambda: list(near_pairs(entries, spread=spread)))
    mistyped = list(mistyped_pairs(entries, spread=spread))
    told: dict[tuple[object, ...], int] = {}
    found: dict[_Places, float] = {}
    again: set[int] = set()
    for index, entry in enumerate(entries):
        # What one hand wrote again word for word need not be compared with everything a second time.
        earliest = told.setdefault((entry.hand, entry.day, entry.row.time, entry.story.words), index)
        if earliest != index:
            again.add(index)
            found[earliest, index] = 1.0
    for first, second, common in near():
        one, other = entries[first], entries[second]
        if first in again or second in again:
            continue
        if repeats(one.story, other.story) if one.hand == other.hand else are_alike(one.story, other.story):
            found[first, second] = (
                common if shares_rare_word(one, other, spread=spread) else min(common, in_order(one, other))
            )
    found.update({pair: in_order(entries[pair[0]], entries[pair[1]]) for pair in mistyped})
    return dict(sorted(found.items()))


def _of_one_day(entries: Sequence[Entry], alike: Mapping[_Places, float]) -> dict[_Places, _Verdict]:
    """What the pairs that may be of one day or period are to each other."""
    accidents = Accidents(entries)
    for (one, other), common in alike.items():
        accidents.note(entries[one], entries[other], common=common)
    accidents.settle()
    return {
        (one, other): _same_time(entries[one], entries[other], common=common, accidents=accidents)
        for (one, other), common in alike.items()
        if entries[other].first <= entries[one].last
    }


def _same_time(one: Entry, other: Entry, *, common: float, accidents: Accidents) -> _Verdict:
    times_differ = bool(one.row.time and other.row.time and one.row.time != other.row.time)
    if one.hand == other.hand and times_differ:
        return _Verdict.NEITHER
    same_words = (
        not times_differ and one.story.joined == other.story.joined and one.story.numbers == other.story.numbers
    )
    if not same_words and not accidents.is_one(one, other, common=common):
        return _Verdict.NEITHER
    return _Verdict.CONFLICT if times_differ or contradict(one.story, other.story) else _Verdict.DUPLICATE


def _on_another_day(
    entries: Sequence[Entry], alike: Mapping[_Places, float], verdicts: Mapping[_Places, _Verdict]
) -> Iterator[_Places]:
    """Pairs that tell one thing of two days; not where either is matched on its own day, nor where it is routine."""
    matched = {
        (mine, entries[yours].hand)
        for (one, other), verdict in verdicts.items()
        if verdict is not _Verdict.NEITHER
        for mine, yours in ((one, other), (other, one))
    }
    routine = _told_often(entries)
    for (one, other), common in alike.items():
        first, second = entries[one], entries[other]
        if (one, other) in verdicts or {(one, second.hand), (other, first.hand)} & matched:
            continue
        if not {first.story.joined, second.story.joined} & routine and _another_day(first, second, common=common):
            yield one, other


def _told_often(entries: Sequence[Entry]) -> frozenset[str]:
    """What one hand writes more than once: routine, so that an entry alike on another day means nothing."""
    counts = Counter((entry.hand, entry.story.joined) for entry in entries)
    return frozenset(joined for (_, joined), times in counts.items() if times > 1)


def _another_day(one: Entry, other: Entry, *, common: float) -> bool:
    """Whether two agencies tell the same thing, in much the same and in telling words, of two days."""
    if one.hand == other.hand or one.row.agency.casefold() == other.row.agency.casefold() or common < SAME_BUT_THE_DAY:
        return False
    mine, yours = one.story, other.story
    if min(len(mine.telling), len(yours.telling)) < DISTINCT_WORDS or (
        mine.numbers - yours.numbers and yours.numbers - mine.numbers
    ):
        return False
    return likeness(mine, yours) >= VERY_ALIKE
