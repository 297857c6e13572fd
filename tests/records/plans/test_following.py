"""An action after it is agreed: progress, later dates, its effect looked at by somebody else, and opened again."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from safelight.core.review.plan import Effect, PlanStatus
from safelight.core.vocabulary import Reader
from safelight.records.audit.queries import verify_chain
from safelight.records.cases.models import Case, Seat
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from safelight.records.plans import actions as plans
from safelight.records.plans.actions import following
from safelight.records.plans.models import Action, EffectCheck
from safelight.records.plans.public import public_plan
from safelight.records.plans.queries import action_page, plan_of
from tests.factories import Cast, a_cast, moment
from tests.upper_factories import AGREED_ON, DUE_ON, Call, a_review, an_action, check_only_these_may, newest_entry

pytestmark = pytest.mark.django_db
LATER = moment(date(2011, 2, 1))
CLOSED_ON = date(2011, 2, 1)
SIX, TWELVE = date(2011, 8, 1), date(2012, 2, 1)
NEW_DATE = date(2011, 12, 1)


def closed(cast: Cast, case: Case) -> Action:
    """An action that the police proposed to close and the chair closed."""
    action = an_action(cast, case)
    plans.add_evidence(action=action, text="The procedure.", by=cast.police_author, at=LATER)
    plans.propose_closure(action=action, impact="None was missed.", by=cast.police_author, at=LATER)
    return plans.close(action=action, by=cast.chair, at=LATER)


def look(action: Action, by: User, *, on: date = SIX, **changed: object) -> EffectCheck:
    given: dict[str, object] = {
        "months": 6,
        "looked_at": "Forty files.",
        "found": "held",
        "in_public": "Visits are made.",
    }
    return following.check_effect(action=action, by=by, at=moment(on), **(given | changed))  # type: ignore[arg-type]


def test_only_those_who_may_follow_an_action_do(cast: Cast) -> None:
    case = a_review(cast)
    action, elsewhere = an_action(cast, case), a_cast("Eastholm").manager
    for name, allowed, make in (
        (
            "note_progress",
            ("manager", "police_author"),
            lambda by: following.note_progress(action=action.pk, text="P", by=by, at=LATER),
        ),
        (
            "change_due_date",
            ("manager",),
            lambda by: following.change_due_date(action=action.pk, due_on=NEW_DATE, reason="R", by=by, at=LATER),
        ),
        ("check_effect", ("manager", "chair", "panel_chair"), lambda by: look(action, by)),
    ):
        check_only_these_may(cast, Call(f"plans.{name}", allowed, make), case=case)
        with pytest.raises(NotForYou):
            make(elsewhere)


def test_a_later_date_keeps_the_first_which_counts_as_missed(cast: Cast) -> None:
    case = a_review(cast)
    action = an_action(cast, case)
    with pytest.raises(WrongInput, match="already"):
        following.change_due_date(action=action, due_on=DUE_ON, reason="R", by=cast.manager, at=LATER)
    with pytest.raises(WrongInput) as wrong:
        following.change_due_date(action=action, due_on=NEW_DATE, reason=" ", by=cast.manager, at=LATER)
    assert wrong.value.field == "reason"
    following.change_due_date(action=action, due_on=NEW_DATE, reason="The post is vacant.", by=cast.manager, at=LATER)
    following.change_due_date(
        action=action, due_on=date(2012, 1, 1), reason="It is vacant still.", by=cast.manager, at=LATER
    )
    assert newest_entry().action == "plans.change_due_date"
    line = action_page(cast.manager, action.pk, on=date(2011, 3, 1)).line
    assert (line.due_on, line.missed_on, line.status) == (date(2012, 1, 1), DUE_ON, PlanStatus.NOT_STARTED)
    assert [change.reason for change in line.changes] == ["The post is vacant.", "It is vacant still."]
    public = public_plan(case.pk, on=date(2011, 3, 1))
    assert public is not None
    assert (public.missed, public.recommendations[0].actions[0].missed_on) == (1, DUE_ON)
    assert "vacant" not in repr(public)


def test_progress_is_noted_and_closes_nothing(cast: Cast) -> None:
    action = an_action(cast, a_review(cast))
    following.note_progress(action=action, text="Half is written.", by=cast.police_author, at=LATER)
    assert newest_entry().acting_as == Reader.AGENCY_AUTHOR
    page = action_page(cast.manager, action.pk, on=LATER.date())
    assert [note.text for note in page.line.progress] == ["Half is written."]
    assert action_page(cast.health_author, action.pk, on=LATER.date()).line.progress == ()
    with pytest.raises(WrongInput, match="evidence first"):
        plans.propose_closure(action=action, impact="I", by=cast.police_author, at=LATER)


def test_somebody_else_looks_after_six_and_twelve_months_and_the_public_is_told(cast: Cast) -> None:
    case = a_review(cast)
    action = closed(cast, case)
    with pytest.raises(RefusedByRule) as early:
        look(action, cast.manager, on=date(2011, 7, 31))
    assert "1 August 2011" in early.value.decision.reasons[0].found
    assert newest_entry().action == "plans.check_effect.refused"
    assert not action_page(cast.manager, action.pk, on=date(2011, 7, 31)).may_check
    assert action_page(cast.manager, action.pk, on=SIX).may_check
    look(action, cast.manager, found="partly", in_public="Most visits are made.")
    with pytest.raises(RefusedByRule):
        look(action, cast.panel_chair)
    look(action, cast.chair, on=TWELVE, months=12)
    entry = newest_entry()
    assert (entry.action, bool(entry.decision)) == ("plans.check_effect", True)
    page = action_page(cast.manager, action.pk, on=TWELVE)
    assert (page.line.next_check, page.may_check) == (None, False)
    public = public_plan(case.pk, on=TWELVE)
    assert public is not None
    effects = public.recommendations[0].actions[0].effects
    assert [(effect.months, effect.found) for effect in effects] == [(6, Effect.PARTLY), (12, Effect.HELD)]
    assert effects[0].in_public == "Most visits are made."
    assert "Forty files" not in repr(public)
    assert (public.percent, public.recommendations[0].percent) == (100, 100)


def test_whoever_proposed_to_close_does_not_say_whether_it_worked(cast: Cast) -> None:
    action = an_action(cast, a_review(cast))
    plans.add_evidence(action=action, text="E", by=cast.manager, at=LATER)
    plans.propose_closure(action=action, impact="I", by=cast.manager, at=LATER)
    plans.close(action=action, by=cast.chair, at=LATER)
    with pytest.raises(RefusedByRule) as refused:
        look(action, cast.manager)
    assert "somebody else" in refused.value.decision.reasons[0].found
    with pytest.raises(IntegrityError), transaction.atomic():
        EffectCheck.objects.create(
            action=action,
            closed_on=CLOSED_ON,
            months=6,
            looked_at="L",
            found="held",
            in_public="P",
            checked_on=SIX,
            checked_by=cast.manager,
            proposed_by=cast.manager,
        )


def test_what_has_not_lasted_is_open_again_with_its_history_and_needs_new_evidence(cast: Cast) -> None:
    case = a_review(cast)
    action = closed(cast, case)
    with pytest.raises(WrongInput) as wrong:
        look(action, cast.manager, found="not_held")
    assert wrong.value.field == "due_on"
    assert not action.effect_checks.exists()
    look(action, cast.manager, found="not_held", in_public="Visits have stopped.", due_on=NEW_DATE)
    line = action_page(cast.manager, action.pk, on=SIX).line
    assert (line.status, line.closed_on, line.due_on, line.reopened_on) == (
        PlanStatus.ON_TRACK,
        None,
        NEW_DATE,
        SIX,
    )
    assert line.missed_on is None, "it was done in time the first time"
    assert [found.found for found in line.found] == [Effect.NOT_HELD]
    past = action.past_closures.get()
    assert (past.closed_on, past.closed_by, past.impact) == (CLOSED_ON, cast.chair, "None was missed.")
    with pytest.raises(WrongInput, match="since the action was opened again"):
        plans.propose_closure(action=action, impact="I", by=cast.police_author, at=moment(SIX))
    again = moment(date(2011, 10, 1))
    plans.add_evidence(action=action, text="Visits, weekly.", by=cast.police_author, at=again)
    plans.propose_closure(action=action, impact="They are made.", by=cast.police_author, at=again)
    plans.close(action=action, by=cast.chair, at=again)
    check = action_page(cast.manager, action.pk, on=again.date()).line.next_check
    assert check is not None
    assert (check.months, check.due_on) == (6, date(2012, 4, 1))
    assert plan_of(cast.manager, case.pk, on=again.date()).tally.count(PlanStatus.CLOSED) == 1
    assert verify_chain().whole


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"looked_at": " "}, "looked_at"),
        ({"in_public": " "}, "in_public"),
        ({"in_public": "Toby was seen."}, "in_public"),
        ({"found": "perhaps"}, "found"),
    ],
)
def test_what_cannot_be_taken_names_its_field(cast: Cast, changed: dict[str, object], field: str) -> None:
    action = closed(cast, a_review(cast))
    with pytest.raises(WrongInput) as wrong:
        look(action, cast.manager, **changed)
    assert wrong.value.field == field
    assert not action.effect_checks.exists()


def test_a_closed_action_has_neither_progress_nor_another_date(cast: Cast) -> None:
    action = closed(cast, a_review(cast))
    with pytest.raises(NotNow, match="closed"):
        following.note_progress(action=action, text="P", by=cast.manager, at=LATER)
    with pytest.raises(NotNow, match="closed"):
        following.change_due_date(action=action, due_on=NEW_DATE, reason="R", by=cast.manager, at=LATER)


def test_the_owner_sees_to_it_without_a_seat_at_the_review_and_sees_nothing_else(cast: Cast) -> None:
    case = a_review(cast)
    first = an_action(cast, case)
    action = plans.agree_action(
        recommendation=first.recommendation,
        text="Audit it.",
        agency=cast.health,
        owner_post="Head of Nursing",
        owner=cast.health_author.pk,
        due_on=DUE_ON,
        measure="Forty files.",
        by=cast.manager,
        at=moment(AGREED_ON),
    )
    Seat.objects.filter(user=cast.health_author).update(until=AGREED_ON)
    owner = cast.health_author
    page = action_page(owner, action.pk, on=LATER.date())
    assert (page.may_add, page.inside, page.may_close, page.may_check) == (True, False, False, False)
    plans.add_evidence(action=action, text="The audit.", by=owner, at=LATER)
    plans.propose_closure(action=action, impact="I", by=owner, at=LATER)
    for call in (
        lambda: plan_of(owner, case.pk, on=LATER.date()),
        lambda: action_page(owner, first.pk, on=LATER.date()),
        lambda: plans.add_evidence(action=first, text="E", by=owner, at=LATER),
        lambda: plans.close(action=action, by=owner, at=LATER),
    ):
        with pytest.raises(NotForYou):
            call()
    User.objects.filter(pk=owner.pk).update(is_active=False)
    owner.refresh_from_db()
    with pytest.raises(NotForYou):
        action_page(owner, action.pk, on=LATER.date())
