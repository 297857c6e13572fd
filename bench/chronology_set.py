"""A made-up set of twenty agencies' chronologies with planted faults, and the key of what was planted."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from bench.chronology_files import ENDINGS, write_file
from bench.chronology_words import AGENCIES, Voice

FIRST: Final = date(1999, 1, 4)
LAST: Final = date(2014, 12, 19)
SILENCES: Final = ((date(2003, 2, 1), date(2003, 4, 20)), (date(2008, 7, 1), date(2008, 9, 28)))


@dataclass(slots=True)
class Entry:
    """One row before it is laid out. `label` is what the key calls it; an empty one was not planted."""

    day: date | None
    time: str
    source: str
    event: str
    label: str = ""
    shown_day: str = ""
    routine: bool = False


@dataclass(slots=True)
class Planted:
    """What was planted, by kind, as pairs of rows or single rows, each as `file:row`; and how many rows there are."""

    duplicates: set[frozenset[str]] = field(default_factory=set)
    conflicts: set[frozenset[str]] = field(default_factory=set)
    one_sided: set[str] = field(default_factory=set)
    not_followed: set[str] = field(default_factory=set)
    out_of_order: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)
    gaps: set[tuple[str, str]] = field(default_factory=set)
    rows: int = 0


def make_set(folder: Path, *, rows: int, seed: int = 7, faults: int = 300) -> Planted:
    """Write the files into a folder and return the key. `faults` is how many of each kind are planted."""
    chance = random.Random(seed)
    voice = Voice(chance)
    books: dict[str, list[Entry]] = {name: [] for name in AGENCIES}
    planting: tuple[Callable[[dict[str, list[Entry]], Voice, int], None], ...] = (
        _told_twice, _told_differently, _referred, _left_open, _unreadable,
    )  # fmt: skip
    for plant in planting:
        for number in range(faults):
            plant(books, voice, number)
    for name in AGENCIES:
        while len(books[name]) < rows // len(AGENCIES):
            books[name].append(Entry(_day(chance), voice.time(), voice.source(), voice.routine(), routine=True))
    key = Planted(gaps={(str(a), str(b)) for a, b in SILENCES})
    labelled: dict[str, list[str]] = defaultdict(list)
    for number, (name, entries) in enumerate(books.items()):
        file = f"{name}{ENDINGS[number % len(ENDINGS)]}"
        entries.sort(key=lambda entry: (entry.day or FIRST, entry.time))
        _mistype_dates(entries, voice, at_most=max(1, faults // len(AGENCIES)))
        data, first_row = write_file(file, entries, number=number)
        (folder / file).write_bytes(data)
        key.rows += len(entries)
        for place, entry in enumerate(entries):
            if entry.label:
                labelled[entry.label].append(f"{file}:{place + first_row}")
    for label, places in labelled.items():
        _note(key, label.split()[0], places)
    return key


def _note(key: Planted, kind: str, places: list[str]) -> None:
    if kind in {"duplicate", "conflict"}:
        (key.duplicates if kind == "duplicate" else key.conflicts).add(frozenset(places))
        return
    singles = {
        "one-sided": key.one_sided,
        "open": key.not_followed,
        "stray": key.out_of_order,
        "unreadable": key.unreadable,
    }
    singles[kind].update(places)


def _day(chance: random.Random, *, room: int = 0) -> date:
    """A day outside the silences; with `room`, one after which so many days follow before the end or a silence."""
    while True:
        day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days - room))
        if not any(begins - timedelta(days=room) < day < ends for begins, ends in SILENCES):
            return day


def _two(voice: Voice) -> tuple[str, str]:
    first, second = voice.chance.sample(list(AGENCIES), 2)
    return first, second


def _told_twice(books: dict[str, list[Entry]], voice: Voice, number: int) -> None:
    day, (first, second) = _day(voice.chance), _two(voice)
    time = voice.time()
    story = voice.incident()
    books[first].append(Entry(day, time, voice.source(), story, f"duplicate {number}"))
    retold = voice.retold(story)
    books[second].append(Entry(day, time if number % 2 else "", voice.source(), retold, f"duplicate {number}"))


def _told_differently(books: dict[str, list[Entry]], voice: Voice, number: int) -> None:
    day, (first, second) = _day(voice.chance, room=8), _two(voice)
    story, other = voice.two_versions(number)
    time = voice.time() or "10:05"
    later, clock = day, time if number % 4 else f"{(int(time[:2]) + 1) % 24:02}:{time[3:]}"
    if number % 4 == 3:
        later = day + timedelta(days=voice.chance.randrange(1, 6))
        other, clock = voice.retold(story), ""
    elif not number % 4:
        other = voice.retold(story)
    books[first].append(Entry(day, time, voice.source(), story, f"conflict {number}"))
    books[second].append(Entry(later, clock, voice.source(), other, f"conflict {number}"))


def _referred(books: dict[str, list[Entry]], voice: Voice, number: int) -> None:
    """Every other one is recorded by the other side, and so is no fault."""
    (first, second), day = _two(voice), _day(voice.chance, room=30)
    while not voice.is_first_between(first, second, on=day):
        (first, second), day = _two(voice), _day(voice.chance, room=30)
    label = "" if number % 2 else f"one-sided {number}"
    recorded = voice.received(first)
    books[first].append(Entry(day, voice.time(), voice.source(), voice.referral(first, second), label))
    if not label:
        books[second].append(Entry(day + timedelta(days=number % 7), "", voice.source(), recorded))


def _left_open(books: dict[str, list[Entry]], voice: Voice, number: int) -> None:
    """Every other one is taken up within the time, and so is no fault."""
    day, name = _day(voice.chance, room=90), voice.chance.choice(list(AGENCIES))
    plan, done = voice.plan()
    label = "" if number % 2 else f"open {number}"
    books[name].append(Entry(day, voice.time(), voice.source(), plan, label))
    if not label:
        books[name].append(Entry(day + timedelta(days=2 + number % 12), "", voice.source(), done))


def _unreadable(books: dict[str, list[Entry]], voice: Voice, number: int) -> None:
    if not number % 10:
        name = voice.chance.choice(list(AGENCIES))
        books[name].append(Entry(None, "", "Diary", "", f"unreadable {number}", "#REF!"))


def _mistype_dates(entries: list[Entry], voice: Voice, *, at_most: int) -> None:
    """Give a few entries a year that is one or two out, which the order of the file shows."""
    plain = [at for at, entry in enumerate(entries) if entry.day and entry.routine and entry.day.day < 28]
    for at in voice.chance.sample(plain[40:-40], min(at_most, max(0, len(plain) - 80))):
        entry = entries[at]
        if entry.day is not None:
            wrong = entry.day.replace(year=entry.day.year + (2 if entry.day.year < 2010 else -2))
            if not any(begins < wrong < ends for begins, ends in SILENCES):
                entry.day, entry.label = wrong, f"stray {at} {id(entry)}"
