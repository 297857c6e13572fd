"""What was learned, what is being done, and how it stands on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from safelight.core.review.plan import PlanStatus, PlanTally, status, tally
from safelight.core.vocabulary import Reader
from safelight.records.cases.access import AGENCY, agencies_on, readers_on
from safelight.records.cases.guard import case_for
from safelight.records.cases.models import Case
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found
from safelight.records.plans.actions import CLOSERS, DOERS, PLANNERS, WRITERS
from safelight.records.plans.citing import CitedRow, cited_row
from safelight.records.plans.facts import action_facts
from safelight.records.plans.models import Action, Citation, Finding, Recommendation

PLAN_READERS = frozenset(
    {
        Reader.BUSINESS_MANAGER,
        Reader.BOARD_CHAIR,
        Reader.PANEL_CHAIR,
        Reader.PANEL_MEMBER,
        Reader.OVERVIEW_AUTHOR,
        Reader.AGENCY_AUTHOR,
        Reader.AUDITOR,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One piece of evidence."""

    text: str
    added_on: date
    paper_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """One action and how it stands."""

    id: UUID
    reference: str
    text: str
    agency: str
    owner_post: str
    agreed_on: date
    due_on: date
    measure: str
    status: PlanStatus
    impact: str
    closed_on: date | None
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationLine:
    """One recommendation, the findings it answers, and its actions."""

    id: UUID
    number: int
    text: str
    source: str
    findings: tuple[int, ...]
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One finding, the recommendations that answer it, and the rows of the chronology on which it rests.

    `cites` holds those that the reader may see; `cites_anything` is about all.
    """

    id: UUID
    number: int
    text: str
    recommendations: tuple[int, ...]
    cites: tuple[CitedRow, ...] = ()
    cites_anything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole plan of one review on one day."""

    case_id: UUID
    on: date
    findings: tuple[FindingLine, ...]
    recommendations: tuple[RecommendationLine, ...]
    tally: PlanTally
    may_write: bool = False
    may_plan: bool = False

    @property
    def overdue(self) -> tuple[ActionLine, ...]:
        """The actions that are late, in the plan's order."""
        lines = (action for row in self.recommendations for action in row.actions)
        return tuple(line for line in lines if line.status is PlanStatus.OVERDUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPage:
    """One action and what may be done with it."""

    case_id: UUID
    line: ActionLine
    recommendation: str
    may_add: bool
    may_close: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPage:
    """One finding and the rows that it cites."""

    case_id: UUID
    id: UUID
    number: int
    text: str
    cites: tuple[CitedRow, ...]
    may_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationPage:
    """One recommendation."""

    case_id: UUID
    number: int
    text: str


def plan_of(reader: User, case_id: UUID, *, on: date) -> Plan:
    """The plan as somebody with a part in the review sees it.

    Raises:
        NotForYou: when the case is not there for this reader.
    """
    case, held = _case(reader, case_id)
    plan = plan_on(case, on=on, own=_own(reader, case, held))
    return replace(plan, may_write=bool(held & WRITERS), may_plan=bool(held & PLANNERS))


def plan_on(case: Case, *, on: date, own: frozenset[UUID] | None = None) -> Plan:
    """The plan of a case, for the rooms above: they decide who sees it.

    `own` is None for those who see all of it, else the agencies whose evidence is shown.
    """
    rows = list(_rows(case))
    actions = [action for row in rows for action in row.actions.all()]
    recommendations = tuple(_recommendation(row, on=on, own=own) for row in rows)
    return Plan(
        case_id=case.pk,
        on=on,
        findings=tuple(
            FindingLine(
                id=finding.pk,
                number=finding.number,
                text=finding.text,
                recommendations=tuple(sorted(row.number for row in finding.recommendations.all())),
                cites=tuple(
                    cited_row(one) for one in finding.citations.all() if own is None or one.row.file.agency_id in own
                ),
                cites_anything=bool(finding.citations.all()),
            )
            for finding in case.findings.prefetch_related(
                "recommendations", Prefetch("citations", Citation.objects.select_related("row__file__agency"))
            )
        ),
        recommendations=recommendations,
        tally=tally((action_facts(action) for action in actions), on=on),
    )


def finding_page(reader: User, finding_id: UUID) -> FindingPage:
    """One finding, for the page that says on which rows it rests.

    Raises:
        NotForYou: when there is no such finding for this reader.
    """
    finding = found(Finding, finding_id)
    case, held = _case(reader, finding.case_id)
    own = _own(reader, case, held)
    cited = finding.citations.select_related("row__file__agency")
    return FindingPage(
        case_id=case.pk,
        id=finding.pk,
        number=finding.number,
        text=finding.text,
        cites=tuple(cited_row(one) for one in cited if own is None or one.row.file.agency_id in own),
        may_write=bool(held & WRITERS),
    )


def findings_to_cite(reader: User, case_id: UUID) -> tuple[bool, tuple[tuple[UUID, int, str], ...]]:
    """Whether this reader may say on what a finding rests; and the findings, each with its key, number and text."""
    case, held = _case(reader, case_id)
    if not held & WRITERS:
        return False, ()
    return True, tuple(case.findings.values_list("pk", "number", "text"))


def action_page(reader: User, action_id: UUID, *, on: date) -> ActionPage:
    """One action, with what this reader may do with it. Another agency's evidence is not shown to an agency's author.

    Raises:
        NotForYou: when there is no such action for this reader.
    """
    action = found(Action, action_id)
    case, held = _case(reader, action.recommendation.case_id)
    own = _own(reader, case, held)
    open_yet = action.closed_on is None
    return ActionPage(
        case_id=case.pk,
        line=_action(action, on=on, own=own),
        recommendation=action.recommendation.text,
        may_add=open_yet and bool(held & DOERS) and (own is None or action.agency_id in own),
        may_close=open_yet
        and bool(held & CLOSERS)
        and action.closure_proposed_by_id is not None
        and action.closure_proposed_by_id != reader.pk,
    )


def recommendation_page(reader: User, recommendation_id: UUID) -> RecommendationPage:
    """One recommendation, for the page that agrees an action on it.

    Raises:
        NotForYou: when there is no such recommendation for this reader.
    """
    row = found(Recommendation, recommendation_id)
    case, _ = _case(reader, row.case_id)
    return RecommendationPage(case_id=case.pk, number=row.number, text=row.text)


def _case(reader: User, case_id: UUID) -> tuple[Case, frozenset[Reader]]:
    case = case_for(reader, case_id)
    held = frozenset(readers_on(reader, case))
    if not held & PLAN_READERS:
        raise NotForYou
    return case, held


def _own(reader: User, case: Case, held: frozenset[Reader]) -> frozenset[UUID] | None:
    """Whose evidence this reader sees: everybody's, or that of the agencies the reader writes for."""
    return agencies_on(reader, case) if held == {AGENCY} else None


def _rows(case: Case) -> Iterable[Recommendation]:
    return case.recommendations.prefetch_related("findings", "actions__agency", "actions__evidence")


def _recommendation(row: Recommendation, *, on: date, own: frozenset[UUID] | None) -> RecommendationLine:
    return RecommendationLine(
        id=row.pk,
        number=row.number,
        text=row.text,
        source=row.source,
        findings=tuple(sorted(finding.number for finding in row.findings.all())),
        actions=tuple(_action(action, on=on, own=own, within=row) for action in row.actions.all()),
    )


def _action(
    action: Action, *, on: date, own: frozenset[UUID] | None, within: Recommendation | None = None
) -> ActionLine:
    shown = own is None or action.agency_id in own
    return ActionLine(
        id=action.pk,
        reference=f"{(within or action.recommendation).number}.{action.number}",
        text=action.text,
        agency=action.agency.name,
        owner_post=action.owner_post,
        agreed_on=action.agreed_on,
        due_on=action.due_on,
        measure=action.measure,
        status=status(action_facts(action), on=on),
        impact=action.impact if shown else "",
        closed_on=action.closed_on,
        evidence=tuple(
            EvidenceLine(text=row.text, added_on=row.added_on, paper_id=row.paper_id)
            for row in action.evidence.all()
            if shown
        ),
    )
