"""A document that was written elsewhere, cut at its headings: which section does each piece look like?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from safelight.core.papers.manuscript import Block, Heading, Manuscript

_ENOUGH = 0.5
_SMALL = frozenset(
    {"the", "and", "did", "for", "had", "have", "how", "that", "this", "was", "were", "what", "which", "who", "with"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What stands under one heading of the file. `section` is where it probably belongs; `level` 0 is no heading."""

    number: int
    heading: str
    level: int
    blocks: tuple[Block, ...]
    section: str = ""

    @property
    def text(self) -> str:
        """The words under the heading."""
        return Manuscript(self.blocks).text()


def cut(manuscript: Manuscript) -> tuple[Piece, ...]:
    """The file cut at its headings.

    What stands before the first heading is a piece of its own, with an empty heading. A heading with nothing under it
    is a piece too, so that every word of the file is in one of them.
    """
    parts: list[tuple[int, str, list[Block]]] = [(0, "", [])]
    for block in manuscript.blocks:
        if isinstance(block, Heading):
            parts.append((block.level, block.text.strip(), []))
        else:
            parts[-1][2].append(block)
    found = [part for part in parts if part[1] or part[2]]
    return tuple(
        Piece(number=number, heading=heading, level=level, blocks=tuple(blocks))
        for number, (level, heading, blocks) in enumerate(found)
    )


def most_alike(heading: str, titles: Mapping[str, str]) -> str:
    """The key of the title that shares most words with a heading, two at least; "" where none does."""
    words = _words(heading)
    best, score = "", 0.0
    for key, title in titles.items():
        shared = words & _words(title)
        if len(shared) > 1:
            alike = len(shared) / min(len(words), len(_words(title)))
            if alike > score and alike >= _ENOUGH:
                best, score = key, alike
    return best


def says_the_same(heading: str, title: str) -> bool:
    """Whether two headings differ in nothing but their number, letter case and what ends them."""
    return plain_heading(heading) == plain_heading(title)


def plain_heading(text: str) -> str:
    """A heading in small letters without its number."""
    return re.sub(r"^[\d.\s)]+", "", " ".join(text.split())).casefold().rstrip(" .?:")


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{3,}", text.casefold())) - _SMALL
