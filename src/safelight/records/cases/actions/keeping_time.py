"""Clocks, those who must be told, and departures from a "should": what a review records beside its formal acts."""

from __future__ import annotations

from datetime import date, datetime

from safelight.core.review.deadlines import DeadlineError
from safelight.core.review.deadlines import Extension as Agreed
from safelight.core.review.deadlines import extend as lengthen
from safelight.core.review.grounds import answer, can_be_departed_from
from safelight.core.vocabulary import Outcome
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import acting
from safelight.records.cases.models import Departure, Extension, Notification
from safelight.records.cases.queries.facts import clocks_of, facts_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, RefusedByRule, WrongInput, needed


def extend(*, case: CaseKey, duty: str, extended_to: date, reason: str, told: str, by: User, at: datetime) -> Extension:
    """Agree a later date for a clock. It never stops: the first date stays reportable as missed.

    `told` names the bodies that were told, separated by semicolons.

    Raises:
        NotForYou
        NotNow: when that clock does not run in this case, or has been met.
        WrongInput: a date that is no later, no reason, nobody told.
    """
    act = acting(case, to="extend", by=by, at=at)
    reason = needed(reason, field="reason", what="why the date cannot be kept")
    bodies = tuple(body.strip() for body in needed(told, field="told", what="who was told").split(";") if body.strip())
    agreed = Agreed(new_date=extended_to, reason=reason, authorised_by=by.name, told=bodies, recorded_on=act.on)
    with act.writing() as held:
        clocks = {clock.duty: clock for clock in clocks_of(held, facts=facts_of(held, on=act.on))}
        if duty not in clocks or clocks[duty].met_on is not None:
            raise NotNow("That clock is not running in this case, so there is no date to extend.")
        try:
            lengthen(clocks[duty], by=agreed)
        except DeadlineError as fault:
            raise WrongInput(str(fault), field="extended_to") from fault
        row = Extension.objects.create(
            case=held,
            duty=duty,
            due_on=clocks[duty].due_on,
            extended_to=extended_to,
            reason=reason,
            authorised_by=by,
            told="; ".join(bodies),
            on=act.on,
        )
        act.record(row, duty=duty, due_on=row.due_on.isoformat(), extended_to=extended_to.isoformat())
    return row


def tell(*, case: CaseKey, duty: str, told: str, by: User, at: datetime) -> Notification:
    """Record that a body outside the board was told of the decision, as a notify rule asks.

    Raises:
        NotForYou
        NotNow: before there is a decision to tell.
        WrongInput: a duty that these rules do not have, or nobody told.
    """
    act = acting(case, to="tell", by=by, at=at)
    known = {rule.duty for rule in act.regime.rules_under("notify")}
    if duty not in known:
        said = f"Choose one of {', '.join(sorted(known))}" if known else "These rules ask for nobody to be told"
        raise WrongInput(f"{said}.", field="duty")
    told = needed(told, field="told", what="who was told")
    with act.writing() as held:
        if facts_of(held, on=act.on).decided_on is None:
            raise NotNow("The chair has not decided yet, so there is nothing to tell.")
        row = Notification.objects.create(case=held, duty=duty, told=told, on=act.on, by=by)
        act.record(row, duty=duty)
    return row


def depart(*, case: CaseKey, duty: str, reason: str, by: User, at: datetime) -> Departure:
    """Depart from a rule that says "should", for an exceptional reason that then shows wherever the rule shows.

    Raises:
        NotForYou
        NotNow: when a departure from it is recorded already.
        WrongInput: a duty that these rules do not have, or no reason.
        RefusedByRule: a rule that says "must".
    """
    act = acting(case, to="depart", by=by, at=at)
    rule = act.regime.find(duty)
    if rule is None:
        raise WrongInput("The rules of this review have no such duty. Choose one from the list.", field="duty")
    reason = needed(reason, field="reason", what="the exceptional reason")
    with act.writing() as held:
        if held.departures.filter(duty=duty).exists():
            raise NotNow("A departure from this rule is recorded already, with its reason.")
        ground = rule.reason(f"A departure was asked for: {reason}")
        decision = answer(Outcome.ALLOW if can_be_departed_from(ground) else Outcome.REFUSE, ground, regime=act.regime)
        if not decision.allowed:
            raise RefusedByRule(decision)
        row = Departure.objects.create(case=held, duty=duty, rule=rule.id, reason=reason, on=act.on, by=by)
        act.record(row, decision=decision, duty=duty)
    return row
