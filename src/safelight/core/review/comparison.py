"""What changed between two versions of a long text? By paragraphs, and in a changed paragraph by words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from safelight.core.review.imr.merging import Difference, differences

_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n")
_ALIKE: Final = 0.3
"""Two paragraphs less alike than this are one taken out and another put in, rather than one changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph that changed, word by word, or a run of `same` paragraphs that did not.

    `place` is the number of the paragraph in the newer text, from 1; of one that was taken out, where it would stand.
    """

    place: int
    pieces: tuple[Difference, ...] = ()
    same: int = 0

    @property
    def kind(self) -> str:
        """In one word what became of it: "same", "new", "gone" or "changed"."""
        if self.same:
            return "same"
        if not any(piece.before for piece in self.pieces):
            return "new"
        return "changed" if any(piece.after for piece in self.pieces) else "gone"


def compare(before: str, after: str) -> tuple[Passage, ...]:
    """The newer text in the order of its paragraphs, with what was taken out where it stood.

    Put together, the pieces of all changed passages and the unchanged paragraphs give both texts back.
    """
    old, new = _paragraphs(before), _paragraphs(after)
    return tuple(_passages(old, new))


def _paragraphs(text: str) -> list[str]:
    return [one for one in _PARAGRAPH.split(text.replace("\r\n", "\n").strip()) if one.strip()]


def _passages(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    for what, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Passage(place=c + 1, same=d - c)
        else:
            yield from _changed(old[a:b], new[c:d], first=c + 1)


def _changed(old: Sequence[str], new: Sequence[str], *, first: int) -> Iterator[Passage]:
    """Paragraphs in turn, each beside the old one that it was made from where the two are alike."""
    left = list(old)
    for number, paragraph in enumerate(new):
        while (
            left and _likeness(left[0], paragraph) < _ALIKE and any(_likeness(one, paragraph) >= _ALIKE for one in left)
        ):
            yield Passage(place=first + number, pieces=differences(left.pop(0), ""))
        from_one = left.pop(0) if left and _likeness(left[0], paragraph) >= _ALIKE else ""
        yield Passage(place=first + number, pieces=differences(from_one, paragraph))
    for paragraph in left:
        yield Passage(place=first + len(new), pieces=differences(paragraph, ""))


def _likeness(one: str, other: str) -> float:
    """The share of words that two paragraphs have in common, from 0 to 1."""
    ours, theirs = set(one.casefold().split()), set(other.casefold().split())
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionKept:
    """How much of one section of the older text still stands in the newer one, in words."""

    heading: str
    before: int
    kept: int
    put_in: int

    @property
    def share(self) -> int:
        """Of a hundred words how many still stand, never rounded up to all of them."""
        return 100 * self.kept // self.before if self.before else 100

    @property
    def advice(self) -> str:
        """What to ask, where little is left; empty where enough stands."""
        if self.share >= ENOUGH_KEPT:
            return ""
        if not self.kept:
            return "Nothing of this section stands any more: is it told elsewhere?"
        return "Much of this section went: is what the agencies did, and why, still told in full?"


ENOUGH_KEPT: Final = 60
"""Of a hundred words of a section. Below that a reader is asked to look: names alone seldom cost so much."""
_HEADING: Final = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
BEGINNING: Final = "Before the first heading"


def kept_by_section(before: str, after: str) -> tuple[SectionKept, ...]:
    """Section by section of the older text, what still stands: so that what was lost shows as clearly as what leaked.

    A section is known again by its heading, whatever its number; one that went has nothing left.
    """
    new = {_bare(heading): words for heading, words in _sections(after)}
    return tuple(
        SectionKept(
            heading=heading,
            before=len(words),
            kept=(kept := _in_common(words, new.get(_bare(heading), []))),
            put_in=len(new.get(_bare(heading), [])) - kept,
        )
        for heading, words in _sections(before)
        if words
    )


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each heading with the words below it."""
    marks = list(_HEADING.finditer(text))
    yield BEGINNING, text[: marks[0].start() if marks else len(text)].split()
    for number, mark in enumerate(marks, 1):
        end = marks[number].start() if number < len(marks) else len(text)
        yield mark[1], text[mark.end() : end].split()


def _bare(heading: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", heading.casefold()))


def _in_common(old: Sequence[str], new: Sequence[str]) -> int:
    return sum(block.size for block in SequenceMatcher(a=old, b=new, autojunk=False).get_matching_blocks())
