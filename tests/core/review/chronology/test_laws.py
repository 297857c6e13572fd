"""What holds for any chronologies whatever: nothing is lost, and neither order nor repetition changes anything."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safelight.core.review.chronology.merge import SameFileTwice, merge
from safelight.core.review.chronology.model import ChronologyFile, Merged, Row
from safelight.core.review.chronology.read import read_chronology
from safelight.core.review.chronology.write import write_chronology
from tests.core.review.chronology.made_up import csv_bytes, docx_bytes, xlsx_bytes

FILES = {".csv": csv_bytes, ".xlsx": xlsx_bytes, ".docx": docx_bytes}
HEADINGS = ("Date", "Time", "Source", "Event", "Action")
DATES = st.sampled_from(
    [
        *("14/03/2008", "15.3.08", "?16 March 2008", "c. March 2008", "early March 2008", "spring 2008", "2008"),
        *("14-16 March 2008", "22.05/16", "", "unknown", "31/02/2008", "n/k", "Fri 14 Mar 2008"),
    ]
)
TIMES = st.sampled_from(["", "", "09:30", "1430", "10pm", "?", "morning"])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters='="'), max_size=12)
EVENTS = st.one_of(
    st.sampled_from(["Home visit, baby seen asleep in his cot.", "No access visit.", "Referral made to social care."]),
    st.lists(WORDS, max_size=6).map(" ".join),
)
LINES = st.lists(st.tuples(DATES, TIMES, WORDS, EVENTS, WORDS), min_size=1, max_size=8)
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(lines: list[tuple[str, ...]], *, name: str = "police.csv") -> ChronologyFile:
    first = ("13/03/2008", "", "log", "Officers attended Marl Street.", "")
    suffix = name[name.index(".") :]
    return read_chronology(FILES[suffix](HEADINGS, first, *lines), name=name)


def said(rows: tuple[Row, ...]) -> list[tuple[object, ...]]:
    """What a row says, apart from where it stands."""
    return [(r.date, r.until, r.time, r.uncertain, r.date_as_written, r.agency, r.source, r.event) for r in rows]


def holds_something(line: tuple[str, ...]) -> bool:
    return any(cell.strip().strip(" -_=*.–—") for cell in line)


@few
@given(LINES, LINES, LINES)
def test_the_order_of_the_files_makes_no_difference(one: list, two: list, three: list) -> None:  # type: ignore[type-arg]
    files = [read(one, name="police.csv"), read(two, name="school.csv"), read(three, name="gp.csv")]
    results: list[Merged] = [merge(order) for order in permutations(files)]
    assert all(result == results[0] for result in results)


@few
@given(LINES, st.sampled_from(sorted(FILES)))
def test_no_row_is_lost(lines: list, suffix: str) -> None:  # type: ignore[type-arg]
    file = read(lines, name=f"police{suffix}")
    kept = Counter(row.row for row in file.rows) + Counter(bad.row for bad in file.unreadable)
    assert set(kept.values()) == {1}
    wanted = {number for number, line in enumerate(lines, 3) if holds_something(line)}
    assert wanted <= set(kept)
    merged = merge([file])
    assert merged.rows_read == len(kept)
    assert {row.row for row in merged.rows} == {row.row for row in file.rows}


@few
@given(LINES)
def test_every_word_of_a_row_that_is_kept_is_somewhere_in_it(lines: list) -> None:  # type: ignore[type-arg]
    rows = {row.row: row for row in read(lines).rows}
    for number, line in enumerate(lines, 3):
        if number in rows:
            row = rows[number]
            whole = "\n".join((*row.cells(), row.other, *row.flags))
            date, _, source, event, action = line
            assert all(cell.strip() in whole for cell in (date, source, event, action))


@few
@given(LINES, LINES)
def test_merging_what_was_merged_once_more_changes_nothing(one: list, two: list) -> None:  # type: ignore[type-arg]
    once = merge([read(one, name="police.csv"), read(two, name="school.csv")])
    again = merge([read_chronology(write_chronology(once, suffix=".csv"), name="whole.csv")])
    assert said(again.rows) == said(once.rows)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".docx", ".html"])
@settings(max_examples=8, deadline=None)
@given(LINES)
def test_what_was_written_is_read_back_as_it_was(suffix: str, lines: list) -> None:  # type: ignore[type-arg]
    whole = merge([read(lines)])
    back = read_chronology(write_chronology(whole, suffix=suffix), name=f"whole{suffix}")
    shown = _as_a_page_shows if suffix == ".html" else list
    assert shown(said(back.rows)) == shown(said(whole.rows))
    assert back.unreadable == ()


def _as_a_page_shows(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """A web page makes one space of several, and of none at the ends of a cell."""
    return [tuple(" ".join(cell.split()) if isinstance(cell, str) else cell for cell in row) for row in rows]


@given(LINES)
@settings(max_examples=5, deadline=None)
def test_one_file_given_twice_under_one_name_is_told(lines: list) -> None:  # type: ignore[type-arg]
    file = read(lines)
    with pytest.raises(SameFileTwice, match=r"police\.csv"):
        merge([file, file])
