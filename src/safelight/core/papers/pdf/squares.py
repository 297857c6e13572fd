"""Which of many boxes on a page stand in the same place? Found by squares, so that few are compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

SQUARE: Final = 15.0
MOST_SQUARES: Final = 300
MOST_IN_A_SQUARE: Final = 400

Box = tuple[float, float, float, float]


def share_a_place(boxes: Sequence[Box], *, share: float) -> bool:
    """Whether any two boxes have more than that much of the smaller in common."""
    return next(sharing_a_place(boxes, share=share), None) is not None


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
