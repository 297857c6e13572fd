"""Do these characters say something that no font shows? Letters from Unicode's block of invisible tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from safelight.core.papers.paper import Edit, Edits, Passage

TAGS: Final = re.compile("[\U000e0000-\U000e007f]+")
FLAG: Final = "\U0001f3f4"
"""The black flag: with tags after it, it is drawn as the flag of England, Scotland or Wales."""


def smuggled(text: str) -> str:
    """The words written in invisible tag characters, as plain letters; empty where there are none."""
    return " ".join(
        "".join(chr(ord(one) - 0xE0000) for one in found.group()).strip("\0\x7f") for found in _found(text)
    ).strip()


def without_invisible(edits: Edits) -> Edits:
    """The same edits, and invisible letters taken out wherever no edit touches them already."""

    def both(passage: Passage) -> Sequence[Edit]:
        given = tuple(edits(passage))
        taken_out = (Edit(found.start(), found.end(), "") for found in _found(passage.text))
        return (
            *given,
            *(one for one in taken_out if all(one.end <= edit.start or one.start >= edit.end for edit in given)),
        )

    return both


def _found(text: str) -> list[re.Match[str]]:
    return [found for found in TAGS.finditer(text) if text[found.start() - 1 : found.start()] != FLAG]
