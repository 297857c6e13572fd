"""What was learned, what is being done, and how it stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from safelight.core.review.plan import PlanStatus, PlanTally, tally
from safelight.core.review.smart import look_at_action, look_at_recommendation, told, too_many
from safelight.core.vocabulary import Reader
from safelight.records.cases.access import AGENCY, agencies_on, find_case, readers_on
from safelight.records.cases.guard import case_for
from safelight.records.cases.models import AgencyReview, Case
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found
from safelight.records.plans.acting import DOERS, owns
from safelight.records.plans.actions.agreeing import CLOSERS, PLANNERS, SOURCES, WRITERS
from safelight.records.plans.actions.following import CHECKERS
from safelight.records.plans.actions.theming import themes_of
from safelight.records.plans.citing import CitedRow, cited_row
from safelight.records.plans.facts import action_facts, with_facts
from safelight.records.plans.imrs import Offered, offered, offered_in
from safelight.records.plans.lines import ActionLine, RecommendationLine, action_line
from safelight.records.plans.models import Action, Citation, Finding, Recommendation, ReviewCitation
from safelight.records.plans.sources import CitedSection, cited_section, sections_to_cite

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
class FindingLine:
    """One finding, the recommendations that answer it, and the rows and sections on which it rests.

    `cites` and `sections` hold those that the reader may see; `cites_anything` is about all.
    """

    id: UUID
    number: int
    text: str
    recommendations: tuple[int, ...]
    cites: tuple[CitedRow, ...] = ()
    sections: tuple[CitedSection, ...] = ()
    cites_anything: bool = False
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole plan of one review on one day."""

    case_id: UUID
    on: date
    findings: tuple[FindingLine, ...]
    recommendations: tuple[RecommendationLine, ...]
    tally: PlanTally
    many: str = ""
    """What to think of where there are many recommendations."""
    offered: int = 0
    """How many recommendations of the agencies' accepted reviews could be taken over; only for those who may."""
    may_write: bool = False
    may_plan: bool = False

    @property
    def groups(self) -> tuple[tuple[str, tuple[RecommendationLine, ...]], ...]:
        """The recommendations by the report they come from, as they are printed; their numbers stay what they are."""
        return tuple(
            (source, rows)
            for source in SOURCES
            if (rows := tuple(row for row in self.recommendations if row.source == source))
        )

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
    may_plan: bool = False
    may_check: bool = False
    """Whether this reader may record what became of it: it is due, and somebody else proposed its closure."""
    inside: bool = True
    """Whether the reader has a part in the review, and not only in this action."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPage:
    """One finding, the rows and sections that it cites, and the sections it could cite.

    Of each of these: the agency, and the sections of its review with the value that the page sends back.
    """

    case_id: UUID
    id: UUID
    number: int
    text: str
    cites: tuple[CitedRow, ...]
    sections: tuple[CitedSection, ...]
    to_cite: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    may_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationPage:
    """One recommendation."""

    case_id: UUID
    number: int
    text: str
    themes: frozenset[str] = frozenset()
    owners: tuple[tuple[UUID, str], ...] = ()
    """The accounts of agencies that could own an action, by name; only for those who may agree one."""
    offer: Offered | None = None
    """What the agency's review said of it, where it was taken over from one; likewise."""


def plan_of(reader: User, case_id: UUID, *, on: date) -> Plan:
    """The plan as somebody with a part in the review sees it.

    Raises:
        NotForYou: when the case is not there for this reader.
    """
    case, held = _case(reader, case_id)
    plan = plan_on(case, on=on, own=_own(reader, case, held))
    may_plan = bool(held & PLANNERS)
    return replace(
        plan,
        may_write=bool(held & WRITERS),
        may_plan=may_plan,
        offered=sum(1 for _ in offered(case)) if may_plan else 0,
    )


def plan_on(case: Case, *, on: date, own: frozenset[UUID] | None = None) -> Plan:
    """The plan of a case, for the rooms above: they decide who sees it.

    `own` is None for those who see all of it, else the agencies whose evidence is shown.
    """
    rows = list(_rows(case))
    actions = [action for row in rows for action in row.actions.all()]
    titles = themes_of(case.board)
    recommendations = tuple(_recommendation(row, on=on, own=own, titles=titles) for row in rows)
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
                sections=tuple(
                    cited_section(one)
                    for one in finding.review_citations.all()
                    if own is None or one.review.agency_id in own
                ),
                cites_anything=bool(finding.citations.all()) or bool(finding.review_citations.all()),
                themes=tuple(titles[mark.theme] for mark in finding.themes.all()),
            )
            for finding in case.findings.prefetch_related(
                "recommendations",
                "themes",
                Prefetch("citations", Citation.objects.select_related("row__file__agency")),
                Prefetch("review_citations", ReviewCitation.objects.select_related("review__agency", "part__review")),
            )
        ),
        recommendations=recommendations,
        many=too_many(len(recommendations)),
        tally=tally((action_facts(action) for action in actions), on=on),
    )


def recommendations_of(
    cases: Iterable[UUID], *, on: date
) -> dict[UUID, tuple[tuple[RecommendationLine, ...], PlanTally]]:
    """The recommendations of many cases and the tally of their actions, in as many questions as for one of them."""
    rows: dict[UUID, list[Recommendation]] = {}
    for row in _with_actions(Recommendation.objects.filter(case__in=list(cases)).select_related("case__board")):
        rows.setdefault(row.case_id, []).append(row)
    boards = {one.case.board_id: one.case.board for own in rows.values() for one in own}
    titles = {key: themes_of(board) for key, board in boards.items()}
    return {
        case_id: (
            tuple(_recommendation(row, on=on, own=None, titles=titles[row.case.board_id]) for row in own),
            tally((action_facts(action) for row in own for action in row.actions.all()), on=on),
        )
        for case_id, own in rows.items()
    }


def finding_page(reader: User, finding_id: UUID) -> FindingPage:
    """One finding, for the page that says on which rows it rests.

    Raises:
        NotForYou: when there is no such finding for this reader.
    """
    finding = found(Finding, finding_id)
    case, held = _case(reader, finding.case_id)
    own = _own(reader, case, held)
    cited = finding.citations.select_related("row__file__agency")
    sections = finding.review_citations.select_related("review__agency", "part__review")
    return FindingPage(
        case_id=case.pk,
        id=finding.pk,
        number=finding.number,
        text=finding.text,
        cites=tuple(cited_row(one) for one in cited if own is None or one.row.file.agency_id in own),
        sections=tuple(cited_section(one) for one in sections if own is None or one.review.agency_id in own),
        to_cite=_to_cite(case) if held & WRITERS else (),
        may_write=bool(held & WRITERS),
    )


def _to_cite(case: Case) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    by_agency: dict[str, list[tuple[str, str]]] = {}
    for review, part, title in sections_to_cite(case):
        by_agency.setdefault(review.agency.name, []).append((f"{review.pk}/{part.pk if part else ''}", title))
    return tuple((agency, tuple(lines)) for agency, lines in by_agency.items())


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
    case = find_case(action.recommendation.case_id)
    held = frozenset(readers_on(reader, case))
    owner = owns(reader, owner=action.owner_id, case=case)
    if not held & PLAN_READERS and not owner:
        raise NotForYou
    own = _own(reader, case, held) if held & PLAN_READERS else frozenset({action.agency_id})
    open_yet = action.closed_on is None
    line = action_line(action, on=on, own=own)
    proposed_by = action.closure_proposed_by_id
    return ActionPage(
        case_id=case.pk,
        line=line,
        recommendation=action.recommendation.text,
        may_add=open_yet and (owner or (bool(held & DOERS) and (own is None or action.agency_id in own))),
        may_close=open_yet and bool(held & CLOSERS) and proposed_by is not None and proposed_by != reader.pk,
        may_plan=open_yet and bool(held & PLANNERS),
        may_check=bool(held & CHECKERS)
        and proposed_by != reader.pk
        and line.next_check is not None
        and on >= line.next_check.due_on,
        inside=bool(held & PLAN_READERS),
    )


def recommendation_page(reader: User, recommendation_id: UUID) -> RecommendationPage:
    """One recommendation, for the page that agrees an action on it.

    Raises:
        NotForYou: when there is no such recommendation for this reader.
    """
    row = found(Recommendation, recommendation_id)
    case, held = _case(reader, row.case_id)
    return RecommendationPage(
        case_id=case.pk,
        number=row.number,
        text=row.text,
        themes=frozenset(row.themes.values_list("theme", flat=True)),
        owners=_owners(case) if held & PLANNERS else (),
        offer=_offer(row) if held & PLANNERS and row.taken_from else None,
    )


def imr_recommendations(reader: User, case_id: UUID) -> tuple[Offered, ...]:
    """What stands in the agencies' accepted reviews and could be taken over, for those who may.

    Raises:
        NotForYou
    """
    case, held = _case(reader, case_id)
    if not held & PLANNERS:
        raise NotForYou
    return tuple(offered(case))


def imr_recommendation(reader: User, review_id: UUID, key: str) -> tuple[UUID, Offered]:
    """One of them, with the key of its case.

    Raises:
        NotForYou: or when it is in the plan already.
    """
    review = found(AgencyReview, review_id)
    for each in imr_recommendations(reader, review.case_id):
        if (each.review_id, each.key) == (review.pk, key):
            return review.case_id, each
    raise NotForYou


def _offer(row: Recommendation) -> Offered | None:
    part = row.taken_from
    assert part is not None
    return next((each for each in offered_in(part.review) if each.key == part.key), None)


def _owners(case: Case) -> tuple[tuple[UUID, str], ...]:
    """Whoever could be reminded of an action and see to it: the open accounts of the board's agencies."""
    accounts = User.objects.filter(board=case.board, is_active=True, standing=Reader.AGENCY_AUTHOR)
    return tuple(
        (user.pk, f"{user.name}, {user.agency.name}" if user.agency else user.name)
        for user in accounts.select_related("agency").order_by("name")
    )


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
    return _with_actions(case.recommendations.all())


def _with_actions(rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    actions = Prefetch("actions", with_facts(Action.objects.all()).prefetch_related("progress"))
    return rows.select_related("taken_from__review__agency").prefetch_related("findings", "themes", actions)


def _recommendation(
    row: Recommendation, *, on: date, own: frozenset[UUID] | None, titles: Mapping[str, str]
) -> RecommendationLine:
    actions = tuple(action_line(action, on=on, own=own, within=row) for action in row.actions.all())
    advice = [told(look_at_recommendation(row.text))]
    advice += [
        told(look_at_action(text=line.text, owner=line.owner_post, due_on=line.due_on, measure=line.measure))
        for line in actions
    ]
    return RecommendationLine(
        id=row.pk,
        number=row.number,
        text=row.text,
        source=row.source,
        findings=tuple(sorted(finding.number for finding in row.findings.all())),
        actions=actions,
        advice=tuple(dict.fromkeys(sentence for sentences in advice for sentence in sentences)),
        themes=tuple(titles[mark.theme] for mark in row.themes.all()),
        agency=row.taken_from.review.agency.name if row.taken_from else "",
    )
