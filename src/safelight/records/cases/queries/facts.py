"""What core needs to know of a case, gathered from the records: the only bridge from models to facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Literal

from safelight.core.review.calendar import WorkingCalendar
from safelight.core.review.clocks import clocks
from safelight.core.review.criteria import Assessment, CriterionFinding, outcome_of
from safelight.core.review.deadlines import Deadline, Extension, extend
from safelight.core.review.facts import CaseFacts
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Process
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
)
from safelight.records.cases.words import DONE_WITH, WITH_AGENCY, Again
from safelight.records.people.queries import calendar_for, regime_for

REVIEW = "review"
NO_REVIEW = "no_review"
TERMS_QUESTIONS = "scope.terms"
REOPENED_ACTS = (Act.PANEL_AGREEMENT, Act.BOARD_ACCEPTANCE, Act.EVALUATION_SUBMITTED, Act.GRADE)
"""What has to be done anew once a grade has opened the review again."""

HOLDS = {
    ProceedingKind.INQUEST: "an inquest is open",
    ProceedingKind.COURT_ORDER: "a court order stands in the way",
    ProceedingKind.CHILD_WELFARE: "a child's welfare stands in the way",
}
"""What holds publication apart from criminal and family proceedings. Another review alone does not."""


def regime_of(case: Case, *, on: date | None = None) -> Regime:
    """The rules of this review: picked by the day it was initiated or, until it is, by the day of notice.

    Rules that the day of an act picks are those of `on`; without it, of that first day.
    """
    return regime_for(
        case.board,
        initiated_on=case.initiated_on or case.noticed_on,
        jurisdiction=case.jurisdiction,
        process=case.process,
        acting_on=on,
    )


def kind_of_review(case: Case) -> Process:
    """The kind of review that this is, with what it is called on its cover and whether it is of a child."""
    return regime_of(case).process


def calendar_of(case: Case) -> WorkingCalendar:
    """The working days of the case's board."""
    return calendar_for(case.board)


def facts_of(case: Case, *, on: date, above: FactsFromAbove | None = None) -> CaseFacts:
    """Everything that a stage or the task list asks about, as it stood in the records on a day.

    Without `above` the rooms above are asked for their part.
    """
    regime = regime_of(case, on=on)
    acts, reopened_on = standing_acts(case, regime=regime)
    decision = acts.get(Act.DECISION)
    grade = acts.get(Act.GRADE)
    refusal = acts.get(Act.NOT_TO_PUBLISH) if standing_resolution(case) else None
    facts = CaseFacts(
        noticed_on=case.noticed_on,
        criteria_assessed=len(standing_assessments(case)),
        criteria_total=len([rule for rule in regime.rules_under("criteria") if rule.check == "criterion"]),
        panel_recommended_on=_day(acts, Act.RECOMMENDATION),
        decided_on=decision.on if decision else None,
        decision=_outcome(decision),
        decision_reason=decision.reasons if decision else "",
        panel_agreed_on=_day(acts, Act.PANEL_AGREEMENT),
        accepted_on=_day(acts, Act.BOARD_ACCEPTANCE),
        first_accepted_on=case.acts.filter(act=Act.BOARD_ACCEPTANCE).values_list("on", flat=True).first(),
        reopened_on=reopened_on,
        evaluation_submitted_on=_day(acts, Act.EVALUATION_SUBMITTED),
        grade=grade.outcome if grade else "",
        not_published_on=refusal.on if refusal else None,
        not_published_reason=refusal.reasons if refusal else "",
        closed_on=_day(acts, Act.CLOSURE),
        overview_filed=case.papers.filter(kind=PaperKind.OVERVIEW).exists(),
        extensions=tuple(case.extensions.values_list("duty", "extended_to")),
        planned_publication_on=case.planned_publication_on,
        records=tuple(case.duty_records.order_by("on", "id").values_list("duty", "on")),
        departures=_departures(case),
    )
    facts = _with_people(facts, case, regime=regime)
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


def decision_comes_to(act: FormalAct, *, regime: Regime) -> str:
    """How the decision whether to hold a review stands to its criteria, which are not assessed any more after it."""
    if act.act != Act.DECISION:
        return ""
    return outcome_of(assessments_of(act.case), held=act.outcome == REVIEW, regime=regime)


def clocks_of(case: Case, *, facts: CaseFacts, on: date | None = None) -> tuple[Deadline, ...]:
    """The clocks of the review that are running or met, each with its recorded extensions."""
    running = clocks(facts, regime=regime_of(case, on=on), calendar=calendar_of(case))
    return tuple(_extended(replace(clock, extended_to=None), case) for clock in running.values())


def open_holds(case: Case, *, on: date) -> tuple[Proceeding, ...]:
    """What is open on a day and changes what may be said: trials, inquests, orders, other reviews."""
    return tuple(
        proceeding
        for proceeding in case.proceedings.filter(opened_on__lte=on)
        if (ended := ended_on(proceeding)) is None or ended > on
    )


def ended_on(hold: Proceeding) -> date | None:
    """The first day on which it holds no more: what was recorded of its end, or the day that was set from the start."""
    return min((day for day in (hold.ended_on, hold.until) if day is not None), default=None)


def standing_resolution(case: Case) -> FormalAct | None:
    """The board's decision that nothing is published, as it stands: with the latest day to look again, if it was kept.

    None where there is none, or where it was taken back.
    """
    latest = case.acts.filter(act__in=(Act.NOT_TO_PUBLISH, Act.LOOKED_AGAIN)).order_by("id").last()
    return None if latest is None or latest.outcome == Again.TAKEN_BACK else latest


def not_publishing_review_due(case: Case) -> date | None:
    """The day by which the board looks again at its decision not to publish; None where no such decision stands."""
    standing = standing_resolution(case)
    return standing.review_on if standing else None


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


def standing_acts(case: Case, *, regime: Regime) -> tuple[dict[str, FormalAct], date | None]:
    """The last formal act of each kind that still counts, and the day on which a grade opened the review again."""
    graded = regime.find("evaluation.graded")
    again = graded.words("again") if graded is not None else ()
    acts: dict[str, FormalAct] = {}
    reopened_on: date | None = None
    for act in case.acts.order_by("on", "id"):
        acts[act.act] = act
        if act.act == Act.GRADE and act.outcome in again:
            reopened_on = act.on
            for undone in REOPENED_ACTS:
                acts.pop(undone, None)
        elif act.act == Act.BOARD_ACCEPTANCE:
            reopened_on = None
    return acts, reopened_on


def _day(acts: dict[str, FormalAct], act: Act) -> date | None:
    return acts[act].on if act in acts else None


def _outcome(decision: FormalAct | None) -> Literal["", "review", "no_review"]:
    if decision is None:
        return ""
    return "review" if decision.outcome == REVIEW else "no_review"


def _departures(case: Case) -> tuple[tuple[str, str], ...]:
    recorded = [(row.duty, row.reason) for row in case.departures.all()]
    appointed = case.appointments.filter(outcome=Outcome.ALLOW, ended_on__isnull=True).exclude(departure="")
    return (*recorded, *((f"independence.{row.role.replace('_', '-')}", row.departure) for row in appointed))


def _with_people(facts: CaseFacts, case: Case, *, regime: Regime) -> CaseFacts:
    standing = case.appointments.filter(outcome=Outcome.ALLOW, ended_on__isnull=True)
    held = set(standing.values_list("role", flat=True))
    return replace(
        facts,
        panel_chair_appointed=Reader.PANEL_CHAIR in held,
        author_appointed=Reader.OVERVIEW_AUTHOR in held,
        panel_size=case.panel.count(),
        declarations_missing=case.panel.filter(declared_on__isnull=True).count(),
        terms_versions=case.terms.count(),
        terms_unanswered=_unanswered(case, regime=regime),
        family_contact_missing=not case.family_contacts.exists(),
    )


def _unanswered(case: Case, *, regime: Regime) -> int:
    """How many of the questions that the rules expect the standing terms of reference leave open."""
    rule, terms = regime.find(TERMS_QUESTIONS), case.terms.order_by("version").last()
    if rule is None or terms is None:
        return 0
    answered = {question for question, answer in terms.answers if answer.strip()}
    return len(set(rule.words("questions")) - answered)


def _with_agencies(facts: CaseFacts, case: Case) -> CaseFacts:
    reviews = list(case.agency_reviews.select_related("agency"))
    own = [review for review in reviews if review.kind != PaperKind.HEALTH_OVERVIEW]
    received = case.chronologies.filter(current=True).values("agency").distinct().count()
    asked = {review.agency_id for review in own}
    return replace(
        facts,
        reviews_requested=len(reviews),
        reviews_due_on=max((review.due_on for review in reviews), default=None),
        reviews_submitted=sum(review.submitted_on is not None for review in reviews),
        reviews_accepted=sum(review.state in DONE_WITH for review in reviews),
        reviews_returned=sum(review.submitted_on is not None and review.state in WITH_AGENCY for review in reviews),
        countersignatures_missing=sum(
            review.submitted_on is not None and not review.countersigned_by for review in reviews
        ),
        health_overview_missing=_health_overview_missing(reviews),
        chronologies_expected=len(asked),
        chronologies_received=received,
        chronology_merged=received > 0 and merged(case),
    )


def _health_overview_missing(reviews: Iterable[AgencyReview]) -> bool:
    health = [review for review in reviews if review.agency.is_health and review.kind == PaperKind.IMR]
    drawn = [review for review in reviews if review.kind == PaperKind.HEALTH_OVERVIEW and review.state in DONE_WITH]
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
