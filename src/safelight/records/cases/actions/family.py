"""How the family was offered a part in the review, what came of it, and what they were told."""

from __future__ import annotations

from datetime import date, datetime

from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import acting
from safelight.records.cases.models import Approach, FamilyContact
from safelight.records.cases.naming import check_names_nobody
from safelight.records.cases.words import Attribution
from safelight.records.people.models import User
from safelight.records.people.permission import WrongInput, needed


def record_contact(
    *,
    case: CaseKey,
    relation: str,
    approach: str,
    contacted_on: date,
    note: str,
    offered_on: date | None = None,
    timing: str = "",
    advocate: str = "",
    said: str = "",
    attribution: str = "",
    corrected: str = "",
    told_on: date | None = None,
    by: User,
    at: datetime,
) -> FamilyContact:
    """Record one contact with somebody in the family, by relation ("mother") and never by name.

    For somebody who is not approached the note says why, and `contacted_on` is the day on which that was settled.
    `timing` is what was settled with police or prosecutors on when to ask; `attribution` says whether what they `said`
    may be repeated, and as theirs; `told_on` is the day on which they were told when the review is published. A later
    contact with the same person is a row of its own: nothing that was recorded is written over.

    Raises:
        NotForYou, NotNow
        WrongInput: an unknown approach or attribution, a day that lies ahead, no relation or note, a name of the
            register in `relation`, or words that nobody has said may be repeated or not.
    """
    act = acting(case, to="record_contact", by=by, at=at)
    relation = needed(relation, field="relation", what="who it is in the family, such as: mother")
    note = needed(note, field="note", what="how the part was offered and what came of it, or why it was not")
    if approach not in set(Approach):
        raise WrongInput("Choose what came of it from the list.", field="approach")
    days = {"contacted_on": contacted_on, "offered_on": offered_on, "told_on": told_on}
    for field, day in days.items():
        if day is not None and day > act.on:
            raise WrongInput("The day of the contact cannot lie ahead.", field=field)
    _check_offer(Approach(approach), offered_on=offered_on, contacted_on=contacted_on, said=said)
    attribution = _attribution(attribution, said=said)
    check_names_nobody(act.case, relation=relation)
    with act.writing() as held:
        act.check_going_on()
        row = FamilyContact.objects.create(
            case=held,
            relation=relation[:60],
            approach=approach,
            contacted_on=contacted_on,
            offered_on=contacted_on if offered_on is None and approach == Approach.OFFERED else offered_on,
            note=note,
            timing=timing.strip(),
            advocate=advocate.strip()[:200],
            said=said.strip(),
            attribution=attribution,
            corrected=corrected.strip(),
            told_on=told_on,
            recorded_by=by,
        )
        act.record(row, approach=approach, told=told_on is not None)
    return row


def _check_offer(approach: Approach, *, offered_on: date | None, contacted_on: date, said: str) -> None:
    if offered_on is not None and offered_on > contacted_on:
        raise WrongInput("The offer cannot be later than the contact that it led to.", field="offered_on")
    if approach is Approach.NOT_APPROACHED and offered_on is not None:
        raise WrongInput("Somebody who was not approached was offered nothing: leave this empty.", field="offered_on")
    if approach is Approach.NOT_APPROACHED and said.strip():
        raise WrongInput(
            "Somebody who was not approached has said nothing for the review: leave this empty.", field="said"
        )


def _attribution(untrusted: str, *, said: str) -> str:
    """Whether what was said may be repeated; nothing where nothing was said."""
    if not said.strip():
        return ""
    if untrusted not in set(Attribution):
        raise WrongInput("Choose whether the review may say this, and that they said it.", field="attribution")
    return untrusted
