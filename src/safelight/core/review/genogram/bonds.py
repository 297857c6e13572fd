"""Which couples, which children of whom and which brothers and sisters does a family tree draw, and by which signs?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from safelight.core.anonymise.kinship import COUPLES, FULL, Relation, RelationKind


class Sign(StrEnum):
    """What a line says. Each is drawn differently, and none by colour alone."""

    MARRIED = "married"
    TOGETHER = "together"
    BORN = "born"
    ADOPTED = "adopted"
    CARED_FOR = "cared_for"
    GRANDCHILD = "grandchild"
    HALF = "half"


@dataclass(frozen=True, slots=True, kw_only=True)
class Couple:
    """Two who are or were together, or who have a child together. `slashes`: one for separated, two for divorced."""

    one: str
    other: str
    sign: Sign
    slashes: int = 0
    since: str = ""

    @property
    def both(self) -> frozenset[str]:
        """The two of them."""
        return frozenset((self.one, self.other))


@dataclass(frozen=True, slots=True, kw_only=True)
class Brood:
    """Children drawn under one or two parents, or, with none, brothers and sisters whose parents are not drawn."""

    parents: tuple[str, ...]
    children: tuple[str, ...]
    sign: Sign = Sign.BORN


@dataclass(frozen=True, kw_only=True)
class Bonds:
    """Everything that the tree draws between people, and which of them are twins."""

    couples: tuple[Couple, ...]
    broods: tuple[Brood, ...]
    twins: tuple[frozenset[str], ...]

    @cached_property
    def partners(self) -> dict[str, tuple[Couple, ...]]:
        """Everybody's couples."""
        found: dict[str, tuple[Couple, ...]] = {}
        for couple in self.couples:
            for end in (couple.one, couple.other):
                found[end] = (*found.get(end, ()), couple)
        return found

    def at(self, level: Mapping[str, int]) -> Bonds:
        """The same, with the children of each brood in one generation, below all its parents."""
        broods = []
        for brood in self.broods:
            above = max((level[parent] for parent in brood.parents), default=-1)
            for row in sorted({level[child] for child in brood.children}):
                children = tuple(child for child in brood.children if level[child] == row)
                if row > above and (brood.parents or len(children) > 1):
                    broods.append(replace(brood, children=children))
        return replace(self, broods=tuple(broods))


def parents_by_birth(relations: Iterable[Relation]) -> dict[str, frozenset[str]]:
    """Everybody's known parents by birth."""
    found: dict[str, frozenset[str]] = {}
    for relation in relations:
        if relation.kind is RelationKind.PARENT:
            found[relation.to_id] = found.get(relation.to_id, frozenset()) | {relation.from_id}
    return found


def bonds_of(relations: Sequence[Relation], *, died: Mapping[str, str]) -> Bonds:
    """What the tree draws of these relations. Nothing is drawn twice: what lines show already is not said again.

    `died` has the day on which somebody died, as ISO 8601 writes it: a death ends a marriage, but parts nobody.
    """
    parents = parents_by_birth(relations)
    couples = _couples(relations, died, together=[pair for pair in parents.values() if len(pair) == 2])
    pairs = {couple.both for couple in couples}
    broods = [*_by_birth(parents), *_adopted(relations, pairs=pairs), *_cared_for(relations, parents, pairs=pairs)]
    broods += _grandchildren(relations)
    broods += _brothers_and_sisters(relations, parents)
    twins = gathered(relation.ends for relation in relations if relation.kind is RelationKind.TWIN)
    return Bonds(couples=couples, broods=tuple(broods), twins=twins)


def gathered(ends: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Sets that share somebody, made one."""
    groups: list[frozenset[str]] = []
    for pair in ends:
        touching = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair]
        groups.append(pair.union(*touching))
    return tuple(groups)


def _couples(
    relations: Iterable[Relation], died: Mapping[str, str], *, together: Iterable[frozenset[str]]
) -> tuple[Couple, ...]:
    by_pair: dict[frozenset[str], list[Relation]] = {}
    for relation in relations:
        if relation.kind in COUPLES:
            by_pair.setdefault(relation.ends, []).append(relation)
    for pair in together:
        by_pair.setdefault(pair, [])
    return tuple(_couple(pair, rows, died) for pair, rows in by_pair.items())


def _couple(pair: frozenset[str], rows: list[Relation], died: Mapping[str, str]) -> Couple:
    one, other = sorted(pair)
    kinds = {row.kind for row in rows}
    deaths = [died[end] for end in pair if end in died]
    parted = [row for row in rows if row.until and not any(row.until >= day[: len(row.until)] for day in deaths)]
    ended = RelationKind.SEPARATED in kinds or bool(parted)
    married = bool(kinds & {RelationKind.MARRIED, RelationKind.DIVORCED})
    return Couple(
        one=one,
        other=other,
        sign=Sign.MARRIED if married else Sign.TOGETHER,
        slashes=2 if RelationKind.DIVORCED in kinds else int(ended),
        since=min((row.since for row in rows if row.since), default=""),
    )


def _by_birth(parents: dict[str, frozenset[str]]) -> list[Brood]:
    return _grouped(((child, pair) for child, pair in parents.items()), sign=Sign.BORN)


def _grouped(children: Iterable[tuple[str, frozenset[str]]], *, sign: Sign) -> list[Brood]:
    by_parents: dict[frozenset[str], list[str]] = {}
    for child, above in children:
        by_parents.setdefault(above, []).append(child)
    return [
        Brood(parents=tuple(sorted(above)), children=tuple(dict.fromkeys(below)), sign=sign)
        for above, below in by_parents.items()
    ]


def _adopted(relations: Iterable[Relation], *, pairs: set[frozenset[str]]) -> list[Brood]:
    """Those who adopted or fostered a child together stand as a couple; others each with a line of their own."""
    kinds = {RelationKind.ADOPTIVE_PARENT, RelationKind.FOSTER_PARENT}
    takers: dict[str, set[str]] = {}
    for relation in relations:
        if relation.kind in kinds:
            takers.setdefault(relation.to_id, set()).add(relation.from_id)
    children: list[tuple[str, frozenset[str]]] = []
    for child, above in takers.items():
        couples = [pair for pair in pairs if pair <= above]
        alone = above - {each for pair in couples for each in pair}
        children += [(child, pair) for pair in [*sorted(couples, key=sorted), *(frozenset({x}) for x in sorted(alone))]]
    return _grouped(children, sign=Sign.ADOPTED)


def _cared_for(
    relations: Sequence[Relation], parents: dict[str, frozenset[str]], *, pairs: set[frozenset[str]]
) -> list[Brood]:
    """Step-parents whose couple does not show it already, and carers who are nothing else to the child."""
    drawn = {relation.ends for relation in relations if relation.kind not in {RelationKind.CARER}}
    found = []
    for relation in relations:
        above = parents.get(relation.to_id, frozenset())
        if relation.kind is RelationKind.STEP_PARENT:
            shown = any(frozenset({relation.from_id, each}) in pairs for each in above)
        elif relation.kind is RelationKind.CARER:
            shown = relation.ends in drawn
        else:
            continue
        if not shown:
            found.append((relation.to_id, frozenset({relation.from_id})))
    return _grouped(found, sign=Sign.CARED_FOR)


def _grandchildren(relations: Sequence[Relation]) -> list[Brood]:
    """Grandparents of whom nobody knows, or wrote down, through whom."""
    kinds = {RelationKind.PARENT, RelationKind.ADOPTIVE_PARENT}
    steps = {(relation.from_id, relation.to_id) for relation in relations if relation.kind in kinds}
    people = {end for step in steps for end in step}
    found = [
        (relation.to_id, frozenset({relation.from_id}))
        for relation in relations
        if relation.kind is RelationKind.GRANDPARENT
        and not any((relation.from_id, each) in steps and (each, relation.to_id) in steps for each in people)
    ]
    return _grouped(found, sign=Sign.GRANDCHILD)


def _brothers_and_sisters(relations: Sequence[Relation], parents: dict[str, frozenset[str]]) -> list[Brood]:
    def unseen(relation: Relation) -> bool:
        return not parents.get(relation.from_id, frozenset()) & parents.get(relation.to_id, frozenset())

    full = gathered(each.ends for each in relations if each.kind in FULL and unseen(each))
    halves = [each.ends for each in relations if each.kind is RelationKind.HALF_SIBLING and unseen(each)]
    half = gathered(pair for pair in halves if not any(pair <= group for group in full))
    return [
        *(Brood(parents=(), children=tuple(sorted(group))) for group in full),
        *(Brood(parents=(), children=tuple(sorted(group)), sign=Sign.HALF) for group in half),
    ]


def related(relations: Iterable[Relation]) -> frozenset[str]:
    """Everybody who is anything to anybody."""
    return frozenset(end for relation in relations for end in relation.ends)
