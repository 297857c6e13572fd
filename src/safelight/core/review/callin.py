"""When does a decision take effect? After the call-in period, counted from publication and never from the meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safelight.core.review.calendar import WorkingCalendar
from safelight.core.review.wording import in_words
from safelight.core.rulebook.model import Rule

FOLLOWING = "Following the expiry of the call-in period for"
UNTIL_THEN = "It is not to be acted on until then."


class CallInError(ValueError):
    """Facts about a call-in that cannot all be true."""


class StartEvent(StrEnum):
    """What starts the period; the council's constitution says which."""

    DECISION_PUBLISHED = "decision_published"
    MINUTES_PUBLISHED = "minutes_published"


WORDS = {
    StartEvent.MINUTES_PUBLISHED: ("the minutes", "the minutes are published"),
    StartEvent.DECISION_PUBLISHED: ("the decision", "the decision is published"),
}


class CallInStatus(StrEnum):
    """Where a decision stands on its way to taking effect."""

    NOT_STARTED = "not_started"
    OPEN = "open"
    CALLED_IN = "called_in"
    REFERRED_BACK = "referred_back"
    EXPIRED = "expired"
    WAIVED = "waived"


class CallInOutcome(StrEnum):
    """What scrutiny made of a decision that was called in."""

    STANDS = "stands"
    REFERRED_BACK = "referred_back"
    REFERRED_TO_COUNCIL = "referred_to_council"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallInTerms:
    """What one council's constitution says of call-in."""

    start_event: StartEvent = StartEvent.MINUTES_PUBLISHED
    days: int = 5
    count_start_day: bool = False


COUNCIL_PRACTICE = CallInTerms()
"""Five working days from the publication of the minutes, that day not counted: the usual figure of constitutions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallInFacts:
    """One decision. `started_on` is the day of the start event; it is None until that has happened.

    `outcome_on` is the day of the meeting that dealt with the call-in: a decision let stand takes effect after it.
    """

    started_on: date | None = None
    waived: bool = False
    called_in_on: date | None = None
    outcome: CallInOutcome | None = None
    outcome_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallInPeriod:
    """The period as it stands on a day. `effective_on` is None wherever it is not known: it is never guessed."""

    status: CallInStatus
    terms: CallInTerms
    expires_on: date | None
    effective_on: date | None
    let_stand: bool = False

    @property
    def sentence(self) -> str:
        """The implementation date as a committee report prints it."""
        noun, published = WORDS[self.terms.start_event]
        if self.status is CallInStatus.NOT_STARTED:
            return f"{FOLLOWING} {noun}: not known until {published}."
        if self.status is CallInStatus.WAIVED:
            return "At once: the call-in period was waived."
        if self.status is CallInStatus.CALLED_IN:
            return f"Not known: the decision was called in and waits for scrutiny. {UNTIL_THEN}"
        if self.status is CallInStatus.REFERRED_BACK:
            return f"Not known: the decision was called in and referred back. {UNTIL_THEN}"
        if self.let_stand:
            return self._let_stand()
        assert self.expires_on is not None
        assert self.effective_on is not None
        verb = "ends" if self.status is CallInStatus.OPEN else "ended"
        return (
            f"{FOLLOWING} {noun}: it {verb} at the end of {_day(self.expires_on)}, "
            f"so the decision takes effect on {_day(self.effective_on)}"
            f"{' unless it is called in' if self.status is CallInStatus.OPEN else ''}."
        )

    def _let_stand(self) -> str:
        if self.effective_on is None:
            return "Not known: scrutiny let the decision stand, and the day of its meeting is not recorded."
        return f"{_day(self.effective_on)}: scrutiny let the decision stand after it was called in."


def terms_from(rule: Rule) -> CallInTerms:
    """The terms that a `working_days_after` rule (duty committee.call-in) carries.

    Raises:
        CallInError: the rule names a start that is neither the decision's nor the minutes' publication.
    """
    event = rule.text("event")
    if event not in set(StartEvent):
        raise CallInError(
            f"{rule.id} starts call-in at {event!r}: use {' or '.join(StartEvent)}. The meeting itself starts nothing."
        )
    return CallInTerms(start_event=StartEvent(event), days=rule.number("count"))


def call_in_period(
    facts: CallInFacts, *, on: date, calendar: WorkingCalendar, terms: CallInTerms = COUNCIL_PRACTICE
) -> CallInPeriod:
    """Work out the call-in period of one decision as at a day.

    Raises:
        CallInError: the decision was called in outside its period, or has an outcome without having been called in.
    """
    if facts.started_on is None or on < facts.started_on:
        _check_nothing_happened_yet(facts)
        if facts.waived:
            return CallInPeriod(status=CallInStatus.WAIVED, terms=terms, expires_on=None, effective_on=None)
        return CallInPeriod(status=CallInStatus.NOT_STARTED, terms=terms, expires_on=None, effective_on=None)
    expires = _expiry(facts.started_on, calendar=calendar, terms=terms)
    _check_order(facts, started_on=facts.started_on, expires_on=expires)
    status, effective = _standing(facts, on=on, expires_on=expires, calendar=calendar)
    return CallInPeriod(
        status=status,
        terms=terms,
        expires_on=expires,
        effective_on=effective,
        let_stand=status is CallInStatus.EXPIRED and facts.outcome is CallInOutcome.STANDS,
    )


def _expiry(started_on: date, *, calendar: WorkingCalendar, terms: CallInTerms) -> date:
    """The last day of the period: it runs to the end of that day."""
    counted = terms.count_start_day and calendar.is_working_day(started_on)
    left = terms.days - counted
    return calendar.working_day_after(started_on, left) if left else started_on


def _standing(
    facts: CallInFacts, *, on: date, expires_on: date, calendar: WorkingCalendar
) -> tuple[CallInStatus, date | None]:
    if facts.waived:
        return CallInStatus.WAIVED, facts.started_on
    if facts.called_in_on is not None and facts.called_in_on <= on:
        return _after_call_in(facts, on=on)
    status = CallInStatus.OPEN if on <= expires_on else CallInStatus.EXPIRED
    return status, calendar.working_day_after(expires_on, 1)


def _after_call_in(facts: CallInFacts, *, on: date) -> tuple[CallInStatus, date | None]:
    if facts.outcome is None or (facts.outcome_on is not None and facts.outcome_on > on):
        return CallInStatus.CALLED_IN, None
    if facts.outcome is CallInOutcome.STANDS:
        return CallInStatus.EXPIRED, facts.outcome_on
    return CallInStatus.REFERRED_BACK, None


def _check_nothing_happened_yet(facts: CallInFacts) -> None:
    if facts.started_on is None and (facts.called_in_on or facts.outcome):
        raise CallInError("A decision cannot be called in before its period has started: record the publication first.")


def _check_order(facts: CallInFacts, *, started_on: date, expires_on: date) -> None:
    if facts.called_in_on is None:
        if facts.outcome is not None:
            raise CallInError("This decision has an outcome of call-in but no call-in: record when it was called in.")
        return
    if facts.waived:
        raise CallInError("This decision was called in and call-in was waived: only one of the two can be true.")
    if not started_on <= facts.called_in_on <= expires_on:
        raise CallInError(
            f"A call-in on {in_words(facts.called_in_on)} is out of time: the period runs from "
            f"{in_words(started_on)} to the end of {in_words(expires_on)}."
        )
    if facts.outcome is None and facts.outcome_on is not None:
        raise CallInError("Scrutiny has met on the call-in: record what it decided as well.")
    if facts.outcome_on is not None and facts.outcome_on < facts.called_in_on:
        raise CallInError("The outcome of a call-in cannot come before the call-in.")


def _day(day: date) -> str:
    return f"{day:%A} {in_words(day)}"
