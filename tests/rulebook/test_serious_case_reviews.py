"""What did a serious case review ask under each edition from 2006 to its end, and on which days did that change?"""

from datetime import date, timedelta

import pytest

from safelight.core.rulebook.governing import NoGoverningRule, Regime
from safelight.core.rulebook.loader import load_rulebook

RULEBOOK = load_rulebook()
EDITIONS = ("scr-2006", "scr-2009", "scr-2010", "scr-2010-06", "scr-2013", "scr-2015")


def on(year: int, month: int, day: int) -> Regime:
    return RULEBOOK.regime(initiated_on=date(year, month, day), process="scr")


def own(regime: Regime) -> set[str]:
    """The questions that a source about serious case reviews answers, not the law for every kind of review."""
    return {rule.duty for rule in regime.rules if rule.source.reviews}


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_tells_the_whole_course_from_notice_to_what_comes_after(edition: str) -> None:
    groups = {duty.partition(".")[0] for duty in own(RULEBOOK.edition(edition))}
    needed = {"notice", "criteria", "decision", "clock", "scope", "family", "report", "publication", "disclosure"}
    assert needed | {"after"} <= groups


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2006, 4, 1), 4),
        (date(2009, 12, 17), 4),
        (date(2009, 12, 18), 6),
        (date(2013, 5, 1), 6),
        (date(2019, 9, 30), 6),
    ],
)
def test_a_review_has_four_months_until_18_december_2009_and_six_from_then_on(day: date, months: int) -> None:
    rule = RULEBOOK.governing("clock.completion", on=day, process="scr")
    assert (rule.text("event"), rule.number("count"), rule.text("unit")) == ("decided_on", months, "calendar_month")


@pytest.mark.parametrize(
    ("day", "body"),
    [
        (date(2007, 3, 31), "the Commission for Social Care Inspection"),
        (date(2007, 4, 1), "Ofsted"),
        (date(2013, 4, 14), "Ofsted"),
    ],
)
def test_the_inspectorate_that_is_told_of_the_decision_changes_in_april_2007(day: date, body: str) -> None:
    assert RULEBOOK.governing("notify.evaluator", on=day, process="scr").text("body") == body


def test_what_the_government_office_was_told_the_department_is_told_from_21_february_2011() -> None:
    assert on(2010, 9, 30).find("notify.government-office") is not None
    assert on(2010, 10, 1).find("notify.government-office") is None
    assert on(2011, 2, 20).rule("notify.department").id == "wt2010/tell-department"
    assert on(2011, 2, 21).rule("notify.department").id == "letter-2011-02-10/tell-safeguarding-group"
    assert on(2013, 4, 15).find("notify.department") is None


def test_serious_harm_is_only_considered_until_15_april_2013_and_means_a_review_from_then_on() -> None:
    effects = [
        on(*day).rule("criteria.serious-harm").text("effect") for day in ((2009, 11, 2), (2013, 4, 14), (2013, 4, 15))
    ]
    assert effects == ["consider", "consider", "must_hold"]


def test_from_15_april_2013_the_method_is_free_and_nothing_is_asked_of_agencies_own_reviews() -> None:
    before, after = own(on(2013, 4, 14)), own(on(2013, 4, 15))
    assert {"imr.each-agency", "chronology.integrated", "summary.contents", "evaluation.graded"} <= before - after
    assert {"scope.method", "scope.reviewers", "report.for-publication", "publication.stays-up"} <= after - before


def test_no_edition_lets_an_agencys_review_be_published() -> None:
    day = date(2006, 4, 1)
    while day < date(2019, 10, 1):
        rule = RULEBOOK.governing("publication.imr", on=day, process="scr")
        assert (rule.check, rule.force) == ("reader_may_not_have", "must-not"), day
        day += timedelta(days=7)


@pytest.mark.parametrize(
    ("day", "check"),
    [
        (date(2009, 12, 17), "reader_may_not_have"),
        (date(2010, 6, 9), "reader_may_not_have"),
        (date(2010, 6, 10), "publish_unless_compelling"),
        (date(2013, 4, 15), "publish"),
    ],
)
def test_the_full_report_is_kept_in_then_published_unless_and_then_published(day: date, check: str) -> None:
    assert RULEBOOK.governing("publication.overview", on=day, process="scr").check == check


def test_the_national_panel_is_told_only_once_there_is_one() -> None:
    told = ("notify.national-panel", "notify.not-initiated", "notify.reviewers")
    assert not [duty for duty in told if on(2013, 5, 31).find(duty)]
    assert all(on(2013, 6, 1).find(duty) for duty in told)
    why_not = on(2013, 6, 1).rule("notify.not-initiated")
    assert (why_not.text("event"), why_not.number("count"), why_not.text("unit")) == ("decided_on", 14, "calendar_day")


def test_an_incident_has_five_working_days_under_the_edition_of_2015_and_no_other() -> None:
    rule = on(2015, 3, 26).rule("notify.incident")
    assert (rule.number("count"), rule.text("unit")) == (5, "working_day")
    assert "count" not in on(2010, 4, 1).rule("notify.incident").args
    with pytest.raises(NoGoverningRule, match="was not read"):
        on(2015, 3, 25).rule("notify.incident")
    with pytest.raises(NoGoverningRule, match="Act of 2004"):
        on(2018, 6, 29).rule("notify.incident")


def test_the_last_reviews_go_by_the_edition_of_2015_although_a_later_one_is_out() -> None:
    assert on(2019, 9, 30).rule("scope.method").source.id == "wt2015"
    assert own(on(2019, 10, 1)) == set()
    with pytest.raises(NoGoverningRule, match="No serious case review is started"):
        on(2019, 10, 1).rule("decision.taken-by")


def test_a_grade_of_inadequate_means_that_the_review_is_done_again() -> None:
    for edition in ("scr-2006", "scr-2009", "scr-2010", "scr-2010-06"):
        assert RULEBOOK.edition(edition).rule("evaluation.graded").words("again") == ("inadequate",)


@pytest.mark.parametrize("duty", ["scope.terms", "imr.outline", "imr.context", "report.outline", "consider.help"])
def test_what_a_form_asks_is_a_list_of_full_questions(duty: str) -> None:
    questions = RULEBOOK.edition("scr-2010").rule(duty).words("questions")
    assert len(questions) >= 9
    assert all(question.endswith("?") and len(question.split()) >= 4 for question in questions)


@pytest.mark.parametrize("edition", EDITIONS)
def test_whatever_is_a_line_of_the_task_list_helps_with_questions(edition: str) -> None:
    regime = RULEBOOK.edition(edition)
    silent = [rule.id for rule in regime.rules if rule.source.reviews and regime.task(rule) and not rule.prompts]
    assert silent == []
