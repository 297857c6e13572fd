"""Edits of a passage reach the pieces that it was made from, wherever it was cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from safelight.core.papers.paper import Edit, Part
from safelight.core.papers.spot import OverlappingEdits, Piece, apply_edits, numbered, spot


class Holder:
    """Pieces of text that can be written to."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts

    def pieces(self) -> list[Piece]:
        return [Piece(text, self._writer(place)) for place, text in enumerate(self.texts)]

    def _writer(self, place: int):
        def put(text: str) -> None:
            self.texts[place] = text

        return put


@some.composite
def cut_texts_and_edits(draw: some.DrawFn) -> tuple[list[str], list[Edit]]:
    texts = draw(some.lists(some.text(alphabet="abc ", max_size=5), min_size=1, max_size=6))
    length = len("".join(texts))
    places = sorted(draw(some.lists(some.integers(0, length), max_size=6, unique=True)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return texts, [Edit(start, end, draw(some.text(alphabet="XY", max_size=3))) for start, end in pairs]


@given(cut_texts_and_edits())
def test_editing_the_pieces_is_editing_the_text(case: tuple[list[str], list[Edit]]) -> None:
    texts, edits = case
    expected = "".join(texts)
    for edit in reversed(edits):
        expected = expected[: edit.start] + edit.text + expected[edit.end :]
    holder = Holder(list(texts))
    passage = spot(holder.pieces(), where="here", part=Part.BODY, visible=True)
    apply_edits([passage], edits=lambda _: edits)
    assert "".join(holder.texts) == expected


def test_a_replacement_goes_into_the_first_piece_that_it_touches() -> None:
    holder = Holder(["a Li", "a", "m b"])
    apply_edits(
        [spot(holder.pieces(), where="", part=Part.BODY, visible=True)], edits=lambda _: [Edit(2, 6, "Child N")]
    )
    assert holder.texts == ["a Child N", "", " b"]


@pytest.mark.parametrize("edits", [[Edit(0, 2, ""), Edit(1, 3, "")], [Edit(0, 99, "")], [Edit(2, 1, "")]])
def test_edits_that_overlap_or_reach_out_are_refused(edits: list[Edit]) -> None:
    passage = spot(Holder(["abcd"]).pieces(), where="here", part=Part.BODY, visible=True)
    with pytest.raises(OverlappingEdits, match="here"):
        apply_edits([passage], edits=lambda _: edits)


def test_passages_that_say_nothing_are_left_out_and_the_rest_are_numbered() -> None:
    spots = [spot(Holder([text]).pieces(), where="", part=Part.BODY, visible=True) for text in ("a", "  ", "b")]
    assert [(one.passage.key, one.passage.text) for one in numbered(spots)] == [(0, "a"), (1, "b")]
