"""A report that was written elsewhere: what of it goes into which section, and what is left over? Nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from safelight.core.papers.manuscript import Block, Heading, Manuscript, Paragraph, manuscript_to_markdown
from safelight.core.review.contents import ELEMENTS
from safelight.core.review.pieces import Piece, cut, most_alike, plain_heading, says_the_same

NEW, ABOVE, LEFT = "new", "above", "left"
"""Not one of the sections that there are: a new one, with what stands above it, or left over for now."""
AWAY = "away"
"""Where what is left over goes when nobody needs it."""
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)])\s+")
SECTION_LEVEL = 2
"""The level of a section's own heading where the whole report is one text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Where every paragraph of the file is now: each text is Markdown, with its heading where it has one.

    `headings` are those that sections take over from the file. `after` says for each new section after which one of
    the report it comes, "" being the beginning; several after the same one stay in their order.
    """

    sections: Mapping[str, str]
    headings: Mapping[str, str]
    new: tuple[tuple[str, str], ...]
    after: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Place:
    """One section, or one leftover, while it fills. `title` is its heading, which need not be said in it again."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    top: int = 0


def mapped(manuscript: Manuscript, *, sections: Mapping[str, str]) -> tuple[Piece, ...]:
    """The file cut at its headings, each piece with where it probably goes: the key of a section, or one of three.

    `sections` are the headings that the report has, by their keys. Where a file has no heading at all, a paragraph
    that says just what a section is called is taken for one.
    """
    pieces = cut(manuscript)
    if not any(piece.heading for piece in pieces):
        pieces = cut(_with_headings(manuscript, sections))
    found = {piece.number: _found(piece.heading, sections) for piece in pieces if piece.heading}
    top = _top(pieces, known=[number for number, key in found.items() if key])
    return tuple(replace(piece, section=_guess(piece, found.get(piece.number, ""), top=top)) for piece in pieces)


def gathered(
    pieces: Sequence[Piece],
    *,
    chosen: Mapping[int, str],
    sections: Mapping[str, str],
    unwritten: Container[str] = (),
) -> Gathered:
    """The text for each section, new section and leftover, from where each piece was put.

    What was put nowhere, or into a section that is no longer there, is left over. A section of `unwritten`, in which
    nobody has written yet, takes over the heading under which the file says the same thing.
    """
    into: dict[str, _Place] = {}
    new: list[_Place] = []
    after: list[str] = []
    left: list[_Place] = []
    last, section = None, ""
    for piece in pieces:
        where = chosen.get(piece.number, LEFT)
        if where in sections:
            own = where in unwritten and where == piece.section and _may_be_called(piece.heading, sections[where])
            section = where
            last = into.setdefault(where, _Place(without_number(piece.heading) if own else sections[where]))
        elif where == NEW and piece.heading:
            new.append(last := _Place(without_number(piece.heading)))
            after.append(section)
        elif where != ABOVE or last is None:
            left.append(last := _Place(without_number(piece.heading)))
        _put(piece, last)
    return Gathered(
        sections={key: _markdown(place) for key, place in into.items()},
        headings={key: place.title for key, place in into.items() if place.title != sections[key]},
        new=tuple((place.title, _markdown(place)) for place in new),
        after=tuple(after),
        left=tuple((place.title, _markdown(place)) for place in left),
    )


def without_number(heading: str) -> str:
    """A heading without the number that was typed before it: sections are numbered here. "3 May" stays what it is."""
    return _NUMBER.sub("", heading) or heading


def _may_be_called(heading: str, title: str) -> bool:
    """Whether a section is still known for what a reader must be told once it is called as the file calls it."""
    told = [element for element in ELEMENTS.values() if element.is_headed_by(plain_heading(title))]
    return bool(heading) and all(element.is_headed_by(plain_heading(heading)) for element in told)


def with_heading(heading: str, text: str, *, under: str) -> str:
    """A leftover as it stands in a section called `under`: its own heading above it, unless the section says it."""
    if not heading or says_the_same(heading, under):
        return text
    return "\n\n".join(part for part in (_markdown_of(Heading(SECTION_LEVEL + 1, heading)), text) if part)


def _put(piece: Piece, place: _Place) -> None:
    begins = not place.blocks
    if piece.heading and not (begins and place.top == 0 and says_the_same(piece.heading, place.title)):
        deeper = max(1, piece.level - place.top) if place.top else 1
        place.blocks.append(Heading(min(SECTION_LEVEL + deeper, 6), without_number(piece.heading)))
    if piece.heading and not place.top:
        place.top = piece.level
    place.blocks += piece.blocks


def _guess(piece: Piece, found: str, *, top: int) -> str:
    if not piece.heading:
        return LEFT
    if piece.level > top:
        return ABOVE
    if found:
        return found
    # The title of the whole report has nothing under it but the sections.
    title = not piece.blocks and (piece.level < top or piece.number == 0)
    return LEFT if title else NEW


def _top(pieces: Sequence[Piece], *, known: Sequence[int]) -> int:
    """The level at which the file's own sections stand: where most are known again, or else where there are several."""
    counted = Counter(pieces[number].level for number in known)
    if counted:
        return min(counted, key=lambda level: (-counted[level], level))
    levels = Counter(piece.level for piece in pieces if piece.heading)
    several = [level for level, times in levels.items() if times > 1]
    return min(several or levels or [0])


def _found(heading: str, sections: Mapping[str, str]) -> str:
    """The section that a heading is probably of: it says the same, or the same thing that a reader must be told."""
    same = next((key for key, title in sections.items() if says_the_same(heading, title)), "")
    if same:
        return same
    for element in ELEMENTS.values():
        if element.is_headed_by(plain_heading(heading)):
            told = (key for key, title in sections.items() if element.is_headed_by(plain_heading(title)))
            if key := next(told, ""):
                return key
    return most_alike(heading, sections)


def _with_headings(manuscript: Manuscript, sections: Mapping[str, str]) -> Manuscript:
    titles = {plain_heading(title) for title in sections.values()}
    return Manuscript(
        tuple(
            Heading(SECTION_LEVEL, block.text)
            if isinstance(block, Paragraph) and plain_heading(block.text) in titles
            else block
            for block in manuscript.blocks
        )
    )


def _markdown(place: _Place) -> str:
    return _markdown_of(*place.blocks)


def _markdown_of(*blocks: Block) -> str:
    return manuscript_to_markdown(Manuscript(blocks)).rstrip("\n")
