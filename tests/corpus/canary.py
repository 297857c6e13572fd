"""What is a paper of the corpus? A builder, a file name that says what it is, and what has to become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

WORD = "Okafor-Reed"
"""The surname that is planted: distinctive, so that one letter of it cannot be an accident."""

REGISTER = """
[case]
reference = "SCR-2009-03"

[[person]]
id = "child"
role = "subject"
names = ["Liam Okafor-Reed"]
known_as = ["Lee"]
date_of_birth = 2005-02-11
date_of_death = 2008-11-23
addresses = ["14 Marl Street, Northmere NM20 3XX"]
phones = ["07700 900123"]
emails = ["liam.family@example.org"]
identifiers = { nhs = "943 476 5919", social_care = "P00817734" }
pseudonym = "Child N"

[[person]]
id = "mother"
role = "parent"
names = ["May Okafor-Reed"]
pseudonym = "the mother"

[[place]]
id = "school"
kind = "school"
names = ["St Oswin's Primary School", "St Oswin's"]
replacement = "a primary school"

[[officer]]
role = "board_chair"
name = "Margaret Ellison"

[[panel_member]]
job_title = "Designated Nurse"
organisation = "Northmere Primary Care Trust"
"""


class Caught(StrEnum):
    """The check that must block: what is planted is read, or found hidden, or cannot be read and is said to be so."""

    IDENTITY = "identity"
    HIDDEN = "hidden"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Canary:
    """A paper in which somebody is hidden.

    `name` is its file's name and says what hides where; `build` plants a word. `cleans` is False where no copy can be
    proved, so that anonymising has to refuse; `word` is what is planted where the surname will not do.
    """

    name: str
    build: Callable[[str], bytes]
    caught_by: Caught = Caught.IDENTITY
    cleans: bool = True
    word: str = WORD


@dataclass(frozen=True)
class Benign:
    """A paper in which nobody is hidden: it passes, and anonymising it changes none of its words."""

    name: str
    build: Callable[[], bytes]


@dataclass(frozen=True)
class Hostile:
    """A paper made to do harm, or too broken to be read: one line, exit code 2, and nothing left behind."""

    name: str
    build: Callable[[], bytes]
