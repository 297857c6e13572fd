"""Agencies are reminded of what they owe on days of their own, and the business manager sees who was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from safelight.records.cases.actions import agency_reviews
from safelight.records.diary.actions import note_reminder
from safelight.records.diary.chasing import chase_page
from safelight.records.diary.queries import reminders_due
from safelight.records.people.actions import switch_reminders
from safelight.records.people.permission import NotForYou
from tests.factories import SENT, Cast, a_cast, a_scoped_case, moment, requested_reviews

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return a_cast()


def run(cast: Cast, on: date) -> bool:
    """What the daily run does on a day: whether the author for the police is sent a mail."""
    due = [reminder for reminder in reminders_due(on=on) if reminder.user_id == cast.police_author.pk]
    for reminder in due:
        note_reminder(
            user=reminder.user_id, reminded_of=reminder.reminded_of, chased=reminder.chased, by=None, at=moment(on)
        )
    return bool(due)


def test_an_agency_is_reminded_on_its_own_days_and_the_list_says_when(cast: Cast) -> None:
    case = a_scoped_case(cast)
    review, _ = requested_reviews(cast, case)
    looked = (-15, -14, -13, -8, -7, -2, -1, 0, 1, 2, 7, 8, 9, 14, 15)
    mailed = [days for days in looked if run(cast, SENT + timedelta(days))]
    assert mailed == [-14, -7, -1, 1, 8, 15]
    agency_reviews.open_request(review=review, by=cast.police_author, at=moment(SENT))
    lines = {line.agency: line for line in chase_page(cast.manager, case.pk, on=SENT + timedelta(3)).lines}
    police, health = lines[cast.police.name], lines[cast.health.name]
    [person] = police.people
    assert person.reminded_on == tuple(SENT + timedelta(days) for days in mailed)
    assert (police.days_late, police.opened_on, health.opened_on) == (3, SENT, None)
    with pytest.raises(NotForYou):
        chase_page(cast.police_author, case.pk, on=SENT)


def test_a_day_on_which_nothing_ran_is_made_up_for_once(cast: Cast) -> None:
    requested_reviews(cast, a_scoped_case(cast))
    assert [days for days in (-12, -11, -5, -4, 4, 5, 9) if run(cast, SENT + timedelta(days))] == [-12, -5, 4, 9]


def test_whoever_has_switched_reminders_off_is_not_chased_and_the_list_says_so(cast: Cast) -> None:
    case = a_scoped_case(cast)
    requested_reviews(cast, case)
    switch_reminders(wanted=False, by=cast.police_author, at=moment(SENT))
    assert not run(cast, SENT + timedelta(1))
    lines = {line.agency: line for line in chase_page(cast.manager, case.pk, on=SENT).lines}
    assert [person.reminders for person in lines[cast.police.name].people] == [False]
