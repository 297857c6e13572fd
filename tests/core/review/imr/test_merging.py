"""Bringing two writers' words together: nothing that either wrote is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.imr.merging import END, FIRST, SECOND, choices_in, choose, differences_by_line, merge

SPACES = st.sampled_from([" ", " ", " ", "\n", "\n\n"])
OLD = st.sampled_from(["the", "child", "was", "seen", "by", "nurse", "on", "Monday."])


def text_of(words: list[tuple[str, str]]) -> str:
    return "".join(f"{word}{space}" for word, space in words)


TEXTS = st.lists(st.tuples(OLD, SPACES), max_size=25).map(text_of)


@st.composite
def an_edit(draw: st.DrawFn, base: str, who: str) -> str:
    """The base with some words taken out and others, which only this writer uses, put in."""
    tokens = re.findall(r"\s+|\S+", base)
    out: list[str] = []
    for token in [*tokens, ""]:
        new = draw(st.integers(0, 1)) and draw(st.integers(0, 2))
        out.extend(f"{who}{draw(st.integers(0, 99))}{draw(SPACES)}" for _ in range(new))
        if not (token.strip() and draw(st.integers(0, 5)) == 0):
            out.append(token)
    return "".join(out)


@st.composite
def two_writers(draw: st.DrawFn) -> tuple[str, str, str]:
    base = draw(TEXTS)
    return base, draw(an_edit(base, "ours")), draw(an_edit(base, "theirs"))


def words(text: str) -> Counter[str]:
    for mark in (FIRST, SECOND, END):
        text = text.replace(mark, " ")
    return Counter(text.split())


@given(two_writers())
def test_no_word_that_either_writer_added_is_lost(texts: tuple[str, str, str]) -> None:
    base, ours, theirs = texts
    merged = words(merge(base, ours, theirs).text)
    for theirs_or_ours in (ours, theirs):
        added = words(theirs_or_ours) - words(base)
        assert not added - merged


@given(two_writers())
def test_a_word_goes_only_when_a_writer_took_it_out(texts: tuple[str, str, str]) -> None:
    base, ours, theirs = texts
    merged = words(merge(base, ours, theirs).text)
    taken_out = (words(base) - words(ours)) + (words(base) - words(theirs))
    assert not (words(base) - taken_out) - merged


@given(two_writers())
def test_each_writers_new_words_stay_in_their_order(texts: tuple[str, str, str]) -> None:
    base, ours, theirs = texts
    merged = merge(base, ours, theirs).text
    for who, text in (("ours", ours), ("theirs", theirs)):
        assert re.findall(rf"\b{who}\d+", merged) == re.findall(rf"\b{who}\d+", text)


@given(two_writers())
def test_what_one_writer_alone_did_is_taken_as_it_is(texts: tuple[str, str, str]) -> None:
    base, ours, theirs = texts
    assert merge(base, ours, base).text == ours
    assert merge(base, base, theirs).text == theirs
    assert merge(base, ours, ours).text == ours


@given(two_writers())
def test_every_marked_place_can_be_chosen_away(texts: tuple[str, str, str]) -> None:
    merged = merge(*texts)
    text = merged.text
    while found := choices_in(text):
        text = choose(text, 0, keep=found[0].second)
    assert FIRST not in text
    assert END not in text
    assert bool(merged.to_choose) == (FIRST in merged.text)


@given(st.text(), st.text(), st.text())
def test_any_text_can_be_merged(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs).text
    added = Counter(ours.split()) - Counter(base.split())
    assert sum(added.values()) <= len(merged.split())


def test_two_people_in_different_paragraphs_need_not_choose() -> None:
    base = "One.\n\nTwo.\n\nThree.\n"
    merged = merge(base, "One, and more.\n\nTwo.\n\nThree.\n", "One.\n\nTwo.\n\nThree, too.\n")
    assert (merged.text, merged.to_choose) == ("One, and more.\n\nTwo.\n\nThree, too.\n", 0)


def test_two_people_at_different_words_of_one_sentence_need_not_choose() -> None:
    merged = merge(
        "The nurse came on Monday and wrote to the surgery.",
        "The school nurse came on Monday and wrote to the surgery.",
        "The nurse came on Monday and wrote to the surgery twice.",
    )
    assert merged.text == "The school nurse came on Monday and wrote to the surgery twice."


def test_where_both_changed_the_same_words_both_versions_stand_there() -> None:
    merged = merge("She came on Monday.", "She came on Tuesday.", "She came on Friday.")
    assert merged.to_choose == 1
    [choice] = choices_in(merged.text)
    assert (choice.first.strip(), choice.second.strip()) == ("Friday.", "Tuesday.")
    assert " ".join(choose(merged.text, 0, keep=choice.second).split()) == "She came on Tuesday."


def test_what_one_took_out_and_the_other_rewrote_is_not_lost() -> None:
    merged = merge("A.\nThe visit was late.\nB.\n", "A.\nB.\n", "A.\nThe visit was very late.\nB.\n")
    assert "very late" in merged.text
    assert merged.to_choose == 1


def test_paragraphs_that_both_added_stand_one_after_the_other() -> None:
    merged = merge("", "Mine.", "Theirs.")
    assert (merged.text, merged.to_choose) == ("Theirs.\nMine.", 0)


def test_a_sentence_that_is_being_typed_and_a_new_paragraph_after_it_are_no_dispute() -> None:
    merged = merge("She was se", "She was seen by the nurse", "She was se\n\nAnother begins.")
    assert (merged.text, merged.to_choose) == ("She was seen by the nurse\n\nAnother begins.", 0)


def test_there_is_no_choosing_where_nothing_is_marked() -> None:
    with pytest.raises(IndexError):
        choose("Plain.", 0, keep="x")


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_line_beside_line_each_side_gives_its_text_back_too(before: str, after: str) -> None:
    pieces = differences_by_line(before, after)
    assert "".join(piece.before for piece in pieces) == before
    assert "".join(piece.after for piece in pieces) == after
