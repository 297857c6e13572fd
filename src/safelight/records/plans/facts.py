"""The facts of one action, as core's plan takes them."""

from __future__ import annotations

from django.db.models import QuerySet

from safelight.core.review.plan import ActionFacts, Effect
from safelight.records.plans.models import Action

BESIDE = ("agency", "evidence", "date_changes", "past_closures", "effect_checks")
"""What `action_facts` and a line of a page look at besides: fetched for many actions at once with `with_facts`."""


def with_facts(rows: QuerySet[Action]) -> QuerySet[Action]:
    """The same actions, with what their facts need in a fixed number of questions however many there are."""
    return rows.select_related("agency", "recommendation__case").prefetch_related(*BESIDE[1:])


def action_facts(action: Action) -> ActionFacts:
    """What `core.review.plan.status` needs to know."""
    changes, past = list(action.date_changes.all()), list(action.past_closures.all())
    return ActionFacts(
        agreed_on=action.agreed_on,
        due_on=action.due_on,
        evidence_count=len(action.evidence.all()),
        proposed_closed_on=action.closure_proposed_on,
        closed_on=action.closed_on,
        first_due_on=changes[0].was_due_on if changes else action.due_on,
        first_done_on=past[0].proposed_on if past else None,
        effects={
            row.months: Effect(row.found) for row in action.effect_checks.all() if row.closed_on == action.closed_on
        },
    )
