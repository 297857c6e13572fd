"""May this user do this act of a room above on this case? A refusal is recorded before it is raised."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safelight.core.vocabulary import Reader
from safelight.records.audit.actions import record_refusal
from safelight.records.cases.access import agencies_on, find_case, readers_on
from safelight.records.cases.models import Case
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou


def require(
    action: str,
    *,
    case: Case,
    by: User,
    at: datetime,
    allowed: frozenset[Reader],
    agency: Agency | None = None,
) -> Reader:
    """What the user acts as, for the audit trail. An agency's author acts only for the agency concerned.

    Raises:
        NotForYou: when nothing that the user is for this case allows the act; the attempt is recorded.
    """
    for reader in readers_on(by, case):
        if reader not in allowed:
            continue
        if reader is Reader.AGENCY_AUTHOR and agency is not None and agency.pk not in agencies_on(by, case):
            continue
        return reader
    record_refusal(action, by=by, at=at, case=str(case.pk))
    raise NotForYou


def case_for(reader: User, case_id: UUID) -> Case:
    """The case, for somebody who is anything at all on it.

    Raises:
        NotForYou: when there is no such case, or not for this reader.
    """
    case = find_case(case_id)
    if not readers_on(reader, case):
        raise NotForYou
    return case
