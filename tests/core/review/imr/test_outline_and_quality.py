"""Which sections a review has, what it lacks, when its agency is reminded, and where an uploaded file's words go."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.papers.manuscript import Block, Heading, Manuscript, Paragraph, manuscript_from_markdown
from safelight.core.review.imr.chasing import step_on
from safelight.core.review.imr.headings import laid_out, pieces_of
from safelight.core.review.imr.outline import (
    ANSWERED_BY,
    CONTEXT,
    ELSE,
    INVOLVEMENT,
    OUTLINE,
    Group,
    Outline,
    key_of,
    outline,
)
from safelight.core.review.imr.paper import PaperHead, Row, blocks_of, render_review
from safelight.core.review.imr.quality import Lack, Written, WrittenRow, WrittenSection, remarks
from safelight.core.review.imr.words import FIELDS, PartKind, ReviewForm
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.loader import load_rulebook
from safelight.core.vocabulary import PaperKind

APRIL = date(2010, 4, 1)
DUE = date(2010, 6, 1)
QUESTIONS = ("Was the risk seen?", "Was it shared?")


@pytest.fixture(scope="module")
def regime() -> Regime:
    return load_rulebook().regime(initiated_on=APRIL)


@pytest.fixture(scope="module")
def full(regime: Regime) -> Outline:
    return outline(form=ReviewForm.FULL, kind=PaperKind.IMR, questions=QUESTIONS, regime=regime)


def test_a_full_review_answers_the_terms_and_every_question_of_the_rules(full: Outline, regime: Regime) -> None:
    titles = {section.title for section in full.sections}
    assert set(QUESTIONS) <= titles
    asked = {*regime.rule(OUTLINE).words("questions"), *regime.rule(CONTEXT).words("questions")}
    recommended = {question for question, key in ANSWERED_BY.items() if key == "recommendations"}
    assert asked - titles == recommended
    assert full.asks_for(PartKind.RECOMMENDATION)
    assert len({section.key for section in full.sections}) == len(full.sections)


def test_every_question_that_a_fixed_section_answers_is_one_of_the_rulebook() -> None:
    asked = {question for rule in load_rulebook().rules if rule.duty == OUTLINE for question in rule.words("questions")}
    assert set(ANSWERED_BY) <= asked


def test_a_factual_report_asks_only_for_the_facts(regime: Regime) -> None:
    factual = outline(form=ReviewForm.FACTUAL, kind=PaperKind.IMR, questions=QUESTIONS, regime=regime)
    assert [section.key for section in factual.sections] == [INVOLVEMENT, ELSE]
    assert [kind for kind, _ in factual.lists] == [PartKind.DOCUMENT]


def test_a_health_overview_report_has_no_interviews_of_its_own(regime: Regime) -> None:
    health = outline(form=ReviewForm.FULL, kind=PaperKind.HEALTH_OVERVIEW, questions=QUESTIONS, regime=regime)
    assert not health.asks_for(PartKind.INTERVIEW)
    assert Group.CONTEXT not in health.groups
    assert Group.ANALYSIS in health.groups


def test_a_regime_without_questions_still_has_a_review_to_write(regime: Regime) -> None:
    bare = replace(regime, rules=tuple(rule for rule in regime.rules if not rule.duty.startswith("imr.")))
    sections = outline(form=ReviewForm.FULL, kind=PaperKind.IMR, questions=QUESTIONS, regime=bare).sections
    assert [section.key for section in sections if not section.key.startswith("terms-")] == [
        "involvement", "method", "good-practice", "lessons", "else",
    ]  # fmt: skip


def test_a_question_keeps_its_section_when_it_moves_and_not_when_it_changes() -> None:
    assert key_of("terms", "Was the  risk seen?") == key_of("terms", "was the risk seen?")
    assert key_of("terms", "Was the risk seen?") != key_of("terms", "Was the risk shared?")


def written(full: Outline, words: dict[str, int], *, rows: tuple[WrittenRow, ...] = (), **more: object) -> Written:
    made = Written(
        outline=full,
        in_browser=True,
        sections=tuple(WrittenSection(key=key, words=count) for key, count in words.items()),
        rows=rows,
        due_on=DUE,
        submitted_on=None,
        first_submitted_on=None,
        returned=0,
        countersigned=False,
        first_debrief=None,
        second_debrief=None,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def lacks(review: Written, *, on: date = DUE) -> dict[Lack, list[str]]:
    found: dict[Lack, list[str]] = {}
    for remark in remarks(review, on=on):
        found.setdefault(remark.lack, []).append(remark.sentence)
    return found


def test_an_empty_review_lacks_everything_and_a_finished_one_nothing(full: Outline) -> None:
    empty = lacks(written(full, {}))
    assert {Lack.SECTIONS, Lack.QUESTIONS, Lack.SOURCES, Lack.RECOMMENDATIONS, Lack.DEBRIEF} == set(empty)
    rows = tuple(
        WrittenRow(kind=kind, filled=frozenset(FIELDS[kind]))
        for kind in (PartKind.DOCUMENT, PartKind.INTERVIEW, PartKind.RECOMMENDATION)
    )
    done = written(
        full,
        {section.key: 200 for section in full.sections},
        rows=rows,
        submitted_on=DUE,
        first_submitted_on=DUE,
        countersigned=True,
        first_debrief=DUE,
        second_debrief=DUE,
    )
    assert set(lacks(done)) == {Lack.DEBRIEF}
    assert all("was on 1 June 2010" in sentence for sentence in lacks(done)[Lack.DEBRIEF])


def test_little_analysis_beside_a_long_story_is_called_short_and_nothing_worse(full: Outline) -> None:
    story = {INVOLVEMENT: 2000, key_of("terms", QUESTIONS[0]): 60}
    assert lacks(written(full, story))[Lack.ANALYSIS] == ["Short: 60 words of analysis beside 2000 of narrative."]
    assert Lack.ANALYSIS not in lacks(written(full, {**story, key_of("terms", QUESTIONS[1]): 500}))
    assert Lack.ANALYSIS not in lacks(written(full, {INVOLVEMENT: 200}))


def test_a_recommendation_is_told_what_it_has_not(full: Outline) -> None:
    row = WrittenRow(kind=PartKind.RECOMMENDATION, filled=frozenset({"action", "outcome", "measure"}))
    assert lacks(written(full, {}, rows=(row,)))[Lack.RECOMMENDATIONS] == ["Recommendation 1 has no owner and no date."]


def test_what_came_as_a_file_is_judged_by_its_course_alone(full: Outline) -> None:
    sent = written(full, {}, in_browser=False, submitted_on=DUE, first_submitted_on=DUE + timedelta(3), returned=2)
    assert set(lacks(sent)) == {Lack.TIME, Lack.SIGNATURE, Lack.DEBRIEF}
    assert lacks(sent)[Lack.TIME] == ["Came 3 days late.", "Returned 2 times."]
    assert lacks(written(full, {}), on=DUE + timedelta(1))[Lack.TIME] == ["1 day late, and still to come."]


@pytest.mark.parametrize(
    ("days", "step"),
    [(-30, None), (-15, None), (-14, -14), (-10, -14), (-7, -7), (-2, -7), (-1, -1), (0, -1), (1, 1), (7, 1), (8, 8),
     (14, 8), (15, 15)],
)  # fmt: skip
def test_an_agency_is_reminded_14_7_and_1_days_before_the_day_after_and_weekly(days: int, step: int | None) -> None:
    found = step_on(DUE, on=DUE + timedelta(days))
    assert found == (None if step is None else DUE + timedelta(step))


@given(st.integers(-40, 400))
def test_a_reminder_never_falls_on_a_day_to_come(days: int) -> None:
    on = DUE + timedelta(days)
    step = step_on(DUE, on=on)
    assert step is None or (step <= on and (on < DUE or (on - step).days <= 7))


WORD_FILE = """Written for the panel.

# 1. Introduction and method

Twelve files were read.

# 3. The agency's involvement

She was seen on Monday.

## A contact in May

Nobody answered.

# Was the risk seen?

It was not.

# Appendix Q

A map.
"""


def test_headings_of_a_file_are_put_where_they_probably_belong(full: Outline) -> None:
    pieces = pieces_of(manuscript_from_markdown(WORD_FILE), outline=full)
    assert [(piece.heading, piece.section) for piece in pieces] == [
        ("", ELSE),
        ("1. Introduction and method", "method"),
        ("3. The agency's involvement", INVOLVEMENT),
        ("A contact in May", INVOLVEMENT),
        ("Was the risk seen?", key_of("terms", QUESTIONS[0])),
        ("Appendix Q", ELSE),
    ]


BLOCKS = st.lists(
    st.one_of(
        st.builds(Heading, st.integers(1, 3), st.text("ab ", min_size=1).filter(str.strip)),
        st.builds(Paragraph, st.text("cd ", min_size=1).filter(str.strip)),
    ),
    max_size=12,
)


@given(BLOCKS, st.data())
def test_no_word_of_an_uploaded_file_is_lost_wherever_its_pieces_are_put(
    blocks: list[Block], data: st.DataObject
) -> None:
    regime = load_rulebook().regime(initiated_on=APRIL)
    full = outline(form=ReviewForm.FULL, kind=PaperKind.IMR, questions=QUESTIONS, regime=regime)
    manuscript = Manuscript(tuple(blocks))
    pieces = pieces_of(manuscript, outline=full)
    places = st.sampled_from(["", "nowhere", *(section.key for section in full.sections)])
    chosen = {piece.number: data.draw(places) for piece in pieces}
    texts = laid_out(pieces, chosen=chosen, outline=full)
    assert Counter(" ".join(texts.values()).split()) == Counter(manuscript.text().split())
    assert set(texts) <= {section.key for section in full.sections}


def test_a_review_reads_as_paragraphs_lists_and_tables_on_paper(full: Outline) -> None:
    assert [type(block).__name__ for block in blocks_of("One.\nStill one.\n\n- a\n- b\n\nTwo.")] == [
        "Paragraph", "Bullets", "Paragraph",
    ]  # fmt: skip
    head = PaperHead(
        board="Northmere Safeguarding Children Board",
        agency="Northmere Police",
        reference="SCR-2010-02",
        kind_words="Individual management review",
        author="Lena Ostrow",
        declared="Nothing stands against it.",
        requested_on=APRIL,
        due_on=DUE,
        secured_on=None,
        checked_on=DUE,
        countersigned_by="Chief Constable",
        countersigned_on=DUE,
    )
    rows = (Row(kind=PartKind.RECOMMENDATION, values={"action": "Visit again.", "owner": "Head of Unit"}),)
    made = [
        render_review(head, outline=full, texts={INVOLVEMENT: text, ELSE: "A map."}, rows=rows)
        for text in ("She was seen.", "She was seen.", "A sign: \U0001f600")
    ]
    assert made[0] == made[1]
    assert all(data.startswith(b"%PDF-") for data in made)
