"""Who holds which post in the review, who sits on the panel, and who gets a seat at the case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from safelight.core.decision import Decision
from safelight.core.review.independence import Candidate, Tie, may_appoint
from safelight.core.vocabulary import OfficerRole, Outcome, Reader
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import Acting, acting, sought
from safelight.records.cases.models import Appointment, Case, PanelSeat, Seat
from safelight.records.cases.words import ties_from
from safelight.records.people.actions import UserKey
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput, found, needed
from safelight.records.people.queries import AgencyKey, find_agency

POSTS = frozenset(OfficerRole)
SEATED_BY_POST = frozenset({Reader.PANEL_CHAIR, Reader.OVERVIEW_AUTHOR})


def propose_appointment(
    *,
    case: CaseKey,
    role: str,
    name: str,
    user: UserKey | None = None,
    ties: Sequence[str],
    statement: str,
    declared_on: date | None,
    departure: str = "",
    by: User,
    at: datetime,
) -> Appointment:
    """Propose somebody for a post: "panel_chair", "overview_author" or "board_chair". The rules of independence answer.

    A refused proposal is kept too, with what was refused. One that is allowed gives `user` the seat of the post.

    Raises:
        NotForYou
        NotNow: before the chair's decision, or while somebody else holds the post.
        WrongInput: an unknown post or tie, no name, no statement, a declaration that lies ahead.
        RefusedByRule: for a tie that stands against the post, or (REFER) while there is no signed declaration.
    """
    act = acting(case, to="propose_appointment", by=by, at=at)
    post = _post(role)
    name = needed(name, field="name", what="the person's name")
    statement = needed(statement, field="statement", what="what the person declared, in their own words")
    _check_day(declared_on, on=act.on, field="declared_on")
    person = _person(user, case=act.case)
    with act.writing() as held:
        act.check_going_on()
        _check_vacant(held, post)
        tied = ties_from(ties) | frozenset(_known_ties(held, post, name=name, user=person))
        decision = may_appoint(
            Candidate(role=post, ties=tied, declared_on=declared_on), regime=act.regime, departure=departure
        )
        row = Appointment.objects.create(
            case=held,
            role=post,
            name=name,
            user=person,
            ties=sorted(tied),
            statement=statement,
            declared_on=declared_on,
            outcome=decision.outcome,
            decision=decision.to_json(),
            departure=departure.strip(),
            on=act.on,
            proposed_by=by,
        )
        act.record(row, decision=decision, role=post, outcome=decision.outcome)
        seat = Reader(post)
        if decision.allowed and person is not None and seat in SEATED_BY_POST:
            _seat(act, user=person, reader=seat, agency=None)
    return _or_refuse(row, decision, act=act)


def end_appointment(*, appointment: Appointment | int, reason: str, by: User, at: datetime) -> Appointment:
    """End an appointment, and with it the seat that came with the post, so that somebody else can be appointed.

    Raises:
        NotForYou, WrongInput
        NotNow: when the person does not hold the post.
    """
    row = sought(Appointment, appointment, to="end_appointment", by=by, at=at)
    act = acting(row.case, to="end_appointment", by=by, at=at)
    reason = needed(reason, field="reason", what="why the appointment ends")
    with act.writing():
        row.refresh_from_db()
        if row.outcome != Outcome.ALLOW or row.ended_on is not None:
            raise NotNow("This person does not hold the post, so there is no appointment to end.")
        row.ended_on, row.ended_because = act.on, reason[:300]
        row.save(update_fields=["ended_on", "ended_because"])
        Seat.objects.filter(case=row.case_id, user=row.user_id, reader=row.role, until=None).update(until=act.on)
        act.record(row, role=row.role)
    return row


def seat_panel_member(
    *,
    case: CaseKey,
    name: str,
    job_title: str,
    organisation: str,
    user: UserKey | None = None,
    statement: str = "",
    declared_on: date | None,
    by: User,
    at: datetime,
) -> PanelSeat:
    """Add a member to the panel: published by post and organisation, never by name.

    Raises:
        NotForYou, NotNow
        WrongInput: a missing name, post or organisation, a declaration without its text.
    """
    act = acting(case, to="seat_panel_member", by=by, at=at)
    said = {
        "name": needed(name, field="name", what="the member's name"),
        "job_title": needed(job_title, field="job_title", what="the member's post"),
        "organisation": needed(organisation, field="organisation", what="the organisation that employs the member"),
    }
    if declared_on is not None:
        needed(statement, field="statement", what="what the member declared, in their own words")
    _check_day(declared_on, on=act.on, field="declared_on")
    person = _person(user, case=act.case)
    with act.writing() as held:
        act.check_going_on()
        row = PanelSeat.objects.create(
            case=held, user=person, declared_on=declared_on, statement=statement.strip(), **said
        )
        act.record(row, declared=declared_on is not None)
        if person is not None:
            _seat(act, user=person, reader=Reader.PANEL_MEMBER, agency=None)
    return row


def declare(*, seat: PanelSeat | int, statement: str, declared_on: date, by: User, at: datetime) -> PanelSeat:
    """Record a panel member's declaration that came later.

    Raises:
        NotForYou, NotNow, WrongInput
    """
    row = sought(PanelSeat, seat, to="declare", by=by, at=at)
    act = acting(row.case, to="declare", by=by, at=at)
    statement = needed(statement, field="statement", what="what the member declared, in their own words")
    _check_day(declared_on, on=act.on, field="declared_on")
    with act.writing():
        act.check_going_on()
        row.statement, row.declared_on = statement, declared_on
        row.save(update_fields=["statement", "declared_on"])
        act.record(row)
    return row


def give_seat(
    *, case: CaseKey, user: UserKey, reader: str, agency: AgencyKey | None = None, by: User, at: datetime
) -> Seat:
    """Give an agency's author a seat at the case, for that agency alone.

    All other seats come with a post: `propose_appointment` and `seat_panel_member` give them.

    Raises:
        NotForYou: also for a user or an agency of another board.
        NotNow: when the user writes for another agency in this case.
        WrongInput: for any other seat, or without an agency.
    """
    act = acting(case, to="give_seat", by=by, at=at)
    if reader != Reader.AGENCY_AUTHOR:
        raise WrongInput("This seat comes with a post: appoint the person, or seat them on the panel.", field="reader")
    person = _person(user, case=act.case)
    if person is None or agency is None:
        raise WrongInput("Choose the person, and the agency for which they write.", field="agency")
    with act.writing() as held:
        seated = held.seats.filter(user=person, reader=reader, until=None).first()
        writes_for = find_agency(agency, board=held.board)
        if seated is not None and seated.agency_id != writes_for.pk:
            raise NotNow("This person writes for another agency in this case. End that seat first.")
        return _seat(act, user=person, reader=Reader.AGENCY_AUTHOR, agency=writes_for)


def end_seat(*, case: CaseKey, user: UserKey, reader: str, by: User, at: datetime) -> Seat:
    """End somebody's seat: from now on they see nothing of the case.

    Raises:
        NotForYou
        NotNow: when there is no such seat.
    """
    act = acting(case, to="end_seat", by=by, at=at)
    with act.writing() as held:
        key = user.pk if isinstance(user, User) else user
        row = held.seats.filter(user=key, reader=reader, until=None).first()
        if row is None:
            raise NotNow("This person has no such seat at the case.")
        row.until = act.on
        row.save(update_fields=["until"])
        act.record(row, reader=reader)
    return row


def _or_refuse(row: Appointment, decision: Decision, *, act: Acting) -> Appointment:
    """The proposal is kept by now: only then is it refused, so that what was refused stays on record."""
    if decision.allowed:
        return row
    act.note_refusal(decision)
    raise RefusedByRule(decision)


def _known_ties(case: Case, post: OfficerRole, *, name: str, user: User | None) -> Iterator[Tie]:
    """The ties that the records show, whatever was declared."""
    for held in _holding(case).exclude(role=post):
        if _same(held.name, name) or (user is not None and held.user_id == user.pk):
            yield Tie(held.role)
    chairs = case.board.users.filter(standing=Reader.BOARD_CHAIR, is_active=True)
    if post != OfficerRole.BOARD_CHAIR and any(_same(chair.name, name) or chair == user for chair in chairs):
        yield Tie.BOARD_CHAIR
    if user is not None and user.agency_id and case.agency_reviews.filter(agency=user.agency_id).exists():
        yield Tie.EMPLOYED_BY_INVOLVED_AGENCY


def _holding(case: Case) -> QuerySet[Appointment]:
    return case.appointments.filter(outcome=Outcome.ALLOW, ended_on=None)


def _same(name: str, other: str) -> bool:
    return " ".join(name.casefold().split()) == " ".join(other.casefold().split())


def _check_vacant(case: Case, post: OfficerRole) -> None:
    if _holding(case).filter(role=post).exists():
        raise NotNow("Somebody holds this post already. End that appointment first.")


def _seat(act: Acting, *, user: User, reader: Reader, agency: Agency | None) -> Seat:
    row, _ = Seat.objects.update_or_create(
        case=act.case, user=user, reader=reader, defaults={"agency": agency, "since": act.on, "until": None}
    )
    act.record(row, reader=reader)
    return row


def _post(untrusted_role: str) -> OfficerRole:
    if untrusted_role not in POSTS:
        raise WrongInput(f"Choose one of the posts of a review: {', '.join(sorted(POSTS))}.", field="role")
    return OfficerRole(untrusted_role)


def _person(user: UserKey | None, *, case: Case) -> User | None:
    if user is None:
        return None
    person = found(User, user)
    if person.board_id != case.board_id or not person.is_active:
        raise NotForYou
    return person


def _check_day(day: date | None, *, on: date, field: str) -> None:
    if day is not None and day > on:
        raise WrongInput("The day of a declaration cannot lie ahead.", field=field)
