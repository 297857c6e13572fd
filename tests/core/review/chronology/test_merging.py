from __future__ import annotations

import json
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.chronology.ages import age_at
from safelight.core.review.chronology.merge import SameFileTwice, merge
from safelight.core.review.chronology.model import ChronologyFile, Gap
from tests.core.review.chronology.made_up import HEADINGS, dated, from_csv, merged, only, places

BRUISE = "Home visit. Child seen, weight 10.2 kg. Bruise to left cheek, mother says he fell."


def events(*files: ChronologyFile) -> list[str]:
    return [row.event for row in merged(*files).rows]


def test_rows_come_in_order_of_date_whatever_the_order_of_the_files() -> None:
    first = dated(("14/03/2008", "b"), ("13/03/2008", "a"), name="a.csv")
    second = dated(("16/03/2008", "d"), ("15 March 2008", "c"), name="b.csv")
    assert events(first, second) == events(second, first) == ["a", "b", "c", "d"]


def test_the_least_precise_date_comes_first_within_its_period() -> None:
    file = dated(("14/03/2008", "day"), ("March 2008", "month"), ("2008", "year"), ("31/12/2007", "before"))
    assert events(file) == ["before", "year", "month", "day"]


def test_times_order_a_day_across_agencies() -> None:
    first = from_csv(HEADINGS, ("14/03/2008", "14:00", "", "b"), ("14/03/2008", "09:30", "", "a"), name="a.csv")
    second = from_csv(HEADINGS, ("14/03/2008", "15:00", "", "c"), name="b.csv")
    assert events(second, first) == ["a", "b", "c"]


def test_an_entry_without_a_time_stays_after_the_one_before_it_in_its_file() -> None:
    collapse = from_csv(
        HEADINGS,
        ("14/03/2008", "", "", "arrived well"),
        ("14/03/2008", "14:00", "", "collapsed"),
        ("14/03/2008", "", "", "ambulance called"),
        ("14/03/2008", "14:20", "", "ambulance there"),
        name="nursery.csv",
    )
    other = from_csv(HEADINGS, ("14/03/2008", "14:10", "", "999 call logged"), name="police.csv")
    assert events(other, collapse) == [
        "arrived well",
        "collapsed",
        "ambulance called",
        "999 call logged",
        "ambulance there",
    ]


def test_a_row_without_a_date_stays_at_its_place_in_its_file() -> None:
    first = dated(("?", "a0"), ("14/03/2008", "a1"), ("later", "a2"), ("18/03/2008", "a3"), ("", "a4"), name="a.csv")
    second = dated(("15/03/2008", "b1"), ("20/03/2008", "b2"), name="b.csv")
    assert events(first, second) == ["a0", "a1", "a2", "b1", "a3", "a4", "b2"]


def test_files_without_any_date_go_to_the_end() -> None:
    assert events(dated(("?", "undated"), name="a.csv"), dated(("2009", "dated"), name="b.csv")) == ["dated", "undated"]


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["14/03/2008", "?15/03/2008", "March 2008", "2008", "n/k", "13-16 March 2008", ""]),
        st.sampled_from(["", "09:30", "10:00", "soon"]),
        st.sampled_from(["HV1 diary", "# note", ""]),
        st.sampled_from([BRUISE, "Home visit, child seen and well, bruise to right cheek.", "Call.", "", "#REF!"]),
    ),
    max_size=8,
)


@given(st.lists(ENTRIES, min_size=1, max_size=3))
def test_merging_loses_nothing_and_does_not_depend_on_the_order_of_the_files(
    tables: list[list[tuple[str, str, str, str]]],
) -> None:
    files = [from_csv(HEADINGS, *rows, name=f"agency {number}.csv") for number, rows in enumerate(tables)]
    found = merge(files, born=date(2005, 2, 11))
    assert all(merge(order, born=date(2005, 2, 11)) == found for order in permutations(files))
    assert found.rows_read == sum(len(file.rows) + len(file.unreadable) for file in files)
    assert {row.place for row in found.rows} == {row.place for file in files for row in file.rows}
    report = json.loads(found.to_json())
    assert report["rows_read"] == report["rows_written"] + len(report["unreadable"])
    exact = [row.date for row in found.rows if len(row.date) == 10]
    assert exact == sorted(exact)


def test_one_event_told_by_two_agencies_in_like_words_is_a_duplicate() -> None:
    nurse = from_csv(HEADINGS, ("14/03/2008", "09:30", "HV1", BRUISE), name="hv.csv")
    doctor = dated(
        ("14 March 2008", "HV home visit: child seen, bruise to left cheek, weight 10.2kg; mother says he fell"),
        name="gp.csv",
    )
    found = merged(nurse, doctor)
    assert places(found, "duplicates") == [("gp.csv:2", "hv.csv:2")]
    assert found.conflicts == ()
    assert [row.flags for row in found.rows] == [(), ("duplicate-of gp.csv:2",)]


def test_an_entry_sent_twice_by_one_agency_is_a_duplicate_of_the_first() -> None:
    found = merged(dated(("14/03/2008", BRUISE), ("14/03/2008", BRUISE), ("14/03/2008", BRUISE)))
    assert places(found, "duplicates") == [("police.csv:2", "police.csv:3"), ("police.csv:2", "police.csv:4")]


def test_two_calls_of_one_agency_at_two_times_are_two_events() -> None:
    call = "Telephone call to mother to arrange visit, no reply."
    found = merged(from_csv(HEADINGS, ("14/03/2008", "09:30", "", call), ("14/03/2008", "14:00", "", call)))
    assert (found.duplicates, found.conflicts) == ((), ())


def test_one_agencys_like_entries_about_two_children_are_two_events() -> None:
    words = "Home visit, {} seen and well, weight 9.1 kg, next visit booked."
    found = merged(dated(("14/03/2008", words.format("Joel")), ("14/03/2008", words.format("Hope"))))
    assert (found.duplicates, found.conflicts) == ((), ())


def test_one_agencys_entry_with_two_figures_is_a_conflict() -> None:
    words = "Clinic, Joel seen and well, weight {} kg, next visit booked."
    found = merged(dated(("14/03/2008", words.format("9.1")), ("14/03/2008", words.format("9.4"))))
    assert places(found, "conflicts") == [("police.csv:2", "police.csv:3")]


def test_an_entry_that_one_agency_wrote_again_with_more_is_a_duplicate() -> None:
    found = merged(dated(("14/03/2008", BRUISE), ("14/03/2008", f"{BRUISE} Referred to the surgery.")))
    assert len(found.duplicates) == 1


def test_different_events_of_one_day_are_left_alone() -> None:
    found = merged(
        dated(("14/03/2008", BRUISE), name="hv.csv"),
        dated(("14/03/2008", "Father arrested for theft from a shop."), name="police.csv"),
    )
    assert (found.duplicates, found.conflicts) == ((), ())


@pytest.mark.parametrize(
    "other",
    [
        "Home visit. Child seen, weight 9.1 kg. Bruise to left cheek, mother says he fell.",
        "Home visit. Child seen, weight 10.2 kg. Bruise to right cheek, mother says he fell.",
        "Home visit. Child not seen, weight 10.2 kg. Bruise to left cheek, mother says he fell.",
        "Home visit. Child seen, weight 10.2 kg. Bruise to left cheek, father says he fell.",
    ],
)
def test_like_entries_that_differ_in_what_matters_are_a_conflict(other: str) -> None:
    found = merged(dated(("14/03/2008", BRUISE), name="hv.csv"), dated(("14/03/2008", other), name="gp.csv"))
    assert places(found, "conflicts") == [("gp.csv:2", "hv.csv:2")]
    assert [row.flags for row in found.rows] == [("conflicts-with hv.csv:2",), ("conflicts-with gp.csv:2",)]
    assert found.duplicates == ()


def test_one_event_at_two_times_is_a_conflict() -> None:
    found = merged(
        from_csv(HEADINGS, ("14/03/2008", "14:10", "", BRUISE), name="hv.csv"),
        from_csv(HEADINGS, ("14/03/2008", "16:40", "", BRUISE), name="gp.csv"),
    )
    assert places(found, "conflicts") == [("hv.csv:2", "gp.csv:2")]


@pytest.mark.parametrize("day", ["15/03/2008", "10/03/2008", "21/03/2008", "14/03/2009", "14/04/2008"])
def test_one_event_on_two_days_is_a_conflict(day: str) -> None:
    found = merged(dated(("14/03/2008", BRUISE), name="hv.csv"), dated((day, BRUISE), name="gp.csv"))
    assert {place for pair in places(found, "conflicts") for place in pair} == {"hv.csv:2", "gp.csv:2"}


def test_day_and_month_swapped_is_a_conflict() -> None:
    found = merged(dated(("03/04/2008", BRUISE), name="hv.csv"), dated(("04/03/2008", BRUISE), name="gp.csv"))
    assert len(found.conflicts) == 1


@pytest.mark.parametrize("day", ["25/03/2008", "01/09/2008"])
def test_like_entries_far_apart_are_two_events(day: str) -> None:
    found = merged(dated(("14/03/2008", BRUISE), name="hv.csv"), dated((day, BRUISE), name="gp.csv"))
    assert found.conflicts == ()


def test_routine_that_recurs_is_no_conflict() -> None:
    weekly = "Joint home visit, child seen and well, mother coping, next visit booked."
    days = ["03/03/2008", "10/03/2008", "17/03/2008"]
    found = merged(
        dated(*((day, weekly) for day in days), name="hv.csv"), dated(*((day, weekly) for day in days), name="sw.csv")
    )
    assert len(found.duplicates) == 3
    assert found.conflicts == ()


def test_a_month_and_a_day_within_it_may_be_one_event() -> None:
    found = merged(dated(("March 2008", BRUISE), name="hv.csv"), dated(("14/03/2008", BRUISE), name="gp.csv"))
    assert places(found, "duplicates") == [("hv.csv:2", "gp.csv:2")]


def test_author_notes_are_in_no_duplicate_conflict_or_gap() -> None:
    file = from_csv(
        HEADINGS,
        ("14/03/2008", "", "HV1", BRUISE),
        ("14/03/2008", "", "# check", BRUISE),
        ("01/01/2010", "", "~", "Ask for the second volume."),
    )
    found = merged(file)
    assert (found.duplicates, found.conflicts, found.gaps) == ((), (), ())
    assert [row.flags for row in found.rows] == [(), ("author-note",), ("author-note",)]


@pytest.mark.parametrize(("second", "days"), [("13/05/2008", 60), ("12/05/2008", None), ("14/03/2009", 365)])
def test_a_gap_is_sixty_days_or_more_between_contacts(second: str, days: int | None) -> None:
    found = merged(dated(("14/03/2008", "a"), name="a.csv"), dated((second, "b"), name="b.csv"))
    assert [gap.days for gap in found.gaps] == ([] if days is None else [days])


def test_a_gap_runs_from_the_end_of_a_stay() -> None:
    found = merged(dated(("1 March 2008 to 20 March 2008", "Admitted."), ("1 June 2008", "Seen.")))
    assert found.gaps == (Gap("2008-03-20", "2008-06-01", 73),)


def test_a_month_is_no_gap_within_itself_and_a_year_hides_none() -> None:
    found = merged(dated(("January 2008", "a"), ("2008", "vague"), ("1 May 2008", "b")))
    assert found.gaps == (Gap("2008-01", "2008-05-01", 91),)


def test_the_gap_before_a_stay_that_contains_another_contact_is_not_counted_twice() -> None:
    found = merged(
        dated(("1 January 2008", "a"), ("1 May 2008 to 5 May 2008", "b"), ("2 May 2008", "c"), ("1 August 2008", "d"))
    )
    assert [(gap.start, gap.end) for gap in found.gaps] == [("2008-01-01", "2008-05-01"), ("2008-05-05", "2008-08-01")]


@pytest.mark.parametrize(
    ("when", "age"),
    [
        ("2005-02-11", "0y 0m"),
        ("2005-03-10", "0y 0m"),
        ("2005-03-11", "0y 1m"),
        ("2007-05-20", "2y 3m"),
        ("2008-02-10", "2y 11m"),
        ("2008-02-11", "3y 0m"),
        ("2008-03", "3y"),
        ("2008-02", "2y to 3y"),
        ("2008", "2y to 3y"),
        ("2005-02-10", ""),
        ("2005", "0y"),
        ("2004", ""),
        ("", ""),
    ],
)
def test_the_age_is_no_more_precise_than_the_date(when: str, age: str) -> None:
    assert age_at(when, born=date(2005, 2, 11)) == age


def test_the_age_stands_in_every_dated_row_if_the_birth_is_known() -> None:
    file = dated(("20/05/2007", "a"), ("?", "b"))
    assert [row.age for row in merge([file], born=date(2005, 2, 11)).rows] == ["2y 3m", ""]
    assert [row.age for row in merge([file]).rows] == ["", ""]


def test_two_files_of_one_name_are_told_apart_by_their_agencies() -> None:
    first = from_csv(("Agency: Police",), HEADINGS, ("14/03/2008", "", "", BRUISE), name="chronology.csv")
    second = from_csv(("Agency: Housing",), HEADINGS, ("14/03/2008", "", "", BRUISE), name="chronology.csv")
    found = merged(first, second)
    assert [row.file for row in found.rows] == ["chronology.csv (Housing)", "chronology.csv (Police)"]
    assert places(found, "duplicates") == [("chronology.csv (Housing):3", "chronology.csv (Police):3")]


def test_one_file_given_twice_is_refused() -> None:
    file = dated(("14/03/2008", "a"))
    with pytest.raises(SameFileTwice, match=r"police\.csv"):
        merged(file, file)


def test_a_row_that_strays_from_the_order_of_its_file_is_flagged() -> None:
    days = [(f"{day:02}/03/2008", "seen") for day in range(1, 13)]
    strayed = [*days[:6], ("07/03/2018", "seen"), *days[6:]]
    file = dated(*strayed)
    assert [row.row for row in file.rows if "out-of-order" in row.flags] == [8]
    assert not any(row.flags for row in dated(*days).rows)
    assert not any(row.flags for row in dated(*reversed(days)).rows)


def test_a_range_may_begin_before_the_entry_above_it() -> None:
    days = [(f"{day:02}/03/2008", "seen") for day in range(1, 13)]
    assert not any(row.flags for row in dated(*days, ("w/c 3 March 2008", "seen"), ("13/03/2008", "seen")).rows)


def test_a_file_in_no_order_at_all_is_not_flagged() -> None:
    days = [3, 9, 1, 12, 5, 2, 11, 7, 10, 4]
    assert not any(row.flags for row in dated(*((f"{day:02}/03/2008", "seen") for day in days)).rows)


def test_unreadable_rows_of_all_files_are_reported_with_their_file() -> None:
    found = merged(dated(("14/03/2008", "a"), ("???", ""), name="b.csv"), dated(("xyz", ""), name="a.csv"))
    assert [(bad.file, bad.row) for bad in found.unreadable] == [("a.csv", 2), ("b.csv", 3)]
    assert (found.rows_read, len(found.rows)) == (3, 1)


def test_the_report_has_the_published_form() -> None:
    found = merged(
        dated(("14/03/2008", BRUISE), ("???", ""), name="hv.csv"),
        dated(("14/03/2008", BRUISE), ("14/06/2008", "Seen."), name="gp.csv"),
    )
    report = json.loads(found.to_json())
    assert report["rows_read"] == 4
    assert report["rows_written"] == 3
    assert report["unreadable"][0]["file"] == "hv.csv"
    assert report["unreadable"][0]["row"] == 3
    assert report["unreadable"][0]["why"]
    assert report["duplicates"] == [[{"file": "gp.csv", "row": 2}, {"file": "hv.csv", "row": 2}]]
    assert report["conflicts"] == []
    assert report["gaps"] == [{"from": "2008-03-14", "to": "2008-06-14", "days": 92}]


def test_a_thousand_entries_of_one_day_are_compared_without_drowning_in_pairs() -> None:
    words = ["Home visit, child seen and well, mother coping", "Home visit, child not seen and well, mother coping"]
    found = merged(dated(*(("14/03/2008", words[number % 2]) for number in range(1000))))
    assert len(found.duplicates) == 998
    assert len(found.conflicts) == 1
    assert only(dated(("14/03/2008", words[0]))).flags == ()
