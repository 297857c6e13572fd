"""Made-up reviews, as far along as a test needs them."""

from dataclasses import replace
from datetime import date

from safelight.core.review.facts import CaseFacts

REFERRED = CaseFacts(noticed_on=date(2010, 1, 5), criteria_total=3)
CONSIDERED = replace(REFERRED, criteria_assessed=3, panel_recommended_on=date(2010, 1, 20))
DECIDED = replace(CONSIDERED, decided_on=date(2010, 1, 27), decision="review")
NO_REVIEW = replace(
    CONSIDERED, decided_on=date(2010, 1, 27), decision="no_review", decision_reason="Nobody worked badly together."
)
SCOPED = replace(
    DECIDED,
    notified_evaluator_on=date(2010, 1, 28),
    notified_government_office_on=date(2010, 1, 28),
    panel_chair_appointed=True,
    author_appointed=True,
    panel_size=7,
    terms_versions=1,
)
ASKED = replace(SCOPED, reviews_requested=8, chronologies_expected=8, reviews_due_on=date(2010, 4, 30))
REVIEWS_IN = replace(ASKED, reviews_submitted=8, reviews_accepted=8, chronologies_received=8, chronology_merged=True)
AGREED = replace(REVIEWS_IN, overview_filed=True, panel_agreed_on=date(2010, 7, 6))
ACCEPTED = replace(AGREED, accepted_on=date(2010, 7, 20))
SUBMITTED = replace(ACCEPTED, evaluation_submitted_on=date(2010, 7, 22))
GRADED = replace(SUBMITTED, grade="adequate")
READY = replace(GRADED, draft_exists=True)
HELD = replace(GRADED, proceedings_open=True)
PASSED = replace(READY, gate_passed=True, edition_approved=True)
PUBLISHED = replace(PASSED, published_on=date(2010, 11, 9))
NOT_PUBLISHED = replace(
    ACCEPTED, not_published_on=date(2010, 10, 14), not_published_reason="The treating doctor fears for a sibling."
)
ENDED = replace(PUBLISHED, actions_total=6, actions_closed=6)
CLOSED = replace(ENDED, committee_reported_on=date(2010, 12, 7), closed_on=date(2011, 6, 1))
