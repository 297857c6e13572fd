"""How does a report that is written here stand, and what stood in it before? Read by `actions.reading` alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from safelight.core.papers.reading import read_paper
from safelight.core.review.boxes import Box, tick_boxes
from safelight.core.review.imr.merging import differences
from safelight.core.review.marking import Marking
from safelight.core.review.written import FIRST_HEADINGS, OVERVIEW_HEADINGS, Change
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.cases.access import find_case, readers_on
from safelight.records.cases.models import Case
from safelight.records.cases.queries import regime_of, roster_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found
from safelight.records.writing.commenting import comments_in
from safelight.records.writing.composed import composed, marking_of
from safelight.records.writing.models import Leftover, SectionVersion, WrittenReport, WrittenSection
from safelight.records.writing.pages import (
    CaseLine,
    HistoryPage,
    PreviewPage,
    ReportPage,
    ReportPulse,
    SectionLine,
    VersionLine,
)
from safelight.records.writing.sections import COMMENTERS, READERS, WRITERS, standing_in, standing_versions, words_of

WRITING_NOW = timedelta(minutes=1)
MOST_VERSIONS = 200


def report_page(reader: User, case_id: UUID, *, kind: str, at: datetime) -> ReportPage:
    """One of the two reports of a case, as it stands.

    Raises:
        NotForYou: also for a kind of report that is not written here.
    """
    case, held = seen(reader, case_id)
    if kind not in FIRST_HEADINGS:
        raise NotForYou
    report = WrittenReport.objects.filter(case=case, kind=kind).first()
    rows = standing_in(report) if report is not None else ()
    comments = comments_in(report, {section.pk: words_of(version).text for section, version in rows}) if report else {}
    marking = marking_of(report) if report is not None else Marking()
    lines = [
        (replace(section_line(section, version), comments=tuple(comments.get(section.pk, ()))), version)
        for section, version in rows
    ]
    return ReportPage(
        case=case_line(case),
        kind=PaperKind(kind),
        id=report.pk if report is not None else None,
        sections=tuple(line for line, version in lines if not version.gone),
        removed=tuple(line for line, version in lines if version.gone),
        others=_others(reader, [version for _, version in rows], at=at),
        left_over=Leftover.objects.filter(brought__report=report, done_at=None).count() if report else 0,
        brought_in=bool(report and report.brought.exists()),
        may_write=bool(held & WRITERS),
        may_comment=bool(held & COMMENTERS),
        marking=marking,
        newest=max((version.pk for _, version in rows), default=0),
    )


def report_pulse(reader: User, case_id: UUID, *, kind: str, since: int, page: str, at: datetime) -> ReportPulse:
    """What has come into a report since the version with the key `since`, less what the open page `page` sent itself.

    Only what is new is taken out of its seal. Whoever saves holds the report locked, so a later version has a higher
    key.

    Raises:
        NotForYou: also for a kind of report that is not written here.
    """
    case, held = seen(reader, case_id)
    if kind not in FIRST_HEADINGS:
        raise NotForYou
    report = WrittenReport.objects.filter(case=case, kind=kind).select_related("case").first()
    standing = standing_versions(report) if report is not None else SectionVersion.objects.none()
    fresh = standing.filter(pk__gt=since)
    told = [version for version in fresh if not (page and version.page == page and version.saved_by_id == reader.pk)]
    recent = standing.filter(saved_at__gte=at - WRITING_NOW, saved_at__lte=at)
    return ReportPulse(
        case=case_line(case),
        kind=PaperKind(kind),
        newest=max((version.pk for version in fresh), default=since),
        changed=tuple(section_line(version.section, version) for version in told if not version.gone),
        others=_others(reader, recent, at=at),
        marking=marking_of(report) if report is not None and told else None,
        may_write=bool(held & WRITERS),
    )


def preview_page(reader: User, case_id: UUID, *, kind: str) -> PreviewPage:
    """A report as one text.

    Raises:
        NotForYou: also before it is begun.
    """
    case, held = seen(reader, case_id)
    report = WrittenReport.objects.filter(case=case, kind=kind).select_related("case").first()
    if report is None:
        raise NotForYou
    whole = composed(report)
    return PreviewPage(
        case=case_line(case),
        kind=PaperKind(report.kind),
        blocks=tuple(
            (type(block).__name__.lower(), block, number)
            for block, number in zip(whole.marked.manuscript.blocks, whole.marked.numbers, strict=True)
        ),
        problems=whole.problems,
        refused=whole.refused,
        empty=whole.empty,
        boxes=_boxes(case, whole.text) if report.kind == PaperKind.EXECUTIVE_SUMMARY else (),
        may_write=bool(held & WRITERS),
    )


def _boxes(case: Case, text: str) -> tuple[Box, ...]:
    """Which of the twelve things a summary tells already, by the look that the gate takes at its draft."""
    paper = read_paper(text.encode(), name="summary.md")
    return tick_boxes(paper, roster=roster_of(case), regime=regime_of(case))


def history_page(
    reader: User, section_id: UUID, *, shown: int | None = None, against: int | None = None
) -> HistoryPage:
    """Every version of a section, and what differs between two of them: if none is named, the newest and its base.

    Raises:
        NotForYou: also for a version that there is not.
    """
    section = found(WrittenSection, section_id)
    case, held = seen(reader, section.report.case_id)
    later = _version(section, section.version if shown is None else shown)
    old = later.base if against is None else against
    after = words_of(later)
    before = words_of(_version(section, old)) if old else None
    versions = list(section.versions.select_related("saved_by").order_by("-number")[:MOST_VERSIONS])
    now = _version(section, section.version)
    return HistoryPage(
        case=case_line(case),
        kind=PaperKind(section.report.kind),
        section_id=section.pk,
        heading=words_of(now).heading,
        removed=now.gone,
        versions=tuple(_version_line(version, stands=version.number == section.version) for version in versions),
        more=section.versions.count() - len(versions),
        shown=later.number,
        against=old,
        headings=(before.heading if before else after.heading, after.heading),
        pieces=differences(before.text if before else "", after.text),
        may_write=bool(held & WRITERS),
    )


def section_line(section: WrittenSection, version: SectionVersion) -> SectionLine:
    """One section with the version of it that stands."""
    words = words_of(version)
    return SectionLine(
        id=section.pk,
        heading=words.heading,
        hint=OVERVIEW_HEADINGS.get(words.heading, "") if section.report.kind == PaperKind.OVERVIEW else "",
        text=words.text,
        version=version.number,
        words=version.words,
        to_choose=version.to_choose,
        saved_at=version.saved_at,
        saved_by=version.saved_by.name,
        begun=version.way != Change.BEGUN,
    )


def case_line(case: Case) -> CaseLine:
    """What stands at the top of every page of a case."""
    return CaseLine(id=case.pk, reference=case.reference, public_name=case.public_name)


def _others(reader: User, versions: Iterable[SectionVersion], *, at: datetime) -> tuple[tuple[str, str], ...]:
    """Who else has saved something within the last minute, and under which heading."""
    return tuple(
        (version.saved_by.name, words_of(version).heading)
        for version in versions
        if at - WRITING_NOW <= version.saved_at <= at
        and version.saved_by_id != reader.pk
        and version.way != Change.BEGUN
    )


def seen(reader: User, case_id: UUID) -> tuple[Case, frozenset[Reader]]:
    """The case and everything that the reader is for it, for those who may read its reports.

    Raises:
        NotForYou
    """
    case = find_case(case_id)
    held = frozenset(readers_on(reader, case)) & READERS
    if not held:
        raise NotForYou
    return case, held


def _version(section: WrittenSection, number: int) -> SectionVersion:
    version = section.versions.filter(number=number).first()
    if version is None:
        raise NotForYou
    return version


def _version_line(version: SectionVersion, *, stands: bool) -> VersionLine:
    return VersionLine(
        number=version.number,
        saved_at=version.saved_at,
        saved_by=version.saved_by.name,
        way=Change(version.way),
        aside=version.aside,
        words=version.words,
        stands=stands,
    )
