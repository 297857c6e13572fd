"""Where did copies of an edition go, as far as this room knows? Each place with what it takes to call a copy back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from safelight.core.review.wording import counted
from safelight.records.audit.queries import who_did
from safelight.records.cases.stages import OFFICE_HOURS
from safelight.records.people.models import Agency
from safelight.records.publication.models import Edition
from safelight.records.publication.words import HowGiven

HOW_WORDS = {
    HowGiven.EMAIL: "By e-mail",
    HowGiven.POST: "By post",
    HowGiven.BY_HAND: "By hand",
    HowGiven.PORTAL: "Through a portal of theirs",
    HowGiven.LINK: "As a link to the board's site",
}
READ_HERE = "publication.read_edition"


class PlaceKind(StrEnum):
    """What kind of place a copy is in: it decides what is to be done there."""

    SITE = "site"
    ENGINES = "search-engines"
    DESK = "desk"
    REPOSITORY = "repository"
    WEBSITE = "website"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place in which a copy is or can be. `key` stays the same; `by_hand` was entered on the page of copies."""

    key: str
    kind: PlaceKind
    who: str
    how: str
    given_on: date | None
    address: str = ""
    by_hand: bool = False


def places_of_publication(edition: Edition) -> Iterator[Place]:
    """The places of a public or withdrawn edition: the site and what copies it, the repository, the desk, holders."""
    if edition.published_at is None:
        return
    if edition.deposited_on is not None:
        yield Place(
            key=PlaceKind.REPOSITORY,
            kind=PlaceKind.REPOSITORY,
            who=edition.deposited_with,
            how="Deposited without the board's name",
            given_on=edition.deposited_on,
        )
    else:
        published = edition.published_at.astimezone(OFFICE_HOURS).date()
        yield Place(
            key=PlaceKind.SITE,
            kind=PlaceKind.SITE,
            who="The board's own site",
            how="Its pages and files, search, feeds and list of addresses",
            given_on=published,
        )
        yield Place(
            key=PlaceKind.ENGINES,
            kind=PlaceKind.ENGINES,
            who="Search engines and archives of the web",
            how="They keep copies of public pages",
            given_on=published,
        )
    yield from _at_the_desk(edition)
    yield from _given(edition)


def _at_the_desk(edition: Edition) -> Iterator[Place]:
    readers = who_did(READ_HERE, subject=edition)
    if readers:
        yield Place(
            key=PlaceKind.DESK,
            kind=PlaceKind.DESK,
            who=f"Those who opened its files at this desk: {counted(len(readers), 'person', 'people')}",
            how="Opened here; they may have saved them",
            given_on=None,
        )
    read, discussed = Q(pk__in=edition.read_by.values("agency")), Q(pk__in=edition.discussed.values("agency"))
    for agency in Agency.objects.filter(read | discussed).order_by("name"):
        yield Place(
            key=f"agency-{agency.pk}",
            kind=PlaceKind.BODY,
            who=agency.name,
            how="Read or discussed there as a briefing",
            given_on=None,
        )


def _given(edition: Edition) -> Iterator[Place]:
    """What was entered by hand, less what was entered by mistake."""
    for row in edition.copies.filter(struck_at__isnull=True):
        yield Place(
            key=f"copy-{row.pk}",
            kind=PlaceKind(row.kind),
            who=row.holder,
            how=HOW_WORDS[HowGiven(row.how)],
            given_on=row.given_on,
            address=row.address,
            by_hand=True,
        )
