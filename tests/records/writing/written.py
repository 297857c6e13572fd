"""A report that has been begun, for the tests of this room."""

from __future__ import annotations

from datetime import timedelta

from safelight.core.vocabulary import PaperKind
from safelight.records.people.models import User
from safelight.records.writing.actions import sections
from safelight.records.writing.actions.sections import Saved
from safelight.records.writing.models import WrittenReport, WrittenSection
from safelight.records.writing.sections import standing, standing_in, words_of
from tests.factories import SCOPED, Cast, a_scoped_case, moment

AT = moment(SCOPED)


def a_written_report(cast: Cast, kind: PaperKind = PaperKind.OVERVIEW) -> WrittenReport:
    return sections.begin_report(case=a_scoped_case(cast), kind=kind, by=cast.author, at=AT)


def first(report: WrittenReport) -> WrittenSection:
    return report.sections.order_by("place")[0]


def typed(section: WrittenSection, by: User, text: str, *, base: int, page: str = "", minutes: int = 0) -> Saved:
    at = AT + timedelta(minutes=minutes)
    return sections.save_section(section=section.pk, text=text, base=base, page=page, by=by, at=at)


def text_of(section: WrittenSection) -> str:
    section.refresh_from_db()
    return words_of(standing(section)).text


def headings(report: WrittenReport) -> list[str]:
    return [words_of(version).heading for _, version in standing_in(report) if not version.gone]
