"""What is drawn on a page, and how does each thing look? Asked of the drawing library with few calls."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from safelight.core.papers.pdf.squares import Box

LIGHTEST: Final = 120
LIGHT_FROM: Final = 200
OPAQUE: Final = 255
LEAST_POINTS: Final = 4.0
LEAST_STRETCH: Final = 0.4
MOST_DEPTH: Final = 20

Holder = Any
"""An object of the drawing library; it has no type of its own in Python."""


class Looker:
    """Asks the drawing library for the facts of one object after another, into the same few variables."""

    def __init__(self) -> None:
        self._sides = [ctypes.c_float(0) for _ in range(4)]
        self._to_sides = [ctypes.byref(side) for side in self._sides]
        self._ink = [ctypes.c_uint(0) for _ in range(4)]
        self._to_ink = [ctypes.byref(part) for part in self._ink]
        self._size, self._matrix = ctypes.c_float(0), raw.FS_MATRIX()
        self._to_size, self._to_matrix = ctypes.byref(self._size), ctypes.byref(self._matrix)
        self._modes = ctypes.c_int(0), ctypes.c_int(0)

    def bounds(self, one: Any) -> Box | None:
        """The box round an object, in points; None where the library cannot tell."""
        if not raw.FPDFPageObj_GetBounds(one, *self._to_sides):
            return None
        left, bottom, right, top = self._sides
        return left.value, bottom.value, right.value, top.value

    def fill(self, one: Any) -> tuple[int, int, int, int] | None:
        """The colour in which an object is filled, and how solid it is; None where it is no one colour."""
        if not raw.FPDFPageObj_GetFillColor(one, *self._to_ink):
            return None
        red, green, blue, solid = self._ink
        return red.value, green.value, blue.value, solid.value

    def is_large(self, one: Any) -> bool:
        """Whether the letters of a text are large enough to read, both ways; for text on the page itself."""
        raw.FPDFTextObj_GetFontSize(one, self._to_size)
        raw.FPDFPageObj_GetMatrix(one, self._to_matrix)
        matrix, size = self._matrix, abs(self._size.value)
        high = size * math.hypot(matrix.c, matrix.d)
        wide = size * math.hypot(matrix.a, matrix.b)
        return high >= LEAST_POINTS and wide >= LEAST_STRETCH * high

    def is_plain_text(self, one: Any, box: Box) -> bool:
        """Whether a text is dark, solid, large and cut off by nothing."""
        ink = self.fill(one)
        if ink is None or ink[3] != OPAQUE or min(ink[:3]) > LIGHTEST:
            return False
        return self._is_whole(one, box) and self.is_large(one)

    def is_black_text(self, one: Any) -> bool:
        """Whether a text looks already as it would in solid black, cut off by nothing."""
        if self.fill(one) != (0, 0, 0, OPAQUE):
            return False
        box = self.bounds(one)
        return box is not None and self._is_whole(one, box)

    def is_light(self, one: Any) -> bool:
        """Whether a path is surely light wherever it leaves a mark, so that dark words upon it show."""
        fill, stroke = self._modes
        if raw.FPDFPageObj_HasTransparency(one) or not raw.FPDFPath_GetDrawMode(
            one, ctypes.byref(fill), ctypes.byref(stroke)
        ):
            return False
        if fill.value and min((self.fill(one) or (0,))[:3]) < LIGHT_FROM:
            return False
        if not stroke.value:
            return True
        known = raw.FPDFPageObj_GetStrokeColor(one, *self._to_ink)
        return bool(known) and min(part.value for part in self._ink[:3]) >= LIGHT_FROM

    @staticmethod
    def _is_whole(one: Any, box: Box) -> bool:
        if raw.FPDFTextObj_GetTextRenderMode(one) != raw.FPDF_TEXTRENDERMODE_FILL:
            return False
        return not raw.FPDFPageObj_HasTransparency(one) and _is_unclipped(one, box)


def leaves_of(page: pdfium.PdfPage, *, deep: int = MOST_DEPTH) -> Iterator[Holder]:
    """Everything on a page that is not itself made of others, down to what lies that deep in drawings."""
    yield from _within(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, page.raw, deep=deep)


def _within(count: Callable[..., int], get: Callable[..., Holder], holder: Holder, *, deep: int) -> Iterator[Holder]:
    kind_of = raw.FPDFPageObj_GetType
    for place in range(count(holder)):
        one = get(holder, place)
        if kind_of(one) == raw.FPDF_PAGEOBJ_FORM:
            if deep > 0:
                yield from _within(raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, one, deep=deep - 1)
        else:
            yield one


def lies_within(inner: Box, outer: Box) -> bool:
    """Whether one box lies wholly in another."""
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


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
