"""What is done with every chronology that is sent: who may, how is it filed, and what is written down of it?"""

from __future__ import annotations

from datetime import datetime

from safelight.core.review.chronology.model import ChronologyFile as Read
from safelight.core.review.chronology.model import Row
from safelight.core.review.chronology.read import NOTHING_CHOSEN, Chosen
from safelight.core.vocabulary import PaperKind
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import Acting, acting
from safelight.records.cases.filing import Arrival, file
from safelight.records.cases.models import Case, ChronologyFile
from safelight.records.cases.reading import columns_of, sheet_of
from safelight.records.cases.taking_in import take_in
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou, found
from safelight.records.people.queries import AgencyKey


def act_for(case: CaseKey, agency: AgencyKey, *, to: str, by: User, at: datetime) -> Acting:
    """Begin an act on an agency's chronology.

    Raises:
        NotForYou: to an author of another agency, and for an agency of another board.
        NotNow: before the chair's decision or after the panel has agreed the overview report.
    """
    whose = found(Agency, agency)
    act = acting(case, to=to, by=by, at=at, agency=whose)
    if whose.board_id != act.case.board_id:
        act.note_refusal()
        raise NotForYou
    act.check_before_agreement()
    return act


def take(
    read: Read,
    *,
    act: Acting,
    case: Case,
    agency: Agency,
    department: str,
    arrival: Arrival,
    chosen: Chosen = NOTHING_CHOSEN,
) -> ChronologyFile:
    """File what was read as the department's current chronology, within the transaction of the act, and record it."""
    columns = columns_of(chosen)
    current = case.chronologies.filter(agency=agency, department=department, current=True)
    before = current.select_related("paper").first()
    if before is not None and before.paper.sha256 == arrival.sha256 and before.columns == columns:
        act.record(before, version=before.paper.version, unchanged=True)
        return before
    paper = file(arrival, case=case, kind=PaperKind.CHRONOLOGY, agency=agency, by=act.by, at=act.at)
    current.update(current=False)
    made = ChronologyFile.objects.create(
        case=case,
        agency=agency,
        department=department,
        paper=paper,
        rows_read=len(read.rows) + len(read.unreadable),
        unreadable=[[bad.row, bad.why, sheet_of(bad.file, read=read)] for bad in read.unreadable],
        sourceless=[[row.row, sheet_of(row.file, read=read)] for row in read.rows if names_no_source(row)],
        columns=columns,
    )
    taken = take_in(read, into=made, before=before)
    made.added, made.changed, made.gone = taken.added, taken.changed, taken.gone
    made.save(update_fields=["added", "changed", "gone"])
    act.record(
        made,
        version=paper.version,
        rows=len(read.rows),
        unreadable=len(read.unreadable),
        added=taken.added,
        changed=taken.changed,
        gone=taken.gone,
    )
    return made


def names_no_source(row: Row) -> bool:
    """Whether a row says nothing of where it is recorded: only the agency's name stands there."""
    return not row.is_author_note and row.source.strip() in {"", row.agency}
