"""What does a table look like once it is out of its file? Lines of cells, numbered as a person counts them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows; `value` is the date, time or number behind it, if there is one.

    `first` and `last` are the columns over which the cell stretches, from 0. `carried` marks the lower rows of a cell
    that stretches over several.
    """

    text: str
    value: object = None
    first: int = 0
    last: int = 0
    carried: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether a reader of the page sees nothing here."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table. `hidden` where the file keeps it out of sight."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    def texts(self) -> tuple[str, ...]:
        """The text of each cell, once for a cell that stretches over several columns, blanks left out."""
        seen: dict[tuple[int, int], str] = {}
        for cell in self.cells:
            if not cell.is_blank:
                seen[cell.first, cell.last] = " ".join(cell.text.split())
        return tuple(seen.values())

    def says_more_than(self, number: int) -> bool:
        """Whether there are more texts than that, counted as `texts` does."""
        return len({(cell.first, cell.last) for cell in self.cells if not cell.is_blank}) > number

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in this row but what the rows above lend it, save for rules such as "-----"."""
        return all(cell.carried or not cell.text.strip().strip(" -_=*.\u2013\u2014") for cell in self.cells)

    @property
    def width(self) -> int:
        """How many columns the line has, the blank ones at its end left out."""
        return max((place for place, cell in enumerate(self.cells, 1) if not cell.is_blank), default=0)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of a file. `label` tells it from the others, `preamble` is the text that stands before it."""

    lines: tuple[Line, ...]
    label: str = ""
    preamble: tuple[str, ...] = field(default=())
