"""The facts of one action, as core's plan takes them."""

from __future__ import annotations

from safelight.core.review.plan import ActionFacts
from safelight.records.plans.models import Action


def action_facts(action: Action) -> ActionFacts:
    """What `core.review.plan.status` needs to know."""
    return ActionFacts(
        agreed_on=action.agreed_on,
        due_on=action.due_on,
        evidence_count=len(action.evidence.all()),
        proposed_closed_on=action.closure_proposed_on,
        closed_on=action.closed_on,
    )
