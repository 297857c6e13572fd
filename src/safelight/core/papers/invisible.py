"""Do these characters say something that no font shows? Letters of Unicode's invisible blocks, and turned text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from safelight.core.papers.paper import Edit, Edits, Passage

TAGS: Final = re.compile("[\U000e0000-\U000e007f]+")
FLAG: Final = "\U0001f3f4"
"""The black flag: with tags after it, it is drawn as the flag of England, Scotland or Wales."""
VARIANTS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}")
"""Variation selectors choose a shape for the character before them: one is ordinary, several say something."""
NOTHINGS: Final = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff\u180e\u034f]{4,}")
"""Characters of no width: one parts or joins, a row of them is a code."""
TURNED: Final = re.compile("\u202e([^\u202c\u2066-\u2069\n\u2029]*)\u202c?|[\u202d\u202e]")
"""What stands after a right-to-left override is shown from its end; nobody writes English so."""


def smuggled(text: str) -> str:
    """What is written in characters that nobody sees, or only the other way round; empty where there is none."""
    return " ".join(said for found in _found(text) if (said := _said(found))).strip()


def without_invisible(edits: Edits) -> Edits:
    """The same edits; and wherever they touch nothing, invisible letters taken out and turned text turned back."""

    def both(passage: Passage) -> Sequence[Edit]:
        given = tuple(edits(passage))
        taken_out = (Edit(found.start(), found.end(), _left(found)) for found in _found(passage.text))
        return (
            *given,
            *(one for one in taken_out if all(one.end <= edit.start or one.start >= edit.end for edit in given)),
        )

    return both


def _found(text: str) -> Iterator[re.Match[str]]:
    if text.isascii():
        return
    yield from (found for found in TAGS.finditer(text) if text[found.start() - 1 : found.start()] != FLAG)
    for pattern in (VARIANTS, NOTHINGS, TURNED):
        yield from pattern.finditer(text)


def _left(found: re.Match[str]) -> str:
    """What takes its place in a copy."""
    return (found.group(1) or "")[::-1] if found.re is TURNED else ""


def _said(found: re.Match[str]) -> str:
    said = found.group()
    if found.re is TAGS:
        return "".join(chr(ord(one) - 0xE0000) for one in said).strip("\0\x7f")
    if found.re is VARIANTS:
        numbers = (ord(one) - 0xFE00 if ord(one) < 0xFE10 else ord(one) - 0xE0100 + 16 for one in said)
        return bytes(numbers).decode("utf-8", "replace")
    if found.re is TURNED:
        return _left(found) or "an override of the direction of writing"
    return f"{len(said)} characters of no width"
