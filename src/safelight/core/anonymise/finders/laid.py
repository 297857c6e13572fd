"""Which words does a text consist of, and what stands around each of them?"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, overload

from safelight.core.anonymise.fold import WALL, WORD, View, Word

_BREAK: Final = re.compile(r"[\n\r\t|•·▪]|(?:^|[ \n])[-*–] ")
_WORD_OR_WALL: Final = re.compile(rf"{WORD.pattern}|{re.escape(WALL)}")
_STARTS_SENTENCE: Final = re.compile(r"[.!?:\n\r\t|•*\"]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a folded text with their neighbours, and where each word occurs.

    A wall between passages counts as a word without letters, so that nothing sees a neighbour across it.
    """

    view: View
    all: Sequence[Word]
    texts: Sequence[str] = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    where: Mapping[str, Sequence[int]] = field(repr=False)

    def gap_before(self, number: int) -> str:
        """What stands between a word and the one before it."""
        start = self.all[number - 1].end if number else 0
        return self.view.text[start : self.all[number].start]

    def gap_after(self, number: int) -> str:
        """What stands between a word and the next one."""
        end = self.all[number + 1].start if number + 1 < len(self.all) else len(self.view.text)
        return self.view.text[self.all[number].end : end]

    def text(self, number: int) -> str:
        """The folded word at a position, or nothing beyond either end."""
        return self.texts[number] if 0 <= number < len(self.texts) else ""

    def is_capital(self, number: int) -> bool:
        """True where a word begins with a capital letter."""
        return 0 <= number < len(self.starts) and self.view.cased[self.starts[number]].isupper()

    def is_shouted(self, number: int) -> bool:
        """True for a word of two or more letters, all of them capitals."""
        if not 0 <= number < len(self.all):
            return False
        word = self.all[number]
        return word.end - word.start > 1 and self.view.cased[word.start : word.end].isupper()

    def starts_sentence(self, number: int) -> bool:
        """True where a capital letter may be due to the beginning of a sentence, cell or line."""
        return number == 0 or _STARTS_SENTENCE.search(self.gap_before(number)) is not None

    def stand_alone(self, first: int, last: int) -> bool:
        """True where these words are all that a text, or a passage searched together with others, consists of."""
        return not self.text(first - 1) and not self.text(last + 1)

    def fill_a_cell(self, first: int, last: int) -> bool:
        """True where these words are all that a line, a cell or an entry of a list consists of."""
        number = first
        if first and self.gap_before(first) in {". ", ") ", ".) "} and len(self.texts[first - 1]) < 3:
            number = first - 1
        before, after = self.gap_before(number), self.gap_after(last)
        begins = not self.text(number - 1) or _BREAK.search(before) is not None
        return begins and (not self.text(last + 1) or _BREAK.search(after) is not None) and ":" not in after

    def from_place(self, start: int) -> int:
        """The number of the first word at or after a place of the folded text."""
        return bisect_left(self.starts, start)


def words_of(view: View) -> Words:
    """Take the words of a folded text."""
    texts = _WORD_OR_WALL.findall(view.text)
    starts = [match.start() for match in _WORD_OR_WALL.finditer(view.text)]
    if WALL in texts:
        texts = ["" if text == WALL else text for text in texts]
    where: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        where[text].append(number)
    where.pop("", None)
    return Words(view, _Laid(texts, starts), texts, starts, where)


class _Laid(Sequence[Word]):
    """Words made only when somebody asks for one: a long text has very many, and few are looked at."""

    def __init__(self, texts: Sequence[str], starts: Sequence[int]) -> None:
        self._texts, self._starts = texts, starts

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, number: int) -> Word: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Word]: ...
    def __getitem__(self, number: int | slice) -> Word | Sequence[Word]:
        if isinstance(number, slice):
            return _Laid(self._texts[number], self._starts[number])
        start, text = self._starts[number], self._texts[number]
        return Word(start, start + len(text), text)
