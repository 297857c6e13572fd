"""Which of many boxes on a page stand in the same place? Found by squares, so that few are compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

SQUARE: Final = 15.0
MOST_SQUARES: Final = 300
MOST_IN_A_SQUARE: Final = 400
IN_A_ROW: Final = 0.2
MOST_COMPARED: Final = 200_000
FAR_APART: Final = 20.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """Neighbours in a row of boxes of which each begins where the ones before it end, and the box round them."""

    box: Box
    members: list[int]


def rows_of(boxes: Sequence[Box]) -> list[Row]:
    """The boxes by their numbers, those that follow each other from left to right on one line put together.

    No two of one row have more than `IN_A_ROW` of the narrower in common.
    """
    rows: list[Row] = []
    members: list[int] = []
    left = low = right = high = narrowest = 0.0
    for number, box in enumerate(boxes):
        begins, bottom, ends, top = box
        wide = ends - begins
        if members and low < top and bottom < high:
            least = wide if wide < narrowest else narrowest
            if right - IN_A_ROW * least <= begins <= right + FAR_APART:
                low = bottom if bottom < low else low
                high = top if top > high else high
                right = ends if ends > right else right
                narrowest = least
                members.append(number)
                continue
        if members:
            rows.append(Row((left, low, right, high), members))
        members = [number]
        left, low, right, high, narrowest = begins, bottom, ends, top, wide
    if members:
        rows.append(Row((left, low, right, high), members))
    return rows


def share_a_place(boxes: Sequence[Box], *, share: float, rows: Sequence[Row] | None = None) -> bool:
    """Whether any two boxes have more than that much, which is more than `IN_A_ROW`, of the smaller in common."""
    near = sorted(_near(rows_of(boxes) if rows is None else rows), key=lambda row: row.members[0])
    close = [boxes[number] for row in near for number in row.members]
    return next(sharing_a_place(close, share=share), None) is not None


def _near(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows that overlap any other; all of them where telling that would take long."""
    upwards = sorted(rows, key=lambda row: row.box[1])
    near: dict[int, Row] = {}
    compared = 0
    for place, one in enumerate(upwards):
        left, _, right, top = one.box
        for other in islice(upwards, place + 1, None):
            if other.box[1] >= top:
                break
            compared += 1
            if left < other.box[2] and other.box[0] < right:
                near[one.members[0]], near[other.members[0]] = one, other
        if compared > MOST_COMPARED:
            return rows
    return tuple(near.values())


def sharing_a_place(boxes: Sequence[Box], *, share: float) -> Iterator[tuple[int, int]]:
    """Each pair of boxes with more than that much of the smaller in common, by their numbers; some of them twice."""
    squares: dict[tuple[int, int], list[int]] = {}
    for number, box in enumerate(boxes):
        left, bottom, right, top = box
        for square in _squares(box):
            here = squares.setdefault(square, [])
            for other in here[-MOST_IN_A_SQUARE:]:
                beside = boxes[other]
                near = left < beside[2] and beside[0] < right and bottom < beside[3] and beside[1] < top
                if near and _share(box, beside) > share:
                    yield other, number
            here.append(number)


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    left, bottom, right, top = (int(side // SQUARE) for side in box)
    for across in range(max(left, -1), min(right, MOST_SQUARES) + 1):
        for up in range(max(bottom, -1), min(top, MOST_SQUARES) + 1):
            yield across, up


def _share(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return across * down / smaller if smaller > 0 else 0.0
