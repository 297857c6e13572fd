"""Is a page so plainly drawn that all its words show? Dark letters, whole on the page, and nothing near them."""

from __future__ import annotations

import ctypes
import math
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from safelight.core.papers.pdf.squares import Box, share_a_place

LIGHTEST: Final = 120
OPAQUE: Final = 255
LEAST_POINTS: Final = 4.0
LEAST_STRETCH: Final = 0.4
SHARED: Final = 0.3
MOST_OBJECTS: Final = 400
"""With more, looking at each of them takes longer than drawing the page."""


def is_plain(page: pdfium.PdfPage) -> bool:
    """Whether nothing on a page could keep a reader from seeing any of its words; False where that is not certain."""
    count = raw.FPDFPage_CountObjects(page)
    if count > MOST_OBJECTS or not _has_only_links(page):
        return False
    shown = page.get_bbox()
    texts: list[Box] = []
    shapes: list[Box] = []
    for place in range(count):
        one = raw.FPDFPage_GetObject(page, place)
        kind, box = raw.FPDFPageObj_GetType(one), bounds_of(one)
        if kind == raw.FPDF_PAGEOBJ_FORM or box is None:
            return False
        if kind != raw.FPDF_PAGEOBJ_TEXT:
            shapes.append(box)
        elif box[0] < box[2] and box[1] < box[3]:
            if not lies_within(box, shown) or not _is_plain_text(one, box):
                return False
            texts.append(box)
    return not share_a_place(texts, share=SHARED) and not _touch(texts, shapes)


def bounds_of(one: Any) -> Box | None:
    """The box round an object, in points; None where the library cannot tell."""
    sides = [ctypes.c_float(0) for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(one, *(ctypes.byref(side) for side in sides)):
        return None
    return sides[0].value, sides[1].value, sides[2].value, sides[3].value


def lies_within(inner: Box, outer: Box) -> bool:
    """Whether one box lies wholly in another."""
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _has_only_links(page: pdfium.PdfPage) -> bool:
    for place in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, place)
        kind = raw.FPDFAnnot_GetSubtype(note)
        looks = raw.FPDFAnnot_HasKey(note, b"AP")
        raw.FPDFPage_CloseAnnot(note)
        if kind != raw.FPDF_ANNOT_LINK or looks:
            return False
    return True


def _is_plain_text(one: Any, box: Box) -> bool:
    if raw.FPDFTextObj_GetTextRenderMode(one) != raw.FPDF_TEXTRENDERMODE_FILL or raw.FPDFPageObj_HasTransparency(one):
        return False
    ink = [ctypes.c_uint(0) for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(one, *(ctypes.byref(part) for part in ink)):
        return False
    if ink[3].value != OPAQUE or min(part.value for part in ink[:3]) > LIGHTEST:
        return False
    return is_large(one) and _is_unclipped(one, box)


def is_large(one: Any) -> bool:
    """Whether the letters of a text are large enough to read, both ways; for text on the page itself."""
    size, matrix = ctypes.c_float(0), raw.FS_MATRIX()
    raw.FPDFTextObj_GetFontSize(one, ctypes.byref(size))
    raw.FPDFPageObj_GetMatrix(one, ctypes.byref(matrix))
    high = abs(size.value) * math.hypot(matrix.c, matrix.d)
    wide = abs(size.value) * math.hypot(matrix.a, matrix.b)
    return high >= LEAST_POINTS and wide >= LEAST_STRETCH * high


def _is_unclipped(one: Any, box: Box) -> bool:
    """Whether every clip of a text is a rectangle round the whole of it."""
    clip = raw.FPDFPageObj_GetClipPath(one)
    count = raw.FPDFClipPath_CountPaths(clip) if clip else 0
    return count <= 0 or all(_is_around(clip, path, box) for path in range(count))


def _is_around(clip: Any, path: int, box: Box) -> bool:
    points: list[tuple[float, float]] = []
    across, up = ctypes.c_float(0), ctypes.c_float(0)
    count = raw.FPDFClipPath_CountPathSegments(clip, path)
    if not 4 <= count <= 6:
        return False
    for place in range(count):
        segment = raw.FPDFClipPath_GetPathSegment(clip, path, place)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(across), ctypes.byref(up))
        points.append((round(across.value, 2), round(up.value, 2)))
    xs, ys = {x for x, _ in points}, {y for _, y in points}
    return len(xs) == len(ys) == 2 and lies_within(box, (min(xs), min(ys), max(xs), max(ys)))


def _touch(texts: list[Box], shapes: list[Box]) -> bool:
    return any(
        one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
        for other in shapes
        for one in texts
    )
