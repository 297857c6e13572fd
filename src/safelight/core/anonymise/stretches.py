"""How is a long text searched in little memory? In parts that overlap, so that nothing is cut from its company."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_LONGEST: Final = 250_000
_MARGIN: Final = 500
"""How many code points are searched at once, and how many more on either side."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a long text: what is searched, and from where to where a finding has to begin to count.

    Something is searched on either side beyond that, so that a finding is seen in its company.
    """

    text: str
    offset: int
    first: int
    last: int


def stretches(text: str) -> Iterator[Stretch]:
    """A text in parts that fit into little memory; cut between lines or words where there are any."""
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= _LONGEST else _cut(text, start + _LONGEST)
        offset = max(0, start - _MARGIN)
        yield Stretch(text[offset : end + _MARGIN], offset, start - offset, end - offset)
        start = end


def _cut(text: str, end: int) -> int:
    for mark in ("\n", " "):
        if (at := text.rfind(mark, end - _MARGIN * 4, end)) > 0:
            return at + 1
    return end
