"""Clocks, and departures from a "should": what a review records beside its formal acts."""

from __future__ import annotations

from datetime import date, datetime

from safelight.core.review.deadlines import DeadlineError
from safelight.core.review.deadlines import Extension as Agreed
from safelight.core.review.deadlines import extend as lengthen
from safelight.core.review.grounds import answer, can_be_departed_from
from safelight.core.vocabulary import Outcome
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import acting
from safelight.records.cases.models import Case, Departure, Extension
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
        clocks = {clock.duty: clock for clock in clocks_of(held, facts=facts_of(held, on=act.on), on=act.on)}
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


def plan_publication(*, case: CaseKey, planned_on: date, by: User, at: datetime) -> Case:
    """Enter the day on which the review is to be published: what has to be sent before it counts back from there.

    Raises:
        NotForYou
        NotNow: without a review, or once it is closed.
        WrongInput: a day that has gone by.
    """
    act = acting(case, to="plan_publication", by=by, at=at)
    if planned_on < act.on:
        raise WrongInput("The day of publication lies ahead. Give today or a later day.", field="planned_on")
    with act.writing() as held:
        act.check_going_on()
        held.planned_publication_on = planned_on
        held.save(update_fields=["planned_publication_on"])
        act.record(held, planned_on=planned_on.isoformat())
    return held


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
