"""What is a page made of, once its words have been put in order? Paragraphs, tables, pictures, and what runs round."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from safelight.core.papers.pdf.remake.type import Box, Run


class Role(StrEnum):
    """What a paragraph is."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"


class Align(StrEnum):
    """Where the lines of a paragraph stand between the margins."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. A newline in it is one of the original's, a tab a wide gap.

    `label` is the number or bullet of an item; `top` and `bottom` are the baselines of its first and last line, `pitch`
    is the distance between two; `runs_on` is True where its last line is full, so that it may go on elsewhere.
    """

    runs: tuple[Run, ...]
    role: Role
    box: Box
    top: float
    bottom: float
    size: float
    pitch: float
    align: Align = Align.LEFT
    label: str = ""
    runs_on: bool = False
    level: int = 0

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table and how many rows and columns it takes."""

    row: int
    column: int
    rows: int
    columns: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `xs` are where its columns part, in points."""

    xs: tuple[float, ...]
    cells: tuple[Cell, ...]
    ruled: bool
    box: Box


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of the page as it looks without its words, as a picture file."""

    data: bytes
    box: Box
    alt: str


Block = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. `heads` and `feet` are the lines that run above and below the text of every page."""

    number: int
    width: float
    height: float
    heads: tuple[Paragraph, ...]
    blocks: tuple[Block, ...]
    feet: tuple[Paragraph, ...]
