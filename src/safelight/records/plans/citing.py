"""On which rows of the chronology does each finding rest?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from safelight.records.plans.models import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedRow:
    """A row that a finding cites: where it stands, never what it says. `agency_id` is for leaving out others' rows."""

    key: UUID
    position: int | None
    agency_id: UUID
    agency: str
    row: int


def citing_findings(rows: Collection[int]) -> Mapping[int, tuple[int, ...]]:
    """The numbers of the findings that cite each of these rows, by the row's id."""
    found: dict[int, tuple[int, ...]] = {}
    cited = Citation.objects.filter(row__in=rows).order_by("finding__number").values_list("row", "finding__number")
    for row, number in cited:
        found[row] = (*found.get(row, ()), number)
    return found


def cited_row(citation: Citation) -> CitedRow:
    """What a finding shows of a row; its file and agency were selected with it."""
    row = citation.row
    return CitedRow(
        key=row.key,
        position=row.position,
        agency_id=row.file.agency_id,
        agency=row.file.agency.short_name or row.file.agency.name,
        row=row.row,
    )
