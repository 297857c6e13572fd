"""Where from left to right does everybody stand, so that children hang under their parents and nobody touches?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from safelight.core.review.genogram.bonds import Bonds, Brood
from safelight.core.review.genogram.order import Rows

SLOT = 160
"""From the middle of one person to the middle of the next, at least: room for a label of eighteen letters."""
ROUNDS = 60


def placed(rows: Rows, *, bonds: Bonds, level: Mapping[str, int]) -> dict[str, float]:
    """Everybody's middle, the leftmost at 0. Neighbours keep their order and stand at least a slot apart."""
    x = {person: float(place * SLOT) for row in rows for place, person in enumerate(row)}
    broods = [each for each in bonds.broods if each.parents and each.children[0] in x]
    for turn in range(ROUNDS):
        numbers = range(len(rows)) if turn % 2 == 0 else range(len(rows) - 1, -1, -1)
        for number in numbers:
            pulls = _pulls(rows[number], broods, x)
            wanted = [sum(pull) / len(pull) if (pull := pulls[person]) else x[person] for person in rows[number]]
            heavy = [float(len(pulls[person])) or 0.1 for person in rows[number]]
            x |= dict(zip(rows[number], spread(wanted, heavy), strict=True))
    left = min(x.values(), default=0.0)
    return {person: round(at - left, 1) for person, at in x.items()}


def _pulls(row: Sequence[str], broods: Sequence[Brood], x: Mapping[str, float]) -> dict[str, list[float]]:
    """Where the lines up and down would have everybody stand."""
    pulls: dict[str, list[float]] = {person: [] for person in row}
    for brood in broods:
        above = [x[parent] for parent in brood.parents]
        below = [x[child] for child in brood.children]
        shift = (min(above) + max(above)) / 2 - (min(below) + max(below)) / 2
        for child in brood.children:
            if child in pulls:
                pulls[child].append(x[child] + shift)
        for parent in brood.parents:
            if parent in pulls:
                pulls[parent].append(x[parent] - shift)
    return pulls


def spread(wanted: Sequence[float], heavy: Sequence[float]) -> list[float]:
    """The places nearest to the wanted ones, weighed, in the same order and at least a slot apart."""
    blocks: list[tuple[float, float, int]] = []
    for number, (place, weight) in enumerate(zip(wanted, heavy, strict=True)):
        middle, sum_of, count = place - number * SLOT, weight, 1
        while blocks and blocks[-1][0] > middle:
            before, other, many = blocks.pop()
            middle = (middle * sum_of + before * other) / (sum_of + other)
            sum_of, count = sum_of + other, count + many
        blocks.append((middle, sum_of, count))
    even = [middle for middle, _, count in blocks for _ in range(count)]
    return [middle + number * SLOT for number, middle in enumerate(even)]
