"""The agencies' chronologies: read row by row as they come in, and merged into one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import PurePath

from django.db import transaction

from safelight.core.papers.paper import UnreadablePaper
from safelight.core.review.chronology.merge import merge
from safelight.core.review.chronology.model import ChronologyFile as Read
from safelight.core.review.chronology.model import Merged, Row
from safelight.core.review.chronology.read import read_chronology
from safelight.core.review.chronology.write import write_chronology
from safelight.core.review.chronology.write_office import TooLongForACell
from safelight.core.vocabulary import PaperKind
from safelight.records.audit.actions import record
from safelight.records.cases import vault
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import acting, note_refusal
from safelight.records.cases.filing import Arrival, arrive, check_file, file, keep
from safelight.records.cases.models import Case, ChronologyFile, ChronologyRow, Integration
from safelight.records.cases.queries.chronology import EVERY_ROW, RowFilters, RowsPage, chronology_rows
from safelight.records.cases.queries.overview import roster_of
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput, found
from safelight.records.people.queries import AgencyKey

MERGED_NAME = "integrated-chronology"
ROWS_AT_ONCE = 1000


def submit_chronology(
    *, case: CaseKey, agency: AgencyKey, untrusted_data: bytes, name: str, by: User, at: datetime
) -> ChronologyFile:
    """Send an agency's chronology (.xlsx, .csv or .docx). Sending it again replaces the rows, never doubles them.

    Rows from which nothing could be taken come back by their number on what is returned.

    Raises:
        NotForYou: to an author of another agency.
        NotNow: before the chair's decision or after the panel has agreed the overview report.
        WrongInput: a file in which no chronology can be found, with what to do. Nothing is filed then.
    """
    whose = found(Agency, agency)
    act = acting(case, to="submit_chronology", by=by, at=at, agency=whose)
    if whose.board_id != act.case.board_id:
        act.note_refusal()
        raise NotForYou
    act.check_before_agreement()
    read = _read(untrusted_data, name=check_file(untrusted_data, name=name), agency=whose)
    arrival = arrive(untrusted_data, name=name, looked_through=True)
    with act.writing() as held:
        act.check_before_agreement()
        paper = file(arrival, case=held, kind=PaperKind.CHRONOLOGY, agency=whose, by=by, at=at)
        held.chronologies.filter(agency=whose, current=True).update(current=False)
        row = ChronologyFile.objects.create(
            case=held,
            agency=whose,
            paper=paper,
            rows_read=len(read.rows) + len(read.unreadable),
            unreadable=[[bad.row, bad.why] for bad in read.unreadable],
        )
        ChronologyRow.objects.filter(file__case=held, file__agency=whose).delete()
        ChronologyRow.objects.bulk_create((_row(each, of=row) for each in read.rows), batch_size=ROWS_AT_ONCE)
        act.record(row, version=paper.version, rows=len(read.rows), unreadable=len(read.unreadable))
    return row


def integrate(*, case: CaseKey, by: User, at: datetime) -> Integration:
    """Merge every agency's current chronology into one, in order of event, and file it as a workbook.

    Raises:
        NotForYou
        NotNow: while no chronology has come in, before the chair's decision or after the panel's agreement.
    """
    act = acting(case, to="integrate", by=by, at=at)
    act.check_before_agreement()
    with act.writing() as held:
        act.check_before_agreement()
        current = list(
            held.chronologies.filter(current=True).select_related("agency", "paper").order_by("agency__name")
        )
        if not current:
            raise NotNow("No agency has sent its chronology yet, so there is nothing to merge.")
        files = [_read(vault.get(each.paper.sha256), name=each.paper.name, agency=each.agency) for each in current]
        merged = merge(files, born=_born(held))
        paper = file(_written(merged), case=held, kind=PaperKind.INTEGRATED_CHRONOLOGY, by=by, at=at)
        _place(merged.rows, among=current)
        row = Integration.objects.create(
            case=held,
            paper=paper,
            merged_at=at,
            rows=len(merged.rows),
            duplicates=len(merged.duplicates),
            conflicts=len(merged.conflicts),
            gaps=[{"from": gap.start, "to": gap.end, "days": gap.days} for gap in merged.gaps],
            unreadable=len(merged.unreadable),
        )
        act.record(row, rows=row.rows, duplicates=row.duplicates, conflicts=row.conflicts, agencies=len(current))
    return row


def read_rows(
    *, case: CaseKey, filters: RowFilters = EVERY_ROW, page: int = 1, per_page: int = 100, by: User, at: datetime
) -> RowsPage:
    """Read a page of the chronologies' rows. They name people, so reading them is audited, like the opening of a paper.

    Raises:
        NotForYou
    """
    try:
        shown = chronology_rows(by, case, filters=filters, page=page, per_page=per_page)
    except NotForYou:
        note_refusal("read_rows", case=None, by=by, at=at)
        raise
    with transaction.atomic():
        record(
            "cases.read_rows",
            by=by,
            at=at,
            acting_as=shown.case.reader,
            case=shown.case.id,
            subject=f"Chronology:{shown.case.id}",
            page=shown.page,
            rows=len(shown.rows),
        )
    return shown


def _read(untrusted_data: bytes, *, name: str, agency: Agency) -> Read:
    """Read under the agency's name, which then stands wherever the file itself names none."""
    label = _label(agency, name=name)
    try:
        read = read_chronology(untrusted_data, name=label)
    except UnreadablePaper as fault:
        raise WrongInput(str(fault).replace(label, name), field="file") from fault
    if any(row.file != label for row in read.rows):
        raise WrongInput("This workbook has events on several sheets. Put them on one sheet and send it.", field="file")
    return read


def _label(agency: Agency, *, name: str) -> str:
    """What tells one agency's file from another's, whatever they called it."""
    return f"{agency.name}{PurePath(name).suffix.lower()}"


def _written(merged: Merged) -> Arrival:
    """The integrated chronology as a workbook or, where an entry is too long for a cell, as a document."""
    try:
        return keep(write_chronology(merged, suffix=".xlsx"), name=f"{MERGED_NAME}.xlsx")
    except TooLongForACell:
        return keep(write_chronology(merged, suffix=".docx"), name=f"{MERGED_NAME}.docx")


def _born(case: Case) -> date | None:
    """The child's date of birth, from which every row gets an age."""
    return next((person.date_of_birth for person in roster_of(case).people if person.role == "subject"), None)


def _row(read: Row, *, of: ChronologyFile) -> ChronologyRow:
    return ChronologyRow(
        file=of,
        row=read.row,
        date=read.date,
        until=read.until,
        time=read.time,
        uncertain=read.uncertain,
        date_as_written=read.date_as_written[:200],
        source=read.source[:300],
        event=read.event,
        age=read.age,
        flags="; ".join(read.flags),
        other=read.other,
    )


def _place(merged: Iterable[Row], *, among: list[ChronologyFile]) -> None:
    """Give every kept row its place, its age and its flags in the integrated chronology."""
    kept = {
        (_label(each.agency, name=each.paper.name), row.row): row
        for each in among
        for row in ChronologyRow.objects.filter(file=each)
    }
    placed = []
    for position, row in enumerate(merged, start=1):
        mine = kept[row.file, row.row]
        mine.position, mine.age, mine.flags = position, row.age, "; ".join(row.flags)
        placed.append(mine)
    ChronologyRow.objects.bulk_update(placed, ["position", "age", "flags"], batch_size=ROWS_AT_ONCE)
