"""Every change to boards, agencies and accounts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from safelight.core.anonymise.finding import LABELS
from safelight.core.rulebook.loader import RulebookError, load_rulebook
from safelight.core.rulebook.times import LocalTime, policies_of, times_from, to_store
from safelight.core.vocabulary import Reader
from safelight.records.audit.actions import record, record_refusal
from safelight.records.people.models import Agency, Board, User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput, needed
from safelight.records.people.queries import OFFICE_HOURS, AgencyKey, find_agency

BoardKey = Board | UUID
UserKey = User | UUID
LONGEST = 999
"""No time is longer than this many of its units."""


def create_board(
    *,
    name: str,
    council: str,
    contact: str,
    jurisdiction: str = "england",
    closure_days: Sequence[date] = (),
    local_policy: str = "",
    by: User | None,
    at: datetime,
) -> Board:
    """Set a board up. Only Safelight itself does this (`by=None`): on the command line, before anybody can sign in.

    Raises:
        NotForYou: when somebody who is signed in asks.
        WrongInput: a name that is missing or taken, or a local policy that the rulebook does not take.
    """
    if by is not None:
        record_refusal("people.create_board", by=by, at=at)
        raise NotForYou
    said = {"name": name, "council": council, "contact": contact}
    for field, value in said.items():
        needed(value, field=field, what=f"the board's {field}")
    _check_policy(local_policy)
    if Board.objects.filter(name__iexact=name.strip()).exists():
        raise WrongInput("There is a board of this name already. Give the new one a name of its own.", field="name")
    with transaction.atomic():
        board = Board.objects.create(
            **{field: value.strip() for field, value in said.items()},
            jurisdiction=jurisdiction,
            closure_days=_days(closure_days),
            local_policy=local_policy,
        )
        record("people.create_board", by=by, at=at, subject=board)
    return board


def set_local_policy(*, board: BoardKey, text: str, by: User, at: datetime) -> Board:
    """Replace the board's own rules. Earlier decisions keep the fingerprint of the rules they were made under.

    Raises:
        NotForYou: to anybody but the board's business manager.
        WrongInput: a policy that the rulebook does not take, with what to change.
    """
    held = _managed(board, to="people.set_local_policy", by=by, at=at)
    _check_policy(text)
    with transaction.atomic():
        Board.objects.filter(pk=held.pk).update(local_policy=text)
        held.refresh_from_db()
        record("people.set_local_policy", by=by, at=at, subject=held, characters=len(text))
    return held


def set_blocking_kinds(
    *, board: BoardKey, kinds: Sequence[str], by: User, at: datetime, small_area: bool | None = None
) -> Board:
    """Choose which kinds of mention that no register knows block publication until a person has settled them.

    `small_area` says besides whether so few children live here that fewer pieces single a family out; None leaves it.

    Raises:
        NotForYou: to anybody but the board's business manager.
        WrongInput: for a kind that there is none of.
    """
    held = _managed(board, to="people.set_blocking_kinds", by=by, at=at)
    if set(kinds) - set(LABELS):
        raise WrongInput("Choose the kinds from the list.", field="kinds")
    chosen = [label for label in LABELS if label in kinds]
    with transaction.atomic():
        small = held.small_area if small_area is None else small_area
        Board.objects.filter(pk=held.pk).update(blocking_kinds=chosen, small_area=small)
        held.refresh_from_db()
        record("people.set_blocking_kinds", by=by, at=at, subject=held, kinds=" ".join(chosen), small_area=small)
    return held


def set_local_time(*, board: BoardKey, key: str, count: int, unit: str, by: User, at: datetime) -> Board:
    """Set a time of the board's own where nothing national gives one; it holds for reviews initiated from today on.

    `key` is "process:duty", as `BoardPage.times` lists them. An earlier time for the same stays as it was until today.

    Raises:
        NotForYou: to anybody but the board's business manager.
        WrongInput: a time that something national gives, or that is none.
    """
    held = _managed(board, to="people.set_local_time", by=by, at=at)
    process, _, duty = key.partition(":")
    if not 1 <= count <= LONGEST:
        raise WrongInput(f"Enter a whole number from 1 to {LONGEST}.", field="count")
    today = at.astimezone(OFFICE_HOURS).date()
    new = LocalTime(process=process, duty=duty, count=count, unit=unit, start=today)
    replaced = (process, duty, today)
    kept = [time for time in times_from(held.local_times) if (time.process, time.duty, time.start) != replaced]
    times = (*kept, new)
    try:
        load_rulebook(local=policies_of(times, rulebook=load_rulebook(), jurisdiction=held.jurisdiction))
    except RulebookError as fault:
        raise WrongInput(str(fault), field="key") from fault
    with transaction.atomic():
        Board.objects.filter(pk=held.pk).update(local_times=to_store(times))
        held.refresh_from_db()
        record("people.set_local_time", by=by, at=at, subject=held, duty=duty, process=process, count=count, unit=unit)
    return held


def set_closure_days(*, board: BoardKey, closure_days: Sequence[date], by: User, at: datetime) -> Board:
    """Replace the days on which the board's office is closed, which do not count as working days.

    Raises:
        NotForYou: to anybody but the board's business manager.
    """
    held = _managed(board, to="people.set_closure_days", by=by, at=at)
    with transaction.atomic():
        Board.objects.filter(pk=held.pk).update(closure_days=_days(closure_days))
        held.refresh_from_db()
        record("people.set_closure_days", by=by, at=at, subject=held, days=len(held.closure_days))
    return held


def add_agency(
    *, board: BoardKey, name: str, short_name: str, is_health: bool = False, by: User | None, at: datetime
) -> Agency:
    """Add an agency that may have known a child.

    Raises:
        NotForYou: to anybody but the board's business manager.
        WrongInput: a name that is missing or taken.
    """
    held = _managed(board, to="people.add_agency", by=by, at=at)
    needed(name, field="name", what="the agency's name")
    needed(short_name, field="short_name", what="a short name, as a table's column shows it")
    if held.agencies.filter(name__iexact=name.strip()).exists():
        raise WrongInput("This board has an agency of that name already.", field="name")
    with transaction.atomic():
        agency = Agency.objects.create(
            board=held, name=name.strip(), short_name=short_name.strip(), is_health=is_health
        )
        record("people.add_agency", by=by, at=at, subject=agency)
    return agency


def add_user(
    *,
    board: BoardKey,
    email: str,
    name: str,
    standing: Reader,
    agency: AgencyKey | None = None,
    password: str | None,
    by: User | None,
    at: datetime,
) -> User:
    """Make an account. Nobody signs up: the board invites. Without a password nobody can sign in to it yet.

    Raises:
        NotForYou: to anybody but the board's business manager, or for an agency of another board.
        WrongInput: an address that is no address or is taken, a missing name, a weak password.
    """
    held = _managed(board, to="people.add_user", by=by, at=at)
    needed(name, field="name", what="the person's name")
    user = User(board=held, email=_address(email), name=name.strip(), standing=_standing(standing))
    user.agency = find_agency(agency, board=held) if agency is not None else None
    if user.standing == Reader.AGENCY_AUTHOR and user.agency is None:
        raise WrongInput("Somebody who writes for an agency needs one: choose the agency.", field="agency")
    _set_password(user, password)
    with transaction.atomic():
        user.save(force_insert=True)
        record("people.add_user", by=by, at=at, subject=user, standing=user.standing)
    return user


def close_account(*, user: UserKey, by: User, at: datetime) -> User:
    """Close an account: it signs in no more. Nothing is deleted, because what was done under it stays.

    Raises:
        NotForYou: to anybody but the business manager of the same board.
        NotNow: for the last open business manager, who would lock everybody out.
    """
    key = user.pk if isinstance(user, User) else user
    found = User.objects.filter(pk=key).select_related("board").first()
    if found is None:
        record_refusal("people.close_account", by=by, at=at)
        raise NotForYou
    _managed(found.board, to="people.close_account", by=by, at=at)
    with transaction.atomic():
        open_managers = found.board.users.select_for_update(no_key=True).filter(
            standing=Reader.BUSINESS_MANAGER, is_active=True
        )
        if not any(manager.pk != found.pk for manager in open_managers):
            raise NotNow("This is the board's last open business manager. Add another before closing this account.")
        found.is_active = False
        found.save(update_fields=["is_active"])
        record("people.close_account", by=by, at=at, subject=found)
    return found


def switch_reminders(*, wanted: bool, by: User, at: datetime) -> User:
    """Have oneself reminded by mail of what is due, or not any more.

    Raises:
        NotForYou: to an account that is closed.
    """
    if not by.is_active:
        record_refusal("people.switch_reminders", by=by, at=at)
        raise NotForYou
    with transaction.atomic():
        User.objects.filter(pk=by.pk).update(reminders=wanted)
        by.refresh_from_db(fields=["reminders"])
        record("people.switch_reminders", by=by, at=at, subject=by, wanted=wanted)
    return by


def _managed(board: BoardKey, *, to: str, by: User | None, at: datetime) -> Board:
    """The board, when its business manager or Safelight itself asks; else the attempt is recorded and refused."""
    key = board.pk if isinstance(board, Board) else board
    held = Board.objects.filter(pk=key).first()
    if held is not None and (by is None or _manages(by, held)):
        return held
    record_refusal(to, by=by, at=at)
    raise NotForYou


def _manages(user: User, board: Board) -> bool:
    return user.is_active and user.board_id == board.pk and user.standing == Reader.BUSINESS_MANAGER


def _days(days: Sequence[date]) -> list[str]:
    return [day.isoformat() for day in sorted(set(days))]


def _check_policy(text: str) -> None:
    if text.strip():
        try:
            load_rulebook(local=(text,))
        except RulebookError as fault:
            raise WrongInput(str(fault), field="text") from fault


def _address(email: str) -> str:
    address = User.objects.normalize_email(email.strip())
    try:
        validate_email(address)
    except ValidationError:
        raise WrongInput("Enter an e-mail address in the form name@example.org.", field="email") from None
    if User.objects.filter(email__iexact=address).exists():
        raise WrongInput("There is an account with this address already.", field="email")
    return address


def _standing(untrusted_standing: str) -> Reader:
    try:
        return Reader(untrusted_standing)
    except ValueError:
        raise WrongInput("Choose what this person is for the board from the list.", field="standing") from None


def _set_password(user: User, password: str | None) -> None:
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as weak:
            raise WrongInput(" ".join(weak.messages), field="password") from None
    user.set_password(password)
