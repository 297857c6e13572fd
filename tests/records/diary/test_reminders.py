"""Who is reminded of what, and when again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from safelight.records.audit.models import Entry as TrailEntry
from safelight.records.cases.models import Case
from safelight.records.diary.actions import note_reminder
from safelight.records.diary.models import ReminderSent
from safelight.records.diary.queries import Reminder, reminders_due
from safelight.records.people.actions import close_account, switch_reminders
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou
from tests.factories import SENT, Cast, a_cast, a_scoped_case, moment, requested_reviews
from tests.records.diary.reviews import an_action

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@pytest.fixture
def case(cast: Cast) -> Case:
    """A review for which both agencies owe theirs by 1 June 2010; nothing else is due before October."""
    made = a_scoped_case(cast)
    requested_reviews(cast, made)
    return made


def due(user: User, on: date) -> Reminder | None:
    return next((reminder for reminder in reminders_due(on=on) if reminder.user_id == user.pk), None)


def sent(user: User, on: date) -> None:
    """A mail goes, as `make remind` sends it."""
    reminder = due(user, on)
    assert reminder is not None
    note_reminder(user=user, reminded_of=reminder.reminded_of, by=None, at=moment(on))


def test_fourteen_days_before_it_is_due_whoever_owes_a_review_is_reminded(cast: Cast, case: Case) -> None:
    assert due(cast.police_author, SENT - 2 * WEEK - DAY) is None
    reminder = due(cast.police_author, SENT - 2 * WEEK)
    assert reminder is not None
    assert (reminder.waiting, reminder.late, reminder.next_on, reminder.within) == (1, 0, SENT, 14)
    assert reminder.email == cast.police_author.email


def test_seven_days_before_it_is_due_the_business_manager_is_reminded(cast: Cast, case: Case) -> None:
    assert due(cast.manager, SENT - WEEK - DAY) is None
    reminder = due(cast.manager, SENT - WEEK)
    assert reminder is not None
    assert (reminder.waiting, reminder.late, reminder.within, reminder.chased) == (2, 0, 7, ())


def test_the_business_manager_is_reminded_of_everything_and_others_of_their_own(cast: Cast, case: Case) -> None:
    reminded = {reminder.user_id: reminder.waiting for reminder in reminders_due(on=SENT)}
    assert reminded == {cast.manager.pk: 2, cast.police_author.pk: 1, cast.health_author.pk: 1}


def test_nothing_is_said_twice_until_it_is_late_and_then_every_week(cast: Cast, case: Case) -> None:
    author = cast.police_author
    sent(author, SENT - WEEK)
    for days in range(1, 6):
        assert due(author, SENT - WEEK + days * DAY) is None
    sent(author, SENT - DAY)
    assert due(author, SENT) is None
    late = due(author, SENT + DAY)
    assert late is not None
    assert (late.waiting, late.late, late.next_on, late.oldest_on) == (1, 1, None, SENT)
    sent(author, SENT + DAY)
    for days in range(1, 7):
        assert due(author, SENT + DAY + days * DAY) is None
    assert due(author, SENT + DAY + WEEK) is not None


def test_something_new_is_a_reason_for_a_mail_of_its_own(cast: Cast, case: Case) -> None:
    sent(cast.police_author, SENT - WEEK)
    an_action(cast, case, agency=cast.police, due_on=SENT + DAY)
    reminder = due(cast.police_author, SENT - 6 * DAY)
    assert reminder is not None
    assert reminder.waiting == 2
    sent(cast.police_author, SENT - 6 * DAY)
    assert due(cast.police_author, SENT - 2 * DAY) is None


def test_nobody_gets_two_mails_on_one_day(cast: Cast, case: Case) -> None:
    sent(cast.police_author, SENT + DAY)
    an_action(cast, case, agency=cast.police, due_on=SENT + 2 * DAY)
    assert due(cast.police_author, SENT + DAY) is None
    assert due(cast.police_author, SENT + 2 * DAY) is not None


def test_what_waits_for_somebody_else_is_no_reason_for_a_mail(cast: Cast, case: Case) -> None:
    october = date(2010, 10, 1)
    assert due(cast.chair, october) is None, "the report that the chair is to accept has not been written"


def test_somebody_who_has_switched_reminders_off_gets_none_until_they_are_on_again(cast: Cast, case: Case) -> None:
    switch_reminders(wanted=False, by=cast.police_author, at=moment(SENT))
    assert due(cast.police_author, SENT) is None
    switch_reminders(wanted=True, by=cast.police_author, at=moment(SENT))
    assert due(cast.police_author, SENT) is not None
    acts = TrailEntry.objects.filter(action="people.switch_reminders").values_list("actor", flat=True)
    assert list(acts) == [str(cast.police_author.pk)] * 2


def test_a_closed_account_and_another_board_are_not_reminded(cast: Cast, case: Case) -> None:
    elsewhere = a_cast("Oxmere")
    closed = close_account(user=cast.police_author, by=cast.manager, at=moment(SENT))
    reminded = {reminder.user_id for reminder in reminders_due(on=SENT)}
    assert closed.pk not in reminded
    assert not reminded & {user.pk for user in elsewhere.all()}
    with pytest.raises(NotForYou):
        switch_reminders(wanted=True, by=closed, at=moment(SENT))


def test_what_is_kept_of_a_mail_says_nothing_of_the_review(cast: Cast, case: Case) -> None:
    sent(cast.manager, SENT)
    kept = ReminderSent.objects.get()
    assert kept.on == SENT
    assert all(len(print_) == 24 and set(print_) <= set("0123456789abcdef") for print_ in kept.reminded_of)
    entry = TrailEntry.objects.filter(action="diary.note_reminder").get()
    assert (entry.actor, entry.case, entry.detail) == ("system", "", '{"reviews": 0, "things": 2}')


def test_only_the_last_mail_is_kept(cast: Cast, case: Case) -> None:
    sent(cast.manager, SENT)
    sent(cast.manager, SENT + DAY)
    assert ReminderSent.objects.get().on == SENT + DAY


def test_nobody_who_is_signed_in_can_say_that_a_mail_went(cast: Cast, case: Case) -> None:
    with pytest.raises(NotForYou):
        note_reminder(user=cast.chair, reminded_of=(), by=cast.manager, at=moment(SENT))
    assert TrailEntry.objects.filter(action="diary.note_reminder.refused").exists()
    assert not ReminderSent.objects.exists()
