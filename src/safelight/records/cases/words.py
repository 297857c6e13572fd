"""The closed word lists of a case: stored, printed and constrained, so a word is added and never renamed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from safelight.core.review.holds import Hold
from safelight.core.review.independence import Tie
from safelight.records.people.permission import WrongInput


class CriterionFinding(StrEnum):
    """How one criterion was assessed."""

    MET = "met"
    NOT_MET = "not_met"
    UNCLEAR = "unclear"


class Again(StrEnum):
    """What comes of looking again at a decision not to publish."""

    KEPT = "kept"
    TAKEN_BACK = "taken_back"


class Act(StrEnum):
    """The formal acts of panel and board in the life of a review."""

    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    PANEL_AGREEMENT = "panel_agreement"
    BOARD_ACCEPTANCE = "board_acceptance"
    EVALUATION_SUBMITTED = "evaluation_submitted"
    GRADE = "grade"
    NOT_TO_PUBLISH = "not_to_publish"
    LOOKED_AGAIN = "looked_again"
    CLOSURE = "closure"


class ReviewState(StrEnum):
    """Where one agency's review stands. One that came back stays returned while it is written again."""

    REQUESTED = "requested"
    DRAFTING = "drafting"
    AGENCY_CHECK = "agency_check"
    COUNTERSIGNED = "countersigned"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    DEBRIEFED = "debriefed"


BEING_WRITTEN = frozenset({ReviewState.REQUESTED, ReviewState.DRAFTING, ReviewState.RETURNED})
WITH_AGENCY = BEING_WRITTEN | {ReviewState.AGENCY_CHECK, ReviewState.COUNTERSIGNED}
"""The states in which it is the agency that has something to do."""
DONE_WITH = frozenset({ReviewState.ACCEPTED, ReviewState.DEBRIEFED})
"""The panel has accepted it; in the second, the agency's staff have been told as well."""


class RowMark(StrEnum):
    """What comparing all rows of the chronologies may bring out about one of them."""

    TOLD_AGAIN = "duplicate-of"
    TOLD_DIFFERENTLY = "conflicts-with"
    ONE_SIDED = "one-sided-referral"
    NOT_FOLLOWED = "not-followed-up"
    OUT_OF_ORDER = "out-of-order"


class Names(StrEnum):
    """How people are called where a review's rows are read."""

    PSEUDONYMS = "pseudonyms"
    REAL = "real"


class Verdict(StrEnum):
    """What somebody made of such a remark: it stands, or it is mistaken."""

    STANDS = "stands"
    MISTAKEN = "mistaken"


class ProceedingKind(StrEnum):
    """What else is under way that changes what may be said."""

    CRIMINAL = "criminal"
    FAMILY = "family"
    INQUEST = "inquest"
    COURT_ORDER = "court_order"
    CHILD_WELFARE = "child_welfare"
    OTHER_REVIEW = "other_review"


KIND_TITLES = {
    ProceedingKind.CRIMINAL: "Criminal proceedings",
    ProceedingKind.FAMILY: "Family proceedings",
    ProceedingKind.INQUEST: "Inquest",
    ProceedingKind.COURT_ORDER: "Order of a court",
    ProceedingKind.CHILD_WELFARE: "A child's welfare",
    ProceedingKind.OTHER_REVIEW: "Another review",
}
HOLD_OF = {
    ProceedingKind.CRIMINAL: Hold.CRIMINAL_PROCEEDINGS,
    ProceedingKind.FAMILY: Hold.FAMILY_PROCEEDINGS,
    ProceedingKind.INQUEST: Hold.INQUEST,
    ProceedingKind.COURT_ORDER: Hold.COURT_ORDER,
    ProceedingKind.CHILD_WELFARE: Hold.CHILD_WELFARE,
}
"""What each of them is to the gate. A review that runs beside holds nothing by itself."""


class Lasting(StrEnum):
    """How long a hold lasts, as far as anybody knows."""

    UNKNOWN = "unknown"
    DATE = "date"
    YOUNGEST_18 = "youngest_18"


class Approach(StrEnum):
    """What came of offering somebody in the family a part in the review."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NOT_APPROACHED = "not_approached"


class Attribution(StrEnum):
    """Whether the review may say what somebody in the family said, and that it was they."""

    NAMED = "named"
    UNNAMED = "unnamed"
    NOT_AT_ALL = "not_at_all"


def ties_from(untrusted_ties: Sequence[str]) -> frozenset[Tie]:
    """What a person declared, as words of core's list.

    Raises:
        WrongInput: for a word that is not on it.
    """
    try:
        return frozenset(Tie(tie) for tie in untrusted_ties)
    except ValueError:
        raise WrongInput("Choose what was declared from the list.", field="ties") from None
