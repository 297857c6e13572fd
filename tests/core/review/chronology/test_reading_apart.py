"""A chronology read by a process of its own is the same as one read here, and a file that is none is refused alike."""

from __future__ import annotations

import pytest

from safelight.core.papers.paper import UnreadablePaper
from safelight.core.review.chronology.apart import read_chronology_apart, recognise_columns_apart
from safelight.core.review.chronology.columns import Column
from safelight.core.review.chronology.read import read_chronology
from safelight.core.review.chronology.recognise import recognise_columns
from tests.core.review.chronology.made_up import csv_bytes

DATA = csv_bytes(
    ("Seq", "Date", "Source of information", "Event", "Worker"),
    ("1", "?14/03/2008", "HV1 diary", "Home visit.", "A. Nurse"),
    ("2", "??", "", "??", ""),
    ("3", "15/03/2008", "#mine", "Ask the clinic.", ""),
)


def test_it_says_the_same_as_reading_here() -> None:
    tables = recognise_columns_apart(DATA, name="hv.csv")
    assert tables == recognise_columns(DATA, name="hv.csv")
    assert read_chronology_apart(DATA, name="hv.csv") == read_chronology(DATA, name="hv.csv")
    chosen = {tables[0].key: {1: Column.DATE, 4: Column.EVENT}}
    as_chosen = read_chronology_apart(DATA, name="hv.csv", chosen=chosen)
    assert as_chosen == read_chronology(DATA, name="hv.csv", chosen=chosen)
    assert as_chosen.rows[0].event == "A. Nurse"


def test_a_refusal_is_the_same_sentence() -> None:
    for ask in (read_chronology_apart, recognise_columns_apart):
        with pytest.raises(UnreadablePaper, match="holds something else"):
            ask(b"PK\x03\x04", name="hv.csv")
