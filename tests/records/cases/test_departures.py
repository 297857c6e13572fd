"""Every departure of a review on one page, wherever it was made."""

from __future__ import annotations

import pytest

from safelight.records.cases.actions import agency_reviews, appointing, deciding
from safelight.records.cases.queries import departures_of, departures_page, regime_of
from safelight.records.people.permission import NotNow, RefusedByRule
from tests.factories import (
    DECIDED,
    SCOPED,
    SENT,
    Cast,
    a_decided_case,
    a_recommended_case,
    a_scoped_case,
    moment,
    requested_reviews,
)

pytestmark = pytest.mark.django_db


def test_a_departure_shows_its_question_its_rule_and_who_made_it(cast: Cast) -> None:
    case = a_decided_case(cast)
    assert departures_page(cast.auditor, case.pk).departures == ()
    deciding.depart(
        case=case, duty="family.involved", reason="All of them live abroad.", by=cast.chair, at=moment(DECIDED)
    )
    regime = regime_of(case)
    rule = regime.rule("family.involved")
    page = departures_page(cast.auditor, case.pk)
    line = page.departures[0]
    assert (line.question, line.says, line.citation) == (
        regime.duty(rule).question,
        rule.says,
        rule.citation.inside(),
    )
    assert (line.reason, line.on, line.by) == ("All of them live abroad.", DECIDED, cast.chair.name)
    assert "family.involved" not in {choice.duty for choice in page.may_depart_from}


def test_only_what_guidance_asks_for_is_offered(cast: Cast) -> None:
    case = a_decided_case(cast)
    offered = {choice.duty for choice in departures_page(cast.chair, case.pk).may_depart_from}
    binding = {rule.duty for rule in regime_of(case).rules if rule.force in {"must", "must-not"}}
    assert offered
    assert binding
    assert not offered & binding


def test_what_an_act_says_is_refused_by_its_name(cast: Cast) -> None:
    case = a_decided_case(cast)
    binding = next(rule for rule in regime_of(case).rules if rule.force == "must")
    with pytest.raises(RefusedByRule) as refused:
        deciding.depart(case=case, duty=binding.duty, reason="R", by=cast.chair, at=moment(DECIDED))
    assert [reason.rule for reason in refused.value.decision.reasons] == [binding.id]


def test_nobody_departs_from_one_rule_twice(cast: Cast) -> None:
    case = a_decided_case(cast)
    for expected in (None, NotNow):
        given = {"case": case, "duty": "family.involved", "reason": "R", "by": cast.chair, "at": moment(DECIDED)}
        if expected is None:
            deciding.depart(**given)
        else:
            with pytest.raises(expected):
                deciding.depart(**given)
    assert len(departures_of(case)) == 1


def test_a_departure_in_an_appointment_is_on_the_page_with_who_proposed_it(cast: Cast) -> None:
    case = a_decided_case(cast)
    appointing.propose_appointment(
        case=case,
        role="panel_chair",
        name="Imogen Farthing",
        ties=["board_member"],
        statement="I sit on the board.",
        declared_on=SCOPED,
        departure="Nobody else in the county can.",
        by=cast.manager,
        at=moment(SCOPED),
    )
    line = departures_page(cast.chair, case.pk).departures[0]
    assert (line.where, line.reason, line.by) == (
        "Appointing the panel chair",
        "Nobody else in the county can.",
        cast.manager.name,
    )
    assert line.rule == regime_of(case).rule("independence.panel-chair").id


def test_a_decision_against_the_criteria_is_on_the_page(cast: Cast) -> None:
    case = a_recommended_case(cast)
    deciding.decide(
        case=case,
        outcome="no_review",
        reasons="No.",
        departure="Another board has reviewed it.",
        by=cast.chair,
        at=moment(DECIDED),
    )
    lines = departures_page(cast.chair, case.pk).departures
    assert {(line.where, line.reason, line.by) for line in lines} == {
        ("Deciding whether to hold a review", "Another board has reviewed it.", cast.chair.name)
    }


def test_an_agency_author_who_is_too_close_for_a_reason_is_on_the_page(cast: Cast) -> None:
    case = a_scoped_case(cast)
    review = requested_reviews(cast, case)[0]
    agency_reviews.submit_review(
        review=review,
        untrusted_data=b"What we did.",
        name="review.txt",
        author_name=cast.police_author.name,
        countersigned_by="Chief Constable",
        ties=["line_manager"],
        departure="The force has one review officer.",
        by=cast.police_author,
        at=moment(SENT),
    )
    line = departures_page(cast.chair, case.pk).departures[0]
    assert (line.where, line.reason) == (
        "The review of Northmere Police, version 1",
        "The force has one review officer.",
    )


def test_the_earliest_comes_first(cast: Cast) -> None:
    case = a_decided_case(cast)
    for duty, day in (("family.involved", SENT), ("chronology.integrated", SCOPED)):
        deciding.depart(case=case, duty=duty, reason="R", by=cast.chair, at=moment(day))
    assert [line.on for line in departures_of(case)] == [SCOPED, SENT]
