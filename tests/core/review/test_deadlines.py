"""When is it due?"""

from dataclasses import replace
from datetime import date

import pytest

from safelight.core.review.calendar import ENGLAND
from safelight.core.review.deadlines import DeadlineError, DeadlineStanding, Extension, deadline, extend
from safelight.core.rulebook.checks import UNITS
from safelight.core.rulebook.model import Args
from tests.core.review.regimes import AFTER_THE_LETTER, APRIL_2010, CHAPTER_REVISED, IN_FORCE_LATE_2008, regime

DECIDED = date(2010, 1, 27)
DUE = date(2010, 7, 27)
LATER = date(2010, 9, 30)
PUT_OFF = Extension(
    new_date=LATER,
    reason="The trial has been listed for September.",
    authorised_by="Chair of the board",
    told=("Evaluator",),
    recorded_on=date(2010, 7, 20),
)


def completion(initiated_on=CHAPTER_REVISED, starts_on=DECIDED, **kwargs):
    rule = regime(initiated_on).rule("clock.completion")
    return deadline(rule, starts_on=starts_on, calendar=ENGLAND, **kwargs)


@pytest.mark.parametrize(
    ("initiated_on", "months_on"),
    [
        (IN_FORCE_LATE_2008, date(2010, 5, 27)),
        (date(2009, 12, 17), date(2010, 5, 27)),
        (date(2009, 12, 18), DUE),
        (APRIL_2010, DUE),
        (AFTER_THE_LETTER, DUE),
    ],
)
def test_a_review_begun_before_18_december_2009_has_four_months_and_a_later_one_six(initiated_on, months_on):
    assert completion(initiated_on).due_on == months_on


def test_the_decision_is_due_a_calendar_month_after_the_case_was_noticed():
    rule = regime().rule("clock.decision")
    assert deadline(rule, starts_on=date(2010, 1, 31), calendar=ENGLAND).due_on == date(2010, 2, 28)


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (date(2010, 7, 12), DeadlineStanding.OPEN),
        (date(2010, 7, 13), DeadlineStanding.DUE_SOON),
        (DUE, DeadlineStanding.DUE_SOON),
        (date(2010, 7, 28), DeadlineStanding.OVERDUE),
    ],
)
def test_an_open_clock_warns_a_fortnight_ahead_and_is_overdue_the_day_after(on, standing):
    assert completion().standing(on=on) is standing


@pytest.mark.parametrize(
    ("met_on", "standing"), [(DUE, DeadlineStanding.MET), (date(2010, 7, 28), DeadlineStanding.MET_LATE)]
)
def test_a_clock_that_was_met_says_whether_in_time(met_on, standing):
    assert completion(met_on=met_on).standing(on=LATER) is standing


def test_what_was_met_later_was_overdue_before():
    assert completion(met_on=LATER).standing(on=date(2010, 8, 2)) is DeadlineStanding.OVERDUE


def test_an_extension_moves_the_date_that_counts_but_the_first_stays_reportable_as_missed():
    clock = extend(completion(), by=PUT_OFF)
    assert (clock.due_on, clock.extended_to, clock.binding_on) == (DUE, LATER, LATER)
    assert clock.standing(on=date(2010, 8, 2)) is DeadlineStanding.OPEN
    assert not clock.first_date_missed(on=DUE)
    assert clock.first_date_missed(on=date(2010, 7, 28))
    assert clock.sentence(on=date(2010, 8, 2)) == (
        "Due 27 July 2010, extended to 30 September 2010; the first date was missed."
    )


def test_every_extension_is_kept():
    again = Extension(
        new_date=date(2010, 12, 17),
        reason="The author is ill.",
        authorised_by="Chair of the board",
        told=("Evaluator", "Government Office"),
        recorded_on=date(2010, 9, 20),
    )
    clock = extend(extend(completion(), by=PUT_OFF), by=again)
    assert clock.extensions == (PUT_OFF, again)
    assert clock.binding_on == date(2010, 12, 17)


def test_done_within_the_extension_is_met_and_the_first_date_still_missed():
    clock = completion(extended_to=LATER, met_on=date(2010, 9, 1))
    assert clock.standing(on=LATER) is DeadlineStanding.MET
    assert clock.first_date_missed(on=LATER)


def test_the_sentence_counts_the_days_overdue():
    assert completion().sentence(on=date(2010, 7, 28)) == "Due 27 July 2010, 1 day overdue."
    assert completion().sentence(on=date(2010, 8, 3)) == "Due 27 July 2010, 7 days overdue."
    assert completion(met_on=DUE).sentence(on=LATER) == "Due 27 July 2010, done 27 July 2010."


@pytest.mark.parametrize(
    ("given", "on", "saying"),
    [
        ({}, date(2010, 7, 1), "26 days left"),
        ({}, DUE, "Due today"),
        ({}, date(2010, 7, 28), "1 day late"),
        ({"extended_to": LATER}, date(2010, 7, 28), "64 days left"),
        ({"extended_to": LATER}, date(2010, 10, 2), "2 days late"),
        ({"met_on": date(2010, 7, 20)}, date(2010, 9, 1), "Met on 20 July 2010"),
        ({"met_on": date(2010, 7, 30)}, date(2010, 9, 1), "Met on 30 July 2010, 3 days late"),
        ({"met_on": date(2010, 7, 30)}, date(2010, 7, 28), "1 day late"),
        ({"met_on": date(2010, 9, 30), "extended_to": LATER}, date(2010, 10, 2), "Met on 30 September 2010"),
    ],
)
def test_in_brief_a_clock_says_how_it_stands_against_the_date_that_now_counts(given, on, saying):
    assert completion(**given).in_brief(on=on) == saying


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"new_date": DUE}, "no later than"),
        ({"reason": " "}, "says why"),
        ({"authorised_by": ""}, "who authorised it"),
        ({"told": ()}, "who was told"),
        ({"reason": "", "authorised_by": ""}, "why and who authorised it"),
    ],
)
def test_an_extension_without_what_makes_it_one_is_refused(changes, message):
    fields = {name: getattr(PUT_OFF, name) for name in ("new_date", "reason", "authorised_by", "told", "recorded_on")}
    with pytest.raises(DeadlineError, match=message):
        extend(completion(), by=Extension(**fields | changes))


def test_an_extension_that_shortens_is_refused():
    with pytest.raises(DeadlineError, match="give a later date"):
        completion(extended_to=date(2010, 7, 1))


@pytest.mark.parametrize(
    ("unit", "due_on"),
    [
        ("calendar_month", date(2010, 4, 30)),
        ("calendar_day", date(2010, 4, 1)),
        ("working_day", date(2010, 4, 1)),
    ],
)
def test_every_unit_that_the_rulebook_knows_can_be_counted(unit, due_on):
    assert unit in UNITS
    assert len(UNITS) == 3
    rule = regime().rule("clock.completion")
    one = replace(rule, args=Args({"event": "decided_on", "count": 1, "unit": unit}))
    assert deadline(one, starts_on=date(2010, 3, 31), calendar=ENGLAND).due_on == due_on


def test_working_days_are_counted_over_easter():
    rule = regime().rule("clock.completion")
    five = replace(rule, args=Args({"event": "decided_on", "count": 5, "unit": "working_day"}))
    assert deadline(five, starts_on=date(2010, 4, 1), calendar=ENGLAND).due_on == date(2010, 4, 12)


def test_a_rule_that_counts_in_an_unknown_unit_says_which_are_known():
    rule = regime().rule("clock.completion")
    odd = replace(rule, args=Args({"event": "decided_on", "count": 5, "unit": "fortnight"}))
    with pytest.raises(DeadlineError, match="use calendar_month, calendar_day or working_day"):
        deadline(odd, starts_on=DECIDED, calendar=ENGLAND)


def test_a_rule_that_sets_no_time_is_no_clock():
    with pytest.raises(DeadlineError, match="sets no time limit"):
        deadline(regime().rule("decision.taken-by"), starts_on=DECIDED, calendar=ENGLAND)
