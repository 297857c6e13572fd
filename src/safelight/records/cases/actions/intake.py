"""A case comes in: the referral, the criteria, and the register of those who must not be identifiable."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from safelight.core.anonymise.roster import RegisterError, Roster, read_register
from safelight.core.vocabulary import Reader
from safelight.records.audit.actions import record, record_refusal
from safelight.records.cases import vault
from safelight.records.cases.access import ACTS, CaseKey
from safelight.records.cases.acting import acting
from safelight.records.cases.models import Case, CriterionAssessment, CriterionFinding, Referral
from safelight.records.cases.stages import OFFICE_HOURS, advance
from safelight.records.people.models import Board, User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput, needed
from safelight.records.people.queries import AgencyKey, find_agency, rulebook_for


def receive_referral(
    *,
    board: Board | UUID,
    reference: str,
    public_name: str,
    agency: AgencyKey,
    referrer_post: str,
    circumstances: str,
    noticed_on: date,
    process: str = "",
    by: User,
    at: datetime,
) -> Case:
    """Open a case. The first clock starts on the day of notice.

    `process` is the kind of review; without it, the one that the day of notice picks for a child's case.

    Raises:
        NotForYou: to anybody but the board's business manager, or for an agency of another board.
        WrongInput: something missing, a reference that is taken, a notice that lies ahead.
    """
    key = board.pk if isinstance(board, Board) else board
    if not (by.is_active and by.board_id == key and Reader(by.standing) in ACTS["receive_referral"]):
        record_refusal("cases.receive_referral", by=by, at=at)
        raise NotForYou
    reference = needed(reference, field="reference", what="the case's reference")
    on = at.astimezone(OFFICE_HOURS).date()
    if noticed_on > on:
        raise WrongInput("The day on which the board learned of the case cannot lie ahead.", field="noticed_on")
    if Case.objects.filter(board=key, reference__iexact=reference).exists():
        raise WrongInput("There is a case of this reference already. Give this one its own.", field="reference")
    kind = _process(process, board=by.board, on=noticed_on)
    said = {
        "referrer_post": needed(referrer_post, field="referrer_post", what="the post of whoever referred the case"),
        "circumstances": needed(circumstances, field="circumstances", what="the circumstances in a few sentences"),
    }
    with transaction.atomic():
        case = Case.objects.create(
            board=by.board,
            reference=reference,
            public_name=needed(public_name, field="public_name", what="what a published document calls the child"),
            jurisdiction=by.board.jurisdiction,
            process=kind,
            noticed_on=noticed_on,
            created_at=at,
        )
        sender = find_agency(agency, board=by.board)
        referral = Referral.objects.create(case=case, received_on=on, agency=sender, **said)
        record("cases.receive_referral", by=by, at=at, case=case, subject=referral)
        advance(case, by=by, at=at)
    return case


def assess_criterion(
    *, case: CaseKey, criterion: str, finding: str, evidence: str, by: User, at: datetime
) -> CriterionAssessment:
    """Assess one criterion with its evidence. A later assessment supersedes an earlier one; both stay.

    Raises:
        NotForYou, NotNow: once the chair has decided.
        WrongInput: a criterion that these rules do not have, an unknown finding, no evidence.
    """
    act = acting(case, to="assess_criterion", by=by, at=at)
    known = {rule.duty for rule in act.regime.rules_under("criteria") if rule.check == "criterion"}
    if criterion not in known:
        raise WrongInput(f"Choose one of the criteria of these rules: {', '.join(sorted(known))}.", field="criterion")
    if finding not in set(CriterionFinding):
        raise WrongInput(f"Say {', '.join(CriterionFinding)}.", field="finding")
    evidence = needed(evidence, field="evidence", what="what the finding rests on")
    with act.writing() as held:
        if held.acts.filter(act="decision").exists():
            raise NotNow("The chair has decided on this case, so its criteria are not assessed any more.")
        row = CriterionAssessment.objects.create(
            case=held, criterion=criterion, finding=finding, evidence=evidence, assessed_on=act.on, assessed_by=by
        )
        act.record(row, criterion=criterion, finding=finding)
    return row


def choose_process(*, case: CaseKey, process: str, by: User, at: datetime) -> Case:
    """Say that the case is one for another kind of review, as long as nothing is decided. What was recorded stays.

    Raises:
        NotForYou
        NotNow: once it is decided whether a review is held.
        WrongInput: a kind of review that is not held there on the day.
    """
    act = acting(case, to="choose_process", by=by, at=at)
    with act.writing() as held:
        if held.acts.filter(act="decision").exists():
            raise NotNow("It is decided whether a review is held, so the kind of review stays.")
        before, held.process = held.process, _process(process, board=held.board, on=act.on)
        held.save(update_fields=["process"])
        act.record(held, before=before, now=held.process)
    return held


def keep_register(*, case: CaseKey, untrusted_toml: str, by: User, at: datetime) -> Case:
    """Keep the register of people and places of the case, in place of an earlier one. It lies on a shelf of its own.

    Raises:
        NotForYou
        WrongInput: a register that cannot be read, or that is of another case, with what to do.
    """
    act = acting(case, to="keep_register", by=by, at=at)
    roster = checked_register(untrusted_toml, reference=act.case.reference)
    digest = vault.put(untrusted_toml.encode(), shelf=vault.Shelf.NAMES)
    with act.writing() as held:
        held.register_sha256 = digest
        held.save(update_fields=["register_sha256"])
        act.record(held, people=len(roster.people), places=len(roster.places), register=digest)
    return held


def open_register(*, case: CaseKey, by: User, at: datetime) -> str:
    """The register's text with everybody's real name. Reading it is an act, so it is audited first.

    Raises:
        NotForYou
        NotNow: while there is none.
    """
    act = acting(case, to="open_register", by=by, at=at)
    with act.writing() as held:
        if not held.register_sha256:
            raise NotNow("This case has no register of people yet. Add one first.")
        act.record(held, register=held.register_sha256)
    return vault.get(held.register_sha256, shelf=vault.Shelf.NAMES).decode()


def _process(untrusted_process: str, *, board: Board, on: date) -> str:
    rulebook = rulebook_for(board)
    if not untrusted_process:
        return rulebook.process_on(on, jurisdiction=board.jurisdiction).id
    held = [kind.id for kind in rulebook.framework.processes if kind.held(on=on, jurisdiction=board.jurisdiction)]
    if untrusted_process not in held:
        raise WrongInput("No such review could begin here on that day. Choose one from the list.", field="process")
    return untrusted_process


def checked_register(untrusted_toml: str, *, reference: str) -> Roster:
    """The register, if it can be kept for the case of this reference.

    Raises:
        WrongInput: a register that cannot be read, names nobody or is of another case, with what to do.
    """
    try:
        roster = read_register(untrusted_toml)
    except RegisterError as fault:
        raise WrongInput(str(fault), field="register") from fault
    if roster.case_reference not in ("", reference):
        raise WrongInput(
            f"This register is of case {roster.case_reference}, not of {reference}. Check which file was chosen.",
            field="register",
        )
    if not roster.people:
        raise WrongInput("The register names nobody. Add a [[person]] for everybody in the case.", field="register")
    return roster
