"""Every write of the action plan: finding, recommendation, action, evidence, closure by a second person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from safelight.core.review.plan import ProposedAction, may_agree, may_close
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.cases.actions.papers import file_paper
from safelight.records.cases.models import Case, ReviewPart
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotNow, RefusedByRule, WrongInput, found
from safelight.records.plans.acting import acting, as_doer, entered, sought
from safelight.records.plans.facts import action_facts
from safelight.records.plans.models import Action, Evidence, Finding, Recommendation
from safelight.records.plans.naming import check_names_nobody

WRITERS = frozenset({Reader.OVERVIEW_AUTHOR, Reader.BUSINESS_MANAGER})
PLANNERS = frozenset({Reader.BUSINESS_MANAGER})
CLOSERS = frozenset({Reader.BUSINESS_MANAGER, Reader.BOARD_CHAIR})
SOURCES = ("overview", "imr", "health_overview")
CLOSED = "This action is closed. What was recorded stays as it is."


def record_finding(*, case: Case | UUID, number: int, text: str, by: User, at: datetime) -> Finding:
    """Enter a numbered finding of the overview report, in words that may be published.

    Raises:
        NotForYou, NotNow
        WrongInput: no text, a number that is taken, or words that name somebody in the register.
    """
    act = acting("plans.record_finding", case=case, by=by, at=at, allowed=WRITERS)
    text = entered(text, field="text", ask="Write the finding.")
    _check_number(number)
    check_names_nobody(act.case, text=text)
    with act.writing() as held:
        try:
            with transaction.atomic():
                finding = Finding.objects.create(case=held, number=number, text=text)
        except IntegrityError:
            raise WrongInput(
                f"There is a finding {number} already: give this one another number.", field="number"
            ) from None
        act.record(finding, number=number)
    return finding


def record_recommendation(
    *, case: Case | UUID, number: int, text: str, source: str, findings: Sequence[int], by: User, at: datetime
) -> Recommendation:
    """Enter a numbered recommendation and the findings it answers: one that answers none is not taken.

    Raises:
        NotForYou, NotNow
        WrongInput: no text, source or finding, a number that is taken, or words that name somebody in the register.
    """
    act = acting("plans.record_recommendation", case=case, by=by, at=at, allowed=WRITERS)
    text = entered(text, field="text", ask="Write the recommendation.")
    _check_number(number)
    if source not in SOURCES:
        raise WrongInput("Say which report it comes from.", field="source")
    check_names_nobody(act.case, text=text)
    cited = _cited(act.case, findings)
    with act.writing() as held:
        made = add_recommendation(held, number=number, text=text, source=source)
        made.findings.set(cited)
        act.record(made, number=number, findings=len(cited))
    return made


def agree_action(
    *,
    recommendation: Recommendation | UUID,
    text: str,
    agency: Agency | UUID,
    owner_post: str,
    due_on: date,
    measure: str,
    by: User,
    at: datetime,
    owner: User | UUID | None = None,
) -> Action:
    """Agree one action: who, by when, and how it will be known that it worked.

    `owner` is the account of whoever holds the post, if they have one: they are reminded, and see to it themselves.

    Raises:
        NotForYou, NotNow
        WrongInput: an agency of another board, or words that name somebody in the register.
        RefusedByRule: when it could not be followed up; the reasons name everything that is missing.
    """
    name = "plans.agree_action"
    recommendation = sought(Recommendation, recommendation, act=name, by=by, at=at)
    act = acting(name, case=recommendation.case_id, by=by, at=at, allowed=PLANNERS)
    agency = found(Agency, agency)
    owner = found(User, owner) if owner is not None else None
    for whose, field in ((agency, "agency"), (owner, "owner")):
        if whose is not None and whose.board_id != act.case.board_id:
            raise WrongInput("Choose one that belongs to this board.", field=field)
    if len(owner_post.strip()) > 200:
        raise WrongInput("This is longer than 200 characters. Name one post.", field="owner_post")
    check_names_nobody(act.case, text=text, owner_post=owner_post)
    proposed = ProposedAction(text=text, owner=owner_post, due_on=due_on, measure=measure, agreed_on=act.on)
    with act.writing():
        decision = may_agree(proposed, regime=act.regime)
        if not decision.allowed:
            raise RefusedByRule(decision)
        action = Action.objects.create(
            recommendation=recommendation,
            number=recommendation.actions.count() + 1,
            text=text.strip(),
            agency=agency,
            owner_post=owner_post.strip(),
            owner=owner,
            agreed_on=act.on,
            due_on=due_on,
            measure=measure.strip(),
        )
        act.record(action, decision=decision, due_on=due_on.isoformat())
    return action


def add_evidence(
    *, action: Action | UUID, text: str, by: User, at: datetime, untrusted_data: bytes = b"", name: str = ""
) -> Evidence:
    """Add what shows that an action was done, in words and, where there is one, with a file.

    Raises:
        NotForYou
        NotNow: when the action is closed.
        WrongInput: no words, or a file that cannot be read.
    """
    what = "plans.add_evidence"
    action = sought(Action, action, act=what, by=by, at=at)
    act = as_doer(action, act=what, by=by, at=at)
    text = entered(text, field="text", ask="Say what the evidence shows.")
    with act.writing() as held:
        check_open(action)
        paper = None
        if untrusted_data:
            paper = file_paper(
                case=held,
                kind=PaperKind.ACTION_PLAN,
                untrusted_data=untrusted_data,
                name=name,
                agency=action.agency,
                by=by,
                at=at,
            )
        evidence = Evidence.objects.create(action=action, text=text, paper=paper, added_on=act.on, added_by=by)
        act.record(evidence, file=paper is not None)
    return evidence


def propose_closure(*, action: Action | UUID, impact: str, by: User, at: datetime) -> Action:
    """Say that an action is done and what changed because of it; somebody else closes it.

    Raises:
        NotForYou
        NotNow: when the action is closed.
        WrongInput: no impact, or no evidence yet.
    """
    name = "plans.propose_closure"
    action = sought(Action, action, act=name, by=by, at=at)
    act = as_doer(action, act=name, by=by, at=at)
    impact = entered(impact, field="impact", ask="Say what changed for children because of this action.")
    with act.writing():
        check_open(action)
        _check_fresh_evidence(action)
        action.closure_proposed_on, action.closure_proposed_by, action.impact = act.on, by, impact
        action.save(update_fields=["closure_proposed_on", "closure_proposed_by", "impact"])
        act.record(action)
    return action


def close(*, action: Action | UUID, by: User, at: datetime) -> Action:
    """Close an action on its evidence. Never by whoever proposed it.

    Raises:
        NotForYou
        NotNow: when it is closed already.
        RefusedByRule: with every reason why it cannot be closed by this person now.
    """
    action = sought(Action, action, act="plans.close", by=by, at=at)
    act = acting("plans.close", case=action.recommendation.case_id, by=by, at=at, allowed=CLOSERS)
    with act.writing():
        check_open(action)
        proposed_by = str(action.closure_proposed_by_id or "")
        decision = may_close(action_facts(action), proposed_by=proposed_by, by=str(by.pk), regime=act.regime)
        if not decision.allowed:
            raise RefusedByRule(decision)
        action.closed_on, action.closed_by = act.on, by
        action.save(update_fields=["closed_on", "closed_by"])
        act.record(action, decision=decision)
    return action


def add_recommendation(
    case: Case, *, number: int, text: str, source: str, taken_from: ReviewPart | None = None
) -> Recommendation:
    """Add one, within the transaction of the act.

    Raises:
        WrongInput: for a number that is taken.
    """
    try:
        with transaction.atomic():
            return Recommendation.objects.create(
                case=case, number=number, text=text, source=source, taken_from=taken_from
            )
    except IntegrityError:
        raise WrongInput(
            f"There is a recommendation {number} already: give this one another number.", field="number"
        ) from None


def _check_number(number: int) -> None:
    if number < 1:
        raise WrongInput("Number it from 1 on, as the report does.", field="number")


def _cited(case: Case, numbers: Sequence[int]) -> list[Finding]:
    cited = list(case.findings.filter(number__in=numbers))
    if missing := sorted(set(numbers) - {finding.number for finding in cited}):
        raise WrongInput(f"There is no finding {', '.join(map(str, missing))} in this review.", field="findings")
    if not cited:
        raise WrongInput(
            "Say which finding it answers: a recommendation without one cannot be followed up.", field="findings"
        )
    return cited


def _check_fresh_evidence(action: Action) -> None:
    """An action is closed on evidence; one that was opened again, on evidence that was not there the first time."""
    past, number = action.past_closures.last(), action.evidence.count()
    if not number:
        raise WrongInput("Add the evidence first: an action is closed on evidence.", field="impact")
    if past is not None and number <= past.evidence_then:
        raise WrongInput(
            "Add evidence of what was done since the action was opened again. What there is did not last.",
            field="impact",
        )


def check_open(action: Action) -> None:
    """Read the action again, now that the case is locked: two people may be at it at once."""
    action.refresh_from_db()
    if action.closed_on is not None:
        raise NotNow(CLOSED)
