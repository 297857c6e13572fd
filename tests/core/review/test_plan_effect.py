"""Whether an action made a difference, when that is looked at, by whom; and which dates were missed."""

from datetime import date

import pytest

from safelight.core.review.plan import (
    ActionFacts,
    Effect,
    PlanStatus,
    effect_checks,
    may_check,
    missed,
    months_after,
    next_check,
    percent_done,
    status,
    tally,
)
from tests.core.review.regimes import APRIL_2010, regime

CLOSED_ON = date(2010, 8, 31)
AGREED_ON, DUE_ON = date(2010, 6, 1), date(2010, 8, 1)
CLOSED = ActionFacts(
    agreed_on=AGREED_ON, due_on=DUE_ON, evidence_count=1, proposed_closed_on=date(2010, 7, 30), closed_on=CLOSED_ON
)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2010, 8, 31), 6, date(2011, 2, 28)),
        (date(2011, 8, 31), 6, date(2012, 2, 29)),
        (date(2010, 12, 1), 12, date(2011, 12, 1)),
        (date(2011, 2, 28), -6, date(2010, 8, 28)),
    ],
)
def test_months_are_calendar_months_and_end_with_the_month(day, months, then):
    assert months_after(day, months) == then


def test_a_closed_action_is_looked_at_after_six_and_after_twelve_months_and_an_open_one_not():
    assert [(check.months, check.due_on) for check in effect_checks(CLOSED)] == [
        (6, date(2011, 2, 28)),
        (12, date(2011, 8, 31)),
    ]
    first = next_check(CLOSED)
    assert first is not None
    assert (first.late(on=date(2011, 2, 28)), first.late(on=date(2011, 3, 1))) == (False, True)
    assert effect_checks(ActionFacts(agreed_on=AGREED_ON, due_on=DUE_ON)) == ()


def looked(facts=CLOSED, *, months=6, proposed_by="one", by="two", on=date(2011, 2, 28)):
    return may_check(facts, months=months, proposed_by=proposed_by, by=by, on=on, regime=regime(APRIL_2010))


def test_somebody_else_looks_on_the_day_and_the_rule_is_cited():
    decision = looked()
    assert decision.allowed
    assert decision.reasons[0].rule == "wt2010/effect-checked"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"by": "one"}, "somebody else"),
        ({"by": " "}, "somebody else"),
        ({"on": date(2011, 2, 27)}, "28 February 2011"),
        ({"months": 9}, "not closed"),
        ({"facts": ActionFacts(agreed_on=AGREED_ON, due_on=DUE_ON)}, "not closed"),
        (
            {"facts": ActionFacts(agreed_on=AGREED_ON, due_on=DUE_ON, closed_on=CLOSED_ON, effects={6: Effect.HELD})},
            "recorded already",
        ),
    ],
)
def test_nobody_looks_at_their_own_work_too_early_or_twice(changed, said):
    decision = looked(**changed)
    assert not decision.allowed
    assert said in " ".join(reason.found for reason in decision.reasons)


@pytest.mark.parametrize(
    ("facts", "on", "gone_by"),
    [
        (ActionFacts(agreed_on=AGREED_ON, due_on=DUE_ON), date(2010, 8, 1), None),
        (ActionFacts(agreed_on=AGREED_ON, due_on=DUE_ON), date(2010, 8, 2), DUE_ON),
        (CLOSED, date(2011, 1, 1), None),
        # A later date hides nothing, whenever it was agreed.
        (
            ActionFacts(agreed_on=AGREED_ON, due_on=date(2011, 1, 1), first_due_on=DUE_ON),
            date(2010, 9, 1),
            DUE_ON,
        ),
        (
            ActionFacts(agreed_on=AGREED_ON, due_on=date(2011, 1, 1), first_due_on=DUE_ON),
            date(2010, 7, 1),
            None,
        ),
        # It was done in time the first time, and was opened again since.
        (
            ActionFacts(
                agreed_on=AGREED_ON, due_on=date(2011, 6, 1), first_due_on=DUE_ON, first_done_on=date(2010, 7, 30)
            ),
            date(2011, 3, 1),
            None,
        ),
    ],
)
def test_the_date_first_agreed_is_missed_or_kept_for_good(facts, on, gone_by):
    assert missed(facts, on=on) == gone_by


def test_one_hundred_per_cent_is_only_a_finished_plan():
    open_yet = ActionFacts(agreed_on=AGREED_ON, due_on=DUE_ON)
    on = date(2011, 1, 1)
    assert percent_done(tally([], on=on)) == 0
    assert percent_done(tally([CLOSED] * 2, on=on)) == 100
    assert percent_done(tally([CLOSED] * 199 + [open_yet], on=on)) == 99
    assert status(CLOSED, on=on) is PlanStatus.CLOSED
