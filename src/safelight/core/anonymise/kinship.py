"""Who is what to whom in one case: the relations of the register, and what cannot be true of them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from safelight.core.anonymise.entry import Entry, RegisterError


class Sex(StrEnum):
    """Which shape stands for somebody in the family tree."""

    FEMALE = "female"
    MALE = "male"


class RelationKind(StrEnum):
    """What somebody is to somebody else. The first eight read from one to the other, the rest both ways."""

    PARENT = "parent"
    ADOPTIVE_PARENT = "adoptive_parent"
    FOSTER_PARENT = "foster_parent"
    STEP_PARENT = "step_parent"
    GRANDPARENT = "grandparent"
    CARER = "carer"
    MARRIED = "married"
    PARTNER = "partner"
    SEPARATED = "separated"
    DIVORCED = "divorced"
    SIBLING = "sibling"
    HALF_SIBLING = "half_sibling"
    TWIN = "twin"


DESCENT: Final = frozenset(
    {
        RelationKind.PARENT,
        RelationKind.ADOPTIVE_PARENT,
        RelationKind.FOSTER_PARENT,
        RelationKind.STEP_PARENT,
        RelationKind.GRANDPARENT,
    }
)
"""The first stands in an older generation than the second."""
COUPLES: Final = frozenset({RelationKind.MARRIED, RelationKind.PARTNER, RelationKind.SEPARATED, RelationKind.DIVORCED})
FULL: Final = frozenset({RelationKind.SIBLING, RelationKind.TWIN})
BOTH_WAYS: Final = COUPLES | FULL | {RelationKind.HALF_SIBLING}
_BLOOD: Final = FULL | {RelationKind.PARENT, RelationKind.GRANDPARENT}
_NOT_TOGETHER: Final = (
    (frozenset({RelationKind.PARENT}), frozenset({RelationKind.ADOPTIVE_PARENT, RelationKind.FOSTER_PARENT})),
    (frozenset({RelationKind.PARENT}), frozenset({RelationKind.STEP_PARENT, RelationKind.GRANDPARENT})),
    (DESCENT - {RelationKind.FOSTER_PARENT, RelationKind.STEP_PARENT}, FULL | {RelationKind.HALF_SIBLING}),
    (FULL, frozenset({RelationKind.HALF_SIBLING})),
    (COUPLES, _BLOOD),
)
_TWINS_APART: Final = timedelta(days=60)
"""No pair of twins is born further apart than this: the dates are those of siblings, or one is mistyped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """`from_id` is the parent, carer or partner of `to_id`. `since` and `until` are a day, a month or a year, or ""."""

    kind: RelationKind
    from_id: str
    to_id: str
    since: str = ""
    until: str = ""

    @property
    def ends(self) -> frozenset[str]:
        """The two people, whichever way round."""
        return frozenset((self.from_id, self.to_id))

    def same_as(self, other: Relation) -> bool:
        """Whether both say the same of the same people, whatever the dates."""
        if self.kind is not other.kind or self.ends != other.ends:
            return False
        return self.kind in BOTH_WAYS or self.from_id == other.from_id


def read_relation(untrusted_table: object, *, number: int) -> Relation:
    """One [[relation]] of the register.

    Raises:
        RegisterError: when something is missing, misspelt or of the wrong kind.
    """
    entry = Entry(untrusted_table, called=f"relation {number}")
    relation = Relation(
        kind=RelationKind(entry.chosen("kind", tuple(RelationKind))),
        from_id=entry.text("from"),
        to_id=entry.text("to"),
        since=entry.when("since"),
        until=entry.when("until"),
    )
    entry.finish(["kind", "from", "to", "since", "until"])
    return relation


def relation_as_toml(relation: Relation) -> str:
    """The relation as one table of the register."""
    rows = {"kind": relation.kind.value, "from": relation.from_id, "to": relation.to_id}
    rows |= {key: value for key, value in (("since", relation.since), ("until", relation.until)) if value}
    return "\n".join(["[[relation]]", *(f"{key} = {quoted(value)}" for key, value in rows.items())])


def quoted(text: str) -> str:
    """A text as TOML writes it, whatever stands in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


def check_relations(relations: Sequence[Relation], *, born: Mapping[str, date | None]) -> None:
    """Refuse relations that cannot be true, each or together. `born` has everybody's date of birth by id.

    Raises:
        RegisterError: naming the first such relation and what to do.
    """
    for number, relation in enumerate(relations, 1):
        called = f"relation {number} ({relation.kind}, from '{relation.from_id}' to '{relation.to_id}')"
        _check_alone(relation, called=called, born=born)
        for earlier in relations[: number - 1]:
            if earlier.ends == relation.ends:
                _check_pair(earlier, relation, called=called)
    _check_parents(relations, born=born)
    _check_cycles(relations)


def _check_alone(relation: Relation, *, called: str, born: Mapping[str, date | None]) -> None:
    for end in (relation.from_id, relation.to_id):
        if end not in born:
            raise RegisterError(f"{called}: there is no person with the id '{end}'. Correct it, or add the [[person]].")
    if relation.from_id == relation.to_id:
        raise RegisterError(f"{called}: nobody is related to themselves. Correct 'from' or 'to'.")
    known = min(len(relation.since), len(relation.until))
    if relation.until[:known] < relation.since[:known]:
        raise RegisterError(f"{called}: 'until' is before 'since'. Correct one of them.")
    older, younger = born[relation.from_id], born[relation.to_id]
    if older is None or younger is None:
        return
    if relation.kind in {RelationKind.PARENT, RelationKind.GRANDPARENT} and older >= younger:
        raise RegisterError(
            f"{called}: by the dates of birth, '{relation.from_id}' is not the older one. Turn 'from' and 'to' round, "
            "or correct a date."
        )
    if relation.kind is RelationKind.TWIN and abs(older - younger) > _TWINS_APART:
        raise RegisterError(
            f"{called}: twins are not born that far apart. Make it sibling, or correct a date of birth."
        )


def _check_pair(earlier: Relation, relation: Relation, *, called: str) -> None:
    if relation.same_as(earlier):
        raise RegisterError(f"{called}: this is written twice. Remove one of the two.")
    kinds = ({earlier.kind}, {relation.kind})
    for one, other in _NOT_TOGETHER:
        if (kinds[0] <= one and kinds[1] <= other) or (kinds[0] <= other and kinds[1] <= one):
            raise RegisterError(
                f"{called}: the same two people are written as {in_words(earlier.kind)}, and it cannot be both. "
                "Remove one of the two."
            )


def _check_parents(relations: Iterable[Relation], *, born: Mapping[str, date | None]) -> None:
    parents: dict[str, set[str]] = {key: set() for key in born}
    rows = tuple(relations)
    for relation in rows:
        if relation.kind is RelationKind.PARENT:
            parents[relation.to_id].add(relation.from_id)
    for child, known in parents.items():
        if len(known) > 2:
            raise RegisterError(
                f"person '{child}' has {len(known)} relations of the kind parent. Nobody has more than two: make the "
                "others step_parent, adoptive_parent, foster_parent or carer."
            )
    for relation in rows:
        one, other = parents[relation.from_id], parents[relation.to_id]
        both_known = len(one) == len(other) == 2
        if both_known and relation.kind in FULL and one != other:
            instead = "Make it half_sibling" if one & other else "Remove it"
            raise RegisterError(
                f"'{relation.from_id}' and '{relation.to_id}' are written as {in_words(relation.kind)}, but have not "
                f"the same two parents. {instead}, or correct a parent."
            )
        if both_known and relation.kind is RelationKind.HALF_SIBLING and one == other:
            raise RegisterError(
                f"'{relation.from_id}' and '{relation.to_id}' are written as half-siblings but have the same two "
                "parents. Make it sibling, or correct a parent."
            )


def _check_cycles(relations: Iterable[Relation]) -> None:
    below: dict[str, list[str]] = {}
    for relation in relations:
        if relation.kind in DESCENT:
            below.setdefault(relation.from_id, []).append(relation.to_id)
    done: set[str] = set()
    for start in below:
        trail, ahead = [start], [iter(below[start])]
        while ahead:
            person = next(ahead[-1], None)
            if person is None:
                ahead.pop()
                done.add(trail.pop())
            elif person in trail:
                circle = ", ".join(f"'{each}'" for each in trail[trail.index(person) :])
                raise RegisterError(
                    f"The relations go round in a circle: by them {circle} would each descend from themselves. Correct "
                    "the 'from' and 'to' of one of these relations."
                )
            elif person not in done:
                trail.append(person)
                ahead.append(iter(below.get(person, ())))


_WORDS: Final = {
    RelationKind.MARRIED: "married to each other",
    RelationKind.PARTNER: "partners",
    RelationKind.SEPARATED: "a separated couple",
    RelationKind.DIVORCED: "a divorced couple",
    RelationKind.SIBLING: "siblings",
    RelationKind.HALF_SIBLING: "half-siblings",
    RelationKind.TWIN: "twins",
}


def in_words(kind: RelationKind) -> str:
    """What a relation of this kind makes of two people."""
    if kind is RelationKind.GRANDPARENT:
        return "grandparent and grandchild"
    return _WORDS.get(kind) or f"{kind.replace('_', '-')} and child"
