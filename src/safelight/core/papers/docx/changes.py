"""What does a document say once its tracked changes are accepted? What was deleted goes, what was added stays."""

from __future__ import annotations

from typing import Final

from lxml import etree

from safelight.core.papers.docx.names import child, inside, q
from safelight.core.papers.tree import drop, unwrap

ADDED: Final = ("w:ins", "w:moveTo")
REMOVED: Final = ("w:del", "w:moveFrom", "w:delText", "w:delInstrText")
MARKS: Final = (
    "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd",
    "w:customXmlInsRangeStart", "w:customXmlInsRangeEnd", "w:customXmlDelRangeStart", "w:customXmlDelRangeEnd",
    "w:customXmlMoveFromRangeStart", "w:customXmlMoveFromRangeEnd", "w:customXmlMoveToRangeStart",
    "w:customXmlMoveToRangeEnd", "w:numberingChange",
)  # fmt: skip
FORMAT_CHANGES: Final = tuple(
    f"{{*}}{name}Change"
    for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "numbering")
)


def changes_in(root: etree._Element) -> list[etree._Element]:
    """Every mark of a tracked change: text added, removed or moved, rows and cells, changes of format."""
    names = (*ADDED, "w:del", "w:moveFrom", "w:cellIns", "w:cellDel", "w:cellMerge", "w:numberingChange")
    return list(root.iter(*(q(name) for name in names), *FORMAT_CHANGES))


def accept_changes(root: etree._Element) -> None:
    """Accept every tracked change in a part."""
    _accept_rows_and_cells(root)
    _join_paragraphs(root)
    for element in list(root.iter(*(q(name) for name in (*REMOVED, *MARKS)))):
        drop(element)
    for element in list(root.iter(*FORMAT_CHANGES)):
        drop(element)
    for element in list(root.iter(*(q(name) for name in ADDED))):
        unwrap(element)


def _accept_rows_and_cells(root: etree._Element) -> None:
    for properties in list(root.iter(q("w:trPr"))):
        row = properties.getparent()
        if child(properties, "w:del") is not None and row is not None:
            drop(row)
    for mark in list(root.iter(q("w:cellDel"))):
        cell = inside(mark, "w:tc")
        for paragraph in list(cell.iter(q("w:p"))) if cell is not None else []:
            _empty(paragraph)
    for mark in list(root.iter(q("w:cellIns"), q("w:cellDel"), q("w:cellMerge"))):
        drop(mark)
    for table in list(root.iter(q("w:tbl"))):
        if table.find(q("w:tr")) is None:
            drop(table)


def _join_paragraphs(root: etree._Element) -> None:
    """A deleted paragraph mark joins what is left of its paragraph to the next one."""
    for paragraph in list(root.iter(q("w:p"))):
        mark = child(paragraph, "w:pPr", "w:rPr")
        if child(mark, "w:del") is None and child(mark, "w:moveFrom") is None:
            continue
        following = paragraph.getnext()
        if following is None or following.tag != q("w:p") or child(paragraph, "w:pPr", "w:sectPr") is not None:
            continue
        place = 1 if following.find(q("w:pPr")) is not None else 0
        for offset, element in enumerate(element for element in list(paragraph) if element.tag != q("w:pPr")):
            following.insert(place + offset, element)
        drop(paragraph)


def _empty(paragraph: etree._Element) -> None:
    for element in [element for element in paragraph if element.tag != q("w:pPr")]:
        drop(element)
