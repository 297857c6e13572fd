"""Which way does every line of a family tree go, without touching anybody it is not about?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from safelight.core.review.genogram.bonds import Bonds, Brood, Couple, Sign
from safelight.core.review.genogram.order import Rows
from safelight.core.review.genogram.places import SLOT

HALF = 22
"""From the middle of a shape to its edge."""
LANE = 7
NEAR = 10
EDGE = 18
"""How far from the middle of a shape a line may end at it."""
CENTRE = (0, 1, -1, 2, -2)
FROM_THE_LEFT = (-1, -2, 0, 1, 2)
FROM_THE_RIGHT = (1, 2, 0, -1, -2)
"""The order in which lines take the lanes between two people, so that those from both sides do not meet."""


@dataclass(slots=True, kw_only=True)
class Bar:
    """A stretch from left to right in the channel above a generation, with the lines that leave it up and down."""

    channel: int
    up: tuple[float, ...]
    down: tuple[float, ...]
    track: int = 0

    @property
    def ends(self) -> tuple[float, float]:
        """The leftmost and the rightmost point."""
        every = (*self.up, *self.down)
        return min(every), max(every)


@dataclass(slots=True, kw_only=True)
class Way:
    """One line with its branches: where it starts, its bars from the top down, and the people it ends at.

    `start` is the generation it leaves, or None where it has no upper end; `by_side` is the edge of a shape from which
    it first goes sideways; `below` is whose label it leaves from below, and `over` the bar that it hangs from.
    """

    sign: Sign
    start: int | None
    leg: float = 0.0
    by_side: float | None = None
    below: str = ""
    over: Bar | None = None
    bars: list[Bar] = field(default_factory=list)
    ends: dict[str, float] = field(default_factory=dict)
    joints: dict[str, float] = field(default_factory=dict)
    """Where on the last bar the line to somebody begins, if it is not straight above them: twins share a point."""
    couple: Couple | None = None
    side_of: str = ""
    """Whose side it ends at, for a couple in two generations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Straight:
    """A couple side by side."""

    couple: Couple
    left: str
    right: str


class Routes:
    """All the ways of a tree, worked out from left to right first; heights come after, once all bars are known."""

    def __init__(self, rows: Rows, *, x: Mapping[str, float], level: Mapping[str, int], bonds: Bonds) -> None:
        self.rows, self.x, self.level, self.bonds = rows, x, level, bonds
        self.place = {person: place for row in rows for place, person in enumerate(row)}
        self.taken: dict[int, list[float]] = {number: [] for number in range(len(rows))}
        self.sides: dict[str, set[int]] = {}
        self.straight: list[Straight] = []
        self.ways: list[Way] = []
        self.arrivals: dict[str, list[Way]] = {}
        self._over: dict[frozenset[str], Way] = {}
        self._couples()
        for brood in bonds.broods:
            self._brood(brood)
        self._arrive()
        self._tracks()

    def _couples(self) -> None:
        apart = []
        for couple in self.bonds.couples:
            left, right = sorted(couple.both, key=lambda each: self.x[each])
            if self.level[left] == self.level[right] and self.place[right] - self.place[left] == 1:
                self.straight.append(Straight(couple=couple, left=left, right=right))
                self.sides.setdefault(left, set()).add(1)
                self.sides.setdefault(right, set()).add(-1)
            else:
                apart.append(couple)
        for couple in apart:
            one, other = sorted(couple.both, key=lambda each: (self.level[each], self.x[each]))
            same = self.level[one] == self.level[other]
            way = self._above_both(couple, one, other) if same else self._two_generations(couple, one, other)
            self._over[couple.both] = way
            self.ways.append(way)

    def _above_both(self, couple: Couple, one: str, other: str) -> Way:
        way = Way(sign=couple.sign, start=None, couple=couple)
        for person in (one, other):
            self._to(way, person)
        way.bars.append(Bar(channel=self.level[one], up=(), down=(self.x[one], self.x[other])))
        return way

    def _two_generations(self, couple: Couple, upper: str, lower: str) -> Way:
        way = Way(sign=couple.sign, start=self.level[upper], couple=couple, side_of=lower)
        self._leave(way, upper, toward=self.x[lower])
        side = self._free_side(lower, toward=way.leg)
        self.sides.setdefault(lower, set()).add(side)
        lanes = FROM_THE_LEFT if side > 0 else FROM_THE_RIGHT
        near = self._lane(self.level[lower], self.x[lower] + side * SLOT / 2, lanes)
        self._go(way, channel=self.level[lower], down=(near,))
        return way

    def _brood(self, brood: Brood) -> None:
        channel = self.level[brood.children[0]]
        middle = (self.x[brood.children[0]] + self.x[brood.children[-1]]) / 2
        way = Way(sign=brood.sign, start=None)
        if len(brood.parents) == 2:
            self._leave_couple(way, frozenset(brood.parents))
        elif brood.parents:
            way.start = self.level[brood.parents[0]]
            self._leave(way, brood.parents[0], toward=middle)
        for child in brood.children:
            self._to(way, child)
        for group in self.bonds.twins:
            both = [child for child in brood.children if child in group]
            if len(both) > 1:
                point = sum(self.x[child] for child in both) / len(both)
                way.joints |= dict.fromkeys(both, point)
        self._go(way, channel=channel, down=tuple(self.x[child] for child in brood.children))
        self.ways.append(way)

    def _leave_couple(self, way: Way, both: frozenset[str]) -> None:
        one, other = sorted(both, key=lambda each: self.x[each])
        over = self._over.get(both)
        middle = (self.x[one] + self.x[other]) / 2
        if over is None:
            way.start = self.level[one]
            way.leg = self._lane(way.start, middle, CENTRE)
        elif over.side_of:
            way.start = self.level[over.side_of]
            near = over.bars[-1].down[0]
            way.leg = self._lane(way.start, near, FROM_THE_LEFT if near > self.x[over.side_of] else FROM_THE_RIGHT)
        else:
            way.start = self.level[one]
            way.over = over.bars[0]
            way.leg = self._gap(way.start, middle)
            over.bars[0].down = (*over.bars[0].down, way.leg)

    def _leave(self, way: Way, person: str, *, toward: float) -> None:
        row, at = self.level[person], self.x[person]
        if self.sides.get(person, set()) >= {1, -1}:
            way.leg, way.below = at, person
            return
        side = self._free_side(person, toward=toward)
        way.by_side = at + side * HALF
        way.leg = self._lane(row, at + side * SLOT / 2, FROM_THE_LEFT if side > 0 else FROM_THE_RIGHT)

    def _free_side(self, person: str, *, toward: float) -> int:
        wished = 1 if toward >= self.x[person] - NEAR else -1
        return -wished if wished in self.sides.get(person, set()) else wished

    def _to(self, way: Way, person: str) -> None:
        way.ends[person] = self.x[person]
        self.arrivals.setdefault(person, []).append(way)

    def _go(self, way: Way, *, channel: int, down: tuple[float, ...]) -> None:
        """From the leg down to the channel, past the generations between through a gap in each."""
        at = way.leg
        if way.start is not None:
            for row in range(way.start + 1, channel):
                gap = self._gap(row, at)
                way.bars.append(Bar(channel=row, up=(at,), down=(gap,)))
                at = gap
        joints = tuple(way.joints.get(person, self.x[person]) for person in way.ends) if way.joints else down
        way.bars.append(Bar(channel=channel, up=(at,) if way.start is not None else (), down=joints))

    def _lane(self, row: int, middle: float, lanes: Sequence[int]) -> float:
        free = [
            middle + lane * LANE
            for lane in lanes
            if all(abs(middle + lane * LANE - other) >= LANE for other in self.taken[row])
        ]
        found = free[0] if free else middle
        self.taken[row].append(found)
        return found

    def _gap(self, row: int, target: float) -> float:
        """The place in a generation, nearest to the target, where a line passes between people or beside them all."""
        stand = [self.x[person] for person in self.rows[row]]
        joined = {(each.left, each.right) for each in self.straight}
        options = (
            [(min(target, stand[0] - SLOT / 2), 0), (max(target, stand[-1] + SLOT / 2), 0)] if stand else [(target, 0)]
        )
        for left, right in zip(self.rows[row], self.rows[row][1:], strict=False):
            nearest = min(max(target, self.x[left] + SLOT / 2), self.x[right] - SLOT / 2)
            options.append((nearest, SLOT if (left, right) in joined else 0))
        best, _ = min(options, key=lambda option: abs(option[0] - target) + option[1])
        return self._lane(row, best, CENTRE)

    def _arrive(self) -> None:
        """Several lines that end at one person come in side by side, in the order in which they come from."""
        for person, ways in self.arrivals.items():
            come = sorted(ways, key=lambda way: self._from(way, person))
            straight = [number for number, way in enumerate(come) if self._is_straight(way, person)]
            first = straight[0] if straight else (len(come) - 1) / 2
            middle = come[straight[0]].bars[-1].up[0] if straight else self.x[person]
            for number, way in enumerate(come):
                at = middle + (number - first) * 2 * LANE
                way.ends[person] = min(max(at, self.x[person] - EDGE), self.x[person] + EDGE)
        for way in self.ways:
            last = way.bars[-1]
            if way.ends and not way.joints:
                more = tuple(at for at in last.down if at not in {self.x[person] for person in way.ends})
                last.down = (*way.ends.values(), *more)

    def _is_straight(self, way: Way, person: str) -> bool:
        """Whether a line that ends at nobody else comes from so nearly above that it need not go sideways."""
        last = way.bars[-1]
        return len(way.ends) == 1 and bool(last.up) and not way.couple and abs(last.up[0] - self.x[person]) <= NEAR

    def _from(self, way: Way, person: str) -> float:
        if way.couple:
            (other,) = way.couple.both - {person}
            return self.x[other]
        return way.bars[-1].up[0] if way.bars[-1].up else sum(self.x[each] for each in way.ends) / len(way.ends)

    def _tracks(self) -> None:
        for channel in range(len(self.rows)):
            bars = [bar for way in self.ways for bar in way.bars if bar.channel == channel]
            for number, bar in enumerate(_sorted(bars)):
                earlier = _sorted(bars)[:number]
                bar.track = max((each.track + 1 for each in earlier if _meet(each, bar)), default=0)

    def tracks_in(self, channel: int) -> int:
        """How many bars lie above one another in a channel, at the most."""
        bars: Iterable[Bar] = (bar for way in self.ways for bar in way.bars if bar.channel == channel)
        return max((bar.track + 1 for bar in bars), default=0)


def _meet(one: Bar, other: Bar) -> bool:
    (left, right), (begin, end) = one.ends, other.ends
    return left - LANE < end and begin - LANE < right


def _crossings(upper: Bar, lower: Bar) -> int:
    (left, right), (begin, end) = upper.ends, lower.ends
    return sum(begin <= at <= end for at in upper.down) + sum(left <= at <= right for at in lower.up)


def _sorted(bars: Sequence[Bar]) -> list[Bar]:
    """The bars of a channel from the top down, with few crossings."""
    row = list(bars)
    for _ in row:
        for place in range(len(row) - 1):
            if _crossings(row[place + 1], row[place]) < _crossings(row[place], row[place + 1]):
                row[place], row[place + 1] = row[place + 1], row[place]
    return row
