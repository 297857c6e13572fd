"""Everything that a stage or a task list needs to know of one review, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from safelight.core.review.intruder import TRIED


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """One review on one day. The defaults are a review of which nothing has happened yet.

    `decision` with `decided_on` is the board chair's decision; `decided_on` is the day that picks the regime.
    Counts ending in `_missing` or `_returned` are counts of what still stands in the way, so that 0 is good.
    """

    # Referral and decision
    noticed_on: date | None = None
    criteria_assessed: int = 0
    criteria_total: int = 0
    panel_recommended_on: date | None = None
    decided_on: date | None = None
    decision: Literal["", "review", "no_review"] = ""
    decision_reason: str = ""
    records: tuple[tuple[str, date], ...] = ()
    """What was recorded as done: the duty, and the first day on which it was done."""

    # People and scope
    panel_chair_appointed: bool = False
    author_appointed: bool = False
    panel_size: int = 0
    declarations_missing: int = 0
    terms_versions: int = 0
    terms_unanswered: int = 0
    """Questions that the rules expect the terms of reference to answer, and that the standing version does not."""
    family_contact_missing: bool = False
    """Nobody has recorded whether, when and how the family is offered a part (or why not)."""

    # The agencies' own reviews and chronologies
    reviews_requested: int = 0
    reviews_due_on: date | None = None
    reviews_submitted: int = 0
    """All that came in, whatever became of them: `reviews_accepted` and `reviews_returned` are among these."""
    reviews_accepted: int = 0
    reviews_returned: int = 0
    """Sent back by the panel and not yet submitted again."""
    countersignatures_missing: int = 0
    health_overview_missing: bool = False
    """Several health agencies have reported and nobody has drawn their reviews together."""
    chronologies_expected: int = 0
    chronologies_received: int = 0
    chronology_merged: bool = False

    # The overview report, its agreement and evaluation
    overview_filed: bool = False
    panel_agreed_on: date | None = None
    accepted_on: date | None = None
    """When the board formally accepted the overview report."""
    first_accepted_on: date | None = None
    """When it first did, where a poor grade has opened the review again since."""
    reopened_on: date | None = None
    """When a grade opened the review again; None while no grade has, or once the board has accepted it anew."""
    extensions: tuple[tuple[str, date], ...] = ()
    """Clocks with a later date agreed: the duty, and the date that now counts."""
    evaluation_submitted_on: date | None = None
    grade: str = ""
    """The evaluator's grade in its own word ("good", "inadequate"); empty while none has come."""

    # Publication
    draft_exists: bool = False
    unsettled_findings: int = 0
    edition_approved: bool = False
    gate_passed: bool | None = None
    """The gate's answer on the edition that stands approved or published; None when it has not been run on it."""
    proceedings_open: bool = False
    """Criminal proceedings."""
    family_proceedings_open: bool = False
    other_hold: str = ""
    """Why publication is held apart from proceedings: an inquest, a court order, a child's welfare."""
    planned_publication_on: date | None = None
    intruder_tried: bool = False
    """Somebody has recorded a motivated-intruder review: a note that the duty was done then counts no more."""
    intruder_passed_on: date | None = None
    """The day of the one that stands: of the very text that is to be published, or is, and that found nobody."""
    intruder_lacking: str = ""
    """Why none stands although one is recorded, or ""."""
    published_on: date | None = None
    not_published_on: date | None = None
    not_published_reason: str = ""

    # After publication
    actions_total: int = 0
    actions_closed: int = 0
    next_action_due_on: date | None = None
    next_effect_check_on: date | None = None
    next_intruder_review_on: date | None = None
    """When somebody next tries to find out who a text is about, of those that are public or are to be."""
    public_but_not_remote: str = ""
    """That somebody could be identified in a text that is public, as found; or ""."""
    committee_meets_on: date | None = None
    committee_reported_on: date | None = None
    closed_on: date | None = None

    departures: tuple[tuple[str, str], ...] = ()
    """Recorded departures from "should" rules: the duty, and the exceptional reason."""

    def departure_from(self, duty: str) -> str:
        """The recorded exceptional reason for departing from a duty, or ""."""
        return next((reason.strip() for name, reason in self.departures if name == duty), "")

    def done_on(self, duty: str) -> date | None:
        """The day on which a duty was done, as recorded."""
        if duty == TRIED and self.intruder_tried:
            return self.intruder_passed_on
        return next((day for name, day in self.records if name == duty), None)

    def extended_to(self, duty: str) -> date | None:
        """The later date agreed for a clock, or None."""
        return max((day for name, day in self.extensions if name == duty), default=None)

    def day_of(self, event: str) -> date | None:
        """The day of an event that starts a clock: one of the rulebook's events, or a duty that was recorded."""
        days = {
            "noticed_on": self.noticed_on,
            "decided_on": self.decided_on,
            "accepted_on": self.accepted_on,
            "submitted_on": self.evaluation_submitted_on,
            "published_on": self.published_on,
            "planned_publication_on": self.planned_publication_on,
        }
        return days[event] if event in days else self.done_on(event)

    @property
    def on_hold(self) -> bool:
        """Whether anything at all holds publication."""
        return self.proceedings_open or self.family_proceedings_open or bool(self.other_hold.strip())
