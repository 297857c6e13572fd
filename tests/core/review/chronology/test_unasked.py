from __future__ import annotations

import pytest

from safelight.core.review.chronology.kinds import AgencyKind, folded, kinds_in, kinds_of
from safelight.core.review.chronology.unasked import Unasked, unasked
from tests.core.review.chronology.made_up import dated

ROWS = dated(
    ("14/03/2008", "Rang the school. Police attended with the ambulance crew."),
    ("15/03/2008", "Letter from Marlpit Primary School about absence."),
    ("16/03/2008", "PC 114 and HV at the home."),
    name="csc.csv",
).rows


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Rang HV, no answer", {AgencyKind.HEALTH_VISITING}),
        ("Seen by school nurse at school", {AgencyKind.SCHOOL_NURSING, AgencyKind.SCHOOL}),
        ("Taken to A&E by ambulance", {AgencyKind.HOSPITAL, AgencyKind.AMBULANCE}),
        ("Visit by nursery nurse", set()),
        ("Discussed with CSC’s duty team", {AgencyKind.SOCIAL_CARE}),
        ("Children’s social care informed", {AgencyKind.SOCIAL_CARE}),
        ("Mother stayed at home, he needed a rest", set()),
    ],
)
def test_an_agency_is_known_by_the_words_that_records_use(text: str, kinds: set[AgencyKind]) -> None:
    assert kinds_in(folded(text)) == kinds


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Northmere Constabulary", AgencyKind.POLICE),
        ("Marlpit Primary School", AgencyKind.SCHOOL),
        ("Northmere Children's Social Care", AgencyKind.SOCIAL_CARE),
        ("Millrace Surgery", AgencyKind.GP),
        ("Northmere Homes", AgencyKind.HOUSING),
    ],
)
def test_an_agency_s_name_tells_its_kind(name: str, kind: AgencyKind) -> None:
    assert kinds_of(name) == {kind}


def test_an_agency_that_the_board_knows_is_told_by_name_and_others_by_kind() -> None:
    found = unasked(ROWS, asked=["Northmere Constabulary"], known=["Marlpit Primary School", "Northmere Constabulary"])
    first, second, third = (row.place for row in ROWS)
    assert set(found) == {
        Unasked("Marlpit Primary School", 1, (second,)),
        Unasked("ambulance", 1, (first,)),
        Unasked("health visiting", 1, (third,)),
    }


def test_who_was_asked_is_not_told() -> None:
    asked = ["Marlpit Primary School", "Northmere Police", "Northmere Ambulance Service", "Health Visiting"]
    assert unasked(ROWS, asked=asked, known=asked) == ()


def test_only_the_first_five_rows_are_given_and_all_are_counted() -> None:
    rows = dated(*(("14/03/2008", f"Police attended, log {number}.") for number in range(9)), name="csc.csv").rows
    assert unasked(rows, asked=[], known=[]) == (Unasked("police", 9, tuple(row.place for row in rows[:5])),)
