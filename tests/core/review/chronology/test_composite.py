from __future__ import annotations

import io
from datetime import date

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from safelight.core.review.chronology.composite import write_composite
from safelight.core.review.chronology.merge import merge
from safelight.core.review.chronology.model import Row
from safelight.core.review.chronology.read import read_chronology
from tests.core.review.chronology.made_up import HEADINGS, from_csv


def table_in(data: bytes) -> list[list[str]]:
    document = docx.Document(io.BytesIO(data))
    assert document.paragraphs[0].text == "Composite Chronology"
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def told(*rows: tuple[str, ...], headings: tuple[str, ...] = ("Date", "Time", "Source", "Event")) -> list[Row]:
    return list(merge([from_csv(headings, *rows, name="Police.csv")]).rows)


def test_a_composite_has_chronolators_columns_and_the_agency_before_each_source() -> None:
    rows = told(("14/03/2008", "09.30", "Log 14", "Called."), ("15.3.08", "", "", "Seen."))
    assert table_in(write_composite(rows)) == [
        ["Date", "Time", "Source of Information", "Event"],
        ["14 March 2008", "09:30", "Police: Log 14", "Called."],
        ["15 March 2008", "", "Police: no source given", "Seen."],
    ]


def test_a_date_in_doubt_begins_with_a_question_mark_and_keeps_its_wording_beside_it() -> None:
    rows = told(("early March 2008", "", "Log", "Called."), ("unknown", "", "Log", "Seen."))
    assert table_in(write_composite(rows)) == [
        ["Date", "Time", "Date as written", "Source of Information", "Event"],
        ["?March 2008", "", "early March 2008", "Police: Log", "Called."],
        ["unknown", "", "unknown", "Police: Log", "Seen."],
    ]


def test_the_age_and_the_days_since_the_event_before_stand_last_where_the_birth_is_known() -> None:
    file = from_csv(
        HEADINGS, ("14/03/2008", "", "Log", "Called."), ("24/03/2008", "", "Log", "Seen."), name="Police.csv"
    )
    rows = merge([file], born=date(2005, 2, 11)).rows
    assert [row[-2:] for row in table_in(write_composite(rows))] == [
        ["Age", "Days since event before"],
        ["3y 1m", ""],
        ["3y 1m", "10"],
    ]


def test_an_end_date_and_what_else_was_recorded_have_columns_where_there_is_any() -> None:
    rows = told(
        ("3-5 March 2008", "Log", "In custody.", "PC Hale"), headings=("Date", "Source", "Event", "Officer in charge")
    )
    assert table_in(write_composite(rows)) == [
        ["Date", "Time", "End Date", "Source of Information", "Event", "Other"],
        ["3 March 2008", "", "5 March 2008", "Police: Log", "In custody.", "Officer in charge: PC Hale"],
    ]


DAYS = st.dates().map(lambda day: day.replace(year=1980 + day.year % 50).strftime("%Y-%m-%d")) | st.sampled_from(
    ["2008-03", "2008"]
)


@st.composite
def composed(draw: st.DrawFn, number: int = 0) -> Row:
    agency = draw(st.sampled_from(["Northmere Police", "Health visiting", "Ropewalk Lane School"]))
    source = draw(st.sampled_from(["diary", "log 14", "letter: page 3", "# note"]))
    return Row(
        date=draw(DAYS),
        time=draw(st.sampled_from(["", "09:30", "23:59"])),
        uncertain=draw(st.booleans()),
        agency=agency,
        source=f"{agency}: {source}",
        event=draw(st.text("abc XYZ.,;=<&é’\n", min_size=1, max_size=40)) + "end",
        file="all.csv",
        row=number,
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(composed(), min_size=1, max_size=6))
def test_a_composite_that_is_read_again_has_the_same_rows(rows: list[Row]) -> None:
    again = read_chronology(write_composite(rows), name="composite.docx")
    assert again.unreadable == ()
    assert [essence(row) for row in again.rows] == [essence(row) for row in rows]


def essence(row: Row) -> tuple[object, ...]:
    return row.date, row.until, row.time, row.uncertain, row.agency, row.source, row.event.strip()
