"""When does a decision take effect?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.calendar import ENGLAND
from safelight.core.review.callin import (
    CallInError,
    CallInFacts,
    CallInOutcome,
    CallInStatus,
    CallInTerms,
    StartEvent,
    call_in_period,
    terms_from,
)
from tests.core.review.regimes import APRIL_2010, UNHURRIED, regime

PUBLISHED = date(2010, 4, 13)
EXPIRES = date(2010, 4, 20)
EFFECTIVE = date(2010, 4, 21)


def period(facts, on, **kwargs):
    return call_in_period(facts, on=on, calendar=ENGLAND, **kwargs)


@pytest.mark.parametrize(
    ("published", "expires", "effective"),
    [
        (date(2010, 4, 13), date(2010, 4, 20), date(2010, 4, 21)),
        (date(2010, 4, 16), date(2010, 4, 23), date(2010, 4, 26)),
        (date(2010, 4, 1), date(2010, 4, 12), date(2010, 4, 13)),
        (date(2010, 4, 29), date(2010, 5, 7), date(2010, 5, 10)),
        (date(2010, 5, 26), date(2010, 6, 3), date(2010, 6, 4)),
        (date(2010, 12, 22), date(2010, 12, 31), date(2011, 1, 4)),
    ],
)
def test_five_working_days_after_publication_then_the_sixth_takes_effect(published, expires, effective):
    found = period(CallInFacts(started_on=published), on=published)
    assert (found.expires_on, found.effective_on) == (expires, effective)
    assert found.status is CallInStatus.OPEN


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2010, 4, 12), CallInStatus.NOT_STARTED),
        (PUBLISHED, CallInStatus.OPEN),
        (EXPIRES, CallInStatus.OPEN),
        (EFFECTIVE, CallInStatus.EXPIRED),
    ],
)
def test_the_period_is_open_to_the_end_of_its_last_day(on, status):
    assert period(CallInFacts(started_on=PUBLISHED), on=on).status is status


def test_before_the_minutes_are_published_the_date_is_not_known_and_not_guessed():
    found = period(CallInFacts(), on=date(2010, 4, 30))
    assert found.status is CallInStatus.NOT_STARTED
    assert (found.expires_on, found.effective_on) == (None, None)
    assert found.sentence == (
        "Following the expiry of the call-in period for the minutes: not known until the minutes are published."
    )


def test_the_sentence_gives_the_dates_once_they_are_known():
    found = period(CallInFacts(started_on=PUBLISHED), on=PUBLISHED)
    assert found.sentence == (
        "Following the expiry of the call-in period for the minutes: it ends at the end of Tuesday 20 April 2010, "
        "so the decision takes effect on Wednesday 21 April 2010 unless it is called in."
    )


def test_the_sentence_looks_back_when_the_period_is_over():
    sentence = period(CallInFacts(started_on=PUBLISHED), on=EFFECTIVE).sentence
    assert "it ended at the end of Tuesday 20 April 2010" in sentence
    assert "unless" not in sentence


def test_the_sentence_speaks_of_the_decision_where_the_decision_starts_the_period():
    terms = CallInTerms(start_event=StartEvent.DECISION_PUBLISHED)
    assert "not known until the decision is published" in period(CallInFacts(), on=PUBLISHED, terms=terms).sentence


def test_a_waived_call_in_takes_effect_at_once():
    found = period(CallInFacts(started_on=PUBLISHED, waived=True), on=PUBLISHED)
    assert (found.status, found.effective_on) == (CallInStatus.WAIVED, PUBLISHED)
    assert found.sentence == "At once: the call-in period was waived."


def test_a_call_in_stops_the_decision_until_scrutiny_has_met():
    facts = CallInFacts(started_on=PUBLISHED, called_in_on=date(2010, 4, 16))
    assert period(facts, on=date(2010, 4, 15)).status is CallInStatus.OPEN
    found = period(facts, on=date(2010, 5, 28))
    assert (found.status, found.effective_on) == (CallInStatus.CALLED_IN, None)
    assert "waits for scrutiny" in found.sentence


def test_a_decision_that_scrutiny_lets_stand_takes_effect_after_its_meeting():
    met = date(2010, 4, 27)
    facts = CallInFacts(
        started_on=PUBLISHED, called_in_on=date(2010, 4, 16), outcome=CallInOutcome.STANDS, outcome_on=met
    )
    assert period(facts, on=date(2010, 4, 26)).status is CallInStatus.CALLED_IN
    found = period(facts, on=met)
    assert (found.status, found.effective_on) == (CallInStatus.EXPIRED, met)
    assert found.sentence == "Tuesday 27 April 2010: scrutiny let the decision stand after it was called in."


def test_a_decision_let_stand_on_an_unrecorded_day_has_no_date():
    facts = CallInFacts(started_on=PUBLISHED, called_in_on=date(2010, 4, 16), outcome=CallInOutcome.STANDS)
    found = period(facts, on=date(2010, 4, 30))
    assert (found.status, found.effective_on) == (CallInStatus.EXPIRED, None)
    assert "the day of its meeting is not recorded" in found.sentence


@pytest.mark.parametrize("outcome", [CallInOutcome.REFERRED_BACK, CallInOutcome.REFERRED_TO_COUNCIL])
def test_a_decision_referred_back_has_no_date(outcome):
    met = date(2010, 4, 27)
    facts = CallInFacts(started_on=PUBLISHED, called_in_on=date(2010, 4, 16), outcome=outcome, outcome_on=met)
    found = period(facts, on=met)
    assert (found.status, found.effective_on) == (CallInStatus.REFERRED_BACK, None)
    assert "referred back" in found.sentence


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        (CallInFacts(started_on=PUBLISHED, called_in_on=EFFECTIVE), "out of time"),
        (CallInFacts(started_on=PUBLISHED, called_in_on=date(2010, 4, 12)), "out of time"),
        (CallInFacts(called_in_on=date(2010, 4, 16)), "before its period has started"),
        (CallInFacts(started_on=PUBLISHED, outcome=CallInOutcome.STANDS), "no call-in"),
        (CallInFacts(started_on=PUBLISHED, waived=True, called_in_on=date(2010, 4, 16)), "only one of the two"),
        (
            CallInFacts(started_on=PUBLISHED, called_in_on=date(2010, 4, 16), outcome_on=date(2010, 4, 27)),
            "what it decided",
        ),
        (
            CallInFacts(
                started_on=PUBLISHED,
                called_in_on=date(2010, 4, 16),
                outcome=CallInOutcome.STANDS,
                outcome_on=date(2010, 4, 15),
            ),
            "cannot come before",
        ),
    ],
)
def test_facts_that_cannot_all_be_true_are_refused_with_what_to_do(facts, message):
    with pytest.raises(CallInError, match=message):
        period(facts, on=date(2010, 5, 28))


def test_a_constitution_may_count_the_start_day():
    terms = CallInTerms(count_start_day=True)
    assert period(CallInFacts(started_on=PUBLISHED), on=PUBLISHED, terms=terms).expires_on == date(2010, 4, 19)
    saturday = CallInFacts(started_on=date(2010, 4, 17))
    assert period(saturday, on=date(2010, 4, 17), terms=terms).expires_on == date(2010, 4, 23)
    one_day = CallInTerms(count_start_day=True, days=1)
    assert period(CallInFacts(started_on=PUBLISHED), on=PUBLISHED, terms=one_day).expires_on == PUBLISHED


def test_the_terms_come_from_the_local_rule():
    rule = regime(APRIL_2010).find("committee.call-in")
    assert rule is not None
    assert terms_from(rule) == CallInTerms(start_event=StartEvent.MINUTES_PUBLISHED, days=5)


@UNHURRIED
@given(
    started=st.dates(min_value=date(2005, 1, 1), max_value=date(2040, 1, 1)),
    days=st.integers(min_value=1, max_value=15),
    ahead=st.integers(min_value=0, max_value=60),
)
def test_a_decision_never_takes_effect_while_it_can_still_be_called_in(started, days, ahead):
    on = date.fromordinal(started.toordinal() + ahead)
    found = period(CallInFacts(started_on=started), on=on, terms=CallInTerms(days=days))
    assert found.effective_on > found.expires_on > started
    assert ENGLAND.is_working_day(found.effective_on)
    assert (found.status is CallInStatus.OPEN) == (on <= found.expires_on)
