"""Who did or read what, when, under which rule: one entry, sealed with the one before, in the act's transaction."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

from django.db import connection, transaction

from safelight.core.decision import Decision
from safelight.records.audit.chain import FIRST, seal
from safelight.records.audit.models import Entry

CHAIN_LOCK = 5_416_734  # any fixed number: PostgreSQL's advisory lock under which the chain grows


class Actor(Protocol):
    """Whoever acts: the trail keeps the key and the standing, never the name."""

    @property
    def pk(self) -> UUID: ...
    @property
    def standing(self) -> str: ...


class NotInTransaction(RuntimeError):
    """Raised when an entry would be written apart from the act that it records."""


def record(
    action: str,
    *,
    by: Actor | None,
    at: datetime,
    acting_as: str = "",
    case: object = None,
    subject: object = None,
    decision: Decision | None = None,
    **detail: str | int | bool | None,
) -> Entry:
    """Add one entry to the trail. `by=None` is Safelight itself (the audit shows "system").

    Of `decision` the outcome, the rules and their fingerprint are kept; the act's own record keeps the whole of it.
    `detail` is for counts, hashes, dates and words of the closed lists: never a name of a person, a path or a text.

    Raises:
        NotInTransaction: outside `transaction.atomic`, because an act and its entry stand or fall together.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(f"The audit entry for {action} must be written in the transaction of the act itself.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last = Entry.objects.order_by("-number").first()
    entry = Entry(
        number=last.number + 1 if last else 1,
        at=at.astimezone(UTC),
        actor=str(by.pk) if by else "system",
        acting_as=acting_as or (by.standing if by else "system"),
        action=action,
        case=str(getattr(case, "pk", case) or ""),
        subject=f"{type(subject).__name__}:{subject.pk}" if hasattr(subject, "pk") else str(subject or ""),
        decision=decision.without_findings().to_json() if decision else "",
        detail=json.dumps(detail, sort_keys=True, ensure_ascii=False, default=str) if detail else "",
        previous=last.digest if last else FIRST,
    )
    entry.digest = seal(entry)
    entry.save(force_insert=True)
    return entry


def record_refusal(
    action: str,
    *,
    by: Actor | None,
    at: datetime,
    acting_as: str = "",
    case: object = None,
    decision: Decision | None = None,
    **detail: str | int | bool | None,
) -> None:
    """Add an entry about an attempt that was refused, in a transaction of its own, so that it outlives the refusal."""
    with transaction.atomic():
        record(f"{action}.refused", by=by, at=at, acting_as=acting_as, case=case, decision=decision, **detail)
