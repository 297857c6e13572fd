"""Two versions of a text: every word of both is there, and what did not change is not shown twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.comparison import Passage, compare

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
