"""Two versions of a text: every word of both is there, and what did not change is not shown twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.comparison import Passage, compare, kept_by_section

OLD = "# Title\n\nThe panel met six times.\n\nNobody asked why.\n\nThe end."
NEW = "# Title\n\nThe panel met seven times.\n\nThe end.\n\nAn afterword."


def kinds(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.kind for passage in passages]


def test_a_changed_paragraph_is_shown_by_its_words_and_the_rest_is_counted() -> None:
    passages = compare(OLD, NEW)
    assert kinds(passages) == ["same", "changed", "gone", "same", "new"]
    changed = passages[1].pieces
    assert [(one.before.strip(), one.after.strip()) for one in changed if one.before != one.after] == [("six", "seven")]
    assert (passages[0].place, passages[0].same) == (1, 1)


def test_nothing_changed_is_one_run() -> None:
    assert kinds(compare(OLD, OLD)) == ["same"]


TEXTS = st.lists(st.sampled_from(["One two.", "Three four five.", "Six.", "Seven eight."]), max_size=6).map("\n\n".join)


@given(TEXTS, TEXTS)
def test_no_paragraph_of_either_is_lost(before: str, after: str) -> None:
    passages = compare(before, after)
    new = sum(passage.same or any(piece.after for piece in passage.pieces) for passage in passages)
    old = sum(passage.same or any(piece.before for piece in passage.pieces) for passage in passages)
    assert (old, new) == (len(before.split("\n\n")) if before else 0, len(after.split("\n\n")) if after else 0)


BEFORE = (
    "# Title\n\n## 1. What happened\n\nThe nurse wrote to the surgery twice and nobody answered her.\n\n"
    "## 2. The family\n\nJoel lived at 9 Tanner's Row.\n\n## 3. Practice\n\nThe team met each week."
)
AFTER = (
    "# Title\n\n## What happened\n\nThe nurse wrote to the surgery twice and nobody answered her.\n\n"
    "## The family\n\nThe child lived at home."
)


def test_what_was_lost_shows_by_section_and_a_section_is_known_without_its_number() -> None:
    happened, family, practice = kept_by_section(BEFORE, AFTER)
    assert (happened.heading, happened.share, happened.advice) == ("1. What happened", 100, "")
    assert (family.before, family.kept, family.put_in) == (6, 2, 3)
    assert "still told in full" in family.advice
    assert (practice.share, practice.kept) == (0, 0)
    assert "told elsewhere" in practice.advice


@given(TEXTS, TEXTS)
def test_no_section_keeps_more_than_it_had(before: str, after: str) -> None:
    for section in kept_by_section(before, after):
        assert 0 <= section.kept <= section.before
        assert section.put_in >= 0


@given(TEXTS)
def test_what_did_not_change_is_kept_whole(text: str) -> None:
    assert all(section.share == 100 and not section.advice for section in kept_by_section(text, text))
