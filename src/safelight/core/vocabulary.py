"""The closed word lists that every room shares.

A value here is stored in databases, printed on pages and written in rule files, so a word is added, never renamed.
"""

from enum import StrEnum


class Outcome(StrEnum):
    """What a check answers. Nothing turns REFER into ALLOW but a named person's recorded decision."""

    ALLOW = "allow"
    REFUSE = "refuse"
    REFER = "refer"


class Force(StrEnum):
    """How strongly a rule binds: "should" can be departed from with recorded reasons, "must" cannot."""

    MUST = "must"
    MUST_NOT = "must-not"
    SHOULD = "should"
    MAY = "may"


class CitationStatus(StrEnum):
    """How sure we are of a rule's paragraph number. An unverified one never leaves the board."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"
    LOCAL = "local"


class Severity(StrEnum):
    """Whether a finding stops publication or only asks to be looked at."""

    BLOCK = "block"
    WARN = "warn"


class Reader(StrEnum):
    """Who somebody is towards a case: the six interests of para 8.49, and those who do the board's work."""

    ELECTED_MEMBER = "elected_member"
    STAFF = "staff"
    SUBJECT_CHILD = "subject_child"
    FAMILY = "family"
    PUBLIC = "public"
    MEDIA = "media"

    BUSINESS_MANAGER = "business_manager"
    BOARD_CHAIR = "board_chair"
    PANEL_CHAIR = "panel_chair"
    PANEL_MEMBER = "panel_member"
    OVERVIEW_AUTHOR = "overview_author"
    AGENCY_AUTHOR = "agency_author"
    AUDITOR = "auditor"


INTERESTS = (
    Reader.ELECTED_MEMBER,
    Reader.STAFF,
    Reader.SUBJECT_CHILD,
    Reader.FAMILY,
    Reader.PUBLIC,
    Reader.MEDIA,
)
"""The interests that para 8.49 asks the board to consider, in its order."""


class PaperKind(StrEnum):
    """The papers of a review."""

    REFERRAL = "referral"
    TERMS_OF_REFERENCE = "terms_of_reference"
    IMR = "imr"
    HEALTH_OVERVIEW = "health_overview"
    CHRONOLOGY = "chronology"
    INTEGRATED_CHRONOLOGY = "integrated_chronology"
    OVERVIEW = "overview"
    EXECUTIVE_SUMMARY = "executive_summary"
    ACTION_PLAN = "action_plan"
    COMMITTEE_REPORT = "committee_report"
    LEARNING_BRIEF = "learning_brief"


FILED_KINDS = tuple(kind for kind in PaperKind if kind is not PaperKind.LEARNING_BRIEF)
"""The papers that can be filed with a case or asked for. A briefing is only ever written here and published."""


class Stage(StrEnum):
    """Where a review stands, in the order in which it moves; HELD and NOT_PUBLISHED are the two side tracks."""

    REFERRED = "referred"
    CONSIDERED = "considered"
    DECIDED = "decided"
    NO_REVIEW = "no_review"
    SCOPED = "scoped"
    AGENCY_REVIEWS = "agency_reviews"
    DRAFTING = "drafting"
    PANEL_AGREED = "panel_agreed"
    BOARD_ACCEPTED = "board_accepted"
    SUBMITTED = "submitted"
    GRADED = "graded"
    READY = "ready"
    HELD = "held"
    PUBLISHED = "published"
    NOT_PUBLISHED = "not_published"
    CLOSED = "closed"


class OfficerRole(StrEnum):
    """The three people whom the executive summary must name."""

    BOARD_CHAIR = "board_chair"
    PANEL_CHAIR = "panel_chair"
    OVERVIEW_AUTHOR = "overview_author"


class BalanceFactor(StrEnum):
    """The five considerations that para 8.49 sets against each other; a decider leaves none blank."""

    CONFIDENTIALITY = "confidentiality"
    ACCOUNTABILITY = "accountability"
    PARTICIPATION = "participation"
    LEGITIMATE_INTEREST = "legitimate_interest"
    CRIMINAL_PROCEEDINGS = "criminal_proceedings"
