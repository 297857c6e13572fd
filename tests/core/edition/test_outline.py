"""Numbers are the same in every format, never skip, and never come twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.edition.outline import (
    CaptionedTable,
    NumberedHeading,
    NumberedParagraph,
    Outline,
    outline,
)
from safelight.core.papers.manuscript import (
    Bullets,
    Heading,
    Manuscript,
    Paragraph,
    Table,
)
from tests.core.edition.sample import MANUSCRIPT


def _of(*blocks: Heading | Paragraph | Bullets | Table, title: str = "The title") -> Outline:
    return outline(Manuscript(blocks), title=title)


def test_sections_and_paragraphs_are_numbered_through_subheadings() -> None:
    done = outline(MANUSCRIPT, title="Serious case review: Child N")
    sections = [piece.number for piece in done.pieces if isinstance(piece, NumberedHeading) and piece.level == 1]
    paragraphs = [piece.number for piece in done.pieces if isinstance(piece, NumberedParagraph)]
    assert sections == [str(number) for number in range(1, 10)]
    assert paragraphs == ["1.1", "1.2", "2.1", "2.2", "3.1", "4.1", "5.1", "6.1", "7.1"]


def test_the_manuscripts_own_title_is_shown_once() -> None:
    same = _of(Heading(1, "The  Title"), Heading(2, "One"))
    other = _of(Heading(1, "Child N"), Heading(2, "One"))
    assert (same.subtitle, other.subtitle) == ("", "Child N")
    assert [piece.text for piece in other.pieces if isinstance(piece, NumberedHeading)] == ["One"]


def test_the_first_of_several_equal_headings_is_no_title() -> None:
    done = _of(Heading(1, "One"), Heading(1, "Two"))
    assert [piece.number for piece in done.pieces if isinstance(piece, NumberedHeading)] == ["1", "2"]


def test_an_author_who_numbers_by_hand_gets_no_second_numbers() -> None:
    done = _of(Heading(1, "1. One"), Paragraph("1.1 First words."), Heading(1, "2. Two"), Paragraph("2.1 More."))
    assert {piece.number for piece in done.pieces if isinstance(piece, (NumberedHeading, NumberedParagraph))} == {""}


def test_one_paragraph_that_begins_with_a_figure_is_no_numbering() -> None:
    done = _of(Heading(1, "One"), Paragraph("2.5 hours later."), Paragraph("Then."), Paragraph("And then."))
    assert [piece.number for piece in done.pieces if isinstance(piece, NumberedParagraph)] == ["1.1", "1.2", "1.3"]


def test_words_before_the_first_section_wear_no_number() -> None:
    done = _of(Paragraph("A preface."), Heading(1, "One"), Paragraph("Text."))
    assert [piece.number for piece in done.pieces if isinstance(piece, NumberedParagraph)] == ["", "1.1"]


def test_a_table_is_called_after_its_section_and_its_rows_are_made_even() -> None:
    done = _of(Heading(1, "Plan"), Table(("Ref", ""), (("1", "a", "b"), ("", "", ""), ("2",))))
    (table,) = (piece for piece in done.pieces if isinstance(piece, CaptionedTable))
    assert table.caption == "Table 1: Plan"
    assert table.header == ("Ref", "Column 2", "Column 3")
    assert table.rows == (("1", "a", "b"), ("2", "", ""))


@pytest.mark.parametrize("block", [Paragraph(" \u200b"), Heading(2, ""), Bullets(("", " ")), Table((), (("", ""),))])
def test_a_block_without_words_leaves_no_trace(block: Heading | Paragraph | Bullets | Table) -> None:
    assert _of(block).pieces == ()


WORDS = st.text(alphabet="abcdefgh ", min_size=1, max_size=12)
BLOCK = st.one_of(
    st.builds(Heading, st.integers(1, 6), WORDS),
    st.builds(Paragraph, WORDS),
    st.builds(Bullets, st.tuples(WORDS, WORDS)),
    st.builds(Table, st.tuples(WORDS, WORDS), st.tuples(st.tuples(WORDS, WORDS))),
)


@given(st.lists(BLOCK, max_size=25))
def test_numbers_and_anchors_are_unique_and_no_heading_level_is_skipped(
    blocks: list[Heading | Paragraph | Bullets | Table],
) -> None:
    pieces = _of(*blocks).pieces
    named = [piece for piece in pieces if isinstance(piece, (NumberedHeading, NumberedParagraph))]
    anchors = [piece.anchor for piece in named]
    numbers = [piece.number for piece in named if piece.number]
    assert len(set(anchors)) == len(anchors)
    assert len(set(numbers)) == len(numbers)
    level = 0
    for piece in pieces:
        if isinstance(piece, NumberedHeading):
            assert 1 <= piece.level <= level + 1
            level = piece.level
