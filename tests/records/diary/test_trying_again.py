"""When a text is tried again is in calendar, tasks and clocks, also of what is public and in closed reviews."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from safelight.core.review.intruder import LOOKED_AGAIN
from safelight.core.review.tasks import TaskState
from safelight.core.vocabulary import Stage
from safelight.records.cases.models import Case
from safelight.records.cases.queries.overview import tasks_of
from safelight.records.diary.entries import IN_PLAIN_WORDS, Entry, Kind
from safelight.records.diary.queries import all_clocks, entries_due, reminders_due
from safelight.records.people.models import User
from safelight.records.publication.actions import drafting, publishing
from safelight.records.publication.models import Edition
from tests.factories import Cast, moment
from tests.records.publication.intruding import AGAIN, not_remote, tried
from tests.upper_factories import (
    DRAFTED,
    SUMMARY,
    a_passed_draft,
    a_published_edition,
    an_accepted_review,
)

pytestmark = pytest.mark.django_db
LOOKED = date(2010, 12, 1)


@pytest.fixture
def case(cast: Cast) -> Case:
    return an_accepted_review(cast)


@pytest.fixture
def edition(cast: Cast, case: Case) -> Edition:
    """A published summary that was tried once, and is to be tried again."""
    made = a_published_edition(cast, case)
    tried(made.draft, by=cast.panel_chair, on=LOOKED)
    return made


def trying(user: User, on: date) -> list[Entry]:
    return [entry for entry in entries_due(user, on=on) if entry.kind is Kind.INTRUDER]


def test_what_is_public_is_in_calendar_tasks_and_clocks(cast: Cast, case: Case, edition: Edition) -> None:
    (entry,) = trying(cast.manager, AGAIN)
    assert (entry.day, entry.late, entry.yours) == (AGAIN, False, True)
    assert entry.what == "Try again whether anybody can be identified in the executive summary, as published"
    assert entry.plainly == IN_PLAIN_WORDS[Kind.INTRUDER]
    assert trying(cast.manager, AGAIN + timedelta(days=1))[0].late
    assert trying(cast.police_author, AGAIN) == []
    task = next(task for task in tasks_of(case, on=AGAIN) if task.key == "intruder-again")
    assert (task.due_on, task.state) == (AGAIN, TaskState.NOW)
    clocks = [clock for line in all_clocks(cast.manager, on=AGAIN) for clock in line.clocks]
    clock = next(clock for clock in clocks if clock.duty == LOOKED_AGAIN)
    assert (clock.starts_on, clock.due_on) == (LOOKED, AGAIN)
    kinds = [entry.kind for entry in entries_due(cast.manager, on=AGAIN) if entry.day == AGAIN]
    assert kinds.count(Kind.TASK) == 0, "the task is told once"


def test_it_outlasts_the_closing_of_the_review_and_is_reminded_of(cast: Cast, case: Case, edition: Edition) -> None:
    Case.objects.filter(pk=case.pk).update(stage=Stage.CLOSED)
    assert [entry.day for entry in trying(cast.manager, AGAIN)] == [AGAIN]
    reminder = next(one for one in reminders_due(on=AGAIN) if one.user_id == cast.manager.pk)
    assert reminder.next_on == AGAIN or reminder.late
    assert case.reference not in repr(reminder)


def test_once_tried_again_the_next_day_takes_its_place(cast: Cast, case: Case, edition: Edition) -> None:
    later = date(2012, 10, 3)
    tried(edition.draft, by=cast.panel_chair, on=AGAIN, repeat_on=later)
    assert [entry.day for entry in trying(cast.manager, AGAIN)] == [later]


def test_what_is_no_longer_up_is_not_tried_again(cast: Cast, case: Case, edition: Edition) -> None:
    drafting.save_draft(
        case=case.pk, kind=edition.kind, text=SUMMARY + "\n\nMore.", by=cast.author, at=moment(LOOKED, 17)
    )
    assert len(trying(cast.manager, AGAIN)) == 1
    after = edition.show_until
    assert after is not None
    assert len(trying(cast.manager, after)) == 1
    assert trying(cast.manager, after + timedelta(days=1)) == []
    publishing.withdraw_edition(edition=edition, reason="R", by=cast.chair, at=moment(LOOKED, 18))
    assert trying(cast.manager, AGAIN) == []


def test_a_draft_is_tried_again_too_until_its_words_change_or_the_review_is_closed(cast: Cast, case: Case) -> None:
    draft = a_passed_draft(cast, case)
    tried(draft, by=cast.manager, on=DRAFTED)
    assert [entry.what.rpartition(", ")[2] for entry in trying(cast.manager, AGAIN)] == ["as drafted"]
    Case.objects.filter(pk=case.pk).update(stage=Stage.CLOSED)
    assert trying(cast.manager, AGAIN) == []
    Case.objects.filter(pk=case.pk).update(stage=case.stage)
    drafting.save_draft(case=case.pk, kind=draft.kind, text=SUMMARY + "\n\nMore.", by=cast.author, at=moment(DRAFTED))
    assert trying(cast.manager, AGAIN) == []


def test_somebody_found_in_what_is_public_blocks_the_task_and_says_what_to_do(
    cast: Cast, case: Case, edition: Edition
) -> None:
    not_remote(edition.draft, by=cast.panel_chair, on=AGAIN)
    assert trying(cast.manager, AGAIN) == []
    task = next(task for task in tasks_of(case, on=AGAIN) if task.key == "intruder-again")
    assert task.state is TaskState.BLOCKED
    assert "withdraw it" in task.why
