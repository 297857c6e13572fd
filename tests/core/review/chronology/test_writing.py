from __future__ import annotations

import csv
import io
from datetime import date

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from safelight.core.review.chronology.merge import merge
from safelight.core.review.chronology.model import COLUMNS, Merged
from safelight.core.review.chronology.read import read_chronology
from safelight.core.review.chronology.write import UnknownEnding, write_chronology
from safelight.core.review.chronology.write_office import TooLongForACell
from tests.core.review.chronology.made_up import HEADINGS, dated, from_csv

SUFFIXES = (".xlsx", ".csv", ".docx", ".html")
NASTY = '=HYPERLINK("http://example.org","x")\n<script>alert(\'x\')</script> & “quoted”, \ttabbed'


def sample(event: str = NASTY) -> Merged:
    nurse = from_csv(
        HEADINGS,
        ("?14/03/08", "0930", "HV1 diary", event),
        ("3-5 March 2008", "", "# note", "+44 is a prefix"),
        ("no idea", "", "", "@mother rang"),
        name="hv.csv",
    )
    doctor = dated(("14 March 2008", "-1 appointment"), ("spring 2009", "Letter."), name="gp.csv")
    return merge([nurse, doctor], born=date(2005, 2, 11))


def table_in(data: bytes, suffix: str) -> list[list[str]]:
    """What a reader other than ours finds in the file."""
    match suffix:
        case ".xlsx":
            sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
            return [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        case ".csv":
            return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
        case ".docx":
            return [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(data)).tables[0].rows]
    page = html.fromstring(data.decode("utf-8"))
    for line_break in page.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return [[cell.text_content() for cell in row.xpath("./th|./td")] for row in page.iter("tr")]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_holds_the_same_rows_in_the_published_columns(suffix: str) -> None:
    merged = sample()
    heading, *rows = table_in(write_chronology(merged, suffix=suffix), suffix)
    assert heading == list(COLUMNS)
    assert rows == [list(row.cells()) for row in merged.rows]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_rows_are_the_same_bytes(suffix: str) -> None:
    assert write_chronology(sample(), suffix=suffix) == write_chronology(sample(), suffix=suffix.upper())


def test_nothing_in_a_workbook_is_worked_out() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_chronology(sample(), suffix=".xlsx"))).worksheets[0]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s", "n"}
    assert NASTY in {cell.value for row in sheet.iter_rows() for cell in row}
    assert sheet.freeze_panes == "A2"


def test_a_web_page_holds_no_markup_of_the_agencies() -> None:
    page = write_chronology(sample(), suffix=".html").decode("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert html.fromstring(page).get("lang") == "en-GB"


def test_the_column_for_the_rest_is_there_only_where_something_is_left() -> None:
    file = from_csv((*HEADINGS, "Action"), ("14/03/2008", "", "log", "Visit.", "Referred"))
    heading, row = table_in(write_chronology(merge([file]), suffix=".csv"), ".csv")
    assert heading == [*COLUMNS, "other"]
    assert row[-1] == "Action: Referred"


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".docx"])
def test_an_integrated_chronology_can_be_merged_again(suffix: str) -> None:
    merged = sample()
    again = merge([read_chronology(write_chronology(merged, suffix=suffix), name=f"whole{suffix}")])
    said = [(r.date, r.until, r.time, r.uncertain, r.date_as_written, r.agency, r.source, r.event) for r in merged.rows]
    told = [(r.date, r.until, r.time, r.uncertain, r.date_as_written, r.agency, r.source, r.event) for r in again.rows]
    assert told == said
    assert [row.is_author_note for row in again.rows] == [row.is_author_note for row in merged.rows]


def test_an_unknown_ending_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownEnding, match=r"\.xlsx, \.csv, \.docx, \.html"):
        write_chronology(sample(), suffix=".pdf")


def test_an_entry_too_long_for_a_spreadsheet_is_not_cut_but_refused() -> None:
    long = sample("word " * 8000)
    with pytest.raises(TooLongForACell, match=r"hv\.csv, row 2"):
        write_chronology(long, suffix=".xlsx")
    assert ("word " * 8000) in write_chronology(long, suffix=".csv").decode("utf-8")


def test_control_characters_do_not_break_a_file() -> None:
    merged = sample("bell \x07 and break \x0b end")
    for suffix in (".xlsx", ".docx", ".html"):
        events = [row[7] for row in table_in(write_chronology(merged, suffix=suffix), suffix)]
        assert any(event.startswith("bell  and break") for event in events)
    assert "bell \x07 and break \x0b end" in write_chronology(merged, suffix=".csv").decode("utf-8")


@settings(max_examples=30)
@given(st.text(min_size=1, max_size=60))
def test_any_event_can_be_written_in_any_format(event: str) -> None:
    merged = merge([dated(("14/03/2008", event))])
    for suffix in SUFFIXES:
        assert len(table_in(write_chronology(merged, suffix=suffix), suffix)) == 1 + len(merged.rows)
