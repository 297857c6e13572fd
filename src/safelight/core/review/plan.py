"""How does an action stand? The only place where that is worked out, so pages, reports and summaries agree."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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


class Effect(StrEnum):
    """What was found when somebody looked, some time after it was closed, whether an action made a difference."""

    HELD = "held"
    PARTLY = "partly"
    NOT_HELD = "not_held"


EFFECT_AFTER = (6, 12)
"""After how many months from its closure an action is looked at again. Parliament was asked for the second of them."""
EFFECT_SAYS: Mapping[Effect, str] = {
    Effect.HELD: "The change was still there",
    Effect.PARTLY: "Part of the change was still there",
    Effect.NOT_HELD: "The change had not lasted, so the action was opened again",
}
"""The same for everybody, in words that name nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """One action: when it was agreed, when it is due, and what has been shown for it.

    `first_due_on` is the date that was agreed first, if it was changed later; `first_done_on` the day on which closure
    was first proposed, if the action was opened again since. `effects` are the checks made since it was last closed,
    by the months after which each was due.
    """

    agreed_on: date | None
    due_on: date | None
    evidence_count: int = 0
    proposed_closed_on: date | None = None
    closed_on: date | None = None
    first_due_on: date | None = None
    first_done_on: date | None = None
    effects: Mapping[int, Effect] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectCheck:
    """One look at whether a closed action made a difference: when it is due, and what was found, if it was made."""

    months: int
    due_on: date
    found: Effect | None = None

    def late(self, *, on: date) -> bool:
        """Whether it should have been made by now."""
        return self.found is None and on > self.due_on


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


def missed(facts: ActionFacts, *, on: date) -> date | None:
    """The date first agreed, where it went by before anybody said that it was done; a later date hides nothing."""
    first = facts.first_due_on or facts.due_on
    done = min((day for day in (facts.first_done_on, facts.proposed_closed_on, facts.closed_on) if day), default=None)
    if first is None or on <= first or (done is not None and done <= first):
        return None
    return first


def effect_checks(facts: ActionFacts) -> tuple[EffectCheck, ...]:
    """The looks at a closed action that are made or to be made, the earliest first; none of one that is open."""
    if facts.closed_on is None:
        return ()
    return tuple(
        EffectCheck(months=months, due_on=months_after(facts.closed_on, months), found=facts.effects.get(months))
        for months in EFFECT_AFTER
    )


def next_check(facts: ActionFacts) -> EffectCheck | None:
    """The look at its effect that a closed action waits for."""
    return next((check for check in effect_checks(facts) if check.found is None), None)


def may_check(facts: ActionFacts, *, months: int, proposed_by: str, by: str, on: date, regime: Regime) -> Decision:
    """Whether this person may record, on this day, what became of a closed action.

    Nobody looks at their own work, and not before the day: what was found a week after says nothing of a year.
    """
    lacking = []
    check = next((each for each in effect_checks(facts) if each.months == months), None)
    if check is None:
        lacking.append("The action is not closed, so there is no effect to look at yet.")
    elif check.found is not None:
        lacking.append(f"What was found after {months} months is recorded already.")
    elif on < check.due_on:
        lacking.append(f"It is looked at from {in_words(check.due_on)} on, {months} months after it was closed.")
    if not by.strip() or by == proposed_by:
        lacking.append("Whoever proposed to close the action does not say whether it worked: ask somebody else.")
    if lacking:
        return answer(Outcome.REFUSE, *(_effect(regime, found) for found in lacking), regime=regime)
    return answer(Outcome.ALLOW, _effect(regime, "Somebody else looks, on or after the day."), regime=regime)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def percent_done(tally: PlanTally) -> int:
    """How much of a plan is closed, in whole per cent, rounded down: only a finished plan is 100."""
    return tally.count(PlanStatus.CLOSED) * 100 // tally.total if tally.total else 0


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


def _effect(regime: Regime, found: str) -> Reason:
    rule = regime.find("after.effect-checked")
    if rule is not None:
        return rule.reason(found)
    says = "Some time after an action was closed, somebody else looks whether it made the difference intended."
    return house_reason("effect-checked", says=says, found=found)


def _two_people(found: str) -> Reason:
    says = "An action is closed on evidence, by somebody other than the person who proposes its closure."
    return house_reason("closure-by-two", says=says, found=found)
