"""What a rule asks for is recorded; the kind of review; the planned day; a grade that opens a review again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import Stage
from safelight.records.cases.actions import deciding, duties, intake
from safelight.records.cases.models import DutyRecord
from safelight.records.cases.queries import case_page, duty_page, facts_of, regime_of, tasks_of
from safelight.records.people import actions
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from tests.factories import (
    ACCEPTED,
    DECIDED,
    GRADED,
    NOTICED,
    SUBMITTED,
    Cast,
    a_decided_case,
    a_graded_case,
    a_recommended_case,
    a_referred_case,
    fresh,
    moment,
    record_duties,
)
from tests.records.cases.conftest import Newest

pytestmark = pytest.mark.django_db
AT = moment(DECIDED)
SAFE = "notice.children-safe"


def a_record(cast: Cast, case: Any, **changes: Any) -> DutyRecord:
    given: dict[str, Any] = {
        "duty": SAFE,
        "done_on": NOTICED,
        "note": "Seen at home; safe.",
        "by": cast.manager,
        "at": AT,
    }
    return duties.record_duty(case=case, **{**given, **changes})


def test_a_record_says_what_was_done_when_and_by_whom_and_is_audited(cast: Cast, newest: Newest) -> None:
    case = a_referred_case(cast)
    row = a_record(cast, case)
    assert (row.rule, row.on, row.entered_on, row.by) == ("wt2010/children-safe", NOTICED, DECIDED, cast.manager)
    assert newest().action == "cases.record_duty"
    assert "safe" not in newest().detail.replace(SAFE, "")
    page = duty_page(cast.manager, case.pk, SAFE, on=DECIDED)
    assert [line.note for line in page.records] == ["Seen at home; safe."]


def test_the_answers_stand_beside_the_prompts_of_the_rule(cast: Cast) -> None:
    case = a_referred_case(cast)
    page = duty_page(cast.manager, case.pk, "notice.lead-board", on=DECIDED)
    assert page.prompts
    row = a_record(cast, case, duty="notice.lead-board", answers=["Ours and Eastholm's."], note="")
    assert row.note == f"{page.prompts[0]} Ours and Eastholm's."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"note": " "}, "note"),
        ({"done_on": date(2010, 3, 1)}, "done_on"),
        ({"done_on": date(2010, 4, 2)}, "done_on"),
        ({"duty": "nothing.of-that-name"}, "duty"),
        ({"duty": "notice.referral"}, "duty"),
    ],
)
def test_a_record_needs_a_duty_of_these_rules_a_day_between_notice_and_today_and_words(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    case = a_referred_case(cast)
    with pytest.raises(WrongInput) as wrong:
        a_record(cast, case, **changes)
    assert wrong.value.field == field
    assert not case.duty_records.exists()


def test_what_follows_from_the_decision_is_not_recorded_before_it(cast: Cast) -> None:
    with pytest.raises(NotNow):
        a_record(cast, a_recommended_case(cast), duty="report.fair")


def test_whoever_runs_the_review_records_it_and_nobody_else(cast: Cast) -> None:
    case = a_decided_case(cast)
    a_record(cast, case, duty="family.timing", done_on=DECIDED)
    a_record(cast, case, by=cast.chair)
    with pytest.raises(NotForYou):
        a_record(cast, case, by=cast.auditor)
    assert not duty_page(cast.auditor, case.pk, SAFE, on=DECIDED).may_record
    assert duty_page(cast.chair, case.pk, SAFE, on=DECIDED).may_record


def test_the_kind_of_review_is_picked_by_the_day_and_can_be_changed_until_it_is_decided(cast: Cast) -> None:
    case = a_referred_case(cast)
    assert (case.process, regime_of(case).process.title) == ("scr", "Serious case review")
    with pytest.raises(WrongInput):
        intake.choose_process(case=case, process="lcspr", by=cast.manager, at=AT)
    late = intake.receive_referral(
        board=cast.board,
        reference="LR-2024-01",
        public_name="Child R",
        agency=cast.police,
        referrer_post="Inspector",
        circumstances="A child was badly hurt.",
        noticed_on=date(2024, 1, 3),
        by=cast.manager,
        at=moment(date(2024, 1, 3)),
    )
    assert late.process == "lcspr"
    changed = intake.choose_process(case=late, process="sar", by=cast.manager, at=moment(date(2024, 1, 4)))
    assert regime_of(changed).process.id == "sar"
    decided = a_decided_case(cast, reference="SCR-2010-03")
    with pytest.raises(NotNow):
        intake.choose_process(case=decided, process="scr", by=cast.manager, at=AT)


def test_the_planned_day_of_publication_lies_ahead_and_starts_the_clocks_that_count_back(cast: Cast) -> None:
    case = a_decided_case(cast)
    with pytest.raises(WrongInput):
        deciding.plan_publication(case=case, planned_on=NOTICED, by=cast.manager, at=AT)
    deciding.plan_publication(case=case, planned_on=date(2010, 12, 1), by=cast.manager, at=AT)
    assert facts_of(fresh(case), on=DECIDED).planned_publication_on == date(2010, 12, 1)


def test_an_inadequate_grade_opens_the_review_again_and_it_is_agreed_accepted_and_sent_anew(cast: Cast) -> None:
    case, at = a_graded_case(cast), moment(date(2010, 11, 1))
    deciding.record_grade(case=case, grade="Inadequate", reasons="No analysis.", by=cast.manager, at=at)
    case = fresh(case)
    assert case.stage == Stage.DRAFTING
    facts = facts_of(case, on=at.date())
    assert (facts.accepted_on, facts.first_accepted_on, facts.reopened_on) == (None, ACCEPTED, at.date())
    open_again = {task.key for task in tasks_of(case, on=at.date()) if task.state == "now" and not task.duty}
    assert "panel-agreement" in open_again
    with pytest.raises(RefusedByRule):
        deciding.accept_report(case=case, reasons="R", by=cast.chair, at=at)
    deciding.agree_panel(case=case, reasons="Put right.", by=cast.panel_chair, at=at)
    deciding.accept_report(case=case, reasons="Accepted again.", by=cast.chair, at=at)
    deciding.submit_for_evaluation(case=case, told="Ofsted", reasons="Sent again.", by=cast.manager, at=at)
    deciding.record_grade(case=case, grade="good", reasons="Letter.", by=cast.manager, at=at)
    assert fresh(case).stage == Stage.GRADED
    assert [act.on for act in case.acts.filter(act="evaluation_submitted")] == [SUBMITTED, at.date()]
    assert facts_of(fresh(case), on=at.date()).reopened_on is None


def test_a_grade_is_one_that_the_rules_know(cast: Cast) -> None:
    with pytest.raises(WrongInput, match="outstanding, good, adequate, inadequate"):
        deciding.record_grade(
            case=a_graded_case(cast), grade="splendid", reasons="R", by=cast.manager, at=moment(GRADED)
        )


def test_everything_that_the_rules_ask_for_is_recorded_before_a_case_is_closed(cast: Cast) -> None:
    case = a_recommended_case(cast)
    deciding.decide(case=case, outcome="no_review", reasons="R", departure="Exceptional.", by=cast.chair, at=AT)
    with pytest.raises(RefusedByRule):
        deciding.close_case(case=case, reasons="Done.", by=cast.chair, at=AT)
    record_duties(cast, case, *Phase, on=DECIDED)
    deciding.close_case(case=case, reasons="Done.", by=cast.chair, at=AT)
    assert fresh(case).stage == Stage.CLOSED
    with pytest.raises(NotNow):
        a_record(cast, case)


def test_what_is_not_known_any_more_is_named_on_the_review_less_the_times_that_the_board_sets(cast: Cast) -> None:
    day = date(2026, 11, 27)
    actions.set_local_time(
        board=cast.board, key="lcspr:clock.decision", count=15, unit="working_day", by=cast.manager, at=moment(day)
    )
    case = intake.receive_referral(
        board=cast.board,
        reference="LR-2026-01",
        public_name="Child R",
        agency=cast.police,
        referrer_post="Inspector",
        circumstances="A child was badly hurt.",
        noticed_on=day,
        by=User.objects.get(pk=cast.manager.pk),
        at=moment(day),
    )
    page = case_page(User.objects.get(pk=cast.manager.pk), case.pk, on=day)
    unknown = {question for each in page.unread for question in each.questions}
    assert {"By when is a review completed?", "Who decides whether a review is held?"} <= unknown
    assert "By when is it decided whether to hold a review?" not in unknown
    assert all("2026" in each.why for each in page.unread)
