"""Sections become one text; a mark draws in what the plan has, and one that leads nowhere is said plainly."""

from __future__ import annotations

import pytest

from safelight.core.papers.manuscript import Table, manuscript_from_markdown
from safelight.core.review.composing import PlanFacts, SectionText, compose

PLAN = PlanFacts(
    findings={1: "Nobody asked.", 3: "Visits were *missed*."},
    recommendations={1: "Ask."},
    actions=(("1", "Ask | write down", "Head of Care, Northmere", "1 May 2011", "Audit"),),
)
NOTHING = PlanFacts(findings={}, recommendations={}, actions=())


def made(text: str, plan: PlanFacts = PLAN) -> tuple[str, tuple[str, ...]]:
    whole = compose("Overview report", [SectionText(heading="Analysis", text=text)], plan=plan)
    return manuscript_from_markdown(whole.text).text(), whole.problems


def test_findings_and_recommendations_are_drawn_in_by_number() -> None:
    text, problems = made("We say:\n{findings}\nand {Recommendation  1} And {finding 3}")
    assert not problems
    for words in ("Finding 1: Nobody asked.", "Finding 3: Visits were *missed*.", "and Ask. And Visits were *missed*."):
        assert words in text


def test_the_action_plan_is_a_table() -> None:
    whole = compose("R", [SectionText(heading="Action plan", text="{action plan}")], plan=PLAN)
    table = next(block for block in manuscript_from_markdown(whole.text).blocks if isinstance(block, Table))
    assert table.rows == PLAN.actions


@pytest.mark.parametrize(
    ("text", "says"),
    [("{finding 2}", "there is no finding 2"), ("{findngs}", "is no mark"), ("{recommendation 9}", "recommendation 9")],
)
def test_a_mark_that_leads_nowhere_is_a_problem(text: str, says: str) -> None:
    assert says in made(text)[1][0]


@pytest.mark.parametrize("mark", ["{findings}", "{recommendations}", "{action plan}"])
def test_a_mark_with_nothing_behind_it_is_a_problem(mark: str) -> None:
    assert "nothing to draw in yet" in made(mark, NOTHING)[1][0]


def test_an_empty_section_is_left_out_and_two_versions_side_by_side_are_a_problem() -> None:
    sections = [SectionText(heading="Facts", text=" \n"), SectionText(heading="Analysis", text="A.", to_choose=1)]
    whole = compose("R", sections, plan=NOTHING)
    assert "Facts" not in whole.text
    assert whole.empty == ("Facts",)
    assert "Analysis" in whole.problems[0]
