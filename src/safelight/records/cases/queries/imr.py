"""What is being written in an agency's review, and by whom right now?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from safelight.core.review.imr.outline import GROUP_TITLES, Group, Section
from safelight.core.review.imr.paper import PaperHead, Row
from safelight.core.review.imr.words import FIELDS, HINTS, ROW_NAMES, ROW_TITLES, PartKind
from safelight.records.cases.models import AgencyReview, PartVersion, ReviewPart
from safelight.records.cases.parts import outline_of, standing_versions, values_of
from safelight.records.cases.queries.agency_reviews import seen_review
from safelight.records.cases.queries.heads import CaseHead, Look
from safelight.records.cases.queries.imr_paper import earlier_sections, head_of, rows_of, texts_of
from safelight.records.cases.words import BEING_WRITTEN
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou

WRITING_NOW = timedelta(seconds=60)
"""Whoever has saved something within this time is said to be writing."""
MOST_VERSIONS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine:
    """One box to write in."""

    name: str
    label: str
    hint: str
    text: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """One section or row as it stands. `returned` is what the panel said of it when it came back last."""

    key: str
    title: str
    hint: str
    version: int
    fields: tuple[FieldLine, ...]
    to_choose: int
    saved_at: datetime | None
    saved_by: str
    returned: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One of the lists of a chapter, with its rows."""

    kind: PartKind
    title: str
    row_name: str
    rows: tuple[PartLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingPage:
    """One chapter, ready to be written in."""

    case: CaseHead
    review_id: UUID
    agency: str
    due_on: date
    group: Group
    title: str
    sections: tuple[PartLine, ...]
    lists: tuple[ListLine, ...]
    before: Group | None
    after: Group | None
    open_for_writing: bool
    declared: bool
    returned_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PulsePart:
    """The version of a part that stands, and its words."""

    key: str
    version: int
    values: tuple[tuple[str, str], ...]
    to_choose: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """What has changed in a chapter since the page was loaded, and who else is writing."""

    parts: tuple[PulsePart, ...]
    others: tuple[tuple[str, str], ...]
    """Pairs: a person's name, and the title of what they write in."""
    open_for_writing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeList:
    """A list of the review: its title, the heads of its columns, and its rows."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeChapter:
    """A chapter of the review: its title, its sections with their texts, and its lists."""

    title: str
    sections: tuple[tuple[Section, str], ...]
    lists: tuple[WholeList, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePage:
    """The review as it would be handed in."""

    case: CaseHead
    review_id: UUID
    head: PaperHead
    chapters: tuple[WholeChapter, ...]


def writing_page(reader: User, review_id: UUID, *, group: str) -> WritingPage:
    """One chapter with its sections and lists.

    Raises:
        NotForYou: to anybody but the agency and the business manager; where there is no such chapter.
    """
    row, seen, chapter = _chapter(reader, review_id, group)
    outline = outline_of(row)
    versions = {version.part.key: version for version in standing_versions(row)}
    returned = _returned(row)
    sections = [section for section in outline.sections if section.group is chapter]
    if chapter is Group.ELSE:
        sections += earlier_sections(row)
    lines = [
        _part(section.key, section.title, section.hint, PartKind.SECTION, versions.get(section.key), returned)
        for section in sections
    ]
    lists = [
        ListLine(
            kind=kind,
            title=ROW_TITLES[kind],
            row_name=ROW_NAMES[kind],
            rows=tuple(
                _part(key, f"{ROW_NAMES[kind].capitalize()} {number}", "", kind, version, returned)
                for number, (key, version) in enumerate(_rows(versions.values(), kind), 1)
            ),
        )
        for kind, where in outline.lists
        if where is chapter
    ]
    groups = outline.groups
    place = groups.index(chapter)
    latest = row.submissions.last()
    return WritingPage(
        case=seen.head,
        review_id=row.pk,
        agency=row.agency.name,
        due_on=row.due_on,
        group=chapter,
        title=GROUP_TITLES[chapter],
        sections=tuple(lines),
        lists=tuple(lists),
        before=groups[place - 1] if place else None,
        after=groups[place + 1] if place + 1 < len(groups) else None,
        open_for_writing=row.state in BEING_WRITTEN,
        declared=row.declarations.exists(),
        returned_because=latest.return_reasons if latest is not None else "",
    )


def pulse(reader: User, review_id: UUID, *, group: str, at: datetime) -> Pulse:
    """What stands in a chapter now, and who else has written in this review within the last minute.

    Raises:
        NotForYou
    """
    row, _, chapter = _chapter(reader, review_id, group)
    outline = outline_of(row)
    keys = {section.key for section in outline.sections if section.group is chapter}
    kinds = {kind for kind, where in outline.lists if where is chapter}
    shown = [
        version
        for version in standing_versions(row)
        if version.part.key in keys or version.part.kind in kinds or chapter is Group.ELSE
    ]
    recent = PartVersion.objects.filter(part__review=row, saved_at__gte=at - WRITING_NOW, saved_at__lte=at)
    recent = recent.exclude(saved_by=reader).select_related("saved_by", "part").order_by("id")
    others = {version.saved_by.name: title_of(version.part) for version in recent}
    return Pulse(
        parts=tuple(
            PulsePart(
                key=version.part.key,
                version=version.number,
                values=tuple(values_of(version, kind=PartKind(version.part.kind)).items()),
                to_choose=version.to_choose,
            )
            for version in shown
        ),
        others=tuple(others.items()),
        open_for_writing=row.state in BEING_WRITTEN,
    )


def whole_page(reader: User, review_id: UUID) -> WholePage:
    """Everything that is written, in the order in which it is handed in.

    Raises:
        NotForYou
    """
    row, seen = seen_review(reader, review_id, at_page="written_review")
    outline, texts, rows = outline_of(row), texts_of(row), rows_of(row)
    sections = (*outline.sections, *earlier_sections(row))
    return WholePage(
        case=seen.head,
        review_id=row.pk,
        head=head_of(row, declared=row.declarations.last()),
        chapters=tuple(
            WholeChapter(
                title=GROUP_TITLES[group],
                sections=tuple((section, texts.get(section.key, "")) for section in sections if section.group is group),
                lists=tuple(
                    WholeList(
                        title=ROW_TITLES[kind],
                        heads=tuple(FIELDS[kind].values()),
                        rows=tuple(one for one in rows if one.kind is kind),
                    )
                    for kind, where in outline.lists
                    if where is group
                ),
            )
            for group in outline.groups
        ),
    )


def _chapter(reader: User, review_id: UUID, group: str) -> tuple[AgencyReview, Look, Group]:
    row, seen = seen_review(reader, review_id, at_page="written_review")
    groups = outline_of(row).groups
    if group not in groups:
        raise NotForYou
    return row, seen, Group(group)


def _rows(versions: Iterable[PartVersion], kind: PartKind) -> Iterable[tuple[str, PartVersion]]:
    return ((version.part.key, version) for version in versions if version.part.kind == kind)


def _part(
    key: str, title: str, hint: str, kind: PartKind, version: PartVersion | None, returned: dict[str, str]
) -> PartLine:
    values = values_of(version, kind=kind)
    return PartLine(
        key=key,
        title=title,
        hint=hint,
        version=version.number if version is not None else 0,
        fields=tuple(
            FieldLine(
                name=name,
                label=label,
                hint=HINTS.get((kind, name), ""),
                text=values[name],
                rows=10 if kind is PartKind.SECTION else 2,
            )
            for name, label in FIELDS[kind].items()
        ),
        to_choose=version.to_choose if version is not None else 0,
        saved_at=version.saved_at if version is not None else None,
        saved_by=version.saved_by.name if version is not None else "",
        returned=returned.get(key, ""),
    )


def _returned(row: AgencyReview) -> dict[str, str]:
    latest = row.submissions.last()
    return {said.key: said.reasons for said in latest.section_reasons.all()} if latest is not None else {}


def title_of(part: ReviewPart) -> str:
    """What a part is called on pages: its question, or the name of a row."""
    return part.title or ROW_NAMES[PartKind(part.kind)].capitalize()
