"""What does the reader of an OpenDocument Text read, in order? Headings, paragraphs, list items and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.docx.prose import Grid, Line, Piece
from safelight.core.papers.odt.flow import PARAGRAPHS, WRAPPERS, Changes, changes_of, flow_of, shown
from safelight.core.papers.odt.looks import Looks
from safelight.core.papers.odt.names import NAMESPACES, inside, local, q, space, value
from safelight.core.papers.odt.package import Package, open_package
from safelight.core.papers.tree import is_element

MOST_SPANNED: Final = 64
ENTERED: Final = {"section", "index-body", "table-of-content", "alphabetical-index", "illustration-index",
                  "table-index", "object-index", "user-index", "bibliography", "index-title",
                  "numbered-paragraph"}  # fmt: skip
TITLES: Final = {"title": 1}


def read_prose(untrusted_data: bytes, *, name: str) -> tuple[Piece, ...]:
    """The document as its reader sees it: what is deleted, hidden or commented is left out, as are headers and notes.

    Raises:
        UnreadablePaper: when the file is not an OpenDocument Text that can be read.
    """
    package = open_package(untrusted_data, name=name)
    body = package.tree("content.xml").find(f"{q('office:body')}/{q('office:text')}")
    return () if body is None else tuple(_Prose(package).pieces(body))


class _Prose:
    def __init__(self, package: Package) -> None:
        self._looks = Looks(package, "content.xml")
        self._changes: Changes = changes_of(package.tree("content.xml"))
        self._numbered = _numbered_lists(package)
        self._lists = 0

    def pieces(self, holder: etree._Element) -> Iterator[Piece]:
        for element in holder:
            if not is_element(element):
                continue
            if element.tag in PARAGRAPHS:
                yield from self._paragraph(element)
            elif element.tag == q("table:table"):
                yield from self._table(element)
            elif element.tag == q("text:list"):
                self._lists += 1
                yield from self._list(element, value(element, "text:style-name"), level=1)
            elif space(element) == NAMESPACES["text"] and local(element) in ENTERED:
                yield from self.pieces(element)
            elif space(element) == NAMESPACES["draw"]:
                yield from self._boxes(element)

    def _paragraph(self, paragraph: etree._Element, *, listed: str = "", numbered: bool = False) -> Iterator[Line]:
        text = self._text(paragraph)
        if text:
            heading = self._heading(paragraph)
            yield Line(text, heading=heading) if heading else Line(text, listed=listed, numbered=numbered)
        yield from self._boxes(paragraph)

    def _boxes(self, holder: etree._Element) -> Iterator[Line]:
        """What stands in boxes and shapes beneath an element, in order; notes and comments are not entered."""
        for element in holder:
            if not is_element(element):
                continue
            drawn = space(element) == NAMESPACES["draw"]
            if drawn and self._looks.hides(element) is not None:
                continue
            if drawn and any(is_element(one) and one.tag in PARAGRAPHS for one in element):
                yield from (piece for piece in self.pieces(element) if isinstance(piece, Line))
            elif drawn or local(element) in WRAPPERS:
                yield from self._boxes(element)

    def _list(self, items: etree._Element, style: str, *, level: int) -> Iterator[Line]:
        listed = f"list {self._lists}"
        for item in items:
            if not is_element(item) or local(item) not in {"list-item", "list-header"}:
                continue
            for element in item:
                if not is_element(element):
                    continue
                if element.tag in PARAGRAPHS:
                    numbered = (style, str(level)) in self._numbered
                    yield from self._paragraph(element, listed=listed, numbered=numbered)
                elif element.tag == q("text:list"):
                    own = value(element, "text:style-name") or style
                    yield from self._list(element, own, level=level + 1)

    def _heading(self, paragraph: etree._Element) -> int:
        if paragraph.tag == q("text:h"):
            level = value(paragraph, "text:outline-level")
            return min(int(level), 6) if level.isdigit() and level != "0" and len(level) < 3 else 1
        chain = self._looks.styles.chain("paragraph", value(paragraph, "text:style-name"))
        return next(
            (TITLES[name] for name in (value(one, "style:name").casefold() for one in chain) if name in TITLES), 0
        )

    def _table(self, table: etree._Element) -> Iterator[Grid]:
        rows = [row for row in table.iter(q("table:table-row")) if inside(row, "table:table") is table]
        kept = [row for row in rows if self._looks.hides(row) is None]
        written = [tuple(self._cells(row)) for row in kept]
        if not any(any(row) for row in written):
            return
        width = max(len(row) for row in written)
        padded = [row + ("",) * (width - len(row)) for row in written]
        if next(kept[0].iterancestors(q("table:table-header-rows")), None) is not None:
            yield Grid(padded[0], tuple(padded[1:]))
        else:
            yield Grid((), tuple(padded))

    def _cells(self, row: etree._Element) -> Iterator[str]:
        for cell in row:
            if not is_element(cell) or not local(cell).endswith("table-cell"):
                continue
            said = [self._text(one) for one in cell.iter(*PARAGRAPHS)] if local(cell) == "table-cell" else []
            repeated = value(cell, "table:number-columns-repeated")
            times = min(int(repeated), MOST_SPANNED) if repeated.isdigit() and len(repeated) < 9 else 1
            yield from ["\n".join(text for text in said if text)] * times

    def _text(self, paragraph: etree._Element) -> str:
        found = flow_of(paragraph, looks=self._looks, changes=self._changes).stretches
        seen = "".join(one.piece.text for one in shown(found))
        lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in seen.replace("\u00ad", "").split("\n"))
        return "\n".join(lines).strip("\n")


def _numbered_lists(package: Package) -> frozenset[tuple[str, str]]:
    """The lists that are numbered, with the levels at which they are."""
    found = set()
    for member in ("content.xml", "styles.xml"):
        if member in package.members:
            for level in package.tree(member).iter(q("text:list-level-style-number")):
                if value(level, "style:num-format"):
                    holder = level.getparent()
                    found.add((value(holder, "style:name"), value(level, "text:level")))
    return frozenset(found)
