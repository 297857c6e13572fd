"""Made-up reviews, as far along as a test needs them."""

from dataclasses import replace
from datetime import date

from safelight.core.review.facts import CaseFacts
from safelight.core.review.obligations import obligations
from safelight.core.rulebook.model import Phase
from tests.core.review.regimes import regime


def recorded(facts, *phases, on):
    """The same review with everything recorded that its rules ask for besides in these phases."""
    asked = [(each.rule.duty, on) for each in obligations(facts, regime=regime()) if each.phase in phases]
    return replace(facts, records=(*facts.records, *asked))


REFERRED = CaseFacts(noticed_on=date(2010, 1, 5), criteria_total=3)
CONSIDERED = replace(REFERRED, criteria_assessed=3, panel_recommended_on=date(2010, 1, 20))
DECIDED = replace(CONSIDERED, decided_on=date(2010, 1, 27), decision="review")
NO_REVIEW = replace(
    CONSIDERED, decided_on=date(2010, 1, 27), decision="no_review", decision_reason="Nobody worked badly together."
)
NO_REVIEW_CLOSED = replace(
    recorded(NO_REVIEW, Phase.NOTICE, Phase.CONSIDER, Phase.DECIDED, on=date(2010, 1, 27)), closed_on=date(2010, 2, 1)
)
SCOPED = replace(
    recorded(DECIDED, Phase.NOTICE, Phase.CONSIDER, Phase.DECIDED, Phase.SCOPE, on=date(2010, 1, 28)),
    panel_chair_appointed=True,
    author_appointed=True,
    panel_size=7,
    terms_versions=1,
)
ASKED = replace(SCOPED, reviews_requested=8, chronologies_expected=8, reviews_due_on=date(2010, 4, 30))
REVIEWS_IN = replace(ASKED, reviews_submitted=8, reviews_accepted=8, chronologies_received=8, chronology_merged=True)
AGREED = replace(REVIEWS_IN, overview_filed=True, panel_agreed_on=date(2010, 7, 6))
ACCEPTED = replace(recorded(AGREED, Phase.AGENCIES, Phase.REPORT, on=date(2010, 7, 1)), accepted_on=date(2010, 7, 20))
SUBMITTED = replace(ACCEPTED, evaluation_submitted_on=date(2010, 7, 22))
GRADED = replace(SUBMITTED, grade="adequate")
READY = replace(GRADED, draft_exists=True)
HELD = replace(GRADED, proceedings_open=True)
PASSED = replace(
    recorded(READY, Phase.EVALUATION, Phase.PUBLICATION, on=date(2010, 11, 1)), gate_passed=True, edition_approved=True
)
PUBLISHED = replace(PASSED, published_on=date(2010, 11, 9))
NOT_PUBLISHED = replace(
    ACCEPTED, not_published_on=date(2010, 10, 14), not_published_reason="The treating doctor fears for a sibling."
)
ENDED = replace(
    recorded(PUBLISHED, Phase.PUBLICATION, Phase.AFTER, on=date(2010, 11, 10)), actions_total=6, actions_closed=6
)
CLOSED = replace(ENDED, committee_reported_on=date(2010, 12, 7), closed_on=date(2011, 6, 1))
