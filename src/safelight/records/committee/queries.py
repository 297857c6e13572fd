"""What went to which meeting, what was resolved, when it takes effect, and what is still owed to members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from safelight.core.edition.masthead import Masthead
from safelight.core.edition.render import Edition, render_edition
from safelight.core.papers.manuscript import Manuscript
from safelight.core.review.calendar import ENGLAND
from safelight.core.review.callin import CallInOutcome, CallInPeriod
from safelight.core.rulebook.model import day_in_words
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.cases.access import readers_on
from safelight.records.cases.guard import case_for
from safelight.records.committee.form import BODY_TITLES, MeetingFacts, report_text
from safelight.records.committee.models import Meeting, Report, Resolution
from safelight.records.committee.publicity import public_from
from safelight.records.committee.takes_effect import period_of
from safelight.records.committee.words import Body, Exemption, ResolutionKind
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found
from safelight.records.people.queries import BOARD_OFFICERS
from safelight.records.plans.queries import PLAN_READERS, plan_on

SEES_COMMITTEE = PLAN_READERS
STATUS_WORDS = {Exemption.NONE: "No", Exemption.EXEMPT: "Exempt", Exemption.CONFIDENTIAL: "Confidential"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionLine:
    """One limb of a minute."""

    id: UUID
    minute: str
    limb: int
    text: str
    kind: ResolutionKind
    due_on: date | None
    every_months: int | None
    condition: str
    discharged_on: date | None
    """When it was done; None for what comes round again, which is never done for good."""
    last_done_on: date | None
    next_due_on: date | None
    """When it is owed next; None once it is done, or where nothing is."""
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """One meeting, when its decisions take effect, and what it resolved."""

    id: UUID
    body: Body
    body_title: str
    title: str
    held_on: date
    minutes_published_on: date | None
    call_in: CallInPeriod
    called_in_on: date | None
    call_in_outcome: CallInOutcome | None
    call_in_outcome_on: date | None
    resolutions: tuple[ResolutionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One report in a list."""

    id: UUID
    subject: str
    written_on: date
    public_from: date | None
    """When members and public may read it; None where it is withheld."""
    meetings: tuple[MeetingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """One report as members read it."""

    line: ReportLine
    case_id: UUID
    manuscript: Manuscript


def meetings_of(reader: User, *, on: date) -> Sequence[MeetingLine]:
    """The meetings of the reader's board, newest first.

    Raises:
        NotForYou: to anybody but the board's officers.
    """
    if not reader.is_active or reader.standing not in BOARD_OFFICERS:
        raise NotForYou
    rows = reader.board.meetings.select_related("board").prefetch_related("resolutions").order_by("-held_on")
    return tuple(_meeting(row, on=on) for row in rows)


def reports_of(reader: User, case_id: UUID, *, on: date) -> Sequence[ReportLine]:
    """The reports about one case.

    Raises:
        NotForYou: when the case is not there for this reader.
    """
    case = case_for(reader, case_id)
    if not SEES_COMMITTEE & set(readers_on(reader, case)):
        raise NotForYou
    return tuple(_report(row, on=on) for row in _reports().filter(case=case))


def report_page(reader: User, report_id: UUID, *, on: date) -> ReportPage:
    """One report: for those who work on the case, and for members of the council once its papers are public.

    Raises:
        NotForYou: for everybody else, and for members before that day.
    """
    report = _reports().filter(pk=found(Report, report_id).pk).get()
    if report.case is None:
        raise NotForYou
    works_on_it = bool(SEES_COMMITTEE & set(readers_on(reader, report.case)))
    if not works_on_it and not (_is_member(reader, report.board_id) and _is_public(report, on=on)):
        raise NotForYou
    return ReportPage(line=_report(report, on=on), case_id=report.case.pk, manuscript=manuscript_of(report, on=on))


def report_edition(reader: User, report_id: UUID, *, on: date) -> Edition:
    """The report as HTML and PDF, for the council's committee system."""
    page = report_page(reader, report_id, on=on)
    board = reader.board
    masthead = Masthead(
        board=board.name, title=page.line.subject, kind=PaperKind.COMMITTEE_REPORT, contact=board.contact
    )
    return render_edition(page.manuscript, masthead=masthead)


def reports_for_members(reader: User, *, on: date) -> Sequence[ReportLine]:
    """What an elected member's council has been sent and everybody may read, newest first.

    Raises:
        NotForYou: for anybody but an elected member.
    """
    if not _is_member(reader, reader.board_id):
        raise NotForYou
    rows = _reports().filter(board=reader.board).order_by("-written_on")
    return tuple(_report(row, on=on) for row in rows if _is_public(row, on=on))


def _reports() -> QuerySet[Report]:
    """Reports with their meetings, in the same few questions to the database however many there are."""
    return Report.objects.select_related("board", "case").prefetch_related("meetings__board", "meetings__resolutions")


def _is_member(reader: User, board: UUID) -> bool:
    return reader.is_active and reader.standing == Reader.ELECTED_MEMBER and reader.board_id == board


def _is_public(report: Report, *, on: date) -> bool:
    since = public_from(report, report.meetings.all())
    return since is not None and since <= on


def _report(report: Report, *, on: date) -> ReportLine:
    return ReportLine(
        id=report.pk,
        subject=report.subject,
        written_on=report.written_on,
        public_from=public_from(report, report.meetings.all()),
        meetings=tuple(_meeting(row, on=on) for row in report.meetings.all()),
    )


def _meeting(meeting: Meeting, *, on: date) -> MeetingLine:
    return MeetingLine(
        id=meeting.pk,
        body=Body(meeting.body),
        body_title=BODY_TITLES[Body(meeting.body)],
        title=meeting.title,
        held_on=meeting.held_on,
        minutes_published_on=meeting.minutes_published_on,
        call_in=period_of(meeting, on=on),
        called_in_on=meeting.called_in_on,
        call_in_outcome=CallInOutcome(meeting.call_in_outcome) if meeting.call_in_outcome else None,
        call_in_outcome_on=meeting.call_in_outcome_on,
        resolutions=tuple(_resolution(row, on=on) for row in meeting.resolutions.all()),
    )


def _resolution(row: Resolution, *, on: date) -> ResolutionLine:
    recurring = row.kind == ResolutionKind.RECURRING
    due = next_due(row)
    return ResolutionLine(
        id=row.pk,
        minute=row.minute,
        limb=row.limb,
        text=row.text,
        kind=ResolutionKind(row.kind),
        due_on=row.due_on,
        every_months=row.every_months,
        condition=row.condition,
        discharged_on=None if recurring else row.discharged_on,
        last_done_on=row.discharged_on,
        next_due_on=due,
        overdue=due is not None and due < on,
    )


def next_due(row: Resolution) -> date | None:
    """When it is owed next; None once it is done, or where nothing is. For the rooms above, which decide who sees it.

    What comes round is due again so many months after it was first due, however late it was done the last time.
    """
    if row.kind == ResolutionKind.RECURRING:
        assert row.due_on is not None
        assert row.every_months is not None
        return ENGLAND.add_calendar_months(row.due_on, row.every_months * row.times_done)
    return None if row.discharged_on is not None else row.due_on


def manuscript_of(report: Report, *, on: date) -> Manuscript:
    """The report as it was written; only the implementation date moves on, as the minutes come out."""
    case = report.case
    assert case is not None
    plan = plan_on(case, on=min(on, report.written_on))
    meetings = tuple(report.meetings.all())
    deciding = next((row for row in meetings if row.body == Body.CABINET_MEMBER), meetings[0])
    return report_text(
        subject=report.subject,
        meetings=tuple(MeetingFacts(body=Body(row.body), held_on=row.held_on) for row in meetings),
        fields=report.fields,
        exemption=_exemption(report),
        implementation=period_of(deciding, on=on).sentence,
        plan=tuple(
            (action.reference, action.agency, day_in_words(action.due_on), action.status.replace("_", " ").capitalize())
            for row in plan.recommendations
            for action in row.actions
            if action.agreed_on <= report.written_on
        ),
        objectives=tuple((name, impact) for name, impact in report.objectives),
        background_papers=tuple(report.background_papers),
    )


def _exemption(report: Report) -> str:
    words = STATUS_WORDS[Exemption(report.exemption)]
    if report.exemption == Exemption.EXEMPT:
        paragraphs = ", ".join(map(str, report.exempt_paragraphs))
        return f"{words}: Local Government Act 1972, Schedule 12A, paragraph {paragraphs}. {report.public_interest}"
    return f"{words}: {report.public_interest}" if report.public_interest else words
