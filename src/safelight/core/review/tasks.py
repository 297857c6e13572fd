"""What is next, who has it and when is it due?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safelight.core.review.calendar import ENGLAND, WorkingCalendar
from safelight.core.review.clocks import clocks
from safelight.core.review.deadlines import Deadline
from safelight.core.review.facts import CaseFacts
from safelight.core.review.grounds import DEPARTED
from safelight.core.review.obligations import Obligation, obligations
from safelight.core.review.requirements import Looked, look
from safelight.core.review.saying import dated, holder_of, worded
from safelight.core.review.steps import STEPS, Step
from safelight.core.review.wording import listed
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Phase
from safelight.core.vocabulary import Reader

AFTER = {step.key: step.after for step in STEPS}
BEGINS = {
    Phase.DECIDED: "decision",
    Phase.SCOPE: "decision",
    Phase.AGENCIES: "terms",
    Phase.REPORT: "terms",
    Phase.EVALUATION: "board-acceptance",
    Phase.PUBLICATION: "board-acceptance",
    Phase.AFTER: "publish",
}
"""The step that is done before what the rules ask for in a phase can be."""


class TaskState(StrEnum):
    """Done, to be done now, waiting for something earlier or for somebody outside, or blocked by something amiss."""

    DONE = "done"
    NOW = "now"
    WAITING = "waiting"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of the task list. `why` is a sentence for the page; `clock` is set where a rule counts the days.

    `duty` is the rule's question for a line that the rules alone ask for, and that is recorded as done; else "".
    """

    key: str
    title: str
    who: Reader
    holder: str
    due_on: date | None
    state: TaskState
    why: str
    phase: Phase
    clock: Deadline | None = None
    duty: str = ""

    def overdue(self, *, on: date) -> bool:
        """Whether it should have been done by now."""
        return self.state is not TaskState.DONE and self.due_on is not None and on > self.due_on


def task_list(facts: CaseFacts, *, regime: Regime, on: date, calendar: WorkingCalendar = ENGLAND) -> tuple[Task, ...]:
    """Every task of the review in the order of the work; those that this regime does not ask for are left out."""
    running = clocks(facts, regime=regime, calendar=calendar)
    asked = tuple(obligations(facts, regime=regime))
    tasks: dict[str, Task] = {}
    for each in _in_order(asked):
        if isinstance(each, Obligation):
            task: Task | None = _task_of_rule(each, facts, regime=regime, on=on, clocks=running, earlier=tasks)
        else:
            task = _task_of_step(each, facts, regime=regime, on=on, clocks=running, earlier=tasks)
        if task is not None:
            tasks[task.key] = task
    return tuple(tasks.values())


def to_do(tasks: Iterable[Task], *, who: Reader | None = None) -> tuple[Task, ...]:
    """What can be done today, by anybody or by one reader: what is due first comes first."""
    now = [task for task in tasks if task.state is TaskState.NOW and who in (None, task.who)]
    return tuple(sorted(now, key=lambda task: task.due_on or date.max))


def _in_order(asked: Iterable[Obligation]) -> Iterator[Step | Obligation]:
    """Phase by phase: the steps that every review knows, what the rules ask for besides, and the steps that end it."""
    for phase in Phase:
        steps = [step for step in STEPS if step.phase is phase]
        yield from (step for step in steps if not step.last)
        yield from (duty for duty in asked if duty.phase is phase)
        yield from (step for step in steps if step.last)


def _task_of_step(
    step: Step, facts: CaseFacts, *, regime: Regime, on: date, clocks: dict[str, Deadline], earlier: dict[str, Task]
) -> Task | None:
    looked = [seen for asked in step.asks if (seen := look(asked, facts, regime=regime)) is not None]
    if not looked or not step.belongs(facts):
        return None
    state, why = _state(step, facts, looked=looked, earlier=earlier)
    clock = clocks.get(step.clock)
    who = step.holder(facts) if step.holder is not None else step.who
    return Task(
        key=step.key,
        title=worded(step.title, regime),
        who=who,
        holder=holder_of(who, regime),
        due_on=clock.binding_on if clock is not None else step.due(facts),
        state=state,
        why=_with_clock(worded(why, regime), clock if step.reports_clock else None, on=on),
        phase=step.phase,
        clock=clock if step.reports_clock else None,
    )


def _task_of_rule(
    duty: Obligation,
    facts: CaseFacts,
    *,
    regime: Regime,
    on: date,
    clocks: dict[str, Deadline],
    earlier: dict[str, Task],
) -> Task | None:
    looked = look(duty.requirement, facts, regime=regime)
    if looked is None:
        return None
    before = [key for key in (BEGINS.get(duty.phase, ""), *duty.waits_for) if key]
    waits_for = _open(before, earlier)
    state, why = TaskState.NOW, f"{duty.lacking(facts)} {duty.undated(facts)}".strip()
    if looked.met:
        departed = looked.reason.found.startswith(DEPARTED)
        done = dated("Recorded: done", lambda known: known.done_on(duty.rule.duty))
        state, why = TaskState.DONE, looked.reason.found if departed else done(facts)
    elif waits_for:
        state, why = TaskState.WAITING, _waiting(waits_for)
    clock = clocks.get(duty.rule.duty)
    return Task(
        key=duty.rule.duty,
        title=worded(duty.title, regime),
        who=duty.who,
        holder=holder_of(duty.who, regime),
        due_on=clock.binding_on if clock is not None else None,
        state=state,
        why=_with_clock(why, clock, on=on),
        phase=duty.phase,
        clock=clock,
        duty=duty.rule.duty,
    )


def _with_clock(why: str, clock: Deadline | None, *, on: date) -> str:
    """What is said of a task, and, where the first date has gone by, how its clock stands."""
    missed = clock is not None and clock.first_date_missed(on=on)
    return f"{why} {clock.sentence(on=on)}" if clock is not None and missed else why


def _state(step: Step, facts: CaseFacts, *, looked: list[Looked], earlier: dict[str, Task]) -> tuple[TaskState, str]:
    unmet = [seen.reason.found for seen in looked if not seen.met]
    not_begun = step.not_begun(facts)
    if not unmet and not not_begun:
        departed = [seen.reason.found for seen in looked if seen.reason.found.startswith(DEPARTED)]
        return TaskState.DONE, " ".join(departed) or step.done(facts)
    if blocked := step.blocked(facts):
        return TaskState.BLOCKED, blocked
    if waits_for := _open(step.after, earlier):
        return TaskState.WAITING, _waiting(waits_for)
    undone = [task for task in earlier.values() if task.duty and task.state is not TaskState.DONE]
    if step.after_all_duties and undone:
        return (
            TaskState.WAITING,
            f"Waits for what the rules ask for besides: {listed([task.title for task in undone])}.",
        )
    if outside := step.outside(facts):
        return TaskState.WAITING, outside
    return TaskState.NOW, not_begun or " ".join(unmet)


def _open(keys: Iterable[str], earlier: dict[str, Task]) -> list[Task]:
    return [earlier[key] for key in keys if key in earlier and earlier[key].state is not TaskState.DONE]


def _waiting(tasks: list[Task]) -> str:
    """What is waited for and who has it; a task that another one here waits for itself goes without saying."""
    implied = {key for task in tasks for key in AFTER.get(task.key, ())}
    named = (f"“{task.title}” ({task.holder})" for task in tasks if task.key not in implied)
    return f"Waits for {listed(tuple(named))}."
