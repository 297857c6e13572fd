"""When does what a meeting decided take effect? The council's own terms of call-in, on what is recorded of it."""

from __future__ import annotations

from datetime import date

from safelight.core.review.callin import (
    COUNCIL_PRACTICE,
    CallInFacts,
    CallInOutcome,
    CallInPeriod,
    CallInTerms,
    StartEvent,
    call_in_period,
    terms_from,
)
from safelight.records.committee.models import Meeting
from safelight.records.people.queries import calendar_for, regime_for

CALL_IN = "committee.call-in"


def terms_of(meeting: Meeting) -> CallInTerms:
    """What binds this council on the day of the meeting: its own policy, else the usual practice."""
    board = meeting.board
    regime = regime_for(board, initiated_on=meeting.held_on, jurisdiction=board.jurisdiction)
    rule = regime.find(CALL_IN)
    return terms_from(rule) if rule is not None else COUNCIL_PRACTICE


def started_on(meeting: Meeting) -> date | None:
    """The day from which the period is counted; None until that has happened."""
    if terms_of(meeting).start_event is StartEvent.DECISION_PUBLISHED:
        return meeting.decision_published_on
    return meeting.minutes_published_on


def period_of(meeting: Meeting, *, on: date) -> CallInPeriod:
    """The call-in period of the meeting's decisions as it stands on a day.

    Raises:
        CallInError: when what is recorded of it cannot all be true.
    """
    facts = CallInFacts(
        started_on=started_on(meeting),
        waived=bool(meeting.call_in_waiver),
        called_in_on=meeting.called_in_on,
        outcome=CallInOutcome(meeting.call_in_outcome) if meeting.call_in_outcome else None,
        outcome_on=meeting.call_in_outcome_on,
    )
    return call_in_period(facts, on=on, calendar=calendar_for(meeting.board), terms=terms_of(meeting))
