"""Posts, panel, seats, terms and the family."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from safelight.core.vocabulary import Outcome, Reader
from safelight.records.audit.models import Entry
from safelight.records.cases.actions import appointing, scoping
from safelight.records.cases.models import Appointment, Case
from safelight.records.cases.queries import (
    appointments_page,
    facts_of,
    panel_page,
    reader_on,
    seats_page,
    terms_page,
)
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from tests.factories import SCOPED, Cast, a_cast, a_decided_case, a_recommended_case, a_scoped_case, moment
from tests.records.cases.conftest import Newest

pytestmark = pytest.mark.django_db
AT = moment(SCOPED)


def propose(cast: Cast, case: Case, **changes: Any) -> Appointment:
    given: dict[str, Any] = {
        "role": "panel_chair",
        "name": cast.panel_chair.name,
        "user": cast.panel_chair.pk,
        "ties": (),
        "statement": "I have had nothing to do with this family.",
        "declared_on": SCOPED,
    }
    return appointing.propose_appointment(case=case, **{**given, **changes}, by=cast.manager, at=AT)


def test_an_appointment_gives_the_seat_of_the_post(cast: Cast, newest: Newest) -> None:
    case = a_decided_case(cast)
    assert reader_on(cast.panel_chair, case.pk) is None
    row = propose(cast, case)
    assert row.outcome == Outcome.ALLOW
    assert reader_on(cast.panel_chair, case.pk) is Reader.PANEL_CHAIR
    assert Entry.objects.filter(action="cases.propose_appointment", actor=str(cast.manager.pk)).exists()


def test_a_refused_proposal_is_kept_audited_and_then_refused(cast: Cast, newest: Newest) -> None:
    case = a_decided_case(cast)
    with pytest.raises(RefusedByRule) as refused:
        propose(cast, case, ties=["board_member"])
    assert refused.value.decision.outcome is Outcome.REFUSE
    line = appointments_page(cast.manager, case.pk).appointments[0]
    assert (line.outcome, line.decision) == (Outcome.REFUSE, refused.value.decision)
    assert newest().action == "cases.propose_appointment.refused"
    assert newest().decision == refused.value.decision.without_findings().to_json()
    assert reader_on(cast.panel_chair, case.pk) is None


def test_without_a_declaration_a_proposal_is_referred_and_counts_for_nothing(cast: Cast) -> None:
    case = a_decided_case(cast)
    with pytest.raises(RefusedByRule) as refused:
        propose(cast, case, declared_on=None)
    assert refused.value.decision.outcome is Outcome.REFER
    assert not facts_of(case, on=SCOPED).panel_chair_appointed
    assert propose(cast, case).outcome == Outcome.ALLOW


def test_a_departure_lets_a_should_give_way_and_stays_in_the_facts(cast: Cast) -> None:
    case = a_decided_case(cast)
    row = propose(cast, case, ties=["board_member"], departure="Nobody else with the experience could be found.")
    assert row.outcome == Outcome.ALLOW
    departures = dict(facts_of(case, on=SCOPED).departures)
    assert departures == {"independence.panel-chair": "Nobody else with the experience could be found."}


@pytest.mark.parametrize("same_account", [True, False])
def test_one_person_in_two_posts_is_refused_whatever_was_declared(cast: Cast, same_account: bool) -> None:
    case = a_decided_case(cast)
    propose(cast, case)
    with pytest.raises(RefusedByRule) as refused:
        propose(
            cast,
            case,
            role="overview_author",
            name=f"  {cast.panel_chair.name.upper()} ",
            user=cast.panel_chair if same_account else None,
        )
    assert any("separate" in reason.rule or "author" in reason.rule for reason in refused.value.decision.reasons)
    assert case.appointments.latest("id").ties == ["panel_chair"]


def test_the_chair_of_the_board_cannot_be_the_author(cast: Cast) -> None:
    with pytest.raises(RefusedByRule):
        propose(cast, a_decided_case(cast), role="overview_author", name=cast.chair.name, user=None)


def test_somebody_who_works_for_an_agency_under_review_is_found_out(cast: Cast) -> None:
    from tests.factories import requested_reviews

    case = a_scoped_case(cast)
    requested_reviews(cast, case)
    appointing.end_appointment(
        appointment=case.appointments.get(role="overview_author"), reason="Ill.", by=cast.chair, at=AT
    )
    with pytest.raises(RefusedByRule):
        propose(cast, case, role="overview_author", name="Karl Benwick", user=cast.police_author)
    assert case.appointments.latest("id").ties == ["employed_by_involved_agency"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": "caretaker"}, "role"),
        ({"role": "panel_member"}, "role"),
        ({"name": ""}, "name"),
        ({"statement": " "}, "statement"),
        ({"ties": ["cousin"]}, "ties"),
        ({"declared_on": date(2010, 4, 13)}, "declared_on"),
    ],
)
def test_a_proposal_that_lacks_something_is_sent_back(cast: Cast, changes: dict[str, Any], field: str) -> None:
    case = a_decided_case(cast)
    with pytest.raises(WrongInput) as wrong:
        propose(cast, case, **changes)
    assert wrong.value.field == field
    assert not case.appointments.exists()


def test_nobody_is_appointed_before_the_decision_or_to_a_post_that_is_held(cast: Cast) -> None:
    with pytest.raises(NotNow, match="decision comes first"):
        propose(cast, a_recommended_case(cast, reference="SCR-A"))
    case = a_decided_case(cast)
    propose(cast, case)
    with pytest.raises(NotNow, match="already"):
        propose(cast, case, name="Edwin Sallow", user=None)


def test_a_person_of_another_board_is_nobody_here(cast: Cast) -> None:
    with pytest.raises(NotForYou):
        propose(cast, a_decided_case(cast), user=a_cast("Eastholm").panel_chair)


def test_an_appointment_that_ends_frees_the_post_and_takes_the_seat_back(cast: Cast, newest: Newest) -> None:
    case = a_decided_case(cast)
    row = propose(cast, case)
    appointing.end_appointment(appointment=row.pk, reason="Moved away.", by=cast.chair, at=AT)
    assert newest().action == "cases.end_appointment"
    assert reader_on(cast.panel_chair, case.pk) is None
    with pytest.raises(NotNow):
        appointing.end_appointment(appointment=row, reason="Again.", by=cast.chair, at=AT)
    assert propose(cast, case).outcome == Outcome.ALLOW
    assert reader_on(cast.panel_chair, case.pk) is Reader.PANEL_CHAIR


def test_a_panel_member_without_a_declaration_is_counted_until_it_comes(cast: Cast, newest: Newest) -> None:
    case = a_decided_case(cast)
    row = appointing.seat_panel_member(
        case=case,
        name="Ruth Calloway",
        job_title="Designated Nurse",
        organisation="Northmere Primary Care Trust",
        user=cast.panel_member.pk,
        declared_on=None,
        by=cast.manager,
        at=AT,
    )
    assert facts_of(case, on=SCOPED).declarations_missing == 1
    assert reader_on(cast.panel_member, case.pk) is Reader.PANEL_MEMBER
    appointing.declare(seat=row.pk, statement="No part in it.", declared_on=SCOPED, by=cast.manager, at=AT)
    assert newest().action == "cases.declare"
    assert facts_of(case, on=SCOPED).declarations_missing == 0
    assert panel_page(cast.panel_member, case.pk).members[0].declared_on == SCOPED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"job_title": ""}, "job_title"),
        ({"organisation": ""}, "organisation"),
        ({"declared_on": SCOPED}, "statement"),
        ({"declared_on": date(2011, 1, 1), "statement": "S"}, "declared_on"),
    ],
)
def test_a_panel_member_has_a_name_a_post_and_an_employer(cast: Cast, changes: dict[str, Any], field: str) -> None:
    case = a_decided_case(cast)
    given = {"name": "N", "job_title": "J", "organisation": "O", "declared_on": None}
    with pytest.raises(WrongInput) as wrong:
        appointing.seat_panel_member(case=case, **{**given, **changes}, by=cast.manager, at=AT)
    assert wrong.value.field == field


def test_an_agencys_author_gets_a_seat_for_one_agency_alone(cast: Cast, newest: Newest) -> None:
    case = a_decided_case(cast)

    def seat(reader: str = "agency_author", agency: Any = cast.police, user: Any = cast.police_author) -> Any:
        return appointing.give_seat(case=case, user=user, reader=reader, agency=agency, by=cast.manager, at=AT)

    assert seat().agency == cast.police
    assert newest().action == "cases.give_seat"
    with pytest.raises(NotNow, match="another agency"):
        seat(agency=cast.health)
    for reader, agency, field in (("panel_chair", None, "reader"), ("agency_author", None, "agency")):
        with pytest.raises(WrongInput) as wrong:
            seat(reader=reader, agency=agency)
        assert wrong.value.field == field
    with pytest.raises(NotForYou):
        seat(agency=a_cast("Eastholm").police, user=cast.health_author)


def test_a_seat_that_ended_is_kept_and_can_be_given_again(cast: Cast) -> None:
    case = a_scoped_case(cast)
    given = {"case": case, "user": cast.police_author.pk, "reader": "agency_author", "by": cast.manager, "at": AT}
    appointing.end_seat(**given)
    assert reader_on(cast.police_author, case.pk) is None
    with pytest.raises(NotNow):
        appointing.end_seat(**given)
    ended = {line.user: line.until for line in seats_page(cast.auditor, case.pk).seats}
    assert ended[cast.police_author.pk] == SCOPED
    appointing.give_seat(agency=cast.health, **given)
    assert reader_on(cast.police_author, case.pk) is Reader.AGENCY_AUTHOR


def test_terms_of_reference_are_kept_version_by_version(cast: Cast, newest: Newest) -> None:
    case = a_scoped_case(cast)
    scoping.set_terms(
        case=case.pk, text="From birth.", questions=["Was it seen?", " "], by=cast.panel_chair, at=moment(SCOPED, 12)
    )
    assert newest().action == "cases.set_terms"
    page = terms_page(cast.police_author, case.pk)
    assert page.current is not None
    assert (page.current.version, page.current.questions) == (2, ("Was it seen?",))
    assert [line.version for line in page.earlier] == [1]


@pytest.mark.parametrize(("text", "questions", "field"), [(" ", ["Q"], "text"), ("T", ["", " "], "questions")])
def test_terms_of_reference_have_a_scope_and_a_question(
    cast: Cast, text: str, questions: list[str], field: str
) -> None:
    with pytest.raises(WrongInput) as wrong:
        scoping.set_terms(case=a_decided_case(cast), text=text, questions=questions, by=cast.manager, at=AT)
    assert wrong.value.field == field


def test_terms_are_not_agreed_before_the_decision(cast: Cast) -> None:
    with pytest.raises(NotNow):
        scoping.set_terms(case=a_recommended_case(cast), text="T", questions=["Q"], by=cast.manager, at=AT)
