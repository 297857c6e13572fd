"""Does a name that is also a word stand here as a name? "May said" and "with Bill", not "in May" and "the bill"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, overload

from safelight.core.anonymise.fold import WALL, WORD, View, Word
from safelight.core.anonymise.naming import KIN, MONTHS, TITLES
from safelight.core.anonymise.words import is_ordinary

_SAID: Final = frozenset({
    "said", "says", "told", "stated", "states", "reported", "reports", "disclosed", "explained", "attended",
    "presented", "phoned", "rang", "cried", "replied", "admitted", "denied", "went", "came", "lived", "lives",
    "asked", "refused", "seemed", "appeared", "became", "visited", "called", "contacted", "spoke", "missed",
    "died",
})  # fmt: skip
_DID: Final = _SAID | {
    "was", "is", "had", "has", "did", "does", "began", "started", "wanted", "wants", "moved", "left", "returned",
    "remained", "stayed", "sustained", "suffered", "received", "looks", "looked", "made", "gave", "took", "knew",
    "felt", "got", "saw", "met", "shared", "arrived", "agreed", "described", "alleged", "confirmed", "disappeared",
    "used", "needed", "needs", "continued", "failed", "brought", "kept", "tried", "slept", "ran", "hit", "hurt",
    "aged", "dob", "paid", "held", "lost", "rose", "sat", "stood", "threw", "wrote", "woke", "won", "fell", "fed",
    "cut",
}  # fmt: skip
_STATES: Final = frozenset(
    {"seen", "spoken", "taken", "told", "born", "brought", "given", "found", "sent", "upset", "unwell", "ill", "well"}
    | {"distressed", "tearful", "angry", "asleep", "alone"}
)
_DETERMINERS: Final = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "my", "our", "its", "your", "any"}
    | {"some", "no", "each", "every", "such", "one", "which", "what", "whose", "another"}
)
_CLAUSES: Final = frozenset({"that", "what", "which", "whose", "one"})
"""Determiners that begin a clause as well: "what Hope had said", "that Hope kept"; a capital after them is a name."""
_TELLS_OF_SOMEBODY: Final = frozenset({"who", "whose", "aged", "then", "now", "her", "his", "their", "born"})
_BEFORE_TIMES: Final = frozenset(
    {"in", "of", "since", "until", "till", "during", "early", "late", "mid", "last", "next", "this", "by", "from"}
    | {"before", "after", "end", "beginning", "start", "through", "every", "each", "following", "previous", "around"}
)
_PLACE_WORDS: Final = frozenset(
    {"street", "road", "lane", "avenue", "close", "drive", "court", "house", "hospital", "school", "park", "hill"}
    | {"centre", "ward", "hall", "way", "place", "row", "terrace", "gardens", "green", "crescent", "act", "trust"}
)
_WORD_OR_WALL: Final = re.compile(f"{WORD.pattern}|{re.escape(WALL)}")
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


def stands_as_name(words: Words, first: int, last: int, *, everyday: bool, is_time: bool) -> bool:
    """Judge words `first` to `last`, which spell a name and are ordinary words too, by what stands around them."""
    before, after = words.text(first - 1), words.text(last + 1)
    gap_before, gap_after = words.gap_before(first), words.gap_after(last)
    if _is_bound(gap_before, gap_after, after):
        return False
    touches_before = first > 0 and gap_before.strip(" .") == ""
    if touches_before and before in TITLES and (words.is_capital(first - 1) or words.is_capital(first)):
        return True
    if is_time and _is_a_time(words, first, last):
        return False
    possessive = gap_after == "'" and after == "s"
    capital = words.is_capital(first) and not _in_capitals(words, first, last)
    if possessive and before not in _DETERMINERS and (capital or not is_time):
        return True
    if touches_before and before in KIN and (capital or after in _SAID):
        return True
    held = _DETERMINERS - _CLAUSES if capital else _DETERMINERS
    if _does_something(words, last, strict=not capital or is_time) and not (touches_before and before in held):
        return True
    return capital and _capital_is_a_name(words, first, last, everyday=everyday, is_time=is_time)


def _is_bound(gap_before: str, gap_after: str, after: str) -> bool:
    if gap_after == "'" and after in {"t", "ll", "ve", "d", "re", "m"}:
        return True
    return (gap_after in {"-", "/"} and after != "") or gap_before == "-" or gap_before.endswith("'")


def _is_a_time(words: Words, first: int, last: int) -> bool:
    before, after = words.text(first - 1), words.text(last + 1)
    beside_month = (before in MONTHS and not words.gap_before(first).strip(" ,/-")) or (
        after in MONTHS and not words.gap_after(last).strip(" ,/-")
    )
    if before in _BEFORE_TIMES or beside_month or _is_day(before) or after[:1].isdigit():
        return True
    return before in {"and", "or", "to"} and words.text(first - 2) in MONTHS


def _is_day(word: str) -> bool:
    return word[:1].isdigit() and (len(word) < 3 or not word.isdigit())


def _in_capitals(words: Words, first: int, last: int) -> bool:
    """True where the neighbours are in capitals too, so that capitals tell nothing."""
    if not words.is_shouted(first):
        return False
    around = [
        n for n in (first - 2, first - 1, last + 1, last + 2) if len(words.text(n)) > 1 and words.text(n).isalpha()
    ]
    return bool(around) and all(words.is_shouted(n) for n in around)


def _does_something(words: Words, last: int, *, strict: bool) -> bool:
    after = words.text(last + 1)
    if words.gap_after(last).strip(" ,") != "":
        return False
    if after in _SAID:
        return True
    if after in {"was", "is", "had", "has"} and strict:
        state = words.text(last + 2)
        return words.is_capital(last) and (state in _STATES or (len(state) > 4 and state.endswith(("ing", "ed"))))
    return not strict and (after in _DID or (len(after) > 4 and after.endswith("ed") and is_ordinary(after)))


def _capital_is_a_name(words: Words, first: int, last: int, *, everyday: bool, is_time: bool) -> bool:
    before, after = words.text(first - 1), words.text(last + 1)
    if words.stand_alone(first, last):
        return not is_time
    starts = words.starts_sentence(first)
    if not starts and before in _DETERMINERS - _CLAUSES:
        return False
    if words.gap_after(last).strip() == "," and after in _TELLS_OF_SOMEBODY:
        return True
    if words.is_capital(last + 1) and words.gap_after(last) == " ":
        return not (is_ordinary(after) or after in _PLACE_WORDS) and len(after) > 1
    if not starts and words.is_capital(first - 1) and words.gap_before(first) == " ":
        return not is_ordinary(before) or before in KIN
    return not (starts and everyday)
