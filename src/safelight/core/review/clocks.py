"""Which clocks run in this review? Every rule that says by when, from the day of its event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from safelight.core.review.calendar import WorkingCalendar
from safelight.core.review.deadlines import Deadline, deadline
from safelight.core.review.facts import CaseFacts
from safelight.core.review.saying import asked_for
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Rule

DECISION: Final = "clock.decision"
COMPLETION: Final = "clock.completion"

MET_BY: Final = MappingProxyType(
    {DECISION: lambda facts: facts.decided_on, COMPLETION: lambda facts: facts.first_accepted_on or facts.accepted_on}
)
"""What meets a clock that no record of a duty meets."""
TITLES: Final = MappingProxyType({DECISION: "Decide whether to hold a review", COMPLETION: "Complete the review"})


def clocks(facts: CaseFacts, *, regime: Regime, calendar: WorkingCalendar) -> dict[str, Deadline]:
    """Every clock that has started, by its duty, in the order of the rulebook."""
    running = ((rule, _clock(rule, facts, regime=regime, calendar=calendar)) for rule in regime.rules)
    return {rule.duty: clock for rule, clock in running if clock is not None}


def _clock(rule: Rule, facts: CaseFacts, *, regime: Regime, calendar: WorkingCalendar) -> Deadline | None:
    event = rule.args.get("event")
    if not isinstance(event, str) or rule.check == "working_days_after" or not _applies(rule, facts, regime=regime):
        return None
    starts_on = facts.day_of(event)
    if starts_on is None:
        return None
    met: Callable[[CaseFacts], date | None] = MET_BY.get(rule.duty, lambda known: known.done_on(rule.duty))
    clock = deadline(rule, starts_on=starts_on, met_on=met(facts), calendar=calendar)
    title = TITLES.get(rule.duty) or regime.task(rule) or regime.duty(rule).question
    longer = facts.extended_to(rule.duty)
    # An extension that extends nothing is passed over: the first date then counts.
    return replace(clock, title=title, extended_to=longer if longer and longer > clock.due_on else None)


def _applies(rule: Rule, facts: CaseFacts, *, regime: Regime) -> bool:
    if rule.duty == COMPLETION:
        return facts.decision == "review"
    return rule.duty == DECISION or asked_for(regime.duty(rule).when, facts)
