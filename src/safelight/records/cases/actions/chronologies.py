"""The agencies' chronologies: read row by row as they come in, and merged into one."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

from safelight.core.papers.paper import UnreadablePaper
from safelight.core.review.chronology.days import day_of
from safelight.core.review.chronology.model import ChronologyFile as Read
from safelight.core.review.chronology.model import Row
from safelight.core.review.chronology.read import read_chronology
from safelight.core.review.chronology.seeking import haystack_of
from safelight.core.vocabulary import PaperKind
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import acting
from safelight.records.cases.filing import arrive, check_file, file
from safelight.records.cases.models import ChronologyFile, ChronologyRow
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou, WrongInput, found
from safelight.records.people.queries import AgencyKey

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


def _row(read: Row, *, of: ChronologyFile) -> ChronologyRow:
    start, end = day_of(read.date), day_of(read.until)
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
        earliest=start.first if start else None,
        latest=max((end or start).last, start.last) if start else None,
        haystack=haystack_of(read.source, read.event, read.other, read.date_as_written),
    )
