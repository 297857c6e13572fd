"""Which section does each heading of an uploaded review belong to? A guess that a person confirms, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safelight.core.papers.manuscript import Heading, Manuscript
from safelight.core.review.imr.outline import ELSE, GOOD_PRACTICE, INVOLVEMENT, LESSONS, METHOD, Outline

SIGNS = {
    INVOLVEMENT: ("involvement", "chronolog", "narrative", "facts", "contact", "summary of events"),
    METHOD: ("method", "introduction", "how this review", "sources", "author", "scope"),
    GOOD_PRACTICE: ("good practice", "done well", "strength"),
    LESSONS: ("lesson", "learned", "learning", "conclusion"),
}
"""Words of a heading that usually stand over such a section."""
_ENOUGH = 0.5
_SMALL = frozenset(
    {"the", "and", "did", "for", "had", "have", "how", "that", "this", "was", "were", "what", "which", "who", "with"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What stands under one heading of the file. `section` is the key that was guessed, or "else"."""

    number: int
    heading: str
    text: str
    section: str


def pieces_of(manuscript: Manuscript, *, outline: Outline) -> tuple[Piece, ...]:
    """The file cut at its headings, each piece with the section in which it probably belongs.

    What stands before the first heading is a piece of its own, with an empty heading. A heading with nothing under it
    is a piece too, so that every word of the file is in one of them.
    """
    cut: list[tuple[str, list[str]]] = [("", [])]
    for block in manuscript.blocks:
        if isinstance(block, Heading):
            cut.append((block.text.strip(), []))
        else:
            cut[-1][1].append(Manuscript((block,)).text())
    found = [(heading, "\n\n".join(texts)) for heading, texts in cut if heading or any(texts)]
    return tuple(
        Piece(number=number, heading=heading, text=text, section=_guess(heading, outline))
        for number, (heading, text) in enumerate(found)
    )


def laid_out(pieces: Sequence[Piece], *, chosen: Mapping[int, str], outline: Outline) -> dict[str, str]:
    """The text for each section, from where each piece was put; what was put nowhere goes to "Everything else"."""
    texts: dict[str, list[str]] = {}
    for piece in pieces:
        key = chosen.get(piece.number, "")
        section = outline.find(key)
        key = key if section is not None else ELSE
        # The section's own title need not be said again; any other heading stays above its words.
        says_it = section is not None and _plain(section.title) == _plain(piece.heading)
        kept = [piece.text] if says_it else [piece.heading, piece.text]
        texts.setdefault(key, []).append("\n\n".join(part for part in kept if part))
    return {key: "\n\n".join(part for part in parts if part) for key, parts in texts.items() if any(parts)}


def _guess(heading: str, outline: Outline) -> str:
    words = _words(heading)
    best, score = ELSE, 0.0
    for section in outline.sections:
        title = _words(section.title)
        if words and title:
            alike = len(words & title) / min(len(words), len(title))
            if alike > score and alike >= _ENOUGH and len(words & title) > 1:
                best, score = section.key, alike
    if best != ELSE:
        return best
    plain = _plain(heading)
    return next(
        (key for key, signs in SIGNS.items() if outline.find(key) and any(sign in plain for sign in signs)), ELSE
    )


def _plain(text: str) -> str:
    return re.sub(r"^[\d.\s)]+", "", " ".join(text.split())).casefold().rstrip(" .?:")


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{3,}", text.casefold())) - _SMALL
