"""Can a recommendation and its action be followed up? Advice to whoever writes them; it never stands in the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from safelight.core.review.plan import NO_MEASURE

MANY: Final = 12
"""From this many on, the page asks for fewer. The guidance says "few" and gives no number: this one is ours."""
SEEN_ELSEWHERE: Final = (
    "Guidance asks for few, focused ones. Twenty reviews of the time made 931 between them, about 47 each, as the "
    "press counted; the government's study of action plans found most to be about procedures and training."
)
"""How many others made, and where the figure comes from."""

_WEAK: Final = (
    "consider",
    "continue",
    "encourage",
    "endeavour",
    "ensure",
    "explore",
    "promote",
    "raise awareness",
    "remind",
    "seek to",
    "strive",
    "support",
    "take steps",
    "work towards",
)
"""Verbs after which nobody can see whether it was done. "Review" and "audit" are left out: they end with something."""
_WEAK_VERB: Final = re.compile(
    rf"\b(?:{'|'.join(word.replace(' ', r'[ ]') for word in _WEAK)})(?:s|ed|ing)?\b", re.IGNORECASE
)
_TO_SEE: Final = re.compile(
    r"\b(?:audit\w*|sampl\w*|record(?:s|ed)?|report(?:s|ed)? (?:to|by|on)|written|in writing|sign(?:s|ed)?|checklist|"
    r"within \w+|every|each|at least|no later than|monthly|weekly|quarterly|yearly|per cent|percentage|survey\w*)\b|\d",
    re.IGNORECASE,
)
"""Words that say what could be looked at afterwards."""
_SOMEBODY: Final = re.compile(
    r"\b(?:agenc(?:y|ies)|board|council|trust|police|constabulary|force|service|services|school|schools|college|"
    r"hospital|practice|practices|partner\w*|panel|head|director|manager|managers|nurse|nurses|visitors?|midwi\w+|"
    r"teachers?|workers?|officers?|doctors?|GPs?|supervisors?|team|teams|lead|authority|commissioner\w*|association|"
    r"department|panels)\b",
    re.IGNORECASE,
)
_SHORT_NAME: Final = re.compile(r"\b[A-Z]{2,6}\b")
_PLAN_WORDS: Final = re.compile(r"\b(?:all (?:professionals|staff|practitioners|agencies)|everyone|everybody)\b", re.I)
_COUNTED: Final = re.compile(
    r"\d|\b(?:audit\w*|survey\w*|sampl\w*|count\w*|dip[- ]?sampl\w*|compar\w*|observ\w*|inspect\w*|feedback|rate|share|"
    r"number|per cent|percentage|all|each|every|none|no (?:more|child|visit|case)\b|half|two|three|four|five|six)\b",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(
    r"\b(?:all|every\w*|agencies|staff|tbc|tbd|various)\b|[/;]|"
    r"\b(?:head|director|manager|lead|nurse|officer)\b.*\b(?:and|&)\b.*\b(?:head|director|manager|lead|nurse|officer)\b",
    re.IGNORECASE,
)
"""An owner that is nobody in particular, or several posts."""
_LONGEST: Final = 60
"""Words from which on a recommendation most likely asks for several things at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One thing that makes it hard to follow up, and what to write instead. `about` is "recommendation" or "action"."""

    about: str
    what: str
    instead: str


def look_at_recommendation(text: str) -> tuple[Advice, ...]:
    """What in the words of a recommendation will make it hard to see that it was followed."""
    return tuple(Advice(about="recommendation", what=what, instead=instead) for what, instead in _weak(text))


def look_at_action(*, text: str, owner: str, due_on: date | None, measure: str) -> tuple[Advice, ...]:
    """What in an action will make it hard to see that it was done and that it worked."""
    found = [*_weak_verb(text), *_not_owned(owner), *_not_dated(due_on), *_not_measured(measure)]
    return tuple(Advice(about="action", what=what, instead=instead) for what, instead in found)


def too_many(number: int) -> str:
    """A sentence where there are many recommendations, with what is known of others; else ""."""
    return f"There are {number} recommendations. {SEEN_ELSEWHERE}" if number >= MANY else ""


def _weak(text: str) -> Iterator[tuple[str, str]]:
    yield from _weak_verb(text)
    if not _SOMEBODY.search(text) and not _SHORT_NAME.search(text):
        yield (
            "It does not say who is to do it.",
            "Name the agency or the post.",
        )
    if everybody := _PLAN_WORDS.search(text):
        yield (
            f"“{everybody.group()}” is nobody in particular.",
            "Name those whose work is to change.",
        )
    if len(text.split()) > _LONGEST or text.count(";") > 1:
        yield ("It asks for several things at once.", "Make one recommendation of each, or leave the lesser ones out.")


def _weak_verb(text: str) -> Iterator[tuple[str, str]]:
    weak = _WEAK_VERB.search(text)
    if weak and not _TO_SEE.search(text):
        yield (
            f"“{weak.group()}” leaves nothing to look at afterwards.",
            "Say what will be there, or be done, that is not today.",
        )


def _not_owned(owner: str) -> Iterator[tuple[str, str]]:
    if not owner.strip():
        yield ("Nobody owns it.", "Name one post.")
    elif _SEVERAL.search(owner):
        yield (f"“{owner.strip()}” may be more than one person.", "Name one post that answers for it.")


def _not_dated(due_on: date | None) -> Iterator[tuple[str, str]]:
    if due_on is None:
        yield ("It has no date.", "Say by which day.")


def _not_measured(measure: str) -> Iterator[tuple[str, str]]:
    plain = measure.strip().rstrip(".").casefold()
    if not plain or plain in NO_MEASURE:
        yield ("It has no measure.", "Say what will be counted, seen or audited.")
    elif not _COUNTED.search(measure):
        yield ("Nothing in the measure can be counted or looked at.", "Say what will be counted, by whom and when.")


def told(advice: Iterable[Advice]) -> tuple[str, ...]:
    """Each piece of advice as one line of a page."""
    return tuple(f"{each.what} {each.instead}" for each in advice)
