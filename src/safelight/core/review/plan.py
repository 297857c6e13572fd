"""How does an action stand? The only place where that is worked out, so pages, reports and summaries agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from safelight.core.decision import Decision, Reason
from safelight.core.review.grounds import answer, house_reason
from safelight.core.review.wording import in_words
from safelight.core.rulebook.governing import Regime
from safelight.core.vocabulary import Outcome

SOON = timedelta(days=28)
NO_MEASURE = frozenset({"ongoing", "improved practice", "better", "n/a", "none", "tbc", "tbd", "to be confirmed"})


class PlanStatus(StrEnum):
    """Where an action stands on a day."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    AWAITING_CLOSURE = "awaiting_closure"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """One action: when it was agreed, when it is due, and what has been shown for it."""

    agreed_on: date | None
    due_on: date | None
    evidence_count: int = 0
    proposed_closed_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedAction:
    """An action as somebody wants to agree it."""

    text: str
    owner: str
    due_on: date | None
    measure: str
    agreed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTally:
    """The whole plan on a day, in counts."""

    total: int
    counts: tuple[tuple[PlanStatus, int], ...]
    median_days_to_close: int | None

    def count(self, status: PlanStatus) -> int:
        """How many actions stand so."""
        return dict(self.counts)[status]


def status(facts: ActionFacts, *, on: date) -> PlanStatus:
    """How one action stands on a day.

    Late counts before started: an action past its date is overdue whatever has been shown for it, until its closure
    is proposed. Agreed but with nothing yet to show is not started.
    """
    if _by(facts.closed_on, on):
        return PlanStatus.CLOSED
    if _by(facts.proposed_closed_on, on):
        return PlanStatus.AWAITING_CLOSURE
    if facts.due_on is not None and on > facts.due_on:
        return PlanStatus.OVERDUE
    if facts.due_on is not None and on >= facts.due_on - SOON:
        return PlanStatus.DUE_SOON
    if not _by(facts.agreed_on, on) or not facts.evidence_count:
        return PlanStatus.NOT_STARTED
    return PlanStatus.ON_TRACK


def tally(actions: Iterable[ActionFacts], *, on: date) -> PlanTally:
    """How many actions stand how, and how long those closed took (median, in days from agreement)."""
    given = tuple(actions)
    counts = Counter(status(action, on=on) for action in given)
    took = [
        (action.closed_on - action.agreed_on).days
        for action in given
        if action.closed_on is not None and action.agreed_on is not None and action.closed_on <= on
    ]
    return PlanTally(
        total=len(given),
        counts=tuple((each, counts[each]) for each in PlanStatus),
        median_days_to_close=round(median(took)) if took else None,
    )


def may_agree(action: ProposedAction, *, regime: Regime) -> Decision:
    """Whether an action is SMART enough to follow up: words, an owner, a date ahead and a measure.

    REFUSE gives one reason for each thing that is missing, so that all can be mended at once.
    """
    lacking = tuple(_lacking(action))
    if lacking:
        return answer(Outcome.REFUSE, *(_measurable(regime, found) for found in lacking), regime=regime)
    assert action.due_on is not None
    found = f"It has an owner, a date ({in_words(action.due_on)}) and a measure."
    return answer(Outcome.ALLOW, _measurable(regime, found), regime=regime)


def may_close(facts: ActionFacts, *, proposed_by: str, by: str, regime: Regime) -> Decision:
    """Whether this person may close the action: there is evidence, closure is proposed, and by somebody else."""
    lacking = []
    if not facts.evidence_count:
        lacking.append("No evidence has been added: add what shows that the action is done.")
    if facts.proposed_closed_on is None or not proposed_by.strip():
        lacking.append("Nobody has proposed to close it: propose closure first.")
    if not by.strip() or by == proposed_by:
        lacking.append("Whoever proposes to close an action does not close it: ask a second person.")
    if lacking:
        return answer(Outcome.REFUSE, *(_two_people(found) for found in lacking), regime=regime)
    return answer(Outcome.ALLOW, _two_people("Evidence is in, and a second person is closing it."), regime=regime)


def _by(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _lacking(action: ProposedAction) -> Iterator[str]:
    if not action.text.strip():
        yield "It does not say what will be done."
    if not action.owner.strip():
        yield "Nobody owns it: name one post or person who answers for it."
    if action.due_on is None:
        yield "It has no date: say by when it will be done."
    elif action.due_on < action.agreed_on:
        yield f"Its date, {in_words(action.due_on)}, is before the day on which it is agreed."
    if not action.measure.strip():
        yield "It has no measure: say how anybody will see that it made a difference."
    elif action.measure.strip().rstrip(".").casefold() in NO_MEASURE:
        yield f"{action.measure.strip()!r} measures nothing: say what will be counted, seen or audited."


def _measurable(regime: Regime, found: str) -> Reason:
    rule = regime.find("plan.measurable")
    if rule is not None:
        return rule.reason(found)
    says = "An action has an owner, a date and a measure, so that it can be followed up."
    return house_reason("measurable", says=says, found=found)


def _two_people(found: str) -> Reason:
    says = "An action is closed on evidence, by somebody other than the person who proposes its closure."
    return house_reason("closure-by-two", says=says, found=found)
