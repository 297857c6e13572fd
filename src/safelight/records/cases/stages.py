"""Where does the case stand now? Asked of core after every act, and written down here and nowhere else."""

from __future__ import annotations

from datetime import datetime

from safelight.core.review.stages import current_stage, may_enter
from safelight.core.vocabulary import Stage
from safelight.records.audit.actions import record
from safelight.records.cases.models import Case
from safelight.records.cases.queries.facts import facts_of, regime_of
from safelight.records.people.models import User
from safelight.records.people.queries import OFFICE_HOURS as OFFICE_HOURS


def advance(case: Case, *, by: User | None, at: datetime) -> Stage:
    """Move the case to the stage that the facts now bear out, inside the transaction of the act that changed them.

    A later fact can also take a review back: a trial that opens holds what was ready.
    """
    on = at.astimezone(OFFICE_HOURS).date()
    facts, regime = facts_of(case, on=on), regime_of(case, on=on)
    before, now = Stage(case.stage), current_stage(facts, regime=regime)
    if now is not before:
        case.stage = now
        case.save(update_fields=["stage"])
        decision = may_enter(now, facts, regime=regime)
        record("cases.advance", by=by, at=at, case=case, subject=case, decision=decision, before=before, now=now)
    return now
