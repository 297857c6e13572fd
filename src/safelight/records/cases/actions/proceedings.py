"""Trials, inquests and orders that open and end beside the review, and hold what may be published or seen."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from safelight.core.review.holds import PAPERS_TOO, PAPERS_UNLESS_SAID, after_childhood
from safelight.core.review.wording import in_words
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import acting, sought
from safelight.records.cases.models import Proceeding, ProceedingKind
from safelight.records.cases.naming import check_names_nobody
from safelight.records.cases.words import HOLD_OF, Lasting
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput, needed


def open_proceeding(
    *,
    case: CaseKey,
    kind: str,
    court: str,
    scope: str,
    opened_on: date,
    protects: str = "",
    varied_by: str = "",
    lasting: str = Lasting.UNKNOWN,
    until: date | None = None,
    youngest_born_on: date | None = None,
    holds_papers: bool | None = None,
    by: User,
    at: datetime,
) -> Proceeding:
    """Record that something is under way: from its first day it may hold publication and narrow disclosure.

    `until` is the first day on which it holds no more by itself. For a hold until the youngest child is 18 the day of
    birth is asked for and not kept: what is stored is the first day of the month after the eighteenth birthday, because
    the birthday less 18 years would be the day of birth, on a page that everybody at the review reads. Such a hold
    lasts a few days too long rather than too short. `holds_papers` says whether unpublished papers are held from single
    readers too; None leaves it to the kind.

    Raises:
        NotForYou
        WrongInput: an unknown kind, a day that lies ahead, no court or scope, an end that does not fit, a name in
            `protects`, or an answer on papers that the kind does not leave open.
    """
    act = acting(case, to="open_proceeding", by=by, at=at)
    if kind not in set(ProceedingKind):
        raise WrongInput("Choose what is under way from the list.", field="kind")
    court = needed(court, field="court", what="the court or body before which it is")
    scope = needed(scope, field="scope", what="what it is about and what it holds")
    if opened_on > act.on:
        raise WrongInput("The day on which it opened cannot lie ahead.", field="opened_on")
    ends = _end(lasting, until=until, born=youngest_born_on, opened_on=opened_on, today=act.on)
    papers = _papers(ProceedingKind(kind), holds_papers)
    check_names_nobody(act.case, protects=protects)
    with act.writing() as held:
        row = Proceeding.objects.create(
            case=held,
            kind=kind,
            court=court,
            scope=scope,
            protects=protects.strip()[:300],
            varied_by=varied_by.strip()[:200],
            holds_papers=papers,
            opened_on=opened_on,
            lasting=lasting,
            until=ends,
        )
        # The trail never forgets, so it hears of no day that tells of a child's age.
        told = ends.isoformat() if ends and lasting == Lasting.DATE else ""
        act.record(row, kind=kind, opened_on=opened_on.isoformat(), lasting=lasting, until=told, holds_papers=papers)
    return row


def end_proceeding(*, proceeding: Proceeding | UUID, ending: str, ended_on: date, by: User, at: datetime) -> Proceeding:
    """Record how and when it ended; what it held may then move on.

    Raises:
        NotForYou
        NotNow: when it has ended before, also by itself.
        WrongInput: a day before it opened or that lies ahead, no ending.
    """
    row = sought(Proceeding, proceeding, to="end_proceeding", by=by, at=at)
    act = acting(row.case, to="end_proceeding", by=by, at=at)
    ending = needed(ending, field="ending", what="how it ended")
    if not row.opened_on <= ended_on <= act.on:
        raise WrongInput("Give a day from when it opened until today.", field="ended_on")
    with act.writing():
        row.refresh_from_db()
        if row.ended_on is not None:
            raise NotNow("This has ended already.")
        if row.until is not None and row.until <= act.on:
            raise NotNow(f"This ended by itself on {in_words(row.until)}.")
        row.ended_on, row.ending = ended_on, ending[:300]
        row.save(update_fields=["ended_on", "ending"])
        act.record(row, kind=row.kind, ended_on=ended_on.isoformat())
    return row


def _end(untrusted_lasting: str, *, until: date | None, born: date | None, opened_on: date, today: date) -> date | None:
    """The first day on which it holds no more by itself, where that is known."""
    if untrusted_lasting not in set(Lasting):
        raise WrongInput("Choose how long it lasts from the list.", field="lasting")
    lasting = Lasting(untrusted_lasting)
    if until is not None and lasting is not Lasting.DATE:
        raise WrongInput("You gave a day. Choose above that it lasts until a day, or leave this empty.", field="until")
    if born is not None and lasting is not Lasting.YOUNGEST_18:
        raise WrongInput(
            "You gave a date of birth. Choose above that it lasts until the youngest is 18, or leave this empty.",
            field="youngest_born_on",
        )
    if lasting is Lasting.DATE:
        return _until_a_day(until, opened_on=opened_on)
    if lasting is Lasting.YOUNGEST_18:
        return _until_18(born, opened_on=opened_on, today=today)
    return None


def _until_a_day(until: date | None, *, opened_on: date) -> date:
    if until is None:
        raise WrongInput("Enter the first day on which it holds no more.", field="until")
    if until <= opened_on:
        raise WrongInput("That day is to be later than the day on which it began.", field="until")
    return until


def _until_18(born: date | None, *, opened_on: date, today: date) -> date:
    if born is None:
        raise WrongInput("Enter the youngest child's date of birth.", field="youngest_born_on")
    if born > today:
        raise WrongInput("A date of birth cannot lie ahead.", field="youngest_born_on")
    ends = after_childhood(born)
    if ends <= opened_on:
        raise WrongInput("This child was 18 before it began.", field="youngest_born_on")
    return ends


def _papers(kind: ProceedingKind, said: bool | None) -> bool:
    """Whether unpublished papers are held from single readers too."""
    hold = HOLD_OF.get(kind)
    if said is None:
        return hold in PAPERS_UNLESS_SAID
    if not said and hold in PAPERS_TOO:
        raise WrongInput(
            "While criminal or family proceedings are open, access to papers is not in the board's hands alone: "
            "choose that nobody is shown them.",
            field="holds_papers",
        )
    if said and hold is None:
        raise WrongInput(
            "Another review holds nothing by itself. Where an order holds papers, enter the order.",
            field="holds_papers",
        )
    return said
