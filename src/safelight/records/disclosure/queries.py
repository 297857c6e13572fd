"""Who asked for what, how it stands, and what may be done next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from safelight.core.decision import Decision
from safelight.core.review.disclosure import decide
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import INTERESTS, BalanceFactor, Outcome, PaperKind, Reader
from safelight.records.cases.access import readers_on
from safelight.records.cases.guard import case_for
from safelight.records.cases.models import Case
from safelight.records.cases.queries import regime_of
from safelight.records.disclosure.actions import DECIDERS, OFFICE
from safelight.records.disclosure.facts import disclosure_facts, newest_paper, published_edition
from safelight.records.disclosure.models import Request
from safelight.records.disclosure.reply import answer_of, reply_to
from safelight.records.disclosure.words import RequestState
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found

SEES_REQUESTS = DECIDERS | {Reader.AUDITOR}
WEIGHED = "The board has weighed each interest."


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """One request in a list."""

    id: UUID
    case_id: UUID
    case_reference: str
    number: int
    paper_kind: PaperKind
    reader: Reader
    requester: str
    received_on: date
    state: RequestState


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """One request with everything that has been decided about it."""

    line: RequestLine
    contact: str
    purpose: str
    first_answer: Decision
    answer: Decision
    balance: tuple[tuple[BalanceFactor, str], ...]
    settled_outcome: Outcome | None
    settled_on: date | None
    conditions: str
    reply: str
    release_id: UUID | None
    form: str
    released_at: datetime | None
    has_copy: bool
    has_paper: bool
    may_settle: bool
    may_release: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """What the six interests would be answered today if they asked for one paper."""

    paper: PaperKind
    answers: tuple[tuple[Reader, Decision], ...]


def requests_of(reader: User, case_id: UUID) -> Sequence[RequestLine]:
    """The requests about one case.

    Raises:
        NotForYou: when the reader does not handle requests.
    """
    case = case_for(reader, case_id)
    _handles(reader, case)
    return tuple(_line(request) for request in case.requests.select_related("case"))


def my_requests(reader: User) -> Sequence[RequestLine]:
    """What somebody has asked for themselves, for example an elected member."""
    if not reader.is_active:
        return ()
    return tuple(_line(request) for request in Request.objects.filter(user=reader).select_related("case"))


def request_page(reader: User, request_id: UUID) -> RequestPage:
    """One request: for those who handle it, and for the one who asked.

    Raises:
        NotForYou: for everybody else.
    """
    request = found(Request, request_id)
    held = frozenset(readers_on(reader, request.case))
    theirs = reader.is_active and request.user_id == reader.pk
    if not theirs and not held & SEES_REQUESTS:
        raise NotForYou
    release = getattr(request, "release", None)
    answer = answer_of(request)
    return RequestPage(
        line=_line(request),
        contact=request.contact,
        purpose=request.purpose,
        first_answer=Decision.from_json(request.first_answer),
        answer=_without_weighing(answer) if theirs and request.settled_decision else answer,
        balance=() if theirs else tuple((BalanceFactor(row.factor), row.note) for row in request.balance.all()),
        settled_outcome=Outcome(request.settled_outcome) if request.settled_outcome else None,
        settled_on=request.settled_on,
        conditions=request.conditions,
        reply=release.reply if release else reply_to(request),
        release_id=release.pk if release else None,
        form=release.form if release else "",
        released_at=release.released_at if release else None,
        has_copy=bool(release and release.copy_sha256),
        has_paper=_is_there(request),
        may_settle=bool(held & DECIDERS) and not theirs and request.state == RequestState.REFERRED,
        may_release=bool(held & OFFICE) and request.state == RequestState.ALLOWED,
    )


def interests_rule(reader: User, request_id: UUID) -> Rule | None:
    """The rule that asks for the five considerations, for the page on which they are written."""
    request = found(Request, request_id)
    _handles(reader, request.case)
    return regime_of(request.case).find("disclosure.interests")


def matrix(reader: User, case_id: UUID, *, on: date) -> Sequence[MatrixRow]:
    """Every paper against every interest, as the rules answer today."""
    case: Case = case_for(reader, case_id)
    _handles(reader, case)
    regime = regime_of(case)
    papers = (
        PaperKind.EXECUTIVE_SUMMARY,
        PaperKind.OVERVIEW,
        PaperKind.IMR,
        PaperKind.INTEGRATED_CHRONOLOGY,
        PaperKind.ACTION_PLAN,
    )
    facts = [disclosure_facts(case, paper, reader=Reader.PUBLIC, on=on) for paper in papers]
    return tuple(
        MatrixRow(
            paper=asked.paper,
            answers=tuple((each, decide(replace(asked, reader=each), regime=regime)) for each in INTERESTS),
        )
        for asked in facts
    )


def _handles(reader: User, case: Case) -> None:
    if not SEES_REQUESTS & set(readers_on(reader, case)):
        raise NotForYou


def _is_there(request: Request) -> bool:
    """Whether there is anything to hand out: a published edition, or a paper on file."""
    kind = PaperKind(request.paper_kind)
    if published_edition(request.case, kind) is not None:
        return True
    return newest_paper(request.case, kind, agency=request.agency) is not None


def _without_weighing(answer: Decision) -> Decision:
    """The decision as its recipient sees it: which rules, not what the decider wrote under each consideration."""
    return replace(answer, reasons=tuple(replace(reason, found=WEIGHED) for reason in answer.reasons))


def _line(request: Request) -> RequestLine:
    return RequestLine(
        id=request.pk,
        case_id=request.case_id,
        case_reference=request.case.reference,
        number=request.number,
        paper_kind=PaperKind(request.paper_kind),
        reader=Reader(request.reader),
        requester=request.requester,
        received_on=request.received_on,
        state=RequestState(request.state),
    )
