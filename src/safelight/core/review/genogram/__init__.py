"""What does the family of a review look like? A picture by the usual signs, and a table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from safelight.core.anonymise.kinship import Relation, Sex
from safelight.core.anonymise.roster import Roster
from safelight.core.review.genogram.bonds import Bonds, bonds_of, gathered, related
from safelight.core.review.genogram.family import Member, calling, death_of_the_subject, members_of
from safelight.core.review.genogram.levels import levels_of
from safelight.core.review.genogram.order import Known, Rows, ordered
from safelight.core.review.genogram.picture import Picture, drawn
from safelight.core.review.genogram.places import SLOT, placed
from safelight.core.review.genogram.saying import and_derived, one_in_words, said_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the table. Without names, `born` and `died` are empty and `age` is all that is said of dates."""

    called: str
    published_as: str
    role: str
    subject: bool
    age: str
    born: str
    died: str
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One relation of the register in words, with the keys by which it is taken out again."""

    words: str
    kind: str
    from_id: str
    to_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyTree:
    """The family on a day. `apart` are those of whom no relation is known; `ties` is what the register says."""

    named: bool
    at_death: bool
    picture: Picture
    lines: tuple[Line, ...]
    apart: tuple[str, ...]
    ties: tuple[Tie, ...]


def family_tree(roster: Roster, *, today: date, named: bool = False, at_death: bool = True) -> FamilyTree:
    """The family of the register, by pseudonyms and ages unless `named`.

    Ages are those of the day on which the child of the review died, if that is known and `at_death` asks for it, else
    of today. No other day can be asked for: ages on many days would give dates of birth away.
    """
    died = death_of_the_subject(roster)
    on = died if at_death and died is not None and died <= today else today
    members = members_of(roster, named=named, on=on)
    called = {member.id: member.called for member in members}
    sex = {member.id: member.sex for member in members}
    derived = and_derived(roster.relations)
    lines = tuple(
        Line(
            called=member.called,
            published_as=member.published_as,
            role=member.role,
            subject=member.subject,
            age=member.age,
            born=member.born,
            died=member.died,
            relations=said_of(member.id, relations=derived, called=called, sex=sex, exact=named),
        )
        for member in members
    )
    tied = related(roster.relations)
    ties = tuple(
        Tie(
            words=one_in_words(each, called=called, sex=sex[each.from_id], exact=named),
            kind=each.kind,
            from_id=each.from_id,
            to_id=each.to_id,
        )
        for each in roster.relations
    )
    born = {person.id: person.date_of_birth.isoformat() for person in roster.people if person.date_of_birth}
    death = {person.id: person.date_of_death.isoformat() for person in roster.people if person.date_of_death}
    return FamilyTree(
        named=named,
        at_death=on == died,
        picture=layout(members, relations=roster.relations, born=born, death=death),
        lines=lines,
        apart=tuple(member.called for member in members if member.id not in tied),
        ties=ties,
    )


def layout(
    members: Sequence[Member], *, relations: Sequence[Relation], born: dict[str, str], death: dict[str, str]
) -> Picture:
    """Where everybody stands and how the lines run: one family beside another, those without a relation below."""
    tied = related(relations)
    people = [member.id for member in members if member.id in tied]
    subject = next((member.id for member in members if member.subject and member.id in tied), None)
    level = levels_of(people, relations=relations, centre=subject)
    bonds = bonds_of(relations, died=death).at(level)
    men = frozenset(member.id for member in members if member.sex is Sex.MALE)
    women = frozenset(member.id for member in members if member.sex is Sex.FEMALE)
    known = Known(level=level, age=born, men=men, women=women)
    rows: Rows = [[] for _ in range(1 + max(level.values(), default=-1))]
    x: dict[str, float] = {}
    for family in _families(people, relations=relations):
        own = ordered(family, bonds=bonds, known=known)
        beside = max(x.values()) + 1.5 * SLOT if x else 0.0
        x |= {person: at + beside for person, at in placed(own, bonds=_of(bonds, family), level=level).items()}
        for number, row in enumerate(own):
            rows[number] += row
    return drawn(members, rows=rows, x=x, level=level, bonds=bonds)


def _families(people: Sequence[str], *, relations: Sequence[Relation]) -> list[list[str]]:
    """People who are tied to one another; the family of whoever comes first in the register stands first."""
    groups = gathered(each.ends for each in relations)
    found = [[person for person in people if person in group] for group in groups]
    return sorted(found, key=lambda family: people.index(family[0]))


def _of(bonds: Bonds, family: Sequence[str]) -> Bonds:
    own = frozenset(family)
    return Bonds(
        couples=tuple(each for each in bonds.couples if each.both <= own),
        broods=tuple(each for each in bonds.broods if own.issuperset(each.children)),
        twins=tuple(each for each in bonds.twins if each <= own),
    )


__all__ = ["FamilyTree", "Line", "Picture", "Tie", "calling", "family_tree", "layout"]
