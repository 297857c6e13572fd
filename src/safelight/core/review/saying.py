"""What does the task list say, and of whom? The sentences of its lines, from the facts of the review."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from safelight.core.review import lacking
from safelight.core.review.facts import CaseFacts
from safelight.core.review.wording import counted, in_words
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import When
from safelight.core.vocabulary import Reader

TOKEN = re.compile(r"(^|[.?!] )?\{(\w+)\}")
HOLDERS = {
    Reader.BUSINESS_MANAGER: "the business manager",
    Reader.BOARD_CHAIR: "{board_chair}",
    Reader.PANEL_CHAIR: "{panel_chair}",
    Reader.PANEL_MEMBER: "a member of {panel}",
    Reader.OVERVIEW_AUTHOR: "{author}",
    Reader.AGENCY_AUTHOR: "{agencies}",
}
"""Who has a task, in the words of the kind of review."""


def worded(sentence: str, regime: Regime) -> str:
    """Our own sentence with what this kind of review calls its board, its report and so on in place of {board} etc."""
    words = dict(regime.process.words)
    # Where no summary is published, what is drafted for publication is the report itself.
    published = words["summary" if regime.find("publication.summary") is not None else "report"]
    return in_words_of(sentence, words={**words, "published": published})


def in_words_of(sentence: str, *, words: Mapping[str, str]) -> str:
    """The same, from the words themselves."""

    def put(token: re.Match[str]) -> str:
        before, name = token[1], token[2]
        if name not in words:
            return token[0]
        word = words[name]
        # At the start of a sentence it begins with a capital.
        return word if before is None else f"{before}{word[:1].upper()}{word[1:]}"

    return TOKEN.sub(put, sentence)


def holder_of(who: Reader, regime: Regime) -> str:
    """Who has a task, as this kind of review calls them."""
    name = worded(HOLDERS.get(who, who.replace("_", " ")), regime)
    return name[:1].lower() + name[1:]


def asked_for(when: When, facts: CaseFacts) -> bool:
    """Whether a duty of that kind is asked for in a review that stands like this."""
    return {
        When.ALWAYS: True,
        When.REVIEW: facts.decision != "no_review",
        When.NO_REVIEW: facts.decision == "no_review",
        When.PUBLISHED: facts.published_on is not None,
        When.NOT_PUBLISHED: facts.not_published_on is not None,
    }[when]


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
    return f"{{evaluator}} has had the papers since {in_words(facts.evaluation_submitted_on)}. Nothing to do here."


def graded(facts: CaseFacts) -> str:
    """What the evaluator made of the review."""
    grade = facts.grade.strip()
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
    return f"It was resolved{when} that nothing is to be published."


def no_actions(facts: CaseFacts) -> str:
    """That there is no plan yet."""
    return "" if facts.actions_total else "Turn each recommendation into an action with an owner, a date and a measure."


def actions_done(facts: CaseFacts) -> str:
    """That the plan is closed."""
    return f"All of the plan is closed: {counted(facts.actions_total, 'action', 'actions')}."
