"""How does an action stand?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.plan import ActionFacts, PlanStatus, ProposedAction, may_agree, may_close, status, tally
from safelight.core.vocabulary import Outcome
from tests.core.review.regimes import UNHURRIED, regime

ON = date(2010, 9, 1)
AGREED = date(2010, 7, 1)
FAR = date(2011, 3, 1)


def action(**changes):
    return ActionFacts(**{"agreed_on": AGREED, "due_on": FAR, "evidence_count": 1} | changes)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (action(), PlanStatus.ON_TRACK),
        (action(evidence_count=0), PlanStatus.NOT_STARTED),
        (action(agreed_on=None), PlanStatus.NOT_STARTED),
        (action(agreed_on=date(2010, 10, 1)), PlanStatus.NOT_STARTED),
        (action(due_on=ON + timedelta(days=28)), PlanStatus.DUE_SOON),
        (action(due_on=ON + timedelta(days=29)), PlanStatus.ON_TRACK),
        (action(due_on=ON), PlanStatus.DUE_SOON),
        (action(due_on=ON - timedelta(days=1)), PlanStatus.OVERDUE),
        (action(due_on=ON - timedelta(days=1), evidence_count=0, agreed_on=None), PlanStatus.OVERDUE),
        (action(due_on=ON - timedelta(days=1), proposed_closed_on=ON), PlanStatus.AWAITING_CLOSURE),
        (action(proposed_closed_on=ON + timedelta(days=1)), PlanStatus.ON_TRACK),
        (action(proposed_closed_on=ON, closed_on=ON), PlanStatus.CLOSED),
        (action(closed_on=ON + timedelta(days=1)), PlanStatus.ON_TRACK),
        (action(due_on=None), PlanStatus.ON_TRACK),
    ],
)
def test_an_action_stands_as_its_facts_say_on_the_day(facts, expected):
    assert status(facts, on=ON) is expected


days = st.none() | st.dates(min_value=date(2010, 1, 1), max_value=date(2012, 1, 1))
any_action = st.builds(
    ActionFacts,
    agreed_on=days,
    due_on=days,
    evidence_count=st.integers(min_value=0, max_value=3),
    proposed_closed_on=days,
    closed_on=days,
)


@UNHURRIED
@given(actions=st.lists(any_action), on=st.dates(min_value=date(2010, 1, 1), max_value=date(2012, 1, 1)))
def test_the_tally_counts_each_action_once_and_agrees_with_the_status_of_each(actions, on):
    found = tally(actions, on=on)
    assert found.total == len(actions) == sum(count for _, count in found.counts)
    for each in PlanStatus:
        assert found.count(each) == sum(status(one, on=on) is each for one in actions)


@UNHURRIED
@given(
    facts=any_action, first=st.dates(min_value=date(2010, 1, 1), max_value=date(2012, 1, 1)), later=st.integers(0, 500)
)
def test_what_is_closed_stays_closed(facts, first, later):
    if status(facts, on=first) is PlanStatus.CLOSED:
        assert status(facts, on=first + timedelta(days=later)) is PlanStatus.CLOSED


def test_the_tally_says_how_long_closing_took():
    closed = [action(closed_on=AGREED + timedelta(days=n)) for n in (10, 20, 60)]
    assert tally([*closed, action()], on=ON).median_days_to_close == 20
    assert tally([action()], on=ON).median_days_to_close is None


def proposed(**changes):
    return ProposedAction(
        **{
            "text": "Audit strategy discussions at St Oswin's hospital each quarter.",
            "owner": "Named doctor",
            "due_on": FAR,
            "measure": "Nine in ten discussions are held within a working day.",
            "agreed_on": AGREED,
        }
        | changes
    )


def test_an_action_with_an_owner_a_date_and_a_measure_may_be_agreed():
    decision = may_agree(proposed(), regime=regime())
    assert decision.outcome is Outcome.ALLOW
    assert decision.reasons[0].rule == regime().rule("plan.measurable").id


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"text": " "}, "what will be done"),
        ({"owner": ""}, "Nobody owns it"),
        ({"due_on": None}, "by when"),
        ({"due_on": AGREED - timedelta(days=1)}, "before the day"),
        ({"measure": " "}, "no measure"),
        ({"measure": "Ongoing."}, "measures nothing"),
    ],
)
def test_an_action_that_nobody_could_follow_up_is_refused_with_what_to_add(changes, found):
    decision = may_agree(proposed(**changes), regime=regime())
    assert decision.outcome is Outcome.REFUSE
    assert found in decision.reasons[0].found


def test_everything_missing_is_said_at_once():
    decision = may_agree(proposed(owner="", due_on=None, measure=""), regime=regime())
    assert len(decision.reasons) == 3


@pytest.mark.parametrize(
    ("facts", "proposer", "closer", "outcome"),
    [
        (action(proposed_closed_on=ON), "asha", "bram", Outcome.ALLOW),
        (action(proposed_closed_on=ON), "asha", "asha", Outcome.REFUSE),
        (action(proposed_closed_on=ON, evidence_count=0), "asha", "bram", Outcome.REFUSE),
        (action(), "", "bram", Outcome.REFUSE),
        (action(proposed_closed_on=ON), "asha", "", Outcome.REFUSE),
    ],
)
def test_an_action_is_closed_on_evidence_by_a_second_person(facts, proposer, closer, outcome):
    assert may_close(facts, proposed_by=proposer, by=closer, regime=regime()).outcome is outcome
