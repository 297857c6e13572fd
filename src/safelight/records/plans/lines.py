"""What a page shows of one action and one recommendation: plain values, and the agency's own evidence alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from safelight.core.review.plan import Effect, EffectCheck, PlanStatus, effect_checks, missed, status
from safelight.records.plans.facts import action_facts
from safelight.records.plans.models import Action, Recommendation


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One piece of evidence."""

    text: str
    added_on: date
    paper_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """One note of progress."""

    text: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One change of date."""

    was_due_on: date
    due_on: date
    reason: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """What was found when somebody looked at the effect of an action; `in_public` names nobody."""

    months: int
    found: Effect
    looked_at: str
    in_public: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """One action and how it stands; without evidence and progress where the reader is from another agency."""

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
    progress: tuple[NoteLine, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    missed_on: date | None = None
    """The date first agreed, where it went by."""
    checks: tuple[EffectCheck, ...] = ()
    found: tuple[FoundLine, ...] = ()
    reopened_on: date | None = None

    @property
    def next_check(self) -> EffectCheck | None:
        """The look at its effect that it waits for, once it is closed."""
        return next((check for check in self.checks if check.found is None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationLine:
    """One recommendation, the findings it answers, its actions, and what would make it easier to follow up.

    `agency` is the one from whose own review it was taken over.
    """

    id: UUID
    number: int
    text: str
    source: str
    findings: tuple[int, ...]
    actions: tuple[ActionLine, ...]
    advice: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    agency: str = ""


def action_line(
    action: Action, *, on: date, own: frozenset[UUID] | None, within: Recommendation | None = None
) -> ActionLine:
    """One action on a day. `own` is None for those who see everybody's evidence, else the agencies whose it is."""
    shown, facts = own is None or action.agency_id in own, action_facts(action)
    past = list(action.past_closures.all())
    return ActionLine(
        id=action.pk,
        reference=f"{(within or action.recommendation).number}.{action.number}",
        text=action.text,
        agency=action.agency.name,
        owner_post=action.owner_post,
        agreed_on=action.agreed_on,
        due_on=action.due_on,
        measure=action.measure,
        status=status(facts, on=on),
        impact=action.impact if shown else "",
        closed_on=action.closed_on,
        evidence=tuple(
            EvidenceLine(text=row.text, added_on=row.added_on, paper_id=row.paper_id)
            for row in action.evidence.all()
            if shown
        ),
        progress=tuple(NoteLine(text=row.text, on=row.noted_on) for row in action.progress.all() if shown),
        changes=tuple(
            ChangeLine(was_due_on=row.was_due_on, due_on=row.due_on, reason=row.reason, on=row.changed_on)
            for row in action.date_changes.all()
            if shown
        ),
        missed_on=missed(facts, on=on),
        checks=effect_checks(facts),
        found=tuple(
            FoundLine(
                months=row.months,
                found=Effect(row.found),
                looked_at=row.looked_at if shown else "",
                in_public=row.in_public,
                on=row.checked_on,
            )
            for row in action.effect_checks.all()
        ),
        reopened_on=past[-1].reopened_on if past else None,
    )
