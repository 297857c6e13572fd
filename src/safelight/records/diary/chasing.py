"""Which agency still owes its review, who was reminded of that and when, and who has not even opened the request?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from safelight.records.cases.access import AGENCY, CaseKey
from safelight.records.cases.models import AgencyReview, Seat
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.cases.queries.imr_paper import kind_words
from safelight.records.cases.words import WITH_AGENCY
from safelight.records.diary.models import Chase
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou
from safelight.records.people.queries import BOARD_OFFICERS


@dataclass(frozen=True, slots=True, kw_only=True)
class ChasedPerson:
    """Somebody who writes for an agency, and the days on which a mail reminded them of its review."""

    name: str
    email: str
    reminders: bool
    reminded_on: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseLine:
    """One review that an agency owes. Nobody is chased where nobody has a seat for the agency."""

    review_id: UUID
    agency: str
    kind_words: str
    state: str
    due_on: date
    days_late: int
    opened_on: date | None
    people: tuple[ChasedPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChasePage:
    """Everything that agencies owe in one review, the latest first."""

    case: CaseHead
    lines: tuple[ChaseLine, ...]


def chase_page(reader: User, case_id: CaseKey, *, on: date) -> ChasePage:
    """What the agencies still owe.

    Raises:
        NotForYou: to anybody but the board's officers.
    """
    seen = look(reader, case_id, at_page="seats")
    if reader.standing not in BOARD_OFFICERS:
        raise NotForYou
    owed = seen.case.agency_reviews.filter(state__in=WITH_AGENCY).select_related("agency").order_by("due_on")
    return ChasePage(case=seen.head, lines=tuple(_line(row, on=on) for row in owed))


def _line(row: AgencyReview, *, on: date) -> ChaseLine:
    seats = Seat.objects.filter(case=row.case_id, reader=AGENCY, agency=row.agency_id, until__isnull=True)
    days: dict[UUID, list[date]] = {}
    for user, day in Chase.objects.filter(review=row).values_list("user", "on"):
        days.setdefault(user, []).append(day)
    return ChaseLine(
        review_id=row.pk,
        agency=row.agency.name,
        kind_words=kind_words(row),
        state=row.state,
        due_on=row.due_on,
        days_late=max(0, (on - row.due_on).days),
        opened_on=row.opened_at.date() if row.opened_at else None,
        people=tuple(
            ChasedPerson(
                name=seat.user.name,
                email=seat.user.email,
                reminders=seat.user.reminders and seat.user.is_active,
                reminded_on=tuple(days.get(seat.user_id, ())),
            )
            for seat in seats.select_related("user").order_by("user__name")
        ),
    )
