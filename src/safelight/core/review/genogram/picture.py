"""The family tree as drawing values: shapes, strokes and words with their places. A template makes the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from safelight.core.anonymise.kinship import Sex
from safelight.core.review.genogram.bonds import Bonds, Sign
from safelight.core.review.genogram.family import Member
from safelight.core.review.genogram.order import Rows
from safelight.core.review.genogram.places import SLOT
from safelight.core.review.genogram.routes import HALF, Routes, Straight, Way

MARGIN = 30
TRACK = 12
OVER = 16
UNDER = 22
LINE = 17
"""From one line of a label to the next."""
KEY_ROW = 34
KEY_COLUMN = 270
KEY_WIDTH = 2 * KEY_COLUMN
APART_IN_A_ROW = 6

Point = tuple[float, float]


class Form(StrEnum):
    """The shape that stands for somebody."""

    SQUARE = "square"
    CIRCLE = "circle"
    DIAMOND = "diamond"


FORMS = {Sex.MALE: Form.SQUARE, Sex.FEMALE: Form.CIRCLE, None: Form.DIAMOND}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Somebody, with the label below: `x` and `y` are the middle. `number` is their place in the table."""

    x: float
    y: float
    form: Form
    subject: bool
    dead: bool
    label: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line along points. `kind` is a Sign, or "slash"."""

    kind: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """One sign of the key with what it means; `x` and `y` are where the sign begins, in the middle of its line."""

    x: float
    y: float
    sign: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Where everything is drawn. It says nothing that the table beside it does not say."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    strokes: tuple[Stroke, ...]
    apart_at: float | None
    """The height of the heading over those whose relations are not known, or None where there are none."""
    key: tuple[KeyEntry, ...]
    half: int = HALF
    line: int = LINE


KEY = {
    "square": "male",
    "circle": "female",
    "diamond": "sex not recorded",
    "subject": "whom the review is about",
    "dead": "has died",
    Sign.BORN: "parent and child",
    Sign.ADOPTED: "adopted or fostered",
    Sign.CARED_FOR: "step-parent or carer",
    Sign.GRANDCHILD: "grandparent, parent not shown",
    Sign.HALF: "half-siblings, parent not shown",
    "twins": "twins",
    Sign.MARRIED: "married",
    Sign.TOGETHER: "partners, or parents of a child",
    "separated": "separated or ended",
    "divorced": "divorced",
}


def drawn(
    members: Sequence[Member], *, rows: Rows, x: Mapping[str, float], level: Mapping[str, int], bonds: Bonds
) -> Picture:
    """The whole picture: the tree, those who stand apart below it, and the key to the signs that occur."""
    people = {member.id: member for member in members}
    numbers = {member.id: number for number, member in enumerate(members)}
    routes = Routes(rows, x=x, level=level, bonds=bonds)
    least = min([0.0, *(at for taken in routes.taken.values() for at in taken)])
    most = max([0.0, *x.values(), *(at for taken in routes.taken.values() for at in taken)])
    shift = MARGIN + SLOT / 2 - min(0.0, least + SLOT / 2)
    sheet = _Sheet(routes, people=people, shift=shift)
    shapes = [_shape(people[each], x=x[each] + shift, y=sheet.y[each], number=numbers[each]) for each in x]
    apart = [member for member in members if member.id not in x]
    heading = sheet.bottom + 20 if apart else None
    bottom = sheet.bottom + (44 if apart else 0)
    for begin in range(0, len(apart), APART_IN_A_ROW):
        row = apart[begin : begin + APART_IN_A_ROW]
        for place, member in enumerate(row):
            at = MARGIN + SLOT / 2 + place * SLOT
            shapes.append(_shape(member, x=at, y=bottom + HALF, number=numbers[member.id]))
        bottom += 2 * HALF + _label_height(row)
    across = max(most + shift if x else 0.0, MARGIN + (min(len(apart), APART_IN_A_ROW) - 0.5) * SLOT)
    width = max(across + SLOT / 2 + MARGIN, KEY_WIDTH + 2 * MARGIN)
    strokes = sheet.strokes()
    key = _key(shapes, bonds=bonds, top=bottom + 14, width=width)
    height = max((entry.y for entry in key), default=bottom) + KEY_ROW / 2 + 10
    return Picture(
        width=round(width),
        height=round(height),
        shapes=tuple(shapes),
        strokes=tuple(strokes),
        apart_at=heading,
        key=key,
    )


def _shape(member: Member, *, x: float, y: float, number: int) -> Shape:
    return Shape(
        x=round(x, 1),
        y=round(y, 1),
        form=FORMS[member.sex],
        subject=member.subject,
        dead=member.dead,
        label=member.label,
        number=number,
    )


def _label_height(members: Sequence[Member]) -> float:
    return 12 + LINE * max((len(member.label) for member in members), default=0)


def _key(shapes: Sequence[Shape], *, bonds: Bonds, top: float, width: float) -> tuple[KeyEntry, ...]:
    seen: set[str] = {shape.form for shape in shapes}
    seen |= {"subject"} if any(shape.subject for shape in shapes) else set()
    seen |= {"dead"} if any(shape.dead for shape in shapes) else set()
    seen |= {brood.sign for brood in bonds.broods} | {couple.sign for couple in bonds.couples}
    seen |= {"twins"} if bonds.twins else set()
    seen |= {("", "separated", "divorced")[couple.slashes] for couple in bonds.couples}
    columns = max(1, int((width - 2 * MARGIN) // KEY_COLUMN))
    return tuple(
        KeyEntry(
            x=MARGIN + (number % columns) * KEY_COLUMN,
            y=top + KEY_ROW * (number // columns) + KEY_ROW / 2,
            sign=str(sign),
            words=KEY[sign],
        )
        for number, sign in enumerate(sign for sign in KEY if sign in seen)
    )


class _Sheet:
    """Heights, and every line as strokes, once it is known which way each goes."""

    def __init__(self, routes: Routes, *, people: Mapping[str, Member], shift: float) -> None:
        self.routes, self.people, self.shift = routes, people, shift
        self.top: list[float] = []
        self.y: dict[str, float] = {}
        self.under: dict[str, float] = {}
        """How far somebody's label reaches below their shape."""
        at = float(MARGIN)
        for number, row in enumerate(routes.rows):
            self.top.append(at)
            tracks = routes.tracks_in(number)
            at += OVER + tracks * TRACK + UNDER if tracks or number else 0.0
            self.y |= dict.fromkeys(row, at + HALF)
            self.under |= {person: _label_height([people[person]]) for person in row}
            at += 2 * HALF + _label_height([people[person] for person in row])
        self.bottom = at

    def strokes(self) -> list[Stroke]:
        """Every line; couples last, so that they lie above what they cross."""
        ways = sorted(self.routes.ways, key=lambda way: way.couple is not None)
        found = [stroke for way in ways for stroke in self._way(way)]
        for straight in self.routes.straight:
            found += self._straight(straight)
        return found

    def _stroke(self, kind: str, *points: Point) -> Stroke:
        moved = [(round(x + self.shift, 1), round(y, 1)) for x, y in points]
        kept = [point for number, point in enumerate(moved) if number == 0 or point != moved[number - 1]]
        return Stroke(kind=kind, points=tuple(kept if len(kept) > 1 else [kept[0], kept[0]]))

    def _height(self, channel: int, track: int) -> float:
        return self.top[channel] + OVER + track * TRACK

    def _edge(self, person: str, at: float) -> float:
        """How high somebody's outline is at a place near the middle of the upper edge."""
        away = abs(at - self.routes.x[person])
        form = FORMS[self.people[person].sex]
        up = {
            Form.SQUARE: float(HALF),
            Form.CIRCLE: float(max(HALF**2 - away**2, 0.0) ** 0.5),
            Form.DIAMOND: float(HALF - away),
        }
        return self.y[person] - up[form]

    def _straight(self, straight: Straight) -> list[Stroke]:
        left, right, y = self.routes.x[straight.left], self.routes.x[straight.right], self.y[straight.left]
        line = self._stroke(straight.couple.sign, (left + HALF, y), (right - HALF, y))
        return [line, *self._slashes(left + HALF + 22, y, straight.couple.slashes)]

    def _slashes(self, x: float, y: float, number: int) -> list[Stroke]:
        return [self._stroke("slash", (x + each * 8 + 5, y - 10), (x + each * 8 - 5, y + 10)) for each in range(number)]

    def _way(self, way: Way) -> list[Stroke]:
        heights = [self._height(bar.channel, bar.track) for bar in way.bars]
        found = [self._trunk(way, heights)] if way.start is not None else []
        last, height = way.bars[-1], heights[-1]
        left, right = last.ends
        if right > left:
            found.append(self._stroke(way.sign, (left, height), (right, height)))
        for person, at in way.ends.items():
            found.append(self._stroke(way.sign, (way.joints.get(person, at), height), (at, self._edge(person, at))))
        if way.side_of:
            x, y, near = self.routes.x[way.side_of], self.y[way.side_of], last.down[0]
            edge = x + HALF if near > x else x - HALF
            found.append(self._stroke(way.sign, (near, height), (near, y), (edge, y)))
            if way.couple:
                found += self._slashes((near + edge) / 2, y, way.couple.slashes)
        elif way.couple:
            found += self._slashes(left + 26, height, way.couple.slashes)
        return found

    def _trunk(self, way: Way, heights: Sequence[float]) -> Stroke:
        row = self.routes.rows[way.start or 0]
        y = self.y[row[0]]
        begin = (
            self._height(way.over.channel, way.over.track)
            if way.over is not None
            else y + HALF + self.under[way.below]
            if way.below
            else y
        )
        points: list[Point] = [] if way.by_side is None else [(way.by_side, y)]
        points.append((way.leg, begin))
        at = way.leg
        for bar, height in zip(way.bars, heights, strict=True):
            points.append((at, height))
            if bar is not way.bars[-1]:
                at = bar.down[0]
                points.append((at, height))
        return self._stroke(way.sign, *points)
