"""Where in the paragraphs stand the mentions that the reading found? A line's end can make one that they do not show.

The reading takes a page line by line, block by block, the paragraphs run on over lines and pages. What only the one
finds has to leave as well, or the copy would never pass: it is found again by the letters before and after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from safelight.core.papers.paper import Edit, Edits, Passage

CONTEXT: Final = 24
FEWEST_BESIDE: Final = 8
MOST_PLACES: Final = 200


def carry_over(
    wanted: Mapping[int, list[Edit]], *, read: Sequence[Passage], spots: Sequence[Passage], edits: Edits
) -> None:
    """Add to the edits that are wanted in the paragraphs those that the reading wants besides, at the same words."""
    together = _Letters(spots)
    for passage in read:
        for edit in edits(passage):
            for start, end in together.places(passage.text, edit):
                _put(wanted, spots, together, edit, start, end)


class _Letters:
    """The letters and digits of many texts in a row, and where each of them stands."""

    def __init__(self, spots: Sequence[Passage]) -> None:
        letters: list[str] = []
        self.at: list[tuple[int, int]] = []
        for number, spot in enumerate(spots):
            for place, letter in enumerate(spot.text):
                if letter.isalnum():
                    for folded in letter.casefold():
                        letters.append(folded)
                        self.at.append((number, place))
        self._text = "".join(letters)

    def places(self, text: str, edit: Edit) -> Iterator[tuple[int, int]]:
        """Where the words of an edit in a text stand here, between the same letters, from their first to their last."""
        said = _folded(text[edit.start : edit.end])
        before = _folded(text[max(edit.start - 2 * CONTEXT, 0) : edit.start])[-CONTEXT:]
        after = _folded(text[edit.end : edit.end + 2 * CONTEXT])[:CONTEXT]
        if not said:
            return
        for first, last in ((before, after), (before, ""), ("", after)):
            if len(first) + len(last) < FEWEST_BESIDE:
                continue
            found = self._text.find(first + said + last)
            tried = 0
            while found >= 0 and tried < MOST_PLACES:
                yield found + len(first), found + len(first) + len(said)
                found = self._text.find(first + said + last, found + 1)
                tried += 1
            if tried:
                return


def _folded(text: str) -> str:
    return "".join(letter.casefold() for letter in text if letter.isalnum())


def _put(
    wanted: Mapping[int, list[Edit]], spots: Sequence[Passage], together: _Letters, edit: Edit, start: int, end: int
) -> None:
    """Want an edit from one letter to another, in every paragraph that they lie in, unless it is wanted already."""
    covered: dict[int, tuple[int, int]] = {}
    for number, place in together.at[start:end]:
        first, _ = covered.get(number, (place, place))
        covered[number] = first, place + 1
    for count, (number, (first, last)) in enumerate(covered.items()):
        own = wanted[spots[number].key]
        letters = {place for home, place in together.at[start:end] if home == number}
        if all(any(one.start <= place < one.end for one in own) for place in letters):
            continue
        beside = [one for one in own if one.start < last and first < one.end]
        first, last = min([first, *(one.start for one in beside)]), max([last, *(one.end for one in beside)])
        new = Edit(first, last, "" if count else edit.text)
        own[:] = sorted([new, *(one for one in own if one not in beside)], key=lambda one: one.start)
