from __future__ import annotations

import pytest

from safelight.core.review.chronology.model import ChronologyFile, Remark, RemarkKind
from tests.core.review.chronology.made_up import dated, merged

LAST = ("31/12/2008", "Case closed.")


def left_open(*files: ChronologyFile) -> list[Remark]:
    return [remark for remark in merged(*files).remarks if remark.kind is RemarkKind.NOT_FOLLOWED]


def health(*entries: tuple[str, str]) -> ChronologyFile:
    return dated(*entries, LAST, name="Health visiting.csv")


@pytest.mark.parametrize(
    "event",
    [
        "DNA asthma clinic.",
        "Did not attend six-week check.",
        "Child was not brought to hearing test.",
        "No access visit.",
        "Missed antenatal appointment.",
        "Will refer to CAMHS.",
        "To visit next week.",
        "Strategy meeting to be arranged.",
        "HV will ring social worker.",
        "Home conditions poor, will discuss with GP.",
        "Review in two weeks.",
        "Awaiting report from paediatrician.",
        "Plan: to send a letter to the school.",
    ],
)
def test_what_is_left_open_and_never_taken_up_is_shown(event: str) -> None:
    (remark,) = left_open(health(("14/03/2008", event)))
    assert str(remark.place) == "Health visiting.csv:2"
    assert "no row in the" in remark.why


@pytest.mark.parametrize(
    ("event", "later"),
    [
        ("DNA asthma clinic.", "Seen in asthma clinic."),
        ("DNA asthma clinic.", "New appointment sent."),
        ("No access visit.", "No access visit again."),
        ("Will refer to CAMHS.", "Referral sent."),
        ("To visit next week.", "Home visit, all well."),
        ("Strategy meeting to be arranged.", "Strategy meeting held."),
        ("HV will ring social worker.", "Rang SW, no answer."),
        ("Review in two weeks.", "Reviewed: gaining weight."),
        ("Awaiting report from paediatrician.", "Paediatric report received."),
    ],
)
def test_what_is_done_or_tried_afterwards_is_not(event: str, later: str) -> None:
    found = left_open(health(("14/03/2008", event), ("20/03/2008", later)))
    assert "Health visiting.csv:2" not in {str(remark.place) for remark in found}


@pytest.mark.parametrize(
    "event",
    [
        "Did not attend. Rang mother, will come on Friday.",
        "Mother will ring the surgery.",
        "Will visit if no reply.",
        "Advised to see GP.",
        "No need to refer.",
        "Attended clinic, walked to the car.",
        "Mother declined to see HV.",
    ],
)
def test_what_is_done_at_once_or_left_to_others_or_to_circumstances_is_not(event: str) -> None:
    assert left_open(health(("14/03/2008", event))) == []


def test_what_another_agency_takes_up_is_not_left_open() -> None:
    theirs = dated(("20/03/2008", "Strategy meeting held with police and health."), name="Social care.csv")
    assert left_open(health(("14/03/2008", "Strategy meeting to be arranged.")), theirs) == []


def test_a_meeting_of_another_kind_or_much_later_does_not_take_it_up() -> None:
    mine = health(("14/03/2008", "Strategy meeting to be arranged."))
    assert len(left_open(mine, dated(("20/03/2008", "Parents' meeting."), name="School.csv"))) == 1
    assert len(left_open(mine, dated(("20/09/2008", "Strategy meeting held."), name="School.csv"))) == 1


def test_planning_it_once_more_does_not_take_it_up() -> None:
    found = left_open(health(("14/03/2008", "Will refer to CAMHS."), ("20/03/2008", "Will refer to CAMHS.")))
    assert [remark.place.row for remark in found] == [2, 3]


def test_nothing_is_said_where_the_chronologies_end_too_soon_to_tell() -> None:
    assert left_open(dated(("14/03/2008", "To visit next week."), ("20/03/2008", "Letter filed."))) == []


def test_the_row_carries_the_flag() -> None:
    found = merged(health(("14/03/2008", "No access visit.")))
    assert [row.flags for row in found.rows] == [("not-followed-up",), ()]
