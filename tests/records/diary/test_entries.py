"""What has a day on it, and who sees it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safelight.core.review.tasks import TaskState
from safelight.records.cases.access import agencies_on, parts_of, readers_on
from safelight.records.cases.actions import agency_reviews, deciding, proceedings
from safelight.records.cases.models import Case, Seat
from safelight.records.cases.queries.facts import clocks_of, facts_of
from safelight.records.cases.queries.overview import tasks_of
from safelight.records.committee import actions as committee
from safelight.records.committee.models import Resolution
from safelight.records.diary.entries import Entry, Kind
from safelight.records.diary.queries import all_clocks, calendar_page, entries_due, sees_clocks
from safelight.records.people.actions import close_account
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou
from safelight.records.plans import actions as plans
from tests.factories import (
    ACCEPTED,
    DECIDED,
    SCOPED,
    SENT,
    Cast,
    a_cast,
    a_decided_case,
    a_graded_case,
    a_referred_case,
    a_scoped_case,
    assess,
    moment,
    requested_reviews,
)
from tests.records.diary.reviews import MEETS_ON, a_meeting, an_action, resolved

pytestmark = pytest.mark.django_db
TODAY = date(2010, 5, 1)


def of(kind: Kind, entries: tuple[Entry, ...]) -> list[Entry]:
    return [entry for entry in entries if entry.kind is kind]


def not_held(cast: Cast, case: Case) -> None:
    assess(cast, case, death="not_met", at=moment(DECIDED))
    for decide, by in ((deciding.recommend, cast.manager), (deciding.decide, cast.chair)):
        decide(case=case, outcome="no_review", reasons="No criterion is met.", by=by, at=moment(DECIDED))


def of_case(entry: Entry) -> UUID | None:
    return entry.review.id if entry.review else None


def titles(user: User, *, on: date = TODAY) -> set[str]:
    return {entry.what for entry in entries_due(user, on=on)}


def test_every_task_with_a_date_is_in_the_calendar_until_it_is_done(cast: Cast) -> None:
    a_referred_case(cast)
    assert "Decide whether to hold a review" in titles(cast.manager)
    a_decided_case(cast, reference="SCR-2010-03")
    entries = [entry for entry in entries_due(cast.manager, on=TODAY) if entry.review.reference == "SCR-2010-03"]
    assert "Accept the overview report" in {entry.what for entry in entries}
    assert "Decide whether to hold a review" not in {entry.what for entry in entries}


@pytest.mark.parametrize("made", [a_referred_case, a_decided_case, a_scoped_case])
def test_no_clock_that_runs_is_missing_from_the_calendar(cast: Cast, made: object) -> None:
    case = made(cast)  # type: ignore[operator]
    days = {entry.day for entry in entries_due(cast.chair, on=TODAY)}
    running = [clock for clock in clocks_of(case, facts=facts_of(case, on=TODAY)) if clock.met_on is None]
    assert running
    assert {clock.binding_on for clock in running} <= days


def test_what_is_late_comes_first_and_then_month_by_month(cast: Cast) -> None:
    case = a_scoped_case(cast)
    an_action(cast, case, agency=cast.police, due_on=date(2010, 4, 20))
    an_action(cast, case, agency=cast.health, due_on=date(2010, 7, 2), number=2)
    page = calendar_page(cast.manager, on=TODAY)
    assert [entry.day for entry in page.late] == [date(2010, 4, 20)]
    assert [month.first for month in page.months] == sorted(month.first for month in page.months)
    assert date(2010, 7, 1) in {month.first for month in page.months}
    assert all(entry.day >= TODAY for month in page.months for entry in month.entries)


def test_each_agency_is_shown_what_it_has_still_to_send_and_not_what_another_has(cast: Cast) -> None:
    requested_reviews(cast, a_scoped_case(cast))
    everything = of(Kind.AGENCY_REVIEW, entries_due(cast.manager, on=TODAY))
    assert {entry.by for entry in everything} == {cast.police.name, cast.health.name}
    assert {entry.day for entry in everything} == {SENT}
    (own,) = of(Kind.AGENCY_REVIEW, entries_due(cast.police_author, on=TODAY))
    assert own.by == cast.police.name
    assert own.yours


def test_the_task_for_all_agencies_is_not_listed_beside_what_each_of_them_owes(cast: Cast) -> None:
    police, health = requested_reviews(cast, a_scoped_case(cast))
    together = "Get the agencies' reviews in and accepted"
    assert together not in titles(cast.manager)
    for review, user in ((police, cast.police_author), (health, cast.health_author)):
        agency_reviews.submit_review(
            review=review,
            untrusted_data=b"What we did.",
            name="review.txt",
            author_name="Stella Brackwater",
            countersigned_by="Chief Executive",
            by=user,
            at=moment(TODAY),
        )
    assert together in titles(cast.manager)
    agency_reviews.return_review(review=police, reasons="It leaves out 2008.", by=cast.panel_chair, at=moment(TODAY))
    assert together not in titles(cast.manager)


def test_an_action_is_seen_from_inside_and_by_the_agency_whose_it_is(cast: Cast) -> None:
    an_action(cast, a_scoped_case(cast), agency=cast.police, due_on=date(2010, 7, 1))
    seen = {user.pk for user in cast.all()[:-1] if of(Kind.ACTION, entries_due(user, on=TODAY))}
    assert seen == {user.pk for user in cast.all()[:-1]} - {cast.health_author.pk}
    (entry,) = of(Kind.ACTION, entries_due(cast.police_author, on=TODAY))
    assert entry.what == "Action 1.1: Write and teach a procedure."
    assert entry.by == f"Head of Safeguarding, {cast.police.name}"
    assert entry.yours
    assert not of(Kind.ACTION, entries_due(cast.panel_member, on=TODAY))[0].yours


def test_an_action_whose_closure_is_proposed_has_kept_its_date(cast: Cast) -> None:
    action = an_action(cast, a_scoped_case(cast), agency=cast.police, due_on=date(2010, 4, 20))
    assert of(Kind.ACTION, entries_due(cast.manager, on=TODAY))[0].late
    plans.add_evidence(action=action, text="It is taught.", by=cast.police_author, at=moment(TODAY))
    plans.propose_closure(action=action, impact="Visits are made.", by=cast.police_author, at=moment(TODAY))
    assert not of(Kind.ACTION, entries_due(cast.manager, on=TODAY))


def test_a_meeting_to_come_is_there_for_the_review_that_has_a_report_before_it(cast: Cast) -> None:
    case = a_scoped_case(cast)
    a_meeting(cast, case)
    a_meeting(cast, None, held_on=MEETS_ON + timedelta(days=1))
    officers = of(Kind.MEETING, entries_due(cast.auditor, on=TODAY))
    assert [entry.review and entry.review.id for entry in officers] == [case.pk, None]
    assert [entry.day for entry in of(Kind.MEETING, entries_due(cast.panel_member, on=TODAY))] == [MEETS_ON]
    assert not of(Kind.MEETING, entries_due(cast.police_author, on=TODAY))
    assert not of(Kind.MEETING, entries_due(cast.manager, on=MEETS_ON + timedelta(days=2)))


def test_what_a_meeting_resolved_is_owed_until_it_is_done_and_comes_round_again(cast: Cast) -> None:
    meeting = a_meeting(cast, a_scoped_case(cast))
    resolved(cast, meeting, due_on=date(2010, 9, 1), every_months=6)
    later = MEETS_ON + timedelta(days=1)
    (entry,) = of(Kind.RESOLUTION, entries_due(cast.chair, on=later))
    assert (entry.day, entry.late) == (date(2010, 9, 1), False)
    assert of(Kind.RESOLUTION, entries_due(cast.chair, on=date(2010, 9, 2)))[0].late
    assert not of(Kind.RESOLUTION, entries_due(cast.panel_chair, on=later)), "minutes are the officers' page"
    done = date(2010, 9, 1)
    committee.discharge(resolution=Resolution.objects.get(), on=done, by=cast.manager, at=moment(done))
    (again,) = of(Kind.RESOLUTION, entries_due(cast.chair, on=date(2010, 9, 2)))
    assert again.day == date(2011, 3, 1)
    assert again.key != entry.key


def test_a_key_stays_the_same_while_the_day_moves(cast: Cast) -> None:
    case = a_decided_case(cast)

    def accepting() -> Entry:
        return next(entry for entry in entries_due(cast.chair, on=TODAY) if entry.what == "Accept the overview report")

    before = accepting()
    deciding.extend(
        case=case,
        duty="clock.completion",
        extended_to=before.day + timedelta(days=60),
        reason="A trial is listed.",
        told="The regional office",
        by=cast.chair,
        at=moment(TODAY),
    )
    after = accepting()
    assert after.key == before.key
    assert after.day == before.day + timedelta(days=60)


def test_a_review_that_is_not_held_leaves_the_days_of_the_decision_behind(cast: Cast) -> None:
    case = a_referred_case(cast)
    before = titles(cast.manager)
    not_held(cast, case)
    assert "Decide whether to hold a review" in before
    assert not before & titles(cast.manager)


def test_the_calendar_has_every_task_with_a_day_that_is_not_done(cast: Cast) -> None:
    for number, made in enumerate((a_referred_case, a_decided_case, a_scoped_case)):
        case = made(cast, reference=f"SCR-2010-{number:02}")
        due = {
            (task.title, task.due_on)
            for task in tasks_of(case, on=TODAY)
            if task.due_on is not None and task.state is not TaskState.DONE
        }
        seen = {(entry.what, entry.day) for entry in entries_due(cast.auditor, on=TODAY) if of_case(entry) == case.pk}
        assert due
        assert due <= seen


def test_a_clock_that_nobody_carries_is_for_the_business_manager(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    a_referred_case(cast)
    carried = titles(cast.manager)
    monkeypatch.setattr("safelight.records.diary.entries.tasks_of", lambda *_, **__: ())
    (clock,) = of(Kind.CLOCK, entries_due(cast.manager, on=TODAY))
    assert clock.what in carried
    assert (clock.late, clock.yours) == (True, True)


def test_a_decision_not_to_publish_is_looked_at_again_even_after_the_review_is_closed(cast: Cast) -> None:
    case = a_graded_case(cast)
    deciding.resolve_not_to_publish(
        case=case,
        reasons="A child would be harmed.",
        evidence="A psychiatrist says so.",
        review_on=date(2011, 9, 1),
        by=cast.chair,
        at=moment(date(2010, 10, 4)),
    )
    for stage in (Case.objects.get().stage, "closed"):
        Case.objects.update(stage=stage)
        (entry,) = of(Kind.LOOK_AGAIN, entries_due(cast.chair, on=date(2011, 9, 2)))
        assert (entry.day, entry.late, entry.yours) == (date(2011, 9, 1), True, True)
    deciding.look_again_at_not_publishing(
        case=case,
        outcome="kept",
        reasons="Nothing has changed.",
        review_on=date(2012, 9, 1),
        by=cast.chair,
        at=moment(date(2011, 9, 2)),
    )
    (entry,) = of(Kind.LOOK_AGAIN, entries_due(cast.chair, on=date(2011, 9, 3)))
    assert (entry.day, entry.late) == (date(2012, 9, 1), False)


def test_the_day_on_which_a_hold_ends_by_itself_is_in_the_calendar(cast: Cast) -> None:
    case = a_scoped_case(cast)
    order = proceedings.open_proceeding(
        case=case,
        kind="court_order",
        court="Northmere Family Court",
        scope="Nobody in the family may be named.",
        opened_on=SCOPED,
        lasting="date",
        until=date(2010, 12, 1),
        by=cast.manager,
        at=moment(SCOPED),
    )
    (entry,) = of(Kind.HOLD, entries_due(cast.panel_chair, on=TODAY))
    assert (entry.day, entry.late) == (date(2010, 12, 1), False)
    assert "Northmere" not in entry.what
    assert not of(Kind.HOLD, entries_due(cast.police_author, on=TODAY))
    proceedings.end_proceeding(proceeding=order, ending="Lifted.", ended_on=TODAY, by=cast.manager, at=moment(TODAY))
    assert not of(Kind.HOLD, entries_due(cast.panel_chair, on=TODAY))


def test_a_calendar_ends_where_it_is_asked_to(cast: Cast) -> None:
    a_decided_case(cast)
    a_referred_case(cast, reference="SCR-2010-09")
    until = date(2010, 5, 31)
    days = {entry.day for entry in entries_due(cast.manager, on=TODAY, until=until)}
    assert days
    assert max(days) <= until < max(entry.day for entry in entries_due(cast.manager, on=TODAY))


def test_everybody_sees_what_the_table_of_seats_gives_them(cast: Cast) -> None:
    cases = [a_scoped_case(cast), a_referred_case(cast, reference="SCR-2010-07")]
    elsewhere = a_cast("Oxmere")
    cases.append(a_referred_case(elsewhere, reference="SCR-2010-08"))
    for user in (*cast.all(), *elsewhere.all()):
        parts = parts_of(user, cases)
        for case in cases:
            part = parts.get(case.pk)
            assert (part.held if part else ()) == readers_on(user, case)
            assert (part.agencies if part else frozenset()) == agencies_on(user, case)


def test_a_seat_that_has_ended_and_another_board_show_nothing(cast: Cast) -> None:
    requested_reviews(cast, a_scoped_case(cast))
    assert entries_due(a_cast("Oxmere").manager, on=TODAY) == ()
    Seat.objects.filter(user=cast.police_author).update(until=SCOPED)
    assert entries_due(cast.police_author, on=TODAY) == ()
    assert parts_of(cast.police_author, Case.objects.all()) == {}


def test_an_elected_member_and_a_closed_account_have_no_calendar(cast: Cast) -> None:
    a_referred_case(cast)
    with pytest.raises(NotForYou):
        entries_due(cast.member, on=TODAY)
    closed = close_account(user=cast.chair, by=cast.manager, at=moment(TODAY))
    with pytest.raises(NotForYou):
        entries_due(closed, on=TODAY)
    with pytest.raises(NotForYou):
        all_clocks(closed, on=TODAY)


# Clocks


def test_every_review_shows_its_clocks_and_a_first_date_that_was_missed_stays(cast: Cast) -> None:
    case = a_decided_case(cast)
    first = next(clock for clock in all_clocks(cast.auditor, on=TODAY)[0].clocks if clock.duty == "clock.completion")
    extended = first.due_on + timedelta(days=90)
    deciding.extend(
        case=case,
        duty="clock.completion",
        extended_to=extended,
        reason="A trial is listed.",
        told="The regional office",
        by=cast.chair,
        at=moment(TODAY),
    )
    (line,) = all_clocks(cast.auditor, on=first.due_on + timedelta(days=1))
    clock = next(clock for clock in line.clocks if clock.duty == "clock.completion")
    assert (clock.due_on, clock.binding_on) == (first.due_on, extended)
    assert clock.first_date_missed(on=first.due_on + timedelta(days=1))
    assert line.stage == Case.objects.get().stage


def test_the_most_pressing_review_comes_first_and_those_that_have_ended_last(cast: Cast) -> None:
    met = a_graded_case(cast, reference="SCR-2010-01")
    late = a_referred_case(cast, reference="SCR-2010-02", noticed_on=date(2010, 2, 1))
    soon = a_referred_case(cast, reference="SCR-2010-03", noticed_on=date(2010, 8, 1))
    ended = a_referred_case(cast, reference="SCR-2010-04", noticed_on=date(2010, 1, 4))
    not_held(cast, ended)
    lines = all_clocks(cast.manager, on=ACCEPTED + timedelta(days=1))
    assert [line.review.id for line in lines] == [late.pk, soon.pk, met.pk, ended.pk]
    assert [line.ended for line in lines] == [False, False, False, True]


def test_clocks_are_for_those_inside_a_review(cast: Cast) -> None:
    a_scoped_case(cast)
    a_referred_case(cast, reference="SCR-2010-07")
    seen = {}
    for user in cast.all():
        try:
            seen[user.name] = len(all_clocks(user, on=TODAY))
        except NotForYou:
            assert not sees_clocks(user)
        else:
            assert sees_clocks(user)
    officers = dict.fromkeys((cast.manager.name, cast.chair.name, cast.auditor.name), 2)
    seated = dict.fromkeys((cast.panel_chair.name, cast.panel_member.name, cast.author.name), 1)
    assert seen == officers | seated


# However many reviews there are


def asked(cast: Cast) -> int:
    with CaptureQueriesContext(connection) as asked:
        entries_due(cast.manager, on=TODAY)
    return len(asked)


def test_fifty_reviews_take_no_more_questions_than_their_own_facts_do(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        a_referred_case(cast, reference=f"SCR-2010-{number:02}", noticed_on=DECIDED)
    with CaptureQueriesContext(connection) as one:
        facts = facts_of(Case.objects.select_related("board").first(), on=TODAY)
    few = asked(cast)
    for number in range(3, 50):
        a_referred_case(cast, reference=f"SCR-2010-{number:02}", noticed_on=DECIDED)
    many = asked(cast)
    assert many - few <= 47 * len(one)
    monkeypatch.setattr("safelight.records.diary.entries.facts_of", lambda case, *, on: facts)
    assert asked(cast) <= 11, "apart from the facts of each review the diary asks the same few questions"
