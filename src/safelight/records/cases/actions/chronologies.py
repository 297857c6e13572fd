"""The agencies' chronologies are taken in row by row as they come, and sent again they are brought up to date."""

from __future__ import annotations

from datetime import datetime

from safelight.records.cases.access import CaseKey
from safelight.records.cases.filing import arrive, check_file
from safelight.records.cases.models import ChronologyFile
from safelight.records.cases.reading import read_as
from safelight.records.cases.sending import act_for, take
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import found
from safelight.records.people.queries import AgencyKey


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
