"""Trials, inquests and orders that open and end beside the review, and hold what may be said."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import acting, sought
from safelight.records.cases.models import Proceeding, ProceedingKind
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput, needed


def open_proceeding(
    *, case: CaseKey, kind: str, court: str, scope: str, opened_on: date, by: User, at: datetime
) -> Proceeding:
    """Record that something is under way: from its first day it may hold publication and narrow disclosure.

    Raises:
        NotForYou
        WrongInput: an unknown kind, a day that lies ahead, no court or scope.
    """
    act = acting(case, to="open_proceeding", by=by, at=at)
    if kind not in set(ProceedingKind):
        raise WrongInput("Choose what is under way from the list.", field="kind")
    court = needed(court, field="court", what="the court or body before which it is")
    scope = needed(scope, field="scope", what="what it is about and what it holds")
    if opened_on > act.on:
        raise WrongInput("The day on which it opened cannot lie ahead.", field="opened_on")
    with act.writing() as held:
        row = Proceeding.objects.create(case=held, kind=kind, court=court, scope=scope, opened_on=opened_on)
        act.record(row, kind=kind, opened_on=opened_on.isoformat())
    return row


def end_proceeding(*, proceeding: Proceeding | UUID, ending: str, ended_on: date, by: User, at: datetime) -> Proceeding:
    """Record how and when it ended; what it held may then move on.

    Raises:
        NotForYou
        NotNow: when it has ended before.
        WrongInput: a day before it opened or that lies ahead, no ending.
    """
    row = sought(Proceeding, proceeding, to="end_proceeding", by=by, at=at)
    act = acting(row.case, to="end_proceeding", by=by, at=at)
    ending = needed(ending, field="ending", what="how it ended")
    if not row.opened_on <= ended_on <= act.on:
        raise WrongInput("Give a day from when it opened until today.", field="ended_on")
    with act.writing():
        row.refresh_from_db()
        if row.ended_on is not None:
            raise NotNow("This has ended already.")
        row.ended_on, row.ending = ended_on, ending[:300]
        row.save(update_fields=["ended_on", "ending"])
        act.record(row, kind=row.kind, ended_on=ended_on.isoformat())
    return row
