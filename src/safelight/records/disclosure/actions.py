"""Every answer to somebody who asks for a paper, and the only door to a restricted paper's bytes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from safelight.core.decision import Decision
from safelight.core.review.disclosure import BalanceIncomplete, CannotSettle, decide, settle
from safelight.core.vocabulary import FILED_KINDS, INTERESTS, BalanceFactor, Outcome, PaperKind, Reader
from safelight.records.audit.actions import record, record_refusal
from safelight.records.cases import vault
from safelight.records.cases.access import readers_on
from safelight.records.cases.models import Case, Paper
from safelight.records.cases.queries import regime_of
from safelight.records.cases.stages import OFFICE_HOURS
from safelight.records.disclosure.copies import OpenedPaper as OpenedPaper
from safelight.records.disclosure.copies import make_copy, opened, plain_name
from safelight.records.disclosure.facts import disclosure_facts, newest_paper
from safelight.records.disclosure.models import Balance, Release, Request
from safelight.records.disclosure.places import places_of
from safelight.records.disclosure.reply import reply_to
from safelight.records.disclosure.words import Form, RequestState
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput, found
from safelight.records.plans.acting import acting, entered, sought
from safelight.records.publication.actions.publishing import WITHDRAWERS
from safelight.records.publication.models import Edition, Recalled
from safelight.records.publication.words import EditionState

OFFICE = frozenset({Reader.BUSINESS_MANAGER})
DECIDERS = frozenset({Reader.BOARD_CHAIR, Reader.BUSINESS_MANAGER})
STATE_AFTER = {
    Outcome.ALLOW: RequestState.ALLOWED,
    Outcome.REFUSE: RequestState.REFUSED,
    Outcome.REFER: RequestState.REFERRED,
}


def receive_request(
    *,
    case: Case | UUID,
    paper_kind: PaperKind,
    reader: Reader,
    requester: str,
    contact: str,
    purpose: str,
    by: User,
    at: datetime,
    user: User | UUID | None = None,
    agency: Agency | UUID | None = None,
) -> Request:
    """Record that somebody asks for a paper, and what the rules say at once: allow, refuse, or a person must decide.

    `user` is the account of an elected member who signs in here; `agency` says whose paper, where each has its own.

    Raises:
        NotForYou
        WrongInput: who asks or where the answer goes is missing, or no interest asks like that.
    """
    act = acting("disclosure.receive_request", case=case, by=by, at=at, allowed=OFFICE)
    paper_kind, reader = _asked(paper_kind, reader)
    requester = entered(requester, field="requester", ask="Say who asks.", longest=200)
    contact = entered(contact, field="contact", ask="Say where the answer goes.", longest=200)
    account = _account(user, reader=reader, case=act.case)
    whose = found(Agency, agency) if agency else None
    with act.writing() as held:
        facts = disclosure_facts(held, paper_kind, reader=reader, on=act.on)
        decision = decide(facts, regime=act.regime)
        request = Request.objects.create(
            case=held,
            number=(held.requests.aggregate(last=Max("number"))["last"] or 0) + 1,
            paper_kind=paper_kind,
            agency=whose,
            paper=newest_paper(held, paper_kind, agency=whose),
            reader=reader,
            user=account,
            requester=requester,
            contact=contact,
            purpose=purpose.strip(),
            received_on=act.on,
            recorded_by=by,
            state=STATE_AFTER[decision.outcome],
            first_answer=decision.to_json(),
        )
        act.record(request, decision=decision, paper=paper_kind, reader=reader)
    return request


def settle_request(
    *,
    request: Request | UUID,
    balance: Mapping[BalanceFactor, str],
    outcome: Outcome,
    conditions: str,
    by: User,
    at: datetime,
    departure: str = "",
) -> Request:
    """A named person weighs the five considerations and decides. None may be left blank.

    Raises:
        NotForYou
        NotNow: when the answer has gone out already, or the request is the decider's own.
        WrongInput: when a consideration is blank, or there is nothing to decide.
        RefusedByRule: when the rules do not let even a named person release this.
    """
    name = "disclosure.settle_request"
    request = sought(Request, request, act=name, by=by, at=at)
    act = acting(name, case=request.case_id, by=by, at=at, allowed=DECIDERS)
    chosen = _outcome(outcome)
    notes = tuple((factor, balance.get(factor, "").strip()) for factor in BalanceFactor)
    with act.writing() as held:
        request.refresh_from_db()
        if request.state == RequestState.RELEASED:
            raise NotNow("The answer to this request has gone out already.")
        if by.pk == request.user_id:
            raise NotNow("Nobody settles a request of their own: ask somebody else to decide.")
        facts = disclosure_facts(held, PaperKind(request.paper_kind), reader=Reader(request.reader), on=act.on)
        try:
            decision = settle(
                facts,
                outcome=chosen,
                balance=notes,
                decided_by=f"the {act.reader.replace('_', ' ')}",
                regime=act.regime,
                departure=departure,
            )
        except BalanceIncomplete as blank:
            raise WrongInput(str(blank), field=next(factor for factor, note in notes if not note)) from None
        except CannotSettle as wrong:
            raise WrongInput(str(wrong), field="outcome") from None
        if decision.outcome is not chosen:
            raise RefusedByRule(decision)
        for factor, note in notes:
            if note:
                Balance.objects.update_or_create(request=request, factor=factor, defaults={"note": note})
        request.settled_outcome = decision.outcome
        request.settled_decision = decision.to_json()
        request.settled_by, request.settled_on = by, act.on
        request.conditions, request.departure = conditions.strip(), departure.strip()
        request.state = STATE_AFTER[decision.outcome]
        request.save()
        act.record(request, decision=decision)
    return request


def release(*, request: Request | UUID, form: Form, by: User, at: datetime) -> Release:
    """Make the copy for this recipient and the reply that goes with it; both are kept with their hash.

    Raises:
        NotForYou
        NotNow: when the request is not allowed, or there is no paper to release.
        RefusedByRule: when what allowed it is no longer so: a trial has opened, or the paper was withdrawn.
        WrongInput: when an anonymised copy cannot be proved clean: then nothing is released.
    """
    request = sought(Request, request, act="disclosure.release", by=by, at=at)
    act = acting("disclosure.release", case=request.case_id, by=by, at=at, allowed=OFFICE)
    form = _form(form)
    with act.writing():
        request.refresh_from_db()
        if request.state != RequestState.ALLOWED:
            raise NotNow("Only a request that has been allowed can be answered with a copy. Settle it first.")
        decision = _stands(request, on=act.on)
        if not decision.allowed:
            raise RefusedByRule(decision)
        copy = make_copy(request, form=form)
        made = Release.objects.create(
            request=request,
            form=form,
            edition=copy.edition,
            copy_sha256=vault.put(copy.data) if copy.data else "",
            copy_name=copy.name if copy.data else "",
            reply=reply_to(request, form=form),
            released_by=by,
            released_at=at,
            conditions=request.conditions,
        )
        request.state = RequestState.RELEASED
        request.paper = copy.paper
        request.save()
        act.record(made, decision=decision, form=form, copy=made.copy_sha256)
    return made


def open_paper(*, paper: Paper | UUID, by: User, at: datetime) -> OpenedPaper:
    """Open a paper for somebody who may read it. The rules decide, and the reading is recorded, before a byte is given.

    Raises:
        NotForYou: when the paper is not there for this reader; the attempt is recorded.
    """
    name = "disclosure.open_paper"
    paper = sought(Paper, paper, act=name, by=by, at=at)
    case, refused = paper.case, None
    on = at.astimezone(OFFICE_HOURS).date()
    for reader in readers_on(by, case):
        facts = disclosure_facts(case, PaperKind(paper.kind), reader=reader, on=on, agency=paper.agency, user=by)
        decision = decide(facts, regime=regime_of(case, on=on))
        if not decision.allowed:
            refused = refused or decision
            continue
        with transaction.atomic():
            record(
                name,
                by=by,
                at=at,
                acting_as=reader,
                case=case,
                subject=paper,
                decision=decision,
                sha256=paper.sha256,
            )
        return opened(vault.get(paper.sha256), name=plain_name(paper))
    record_refusal(name, by=by, at=at, decision=refused, case=str(case.pk), subject=f"Paper:{paper.pk}")
    raise NotForYou


def open_copy(*, release: Release | UUID, by: User, at: datetime) -> OpenedPaper:
    """Open the copy that was released: for the office that sends it, and for the recipient who signs in for it.

    Raises:
        NotForYou: to anybody else; the attempt is recorded.
        NotNow: when the paper is read in a room.
    """
    name = "disclosure.open_copy"
    release = sought(Release, release, act=name, by=by, at=at)
    request = release.request
    acting_as = _opens(request, by=by)
    if acting_as is None:
        record_refusal(name, by=by, at=at, case=str(request.case_id), subject=f"Release:{release.pk}")
        raise NotForYou
    if not release.copy_sha256:
        raise NotNow("This paper is read in a room at the board's office: no copy was made.")
    with transaction.atomic():
        record(
            name,
            by=by,
            at=at,
            acting_as=acting_as,
            case=request.case,
            subject=release,
            sha256=release.copy_sha256,
        )
    return opened(vault.get(release.copy_sha256), name=release.copy_name)


def _opens(request: Request, *, by: User) -> Reader | None:
    """What somebody opens the copy as: as the recipient, as one of the office, or not at all."""
    if by.is_active and request.user_id == by.pk:
        return Reader(request.reader)
    return next((reader for reader in readers_on(by, request.case) if reader in DECIDERS), None)


def _stands(request: Request, *, on: date) -> Decision:
    """Whether what was allowed is allowed still: what the rules say today, else the decision that a person made."""
    case = request.case
    facts = disclosure_facts(case, PaperKind(request.paper_kind), reader=Reader(request.reader), on=on)
    regime = regime_of(case, on=on)
    ruled = decide(facts, regime=regime)
    if ruled.allowed or request.settled_outcome != Outcome.ALLOW:
        return ruled
    return settle(
        facts,
        outcome=Outcome.ALLOW,
        balance=tuple((BalanceFactor(row.factor), row.note) for row in request.balance.all()),
        decided_by="the decider on record",
        regime=regime,
        departure=request.departure,
    )


def _asked(untrusted_kind: str, untrusted_reader: str) -> tuple[PaperKind, Reader]:
    try:
        kind = PaperKind(untrusted_kind)
    except ValueError:
        raise WrongInput("Choose the paper from the list.", field="paper_kind") from None
    if kind not in FILED_KINDS:
        raise WrongInput("A briefing is published for everybody: there is nothing to ask for.", field="paper_kind")
    if untrusted_reader not in INTERESTS:
        raise WrongInput(
            "Choose who is asking from the list. Those who work on the review open its papers themselves.",
            field="reader",
        )
    return kind, Reader(untrusted_reader)


def _account(user: User | UUID | None, *, reader: Reader, case: Case) -> User | None:
    """The account that will see the answer: of this board, and of the interest that asks."""
    if user is None:
        return None
    account = found(User, user)
    if account.board_id != case.board_id or account.standing != reader:
        raise WrongInput("This account does not belong to whoever is asking.", field="user")
    return account


def _outcome(untrusted: str) -> Outcome:
    try:
        return Outcome(untrusted)
    except ValueError:
        raise WrongInput("Choose whether to release or to refuse.", field="outcome") from None


def _form(untrusted: str) -> Form:
    try:
        return Form(untrusted)
    except ValueError:
        raise WrongInput("Choose in what form it goes out.", field="form") from None


def record_recalled(
    *, edition: Edition | UUID, place: str, done_on: date, said: str, by: User, at: datetime
) -> Recalled:
    """Tick off one place of the recall list of a withdrawn edition: on which day it was done, and what was answered.

    That the board's own site is clean nobody says by hand: whoever calls this for it has read the folder back.

    Raises:
        NotForYou: also when there is no such place.
        NotNow: when the edition is not withdrawn, or the place is done already.
        WrongInput: a day before the withdrawal or one that lies ahead; words that are too long.
    """
    name = "disclosure.record_recalled"
    edition = sought(Edition, edition, act=name, by=by, at=at)
    act = acting(name, case=edition.case_id, by=by, at=at, allowed=WITHDRAWERS)
    said = said.strip()
    if len(said) > 400:
        raise WrongInput("This is longer than 400 characters. Shorten it.", field="said")
    with act.writing():
        edition.refresh_from_db()
        if edition.state != EditionState.WITHDRAWN or edition.withdrawn_at is None:
            raise NotNow("Copies are called back once the edition is withdrawn.")
        if place not in {one.key for one in places_of(edition)}:
            raise NotForYou
        if edition.recalled.filter(place=place).exists():
            raise NotNow("This place has been ticked off already.")
        if not edition.withdrawn_at.astimezone(OFFICE_HOURS).date() <= done_on <= act.on:
            raise WrongInput("Give a day from the withdrawal until today.", field="done_on")
        made = Recalled.objects.create(edition=edition, place=place, done_on=done_on, done_by=by, said=said)
        act.record(made, place=place, done_on=done_on.isoformat())
    return made
