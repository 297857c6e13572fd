"""What is lost, moved or added between the approved words and the finished file is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.edition.arrival import fold, missing, strangers
from safelight.core.papers.manuscript import Bullets, Heading, Manuscript, Paragraph, Table
from tests.core.edition.sample import MASTHEAD

SHORT = Manuscript(
    (
        Heading(1, "Key issues"),
        Paragraph("First point."),
        Bullets(("one item", "another item")),
        Table(("Ref", "Action"), (("1", "Visit the home"),)),
    )
)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("1 Key issues\n1.1 First\npoint. • one item • another item Table 1 Ref Action 1 Visit the home", []),
        ("KEY ISSUES first-point one item another item ref action 1 visitthehome", []),
        ("Key issues. one item another item Ref Action 1 Visit the home", ["block 2"]),
        ("Key issues First point. another item one item Ref Action 1 Visit the home", ["block 3, item 2"]),
        ("Key issues First point. one item another item Ref Action 1", ["block 4, table row 1"]),
        ("", ["heading 'Key issues'", "block 2", "block 3, item 1", "block 3, item 2"] + ["block 4, table row 0"] * 2
         + ["block 4, table row 1"] * 2),
    ],
)  # fmt: skip
def test_a_part_that_is_lost_or_out_of_order_is_named_by_its_place(text: str, lost: list[str]) -> None:
    assert [unit.where for unit in missing(SHORT, text=text)] == lost


def test_the_words_of_a_very_long_cell_may_spread_over_pages_but_not_be_lost() -> None:
    words = [f"word{number}" for number in range(100, 300)]
    manuscript = Manuscript((Table(("A", "B"), ((" ".join(words), "x"),)),))
    first, last = " ".join(words[:90]), " ".join(words[90:])
    assert missing(manuscript, text=f"A B {first} x heading {last} x") == ()
    assert missing(manuscript, text=f"A B {first} x {last.replace('word250', '')} x") != ()


def test_words_that_nobody_approved_are_strangers() -> None:
    text = "Key issues Page 3 of 12 Published 14 June 2010 Northmere Safeguarding Children Board smuggled in"
    assert strangers(SHORT, masthead=MASTHEAD, text=text) == ("smuggled",)


def test_a_long_word_cut_by_a_line_end_is_no_stranger() -> None:
    manuscript = Manuscript((Paragraph("See https://example.org/a-very-long-address here"),))
    assert strangers(manuscript, masthead=MASTHEAD, text="See https://exam ple.org/a-very-lo ng-address here") == ()


@given(st.text(), st.text())
def test_folding_forgets_nothing_but_case_spacing_and_signs(one: str, other: str) -> None:
    assert fold(one + " \n-" + other) == fold(one) + fold(other)
    assert fold(fold(one)) == fold(one)
