"""What do the rules ask to be done and written down, beside the acts that every review knows?"""

from dataclasses import replace
from datetime import date

import pytest

from safelight.core.review.calendar import ENGLAND
from safelight.core.review.facts import CaseFacts
from safelight.core.review.grounds import DEPARTED
from safelight.core.review.obligations import obligations, prompts_of, undone_before_publication
from safelight.core.review.tasks import TaskState, task_list
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import Force
from tests.core.review import cases
from tests.core.review.regimes import regime

LCSPR = load_rulebook().edition("lcspr-2023")
NOTICED = CaseFacts(noticed_on=date(2024, 1, 3), criteria_total=4)
NOTIFIED, RAPID = "notify.incident", "consider.rapid-review"


def tasks(facts, *, rules=LCSPR, on=date(2024, 1, 8)):
    return {task.key: task for task in task_list(facts, regime=rules, on=on)}


def test_everything_that_a_rule_asks_for_is_a_line_of_its_own_in_its_phase():
    found = [task for task in task_list(cases.DECIDED, regime=regime(), on=date(2010, 3, 1)) if task.duty]
    asked = list(obligations(cases.DECIDED, regime=regime()))
    assert {task.duty for task in found} == {each.rule.duty for each in asked}
    phases = list(Phase)
    order = [phases.index(task.phase) for task in task_list(cases.DECIDED, regime=regime(), on=date(2010, 3, 1))]
    assert order == sorted(order)


def test_what_is_only_allowed_is_not_asked_for():
    assert all(each.rule.force is not Force.MAY for each in obligations(cases.DECIDED, regime=regime()))
    repository = LCSPR.find("publication.repository")
    assert repository is None or "publication.repository" not in tasks(NOTICED)


def test_the_notice_of_an_incident_is_due_five_working_days_after_it_became_known():
    task = tasks(NOTICED)[NOTIFIED]
    assert (task.state, task.due_on) == (TaskState.NOW, date(2024, 1, 10))


def test_the_rapid_review_waits_for_the_notice_and_its_clock_starts_with_it():
    before = tasks(NOTICED)[RAPID]
    assert (before.state, before.due_on) == (TaskState.WAITING, None)
    assert "Waits for" in before.why
    after = tasks(replace(NOTICED, records=((NOTIFIED, date(2024, 1, 5)),)))[RAPID]
    assert (after.state, after.due_on) == (TaskState.NOW, date(2024, 1, 26))


def test_what_was_recorded_late_is_done_and_says_that_its_date_was_missed():
    late = tasks(replace(NOTICED, records=((NOTIFIED, date(2024, 1, 12)),)), on=date(2024, 1, 15))[NOTIFIED]
    assert late.state is TaskState.DONE
    assert "Due 10 January 2024, done 12 January 2024" in late.why


def test_copies_before_publication_count_back_from_the_planned_day():
    published = replace(
        NOTICED, decided_on=date(2024, 2, 1), decision="review", planned_publication_on=date(2024, 9, 16)
    )
    assert tasks(published)["publication.copies-before"].due_on == date(2024, 9, 5)


def test_without_a_planned_day_there_is_no_last_day_and_the_task_says_what_to_enter():
    accepted = replace(
        NOTICED, criteria_assessed=4, panel_recommended_on=date(2024, 1, 30), decided_on=date(2024, 2, 1),
        decision="review", overview_filed=True, panel_agreed_on=date(2024, 7, 1), accepted_on=date(2024, 7, 8),
        panel_chair_appointed=True, author_appointed=True, panel_size=3, terms_versions=1,
    )  # fmt: skip
    task = tasks(accepted)["publication.copies-before"]
    assert (task.state, task.due_on) == (TaskState.NOW, None)
    assert task.why.endswith("the last day for this counts back from it.")


def test_a_should_departed_from_stands_as_done_with_its_reason():
    facts = replace(NOTICED, departures=((RAPID, "The partnership met on the day itself."),))
    task = tasks(facts)[RAPID]
    assert LCSPR.rule(RAPID).force is Force.SHOULD
    assert task.state is TaskState.DONE
    assert task.why == DEPARTED + "The partnership met on the day itself."


def test_a_must_is_not_set_aside_by_a_departure():
    assert LCSPR.rule(NOTIFIED).force is Force.MUST
    facts = replace(NOTICED, departures=((NOTIFIED, "It was urgent."),))
    assert tasks(facts)[NOTIFIED].state is TaskState.NOW


@pytest.mark.parametrize(
    ("decision", "asked"), [("review", False), ("no_review", True)], ids=["a review is held", "none is held"]
)
def test_what_follows_a_decision_against_is_asked_for_after_that_alone(decision, asked):
    rules = load_rulebook().edition("scr-2015")
    facts = CaseFacts(noticed_on=date(2015, 6, 1), decided_on=date(2015, 6, 20), decision=decision)
    assert ("notify.not-initiated" in tasks(facts, rules=rules, on=date(2015, 6, 21))) is asked


def test_the_questions_of_a_rapid_review_are_asked_when_it_is_recorded():
    prompts = prompts_of(LCSPR.rule(RAPID), regime=LCSPR)
    assert len(prompts) >= 4
    assert all(prompt.endswith(("?", ".")) for prompt in prompts)


COPIES = "publication.copies-before"
SEPTEMBER = date(2024, 9, 16)


def undone(facts, *, rules=LCSPR, on=SEPTEMBER):
    found = undone_before_publication(facts, regime=rules, on=on, calendar=ENGLAND)
    return {reason.rule.partition("/")[2]: reason.found for reason in found}


def everything_done(rules, on):
    held = replace(NOTICED, decided_on=date(2024, 2, 1), decision="review")
    return replace(held, records=tuple((each.rule.duty, on) for each in obligations(held, regime=rules)))


def test_what_belongs_to_publication_is_done_before_it_and_what_a_must_asks_for_earlier_too():
    held = replace(NOTICED, decided_on=date(2024, 2, 1), decision="review")
    names = set(undone(held))
    assert {"notify-incident", "copies-before", "private-proceedings"} <= names
    assert "rapid-review" not in names, "a should of an earlier phase keeps a review from closing, not from publication"
    assert undone(everything_done(LCSPR, date(2024, 9, 5))) == {}


@pytest.mark.parametrize(("sent_on", "late"), [(date(2024, 9, 5), False), (date(2024, 9, 6), True)])
def test_copies_that_went_out_too_late_hold_publication(sent_on, late):
    facts = everything_done(LCSPR, sent_on)
    assert ("copies-before" in undone(facts)) is late
    if late:
        assert "too late for publication on 16 September 2024" in undone(facts)["copies-before"]


def test_a_should_sent_late_can_be_departed_from_and_a_must_cannot():
    because = ((COPIES, "The family asked for an earlier day."),)
    assert undone(replace(everything_done(LCSPR, date(2024, 9, 13)), departures=because))
    older = load_rulebook().edition("scr-2015")
    assert older.rule(COPIES).force is Force.SHOULD
    late = replace(everything_done(older, date(2015, 9, 14)), noticed_on=date(2015, 6, 1), decided_on=date(2015, 6, 20))
    assert undone(late, rules=older, on=date(2015, 9, 15))
    assert undone(replace(late, departures=because), rules=older, on=date(2015, 9, 15)) == {}
