from __future__ import annotations

import io
from datetime import date

import docx

from safelight.core.review.chronology.merge import merge
from safelight.core.review.chronology.model import Row
from safelight.core.review.chronology.read import read_chronology
from safelight.core.review.chronology.write_composite import write_composite
from tests.core.review.chronology.made_up import HEADINGS, from_csv

NURSE = from_csv(
    HEADINGS,
    ("14/03/2008", "09:30", "HV1 diary", "Home visit."),
    ("c. March 2009", "", "HV2 diary", "Clinic."),
    name="Health visiting.csv",
)
POLICE = from_csv(HEADINGS, ("20 March 2008", "", "Log", "Called to the address."), name="Northmere Police.csv")


def table_of(rows: tuple[Row, ...]) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(write_composite(rows))).tables[0].rows
    ]


def test_the_table_has_the_columns_that_a_composite_chronology_has() -> None:
    heading, *rows = table_of(merge([NURSE, POLICE], born=date(2005, 2, 11)).rows)
    assert heading == ["Date", "Time", "Source of Information", "Event", "Age", "Days since previous"]
    assert rows[0] == ["14/03/2008", "09:30", "Health visiting: HV1 diary", "Home visit.", "3y 1m", ""]
    assert rows[1] == ["20 March 2008", "", "Northmere Police: Log", "Called to the address.", "3y 1m", "6"]


def test_columns_in_which_nothing_stands_are_left_out() -> None:
    (heading, *_) = table_of(NURSE.rows)
    assert heading == ["Date", "Time", "Source of Information", "Event"]


def test_it_is_read_back_with_the_same_dates_agencies_and_doubts() -> None:
    whole = merge([NURSE, POLICE])
    back = read_chronology(write_composite(whole.rows), name="composite.docx").rows
    said = [(row.date, row.time, row.uncertain, row.agency, row.source, row.event) for row in whole.rows]
    assert [(row.date, row.time, row.uncertain, row.agency, row.source, row.event) for row in back] == said


def test_a_doubt_stands_before_the_date() -> None:
    assert table_of(merge([NURSE]).rows)[2][0] == "?c. March 2009"
