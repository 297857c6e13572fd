from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.papers.paper import UnreadablePaper
from safelight.core.review.chronology.model import UnreadableChronology
from safelight.core.review.chronology.read import read_chronology
from tests.core.review.chronology.made_up import HEADINGS, csv_bytes, dated, from_csv, only

ENTRY = ("14/03/2008", "09:30", "Incident log", "Officers attended Marl Street.")


def test_a_row_carries_what_was_written_and_what_it_means() -> None:
    row = only(from_csv(HEADINGS, ("?22.05/16", "0930", "HV1 diary", " Weight 9.1 kg;  seen\nat home "), name="gp.csv"))
    assert (row.date, row.until, row.time, row.uncertain) == ("2016-05-22", "", "09:30", True)
    assert row.date_as_written == "?22.05/16"
    assert row.event == " Weight 9.1 kg;  seen\nat home "
    assert (row.agency, row.source) == ("GP", "GP: HV1 diary")
    assert (row.file, row.row, row.flags) == ("gp.csv", 2, ())


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_told_from_the_file(separator: str) -> None:
    row = only(read_chronology(csv_bytes(HEADINGS, ENTRY, separator=separator), name="police.csv"))
    assert (row.date, row.time, row.event) == ("2008-03-14", "09:30", "Officers attended Marl Street.")


def test_a_line_that_names_the_separator_is_obeyed_and_not_counted() -> None:
    row = only(read_chronology(b"sep=;\r\n" + csv_bytes(HEADINGS, ENTRY, separator=";"), name="police.csv"))
    assert (row.event, row.row) == ("Officers attended Marl Street.", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_that_spreadsheet_programs_write_are_read(encoding: str) -> None:
    data = csv_bytes(HEADINGS, ("14/03/2008", "", "log", "Café owner – £5 “borrowed”"), encoding=encoding)
    assert only(read_chronology(data, name="police.csv")).event == "Café owner – £5 “borrowed”"


def test_headings_are_found_below_a_preamble_and_rows_are_counted_as_a_person_sees_them() -> None:
    file = from_csv(
        ("Northmere Constabulary",),
        ("Date completed", "12/01/2010"),
        (),
        ("Ref", *HEADINGS),
        ("1", *ENTRY),
        (),
        ("", "", "", "", ""),
        ("2", "15/03/2008", "", "log", "No further action."),
    )
    assert [(row.row, row.date) for row in file.rows] == [(5, "2008-03-14"), (8, "2008-03-15")]
    assert file.unreadable == ()


def test_headings_repeated_on_every_page_are_no_rows() -> None:
    file = from_csv(HEADINGS, ENTRY, HEADINGS, ENTRY, tuple(text.upper() for text in HEADINGS), ENTRY)
    assert [row.row for row in file.rows] == [2, 4, 6]
    assert file.unreadable == ()


def test_a_heading_that_comes_again_in_another_order_is_obeyed() -> None:
    file = from_csv(
        HEADINGS, ENTRY, ("Event", "Source", "Date", "Time"), ("Arrest made.", "log", "15/03/2008", "10:00")
    )
    assert [(row.date, row.time, row.event) for row in file.rows][1] == ("2008-03-15", "10:00", "Arrest made.")


@pytest.mark.parametrize(
    "headings",
    [
        ("Date of event", "Time (24hr)", "Source of information", "Details"),
        ("DATE", "TIME", "SOURCE", "SIGNIFICANT EVENT"),
        ("When?", "Start time", "Where recorded", "What happened"),
        ("Date (dd/mm/yyyy)", "Time of contact", "Evidence source", "Description of event"),
        ("Date", "Time", "Record", "Summary of contact and outcome"),
    ],
)
def test_columns_are_recognised_by_many_names(headings: tuple[str, ...]) -> None:
    row = only(from_csv(headings, ENTRY))
    assert (row.date, row.time, row.source, row.event) == (
        "2008-03-14",
        "09:30",
        "Police: Incident log",
        "Officers attended Marl Street.",
    )


def test_columns_are_told_by_their_content_where_nothing_names_them() -> None:
    file = from_csv(
        ("14/03/2008", "09:30", "log", "Officers attended Marl Street after a call."),
        ("15/03/2008", "10:15", "log", "Statement taken from a neighbour."),
    )
    assert [(row.row, row.date, row.time) for row in file.rows] == [
        (1, "2008-03-14", "09:30"),
        (2, "2008-03-15", "10:15"),
    ]
    assert file.rows[0].event == "Officers attended Marl Street after a call."


def test_the_date_of_recording_is_not_the_date_of_the_event() -> None:
    row = only(from_csv(("Date recorded", "Date", "Event"), ("01/04/2008", "14/03/2008", "Visit.")))
    assert row.date == "2008-03-14"
    assert row.other == "Date recorded: 01/04/2008"


def test_columns_without_a_place_here_are_kept_and_not_lost() -> None:
    row = only(from_csv((*HEADINGS, "Action taken", "Child seen?"), (*ENTRY, "Referred on", "Yes")))
    assert row.event == "Officers attended Marl Street."
    assert row.other == "Action taken: Referred on\nChild seen?: Yes"


@pytest.mark.parametrize("heading", ["No.", "Ref", "#", "", "Sequence"])
def test_a_column_that_only_numbers_the_rows_is_left_out(heading: str) -> None:
    file = from_csv((heading, *HEADINGS), ("1", *ENTRY), ("2a", *ENTRY), ("HV-3", *ENTRY))
    assert [row.other for row in file.rows] == ["", "", ""]


def test_a_numbering_column_that_holds_more_is_kept() -> None:
    file = from_csv(("Ref", *HEADINGS), ("1", *ENTRY), ("2 (see letter in volume 3)", *ENTRY))
    assert file.rows[1].other == "Ref: 2 (see letter in volume 3)"


def test_cells_beyond_the_last_heading_are_kept() -> None:
    row = only(from_csv(HEADINGS, (*ENTRY, "see also the custody record")))
    assert row.other == "see also the custody record"


def test_the_agency_comes_from_a_column_first() -> None:
    file = from_csv(
        ("Agency: Northmere Trust",),
        ("Date", "Agency", "Source", "Event"),
        ("14/03/2008", "Health visiting", "HV1 diary", "Visit."),
        ("15/03/2008", "", "Letter", "Letter sent."),
    )
    assert [row.source for row in file.rows] == ["Health visiting: HV1 diary", "Northmere Trust: Letter"]


@pytest.mark.parametrize(
    ("heading", "agency"),
    [
        (("Agency: Health visiting",), "Health visiting"),
        (("Agency", "Health visiting"), "Health visiting"),
        (("", "Name of agency:", "Health visiting"), "Health visiting"),
        (("Organisation - Northmere Housing",), "Northmere Housing"),
        (("Northmere Housing chronology",), "Northmere Housing"),
        (("Children's social care chronology",), "Children's social care"),
        (("Chronology: School nursing",), "School nursing"),
        (("Northmere Primary Care Trust",), "Northmere Primary Care Trust"),
        (("Child N",), "Police"),
        (("Otis Varley",), "Police"),
        (("Please complete for every contact with health services.",), "Police"),
        (("Chronology of significant events",), "Police"),
        (("Serious case review chronology",), "Police"),
        (("Chronology for Child N",), "Police"),
    ],
)
def test_the_agency_comes_from_a_heading_that_names_it_else_from_the_file(
    heading: tuple[str, ...], agency: str
) -> None:
    file = from_csv(heading, HEADINGS, ENTRY)
    assert (file.agency, only(file).agency) == (agency, agency)


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("health-visiting_chronology_v2.csv", "Health visiting"),
        ("GP.csv", "GP"),
        ("hv.csv", "HV"),
        ("St Oswin's School chronology FINAL (2).csv", "St Oswin's School"),
        ("folder/police.csv", "Police"),
        ("chronology.csv", "chronology"),
    ],
)
def test_a_file_name_says_whose_chronology_it_is(name: str, agency: str) -> None:
    assert from_csv(HEADINGS, ENTRY, name=name).agency.casefold() == agency.casefold()


def test_an_agency_named_between_the_rows_holds_from_there_on() -> None:
    file = from_csv(HEADINGS, ENTRY, ("Agency: Probation",), ENTRY)
    assert [row.agency for row in file.rows] == ["Police", "Probation"]
    assert file.unreadable == ()


def test_an_event_that_speaks_of_a_service_is_no_heading() -> None:
    file = from_csv(HEADINGS, ENTRY, ("", "", "", "Service: refused by mother."))
    assert file.rows[1].event == "Service: refused by mother."


def test_the_agency_is_not_put_before_a_source_that_has_it_already() -> None:
    row = only(from_csv(HEADINGS, ("14/03/2008", "", "Police: Incident log", "Visit.")))
    assert row.source == "Police: Incident log"


@pytest.mark.parametrize("sign", ["#", "^", "¬", "~", " # "])
def test_author_notes_are_flagged_and_never_unreadable(sign: str) -> None:
    file = from_csv(HEADINGS, ("", "", f"{sign}ask the custody sergeant", ""))
    assert only(file).flags == ("author-note",)
    assert file.unreadable == ()


def test_a_row_whose_date_cannot_be_read_is_kept_with_its_event() -> None:
    row = only(dated(("some time ago", "Neighbour heard shouting.")))
    assert (row.date, row.date_as_written, row.uncertain) == ("", "some time ago", False)


def test_a_row_with_a_date_and_no_event_is_kept() -> None:
    row = only(dated(("14/03/2008", "")))
    assert (row.date, row.event) == ("2008-03-14", "")


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (("???", "", "", ""), "date"),
        (("see overleaf", "", "log", ""), "date"),
        (("", "", "log", ""), "neither"),
        (("", "", "", "#REF!"), "error"),
        (("\ufffd\ufffd\ufffd", "", "", "\ufffd\ufffdk\ufffd"), "damaged"),
        (("", "09:30", "", "-"), "neither"),
    ],
)
def test_a_row_from_which_nothing_can_be_taken_comes_back_by_number_with_what_to_do(
    row: tuple[str, ...], word: str
) -> None:
    file = from_csv(HEADINGS, ENTRY, row, ENTRY)
    assert [(bad.file, bad.row) for bad in file.unreadable] == [("police.csv", 3)]
    assert word in file.unreadable[0].why
    assert len(file.rows) == 2


def test_the_end_of_a_range_comes_from_its_own_column() -> None:
    file = from_csv(
        ("Start date", "End date", "Event"),
        ("14/03/2008", "16/03/2008", "Admitted."),
        ("14/03/2008", "14/03/2008", "Seen."),
        ("14/03/2008", "ongoing", "Treated."),
        ("14/03/2008", "12/03/2008", "Typed in a hurry."),
        ("03/2008", "?05/2008", "Fostered."),
    )
    assert [row.until for row in file.rows] == ["2008-03-16", "", "", "2008-03-12", "2008-05"]
    assert file.rows[2].flags == ("end-as-written ongoing",)
    assert (file.rows[3].flags, file.rows[3].uncertain) == (("ends-before-it-starts",), True)
    assert file.rows[4].uncertain


def test_a_time_in_words_is_kept_as_a_flag() -> None:
    row = only(from_csv(HEADINGS, ("14/03/2008", "after tea; late", "log", "Call.")))
    assert (row.time, row.flags) == ("", ("time-as-written after tea, late",))


def test_the_time_column_goes_before_a_time_in_the_date() -> None:
    row = only(from_csv(HEADINGS, ("14/03/2008 00:00", "09:30", "log", "Call.")))
    assert row.time == "09:30"


@pytest.mark.parametrize("ditto", ["ditto", '"', "same day", "As above"])
def test_a_date_that_points_to_the_one_above_is_followed(ditto: str) -> None:
    file = dated(("14/03/2008 09:30", "Call."), (ditto, "Second call."))
    assert (file.rows[1].date, file.rows[1].time, file.rows[1].date_as_written) == ("2008-03-14", "", ditto)


def test_an_empty_date_is_not_filled_from_the_row_above() -> None:
    assert dated(("14/03/2008", "Call."), ("", "Second call.")).rows[1].date == ""


def test_a_year_over_dates_without_one_completes_them_and_is_no_row() -> None:
    file = dated(("2007", ""), ("5 March", "Call."), ("2008", ""), ("6/3", "Visit."))
    assert [(row.date, row.uncertain, row.row) for row in file.rows] == [
        ("2007-03-05", True, 3),
        ("2008-03-06", True, 5),
    ]


def test_a_year_alone_is_a_row_where_no_date_needs_it() -> None:
    file = dated(("2007", ""), ("5 March 2007", "Call."))
    assert [row.date for row in file.rows] == ["2007", "2007-03-05"]


def test_a_line_that_tells_the_writer_what_to_put_in_is_no_row() -> None:
    file = from_csv(HEADINGS, ("dd/mm/yyyy", "hh:mm", "Where did you find this?", "What happened?"), ENTRY)
    assert [row.row for row in file.rows] == [3]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    data = (
        b'Date,Source,Event\n14/03/2008,log,"Stop" he said, twice\n'
        b'15/03/2008,log,"He shouted\n16/03/2008,log,"Left, then came back"\n'
    )
    file = read_chronology(data, name="police.csv")
    assert [(row.row, row.date) for row in file.rows] == [(2, "2008-03-14"), (3, "2008-03-15"), (4, "2008-03-16")]
    assert file.rows[0].event == '"Stop" he said'
    assert file.rows[2].event == "Left, then came back"


def test_a_line_break_inside_quotation_marks_stays_in_the_event() -> None:
    file = dated(("14/03/2008", 'First line\nsecond, "quoted" line'), ("15/03/2008", "Next."))
    assert file.rows[0].event == 'First line\nsecond, "quoted" line'
    assert [row.row for row in file.rows] == [2, 3]


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (b"", "police.csv", "empty"),
        (b"  \n", "police.csv", "empty"),
        (bytes(range(256)) * 20, "police.csv", "not a CSV"),
        (b"PK\x03\x04rest", "police.csv", "something else"),
        (b"Date,Event\n", "police.xlsx", "something else"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "police.xlsx", "password"),
        (b"PK\x03\x04rest", "police.xlsx", "damaged"),
        (b"PK\x03\x04rest", "police.docx", "damaged"),
        (b"Date,Event\n", "police.pdf", "save it as"),
        (b"shopping,list\nmilk,2\n", "police.csv", "no table"),
        (b"\xff\xfeodd", "police.csv", "damaged"),
    ],
)
def test_a_file_that_is_no_chronology_is_refused_by_name_with_what_to_do(data: bytes, name: str, word: str) -> None:
    with pytest.raises(UnreadablePaper) as refused:
        read_chronology(data, name=name)
    assert name in str(refused.value)
    assert word in str(refused.value)


def test_a_file_of_headings_alone_is_a_chronology_without_rows() -> None:
    assert from_csv(HEADINGS).rows == ()


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_fail_otherwise_than_by_refusing(data: bytes) -> None:
    with suppress(UnreadablePaper):
        assert read_chronology(data, name="police.csv").name == "police.csv"


TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=20)


@given(st.lists(st.lists(TEXT, min_size=4, max_size=4), max_size=12))
def test_every_row_is_either_written_or_reported(cells: list[list[str]]) -> None:
    file = from_csv(HEADINGS, *cells, ENTRY)
    told = [row.row for row in file.rows] + [bad.row for bad in file.unreadable]
    assert len(told) == len(set(told))
    for row in file.rows:
        assert row.date_as_written or row.event or row.other or row.is_author_note


def test_a_sheer_mass_of_columns_is_refused() -> None:
    with pytest.raises(UnreadableChronology, match="100 columns"):
        from_csv(["Date", "Event", *["x"] * 200])
