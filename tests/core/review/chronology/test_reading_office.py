from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from safelight.core.papers.paper import UnreadablePaper
from safelight.core.review.chronology.read import read_chronology
from safelight.core.review.chronology.xlsx_table import shown_date
from tests.core.review.chronology.made_up import HEADINGS, add_table, docx_bytes, only, saved, xlsx_bytes

ENTRY = ("14/03/2008", "09:30", "Incident log", "Officers attended Marl Street.")
NOON = datetime.fromisoformat("2008-03-14 12:00")


def test_dates_and_times_that_excel_holds_are_taken_as_they_are() -> None:
    data = xlsx_bytes(
        HEADINGS,
        (date(2008, 3, 14), time(9, 30), "log", "Visit."),
        (datetime.fromisoformat("2008-03-15"), None, "log", "Letter."),
        (datetime.fromisoformat("2008-03-16 14:05"), None, "log", "Call."),
        (39524, 0.5, "log", "Serial number."),
        (2009, 930, "log", "A year, and a time without its nought."),
        formats={"A2": "d mmmm yyyy", "A3": "dd/mm/yyyy", "A4": "dd/mm/yyyy hh:mm"},
    )
    rows = read_chronology(data, name="police.xlsx").rows
    assert [(row.date, row.time) for row in rows] == [
        ("2008-03-14", "09:30"),
        ("2008-03-15", ""),
        ("2008-03-16", "14:05"),
        ("2008-03-17", "12:00"),
        ("2009", "09:30"),
    ]
    assert [row.date_as_written for row in rows] == [
        "14 March 2008",
        "15/03/2008",
        "16/03/2008 14:05",
        "39524",
        "2009",
    ]
    assert not any(row.uncertain for row in rows)


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("dd/mm/yyyy", "14/03/2008"),
        ("d-mmm-yy", "14-Mar-08"),
        ("dddd, d mmmm yyyy", "Friday, 14 March 2008"),
        ("[$-809]dd mmmm yyyy;@", "14 March 2008"),
        ("mm-dd-yy", "14/03/2008"),
        ("General", "14/03/2008"),
        ("yyyy-mm-dd hh:mm:ss", "2008-03-14 12:00:00"),
        ("h:mm AM/PM", "12:00 PM"),
        ("mmm-yy", "Mar-08"),
        ('d "of" mmm', "14 of Mar"),
    ],
)
def test_a_date_is_kept_as_excel_shows_it(form: str, shown: str) -> None:
    assert shown_date(NOON, form=form) == shown


def test_rows_are_counted_as_excel_numbers_them() -> None:
    data = xlsx_bytes(("Northmere Constabulary",), (), ("Agency: Police",), HEADINGS, ENTRY, (), ENTRY)
    file = read_chronology(data, name="nc.xlsx")
    assert [row.row for row in file.rows] == [5, 7]
    assert file.agency == "Police"


def test_a_date_merged_over_several_rows_holds_for_each() -> None:
    data = xlsx_bytes(
        HEADINGS, ENTRY, (None, "10:00", "log", "Second."), (None, "11:00", "log", "Third."), merged=["A2:A4"]
    )
    assert [row.date for row in read_chronology(data, name="police.xlsx").rows] == ["2008-03-14"] * 3


def test_an_entry_that_stretches_over_two_rows_is_one_row() -> None:
    data = xlsx_bytes(HEADINGS, ENTRY, (), ENTRY, merged=["A2:A3", "B2:B3", "C2:C3", "D2:D3"])
    assert [row.row for row in read_chronology(data, name="police.xlsx").rows] == [2, 4]


def test_text_written_across_the_whole_table_is_an_event_without_a_date() -> None:
    data = xlsx_bytes(HEADINGS, ("No contact between March and May.",), merged=["A2:D2"])
    row = only(read_chronology(data, name="police.xlsx"))
    assert (row.date, row.event, row.source) == ("", "No contact between March and May.", "Police")


def test_headings_in_two_lines_are_read_from_the_lower_one() -> None:
    data = xlsx_bytes(
        ("Date", None, "Source", "Event"),
        ("From", "To", None, None),
        ("14/03/2008", "16/03/2008", "Ward notes", "Admitted."),
        merged=["A1:B1", "C1:C2", "D1:D2"],
    )
    row = only(read_chronology(data, name="hospital.xlsx"))
    assert (row.date, row.until, row.source, row.event) == (
        "2008-03-14",
        "2008-03-16",
        "Hospital: Ward notes",
        "Admitted.",
    )


def test_hidden_rows_are_read_and_flagged() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(HEADINGS, ENTRY, ENTRY)))
    workbook.active.row_dimensions[3].hidden = True
    rows = read_chronology(saved(workbook), name="police.xlsx").rows
    assert [row.flags for row in rows] == [(), ("hidden-row",)]


def test_every_sheet_with_a_chronology_is_read_and_told_apart() -> None:
    workbook = openpyxl.Workbook()
    first: Any = workbook.active
    for row in (("Agency: Police",), HEADINGS, ENTRY):
        first.append(row)
    second = workbook.create_sheet("Probation")
    for row in (("Agency: Probation",), HEADINGS, ENTRY):
        second.append(row)
    workbook.create_sheet("Key").append(["DV", "domestic violence"])
    rows = read_chronology(saved(workbook), name="nc.xlsx").rows
    assert [(row.file, row.row, row.agency) for row in rows] == [
        ("nc.xlsx", 3, "Police"),
        ("nc.xlsx (Probation)", 3, "Probation"),
    ]


def test_a_formula_that_was_never_worked_out_is_kept_as_it_stands() -> None:
    row = only(read_chronology(xlsx_bytes(HEADINGS, ("14/03/2008", "", "log", '="Visit "&A1')), name="police.xlsx"))
    assert row.event == '="Visit "&A1'


def test_a_workbook_formatted_to_its_last_row_is_read_at_once() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(HEADINGS, ENTRY)))
    workbook.active.cell(1_048_576, 16_384).font = openpyxl.styles.Font(bold=True)
    assert only(read_chronology(saved(workbook), name="police.xlsx")).row == 2


def test_a_workbook_made_to_exhaust_memory_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    with pytest.raises(UnreadablePaper, match=r"bomb\.xlsx"):
        read_chronology(bomb.getvalue(), name="bomb.xlsx")


def test_a_word_file_renamed_to_a_workbook_is_refused() -> None:
    with pytest.raises(UnreadablePaper, match=r"police\.xlsx cannot be opened as a spreadsheet"):
        read_chronology(docx_bytes(HEADINGS, ENTRY), name="police.xlsx")


def test_a_word_table_is_read_with_the_agency_of_the_paragraph_above() -> None:
    file = read_chronology(
        docx_bytes(HEADINGS, ENTRY, before=["Confidential", "Agency: Health visiting"]), name="x.docx"
    )
    row = only(file)
    assert (row.date, row.time, row.row) == ("2008-03-14", "09:30", 2)
    assert row.source == "Health visiting: Incident log"


def test_a_word_macro_document_is_read_as_a_document() -> None:
    assert only(read_chronology(docx_bytes(HEADINGS, ENTRY), name="police.docm")).date == "2008-03-14"


def test_cells_merged_downwards_in_word_hold_for_each_row() -> None:
    document = docx.Document()
    table = add_table(document, HEADINGS, ENTRY, ("", "10:00", "log", "Second."), ("15/03/2008", "", "log", "Third."))
    table.cell(1, 0).merge(table.cell(2, 0))
    rows = read_chronology(saved(document), name="police.docx").rows
    assert [(row.row, row.date) for row in rows] == [(2, "2008-03-14"), (3, "2008-03-14"), (4, "2008-03-15")]


def test_cells_merged_across_in_word_do_not_shift_the_others() -> None:
    document = docx.Document()
    table = add_table(document, HEADINGS, ENTRY, ("15/03/2008", "", "log", "Second."), ("March 2008", "", "", ""))
    table.cell(2, 0).merge(table.cell(2, 1))
    table.cell(3, 0).merge(table.cell(3, 3))
    rows = read_chronology(saved(document), name="police.docx").rows
    assert [(row.date, row.event) for row in rows][1:] == [("2008-03-15", "Second."), ("2008-03", "")]


def test_a_table_that_goes_on_after_a_page_break_is_counted_on() -> None:
    document = docx.Document()
    add_table(document, ("Name of child", "Child N"), ("Agency", "Police"))
    document.add_paragraph("Entries")
    add_table(document, HEADINGS, ENTRY)
    document.add_paragraph("continued")
    add_table(document, ENTRY, ENTRY)
    document.add_paragraph("Agency: Probation")
    add_table(document, HEADINGS, ENTRY)
    rows = read_chronology(saved(document), name="nc.docx").rows
    assert [(row.row, row.agency) for row in rows] == [(2, "Police"), (3, "Police"), (4, "Police"), (6, "Probation")]


def test_what_was_struck_out_in_word_is_not_read() -> None:
    document = docx.Document()
    table = add_table(document, HEADINGS, ENTRY, ENTRY)
    run = table.cell(1, 3).paragraphs[0]._p.r_lst[0]
    deleted = OxmlElement("w:del")
    run.addprevious(deleted)
    deleted.append(run)
    run.find(qn("w:t")).tag = qn("w:delText")
    table.cell(1, 3).paragraphs[0].add_run("Officers did not attend.")
    table.rows[2]._tr.get_or_add_trPr().append(OxmlElement("w:del"))
    assert only(read_chronology(saved(document), name="police.docx")).event == "Officers did not attend."


def test_paragraphs_breaks_and_tabs_of_a_word_cell_stay_in_the_event() -> None:
    document = docx.Document()
    table = add_table(document, HEADINGS, ("14/03/2008", "", "log", "One\ntwo\tthree"))
    table.cell(1, 3).add_paragraph("four")
    assert only(read_chronology(saved(document), name="police.docx")).event == "One\ntwo\tthree\nfour"


def test_a_word_file_without_a_chronology_is_refused() -> None:
    with pytest.raises(UnreadablePaper, match=r"police\.docx has no table"):
        read_chronology(docx_bytes(("Name", "Post"), ("A", "B")), name="police.docx")
