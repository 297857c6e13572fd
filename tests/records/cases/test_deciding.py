"""The formal acts of panel and board, their clocks and departures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from safelight.core.decision import Decision
from safelight.core.review.deadlines import DeadlineStanding
from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import Outcome, Stage
from safelight.records.audit.models import Entry
from safelight.records.cases.actions import deciding, duties
from safelight.records.cases.models import Case, FormalAct
from safelight.records.cases.queries import deciding_page, departures_page, regime_of
from safelight.records.people.permission import NotNow, RefusedByRule, WrongInput
from tests.factories import (
    ACCEPTED,
    AGREED,
    DECIDED,
    GRADED,
    RECOMMENDED,
    SUBMITTED,
    Cast,
    a_decided_case,
    a_graded_case,
    a_recommended_case,
    a_referred_case,
    a_scoped_case,
    assess,
    fresh,
    moment,
    record_duties,
)
from tests.records.cases.conftest import Newest

pytestmark = pytest.mark.django_db
AT = moment(DECIDED)


def decide(cast: Cast, case: Case, outcome: str, **more: Any) -> FormalAct:
    return deciding.decide(case=case, outcome=outcome, reasons="My reasons.", **more, by=cast.chair, at=AT)


def test_the_chairs_decision_for_a_review_picks_its_rules_for_good(cast: Cast, newest: Newest) -> None:
    case = a_recommended_case(cast)
    assert case.stage == Stage.CONSIDERED
    act = decide(cast, case, "review")
    case = fresh(case)
    assert (case.stage, case.initiated_on) == (Stage.DECIDED, DECIDED)
    assert regime_of(case).initiated_on == DECIDED
    assert Decision.from_json(act.decision).outcome is Outcome.ALLOW
    assert newest().action == "cases.decide"
    assert newest().decision == Decision.from_json(act.decision).without_findings().to_json()


@pytest.mark.parametrize("day", ["2010-06-10", None])
def test_the_database_refuses_to_change_the_day_of_initiation(cast: Cast, day: str | None) -> None:
    case = a_decided_case(cast)
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE cases_case SET initiated_on = %s WHERE reference = %s", [day, case.reference])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET initiated_on = initiated_on, stage = stage")
    assert fresh(case).initiated_on == DECIDED


def test_nobody_recommends_before_every_criterion_is_assessed(cast: Cast) -> None:
    case = a_referred_case(cast)
    with pytest.raises(RefusedByRule) as refused:
        deciding.recommend(case=case, outcome="review", reasons="R", by=cast.manager, at=moment(RECOMMENDED))
    assert "Assess each criterion" in refused.value.decision.reasons[0].found
    assert Entry.objects.latest("number").action == "cases.recommend.refused"
    assert not case.acts.exists()


def test_the_chair_does_not_decide_before_the_panel_has_recommended(cast: Cast) -> None:
    case = a_referred_case(cast)
    assess(cast, case)
    with pytest.raises(RefusedByRule):
        decide(cast, case, "review")
    assert fresh(case).initiated_on is None


def test_a_decision_is_made_once(cast: Cast) -> None:
    case = a_decided_case(cast)
    with pytest.raises(NotNow, match="done once"):
        decide(cast, case, "no_review")
    with pytest.raises(NotNow, match="decided"):
        deciding.recommend(case=case, outcome="no_review", reasons="R", by=cast.manager, at=AT)


def test_a_decision_against_a_criterion_that_is_met_needs_an_exceptional_reason(cast: Cast) -> None:
    case = a_recommended_case(cast)
    with pytest.raises(RefusedByRule) as refused:
        decide(cast, case, "no_review")
    assert refused.value.decision.reasons[0].rule.endswith("/death")
    assert not case.acts.filter(act="decision").exists()
    act = decide(cast, case, "no_review", departure="Another board is already holding this review.")
    assert "Another board" in act.decision
    case = fresh(case)
    assert (case.stage, case.initiated_on) == (Stage.NO_REVIEW, None)


def test_where_no_criterion_is_met_no_review_needs_no_departure_and_a_review_is_still_the_boards_choice(
    cast: Cast,
) -> None:
    for reference, outcome in (("SCR-A", "no_review"), ("SCR-B", "review")):
        case = a_referred_case(cast, reference=reference)
        assess(cast, case, death="not_met")
        deciding.recommend(case=case, outcome=outcome, reasons="R", by=cast.manager, at=moment(RECOMMENDED))
        assert decide(cast, case, outcome).outcome == outcome


@pytest.mark.parametrize(("outcome", "reasons", "field"), [("maybe", "R", "outcome"), ("review", " ", "reasons")])
def test_a_decision_needs_an_outcome_and_reasons(cast: Cast, outcome: str, reasons: str, field: str) -> None:
    case = a_recommended_case(cast)
    with pytest.raises(WrongInput) as wrong:
        deciding.decide(case=case, outcome=outcome, reasons=reasons, by=cast.chair, at=AT)
    assert wrong.value.field == field


def test_a_review_goes_through_its_formal_acts_in_order(cast: Cast) -> None:
    case = a_graded_case(cast)
    assert case.stage == Stage.GRADED
    page = deciding_page(cast.auditor, case.pk, on=GRADED)
    assert [(line.act, line.on) for line in page.acts] == [
        ("recommendation", RECOMMENDED),
        ("decision", DECIDED),
        ("panel_agreement", AGREED),
        ("board_acceptance", ACCEPTED),
        ("evaluation_submitted", SUBMITTED),
        ("grade", GRADED),
    ]
    assert all(line.decision and line.decision.allowed for line in page.acts)
    assert {line.duty for line in page.records} >= {"evaluation.submitted", "notify.evaluator"}
    standing = {clock.duty: clock.standing(on=GRADED) for clock in page.deadlines}
    assert standing == {"clock.decision": DeadlineStanding.MET, "clock.completion": DeadlineStanding.MET}
    moves = Entry.objects.filter(action="cases.advance", case=str(case.pk)).values_list("detail", flat=True)
    assert [move.split('"now": "')[1].rstrip('"}') for move in moves] == [
        "considered",
        "decided",
        "scoped",
        "agency_reviews",
        "drafting",
        "panel_agreed",
        "board_accepted",
        "submitted",
        "graded",
    ]


def test_no_formal_act_is_done_before_its_time_and_each_refusal_is_audited(cast: Cast) -> None:
    case = a_scoped_case(cast)
    for name, by, more in (
        ("agree_panel", cast.panel_chair, {}),
        ("accept_report", cast.chair, {}),
        ("submit_for_evaluation", cast.manager, {"told": "The evaluator"}),
        ("record_grade", cast.manager, {"grade": "good"}),
        ("resolve_not_to_publish", cast.chair, {"review_on": date(2011, 8, 2)}),
        ("close_case", cast.chair, {}),
    ):
        with pytest.raises(RefusedByRule):
            getattr(deciding, name)(case=case, reasons="R", **more, by=by, at=moment(AGREED))
        assert Entry.objects.latest("number").action == f"cases.{name}.refused"
    assert case.acts.count() == 2


def test_a_grade_may_come_anew_and_the_last_counts(cast: Cast) -> None:
    case = a_graded_case(cast)
    deciding.record_grade(case=case, grade="Good", reasons="On appeal.", by=cast.manager, at=moment(date(2010, 10, 4)))
    assert case.acts.filter(act="grade").latest("id").outcome == "good"
    with pytest.raises(WrongInput) as wrong:
        deciding.record_grade(case=case, grade="x" * 41, reasons="R", by=cast.manager, at=AT)
    assert wrong.value.field == "grade"


def test_the_board_may_resolve_not_to_publish_and_then_close_the_case_which_stays_closed(cast: Cast) -> None:
    case, at = a_graded_case(cast), moment(date(2010, 11, 1))
    deciding.resolve_not_to_publish(
        case=case,
        reasons="A surviving child would be harmed.",
        review_on=date(2011, 11, 1),
        by=cast.chair,
        at=at,
    )
    assert fresh(case).stage == Stage.NOT_PUBLISHED
    with pytest.raises(RefusedByRule) as undone:
        deciding.close_case(case=case, reasons="All is done.", by=cast.chair, at=at)
    assert any(reason.found.startswith("Not done yet: “") for reason in undone.value.decision.reasons)
    record_duties(cast, case, *Phase, on=at.date())
    deciding.close_case(case=case, reasons="All is done.", by=cast.chair, at=at)
    assert fresh(case).stage == Stage.CLOSED
    with pytest.raises(NotNow, match="closed"):
        deciding.record_grade(case=case, grade="good", reasons="R", by=cast.manager, at=at)


def test_an_extension_leaves_the_first_date_reportable_as_missed(cast: Cast, newest: Newest) -> None:
    case = a_decided_case(cast)
    deciding.extend(
        case=case,
        duty="clock.completion",
        extended_to=date(2010, 12, 1),
        reason="The criminal trial is listed for October.",
        told="The evaluator; the Government Office",
        by=cast.chair,
        at=moment(date(2010, 9, 1)),
    )
    assert newest().action == "cases.extend"
    late = date(2010, 11, 1)
    clock = deciding_page(cast.manager, case.pk, on=late).deadlines[1]
    assert (clock.due_on, clock.extended_to) == (date(2010, 10, 1), date(2010, 12, 1))
    assert clock.first_date_missed(on=late)
    assert clock.standing(on=late) is DeadlineStanding.OPEN
    assert clock.extensions[0].told == ("The evaluator", "the Government Office")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"extended_to": date(2010, 10, 1)}, "extended_to"), ({"reason": " "}, "reason"), ({"told": ""}, "told")],
)
def test_an_extension_is_later_and_says_why_and_who_was_told(cast: Cast, changes: dict[str, Any], field: str) -> None:
    case = a_decided_case(cast)
    given = {"duty": "clock.completion", "extended_to": date(2010, 12, 1), "reason": "R", "told": "T"}
    with pytest.raises(WrongInput) as wrong:
        deciding.extend(case=case, **{**given, **changes}, by=cast.chair, at=AT)
    assert wrong.value.field == field
    assert not case.extensions.exists()


def test_a_clock_that_does_not_run_is_not_extended(cast: Cast) -> None:
    case = a_decided_case(cast)
    for duty in ("clock.decision", "family.involved"):
        with pytest.raises(NotNow):
            deciding.extend(
                case=case, duty=duty, extended_to=date(2011, 1, 1), reason="R", told="T", by=cast.chair, at=AT
            )


def test_those_who_must_be_told_are_listed_until_they_are(cast: Cast, newest: Newest) -> None:
    case = a_decided_case(cast)
    before = {line.duty for line in deciding_page(cast.manager, case.pk, on=DECIDED).to_record}
    given = {"duty": "notify.evaluator", "done_on": DECIDED, "told": "The evaluator"}
    duties.record_duty(case=case, **given, by=cast.manager, at=AT)
    assert newest().action == "cases.record_duty"
    after = {line.duty for line in deciding_page(cast.manager, case.pk, on=DECIDED).to_record}
    assert before - after == {"notify.evaluator"}


def test_nobody_is_told_of_a_decision_that_is_not_made_or_under_a_duty_that_is_not_there(cast: Cast) -> None:
    case = a_recommended_case(cast)
    day = RECOMMENDED
    with pytest.raises(NotNow):
        duties.record_duty(case=case, duty="notify.evaluator", done_on=day, told="T", by=cast.manager, at=AT)
    for duty, told, field in (("family.involved", "T", "duty"), ("notify.evaluator", " ", "told")):
        with pytest.raises(WrongInput) as wrong:
            duties.record_duty(case=case, duty=duty, done_on=day, told=told, by=cast.manager, at=AT)
        assert wrong.value.field == field


def test_a_should_is_departed_from_once_with_a_reason_and_a_must_never(cast: Cast, newest: Newest) -> None:
    case = a_scoped_case(cast)
    offered = {line.duty for line in departures_page(cast.chair, case.pk).may_depart_from}
    assert "imr.countersigned" in offered
    assert "publication.imr" not in offered
    row = deciding.depart(case=case, duty="imr.countersigned", reason="The agency was dissolved.", by=cast.chair, at=AT)
    assert row.rule == "wt2010/imr-countersigned"
    assert newest().action == "cases.depart"
    with pytest.raises(NotNow):
        deciding.depart(case=case, duty="imr.countersigned", reason="R", by=cast.chair, at=AT)
    with pytest.raises(RefusedByRule):
        deciding.depart(case=case, duty="publication.imr", reason="R", by=cast.chair, at=AT)
    for duty, reason, field in (("no.such", "R", "duty"), ("family.involved", " ", "reason")):
        with pytest.raises(WrongInput) as wrong:
            deciding.depart(case=case, duty=duty, reason=reason, by=cast.chair, at=AT)
        assert wrong.value.field == field
    assert case.departures.count() == 1
