"""Which number does each section, paragraph and table of a document wear? The same in every format, and every time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from safelight.core.edition.plain import plain, plain_line
from safelight.core.papers.manuscript import Block, Bullets, Heading, Manuscript, Paragraph, Table

DEEPEST = 4
"""Headings below this level are shown at this level: HTML has no more than h6 and the title takes h1."""
WIDE_FROM = 5
"""A table with this many columns is given a landscape page."""
_NAMES_A_ROW = 48
"""Where every first cell is filled and no longer than this, the first column names the rows."""

_OWN_SECTION_NUMBER = re.compile(r"\d{1,2}(\.|\.?\s)\s*\S")
_OWN_PARAGRAPH_NUMBER = re.compile(r"\d{1,2}(\.\d{1,3})+\.?\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedHeading:
    """A heading, one level below the one before it at most; only sections (level 1) wear a number."""

    level: int
    number: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedParagraph:
    """A paragraph and its number ("3.4"), which is empty before the first section."""

    number: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainList:
    """A list; `start` is its first number, None for bullets."""

    items: tuple[str, ...]
    start: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionedTable:
    """A table with a caption made of its number and the heading it stands under; every row is as wide as the header."""

    number: int
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def anchor(self) -> str:
        """What links to it call it."""
        return f"table-{self.number}"

    @property
    def names_rows(self) -> bool:
        """Whether the first cell of every row is filled and short enough to head its row."""
        return all(row[0] and len(row[0]) <= _NAMES_A_ROW for row in self.rows)

    @property
    def wide(self) -> bool:
        """Whether the table needs a landscape page."""
        return len(self.header) >= WIDE_FROM


Piece = NumberedHeading | NumberedParagraph | PlainList | CaptionedTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A document ready to be set. `subtitle` is the manuscript's own title where it differs from the masthead's.

    `leads` says of a text, and of words in it, to which anchor they lead, where its author has marked that.
    """

    subtitle: str
    pieces: tuple[Piece, ...]
    leads: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def outline(manuscript: Manuscript, *, title: str) -> Outline:
    """Number the manuscript for publication.

    Sections are numbered from 1 and the paragraphs within them 1.1, 1.2 and so on, through any subheadings. An author
    who has numbered sections or paragraphs by hand keeps those numbers, and no second ones are added.

    Raises:
        UnprintableText: for characters that cannot be shown faithfully.
    """
    own_title, _ = _without_title(manuscript.blocks)
    pieces = numbered(manuscript)
    subtitle = "" if own_title.casefold() == plain_line(title).casefold() else own_title
    leads: dict[str, dict[str, str]] = {}
    for lead in manuscript.leads:
        piece = pieces[lead.block]
        if isinstance(piece, NumberedHeading | NumberedParagraph):
            leads.setdefault(plain(lead.within), {})[lead.words] = piece.anchor
    return Outline(subtitle=subtitle, pieces=tuple(piece for piece in pieces if piece is not None), leads=leads)


def numbered(manuscript: Manuscript) -> tuple[Piece | None, ...]:
    """What each block of the manuscript becomes, in its order: None for its title and for a block without words.

    Raises:
        UnprintableText: for characters that cannot be shown faithfully.
    """
    _, blocks = _without_title(manuscript.blocks)
    numbering = _Numbering(by_hand=_numbered_by_hand(blocks), top=_top_level(blocks))
    title = (None,) * (len(manuscript.blocks) - len(blocks))
    return (*title, *(numbering.number(block) for block in blocks))


def _without_title(blocks: Sequence[Block]) -> tuple[str, Sequence[Block]]:
    """A first heading that stands above every other heading is the document's title."""
    if not blocks or not isinstance(blocks[0], Heading):
        return "", blocks
    others = [block.level for block in blocks[1:] if isinstance(block, Heading)]
    if others and min(others) > blocks[0].level:
        return plain_line(blocks[0].text), blocks[1:]
    return "", blocks


def _top_level(blocks: Sequence[Block]) -> int:
    return min((block.level for block in blocks if isinstance(block, Heading)), default=1)


def _numbered_by_hand(blocks: Sequence[Block]) -> bool:
    top = _top_level(blocks)
    sections = [block.text for block in blocks if isinstance(block, Heading) and block.level == top]
    paragraphs = [block.text for block in blocks if isinstance(block, Paragraph)]
    return _mostly(paragraphs, _OWN_PARAGRAPH_NUMBER) or _mostly(sections, _OWN_SECTION_NUMBER)


def _mostly(texts: Sequence[str], pattern: re.Pattern[str]) -> bool:
    """More than half of them: one paragraph that happens to begin with "2.5 hours" is not a numbering."""
    return sum(bool(pattern.match(text.strip())) for text in texts) * 2 > len(texts)


@dataclass(slots=True)
class _Numbering:
    by_hand: bool
    top: int
    section: int = 0
    paragraph: int = 0
    tables: int = 0
    level: int = 0
    under: str = ""
    used: dict[str, int] = field(default_factory=dict)

    def number(self, block: Block) -> Piece | None:
        """The block with its number; None for a block without words."""
        match block:
            case Heading(level=level, text=text):
                return self._heading(level, plain_line(text))
            case Paragraph(text=text):
                return self._paragraph(plain(text))
            case Bullets(items=items, start=start):
                kept = tuple(text for item in items if (text := plain(item)))
                return PlainList(items=kept, start=start) if kept else None
            case Table():
                return self._table(block)

    def _heading(self, raw_level: int, text: str) -> NumberedHeading | None:
        if not text:
            return None
        # A level is never skipped on the way down: readers who move by headings would miss one.
        self.level = min(raw_level - self.top + 1, self.level + 1, DEEPEST)
        self.under = text
        if self.level == 1:
            self.section += 1
            self.paragraph = 0
            number = "" if self.by_hand else str(self.section)
            return NumberedHeading(level=1, number=number, text=text, anchor=f"section-{self.section}")
        anchor = self._anchor(f"section-{self.section}-part")
        return NumberedHeading(level=self.level, number="", text=text, anchor=anchor)

    def _paragraph(self, text: str) -> NumberedParagraph | None:
        if not text:
            return None
        self.paragraph += 1
        number = f"{self.section}.{self.paragraph}" if self.section else ""
        anchor = f"para-{self.section}-{self.paragraph}"
        return NumberedParagraph(number="" if self.by_hand else number, text=text, anchor=anchor)

    def _table(self, table: Table) -> CaptionedTable | None:
        cells = [tuple(plain(cell) for cell in row) for row in (table.header, *table.rows)]
        width = max(len(row) for row in cells)
        cells = [row + ("",) * (width - len(row)) for row in cells]
        first, rows = cells[0], [row for row in cells[1:] if any(row)]
        if not any(first) and not rows:
            return None
        # Every column needs a name that can be read out with its cells.
        header = tuple(" ".join(name.split()) or f"Column {place}" for place, name in enumerate(first, 1))
        self.tables += 1
        caption = f"Table {self.tables}: {self.under}" if self.under else f"Table {self.tables}"
        return CaptionedTable(number=self.tables, caption=caption, header=header, rows=tuple(rows))

    def _anchor(self, stem: str) -> str:
        self.used[stem] = self.used.get(stem, 0) + 1
        return f"{stem}-{self.used[stem]}"
