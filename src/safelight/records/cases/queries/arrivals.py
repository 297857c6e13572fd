"""What were the columns of a chronology taken for, and what comes of it when they are read so?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from safelight.core.review.chronology.columns import Column
from safelight.core.review.chronology.model import ChronologyFile as Read
from safelight.core.review.chronology.model import Row
from safelight.core.review.chronology.read import TELLING, Chosen
from safelight.core.review.chronology.recognise import TableSeen
from safelight.records.cases import vault
from safelight.records.cases.access import CaseKey
from safelight.records.cases.models import ChronologyArrival, ChronologyFile, ColumnLayout
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.cases.reading import chosen_in, read_as, recognise, sheet_of
from safelight.records.cases.sending import names_no_source
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou, WrongInput

MOST_DATES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLine:
    """One column of a table; `column` is "" for what is kept beside the event."""

    place: int
    heading: str
    samples: tuple[str, ...]
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """One layout in the file. `is_told` is whether it is read as a chronology, when its columns are so."""

    key: str
    label: str
    heading_row: int | None
    lines: int
    is_told: bool
    columns: tuple[ColumnLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """How a date is read (`since`, and `until` of a range), beside how it is written. `uncertain`: not plainly so."""

    row: int
    sheet: str
    written: str
    since: str
    until: str
    time: str
    uncertain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlace:
    """A row as a person finds it in the file, and what is the matter with it."""

    row: int
    sheet: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsPage:
    """A chronology that waits (`is_waiting`) or was taken in, how its columns are read, and what comes of that.

    `fault` says why nothing comes of it. `dates` are the first ones, and the first doubtful ones after them.
    """

    case: CaseHead
    agency_id: UUID
    agency: str
    department: str
    is_waiting: bool
    is_current: bool
    tables: tuple[TableLine, ...]
    fault: str = ""
    rows: int = 0
    doubted: int = 0
    undated: int = 0
    notes: tuple[RowPlace, ...] = ()
    unreadable: tuple[RowPlace, ...] = ()
    sourceless: tuple[RowPlace, ...] = ()
    dates: tuple[DateLine, ...] = ()


def departments_of(reader: User, case_id: CaseKey) -> tuple[tuple[str, str], ...]:
    """Agency and department, for every department for which a chronology came that this reader may know of.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="chronologies")
    files = seen.case.chronologies.exclude(department="")
    if seen.own is not None:
        files = files.filter(agency__in=seen.own)
    return tuple(files.order_by("agency__name", "department").values_list("agency__name", "department").distinct())


def columns_page(reader: User, of: ChronologyArrival | ChronologyFile, *, chosen: Chosen | None = None) -> ColumnsPage:
    """How the columns are read: as `chosen`, else as confirmed, as remembered for the agency, or as recognised.

    Raises:
        NotForYou
    """
    seen = look(reader, of.case_id, at_page="chronologies")
    if seen.own is not None and of.agency_id not in seen.own:
        raise NotForYou
    is_waiting = isinstance(of, ChronologyArrival)
    name, sha256 = (of.name, of.sha256) if isinstance(of, ChronologyArrival) else (of.paper.name, of.paper.sha256)
    data = vault.get(sha256)
    tables = recognise(data, name=name)
    if chosen is None:
        chosen = remembered(of.agency, tables) if isinstance(of, ChronologyArrival) else chosen_in(of.columns)
    chosen = {table.key: chosen.get(table.key, as_recognised(table)) for table in tables}
    page = ColumnsPage(
        case=seen.head,
        agency_id=of.agency_id,
        agency=of.agency.name,
        department=of.department,
        is_waiting=is_waiting,
        is_current=not isinstance(of, ChronologyArrival) and of.current,
        tables=tuple(_table(table, chosen) for table in tables),
    )
    try:
        read = read_as(data, name=name, agency=of.agency, chosen=chosen)
    except WrongInput as fault:
        return replace(page, fault=str(fault))
    return _told(page, read)


def remembered(agency: Agency, tables: tuple[TableSeen, ...]) -> Chosen:
    """What was confirmed for these layouts of the agency before."""
    kept = ColumnLayout.objects.filter(agency=agency, key__in=[table.key for table in tables])
    return chosen_in(dict(kept.values_list("key", "columns")))


def as_recognised(table: TableSeen) -> dict[int, Column]:
    """What a table's columns are taken for, as a choice."""
    return {column.place: column.column for column in table.columns if column.column is not None}


def _table(table: TableSeen, chosen: Chosen) -> TableLine:
    picked = chosen[table.key]
    return TableLine(
        key=table.key,
        label=table.label,
        heading_row=table.heading_row,
        lines=table.lines,
        is_told=bool(TELLING & set(picked.values())),
        columns=tuple(
            ColumnLine(
                place=column.place,
                heading=column.heading,
                samples=column.samples,
                column=picked[column.place].value if column.place in picked else "",
            )
            for column in table.columns
        ),
    )


def _told(page: ColumnsPage, read: Read) -> ColumnsPage:
    events = [row for row in read.rows if not row.is_author_note]
    doubted = [row for row in events if row.uncertain]
    first = [row for row in events if row.date_as_written][: MOST_DATES // 2]
    shown = dict.fromkeys((*first, *doubted[: MOST_DATES - len(first)]))
    return replace(
        page,
        rows=len(read.rows) + len(read.unreadable),
        doubted=len(doubted),
        undated=sum(not row.date for row in events),
        notes=tuple(_place(row, read) for row in read.rows if row.is_author_note),
        unreadable=tuple(
            RowPlace(row=bad.row, sheet=sheet_of(bad.file, read=read), why=bad.why) for bad in read.unreadable
        ),
        sourceless=tuple(_place(row, read) for row in read.rows if names_no_source(row)),
        dates=tuple(
            DateLine(
                row=row.row,
                sheet=sheet_of(row.file, read=read),
                written=row.date_as_written,
                since=row.date,
                until=row.until,
                time=row.time,
                uncertain=row.uncertain,
            )
            for row in shown
        ),
    )


def _place(row: Row, read: Read) -> RowPlace:
    return RowPlace(row=row.row, sheet=sheet_of(row.file, read=read))
