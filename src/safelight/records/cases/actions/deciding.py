"""The formal acts of panel and board, from the recommendation to the closing of the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Literal

from safelight.core.decision import Decision
from safelight.core.review.criteria import recommend as weigh
from safelight.core.review.grounds import answer, can_be_departed_from, departure_from, house_reason
from safelight.core.review.stages import may_enter
from safelight.core.vocabulary import Outcome, Stage
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import Acting, acting
from safelight.records.cases.actions.keeping_time import depart, extend, plan_publication
from safelight.records.cases.models import Act, DutyRecord, FormalAct
from safelight.records.cases.queries.facts import (
    NO_REVIEW,
    REVIEW,
    assessments_of,
    facts_of,
    standing_acts,
    standing_resolution,
)
from safelight.records.cases.words import Again
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, RefusedByRule, WrongInput, needed

__all__ = [
    "accept_report",
    "agree_panel",
    "close_case",
    "decide",
    "depart",
    "extend",
    "look_again_at_not_publishing",
    "plan_publication",
    "recommend",
    "record_grade",
    "resolve_not_to_publish",
    "submit_for_evaluation",
]

EVALUATION = "evaluation.submitted"
AGAIN = frozenset({Act.RECOMMENDATION, Act.GRADE})
"""Acts that may be done anew: the last one counts. All others are done once."""


def recommend(*, case: CaseKey, outcome: str, reasons: str, by: User, at: datetime) -> FormalAct:
    """The panel's recommendation to the chair: "review" or "no_review", with reasons.

    Raises:
        NotForYou, WrongInput
        NotNow: once the chair has decided.
        RefusedByRule: while a criterion is not assessed.
    """
    act = acting(case, to="recommend", by=by, at=at)
    return _enact(
        act,
        Act.RECOMMENDATION,
        outcome=_review_or_not(outcome),
        reasons=reasons,
        stage=Stage.CONSIDERED,
        makes={"panel_recommended_on": act.on},
    )


def decide(*, case: CaseKey, outcome: str, reasons: str, departure: str = "", by: User, at: datetime) -> FormalAct:
    """The chair's decision. For a review its day picks the rules for good.

    Where the criteria say that a review must be held, a decision against needs `departure`, the exceptional reason.

    Raises:
        NotForYou, WrongInput
        NotNow: when it was decided before.
        RefusedByRule: before the panel has recommended, or against the criteria without an exceptional reason.
    """
    act = acting(case, to="decide", by=by, at=at)
    chosen = _review_or_not(outcome)
    needed(reasons, field="reasons", what="the reasons")
    with act.writing() as held:
        _check_once(act, Act.DECISION)
        facts = facts_of(held, on=act.on)
        after = replace(facts, decided_on=act.on, decision=chosen, decision_reason=reasons)
        stage = Stage.DECIDED if chosen == REVIEW else Stage.NO_REVIEW
        _insist(may_enter(stage, after, regime=act.regime))
        decision = _judge(weigh(assessments_of(held), regime=act.regime), chosen=chosen, departure=departure, act=act)
        if chosen == REVIEW:
            held.initiated_on = act.on
            held.save(update_fields=["initiated_on"])
        return _keep(act, Act.DECISION, outcome=chosen, reasons=reasons, decision=decision)


def agree_panel(*, case: CaseKey, reasons: str, by: User, at: datetime) -> FormalAct:
    """The panel agrees the overview report; from then on what the agencies sent is not changed any more.

    Raises:
        NotForYou, WrongInput, NotNow
        RefusedByRule: while something that the rules ask for is lacking.
    """
    act = acting(case, to="agree_panel", by=by, at=at)
    return _enact(
        act,
        Act.PANEL_AGREEMENT,
        outcome="agreed",
        reasons=reasons,
        stage=Stage.PANEL_AGREED,
        makes={"panel_agreed_on": act.on},
    )


def accept_report(*, case: CaseKey, reasons: str, by: User, at: datetime) -> FormalAct:
    """The board accepts the overview report formally, by its chair.

    Raises:
        NotForYou, WrongInput, NotNow
        RefusedByRule: before the panel has agreed it.
    """
    act = acting(case, to="accept_report", by=by, at=at)
    return _enact(
        act,
        Act.BOARD_ACCEPTANCE,
        outcome="accepted",
        reasons=reasons,
        stage=Stage.BOARD_ACCEPTED,
        makes={"accepted_on": act.on},
    )


def submit_for_evaluation(*, case: CaseKey, told: str, reasons: str, by: User, at: datetime) -> FormalAct:
    """The papers have gone to the evaluator; `told` names the bodies that had them.

    Raises:
        NotForYou, WrongInput, NotNow
        RefusedByRule: before the board has accepted the report, or before those who must know were told.
    """
    act = acting(case, to="submit_for_evaluation", by=by, at=at)
    told = needed(told, field="told", what="whom the papers were sent to")
    return _enact(
        act,
        Act.EVALUATION_SUBMITTED,
        outcome="submitted",
        reasons=reasons,
        stage=Stage.SUBMITTED,
        makes={"evaluation_submitted_on": act.on},
        told=told,
    )


def record_grade(*, case: CaseKey, grade: str, reasons: str, by: User, at: datetime) -> FormalAct:
    """The evaluator's grade, one of those that the rules know; some of them open the review again.

    Raises:
        NotForYou, WrongInput, NotNow
        RefusedByRule: before the papers went for evaluation.
    """
    act = acting(case, to="record_grade", by=by, at=at)
    grade = needed(grade, field="grade", what="the grade").lower()
    rule = act.regime.find("evaluation.graded")
    if rule is None:
        raise NotNow("The rules of this review know no grade.")
    if grade not in rule.words("grades"):
        raise WrongInput(f"Choose one of the grades: {', '.join(rule.words('grades'))}.", field="grade")
    return _enact(act, Act.GRADE, outcome=grade, reasons=reasons, stage=Stage.GRADED, makes={"grade": grade})


def resolve_not_to_publish(
    *, case: CaseKey, reasons: str, evidence: str = "", review_on: date | None, by: User, at: datetime
) -> FormalAct:
    """The board resolves, for written reasons, that nothing of this review is published.

    `evidence` says in words what that rests on, such as a psychiatrist's advice; `review_on` is the day on which the
    board looks at it again.

    Raises:
        NotForYou, WrongInput
        NotNow: when something is published already.
        RefusedByRule: before the board has accepted the report.
    """
    act = acting(case, to="resolve_not_to_publish", by=by, at=at)
    ahead = _ahead(review_on, on=act.on)
    return _enact(
        act,
        Act.NOT_TO_PUBLISH,
        outcome="not_to_publish",
        reasons=reasons,
        stage=Stage.NOT_PUBLISHED,
        makes={"not_published_on": act.on, "not_published_reason": reasons},
        evidence=evidence,
        review_on=ahead,
    )


def look_again_at_not_publishing(
    *,
    case: CaseKey,
    outcome: str,
    reasons: str,
    evidence: str = "",
    review_on: date | None = None,
    by: User,
    at: datetime,
) -> FormalAct:
    """The board keeps its decision not to publish, with a new day to look again, or takes it back.

    Once it is taken back the review may be published, or resolved on anew; a case that was closed without being
    published is open again until then.

    Raises:
        NotForYou, WrongInput
        NotNow: when no such decision stands.
    """
    act = acting(case, to="look_again_at_not_publishing", by=by, at=at)
    if outcome not in set(Again):
        raise WrongInput("Choose whether the decision is kept or taken back.", field="outcome")
    needed(reasons, field="reasons", what="the reasons")
    if outcome == Again.TAKEN_BACK and review_on is not None:
        raise WrongInput("A decision that is taken back is not looked at again: leave this empty.", field="review_on")
    ahead = _ahead(review_on, on=act.on) if outcome == Again.KEPT else None
    with act.writing() as held:
        if standing_resolution(held) is None:
            raise NotNow("The board has not resolved that nothing is published, so there is nothing to look at again.")
        says = "A decision not to publish is looked at again on a day that was set, and kept or taken back for reasons."
        found = "The board has looked at it again."
        decision = answer(Outcome.ALLOW, house_reason("look-again", says=says, found=found), regime=act.regime)
        return _keep(
            act,
            Act.LOOKED_AGAIN,
            outcome=outcome,
            reasons=reasons,
            decision=decision,
            evidence=evidence,
            review_on=ahead,
        )


def close_case(*, case: CaseKey, reasons: str, by: User, at: datetime) -> FormalAct:
    """The chair closes the case.

    Raises:
        NotForYou, WrongInput, NotNow
        RefusedByRule: while it is neither published nor formally ended without, or an action is open.
    """
    act = acting(case, to="close_case", by=by, at=at)
    return _enact(act, Act.CLOSURE, outcome="closed", reasons=reasons, stage=Stage.CLOSED, makes={"closed_on": act.on})


def _enact(
    act: Acting,
    kind: Act,
    *,
    outcome: str,
    reasons: str,
    stage: Stage,
    makes: dict[str, Any],
    told: str = "",
    evidence: str = "",
    review_on: date | None = None,
) -> FormalAct:
    """One formal act: core is asked whether the stage could be entered if the act were done; then it is."""
    needed(reasons, field="reasons", what="the reasons")
    with act.writing() as held:
        _check_once(act, kind)
        decision = _insist(may_enter(stage, replace(facts_of(held, on=act.on), **makes), regime=act.regime))
        if told:
            rule = act.regime.find(EVALUATION)
            DutyRecord.objects.create(
                case=held,
                duty=EVALUATION,
                rule=rule.id if rule else "",
                told=told,
                on=act.on,
                entered_on=act.on,
                by=act.by,
            )
        return _keep(
            act, kind, outcome=outcome, reasons=reasons, decision=decision, evidence=evidence, review_on=review_on
        )


def _keep(
    act: Acting,
    kind: Act,
    *,
    outcome: str,
    reasons: str,
    decision: Decision,
    evidence: str = "",
    review_on: date | None = None,
) -> FormalAct:
    row = FormalAct.objects.create(
        case=act.case,
        act=kind,
        outcome=outcome,
        reasons=reasons.strip(),
        on=act.on,
        by=act.by,
        decision=decision.to_json(),
        evidence=evidence.strip(),
        review_on=review_on,
    )
    act.record(row, decision=decision, outcome=outcome)
    return row


def _check_once(act: Acting, kind: Act) -> None:
    """Refuse what cannot be done any more, whatever the rules say."""
    facts = facts_of(act.case, on=act.on)
    done = act.case.acts.filter(act=kind).exists()
    if kind is Act.NOT_TO_PUBLISH and done and standing_resolution(act.case) is None and facts.published_on is None:
        return  # It was taken back, which opened even a closed case again.
    if facts.closed_on is not None:
        raise NotNow("This case is closed. What was recorded stays as it is.")
    if kind is Act.RECOMMENDATION and facts.decided_on is not None:
        raise NotNow("The chair has decided on this case already.")
    if kind is Act.NOT_TO_PUBLISH and facts.published_on is not None:
        raise NotNow("The summary of this review is published already. It can be withdrawn, with a reason.")
    if kind not in AGAIN and done and kind in standing_acts(act.case, regime=act.regime)[0]:
        raise NotNow(f"This was recorded before: {kind.replace('_', ' ')}. It is done once and stays as it is.")


def _ahead(day: date | None, *, on: date) -> date:
    if day is None or day <= on:
        raise WrongInput("Enter a day that lies ahead, on which the board looks at this again.", field="review_on")
    return day


def _insist(decision: Decision) -> Decision:
    if not decision.allowed:
        raise RefusedByRule(decision)
    return decision


def _judge(advice: Decision, *, chosen: str, departure: str, act: Acting) -> Decision:
    """What the criteria say, and that the chair's recorded decision settles it."""
    reasons = advice.reasons
    if advice.allowed and chosen == NO_REVIEW:
        if not departure.strip() or not all(can_be_departed_from(reason) for reason in reasons):
            raise RefusedByRule(answer(Outcome.REFUSE, *reasons, regime=act.regime))
        rules = {rule.id: rule for rule in act.regime.rules_under("criteria")}
        reasons += tuple(departure_from(rules[reason.rule], because=departure) for reason in reasons)
    return answer(Outcome.ALLOW, *reasons, regime=act.regime)


def _review_or_not(untrusted_outcome: str) -> Literal["review", "no_review"]:
    if untrusted_outcome == REVIEW:
        return "review"
    if untrusted_outcome == NO_REVIEW:
        return "no_review"
    raise WrongInput("Choose whether a review is to be held or not.", field="outcome")
