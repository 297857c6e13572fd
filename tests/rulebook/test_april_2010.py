"""What does a board get in April 2010, and what changed before and after?"""

from datetime import date, timedelta

import pytest

from safelight.core.rulebook.governing import NoGoverningRule, Regime
from safelight.core.rulebook.loader import RulebookError, load_rulebook

RULEBOOK = load_rulebook()

APRIL_2010 = {
    "function.review-serious-cases": "si-2006-90/serious-cases-reviewed",
    "function.chair-appointed": "si-2006-90/chair-appointed",
    "notice.children-safe": "wt2010/children-safe",
    "notice.records-secured": "wt2010/records-secured",
    "notice.referral": "wt2010/anybody-may-refer",
    "notice.lead-board": "wt2010/lead-board",
    "criteria.death": "wt2010/death",
    "criteria.custody": "wt2010/death-in-custody",
    "criteria.serious-harm": "wt2010/serious-harm",
    "consider.help": "wt2010/questions-that-help",
    "consider.panel": "wt2010/panel-recommends",
    "decision.taken-by": "wt2010/chair-decides",
    "decision.against-recorded": "wt2010/no-review-recorded",
    "decision.other-learning": "wt2010/smaller-review",
    "decision.national-review": "wt2010/inquiry-instead",
    "clock.decision": "wt2010/decide-within-a-month",
    "clock.completion": "wt2010/complete-within-six-months",
    "clock.delay-explained": "wt2010/delay-explained",
    "notify.incident": "wt2010/tell-of-incident",
    "notify.department": "wt2010/tell-department",
    "scope.terms": "wt2010/terms-of-reference",
    "scope.terms-revised": "wt2010/terms-may-change",
    "scope.panel": "wt2010/services-on-the-panel",
    "scope.child-at-centre": "wt2010/child-at-centre",
    "scope.purpose": "wt2010/purpose",
    "independence.board-chair": "wt2010/board-chair-independent",
    "independence.panel-chair": "wt2010/panel-chair-independent",
    "independence.overview-author": "wt2010/overview-author-independent",
    "independence.imr-author": "wt2010/imr-author-independent",
    "independence.separate-officers": "wt2010/three-officers-three-people",
    "imr.each-agency": "wt2010/each-agency-reviews",
    "imr.countersigned": "wt2010/imr-countersigned",
    "imr.health-overview": "wt2010/health-overview",
    "imr.outline": "wt2010/imr-outline",
    "imr.context": "wt2010/imr-context",
    "imr.evidence": "wt2010/imr-evidence",
    "imr.interviews": "wt2010/police-statements",
    "imr.debrief": "wt2010/staff-debriefed",
    "family.involved": "wt2010/family-involved",
    "family.timing": "wt2010/family-timing",
    "family.told-of-publication": "wt2010/family-sees-report",
    "chronology.integrated": "wt2010/integrated-chronology",
    "report.outline": "wt2010/overview-outline",
    "report.fair": "wt2010/fairly-represented",
    "report.owned": "wt2010/board-owns-report",
    "report.lessons-during": "wt2010/lessons-meanwhile",
    "summary.contents": "wt2010/summary-contents",
    "summary.action-plan": "wt2010/summary-has-action-plan",
    "summary.officers-named": "wt2010/summary-names-three-officers",
    "summary.panel-by-post": "wt2010/panel-by-post",
    "summary.anonymised": "wt2010/summary-anonymised",
    "brief.contents": "house/brief-contents",
    "publication.learning-brief": "house/learning-brief",
    "publication.summary": "wt2010/publish-summary",
    "publication.overview": "wt2010/overview-and-imr-not-public",
    "publication.imr": "wt2010/imr-not-public",
    "publication.action-plan": "wt2010/publish-action-plan",
    "publication.criminal-proceedings": "wt2010/criminal-proceedings",
    "publication.family-proceedings": "ca1989/family-proceedings",
    "publication.staff-told": "wt2010/staff-told",
    "publication.override": "wt2010/older-review-by-exception",
    "publication.inquest": "house/waits-for-inquest",
    "publication.court-order": "inherent-jurisdiction/reporting-restriction",
    "publication.private-proceedings": "aja1960/private-proceedings",
    "publication.child-witness": "cypa1933/child-witness-not-named",
    "publication.two-people": "house/two-people",
    "disclosure.interests": "wt2010/interests",
    "disclosure.board-officers": "house/board-officers-read",
    "disclosure.panel": "house/panel-reads",
    "disclosure.author": "house/author-reads",
    "disclosure.own-agency": "house/own-agency-reads",
    "disclosure.terms": "house/terms-read-by-all-authors",
    "disclosure.auditor": "house/auditor-reads",
    "evaluation.submitted": "wt2010/submit-for-evaluation",
    "evaluation.graded": "wt2010/graded",
    "notify.evaluator": "wt2010/tell-evaluator",
    "notify.government-office": "wt2010/tell-government-office",
    "plan.measurable": "wt2010/actions-measurable",
    "plan.recommendations-few": "wt2010/few-recommendations",
    "after.report-annual": "wt2010/annual-report",
    "after.learning-spread": "wt2010/learning-spread",
    "after.effect-checked": "wt2010/effect-checked",
    "after.final-copies": "wt2010/papers-copied",
    "committee.call-in": "council-practice/call-in",
    "committee.exempt": "lga1972/exempt-information",
    "committee.exempt-other": "lga1972/exempt-order-or-crime",
    "committee.exempt-balance": "lga1972/exempt-only-while-outweighed",
    "committee.confidential": "lga1972/confidential-never-opened",
    "committee.background-papers": "lga1972/background-papers-listed",
    "committee.papers-open": "lga1972/open-five-clear-days",
    "committee.key-decision": "si-2000-3272/key-decision",
    "committee.notice": "si-2000-3272/forward-plan",
    "committee.scrutiny-reconsiders": "lga2000/scrutiny-asks-again",
}


def ids(regime: Regime) -> dict[str, str]:
    return {rule.duty: rule.id for rule in regime.rules}


def test_the_rules_of_a_board_in_april_2010() -> None:
    assert ids(RULEBOOK.edition("scr-2010")) == APRIL_2010


def test_on_10_june_2010_the_overview_report_comes_out_of_hiding_and_what_does_not_hang_on_it_stays() -> None:
    before = RULEBOOK.regime(initiated_on=date(2010, 6, 9))
    after = RULEBOOK.regime(initiated_on=date(2010, 6, 10))
    assert ids(before) == APRIL_2010
    no_exception_needed = {duty: rule for duty, rule in APRIL_2010.items() if duty != "publication.override"}
    assert ids(after) == no_exception_needed | {
        "publication.overview": "letter-2010-06-10/publish-overview",
        "publication.child-welfare": "letter-2010-06-10/welfare-holds-publication",
        "publication.welfare-weighed": "letter-2010-06-10/welfare-weighed",
        "overview.anonymised": "letter-2010-06-10/overview-anonymised",
    }


def test_on_18_december_2009_a_review_gets_six_months_and_its_summary_an_action_plan() -> None:
    before = RULEBOOK.regime(initiated_on=date(2009, 12, 17))
    after = RULEBOOK.regime(initiated_on=date(2009, 12, 18))
    assert (before.rule("clock.completion").number("count"), after.rule("clock.completion").number("count")) == (4, 6)
    assert (before.rule("summary.action-plan").force, after.rule("summary.action-plan").force) == ("may", "should")


def test_on_1_october_2010_the_government_office_is_no_longer_told() -> None:
    before = RULEBOOK.regime(initiated_on=date(2010, 9, 30))
    after = RULEBOOK.regime(initiated_on=date(2010, 10, 1))
    assert set(ids(before)) - set(ids(after)) == {"notify.government-office"}
    with pytest.raises(NoGoverningRule, match="no longer told"):
        after.rule("notify.government-office")


def test_every_question_but_two_is_answered_from_18_december_2009_to_14_april_2013() -> None:
    """The two are not asked all the time: the Government Office, and older reviews published by exception.

    Questions of the council's committees are left out: they change on days of their own.
    """
    sometimes = {"notify.government-office", "publication.override"}
    always = {duty for duty in APRIL_2010 if not duty.startswith("committee.")} - sometimes
    day = date(2009, 12, 18)
    while day < date(2013, 4, 15):
        assert always <= set(ids(RULEBOOK.regime(initiated_on=day))), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("duty", "day", "words"),
    [
        ("independence.panel-chair", date(2009, 12, 17), "first reported of the chapter revised"),
        ("clock.decision", date(2005, 1, 3), "edition of 1999"),
        ("publication.summary", date(2013, 4, 15), "one final report"),
        ("notify.national-panel", date(2013, 5, 1), "set up in June 2013"),
        ("clock.completion", date(2026, 11, 2), "whether its times stayed the same was not read"),
        ("overview.anonymised", date(2010, 6, 9), "were not published"),
        ("clock.completion", date(1998, 12, 31), "edition of 1999"),
        ("committee.call-in", date(1998, 12, 31), "does not reach back to that day"),
    ],
)
def test_where_no_rule_governs_the_stated_gap_says_why(duty: str, day: date, words: str) -> None:
    with pytest.raises(NoGoverningRule, match=words):
        RULEBOOK.governing(duty, on=day)
    assert RULEBOOK.regime(initiated_on=day).find(duty) is None


def test_a_question_that_nobody_asks_is_answered_with_those_that_are() -> None:
    with pytest.raises(NoGoverningRule, match=r"no question of this rulebook.*publication\.overview"):
        RULEBOOK.governing("publication.overveiw", on=date(2010, 4, 1))


def test_the_letter_lets_everybody_read_the_overview_but_nobody_the_agencies_reviews() -> None:
    regime = RULEBOOK.edition("scr-2010-06")
    assert regime.rule("publication.overview").check == "publish_unless_compelling"
    assert regime.rule("publication.imr").check == "reader_may_not_have"


def test_a_rulebook_that_does_not_exist_is_answered_with_those_that_do() -> None:
    with pytest.raises(RulebookError, match=r"scr-2009, scr-2010, scr-2010-06"):
        RULEBOOK.edition("scr-2011")


def test_a_place_without_reviews_is_refused_and_wales_has_its_gap_stated() -> None:
    with pytest.raises(RulebookError, match="england, wales"):
        RULEBOOK.regime(initiated_on=date(2010, 4, 1), jurisdiction="scotland")
    with pytest.raises(NoGoverningRule, match="The regulations are of 2015"):
        RULEBOOK.governing("clock.completion", on=date(2010, 4, 1), jurisdiction="wales")
    wales = RULEBOOK.governing("publication.family-proceedings", on=date(2010, 4, 1), jurisdiction="wales")
    assert wales.id == "ca1989/family-proceedings"


def test_rules_are_found_by_their_group_and_not_by_the_letters_they_begin_with() -> None:
    regime = RULEBOOK.edition("scr-2010")
    assert [rule.duty for rule in regime.rules_under("criteria")] == [
        "criteria.death",
        "criteria.custody",
        "criteria.serious-harm",
    ]
    assert regime.rules_under("criteria.") == regime.rules_under("criteria")
    assert regime.rules_under("crit") == ()
    assert [rule.duty for rule in regime.rules_under("publication.imr")] == ["publication.imr"]
