"""Where from left to right does everybody stand, so that children hang under their parents and nobody touches?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from safelight.core.review.genogram.bonds import Bonds, Brood, Sign
from safelight.core.review.genogram.order import Rows

SLOT = 160
"""From the middle of one person to the middle of the next, at least: room for a label of eighteen letters."""
ROUNDS = 60
LIGHT = 0.05
"""How strongly a line pulls that is not one of birth."""


def placed(rows: Rows, *, bonds: Bonds, level: Mapping[str, int]) -> dict[str, float]:
    """Everybody's middle, the leftmost at 0. Neighbours keep their order and stand at least a slot apart."""
    x = {person: float(place * SLOT) for row in rows for place, person in enumerate(row)}
    place = {person: number for row in rows for number, person in enumerate(row)}
    broods = [each for each in bonds.broods if each.parents and each.children[0] in x]
    sides = {brood.parents[0]: _side(brood.parents[0], rows, bonds) for brood in broods if len(brood.parents) == 1}
    for turn in range(ROUNDS):
        numbers = range(len(rows)) if turn % 2 == 0 else range(len(rows) - 1, -1, -1)
        for number in numbers:
            pulls = _pulls(rows[number], broods, x, place, sides)
            heavy = [sum(weight for _, weight in pulls[person]) or 0.1 for person in rows[number]]
            wanted = [
                sum(at * weight for at, weight in pulls[person]) / sum_of if pulls[person] else x[person]
                for person, sum_of in zip(rows[number], heavy, strict=True)
            ]
            x |= dict(zip(rows[number], spread(wanted, heavy), strict=True))
    for row in rows:
        # At the end children hang straight below, as far as there is room, where they were a compromise before.
        above = _pulls(row, broods, x, place, sides, of_parents=False)
        wanted = [above[person][0][0] if above[person] else x[person] for person in row]
        heavy = [above[person][0][1] if above[person] else LIGHT for person in row]
        x |= dict(zip(row, spread(wanted, heavy), strict=True))
    left = min(x.values(), default=0.0)
    return {person: round(at - left, 1) for person, at in x.items()}


def _side(person: str, rows: Rows, bonds: Bonds) -> int:
    """On which side a line of one parent alone leaves: 1 for the right, or -1 where a partner stands there."""
    row = next(row for row in rows if person in row)
    place = row.index(person)
    right = row[place + 1] if place + 1 < len(row) else ""
    return -1 if any(right in couple.both for couple in bonds.partners.get(person, ())) else 1


def _pulls(
    row: Sequence[str],
    broods: Sequence[Brood],
    x: Mapping[str, float],
    place: Mapping[str, int],
    sides: Mapping[str, int],
    *,
    of_parents: bool = True,
) -> dict[str, list[tuple[float, float]]]:
    """Where the lines up and down would have everybody stand, and how strongly: lines of birth most."""
    pulls: dict[str, list[tuple[float, float]]] = {person: [] for person in row}
    for brood in broods:
        aside = sides[brood.parents[0]] * SLOT / 2 if len(brood.parents) == 1 else 0.0
        hangs = _middle(brood.parents, x) + aside
        weight = 1.0 if brood.sign is Sign.BORN else LIGHT
        for group, at in ((brood.children, hangs), (brood.parents, _middle(brood.children, x) - aside)):
            for person in group:
                if person in pulls and (of_parents or group is brood.children):
                    pulls[person].append((at + (place[person] - _middle(group, place)) * SLOT, weight))
    return pulls


def _middle(group: Sequence[str], at: Mapping[str, float] | Mapping[str, int]) -> float:
    every = [at[person] for person in group]
    return (min(every) + max(every)) / 2


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
