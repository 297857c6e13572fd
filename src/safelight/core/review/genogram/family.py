"""Who belongs to the family, and how is each of them labelled: by pseudonym and age, or by name and years?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from safelight.core.anonymise.kinship import Sex
from safelight.core.anonymise.roster import Person, Roster
from safelight.core.review.genogram.bonds import related
from safelight.core.review.wording import counted, in_words

OUTSIDE = frozenset({"professional", "associate", "other"})
"""Roles of people who are in the tree only if a relation says so."""
LABEL_WIDTH = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in the tree. `called` is unlike anybody else's; `born` and `died` are empty where not shown or known."""

    id: str
    called: str
    role: str
    sex: Sex | None
    subject: bool
    dead: bool
    age: str
    born: str
    died: str
    published_as: str
    label: tuple[str, ...]


def family_of(roster: Roster) -> tuple[Person, ...]:
    """Everybody with a relation, and everybody else whose role is one in the family."""
    tied = related(roster.relations)
    return tuple(person for person in roster.people if person.id in tied or person.role not in OUTSIDE)


def death_of_the_subject(roster: Roster) -> date | None:
    """The day on which the only subject died, if there is one."""
    died = [person.date_of_death for person in roster.people if person.role == "subject"]
    return died[0] if len(died) == 1 else None


def calling(roster: Roster, *, named: bool) -> dict[str, str]:
    """What everybody of the register is called, by id, each unlike all others."""
    names = [person.names[0] if named else person.pseudonym for person in roster.people]
    return dict(zip((person.id for person in roster.people), _told_apart(names), strict=True))


def members_of(roster: Roster, *, named: bool, on: date) -> tuple[Member, ...]:
    """The family as the tree shows it on a day. Without names nobody's dates are shown either, only ages."""
    called, published = calling(roster, named=named), calling(roster, named=False)
    return tuple(
        _member(person, called=called[person.id], published_as=published[person.id], named=named, on=on)
        for person in family_of(roster)
    )


def _member(person: Person, *, called: str, published_as: str, named: bool, on: date) -> Member:
    dead = person.date_of_death is not None and person.date_of_death <= on
    age = age_in_words(person, on=on)
    years = _years(person) if named else age
    return Member(
        id=person.id,
        called=called,
        role=person.role,
        sex=person.sex,
        subject=person.role == "subject",
        dead=dead,
        age=age,
        born=in_words(person.date_of_birth) if named and person.date_of_birth else "",
        died=in_words(person.date_of_death) if named and person.date_of_death else "",
        published_as=published_as,
        label=(*_lines(called), *([years] if years else [])),
    )


def age_in_words(person: Person, *, on: date) -> str:
    """How old somebody is on a day, or was when they died: "aged 8", "died aged 11 months"; "" where not known."""
    born, died = person.date_of_birth, person.date_of_death
    dead = died is not None and died <= on
    if born is None:
        return "died" if dead else ""
    until = died if dead and died is not None else on
    if until < born:
        return "not yet born"
    months = (until.year - born.year) * 12 + until.month - born.month - (until.day < born.day)
    age = str(months // 12) if months >= 24 else counted(months, "month", "months") if months else "under 1 month"
    return f"died aged {age}" if dead else f"aged {age}"


def _years(person: Person) -> str:
    born, died = person.date_of_birth, person.date_of_death
    if died:
        return f"{born.year}–{died.year}" if born else f"died {died.year}"
    return f"born {born.year}" if born else ""


def _told_apart(names: Sequence[str]) -> list[str]:
    """Names that are the same get a number each."""
    often, seen = Counter(names), Counter[str]()
    told = []
    for name in names:
        seen[name] += 1
        told.append(f"{name} ({seen[name]})" if often[name] > 1 else name)
    return told


def _lines(text: str) -> tuple[str, ...]:
    return tuple(wrap(text, LABEL_WIDTH, break_long_words=True, break_on_hyphens=True)) or ("",)
