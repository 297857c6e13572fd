"""Which rows break the order of their file? In a file that otherwise keeps to an order, a sign of a mistyped date."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from safelight.core.review.chronology.model import Row

OUT_OF_ORDER: Final = "out-of-order"
FEWEST_ROWS: Final = 8
MOST_SHARE: Final = 0.1


def out_of_order(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, with a flag on those few that stand out of a file's ascending or descending order.

    Author's notes, ranges, and dates that are less precise than a day are not looked at.
    """
    dated = [index for index, row in enumerate(rows) if _is_exact(row)]
    days = [int(rows[index].date.replace("-", "")) for index in dated]
    if len(days) < FEWEST_ROWS:
        return tuple(rows)
    straying = min(_strays(days), _strays([-day for day in days]), key=len)
    if len(straying) > len(days) * MOST_SHARE:
        return tuple(rows)
    marked = {dated[place] for place in straying}
    return tuple(
        replace(row, flags=(*row.flags, OUT_OF_ORDER)) if index in marked else row for index, row in enumerate(rows)
    )


def _is_exact(row: Row) -> bool:
    return len(row.date) == 10 and not row.until and not row.is_author_note


def _strays(days: Sequence[int]) -> frozenset[int]:
    """The places left over when as many as possible are kept in ascending order."""
    tails: list[int] = []
    tail_places: list[int] = []
    before: list[int] = []
    for place, day in enumerate(days):
        slot = bisect_right(tails, day)
        before.append(tail_places[slot - 1] if slot else -1)
        tails[slot : slot + 1] = [day]
        tail_places[slot : slot + 1] = [place]
    kept: set[int] = set()
    place = tail_places[-1] if tail_places else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return frozenset(range(len(days))) - kept
