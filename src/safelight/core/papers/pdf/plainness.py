"""Is a page so plainly drawn that all its words show? Dark letters, whole on the page, and nothing near them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from safelight.core.papers.pdf.looker import Looker, lies_within
from safelight.core.papers.pdf.squares import Box, Row, rows_of, share_a_place

SHARED: Final = 0.3
MOST_OBJECTS: Final = 20_000
MOST_SHAPES: Final = 2_000


@dataclass(slots=True)
class _Shape:
    """Something that is not text: where it is, after how many texts it is drawn, and whether it is surely light."""

    box: Box
    after: int
    light: bool


def is_plain(page: pdfium.PdfPage) -> bool:
    """Whether nothing on a page could keep a reader from seeing any of its words; False where that is not certain."""
    holder = page.raw
    count = raw.FPDFPage_CountObjects(holder)
    if count > MOST_OBJECTS or not _has_only_links(page):
        return False
    shown, looker = page.get_bbox(), Looker()
    texts: list[Box] = []
    shapes: list[_Shape] = []
    for place in range(count):
        one = raw.FPDFPage_GetObject(holder, place)
        kind, box = raw.FPDFPageObj_GetType(one), looker.bounds(one)
        if kind == raw.FPDF_PAGEOBJ_FORM or box is None:
            return False
        if kind != raw.FPDF_PAGEOBJ_TEXT:
            shapes.append(_Shape(box, len(texts), kind == raw.FPDF_PAGEOBJ_PATH and looker.is_light(one)))
        elif box[0] < box[2] and box[1] < box[3]:
            if not lies_within(box, shown) or not looker.is_plain_text(one, box):
                return False
            texts.append(box)
    rows = rows_of(texts)
    return len(shapes) <= MOST_SHAPES and not (
        share_a_place(texts, share=SHARED, rows=rows) or _touch(texts, rows, shapes)
    )


def _has_only_links(page: pdfium.PdfPage) -> bool:
    for place in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, place)
        kind = raw.FPDFAnnot_GetSubtype(note)
        looks = raw.FPDFAnnot_HasKey(note, b"AP")
        raw.FPDFPage_CloseAnnot(note)
        if kind != raw.FPDF_ANNOT_LINK or looks:
            return False
    return True


def _touch(texts: list[Box], rows: list[Row], shapes: list[_Shape]) -> bool:
    """Whether anything could spoil a text: whatever is drawn over it, and what is drawn under it unless it is light."""
    for shape in shapes:
        for row in rows:
            if _meet(row.box, shape.box):
                spoilt = row.members if not shape.light else [one for one in row.members if one < shape.after]
                if any(_meet(texts[one], shape.box) for one in spoilt):
                    return True
    return False


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
