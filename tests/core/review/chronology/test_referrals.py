from __future__ import annotations

import pytest

from safelight.core.review.chronology.model import ChronologyFile, Remark, RemarkKind
from tests.core.review.chronology.made_up import dated, merged


def one_sided(*files: ChronologyFile) -> list[Remark]:
    return [remark for remark in merged(*files).remarks if remark.kind is RemarkKind.ONE_SIDED]


def health(*entries: tuple[str, str]) -> ChronologyFile:
    return dated(*entries, name="Health visiting.csv")


QUIET = dated(("01/03/2008", "Case opened."), ("20/05/2008", "Case closed."), name="Children's social care.csv")


@pytest.mark.parametrize(
    "event",
    [
        "Referral made to children's social care about the bruise.",
        "Rang duty social worker and shared concerns.",
        "Cause for concern form faxed to CSC.",
        "Visit. Family referred to social services.",
        "Telephone call to SW: home conditions poor.",
        "Social care were informed.",
        "Sent a report to the allocated social worker.",
        "HV1 rang social care about the bruise.",
    ],
)
def test_what_another_agency_was_told_and_never_records_is_one_sided(event: str) -> None:
    (remark,) = one_sided(health(("14/03/2008", event)), QUIET)
    assert str(remark.place) == "Health visiting.csv:2"
    assert "Children's social care has no record of having been told" in remark.why


@pytest.mark.parametrize(
    "theirs",
    [
        "Contact from health visitor about a bruise.",
        "Referral received.",
        "HV rang: worried about bruise.",
        "Bruise to left cheek seen at the clinic on Friday, weight loss, mother low.",
    ],
)
def test_what_the_other_side_records_in_its_own_words_is_not(theirs: str) -> None:
    mine = health(("14/03/2008", "Referral made to social care: bruise to left cheek seen, weight loss, mother low."))
    other = dated(("01/03/2008", "Opened."), ("17/03/2008", theirs), name="Children's social care.csv")
    assert one_sided(mine, other) == []


@pytest.mark.parametrize(
    "event",
    [
        "Will refer to social care next week.",
        "No referral made to social care.",
        "Mother rang social care herself.",
        "School has referred to social care.",
        "Rang social worker, message left.",
        "Advised to contact social services.",
        "Discussed with team leader.",
        "Letter to mother about social care.",
        "Referral to social care considered, threshold not met.",
        "Rang the police.",
    ],
)
def test_what_was_not_done_by_the_agency_or_not_told_to_one_with_a_chronology_is_not(event: str) -> None:
    assert one_sided(health(("14/03/2008", event)), QUIET) == []


def test_a_record_long_afterwards_is_no_record_of_it() -> None:
    late = dated(("14/06/2008", "Referral received from health visitor."), name="Children's social care.csv")
    assert len(one_sided(health(("14/03/2008", "Referral made to CSC.")), late)) == 2


def test_what_was_received_and_the_sender_never_records_is_one_sided() -> None:
    theirs = dated(("14/03/2008", "Notification received from police: domestic incident."), name="GP.csv")
    police = dated(("13/03/2008", "Attended, all quiet."), name="Police.csv")
    (remark,) = one_sided(theirs, police)
    assert "Police has no record of having sent it" in remark.why
    sent = dated(("13/03/2008", "Notification sent to GP."), name="Police.csv")
    assert one_sided(theirs, sent) == []


def test_any_of_several_agencies_of_the_kind_may_have_recorded_it() -> None:
    mine = health(("14/03/2008", "Rang the school about absences."))
    first = dated(("14/03/2008", "Assembly."), name="Marl Primary School.csv")
    second = dated(("14/03/2008", "HV rang about absences."), name="Lane Primary School.csv")
    assert one_sided(mine, first, second) == []
    (remark,) = one_sided(mine, first, dated(("14/03/2008", "Sports day."), name="Lane Primary School.csv"))
    assert "none of Lane Primary School, Marl Primary School records" in remark.why


def test_the_row_carries_the_flag() -> None:
    found = merged(health(("14/03/2008", "Referral made to social care.")), QUIET)
    assert [row.flags for row in found.rows] == [(), ("one-sided-referral",), ()]
