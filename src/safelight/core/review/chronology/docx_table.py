"""What tables does a Word file hold? Their rows as the page shows them, and the text that stands before each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.docx.names import child, is_on, q, value
from safelight.core.papers.docx.package import open_package
from safelight.core.review.chronology.grid import MOST_COLUMNS, MOST_ROWS, Cell, Grid, Line
from safelight.core.review.chronology.model import UnreadableChronology

_WRAPPERS: Final = {q(name) for name in ("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo")}
_UNSEEN: Final = {q(name) for name in ("w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText")}
_PARAGRAPH, _RUN, _SAID, _CELL_LOOKS = q("w:p"), q("w:r"), q("w:t"), q("w:tcPr")
_NO_PIECES: Final = {_PARAGRAPH, q("w:pPr")}
_BREAKS: Final = {q("w:br"): "\n", q("w:cr"): "\n", q("w:tab"): "\t", q("w:noBreakHyphen"): "-"}


def read_docx(untrusted_data: bytes, *, name: str) -> tuple[Grid, ...]:
    """Every table of the document's body in order, each with the paragraphs between it and the table before.

    Raises:
        UnreadablePaper: when it is not a Word document that can be opened safely.
        UnreadableChronology: when a table is too long.
    """
    package = open_package(untrusted_data, name=name)
    body = child(package.tree(package.main()), "w:body")
    grids: list[Grid] = []
    preamble: list[str] = []
    for element in _blocks(body) if body is not None else ():
        if element.tag == q("w:p"):
            preamble.append(_text(element))
            continue
        grids.append(Grid(tuple(_lines(element, name=name)), preamble=tuple(text for text in preamble if text.strip())))
        preamble = []
    return tuple(grids)


def _blocks(holder: etree._Element) -> Iterator[etree._Element]:
    for element in holder:
        if element.tag in {q("w:p"), q("w:tbl")}:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _blocks(element)


def _children(holder: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, those inside content controls included, those of inner tables not."""
    for element in holder:
        if element.tag == q(name):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _children(element, name)


def _lines(table: etree._Element, *, name: str) -> Iterator[Line]:
    above: dict[int, Cell] = {}
    for number, row in enumerate(_children(table, "w:tr"), 1):
        if number > MOST_ROWS:
            raise UnreadableChronology(f"{name} has a table of more than {MOST_ROWS} rows: split it and try again.")
        if child(row, "w:trPr", "w:del") is not None:
            continue
        cells, above = _cells(row, above)
        yield Line(number, tuple(cells), hidden=is_on(child(row, "w:trPr", "w:hidden")))


def _cells(row: etree._Element, above: dict[int, Cell]) -> tuple[list[Cell], dict[int, Cell]]:
    """The row's cells by column of the grid, and those that the next row may continue."""
    start = _number(child(row, "w:trPr", "w:gridBefore"))
    cells = [Cell("", first=place, last=place) for place in range(start)]
    open_below: dict[int, Cell] = {}
    for element in _children(row, "w:tc"):
        first = len(cells)
        looks = element.find(_CELL_LOOKS)
        last = min(first + max(1, _number(child(looks, "w:gridSpan"))), MOST_COLUMNS) - 1
        merged = child(looks, "w:vMerge")
        cell = Cell(_text(element), first=first, last=last)
        if merged is not None and value(merged) != "restart" and cell.is_blank:
            upper = above.get(first)
            cell = Cell(upper.text if upper else "", first=first, last=last, carried=True)
        if merged is not None:
            open_below[first] = cell
        cells.extend([cell] * (last - first + 1))
        if len(cells) >= MOST_COLUMNS:
            break
    return cells, open_below


def _number(element: etree._Element | None) -> int:
    said = value(element)
    return min(int(said), MOST_COLUMNS) if said.isdigit() and len(said) < 5 else 0


def _text(holder: etree._Element) -> str:
    """What a paragraph or a cell shows: paragraphs on lines of their own, deleted and hidden text left out."""
    if holder.tag == q("w:p"):
        return "".join(_pieces(holder))
    paragraphs = [paragraph for paragraph in holder.iter(_PARAGRAPH) if not _is_unseen(paragraph, holder)]
    return "\n".join("".join(_pieces(paragraph)) for paragraph in paragraphs)


def _is_unseen(paragraph: etree._Element, holder: etree._Element) -> bool:
    return paragraph.getparent() is not holder and next(paragraph.iterancestors(*_UNSEEN), None) is not None


def _pieces(holder: etree._Element) -> Iterator[str]:
    for element in holder:
        tag = element.tag
        if tag == _SAID:
            yield element.text or ""
        elif tag in _UNSEEN or tag in _NO_PIECES:
            continue
        elif tag in _BREAKS:
            yield _BREAKS[tag] if element.get(q("w:type"), "textWrapping") == "textWrapping" else ""
        elif tag == _RUN and is_on(child(element, "w:rPr", "w:vanish")):
            continue
        else:
            yield from _pieces(element)
