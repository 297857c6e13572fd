"""Every write of the committee layer: meetings, reports in the council's form, minutes, call-in, resolutions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from safelight.core.review.callin import CallInError, CallInOutcome, StartEvent
from safelight.core.vocabulary import Reader
from safelight.records.audit.actions import record, record_refusal
from safelight.records.cases.models import Case
from safelight.records.cases.stages import OFFICE_HOURS
from safelight.records.committee.form import BODY_FIELDS, COVER, check_background, check_exemption, check_form
from safelight.records.committee.models import Meeting, Report, Resolution
from safelight.records.committee.takes_effect import period_of, started_on, terms_of
from safelight.records.committee.words import Body, Exemption, ResolutionKind
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.plans.acting import acting, entered, sought
from safelight.records.plans.naming import check_names_nobody

OFFICE = frozenset({Reader.BUSINESS_MANAGER})
Row = TypeVar("Row", Meeting, Report, Resolution)


def arrange_meeting(*, body: Body, title: str, held_on: date, by: User, at: datetime) -> Meeting:
    """Enter a meeting that is to receive reports.

    Raises:
        NotForYou
        WrongInput: an unknown body, no title, or a second meeting of the body on one day.
    """
    _require_office("committee.arrange_meeting", by=by, at=at)
    title = entered(title, field="title", ask="Give the meeting its title.", longest=200)
    if body not in set(Body):
        raise WrongInput("Choose which body meets.", field="body")
    try:
        with transaction.atomic():
            meeting = Meeting.objects.create(board=by.board, body=Body(body), title=title, held_on=held_on)
            record("committee.arrange_meeting", by=by, at=at, subject=meeting, body=body, held_on=held_on.isoformat())
    except IntegrityError:
        raise WrongInput("There is a meeting of this body on that day already.", field="held_on") from None
    return meeting


def write_report(
    *,
    case: Case | UUID,
    meetings: Sequence[Meeting | UUID],
    subject: str,
    fields: Mapping[str, str],
    objectives: Sequence[tuple[str, str]],
    background_papers: Sequence[str],
    by: User,
    at: datetime,
    exemption: str = Exemption.NONE,
    exempt_paragraphs: Sequence[int] = (),
    public_interest: str = "",
    origin: Resolution | UUID | None = None,
) -> Report:
    """Write a report in the council's form; one report may go to several meetings.

    Raises:
        NotForYou
        NotNow: when the case has no register yet.
        WrongInput: when a field of the form is empty, an exemption lacks its grounds, a published work is listed as a
            background paper, or anything in it identifies somebody in the case's register.
    """
    name = "committee.write_report"
    act = acting(name, case=case, by=by, at=at, allowed=OFFICE)
    receiving = [_theirs(Meeting, meeting, act=name, by=by, at=at) for meeting in meetings]
    answered = _theirs(Resolution, origin, act=name, by=by, at=at) if origin else None
    if not receiving:
        raise WrongInput("Choose the meeting that receives this report.", field="meetings")
    subject = entered(subject, field="subject", ask="Say what the report is about.", longest=200)
    check_form(fields)
    withheld = check_exemption(exemption, paragraphs=exempt_paragraphs, grounds=public_interest)
    papers = [paper.strip() for paper in background_papers if paper.strip()]
    check_background(papers, case=act.case)
    check_names_nobody(
        act.case,
        subject=subject,
        background_papers="\n".join(papers),
        objectives="\n".join(f"{objective}: {impact}" for objective, impact in objectives),
        public_interest=public_interest,
        **{field: fields[field] for field, _ in (*COVER, *BODY_FIELDS)},
    )
    with act.writing() as held:
        report = Report.objects.create(
            board=held.board,
            case=held,
            subject=subject,
            fields={field: fields[field].strip() for field, _ in (*COVER, *BODY_FIELDS)},
            objectives=[list(row) for row in objectives],
            background_papers=papers,
            exemption=withheld,
            exempt_paragraphs=list(exempt_paragraphs),
            public_interest=public_interest.strip(),
            origin=answered,
            written_by=by,
            written_on=act.on,
        )
        report.meetings.set(receiving)
        act.record(report, meetings=len(receiving), exemption=withheld)
    return report


def publish_minutes(*, meeting: Meeting | UUID, on: date, by: User, at: datetime) -> Meeting:
    """Record the day on which a meeting's minutes were published: mostly, the call-in period is counted from it.

    Raises:
        NotForYou
        NotNow: when the decision has been called in: the day it was counted from stands.
        WrongInput: a day before the meeting, or that lies ahead.
    """
    with _minuting("committee.publish_minutes", meeting, by=by, at=at, on=on) as held:
        _check_not_called_in(held)
        held.minutes_published_on = on
        held.save(update_fields=["minutes_published_on"])
    return held


def publish_decision(*, meeting: Meeting | UUID, on: date, by: User, at: datetime) -> Meeting:
    """Record the day on which the decision was published, for a council whose call-in is counted from that.

    Raises:
        NotForYou, NotNow, WrongInput: as for the minutes.
    """
    with _minuting("committee.publish_decision", meeting, by=by, at=at, on=on) as held:
        _check_not_called_in(held)
        held.decision_published_on = on
        held.save(update_fields=["decision_published_on"])
    return held


def call_in(*, meeting: Meeting | UUID, on: date, by: User, at: datetime) -> Meeting:
    """Record that scrutiny called the decision of a meeting in.

    Raises:
        NotForYou
        NotNow: before the period has started, after a waiver, twice, or where nothing executive was decided.
        WrongInput: a day outside the period.
    """
    with _minuting("committee.call_in", meeting, by=by, at=at, on=on) as held:
        _check_executive(held)
        _check_not_called_in(held)
        if held.call_in_waiver:
            raise NotNow("Call-in was waived for this decision, so it cannot be called in.")
        started = started_on(held)
        if started is None or on < started:
            what = "decision is" if terms_of(held).start_event is StartEvent.DECISION_PUBLISHED else "minutes are"
            raise NotNow(f"A decision can be called in only after the {what} published. Enter that date first.")
        held.called_in_on = on
        _check_period(held, on=on)
        held.save(update_fields=["called_in_on"])
    return held


def waive_call_in(*, meeting: Meeting | UUID, agreed: str, by: User, at: datetime) -> Meeting:
    """Record that the decision could not wait for call-in: who agreed to that, and why.

    Raises:
        NotForYou
        NotNow: when it has been called in, or where nothing executive was decided.
        WrongInput: no word on who agreed and why.
    """
    agreed = agreed.strip()
    with _minuting("committee.waive_call_in", meeting, by=by, at=at) as held:
        agreed = entered(agreed, field="agreed", ask="Say who agreed that it cannot wait, and why.")
        _check_executive(held)
        _check_not_called_in(held)
        held.call_in_waiver = agreed
        held.save(update_fields=["call_in_waiver"])
    return held


def record_call_in_outcome(
    *, meeting: Meeting | UUID, outcome: CallInOutcome, on: date, by: User, at: datetime
) -> Meeting:
    """Record what scrutiny made of a decision that was called in: let stand, it takes effect after that meeting.

    Raises:
        NotForYou
        NotNow: when it was not called in, or its outcome is recorded already.
        WrongInput: an unknown outcome, or a day before the call-in or that lies ahead.
    """
    with _minuting("committee.record_call_in_outcome", meeting, by=by, at=at, on=on) as held:
        if outcome not in set(CallInOutcome):
            raise WrongInput("Choose what scrutiny decided.", field="outcome")
        if held.called_in_on is None:
            raise NotNow("This decision was not called in. Record the call-in first.")
        if held.call_in_outcome:
            raise NotNow("The outcome of this call-in is recorded already.")
        held.call_in_outcome, held.call_in_outcome_on = CallInOutcome(outcome), on
        _check_period(held, on=on)
        held.save(update_fields=["call_in_outcome", "call_in_outcome_on"])
    return held


def record_resolution(
    *,
    meeting: Meeting | UUID,
    minute: str,
    limb: int,
    text: str,
    kind: ResolutionKind,
    by: User,
    at: datetime,
    report: Report | UUID | None = None,
    condition: str = "",
    due_on: date | None = None,
    every_months: int | None = None,
) -> Resolution:
    """Enter one limb of a minute and what it makes the board do.

    Raises:
        NotForYou
        WrongInput: a part that this kind of resolution needs is missing, or the limb has been entered already.
    """
    name = "committee.record_resolution"
    held = _theirs(Meeting, meeting, act=name, by=by, at=at)
    about = _theirs(Report, report, act=name, by=by, at=at) if report else None
    minute = entered(minute, field="minute", ask="Enter the minute's number.", longest=20)
    text = entered(text, field="text", ask="Enter what was resolved.")
    if kind not in set(ResolutionKind):
        raise WrongInput("Choose what it makes the board do.", field="kind")
    if limb < 1:
        raise WrongInput("Number the limbs from 1 on.", field="limb")
    _check_kind(ResolutionKind(kind), condition=condition, due_on=due_on, every_months=every_months)
    try:
        with transaction.atomic():
            resolution = Resolution.objects.create(
                meeting=held,
                report=about,
                minute=minute,
                limb=limb,
                text=text,
                kind=ResolutionKind(kind),
                condition=condition.strip(),
                due_on=due_on,
                every_months=every_months,
            )
            record(name, by=by, at=at, case=about.case_id if about else None, subject=resolution, kind=kind)
    except IntegrityError:
        raise WrongInput("This limb of the minute has been entered already.", field="limb") from None
    return resolution


def discharge(*, resolution: Resolution | UUID, on: date, by: User, at: datetime) -> Resolution:
    """Record that what was resolved has been done; what comes round again is then due the next time.

    Raises:
        NotForYou
        NotNow: when it has been done already, or asks for nothing.
        WrongInput: a day before the meeting, or that lies ahead.
    """
    name = "committee.discharge"
    done = _theirs(Resolution, resolution, act=name, by=by, at=at)
    _check_day(on, since=done.meeting.held_on, at=at)
    with transaction.atomic():
        done = Resolution.objects.select_for_update(of=("self",)).select_related("meeting", "report").get(pk=done.pk)
        if done.kind == ResolutionKind.NOTE:
            raise NotNow("This resolution only notes something: there is nothing to carry out.")
        if done.discharged_on is not None and done.kind != ResolutionKind.RECURRING:
            raise NotNow("This has been carried out already.")
        done.discharged_on, done.times_done = on, done.times_done + 1
        done.save(update_fields=["discharged_on", "times_done"])
        case = done.report.case_id if done.report else None
        record(name, by=by, at=at, case=case, subject=done, on=on.isoformat(), times=done.times_done)
    return done


@contextmanager
def _minuting(
    name: str, meeting: Meeting | UUID, *, by: User, at: datetime, on: date | None = None
) -> Iterator[Meeting]:
    """One act on a meeting, locked; what is done to it is audited on the way out."""
    key = _theirs(Meeting, meeting, act=name, by=by, at=at).pk
    with transaction.atomic():
        held = Meeting.objects.select_for_update(of=("self",)).select_related("board").get(pk=key)
        if on is not None:
            _check_day(on, since=held.held_on, at=at)
        yield held
        record(name, by=by, at=at, subject=held, on=on.isoformat() if on else None)


def _theirs(model: type[Row], key: Row | UUID, *, act: str, by: User, at: datetime) -> Row:
    """A meeting, or what hangs on one, for the office of its own board.

    Raises:
        NotForYou: also where there is none; the attempt is recorded.
    """
    row = sought(model, key, act=act, by=by, at=at)
    board = row.meeting.board_id if isinstance(row, Resolution) else row.board_id
    _require_office(act, by=by, at=at, board=board)
    return row


def _require_office(act: str, *, by: User, at: datetime, board: UUID | None = None) -> None:
    if not by.is_active or by.standing not in OFFICE or board not in {None, by.board_id}:
        record_refusal(act, by=by, at=at)
        raise NotForYou


def _check_day(on: date, *, since: date, at: datetime) -> None:
    if not since <= on <= at.astimezone(OFFICE_HOURS).date():
        raise WrongInput("Give a day from the day of the meeting until today.", field="on")


def _check_executive(meeting: Meeting) -> None:
    if meeting.body != Body.CABINET_MEMBER:
        raise NotNow("Only a decision of the cabinet member can be called in: this body decides nothing executive.")


def _check_not_called_in(meeting: Meeting) -> None:
    if meeting.called_in_on is not None:
        raise NotNow("This decision has been called in. What was recorded of it stays as it is.")


def _check_period(meeting: Meeting, *, on: date) -> None:
    try:
        period_of(meeting, on=on)
    except CallInError as wrong:
        raise WrongInput(str(wrong), field="on") from None


def _check_kind(kind: ResolutionKind, *, condition: str, due_on: date | None, every_months: int | None) -> None:
    if kind is ResolutionKind.RECURRING and not (every_months and every_months > 0 and due_on):
        raise WrongInput("Say how often, in months, and when it is first due.", field="every_months")
    if kind is ResolutionKind.CONDITIONAL and not condition.strip():
        raise WrongInput("Say what it waits for.", field="condition")
    if len(condition.strip()) > 300:
        raise WrongInput("This is longer than 300 characters. Shorten it.", field="condition")
