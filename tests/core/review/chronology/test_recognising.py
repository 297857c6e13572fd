"""What columns are taken for is shown before any row is taken, and a person's word overrules it."""

from __future__ import annotations

import pytest

from safelight.core.papers.paper import UnreadablePaper
from safelight.core.review.chronology.columns import Column
from safelight.core.review.chronology.merge import merge
from safelight.core.review.chronology.model import UnreadableChronology
from safelight.core.review.chronology.read import read_chronology
from safelight.core.review.chronology.recognise import TableSeen, recognise_columns
from tests.core.review.chronology.made_up import add_table, csv_bytes, docx_bytes, only, saved, xlsx_bytes

PLAIN = (
    ("Seq", "Date", "Time", "End time", "Source of information", "Event", "Worker"),
    ("1", "14/03/2008", "09:00", "09:40", "HV1 diary", "Home visit.", "A. Nurse"),
    ("2", "15/03/2008", "", "", "HV1 diary", "Telephone call.", ""),
)
ODD = (
    ("Ref", "Told by", "What we knew", "Stamp"),
    ("17", "Duty book", "The boiler was mended while the children played.", "2008-03-14"),
    ("18", "Duty book", "Nobody came to the door.", "2008-03-15"),
)


def seen(data: bytes, name: str = "hv.csv") -> TableSeen:
    tables = recognise_columns(data, name=name)
    assert len(tables) == 1, tables
    return tables[0]


def test_every_column_is_shown_with_what_it_is_taken_for_and_its_first_cells() -> None:
    table = seen(csv_bytes(("Health visiting chronology",), *PLAIN))
    assert [column.column for column in table.columns] == [
        Column.SEQUENCE,
        Column.DATE,
        Column.TIME,
        Column.END_TIME,
        Column.SOURCE,
        Column.EVENT,
        None,
    ]
    assert table.columns[1].samples == ("14/03/2008", "15/03/2008")
    assert table.columns[6].samples == ("A. Nurse",)
    assert (table.heading_row, table.lines, table.sure) == (2, 2, True)


def test_a_column_that_no_heading_names_is_not_sure() -> None:
    assert not seen(csv_bytes(*ODD)).sure
    assert not seen(csv_bytes(("Date", "Date", "Source", "Event"), ("14/03/2008", "14/03/2008", "x", "y"))).sure


def test_the_same_headings_have_the_same_key_whatever_the_file() -> None:
    as_word = seen(docx_bytes(*PLAIN, before=["Preamble"]), "other.docx")
    assert seen(csv_bytes(*PLAIN)).key == as_word.key
    assert seen(csv_bytes(*PLAIN)).key != seen(csv_bytes(*(row[1:] for row in PLAIN))).key


def test_what_a_person_chooses_overrules_headings_and_content() -> None:
    data = csv_bytes(*ODD)
    table = seen(data)
    chosen = {table.key: {0: Column.LEFT_OUT, 1: Column.SOURCE, 2: Column.EVENT, 3: Column.DATE}}
    rows = read_chronology(data, name="estates.csv", chosen=chosen).rows
    assert [(row.date, row.source, row.event, row.other) for row in rows] == [
        ("2008-03-14", "Estates: Duty book", "The boiler was mended while the children played.", ""),
        ("2008-03-15", "Estates: Duty book", "Nobody came to the door.", ""),
    ]


def test_a_column_without_a_part_is_kept_beside_the_event() -> None:
    data = csv_bytes(*ODD)
    chosen = {seen(data).key: {2: Column.EVENT, 3: Column.DATE}}
    assert read_chronology(data, name="estates.csv", chosen=chosen).rows[0].other == "Ref: 17\nTold by: Duty book"


def test_a_table_that_looks_like_no_chronology_can_be_chosen() -> None:
    data = csv_bytes(("Alpha", "Beta"), ("some words", "other words"), ("more", "again"))
    with pytest.raises(UnreadableChronology):
        read_chronology(data, name="x.csv")
    table = seen(data)
    assert [column.column for column in table.columns] == [None, None]
    rows = read_chronology(data, name="x.csv", chosen={table.key: {1: Column.EVENT}}).rows
    assert [(row.event, row.date, row.other, row.row) for row in rows] == [
        ("other words", "", "Alpha: some words", 2),
        ("again", "", "Alpha: more", 3),
    ]


def test_tables_of_one_layout_stand_together() -> None:
    import docx

    document = docx.Document()
    for month in ("March", "April"):
        document.add_paragraph(month)
        add_table(document, ("Date", "Source", "Event"), ("14/03/2008", "Diary", f"Seen in {month}."))
    table = seen(saved(document), "hv.docx")
    assert (table.lines, table.columns[2].samples) == (2, ("Seen in March.", "Seen in April."))


def test_the_agencys_own_numbers_are_the_order_of_a_day() -> None:
    data = csv_bytes(
        ("Sequence", "Date", "Event"),
        ("2", "14/03/2008", "Seemed well."),
        ("1", "14/03/2008", "Collapsed."),
        ("3", "15/03/2008", "Discharged."),
    )
    rows = merge([read_chronology(data, name="hospital.csv")]).rows
    assert [row.event for row in rows] == ["Collapsed.", "Seemed well.", "Discharged."]
    assert rows[0].row == 3


def test_the_end_of_a_time_is_kept() -> None:
    assert "End time: 09:40" in read_chronology(csv_bytes(*PLAIN), name="hv.csv").rows[0].other


def test_a_table_pasted_from_a_spreadsheet_is_read() -> None:
    pasted = 'Date\tSource\tEvent\r\n14/03/2008\tDiary\t"First line,\nsecond line; ""quoted""."\r\n'
    row = only(read_chronology(pasted.encode(), name="pasted.tsv"))
    assert (row.date, row.event) == ("2008-03-14", 'First line,\nsecond line; "quoted".')


def test_a_table_pasted_from_a_page_is_read_with_its_stretched_cells() -> None:
    pasted = """<p>Police chronology</p><table><tr><th>Date</th><th>Source</th><th>Event</th></tr>
    <tr><td rowspan=2>14/03/2008</td><td>Log</td><td>Called<br>to the <b>house</b>.</td></tr>
    <tr><td>Log</td><td>Left again.</td></tr><tr><td>15/03/2008</td><td colspan=2>No answer.</td></tr></table>"""
    rows = read_chronology(pasted.encode(), name="pasted.html").rows
    assert [(row.date, row.event) for row in rows] == [
        ("2008-03-14", "Called\nto the house."),
        ("2008-03-14", "Left again."),
        ("2008-03-15", "No answer."),
    ]


def test_a_file_that_cannot_be_opened_is_refused_before_columns_are_shown() -> None:
    with pytest.raises(UnreadablePaper):
        recognise_columns(b"PK\x03\x04 broken", name="hv.xlsx")
    assert recognise_columns(xlsx_bytes(*PLAIN), name="hv.xlsx")[0].sure


def test_a_table_of_which_somebody_says_that_it_tells_no_event_is_left_out() -> None:
    data = xlsx_bytes(*PLAIN)
    table = recognise_columns(data, name="hv.xlsx")[0]
    with pytest.raises(UnreadableChronology):
        read_chronology(data, name="hv.xlsx", chosen={table.key: {4: Column.SOURCE}})


def test_choosing_what_was_recognised_anyway_loses_nothing() -> None:
    data = csv_bytes(*PLAIN)
    chosen = {column.place: column.column for column in seen(data).columns if column.column is not None}
    as_found, as_chosen = (read_chronology(data, name="hv.csv", chosen=each) for each in ({}, {seen(data).key: chosen}))
    assert as_chosen == as_found
