from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.chronology.times import read_time


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0930", "09:30"),
        ("930", "09:30"),
        ("09:30", "09:30"),
        ("9.30", "09:30"),
        ("9.30am", "09:30"),
        ("9.30 p.m.", "21:30"),
        ("9 am", "09:00"),
        ("12pm", "12:00"),
        ("12.15 am", "00:15"),
        ("0930 hrs", "09:30"),
        ("09:30hrs", "09:30"),
        ("1400h", "14:00"),
        ("13:45pm", "13:45"),
        ("00:00", "00:00"),
        ("09:30:00", "09:30"),
        ("12 noon", "12:00"),
        ("midday", "12:00"),
        ("09:30-10:15", "09:30"),
        ("2pm-3pm", "14:00"),
        ("10.15 to noon", "10:15"),
    ],
)
def test_a_time_is_read_in_the_forms_that_people_use(written: str, expected: str) -> None:
    clock = read_time(written)
    assert clock is not None
    assert (clock.text, clock.uncertain) == (expected, False)


@pytest.mark.parametrize("written", ["approx 9.30", "c. 0930", "?09:30", "09;30"])
def test_a_doubted_or_mended_time_is_marked(written: str) -> None:
    clock = read_time(written)
    assert clock is not None
    assert (clock.text, clock.uncertain) == ("09:30", True)


@pytest.mark.parametrize(
    "written", ["", "am", "morning", "midnight", "25:00", "24:00", "9:5", "12:60", "20", "n/k", "after school"]
)
def test_a_time_is_never_made_up(written: str) -> None:
    assert read_time(written) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (time(9, 30), "09:30"),
        (0.395833333333, "09:30"),
        (timedelta(hours=9, minutes=30), "09:30"),
        (datetime.fromisoformat("2008-03-14 09:30:00"), "09:30"),
        (datetime.fromisoformat("1899-12-30"), "00:00"),
    ],
)
def test_a_time_that_a_spreadsheet_holds_is_taken_as_it_is(value: object, expected: str) -> None:
    clock = read_time("shown otherwise", value=value)
    assert clock is not None
    assert (clock.text, clock.uncertain) == (expected, False)


def test_half_past_nine_typed_as_a_number_is_doubted() -> None:
    clock = read_time("9.3", value=9.3)
    assert clock is not None
    assert (clock.text, clock.uncertain) == ("09:30", True)


def test_a_day_without_a_time_says_nothing_about_the_time() -> None:
    assert read_time("", value=datetime.fromisoformat("2008-03-14")) is None


@given(st.times())
def test_every_minute_reads_back_with_and_without_its_mark(moment: time) -> None:
    for form in ("%H:%M", "%H%M", "%H.%M", "%H:%M:%S"):
        clock = read_time(moment.strftime(form))
        assert clock is not None
        assert clock.text == moment.strftime("%H:%M")
