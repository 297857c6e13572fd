"""Which row of a chronology that was sent again is which row of the version before? So that nothing is taken in twice.

Equal words first, wherever they now stand; then rows that were reworded or dated anew in their place. What is left on
one side has gone, on the other it is new: to take a new row for an old one would put it under the old one's citations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

NEAR: Final = 8
"""How many of the rows that are still open, up or down, a reworded row may have moved."""
REWORDED: Final = 60
"""How alike (0 to 100) two tellings on the same day must be, or two that stand in the same place."""
MOVED: Final = 82
"""How alike they must be where neither the day nor the place is the same."""
LONG_ENOUGH: Final = 20
"""Letters from which on an event that stands once on either side is the same, whatever its date has become."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A row as its agency worded it, by which it can be known again."""

    date_as_written: str = ""
    source: str = ""
    event: str = ""
    other: str = ""


def rematch(before: Sequence[Told], after: Sequence[Told]) -> tuple[int | None, ...]:
    """For every row of the new version its index in the version before; None for a row that is new.

    No index is given twice. Rows that are worded alike are taken in the order in which they stand.
    """
    matched: list[int | None] = [None] * len(after)
    for key in (_whole, _told, _happened):
        _same(before, after, matched, key)
    _only_ones(before, after, matched)
    _reworded(before, after, matched)
    return tuple(matched)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _whole(row: Told) -> Hashable:
    return row


def _told(row: Told) -> Hashable:
    return _plain(row.date_as_written), _plain(row.source), _plain(row.event)


def _happened(row: Told) -> Hashable:
    return (_plain(row.date_as_written), _plain(row.event)) if _plain(row.event) else row


def _same(
    before: Sequence[Told], after: Sequence[Told], matched: list[int | None], key: Callable[[Told], Hashable]
) -> None:
    """Match what is still open on both sides and has the same key, in the order in which it stands."""
    open_before: dict[Hashable, list[int]] = defaultdict(list)
    for index in reversed(_left(before, matched)):
        open_before[key(before[index])].append(index)
    for place, row in enumerate(after):
        if matched[place] is None and (waiting := open_before.get(key(row))):
            matched[place] = waiting.pop()


def _only_ones(before: Sequence[Told], after: Sequence[Told], matched: list[int | None]) -> None:
    """Match an event that is long and stands once on either side: its date or its source was corrected."""
    old = _once((index, before[index]) for index in _left(before, matched))
    new = _once((place, row) for place, row in enumerate(after) if matched[place] is None)
    for event in new.keys() & old.keys():
        matched[new[event]] = old[event]


def _once(rows: Iterable[tuple[int, Told]]) -> dict[str, int]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, row in rows:
        found[_plain(row.event)].append(index)
    return {event: places[0] for event, places in found.items() if len(places) == 1 and len(event) >= LONG_ENOUGH}


def _reworded(before: Sequence[Told], after: Sequence[Told], matched: list[int | None]) -> None:
    """Match what was reworded in its place or nearby, the likest first."""
    candidates = sorted(_candidates(before, after, matched))
    taken: set[int] = set()
    for _, _, place, index in candidates:
        if matched[place] is None and index not in taken:
            matched[place] = index
            taken.add(index)


def _candidates(
    before: Sequence[Told], after: Sequence[Told], matched: Sequence[int | None]
) -> Iterator[tuple[float, int, int, int]]:
    """Pairs that may be the same row: unlikeness, distance, place after, index before."""
    left = _left(before, matched)
    at = {index: number for number, index in enumerate(left)}
    words = {index: _plain(before[index].event) for index in left}
    for place, expected in _expected(before, matched, at):
        row, event = after[place], _plain(after[place].event)
        if not event:
            continue
        day = _plain(row.date_as_written)
        for number in range(max(0, expected - NEAR), min(len(left), expected + NEAR + 1)):
            index = left[number]
            known = number == expected or (day and day == _plain(before[index].date_as_written))
            least = REWORDED if known else MOVED
            likeness = fuzz.ratio(event, words[index], score_cutoff=least)
            if likeness >= least:
                yield 100 - likeness, abs(number - expected), place, index


def _expected(before: Sequence[Told], matched: Sequence[int | None], at: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Every open place of the new version, and which open row of the old one would stand there if none had moved."""
    # How many open rows of the old version stand above each of its rows.
    above, seen = [], 0
    for index in range(len(before)):
        above.append(seen)
        seen += index in at
    number = 0
    for place, known in enumerate(matched):
        if known is None:
            yield place, number
            number += 1
        else:
            number = above[known]


def _left(before: Sequence[Told], matched: Iterable[int | None]) -> list[int]:
    taken = {index for index in matched if index is not None}
    return [index for index in range(len(before)) if index not in taken]
