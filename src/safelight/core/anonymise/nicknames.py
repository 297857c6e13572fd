"""What else is somebody with this given name likely to be called, or to be written as?

A line of the table with a colon gives a name and its short forms, in both directions: whoever is registered as Liz may
be written Elizabeth. A line that begins with "=" gives forms any of which may be written for any other.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import OSA


@cache
def _table() -> dict[str, tuple[str, ...]]:
    lines = (files(__package__) / "data" / "nicknames.txt").read_text(encoding="utf-8").splitlines()
    forms: dict[str, dict[str, None]] = defaultdict(dict)
    for line in lines:
        if line.startswith("="):
            same = line[1:].split()
            for name in same:
                forms[name].update(dict.fromkeys(other for other in same if other != name))
        else:
            name, short = line.split(":")
            forms[name].update(dict.fromkeys(short.split()))
            for other in short.split():
                forms[other].setdefault(name)
    return {name: tuple(others) for name, others in forms.items()}


def nicknames(given: str) -> tuple[str, ...]:
    """Short forms, long forms and other spellings of a given name; all in lower case without accents."""
    return _table().get(given, ())


def other_spellings(name: str) -> tuple[str, ...]:
    """The entries that only spell a name otherwise, Hussain and Hussein, which surnames do as well."""
    others = (other for other in nicknames(name) if len(other) > 4 and other[0] == name[0])
    return tuple(other for other in others if OSA.distance(name, other, score_cutoff=2) <= 2)


@cache
def known_given_names() -> frozenset[str]:
    """Every name in the table: a word that is one of these is not a misspelling of another."""
    return frozenset(_table()).union(*_table().values())
