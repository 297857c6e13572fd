"""What of a plan is public once the review is: recommendations, who acts on them, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from safelight.core.review.plan import PlanStatus, PlanTally
from safelight.records.cases.models import Case
from safelight.records.plans.queries import plan_on


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAction:
    """One action without the names of its owner or its evidence: the agency, the date, how it stands."""

    reference: str
    text: str
    agency: str
    due_on: date
    status: PlanStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRecommendation:
    """One recommendation and what is being done about it."""

    number: int
    text: str
    actions: tuple[PublicAction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPlan:
    """The plan of a published review on one day."""

    on: date
    recommendations: tuple[PublicRecommendation, ...]
    tally: PlanTally


def public_plan(case_id: UUID, *, on: date) -> PublicPlan | None:
    """The public part of a case's plan; None where there is none yet. Only the public site asks, for published cases.

    A text in which the register's people would show is caught when the site is proved, before it is put in place.
    """
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        return None
    plan = plan_on(case, on=on)
    if not plan.recommendations:
        return None
    return PublicPlan(
        on=on,
        tally=plan.tally,
        recommendations=tuple(
            PublicRecommendation(
                number=row.number,
                text=row.text,
                actions=tuple(
                    PublicAction(
                        reference=line.reference,
                        text=line.text,
                        agency=line.agency,
                        due_on=line.due_on,
                        status=line.status,
                    )
                    for line in row.actions
                ),
            )
            for row in plan.recommendations
        ),
    )


def public_themes(case_id: UUID) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The themes of a published review, each with the lessons that stand under it; empty until themes are recorded."""
    return ()
