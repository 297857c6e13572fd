"""Which lines are ruled on a page, and which of them make the grid of a table?"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from safelight.core.papers.pdf.remake.letters import View
from safelight.core.papers.pdf.remake.type import Box

STRAIGHT: Final = 1.0
SHORTEST: Final = 5.0
TOUCH: Final = 3.0
MOST_SEGMENTS: Final = 4_000
MOST_EDGES: Final = 6_000
MOST_DEPTH: Final = 8
WHITE_FROM: Final = 250
Matrix = tuple[float, float, float, float, float, float]
PLAIN: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight line; `at` is its height on the page if it lies, or its distance from the left if it stands."""

    lies: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table: where its columns and rows part, and its edges, by which cells run together."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    edges: tuple[Edge, ...]

    @property
    def box(self) -> Box:
        """The table as a whole."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def parts(self, *, lies: bool, at: float, middle: float) -> bool:
        """Whether a line stands between two cells: at this place, across this point."""
        return any(
            edge.lies == lies and abs(edge.at - at) <= TOUCH and edge.start - 1 <= middle <= edge.end + 1
            for edge in self.edges
        )


def grids_of(page: pdfium.PdfPage) -> tuple[Grid, ...]:
    """The grids that are ruled on a page, from the top; a single box round something is none."""
    edges = _merged(tuple(_edges(page)))
    if len(edges) > MOST_EDGES:
        return ()
    found = [grid for group in _touching(edges) if (grid := _grid(group)) is not None]
    inside = [one for one in found if not any(two is not one and _holds(two.box, one.box) for two in found)]
    return tuple(sorted(inside, key=lambda grid: (grid.ys[0], grid.xs[0])))


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0] + 1 and outer[1] <= inner[1] + 1 and outer[2] >= inner[2] - 1 and outer[3] >= inner[3] - 1
    )


def _grid(group: Sequence[Edge]) -> Grid | None:
    xs = _places(edge.at for edge in group if not edge.lies)
    ys = _places(edge.at for edge in group if edge.lies)
    lying = [edge for edge in group if edge.lies]
    if lying and len(ys) > 2:
        # A table that is open at its sides ends where its lines end.
        xs = _places((*xs, min(edge.start for edge in lying), max(edge.end for edge in lying)))
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    return Grid(xs, ys, tuple(group))


def _places(values: Any) -> tuple[float, ...]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > TOUCH:
            places.append(value)
    return tuple(places)


def _merged(edges: Sequence[Edge]) -> tuple[Edge, ...]:
    """Edges on one line that touch, as one."""
    merged: list[Edge] = []
    for edge in sorted(edges, key=lambda one: (one.lies, round(one.at), one.start)):
        last = merged[-1] if merged else None
        if last and last.lies == edge.lies and abs(last.at - edge.at) <= 1.5 and edge.start <= last.end + TOUCH:
            merged[-1] = Edge(last.lies, last.at, last.start, max(last.end, edge.end))
        else:
            merged.append(edge)
    return tuple(edge for edge in merged if edge.end - edge.start >= SHORTEST)


def _touching(edges: Sequence[Edge]) -> Iterator[list[Edge]]:
    """Edges that hang together; lines of one width below each other hang together as well, as in an open table."""
    home = list(range(len(edges)))

    def root(one: int) -> int:
        while home[one] != one:
            home[one] = home[home[one]]
            one = home[one]
        return one

    lying = [(place, edge) for place, edge in enumerate(edges) if edge.lies]
    standing = [(place, edge) for place, edge in enumerate(edges) if not edge.lies]
    for place, edge in lying:
        for other_place, other in standing:
            meets = edge.start - TOUCH <= other.at <= edge.end + TOUCH
            if meets and other.start - TOUCH <= edge.at <= other.end + TOUCH:
                home[root(place)] = root(other_place)
    groups: dict[int, list[Edge]] = {}
    for place, edge in enumerate(edges):
        groups.setdefault(root(place), []).append(edge)
    lonely: dict[tuple[int, int], list[Edge]] = {}
    for group in groups.values():
        if len(group) == 1 and group[0].lies:
            lonely.setdefault((round(group[0].start / 4), round(group[0].end / 4)), []).append(group[0])
        else:
            yield group
    yield from (group for group in lonely.values() if len(group) > 2)


def _edges(page: pdfium.PdfPage) -> Iterator[Edge]:
    view = View(page)
    for holder, matrix in objects_on(page, kind=raw.FPDF_PAGEOBJ_PATH):
        if _is_drawn(holder):
            yield from _path_edges(holder, matrix, view)


def objects_on(page: pdfium.PdfPage, *, kind: int) -> Iterator[tuple[Any, Matrix]]:
    """What is drawn on a page of one kind, also as part of a larger whole, and how it is placed there."""
    yield from _objects(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, PLAIN, wanted=kind, depth=0)


def _objects(
    owner: Any, count: Any, get: Any, matrix: Matrix, *, wanted: int, depth: int
) -> Iterator[tuple[Any, Matrix]]:
    for place in range(count(owner)):
        one = get(owner, place)
        kind = raw.FPDFPageObj_GetType(one)
        if kind == wanted:
            yield one, _times(_matrix(one), matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MOST_DEPTH:
            inner = _times(_matrix(one), matrix)
            yield from _objects(
                one, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, wanted=wanted, depth=depth + 1
            )


def _matrix(holder: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(holder, ctypes.byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, two: Matrix) -> Matrix:
    return (
        one[0] * two[0] + one[1] * two[2],
        one[0] * two[1] + one[1] * two[3],
        one[2] * two[0] + one[3] * two[2],
        one[2] * two[1] + one[3] * two[3],
        one[4] * two[0] + one[5] * two[2] + two[4],
        one[4] * two[1] + one[5] * two[3] + two[5],
    )


def _is_drawn(holder: Any) -> bool:
    """Whether a path leaves a mark: a line, or an area that is not white."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(holder, ctypes.byref(fill), ctypes.byref(stroke))
    if stroke.value:
        return True
    ink = [ctypes.c_uint(255) for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(holder, *(ctypes.byref(one) for one in ink))
    return bool(fill.value) and ink[3].value > 0 and min(one.value for one in ink[:3]) < WHITE_FROM


def _path_edges(holder: Any, matrix: Matrix, view: View) -> Iterator[Edge]:
    points: list[tuple[float, float]] = []
    for place in range(min(raw.FPDFPath_CountSegments(holder), MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(holder, place)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = raw.FPDFPathSegment_GetType(segment)
        here = view.point(
            x.value * matrix[0] + y.value * matrix[2] + matrix[4], x.value * matrix[1] + y.value * matrix[3] + matrix[5]
        )
        if kind == raw.FPDF_SEGMENT_LINETO and points:
            yield from _edge(points[-1], here)
        elif kind == raw.FPDF_SEGMENT_MOVETO:
            points = []
        points.append(here)
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            yield from _edge(points[-1], points[0])


def _edge(one: tuple[float, float], two: tuple[float, float]) -> Iterator[Edge]:
    across, down = abs(one[0] - two[0]), abs(one[1] - two[1])
    if down <= STRAIGHT and across > STRAIGHT:
        yield Edge(True, (one[1] + two[1]) / 2, min(one[0], two[0]), max(one[0], two[0]))
    elif across <= STRAIGHT and down > STRAIGHT:
        yield Edge(False, (one[0] + two[0]) / 2, min(one[1], two[1]), max(one[1], two[1]))
