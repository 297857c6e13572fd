"""What the agencies sent and what else was filed: never the bytes, which only `disclosure` opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from safelight.core.vocabulary import PaperKind
from safelight.records.cases.access import CaseKey
from safelight.records.cases.models import Case, Paper
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One version of one paper, without what is in it."""

    id: UUID
    kind: PaperKind
    agency: str
    version: int
    name: str
    size: int
    hidden: int
    filed_at: datetime
    filed_by: str
    newest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage:
    """The papers whose existence this reader may know of, the newest first."""

    case: CaseHead
    papers: tuple[PaperLine, ...]


def papers_page(reader: User, case_id: CaseKey) -> PapersPage:
    """The papers of a case; an agency's author sees that agency's alone.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="papers")
    rows = [row for row in _papers(seen.case) if seen.shows(row.agency_id)]
    newest = {(row.kind, row.agency_id): row.version for row in sorted(rows, key=lambda row: row.version)}
    lines = (_paper(row, newest=newest[row.kind, row.agency_id] == row.version) for row in reversed(rows))
    return PapersPage(case=seen.head, papers=tuple(lines))


def _papers(case: Case) -> list[Paper]:
    return list(case.papers.select_related("agency", "filed_by").order_by("filed_at", "version"))


def _paper(row: Paper, *, newest: bool) -> PaperLine:
    return PaperLine(
        id=row.pk,
        kind=PaperKind(row.kind),
        agency=row.agency.name if row.agency else "",
        version=row.version,
        name=row.name,
        size=row.size,
        hidden=row.hidden,
        filed_at=row.filed_at,
        filed_by=row.filed_by.name,
        newest=newest,
    )
