"""What has to be done in a review, in which order and by whom? The table; `tasks` reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from safelight.core.review import lacking, requirements, saying
from safelight.core.review.facts import CaseFacts
from safelight.core.review.lacking import Lacking, unless
from safelight.core.review.requirements import Requirement, house
from safelight.core.review.wording import counted
from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import Reader


def _nothing(facts: CaseFacts) -> str:
    return ""


def _always(facts: CaseFacts) -> bool:
    return True


def _no_date(facts: CaseFacts) -> date | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the task list.

    It is done when all that it asks for is met and it has begun; it is left out where this regime asks for none of it
    or `belongs` says no. `outside` is "" or says whom outside the board it waits for; `blocked` what stands in its way.
    """

    key: str
    title: str
    phase: Phase
    last: bool = False
    """Whether it comes after what the rules ask for besides in its phase."""
    who: Reader
    asks: tuple[Requirement, ...]
    done: Callable[[CaseFacts], str]
    after: tuple[str, ...] = ()
    after_all_duties: bool = False
    """Whether everything that the rules ask for besides is done before it."""
    belongs: Callable[[CaseFacts], bool] = _always
    not_begun: Lacking = _nothing
    outside: Lacking = _nothing
    blocked: Lacking = _nothing
    clock: str = ""
    """The duty whose clock says by when, if one does."""
    reports_clock: bool = False
    """Whether the clock stops with this step, so that the page shows it here."""
    due: Callable[[CaseFacts], date | None] = _no_date
    holder: Callable[[CaseFacts], Reader] | None = None
    """Who has it now, where that changes on the way."""


PUBLISHED = house("published", "The edition that the gate passed is published.", saying.published)
COMMITTEE = house(
    "committee",
    "Members are told what was learned and how the plan stands.",
    unless(lambda facts: facts.committee_reported_on, "Report to the cabinet member and to scrutiny."),
)
CLOSED = house("closed", "The review is closed formally.", unless(lambda facts: facts.closed_on, "Close the review."))

STEPS = (
    Step(
        key="referral",
        phase=Phase.NOTICE,
        title="Record the referral",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.REFERRAL,),
        done=saying.dated("Came to the board's notice", lambda facts: facts.noticed_on),
    ),
    Step(
        key="criteria",
        phase=Phase.CONSIDER,
        last=True,
        title="Assess the criteria for a review",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.CRITERIA,),
        done=lambda facts: f"All {facts.criteria_total} criteria are assessed.",
        after=("referral",),
        clock="clock.decision",
    ),
    Step(
        key="recommendation",
        phase=Phase.CONSIDER,
        last=True,
        title="Record what {panel} recommends",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.RECOMMENDATION,),
        done=saying.dated("Recommended", lambda facts: facts.panel_recommended_on),
        after=("criteria",),
        clock="clock.decision",
    ),
    Step(
        key="decision",
        phase=Phase.CONSIDER,
        last=True,
        title="Decide whether to hold a review",
        who=Reader.BOARD_CHAIR,
        asks=(requirements.DECISION,),
        done=saying.decided,
        after=("recommendation",),
        clock="clock.decision",
        reports_clock=True,
    ),
    Step(
        key="appoint-panel-chair",
        phase=Phase.SCOPE,
        title="Appoint {panel_chair}",
        who=Reader.BOARD_CHAIR,
        asks=(requirements.PANEL_CHAIR,),
        done=saying.always("Appointed."),
        after=("decision",),
        belongs=saying.review_goes_on,
    ),
    Step(
        key="appoint-author",
        phase=Phase.SCOPE,
        title="Appoint {author}",
        who=Reader.BOARD_CHAIR,
        asks=(requirements.AUTHOR,),
        done=saying.always("Appointed."),
        after=("decision",),
        belongs=saying.review_goes_on,
    ),
    Step(
        key="panel",
        phase=Phase.SCOPE,
        title="Appoint {panel} and collect declarations",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.PANEL, requirements.DECLARATIONS),
        done=lambda facts: f"{counted(facts.panel_size, 'member', 'members')}; every declaration is signed.",
        after=("decision",),
        belongs=saying.review_goes_on,
    ),
    Step(
        key="terms",
        phase=Phase.SCOPE,
        last=True,
        title="Agree the terms of reference",
        who=Reader.PANEL_CHAIR,
        asks=(requirements.TERMS, requirements.TERMS_ANSWERED, requirements.FAMILY),
        done=lambda facts: f"Version {facts.terms_versions} is agreed.",
        after=("appoint-panel-chair", "panel"),
        belongs=saying.review_goes_on,
    ),
    Step(
        key="request-reviews",
        phase=Phase.AGENCIES,
        title="Ask the agencies for their reviews",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.REQUESTED,),
        done=lambda facts: f"{counted(facts.reviews_requested, 'review', 'reviews')} asked for.",
        after=("terms",),
        belongs=saying.review_goes_on,
    ),
    Step(
        key="agency-reviews",
        phase=Phase.AGENCIES,
        title="Get the agencies' reviews in and accepted",
        who=Reader.AGENCY_AUTHOR,
        holder=saying.holder_of_reviews,
        asks=(requirements.REVIEWS, requirements.COUNTERSIGNED, requirements.HEALTH_OVERVIEW),
        done=lambda facts: f"All {facts.reviews_accepted} reviews are accepted.",
        after=("request-reviews",),
        belongs=saying.review_goes_on,
        due=lambda facts: facts.reviews_due_on,
    ),
    Step(
        key="chronology",
        phase=Phase.AGENCIES,
        title="Merge the chronologies",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.CHRONOLOGY,),
        done=lambda facts: f"Merged from {counted(facts.chronologies_received, 'agency', 'agencies')}.",
        after=("request-reviews",),
        belongs=saying.review_goes_on,
        outside=saying.chronologies_to_come,
        due=lambda facts: facts.reviews_due_on,
    ),
    Step(
        key="overview",
        phase=Phase.REPORT,
        title="Write {report}",
        who=Reader.OVERVIEW_AUTHOR,
        asks=(requirements.OVERVIEW,),
        done=saying.always("Filed."),
        after=("appoint-author", "terms", "agency-reviews", "chronology"),
        belongs=saying.review_goes_on,
        clock="clock.completion",
    ),
    Step(
        key="panel-agreement",
        phase=Phase.REPORT,
        last=True,
        title="Agree {report}",
        who=Reader.PANEL_CHAIR,
        asks=(requirements.PANEL_AGREEMENT,),
        done=saying.dated("Agreed", lambda facts: facts.panel_agreed_on),
        after=("overview",),
        belongs=saying.review_goes_on,
        clock="clock.completion",
    ),
    Step(
        key="board-acceptance",
        phase=Phase.REPORT,
        last=True,
        title="Accept {report}",
        who=Reader.BOARD_CHAIR,
        asks=(requirements.ACCEPTANCE,),
        done=saying.dated("Accepted", lambda facts: facts.accepted_on),
        after=("panel-agreement",),
        belongs=saying.review_goes_on,
        clock="clock.completion",
        reports_clock=True,
    ),
    Step(
        key="evaluation",
        phase=Phase.EVALUATION,
        title="Send the review to {evaluator}",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.SUBMITTED, requirements.GRADED),
        done=saying.graded,
        after=("board-acceptance",),
        belongs=saying.review_goes_on,
        outside=saying.with_the_evaluator,
    ),
    Step(
        key="summary-draft",
        phase=Phase.PUBLICATION,
        title="Draft {published} as it is to be published",
        who=Reader.OVERVIEW_AUTHOR,
        asks=(requirements.DRAFT,),
        done=saying.always("Drafted."),
        after=("overview",),
        belongs=saying.to_be_published,
    ),
    Step(
        key="settle-findings",
        phase=Phase.PUBLICATION,
        title="Settle every person and place found in the draft",
        who=Reader.OVERVIEW_AUTHOR,
        asks=(requirements.SETTLED,),
        done=saying.always("Every finding is settled."),
        after=("summary-draft",),
        belongs=saying.to_be_published,
        not_begun=lacking.draft,
    ),
    Step(
        key="gate",
        phase=Phase.PUBLICATION,
        title="Make the edition and pass the gate",
        who=Reader.OVERVIEW_AUTHOR,
        asks=(requirements.GATE,),
        done=saying.always("The gate passed the finished edition."),
        after=("settle-findings",),
        belongs=saying.to_be_published,
        blocked=saying.gate_stopped,
    ),
    Step(
        key="proceedings",
        phase=Phase.PUBLICATION,
        title="Check that nothing holds publication",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.CRIMINAL_PROCEEDINGS, requirements.FAMILY_PROCEEDINGS, requirements.OTHER_HOLD),
        done=saying.always("Nothing holds publication."),
        belongs=lambda facts: saying.to_be_published(facts) and facts.published_on is None,
        blocked=saying.proceedings,
    ),
    Step(
        key="approve",
        phase=Phase.PUBLICATION,
        title="Approve the edition",
        who=Reader.BOARD_CHAIR,
        asks=(requirements.APPROVED,),
        done=saying.always("Approved by a second person."),
        after=("board-acceptance", "gate"),
        belongs=saying.to_be_published,
    ),
    Step(
        key="publish",
        phase=Phase.PUBLICATION,
        last=True,
        title="Publish the approved edition",
        who=Reader.BUSINESS_MANAGER,
        asks=(PUBLISHED,),
        done=saying.publication_done,
        after=("evaluation", "gate", "approve"),
        belongs=saying.review_goes_on,
        blocked=saying.held,
    ),
    Step(
        key="plan",
        phase=Phase.AFTER,
        title="Follow the action plan through",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.ACTIONS,),
        done=saying.actions_done,
        after=("board-acceptance",),
        belongs=saying.review_goes_on,
        not_begun=saying.no_actions,
        due=lambda facts: facts.next_action_due_on,
    ),
    Step(
        key="effect",
        phase=Phase.AFTER,
        title="Look whether closed actions made a difference",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.EFFECT,),
        done=saying.always("Every closed action was looked at again."),
        belongs=lambda facts: facts.next_effect_check_on is not None,
        due=lambda facts: facts.next_effect_check_on,
    ),
    Step(
        key="intruder-again",
        phase=Phase.AFTER,
        title="Try again whether anybody can be identified",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.INTRUDER_AGAIN,),
        done=saying.always("Tried again."),
        belongs=lambda facts: bool(facts.next_intruder_review_on or facts.public_but_not_remote),
        blocked=lambda facts: facts.public_but_not_remote,
        due=lambda facts: facts.next_intruder_review_on,
    ),
    Step(
        key="committee",
        phase=Phase.AFTER,
        title="Report to members",
        who=Reader.BUSINESS_MANAGER,
        asks=(COMMITTEE,),
        done=saying.dated("Reported", lambda facts: facts.committee_reported_on),
        after=("publish",),
        belongs=saying.review_goes_on,
        due=lambda facts: facts.committee_meets_on,
    ),
    Step(
        key="close",
        phase=Phase.AFTER,
        last=True,
        title="Close the review",
        who=Reader.BOARD_CHAIR,
        asks=(CLOSED,),
        done=saying.dated("Closed", lambda facts: facts.closed_on),
        after=("decision", "publish", "plan"),
        after_all_duties=True,
    ),
)
