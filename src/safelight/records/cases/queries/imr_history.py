"""What stood in an agency's review before, where do people have to choose, and where does a file's text go?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from safelight.core.papers.manuscript import manuscript_from_file
from safelight.core.review.imr.headings import pieces_of
from safelight.core.review.imr.merging import Choice, Difference, choices_in, differences
from safelight.core.review.imr.outline import Group, Section
from safelight.core.review.imr.words import FIELDS, PartKind, Way
from safelight.core.review.pieces import Piece
from safelight.records.cases import vault
from safelight.records.cases.models import AgencyReview, ReviewPart, UploadedReview
from safelight.records.cases.parts import outline_of, standing, values_of
from safelight.records.cases.queries.agency_reviews import seen_review
from safelight.records.cases.queries.heads import CaseHead, Look
from safelight.records.cases.queries.imr import title_of
from safelight.records.cases.words import BEING_WRITTEN
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found

MOST_VERSIONS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version of a part: who saved it, when and how."""

    number: int
    saved_at: datetime
    saved_by: str
    way: Way
    aside: bool
    gone: bool
    words: int
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDifference:
    """What differs in one field between two versions."""

    label: str
    pieces: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """Every version of a part, the newest first; `shown` beside the one that `against` names."""

    case: CaseHead
    review_id: UUID
    agency: str
    group: Group
    key: str
    title: str
    versions: tuple[VersionLine, ...]
    more: int
    shown: int
    against: int
    fields: tuple[FieldDifference, ...]
    open_for_writing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceToChoose:
    """One place where two people changed the same words."""

    field: str
    place: int
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosePage:
    """Every such place of a part."""

    case: CaseHead
    review_id: UUID
    agency: str
    group: Group
    key: str
    title: str
    version: int
    places: tuple[PlaceToChoose, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPage:
    """The pieces of an uploaded file, and the sections that they can go to."""

    case: CaseHead
    review_id: UUID
    agency: str
    name: str
    pieces: tuple[Piece, ...]
    sections: tuple[Section, ...]


def history_page(
    reader: User, review_id: UUID, *, key: str, shown: int | None = None, against: int | None = None
) -> HistoryPage:
    """Every version of a part, and what differs between two of them: if none is named, the newest and its base.

    Raises:
        NotForYou: also for a part or a version that there is not.
    """
    row, seen, part, group = _found_part(reader, review_id, key)
    kind = PartKind(part.kind)
    total = part.versions.count()
    versions = list(part.versions.select_related("saved_by").order_by("-number")[:MOST_VERSIONS])
    new = part.version if shown is None else shown
    later = part.versions.filter(number=new).first()
    if later is None:
        raise NotForYou
    old = later.base if against is None else against
    earlier = part.versions.filter(number=old).first() if old else None
    if old and earlier is None:
        raise NotForYou
    before, after = values_of(earlier, kind=kind), values_of(later, kind=kind)
    return HistoryPage(
        case=seen.head,
        review_id=row.pk,
        agency=row.agency.name,
        group=group,
        key=key,
        title=title_of(part),
        versions=tuple(
            VersionLine(
                number=version.number,
                saved_at=version.saved_at,
                saved_by=version.saved_by.name,
                way=Way(version.way),
                aside=version.aside,
                gone=version.gone,
                words=version.words,
                stands=version.number == part.version,
            )
            for version in versions
        ),
        more=total - len(versions),
        shown=new,
        against=old,
        fields=tuple(
            FieldDifference(label=label, pieces=differences(before[name], after[name]))
            for name, label in FIELDS[kind].items()
        ),
        open_for_writing=row.state in BEING_WRITTEN,
    )


def choose_page(reader: User, review_id: UUID, *, key: str) -> ChoosePage:
    """The places of a part where two people changed the same words.

    Raises:
        NotForYou: also for a part that there is not.
    """
    row, seen, part, group = _found_part(reader, review_id, key)
    values = values_of(standing(part), kind=PartKind(part.kind))
    return ChoosePage(
        case=seen.head,
        review_id=row.pk,
        agency=row.agency.name,
        group=group,
        key=key,
        title=title_of(part),
        version=part.version,
        places=tuple(
            PlaceToChoose(field=field, place=place, choice=choice)
            for field, text in values.items()
            for place, choice in enumerate(choices_in(text))
        ),
    )


def upload_page(reader: User, upload_id: UUID) -> UploadPage:
    """What stands under each heading of an uploaded file, with the section in which it probably belongs.

    Raises:
        NotForYou
    """
    upload = found(UploadedReview, upload_id)
    row, seen = seen_review(reader, upload.review_id, at_page="written_review")
    outline = outline_of(row)
    manuscript = manuscript_from_file(vault.get(upload.sha256), name=upload.name)
    return UploadPage(
        case=seen.head,
        review_id=row.pk,
        agency=row.agency.name,
        name=upload.name,
        pieces=pieces_of(manuscript, outline=outline),
        sections=outline.sections,
    )


def _found_part(reader: User, review_id: UUID, key: str) -> tuple[AgencyReview, Look, ReviewPart, Group]:
    row, seen = seen_review(reader, review_id, at_page="written_review")
    part = row.parts.filter(key=key).first()
    if part is None:
        raise NotForYou
    outline = outline_of(row)
    section = outline.find(key)
    listed = dict(outline.lists).get(PartKind(part.kind), Group.ELSE)
    return row, seen, part, section.group if section is not None else listed
