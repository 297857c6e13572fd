"""What does the reader of a Word file read, in order? Headings, paragraphs, list items and tables; nothing hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from safelight.core.papers.docx.looks import Looks
from safelight.core.papers.docx.names import child, is_on, q, value
from safelight.core.papers.docx.package import Package, open_package
from safelight.core.papers.docx.story import read_story

NUMBERED: Final = {
    "decimal",
    "lowerLetter",
    "upperLetter",
    "lowerRoman",
    "upperRoman",
    "ordinal",
    "cardinalText",
    "ordinalText",
}
HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
WRAPPERS: Final = {"w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its heading level (0 for none), and whether and how it is an item of a list."""

    text: str
    heading: int = 0
    listed: str = ""
    numbered: bool = False

    def same_list(self, other: Line) -> bool:
        """Whether two neighbours are items of one list."""
        return bool(self.listed) and self.listed == other.listed


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the header is empty where no row is marked as one."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Piece = Line | Grid


def read_prose(untrusted_data: bytes, *, name: str) -> tuple[Piece, ...]:
    """The document as its reader sees it: what is deleted, hidden or commented is left out, as are headers and notes.

    Raises:
        UnreadablePaper: when the file is not a Word document that can be read.
    """
    package = open_package(untrusted_data, name=name)
    body = child(package.tree(package.main()), "w:body")
    return () if body is None else tuple(_Prose(package).pieces(body))


class _Prose:
    def __init__(self, package: Package) -> None:
        self._looks = Looks(package)
        blocks = read_story(package.tree(package.main()), looks=self._looks).blocks
        self._seen = {block.element: "".join(one.piece.text for one in block.shown) for block in blocks}
        self._numbering = _number_formats(package)

    def pieces(self, holder: etree._Element) -> Iterator[Piece]:
        for element in holder:
            if element.tag == q("w:p"):
                yield from self._paragraph(element)
            elif element.tag == q("w:tbl"):
                yield from self._table(element)
            elif element.tag in {q(name) for name in WRAPPERS}:
                yield from self.pieces(element)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Line]:
        text = self._text(paragraph)
        if text:
            yield self._line(paragraph, text)
        for box in paragraph.iter(q("w:txbxContent")):
            if next(box.iterancestors(q("mc:Fallback")), None) is None:
                yield from (piece for piece in self.pieces(box) if isinstance(piece, Line))

    def _line(self, paragraph: etree._Element, text: str) -> Line:
        style = self._looks.style_name(paragraph)
        heading = self._heading(paragraph, style)
        if heading:
            return Line(text, heading=heading)
        number = self._looks.paragraph_setting(paragraph, "w:numPr")
        given = value(child(number, "w:numId"))
        if given and given != "0":
            level = value(child(number, "w:ilvl")) or "0"
            return Line(text, listed=f"number {given}", numbered=self._numbering.get((given, level), "") in NUMBERED)
        if style.casefold().startswith("list ") and "continue" not in style.casefold():
            return Line(text, listed=style, numbered="number" in style.casefold())
        return Line(text)

    def _heading(self, paragraph: etree._Element, style: str) -> int:
        named = HEADING.fullmatch(style)
        if named:
            return min(int(named.group(1)), 6)
        if style.casefold() == "title":
            return 1
        level = value(self._looks.paragraph_setting(paragraph, "w:outlineLvl"))
        return min(int(level) + 1, 6) if level.isdigit() and int(level) < 9 else 0

    def _table(self, table: etree._Element) -> Iterator[Grid]:
        rows = [row for row in table.iter(q("w:tr")) if next(row.iterancestors(q("w:tbl")), None) is table]
        kept = [row for row in rows if child(row, "w:trPr", "w:del") is None]
        written = [tuple(self._cells(row)) for row in kept]
        if not any(any(row) for row in written):
            return
        width = max(len(row) for row in written)
        padded = [row + ("",) * (width - len(row)) for row in written]
        if self._has_header(table, kept[0]):
            yield Grid(padded[0], tuple(padded[1:]))
        else:
            yield Grid((), tuple(padded))

    def _has_header(self, table: etree._Element, first: etree._Element) -> bool:
        look = child(table, "w:tblPr", "w:tblLook")
        bits = value(look)
        flagged = bool(int(bits, 16) & 0x20) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", bits) else False
        return is_on(child(first, "w:trPr", "w:tblHeader")) or flagged or value(look, "w:firstRow") in {"1", "true"}

    def _cells(self, row: etree._Element) -> Iterator[str]:
        for cell in row.iter(q("w:tc")):
            if next(cell.iterancestors(q("w:tr")), None) is not row:
                continue
            yield "\n".join(text for text in (self._text(paragraph) for paragraph in cell.iter(q("w:p"))) if text)
            span = value(child(cell, "w:tcPr", "w:gridSpan"))
            yield from [""] * (int(span) - 1 if span.isdigit() and int(span) < 64 else 0)

    def _text(self, paragraph: etree._Element) -> str:
        seen = self._seen.get(paragraph, "")
        lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in seen.replace("\u00ad", "").split("\n"))
        return "\n".join(lines).strip("\n")


def _number_formats(package: Package) -> dict[tuple[str, str], str]:
    """How each level of each list is numbered, by the list's number and the level."""
    formats: dict[tuple[str, str], str] = {}
    for row in package.relations(package.main()):
        if row.kind != "numbering" or row.target not in package.members:
            continue
        root = package.tree(row.target)
        patterns = {value(one, "w:abstractNumId"): one for one in root.iter(q("w:abstractNum"))}
        for number in root.iter(q("w:num")):
            pattern = patterns.get(value(child(number, "w:abstractNumId")))
            for level in pattern.iter(q("w:lvl")) if pattern is not None else ():
                formats[value(number, "w:numId"), value(level, "w:ilvl")] = value(child(level, "w:numFmt"))
    return formats
