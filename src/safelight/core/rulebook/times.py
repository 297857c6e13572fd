"""What does nothing national that was read say, and which times does a board set for itself there?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from safelight.core.rulebook.governing import ENGLAND, Regime, Rulebook, Silence
from safelight.core.rulebook.model import Process, Rule, RulebookError

FIRST_EVENT: Final = MappingProxyType({"clock.decision": "noticed_on", "clock.completion": "decided_on"})
"""What a time is counted from where no national rule has ever said it."""
TIMED: Final = frozenset({"due_within", "recorded", "told"})
UNIT_WORDS: Final = MappingProxyType(
    {"working_day": "working days", "calendar_day": "days", "calendar_month": "months"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTime:
    """A board's own time for one duty of one kind of review, for reviews initiated from `start` on."""

    process: str
    duty: str
    count: int
    unit: str
    start: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTime:
    """A time that nothing national gives: the question, why nothing does, and what the last rule said, or ""."""

    process: Process
    duty: str
    question: str
    event: str
    why: str
    before: str


def open_times(rulebook: Rulebook, *, on: date, jurisdiction: str = ENGLAND) -> tuple[OpenTime, ...]:
    """Every time that the shipped rules leave open for reviews that could begin there on a day."""
    return tuple(
        open_time
        for process in rulebook.framework.processes
        if process.held(on=on, jurisdiction=jurisdiction)
        for open_time in _open(rulebook, process, on=on, jurisdiction=jurisdiction)
    )


def unread(regime: Regime, *, rulebook: Rulebook) -> tuple[Silence, ...]:
    """What used to be asked in such a review and is a stated gap on its day: nobody is led through it any more."""
    where, process, day = regime.jurisdiction, regime.process.id, regime.initiated_on
    ended = {
        rule.duty
        for rule in rulebook.rules
        if rule.until is not None and rule.until <= day and rule.source.reaches(where, process=process)
    }
    return regime.silences(among=ended)


def _open(rulebook: Rulebook, process: Process, *, on: date, jurisdiction: str) -> Iterator[OpenTime]:
    regime = rulebook.regime(initiated_on=on, jurisdiction=jurisdiction, process=process.id)
    near = [rule for rule in rulebook.rules if rule.source.reaches(jurisdiction, process=process.id)]
    for name, duty in rulebook.framework.duties.items():
        timed = [rule for rule in near if rule.duty == name and "event" in rule.args and rule.check in TIMED]
        gap = regime.gap(name)
        if gap is None or not (timed or name in FIRST_EVENT) or "told" in duty.checks:
            continue
        last = max(timed, key=lambda rule: rule.start, default=None)
        yield OpenTime(
            process=process,
            duty=name,
            question=duty.question,
            event=last.text("event") if last is not None else FIRST_EVENT[name],
            why=gap.says,
            before=last.says if last is not None else "",
        )


def policies_of(times: Sequence[LocalTime], *, rulebook: Rulebook, jurisdiction: str = ENGLAND) -> tuple[str, ...]:
    """The board's own times as rulebook sources in TOML, one for each kind of review.

    A time ends where a later one for the same duty begins, or where a national rule does: then that governs.

    Raises:
        RulebookError: a time for a duty that something national governs on its first day, or in unknown words.
    """
    of_process: dict[str, list[LocalTime]] = {}
    for time in sorted(times, key=lambda time: time.start):
        of_process.setdefault(time.process, []).append(time)
    return tuple(
        _source(rulebook.process(process), own, rulebook=rulebook, jurisdiction=jurisdiction)
        for process, own in of_process.items()
    )


def _source(process: Process, times: Sequence[LocalTime], *, rulebook: Rulebook, jurisdiction: str) -> str:
    head = (
        f'[source]\nid = "own-times-{process.id}"\ntitle = "The board\'s own times: {process.title.lower()}"\n'
        f'kind = "local-policy"\nissued_under = ""\njurisdiction = "{jurisdiction}"\nreviews = ["{process.id}"]\n'
    )
    known = {each.duty: each for time in times for each in _open_on(rulebook, time, jurisdiction=jurisdiction)}
    rules = []
    for number, time in enumerate(times, start=1):
        if time.unit not in UNIT_WORDS:
            raise RulebookError(f"{time.unit!r} is no unit of time. Use one of: {', '.join(UNIT_WORDS)}.")
        if time.duty not in known:
            raise RulebookError(f"Something national says by when {time.duty!r} is done, so no own time is needed.")
        later = [other.start for other in times if other.duty == time.duty and other.start > time.start]
        rules.append(_rule(process, time, known[time.duty], number, until=_end(rulebook, process, time, later)))
    return head + "\n".join(rules)


def _open_on(rulebook: Rulebook, time: LocalTime, *, jurisdiction: str) -> tuple[OpenTime, ...]:
    found = open_times(rulebook, on=time.start, jurisdiction=jurisdiction)
    return tuple(each for each in found if each.process.id == time.process)


def _end(rulebook: Rulebook, process: Process, time: LocalTime, later: Sequence[date]) -> date | None:
    national = [rule.start for rule in rulebook.rules if _follows(rule, time, process)]
    return min((*later, *national), default=None)


def _follows(rule: Rule, time: LocalTime, process: Process) -> bool:
    about = not rule.source.reviews or process.id in rule.source.reviews
    return rule.duty == time.duty and about and rule.start > time.start


def _rule(process: Process, time: LocalTime, asked: OpenTime, number: int, *, until: date | None) -> str:
    check = "due_within" if asked.duty.startswith("clock.") else "recorded"
    end = f", until = {until.isoformat()}" if until is not None else ""
    says = f"{asked.question} The board has set {time.count} {UNIT_WORDS[time.unit]} for itself."
    return (
        f'\n[[rule]]\nid = "own-times-{process.id}/{time.duty.replace(".", "-")}-{number}"\nprovision = ""\n'
        f'citation_status = "local"\nsays = "{says}"\nduty = "{time.duty}"\nforce = "should"\n'
        f'selected_by = "review.initiated_on"\nin_force = {{ from = {time.start.isoformat()}{end} }}\n'
        f'check = "{check}"\nargs = {{ event = "{asked.event}", count = {time.count}, unit = "{time.unit}" }}\n\n'
        f"[[rule.example]]\ngiven = {{ initiated_on = {(time.start - timedelta(days=1)).isoformat()} }}\n"
        'expect = "not_in_force"\n'
    )


def times_from(stored: Sequence[Mapping[str, object]]) -> tuple[LocalTime, ...]:
    """Times as they are kept with the board: see `to_store`."""
    return tuple(
        LocalTime(
            process=str(each["process"]),
            duty=str(each["duty"]),
            count=int(str(each["count"])),
            unit=str(each["unit"]),
            start=date.fromisoformat(str(each["start"])),
        )
        for each in stored
    )


def to_store(times: Sequence[LocalTime]) -> list[dict[str, str | int]]:
    """Times as plain values, to be kept with the board."""
    return [
        {
            "process": each.process,
            "duty": each.duty,
            "count": each.count,
            "unit": each.unit,
            "start": each.start.isoformat(),
        }
        for each in times
    ]
