"""Is the first made-up case whole, and do its figures and dates agree with one another?"""

from __future__ import annotations

from datetime import date

import pytest

from safelight.core.anonymise.roster import read_register
from safelight.core.review.calendar import WorkingCalendar
from safelight.core.review.criteria import Assessment, CriterionFinding, recommend
from safelight.core.review.independence import Candidate, Tie, may_appoint
from safelight.core.review.plan import ActionFacts, PlanStatus, status
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.vocabulary import BalanceFactor, OfficerRole, Outcome, PaperKind, Reader
from safelight.demo.case.imrs import imr
from safelight.demo.case.material import Recommendation
from safelight.demo.case.northmere import first_case
from safelight.demo.case.texts import fill
from tests.demo.case.pages import opened, pages_of

CASE = first_case()
REGIME = load_rulebook().regime(initiated_on=CASE.dates.decided_on)
ROSTER = read_register(CASE.register)


def standing(recommendation: Recommendation) -> PlanStatus:
    action = recommendation.action
    facts = ActionFacts(
        agreed_on=action.agreed_on,
        due_on=action.due_on,
        evidence_count=len(action.evidence),
        proposed_closed_on=action.proposed_closed_on,
        closed_on=action.closed_on,
    )
    return status(facts, on=CASE.today)


def test_the_register_reads_and_names_the_three_officers_and_eight_posts():
    assert ROSTER.case_reference == CASE.reference
    assert {officer.role for officer in ROSTER.officers} == set(OfficerRole)
    assert len(ROSTER.panel) == 8
    assert {place.kind for place in ROSTER.places} >= {"school", "nursery", "home", "surgery", "hospital", "hostel"}


def test_no_child_is_called_by_a_letter_of_the_familys_own_names_nor_in_order_of_birth():
    family = [
        person for person in ROSTER.people if person.role in {"subject", "sibling", "parent", "relative", "carer"}
    ]
    real = {word[0] for person in family for name in person.names for word in name.replace("-", " ").split()}
    children = sorted(
        (p for p in family if p.role in {"subject", "sibling"}), key=lambda p: p.date_of_birth or date.min
    )
    letters = [child.pseudonym.removeprefix("Child ") for child in children]
    assert not real & set(letters)
    assert letters not in (sorted(letters), sorted(letters, reverse=True))


def test_the_register_holds_a_hyphenated_name_an_accented_one_and_one_that_is_a_word():
    names = " ".join(name for person in ROSTER.people for name in person.names)
    assert "Adeyemi-Holt" in names
    assert "Jasiński" in names
    assert "Hope" in names


def test_the_decision_and_the_report_keep_the_clocks():
    calendar = WorkingCalendar(closures=frozenset())
    dates = CASE.dates
    assert dates.noticed_on <= dates.decided_on <= calendar.add_calendar_months(dates.noticed_on, 1)
    assert dates.completion_due == calendar.add_calendar_months(dates.decided_on, 6)
    assert dates.submitted_on <= dates.completion_due


def test_the_steps_of_the_review_follow_one_another():
    dates = CASE.dates
    steps = [
        dates.happened_on,
        dates.noticed_on,
        dates.considered_on,
        dates.decided_on,
        dates.requested_on,
        dates.imrs_due,
        dates.overview_drafted_on,
        dates.panel_agreed_on,
        dates.board_accepted_on,
        dates.submitted_on,
        dates.graded_on,
        dates.released_on,
        dates.summary_drafted_on,
        dates.summary_approved_on,
        dates.published_on,
        CASE.committee.meetings[0],
        CASE.today,
    ]
    assert steps == sorted(steps)
    assert all(agency.accepted_on <= dates.overview_drafted_on for agency in CASE.agencies)


def test_the_criteria_say_that_a_review_must_be_held():
    assessed = [
        Assessment(criterion=each.duty, finding=CriterionFinding(each.finding), evidence=each.evidence)
        for each in CASE.criteria
    ]
    assert recommend(assessed, regime=REGIME).outcome is Outcome.ALLOW


@pytest.mark.parametrize("appointment", CASE.appointments, ids=lambda each: each.name)
def test_each_appointment_ends_as_the_rule_on_independence_says(appointment):
    candidate = Candidate(
        role=appointment.role,
        ties=frozenset(Tie(tie) for tie in appointment.ties),
        declared_on=appointment.declared_on,
    )
    allowed = may_appoint(candidate, regime=REGIME).outcome is Outcome.ALLOW
    assert allowed == (appointment.outcome == "appointed")


def test_the_second_terms_of_reference_ask_two_questions_more():
    first, second = CASE.terms
    assert (len(first.questions), len(second.questions)) == (10, 12)
    assert first.agreed_on < second.agreed_on
    assert all(question.text in second.text for question in second.questions)


def test_of_eight_agencies_six_are_accepted_at_once_one_is_returned_twice_and_one_is_late():
    outcomes = sorted(agency.outcome for agency in CASE.agencies)
    assert outcomes == ["accepted"] * 6 + ["late", "returned"]
    returned = next(agency for agency in CASE.agencies if agency.outcome == "returned")
    assert [version.returned_on is not None for version in returned.versions] == [True, True, False]
    assert all(version.returned_because for version in returned.versions[:2])
    late = next(agency for agency in CASE.agencies if agency.outcome == "late")
    assert late.versions[0].submitted_on > CASE.dates.imrs_due


@pytest.mark.parametrize("agency", CASE.agencies, ids=lambda each: each.id)
def test_an_accepted_review_opens_and_answers_every_question_in_five_to_twelve_pages(agency):
    manuscript = opened(agency.versions[-1].paper)
    text = manuscript.text()
    assert 5 <= pages_of(manuscript) <= 12
    assert all(f"Question {question.number}: {question.short}" in text for question in CASE.terms[-1].questions)
    for heading in ("5. Good practice", "6. What has been learned", "7. Recommendations for this agency"):
        assert manuscript.section(heading).blocks


def test_the_versions_that_were_sent_back_are_short_and_grow():
    lengths = [len(opened(imr("housing", version=number)).text()) for number in (1, 2, 3)]
    assert lengths == sorted(lengths)
    assert lengths[1] < lengths[2] / 2


def test_a_version_that_was_never_sent_is_asked_for_in_vain():
    with pytest.raises(LookupError, match="sent no version 4"):
        imr("housing", version=4)


def test_fourteen_findings_and_twenty_two_recommendations_rest_on_one_another():
    assert [finding.number for finding in CASE.findings] == list(range(1, 15))
    assert [each.number for each in CASE.recommendations] == list(range(1, 23))
    cited = {number for each in CASE.recommendations for number in each.findings}
    assert cited == set(range(1, 15))


def test_exactly_three_actions_are_overdue_today_and_several_are_closed_on_evidence():
    standings = [standing(each) for each in CASE.recommendations]
    assert standings.count(PlanStatus.OVERDUE) == 3
    assert standings.count(PlanStatus.CLOSED) >= 6
    assert all(each.action.evidence for each in CASE.recommendations if each.action.closed_on)


def test_nothing_is_shown_for_an_action_after_it_was_closed_nor_after_today():
    for each in CASE.recommendations:
        last = each.action.closed_on or CASE.today
        assert all(item.on <= last for item in each.action.evidence)


def test_the_councillor_is_weighed_under_all_five_considerations_and_the_press_under_none():
    by_id = {request.id: request for request in CASE.requests}
    assert [note.factor for note in by_id["councillor"].balance] == [factor.value for factor in BalanceFactor]
    assert all(len(note.text.split()) > 20 for note in by_id["councillor"].balance)
    assert by_id["press"].balance == ()
    for request in CASE.requests:
        assert Reader(request.reader)
        assert PaperKind(request.paper)


def test_the_committee_report_goes_to_two_meetings_and_one_resolves_six_monthly_progress():
    report = CASE.committee
    assert len(report.addressed_to) == len(report.meetings) == 2
    assert len(report.objectives) == 8
    assert {len(years) for years in (report.financial_years, report.capital, report.revenue)} == {4}
    assert [each.every_months for each in report.resolutions if each.kind == "recurring"] == [6]
    funded = [sum(pair) for pair in zip(report.funded_council, report.funded_external, strict=True)]
    assert funded == list(report.revenue)


def test_a_text_without_a_place_for_a_part_is_refused():
    with pytest.raises(ValueError, match=r"no place for \{\{panel\}\}"):
        fill("Nothing to see.", panel="A table")
