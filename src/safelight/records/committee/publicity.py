"""When may members and public read what goes to a meeting? Five clear days before it, and never what is withheld."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from safelight.core.review.calendar import WorkingCalendar
from safelight.records.committee.models import Meeting, Report
from safelight.records.committee.words import Exemption
from safelight.records.people.queries import calendar_for

CLEAR_DAYS = 5
"""Local Government Act 1972, section 100B: neither the day of publication nor that of the meeting is counted."""


def papers_public_on(held_on: date, *, calendar: WorkingCalendar) -> date:
    """The last working day on which the papers of a meeting can be put out with five clear days before it."""
    day, clear = held_on, 0
    while clear < CLEAR_DAYS:
        day -= timedelta(days=1)
        clear += calendar.is_working_day(day)
    day -= timedelta(days=1)
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def public_from(report: Report, meetings: Iterable[Meeting]) -> date | None:
    """The first day on which anybody may read the report; None where it is withheld or goes to no meeting.

    A report that is written late is public from the day it is written.
    """
    if report.exemption != Exemption.NONE:
        return None
    calendar = calendar_for(report.board)
    days = [papers_public_on(meeting.held_on, calendar=calendar) for meeting in meetings]
    return max(min(days), report.written_on) if days else None
