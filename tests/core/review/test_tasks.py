"""What is next, who has it and when is it due?"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.facts import CaseFacts
from safelight.core.review.tasks import TaskState, task_list, to_do
from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import Reader
from tests.core.review import cases
from tests.core.review.regimes import UNHURRIED, regime
from tests.core.review.test_stages import REGIMES, any_facts, near_the_end

ON = date(2010, 3, 1)
KEYS = (
    "referral",
    "criteria",
    "recommendation",
    "decision",
    "appoint-panel-chair",
    "appoint-author",
    "panel",
    "terms",
    "request-reviews",
    "agency-reviews",
    "chronology",
    "overview",
    "panel-agreement",
    "board-acceptance",
    "evaluation",
    "summary-draft",
    "settle-findings",
    "gate",
    "proceedings",
    "approve",
    "publish",
    "plan",
    "committee",
    "close",
)
EFFECT = KEYS.index("committee")
IN_ORDER = (*KEYS[:EFFECT], "effect", "recall", "intruder-again", *KEYS[EFFECT:])
"""With what is only there where closed actions are to be looked at again, and where something was withdrawn."""


def tasks(facts, *, on=ON, rules=None):
    return {task.key: task for task in task_list(facts, regime=rules or regime(), on=on)}


def of_every_review(found):
    """The tasks that no rule alone asks for."""
    return tuple(task.key for task in found if not task.duty)


def test_a_review_has_these_tasks_in_this_order():
    assert of_every_review(tasks(cases.DECIDED).values()) == KEYS


@pytest.mark.parametrize(
    ("facts", "now"),
    [
        (CaseFacts(), {"referral"}),
        (cases.REFERRED, {"criteria"}),
        (replace(cases.REFERRED, criteria_assessed=3), {"recommendation"}),
        (cases.CONSIDERED, {"decision"}),
        (cases.DECIDED, {"appoint-panel-chair", "appoint-author", "panel"}),
        (replace(cases.SCOPED, terms_versions=0), {"terms"}),
        (cases.SCOPED, {"request-reviews"}),
        (cases.ASKED, {"agency-reviews"}),
        (replace(cases.ASKED, chronologies_received=8), {"agency-reviews", "chronology"}),
        (cases.REVIEWS_IN, {"overview"}),
        (replace(cases.REVIEWS_IN, overview_filed=True), {"panel-agreement", "summary-draft"}),
        (cases.AGREED, {"board-acceptance", "summary-draft"}),
        (cases.ACCEPTED, {"evaluation", "summary-draft", "plan"}),
        (replace(cases.GRADED, draft_exists=True, unsettled_findings=2), {"settle-findings", "plan"}),
        (cases.READY, {"gate", "plan"}),
        (replace(cases.READY, gate_passed=True), {"approve", "plan"}),
        (cases.PASSED, {"publish", "plan"}),
        (cases.PUBLISHED, {"committee", "plan"}),
        (cases.ENDED, {"committee", "close"}),
        (cases.CLOSED, set()),
        (replace(cases.NO_REVIEW_CLOSED, closed_on=None), {"close"}),
        (cases.NO_REVIEW, set()),
    ],
)
def test_what_can_be_done_now_follows_from_what_has_been_done(facts, now):
    found = task_list(facts, regime=regime(), on=ON)
    assert {task.key for task in found if task.state is TaskState.NOW and not task.duty} == now


def test_a_task_that_waits_says_for_what_and_who_has_that():
    waiting = tasks(cases.CONSIDERED)["terms"]
    assert waiting.state is TaskState.WAITING
    assert waiting.why == (
        "Waits for “Appoint the chair of the panel” (the chair of the board) "
        "and “Appoint the panel and collect declarations” (the business manager)."
    )


def test_what_goes_without_saying_is_not_said():
    why = tasks(replace(cases.GRADED, draft_exists=True))["publish"].why
    assert why == "Waits for “Approve the edition” (the chair of the board)."


def test_the_decision_and_all_before_it_are_due_a_month_after_notice():
    found = tasks(cases.REFERRED)
    assert {found[key].due_on for key in ("criteria", "recommendation", "decision")} == {date(2010, 2, 5)}


def test_the_overview_report_is_due_six_months_after_the_decision_or_when_the_extension_ends():
    keys = ("overview", "panel-agreement", "board-acceptance")
    assert {tasks(cases.DECIDED)[key].due_on for key in keys} == {date(2010, 7, 27)}
    longer = replace(cases.DECIDED, extensions=(("clock.completion", date(2010, 9, 30)),))
    assert {tasks(longer)[key].due_on for key in keys} == {date(2010, 9, 30)}


def test_the_missed_first_date_stays_on_the_page_after_an_extension():
    longer = replace(cases.AGREED, extensions=(("clock.completion", date(2010, 9, 30)),))
    acceptance = tasks(longer, on=date(2010, 8, 2))["board-acceptance"]
    assert not acceptance.overdue(on=date(2010, 8, 2))
    assert "the first date was missed" in acceptance.why
    assert acceptance.clock is not None
    assert acceptance.clock.first_date_missed(on=date(2010, 8, 2))


def test_an_extension_that_extends_nothing_does_not_break_the_page():
    odd = replace(cases.DECIDED, extensions=(("clock.completion", date(2010, 2, 1)),))
    assert tasks(odd)["board-acceptance"].due_on == date(2010, 7, 27)


def test_a_task_past_its_date_is_overdue_until_it_is_done():
    assert tasks(cases.CONSIDERED)["decision"].overdue(on=ON)
    assert not tasks(cases.CONSIDERED, on=date(2010, 2, 5))["decision"].overdue(on=date(2010, 2, 5))
    assert not tasks(cases.DECIDED)["decision"].overdue(on=ON)


@pytest.mark.parametrize(
    ("changes", "who", "says"),
    [
        ({"reviews_submitted": 3}, Reader.AGENCY_AUTHOR, "5 not in yet"),
        ({"reviews_submitted": 8}, Reader.PANEL_CHAIR, "8 to be read"),
        ({"reviews_submitted": 8, "reviews_accepted": 6, "reviews_returned": 1}, Reader.AGENCY_AUTHOR, "1 sent back"),
        ({"reviews_submitted": 8, "reviews_accepted": 7}, Reader.PANEL_CHAIR, "accepted 7 of 8 reviews; 1 to be read."),
    ],
)
def test_the_agencies_reviews_are_with_whoever_must_act(changes, who, says):
    task = tasks(replace(cases.ASKED, **changes))["agency-reviews"]
    assert (task.state, task.who, task.due_on) == (TaskState.NOW, who, date(2010, 4, 30))
    assert says in task.why


def test_the_evaluator_is_waited_for_once_the_papers_are_sent():
    task = tasks(cases.SUBMITTED)["evaluation"]
    assert task.state is TaskState.WAITING
    assert "22 July 2010" in task.why


def test_a_review_that_a_grade_opened_again_says_so_where_the_work_goes_on():
    again = replace(cases.ACCEPTED, panel_agreed_on=None, accepted_on=None, reopened_on=date(2010, 9, 1))
    found = tasks(again)
    assert "as the grade asks" in found["panel-agreement"].why
    assert found["panel-agreement"].state is TaskState.NOW


def test_proceedings_block_publication_but_not_the_work_before_it():
    held = tasks(replace(cases.READY, proceedings_open=True))
    assert held["proceedings"].state is TaskState.BLOCKED
    assert held["publish"].state is TaskState.BLOCKED
    assert "Criminal proceedings are open" in held["publish"].why
    assert held["gate"].state is TaskState.NOW


def test_an_edition_that_the_gate_stopped_is_blocked_until_it_is_put_right():
    task = tasks(replace(cases.READY, gate_passed=False))["gate"]
    assert (task.state, task.who) == (TaskState.BLOCKED, Reader.OVERVIEW_AUTHOR)
    assert "put right" in task.why


def test_a_case_without_a_review_has_only_the_tasks_that_lead_to_its_end():
    found = tasks(cases.NO_REVIEW).values()
    assert of_every_review(found) == ("referral", "criteria", "recommendation", "decision", "close")
    assert {task.phase for task in found if task.duty} <= {Phase.NOTICE, Phase.CONSIDER, Phase.DECIDED}


def test_a_review_resolved_not_to_be_published_has_no_summary_to_make():
    found = tasks(cases.NOT_PUBLISHED)
    assert not {"summary-draft", "settle-findings", "gate", "approve", "proceedings"} & set(found)
    assert found["publish"].state is TaskState.DONE
    assert "14 October 2010" in found["publish"].why


def test_a_task_that_this_regime_does_not_ask_for_is_left_out():
    real = regime()
    later = replace(real, rules=tuple(rule for rule in real.rules if not rule.duty.startswith("evaluation.")))
    found = tasks(cases.PASSED, rules=later)
    assert "evaluation" not in found
    assert found["publish"].state is TaskState.NOW


def test_a_departure_stands_as_done_and_says_why():
    facts = replace(
        cases.ASKED,
        reviews_accepted=7,
        reviews_submitted=7,
        departures=(("imr.each-agency", "The agency is no more."),),
    )
    task = tasks(facts)["agency-reviews"]
    assert task.state is TaskState.DONE
    assert task.why.endswith("The agency is no more.")


def test_what_is_to_do_comes_by_date_and_can_be_asked_for_one_reader():
    facts = replace(cases.ACCEPTED, actions_total=4, next_action_due_on=date(2010, 8, 1))
    found = task_list(facts, regime=regime(), on=ON)
    assert [task.key for task in to_do(found) if not task.duty] == ["plan", "evaluation", "summary-draft"]
    assert [task.key for task in to_do(found, who=Reader.OVERVIEW_AUTHOR) if not task.duty] == ["summary-draft"]


def test_a_resolution_not_to_publish_without_its_reasons_asks_for_them():
    task = tasks(replace(cases.PASSED, not_published_on=date(2010, 10, 14)))["publish"]
    assert (task.state, task.why) == (TaskState.NOW, "Write down why nothing is to be published.")


@UNHURRIED
@given(facts=any_facts | near_the_end, day=st.sampled_from(REGIMES))
def test_any_review_whatever_has_a_task_list_without_blanks(facts, day):
    found = task_list(facts, regime=regime(day), on=ON)
    keys = of_every_review(found)
    assert keys == tuple(key for key in IN_ORDER if key in keys)
    assert all(task.why.strip().endswith((".", "!", "?")) for task in found)
    assert all(task.why.strip() and task.title for task in found)


@UNHURRIED
@given(facts=any_facts | near_the_end)
def test_something_can_always_be_done_until_the_review_is_closed_or_somebody_outside_has_it(facts):
    found = task_list(facts, regime=regime(), on=ON)
    states = {task.state for task in found}
    assert (
        TaskState.NOW in states
        or TaskState.BLOCKED in states
        or found[-1].state is TaskState.DONE
        or any(task.state is TaskState.WAITING and not task.why.startswith("Waits for") for task in found)
    )
