"""What else is somebody with this given name likely to be called, or to be written as?"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, tuple[str, ...]]:
    lines = (files(__package__) / "data" / "nicknames.txt").read_text(encoding="utf-8").splitlines()
    return {name: tuple(forms.split()) for name, forms in (line.split(":") for line in lines)}


def nicknames(given: str) -> tuple[str, ...]:
    """Short forms and other spellings of a given name; both in lower case without accents."""
    return _table().get(given, ())


@cache
def known_given_names() -> frozenset[str]:
    """Every name in the table: a word that is one of these is not a misspelling of another."""
    return frozenset(_table()).union(*_table().values())
