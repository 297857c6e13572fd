"""What the audit trail says, and whether it is whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from safelight.core.decision import Decision
from safelight.records.audit.chain import FIRST, seal
from safelight.records.audit.models import Entry

SAID_ONCE_IN = 15
"""Minutes in which one entry stands for all that somebody does to one thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """Whether the chain is whole; if not, the number of the first bad entry and what is wrong with it."""

    whole: bool
    entries: int
    first_bad: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One entry for a page: keys instead of names."""

    number: int
    at: datetime
    actor: str
    acting_as: str
    action: str
    subject: str
    decision: Decision | None
    detail: str


def verify_chain() -> ChainReport:
    """Walk the trail from the first entry and work every seal out anew."""
    previous, expected = FIRST, 1
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        why = _fault(entry, expected=expected, previous=previous)
        if why:
            return ChainReport(whole=False, entries=expected - 1, first_bad=expected, why=why)
        previous, expected = entry.digest, expected + 1
    return ChainReport(whole=True, entries=expected - 1)


def _fault(entry: Entry, *, expected: int, previous: str) -> str:
    if entry.number != expected:
        return f"entry {expected} is missing: the next one found is {entry.number}"
    if entry.previous != previous:
        return "it does not follow from the entry before it"
    if entry.digest != seal(entry):
        return "what it says was changed after it was sealed"
    return ""


def newest_seal() -> tuple[int, str]:
    """The number and the seal of the newest entry: whoever holds it can tell later that nothing before it changed."""
    newest = Entry.objects.order_by("-number").first()
    return (newest.number, newest.digest) if newest else (0, FIRST)


def quarter_of(at: datetime) -> datetime:
    """When the quarter of an hour began in which one entry stands for many visits to a page, or many saves of it."""
    return at.replace(minute=at.minute // SAID_ONCE_IN * SAID_ONCE_IN, second=0, microsecond=0)


def said_already(action: str, *, actor: UUID, subject: Model, at: datetime, among: int = 200) -> bool:
    """Whether one of somebody's newest entries of this quarter of an hour says this of this thing."""
    since, what = quarter_of(at), f"{type(subject).__name__}:{subject.pk}"
    mine = Entry.objects.filter(actor=str(actor)).order_by("-number")[:among]
    return any(
        entry.action == action and entry.subject == what and since <= entry.at
        for entry in mine.only("number", "action", "subject", "at")
    )


def who_did(action: str, *, subject: Model) -> frozenset[str]:
    """The keys of everybody who has done something to a thing, however often."""
    what = f"{type(subject).__name__}:{subject.pk}"
    return frozenset(Entry.objects.filter(action=action, subject=what).values_list("actor", flat=True).distinct())


def trail_of_case(case: UUID, *, newest: int = 500) -> Sequence[AuditLine]:
    """The newest entries about one case, newest first. Who may read them is decided by the caller's query."""
    return tuple(_line(entry) for entry in Entry.objects.filter(case=str(case)).order_by("-number")[:newest])


def _line(entry: Entry) -> AuditLine:
    return AuditLine(
        number=entry.number,
        at=entry.at,
        actor=entry.actor,
        acting_as=entry.acting_as,
        action=entry.action,
        subject=entry.subject,
        decision=Decision.from_json(entry.decision) if entry.decision else None,
        detail=entry.detail,
    )
