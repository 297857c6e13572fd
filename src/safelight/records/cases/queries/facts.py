"""What core needs to know of a case, gathered from the records: the only bridge from models to facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Literal

from safelight.core.review.calendar import WorkingCalendar
from safelight.core.review.criteria import Assessment, CriterionFinding
from safelight.core.review.deadlines import Deadline, Extension, deadline, extend
from safelight.core.review.facts import CaseFacts
from safelight.core.rulebook.governing import Regime
from safelight.core.vocabulary import Outcome, PaperKind, Reader
from safelight.records.cases.above import FactsFromAbove, known_above
from safelight.records.cases.models import (
    Act,
    AgencyReview,
    Case,
    CriterionAssessment,
    FormalAct,
    Proceeding,
    ProceedingKind,
    ReviewState,
)
from safelight.records.people.queries import calendar_for, regime_for

REVIEW = "review"
NO_REVIEW = "no_review"
EVALUATOR = "notify.evaluator"
GOVERNMENT_OFFICE = "notify.government-office"
DECISION_CLOCK = "clock.decision"
COMPLETION_CLOCK = "clock.completion"

HOLDS = {
    ProceedingKind.INQUEST: "an inquest is open",
    ProceedingKind.COURT_ORDER: "a court order stands in the way",
    ProceedingKind.CHILD_WELFARE: "a child's welfare stands in the way",
}
"""What holds publication apart from criminal and family proceedings. Another review alone does not."""


def regime_of(case: Case) -> Regime:
    """The rules of this review: picked by the day it was initiated or, until it is, by the day of notice."""
    picked_on = case.initiated_on or case.noticed_on
    return regime_for(case.board, initiated_on=picked_on, jurisdiction=case.jurisdiction)


def calendar_of(case: Case) -> WorkingCalendar:
    """The working days of the case's board."""
    return calendar_for(case.board)


def facts_of(case: Case, *, on: date, above: FactsFromAbove | None = None) -> CaseFacts:
    """Everything that a stage or the task list asks about, as it stood in the records on a day.

    Without `above` the rooms above are asked for their part.
    """
    acts = _acts(case)
    decision = acts.get(Act.DECISION)
    grade, refusal = acts.get(Act.GRADE), acts.get(Act.NOT_TO_PUBLISH)
    facts = CaseFacts(
        noticed_on=case.noticed_on,
        criteria_assessed=len(standing_assessments(case)),
        criteria_total=len([rule for rule in regime_of(case).rules_under("criteria") if rule.check == "criterion"]),
        panel_recommended_on=_day(acts, Act.RECOMMENDATION),
        decided_on=decision.on if decision else None,
        decision=_outcome(decision),
        decision_reason=decision.reasons if decision else "",
        panel_agreed_on=_day(acts, Act.PANEL_AGREEMENT),
        accepted_on=_day(acts, Act.BOARD_ACCEPTANCE),
        evaluation_submitted_on=_day(acts, Act.EVALUATION_SUBMITTED),
        grade=grade.outcome if grade else "",
        not_published_on=refusal.on if refusal else None,
        not_published_reason=refusal.reasons if refusal else "",
        closed_on=_day(acts, Act.CLOSURE),
        overview_filed=case.papers.filter(kind=PaperKind.OVERVIEW).exists(),
        completion_extended_to=max(
            case.extensions.filter(duty=COMPLETION_CLOCK).values_list("extended_to", flat=True), default=None
        ),
        departures=_departures(case),
    )
    facts = _with_notices(facts, case)
    facts = _with_people(facts, case)
    facts = _with_agencies(facts, case)
    facts = _with_holds(facts, case, on=on)
    return replace(facts, **asdict(above if above is not None else known_above(case, on=on)))


def standing_assessments(case: Case) -> dict[str, CriterionAssessment]:
    """The assessment that stands for each criterion: a later one supersedes an earlier one."""
    return {row.criterion: row for row in case.assessments.select_related("assessed_by").order_by("id")}


def assessments_of(case: Case) -> tuple[Assessment, ...]:
    """The standing assessments as core takes them; those of criteria that this regime does not know are left out."""
    known = {rule.duty for rule in regime_of(case).rules_under("criteria")}
    return tuple(
        Assessment(criterion=row.criterion, finding=CriterionFinding(row.finding), evidence=row.evidence)
        for row in standing_assessments(case).values()
        if row.criterion in known
    )


def clocks_of(case: Case, *, facts: CaseFacts) -> tuple[Deadline, ...]:
    """The clocks of the review that are running or met, each with its recorded extensions."""
    regime, calendar = regime_of(case), calendar_of(case)
    goes_on = facts.decision == REVIEW
    starts = {
        DECISION_CLOCK: (facts.noticed_on, facts.decided_on),
        COMPLETION_CLOCK: (facts.decided_on if goes_on else None, facts.accepted_on),
    }
    found = []
    for duty, (starts_on, met_on) in starts.items():
        rule = regime.find(duty)
        if rule is not None and starts_on is not None:
            clock = deadline(rule, starts_on=starts_on, met_on=met_on, calendar=calendar)
            found.append(_extended(clock, case))
    return tuple(found)


def open_holds(case: Case, *, on: date) -> tuple[Proceeding, ...]:
    """What is open on a day and changes what may be said: trials, inquests, orders, other reviews."""
    return tuple(
        proceeding
        for proceeding in case.proceedings.filter(opened_on__lte=on)
        if proceeding.ended_on is None or proceeding.ended_on > on
    )


def merged(case: Case) -> bool:
    """Whether the latest merging holds every agency's current chronology."""
    latest = case.integrations.order_by("merged_at", "id").last()
    current = case.chronologies.filter(current=True)
    return latest is not None and not current.filter(paper__filed_at__gt=latest.merged_at).exists()


def _extended(clock: Deadline, case: Case) -> Deadline:
    for row in case.extensions.filter(duty=clock.duty).select_related("authorised_by").order_by("id"):
        told = tuple(body.strip() for body in row.told.split(";") if body.strip())
        by = Extension(
            new_date=row.extended_to,
            reason=row.reason,
            authorised_by=row.authorised_by.name,
            told=told,
            recorded_on=row.on,
        )
        clock = extend(clock, by=by)
    return clock


def _acts(case: Case) -> dict[str, FormalAct]:
    """The last formal act of each kind."""
    return {act.act: act for act in case.acts.order_by("on", "id")}


def _day(acts: dict[str, FormalAct], act: Act) -> date | None:
    return acts[act].on if act in acts else None


def _outcome(decision: FormalAct | None) -> Literal["", "review", "no_review"]:
    if decision is None:
        return ""
    return "review" if decision.outcome == REVIEW else "no_review"


def _with_notices(facts: CaseFacts, case: Case) -> CaseFacts:
    first = {row.duty: row.on for row in case.notifications.order_by("-on")}
    return replace(
        facts,
        notified_evaluator_on=first.get(EVALUATOR),
        notified_government_office_on=first.get(GOVERNMENT_OFFICE),
    )


def _departures(case: Case) -> tuple[tuple[str, str], ...]:
    recorded = [(row.duty, row.reason) for row in case.departures.all()]
    appointed = case.appointments.filter(outcome=Outcome.ALLOW, ended_on__isnull=True).exclude(departure="")
    return (*recorded, *((f"independence.{row.role.replace('_', '-')}", row.departure) for row in appointed))


def _with_people(facts: CaseFacts, case: Case) -> CaseFacts:
    standing = case.appointments.filter(outcome=Outcome.ALLOW, ended_on__isnull=True)
    held = set(standing.values_list("role", flat=True))
    return replace(
        facts,
        panel_chair_appointed=Reader.PANEL_CHAIR in held,
        author_appointed=Reader.OVERVIEW_AUTHOR in held,
        panel_size=case.panel.count(),
        declarations_missing=case.panel.filter(declared_on__isnull=True).count(),
        terms_versions=case.terms.count(),
        family_contact_missing=not case.family_contacts.exists(),
    )


def _with_agencies(facts: CaseFacts, case: Case) -> CaseFacts:
    reviews = list(case.agency_reviews.select_related("agency"))
    own = [review for review in reviews if review.kind != PaperKind.HEALTH_OVERVIEW]
    received = case.chronologies.filter(current=True).count()
    asked = {review.agency_id for review in own}
    return replace(
        facts,
        reviews_requested=len(reviews),
        reviews_due_on=max((review.due_on for review in reviews), default=None),
        reviews_submitted=_count(reviews, ReviewState.SUBMITTED, ReviewState.RETURNED, ReviewState.ACCEPTED),
        reviews_accepted=_count(reviews, ReviewState.ACCEPTED),
        reviews_returned=_count(reviews, ReviewState.RETURNED),
        countersignatures_missing=sum(
            review.submitted_on is not None and not review.countersigned_by for review in reviews
        ),
        health_overview_missing=_health_overview_missing(reviews),
        chronologies_expected=len(asked),
        chronologies_received=received,
        chronology_merged=received > 0 and merged(case),
    )


def _count(reviews: Iterable[AgencyReview], *states: ReviewState) -> int:
    return sum(review.state in states for review in reviews)


def _health_overview_missing(reviews: Iterable[AgencyReview]) -> bool:
    health = [review for review in reviews if review.agency.is_health and review.kind == PaperKind.IMR]
    drawn = [
        review
        for review in reviews
        if review.kind == PaperKind.HEALTH_OVERVIEW and review.state == ReviewState.ACCEPTED
    ]
    return len(health) > 1 and not drawn


def _with_holds(facts: CaseFacts, case: Case, *, on: date) -> CaseFacts:
    kinds = {ProceedingKind(proceeding.kind) for proceeding in open_holds(case, on=on)}
    other = [words for kind, words in HOLDS.items() if kind in kinds]
    return replace(
        facts,
        proceedings_open=ProceedingKind.CRIMINAL in kinds,
        family_proceedings_open=ProceedingKind.FAMILY in kinds,
        other_hold=f"{'; '.join(other)}." if other else "",
    )
