"""What is printed where an author has marked a place to speak of, and which of these marks lead nowhere?

`{#first visit}` at the beginning of a paragraph names it. `{paragraph: first visit}` becomes "paragraph 3.4", whatever
number that paragraph wears by then; `{finding 2}` and `{recommendation 3}` become "finding 2" and "recommendation 3".
All of them are links. A paragraph named `{#finding 2}` tells finding 2, in whatever words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from safelight.core.edition.outline import NumberedHeading, NumberedParagraph, Piece, numbered
from safelight.core.edition.plain import UnprintableText
from safelight.core.edition.references import label_worn, number_worn
from safelight.core.papers.manuscript import Block, Bullets, Heading, Lead, Manuscript, Paragraph, Table

LONGEST_NAME: Final = 60
NAME: Final = re.compile(rf"\{{#([^{{}}]{{1,{LONGEST_NAME}}})\}}[ \n]?")
SPEAKS_OF: Final = re.compile(
    rf"\{{\s*(?:(?P<kind>paragraph)(?:\s*:\s*|\s+)(?P<name>[^{{}}]{{1,{LONGEST_NAME}}})"
    r"|(?P<label>finding|recommendation)\s+(?P<number>\d{1,4})\s*)\}",
    re.IGNORECASE,
)
DRAWN_IN: Final = re.compile(
    r"\{\s*(?:(?P<all>findings|recommendations|action\s+plan)"
    r"|(?P<label>finding|recommendation)\s+(?P<number>\d{1,4})\s+in\s+full)\s*\}",
    re.IGNORECASE,
)
"""What is drawn in from the plan when the sections of a report are put together (`core.review.composing`)."""
STANDS_ALONE: Final = "stands alone. Put it at the beginning of the paragraph that it names"
NAMES_NOTHING: Final = "names nothing here. Put it at the very beginning of a paragraph"
NAMED_TWICE: Final = "is the name of another paragraph already. Give one of the two another name"
NUMBERED: Final = re.compile(r"(finding|recommendation) (\d{1,4})")
"""A name that says which of the plan's findings or recommendations a paragraph is: the plan may stand in twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A mark that leads nowhere: the heading that it stands under, as it stands there, and what is wrong with it."""

    under: str
    mark: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedParagraph:
    """A paragraph with a name: its words, and the heading that it stands under."""

    text: str
    under: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The manuscript as it is printed, the number that each block wears ("" for none), and the marks that lead nowhere.

    `tells` holds the numbers of the findings and recommendations that stand in it, each as ("finding", 2).
    """

    manuscript: Manuscript
    numbers: tuple[str, ...]
    names: dict[str, NamedParagraph]
    tells: frozenset[tuple[str, int]]
    lost: tuple[Lost, ...]


def key_of(name: str) -> str:
    """A name as it is compared: letter case and spaces do not matter."""
    return " ".join(name.split()).casefold()


def leads_nowhere(found: re.Match[str]) -> str:
    """What to do about a mark of `SPEAKS_OF` that speaks of what is not there."""
    if found["label"]:
        what = f"{found['label'].casefold()} {int(found['number'])}"
        return (
            f"leads nowhere: {what} does not stand in this text. Put {{{what} in full}} on a line of its own, or "
            f"{{#{what}}} at the beginning of the paragraph that tells it"
        )
    return f"leads nowhere: no paragraph begins with {{#{' '.join(found['name'].split())}}}"


def resolve(manuscript: Manuscript) -> Marked:
    """Put what is printed where each mark stands. A mark that leads nowhere is left as it is, and is among the lost."""
    reading = _Reading()
    bare = Manuscript(tuple(reading.without_names(place, block) for place, block in enumerate(manuscript.blocks)))
    pieces = _numbered(bare)
    reading.number(pieces)
    blocks = tuple(reading.spoken(block, under=reading.under[place]) for place, block in enumerate(bare.blocks))
    return Marked(
        manuscript=Manuscript(blocks, tuple(dict.fromkeys(reading.leads))),
        numbers=tuple(
            piece.number if isinstance(piece, NumberedHeading | NumberedParagraph) else "" for piece in pieces
        ),
        names={
            name: NamedParagraph(text=_texts(blocks[place])[0], under=reading.under[place])
            for name, place in reading.named.items()
        },
        tells=frozenset((kind, int(number)) for kind, number in reading.labelled),
        lost=tuple(reading.lost),
    )


def _numbered(bare: Manuscript) -> Sequence[Piece | None]:
    try:
        return numbered(bare)
    except UnprintableText:
        # It cannot be published like this, and that is said elsewhere; until then its numbers are still of use.
        return numbered(Manuscript(tuple(_map(block, _printable) for block in bare.blocks)))


def _printable(text: str) -> str:
    return re.sub(r"[^\x20-\x7e\n]", "x", text)


@dataclass(slots=True)
class _Reading:
    """One manuscript on its way: what has been named, which number each name wears, what led nowhere."""

    named: dict[str, int] = field(default_factory=dict)
    twice: set[str] = field(default_factory=set)
    under: list[str] = field(default_factory=list)
    labelled: dict[tuple[str, str], int] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    leads: list[Lead] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)

    def without_names(self, place: int, block: Block) -> Block:
        """The block without the names at its beginning; a name anywhere else is lost."""
        heading = self.under[-1] if self.under else ""
        self.under.append(block.text if isinstance(block, Heading) else heading)
        while isinstance(block, Paragraph) and (found := NAME.match(block.text)):
            rest = block.text[found.end() :].lstrip()
            if not rest:
                self._lose(place, found[0], STANDS_ALONE)
                break
            self._name(place, key_of(found[1]), found[0])
            block = Paragraph(rest)
        for text in _texts(block):
            for found in NAME.finditer(text):
                if found[0] != text:
                    self._lose(place, found[0], NAMES_NOTHING)
        return block

    def _name(self, place: int, key: str, mark: str) -> None:
        if key not in self.named:
            self.named[key] = place
        elif not NUMBERED.fullmatch(key):
            self.twice.add(key)
            self._lose(place, mark, NAMED_TWICE)

    def number(self, pieces: Sequence[Piece | None]) -> None:
        """Note which number each named paragraph wears, and which findings and recommendations stand in the text."""
        for place, piece in enumerate(pieces):
            if isinstance(piece, NumberedHeading | NumberedParagraph) and (label := label_worn(piece)):
                self.labelled.setdefault(label, place)
        for name, place in self.named.items():
            piece = pieces[place]
            if isinstance(piece, NumberedParagraph):
                self.numbers[place] = number_worn(piece)
            if own := NUMBERED.fullmatch(name):
                self.labelled[own[1], str(int(own[2]))] = place

    def spoken(self, block: Block, *, under: str) -> Block:
        """The block with what is printed for each mark in it that speaks of a place."""
        return _map(block, lambda text: self._text(text, under=under))

    def _text(self, text: str, *, under: str) -> str:
        for late in DRAWN_IN.finditer(text):
            says = "is drawn in only where the report is written section by section. Type the words here"
            self.lost.append(Lost(under=under, mark=late[0], says=says))
        led: list[tuple[str, int]] = []

        def printed(found: re.Match[str]) -> str:
            place, words = self._place(found)
            if not words:
                self.lost.append(Lost(under=under, mark=found[0], says=self._why(found, place)))
                return found[0]
            word = found["kind"] or found["label"]
            words = words[0].upper() + words[1:] if word[0].isupper() else words
            led.append((words, place))
            return words

        whole = SPEAKS_OF.sub(printed, text)
        self.leads += [Lead(whole, words, place) for words, place in led]
        return whole

    def _place(self, found: re.Match[str]) -> tuple[int, str]:
        """The block that a mark speaks of, -1 for none, and the words for it, "" where there are none."""
        if found["label"]:
            label = (found["label"].casefold(), str(int(found["number"])))
            place = self.labelled.get(label, -1)
            return place, " ".join(label) if place >= 0 else ""
        key = key_of(found["name"])
        place = self.named.get(key, -1)
        number = self.numbers.get(place, "")
        return place, f"paragraph {number}" if number and key not in self.twice else ""

    def _why(self, found: re.Match[str], place: int) -> str:
        if place < 0:
            return leads_nowhere(found)
        return "leads to a paragraph that has no number of its own, or to two of the same name"

    def _lose(self, place: int, mark: str, says: str) -> None:
        self.lost.append(Lost(under=self.under[place], mark=mark.strip(), says=says))


def _texts(block: Block) -> tuple[str, ...]:
    match block:
        case Heading(text=text) | Paragraph(text=text):
            return (text,)
        case Bullets(items=items):
            return items
        case Table(header=header, rows=rows):
            return tuple(_cells(header, rows))


def _cells(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from header
    for row in rows:
        yield from row


def _map(block: Block, change: Callable[[str], str]) -> Block:
    """The same block with each of its texts changed."""
    match block:
        case Heading() | Paragraph():
            return replace(block, text=change(block.text))
        case Bullets(items=items):
            return replace(block, items=tuple(map(change, items)))
        case Table(header=header, rows=rows):
            return Table(tuple(map(change, header)), tuple(tuple(map(change, row)) for row in rows))
