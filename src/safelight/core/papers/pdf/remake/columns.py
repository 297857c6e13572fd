"""In which order are the lines of a page read? Columns of prose one after the other, rows of a table across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from safelight.core.papers.pdf.remake.lines import PAGE_NUMBER, joined
from safelight.core.papers.pdf.remake.type import Line

Row = tuple[Line, ...]

GUTTER: Final = 6.0
FAR_BELOW: Final = 45.0
FEWEST_LINES: Final = 4
MOSTLY_FULL: Final = 0.6
WORDS_OF_PROSE: Final = 3.5


@dataclass(frozen=True, slots=True)
class Column:
    """Lines to be read from the top."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines to be read across: for each row of a table that nothing rules, the lines of each of its cells."""

    xs: tuple[float, ...]
    cells: tuple[tuple[tuple[Line, ...], ...], ...]


Strip = Column | Rows


def strips_of(rows: Sequence[Row]) -> Iterator[Strip]:
    """The rows of a stretch of page, in the order in which they are read."""
    rows = _beside(rows)
    waiting: list[Line] = []
    place = 0
    while place < len(rows):
        if len(rows[place]) == 1:
            waiting.append(rows[place][0])
            place += 1
            continue
        end, middle = _run(rows, place)
        together = rows[place:end]
        left = [tuple(line for line in row if line.box[0] < middle) for row in together]
        right = [tuple(line for line in row if line.box[0] >= middle) for row in together]
        if _is_prose(left) and _is_prose(right):
            above: list[Line] = []
            while waiting and (waiting[-1].box[2] <= middle or waiting[-1].box[0] >= middle):
                above.insert(0, waiting.pop())
            if waiting:
                yield Column(tuple(waiting))
                waiting = []
            # Columns need not begin at the same height: what stands above one of them alone belongs to it.
            yield from strips_of([*((one,) for one in above if one.box[0] < middle), *(row for row in left if row)])
            yield from strips_of([*((one,) for one in above if one.box[0] >= middle), *(row for row in right if row)])
            place = end
            continue
        end = max(at for at in range(place, end) if len(rows[at]) > 1) + 1
        table = None if _is_contents(rows[place:end]) else _rows(rows[place:end])
        if table is None:
            waiting += [joined(row) for row in rows[place:end]]
        else:
            if waiting:
                yield Column(tuple(waiting))
                waiting = []
            yield table
        place = end
    if waiting:
        yield Column(tuple(waiting))


def _beside(rows: Sequence[Row]) -> list[Row]:
    """The rows, with lines that stand beside each other put together where their heights differ a little."""
    together: list[Row] = []
    for row in rows:
        above = together[-1] if together else ()
        both = tuple(sorted((*above, *row), key=lambda line: line.box[0]))
        apart = all(two.box[0] - one.box[2] >= GUTTER for one, two in pairwise(both))
        if above and apart and row[0].box[1] < above[0].box[3] - 0.3 * row[0].size:
            together[-1] = both
        else:
            together.append(row)
    return together


def _run(rows: Sequence[Row], start: int) -> tuple[int, float]:
    """How far down the widest run of rows goes that leave the same gap free, and where that gap is."""
    best = (start + 1, rows[start][1].box[0] - 0.1)
    for gap in range(len(rows[start]) - 1):
        low, high = rows[start][gap].box[2], rows[start][gap + 1].box[0]
        end = start + 1
        while end < len(rows) and rows[end][0].baseline - rows[end - 1][0].baseline < FAR_BELOW:
            narrowed = _narrowed(rows[end], low, high)
            if narrowed is None:
                break
            low, high = narrowed
            end += 1
        end = _without_tail(rows, start, end)
        if end > best[0]:
            best = (end, (low + high) / 2)
    return best


def _narrowed(row: Row, low: float, high: float) -> tuple[float, float] | None:
    """The gap that a row leaves free as well, if it leaves any."""
    left = max((line.box[2] for line in row if line.box[0] < (low + high) / 2), default=low)
    right = min((line.box[0] for line in row if line.box[0] >= (low + high) / 2), default=high)
    low, high = max(low, left), min(high, right)
    return (low, high) if high - low >= GUTTER else None


def _without_tail(rows: Sequence[Row], start: int, end: int) -> int:
    """The end of a run without the lines of full-width text below it that happen to be short."""
    last = max(place for place in range(start, end) if len(rows[place]) > 1)
    for place in range(last + 1, end):
        gap = rows[place][0].baseline - rows[place - 1][0].baseline
        if gap > 1.8 * rows[place][0].size or abs(rows[place][0].size - rows[place - 1][0].size) > 1:
            return place
    return end


def _is_prose(rows: Sequence[Row]) -> bool:
    lines = [line for row in rows for line in row]
    if len(lines) < FEWEST_LINES:
        return False
    wide = max(line.box[2] for line in lines) - min(line.box[0] for line in lines)
    full = median(line.box[2] - line.box[0] for line in lines)
    return full >= MOSTLY_FULL * wide and sum(len(line.words) for line in lines) >= WORDS_OF_PROSE * len(lines)


def _is_contents(rows: Sequence[Row]) -> bool:
    """Whether the rows list headings with the numbers of their pages."""
    return all(len(row) == 1 or PAGE_NUMBER.fullmatch(row[-1].text) for row in rows)


def _rows(rows: Sequence[Row]) -> Rows | None:
    """Rows as a table, where there are several and their cells stand below each other."""
    if sum(len(row) > 1 for row in rows) < 2:
        return None
    lines = sorted((line for row in rows for line in row), key=lambda line: line.box[0])
    starts, reach = [lines[0].box[0]], lines[0].box[2]
    for line in lines:
        if line.box[0] > reach + GUTTER / 2:
            starts.append(line.box[0])
        reach = max(reach, line.box[2])
    if len(starts) < 2 or any(_doubled(row, starts) for row in rows):
        return None
    cells: list[list[list[Line]]] = []
    before = 0.0
    for row in rows:
        goes_on = bool(cells) and row[0].box[0] >= starts[1] and row[0].baseline - before < 1.5 * row[0].size
        if not goes_on:
            cells.append([[] for _ in starts])
        for line in row:
            cells[-1][_column(line, starts)].append(line)
        before = row[0].baseline
    return Rows((*starts, reach), tuple(tuple(tuple(cell) for cell in row) for row in cells))


def _column(line: Line, starts: Sequence[float]) -> int:
    return max(place for place, start in enumerate(starts) if start <= line.box[0] + 0.01)


def _doubled(row: Row, starts: Sequence[float]) -> bool:
    columns = [_column(line, starts) for line in row]
    return len(columns) != len(set(columns))
