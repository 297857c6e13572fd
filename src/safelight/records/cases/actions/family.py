"""How the family was offered a part in the review, and what came of it."""

from __future__ import annotations

from datetime import date, datetime

from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import acting
from safelight.records.cases.models import Approach, FamilyContact
from safelight.records.people.models import User
from safelight.records.people.permission import WrongInput, needed


def record_contact(
    *, case: CaseKey, relation: str, approach: str, contacted_on: date, note: str, by: User, at: datetime
) -> FamilyContact:
    """Record one contact with somebody in the family, by relation ("mother") and never by name.

    For somebody who is not approached the note says why, and `contacted_on` is the day on which that was settled.

    Raises:
        NotForYou, NotNow
        WrongInput: an unknown approach, a day that lies ahead, no relation or note.
    """
    act = acting(case, to="record_contact", by=by, at=at)
    relation = needed(relation, field="relation", what="who it is in the family, such as: mother")
    note = needed(note, field="note", what="how the part was offered and what came of it, or why it was not")
    if approach not in set(Approach):
        raise WrongInput("Choose what came of it from the list.", field="approach")
    if contacted_on > act.on:
        raise WrongInput("The day of the contact cannot lie ahead.", field="contacted_on")
    with act.writing() as held:
        act.check_going_on()
        row = FamilyContact.objects.create(
            case=held, relation=relation, approach=approach, contacted_on=contacted_on, note=note, recorded_by=by
        )
        act.record(row, approach=approach)
    return row
