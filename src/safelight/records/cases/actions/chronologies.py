"""The agencies' chronologies: read row by row as they come in, and merged into one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from safelight.core.review.chronology.merge import merge
from safelight.core.review.chronology.model import Merged, Row
from safelight.core.review.chronology.write import write_chronology
from safelight.core.review.chronology.write_office import TooLongForACell
from safelight.core.vocabulary import PaperKind
from safelight.records.audit.actions import record
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import acting, note_refusal
from safelight.records.cases.filing import Arrival, arrive, check_file, file, keep
from safelight.records.cases.models import Case, ChronologyFile, ChronologyRow, Integration
from safelight.records.cases.queries.chronology import EVERY_ROW, RowFilters, RowsPage, chronology_rows
from safelight.records.cases.queries.overview import roster_of
from safelight.records.cases.reading import name_of, place_of, read_again, read_as
from safelight.records.cases.sending import act_for, take
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou, NotNow, found
from safelight.records.people.queries import AgencyKey

MERGED_NAME = "integrated-chronology"
ROWS_AT_ONCE = 1000


def submit_chronology(
    *,
    case: CaseKey,
    agency: AgencyKey,
    department: str = "",
    untrusted_data: bytes,
    name: str,
    by: User,
    at: datetime,
) -> ChronologyFile:
    """Take in an agency's chronology whose columns explain themselves. Sent again, it updates the rows.

    Rows from which nothing could be taken come back by their number on what is returned. The same file once more
    changes nothing.

    Raises:
        NotForYou: to an author of another agency.
        NotNow: before the chair's decision or after the panel has agreed the overview report.
        WrongInput: a file in which no chronology can be found, with what to do. Nothing is filed then.
    """
    act = act_for(case, agency, to="submit_chronology", by=by, at=at)
    whose, called = found(Agency, agency), check_file(untrusted_data, name=name)
    read = read_as(untrusted_data, name=called, agency=whose)
    arrival = arrive(untrusted_data, name=name, looked_through=True)
    with act.writing() as held:
        act.check_before_agreement()
        return take(read, act=act, case=held, agency=whose, department=department, arrival=arrival)


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
            held.chronologies.filter(current=True)
            .select_related("agency", "paper")
            .order_by("agency__name", "department")
        )
        if not current:
            raise NotNow("No agency has sent its chronology yet, so there is nothing to merge.")
        merged = merge([read_again(each) for each in current], born=_born(held))
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


def _written(merged: Merged) -> Arrival:
    """The integrated chronology as a workbook or, where an entry is too long for a cell, as a document."""
    try:
        return keep(write_chronology(merged, suffix=".xlsx"), name=f"{MERGED_NAME}.xlsx")
    except TooLongForACell:
        return keep(write_chronology(merged, suffix=".docx"), name=f"{MERGED_NAME}.docx")


def _born(case: Case) -> date | None:
    """The child's date of birth, from which every row gets an age."""
    return next((person.date_of_birth for person in roster_of(case).people if person.role == "subject"), None)


def _place(merged: Iterable[Row], *, among: list[ChronologyFile]) -> None:
    """Give every kept row its place, its age and its flags in the integrated chronology."""
    files = {each.pk: name_of(each) for each in among}
    kept = {
        place_of(row, named=files[row.file_id]): row
        for row in ChronologyRow.objects.filter(file__in=among, is_gone=False)
    }
    placed = []
    for position, row in enumerate(merged, start=1):
        mine = kept[row.place]
        mine.position, mine.age, mine.flags = position, row.age, "; ".join(row.flags)
        placed.append(mine)
    ChronologyRow.objects.bulk_update(placed, ["position", "age", "flags"], batch_size=ROWS_AT_ONCE)
