"""What happens to an action after it is agreed: progress, another date, and whether it made a difference."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from safelight.core.review.plan import Effect, may_check
from safelight.core.vocabulary import Reader
from safelight.records.people.models import User
from safelight.records.people.permission import RefusedByRule, WrongInput
from safelight.records.plans.acting import acting, as_doer, entered, sought
from safelight.records.plans.actions.agreeing import PLANNERS, check_open
from safelight.records.plans.facts import action_facts
from safelight.records.plans.models import Action, DateChange, EffectCheck, PastClosure, ProgressNote
from safelight.records.plans.naming import check_names_nobody

CHECKERS = frozenset({Reader.BUSINESS_MANAGER, Reader.BOARD_CHAIR, Reader.PANEL_CHAIR})
REOPENED = "Opened again, because the change had not lasted."


def note_progress(*, action: Action | UUID, text: str, by: User, at: datetime) -> ProgressNote:
    """Say how far an action has come. It is no evidence, and closes nothing.

    Raises:
        NotForYou
        NotNow: when the action is closed.
        WrongInput: no words.
    """
    action = sought(Action, action, act="plans.note_progress", by=by, at=at)
    act = as_doer(action, act="plans.note_progress", by=by, at=at)
    text = entered(text, field="text", ask="Say how far it has come.")
    with act.writing():
        check_open(action)
        note = ProgressNote.objects.create(action=action, text=text, noted_on=act.on, noted_by=by)
        act.record(note)
    return note


def change_due_date(*, action: Action | UUID, due_on: date, reason: str, by: User, at: datetime) -> DateChange:
    """Agree another date for an action, with the reason. The date before it stays known and counts as missed if it was.

    Raises:
        NotForYou
        NotNow: when the action is closed.
        WrongInput: no reason, or a date that is the same, or before the action was agreed.
    """
    action = sought(Action, action, act="plans.change_due_date", by=by, at=at)
    case = action.recommendation.case_id
    act = acting("plans.change_due_date", case=case, by=by, at=at, allowed=PLANNERS)
    reason = entered(reason, field="reason", ask="Say why it needs another date: the reason is kept.")
    with act.writing():
        check_open(action)
        if due_on == action.due_on:
            raise WrongInput("This is the date that it has already.", field="due_on")
        if due_on < action.agreed_on:
            raise WrongInput("This is before the day on which the action was agreed.", field="due_on")
        change = _moved(action, due_on=due_on, reason=reason, on=act.on, by=by)
        act.record(change, was_due_on=change.was_due_on.isoformat(), due_on=due_on.isoformat())
    return change


def check_effect(
    *,
    action: Action | UUID,
    months: int,
    looked_at: str,
    found: str,
    in_public: str,
    by: User,
    at: datetime,
    due_on: date | None = None,
) -> EffectCheck:
    """Record whether a closed action made a difference that lasted, `months` after it was closed.

    Where it did not, the action is open again with `due_on` as its new date; what was closed stays known.

    Raises:
        NotForYou
        RefusedByRule: to whoever proposed its closure, before the day, or when it is recorded already.
        WrongInput: something left blank, or public words that name somebody in the register.
    """
    name = "plans.check_effect"
    action = sought(Action, action, act=name, by=by, at=at)
    act = acting(name, case=action.recommendation.case_id, by=by, at=at, allowed=CHECKERS)
    looked_at = entered(looked_at, field="looked_at", ask="Say what was looked at: which files, whom you asked.")
    in_public = entered(in_public, field="in_public", ask="Say in a sentence for the public what was found.")
    effect = _effect(found)
    check_names_nobody(act.case, in_public=in_public)
    with act.writing():
        action.refresh_from_db()
        proposed_by = action.closure_proposed_by
        decision = may_check(
            action_facts(action),
            months=months,
            proposed_by=str(proposed_by.pk) if proposed_by else "",
            by=str(by.pk),
            on=act.on,
            regime=act.regime,
        )
        if not decision.allowed:
            raise RefusedByRule(decision)
        assert action.closed_on is not None
        assert proposed_by is not None
        if effect is Effect.NOT_HELD and (due_on is None or due_on <= act.on):
            raise WrongInput("Give a date ahead: the action is open again, and has to be done by then.", field="due_on")
        check = EffectCheck.objects.create(
            action=action,
            closed_on=action.closed_on,
            months=months,
            looked_at=looked_at,
            found=effect,
            in_public=in_public,
            checked_on=act.on,
            checked_by=by,
            proposed_by=proposed_by,
        )
        if effect is Effect.NOT_HELD:
            assert due_on is not None
            _reopen(action, due_on=due_on, on=act.on, by=by)
        act.record(check, decision=decision, months=months, found=effect)
    return check


def _effect(untrusted: str) -> Effect:
    try:
        return Effect(untrusted)
    except ValueError:
        raise WrongInput("Choose what was found.", field="found") from None


def _reopen(action: Action, *, due_on: date, on: date, by: User) -> None:
    """Keep what was closed as history, and begin again with a new date."""
    assert action.closure_proposed_on
    assert action.closure_proposed_by
    assert action.closed_on
    assert action.closed_by
    PastClosure.objects.create(
        action=action,
        proposed_on=action.closure_proposed_on,
        proposed_by=action.closure_proposed_by,
        impact=action.impact,
        closed_on=action.closed_on,
        closed_by=action.closed_by,
        reopened_on=on,
        evidence_then=action.evidence.count(),
    )
    action.closure_proposed_on = action.closure_proposed_by = action.closed_on = action.closed_by = None
    action.impact = ""
    action.save(update_fields=["closure_proposed_on", "closure_proposed_by", "closed_on", "closed_by", "impact"])
    _moved(action, due_on=due_on, reason=REOPENED, on=on, by=by)


def _moved(action: Action, *, due_on: date, reason: str, on: date, by: User) -> DateChange:
    change = DateChange.objects.create(
        action=action, was_due_on=action.due_on, due_on=due_on, reason=reason, changed_on=on, changed_by=by
    )
    action.due_on = due_on
    action.save(update_fields=["due_on"])
    return change
