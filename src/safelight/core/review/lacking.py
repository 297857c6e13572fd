"""What is still lacking? One question each: "" when all is well, or one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from safelight.core.review.facts import CaseFacts
from safelight.core.review.wording import counted

Lacking = Callable[[CaseFacts], str]
OUT_ALREADY = "It is published already: withdraw the edition instead."


def unless(holds: Callable[[CaseFacts], object], sentence: str) -> Lacking:
    """The sentence, unless this holds."""
    return lambda facts: "" if holds(facts) else sentence


def while_(holds: Callable[[CaseFacts], object], sentence: str) -> Lacking:
    """The sentence, for as long as this holds."""
    return lambda facts: sentence if holds(facts) else ""


referral = unless(lambda facts: facts.noticed_on, "Record the day on which the case came to the board's notice.")
recommendation = unless(
    lambda facts: facts.panel_recommended_on, "The panel is to make its recommendation to the chair of the board."
)
decision = unless(
    lambda facts: facts.decided_on and facts.decision, "The chair of the board is to decide and record the reasons."
)
decided_for = unless(lambda facts: facts.decision == "review", "The chair has not decided that a review is to be held.")
evaluator_told = unless(
    lambda facts: facts.notified_evaluator_on, "Tell the evaluator of the decision, and record the day."
)
government_office_told = unless(
    lambda facts: facts.notified_government_office_on, "Tell the Government Office, and record the day."
)
panel_chair = unless(lambda facts: facts.panel_chair_appointed, "Appoint an independent chair of the panel.")
author = unless(lambda facts: facts.author_appointed, "Appoint an independent author of the overview report.")
panel = unless(lambda facts: facts.panel_size, "Appoint the members of the panel.")
terms = unless(lambda facts: facts.terms_versions, "Agree the terms of reference.")
family = while_(lambda facts: facts.family_contact_missing, "Record how the family is offered a part, or why not.")
requested = unless(
    lambda facts: facts.reviews_requested, "Ask each agency that had to do with the child for its review."
)
health_overview = while_(
    lambda facts: facts.health_overview_missing, "The health agencies' reviews are to be drawn together in one report."
)
overview = unless(lambda facts: facts.overview_filed, "The author is to write and file the overview report.")
panel_agreement = unless(lambda facts: facts.panel_agreed_on, "The panel is to agree the overview report.")
acceptance = unless(lambda facts: facts.accepted_on, "The board is to accept the overview report formally.")
submitted = unless(lambda facts: facts.evaluation_submitted_on, "Send the papers for evaluation, and record the day.")
graded = unless(lambda facts: facts.grade.strip(), "The evaluator's grade has not come yet.")
draft = unless(lambda facts: facts.draft_exists, "The author is to draft the executive summary.")
approved = unless(
    lambda facts: facts.edition_approved, "Somebody other than the author is to read the edition and approve it."
)
criminal = while_(
    lambda facts: facts.proceedings_open, "Criminal proceedings are open: publication waits until they end."
)
family_court = while_(
    lambda facts: facts.family_proceedings_open, "Family proceedings are open: publication waits until they end."
)
not_resolved_against = while_(
    lambda facts: facts.not_published_on,
    "The board has resolved that nothing is published: it goes out only if the board takes that back.",
)


def criteria(facts: CaseFacts) -> str:
    """Criteria without an assessment."""
    left = facts.criteria_total - facts.criteria_assessed
    if facts.criteria_total and left <= 0:
        return ""
    if not facts.criteria_assessed:
        return "Assess each criterion and write down the evidence for it."
    return f"Assess {counted(left, 'more criterion', 'more criteria')} and write down the evidence."


def decided_against(facts: CaseFacts) -> str:
    """A decision against a review, with its reasons."""
    if facts.decision != "no_review":
        return "The chair has not decided against a review."
    return "" if facts.decision_reason.strip() else "Write down why no review is held."


def declarations(facts: CaseFacts) -> str:
    """Signed declarations of independence."""
    missing = facts.declarations_missing
    if not missing:
        return ""
    return f"Get {counted(missing, 'missing declaration', 'missing declarations')} of independence signed."


def reviews(facts: CaseFacts) -> str:
    """Agencies' reviews that the panel has not accepted."""
    asked = facts.reviews_requested
    if asked and facts.reviews_accepted >= asked and not facts.reviews_returned:
        return ""
    parts = [f"The panel has accepted {facts.reviews_accepted} of {asked} reviews"]
    to_read = facts.reviews_submitted - facts.reviews_accepted - facts.reviews_returned
    if to_read > 0:
        parts.append(f"{to_read} to be read")
    if facts.reviews_returned:
        parts.append(f"{facts.reviews_returned} sent back to be improved")
    if asked > facts.reviews_submitted:
        parts.append(f"{asked - facts.reviews_submitted} not in yet")
    return f"{'; '.join(parts)}."


def countersigned(facts: CaseFacts) -> str:
    """Agencies' reviews without the senior officer's signature."""
    missing = facts.countersignatures_missing
    return f"{counted(missing, 'review lacks', 'reviews lack')} a senior officer's signature." if missing else ""


def chronology(facts: CaseFacts) -> str:
    """One chronology made of all the agencies' own."""
    left = facts.chronologies_expected - facts.chronologies_received
    if left > 0:
        return f"{counted(left, 'chronology has', 'chronologies have')} still to come in."
    return "" if facts.chronology_merged else "Merge the agencies' chronologies into one."


def settled(facts: CaseFacts) -> str:
    """Findings in the draft that nobody has settled."""
    left = facts.unsettled_findings
    return (
        f"Settle {counted(left, 'finding', 'findings')} in the draft: keep or replace, with a reason." if left else ""
    )


def gate(facts: CaseFacts) -> str:
    """The gate's pass on the finished edition."""
    if facts.gate_passed is None:
        return "Make the edition and run the gate on it."
    return "" if facts.gate_passed else "The gate stopped the edition: put right what it found and run it again."


def other_hold(facts: CaseFacts) -> str:
    """Whatever else holds publication."""
    why = facts.other_hold.strip().rstrip(".")
    return f"Publication is held: {why}." if why else ""


def hold(facts: CaseFacts) -> str:
    """A reason to hold what is not out yet."""
    if facts.published_on is not None:
        return OUT_ALREADY
    if facts.on_hold:
        return ""
    return "Nothing holds publication: there are no proceedings and no other recorded reason."


def resolved(facts: CaseFacts) -> str:
    """The board's formal decision not to publish."""
    if facts.published_on is not None:
        return OUT_ALREADY
    if facts.not_published_on is None:
        return "The board has not resolved that nothing is to be published."
    return "" if facts.not_published_reason.strip() else "Write down why nothing is to be published."


def ended(facts: CaseFacts) -> str:
    """An end: published under the gate's pass, resolved not to be, or no review held."""
    if facts.published_on is not None and facts.gate_passed:
        return ""
    if not resolved(facts) or not decided_against(facts):
        return ""
    return "The summary is neither published nor formally resolved not to be."


def actions(facts: CaseFacts) -> str:
    """Actions still open."""
    left = facts.actions_total - facts.actions_closed
    return f"{counted(left, 'action is', 'actions are')} still open, of {facts.actions_total}." if left > 0 else ""
