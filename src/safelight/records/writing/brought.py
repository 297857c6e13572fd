"""What of a report from a file belongs where, and what was left over of it?"""

from __future__ import annotations

from uuid import UUID

from safelight.core.papers.manuscript import manuscript_from_file
from safelight.core.review.bringing_in import mapped
from safelight.core.review.pieces import Piece
from safelight.core.review.written import Change
from safelight.core.vocabulary import PaperKind
from safelight.records.cases import vault
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found
from safelight.records.writing.models import BroughtReport, Leftover, WrittenReport
from safelight.records.writing.pages import BroughtPage, LeftoverLine, LeftoversPage
from safelight.records.writing.queries import case_line, seen
from safelight.records.writing.sections import WRITERS, standing_in, unsealed_words, words_of


def pieces_of(brought: BroughtReport) -> tuple[Piece, ...]:
    """The file cut at its headings, each piece with the section in which it probably belongs."""
    manuscript = manuscript_from_file(vault.get(brought.sha256), name=brought.name)
    return mapped(manuscript, sections=headings_of(brought.report))


def headings_of(report: WrittenReport) -> dict[str, str]:
    """The sections that stand, in order: heading by key."""
    return {str(section.pk): words_of(version).heading for section, version in standing_in(report) if not version.gone}


def unwritten_in(report: WrittenReport) -> frozenset[str]:
    """The keys of the sections that are as they were begun."""
    rows = standing_in(report)
    return frozenset(str(row.pk) for row, version in rows if version.way == Change.BEGUN and not version.words)


def brought_page(reader: User, brought_id: UUID) -> BroughtPage:
    """A file that is to be laid out.

    Raises:
        NotForYou: also for whoever only reads the report.
    """
    row = found(BroughtReport, brought_id)
    case, held = seen(reader, row.report.case_id)
    if not held & WRITERS:
        raise NotForYou
    return BroughtPage(
        case=case_line(case),
        kind=PaperKind(row.report.kind),
        report_id=row.report_id,
        name=row.name,
        hidden=row.hidden,
        pieces=pieces_of(row),
        sections=tuple(headings_of(row.report).items()),
        written=any(version.words and not version.gone for _, version in standing_in(row.report)),
        laid_out_at=row.laid_out_at,
    )


def leftovers_page(reader: User, report_id: UUID) -> LeftoversPage:
    """What was left over of every file that was brought in, the open ones first.

    Raises:
        NotForYou
    """
    report = found(WrittenReport, report_id)
    case, held = seen(reader, report.case_id)
    rows = Leftover.objects.filter(brought__report=report).select_related("brought", "done_by")
    sections = headings_of(report)
    return LeftoversPage(
        case=case_line(case),
        kind=PaperKind(report.kind),
        report_id=report.pk,
        leftovers=tuple(_line(row, sections) for row in rows if row.section_id is None),
        placed=tuple(_line(row, sections) for row in rows if row.section_id is not None),
        sections=tuple(sections.items()),
        may_write=bool(held & WRITERS),
    )


def _line(row: Leftover, sections: dict[str, str]) -> LeftoverLine:
    words = unsealed_words(row.sealed)
    return LeftoverLine(
        id=row.pk,
        file=row.brought.name,
        heading=words.heading,
        text=words.text,
        section_id=row.section_id,
        section=sections.get(str(row.section_id), "a section that has been removed"),
        done_by=row.done_by.name if row.done_by is not None else "",
        done_at=row.done_at,
    )
