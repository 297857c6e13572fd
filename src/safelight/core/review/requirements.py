"""What does each stage of a review ask for? The table; `stages` reads it."""

from __future__ import annotations

from dataclasses import dataclass

from safelight.core.decision import Reason
from safelight.core.review import lacking
from safelight.core.review.facts import CaseFacts
from safelight.core.review.grounds import can_be_departed_from, departure_from, house_reason
from safelight.core.review.intruder import LOOKED_AGAIN
from safelight.core.review.lacking import Lacking
from safelight.core.review.saying import worded
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that must be true. `lacking` says what is amiss in these facts, or "" when all is well.

    `duty` names the rule that asks for it. Where the regime has no such rule the requirement falls away, unless `says`
    gives it as a safeguard of this program: every review has to meet that, and no departure sets it aside.
    """

    key: str
    lacking: Lacking
    duty: str = ""
    says: str = ""
    kept: str = "This is done."


@dataclass(frozen=True, slots=True)
class Entry:
    """What a stage asks for: the stage before it, what must be true besides, and the phases whose duties are done."""

    after: Stage | None
    requirements: tuple[Requirement, ...] = ()
    obliges: tuple[Phase, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at one requirement showed."""

    reason: Reason
    met: bool


def look(requirement: Requirement, facts: CaseFacts, *, regime: Regime) -> Looked | None:
    """Whether the facts meet a requirement, and the reason to give; None where this regime does not ask for it.

    A recorded departure meets a requirement that rests on a "should" alone, and is then the reason.
    """
    rule = regime.find(requirement.duty) if requirement.duty else None
    if rule is None and not requirement.says:
        return None
    missing = worded(requirement.lacking(facts), regime)
    found = missing or worded(requirement.kept, regime)
    if rule is None:
        says = worded(requirement.says, regime)
        return Looked(house_reason(requirement.key, says=says, found=found), not missing)
    because = facts.departure_from(rule.duty)
    if missing and because and not requirement.says and can_be_departed_from(rule.reason(found)):
        return Looked(departure_from(rule, because=because), True)
    return Looked(rule.reason(found), not missing)


def house(key: str, says: str, missing: Lacking, *, duty: str = "", kept: str = "") -> Requirement:
    """A safeguard that every review meets; where the book has a rule for it, that rule is what is cited."""
    return Requirement(key=key, lacking=missing, duty=duty, says=says, kept=kept or "This is done.")


def ruled(duty: str, missing: Lacking) -> Requirement:
    """Asked for only where the regime has the rule, which may be departed from if it is no more than a "should"."""
    return Requirement(key=duty, lacking=missing, duty=duty)


REFERRAL = house("referral", "A case starts with the day on which the board learned of it.", lacking.referral)
CRITERIA = house("criteria", "Each criterion for a review is assessed on evidence.", lacking.criteria)
RECOMMENDATION = house("recommendation", "{panel} recommends before it is decided.", lacking.recommendation)
DECISION = house("decision", "The decision is for {board_chair}.", lacking.decision, duty="decision.taken-by")
NO_REVIEW = house("no-review", "A decision against a review is recorded with its reasons.", lacking.decided_against)
REVIEW = house("review", "Only a case that is to be reviewed goes on.", lacking.decided_for)
PANEL_CHAIR = house("panel-chair", "A review has an independent chair of {panel}.", lacking.panel_chair)
AUTHOR = house("author", "A review has an independent author.", lacking.author)
PANEL = house("panel", "A review has members of {panel}.", lacking.panel)
DECLARATIONS = house("declarations", "Everybody appointed has declared their independence.", lacking.declarations)
TERMS = house("terms", "A review has written terms of reference.", lacking.terms)
TERMS_ANSWERED = ruled("scope.terms", lacking.terms_answered)
FAMILY = ruled("family.involved", lacking.family)
REQUESTED = ruled("imr.each-agency", lacking.requested)
REVIEWS = ruled("imr.each-agency", lacking.reviews)
COUNTERSIGNED = ruled("imr.countersigned", lacking.countersigned)
HEALTH_OVERVIEW = ruled("imr.health-overview", lacking.health_overview)
CHRONOLOGY = ruled("chronology.integrated", lacking.chronology)
OVERVIEW = house("overview", "{author} writes {report}.", lacking.overview)
PANEL_AGREEMENT = house("panel-agreement", "{panel} agrees {report}.", lacking.panel_agreement)
ACCEPTANCE = house("acceptance", "{report} belongs to {board} and is accepted formally.", lacking.acceptance)
SUBMITTED = ruled("evaluation.submitted", lacking.submitted)
GRADED = ruled("evaluation.graded", lacking.graded)
DRAFT = house("draft", "There is a text to publish.", lacking.draft)
SETTLED = house("settled", "Every finding of a person in the draft is settled by somebody.", lacking.settled)
CRIMINAL_PROCEEDINGS = house(
    "criminal-proceedings",
    "Nothing is published while criminal proceedings are open.",
    lacking.criminal,
    duty="publication.criminal-proceedings",
    kept="No criminal proceedings are open.",
)
FAMILY_PROCEEDINGS = house(
    "family-proceedings",
    "Nothing is published while family proceedings are open.",
    lacking.family_court,
    duty="publication.family-proceedings",
    kept="No family proceedings are open.",
)
NOT_RESOLVED_AGAINST = house(
    "not-resolved-against",
    "What was resolved not to be published is not published.",
    lacking.not_resolved_against,
    kept="Nobody has resolved against it.",
)
OTHER_HOLD = house(
    "other-hold",
    "Nothing is published while a recorded reason holds it.",
    lacking.other_hold,
    kept="Nothing else holds publication.",
)
HOLD = house("hold", "A review is held for a recorded reason, and no longer than it lasts.", lacking.hold)
GATE = house("gate", "Nothing is published unless the gate passed the finished edition.", lacking.gate)
APPROVED = house("approval", "A second person approves the edition.", lacking.approved, duty="publication.two-people")
NOT_PUBLISHED = house(
    "not-published",
    "Not to publish is a formal decision of {board}, with its reasons.",
    lacking.resolved,
    duty="publication.summary",
    kept="It was formally resolved, for written reasons, not to publish.",
)
ENDED = house("ended", "A review is closed once it is published, or formally ended without.", lacking.ended)
EFFECT = house(
    "effect-checked",
    "Six and twelve months after an action is closed, somebody looks whether it made a difference.",
    lacking.effect_unchecked,
)
INTRUDER_AGAIN = house(
    "intruder-review-repeated",
    "Whether somebody can be identified in a text is tried again on the day that was set when it was last tried.",
    lacking.intruder_again,
    duty=LOOKED_AGAIN,
)
ACTIONS = house("actions", "A review is closed when its actions are.", lacking.actions)

TABLE: dict[Stage, Entry] = {
    Stage.REFERRED: Entry(None, (REFERRAL,)),
    Stage.CONSIDERED: Entry(Stage.REFERRED, (CRITERIA, RECOMMENDATION)),
    Stage.DECIDED: Entry(Stage.CONSIDERED, (DECISION,)),
    Stage.NO_REVIEW: Entry(Stage.DECIDED, (NO_REVIEW,)),
    Stage.SCOPED: Entry(Stage.DECIDED, (REVIEW, PANEL_CHAIR, PANEL, TERMS, TERMS_ANSWERED, FAMILY)),
    Stage.AGENCY_REVIEWS: Entry(Stage.SCOPED, (REQUESTED,)),
    Stage.DRAFTING: Entry(
        Stage.AGENCY_REVIEWS, (REVIEWS, COUNTERSIGNED, HEALTH_OVERVIEW, CHRONOLOGY, AUTHOR, DECLARATIONS)
    ),
    Stage.PANEL_AGREED: Entry(Stage.DRAFTING, (OVERVIEW, PANEL_AGREEMENT)),
    Stage.BOARD_ACCEPTED: Entry(Stage.PANEL_AGREED, (ACCEPTANCE,)),
    Stage.SUBMITTED: Entry(Stage.BOARD_ACCEPTED, (SUBMITTED,), obliges=(Phase.DECIDED,)),
    Stage.GRADED: Entry(Stage.SUBMITTED, (GRADED,)),
    Stage.READY: Entry(
        Stage.GRADED, (DRAFT, SETTLED, CRIMINAL_PROCEEDINGS, FAMILY_PROCEEDINGS, OTHER_HOLD, NOT_RESOLVED_AGAINST)
    ),
    Stage.HELD: Entry(Stage.GRADED, (HOLD,)),
    Stage.PUBLISHED: Entry(Stage.READY, (GATE, APPROVED), obliges=(Phase.PUBLICATION,)),
    Stage.NOT_PUBLISHED: Entry(Stage.BOARD_ACCEPTED, (NOT_PUBLISHED,)),
    Stage.CLOSED: Entry(None, (ENDED, ACTIONS), obliges=tuple(Phase)),
}
