"""What do the pages of a PDF show, in order and with its structure? Every letter that is seen, in exactly one place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pypdfium2 as pdfium

from safelight.core.papers.pdf.remake.columns import Column, Row, Strip, strips_of
from safelight.core.papers.pdf.remake.letters import Face, read_face
from safelight.core.papers.pdf.remake.lines import joined, rows_of, segments_of
from safelight.core.papers.pdf.remake.model import Block, Cell, Paragraph, Picture, Role, Sheet, Table
from safelight.core.papers.pdf.remake.paragraphs import Habits, habits_of, paragraphs_of
from safelight.core.papers.pdf.remake.pictures import pictures_of
from safelight.core.papers.pdf.remake.rulings import Grid, grids_of
from safelight.core.papers.pdf.remake.type import Line, Word, around

NUMBER_ALONE: Final = re.compile(
    r"(?:page\s*)?[-–]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I
)
EDGE_ROWS: Final = 3
EDGE: Final = 0.14
"""How much of a page, at its top and at its foot, may be taken by the lines that run round its text."""

FEWEST_FILLED: Final = 0.3
HIGHEST_LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class _Draft:
    face: Face
    heads: tuple[Row, ...]
    strips: tuple[Strip | tuple[Grid, tuple[Word, ...]], ...]
    feet: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The pages of a document, and how many letters and digits its reader sees on each."""

    sheets: tuple[Sheet, ...]
    letters: tuple[int, ...]
    habits: Habits


def read_sheets(data: bytes, *, closely: Container[int]) -> Reading:
    """Read every page; `closely` are the numbers of those on which every word has to be looked at by itself."""
    document = pdfium.PdfDocument(data)
    try:
        faces: list[Face] = []
        grids: list[tuple[Grid, ...]] = []
        pictures: list[tuple[Picture, ...]] = []
        for number, page in enumerate(document, 1):
            faces.append(read_face(page, closely=number in closely))
            grids.append(grids_of(page))
            pictures.append(pictures_of(page))
            page.close()
    finally:
        document.close()
    rows = [_loose(face, own) for face, own in zip(faces, grids, strict=True)]
    running = _running(faces, rows)
    drafts = [_draft(face, own, apart, running) for face, own, apart in zip(faces, grids, rows, strict=True)]
    columns = [strip.lines for draft in drafts for strip in draft.strips if isinstance(strip, Column)]
    habits = habits_of(columns)
    margins = _margins(columns)
    sheets = [_sheet(number, draft, habits, margins) for number, draft in enumerate(drafts, 1)]
    sheets = [_with_pictures(sheet, own) for sheet, own in zip(sheets, pictures, strict=True)]
    return Reading(tuple(_levelled(sheets)), tuple(face.letters for face in faces), habits)


def _within(word: Word, grid: Grid) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    left, top, right, bottom = grid.box
    return left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1


def _loose(face: Face, grids: Sequence[Grid]) -> tuple[Row, ...]:
    """The rows of a page outside its tables."""
    words = [word for word in face.words.get(0, ()) if not any(_within(word, grid) for grid in grids)]
    return tuple(segments_of(row) for row in rows_of(words))


def _key(row: Row) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text for line in row)).casefold()


def _edges(face: Face, rows: Sequence[Row]) -> Iterator[Row]:
    yield from (row for row in rows[:EDGE_ROWS] if row[0].box[3] < EDGE * face.height)
    yield from (row for row in rows[-EDGE_ROWS:] if row[0].box[1] > (1 - EDGE) * face.height)


def _running(faces: Sequence[Face], rows: Sequence[Sequence[Row]]) -> frozenset[str]:
    """What stands at the edge of several pages: the running heads and feet, with their numbers left open."""
    counts = Counter(
        key for face, own in zip(faces, rows, strict=True) for key in {_key(row) for row in _edges(face, own)}
    )
    return frozenset(key for key, count in counts.items() if count > max(1, 0.25 * len(faces)))


def _draft(face: Face, grids: Sequence[Grid], rows: Sequence[Row], running: frozenset[str]) -> _Draft:
    at_edge = {id(row) for row in _edges(face, rows)}

    def runs_round(row: Row) -> bool:
        return id(row) in at_edge and (
            _key(row) in running or bool(NUMBER_ALONE.fullmatch(_key(row).replace("#", "1")))
        )

    first = next((place for place, row in enumerate(rows) if not runs_round(row)), len(rows))
    last = next((place for place in range(len(rows), first, -1) if not runs_round(rows[place - 1])), first)
    heads = tuple(row for row in rows[:first] if row[0].box[1] < face.height / 2)
    feet = (*(row for row in rows[:first] if row[0].box[1] >= face.height / 2), *rows[last:])
    strips: list[Strip | tuple[Grid, tuple[Word, ...]]] = []
    body = list(rows[first:last])
    for grid in grids:
        above = [row for row in body if row[0].baseline < grid.ys[0]]
        body = body[len(above) :]
        strips += strips_of(above)
        strips.append((grid, tuple(word for word in face.words.get(0, ()) if _home(word, grids) is grid)))
    strips += strips_of(body)
    for turn, words in sorted(face.words.items()):
        if turn:
            strips += strips_of([segments_of(row) for row in rows_of(words)])
    return _Draft(face, heads, tuple(strips), feet)


def _home(word: Word, grids: Sequence[Grid]) -> Grid | None:
    return next((grid for grid in grids if _within(word, grid)), None)


def _margins(columns: Sequence[Sequence[Line]]) -> tuple[float, float]:
    """Where most of the document's long lines begin and end."""
    wide = [line for lines in columns for line in lines if len(line.text) > 30]
    if not wide:
        return 0.0, 0.0
    starts = sorted(line.box[0] for line in wide)
    return starts[len(starts) // 20], max(line.box[2] for line in wide)


def _sheet(number: int, draft: _Draft, habits: Habits, margins: tuple[float, float]) -> Sheet:
    blocks: list[Block] = []
    for strip in draft.strips:
        if isinstance(strip, Column):
            blocks += _column(strip.lines, habits, margins)
        elif isinstance(strip, tuple):
            blocks += _ruled(*strip, habits)
        else:
            blocks.append(
                _table(
                    strip.xs,
                    [(r, c, 1, 1, cell) for r, row in enumerate(strip.cells) for c, cell in enumerate(row)],
                    habits,
                    ruled=False,
                )
            )
    heads, feet = (
        tuple(one for row in rows for line in row for one in _edge(line, habits)) for rows in (draft.heads, draft.feet)
    )
    return Sheet(number, draft.face.width, draft.face.height, heads, tuple(blocks), feet)


def _with_pictures(sheet: Sheet, pictures: Sequence[Picture]) -> Sheet:
    """The page with each picture before the first block that begins below its middle."""
    blocks = list(sheet.blocks)
    for picture in pictures:
        middle = (picture.box[1] + picture.box[3]) / 2
        place = next((at for at, one in enumerate(blocks) if one.box[1] > middle), len(blocks))
        blocks.insert(place, picture)
    return replace(sheet, blocks=tuple(blocks))


def _edge(line: Line, habits: Habits) -> Iterator[Paragraph]:
    for one in paragraphs_of([line], habits=habits, left=line.box[0], right=line.box[2]):
        yield _unlabelled(one)


def _unlabelled(one: Paragraph) -> Paragraph:
    if one.label:
        first = replace(one.runs[0], text=f"{one.label} ")
        one = replace(one, runs=(first, *one.runs), label="")
    return replace(one, role=Role.TEXT)


def _column(lines: Sequence[Line], habits: Habits, margins: tuple[float, float]) -> Iterator[Paragraph]:
    own = around(line.box for line in lines)
    # A page with few lines ends where the others do, unless its lines stand in a column of their own.
    wide = (margins[0] - 5 <= own[0] and own[2] - own[0] > 0.6 * (margins[1] - margins[0])) or len(lines) < 4
    left, right = (min(own[0], margins[0] or own[0]), max(own[2], margins[1])) if wide else (own[0], own[2])
    yield from paragraphs_of(lines, habits=habits, left=left, right=right)


def _ruled(grid: Grid, words: Sequence[Word], habits: Habits) -> Iterator[Block]:
    places: dict[tuple[int, int], list[Word]] = {}
    homes = _merged(grid)
    for word in words:
        x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
        row = max((n for n, at in enumerate(grid.ys[:-1]) if at <= y), default=0)
        column = max((n for n, at in enumerate(grid.xs[:-1]) if at <= x), default=0)
        places.setdefault(homes[row, column][:2], []).append(word)
    if not places:
        return
    if len(places) < 2 or len(places) < FEWEST_FILLED * len(set(homes.values())):
        rows = [segments_of(row) for row in rows_of(words)]
        for strip in strips_of(rows):
            lines = (
                strip.lines
                if isinstance(strip, Column)
                else tuple(line for row in strip.cells for cell in row for line in cell)
            )
            yield from _column(lines, habits, (0.0, 0.0))
        return
    cells = [
        (*home, tuple(joined(segments_of(row)) for row in rows_of(places.get(home[:2], ()))))
        for home in sorted(set(homes.values()))
    ]
    yield _table(grid.xs, cells, habits, ruled=True)


def _merged(grid: Grid) -> dict[tuple[int, int], tuple[int, int, int, int]]:
    """Which cell each field of the grid belongs to, as its first row and column and how many of each it takes."""
    deep, wide = len(grid.ys) - 1, len(grid.xs) - 1
    homes: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for row in range(deep):
        for column in range(wide):
            if (row, column) in homes:
                continue
            end = column + 1
            middle = (grid.ys[row] + grid.ys[row + 1]) / 2
            while end < wide and (row, end) not in homes and not grid.parts(lies=False, at=grid.xs[end], middle=middle):
                end += 1
            stop = row + 1
            while stop < deep and not any(
                grid.parts(lies=True, at=grid.ys[stop], middle=(grid.xs[n] + grid.xs[n + 1]) / 2) or (stop, n) in homes
                for n in range(column, end)
            ):
                stop += 1
            for r in range(row, stop):
                for c in range(column, end):
                    homes[r, c] = (row, column, stop - row, end - column)
    return homes


def _table(
    xs: Sequence[float], cells: Sequence[tuple[int, int, int, int, tuple[Line, ...]]], habits: Habits, *, ruled: bool
) -> Table:
    made: list[Cell] = []
    for row, column, rows, columns, lines in cells:
        right = xs[column + columns] - (4 if ruled else 0)
        left = xs[column] + (4 if ruled else 0)
        said = tuple(
            replace(one, role=Role.TEXT if one.role is Role.HEADING else one.role)
            for one in paragraphs_of(lines, habits=habits, left=left, right=right)
        )
        made.append(Cell(row, column, rows, columns, said))
    box = around(one.box for cell in made for one in cell.paragraphs)
    return Table(tuple(xs), tuple(made), ruled, box)


def _levelled(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """The headings by their size: the largest is the first level, and no level is skipped on the way down."""
    headings = [
        one for sheet in sheets for one in sheet.blocks if isinstance(one, Paragraph) and one.role is Role.HEADING
    ]
    sizes: list[float] = []
    for size in sorted({one.size for one in headings}, reverse=True):
        if not sizes or size < 0.94 * sizes[-1]:
            sizes.append(size)
    before = 0
    for sheet in sheets:
        blocks: list[Block] = []
        for one in sheet.blocks:
            if isinstance(one, Paragraph) and one.role is Role.HEADING:
                rank = next(n for n, size in enumerate(sizes, 1) if one.size >= 0.94 * size)
                before = min(rank, before + 1, HIGHEST_LEVEL)
                one = replace(one, level=before)
            blocks.append(one)
        yield replace(sheet, blocks=tuple(blocks))
