"""Which chronologies came in, what could not be read in them, and have they been merged?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from safelight.records.cases.access import CaseKey
from safelight.records.cases.models import Case, ChronologyFile
from safelight.records.cases.queries.facts import merged
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.cases.queries.naming import Manner, Naming
from safelight.records.cases.queries.silences import Gap, gaps_of
from safelight.records.people.models import Agency, User
from safelight.records.people.queries import AgencyLine, agency_line


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyFileLine:
    """One agency's current chronology, and the rows of it that could not be read: (row, why)."""

    id: UUID
    agency_id: UUID
    agency: str
    paper_id: UUID
    version: int
    rows_read: int
    unreadable: tuple[tuple[int, str], ...]
    filed_at: datetime


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
    """What has come in, what is still to come (`expected`), and the latest merging."""

    case: CaseHead
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
    here = {row.agency_id for row in files}
    asked = Agency.objects.filter(reviews__case=seen.case).distinct()
    missing = [agency for agency in asked if agency.pk not in here and (seen.own is None or agency.pk in seen.own)]
    return ChronologiesPage(
        case=seen.head,
        files=tuple(_file(row) for row in files),
        expected=tuple(agency_line(agency) for agency in missing),
        integration=_integration(seen.case) if seen.own is None else None,
    )


def _current(case: Case) -> QuerySet[ChronologyFile]:
    return case.chronologies.filter(current=True).select_related("agency", "paper").order_by("agency__name")


def _file(row: ChronologyFile) -> ChronologyFileLine:
    return ChronologyFileLine(
        id=row.pk,
        agency_id=row.agency_id,
        agency=row.agency.name,
        paper_id=row.paper_id,
        version=row.paper.version,
        rows_read=row.rows_read,
        unreadable=tuple((int(number), str(why)) for number, why in row.unreadable),
        filed_at=row.paper.filed_at,
    )


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
