"""What of a plan is public once the review is: recommendations in groups, how each stands, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from safelight.core.review.plan import EFFECT_SAYS, Effect, PlanStatus, PlanTally, percent_done
from safelight.records.plans.actions.theming import themes_of
from safelight.records.plans.lines import ActionLine, RecommendationLine
from safelight.records.plans.models import Recommendation, ThemeMark
from safelight.records.plans.queries import recommendations_of

GROUP_TITLES = {
    "overview": "Recommendations of the overview report",
    "imr": "Recommendations of agencies for themselves",
    "health_overview": "Recommendations of the health overview report",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicEffect:
    """What was found, some months after an action was closed."""

    months: int
    found: Effect
    says: str
    in_public: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAction:
    """One action without the names of its owner or its evidence: the agency, the date, how it stands, what came of it.

    `missed_on` is the date first agreed, where it went by; a later date does not hide it.
    """

    reference: str
    text: str
    agency: str
    due_on: date
    status: PlanStatus
    missed_on: date | None = None
    closed_on: date | None = None
    reopened_on: date | None = None
    effects: tuple[PublicEffect, ...] = ()
    next_look_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRecommendation:
    """One recommendation and what is being done about it. `percent` is None while no action is agreed."""

    number: int
    text: str
    actions: tuple[PublicAction, ...]
    source: str = "overview"
    percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPlan:
    """The plan of a published review on one day."""

    on: date
    recommendations: tuple[PublicRecommendation, ...]
    tally: PlanTally
    percent: int = 0
    missed: int = 0
    """How many actions missed the date that was agreed first."""

    @property
    def groups(self) -> tuple[tuple[str, tuple[PublicRecommendation, ...]], ...]:
        """The recommendations by the report they come from, each group with its title; the numbers stay."""
        return tuple(
            (title, rows)
            for source, title in GROUP_TITLES.items()
            if (rows := tuple(row for row in self.recommendations if row.source == source))
        )


def public_plan(case_id: UUID, *, on: date) -> PublicPlan | None:
    """The public part of a case's plan; None where there is none yet. Only the public site asks, for published cases.

    A text in which the register's people would show is caught when the site is proved, before it is put in place.
    """
    return public_plans([case_id], on=on).get(case_id)


def public_plans(cases: Iterable[UUID], *, on: date) -> dict[UUID, PublicPlan]:
    """The public part of each plan that there is, for many published cases at once."""
    return {
        case_id: PublicPlan(
            on=on,
            tally=counted,
            percent=percent_done(counted),
            missed=sum(1 for row in rows for line in row.actions if line.missed_on is not None),
            recommendations=tuple(_recommendation(row) for row in rows),
        )
        for case_id, (rows, counted) in recommendations_of(cases, on=on).items()
    }


def public_words(case_id: UUID) -> tuple[str, ...]:
    """What the public plan tells in words, text by text: recommendations, actions, and what came of them."""
    rows = Recommendation.objects.filter(case=case_id).prefetch_related("actions__effect_checks")
    return tuple(text for row in rows for text in _texts(row))


def _texts(row: Recommendation) -> Iterator[str]:
    yield row.text
    for action in row.actions.all():
        yield action.text
        yield from (check.in_public for check in action.effect_checks.all())


def public_themes(cases: Iterable[UUID]) -> dict[UUID, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The themes of each case's learning, with the public words of the findings and recommendations under them.

    Only the public site asks, for published cases; what it makes of them is proved like every page.
    """
    ids, titles = frozenset(cases), dict[UUID, Mapping[str, str]]()
    texts: dict[UUID, dict[str, list[tuple[bool, int, str]]]] = {case_id: {} for case_id in ids}
    for mark in ThemeMark.objects.select_related("finding", "recommendation", "case__board"):
        if mark.case_id in ids:
            what, board = mark.finding or mark.recommendation, mark.case.board
            assert what is not None
            if board.pk not in titles:
                titles[board.pk] = themes_of(board)
            under = texts[mark.case_id].setdefault(titles[board.pk][mark.theme], [])
            under.append((mark.finding is None, what.number, what.text))
    return {
        case_id: tuple(sorted((title, tuple(text for _, _, text in sorted(given))) for title, given in under.items()))
        for case_id, under in texts.items()
    }


def _recommendation(row: RecommendationLine) -> PublicRecommendation:
    closed = sum(1 for line in row.actions if line.status is PlanStatus.CLOSED)
    return PublicRecommendation(
        number=row.number,
        text=row.text,
        source=row.source,
        percent=closed * 100 // len(row.actions) if row.actions else None,
        actions=tuple(_action(line) for line in row.actions),
    )


def _action(line: ActionLine) -> PublicAction:
    check = line.next_check
    return PublicAction(
        reference=line.reference,
        text=line.text,
        agency=line.agency,
        due_on=line.due_on,
        status=line.status,
        missed_on=line.missed_on,
        closed_on=line.closed_on,
        reopened_on=line.reopened_on,
        effects=tuple(
            PublicEffect(
                months=found.months,
                found=found.found,
                says=EFFECT_SAYS[found.found],
                in_public=found.in_public,
                on=found.on,
            )
            for found in line.found
        ),
        next_look_on=check.due_on if check is not None else None,
    )
