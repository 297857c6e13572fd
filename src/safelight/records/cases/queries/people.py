"""Who holds which post, who sits at the case, and what is the review to answer?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from safelight.core.decision import Decision
from safelight.core.vocabulary import Outcome, Reader
from safelight.records.cases.access import CaseKey
from safelight.records.cases.models import TermsOfReference
from safelight.records.cases.queries.facts import TERMS_QUESTIONS, regime_of
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentLine:
    """Somebody proposed for a post, and what the rules of independence said."""

    id: int
    role: str
    name: str
    ties: tuple[str, ...]
    statement: str
    declared_on: date | None
    outcome: Outcome
    decision: Decision
    departure: str
    on: date
    ended_on: date | None
    ended_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentsPage:
    """Every proposal, refused ones too."""

    case: CaseHead
    appointments: tuple[AppointmentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelLine:
    """A member of the panel. `name` and `statement` are for the board's own pages alone."""

    id: int
    name: str
    job_title: str
    organisation: str
    declared_on: date | None
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelPage:
    """The panel."""

    case: CaseHead
    members: tuple[PanelLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLine:
    """Who a user is for the case, and since when."""

    user: UUID
    name: str
    reader: Reader
    agency: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsPage:
    """Everybody who has, or had, a seat at the case."""

    case: CaseHead
    seats: tuple[SeatLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsLine:
    """One version of the terms of reference."""

    version: int
    text: str
    questions: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    """Questions that the rules expect, each with what the terms answer."""
    agreed_on: date
    agreed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsPage:
    """The terms of reference that stand, and those before them, newest first."""

    case: CaseHead
    current: TermsLine | None
    earlier: tuple[TermsLine, ...]
    expected: tuple[str, ...]
    """The questions that the rules of this review expect the terms to answer."""
    open_still: tuple[str, ...]
    says: str
    citation: str


def appointments_page(reader: User, case_id: CaseKey) -> AppointmentsPage:
    """Every proposal for a post and its answer.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="appointments")
    return AppointmentsPage(
        case=seen.head,
        appointments=tuple(
            AppointmentLine(
                id=row.pk,
                role=row.role,
                name=row.name,
                ties=tuple(row.ties),
                statement=row.statement,
                declared_on=row.declared_on,
                outcome=Outcome(row.outcome),
                decision=Decision.from_json(row.decision),
                departure=row.departure,
                on=row.on,
                ended_on=row.ended_on,
                ended_because=row.ended_because,
            )
            for row in seen.case.appointments.all()
        ),
    )


def panel_page(reader: User, case_id: CaseKey) -> PanelPage:
    """The members of the panel.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="panel")
    return PanelPage(
        case=seen.head,
        members=tuple(
            PanelLine(
                id=row.pk,
                name=row.name,
                job_title=row.job_title,
                organisation=row.organisation,
                declared_on=row.declared_on,
                statement=row.statement,
            )
            for row in seen.case.panel.all()
        ),
    )


def seats_page(reader: User, case_id: CaseKey) -> SeatsPage:
    """Who has a seat at the case.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="seats")
    return SeatsPage(
        case=seen.head,
        seats=tuple(
            SeatLine(
                user=row.user_id,
                name=row.user.name,
                reader=Reader(row.reader),
                agency=row.agency.name if row.agency else "",
                since=row.since,
                until=row.until,
            )
            for row in seen.case.seats.select_related("user", "agency").order_by("since", "pk")
        ),
    )


def terms_page(reader: User, case_id: CaseKey) -> TermsPage:
    """What the review is to answer.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="terms")
    newest_first = [_terms(row) for row in seen.case.terms.select_related("agreed_by").order_by("-version")]
    current = newest_first[0] if newest_first else None
    rule = regime_of(seen.case).find(TERMS_QUESTIONS)
    expected = rule.words("questions") if rule is not None else ()
    answered = {question for question, _ in current.answers} if current else set()
    return TermsPage(
        case=seen.head,
        current=current,
        earlier=tuple(newest_first[1:]),
        expected=expected,
        open_still=tuple(question for question in expected if question not in answered) if current else (),
        says=rule.says if rule is not None else "",
        citation=rule.citation.inside() if rule is not None else "",
    )


def _terms(row: TermsOfReference) -> TermsLine:
    return TermsLine(
        version=row.version,
        text=row.text,
        questions=tuple(row.questions),
        answers=tuple((question, answer) for question, answer in row.answers),
        agreed_on=row.agreed_on,
        agreed_by=row.agreed_by.name,
    )
