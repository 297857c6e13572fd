"""Which section does each heading of an uploaded review belong to? A guess that a person confirms, nothing lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from safelight.core.papers.manuscript import Manuscript
from safelight.core.review.imr.outline import ELSE, GOOD_PRACTICE, INVOLVEMENT, LESSONS, METHOD, Outline
from safelight.core.review.pieces import Piece, cut, most_alike, plain_heading, says_the_same

SIGNS = {
    INVOLVEMENT: ("involvement", "chronolog", "narrative", "facts", "contact", "summary of events"),
    METHOD: ("method", "introduction", "how this review", "sources", "author", "scope"),
    GOOD_PRACTICE: ("good practice", "done well", "strength"),
    LESSONS: ("lesson", "learned", "learning", "conclusion"),
}
"""Words of a heading that usually stand over such a section."""


def pieces_of(manuscript: Manuscript, *, outline: Outline) -> tuple[Piece, ...]:
    """The file cut at its headings, each piece with the key of the section in which it probably belongs, or "else"."""
    return tuple(replace(piece, section=_guess(piece.heading, outline)) for piece in cut(manuscript))


def laid_out(pieces: Sequence[Piece], *, chosen: Mapping[int, str], outline: Outline) -> dict[str, str]:
    """The text for each section, from where each piece was put; what was put nowhere goes to "Everything else"."""
    texts: dict[str, list[str]] = {}
    for piece in pieces:
        key = chosen.get(piece.number, "")
        section = outline.find(key)
        key = key if section is not None else ELSE
        # The section's own title need not be said again; any other heading stays above its words.
        says_it = section is not None and says_the_same(section.title, piece.heading)
        kept = [piece.text] if says_it else [piece.heading, piece.text]
        texts.setdefault(key, []).append("\n\n".join(part for part in kept if part))
    return {key: "\n\n".join(part for part in parts if part) for key, parts in texts.items() if any(parts)}


def _guess(heading: str, outline: Outline) -> str:
    if best := most_alike(heading, {section.key: section.title for section in outline.sections}):
        return best
    plain = plain_heading(heading)
    return next(
        (key for key, signs in SIGNS.items() if outline.find(key) and any(sign in plain for sign in signs)), ELSE
    )
