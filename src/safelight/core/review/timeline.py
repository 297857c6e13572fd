"""What happened in a review and what is due, by date; and the same as a picture: months, clocks, holds and today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from safelight.core.review.deadlines import Deadline, DeadlineStanding
from safelight.core.review.deeds import Deed, Shown
from safelight.core.review.wording import in_words

LEFT_OUT = frozenset({Shown.CRITERION, Shown.RECOMMENDATION, Shown.ACTION, Shown.REQUEST})
"""What has a page of its own and would drown the rest."""
NOT_SHOWN = frozenset({(Shown.APPOINTMENT, "refused")})
"""Not everybody inside a review sees who was proposed and refused."""
STANDINGS = {
    DeadlineStanding.OPEN: "To come",
    DeadlineStanding.DUE_SOON: "Due soon",
    DeadlineStanding.OVERDUE: "Overdue",
}
WIDTH = 1000
MARGIN = 20
TOP = 56
ROW = 46
MOST_LABELS = 11
ROOM = timedelta(days=20)
"""Left free on both sides of the first and the last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something on a day. `tag` is a word on how it stands; `more` a second sentence, or ""."""

    on: date
    what: str
    tag: str
    by: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The first day of a month on the line; `label` is "" where there is no room for one."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time: "running", "over" (past the date that counts) or "hold"."""

    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A day with a shape of its own: "due", "missed", "extended", "done" or "act"."""

    x: float
    shape: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the picture; `y` is where its label stands."""

    label: str
    y: float
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Where everything is drawn, in units of a drawing that is `WIDTH` wide. It says nothing that the lists do not."""

    height: float
    ticks: tuple[Tick, ...]
    today: float
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """How wide the drawing is."""
        return WIDTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What was late or is due, the earliest first; what happened, the newest first; and the picture of both."""

    on: date
    overdue: tuple[Moment, ...]
    ahead: tuple[Moment, ...]
    past: tuple[Moment, ...]
    picture: Picture


def timeline_of(
    deeds: Sequence[Deed], *, clocks: Sequence[Deadline], planned: Iterable[tuple[date, str]], on: date
) -> Timeline:
    """The timeline of a review on a day. `planned` are days that no clock counts, each with what is to be then."""
    shown = [
        deed
        for deed in deeds
        if deed.on is not None and deed.shown not in LEFT_OUT and (deed.shown, deed.about) not in NOT_SHOWN
    ]
    coming = [*(_due(clock, on=on) for clock in clocks if not _met(clock, on=on)), *_planned(planned, shown, on=on)]
    past = [moment for deed in shown for moment in _happened(deed, on=on)]
    return Timeline(
        on=on,
        overdue=tuple(sorted((each for each in coming if each.on < on), key=lambda each: each.on)),
        ahead=tuple(sorted((each for each in coming if each.on >= on), key=lambda each: each.on)),
        past=tuple(sorted(past, key=lambda each: each.on, reverse=True)),
        picture=_picture(shown, clocks=clocks, coming=coming, on=on),
    )


def _met(clock: Deadline, *, on: date) -> bool:
    return clock.met_on is not None and clock.met_on <= on


def _due(clock: Deadline, *, on: date) -> Moment:
    tag = STANDINGS[clock.standing(on=on)]
    more = ""
    if clock.extended_to is not None:
        missed = " That date was missed." if clock.first_date_missed(on=on) else ""
        more = f"First due {in_words(clock.due_on)}.{missed}"
    return Moment(on=clock.binding_on, what=clock.title, tag=tag, more=more)


def _planned(planned: Iterable[tuple[date, str]], deeds: Iterable[Deed], *, on: date) -> Iterable[Moment]:
    for day, what in planned:
        yield Moment(on=day, what=what, tag="To come" if day >= on else "Overdue")
    for deed in deeds:
        if deed.on is not None and deed.on > on:
            yield Moment(on=deed.on, what=deed.what, tag="To come")
        if deed.until is not None and deed.until > on:
            yield Moment(on=deed.until, what=f"{deed.what}: holds no longer", tag="To come")


def _happened(deed: Deed, *, on: date) -> Iterable[Moment]:
    if deed.on is None or deed.on > on:
        return
    began = deed.shown is Shown.HOLD
    yield Moment(
        on=deed.on, what=f"{deed.what}: began" if began else deed.what, tag="Began" if began else "Done", by=deed.by
    )
    if deed.until is not None and deed.until <= on:
        yield Moment(on=deed.until, what=f"{deed.what}: ended", tag="Ended")


def _picture(deeds: Sequence[Deed], *, clocks: Sequence[Deadline], coming: Sequence[Moment], on: date) -> Picture:
    days = [on, *(deed.on for deed in deeds if deed.on), *(each.on for each in coming)]
    days += [day for clock in clocks for day in (clock.starts_on, clock.due_on, clock.binding_on)]
    scale = _Scale(first=min(days) - ROOM, last=max(days) + ROOM)
    drawn = [_acts(deeds, scale, on=on), *(_clock(each, scale, on=on) for each in clocks)]
    drawn += [_hold(deed, scale, on=on) for deed in deeds if deed.shown is Shown.HOLD]
    rows = tuple(
        Row(label=label, y=TOP + number * ROW, bars=bars, marks=marks)
        for number, (label, bars, marks) in enumerate(drawn)
    )
    return Picture(height=TOP + len(rows) * ROW, ticks=scale.ticks(), today=scale.x(on), rows=rows)


_Drawn = tuple[str, tuple[Bar, ...], tuple[Mark, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        share = (day - self.first) / (self.last - self.first)
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)

    def bar(self, start: date, end: date, kind: str) -> Bar:
        return Bar(x=self.x(start), width=round(max(self.x(end) - self.x(start), 1), 1), kind=kind)

    def ticks(self) -> tuple[Tick, ...]:
        months: list[date] = []
        year, month = self.first.year, self.first.month
        while (year, month) < (self.last.year, self.last.month):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
            months.append(date(year, month, 1))
        every = -(-len(months) // MOST_LABELS)
        return tuple(
            Tick(x=self.x(day), label=f"{day:%b %Y}" if number % every == 0 else "")
            for number, day in enumerate(months)
        )


def _acts(deeds: Iterable[Deed], scale: _Scale, *, on: date) -> _Drawn:
    formal = [deed for deed in deeds if deed.shown in {Shown.REFERRAL, Shown.ACT, Shown.PUBLISHED, Shown.WITHDRAWN}]
    marks = tuple(
        Mark(x=scale.x(deed.on), shape="act", words=f"{in_words(deed.on)}: {deed.what}")
        for deed in formal
        if deed.on is not None and deed.on <= on
    )
    return "Referral, formal acts and publication", (), marks


def _clock(clock: Deadline, scale: _Scale, *, on: date) -> _Drawn:
    end = clock.met_on if _met(clock, on=on) and clock.met_on else on
    counts = clock.binding_on
    start = min(clock.starts_on, counts)
    bars = [scale.bar(start, max(min(end, counts), start), "running")]
    if end > counts:
        bars.append(scale.bar(counts, end, "over"))
    missed = clock.first_date_missed(on=on)
    marks = [
        Mark(
            x=scale.x(clock.due_on),
            shape="missed" if missed else "due",
            words=f"Due {in_words(clock.due_on)}{', and missed' if missed else ''}",
        )
    ]
    if clock.extended_to is not None:
        words = f"Extended to {in_words(clock.extended_to)}"
        marks.append(Mark(x=scale.x(clock.extended_to), shape="extended", words=words))
    if _met(clock, on=on) and clock.met_on:
        marks.append(Mark(x=scale.x(clock.met_on), shape="done", words=f"Done {in_words(clock.met_on)}"))
    return clock.title, tuple(bars), tuple(marks)


def _hold(deed: Deed, scale: _Scale, *, on: date) -> _Drawn:
    began = deed.on or on
    ends = min(deed.until, scale.last) if deed.until else scale.last
    label = deed.what if deed.until else f"{deed.what} (no end is known)"
    return label, (scale.bar(began, max(ends, began), "hold"),), ()
