"""In which generation does everybody stand? Couples, brothers and sisters side by side, children below parents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from safelight.core.anonymise.kinship import COUPLES, DESCENT, FULL, Relation, RelationKind
from safelight.core.review.genogram.bonds import parents_by_birth

LEVEL = COUPLES | FULL | {RelationKind.HALF_SIBLING}


def levels_of(people: Sequence[str], *, relations: Sequence[Relation], centre: str | None) -> dict[str, int]:
    """Everybody's generation, the oldest 0. `centre` is whom the tree is about: the others are counted from there.

    Whoever would have to stand beside somebody and below them at once stands below: a child is always below its
    parents, while a couple may stand in two generations.
    """
    groups = _Groups(people, steps=_steps(relations))
    for pair in _side_by_side(relations):
        groups.join(*sorted(pair))
    for relation in relations:
        if relation.kind is RelationKind.CARER:
            groups.below(relation.from_id, relation.to_id, by=1)
    return groups.counted(first=centre if centre is not None else next(iter(people), None))


def _steps(relations: Iterable[Relation]) -> list[tuple[str, str, int]]:
    return [
        (each.from_id, each.to_id, 2 if each.kind is RelationKind.GRANDPARENT else 1)
        for each in relations
        if each.kind in DESCENT
    ]


def _side_by_side(relations: Sequence[Relation]) -> Iterable[frozenset[str]]:
    """Who should stand in one generation, the strongest reason first."""
    yield from (each.ends for each in relations if each.kind in COUPLES)
    parents = parents_by_birth(relations)
    yield from (pair for pair in parents.values() if len(pair) == 2)
    yield from (each.ends for each in relations if each.kind in LEVEL - COUPLES)
    eldest: dict[frozenset[str], str] = {}
    for child, above in parents.items():
        if child != (first := eldest.setdefault(above, child)):
            yield frozenset({first, child})


class _Groups:
    """People who stand in one generation, and how far below others they stand at least."""

    def __init__(self, people: Iterable[str], *, steps: Iterable[tuple[str, str, int]]) -> None:
        self.of = {person: person for person in people}
        self.steps = list(steps)

    def _down(self) -> dict[str, dict[str, int]]:
        down: dict[str, dict[str, int]] = {group: {} for group in set(self.of.values())}
        for above, below, by in self.steps:
            one, other = self.of[above], self.of[below]
            down[one][other] = max(by, down[one].get(other, 0))
        return down

    def _reaches(self, start: str, end: str) -> bool:
        down, ahead, seen = self._down(), [start], {start}
        while ahead:
            for below in down[ahead.pop()]:
                if below == end:
                    return True
                if below not in seen:
                    seen.add(below)
                    ahead.append(below)
        return False

    def join(self, one: str, other: str) -> None:
        """Put two side by side, unless one of them stands below the other."""
        first, second = self.of[one], self.of[other]
        if first != second and not self._reaches(first, second) and not self._reaches(second, first):
            self.of = {person: first if group == second else group for person, group in self.of.items()}

    def below(self, above: str, under: str, *, by: int) -> None:
        """Put one below the other, unless they stand side by side or the other way round."""
        first, second = self.of[above], self.of[under]
        if first != second and not self._reaches(second, first):
            self.steps.append((above, under, by))

    def counted(self, *, first: str | None) -> dict[str, int]:
        """Count outwards from the first, then push down whoever is not below all that stand above."""
        if first is None:
            return {}
        down = self._down()
        near: dict[str, list[tuple[str, int]]] = {group: [] for group in down}
        for one, row in down.items():
            for other, by in row.items():
                near[one].append((other, by))
                near[other].append((one, -by))
        at: dict[str, int] = {}
        for start in dict.fromkeys([self.of[first], *self.of.values()]):
            if start in at:
                continue
            part = {start: 0}
            ahead = [start]
            for group in ahead:
                for other, by in near[group]:
                    if other not in part:
                        part[other] = part[group] + by
                        ahead.append(other)
            self._push_down(part, down)
            top = min(part.values())
            at |= {group: level - top for group, level in part.items()}
        return {person: at[group] for person, group in self.of.items()}

    def _push_down(self, at: dict[str, int], down: dict[str, dict[str, int]]) -> None:
        """No group descends from itself, so this ends: at most as many rounds as there are groups."""
        for _ in at:
            moved = False
            for group in at:
                for below, by in down[group].items():
                    if at[below] < at[group] + by:
                        at[below] = at[group] + by
                        moved = True
            if not moved:
                return
