"""What has to be done in a review, in which order and by whom? The table; `tasks` reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from safelight.core.review import lacking, requirements, saying
from safelight.core.review.facts import CaseFacts
from safelight.core.review.lacking import Lacking, unless
from safelight.core.review.requirements import Requirement, house
from safelight.core.review.wording import counted
from safelight.core.vocabulary import Reader

Clock = Literal["", "clock.decision", "clock.completion"]


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
    who: Reader
    asks: tuple[Requirement, ...]
    done: Callable[[CaseFacts], str]
    after: tuple[str, ...] = ()
    belongs: Callable[[CaseFacts], bool] = _always
    not_begun: Lacking = _nothing
    outside: Lacking = _nothing
    blocked: Lacking = _nothing
    clock: Clock = ""
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
CLOSED = house("closed", "The chair closes the review.", unless(lambda facts: facts.closed_on, "Close the review."))

STEPS = (
    Step(
        key="referral",
        title="Record the referral",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.REFERRAL,),
        done=saying.dated("Came to the board's notice", lambda facts: facts.noticed_on),
    ),
    Step(
        key="criteria",
        title="Assess the criteria for a review",
        who=Reader.PANEL_MEMBER,
        asks=(requirements.CRITERIA,),
        done=lambda facts: f"All {facts.criteria_total} criteria are assessed.",
        after=("referral",),
        clock="clock.decision",
    ),
    Step(
        key="recommendation",
        title="Recommend to the chair",
        who=Reader.PANEL_CHAIR,
        asks=(requirements.RECOMMENDATION,),
        done=saying.dated("Recommended", lambda facts: facts.panel_recommended_on),
        after=("criteria",),
        clock="clock.decision",
    ),
    Step(
        key="decision",
        title="Decide whether to hold a review",
        who=Reader.BOARD_CHAIR,
        asks=(requirements.DECISION,),
        done=saying.decided,
        after=("recommendation",),
        clock="clock.decision",
        reports_clock=True,
    ),
    Step(
        key="notify",
        title="Tell those who must know of the decision",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.EVALUATOR_TOLD, requirements.GOVERNMENT_OFFICE_TOLD),
        done=saying.always("All who must know have been told."),
        after=("decision",),
        belongs=saying.review_goes_on,
    ),
    Step(
        key="appoint-panel-chair",
        title="Appoint the chair of the panel",
        who=Reader.BOARD_CHAIR,
        asks=(requirements.PANEL_CHAIR,),
        done=saying.always("Appointed."),
        after=("decision",),
        belongs=saying.review_goes_on,
    ),
    Step(
        key="appoint-author",
        title="Appoint the author of the overview report",
        who=Reader.BOARD_CHAIR,
        asks=(requirements.AUTHOR,),
        done=saying.always("Appointed."),
        after=("decision",),
        belongs=saying.review_goes_on,
    ),
    Step(
        key="panel",
        title="Appoint the panel and collect declarations",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.PANEL, requirements.DECLARATIONS),
        done=lambda facts: f"{counted(facts.panel_size, 'member', 'members')}; every declaration is signed.",
        after=("decision",),
        belongs=saying.review_goes_on,
    ),
    Step(
        key="terms",
        title="Agree the terms of reference",
        who=Reader.PANEL_CHAIR,
        asks=(requirements.TERMS, requirements.FAMILY),
        done=lambda facts: f"Version {facts.terms_versions} is agreed.",
        after=("appoint-panel-chair", "panel"),
        belongs=saying.review_goes_on,
    ),
    Step(
        key="request-reviews",
        title="Ask the agencies for their reviews",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.REQUESTED,),
        done=lambda facts: f"{counted(facts.reviews_requested, 'review', 'reviews')} asked for.",
        after=("terms",),
        belongs=saying.review_goes_on,
    ),
    Step(
        key="agency-reviews",
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
        title="Write the overview report",
        who=Reader.OVERVIEW_AUTHOR,
        asks=(requirements.OVERVIEW,),
        done=saying.always("Filed."),
        after=("appoint-author", "agency-reviews", "chronology"),
        belongs=saying.review_goes_on,
        clock="clock.completion",
    ),
    Step(
        key="panel-agreement",
        title="Agree the overview report",
        who=Reader.PANEL_CHAIR,
        asks=(requirements.PANEL_AGREEMENT,),
        done=saying.dated("The panel agreed it", lambda facts: facts.panel_agreed_on),
        after=("overview",),
        belongs=saying.review_goes_on,
        clock="clock.completion",
    ),
    Step(
        key="board-acceptance",
        title="Accept the overview report",
        who=Reader.BOARD_CHAIR,
        asks=(requirements.ACCEPTANCE,),
        done=saying.dated("The board accepted it", lambda facts: facts.accepted_on),
        after=("panel-agreement",),
        belongs=saying.review_goes_on,
        clock="clock.completion",
        reports_clock=True,
    ),
    Step(
        key="evaluation",
        title="Send the review for evaluation",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.SUBMITTED, requirements.GRADED),
        done=saying.graded,
        after=("board-acceptance",),
        belongs=saying.review_goes_on,
        outside=saying.with_the_evaluator,
    ),
    Step(
        key="summary-draft",
        title="Draft the executive summary",
        who=Reader.OVERVIEW_AUTHOR,
        asks=(requirements.DRAFT,),
        done=saying.always("Drafted."),
        after=("overview",),
        belongs=saying.to_be_published,
    ),
    Step(
        key="settle-findings",
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
        title="Check that nothing holds publication",
        who=Reader.BUSINESS_MANAGER,
        asks=(requirements.CRIMINAL_PROCEEDINGS, requirements.FAMILY_PROCEEDINGS, requirements.OTHER_HOLD),
        done=saying.always("Nothing holds publication."),
        belongs=lambda facts: saying.to_be_published(facts) and facts.published_on is None,
        blocked=saying.proceedings,
    ),
    Step(
        key="approve",
        title="Approve the edition",
        who=Reader.BOARD_CHAIR,
        asks=(requirements.APPROVED,),
        done=saying.always("Approved by a second person."),
        after=("board-acceptance", "gate"),
        belongs=saying.to_be_published,
    ),
    Step(
        key="publish",
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
        key="committee",
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
        title="Close the review",
        who=Reader.BOARD_CHAIR,
        asks=(CLOSED,),
        done=saying.dated("Closed", lambda facts: facts.closed_on),
        after=("decision", "publish", "plan"),
    ),
)
