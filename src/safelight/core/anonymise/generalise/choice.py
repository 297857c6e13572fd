"""What is one way of saying something less exactly, and what is known of the words and of the child?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Choice:
    """A less exact wording, as it stands after "on" or at no other word: `fit` puts it into its sentence.

    `how` says in a word or two what is done, for the person who chooses. `only_here` marks a wording that is true of
    this one place, because it counts from what was said before.
    """

    text: str
    how: str
    only_here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words to say less exactly, what kind they are, and what they may be said in relation to.

    `child` is what the child is called in a published document; `earlier` is the exact day told before this one.
    """

    words: str
    label: str
    rule: str = ""
    child: str = "the child"
    born: date | None = None
    died: date | None = None
    earlier: date | None = None
    instead: str = ""
    """What the register says of a place or person, where it knows them."""
