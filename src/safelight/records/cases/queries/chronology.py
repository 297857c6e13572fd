"""The chronologies that came in, row by row and merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from safelight.records.cases.access import CaseKey
from safelight.records.cases.models import Case, ChronologyArrival, ChronologyFile, ChronologyRow
from safelight.records.cases.queries.facts import merged
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.people.models import Agency, User
from safelight.records.people.queries import AgencyLine, agency_line


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyFileLine:
    """The current chronology of an agency or of its department, and the rows of it that could not be read: (row, why).

    `added`, `changed` and `gone` are in comparison with the `version` before, if there was one (`is_again`).
    """

    id: UUID
    agency_id: UUID
    agency: str
    department: str
    paper_id: UUID
    version: int
    is_again: bool
    rows_read: int
    added: int
    changed: int
    gone: int
    sourceless: int
    unreadable: tuple[tuple[int, str], ...]
    filed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """A chronology that waits until somebody has confirmed its columns."""

    id: UUID
    agency: str
    department: str
    arrived_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of time in which no agency recorded anything; dates in ISO 8601."""

    since: str
    until: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationLine:
    """The latest merging. `stale`: an agency has sent its chronology anew since."""

    paper_id: UUID
    merged_at: datetime
    rows: int
    duplicates: int
    conflicts: int
    unreadable: int
    gaps: tuple[Gap, ...]
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologiesPage:
    """What has come in, what waits, what is still to come (`expected`), and the latest merging.

    `unasked` are agencies that somebody's chronology speaks of and that were never asked: name, and how many rows.
    """

    case: CaseHead
    waiting: tuple[WaitingLine, ...]
    unasked: tuple[tuple[str, int], ...]
    files: tuple[ChronologyFileLine, ...]
    expected: tuple[AgencyLine, ...]
    integration: IntegrationLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFilters:
    """Which rows to show. `since` and `until` are ISO dates, as precise as wanted; `words` must all occur."""

    agency: UUID | None = None
    since: str = ""
    until: str = ""
    words: str = ""
    flagged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """One event as an agency recorded it."""

    agency: str
    row: int
    position: int | None
    date: str
    until: str
    time: str
    uncertain: bool
    date_as_written: str
    source: str
    event: str
    age: str
    flags: tuple[str, ...]
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsPage:
    """One page of rows, in the order of the integrated chronology where there is one."""

    case: CaseHead
    rows: tuple[RowLine, ...]
    page: int
    pages: int
    total: int
    agencies: tuple[AgencyLine, ...]
    filters: RowFilters = field(default_factory=RowFilters)


EVERY_ROW = RowFilters()


def chronologies_page(reader: User, case_id: CaseKey) -> ChronologiesPage:
    """The agencies' chronologies; an agency's author sees that agency's alone, and not the merging.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="chronologies")
    files = [row for row in _current(seen.case) if seen.own is None or row.agency_id in seen.own]
    again = set(seen.case.chronologies.filter(current=False).values_list("agency", "department"))
    here = {row.agency_id for row in files}
    asked = Agency.objects.filter(reviews__case=seen.case).distinct()
    missing = [agency for agency in asked if agency.pk not in here and (seen.own is None or agency.pk in seen.own)]
    waiting = seen.case.chronology_arrivals.select_related("agency").order_by("agency__name", "department")
    return ChronologiesPage(
        case=seen.head,
        waiting=tuple(_waiting(row) for row in waiting if seen.own is None or row.agency_id in seen.own),
        unasked=_unasked(seen.case) if seen.own is None else (),
        files=tuple(_file(row, is_again=(row.agency_id, row.department) in again) for row in files),
        expected=tuple(agency_line(agency) for agency in missing),
        integration=_integration(seen.case) if seen.own is None else None,
    )


def chronology_rows(
    reader: User, case_id: CaseKey, *, filters: RowFilters = EVERY_ROW, page: int = 1, per_page: int = 100
) -> RowsPage:
    """One page of the rows of all current chronologies; an agency's author sees that agency's alone.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="rows")
    rows = ChronologyRow.objects.filter(file__case=seen.case, file__current=True)
    if seen.own is not None:
        rows = rows.filter(file__agency__in=seen.own)
    agencies = Agency.objects.filter(pk__in=rows.values("file__agency"))
    rows = _filtered(rows, filters).select_related("file__agency").order_by(*IN_ORDER)
    total = rows.count()
    pages = max(1, -(-total // per_page))
    number = min(max(1, page), pages)
    return RowsPage(
        case=seen.head,
        rows=tuple(_row(row) for row in rows[(number - 1) * per_page : number * per_page]),
        page=number,
        pages=pages,
        total=total,
        agencies=tuple(agency_line(agency) for agency in agencies),
        filters=filters,
    )


IN_ORDER = (F("position").asc(nulls_last=True), "date", "time", "file__agency__name", "row")
AFTER_ALL = "9999-99-99"
"""Fills a year or month up to after its last day. Plain digits, because databases order other signs differently."""


def _filtered(rows: QuerySet[ChronologyRow], filters: RowFilters) -> QuerySet[ChronologyRow]:
    if filters.agency is not None:
        rows = rows.filter(file__agency=filters.agency)
    if filters.since:
        # A row ends when its range ends, and a month or year ends after all of its days.
        rows = rows.filter(Q(date__gte=filters.since) | Q(until__gte=filters.since) | _within(filters.since))
    if filters.until:
        rows = rows.filter(date__lte=f"{filters.until}{AFTER_ALL[len(filters.until) :]}").exclude(date="")
    if filters.flagged:
        rows = rows.exclude(flags="")
    for word in filters.words.split():
        rows = rows.filter(Q(event__icontains=word) | Q(source__icontains=word))
    return rows


def _within(day: str) -> Q:
    """Rows that are dated by the year or month in which this day lies."""
    return Q(date=day[:4]) | Q(date=day[:7])


def _current(case: Case) -> QuerySet[ChronologyFile]:
    return (
        case.chronologies.filter(current=True).select_related("agency", "paper").order_by("agency__name", "department")
    )


def _file(row: ChronologyFile, *, is_again: bool) -> ChronologyFileLine:
    return ChronologyFileLine(
        id=row.pk,
        agency_id=row.agency_id,
        agency=row.agency.name,
        department=row.department,
        paper_id=row.paper_id,
        version=row.paper.version,
        is_again=is_again,
        rows_read=row.rows_read,
        added=row.added,
        changed=row.changed,
        gone=row.gone,
        sourceless=len(row.sourceless),
        unreadable=tuple((int(number), str(why)) for number, why, *_ in row.unreadable),
        filed_at=row.paper.filed_at,
    )


def _waiting(row: ChronologyArrival) -> WaitingLine:
    return WaitingLine(id=row.pk, agency=row.agency.name, department=row.department, arrived_at=row.arrived_at)


def _unasked(case: Case) -> tuple[tuple[str, int], ...]:
    """Those of the latest merging, without any that was asked since."""
    latest = case.integrations.order_by("merged_at", "id").last()
    asked = {name.casefold() for name in Agency.objects.filter(reviews__case=case).values_list("name", flat=True)}
    told = [(str(name), int(rows)) for name, rows, *_ in latest.unasked] if latest is not None else []
    return tuple((name, rows) for name, rows in told if name.casefold() not in asked)


def _integration(case: Case) -> IntegrationLine | None:
    latest = case.integrations.order_by("merged_at", "id").last()
    if latest is None:
        return None
    return IntegrationLine(
        paper_id=latest.paper_id,
        merged_at=latest.merged_at,
        rows=latest.rows,
        duplicates=latest.duplicates,
        conflicts=latest.conflicts,
        unreadable=latest.unreadable,
        gaps=tuple(Gap(since=gap["from"], until=gap["to"], days=gap["days"]) for gap in latest.gaps),
        stale=not merged(case),
    )


def _row(row: ChronologyRow) -> RowLine:
    return RowLine(
        agency=row.file.agency.name,
        row=row.row,
        position=row.position,
        date=row.date,
        until=row.until,
        time=row.time,
        uncertain=row.uncertain,
        date_as_written=row.date_as_written,
        source=row.source,
        event=row.event,
        age=row.age,
        flags=tuple(flag for flag in row.flags.split("; ") if flag),
        other=row.other,
    )
