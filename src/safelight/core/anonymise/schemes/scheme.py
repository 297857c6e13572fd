"""Which ways are there to call people, and what is one fault of a label?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from safelight.core.anonymise.roster import Person


class Scheme(StrEnum):
    """A way to call everybody of a case. ENTERED is what was typed into the register, person by person."""

    NUMBERS = "numbers"
    RELATIONS = "relations"
    NAMES = "names"
    CODES = "codes"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with what somebody is called: whom it concerns ("" for several), what kind it is, and why."""

    person: str
    kind: str
    why: str


CHILD_ROLES: Final = frozenset({"subject", "sibling"})


def is_child(person: Person) -> bool:
    """Whether somebody is the child of the review or a sibling, whose labels must not tell who is older."""
    return person.role in CHILD_ROLES
