"""What would an inspector see? For each rule of a review: what was done, when, by whom; and where it was not kept, why.

Names. The record is the board's own paper, for those who inspect its work. Whoever acted for the board is in it with
name and post, as the records have it. Of a family there is only the relation, of somebody who asked for a paper only
the interest, and of the child only what published documents say ("Child N"). The texts that people typed arrive here
with the register's names taken out already (`records.assurance.masking`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safelight.core.review.deadlines import Deadline
from safelight.core.review.deeds import Deed, Shown, Sign, among
from safelight.core.review.facts import CaseFacts
from safelight.core.review.keeping import Kept, kept
from safelight.core.review.saying import asked_for, worded
from safelight.core.rulebook.checks import Check
from safelight.core.rulebook.governing import Regime, Silence
from safelight.core.rulebook.model import Rule, When
from safelight.core.vocabulary import Force


class State(StrEnum):
    """How one rule stands in one review, in the order in which they are counted."""

    DONE = "done"
    LATE = "late"
    DEPARTED = "departed"
    OPEN = "open"
    NOT_DONE = "not_done"
    KEPT = "kept"
    STANDS = "stands"
    ALLOWED = "allowed"
    NOT_ASKED = "not_asked"


TITLES = {
    State.DONE: "Done",
    State.LATE: "Done late",
    State.DEPARTED: "Departed from",
    State.OPEN: "Open",
    State.NOT_DONE: "Not done",
    State.KEPT: "Kept by Safelight",
    State.STANDS: "Standing rule",
    State.ALLOWED: "Allowed",
    State.NOT_ASKED: "Not asked for here",
}
MEANS = {
    State.DONE: "A record shows that it was done and, where the rule gives a time, that it was done in time.",
    State.LATE: "It was done after the first date by which it was due.",
    State.DEPARTED: "Set aside for an exceptional reason, recorded by a named person.",
    State.OPEN: "Not done yet, and the date that counts, where there is one, has not gone by.",
    State.NOT_DONE: "The date that counts has gone by, or the review was closed, and no record shows that it was done.",
    State.KEPT: "The program refuses what would break it.",
    State.STANDS: "For those who do the work: no record of the review shows it by itself.",
    State.ALLOWED: "The rule allows something and asks for nothing.",
    State.NOT_ASKED: "The rule asks nothing of a review that stands like this one.",
}
STAND_OUT = (State.NOT_DONE, State.LATE, State.DEPARTED)
"""What an inspector looks at first."""
ONLY_IN_A_REVIEW = frozenset(
    {"scope", "independence", "family", "imr", "agencies", "chronology", "report"}
    | {"summary", "overview", "evaluation", "publication", "plan"}
)
"""The groups of questions that nothing asks once it is decided that no review is held."""
WHEN = {
    When.REVIEW: "Asked for only where a review is held.",
    When.NO_REVIEW: "Asked for only where it is decided that no review is held.",
    When.PUBLISHED: "Asked for only once something is published.",
    When.NOT_PUBLISHED: "Asked for only where it is resolved that nothing is published.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Departed:
    """One departure from a rule: in which act, why, when and by whom."""

    rule: str
    question: str
    where: str
    reason: str
    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Whose review it is and what it is called; `sealed` is the newest entry of the audit trail, by number and hash."""

    board: str
    contact: str
    public_name: str
    reference: str
    stage: str
    sealed: tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Everything that a record is made from, as it stood on a day."""

    head: Head
    on: date
    regime: Regime
    facts: CaseFacts
    clocks: tuple[Deadline, ...]
    deeds: tuple[Deed, ...]
    departures: tuple[Departed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One rule and how it stands: a sentence, what was done, the later dates agreed, and what departs from it."""

    rule: Rule
    question: str
    state: State
    sentence: str
    how: str
    clock: Deadline | None
    deeds: tuple[Deed, ...]
    extensions: tuple[Deed, ...]
    departures: tuple[Departed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The rules under one heading of the rulebook."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssuranceRecord:
    """The whole record, before it is set on pages."""

    given: Given
    sections: tuple[Section, ...]
    silences: tuple[Silence, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every rule of the review, in the order of the rulebook."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def tally(self) -> tuple[tuple[State, int], ...]:
        """How many rules stand in each way."""
        states = [entry.state for entry in self.entries]
        return tuple((state, states.count(state)) for state in State)

    @property
    def standing_out(self) -> tuple[Entry, ...]:
        """What was not done, late or departed from: the first of these first."""
        return tuple(entry for state in STAND_OUT for entry in self.entries if entry.state is state)


def build(given: Given) -> AssuranceRecord:
    """Put every rule of the review beside what the records show of it."""
    entries = {rule.duty: _entry(rule, given) for rule in given.regime.rules}
    sections = (
        Section(
            heading=heading,
            entries=tuple(entries[rule.duty] for rule in given.regime.rules_under(group)),
        )
        for group, heading in given.regime.framework.headings
    )
    return AssuranceRecord(
        given=given,
        sections=tuple(section for section in sections if section.entries),
        silences=given.regime.silences(),
    )


def _entry(rule: Rule, given: Given) -> Entry:
    duty = given.regime.duty(rule)
    how = kept(rule, phase=duty.phase is not None)
    clock = next((clock for clock in given.clocks if clock.duty == rule.duty), None)
    deeds = among(given.deeds, *how.shown)
    # A departure recorded under an earlier wording of the rule is one from the same question.
    departures = tuple(each for each in given.departures if rule.id == each.rule or duty.question == each.question)
    state, sentence = _state(rule, how, given, deeds=deeds, clock=clock, departed=bool(departures))
    stands = state in {State.KEPT, State.STANDS}
    return Entry(
        rule=rule,
        question=duty.question,
        state=state,
        sentence=sentence,
        how="" if stands else worded(how.how, given.regime),
        clock=clock,
        deeds=() if state is State.NOT_ASKED else deeds,
        extensions=among(given.deeds, Sign(Shown.EXTENSION, rule.duty)),
        departures=departures,
    )


def _state(
    rule: Rule, how: Kept, given: Given, *, deeds: tuple[Deed, ...], clock: Deadline | None, departed: bool
) -> tuple[State, str]:
    if departed:
        return State.DEPARTED, _clocked("", clock, given)
    if rule.force is Force.MAY and rule.check != Check.CRITERION:
        return State.ALLOWED, ""
    if how.lacks is None:
        return (State.KEPT if how.by_safelight else State.STANDS), worded(how.how, given.regime)
    if unasked := _unasked(rule, how, given, deeds=deeds):
        return State.NOT_ASKED, unasked
    missing = worded(how.lacks(given.facts, deeds), given.regime)
    if not missing:
        late = clock is not None and clock.first_date_missed(on=given.on)
        return (State.LATE if late else State.DONE), _clocked("", clock, given)
    overdue = clock is not None and given.on > clock.binding_on
    gone = overdue or given.facts.closed_on is not None
    return (State.NOT_DONE if gone else State.OPEN), _clocked(missing, clock, given)


def _unasked(rule: Rule, how: Kept, given: Given, *, deeds: tuple[Deed, ...]) -> str:
    """Why the rule asks nothing of this review as it stands, or ""."""
    duty = given.regime.duty(rule)
    if not how.asked(given.facts, deeds):
        return how.only
    if deeds:
        return ""
    if duty.phase is not None:
        return "" if asked_for(duty.when, given.facts) else WHEN.get(duty.when, "")
    group = rule.duty.partition(".")[0]
    ended = given.facts.decision == "no_review" and (group in ONLY_IN_A_REVIEW or rule.duty == "clock.completion")
    return WHEN[When.REVIEW] if ended else ""


def _clocked(sentence: str, clock: Deadline | None, given: Given) -> str:
    if clock is None:
        return sentence
    return f"{sentence} {clock.sentence(on=given.on)}".strip()
