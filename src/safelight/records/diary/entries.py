"""What has a day on it, in which review, and who has it? Gathered once for a board; `queries` says who sees what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid5

from safelight.core.review.clocks import clocks
from safelight.core.review.imr.chasing import step_on
from safelight.core.review.plan import PlanStatus, next_check, status
from safelight.core.review.tasks import Task, TaskState
from safelight.core.review.wording import PAPER_WORDS, READER_WORDS
from safelight.core.vocabulary import PaperKind, Reader, Stage
from safelight.records.cases.access import AGENCY, CHAIR, INSIDE, MANAGER
from safelight.records.cases.models import (
    Act,
    AgencyReview,
    Case,
    FormalAct,
    Proceeding,
    ProceedingKind,
)
from safelight.records.cases.queries.facts import calendar_of, facts_of, not_publishing_review_due, regime_of
from safelight.records.cases.queries.imr_paper import kind_words
from safelight.records.cases.queries.overview import tasks_of
from safelight.records.cases.words import HOLD_OF, KIND_TITLES, WITH_AGENCY
from safelight.records.committee.form import BODY_TITLES
from safelight.records.committee.models import Meeting, Resolution
from safelight.records.committee.queries import next_due
from safelight.records.committee.words import Body
from safelight.records.people.models import Board
from safelight.records.people.queries import BOARD_OFFICERS
from safelight.records.plans.facts import action_facts, with_facts
from safelight.records.plans.models import Action
from safelight.records.publication.tried import due_again

KEYS = UUID("6b0f6c0e-52a7-4d0e-9c1c-0d0f5e6a9b1d")
"""Any fixed number: under it each entry gets a key that stays the same while the thing itself does."""


class Kind(StrEnum):
    """What sort of thing falls on a day."""

    TASK = "task"
    CLOCK = "clock"
    LOOK_AGAIN = "look_again"
    HOLD = "hold"
    AGENCY_REVIEW = "agency_review"
    ACTION = "action"
    EFFECT = "effect"
    INTRUDER = "intruder"
    MEETING = "meeting"
    RESOLUTION = "resolution"


TOLD_IN_PIECES = {
    "agency-reviews": Kind.AGENCY_REVIEW,
    "plan": Kind.ACTION,
    "effect": Kind.EFFECT,
    "intruder-again": Kind.INTRUDER,
    "committee": Kind.MEETING,
}
"""The tasks that stand for several things of one kind. Where the things themselves are listed, the task is left out."""

IN_PLAIN_WORDS = {
    Kind.LOOK_AGAIN: "Look again at the decision not to publish",
    Kind.HOLD: "Something beside a review ends by itself",
    Kind.ACTION: "An action of an action plan",
    Kind.EFFECT: "Look whether an action made a difference",
    Kind.INTRUDER: "Try again whether anybody can be identified in a text",
    Kind.MEETING: "A meeting that reports go to",
    Kind.RESOLUTION: "Something that a meeting resolved",
}
"""What a calendar outside the board calls what people have put into words of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewName:
    """Which review it is, for those who have a part in it."""

    id: UUID
    reference: str
    public_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing on one day.

    `what` is for the desk; `plainly` names nobody, no place and no review, for what leaves the desk. `by` says in
    words who has it. `waits`: something earlier, or somebody outside, comes first.
    """

    key: UUID
    kind: Kind
    day: date
    what: str
    plainly: str
    who: Reader
    by: str
    review: ReviewName | None = None
    late: bool = False
    waits: bool = False
    seen_by: frozenset[Reader] = INSIDE
    agency_id: UUID | None = None
    owner_id: UUID | None = None
    yours: bool = False
    about_id: UUID | None = None
    """The agency's review that it is about, if it is about one."""
    step: date | None = None
    """The latest day on which those who have it are to be reminded; None where the usual days hold."""


def entries_of(board: Board, cases: Iterable[Case], *, on: date) -> tuple[Entry, ...]:
    """Everything with a day in these reviews of a board, and in its council's meetings; the earliest comes first."""
    cases = tuple(cases)
    under_way = [case for case in cases if case.stage != Stage.CLOSED]
    # What is opened again, whether it made a difference and whether it still names nobody outlast a review's closing.
    followed = [*_actions(cases, on=on), *_effects(cases, on=on), *_tried_again(cases, on=on)]
    pieces = [*_agency_reviews(under_way, on=on), *followed, *_meetings(board, under_way, on=on)]
    tasks = [entry for case in under_way for entry in _tasks(case, pieces, on=on)]
    found = [*tasks, *pieces, *_looking_again(cases, on=on), *_holds(under_way, on=on), *_resolutions(board, on=on)]
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.review.reference if entry.review else "")))


def _tasks(case: Case, pieces: Iterable[Entry], *, on: date) -> Iterator[Entry]:
    """The task list, and the clocks that no task of it carries: no clock is left out because nobody has it."""
    own = [piece for piece in pieces if piece.review is not None and piece.review.id == case.pk]
    facts = facts_of(case, on=on)
    tasks = tasks_of(case, on=on, facts=facts)
    for task in tasks:
        if task.due_on is not None and task.state is not TaskState.DONE and not _is_told(task, own):
            yield _task(task, case, on=on)
    carried = {task.clock.duty for task in tasks if task.clock is not None}
    for duty, clock in clocks(facts, regime=regime_of(case, on=on), calendar=calendar_of(case)).items():
        if duty not in carried and clock.met_on is None:
            yield Entry(
                key=_key(Kind.CLOCK, case.pk, duty),
                kind=Kind.CLOCK,
                day=clock.binding_on,
                what=clock.title,
                plainly=clock.title,
                who=MANAGER,
                by=READER_WORDS[MANAGER],
                review=_name(case),
                late=on > clock.binding_on,
            )


def _task(task: Task, case: Case, *, on: date) -> Entry:
    assert task.due_on is not None
    return Entry(
        key=_key(Kind.TASK, case.pk, task.key),
        kind=Kind.TASK,
        day=task.due_on,
        what=task.title,
        plainly=task.title,
        who=task.who,
        by=task.holder,
        review=_name(case),
        late=task.overdue(on=on),
        waits=task.state is TaskState.WAITING,
        seen_by=INSIDE | {AGENCY} if task.who is AGENCY else INSIDE,
    )


def _is_told(task: Task, pieces: Iterable[Entry]) -> bool:
    """Whether the things for which the task stands are listed themselves."""
    kind = TOLD_IN_PIECES.get(task.key)
    return any(piece.kind is kind and task.due_on is not None and piece.day <= task.due_on for piece in pieces)


def _agency_reviews(cases: Iterable[Case], *, on: date) -> Iterator[Entry]:
    """What each agency still has to send, or to send again."""
    asked = AgencyReview.objects.filter(case__in=cases, state__in=WITH_AGENCY)
    for review in asked.select_related("case", "agency"):
        title = f"Send in the {kind_words(review)}"
        yield Entry(
            key=_key(Kind.AGENCY_REVIEW, review.pk),
            kind=Kind.AGENCY_REVIEW,
            day=review.due_on,
            what=title,
            plainly=title,
            who=AGENCY,
            by=review.agency.name,
            review=_name(review.case),
            late=on > review.due_on,
            seen_by=INSIDE | {AGENCY},
            agency_id=review.agency_id,
            about_id=review.pk,
            step=step_on(review.due_on, on=on),
        )


def _actions(cases: Iterable[Case], *, on: date) -> Iterator[Entry]:
    """The actions that somebody still has to carry out. One whose closure is proposed has kept its date."""
    rows = Action.objects.filter(recommendation__case__in=cases, closed_on__isnull=True)
    for action in with_facts(rows):
        stands = status(action_facts(action), on=on)
        if stands is PlanStatus.AWAITING_CLOSURE:
            continue
        yield Entry(
            key=_key(Kind.ACTION, action.pk),
            kind=Kind.ACTION,
            day=action.due_on,
            what=f"Action {action.recommendation.number}.{action.number}: {action.text}",
            plainly=IN_PLAIN_WORDS[Kind.ACTION],
            who=AGENCY,
            by=f"{action.owner_post}, {action.agency.name}",
            review=_name(action.recommendation.case),
            late=stands is PlanStatus.OVERDUE,
            seen_by=INSIDE | {AGENCY},
            agency_id=action.agency_id,
            owner_id=action.owner_id,
        )


def _effects(cases: Iterable[Case], *, on: date) -> Iterator[Entry]:
    """When somebody looks, six and twelve months after its closure, whether an action made a difference."""
    for action in with_facts(Action.objects.filter(recommendation__case__in=cases, closed_on__isnull=False)):
        check = next_check(action_facts(action))
        if check is None:
            continue
        reference = f"{action.recommendation.number}.{action.number}"
        yield Entry(
            key=_key(Kind.EFFECT, action.pk, action.closed_on, check.months),
            kind=Kind.EFFECT,
            day=check.due_on,
            what=f"Look whether action {reference} made a difference, {check.months} months after: {action.text}",
            plainly=IN_PLAIN_WORDS[Kind.EFFECT],
            who=MANAGER,
            by=READER_WORDS[MANAGER],
            review=_name(action.recommendation.case),
            late=on > check.due_on,
        )


def _tried_again(cases: Iterable[Case], *, on: date) -> Iterator[Entry]:
    """When somebody next tries to find out who a text is about: of what is up, and of what is to be."""
    for again in due_again(cases, on=on):
        if again.day is not None:
            paper = PAPER_WORDS[PaperKind(again.review.draft.kind)]
            state = "as published" if again.public else "as drafted"
            yield Entry(
                key=_key(Kind.INTRUDER, again.review.pk),
                kind=Kind.INTRUDER,
                day=again.day,
                what=f"Try again whether anybody can be identified in the {paper}, {state}",
                plainly=IN_PLAIN_WORDS[Kind.INTRUDER],
                who=MANAGER,
                by=READER_WORDS[MANAGER],
                review=_name(again.review.case),
                late=on > again.day,
            )


def _looking_again(cases: Iterable[Case], *, on: date) -> Iterator[Entry]:
    """When the board looks again at a decision not to publish, which outlasts the closing of the review."""
    resolved = FormalAct.objects.filter(case__in=cases, act=Act.NOT_TO_PUBLISH).select_related("case")
    for case in {row.case for row in resolved}:
        day = not_publishing_review_due(case)
        if day is not None:
            yield Entry(
                key=_key(Kind.LOOK_AGAIN, case.pk, day),
                kind=Kind.LOOK_AGAIN,
                day=day,
                what=IN_PLAIN_WORDS[Kind.LOOK_AGAIN],
                plainly=IN_PLAIN_WORDS[Kind.LOOK_AGAIN],
                who=CHAIR,
                by=READER_WORDS[CHAIR],
                review=_name(case),
                late=on > day,
            )


def _holds(cases: Iterable[Case], *, on: date) -> Iterator[Entry]:
    """The days that lie ahead on which something that is under way holds no more by itself."""
    rows = Proceeding.objects.filter(case__in=cases, until__gte=on, ended_on__isnull=True).select_related("case")
    for hold in rows:
        assert hold.until is not None
        kind = ProceedingKind(hold.kind)
        yield Entry(
            key=_key(Kind.HOLD, hold.pk),
            kind=Kind.HOLD,
            day=hold.until,
            what=f"{KIND_TITLES[kind]}: {'holds no more from this day on' if kind in HOLD_OF else 'is to end'}",
            plainly=IN_PLAIN_WORDS[Kind.HOLD],
            who=MANAGER,
            by=READER_WORDS[MANAGER],
            review=_name(hold.case),
        )


def _meetings(board: Board, cases: Iterable[Case], *, on: date) -> Iterator[Entry]:
    """The meetings to come, once for each review with a report before them."""
    shown = {case.pk for case in cases}
    for meeting in Meeting.objects.filter(board=board, held_on__gte=on).prefetch_related("reports__case"):
        about = {report.case for report in meeting.reports.all() if report.case is not None}
        for case in sorted(about, key=lambda one: one.reference):
            if case.pk in shown:
                yield _meeting(meeting, case)
        if not about:
            yield _meeting(meeting, None)


def _meeting(meeting: Meeting, case: Case | None) -> Entry:
    return Entry(
        key=_key(Kind.MEETING, meeting.pk, case.pk if case else ""),
        kind=Kind.MEETING,
        day=meeting.held_on,
        what=f"{BODY_TITLES[Body(meeting.body)]}: {meeting.title}",
        plainly=IN_PLAIN_WORDS[Kind.MEETING],
        who=MANAGER,
        by=READER_WORDS[MANAGER],
        review=_name(case) if case else None,
        seen_by=INSIDE if case else BOARD_OFFICERS,
    )


def _resolutions(board: Board, *, on: date) -> Iterator[Entry]:
    """What meetings resolved and is still owed to them."""
    rows = Resolution.objects.filter(meeting__board=board, due_on__isnull=False)
    for row in rows.select_related("meeting", "report__case"):
        day = next_due(row)
        if day is None:
            continue
        case = row.report.case if row.report else None
        yield Entry(
            key=_key(Kind.RESOLUTION, row.pk, day),
            kind=Kind.RESOLUTION,
            day=day,
            what=f"Minute {row.minute}, {row.limb}: {row.text}",
            plainly=IN_PLAIN_WORDS[Kind.RESOLUTION],
            who=MANAGER,
            by=READER_WORDS[MANAGER],
            review=_name(case) if case else None,
            late=day < on,
            seen_by=BOARD_OFFICERS,
        )


def _key(kind: Kind, *parts: object) -> UUID:
    return uuid5(KEYS, ":".join([kind, *map(str, parts)]))


def _name(case: Case) -> ReviewName:
    return ReviewName(id=case.pk, reference=case.reference, public_name=case.public_name)
