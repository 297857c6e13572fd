from __future__ import annotations

from safelight.core.anonymise.roster import Person, Roster
from safelight.core.review.chronology.people import Name, Naming, SeveralNames, appear_as, people_in
from tests.core.review.chronology.made_up import dated

ROSTER = Roster(
    people=(
        Person(id="mother", role="parent", names=("Simone Averell",), known_as=("Simmy",), pseudonym="Mother"),
        Person(id="joel", role="subject", names=("Joel Averell",), pseudonym="Child J"),
    )
)
ROWS = dated(
    ("14/03/2008", "Visit to Simone Averell, who was with Joel."),
    ("15/03/2008", "Simmy rang. JOEL is well."),
    ("16/03/2008", "Mrs Averell's neighbour rang; the Averells were out."),
    ("17/03/2008", "Nobody at home."),
    ("18/03/2008", "Joel’s weight 12 kg."),
).rows


def test_each_row_tells_whom_of_the_register_it_names_and_how() -> None:
    found = people_in(ROWS, roster=ROSTER)
    assert found[0] == {Naming("mother", "Simone Averell"), Naming("joel", "Joel")}
    assert found[1] == {Naming("mother", "Simmy"), Naming("joel", "JOEL")}
    assert found[3] == frozenset()
    assert found[4] == {Naming("joel", "Joel")}


def test_a_family_name_shared_by_several_people_names_nobody() -> None:
    assert people_in(ROWS, roster=ROSTER)[2] == frozenset()


def test_no_name_is_read_across_two_rows() -> None:
    rows = dated(("14/03/2008", "Rang Simone"), ("15/03/2008", "Averell file opened")).rows
    assert people_in(rows, roster=ROSTER)[0] == {Naming("mother", "Simone")}


def test_who_appears_under_several_names_is_told_with_the_rows() -> None:
    (several,) = appear_as(ROWS, people_in(ROWS, roster=ROSTER))
    first, second = ROWS[0].place, ROWS[1].place
    assert several == SeveralNames("mother", (Name("Simmy", (second,)), Name("Simone Averell", (first,))))


def test_an_empty_register_names_nobody() -> None:
    assert people_in(ROWS, roster=Roster()) == (frozenset(),) * len(ROWS)
