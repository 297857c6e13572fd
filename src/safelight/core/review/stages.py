"""May the review move on to this stage? A table of what must be true for each, and one small reader of it."""

from __future__ import annotations

from collections.abc import Iterator

from safelight.core.decision import Decision, Reason
from safelight.core.review.facts import CaseFacts
from safelight.core.review.grounds import answer, house_reason
from safelight.core.review.obligations import obligations
from safelight.core.review.requirements import TABLE, Requirement, look
from safelight.core.rulebook.governing import Regime
from safelight.core.vocabulary import Outcome, Stage

FURTHEST_FIRST = (
    Stage.NOT_PUBLISHED,
    Stage.HELD,
    Stage.READY,
    Stage.GRADED,
    Stage.SUBMITTED,
    Stage.BOARD_ACCEPTED,
    Stage.PANEL_AGREED,
    Stage.DRAFTING,
    Stage.AGENCY_REVIEWS,
    Stage.SCOPED,
    Stage.NO_REVIEW,
    Stage.DECIDED,
    Stage.CONSIDERED,
)


def may_enter(stage: Stage, facts: CaseFacts, *, regime: Regime) -> Decision:
    """ALLOW when all that this stage and those before it ask for is true; otherwise REFUSE, saying what is not.

    A "should" rule that is not kept gives way to a departure recorded in the facts, which then shows in the reasons.
    """
    refused: list[Reason] = []
    granted: list[Reason] = []
    for requirement in _required(stage, facts, regime=regime):
        looked = look(requirement, facts, regime=regime)
        if looked is not None:
            (granted if looked.met else refused).append(looked.reason)
    if refused:
        return answer(Outcome.REFUSE, *refused, regime=regime)
    if not granted:
        granted.append(_nothing_asked(stage))
    return answer(Outcome.ALLOW, *granted, regime=regime)


def current_stage(facts: CaseFacts, *, regime: Regime) -> Stage:
    """The furthest stage that the facts bear out.

    What is out under the gate's pass stays published, even if proceedings open again: it cannot be called back.
    """
    if facts.closed_on and may_enter(Stage.CLOSED, facts, regime=regime).allowed:
        return Stage.CLOSED
    if facts.published_on and facts.gate_passed:
        return Stage.PUBLISHED
    for stage in FURTHEST_FIRST:
        if _is_a_stage(stage, facts, regime=regime) and may_enter(stage, facts, regime=regime).allowed:
            return stage
    return Stage.REFERRED


def _required(stage: Stage, facts: CaseFacts, *, regime: Regime) -> Iterator[Requirement]:
    entry = TABLE[stage]
    if entry.after is not None:
        yield from _required(entry.after, facts, regime=regime)
    yield from entry.requirements
    if entry.obliges:
        yield from (duty.requirement for duty in obligations(facts, regime=regime) if duty.phase in entry.obliges)


def _is_a_stage(stage: Stage, facts: CaseFacts, *, regime: Regime) -> bool:
    """Whether this kind of review has the stage: one of which nothing is asked is passed by."""
    return any(look(requirement, facts, regime=regime) is not None for requirement in TABLE[stage].requirements)


def _nothing_asked(stage: Stage) -> Reason:
    says = "A stage is entered when all that its rules ask for is true."
    return house_reason("stage", says=says, found=f"Nothing is asked for before {stage.replace('_', ' ')}.")
