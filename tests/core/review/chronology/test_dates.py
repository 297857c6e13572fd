from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.chronology import dates
from safelight.core.review.chronology.dates import read_date
from safelight.core.review.chronology.days import Day, day_of, from_date

SURE = [
    ("14/03/2008", "2008-03-14"),
    ("14.3.08", "2008-03-14"),
    ("14-03-2008", "2008-03-14"),
    ("14 03 2008", "2008-03-14"),
    ("14 / 03 / 2008", "2008-03-14"),
    ("14th March 2008", "2008-03-14"),
    ("14 th of March, 2008", "2008-03-14"),
    ("March 14th 2008", "2008-03-14"),
    ("14-Mar-08", "2008-03-14"),
    ("14 Mar. '08", "2008-03-14"),
    ("14MAR2008", "2008-03-14"),
    ("Friday 14 March 2008", "2008-03-14"),
    ("Fri, 14/03/2008", "2008-03-14"),
    ("2008-03-14", "2008-03-14"),
    ("2008/03/14", "2008-03-14"),
    ("20080314", "2008-03-14"),
    ("2008-03-14 00:00:00", "2008-03-14"),
    ("14–03–2008", "2008-03-14"),
    ("14\u00a0March\u00a02008", "2008-03-14"),
    ("１４/０３/２００８", "2008-03-14"),
    ("22 Sept 09", "2009-09-22"),
    ("March 2008", "2008-03"),
    ("Mar-08", "2008-03"),
    ("03/2008", "2008-03"),
    ("2008-03", "2008-03"),
    ("2007-08", "2007-08"),
    ("2008 March", "2008-03"),
    ("2008", "2008"),
    ("during 2008", "2008"),
    ("from March 2008 to date", "2008-03"),
    ("since 2008", "2008"),
    ("39521", "2008-03-14"),
    ("1/1/99", "1999-01-01"),
    ("5/3/65", "1965-03-05"),
    ("29/02/2008", "2008-02-29"),
    ("Christmas Day 2007", "2007-12-25"),
    ("New Year's Eve 2007", "2007-12-31"),
    ("14/03/2008 (late entry)", "2008-03-14"),
    ("14/03/2008 PC 1147 Hale", "2008-03-14"),
]
DOUBTED = [
    ("?22 May 2016", "2016-05-22"),
    ("? 22 May 2016", "2016-05-22"),
    ("22 May 2016?", "2016-05-22"),
    ("22 May (?) 2016", "2016-05-22"),
    ("circa 2005", "2005"),
    ("c. 2005", "2005"),
    ("c2005", "2005"),
    ("c. March 2009", "2009-03"),
    ("ca Mar 2009", "2009-03"),
    ("approx. 22/5/16", "2016-05-22"),
    ("probably 22 May 2016", "2016-05-22"),
    ("22 May 2016 (exact date not known)", "2016-05-22"),
    ("before 22 May 2016", "2016-05-22"),
    ("early March 2008", "2008-03"),
    ("mid-March 2008", "2008-03"),
    ("end of March 2008", "2008-03"),
    ("spring 2008", "2008"),
    ("Winter 2008/09", "2008"),
    ("summer holidays 2008", "2008"),
    ("Autumn term 2007", "2007"),
    ("Easter 2008", "2008"),
    ("Sum. 2008", "2008"),
    ("1 Jna 2008", "2008"),
    ("Christmas 2007", "2007-12"),
    ("? May 2016", "2016-05"),
    ("22.05/16", "2016-05-22"),
    ("22//05/16", "2016-05-22"),
    ("22,05,2016", "2016-05-22"),
    ("22 Ocotber 2008", "2008-10-22"),
    ("22 Febuary 2008", "2008-02-22"),
    ("Setpember 2008", "2008-09"),
    ("22 Agust 2008", "2008-08-22"),
    ("22/O5/2o16", "2016-05-22"),
    ("l2/03/2008", "2008-03-12"),
    ("22/05/20016", "2016-05-22"),
    ("22/05/016", "2016-05-22"),
    ("05/22/2016", "2016-05-22"),
    ("31/02/2008", "2008-02"),
    ("30 February 2008", "2008-02"),
    ("29/02/2009", "2009-02"),
    ("00/03/2008", "2008-03"),
    ("??/03/2008", "2008-03"),
    ("xx/xx/2008", "2008"),
    ("14032008", "2008-03-14"),
    ("140308", "2008-03-14"),
    ("Monday 14 March 2008", "2008-03-14"),
    ("5/3/35", "2035-03-05"),
    ("5/3/45", "1945-03-05"),
    ("22/05/2016 (typed 24/05/2016)", "2016-05-22"),
    ("14/03/2008 x2", "2008-03-14"),
]
RANGES = [
    ("3-5 March 2008", "2008-03-03", "2008-03-05", False),
    ("3rd to 5th March 2008", "2008-03-03", "2008-03-05", False),
    ("between 3 and 5 March 2008", "2008-03-03", "2008-03-05", False),
    ("14 – 16 March 08", "2008-03-14", "2008-03-16", False),
    ("28 Feb - 2 March 2008", "2008-02-28", "2008-03-02", False),
    ("30 December 2007 to 2 January 2008", "2007-12-30", "2008-01-02", False),
    ("5th Nov 08 - 7th Nov 08", "2008-11-05", "2008-11-07", False),
    ("12/03/08 to 15/03/08", "2008-03-12", "2008-03-15", False),
    ("12/03/2008-15/03/2008", "2008-03-12", "2008-03-15", False),
    ("12/03 - 15/03/08", "2008-03-12", "2008-03-15", False),
    ("12-15/03/2008", "2008-03-12", "2008-03-15", False),
    ("2008-03-12/2008-03-15", "2008-03-12", "2008-03-15", False),
    ("March to May 2008", "2008-03", "2008-05", False),
    ("Dec 2007 - Jan 2008", "2007-12", "2008-01", False),
    ("2006-2008", "2006", "2008", False),
    ("w/c 5 May 2008", "2008-05-05", "2008-05-11", False),
    ("Week of 5 May 2008", "2008-05-05", "2008-05-11", False),
    ("week ending 11/05/08", "2008-05-05", "2008-05-11", False),
    ("2007/08", "2007", "2008", True),
    ("1990s", "1990", "1999", True),
    ("200?", "2000", "2009", True),
    ("3/4 March 2008", "2008-03-03", "2008-03-04", True),
    ("22 or 23/05/16", "2016-05-22", "2016-05-23", True),
    ("March/April 2008", "2008-03", "2008-04", True),
    ("?3-5 March 2008", "2008-03-03", "2008-03-05", True),
    ("3, 5 and 7 March 2008", "2008-03-03", "2008-03-07", True),
    ("15/03/08 to 12/03/08", "2008-03-15", "2008-03-12", True),
]
TIMED = [
    ("14/03/2008 09:30", "09:30"),
    ("14.3.08 9.30am", "09:30"),
    ("14/03/08 0930", "09:30"),
    ("14/03/08 at 0930hrs", "09:30"),
    ("14 March 2008 2.15 p.m.", "14:15"),
    ("14 March 2008, 12 noon", "12:00"),
    ("2008-03-14T09:30:00Z", "09:30"),
    ("14 March 2008 14:00-15:00", "14:00"),
    ("14:30 14/03/2008", "14:30"),
    ("9.30 on 14/3/08", "09:30"),
    ("9.30am, 14 March 2008", "09:30"),
    ("08/09/2010 08:00 - 09:00", "08:00"),
    ("14 March 2008", ""),
    ("14 March 2008 00:00", ""),
    ("14 March 2008 morning", ""),
    ("14 March 2008 ref 1530", ""),
    ("22.05.16", ""),
]
UNREADABLE = [
    "",
    "unknown",
    "n/k",
    "sometime",
    "5 March",
    "05/03",
    "13/25/2008",
    "32/01/2008",
    "01/01/0100",
    "9999",
    "3/08",
    "#REF!",
    "see above",
]


@pytest.mark.parametrize(("written", "expected"), SURE)
def test_a_date_is_read_day_first_and_as_precisely_as_it_is_written(written: str, expected: str) -> None:
    reading = read_date(written)
    assert reading is not None
    assert (str(reading.day), reading.until, reading.uncertain) == (expected, None, False)


@pytest.mark.parametrize(("written", "expected"), DOUBTED)
def test_doubt_and_mended_mistypes_are_marked(written: str, expected: str) -> None:
    reading = read_date(written)
    assert reading is not None
    assert (str(reading.day), reading.until, reading.uncertain) == (expected, None, True)


@pytest.mark.parametrize(("written", "start", "end", "uncertain"), RANGES)
def test_a_range_has_both_its_ends(written: str, start: str, end: str, uncertain: bool) -> None:
    reading = read_date(written)
    assert reading is not None
    assert (str(reading.day), str(reading.until), reading.uncertain) == (start, end, uncertain)


@pytest.mark.parametrize(("written", "time"), TIMED)
def test_a_time_beside_the_date_is_read_and_never_made_up(written: str, time: str) -> None:
    reading = read_date(written)
    assert reading is not None
    assert reading.time == time


@pytest.mark.parametrize("written", UNREADABLE)
def test_what_is_no_date_is_not_guessed_at(written: str) -> None:
    assert read_date(written) is None


def test_a_range_may_carry_two_times() -> None:
    reading = read_date("12/03/08 09:30 to 15/03/08 10:00")
    assert reading is not None
    assert (str(reading.day), str(reading.until), reading.time, reading.uncertain) == (
        "2008-03-12",
        "2008-03-15",
        "09:30",
        False,
    )


@pytest.mark.parametrize(
    ("value", "expected", "time"),
    [
        (datetime.fromisoformat("2008-03-14"), "2008-03-14", ""),
        (datetime.fromisoformat("2008-03-14 09:30:00"), "2008-03-14", "09:30"),
        (datetime.fromisoformat("2008-03-14 09:29:59.999999"), "2008-03-14", "09:30"),
        (date(2008, 3, 14), "2008-03-14", ""),
        (39521, "2008-03-14", ""),
        (39521.395833333, "2008-03-14", "09:30"),
    ],
)
def test_what_a_spreadsheet_holds_behind_the_cell_goes_before_what_it_shows(
    value: object, expected: str, time: str
) -> None:
    reading = read_date("whatever is shown", value=value)
    assert reading is not None
    assert (str(reading.day), reading.time, reading.uncertain) == (expected, time, False)


def test_a_number_that_is_a_year_is_a_year() -> None:
    reading = read_date("2008", value=2008)
    assert reading is not None
    assert str(reading.day) == "2008"


@pytest.mark.parametrize("written", ["5 March", "5th Mar", "05/03", "March 5"])
def test_the_year_of_a_heading_completes_a_date_and_is_doubted(written: str) -> None:
    reading = read_date(written, within=Day(2008))
    assert reading is not None
    assert (str(reading.day), reading.uncertain) == ("2008-03-05", True)


@pytest.mark.parametrize("written", ["14", "14th", "Fri 14th", "Friday 14", "the 14th"])
def test_the_month_of_a_heading_completes_a_day_and_is_doubted(written: str) -> None:
    reading = read_date(written, within=Day(2008, 3))
    assert reading is not None
    assert (str(reading.day), reading.uncertain) == ("2008-03-14", True)


def test_the_year_of_a_heading_leaves_a_whole_date_alone() -> None:
    reading = read_date("5 March 2007", within=Day(2008))
    assert reading is not None
    assert (str(reading.day), reading.uncertain) == ("2007-03-05", False)


FORMS = ("%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d-%b-%Y", "%A %d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%Y%m%d")


@given(day=st.dates(date(1940, 1, 1), date(2079, 12, 31)), form=st.sampled_from(FORMS))
def test_every_day_reads_back_from_every_usual_form_without_doubt(day: date, form: str) -> None:
    reading = read_date(day.strftime(form))
    assert reading is not None
    assert (reading.day, reading.until, reading.time, reading.uncertain) == (from_date(day), None, "", False)


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_fail_or_invent_an_impossible_day(text: str) -> None:
    reading = read_date(text)
    if reading is not None:
        assert day_of(str(reading.day)) == reading.day
        assert reading.until is None or day_of(str(reading.until)) == reading.until


@given(st.text(alphabet="0123456789/.- ?tofrmach", max_size=40))
def test_no_mixture_of_numbers_and_signs_makes_the_reader_fail(text: str) -> None:
    reading = read_date(text)
    assert reading is None or day_of(str(reading.day)) == reading.day


def test_the_least_precise_comes_first_within_its_period() -> None:
    assert sorted([Day(2008, 3, 1), Day(2008, 3), Day(2008), Day(2007, 12, 31)]) == [
        Day(2007, 12, 31),
        Day(2008),
        Day(2008, 3),
        Day(2008, 3, 1),
    ]


@pytest.mark.parametrize("text", ["2008-13", "2008-02-30", "14/03/2008", "20080314"])
def test_only_what_a_row_holds_is_read_back_as_a_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day"):
        day_of(text)


@given(
    st.integers(0, 33),
    st.sampled_from("/. -"),
    st.sampled_from(["3", "03", "12", "13", "Mar", "march", "May", "Sept", "foo"]),
    st.one_of(st.integers(1890, 2060).map(str), st.integers(0, 99).map("{:02}".format)),
    st.sampled_from(["", "", "Fri ", "saturday ", "Tues ", "May ", "foo "]),
)
def test_the_commonest_forms_are_read_as_a_closer_look_reads_them(
    day: int, mark: str, month: str, year: str, weekday: str
) -> None:
    text = f"{weekday}{day:02}{mark}{month}{mark}{year}"
    plainly = dates._plainly(text)
    assert plainly is None or plainly == dates._closely(text)
