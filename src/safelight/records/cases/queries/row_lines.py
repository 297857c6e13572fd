"""How is one row of a chronology shown: what happened, where it comes from, and what was found and said about it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from safelight.records.cases.above import cited_in
from safelight.records.cases.models import ChronologyRow, RowRemark
from safelight.records.cases.queries.naming import Naming
from safelight.records.cases.words import RowMark


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkLine:
    """What comparing all rows brought out about a row, and the other row where there is one."""

    id: int
    mark: RowMark
    why: str
    mistaken: bool
    other: UUID | None = None
    other_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """One event as an agency recorded it. `doubted`: show the date as it was written beside what it was taken for.

    `colour` numbers the agencies of the review from 1; `version` and `row` lead to the place in the agency's file.
    """

    key: UUID
    agency: str
    short_name: str
    colour: int
    department: str
    version: int
    row: int
    position: int | None
    date: str
    until: str
    time: str
    doubted: bool
    date_as_written: str
    age: str
    since_previous: int | None
    source: str
    event: str
    other: str
    flags: tuple[str, ...]
    key_event: bool
    is_gone: bool
    themes: tuple[str, ...]
    marks: tuple[MarkLine, ...]
    cited_in: tuple[int, ...]


def with_all(rows: QuerySet[ChronologyRow]) -> QuerySet[ChronologyRow]:
    """The rows with everything that a line shows, in a number of questions that does not grow with them."""
    remarks = RowRemark.objects.select_related("other__file__agency")
    return rows.select_related("file__agency", "file__paper", "in_pseudonyms").prefetch_related(
        "themes", Prefetch("remarks", queryset=remarks)
    )


def lines_of(rows: Sequence[ChronologyRow], *, naming: Naming, colours: Mapping[UUID, int]) -> tuple[RowLine, ...]:
    """The rows as this reader sees them; they come from `with_all`. `colours` are the agencies' numbers.

    Who sees one agency's rows alone is not shown what comparing them with the others found, nor what the panel made of
    them.
    """
    everything = naming.sees_all
    texts = naming.rows(rows)
    whys = naming.texts([remark.why for row in rows for remark in row.remarks.all()])
    days = naming.days([day for row in rows for day in (row.date, row.until)])
    cited = cited_in([row.pk for row in rows]) if everything else {}
    return tuple(
        RowLine(
            key=row.key,
            agency=row.file.agency.name,
            short_name=row.file.agency.short_name or row.file.agency.name,
            colour=colours.get(row.file.agency_id, 1),
            department=row.file.department,
            version=row.file.paper.version,
            row=row.row,
            position=row.position,
            date=days[row.date],
            until=days[row.until],
            time=row.time,
            doubted=row.uncertain or not row.date,
            date_as_written=texts[row.pk].date_as_written,
            age=row.age,
            since_previous=row.since_previous if everything else None,
            source=texts[row.pk].source,
            event=texts[row.pk].event,
            other=texts[row.pk].other,
            flags=own_flags(row.flags),
            key_event=row.key_event and everything,
            is_gone=row.is_gone,
            themes=tuple(theme.name for theme in row.themes.all() if everything),
            marks=tuple(_mark(remark, whys=whys) for remark in row.remarks.all() if everything),
            cited_in=cited.get(row.pk, ()),
        )
        for row in rows
    )


def own_flags(flags: str) -> tuple[str, ...]:
    """What reading the row brought up; what comparing rows did is told by its remarks."""
    return tuple(flag for flag in flags.split("; ") if flag and flag.partition(" ")[0] not in set(RowMark))


def place_words(row: ChronologyRow) -> str:
    """Where a row stands, for a link to it: "Police, row 14"."""
    agency = row.file.agency.short_name or row.file.agency.name
    department = f" ({row.file.department})" if row.file.department else ""
    return f"{agency}{department}, row {row.row}"


def _mark(remark: RowRemark, *, whys: Mapping[str, str]) -> MarkLine:
    return MarkLine(
        id=remark.pk,
        mark=RowMark(remark.mark),
        why=whys[remark.why],
        mistaken=remark.mistaken,
        other=remark.other.key if remark.other is not None else None,
        other_words=place_words(remark.other) if remark.other is not None else "",
    )
