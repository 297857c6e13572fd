"""A chronology that was sent again: every row is known again once, and none is taken for another."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.chronology.rematch import Told, rematch

WORDS = st.sampled_from(["called", "no reply", "seen well", "Seen  well", "did not attend", ""])
ROWS = st.lists(
    st.builds(
        Told,
        date_as_written=st.sampled_from(["1/3/08", "2/3/08", "?3 March 2008", ""]),
        source=st.sampled_from(["File", "Card", ""]),
        event=WORDS | st.text(max_size=30),
        other=st.sampled_from(["", "Worker: A"]),
    ),
    max_size=25,
)


def told(date: str, event: str, source: str = "File") -> Told:
    return Told(date_as_written=date, source=source, event=event)


VERSION = (
    told("1/3/08", "Health visitor called; nobody in."),
    told("2/3/08", "Did not attend."),
    told("9/3/08", "Did not attend."),
    told("14/3/08", "Seen at home. The child was well and playing with an older cousin."),
    told("20/3/08", "Telephone call from the nursery about lateness."),
)


@given(ROWS, ROWS)
def test_no_row_of_the_old_version_is_given_to_two_of_the_new(before: list[Told], after: list[Told]) -> None:
    matched = rematch(before, after)
    assert len(matched) == len(after)
    given_out = [index for index in matched if index is not None]
    assert len(given_out) == len(set(given_out))
    assert set(given_out) <= set(range(len(before)))


@given(ROWS)
def test_the_same_version_again_is_itself_row_by_row(rows: list[Told]) -> None:
    assert rematch(rows, rows) == tuple(range(len(rows)))


@given(ROWS, st.integers())
def test_rows_in_another_order_are_all_known_again_by_their_words(rows: list[Told], seed: int) -> None:
    shuffled = Random(seed).sample(rows, len(rows))
    matched = rematch(rows, shuffled)
    assert sorted(index for index in matched if index is not None) == list(range(len(rows)))
    assert [rows[index] for index in matched if index is not None] == shuffled


@given(ROWS, ROWS)
def test_what_is_in_both_versions_is_never_new(before: list[Told], added: list[Told]) -> None:
    matched = rematch(before, [*added, *before])
    assert {index for index in matched if index is not None} == set(range(len(before)))


@pytest.mark.parametrize(
    ("place", "now"),
    [
        (0, told("1/3/08", "The health visitor called, but nobody was in.")),
        (0, told("1/3/08", "Health visitor called; nobody in.", source="Health visitor's card")),
        (3, told("15/3/08", "Seen at home. The child was well and playing with an older cousin.")),
        (4, told("20/3/08", "Telephone call from the nursery about his lateness and his clothes.")),
    ],
)
def test_a_corrected_row_is_the_same_row(place: int, now: Told) -> None:
    after = [*VERSION]
    after[place] = now
    assert rematch(VERSION, after) == (0, 1, 2, 3, 4)
    assert rematch(VERSION, [told("1/1/08", "Booked with the midwife at the surgery."), *after]) == (
        None,
        0,
        1,
        2,
        3,
        4,
    )


def test_another_event_in_the_place_of_an_old_one_is_new() -> None:
    after = [*VERSION]
    after[1] = told("3/3/08", "Police were called to a disturbance in the street.")
    assert rematch(VERSION, after) == (0, None, 2, 3, 4)


def test_of_rows_worded_alike_the_one_that_lost_its_twin_keeps_its_place_in_the_order() -> None:
    twins = [told("2/3/08", "Did not attend.")] * 3
    assert rematch(twins, twins[:2]) == (0, 1)
    assert rematch(twins[:2], twins) == (0, 1, None)


def test_a_row_that_says_nothing_is_never_taken_for_a_reworded_one() -> None:
    blank = Told(date_as_written="1/3/08", other="Worker: A")
    assert rematch([blank], [replace(blank, other="Worker: B", date_as_written="2/3/08")]) == (None,)
