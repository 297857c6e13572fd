"""Which pieces of a paragraph, each harmless, single a family out together? Said in words, never as a made-up chance.

A neighbour needs no name: an age, how many brothers there are and what the father does for a living are enough
(ICO, anonymisation guidance of 28 March 2025: singling out and linkability). Where few children live, fewer pieces do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from safelight.core.anonymise.fold import fold
from safelight.core.anonymise.jigsaw.kinds import kinds
from safelight.core.anonymise.jigsaw.sentences import Span, paragraphs

ENOUGH: Final = 3
"""So many pieces of different kinds are a combination; in a small area one fewer."""
_TRAITS: Final = kinds("trait")
TRAIT_WORDS: Final = {trait.name: trait.says for trait in _TRAITS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One harmless piece: where it stands, its words and its kind."""

    start: int
    end: int
    text: str
    trait: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """Pieces of different kinds that one paragraph, or the document as a whole, tells together."""

    start: int
    end: int
    pieces: tuple[Piece, ...]

    @property
    def traits(self) -> tuple[str, ...]:
        """Which kinds of piece, each once, in the order of the text."""
        return tuple(dict.fromkeys(piece.trait for piece in self.pieces))

    @property
    def why(self) -> str:
        """The combination in words."""
        told = [f"{TRAIT_WORDS[trait]} (“{self._first(trait)}”)" for trait in self.traits]
        return (
            f"{', '.join(told[:-1])} and {told[-1]} stand together: each is harmless, and somebody who knows the "
            "family or the street can put them together. Make the most exact of them general, or leave one out."
        )

    def _first(self, trait: str) -> str:
        return " ".join(next(piece.text for piece in self.pieces if piece.trait == trait).split())


def find_combinations(text: str, *, small_area: bool = False) -> tuple[Combination, ...]:
    """The paragraphs that tell at least three different kinds of piece (two, where few children live).

    A heading or a table of actions has no such pieces of a family; whatever it has is shown all the same, for a person
    to judge.
    """
    enough = ENOUGH - small_area
    found = []
    for start, end in paragraphs(text):
        pieces = tuple(_pieces(text, start, end))
        if len({piece.trait for piece in pieces}) >= enough:
            found.append(Combination(start=start, end=end, pieces=pieces))
    return tuple(found)


def pieces_of(text: str) -> tuple[Piece, ...]:
    """Every piece that a whole text tells, in its order: to be laid beside those of other papers."""
    return tuple(_pieces(text, 0, len(text)))


def _pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    view = fold(text[start:end])
    found: list[tuple[Span, str]] = []
    for trait in _TRAITS:
        found += [(view.span(*match.span()), trait.name) for match in trait.pattern.finditer(view.text)]
    for (first, last), name in _apart(sorted(found, key=lambda each: (each[0][0], -each[0][1]))):
        yield Piece(start=start + first, end=start + last, text=text[start + first : start + last], trait=name)


def _apart(found: Sequence[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """Those that do not lie inside one before them: a date is not also an age."""
    reached = 0
    for span, name in found:
        if span[0] >= reached:
            yield span, name
            reached = span[1]
