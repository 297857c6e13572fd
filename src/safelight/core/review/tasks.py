"""What is next, who has it and when is it due?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from safelight.core.review.calendar import ENGLAND, WorkingCalendar
from safelight.core.review.deadlines import Deadline, deadline
from safelight.core.review.facts import CaseFacts
from safelight.core.review.grounds import DEPARTED
from safelight.core.review.requirements import Looked, look
from safelight.core.review.steps import STEPS, Clock, Step
from safelight.core.review.wording import READER_WORDS, listed
from safelight.core.rulebook.governing import Regime
from safelight.core.vocabulary import Reader

HOLDER_WORDS = READER_WORDS | {Reader.AGENCY_AUTHOR: "the agencies"}
AFTER = {step.key: step.after for step in STEPS}


class TaskState(StrEnum):
    """Done, to be done now, waiting for something earlier or for somebody outside, or blocked by something amiss."""

    DONE = "done"
    NOW = "now"
    WAITING = "waiting"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of the task list. `why` is a sentence for the page; `clock` is set where a rule counts the days."""

    key: str
    title: str
    who: Reader
    due_on: date | None
    state: TaskState
    why: str
    clock: Deadline | None = None

    def overdue(self, *, on: date) -> bool:
        """Whether it should have been done by now."""
        return self.state is not TaskState.DONE and self.due_on is not None and on > self.due_on


def task_list(facts: CaseFacts, *, regime: Regime, on: date, calendar: WorkingCalendar = ENGLAND) -> tuple[Task, ...]:
    """Every task of the review in the order of the work; those that this regime does not ask for are left out."""
    clocks = _clocks(facts, regime=regime, calendar=calendar)
    tasks: dict[str, Task] = {}
    for step in STEPS:
        looked = [seen for asked in step.asks if (seen := look(asked, facts, regime=regime)) is not None]
        if not looked or not step.belongs(facts):
            continue
        state, why = _state(step, facts, looked=looked, earlier=tasks)
        clock = clocks.get(step.clock)
        if clock is not None and step.reports_clock and clock.first_date_missed(on=on):
            why = f"{why} {clock.sentence(on=on)}"
        tasks[step.key] = Task(
            key=step.key,
            title=step.title,
            who=step.holder(facts) if step.holder is not None else step.who,
            due_on=clock.binding_on if clock is not None else step.due(facts),
            state=state,
            why=why,
            clock=clock if step.reports_clock else None,
        )
    return tuple(tasks.values())


def to_do(tasks: Iterable[Task], *, who: Reader | None = None) -> tuple[Task, ...]:
    """What can be done today, by anybody or by one reader: what is due first comes first."""
    now = [task for task in tasks if task.state is TaskState.NOW and who in (None, task.who)]
    return tuple(sorted(now, key=lambda task: task.due_on or date.max))


def _state(step: Step, facts: CaseFacts, *, looked: list[Looked], earlier: dict[str, Task]) -> tuple[TaskState, str]:
    unmet = [seen.reason.found for seen in looked if not seen.met]
    not_begun = step.not_begun(facts)
    if not unmet and not not_begun:
        departed = [seen.reason.found for seen in looked if seen.reason.found.startswith(DEPARTED)]
        return TaskState.DONE, " ".join(departed) or step.done(facts)
    if blocked := step.blocked(facts):
        return TaskState.BLOCKED, blocked
    waits_for = [earlier[key] for key in step.after if key in earlier and earlier[key].state is not TaskState.DONE]
    if waits_for:
        return TaskState.WAITING, _waiting(waits_for)
    if outside := step.outside(facts):
        return TaskState.WAITING, outside
    return TaskState.NOW, not_begun or " ".join(unmet)


def _waiting(tasks: list[Task]) -> str:
    """What is waited for and who has it; a task that another one here waits for itself goes without saying."""
    implied = {key for task in tasks for key in AFTER[task.key]}
    named = (f"“{task.title}” ({HOLDER_WORDS[task.who]})" for task in tasks if task.key not in implied)
    return f"Waits for {listed(tuple(named))}."


def _clocks(facts: CaseFacts, *, regime: Regime, calendar: WorkingCalendar) -> dict[Clock, Deadline]:
    """The clocks that are running. An extension that extends nothing is passed over: the first date then counts."""
    clocks: dict[Clock, Deadline] = {}
    rule = regime.find("clock.decision")
    if rule is not None and facts.noticed_on is not None:
        clocks["clock.decision"] = deadline(
            rule, starts_on=facts.noticed_on, met_on=facts.decided_on, calendar=calendar
        )
    rule = regime.find("clock.completion")
    if rule is not None and facts.decided_on is not None and facts.decision == "review":
        first = deadline(rule, starts_on=facts.decided_on, met_on=facts.accepted_on, calendar=calendar)
        longer = facts.completion_extended_to
        if longer is not None and longer > first.due_on:
            first = replace(first, extended_to=longer)
        clocks["clock.completion"] = first
    return clocks
