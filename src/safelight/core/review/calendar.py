"""Which days count? England's bank holidays in any year, and the days on which this board is closed."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

SATURDAY = 5


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays of one year, substitute days included."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Working days for one board: not Saturday, Sunday, a bank holiday or one of the board's own closures."""

    closures: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether the board works on this day."""
        return day.weekday() < SATURDAY and day not in bank_holidays(day.year) and day not in self.closures

    def working_day_after(self, start: date, n: int) -> date:
        """The nth working day after `start`; the start day itself never counts.

        Raises:
            ValueError: when n is less than 1.
        """
        if n < 1:
            raise ValueError(f"Count at least one working day, not {n}.")
        day = start
        while n:
            day += timedelta(days=1)
            n -= self.is_working_day(day)
        return day

    def working_day_before(self, end: date, n: int) -> date:
        """The nth working day before `end`; that day itself never counts.

        Raises:
            ValueError: when n is less than 1.
        """
        if n < 1:
            raise ValueError(f"Count at least one working day, not {n}.")
        day = end
        while n:
            day -= timedelta(days=1)
            n -= self.is_working_day(day)
        return day

    def add_calendar_months(self, start: date, n: int) -> date:
        """The same day n months later or, where that month is too short, its last day: a month's clock never spills."""
        years, month = divmod(start.year * 12 + start.month - 1 + n, 12)
        return date(years, month + 1, min(start.day, months.monthrange(years, month + 1)[1]))


ENGLAND = WorkingCalendar()
"""A board with no closure days of its own."""
