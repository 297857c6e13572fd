from __future__ import annotations

import docx
import openpyxl
import pytest

from safelight.core.review.chronology.lent import DATE_FROM_ABOVE
from safelight.core.review.chronology.model import ChronologyFile
from safelight.core.review.chronology.read import read_chronology
from tests.core.review.chronology.made_up import HEADINGS, add_table, dated, docx_bytes, from_csv, saved


def days(file: ChronologyFile) -> list[tuple[str, bool]]:
    return [(row.date, DATE_FROM_ABOVE in row.flags) for row in file.rows]


PRINT_OUT = (("14/03/2008", "Cough."), ("", "Letter."), ("", "Call."), ("19/03/2008", "Did not attend."))


def test_a_print_out_that_gives_each_date_once_lends_it_to_the_rows_below_and_says_so() -> None:
    file = dated(*PRINT_OUT)
    assert days(file) == [("2008-03-14", False), ("2008-03-14", True), ("2008-03-14", True), ("2008-03-19", False)]
    assert [row.uncertain for row in file.rows] == [False, True, True, False]
    assert [row.date_as_written for row in file.rows] == ["14/03/2008", "", "", "19/03/2008"]


def test_no_date_is_lent_where_a_table_repeats_dates_on_rows_running() -> None:
    file = dated(*PRINT_OUT[:3], ("19/03/2008", "Did not attend."), ("19/03/2008", "Letter sent."))
    assert [row.date for row in file.rows] == ["2008-03-14", "", "", "2008-03-19", "2008-03-19"]


def test_no_date_is_lent_where_one_was_left_out_once() -> None:
    assert [row.date for row in dated(PRINT_OUT[0], PRINT_OUT[1], PRINT_OUT[3]).rows] == [
        "2008-03-14",
        "",
        "2008-03-19",
    ]


def test_a_sentence_that_goes_on_in_the_row_below_is_of_the_same_day() -> None:
    file = dated(("14/03/2008", "Reported damp in both bedrooms and"), ("", "that the boiler was off."))
    assert days(file) == [("2008-03-14", False), ("2008-03-14", True)]


@pytest.mark.parametrize("month", ["March 2008", "Mar 2008", "MARCH 2008"])
def test_a_line_that_names_a_month_completes_the_days_below_it(month: str) -> None:
    file = from_csv(HEADINGS, (month,), ("Fri 14th", "", "", "Visit."), ("17", "", "", "Call."))
    assert [(row.date, row.uncertain, row.date_as_written) for row in file.rows] == [
        ("2008-03-14", True, "Fri 14th"),
        ("2008-03-17", True, "17"),
    ]


def test_a_month_is_an_entry_of_its_own_where_the_rows_below_need_none() -> None:
    file = from_csv(HEADINGS, ("March 2008", "", "", "Referred."), ("14/04/2008", "", "", "Seen."))
    assert [row.date for row in file.rows] == ["2008-03", "2008-04-14"]


def test_the_month_over_a_table_completes_its_days() -> None:
    document = docx.Document()
    for month, day in (("March 2008", "14th"), ("April 2008", "2nd")):
        document.add_paragraph(month)
        add_table(document, ("Date", "Event"), (day, "Seen."))
    assert days(read_chronology(saved(document), name="hv.docx")) == [("2008-03-14", False), ("2008-04-02", False)]


def workbook(*sheets: str) -> ChronologyFile:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title in sheets:
        sheet = book.create_sheet(title)
        sheet.append(["Date", "Event"])
        sheet.append(["14/03/2008", "Seen."])
    return read_chronology(saved(book), name="northmere trust.xlsx")


@pytest.mark.parametrize(
    ("sheets", "agencies"),
    [
        (("Midwifery", "Physiotherapy"), ["Midwifery", "Physiotherapy"]),
        (("Joel", "Kayleigh"), ["Northmere trust"] * 2),
        (("2008", "2009"), ["Northmere trust"] * 2),
        (("Chronology", "Health visiting"), ["Northmere trust"] * 2),
    ],
)
def test_sheets_are_agencies_where_all_may_be_and_one_is_of_a_known_kind(
    sheets: tuple[str, ...], agencies: list[str]
) -> None:
    assert [row.agency for row in workbook(*sheets).rows] == agencies


@pytest.mark.parametrize(
    ("title", "sources", "agencies"),
    [
        ("Composite Chronology", ("Riverside: diary", "Ropewalk: log"), ["Riverside", "Ropewalk"]),
        ("", ("Northmere Police: log", "Health visiting: diary"), ["Northmere Police", "Health visiting"]),
        ("", ("Diary: page 4", "Letter: from the ward"), ["File"] * 2),
        ("", ("Northmere Police: log", "Diary: page 4"), ["File"] * 2),
    ],
)
def test_a_composite_chronology_names_each_agency_before_the_source(
    title: str, sources: tuple[str, ...], agencies: list[str]
) -> None:
    rows = [("14/03/2008", source, "Seen.") for source in sources]
    data = docx_bytes(("Date", "Source of Information", "Event"), *rows, before=(title,) if title else ())
    file = read_chronology(data, name="file.docx")
    assert [row.agency for row in file.rows] == agencies
    if agencies[0] != "File":
        assert [row.source for row in file.rows] == list(sources)
