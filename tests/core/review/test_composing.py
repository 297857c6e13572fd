"""Sections become one text; a mark draws in what the plan has, and one that leads nowhere is said plainly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from safelight.core.papers.manuscript import Table, manuscript_from_markdown
from safelight.core.review.composing import PlanFacts, SectionText, compose
from safelight.core.review.marking import look_at_marks

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
    text, problems = made("We say:\n{findings}\nand {Recommendation  1 in full} And {finding 3  in full}")
    assert not problems
    for words in ("Finding 1: Nobody asked.", "Finding 3: Visits were *missed*.", "and Ask. And Visits were *missed*."):
        assert words in text


def test_one_on_a_line_of_its_own_says_what_it_is_and_can_be_spoken_of() -> None:
    whole = compose("R", [SectionText(heading="A", text="See {finding 3}.\n{finding 3 in full}\nMore.")], plan=PLAN)
    assert not whole.problems
    text = whole.marked.manuscript.text()
    assert text.endswith("See finding 3.\n\nFinding 3: Visits were *missed*.\n\nMore.")
    assert "{#finding 3} Finding 3" in whole.text, "the draft keeps the mark, so that the record knows it again"


def test_a_recommendation_without_its_finding_in_the_same_text_is_said() -> None:
    plan = replace(PLAN, answers={1: (1, 3)})
    alone = [SectionText(heading="What to do", text="{recommendations}")]
    (sentence,) = compose("R", alone, plan=plan).refused
    assert "Recommendation 1 answers findings 1 and 3, and none of them stands in this text" in sentence
    for told in ("{finding 3 in full}", "{#finding 1} We found that nobody had asked.", "### Finding 1: nobody asked"):
        beside = [SectionText(heading="What we found", text=told), *alone]
        assert compose("R", beside, plan=plan).refused == ()
    assert "no finding of the action plan" in compose("R", alone, plan=PLAN).refused[0]


def test_the_action_plan_is_a_table() -> None:
    whole = compose("R", [SectionText(heading="Action plan", text="{action plan}")], plan=PLAN)
    table = next(block for block in manuscript_from_markdown(whole.text).blocks if isinstance(block, Table))
    assert table.rows == PLAN.actions


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{finding 2}", "there is no finding 2"),
        ("{finding 2 in full}", "there is no finding 2"),
        ("{#finding 2} Words.", "there is no finding 2"),
        ("{findngs}", "is no mark"),
        ("{recommendation 9}", "recommendation 9"),
        ("{finding 1}", "finding 1 does not stand in this text"),
        ("{paragraph: visit}", "no paragraph begins with {#visit}"),
        ("Words {#visit} here.", "at the very beginning of a paragraph"),
        ("A line.\n{#visit} Another.", "at the very beginning of a paragraph"),
        ("{#visit}", "stands alone"),
        ("{#visit} One.\n\n{#Visit} Two.", "the name of another paragraph already"),
    ],
)
def test_a_mark_that_leads_nowhere_is_said_once_while_writing_and_when_put_together(text: str, says: str) -> None:
    (problem,) = made(text)[1]
    assert says in problem
    (sentence,) = look_at_marks({"a": text}, plan=PLAN).astray["a"]
    assert says in sentence
    assert sentence in problem


def test_paragraphs_with_a_name_are_offered_with_their_first_words() -> None:
    text = f"### Below\n{{#visit}} {'She came. ' * 20}\n\n{{#Other one}}\nNobody asked.\n\n{{#finding 1}} Found."
    sections = {"a": text, "b": "See {paragraph: VISIT} and {finding 1}."}
    marking = look_at_marks(sections, plan=PLAN)
    assert marking.astray == {}
    assert [(one.section, one.name) for one in marking.named] == [("a", "visit"), ("a", "Other one")]
    assert marking.named[1].words == "Nobody asked."
    assert len(marking.named[0].words) < 64


@pytest.mark.parametrize("mark", ["{findings}", "{recommendations}", "{action plan}"])
def test_a_mark_with_nothing_behind_it_is_a_problem(mark: str) -> None:
    assert "nothing to draw in yet" in made(mark, NOTHING)[1][0]


def test_an_empty_section_is_left_out_and_two_versions_side_by_side_are_a_problem() -> None:
    sections = [SectionText(heading="Facts", text=" \n"), SectionText(heading="Analysis", text="A.", to_choose=1)]
    whole = compose("R", sections, plan=NOTHING)
    assert "Facts" not in whole.text
    assert whole.empty == ("Facts",)
    assert "Analysis" in whole.problems[0]
