"""Which briefings are there, who has read them, and in which agencies has nobody? For all who work with the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.cases import vault
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found
from safelight.records.people.queries import BOARD_OFFICERS
from safelight.records.plans.obligations import agencies_of
from safelight.records.publication.models import BriefingDiscussed, BriefingRead, Edition
from safelight.records.publication.words import EditionState


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingLine:
    """One published briefing, in a list. `agencies` counts those in which somebody read or discussed it."""

    id: UUID
    public_name: str
    published_on: date
    read_by_you: bool
    readers: int
    people: int
    agencies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingList:
    """Every published briefing, the newest first. `all_agencies` is how many the board has."""

    lines: tuple[BriefingLine, ...]
    all_agencies: int
    sees_all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """One team that discussed it."""

    agency: str
    team: str
    held_on: date
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyShare:
    """One agency: how many of its accounts have read it, how many teams discussed it, and with how many people."""

    name: str
    accounts: int
    readers: int
    teams: int
    people: int

    @property
    def reached(self) -> bool:
        """Whether anybody there has read or discussed it."""
        return bool(self.readers or self.teams)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingPage:
    """One briefing; `shares` is for the board's officers alone, and `discussions` is of the reader's own agencies."""

    id: UUID
    public_name: str
    published_on: date
    read_on: date | None
    may_confirm: bool
    agencies: tuple[tuple[UUID, str], ...]
    """Those for which this reader may record that a team discussed it."""
    discussions: tuple[Discussion, ...]
    shares: tuple[AgencyShare, ...]

    @property
    def not_reached(self) -> tuple[str, ...]:
        """The agencies in which nobody has read or discussed it."""
        return tuple(share.name for share in self.shares if not share.reached)


def sees_briefings(reader: User) -> bool:
    """Whether the pages of briefings are there for this reader: everybody who works with the board."""
    return reader.is_active and reader.standing != Reader.ELECTED_MEMBER


def briefing_list(reader: User) -> BriefingList:
    """Every briefing that is on the board's site.

    Raises:
        NotForYou
    """
    if not sees_briefings(reader):
        raise NotForYou
    editions = list(_editions(reader).select_related("case").prefetch_related("read_by", "discussed"))
    return BriefingList(
        lines=tuple(_line(edition, reader) for edition in editions),
        all_agencies=reader.board.agencies.count(),
        sees_all=reader.standing in BOARD_OFFICERS,
    )


def briefing_page(reader: User, edition_id: UUID) -> BriefingPage:
    """One briefing, and what this reader may see and say of who has read it.

    Raises:
        NotForYou: when it is not on the board's site, or not for this reader.
    """
    edition = _edition(reader, edition_id)
    own, officer = agencies_of(reader), reader.standing in BOARD_OFFICERS
    office = reader.standing == Reader.BUSINESS_MANAGER
    agencies = list(reader.board.agencies.all())
    discussed = list(edition.discussed.select_related("agency"))
    read = list(edition.read_by.all())
    assert edition.published_at is not None
    return BriefingPage(
        id=edition.pk,
        public_name=edition.case.public_name,
        published_on=edition.published_at.date(),
        read_on=next((row.read_on for row in read if row.user_id == reader.pk), None),
        may_confirm=bool(own),
        agencies=tuple((agency.pk, agency.name) for agency in agencies if office or agency.pk in own),
        discussions=tuple(
            Discussion(agency=row.agency.name, team=row.team, held_on=row.held_on, people=row.people)
            for row in discussed
            if officer or row.agency_id in own
        ),
        shares=_shares(reader, read, discussed) if officer else (),
    )


def briefing_bytes(reader: User, edition_id: UUID, *, form: str) -> bytes:
    """The published bytes, `form` being "html" or "pdf": what everybody can read on the board's site.

    Raises:
        NotForYou
    """
    edition = _edition(reader, edition_id)
    if form not in {"html", "pdf"}:
        raise NotForYou
    return vault.get(edition.html_sha256 if form == "html" else edition.pdf_sha256)


def _editions(reader: User) -> QuerySet[Edition]:
    rows = Edition.objects.filter(
        case__board=reader.board_id, kind=PaperKind.LEARNING_BRIEF, state=EditionState.PUBLISHED
    )
    return rows.order_by("-published_at")


def _edition(reader: User, edition_id: UUID) -> Edition:
    edition = found(Edition, edition_id)
    if not sees_briefings(reader) or edition.case.board_id != reader.board_id:
        raise NotForYou
    if edition.kind != PaperKind.LEARNING_BRIEF or edition.state != EditionState.PUBLISHED:
        raise NotForYou
    return edition


def _line(edition: Edition, reader: User) -> BriefingLine:
    read, discussed = list(edition.read_by.all()), list(edition.discussed.all())
    assert edition.published_at is not None
    reached = {row.agency_id for row in read if row.agency_id} | {row.agency_id for row in discussed}
    return BriefingLine(
        id=edition.pk,
        public_name=edition.case.public_name,
        published_on=edition.published_at.date(),
        read_by_you=any(row.user_id == reader.pk for row in read),
        readers=len(read),
        people=sum(row.people for row in discussed),
        agencies=len(reached),
    )


def _shares(
    reader: User, read: Sequence[BriefingRead], discussed: Sequence[BriefingDiscussed]
) -> tuple[AgencyShare, ...]:
    accounts: dict[UUID, int] = {}
    for key in reader.board.users.filter(is_active=True, agency__isnull=False).values_list("agency", flat=True):
        accounts[key] = accounts.get(key, 0) + 1
    return tuple(
        AgencyShare(
            name=agency.name,
            accounts=accounts.get(agency.pk, 0),
            readers=sum(1 for row in read if row.agency_id == agency.pk),
            teams=sum(1 for row in discussed if row.agency_id == agency.pk),
            people=sum(row.people for row in discussed if row.agency_id == agency.pk),
        )
        for agency in reader.board.agencies.all()
    )
