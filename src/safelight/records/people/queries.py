"""What may be known of boards, agencies and users."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from safelight.core.anonymise.finding import LABELS
from safelight.core.review.calendar import WorkingCalendar
from safelight.core.rulebook.governing import Regime, Rulebook
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.rulebook.times import UNIT_WORDS, LocalTime, open_times, policies_of, times_from
from safelight.core.vocabulary import Reader
from safelight.records.people.models import Agency, Board, User
from safelight.records.people.permission import NotForYou

AgencyKey = Agency | UUID
OFFICE_HOURS = ZoneInfo("Europe/London")
"""Where the boards are: the day of an act is the day there."""

BOARD_OFFICERS = frozenset({Reader.BUSINESS_MANAGER, Reader.BOARD_CHAIR, Reader.AUDITOR})
"""Those whose standing reaches every case of their board."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLine:
    """A time that nothing national gives; `own` is "" or what the board has set."""

    key: str
    review: str
    question: str
    why: str
    before: str
    own: str


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
    small_area: bool
    overtaken: tuple[str, ...]
    reviews: tuple[tuple[str, str, str], ...]
    """The kinds of review that could begin here today: id, title, and what to know before choosing it."""
    times: tuple[TimeLine, ...]
    """Times that nothing national gives today, and what the board has set for itself."""
    usual_review: str
    """The one that today picks for a child's case."""
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
        small_area=board.small_area,
        overtaken=overtaken_policies(board, on=on),
        reviews=kinds_of_review(board, on=on),
        times=_time_lines(board, on=on),
        usual_review=rulebook_for(board).process_on(on, jurisdiction=board.jurisdiction).id,
        may=MAY_RUN_THE_BOARD if reader.standing == Reader.BUSINESS_MANAGER else frozenset(),
    )


MAY_RUN_THE_BOARD = frozenset(
    {
        "add_agency",
        "add_user",
        "close_account",
        "set_local_policy",
        "set_local_time",
        "set_blocking_kinds",
        "set_closure_days",
    }
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
    """The rulebook as it binds this board: the shipped data, its own local policy and its own times."""
    return _rulebook(board.local_policy, _times(board), board.jurisdiction)


def regime_for(
    board: Board, *, initiated_on: date, jurisdiction: str, process: str = "", acting_on: date | None = None
) -> Regime:
    """The rules that bind this board for a review of a kind initiated on a day, and for an act on another day."""
    own = (board.local_policy, _times(board), board.jurisdiction)
    return _regime(own, initiated_on, jurisdiction, process, acting_on)


def _times(board: Board) -> tuple[LocalTime, ...]:
    return times_from(board.local_times)


@lru_cache(maxsize=32)
def _rulebook(policy: str, times: tuple[LocalTime, ...], jurisdiction: str) -> Rulebook:
    own = policies_of(times, rulebook=load_rulebook(), jurisdiction=jurisdiction)
    return load_rulebook(local=(policy, *own) if policy.strip() else own)


@lru_cache(maxsize=256)
def _regime(
    own: tuple[str, tuple[LocalTime, ...], str],
    initiated_on: date,
    jurisdiction: str,
    process: str,
    acting_on: date | None,
) -> Regime:
    """Asked for many times in every act, and the same whenever these are."""
    return _rulebook(*own).regime(
        initiated_on=initiated_on, jurisdiction=jurisdiction, process=process, acting_on=acting_on
    )


def blocking_kinds_of(board: Board) -> frozenset[str]:
    """Which labels of what no register knows block publication on this board: none, unless it has chosen some."""
    return frozenset(board.blocking_kinds)


def closures_of(board: Board) -> frozenset[date]:
    """The days on which the board's office is closed."""
    return frozenset(date.fromisoformat(day) for day in board.closure_days)


def calendar_for(board: Board) -> WorkingCalendar:
    """The working days of this board."""
    return WorkingCalendar(closures=closures_of(board))


def _time_lines(board: Board, *, on: date) -> tuple[TimeLine, ...]:
    own = {(time.process, time.duty): time for time in _times(board) if time.start <= on}
    return tuple(
        TimeLine(
            key=f"{each.process.id}:{each.duty}",
            review=each.process.title,
            question=each.question,
            why=each.why,
            before=each.before,
            own=f"{kept.count} {UNIT_WORDS[kept.unit]}" if (kept := own.get((each.process.id, each.duty))) else "",
        )
        for each in open_times(load_rulebook(), on=on, jurisdiction=board.jurisdiction)
    )


def kinds_of_review(board: Board, *, on: date) -> tuple[tuple[str, str, str], ...]:
    """The reviews that could begin on this board on a day: id, title, and why it has to be chosen knowingly, or ""."""
    return tuple(
        (kind.id, kind.title, kind.by_choice)
        for kind in rulebook_for(board).framework.processes
        if kind.held(on=on, jurisdiction=board.jurisdiction)
    )


def overtaken_policies(board: Board, *, on: date) -> tuple[str, ...]:
    """A sentence for each of the board's own rules that a later national rule has overtaken."""
    if not board.local_policy.strip():
        return ()
    return tuple(found.sentence for found in rulebook_for(board).overtaken(on=on))


def _only(reader: User, allowed: Iterable[Reader]) -> None:
    if reader.standing not in set(allowed):
        raise NotForYou
