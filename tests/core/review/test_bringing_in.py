"""A report from a file is laid out into sections; whatever is chosen, every paragraph is in just one place."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from safelight.core.papers.manuscript import (
    Block,
    Bullets,
    Heading,
    Manuscript,
    Paragraph,
    Table,
    manuscript_from_markdown,
)
from safelight.core.review.bringing_in import ABOVE, LEFT, NEW, Gathered, gathered, mapped, with_heading
from safelight.core.review.imr.merging import beside, choices_in
from safelight.core.review.pieces import plain_heading
from safelight.core.review.written import OVERVIEW_HEADINGS, SUMMARY_HEADINGS

SECTIONS = {f"s{number}": heading for number, heading in enumerate(OVERVIEW_HEADINGS)}
SUMMARY = {f"s{number}": heading for number, heading in enumerate(SUMMARY_HEADINGS.values())}

FILE = """\
# Overview report: Child R

For the board.

## 1. Introduction

Why there was a review.

### The panel

- A chair
- A doctor

## The facts of the case

| Day | What |
| --- | --- |
| 3 May | A call |

## Analysis

## What we would do again

Listen.

## Recommendations:

1. One.
2. Two.
"""


def places(gathered_text: Gathered) -> list[tuple[str, str]]:
    return [
        *((gathered_text.headings.get(key, SECTIONS[key]), text) for key, text in gathered_text.sections.items()),
        *gathered_text.new,
        *gathered_text.left,
    ]


def test_headings_are_matched_to_the_sections_that_there_are() -> None:
    pieces = mapped(manuscript_from_markdown(FILE), sections=SECTIONS)
    assert [(piece.heading, piece.section) for piece in pieces] == [
        ("Overview report: Child R", NEW),
        ("1. Introduction", "s0"),
        ("The panel", ABOVE),
        ("The facts of the case", "s1"),
        ("Analysis", "s2"),
        ("What we would do again", NEW),
        ("Recommendations:", "s4"),
    ]
    bare = mapped(manuscript_from_markdown("# Report on R\n\n## Analysis\n\nX.\n"), sections=SECTIONS)
    assert [piece.section for piece in bare] == [LEFT, "s2"]
    level = mapped(manuscript_from_markdown("# Report on R\n\n# Analysis\n\nX.\n\n# Other\n"), sections=SECTIONS)
    assert [piece.section for piece in level] == [LEFT, "s2", NEW]


def test_a_heading_in_other_words_for_what_a_reader_must_be_told_is_matched_too() -> None:
    text = "# Lessons and conclusions\n\nA.\n\n# Recommendations of the panel\n\nB.\n"
    pieces = mapped(manuscript_from_markdown(text), sections=SUMMARY)
    assert [SUMMARY[piece.section] for piece in pieces] == [
        SUMMARY_HEADINGS["conclusions"],
        SUMMARY_HEADINGS["recommendations"],
    ]


def test_where_a_file_has_no_heading_a_paragraph_that_says_a_sections_name_is_one() -> None:
    pieces = mapped(manuscript_from_markdown("Before.\n\nANALYSIS\n\nIt was late.\n"), sections=SECTIONS)
    assert [(piece.heading, piece.text, piece.section) for piece in pieces] == [
        ("", "Before.", LEFT),
        ("ANALYSIS", "It was late.", "s2"),
    ]


def test_what_stands_under_a_section_keeps_its_subheadings_lists_and_tables() -> None:
    pieces = mapped(manuscript_from_markdown(FILE), sections=SECTIONS)
    found = gathered(pieces, chosen={piece.number: piece.section for piece in pieces}, sections=SECTIONS)
    assert found.sections["s0"] == "Why there was a review.\n\n### The panel\n\n- A chair\n- A doctor"
    assert "| 3 May | A call |" in found.sections["s1"]
    assert found.sections["s2"] == ""
    assert found.new == (("Overview report: Child R", "For the board."), ("What we would do again", "Listen."))
    assert found.after == ("", "s2")
    assert found.left == ()


def test_a_section_that_nobody_has_written_in_takes_over_the_heading_of_the_file() -> None:
    text = "# 5. The facts in brief\n\nA.\n\n## 5.1 The early years\n\nB.\n\n# 3 May\n\nC.\n\n# 2009 and after\n\nD.\n"
    pieces = mapped(manuscript_from_markdown(text), sections=SUMMARY)
    chosen = {piece.number: piece.section for piece in pieces}
    assert SUMMARY[chosen[0]] == SUMMARY_HEADINGS["facts"]
    found = gathered(pieces, chosen=chosen, sections=SUMMARY, unwritten={chosen[0]})
    assert found.headings == {chosen[0]: "The facts in brief"}
    assert found.sections[chosen[0]] == "A.\n\n### The early years\n\nB."
    assert [title for title, _ in found.new] == ["3 May", "2009 and after"]
    written = gathered(pieces, chosen=chosen, sections=SUMMARY)
    assert written.headings == {}
    assert written.sections[chosen[0]].startswith("### The facts in brief\n\nA.")
    other = next(key for key, title in SUMMARY.items() if title == SUMMARY_HEADINGS["conclusions"])
    by_hand = gathered(pieces, chosen={0: other}, sections=SUMMARY, unwritten=set(SUMMARY))
    assert by_hand.headings == {}, "only the heading under which the file says the same thing is taken over"


WORDS = st.text("ab*#1.|-_`[]<&\\ ", min_size=1, max_size=8).map(lambda text: f"x{text}y")
TITLES = st.one_of(WORDS, st.sampled_from([*SECTIONS.values(), "4. analysis"]))
BLOCKS = st.lists(
    st.one_of(
        st.builds(Heading, st.integers(1, 4), TITLES),
        st.builds(Paragraph, WORDS),
        st.builds(Bullets, st.lists(WORDS, min_size=1, max_size=3).map(tuple), st.sampled_from([None, 1])),
        st.builds(Table, st.just(("xA", "xB")), st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=2).map(tuple)),
    ),
    max_size=12,
)


@given(BLOCKS, st.data())
def test_every_paragraph_of_the_file_is_in_exactly_one_section_or_left_over(
    blocks: list[Block], data: st.DataObject
) -> None:
    pieces = mapped(Manuscript(tuple(blocks)), sections=SECTIONS)
    where = st.sampled_from([NEW, ABOVE, LEFT, "no such section", *SECTIONS])
    chosen = {piece.number: data.draw(where) for piece in pieces}
    if data.draw(st.booleans()):
        chosen = {piece.number: piece.section for piece in pieces}
    unwritten = data.draw(st.sets(st.sampled_from([*SECTIONS])))
    laid = places(gathered(pieces, chosen=chosen, sections=SECTIONS, unwritten=unwritten))
    read = [block for _, text in laid for block in manuscript_from_markdown(text).blocks]
    said = Counter(block for block in blocks if not isinstance(block, Heading))
    taken = Counter(block.text for block in said.elements() if isinstance(block, Paragraph))
    assert Counter(block for block in read if not isinstance(block, Heading)) == said - Counter(
        # Only where the file has no heading at all is a paragraph taken for one.
        {
            Paragraph(text): times
            for text, times in taken.items()
            if plain_heading(text) in map(str.lower, OVERVIEW_HEADINGS)
        }
    )
    titles = [plain_heading(title) for title, _ in laid] + [
        plain_heading(block.text) for block in read if isinstance(block, Heading)
    ]
    assert {plain_heading(block.text) for block in blocks if isinstance(block, Heading)} <= set(titles)


def test_a_leftover_keeps_its_heading_unless_the_section_says_it() -> None:
    assert with_heading("The panel", "A chair.", under="Introduction") == "### The panel\n\nA chair."
    assert with_heading("3. Analysis", "Late.", under="Analysis") == "Late."
    assert with_heading("The panel", "", under="Introduction") == "### The panel"


PARAGRAPHS = st.lists(st.sampled_from(["one two", "three", "four five six", "seven"]), max_size=6).map("\n\n".join)


@given(PARAGRAPHS, PARAGRAPHS)
def test_beside_each_other_no_paragraph_of_either_text_is_lost_and_what_both_say_stands_once(
    here: str, brought: str
) -> None:
    both = beside(here, brought)
    for text in (here, brought):
        for paragraph, times in Counter(text.split("\n\n")).items():
            assert both.text.count(paragraph) >= (times if paragraph else 0)
    assert beside(here, here).text == here
    assert both.to_choose == len(choices_in(both.text))
    if not here or not brought:
        assert both.text == here or both.text == brought


def test_where_two_texts_differ_somebody_chooses_and_what_only_one_has_is_kept() -> None:
    both = beside("First.\n\nOn Monday.\n\nLast.", "First.\n\nOn Friday.\n\nLast.\n\nAfterwards.")
    (choice,) = choices_in(both.text)
    assert (choice.first, choice.second) == ("On Monday.", "On Friday.")
    assert both.text.startswith("First.\n\n")
    assert both.text.endswith("Last.\n\nAfterwards.")
