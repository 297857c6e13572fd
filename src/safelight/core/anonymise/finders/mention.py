"""What is a mention of a listed person, in words and places of the folded text?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

GIVEN: Final = ("given", "alias", "nickname")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as found: words `first` to `last`, and where it begins and ends in the folded text."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    owners: tuple[int, ...]
    score: float = 1.0
    titled: bool = False
    sure: bool = True
    plural: bool = False
