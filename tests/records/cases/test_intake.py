"""A case comes in: referral, criteria, register."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from safelight.core.vocabulary import Stage
from safelight.records.cases import vault
from safelight.records.cases.actions import intake
from safelight.records.cases.models import Case
from safelight.records.cases.queries import case_page, criteria_page, referral_page, roster_of
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from tests.factories import (
    NOTICED,
    RECOMMENDED,
    REGISTER,
    Cast,
    a_cast,
    a_decided_case,
    a_referred_case,
    assess,
    moment,
)
from tests.records.cases.conftest import Newest

pytestmark = pytest.mark.django_db
AT = moment(RECOMMENDED)


def refer(cast: Cast, **changes: Any) -> Case:
    given: dict[str, Any] = {
        "board": cast.board,
        "reference": "SCR-2010-02",
        "public_name": "Child N",
        "agency": cast.police,
        "referrer_post": "Detective Inspector",
        "circumstances": "A child of three died at home.",
        "noticed_on": NOTICED,
    }
    return intake.receive_referral(**{**given, **changes}, by=cast.manager, at=moment(NOTICED))


def test_a_referral_opens_a_case_whose_first_clock_starts_on_the_day_of_notice(cast: Cast, newest: Newest) -> None:
    case = refer(cast, noticed_on=date(2010, 3, 19))
    assert (case.stage, case.initiated_on) == (Stage.REFERRED, None)
    assert newest().action == "cases.receive_referral"
    page = referral_page(cast.manager, case.pk)
    assert (page.noticed_on, page.received_on, page.agency) == (date(2010, 3, 19), NOTICED, cast.police.name)
    clock = case_page(cast.manager, case.pk, on=NOTICED).deadlines[0]
    assert (clock.duty, clock.due_on) == ("clock.decision", date(2010, 4, 19))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reference": " "}, "reference"),
        ({"public_name": ""}, "public_name"),
        ({"referrer_post": ""}, "referrer_post"),
        ({"circumstances": ""}, "circumstances"),
        ({"noticed_on": date(2010, 3, 23)}, "noticed_on"),
    ],
)
def test_a_referral_that_lacks_something_is_sent_back_and_nothing_is_kept(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(WrongInput) as wrong:
        refer(cast, **changes)
    assert wrong.value.field == field
    assert not Case.objects.exists()


def test_a_reference_is_given_once_per_board(cast: Cast) -> None:
    refer(cast)
    with pytest.raises(WrongInput, match="already"):
        refer(cast, reference="scr-2010-02")
    assert refer(a_cast("Eastholm")).reference == "SCR-2010-02"


def test_an_agency_of_another_board_cannot_be_the_referrer(cast: Cast) -> None:
    with pytest.raises(NotForYou):
        refer(cast, agency=a_cast("Eastholm").police)
    assert not Case.objects.exists()


def test_a_later_assessment_supersedes_an_earlier_one_and_both_stay(cast: Cast, newest: Newest) -> None:
    case = a_referred_case(cast)
    for finding in ("unclear", "met"):
        intake.assess_criterion(
            case=case.pk, criterion="criteria.death", finding=finding, evidence="The inquest.", by=cast.manager, at=AT
        )
    assert newest().action == "cases.assess_criterion"
    assert case.assessments.count() == 2
    page = criteria_page(cast.auditor, case.pk)
    assert {line.criterion: line.finding for line in page.criteria} == {
        "criteria.death": "met",
        "criteria.custody": "",
        "criteria.serious-harm": "",
    }
    assert page.advice.allowed


@pytest.mark.parametrize(
    ("criterion", "finding", "evidence", "field"),
    [
        ("criteria.gossip", "met", "E", "criterion"),
        ("clock.decision", "met", "E", "criterion"),
        ("criteria.death", "perhaps", "E", "finding"),
        ("criteria.death", "met", " ", "evidence"),
    ],
)
def test_an_assessment_needs_a_known_criterion_a_finding_and_evidence(
    cast: Cast, criterion: str, finding: str, evidence: str, field: str
) -> None:
    case = a_referred_case(cast)
    with pytest.raises(WrongInput) as wrong:
        intake.assess_criterion(
            case=case, criterion=criterion, finding=finding, evidence=evidence, by=cast.manager, at=AT
        )
    assert wrong.value.field == field
    assert not case.assessments.exists()


def test_the_criteria_are_not_assessed_any_more_once_the_chair_has_decided(cast: Cast) -> None:
    with pytest.raises(NotNow):
        assess(cast, a_decided_case(cast))


def test_the_register_lies_on_a_shelf_of_its_own_and_its_reading_is_audited(cast: Cast, newest: Newest) -> None:
    case = a_referred_case(cast)
    assert newest().action == "cases.keep_register"
    assert "Wren" not in newest().detail
    with pytest.raises(vault.LostFromVault):
        vault.get(case.register_sha256)
    assert intake.open_register(case=case, by=cast.manager, at=AT) == REGISTER
    assert (newest().action, newest().actor) == ("cases.open_register", str(cast.manager.pk))


@pytest.mark.parametrize(
    "text",
    [
        "this is no TOML",
        '[[person]]\nid = "child"\nnames = []\n',
        REGISTER.replace("SCR-2010-02", "SCR-2009-07"),
        '[case]\nreference = "SCR-2010-02"\n',
    ],
)
def test_a_register_that_cannot_be_used_is_sent_back_and_the_old_one_stays(cast: Cast, text: str) -> None:
    case = a_referred_case(cast)
    before = case.register_sha256
    with pytest.raises(WrongInput) as wrong:
        intake.keep_register(case=case, untrusted_toml=text, by=cast.manager, at=AT)
    assert wrong.value.field == "register"
    case.refresh_from_db()
    assert case.register_sha256 == before
    assert roster_of(case).people[0].id == "child"


def test_there_is_nothing_to_open_before_a_register_is_kept(cast: Cast) -> None:
    with pytest.raises(NotNow, match="no register"):
        intake.open_register(case=refer(cast), by=cast.manager, at=AT)
