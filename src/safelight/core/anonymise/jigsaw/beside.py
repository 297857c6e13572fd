"""One paper of a review, read for what it tells of the family and where, so that it can be laid beside others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from safelight.core.anonymise.jigsaw.combining import pieces_of
from safelight.core.anonymise.jigsaw.disclosing import find_tellings
from safelight.core.anonymise.jigsaw.mentions import Called, Sentences
from safelight.core.anonymise.jigsaw.particulars import Particular, find_codes, find_particulars, of_the_review
from safelight.core.anonymise.jigsaw.sentences import Span
from safelight.core.anonymise.roster import Roster

Fact = tuple[str, str, str]
"""The kind of a particular, of whom, and its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A text of the case. `name` says in words which paper it is; `is_out` whether somebody may have it already."""

    name: str
    text: str
    is_out: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: the paper, its paragraph from 1, the heading over it, and the words.

    Offsets in code points.
    """

    paper: str
    paragraph: int
    heading: str
    start: int
    end: int
    text: str

    @property
    def where(self) -> str:
        """Its place in the paper in words."""
        return f"paragraph {self.paragraph}" + (f", under “{self.heading}”" if self.heading else "")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """One paper, read: what it tells, with the first place of each."""

    name: str
    is_out: bool
    read: Sentences
    facts: dict[Fact, list[Particular]]
    """Every particular by its value."""
    within: dict[Fact, list[Particular]]
    """Every exact particular by each less exact value that it lies within."""
    events: dict[tuple[str, str, str], list[Particular]]
    """What is told of an event, by kind, value and stem of its sentence."""
    events_within: dict[tuple[str, str, str], list[Particular]]
    codes: dict[str, Span]
    pieces: dict[str, Span]
    matters: dict[tuple[str, str], Span]

    def place(self, span: Span) -> Place:
        """A span of it as a place."""
        start, end = span
        words = " ".join(self.read.text[start:end].split())
        return Place(
            paper=self.name,
            paragraph=self.read.paragraph(start),
            heading=self.read.heading(start),
            start=start,
            end=end,
            text=words,
        )


@lru_cache(maxsize=24)
def read_paper(paper: Paper, roster: Roster, people: tuple[Called, ...]) -> Told:
    """A paper with everything that it tells of the family. `people` are what `called_in` gives for the register."""
    read = Sentences(paper.text, people=people)
    told = Told(
        name=paper.name,
        is_out=paper.is_out,
        read=read,
        facts={},
        within={},
        events={},
        events_within={},
        codes=find_codes(read),
        pieces=dict(_pieces(read)),
        matters={},
    )
    for one in find_particulars(read, roster=roster):
        told.facts.setdefault((one.kind, one.whom, one.said), []).append(one)
        for value in one.within:
            told.within.setdefault((one.kind, one.whom, value), []).append(one)
        for stem in one.event:
            told.events.setdefault((one.kind, one.said, stem), []).append(one)
            for value in one.within:
                told.events_within.setdefault((one.kind, value, stem), []).append(one)
    for telling in find_tellings(paper.text, roster=roster, facts=(), links=()):
        told.matters.setdefault((telling.topic, telling.whom), (telling.start, telling.end))
    return told


def _pieces(read: Sentences) -> Iterator[tuple[str, Span]]:
    """The first piece of each kind in a paragraph that speaks of the family; a date in a sentence that does."""
    seen: set[str] = set()
    for piece in pieces_of(read.text):
        if piece.trait in seen or not read.is_of_family(piece.start):
            continue
        if piece.trait != "when" or (read.whom(piece.start, piece.end) and not of_the_review(read, piece.start)):
            seen.add(piece.trait)
            yield piece.trait, (piece.start, piece.end)
