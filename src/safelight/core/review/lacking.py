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
    lambda facts: facts.panel_recommended_on, "{panel} is to make its recommendation to {board_chair}."
)
decision = unless(
    lambda facts: facts.decided_on and facts.decision, "To be decided by {board_chair}, with the reasons recorded."
)
decided_for = unless(lambda facts: facts.decision == "review", "It has not been decided that a review is to be held.")
panel_chair = unless(lambda facts: facts.panel_chair_appointed, "Appoint {panel_chair}, who is independent.")
author = unless(lambda facts: facts.author_appointed, "Appoint {author}, who is independent.")
panel = unless(lambda facts: facts.panel_size, "Appoint the members of {panel}.")
terms = unless(lambda facts: facts.terms_versions, "Agree the terms of reference.")
terms_answered = while_(
    lambda facts: facts.terms_versions and facts.terms_unanswered,
    "Some questions that the rules expect are not answered in the terms of reference yet.",
)
family = while_(lambda facts: facts.family_contact_missing, "Record how the family is offered a part, or why not.")
requested = unless(
    lambda facts: facts.reviews_requested, "Ask each agency that had to do with the child for its review."
)
health_overview = while_(
    lambda facts: facts.health_overview_missing, "The health agencies' reviews are to be drawn together in one report."
)
overview = unless(lambda facts: facts.overview_filed, "{author} is to write and file {report}.")
acceptance = unless(lambda facts: facts.accepted_on, "{report} is to be accepted formally by {board}.")
submitted = unless(lambda facts: facts.evaluation_submitted_on, "Send the papers to {evaluator}, and record the day.")
graded = unless(lambda facts: facts.grade.strip(), "The grade has not come yet.")
draft = unless(lambda facts: facts.draft_exists, "{author} is to draft {published} as it is to be published.")
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
    "It was resolved that nothing is published: it goes out only if that is taken back.",
)


def criteria(facts: CaseFacts) -> str:
    """Criteria without an assessment."""
    left = facts.criteria_total - facts.criteria_assessed
    if facts.criteria_total and left <= 0:
        return ""
    if not facts.criteria_assessed:
        return "Assess each criterion and write down the evidence for it."
    return f"Assess {counted(left, 'more criterion', 'more criteria')} and write down the evidence."


def panel_agreement(facts: CaseFacts) -> str:
    """The panel's agreement, which has to be given anew when a grade opened the review again."""
    if facts.panel_agreed_on:
        return ""
    if facts.reopened_on:
        return (
            "The review is done again, as the grade asks: put right what was found, then {panel} agrees {report} anew."
        )
    return "{panel} is to agree {report}."


def decided_against(facts: CaseFacts) -> str:
    """A decision against a review, with its reasons."""
    if facts.decision != "no_review":
        return "It has not been decided that no review is held."
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
    parts = [f"{{panel}} has accepted {facts.reviews_accepted} of {asked} reviews"]
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
        return "It has not been resolved that nothing is to be published."
    return "" if facts.not_published_reason.strip() else "Write down why nothing is to be published."


def ended(facts: CaseFacts) -> str:
    """An end: published under the gate's pass, resolved not to be, or no review held."""
    if facts.published_on is not None and facts.gate_passed:
        return ""
    if not resolved(facts) or not decided_against(facts):
        return ""
    return "It is neither published nor formally resolved not to be."


def actions(facts: CaseFacts) -> str:
    """Actions still open."""
    left = facts.actions_total - facts.actions_closed
    return f"{counted(left, 'action is', 'actions are')} still open, of {facts.actions_total}." if left > 0 else ""


def effect_unchecked(facts: CaseFacts) -> str:
    """That the effect of a closed action is still to be looked at."""
    if facts.next_effect_check_on is None:
        return ""
    return "Look whether the closed actions made the difference intended: the action plan says which, and when."


def intruder_again(facts: CaseFacts) -> str:
    """That somebody is to try again whether anybody can be identified in what is public."""
    if facts.public_but_not_remote or facts.next_intruder_review_on is None:
        return facts.public_but_not_remote
    return "Try again on the day that was set, with what can be found by then: the page of publication leads there."
