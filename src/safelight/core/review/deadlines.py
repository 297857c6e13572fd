"""When is it due? Counted from the rule; an extension is a record beside the first date, and no clock ever stops."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from safelight.core.review.calendar import WorkingCalendar
from safelight.core.review.wording import counted, in_words, listed
from safelight.core.rulebook.model import Rule

SOON = timedelta(days=14)
BACK_FROM = "planned_publication_on"
"""The one event from which days are counted backwards."""


class DeadlineError(ValueError):
    """A clock that cannot be set: the rule counts nothing we know, or an extension lacks what makes it one."""


class DeadlineStanding(StrEnum):
    """How a deadline stands on a day."""

    MET = "met"
    MET_LATE = "met_late"
    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """One agreed extension: the new date, why, who authorised it, and who was told."""

    new_date: date
    reason: str
    authorised_by: str
    told: tuple[str, ...]
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One clock. `due_on` is the first date and never moves; `extended_to` is the date now agreed, if any."""

    duty: str
    says: str
    starts_on: date
    due_on: date
    title: str = ""
    extended_to: date | None = None
    extensions: tuple[Extension, ...] = ()
    met_on: date | None = None

    @property
    def binding_on(self) -> date:
        """The date that now counts."""
        return self.extended_to or self.due_on

    def standing(self, *, on: date) -> DeadlineStanding:
        """How the clock stands against the date that now counts."""
        if self.met_on is not None and self.met_on <= on:
            return DeadlineStanding.MET if self.met_on <= self.binding_on else DeadlineStanding.MET_LATE
        if on > self.binding_on:
            return DeadlineStanding.OVERDUE
        return DeadlineStanding.DUE_SOON if on >= self.binding_on - SOON else DeadlineStanding.OPEN

    def first_date_missed(self, *, on: date) -> bool:
        """Whether the first date has gone by unmet, whatever was agreed afterwards."""
        met = self.met_on if self.met_on is not None and self.met_on <= on else on
        return met > self.due_on

    def in_brief(self, *, on: date) -> str:
        """How it stands against the date that now counts, in a few words: "3 days late", "met 2 days late"."""
        standing = self.standing(on=on)
        until = self.met_on if self.met_on is not None and self.met_on <= on else on
        days = counted(abs((self.binding_on - until).days), "day", "days")
        if standing is DeadlineStanding.MET:
            return f"Met on {in_words(until)}"
        if standing is DeadlineStanding.MET_LATE:
            return f"Met on {in_words(until)}, {days} late"
        if standing is DeadlineStanding.OVERDUE:
            return f"{days} late"
        return "Due today" if self.binding_on == on else f"{days} left"

    def sentence(self, *, on: date) -> str:
        """The clock in plain English for a page or a report."""
        parts = [f"Due {in_words(self.due_on)}"]
        if self.extended_to is not None:
            parts.append(f"extended to {in_words(self.extended_to)}")
        if self.met_on is not None and self.met_on <= on:
            parts.append(f"done {in_words(self.met_on)}")
        elif on > self.binding_on:
            parts.append(f"{counted((on - self.binding_on).days, 'day', 'days')} overdue")
        missed = self.extended_to is not None and self.first_date_missed(on=on)
        return f"{', '.join(parts)}{'; the first date was missed' if missed else ''}."


def deadline(
    rule: Rule,
    *,
    starts_on: date,
    extended_to: date | None = None,
    met_on: date | None = None,
    calendar: WorkingCalendar,
) -> Deadline:
    """Set the clock of a rule that says by when, from the day of its event; before a planned publication it runs back.

    Raises:
        DeadlineError: the rule counts no time, counts it in a unit we do not know, or the extension shortens it.
    """
    if "event" not in rule.args:
        raise DeadlineError(f"{rule.id} sets no time limit (its check is {rule.check!r}): choose a rule that does.")
    due_on = _count(rule, starts_on=starts_on, calendar=calendar)
    if extended_to is not None and extended_to <= due_on:
        raise DeadlineError(
            f"An extension to {in_words(extended_to)} is no later than the date it extends, {in_words(due_on)}: "
            "give a later date, or record none."
        )
    return Deadline(
        duty=rule.duty, says=rule.says, starts_on=starts_on, due_on=due_on, extended_to=extended_to, met_on=met_on
    )


def kept_until(rule: Rule, *, from_day: date, calendar: WorkingCalendar) -> date:
    """The day until which a `stays_up` rule keeps what was published on `from_day` public, at least."""
    return _count(rule, starts_on=from_day, calendar=calendar)


def _count(rule: Rule, *, starts_on: date, calendar: WorkingCalendar) -> date:
    count, unit = rule.number("count"), rule.text("unit")
    back = rule.args.get("event") == BACK_FROM
    if unit == "calendar_month":
        return calendar.add_calendar_months(starts_on, -count if back else count)
    if unit == "calendar_day":
        return starts_on + timedelta(days=-count if back else count)
    if unit == "working_day":
        return calendar.working_day_before(starts_on, count) if back else calendar.working_day_after(starts_on, count)
    raise DeadlineError(
        f"{rule.id} counts in {unit!r}: use calendar_month, calendar_day or working_day in the rule's args."
    )


def extend(clock: Deadline, *, by: Extension) -> Deadline:
    """Add an extension. The first date stays, so that it can still be reported as missed.

    Raises:
        DeadlineError: it is no later than the date that now counts, or does not say why, by whom or who was told.
    """
    if by.new_date <= clock.binding_on:
        raise DeadlineError(
            f"{in_words(by.new_date)} is no later than {in_words(clock.binding_on)}, the date that now counts: "
            "an extension gives a later date."
        )
    needed = {"why": by.reason, "who authorised it": by.authorised_by, "who was told": "".join(by.told)}
    blank = [what for what, words in needed.items() if not words.strip()]
    if blank:
        raise DeadlineError(f"An extension says {listed(blank)}: fill that in before it is recorded.")
    return replace(clock, extended_to=by.new_date, extensions=(*clock.extensions, by))
