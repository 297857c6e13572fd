"""What tables does a web page hold, or a piece of one that was pasted? Rows, with cells that stretch over many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.html.format import parse_page
from safelight.core.review.chronology.grid import MOST_COLUMNS, MOST_ROWS, Cell, Grid, Line
from safelight.core.review.chronology.model import UnreadableChronology

_BREAKS: Final = frozenset({"br", "p", "div", "li"})
_UNSEEN: Final = frozenset({"script", "style", "template", "head", "title"})


def read_html_tables(untrusted_data: bytes, *, name: str) -> tuple[Grid, ...]:
    """Every table that is not inside another one, in order.

    Raises:
        UnreadablePaper: when it is no page that can be read.
        UnreadableChronology: when a table is too long.
    """
    root = parse_page(untrusted_data, name=name)
    tables = [table for table in root.iter("table") if next(table.iterancestors("table"), None) is None]
    return tuple(Grid(tuple(_lines(table, name=name))) for table in tables)


def _lines(table: etree._Element, *, name: str) -> Iterator[Line]:
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    if len(rows) > MOST_ROWS:
        raise UnreadableChronology(f"{name} has a table of more than {MOST_ROWS} rows: split it and try again.")
    reaching: dict[int, tuple[int, Cell]] = {}
    for number, row in enumerate(rows, 1):
        cells, reaching = _cells(row, reaching)
        yield Line(number, tuple(cells[place] for place in sorted(cells)))


def _cells(
    row: etree._Element, reaching: dict[int, tuple[int, Cell]]
) -> tuple[dict[int, Cell], dict[int, tuple[int, Cell]]]:
    """The row's cells by column, those that reach down from above among them, and what reaches into the next row."""
    cells = {place: cell for place, (_, cell) in reaching.items()}
    below = {place: (left - 1, cell) for place, (left, cell) in reaching.items() if left > 1}
    place = 0
    for element in row.iterchildren("td", "th"):
        while place in cells:
            place += 1
        if place >= MOST_COLUMNS:
            break
        last = min(place + _span(element, "colspan"), MOST_COLUMNS) - 1
        cell = Cell(_text(element), first=place, last=last)
        deep = _span(element, "rowspan") - 1
        for column in range(place, last + 1):
            cells[column] = cell
            if deep:
                below[column] = (deep, Cell(cell.text, first=place, last=last, carried=True))
        place = last + 1
    for missing in range(max(cells, default=-1)):
        cells.setdefault(missing, Cell("", first=missing, last=missing))
    return cells, below


def _span(element: etree._Element, name: str) -> int:
    said = str(element.get(name, "1")).strip()
    return max(1, min(int(said), MOST_ROWS)) if said.isdecimal() and len(said) < 7 else 1


def _text(element: etree._Element) -> str:
    """What the cell shows, each paragraph on a line of its own."""
    lines = "".join(_pieces(element)).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip("\n")


def _pieces(element: etree._Element) -> Iterator[str]:
    yield " ".join((element.text or "").split("\n"))
    for inner in element:
        if isinstance(inner.tag, str) and inner.tag not in _UNSEEN:
            if inner.tag in _BREAKS:
                yield "\n"
            yield from _pieces(inner)
            if inner.tag in _BREAKS - {"br"}:
                yield "\n"
        yield " ".join((inner.tail or "").split("\n"))
