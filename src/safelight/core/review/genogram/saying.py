"""What is somebody to the others, in words? The table beside the picture, for whoever would rather read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

from safelight.core.anonymise.kinship import FULL, Relation, RelationKind, Sex
from safelight.core.review.genogram.bonds import parents_by_birth
from safelight.core.review.wording import in_words

Three = tuple[str, str, str]
"""For a woman, for a man, and where the sex is not recorded."""

UPWARD: Mapping[RelationKind, Three] = {
    RelationKind.PARENT: ("mother of", "father of", "parent of"),
    RelationKind.ADOPTIVE_PARENT: ("adoptive mother of", "adoptive father of", "adoptive parent of"),
    RelationKind.FOSTER_PARENT: ("foster mother of", "foster father of", "foster parent of"),
    RelationKind.STEP_PARENT: ("stepmother of", "stepfather of", "step-parent of"),
    RelationKind.GRANDPARENT: ("grandmother of", "grandfather of", "grandparent of"),
    RelationKind.CARER: ("carer of", "carer of", "carer of"),
}
DOWNWARD: Mapping[RelationKind, Three] = {
    RelationKind.PARENT: ("daughter of", "son of", "child of"),
    RelationKind.ADOPTIVE_PARENT: ("adopted daughter of", "adopted son of", "adopted child of"),
    RelationKind.FOSTER_PARENT: ("foster daughter of", "foster son of", "foster child of"),
    RelationKind.STEP_PARENT: ("stepdaughter of", "stepson of", "stepchild of"),
    RelationKind.GRANDPARENT: ("granddaughter of", "grandson of", "grandchild of"),
    RelationKind.CARER: ("cared for by", "cared for by", "cared for by"),
}
BOTH: Mapping[RelationKind, Three] = {
    RelationKind.MARRIED: ("married to", "married to", "married to"),
    RelationKind.PARTNER: ("partner of", "partner of", "partner of"),
    RelationKind.SEPARATED: ("separated from", "separated from", "separated from"),
    RelationKind.DIVORCED: ("divorced from", "divorced from", "divorced from"),
    RelationKind.SIBLING: ("sister of", "brother of", "brother or sister of"),
    RelationKind.HALF_SIBLING: ("half-sister of", "half-brother of", "half-brother or half-sister of"),
    RelationKind.TWIN: ("twin sister of", "twin brother of", "twin of"),
}
ORDER = (*DOWNWARD, *BOTH, *UPWARD)


def said_of(
    person: str, *, relations: Sequence[Relation], called: Mapping[str, str], sex: Mapping[str, Sex | None], exact: bool
) -> tuple[str, ...]:
    """Everything that the register says of somebody's relations. Without `exact`, of a date only the year is said."""
    rows = sorted((each for each in relations if person in each.ends), key=lambda each: ORDER.index(each.kind))
    downward = [_one(each, person, called, sex[person], exact) for each in rows if each.to_id == person]
    upward = [_one(each, person, called, sex[person], exact) for each in rows if each.from_id == person]
    return tuple(dict.fromkeys((*downward, *upward)))


def one_in_words(relation: Relation, *, called: Mapping[str, str], sex: Sex | None, exact: bool) -> str:
    """A relation as one sentence without its full stop: who is what to whom, and since when."""
    return f"{called[relation.from_id]}: {_one(relation, relation.from_id, called, sex, exact)}"


def and_derived(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """The relations, with brothers and sisters who follow from the parents that are known."""
    said = {each.ends for each in relations if each.kind in FULL | {RelationKind.HALF_SIBLING}}
    found = list(relations)
    for (one, above), (other, others) in combinations(parents_by_birth(relations).items(), 2):
        if len(above) == len(others) == 2 and above & others and frozenset({one, other}) not in said:
            kind = RelationKind.SIBLING if above == others else RelationKind.HALF_SIBLING
            found.append(Relation(kind=kind, from_id=one, to_id=other))
    return tuple(found)


def _one(relation: Relation, person: str, called: Mapping[str, str], sex: Sex | None, exact: bool) -> str:
    downward = relation.kind not in BOTH and relation.to_id == person
    words = DOWNWARD[relation.kind] if downward else (BOTH | UPWARD)[relation.kind]  # type: ignore[operator]
    (other,) = relation.ends - {person}
    which = {Sex.FEMALE: 0, Sex.MALE: 1}.get(sex, 2) if sex else 2
    return f"{words[which]} {called[other]}{_time(relation, exact=exact)}"


def _time(relation: Relation, *, exact: bool) -> str:
    since, until = (_day(text if exact else text[:4]) for text in (relation.since, relation.until))
    if since and until:
        return f" in {since}" if since == until else f" from {since} until {until}"
    return f" since {since}" if since else f" until {until}" if until else ""


def _day(text: str) -> str:
    if len(text) == 10:
        return in_words(date.fromisoformat(text))
    return f"{date.fromisoformat(f'{text}-01'):%B %Y}" if len(text) == 7 else text
