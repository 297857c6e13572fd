"""Where have copies of an edition gone, and which of them have been called back since it was withdrawn?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safelight.core.vocabulary import PaperKind
from safelight.records.cases.access import readers_on
from safelight.records.disclosure.places import places_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found
from safelight.records.publication.actions.publishing import PUBLISHERS, WITHDRAWERS, briefings_left_alone_by
from safelight.records.publication.models import Edition, Recalled, RepositoryPackage
from safelight.records.publication.places import Place
from safelight.records.publication.queries import SEES_COPIES
from safelight.records.publication.words import PUBLIC, EditionState


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """One place with what has come of it; `done_on` is None while it is open."""

    place: Place
    done_on: date | None = None
    done_by: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalLine:
    """One rehearsal of the withdrawal."""

    at: datetime
    by: str
    seconds: float
    files: int
    places: int
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageLine:
    """One package for the national repository."""

    id: UUID
    at: datetime
    by: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereaboutsPage:
    """Every place, what is open, how the withdrawal was rehearsed, and what was packed for the repository."""

    id: UUID
    case_id: UUID
    reference: str
    together: tuple[tuple[UUID, str], ...]
    """What goes when it is withdrawn, each with its public number: itself first, then briefings left alone by it."""
    kind: PaperKind
    title: str
    state: EditionState
    withdrawn_at: datetime | None
    unnamed: bool
    pdf_sha256: str
    lines: tuple[PlaceLine, ...]
    rehearsals: tuple[RehearsalLine, ...]
    packages: tuple[PackageLine, ...]
    may_record: bool
    calls_back: bool
    """Whether this reader withdraws editions, and so calls copies back and rehearses it."""
    may_pack: bool

    @property
    def may_recall(self) -> bool:
        """Whether places can be ticked off now."""
        return self.calls_back and self.state is EditionState.WITHDRAWN

    @property
    def may_rehearse(self) -> bool:
        """Whether its withdrawal can be rehearsed now."""
        return self.calls_back and self.state is EditionState.PUBLISHED

    @property
    def public_id(self) -> str:
        """Its own public number."""
        return self.together[0][1]

    @property
    def open(self) -> tuple[PlaceLine, ...]:
        """The places that are still to be called back."""
        return tuple(line for line in self.lines if line.done_on is None)

    def line(self, key: str) -> PlaceLine:
        """The line of one place.

        Raises:
            NotForYou: when there is no such place.
        """
        wanted = next((line for line in self.lines if line.place.key == key), None)
        if wanted is None:
            raise NotForYou
        return wanted


def whereabouts_page(reader: User, edition_id: UUID) -> WhereaboutsPage:
    """The copies of one edition, for the officers of the board: the list shows who has asked for papers.

    Raises:
        NotForYou: to everybody else.
    """
    edition = found(Edition, edition_id)
    held = frozenset(readers_on(reader, edition.case))
    if not held & SEES_COPIES:
        raise NotForYou
    state = EditionState(edition.state)
    return WhereaboutsPage(
        id=edition.pk,
        case_id=edition.case_id,
        reference=edition.case.reference,
        together=tuple((one.pk, one.public_id) for one in (edition, *briefings_left_alone_by(edition))),
        kind=PaperKind(edition.kind),
        title=edition.title,
        state=state,
        withdrawn_at=edition.withdrawn_at,
        unnamed=bool(edition.unnamed_because),
        pdf_sha256=edition.pdf_sha256,
        lines=_lines(edition),
        rehearsals=tuple(
            RehearsalLine(
                at=row.rehearsed_at,
                by=row.rehearsed_by.name,
                seconds=row.milliseconds / 1000,
                files=row.files,
                places=row.places,
                failures=tuple(row.failures),
            )
            for row in edition.rehearsals.select_related("rehearsed_by").order_by("-rehearsed_at")
        ),
        packages=tuple(_package_line(row) for row in edition.packages.select_related("made_by").order_by("-made_at")),
        may_record=bool(held & PUBLISHERS) and edition.approved_at is not None,
        calls_back=bool(held & WITHDRAWERS),
        may_pack=bool(held & PUBLISHERS) and state in {EditionState.APPROVED, *PUBLIC},
    )


def _lines(edition: Edition) -> tuple[PlaceLine, ...]:
    done = {row.place: row for row in Recalled.objects.filter(edition=edition).select_related("done_by")}
    return tuple(_line(place, done.get(place.key)) for place in places_of(edition))


def _line(place: Place, done: Recalled | None) -> PlaceLine:
    if done is None:
        return PlaceLine(place=place)
    return PlaceLine(place=place, done_on=done.done_on, done_by=done.done_by.name, said=done.said)


def _package_line(row: RepositoryPackage) -> PackageLine:
    return PackageLine(id=row.pk, at=row.made_at, by=row.made_by.name, sha256=row.zip_sha256)
