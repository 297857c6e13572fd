"""What happened, and how did each agency that knew of it write it down?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from safelight.demo.case.material import KeyEvent
from safelight.demo.case.texts import read_table

AGENCIES = ("csc", "police", "hv", "gp", "hospital", "edu", "housing", "wayfare")
"""The eight agencies, by the short names that files and data use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One agency's version of an event: the day (or only the month) and the hour as that agency has them."""

    agency: str
    day: date
    only_month: bool
    time: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, as the review settled it and as each agency told it."""

    key: KeyEvent
    tellings: tuple[Telling, ...]


@cache
def read_events() -> tuple[Event, ...]:
    """Every event that the overview report relies on, in order."""
    return tuple(_event(entry) for entry in read_table("events.toml")["event"])


def _event(entry: dict[str, object]) -> Event:
    when, clock = str(entry["date"]), str(entry.get("time", ""))
    return Event(
        key=KeyEvent(when=when, time=clock, text=str(entry["overview"])),
        tellings=tuple(_tellings(entry, when=when, clock=clock)),
    )


def _tellings(entry: dict[str, object], *, when: str, clock: str) -> Iterator[Telling]:
    told, dated, clocks = (_texts(entry, key) for key in ("told", "dated", "clock"))
    for agency, text in told.items():
        written = dated.get(agency, when)
        only_month = len(written) == len("2008-05")
        yield Telling(
            agency=agency,
            day=date.fromisoformat(f"{written}-15" if only_month else written),
            only_month=only_month,
            time="" if agency in dated and agency not in clocks else clocks.get(agency, clock),
            text=text,
        )


def _texts(entry: dict[str, object], key: str) -> dict[str, str]:
    value = entry.get(key, {})
    return {str(name): str(text) for name, text in value.items()} if isinstance(value, dict) else {}


def told_by(agency: str) -> tuple[Telling, ...]:
    """One agency's tellings, in order of the day that it gives."""
    return tuple(
        sorted(
            (telling for event in read_events() for telling in event.tellings if telling.agency == agency),
            key=lambda telling: (telling.day, telling.time),
        )
    )
