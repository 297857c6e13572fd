"""No row and no word of a table is lost, whatever its columns are taken for, by us or by a person."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from safelight.core.review.chronology.columns import Column
from safelight.core.review.chronology.model import ChronologyFile, Row
from safelight.core.review.chronology.read import read_chronology
from safelight.core.review.chronology.recognise import recognise_columns
from tests.core.review.chronology.made_up import csv_bytes

HEADINGS = ("Date", "Time", "Date to", "Source", "Event", "Worker")
FIRST = ("14/03/2008", "10:00", "", "diary", "The first visit.", "A worker")
CELLS = st.sampled_from(
    [
        *("14/03/2008", "?14 March 2008", "3-5 March 2008", "16.3.08 (typed 17.3.08)", "early 2008", "2008", "unknown"),
        *("09:30", "09:30 by telephone", "09:30-10:15", "after school", "0930", "Log 1430", "ditto", "#REF!", "-----"),
        *("# note", "letter: page 3", "Seen; no concerns", "the GP’s letter", "", "", " "),
    ]
)
ROWS = st.lists(st.tuples(*[CELLS] * 6), min_size=1, max_size=8)
ROLES = st.permutations(
    [Column.DATE, Column.EVENT, Column.SOURCE, Column.TIME, Column.UNTIL, Column.LEFT_OUT, Column.AGENCY]
)


def data_of(rows: list[tuple[str, ...]]) -> bytes:
    return csv_bytes(HEADINGS, FIRST, *rows)


def check(file: ChronologyFile, rows: list[tuple[str, ...]], *, but: int | None = None) -> None:
    """Each row is there once, written or reported, with every word of it but what stands at the place `but`."""
    kept = {row.row: row for row in file.rows}
    reported = {bad.row for bad in file.unreadable}
    assert len(kept) + len(reported) == len(file.rows) + len(file.unreadable)
    assert not reported & kept.keys()
    for number, cells in enumerate(rows, 3):
        written = {place: cell.strip() for place, cell in enumerate(cells) if cell.strip(" -")}
        if number in kept:
            told = told_in(kept[number])
            lost = {cell for place, cell in written.items() if place != but and cell not in told}
            assert not lost, kept[number]
        else:
            # A line with one text may be a heading among the rows, such as a year.
            assert number in reported or len(written) <= 1


def told_in(row: Row) -> str:
    """All that a row says; a flag has no semicolon in it, and dates and times have a form of their own."""
    flags = " ".join(row.flags).replace(",", ";")
    days = {"2008-03-14": "14/03/2008", "2008": "2008"}
    time = row.time.replace(":", "")
    return "\n".join((*row.cells(), row.other, flags, time, days.get(row.until, ""), days.get(row.date, "")))


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_no_row_and_no_word_is_lost_where_we_tell_the_columns(rows: list[tuple[str, ...]]) -> None:
    check(read_chronology(data_of(rows), name="a.csv"), rows)


@settings(max_examples=60, deadline=None)
@given(ROWS, ROLES)
def test_no_row_and_no_word_is_lost_where_a_person_tells_them(rows: list[tuple[str, ...]], roles: list[Column]) -> None:
    (table,) = recognise_columns(data_of(rows), name="a.csv")
    chosen = dict(enumerate(roles[: len(HEADINGS)]))
    file = read_chronology(data_of(rows), name="a.csv", chosen={table.key: chosen})
    left_out = next((place for place, role in chosen.items() if role is Column.LEFT_OUT), None)
    check(file, rows, but=left_out)
