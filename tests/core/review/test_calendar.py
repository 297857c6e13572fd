"""Which days count?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.calendar import ENGLAND, WorkingCalendar
from tests.core.review.regimes import UNHURRIED

DAYS = st.dates(min_value=date(1999, 1, 1), max_value=date(2045, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        date(2010, 4, 2),  # Good Friday
        date(2010, 4, 5),  # Easter Monday
        date(2010, 5, 3),  # May Day
        date(2010, 5, 31),  # Spring bank holiday
        date(2010, 12, 27),  # Christmas Day fell on a Saturday
        date(2010, 12, 28),
        date(2011, 1, 3),  # New Year's Day fell on a Saturday
        date(2011, 4, 29),  # a royal wedding
        date(2010, 4, 17),  # a Saturday
    ],
)
def test_a_bank_holiday_or_weekend_is_not_a_working_day(day):
    assert not ENGLAND.is_working_day(day)


def test_a_holiday_of_scotland_alone_is_a_working_day_in_england():
    assert ENGLAND.is_working_day(date(2013, 1, 2))


def test_a_closure_day_of_the_board_is_not_a_working_day():
    board = WorkingCalendar(closures=frozenset({date(2010, 12, 29)}))
    assert not board.is_working_day(date(2010, 12, 29))
    assert board.is_working_day(date(2010, 12, 30))
    assert board.working_day_after(date(2010, 12, 24), 1) == date(2010, 12, 30)


def test_the_start_day_never_counts():
    assert ENGLAND.working_day_after(date(2010, 4, 13), 1) == date(2010, 4, 14)


@pytest.mark.parametrize("n", [0, -1])
def test_counting_less_than_one_day_is_an_error(n):
    with pytest.raises(ValueError, match="at least one working day"):
        ENGLAND.working_day_after(date(2010, 4, 13), n)


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (date(2010, 1, 31), 1, date(2010, 2, 28)),
        (date(2012, 1, 31), 1, date(2012, 2, 29)),
        (date(2010, 1, 27), 6, date(2010, 7, 27)),
        (date(2009, 12, 18), 6, date(2010, 6, 18)),
        (date(2010, 8, 31), 6, date(2011, 2, 28)),
        (date(2010, 12, 5), 1, date(2011, 1, 5)),
        (date(2010, 3, 31), 12, date(2011, 3, 31)),
    ],
)
def test_a_calendar_month_ends_on_the_same_day_or_the_last_of_a_short_month(start, n, expected):
    assert ENGLAND.add_calendar_months(start, n) == expected


@UNHURRIED
@given(start=DAYS, n=st.integers(min_value=1, max_value=40))
def test_the_nth_working_day_is_a_working_day_with_n_working_days_up_to_it(start, n):
    end = ENGLAND.working_day_after(start, n)
    between = [start + timedelta(days=d) for d in range(1, (end - start).days + 1)]
    assert ENGLAND.is_working_day(end)
    assert sum(ENGLAND.is_working_day(day) for day in between) == n


@UNHURRIED
@given(start=DAYS, n=st.integers(min_value=0, max_value=60))
def test_adding_months_lands_n_months_on_and_never_later_in_the_month(start, n):
    end = ENGLAND.add_calendar_months(start, n)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == n
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)
