"""The timeline: what is due and what happened, each once, and a picture that says the same."""

from __future__ import annotations

from datetime import date

import pytest

from safelight.core.review.deadlines import Deadline
from safelight.core.review.deeds import Deed, Shown
from safelight.core.review.timeline import WIDTH, Timeline, timeline_of

ON = date(2010, 12, 20)


def a_clock(
    *, due_on: date = date(2010, 10, 1), extended_to: date | None = None, met_on: date | None = None
) -> Deadline:
    return Deadline(
        duty="clock.completion",
        says="Within six months.",
        title="Complete the review",
        starts_on=date(2010, 4, 1),
        due_on=due_on,
        extended_to=extended_to,
        met_on=met_on,
    )


def a_deed(what: str, on: date | None, *, shown: Shown = Shown.ACT, about: str = "", until: date | None = None) -> Deed:
    return Deed(shown=shown, about=about, on=on, what=what, until=until)


def timeline(*deeds: Deed, clocks: tuple[Deadline, ...] = (), planned: tuple[tuple[date, str], ...] = ()) -> Timeline:
    return timeline_of(deeds, clocks=clocks, planned=planned, on=ON)


def test_what_happened_comes_newest_first_and_what_is_due_earliest_first() -> None:
    seen = timeline(
        a_deed("Decided", date(2010, 4, 1)),
        a_deed("Accepted", date(2010, 8, 16)),
        clocks=(a_clock(due_on=date(2011, 3, 1)),),
        planned=((date(2011, 2, 1), "Planned publication"),),
    )
    assert [moment.what for moment in seen.past] == ["Accepted", "Decided"]
    assert [moment.what for moment in seen.ahead] == ["Planned publication", "Complete the review"]
    assert seen.overdue == ()


def test_a_date_that_has_gone_by_unmet_is_overdue_and_says_that_the_first_one_was_missed() -> None:
    seen = timeline(clocks=(a_clock(extended_to=date(2010, 12, 1)),))
    (late,) = seen.overdue
    assert (late.on, late.tag) == (date(2010, 12, 1), "Overdue")
    assert late.more == "First due 1 October 2010. That date was missed."


def test_a_clock_that_was_met_is_due_no_more() -> None:
    seen = timeline(clocks=(a_clock(met_on=date(2010, 8, 16)),))
    assert (seen.overdue, seen.ahead) == ((), ())


def test_something_that_lies_ahead_is_not_told_as_done() -> None:
    seen = timeline(a_deed("Before scrutiny", date(2011, 1, 25), shown=Shown.REPORT))
    assert ([moment.what for moment in seen.ahead], seen.past) == (["Before scrutiny"], ())


def test_a_hold_begins_and_ends_and_one_that_ends_by_itself_is_to_come() -> None:
    seen = timeline(
        a_deed("Inquest", date(2010, 3, 3), shown=Shown.HOLD, until=date(2010, 9, 1)),
        a_deed("Order of a court", date(2010, 5, 3), shown=Shown.HOLD, until=date(2012, 6, 1)),
    )
    assert [(moment.what, moment.tag) for moment in seen.past] == [
        ("Inquest: ended", "Ended"),
        ("Order of a court: began", "Began"),
        ("Inquest: began", "Began"),
    ]
    assert [moment.what for moment in seen.ahead] == ["Order of a court: holds no longer"]


@pytest.mark.parametrize(
    "deed",
    [
        a_deed("Refused", date(2010, 4, 12), shown=Shown.APPOINTMENT, about="refused"),
        a_deed("Asked", date(2010, 4, 12), shown=Shown.REQUEST),
        a_deed("Without a day", None, shown=Shown.PANEL),
    ],
)
def test_refused_proposals_requests_and_what_has_no_day_are_left_out(deed: Deed) -> None:
    assert timeline(deed).past == ()


def test_every_day_of_the_lists_lies_within_the_picture() -> None:
    seen = timeline(
        a_deed("Referred", date(2010, 3, 22), shown=Shown.REFERRAL),
        a_deed("Order of a court", date(2010, 5, 3), shown=Shown.HOLD),
        clocks=(a_clock(extended_to=date(2010, 12, 1)), a_clock(met_on=date(2010, 10, 9))),
        planned=((date(2013, 2, 1), "Planned publication"),),
    )
    drawn = seen.picture
    xs = [drawn.today, *(tick.x for tick in drawn.ticks)]
    xs += [x for row in drawn.rows for bar in row.bars for x in (bar.x, bar.x + bar.width)]
    xs += [mark.x for row in drawn.rows for mark in row.marks]
    assert all(0 < x < WIDTH for x in xs)
    assert drawn.today < WIDTH / 2, "two years lie ahead, nine months behind"
    assert 6 < sum(bool(tick.label) for tick in drawn.ticks) <= 11


def test_the_picture_tells_each_clock_by_shapes_and_words_not_by_colour_alone() -> None:
    missed, met = (
        timeline(clocks=(clock,)).picture.rows[1]
        for clock in (a_clock(extended_to=date(2010, 12, 1)), a_clock(met_on=date(2010, 8, 16)))
    )
    assert [mark.shape for mark in missed.marks] == ["missed", "extended"]
    assert [bar.kind for bar in missed.bars] == ["running", "over"]
    assert [(mark.shape, mark.words) for mark in met.marks] == [
        ("due", "Due 1 October 2010"),
        ("done", "Done 16 August 2010"),
    ]
    assert missed.label == "Complete the review"


def test_a_review_of_which_nothing_is_known_yet_has_a_timeline() -> None:
    seen = timeline()
    assert (seen.past, seen.ahead, seen.overdue) == ((), (), ())
    assert len(seen.picture.rows) == 1
