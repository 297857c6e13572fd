"""Reviews with something due in them, made by the actions alone."""

from __future__ import annotations

from datetime import date

from safelight.records.cases.models import Case
from safelight.records.committee import actions as committee
from safelight.records.committee.form import BODY_FIELDS, COVER
from safelight.records.committee.models import Meeting
from safelight.records.committee.words import Body, ResolutionKind
from safelight.records.people.models import Agency
from safelight.records.plans import actions as plans
from safelight.records.plans.models import Action
from tests.factories import SCOPED, Cast, moment

MEETS_ON = date(2010, 6, 15)


def an_action(cast: Cast, case: Case, *, agency: Agency, due_on: date, number: int = 1, text: str = "") -> Action:
    """An action of that agency, agreed when the review was scoped."""
    at = moment(SCOPED)
    plans.record_finding(case=case, number=number, text="Nobody followed it up.", by=cast.author, at=at)
    recommendation = plans.record_recommendation(
        case=case, number=number, text="Follow it up.", source="overview", findings=[number], by=cast.author, at=at
    )
    return plans.agree_action(
        recommendation=recommendation,
        text=text or "Write and teach a procedure.",
        agency=agency,
        owner_post="Head of Safeguarding",
        due_on=due_on,
        measure="An audit of 40 files.",
        by=cast.manager,
        at=at,
    )


def a_meeting(cast: Cast, case: Case | None, *, held_on: date = MEETS_ON, title: str = "Ordinary meeting") -> Meeting:
    """A meeting of scrutiny, with a report on that review before it."""
    at = moment(SCOPED)
    meeting = committee.arrange_meeting(body=Body.SCRUTINY, title=title, held_on=held_on, by=cast.manager, at=at)
    if case is not None:
        committee.write_report(
            case=case,
            meetings=[meeting],
            subject="Learning from a review",
            fields={name: f"What there is to say about {label.lower()}." for name, label in (*COVER, *BODY_FIELDS)},
            objectives=[("Children and young people", "positive")],
            background_papers=[],
            by=cast.manager,
            at=at,
        )
    return meeting


def resolved(cast: Cast, meeting: Meeting, *, due_on: date, every_months: int | None = None) -> None:
    """A meeting wants to be told more, once or again and again."""
    committee.record_resolution(
        meeting=meeting,
        report=meeting.reports.first(),
        minute="17",
        limb=1,
        text="That a further report be made.",
        kind=ResolutionKind.RECURRING if every_months else ResolutionKind.TASK,
        due_on=due_on,
        every_months=every_months,
        by=cast.manager,
        at=moment(meeting.held_on, 15),
    )
