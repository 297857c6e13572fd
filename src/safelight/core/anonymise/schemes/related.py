"""What is each person to the child of the review, in one word, with and without telling their sex?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from safelight.core.anonymise.kinship import COUPLES, FULL, RelationKind, Sex
from safelight.core.anonymise.roster import Person, Roster

BY_ROLE: Final = {
    "subject": "Child",
    "sibling": "Sibling",
    "parent": "Parent",
    "relative": "Relative",
    "carer": "Carer",
    "associate": "Associate",
    "professional": "Professional",
    "other": "Person",
}
_SEXED: Final = {
    "parent": ("Mother", "Father"),
    "grandparent": ("grandmother", "grandfather"),
    "sibling": ("Sister", "Brother"),
    "half-sibling": ("Half-sister", "Half-brother"),
    "step-parent": ("Stepmother", "Stepfather"),
    "adoptive parent": ("Adoptive mother", "Adoptive father"),
    "aunt or uncle": ("aunt", "uncle"),
}


@dataclass(slots=True)
class Family:
    """The relations of a register as lists that can be asked."""

    people: dict[str, Person]
    parents: dict[str, list[str]]
    children: dict[str, list[str]]
    partners: dict[str, set[str]]
    siblings: dict[str, set[str]]
    halves: dict[str, set[str]]
    others: dict[tuple[str, str], RelationKind]


def family_of(roster: Roster) -> Family:
    """The register's relations, sorted."""
    made = Family(
        people={person.id: person for person in roster.people},
        parents=defaultdict(list),
        children=defaultdict(list),
        partners=defaultdict(set),
        siblings=defaultdict(set),
        halves=defaultdict(set),
        others={},
    )
    for relation in roster.relations:
        one, other, kind = relation.from_id, relation.to_id, relation.kind
        if kind is RelationKind.PARENT:
            made.parents[other].append(one)
            made.children[one].append(other)
        elif kind in COUPLES:
            made.partners[one].add(other)
            made.partners[other].add(one)
        elif kind in FULL or kind is RelationKind.HALF_SIBLING:
            both = made.siblings if kind in FULL else made.halves
            both[one].add(other)
            both[other].add(one)
        else:
            made.others[one, other] = kind
    return made


def related(roster: Roster) -> dict[str, tuple[str, str]]:
    """Of each person what they are to the child: the word that tells their sex and side, and the one that does not."""
    subject = next((person for person in roster.people if person.role == "subject"), None)
    plain = {person.id: (_by_role(person), BY_ROLE[person.role]) for person in roster.people}
    if subject is None:
        return plain
    return plain | _to(subject.id, family_of(roster))


def _by_role(person: Person) -> str:
    return _sexed("parent", person) if person.role == "parent" else BY_ROLE[person.role]


def _to(child: str, family: Family) -> dict[str, tuple[str, str]]:
    """The words for those whose relation to the child is recorded."""
    said: dict[str, tuple[str, str]] = {}
    for person in family.people.values():
        if person.id == child or person.role == "professional":
            continue
        if word := _word(person, child, family):
            said[person.id] = word
    return said


def _word(person: Person, child: str, family: Family) -> tuple[str, str] | None:
    key, parents = person.id, family.parents[child]
    if key in parents:
        return _sexed("parent", person), "Parent"
    kind = family.others.get((key, child))
    named = {
        RelationKind.ADOPTIVE_PARENT: "adoptive parent",
        RelationKind.STEP_PARENT: "step-parent",
        RelationKind.FOSTER_PARENT: "foster carer",
        RelationKind.CARER: "carer",
        RelationKind.GRANDPARENT: "grandparent",
    }
    if kind in named:
        return _sexed(named[kind], person), named[kind].capitalize()
    if key in family.siblings[child]:
        return _sexed("sibling", person), "Sibling"
    if key in family.halves[child] or (set(family.parents[key]) & set(parents)):
        shared = set(family.parents[key]) & set(parents)
        half = key in family.halves[child] or (len(shared) == 1 and len(parents) > 1 and len(family.parents[key]) > 1)
        return _sexed("half-sibling" if half else "sibling", person), "Sibling"
    for parent in parents:
        side = {Sex.FEMALE: "Maternal ", Sex.MALE: "Paternal "}.get(family.people[parent].sex, "")  # type: ignore[arg-type]
        grandparents = family.parents[parent]
        if key in grandparents:
            return f"{side}{_sexed('grandparent', person)}", "Grandparent"
        if key in family.siblings[parent] | family.halves[parent] or set(family.parents[key]) & set(grandparents):
            return f"{side}{_sexed('aunt or uncle', person)}", "Relative"
        if key in family.partners[parent] and key not in parents:
            return f"{_sexed('parent', family.people[parent])}'s partner", "Parent's partner"
    return None


def _sexed(word: str, person: Person) -> str:
    both = _SEXED.get(word)
    if both is None or person.sex is None:
        return word.capitalize() if word != "aunt or uncle" else "relative"
    return both[person.sex is Sex.MALE]
