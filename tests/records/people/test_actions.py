"""Who may change a board's own affairs, and what is refused?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from safelight.core.rulebook.loader import example_policy
from safelight.core.vocabulary import Reader
from safelight.records.audit.models import Entry
from safelight.records.people import actions
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.people.queries import (
    agency_list,
    blocking_kinds_of,
    board_page,
    calendar_for,
    people_to_choose,
    rulebook_for,
    user_by_email,
    user_list,
)
from tests.factories import Cast, a_cast, moment

pytestmark = pytest.mark.django_db
DAY = date(2010, 2, 1)
AT = moment(DAY)

MANAGED: dict[str, Callable[[Cast, User], object]] = {
    "set_local_policy": lambda cast, by: actions.set_local_policy(board=cast.board.pk, text="", by=by, at=AT),
    "set_blocking_kinds": lambda cast, by: actions.set_blocking_kinds(board=cast.board, kinds=["LOC"], by=by, at=AT),
    "set_closure_days": lambda cast, by: actions.set_closure_days(board=cast.board, closure_days=[DAY], by=by, at=AT),
    "set_local_time": lambda cast, by: actions.set_local_time(
        board=cast.board, key="lcspr:clock.decision", count=20, unit="working_day", by=by, at=moment(date(2026, 11, 27))
    ),
    "add_agency": lambda cast, by: actions.add_agency(
        board=cast.board, name="Marl Street Surgery", short_name="GP", is_health=True, by=by, at=AT
    ),
    "add_user": lambda cast, by: actions.add_user(
        board=cast.board,
        email="new@example.org",
        name="Edwin Sallow",
        standing=Reader.PANEL_MEMBER,
        password=None,
        by=by,
        at=AT,
    ),
    "close_account": lambda cast, by: actions.close_account(user=cast.member, by=by, at=AT),
}


@pytest.fixture
def cast() -> Cast:
    return a_cast()


def last_entry() -> Entry:
    return Entry.objects.latest("number")


@pytest.mark.parametrize("act", MANAGED)
def test_the_business_manager_may_do_it_and_it_is_audited(cast: Cast, act: str) -> None:
    assert MANAGED[act](cast, cast.manager)
    entry = last_entry()
    assert (entry.action, entry.actor, entry.acting_as) == (
        f"people.{act}",
        str(cast.manager.pk),
        Reader.BUSINESS_MANAGER,
    )


@pytest.mark.parametrize("act", MANAGED)
def test_nobody_else_may_and_the_attempt_is_audited(cast: Cast, act: str) -> None:
    stranger = a_cast("Eastholm").manager
    for user in (*cast.all()[1:], stranger):
        with pytest.raises(NotForYou):
            MANAGED[act](cast, user)
        assert (last_entry().action, last_entry().actor) == (f"people.{act}.refused", str(user.pk))


def test_somebody_who_is_signed_in_cannot_set_up_another_board(cast: Cast) -> None:
    with pytest.raises(NotForYou):
        actions.create_board(name="Another", council="C", contact="x@example.org", by=cast.manager, at=AT)
    assert last_entry().action == "people.create_board.refused"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": "MANAGER@northmere.example.org"}, "email"),
        ({"name": "  "}, "name"),
        ({"standing": "emperor"}, "standing"),
        ({"standing": "agency_author"}, "agency"),
        ({"password": "short"}, "password"),
        ({"password": "password1234"}, "password"),
    ],
)
def test_a_wrong_account_is_sent_back_with_the_field_that_is_wrong(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    given = {"email": "new@example.org", "name": "Edwin Sallow", "standing": "panel_member", "password": None}
    with pytest.raises(WrongInput) as wrong:
        actions.add_user(board=cast.board, **{**given, **changes}, by=cast.manager, at=AT)
    assert wrong.value.field == field
    assert not User.objects.filter(name="Edwin Sallow").exists()


def test_an_account_takes_a_good_password_and_none_means_nobody_can_sign_in(cast: Cast) -> None:
    made = actions.add_user(
        board=cast.board,
        email="New.Person@Example.ORG",
        name="Edwin Sallow",
        standing=Reader.PANEL_MEMBER,
        password="a-marl-street-lantern",
        by=cast.manager,
        at=AT,
    )
    assert made.check_password("a-marl-street-lantern")
    assert user_by_email("new.person@example.org") == made
    assert not cast.member.has_usable_password()


def test_an_agency_of_another_board_cannot_be_given_to_an_account(cast: Cast) -> None:
    elsewhere = a_cast("Eastholm")
    with pytest.raises(NotForYou):
        actions.add_user(
            board=cast.board,
            email="new@example.org",
            name="Edwin Sallow",
            standing=Reader.AGENCY_AUTHOR,
            agency=elsewhere.police.pk,
            password=None,
            by=cast.manager,
            at=AT,
        )


def test_an_agencys_name_is_needed_and_taken_once(cast: Cast) -> None:
    for name, short_name, field in (
        ("", "X", "name"),
        ("X", " ", "short_name"),
        (cast.police.name.upper(), "P", "name"),
    ):
        with pytest.raises(WrongInput) as wrong:
            actions.add_agency(board=cast.board, name=name, short_name=short_name, by=cast.manager, at=AT)
        assert wrong.value.field == field


def test_a_boards_name_is_taken_once(cast: Cast) -> None:
    with pytest.raises(WrongInput, match="already"):
        actions.create_board(name=cast.board.name, council="C", contact="x@example.org", by=None, at=AT)


def test_a_local_policy_that_the_rulebook_does_not_take_is_sent_back(cast: Cast) -> None:
    with pytest.raises(WrongInput) as wrong:
        actions.set_local_policy(board=cast.board, text="[source]\nid = 3", by=cast.manager, at=AT)
    assert wrong.value.field == "text"
    cast.board.refresh_from_db()
    assert cast.board.local_policy == ""


def test_a_local_policy_binds_this_board_alone_and_is_shown_once_overtaken(cast: Cast) -> None:
    other = a_cast("Eastholm")
    board = actions.set_local_policy(board=cast.board, text=example_policy(), by=cast.manager, at=AT)
    assert rulebook_for(board).local_rules
    assert not rulebook_for(other.board).local_rules
    cast.manager.board.refresh_from_db()
    before, after = (board_page(cast.manager, on=day) for day in (date(2010, 5, 1), date(2010, 7, 1)))
    assert before.overtaken == ()
    assert after.overtaken
    assert "no longer stands" in after.overtaken[0]


def test_what_blocks_is_kept_in_the_order_of_the_kinds_and_seen_on_the_boards_page(cast: Cast) -> None:
    assert blocking_kinds_of(cast.board) == frozenset()
    board = actions.set_blocking_kinds(board=cast.board, kinds=["DEM", "PERSON", "DEM"], by=cast.manager, at=AT)
    assert last_entry().detail == '{"kinds": "PERSON DEM", "small_area": false}'
    assert blocking_kinds_of(board) == {"PERSON", "DEM"}
    assert not a_cast("Eastholm").board.blocking_kinds
    cast.manager.board.refresh_from_db()
    assert board_page(cast.manager, on=DAY).blocking_kinds == ("PERSON", "DEM")
    assert actions.set_blocking_kinds(board=board, kinds=[], by=cast.manager, at=AT).blocking_kinds == []


def test_a_kind_that_there_is_none_of_cannot_block(cast: Cast) -> None:
    with pytest.raises(WrongInput) as wrong:
        actions.set_blocking_kinds(board=cast.board, kinds=["PERSON", "NAME"], by=cast.manager, at=AT)
    assert wrong.value.field == "kinds"
    cast.board.refresh_from_db()
    assert cast.board.blocking_kinds == []


def test_closure_days_do_not_count_as_working_days(cast: Cast) -> None:
    tuesday = date(2010, 3, 2)
    assert calendar_for(cast.board).is_working_day(tuesday)
    board = actions.set_closure_days(board=cast.board, closure_days=[tuesday], by=cast.manager, at=AT)
    assert not calendar_for(board).is_working_day(tuesday)


def test_a_time_of_the_boards_own_runs_in_reviews_begun_from_its_day_on(cast: Cast) -> None:
    day = date(2026, 11, 27)
    given: dict[str, Any] = {"key": "lcspr:clock.decision", "count": 20, "unit": "working_day"}
    board = actions.set_local_time(board=cast.board, **given, by=cast.manager, at=moment(day))
    rule = rulebook_for(board).regime(initiated_on=day, process="lcspr").rule("clock.decision")
    assert (rule.number("count"), rule.source.id) == (20, "own-times-lcspr")
    assert [line.own for line in board_page(User.objects.get(pk=cast.manager.pk), on=day).times if line.own] == [
        "20 working days"
    ]
    again = actions.set_local_time(board=board, **given | {"count": 10}, by=cast.manager, at=moment(day, 15))
    assert rulebook_for(again).regime(initiated_on=day, process="lcspr").rule("clock.decision").number("count") == 10


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"count": 0}, "count"),
        ({"unit": "moon"}, "key"),
        ({"key": "sar:clock.completion"}, "key"),
        ({"key": "x"}, "key"),
    ],
)
def test_a_time_that_is_none_or_that_something_national_gives_is_refused(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    given: dict[str, Any] = {"key": "lcspr:clock.decision", "count": 20, "unit": "working_day"}
    with pytest.raises(WrongInput) as wrong:
        actions.set_local_time(board=cast.board, **given | changes, by=cast.manager, at=moment(date(2026, 11, 27)))
    assert wrong.value.field == field
    cast.board.refresh_from_db()
    assert cast.board.local_times == []


def test_the_last_business_manager_cannot_be_locked_out(cast: Cast) -> None:
    with pytest.raises(NotNow, match="last open business manager"):
        actions.close_account(user=cast.manager, by=cast.manager, at=AT)
    second = actions.add_user(
        board=cast.board,
        email="second@example.org",
        name="Edwin Sallow",
        standing=Reader.BUSINESS_MANAGER,
        password=None,
        by=cast.manager,
        at=AT,
    )
    assert not actions.close_account(user=cast.manager.pk, by=second, at=AT).is_active
    cast.manager.refresh_from_db()
    with pytest.raises(NotForYou):
        actions.add_agency(board=cast.board, name="X", short_name="X", by=cast.manager, at=AT)


def test_only_the_boards_officers_see_the_accounts(cast: Cast) -> None:
    assert len(user_list(cast.auditor)) == 9
    for user in cast.all():
        if user.standing not in (Reader.BUSINESS_MANAGER, Reader.BOARD_CHAIR, Reader.AUDITOR):
            with pytest.raises(NotForYou):
                user_list(user)


def test_a_closed_account_is_listed_but_not_offered(cast: Cast) -> None:
    actions.close_account(user=cast.member, by=cast.manager, at=AT)
    assert not {line.id: line for line in user_list(cast.manager)}[cast.member.pk].is_active
    assert cast.member.pk not in {choice.id for choice in people_to_choose(cast.manager)}
    with pytest.raises(NotForYou):
        people_to_choose(cast.auditor)


def test_everybody_sees_their_own_board_and_its_agencies(cast: Cast) -> None:
    a_cast("Eastholm")
    page = board_page(cast.member, on=DAY)
    assert page.name == cast.board.name
    assert page.may == frozenset()
    assert "add_user" in board_page(cast.manager, on=DAY).may
    assert [line.short_name for line in agency_list(cast.member)] == ["Police", "PCT"]
