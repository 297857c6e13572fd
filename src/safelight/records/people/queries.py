"""What may be known of boards, agencies and users."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from safelight.core.anonymise.finding import LABELS
from safelight.core.review.calendar import WorkingCalendar
from safelight.core.rulebook.governing import Regime, Rulebook
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.vocabulary import Reader
from safelight.records.people.models import Agency, Board, User
from safelight.records.people.permission import NotForYou

AgencyKey = Agency | UUID

BOARD_OFFICERS = frozenset({Reader.BUSINESS_MANAGER, Reader.BOARD_CHAIR, Reader.AUDITOR})
"""Those whose standing reaches every case of their board."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage:
    """The board and what is local to it."""

    id: UUID
    name: str
    council: str
    contact: str
    jurisdiction: str
    closure_days: tuple[date, ...]
    local_policy: str
    blocking_kinds: tuple[str, ...]
    overtaken: tuple[str, ...]
    may: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLine:
    """One agency, for a list or a choice."""

    id: UUID
    name: str
    short_name: str
    is_health: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UserLine:
    """One account, for the board's own list."""

    id: UUID
    name: str
    email: str
    standing: Reader
    agency: str
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChoice:
    """One account that may be given a part in a case."""

    id: UUID
    name: str
    standing: Reader
    agency: str


def agency_line(agency: Agency) -> AgencyLine:
    """The plain values of an agency."""
    return AgencyLine(id=agency.pk, name=agency.name, short_name=agency.short_name, is_health=agency.is_health)


def board_page(reader: User, *, on: date) -> BoardPage:
    """The reader's own board; `overtaken` has a sentence for each local rule that national change has overtaken."""
    board = reader.board
    return BoardPage(
        id=board.pk,
        name=board.name,
        council=board.council,
        contact=board.contact,
        jurisdiction=board.jurisdiction,
        closure_days=tuple(sorted(closures_of(board))),
        local_policy=board.local_policy,
        blocking_kinds=tuple(label for label in LABELS if label in blocking_kinds_of(board)),
        overtaken=overtaken_policies(board, on=on),
        may=MAY_RUN_THE_BOARD if reader.standing == Reader.BUSINESS_MANAGER else frozenset(),
    )


MAY_RUN_THE_BOARD = frozenset(
    {"add_agency", "add_user", "close_account", "set_local_policy", "set_blocking_kinds", "set_closure_days"}
)


def agency_list(reader: User) -> tuple[AgencyLine, ...]:
    """The agencies of the reader's board, by name."""
    return tuple(agency_line(agency) for agency in reader.board.agencies.all())


def user_list(reader: User) -> tuple[UserLine, ...]:
    """Every account of the reader's board, by name.

    Raises:
        NotForYou: to anybody but the board's officers.
    """
    _only(reader, BOARD_OFFICERS)
    return tuple(
        UserLine(
            id=user.pk,
            name=user.name,
            email=user.email,
            standing=Reader(user.standing),
            agency=user.agency.name if user.agency else "",
            is_active=user.is_active,
        )
        for user in reader.board.users.select_related("agency").order_by("name", "email")
    )


def people_to_choose(reader: User) -> tuple[PersonChoice, ...]:
    """The open accounts that may be given a part in a case.

    Raises:
        NotForYou: to anybody but the business manager and the board's chair.
    """
    _only(reader, {Reader.BUSINESS_MANAGER, Reader.BOARD_CHAIR})
    return tuple(
        PersonChoice(id=line.id, name=line.name, standing=line.standing, agency=line.agency)
        for line in user_list(reader)
        if line.is_active
    )


def find_agency(agency: AgencyKey, *, board: Board) -> Agency:
    """The agency, if it is one of this board's.

    Raises:
        NotForYou: when it is not, or does not exist.
    """
    key = agency.pk if isinstance(agency, Agency) else agency
    found = board.agencies.filter(pk=key).first()
    if found is None:
        raise NotForYou
    return found


def user_by_email(email: str) -> User:
    """The account with this address. For records and the demo: a page never asks for a model.

    Raises:
        NotForYou: when there is none.
    """
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        raise NotForYou
    return user


def rulebook_for(board: Board) -> Rulebook:
    """The rulebook as it binds this board: the shipped data and its own local policy."""
    return _rulebook(board.local_policy)


def regime_for(board: Board, *, initiated_on: date, jurisdiction: str) -> Regime:
    """The rules that bind this board for a review initiated on a day."""
    return _regime(board.local_policy, initiated_on, jurisdiction)


def _rulebook(policy: str) -> Rulebook:
    return load_rulebook(local=(policy,) if policy.strip() else ())


@lru_cache(maxsize=256)
def _regime(policy: str, initiated_on: date, jurisdiction: str) -> Regime:
    """Asked for many times in every act, and the same whenever these three are."""
    return _rulebook(policy).regime(initiated_on=initiated_on, jurisdiction=jurisdiction)


def blocking_kinds_of(board: Board) -> frozenset[str]:
    """Which labels of what no register knows block publication on this board: none, unless it has chosen some."""
    return frozenset(board.blocking_kinds)


def closures_of(board: Board) -> frozenset[date]:
    """The days on which the board's office is closed."""
    return frozenset(date.fromisoformat(day) for day in board.closure_days)


def calendar_for(board: Board) -> WorkingCalendar:
    """The working days of this board."""
    return WorkingCalendar(closures=closures_of(board))


def overtaken_policies(board: Board, *, on: date) -> tuple[str, ...]:
    """A sentence for each of the board's own rules that a later national rule has overtaken."""
    if not board.local_policy.strip():
        return ()
    return tuple(found.sentence for found in rulebook_for(board).overtaken(on=on))


def _only(reader: User, allowed: Iterable[Reader]) -> None:
    if reader.standing not in set(allowed):
        raise NotForYou
