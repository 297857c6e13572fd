"""The decision not to publish: its evidence, the day on which it is looked at again, and how it is taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import Stage
from safelight.records.cases.actions import deciding
from safelight.records.cases.models import Case, FormalAct
from safelight.records.cases.queries import deciding_page, facts_of
from safelight.records.cases.queries.facts import not_publishing_review_due, standing_resolution
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from tests.factories import GRADED, Cast, a_graded_case, fresh, moment, record_duties
from tests.records.cases.conftest import Newest

pytestmark = pytest.mark.django_db
RESOLVED = date(2010, 11, 1)
AGAIN = date(2011, 11, 1)
AT, LATER = moment(RESOLVED), moment(AGAIN)


def resolve(cast: Cast, case: Case, **given: Any) -> FormalAct:
    said = {"reasons": "It would harm the sister.", "evidence": "Her psychiatrist's advice.", "review_on": AGAIN}
    return deciding.resolve_not_to_publish(case=case, **{**said, **given}, by=cast.chair, at=AT)


def look_again(cast: Cast, case: Case, outcome: str, **given: Any) -> FormalAct:
    return deciding.look_again_at_not_publishing(
        case=case, outcome=outcome, **{"reasons": "R", **given}, by=cast.chair, at=LATER
    )


def test_the_decision_keeps_its_evidence_and_the_day_to_look_again(cast: Cast) -> None:
    case = a_graded_case(cast)
    assert (standing_resolution(case), not_publishing_review_due(case)) == (None, None)
    resolve(cast, case)
    assert not_publishing_review_due(case) == AGAIN
    page = deciding_page(cast.auditor, case.pk, on=RESOLVED)
    assert (page.withheld, page.look_again_on) == (True, AGAIN)
    assert (page.acts[-1].evidence, page.acts[-1].review_on) == ("Her psychiatrist's advice.", AGAIN)


@pytest.mark.parametrize("day", [None, RESOLVED, GRADED])
def test_the_day_to_look_again_lies_ahead(cast: Cast, day: date | None) -> None:
    case = a_graded_case(cast)
    with pytest.raises(WrongInput) as wrong:
        resolve(cast, case, review_on=day)
    assert wrong.value.field == "review_on"
    assert not case.acts.filter(act="not_to_publish").exists()


def test_the_database_knows_no_day_to_look_again_that_has_passed(cast: Cast) -> None:
    act = resolve(cast, a_graded_case(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        FormalAct.objects.filter(pk=act.pk).update(review_on=RESOLVED)


def test_kept_it_stands_with_a_new_day(cast: Cast, newest: Newest) -> None:
    case = a_graded_case(cast)
    resolve(cast, case)
    look_again(cast, case, "kept", review_on=date(2013, 1, 7))
    assert newest().action == "cases.look_again_at_not_publishing"
    assert not_publishing_review_due(case) == date(2013, 1, 7)
    assert facts_of(case, on=AGAIN).not_published_on == RESOLVED
    assert fresh(case).stage == Stage.NOT_PUBLISHED


def test_taken_back_publication_is_open_again_and_the_board_may_resolve_anew(cast: Cast) -> None:
    case = a_graded_case(cast)
    resolve(cast, case)
    look_again(cast, case, "taken_back")
    facts = facts_of(case, on=AGAIN)
    assert (facts.not_published_on, facts.not_published_reason) == (None, "")
    assert not_publishing_review_due(case) is None
    assert fresh(case).stage == Stage.GRADED
    with pytest.raises(NotNow, match="nothing to look at again"):
        look_again(cast, case, "kept", review_on=date(2013, 1, 7))
    deciding.resolve_not_to_publish(
        case=case, reasons="After all.", review_on=date(2013, 1, 7), by=cast.chair, at=LATER
    )
    assert fresh(case).stage == Stage.NOT_PUBLISHED
    assert facts_of(case, on=AGAIN).not_published_reason == "After all."


def test_a_case_that_was_closed_unpublished_opens_again_when_the_decision_is_taken_back(cast: Cast) -> None:
    case = a_graded_case(cast)
    resolve(cast, case)
    record_duties(cast, case, *Phase, on=AT.date())
    deciding.close_case(case=case, reasons="All is done.", by=cast.chair, at=AT)
    look_again(cast, case, "kept", review_on=date(2013, 1, 7))
    assert fresh(case).stage == Stage.CLOSED
    look_again(cast, case, "taken_back")
    assert fresh(case).stage == Stage.GRADED
    deciding.resolve_not_to_publish(
        case=case, reasons="After all.", review_on=date(2013, 1, 7), by=cast.chair, at=LATER
    )
    assert fresh(case).stage == Stage.CLOSED


def test_a_standing_decision_is_not_made_twice(cast: Cast) -> None:
    case = a_graded_case(cast)
    resolve(cast, case)
    with pytest.raises(NotNow, match="recorded before"):
        resolve(cast, case)


@pytest.mark.parametrize(
    ("outcome", "given", "field"),
    [
        ("forgotten", {}, "outcome"),
        ("kept", {}, "review_on"),
        ("kept", {"review_on": AGAIN}, "review_on"),
        ("kept", {"review_on": date(2013, 1, 7), "reasons": " "}, "reasons"),
        ("taken_back", {"review_on": date(2013, 1, 7)}, "review_on"),
    ],
)
def test_looking_again_says_what_comes_of_it_why_and_when_next(
    cast: Cast, outcome: str, given: dict[str, Any], field: str
) -> None:
    case = a_graded_case(cast)
    resolve(cast, case)
    with pytest.raises(WrongInput) as wrong:
        look_again(cast, case, outcome, **given)
    assert wrong.value.field == field
    assert not_publishing_review_due(case) == AGAIN


def test_only_the_chair_looks_again(cast: Cast) -> None:
    case = a_graded_case(cast)
    resolve(cast, case)
    with pytest.raises(NotForYou):
        deciding.look_again_at_not_publishing(case=case, outcome="taken_back", reasons="R", by=cast.manager, at=LATER)
