"""Reading is an act here too: a report that is being written names what no one outside the review may read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from safelight.records.audit.actions import record, record_refusal
from safelight.records.audit.queries import said_already
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou
from safelight.records.writing.brought import brought_page, leftovers_page
from safelight.records.writing.models import WrittenReport
from safelight.records.writing.pages import (
    BroughtPage,
    HistoryPage,
    LeftoversPage,
    PreviewPage,
    ReportPage,
    ReportPulse,
)
from safelight.records.writing.queries import history_page, preview_page, report_page, report_pulse

READ = "writing.read_report"
Page = TypeVar("Page", ReportPage, ReportPulse, PreviewPage, HistoryPage, BroughtPage, LeftoversPage)


def read_report(*, case: UUID, kind: str, by: User, at: datetime) -> ReportPage:
    """One of the two reports of a case. One entry stands for all reading in a quarter of an hour.

    Raises:
        NotForYou: when it is not there for this reader; the attempt is recorded.
    """
    return _read(lambda: report_page(by, case, kind=kind, at=at), by=by, at=at)


def read_pulse(*, case: UUID, kind: str, since: int, page: str, by: User, at: datetime) -> ReportPulse:
    """What an open page has not seen yet; it counts as reading the report.

    Raises:
        NotForYou: when it is not there for this reader; the attempt is recorded.
    """
    return _read(lambda: report_pulse(by, case, kind=kind, since=since, page=page, at=at), by=by, at=at)


def read_preview(*, case: UUID, kind: str, by: User, at: datetime) -> PreviewPage:
    """A report as one text; it counts as reading the report.

    Raises:
        NotForYou: when it is not there for this reader; the attempt is recorded.
    """
    return _read(lambda: preview_page(by, case, kind=kind), by=by, at=at)


def read_history(
    *, section: UUID, by: User, at: datetime, shown: int | None = None, against: int | None = None
) -> HistoryPage:
    """What stood in a section before; it counts as reading the report.

    Raises:
        NotForYou: when it is not there for this reader; the attempt is recorded.
    """
    return _read(lambda: history_page(by, section, shown=shown, against=against), by=by, at=at)


def read_brought(*, brought: UUID, by: User, at: datetime) -> BroughtPage:
    """A file that was brought in, heading by heading; it counts as reading the report.

    Raises:
        NotForYou: when it is not there for this reader; the attempt is recorded.
    """
    return _read(lambda: brought_page(by, brought), by=by, at=at)


def read_leftovers(*, report: UUID, by: User, at: datetime) -> LeftoversPage:
    """What was left over of such files; it counts as reading the report.

    Raises:
        NotForYou: when it is not there for this reader; the attempt is recorded.
    """
    return _read(lambda: leftovers_page(by, report), by=by, at=at)


def _read(look: Callable[[], Page], *, by: User, at: datetime) -> Page:
    """A page of a report; one entry stands for all reading in a quarter of an hour, and every refusal has one."""
    try:
        page = look()
    except NotForYou:
        record_refusal(READ, by=by, at=at)
        raise
    report = WrittenReport.objects.filter(case=page.case.id, kind=page.kind).first()
    if report is not None and not said_already(READ, actor=by.pk, subject=report, at=at):
        with transaction.atomic():
            record(READ, by=by, at=at, case=page.case.id, subject=report, kind=page.kind)
    return page
