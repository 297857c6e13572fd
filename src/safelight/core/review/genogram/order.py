"""In which order does a generation stand from left to right? Couples together, eldest first, few lines crossing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from safelight.core.review.genogram.bonds import Bonds, Brood, Sign

Rows = list[list[str]]
MOST_TRIES = 4000
"""Orders looked at for one family, so that even a very large one is drawn in a few seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the order goes by: `age` sorts from the eldest to the youngest, and has nobody whose age is not known."""

    level: Mapping[str, int]
    age: Mapping[str, str]
    men: frozenset[str]
    women: frozenset[str]


def ordered(people: Sequence[str], *, bonds: Bonds, known: Known) -> Rows:
    """One family's generations, each from left to right."""
    height = 1 + max(known.level[person] for person in people)
    own = frozenset(people)
    weighing = _Weighing(own, bonds=bonds, known=known)
    best: tuple[float, Rows] | None = None
    tries = MOST_TRIES // 2
    for start in (people, tuple(reversed(people))):
        rows: Rows = [[] for _ in range(height)]
        for person in _walk(start, bonds=bonds, known=known):
            rows[known.level[person]].append(person)
        found = _improved(rows, weighing, tries=tries)
        if best is None or found[0] < best[0]:
            best = found
    return best[1] if best else []


def _walk(people: Sequence[str], *, bonds: Bonds, known: Known) -> Iterator[str]:
    """Everybody once: from the oldest generation down, each couple before its children, the eldest child first."""
    seen: set[str] = set()
    below: dict[str, list[Brood]] = {}
    for brood in bonds.broods:
        for parent in brood.parents:
            below.setdefault(parent, []).append(brood)

    def visit(person: str) -> Iterator[str]:
        chain = _chain(person, bonds=bonds, seen=seen)
        yield from (each for each in chain if each not in seen)
        seen.update(chain)
        broods = [brood for each in chain for brood in below.get(each, ())]
        for brood in broods:
            for child in sorted(brood.children, key=lambda one: (known.age.get(one, "9"), one)):
                if child not in seen:
                    yield from visit(child)

    for person in sorted(people, key=lambda each: known.level[each]):
        if person not in seen:
            yield from visit(person)


def _chain(person: str, *, bonds: Bonds, seen: set[str]) -> list[str]:
    """Somebody with all their partners and these people's partners: former ones to the left, present ones right."""
    chain, ahead = [person], [person]
    for at in ahead:
        for couple in sorted(bonds.partners.get(at, ()), key=lambda each: each.since):
            (other,) = couple.both - {at}
            if other not in chain and other not in seen:
                chain.insert(chain.index(at) + (0 if couple.slashes else 1), other)
                ahead.append(other)
    return chain


def _improved(rows: Rows, weighing: _Weighing, *, tries: int) -> tuple[float, Rows]:
    """Move one, two, three or four neighbours elsewhere, or turn them round, as long as that makes it better."""
    weight, left = weighing.of(rows), tries
    better = True
    while better and left > 0:
        better = False
        for number in range(len(rows)):
            for changed in _changes(rows[number]):
                left -= 1
                tried = [*rows[:number], changed, *rows[number + 1 :]]
                if (found := weighing.of(tried)) < weight - 1e-9:
                    rows, weight, better = tried, found, True
                    break
                if left <= 0:
                    return weight, rows
    return weight, rows


def _changes(row: list[str]) -> Iterator[list[str]]:
    for length in range(1, min(4, len(row)) + 1):
        for start in range(len(row) - length + 1):
            moved, rest = row[start : start + length], row[:start] + row[start + length :]
            for at in range(len(rest) + 1):
                if at != start:
                    yield [*rest[:at], *moved, *rest[at:]]
                if length > 1:
                    yield [*rest[:at], *reversed(moved), *rest[at:]]


class _Weighing:
    """How far is an order from what people expect of a family tree? Nothing is 0."""

    def __init__(self, people: frozenset[str], *, bonds: Bonds, known: Known) -> None:
        self.known = known
        level = known.level
        self.couples = [each for each in bonds.couples if each.one in people and level[each.one] == level[each.other]]
        self.broods = [each for each in bonds.broods if each.children[0] in people]
        self.twins = [group for group in bonds.twins if group <= people]
        self.partners = {
            person: {next(iter(c.both - {person})) for c in bonds.partners.get(person, ())} for person in people
        }
        self.in_order = [
            (one, other)
            for brood in self.broods
            for one, other in pairwise(
                sorted((c for c in brood.children if c in known.age), key=lambda c: known.age[c])
            )
            if level[one] == level[other] and known.age[one] < known.age[other]
        ]
        self.ended = {each.both: (each.slashes == 0, each.since) for each in self.couples}

    def of(self, rows: Rows) -> float:
        """The weight of everything that is not as it should be."""
        at = {person: place for row in rows for place, person in enumerate(row)}
        middle = {person: place - (len(row) - 1) / 2 for row in rows for place, person in enumerate(row)}
        return (
            self._couples(at)
            + 8 * sum(at[one] > at[other] for one, other in self.in_order)
            + sum(30 * (max(at[x] for x in group) - min(at[x] for x in group) - len(group) + 1) for group in self.twins)
            + self._broods(rows, at, middle)
        )

    def _couples(self, at: dict[str, int]) -> float:
        weight = 0.0
        for couple in self.couples:
            weight += 40 * (abs(at[couple.one] - at[couple.other]) - 1)
            left, right = sorted(couple.both, key=lambda each: at[each])
            weight += left in self.known.women and right in self.known.men
        for person, row in self.partners.items():
            near = sorted((each for each in row if each in at), key=lambda each: at[each])
            for one, other in pairwise(near):
                first, second = (self.ended.get(frozenset({person, each})) for each in (one, other))
                weight += 3 * (first is not None and second is not None and first > second)
        return weight

    def _broods(self, rows: Rows, at: dict[str, int], middle: dict[str, float]) -> float:
        level, weight = self.known.level, 0.0
        spans: list[tuple[int, float | None, list[int], int]] = []
        for brood in self.broods:
            row = level[brood.children[0]]
            children = sorted(at[child] for child in brood.children if level[child] == row)
            above = [at[parent] for parent in brood.parents]
            spans.append(
                (row, sum(above) / len(above) if above else None, children, 12 if brood.sign is Sign.BORN else 3)
            )
            for place in range(children[0], children[-1] + 1):
                person = rows[row][place]
                if person not in brood.children:
                    weight += 1 if self.partners[person] & set(brood.children) else 14
            if above:
                over = sum(middle[parent] for parent in brood.parents) / len(above)
                under = sum(middle[child] for child in brood.children) / len(brood.children)
                weight += 0.2 * abs(over - under)
        for (row, anchor, children, one_weight), (other_row, other_anchor, others, other_weight) in combinations(
            spans, 2
        ):
            if row == other_row and anchor is not None and other_anchor is not None:
                weight += min(one_weight, other_weight) * sum(
                    (anchor - other_anchor) * (one - two) < 0 for one in children for two in others
                )
        return weight
