"""What is each column taken for? Shown to a person before any row is taken, who confirms it or says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from safelight.core.review.chronology.columns import Column, Layout, column_named, find_layout
from safelight.core.review.chronology.grid import Grid, Line
from safelight.core.review.chronology.read import goes_on, heading_of, headings_of, key_of, width_of
from safelight.core.review.chronology.tables import read_tables

FEWEST_COLUMNS: Final = 2
SAMPLES: Final = 5
LONGEST_SAMPLE: Final = 80
_NEEDED: Final = frozenset({Column.DATE, Column.SOURCE, Column.EVENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSeen:
    """One column: its place from 0, what stands over it and in it, and what it is taken for.

    `column` is None for what has no part in a chronology and is kept beside the event.
    """

    place: int
    heading: str
    column: Column | None
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSeen:
    """One layout in a file, and how many `lines` follow it. `key` stands for it: the same headings have the same key.

    `heading_row` is counted as a person counts, None where there is no heading. `sure`: date, source and event are each
    named by one heading, and nothing is contested.
    """

    label: str
    key: str
    heading_row: int | None
    columns: tuple[ColumnSeen, ...]
    lines: int
    sure: bool


def recognise_columns(untrusted_data: bytes, *, name: str) -> tuple[TableSeen, ...]:
    """What every table of a file is taken for; tables of one layout stand together. Nothing is read from them yet.

    A table that looks like no chronology is among them, so that somebody can say which column is which.

    Raises:
        UnreadablePaper: when the file cannot be opened; the message says what to do.
    """
    seen: dict[str, TableSeen] = {}
    last: tuple[str, Layout] | None = None
    for grid in read_tables(untrusted_data, name=name):
        if width_of(grid) < FEWEST_COLUMNS:
            continue
        layout, start = find_layout(grid.lines) or (None, 0)
        if last is not None and goes_on(grid, layout, after=last[1]):
            before = seen[last[0]]
            seen[last[0]] = replace(before, lines=before.lines + _told(grid.lines))
            continue
        table = _seen(grid, layout, start)
        seen[table.key] = _together(seen[table.key], table) if table.key in seen else table
        last = (table.key, layout) if layout is not None else last
    return tuple(seen.values())


def _told(lines: Sequence[Line]) -> int:
    return sum(not line.is_blank for line in lines)


def _seen(grid: Grid, layout: Layout | None, start: int) -> TableSeen:
    heading, width = heading_of(grid, layout, start), width_of(grid)
    below = grid.lines[grid.lines.index(heading) + 1 if heading is not None else 0 :]
    return TableSeen(
        label=grid.label,
        key=key_of(heading, width=width),
        heading_row=heading.number if heading is not None else None,
        columns=tuple(_columns(layout, headings_of(heading, width=width), below)),
        lines=_told(below),
        sure=layout is not None and _is_sure(layout),
    )


def _columns(layout: Layout | None, headings: Sequence[str], below: Sequence[Line]) -> Iterator[ColumnSeen]:
    taken = {place: column for column, place in layout.places.items()} if layout is not None else {}
    for place, heading in enumerate(headings):
        column = taken.get(place)
        if column is None and layout is not None and place not in layout.others:
            column = Column.LEFT_OUT
        elif column is None and column_named(heading) is Column.END_TIME:
            column = Column.END_TIME
        yield ColumnSeen(place=place, heading=heading, column=column, samples=_samples(below, place))


def _samples(below: Sequence[Line], place: int) -> tuple[str, ...]:
    texts = (line.cells[place].text for line in below if place < len(line.cells) and not line.cells[place].is_blank)
    shown = (" ".join(text.split())[:LONGEST_SAMPLE] for text in texts)
    return tuple(text for _, text in zip(range(SAMPLES), shown, strict=False))


def _is_sure(layout: Layout) -> bool:
    if layout.contested or not layout.heading or not layout.places.keys() >= _NEEDED:
        return False
    return all(_is_named(layout, column) for column in layout.places)


def _is_named(layout: Layout, column: Column) -> bool:
    place = layout.places[column]
    return place < len(layout.heading) and column_named(layout.heading[place]) is column


def _together(one: TableSeen, other: TableSeen) -> TableSeen:
    columns = tuple(
        replace(mine, samples=(*mine.samples, *yours.samples)[:SAMPLES])
        for mine, yours in zip(one.columns, other.columns, strict=True)
    )
    return replace(one, columns=columns, lines=one.lines + other.lines, sure=one.sure and other.sure)
