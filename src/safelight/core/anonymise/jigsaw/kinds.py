"""Which matters are sensitive, which pieces single out, and how people are spoken of? Read from data/jigsaw.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

_STANDS_FOR: Final = {
    "<number>": r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)",
    "<month>": r"(?:january|february|march|april|may|june|july|august|september|october|november|december)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of thing to look for: its short name, what it says to people, and its patterns over folded words."""

    name: str
    says: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]


def kinds(table: str) -> tuple[Kind, ...]:
    """The kinds of one table: "topic", "trait" or "whom", in the order of the data."""
    return tuple(_kind(row["name"], row["says"], tuple(map(_spelt_out, row["words"]))) for row in _data()[table])


def any_of(some: Iterable[Kind]) -> re.Pattern[str]:
    """One pattern that finds what any of these kinds would."""
    return re.compile("|".join(each.pattern.pattern for each in some))


def _kind(name: str, says: str, words: tuple[str, ...]) -> Kind:
    return Kind(name=name, says=says, words=words, pattern=re.compile(rf"\b(?:{'|'.join(words)})\b"))


def _spelt_out(word: str) -> str:
    for sign, pattern in _STANDS_FOR.items():
        word = word.replace(sign, pattern)
    return word


@cache
def _data() -> dict[str, Any]:
    text = files("safelight.core.anonymise").joinpath("data", "jigsaw.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
