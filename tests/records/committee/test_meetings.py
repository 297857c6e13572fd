"""When a decision takes effect, what was resolved, and what is still owed: through the minutes and never before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from safelight.core.review.callin import CallInOutcome, CallInStatus
from safelight.records.audit.models import Entry
from safelight.records.audit.queries import verify_chain
from safelight.records.committee import actions as committee
from safelight.records.committee.models import Meeting, Resolution
from safelight.records.committee.queries import MeetingLine, ResolutionLine, meetings_of
from safelight.records.committee.words import Body, ResolutionKind
from safelight.records.people.actions import set_local_policy
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from tests.factories import Cast, a_cast, moment
from tests.upper_factories import MET_ON, WRITTEN_ON, Call, a_meeting, check_only_these_may, newest_entry

pytestmark = pytest.mark.django_db
AT = moment(date(2011, 6, 30))

DECISION_COUNTS = """
[source]
id = "northmere-call-in"
title = "Northmere Council's constitution, part 4"
kind = "local-policy"
issued_under = ""
jurisdiction = "england"

[[rule]]
id = "northmere-call-in/three-days"
provision = ""
citation_status = "local"
says = "A decision takes effect after three working days from its publication, unless it is called in."
duty = "committee.call-in"
force = "should"
selected_by = "meeting.held_on"
in_force = { from = 2005-01-01 }
check = "working_days_after"
args = { event = "decision_published", count = 3 }

[[rule.example]]
given = { decision_published = 2010-04-13, closed = [] }
expect = 2010-04-16
"""


def resolve(cast: Cast, meeting: Meeting | object, by: User | None = None, **changed: object) -> Resolution:
    given: dict[str, object] = {"minute": "94", "limb": 1, "text": "That the report be noted.", "kind": "task"}
    return committee.record_resolution(meeting=meeting, by=by or cast.manager, at=AT, **(given | changed))  # type: ignore[arg-type]


def the_line(cast: Cast, meeting: Meeting, *, on: date) -> MeetingLine:
    return next(line for line in meetings_of(cast.manager, on=on) if line.id == meeting.pk)


def the_limb(cast: Cast, resolution: Resolution, *, on: date) -> ResolutionLine:
    lines = [row for line in meetings_of(cast.manager, on=on) for row in line.resolutions]
    return next(row for row in lines if row.id == resolution.pk)


@pytest.mark.parametrize(
    ("published", "expires", "effective"),
    [
        (date(2010, 4, 13), date(2010, 4, 20), date(2010, 4, 21)),
        (date(2010, 4, 16), date(2010, 4, 23), date(2010, 4, 26)),
        (date(2010, 4, 1), date(2010, 4, 12), date(2010, 4, 13)),
        (date(2010, 4, 29), date(2010, 5, 7), date(2010, 5, 10)),
        (date(2010, 5, 26), date(2010, 6, 3), date(2010, 6, 4)),
        (date(2010, 12, 22), date(2010, 12, 31), date(2011, 1, 4)),
    ],
)
def test_the_period_is_counted_from_the_minutes_over_bank_holidays(
    cast: Cast, published: date, expires: date, effective: date
) -> None:
    meeting = a_meeting(cast, held_on=published)
    before = the_line(cast, meeting, on=published).call_in
    assert (before.status, before.effective_on) == (CallInStatus.NOT_STARTED, None)
    assert "not known until the minutes are published" in before.sentence
    committee.publish_minutes(meeting=meeting, on=published, by=cast.manager, at=AT)
    period = the_line(cast, meeting, on=published).call_in
    assert (period.expires_on, period.effective_on) == (expires, effective)


def test_the_boards_own_closure_days_are_not_counted(cast: Cast) -> None:
    cast.board.closure_days = ["2010-04-14"]
    cast.board.save()
    meeting = a_meeting(cast, held_on=date(2010, 4, 13))
    committee.publish_minutes(meeting=meeting, on=date(2010, 4, 13), by=cast.manager, at=AT)
    assert the_line(cast, meeting, on=date(2010, 4, 13)).call_in.expires_on == date(2010, 4, 21)


def test_a_council_with_terms_of_its_own_counts_by_them(cast: Cast) -> None:
    set_local_policy(board=cast.board, text=DECISION_COUNTS, by=cast.manager, at=moment(date(2010, 1, 5)))
    cast.manager.refresh_from_db()
    meeting = a_meeting(cast, held_on=date(2010, 4, 13))
    committee.publish_minutes(meeting=meeting, on=date(2010, 4, 15), by=cast.manager, at=AT)
    assert the_line(cast, meeting, on=date(2010, 4, 20)).call_in.status is CallInStatus.NOT_STARTED
    with pytest.raises(NotNow, match="decision is published"):
        committee.call_in(meeting=meeting, on=date(2010, 4, 15), by=cast.manager, at=AT)
    committee.publish_decision(meeting=meeting, on=date(2010, 4, 14), by=cast.manager, at=AT)
    assert the_line(cast, meeting, on=date(2010, 4, 14)).call_in.expires_on == date(2010, 4, 19)


def called_in(cast: Cast, *, held_on: date = MET_ON) -> Meeting:
    meeting = a_meeting(cast, held_on=held_on)
    committee.publish_minutes(meeting=meeting, on=date(2011, 1, 27), by=cast.manager, at=AT)
    return committee.call_in(meeting=meeting, on=date(2011, 2, 1), by=cast.manager, at=AT)


@pytest.mark.parametrize(
    ("outcome", "status", "effective"),
    [
        (CallInOutcome.STANDS, CallInStatus.EXPIRED, date(2011, 2, 10)),
        (CallInOutcome.REFERRED_BACK, CallInStatus.REFERRED_BACK, None),
        (CallInOutcome.REFERRED_TO_COUNCIL, CallInStatus.REFERRED_BACK, None),
    ],
)
def test_what_is_called_in_waits_for_scrutiny(
    cast: Cast, outcome: CallInOutcome, status: CallInStatus, effective: date | None
) -> None:
    meeting = called_in(cast)
    assert the_line(cast, meeting, on=date(2011, 2, 2)).call_in.status is CallInStatus.CALLED_IN
    committee.record_call_in_outcome(meeting=meeting, outcome=outcome, on=date(2011, 2, 10), by=cast.manager, at=AT)
    assert newest_entry().action == "committee.record_call_in_outcome"
    line = the_line(cast, meeting, on=date(2011, 2, 11))
    assert (line.call_in.status, line.call_in.effective_on) == (status, effective)
    assert (line.called_in_on, line.call_in_outcome, line.call_in_outcome_on) == (
        date(2011, 2, 1),
        outcome,
        date(2011, 2, 10),
    )
    assert the_line(cast, meeting, on=date(2011, 2, 9)).call_in.status is CallInStatus.CALLED_IN
    with pytest.raises(NotNow, match="recorded already"):
        committee.record_call_in_outcome(meeting=meeting, outcome=outcome, on=date(2011, 2, 11), by=cast.manager, at=AT)


def test_what_was_recorded_of_a_call_in_stays(cast: Cast) -> None:
    meeting = called_in(cast)
    for act in (committee.publish_minutes, committee.publish_decision, committee.call_in):
        with pytest.raises(NotNow, match="has been called in"):
            act(meeting=meeting, on=date(2011, 2, 2), by=cast.manager, at=AT)
    with pytest.raises(NotNow, match="has been called in"):
        committee.waive_call_in(meeting=meeting, agreed="The chair of scrutiny.", by=cast.manager, at=AT)


def test_the_database_keeps_an_outcome_with_its_call_in(cast: Cast) -> None:
    meeting = a_meeting(cast)
    for wrong in (
        {"call_in_outcome": "stands", "call_in_outcome_on": MET_ON},
        {"call_in_outcome": "lost"},
        {"minutes_published_on": date(2011, 1, 1)},
        {"call_in_waiver": "Agreed.", "called_in_on": MET_ON},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(**wrong)


def test_a_call_in_out_of_time_is_refused_with_the_period(cast: Cast) -> None:
    meeting = a_meeting(cast)
    with pytest.raises(NotNow, match="minutes are published"):
        committee.call_in(meeting=meeting, on=date(2011, 2, 1), by=cast.manager, at=AT)
    committee.publish_minutes(meeting=meeting, on=date(2011, 1, 27), by=cast.manager, at=AT)
    with pytest.raises(NotNow, match="minutes are published"):
        committee.call_in(meeting=meeting, on=date(2011, 1, 26), by=cast.manager, at=AT)
    with pytest.raises(WrongInput, match="out of time") as wrong:
        committee.call_in(meeting=meeting, on=date(2011, 2, 4), by=cast.manager, at=AT)
    assert wrong.value.field == "on"
    meeting.refresh_from_db()
    assert meeting.called_in_on is None


def test_only_an_executive_decision_can_be_called_in_or_waived(cast: Cast) -> None:
    meeting = a_meeting(cast, body=Body.SCRUTINY)
    committee.publish_minutes(meeting=meeting, on=MET_ON, by=cast.manager, at=AT)
    with pytest.raises(NotNow, match="executive"):
        committee.call_in(meeting=meeting, on=MET_ON, by=cast.manager, at=AT)
    with pytest.raises(NotNow, match="executive"):
        committee.waive_call_in(meeting=meeting, agreed="A.", by=cast.manager, at=AT)


def test_a_waived_call_in_takes_effect_at_once_and_says_who_agreed(cast: Cast) -> None:
    meeting = a_meeting(cast)
    with pytest.raises(WrongInput) as wrong:
        committee.waive_call_in(meeting=meeting, agreed=" ", by=cast.manager, at=AT)
    assert wrong.value.field == "agreed"
    committee.waive_call_in(meeting=meeting, agreed="The chair of scrutiny: it is urgent.", by=cast.manager, at=AT)
    committee.publish_minutes(meeting=meeting, on=MET_ON, by=cast.manager, at=AT)
    period = the_line(cast, meeting, on=MET_ON).call_in
    assert (period.status, period.effective_on) == (CallInStatus.WAIVED, MET_ON)
    with pytest.raises(NotNow, match="waived"):
        committee.call_in(meeting=meeting, on=MET_ON, by=cast.manager, at=AT)


def test_an_outcome_needs_a_call_in_and_a_word_of_the_list(cast: Cast) -> None:
    meeting = a_meeting(cast)
    with pytest.raises(NotNow, match="not called in"):
        committee.record_call_in_outcome(
            meeting=meeting, outcome=CallInOutcome.STANDS, on=MET_ON, by=cast.manager, at=AT
        )
    meeting = called_in(cast, held_on=date(2011, 1, 26))
    for changed, field in (({"outcome": "lost"}, "outcome"), ({"on": date(2011, 1, 30)}, "on")):
        given = {"outcome": CallInOutcome.STANDS, "on": date(2011, 2, 10)} | changed
        with pytest.raises(WrongInput) as wrong:
            committee.record_call_in_outcome(meeting=meeting, by=cast.manager, at=AT, **given)
        assert wrong.value.field == field


@pytest.mark.parametrize("on", [date(2011, 1, 24), date(2011, 7, 1)])
def test_a_day_before_the_meeting_or_ahead_is_not_taken(cast: Cast, on: date) -> None:
    meeting = a_meeting(cast)
    resolution = resolve(cast, meeting)
    for act in (
        lambda: committee.publish_minutes(meeting=meeting, on=on, by=cast.manager, at=AT),
        lambda: committee.discharge(resolution=resolution, on=on, by=cast.manager, at=AT),
    ):
        with pytest.raises(WrongInput) as wrong:
            act()
        assert wrong.value.field == "on"


def test_what_comes_round_is_due_again_from_when_it_was_first_due(cast: Cast) -> None:
    resolution = resolve(
        cast,
        a_meeting(cast),
        kind=ResolutionKind.RECURRING,
        text="That progress be reported every six months.",
        due_on=date(2011, 3, 31),
        every_months=6,
    )
    assert the_limb(cast, resolution, on=date(2011, 4, 1)).next_due_on == date(2011, 3, 31)
    assert the_limb(cast, resolution, on=date(2011, 4, 1)).overdue
    committee.discharge(resolution=resolution, on=date(2011, 4, 12), by=cast.manager, at=AT)
    line = the_limb(cast, resolution, on=date(2011, 6, 30))
    assert (line.next_due_on, line.last_done_on, line.overdue) == (date(2011, 9, 30), date(2011, 4, 12), False)
    assert line.discharged_on is None
    committee.discharge(resolution=resolution, on=date(2011, 6, 1), by=cast.manager, at=AT)
    assert the_limb(cast, resolution, on=date(2011, 6, 30)).next_due_on == date(2012, 3, 31)
    assert newest_entry().action == "committee.discharge"


def test_a_task_is_done_once_and_a_note_never(cast: Cast) -> None:
    meeting = a_meeting(cast)
    task = resolve(cast, meeting, due_on=date(2011, 2, 1))
    assert the_limb(cast, task, on=date(2011, 2, 2)).overdue
    committee.discharge(resolution=task, on=date(2011, 2, 3), by=cast.manager, at=AT)
    line = the_limb(cast, task, on=date(2011, 2, 4))
    assert (line.discharged_on, line.next_due_on, line.overdue) == (date(2011, 2, 3), None, False)
    with pytest.raises(NotNow, match="already"):
        committee.discharge(resolution=task, on=date(2011, 2, 4), by=cast.manager, at=AT)
    note = resolve(cast, meeting, limb=2, kind=ResolutionKind.NOTE)
    with pytest.raises(NotNow, match="only notes"):
        committee.discharge(resolution=note, on=date(2011, 2, 4), by=cast.manager, at=AT)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text": " "}, "text"),
        ({"minute": " "}, "minute"),
        ({"minute": "1" * 21}, "minute"),
        ({"kind": "wish"}, "kind"),
        ({"limb": 0}, "limb"),
        ({"kind": "recurring"}, "every_months"),
        ({"kind": "recurring", "due_on": MET_ON, "every_months": 0}, "every_months"),
        ({"kind": "conditional"}, "condition"),
        ({"kind": "conditional", "condition": "x" * 301}, "condition"),
    ],
)
def test_a_resolution_that_cannot_be_taken_names_its_field(cast: Cast, changed: dict[str, object], field: str) -> None:
    with pytest.raises(WrongInput) as wrong:
        resolve(cast, a_meeting(cast), **changed)
    assert wrong.value.field == field
    assert not Resolution.objects.exists()


def test_a_limb_is_entered_once(cast: Cast) -> None:
    meeting = a_meeting(cast)
    resolve(cast, meeting)
    with pytest.raises(WrongInput) as wrong:
        resolve(cast, meeting)
    assert wrong.value.field == "limb"
    assert resolve(cast, meeting, limb=2, kind="conditional", condition="The Secretary of State answers.")


@pytest.mark.parametrize(
    ("changed", "field"), [({"title": " "}, "title"), ({"body": "parish"}, "body"), ({"held_on": MET_ON}, "held_on")]
)
def test_a_meeting_that_cannot_be_taken_names_its_field(cast: Cast, changed: dict[str, object], field: str) -> None:
    a_meeting(cast)
    given: dict[str, object] = {"body": "cabinet_member", "title": "T", "held_on": date(2011, 3, 1)}
    with pytest.raises(WrongInput) as wrong:
        committee.arrange_meeting(by=cast.manager, at=AT, **(given | changed))  # type: ignore[arg-type]
    assert wrong.value.field == field
    assert Meeting.objects.count() == 1


ACTS: dict[str, Callable[[Cast, Meeting, Resolution, User], object]] = {
    "arrange_meeting": lambda cast, meeting, resolution, by: committee.arrange_meeting(
        body=Body.BOARD, title="T", held_on=MET_ON, by=by, at=AT
    ),
    "publish_minutes": lambda cast, meeting, resolution, by: committee.publish_minutes(
        meeting=meeting.pk, on=MET_ON, by=by, at=AT
    ),
    "publish_decision": lambda cast, meeting, resolution, by: committee.publish_decision(
        meeting=meeting.pk, on=MET_ON, by=by, at=AT
    ),
    "call_in": lambda cast, meeting, resolution, by: committee.call_in(meeting=meeting.pk, on=MET_ON, by=by, at=AT),
    "waive_call_in": lambda cast, meeting, resolution, by: committee.waive_call_in(
        meeting=meeting.pk, agreed="A", by=by, at=AT
    ),
    "record_call_in_outcome": lambda cast, meeting, resolution, by: committee.record_call_in_outcome(
        meeting=meeting.pk, outcome=CallInOutcome.STANDS, on=MET_ON, by=by, at=AT
    ),
    "record_resolution": lambda cast, meeting, resolution, by: resolve(cast, meeting.pk, by, limb=9),
    "discharge": lambda cast, meeting, resolution, by: committee.discharge(
        resolution=resolution.pk, on=MET_ON, by=by, at=AT
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_everybody_but_the_office_is_refused_and_the_attempt_is_audited(cast: Cast, act: str) -> None:
    meeting = a_meeting(cast)
    resolution = resolve(cast, meeting)
    check_only_these_may(
        cast,
        Call(f"committee.{act}", ("manager",), lambda by: ACTS[act](cast, meeting, resolution, by)),
        case=None,
    )
    other = a_cast("Eastholm")
    if act != "arrange_meeting":
        with pytest.raises(NotForYou):
            ACTS[act](cast, meeting, resolution, other.manager)
    cast.manager.is_active = False
    with pytest.raises(NotForYou):
        ACTS[act](cast, meeting, resolution, cast.manager)


@pytest.mark.parametrize("act", ["arrange_meeting", "publish_minutes", "publish_decision", "waive_call_in"])
def test_what_the_office_does_stands_in_the_trail(cast: Cast, act: str) -> None:
    meeting = a_meeting(cast)
    ACTS[act](cast, meeting, resolve(cast, meeting), cast.manager)
    entry = newest_entry()
    assert (entry.action, entry.acting_as) == (f"committee.{act}", "business_manager")
    assert verify_chain().whole


def test_an_unknown_meeting_looks_like_a_forbidden_one(cast: Cast) -> None:
    with pytest.raises(NotForYou):
        committee.publish_minutes(meeting=uuid4(), on=MET_ON, by=cast.manager, at=AT)
    assert Entry.objects.latest("number").action == "committee.publish_minutes.refused"


def test_only_the_boards_officers_see_its_meetings_with_few_questions(cast: Cast) -> None:
    a_meeting(a_cast("Eastholm"))
    assert meetings_of(cast.manager, on=MET_ON) == ()
    meeting = a_meeting(cast)
    resolve(cast, meeting)
    with CaptureQueriesContext(connection) as one:
        meetings_of(cast.manager, on=MET_ON)
    for day in (1, 2, 3):
        resolve(cast, a_meeting(cast, held_on=date(2011, 3, day)))
    with CaptureQueriesContext(connection) as four:
        assert len(meetings_of(cast.manager, on=MET_ON)) == 4
    assert len(one) == len(four)
    for user in (cast.author, cast.panel_chair, cast.member, cast.police_author):
        with pytest.raises(NotForYou):
            meetings_of(user, on=WRITTEN_ON)
