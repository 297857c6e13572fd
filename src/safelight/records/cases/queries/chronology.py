"""Which chronologies came in, what could not be read in them, and have they been merged?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from safelight.records.cases.access import CaseKey
from safelight.records.cases.models import Case, ChronologyArrival, ChronologyFile
from safelight.records.cases.queries.facts import merged
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.cases.queries.naming import Manner, Naming
from safelight.records.cases.queries.silences import Gap, gaps_of
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
        gaps=gaps_of(latest, naming=Naming(manner=Manner.REAL, case=case)),
        stale=not merged(case),
    )
