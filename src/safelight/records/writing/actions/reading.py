"""Reading is an act here too: a report that is being written names what no one outside the review may read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safelight.records.audit.actions import record, record_refusal
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou
from safelight.records.writing.models import WrittenReport
from safelight.records.writing.pages import HistoryPage, PreviewPage, ReportPage
from safelight.records.writing.queries import history_page, preview_page, report_page
from safelight.records.writing.sections import said_already

READ = "writing.read_report"


def read_report(*, case: UUID, kind: str, by: User, at: datetime) -> ReportPage:
    """One of the two reports of a case. One entry stands for all reading in a quarter of an hour.

    Raises:
        NotForYou: when it is not there for this reader; the attempt is recorded.
    """
    try:
        page = report_page(by, case, kind=kind, at=at)
    except NotForYou:
        record_refusal(READ, by=by, at=at)
        raise
    _note(page.case.id, kind=page.kind, by=by, at=at)
    return page


def read_preview(*, case: UUID, kind: str, by: User, at: datetime) -> PreviewPage:
    """A report as one text; it counts as reading the report.

    Raises:
        NotForYou: when it is not there for this reader; the attempt is recorded.
    """
    try:
        page = preview_page(by, case, kind=kind)
    except NotForYou:
        record_refusal(READ, by=by, at=at)
        raise
    _note(page.case.id, kind=page.kind, by=by, at=at)
    return page


def read_history(
    *, section: UUID, by: User, at: datetime, shown: int | None = None, against: int | None = None
) -> HistoryPage:
    """What stood in a section before; it counts as reading the report.

    Raises:
        NotForYou: when it is not there for this reader; the attempt is recorded.
    """
    try:
        page = history_page(by, section, shown=shown, against=against)
    except NotForYou:
        record_refusal(READ, by=by, at=at)
        raise
    _note(page.case.id, kind=page.kind, by=by, at=at)
    return page


def _note(case: UUID, *, kind: str, by: User, at: datetime) -> None:
    report = WrittenReport.objects.filter(case=case, kind=kind).first()
    if report is not None and not said_already(READ, report, by=by, at=at):
        with transaction.atomic():
            record(READ, by=by, at=at, case=case, subject=report, kind=kind)
