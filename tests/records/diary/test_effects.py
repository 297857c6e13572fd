"""Looking whether an action made a difference is due like anything else; an owner without a seat is reminded too."""

from __future__ import annotations

from datetime import date

import pytest

from safelight.core.review.plan import months_after
from safelight.records.cases.models import Case, Seat
from safelight.records.cases.queries.overview import tasks_of
from safelight.records.diary.entries import IN_PLAIN_WORDS, Entry, Kind
from safelight.records.diary.queries import all_clocks, entries_due, reminders_due
from safelight.records.people.models import User
from safelight.records.plans import actions as plans
from safelight.records.plans.actions import following
from safelight.records.plans.models import Action
from tests.factories import Cast, moment
from tests.records.diary.reviews import an_action
from tests.upper_factories import a_review

pytestmark = pytest.mark.django_db
DUE_ON = date(2010, 9, 1)
CLOSED_ON = date(2010, 8, 2)
SIX = date(2011, 2, 2)


def effects(user: User, on: date) -> list[Entry]:
    return [entry for entry in entries_due(user, on=on) if entry.kind is Kind.EFFECT]


@pytest.fixture
def case(cast: Cast) -> Case:
    """A review with one closed action of the police."""
    made = a_review(cast)
    action = an_action(cast, made, agency=cast.police, due_on=DUE_ON)
    at = moment(CLOSED_ON)
    plans.add_evidence(action=action, text="E", by=cast.police_author, at=at)
    plans.propose_closure(action=action, impact="I", by=cast.police_author, at=at)
    plans.close(action=action, by=cast.chair, at=at)
    return made


def test_the_look_at_an_effect_is_in_calendar_tasks_and_clocks_of_the_office(cast: Cast, case: Case) -> None:
    assert months_after(CLOSED_ON, 6) == SIX
    entry = effects(cast.manager, SIX)[0]
    assert (entry.day, entry.late, entry.yours) == (SIX, False, True)
    assert effects(cast.manager, date(2011, 2, 3))[0].late
    assert effects(cast.police_author, SIX) == []
    assert entry.plainly == IN_PLAIN_WORDS[Kind.EFFECT]
    tasks = {task.key: task for task in tasks_of(case, on=SIX)}
    assert tasks["effect"].due_on == SIX
    line = next(line for line in all_clocks(cast.manager, on=SIX) if line.review.id == case.pk)
    clock = next(clock for clock in line.clocks if clock.duty == "after.effect-checked")
    assert (clock.due_on, clock.title) == (SIX, "Look whether closed actions made a difference")
    assert "whether they made the difference" in clock.says


def test_once_looked_at_the_next_is_due_twelve_months_after_and_then_none(cast: Cast, case: Case) -> None:
    action = Action.objects.get()
    for months, on in ((6, SIX), (12, date(2011, 8, 2))):
        following.check_effect(
            action=action, months=months, looked_at="L", found="held", in_public="P", by=cast.manager, at=moment(on)
        )
        days = [entry.day for entry in effects(cast.manager, on)]
        assert days == ([date(2011, 8, 2)] if months == 6 else [])
    assert "effect" not in {task.key for task in tasks_of(case, on=SIX)}


def test_the_business_manager_is_reminded_and_nothing_of_the_case_is_said(cast: Cast, case: Case) -> None:
    reminder = next(one for one in reminders_due(on=SIX) if one.user_id == cast.manager.pk)
    entry = effects(cast.manager, SIX)[0]
    assert reminder.waiting >= 1
    assert entry.what not in repr(reminder)
    assert case.reference not in repr(reminder)
    assert case.public_name not in repr(reminder)


def test_an_owner_without_a_seat_sees_and_is_reminded_of_that_action_alone(cast: Cast, case: Case) -> None:
    owner = cast.health_author
    first = Action.objects.get()
    owned = plans.agree_action(
        recommendation=first.recommendation,
        text="Audit it.",
        agency=cast.health,
        owner_post="Head of Nursing",
        owner=owner.pk,
        due_on=date(2011, 2, 5),
        measure="Forty files.",
        by=cast.manager,
        at=moment(date(2010, 9, 1)),
    )
    Seat.objects.filter(user=owner).update(until=CLOSED_ON)
    entries = entries_due(owner, on=SIX)
    assert [entry.what for entry in entries] == [f"Action 1.2: {owned.text}"]
    assert entries[0].yours
    reminder = next(one for one in reminders_due(on=SIX) if one.user_id == owner.pk)
    assert reminder.waiting == 1
