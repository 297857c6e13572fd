"""What do the rules ask to be done and written down, beside the acts that every review knows? Read from the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from safelight.core.decision import Reason
from safelight.core.review.calendar import WorkingCalendar
from safelight.core.review.deadlines import BACK_FROM, deadline
from safelight.core.review.facts import CaseFacts
from safelight.core.review.grounds import BINDING, can_be_departed_from
from safelight.core.review.intruder import TRIED
from safelight.core.review.requirements import Requirement, look, ruled
from safelight.core.review.saying import asked_for
from safelight.core.review.wording import in_words
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Phase, Rule, When
from safelight.core.vocabulary import Force, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One thing to be done and written down: what it is called, who has it, and in which part of the work."""

    rule: Rule
    title: str
    who: Reader
    phase: Phase
    after: tuple[str, ...] = ()

    @property
    def requirement(self) -> Requirement:
        """It is met once it is recorded; a "should" may be departed from."""
        return ruled(
            self.rule.duty,
            lambda facts: (
                "" if facts.done_on(self.rule.duty) else f"Not done yet: “{self.title}”. {self.lacking(facts)}"
            ),
        )

    def lacking(self, facts: CaseFacts) -> str:
        """What to do while nothing is recorded, or nothing that counts."""
        if self.rule.duty == TRIED:
            return facts.intruder_lacking or "Record it with the draft: it counts for exactly that text."
        if self.rule.check == "told":
            return f"Tell {self.rule.text('body')}, and record the day."
        return "Record when and how this was done."

    def undated(self, facts: CaseFacts) -> str:
        """What to enter so that its last day can be counted back, or "" where none is counted or it can be."""
        if self.rule.args.get("event") != BACK_FROM or facts.planned_publication_on is not None:
            return ""
        return "Plan the day of publication, on the page of decisions: the last day for this counts back from it."

    @property
    def waits_for(self) -> tuple[str, ...]:
        """What is done before it: the duty whose record starts its clock, and what the rulebook says besides."""
        event = self.rule.args.get("event")
        return (*((event,) if isinstance(event, str) and "." in event else ()), *self.after)


def undone_before_publication(
    facts: CaseFacts, *, regime: Regime, on: date, calendar: WorkingCalendar
) -> tuple[Reason, ...]:
    """What the rules want done before anything is published on a day, and that is not, or not in time.

    That is what belongs to publication itself, and of what comes before it whatever a rule says must be done.
    """
    return tuple(_undone(facts, regime=regime, on=on, calendar=calendar))


def _undone(facts: CaseFacts, *, regime: Regime, on: date, calendar: WorkingCalendar) -> Iterator[Reason]:
    order = list(Phase)
    for each in obligations(facts, regime=regime):
        earlier = order.index(each.phase) < order.index(Phase.PUBLICATION) and each.rule.force in BINDING
        belongs = each.phase is Phase.PUBLICATION and regime.duty(each.rule).when in {When.ALWAYS, When.REVIEW}
        looked = look(each.requirement, facts, regime=regime)
        if not (earlier or belongs) or looked is None:
            continue
        done_on = facts.done_on(each.rule.duty)
        if not looked.met:
            yield looked.reason
        elif done_on is not None and each.rule.args.get("event") == BACK_FROM:
            last_day = deadline(each.rule, starts_on=on, calendar=calendar).due_on
            late = each.rule.reason(
                f"It was done on {in_words(done_on)}, which is too late for publication on {in_words(on)}."
            )
            departed = facts.departure_from(each.rule.duty) and can_be_departed_from(late)
            if done_on > last_day and not departed:
                yield late


def asked_when_recorded(rule: Rule, *, regime: Regime) -> bool:
    """Whether a rule's question is answered by recording that it was done."""
    return regime.duty(rule).phase is not None


def prompts_of(rule: Rule, *, regime: Regime) -> tuple[str, ...]:
    """What to answer when it is recorded: the questions of the duty that goes with it, and the rule's own prompts."""
    beside = regime.find(f"{rule.duty}-asks")
    return (*(beside.words("questions") if beside is not None else ()), *rule.prompts)


def obligations(facts: CaseFacts, *, regime: Regime) -> Iterator[Obligation]:
    """Everything of this kind that the regime asks of this review, in the order of the rulebook's questions.

    What a rule only allows ("may") is not asked for.
    """
    for rule in regime.rules:
        duty = regime.duty(rule)
        if duty.phase is not None and rule.force is not Force.MAY and asked_for(duty.when, facts):
            yield Obligation(
                rule=rule, title=regime.task(rule), who=Reader(duty.who), phase=duty.phase, after=duty.after
            )
