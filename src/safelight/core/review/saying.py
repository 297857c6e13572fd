"""What does the task list say, and of whom? The sentences of its lines, from the facts of the review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from safelight.core.review import lacking
from safelight.core.review.facts import CaseFacts
from safelight.core.review.wording import counted, in_words
from safelight.core.vocabulary import Reader


def always(sentence: str) -> Callable[[CaseFacts], str]:
    """The same sentence whatever the facts."""
    return lambda facts: sentence


def dated(what: str, day: Callable[[CaseFacts], date | None]) -> Callable[[CaseFacts], str]:
    """A sentence with its date, for what has been done."""

    def sentence(facts: CaseFacts) -> str:
        when = day(facts)
        return f"{what} on {in_words(when)}." if when else f"{what}."

    return sentence


def review_goes_on(facts: CaseFacts) -> bool:
    """Whether there is, or may yet be, a review."""
    return facts.decision != "no_review"


def to_be_published(facts: CaseFacts) -> bool:
    """Whether there is something still to publish."""
    return review_goes_on(facts) and not resolved_not_to_publish(facts)


def resolved_not_to_publish(facts: CaseFacts) -> bool:
    """Whether the board has resolved, with reasons, that nothing is published."""
    return not lacking.resolved(facts)


def decided(facts: CaseFacts) -> str:
    """What the chair decided, and when."""
    result = "a review is held" if facts.decision == "review" else "no review is held"
    return f"Decided on {in_words(facts.decided_on)}: {result}." if facts.decided_on else "Decided."


def holder_of_reviews(facts: CaseFacts) -> Reader:
    """The agencies have it until all reviews are in and none is sent back; then the panel has it."""
    if facts.reviews_returned or facts.reviews_submitted < facts.reviews_requested:
        return Reader.AGENCY_AUTHOR
    return Reader.PANEL_CHAIR


def chronologies_to_come(facts: CaseFacts) -> str:
    """How many chronologies the agencies still owe."""
    return lacking.chronology(facts) if facts.chronologies_received < facts.chronologies_expected else ""


def with_the_evaluator(facts: CaseFacts) -> str:
    """Since when the evaluator has had the papers."""
    if facts.evaluation_submitted_on is None:
        return ""
    return f"The evaluator has had the papers since {in_words(facts.evaluation_submitted_on)}. Nothing to do here."


def graded(facts: CaseFacts) -> str:
    """What the evaluator made of the review."""
    grade = facts.grade.strip()
    if grade.casefold() == "inadequate":
        return "Graded inadequate: the board decides whether parts of the review have to be done again."
    return f"Graded {grade}." if grade else "Sent for evaluation."


def gate_stopped(facts: CaseFacts) -> str:
    """That the gate found something."""
    return lacking.gate(facts) if facts.gate_passed is False else ""


def held(facts: CaseFacts) -> str:
    """Everything that holds publication."""
    holds = (lacking.criminal(facts), lacking.family_court(facts), lacking.other_hold(facts))
    return " ".join(hold for hold in holds if hold)


def proceedings(facts: CaseFacts) -> str:
    """Everything that holds publication, and what can be done meanwhile."""
    holds = held(facts)
    return f"{holds} Go on with everything else until then." if holds else ""


def published(facts: CaseFacts) -> str:
    """That the edition is still to be published."""
    if facts.published_on is not None and facts.gate_passed:
        return ""
    if resolved_not_to_publish(facts):
        return ""
    if facts.not_published_on is not None:
        return lacking.resolved(facts)
    return "The edition is approved: publish it."


def publication_done(facts: CaseFacts) -> str:
    """How publication ended."""
    if facts.published_on is not None:
        return f"Published on {in_words(facts.published_on)}."
    when = f" on {in_words(facts.not_published_on)}" if facts.not_published_on else ""
    return f"The board resolved{when} that nothing is to be published."


def no_actions(facts: CaseFacts) -> str:
    """That there is no plan yet."""
    return "" if facts.actions_total else "Turn each recommendation into an action with an owner, a date and a measure."


def actions_done(facts: CaseFacts) -> str:
    """That the plan is closed."""
    return f"All of the plan is closed: {counted(facts.actions_total, 'action', 'actions')}."
