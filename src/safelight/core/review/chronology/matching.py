"""Which rows tell of the same event, and which of those contradict each other? Only rows near in time are compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from safelight.core.review.chronology.days import Day, day_of
from safelight.core.review.chronology.likeness import (
    DISTINCT_WORDS,
    VERY_ALIKE,
    Story,
    are_alike,
    contradict,
    likeness,
    repeats,
    story_of,
)
from safelight.core.review.chronology.model import Pair, Row

NEAR_DAYS: Final = 7
_RAREST: Final = 6
_COMMON: Final = 60
_SCARCE: Final = 6
_LONGEST: Final = 31


@dataclass(frozen=True, slots=True)
class Matches:
    """Pairs of rows that tell of the same event: in the same words, or differently."""

    duplicates: tuple[Pair, ...]
    conflicts: tuple[Pair, ...]


class _Verdict(Enum):
    NEITHER = auto()
    DUPLICATE = auto()
    CONFLICT = auto()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row made ready for comparing. `first` and `last` are the days it may be about, counted from year 1."""

    position: int
    row: Row
    story: Story
    day: Day
    first: int
    last: int

    def same_hand(self, other: _Entry) -> bool:
        return self.row.file == other.row.file and self.row.agency.casefold() == other.row.agency.casefold()


def find_matches(rows: Sequence[Row]) -> Matches:
    """Compare rows, given in merged order, that fall on the same day or within a week of each other.

    On the same day (or in the same month, where no more is known) entries that are alike are duplicates, or conflicts
    where their times, numbers, yes and no, or sides differ. Entries of two agencies that are very alike but a few days
    apart, or apart by a likely mistype of the date, are conflicts. Of one agency's own entries only those are looked
    at that repeat each other: it may well have seen two children in one day.
    """
    entries = list(_entries(rows))
    verdicts = {pair: _same_time(entries[pair[0]], entries[pair[1]]) for pair in sorted(_likely(entries))}
    root: dict[int, int] = {}
    for (one, other), verdict in verdicts.items():
        if verdict is _Verdict.DUPLICATE and other not in root:
            root[other] = root.get(one, one)
    # What is said again is compared once: a conflict with a row is one with all that repeat it.
    conflicts = [
        pair for pair, verdict in verdicts.items() if verdict is _Verdict.CONFLICT and not root.keys() & set(pair)
    ]
    conflicts += _on_another_day(entries, verdicts)
    return Matches(
        tuple(_pair(entries, root[other], other) for other in sorted(root)),
        tuple(_pair(entries, one, other) for one, other in sorted(conflicts)),
    )


def _pair(entries: Sequence[_Entry], one: int, other: int) -> Pair:
    return Pair(entries[one].row.place, entries[other].row.place)


def _on_another_day(
    entries: Sequence[_Entry], verdicts: Mapping[tuple[int, int], _Verdict]
) -> Iterator[tuple[int, int]]:
    """Pairs that tell one thing of two days; not where either is matched on its own day, nor where it is routine."""
    matched = {
        (mine, _hand(entries[yours]))
        for (one, other), verdict in verdicts.items()
        if verdict is not _Verdict.NEITHER
        for mine, yours in ((one, other), (other, one))
    }
    routine = _told_often(entries)
    for (one, other), verdict in verdicts.items():
        first, second = entries[one], entries[other]
        if verdict is not _Verdict.NEITHER or {(one, _hand(second)), (other, _hand(first))} & matched:
            continue
        if not {first.story.joined, second.story.joined} & routine and _another_day(first, second):
            yield one, other


def _hand(entry: _Entry) -> str:
    return f"{entry.row.file}\n{entry.row.agency.casefold()}"


def _entries(rows: Sequence[Row]) -> Iterator[_Entry]:
    for position, row in enumerate(rows):
        day = day_of(row.date)
        if day is None or row.is_author_note:
            continue
        story = story_of(row.event)
        if story.is_telling:
            yield _Entry(position, row, story, day, day.first.toordinal(), _last(day))


def _last(day: Day) -> int:
    # A year is too long a time for two alike entries in it to be about one event.
    return day.last.toordinal() if day.month else day.first.toordinal()


def _told_often(entries: Sequence[_Entry]) -> frozenset[str]:
    """What one hand writes more than once: routine, so that an entry alike on another day means nothing."""
    counts = Counter((_hand(entry), entry.story.joined) for entry in entries)
    return frozenset(joined for (_, joined), times in counts.items() if times > 1)


def _likely(entries: Sequence[_Entry]) -> set[tuple[int, int]]:
    """Pairs near in time that have one of their rarest words in common, or all words: the rest cannot be alike."""
    spread = Counter(word for entry in entries for word in entry.story.telling)
    found: set[tuple[int, int]] = set()
    posted: dict[str, list[int]] = defaultdict(list)
    told: dict[tuple[object, ...], int] = {}
    for index, entry in enumerate(entries):
        # What one hand wrote again word for word need not be compared with everything a second time.
        earliest = told.setdefault((_hand(entry), entry.day, entry.row.time, entry.story), index)
        if earliest != index:
            found.add((earliest, index))
            continue
        rare = sorted(entry.story.telling, key=lambda word: (spread[word], word))[:_RAREST]
        for word in (*rare, entry.story.joined):
            found.update((earlier, index) for earlier in _near(posted[word], entry, entries))
            posted[word].append(index)
        far = Counter(earlier for word in rare if spread[word] <= _SCARCE for earlier in posted[word][:-1])
        found.update(
            (one, index) for one, shared in far.items() if shared >= 2 and _mistyped(entries[one].day, entry.day)
        )
    return found


def _near(posted: Sequence[int], entry: _Entry, entries: Sequence[_Entry]) -> Iterator[int]:
    """The latest of the entries posted that may be about the same days as this one, or about a day within the week."""
    for earlier in reversed(posted[-_COMMON:]):
        one = entries[earlier]
        if entry.first - one.first > NEAR_DAYS + _LONGEST:
            return
        if entry.first - one.last <= NEAR_DAYS:
            yield earlier


def _mistyped(one: Day, other: Day) -> bool:
    """Whether two exact dates differ as a slip of the hand makes them: day and month swapped, or one part of three."""
    if not one.day or not other.day:
        return False
    if one.year == other.year:
        return (one.day, one.month) == (other.month, other.day) or one.day == other.day
    return (one.day, one.month) == (other.day, other.month) and abs(one.year - other.year) in {1, 10}


def _same_time(one: _Entry, other: _Entry) -> _Verdict:
    """What two entries are to each other if they are about the same day or period."""
    if other.first > one.last:
        return _Verdict.NEITHER
    times_differ = bool(one.row.time and other.row.time and one.row.time != other.row.time)
    if one.same_hand(other):
        if times_differ or not repeats(one.story, other.story):
            return _Verdict.NEITHER
    elif not are_alike(one.story, other.story):
        return _Verdict.NEITHER
    return _Verdict.CONFLICT if times_differ or contradict(one.story, other.story) else _Verdict.DUPLICATE


def _another_day(one: _Entry, other: _Entry) -> bool:
    """Whether two agencies tell the same thing, in much the same and in telling words, of two days."""
    if one.same_hand(other) or one.row.agency.casefold() == other.row.agency.casefold():
        return False
    if other.first <= one.last or min(len(one.story.telling), len(other.story.telling)) < DISTINCT_WORDS:
        return False
    return likeness(one.story, other.story) >= VERY_ALIKE
