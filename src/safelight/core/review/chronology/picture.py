"""Where is everything drawn in the picture of a chronology? One lane an agency, columns for counts, silences shaded."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from safelight.core.review.chronology.windows import Stretch, Window

WIDTH: Final = 1000
MARGIN: Final = 20
TOP: Final = 40
LANE: Final = 72
TALLEST: Final = 36
MOST_TICKS: Final = 13
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One row: whose it is, and the days that may be meant."""

    lane: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEvent:
    """A row that somebody marked as a key event; `number` stands beside its mark and in the table."""

    lane: str
    number: int
    first: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A stretch without any contact recorded; `lane` is "" where nobody recorded one."""

    lane: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How many rows of a lane begin in one stretch of days."""

    x: float
    width: float
    height: float
    count: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch drawn as a bar: a row dated less precisely than a column is wide, or a silence."""

    x: float
    width: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The mark of a key event."""

    x: float
    number: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One agency's line of the picture; `y` is its foot. `counts` go with the table's periods, in order."""

    name: str
    y: float
    columns: tuple[Column, ...]
    loose: tuple[Span, ...]
    silences: tuple[Span, ...]
    points: tuple[Point, ...]
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many rows it tells of in this window."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line down the picture with the day it stands for."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A window as a picture, in units of a drawing that is `WIDTH` wide, and as the table that says the same."""

    window: Window
    height: float
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    silences: tuple[Span, ...]
    periods: tuple[Stretch, ...]

    @property
    def width(self) -> int:
        """How wide the drawing is."""
        return WIDTH


def draw(
    window: Window,
    *,
    lanes: Sequence[str],
    told: Iterable[Told],
    key_events: Iterable[KeyEvent] = (),
    silences: Iterable[Silence] = (),
) -> Drawn:
    """Lay out what falls into a window. A row is counted once, where the days that may be meant begin."""
    inside = [each for each in told if each.last >= window.first and each.first <= window.last]
    silent = [each for each in silences if each.last >= window.first and each.first <= window.last]
    marked = [each for each in key_events if window.first <= each.first <= window.last]
    scale, buckets, periods = _Scale(window), window.buckets(), window.periods()
    counted = _counted(inside, buckets)
    most = max((count for counts in counted.values() for count in counts.values()), default=1)
    return Drawn(
        window=window,
        height=TOP + len(lanes) * LANE + 16,
        ticks=_ticks(periods, scale),
        lanes=tuple(
            Lane(
                name=name,
                y=TOP + (number + 1) * LANE,
                columns=_columns(counted.get(name, Counter()), buckets, scale, most=most),
                loose=_loose([each for each in inside if each.lane == name], buckets, scale),
                silences=tuple(scale.span(each.first, each.last) for each in silent if each.lane == name),
                points=tuple(
                    Point(x=scale.x(each.first), number=each.number, words=each.words)
                    for each in marked
                    if each.lane == name
                ),
                counts=_counts([each for each in inside if each.lane == name], periods),
            )
            for number, name in enumerate(lanes)
        ),
        silences=tuple(scale.span(each.first, each.last) for each in silent if not each.lane),
        periods=periods,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    window: Window

    def x(self, day: date) -> float:
        whole = (self.window.last + _DAY - self.window.first).days
        within = min(max((day - self.window.first).days, 0), whole)
        return round(MARGIN + within / whole * (WIDTH - 2 * MARGIN), 1)

    def span(self, first: date, last: date, *, words: str = "") -> Span:
        left = self.x(first)
        return Span(x=left, width=round(max(self.x(min(last, self.window.last) + _DAY) - left, 1), 1), words=words)


def _starts(stretches: Sequence[Stretch]) -> list[date]:
    return [one.first for one in stretches]


def _place(day: date, starts: Sequence[date]) -> int:
    return max(bisect_right(starts, day) - 1, 0)


def _is_loose(each: Told, buckets: Sequence[Stretch], starts: Sequence[date]) -> bool:
    """Whether the days that may be meant reach over more than one column."""
    return _place(each.first, starts) != _place(each.last, starts) or each.first < buckets[0].first


def _counted(inside: Iterable[Told], buckets: Sequence[Stretch]) -> dict[str, Counter[int]]:
    starts = _starts(buckets)
    counted: dict[str, Counter[int]] = {}
    for each in inside:
        if not _is_loose(each, buckets, starts):
            counted.setdefault(each.lane, Counter())[_place(each.first, starts)] += 1
    return counted


def _columns(counts: Counter[int], buckets: Sequence[Stretch], scale: _Scale, *, most: int) -> tuple[Column, ...]:
    columns = []
    for place, count in sorted(counts.items()):
        bucket = buckets[place]
        drawn = scale.span(bucket.first, bucket.last)
        columns.append(
            Column(
                x=drawn.x,
                width=max(round(drawn.width - 1, 1), 1),
                height=round(max(count / most * TALLEST, 3), 1),
                count=count,
                words=f"{bucket.label}: {count}",
            )
        )
    return tuple(columns)


def _loose(inside: Iterable[Told], buckets: Sequence[Stretch], scale: _Scale) -> tuple[Span, ...]:
    starts = _starts(buckets)
    times = Counter((each.first, each.last) for each in inside if _is_loose(each, buckets, starts))
    return tuple(
        scale.span(first, last, words=f"{first.isoformat()} to {last.isoformat()}: {count}")
        for (first, last), count in sorted(times.items())
    )


def _counts(inside: Iterable[Told], periods: Sequence[Stretch]) -> tuple[int, ...]:
    starts = _starts(periods)
    counts = Counter(_place(each.first, starts) for each in inside)
    return tuple(counts[place] for place in range(len(periods)))


def _ticks(periods: Sequence[Stretch], scale: _Scale) -> tuple[Tick, ...]:
    every = -(-len(periods) // MOST_TICKS)
    return tuple(
        Tick(x=scale.x(one.first), label=_short(one) if number % every == 0 else "")
        for number, one in enumerate(periods)
    )


def _short(one: Stretch) -> str:
    if len(one.key) == 4:
        return one.key
    return f"{one.first:%b %Y}" if one.key else f"{one.first.day} {one.first:%b}"
