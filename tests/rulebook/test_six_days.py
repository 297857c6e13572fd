"""Does the same case get the task list of its own day? Six days, six lists, kept in `golden/` for people to read.

`python -m tests.rulebook.test_six_days` writes them anew; read what changed before you keep it.
"""

from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from textwrap import fill

import pytest

from safelight.core.review.facts import CaseFacts
from safelight.core.review.obligations import prompts_of
from safelight.core.review.tasks import task_list
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.rulebook.model import day_in_words

GOLDEN = Path(__file__).parent / "golden"
DAYS = (
    date(2009, 12, 17),
    date(2010, 4, 1),
    date(2010, 6, 14),
    date(2013, 5, 1),
    date(2019, 10, 1),
    date(2024, 2, 1),
)
RULEBOOK = load_rulebook()


def made_up_case(started_on: date) -> CaseFacts:
    """A child has died; the board learned of it three weeks before the day on which the review was begun."""
    return CaseFacts(
        noticed_on=started_on - timedelta(days=21),
        criteria_assessed=4,
        criteria_total=4,
        panel_recommended_on=started_on - timedelta(days=2),
        decided_on=started_on,
        decision="review",
        records=(("notify.incident", started_on - timedelta(days=18)),),
        family_contact_missing=True,
    )


def task_sheet(started_on: date) -> str:
    """The task list of the case on the day on which the review begins, as a page of text."""
    regime = RULEBOOK.regime(initiated_on=started_on)
    lines = [fill(regime.title, 100), "", f"The list on {day_in_words(started_on)}, when the review begins.", ""]
    phase = ""
    for task in task_list(made_up_case(started_on), regime=regime, on=started_on):
        if task.phase != phase:
            phase = task.phase
            lines += ["", phase.upper()]
        due = f", due {day_in_words(task.due_on)}" if task.due_on else ""
        lines.append(f"[{task.state:^7}] {task.title} ({task.holder}{due})")
        source = regime.find(task.duty)
        if source is not None:
            lines.append(_indented(source.citation.inside()))
            lines += [_indented(f"- {prompt}") for prompt in prompts_of(source, regime=regime)]
    return "\n".join(lines) + "\n"


def _indented(text: str) -> str:
    return fill(text, 100, initial_indent=" " * 10, subsequent_indent=" " * 12)


def kept(started_on: date) -> Path:
    return GOLDEN / f"{started_on.isoformat()}.txt"


@pytest.mark.parametrize("started_on", DAYS, ids=str)
def test_the_task_list_of_a_day_is_the_one_that_was_read_and_kept(started_on: date) -> None:
    assert task_sheet(started_on) == kept(started_on).read_text(encoding="utf-8")


def test_six_days_have_six_different_lists() -> None:
    bodies = {day: task_sheet(day).split("\n\n", 2)[2] for day in DAYS}
    for one, other in combinations(DAYS, 2):
        assert {line.split(", due")[0] for line in bodies[one].splitlines()} != {
            line.split(", due")[0] for line in bodies[other].splitlines()
        }, (one, other)


@pytest.mark.parametrize(
    ("started_on", "due"),
    [
        (date(2009, 12, 17), "17 April 2010"),
        (date(2010, 4, 1), "1 October 2010"),
        (date(2010, 6, 14), "14 December 2010"),
        (date(2013, 5, 1), "1 November 2013"),
        (date(2019, 10, 1), "1 April 2020"),
        (date(2024, 2, 1), "1 August 2024"),
    ],
    ids=str,
)
def test_four_months_became_six(started_on: date, due: str) -> None:
    sheet = task_sheet(started_on)
    assert any(line.startswith("[waiting] Accept the") and f"due {due}" in line for line in sheet.splitlines()), sheet


if __name__ == "__main__":
    for day in DAYS:
        kept(day).write_text(task_sheet(day), encoding="utf-8")
