"""Who plays in the story: the board, its agencies, and an account for everybody who signs in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from safelight.core.rulebook.loader import example_policy
from safelight.core.vocabulary import Reader
from safelight.records.people import actions as people
from safelight.records.people.models import Agency, Board, User

LONDON = ZoneInfo("Europe/London")
PASSWORD = "a quiet red lamp"
CONTACT = "the board's office, Moot Hall, Northmere, office@northmere-scb.example.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody with an account."""

    key: str
    name: str
    email: str
    standing: Reader
    agency: str = ""


CAST = (
    Member(key="manager", name="Helen Marsh", email="manager@northmere.example.org", standing=Reader.BUSINESS_MANAGER),
    Member(key="chair", name="Margaret Ellison", email="chair@northmere.example.org", standing=Reader.BOARD_CHAIR),
    Member(key="panel_chair", name="Raymond Osgood", email="panel.chair@example.org", standing=Reader.PANEL_CHAIR),
    Member(key="author", name="Priya Raman", email="author@example.org", standing=Reader.OVERVIEW_AUTHOR),
    Member(
        key="member", name="Councillor Jean Birtles", email="councillor@example.org", standing=Reader.ELECTED_MEMBER
    ),
    Member(key="auditor", name="Owen Prentice", email="auditor@example.org", standing=Reader.AUDITOR),
)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A time of day in the story."""
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


@dataclass(slots=True)
class Cast:
    """The board with everybody who acts for it."""

    board: Board
    users: dict[str, User] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)

    def __getitem__(self, key: str) -> User:
        return self.users[key]

    def agency(self, name: str) -> Agency:
        """The agency of this name."""
        return self.agencies[name]


def join(cast: Cast, *, key: str, name: str, standing: Reader, on: date) -> Cast:
    """The same board with somebody else in one part: other reviews have other chairs and authors."""
    user = people.add_user(
        board=cast.board,
        email=f"{name.lower().replace(' ', '.')}@example.org",
        name=name,
        standing=standing,
        password=PASSWORD,
        by=cast["manager"],
        at=at(on, 9),
    )
    return Cast(cast.board, users={**cast.users, key: user}, agencies=cast.agencies)


def gather(*, board: str, council: str, agencies: Iterable[tuple[str, str, str]], on: date) -> Cast:
    """Set the board up: `agencies` are (key, name, author's name); each gets an account for its author."""
    when = at(on, 9)
    cast = Cast(people.create_board(name=board, council=council, contact=CONTACT, by=None, at=when))
    for member in CAST:
        cast.users[member.key] = people.add_user(
            board=cast.board,
            email=member.email,
            name=member.name,
            standing=member.standing,
            password=PASSWORD,
            by=None,
            at=when,
        )
    manager = cast["manager"]
    people.set_local_policy(board=cast.board, text=example_policy(), by=manager, at=at(on, 9, 30))
    for key, name, author in agencies:
        cast.agencies[name] = people.add_agency(
            board=cast.board, name=name, short_name=key.upper(), is_health=key in HEALTH, by=manager, at=when
        )
        if author:
            cast.users[key] = people.add_user(
                board=cast.board,
                email=f"{key}@agencies.example.org",
                name=author,
                standing=Reader.AGENCY_AUTHOR,
                agency=cast.agencies[name],
                password=PASSWORD,
                by=manager,
                at=when,
            )
    return cast


HEALTH = frozenset({"hv", "gp", "hospital"})
