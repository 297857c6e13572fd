"""Which pages of a PDF cannot be read for certain? Only a picture, lines for letters, no meaning."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from safelight.core.papers.paper import Unreadable
from safelight.core.papers.pdf.drawn import Written
from safelight.core.papers.pdf.looker import Looker, leaves_of
from safelight.core.papers.pdf.pages import UNKNOWN, PageText

SHARE_OF_A_SCAN: Final = 0.45
FEW_WORDS: Final = 3
MANY_LINES: Final = 60
MOST_SILENT: Final = 1
MOST_DEPTH: Final = 8
MOST_OBJECTS: Final = 60_000
MOST_SHAPES: Final = 3_000
LETTER_HEIGHTS: Final = (3.0, 48.0)
LETTER_LINES: Final = (7, 400)
LETTERS_IN_A_ROW: Final = 8
DIFFERENT_LETTERS: Final = 5
WIDEST_GAP: Final = 1.5


@dataclass
class _Shapes:
    """What is on a page besides text: how much of it pictures cover, how many lines, and which look like letters."""

    pictures: float = 0.0
    lines: int = 0
    letters: list[tuple[float, float, float, int]] = field(default_factory=list)
    words: bool = False


def gaps_of(page: PageText, drawn: pdfium.PdfPage, *, written: Written) -> Iterator[Unreadable]:
    """What on one page cannot be read for certain, and what to do about it."""
    where = f"page {page.number}"
    if written.unmapped or written.silent > MOST_SILENT or UNKNOWN.search(page.text):
        yield Unreadable(
            where,
            "a font on this page does not say which letters it shows",
            "Make the PDF again with another font, or from the document it came from.",
        )
    if written.lying:
        yield Unreadable(
            where,
            "a font on this page says that it shows other letters than it draws",
            "Make the PDF again from the document it came from.",
        )
    shapes = _shapes_on(drawn)
    words = len(page.text.split())
    if shapes.pictures > SHARE_OF_A_SCAN:
        yield Unreadable(
            where,
            "most of this page is a picture, so it may be a scan with words in it",
            "Make the PDF from the document it came from, or type the words out.",
        )
    elif words < FEW_WORDS and (shapes.pictures > 0 or shapes.lines > MANY_LINES):
        yield Unreadable(
            where,
            "this page is only a picture or a drawing, so the words in it cannot be read",
            "Make the PDF from the document it came from, or type the words out.",
        )
    elif shapes.words or _stand_in_a_row(shapes.letters):
        yield Unreadable(
            where,
            "shapes on this page look like letters drawn as lines, which cannot be read",
            "Make the PDF again from the document it came from, with its words as text.",
        )


def _shapes_on(drawn: pdfium.PdfPage) -> _Shapes:
    wide, high = drawn.get_size()
    shapes = _Shapes()
    looker = Looker()
    for one in islice(leaves_of(drawn, deep=MOST_DEPTH), MOST_OBJECTS):
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = looker.bounds(one) or (0.0, 0.0, 0.0, 0.0)
            shapes.pictures += (right - left) * (top - bottom) / max(wide * high, 1)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            count = raw.FPDFPath_CountSegments(one)
            shapes.lines += max(count, 1)
            if count >= LETTER_LINES[0] and len(shapes.letters) < MOST_SHAPES:
                _look_at(one, count, shapes)
    return shapes


def _look_at(path: Any, count: int, shapes: _Shapes) -> None:
    """Whether a path could be a letter, or a whole word in one."""
    box, mode, stroke = Looker().bounds(path), ctypes.c_int(0), ctypes.c_int(0)
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(mode), ctypes.byref(stroke))
    if box is None or not mode.value:
        return
    high, wide = box[3] - box[1], box[2] - box[0]
    if not LETTER_HEIGHTS[0] <= high <= LETTER_HEIGHTS[1]:
        return
    if count <= LETTER_LINES[1] and wide < 3 * high:
        shapes.letters.append((box[1], box[0], box[2], count))
    elif wide >= 3 * high and count >= 8 * LETTERS_IN_A_ROW:
        kinds = [raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(path, place)) for place in range(count)]
        shapes.words |= kinds.count(raw.FPDF_SEGMENT_MOVETO) >= LETTERS_IN_A_ROW and raw.FPDF_SEGMENT_BEZIERTO in kinds


def _stand_in_a_row(letters: list[tuple[float, float, float, int]]) -> bool:
    """Whether many different small shapes follow one another closely on one line, as letters do."""
    rows: dict[int, list[tuple[float, float, int]]] = {}
    for bottom, left, right, count in letters:
        rows.setdefault(round(bottom), []).append((left, right, count))
    for row in rows.values():
        close: list[int] = []
        reached = None
        for left, right, count in sorted(row):
            width = right - left
            if reached is not None and left - reached > WIDEST_GAP * max(width, 4):
                close = []
            close.append(count)
            reached = right
            if len(close) >= LETTERS_IN_A_ROW and len(set(close)) >= DIFFERENT_LETTERS:
                return True
    return False
