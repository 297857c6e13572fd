"""Where does something that must match letter by letter stand, whatever spaces and marks lie between the letters?

The text is reduced to its letters and digits and searched for every needle in one pass; what lay between is then
judged, so that "L i a m", "0 7 7 0 0", "okafor_reed" and "NM203XX" are found and "has an" is not Hasan.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Final, overload

import ahocorasick

from safelight.core.anonymise.finders.context import Words
from safelight.core.anonymise.fold import WALL, View
from safelight.core.anonymise.words import is_ordinary

_FILE_NAME: Final = re.compile(r"\.(?:docx?|pdf|xlsx?|odt|ods|txt|rtf|jpe?g|png|html?|csv|msg|eml|zip|pptx?)[^\w]*$")
_SENTENCE_END: Final = re.compile(r"[;:!?]\s|[^\W_]{4,}\.\s")
_WIDEST_GAP: Final = 6
_FIGURES_AT_LEAST: Final = frozenset({"case-reference", "phone"})
_LIKENESS: Final = str.maketrans("oil", "011")


_CHUNK: Final = re.compile(r"(?<![^\s<>\"()])[^\s<>\"()@#/\\.]*(?:[@#/\\]|\.(?=[^\s<>\"()]))[^\s<>\"()]*")
"""A stretch without blanks in which one of the marks stands that addresses and file names are made of."""


def is_technical(chunk: str) -> bool:
    """True for an e-mail address, a link, a hashtag, a path or a file's name: there words run into one another."""
    return (
        chunk[0] in "@#"
        or "@" in chunk[1:-1]
        or "://" in chunk
        or "\\" in chunk
        or chunk.startswith("www.")
        or chunk.count("/") > 1
        or _FILE_NAME.search(chunk) is not None
    )


@dataclass(frozen=True, slots=True)
class Needle:
    """Letters and digits to look for, and what to say where they are found.

    `manner` says how much freedom the match has: "code" for numbers and references, "phrase" for several words,
    "title" for several words that each begin with a capital, "name" for a single name, which the names finder has
    already looked for wherever it stands whole.
    """

    glued: str
    rule: str
    key: str
    replacement: str
    why: str
    label: str
    manner: str = "phrase"
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Where in the folded text a needle stands."""

    start: int
    end: int
    needle: Needle


@dataclass(frozen=True, slots=True)
class Haystack:
    """A folded text reduced to letters and digits; `places[i]` is where letter i stands in the folded text."""

    letters: str
    places: Sequence[int]
    technical: tuple[tuple[int, int], ...]

    def is_technical(self, start: int, end: int) -> bool:
        """True inside an e-mail address, a link, a hashtag, a path or a file's name."""
        number = bisect_right(self.technical, (start, sys.maxsize)) - 1
        return number >= 0 and self.technical[number][0] <= start and end <= self.technical[number][1]


class _Places(Sequence[int]):
    """Where each letter stands, worked out from where its word begins: few of very many are ever asked for."""

    def __init__(self, words: Words) -> None:
        self._starts = words.starts
        self._letters = [*accumulate(map(len, words.texts), initial=0)]

    def __len__(self) -> int:
        return self._letters[-1]

    @overload
    def __getitem__(self, number: int) -> int: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[int]: ...
    def __getitem__(self, number: int | slice) -> int | Sequence[int]:
        if isinstance(number, slice):
            return self._between(*number.indices(len(self))[:2])
        word = bisect_right(self._letters, number) - 1
        return self._starts[word] + number - self._letters[word]

    def _between(self, first: int, last: int) -> list[int]:
        found: list[int] = []
        word = bisect_right(self._letters, first) - 1
        while first < last:
            start = self._starts[word] + first - self._letters[word]
            here = min(last, self._letters[word + 1]) - first
            found.extend(range(start, start + here))
            first, word = first + here, word + 1
        return found


def haystack(words: Words) -> Haystack:
    """Reduce a folded text to its letters and digits."""
    return Haystack(
        letters="".join(words.texts),
        places=_Places(words),
        technical=tuple(match.span() for match in _CHUNK.finditer(words.view.text) if is_technical(match.group())),
    )


@dataclass(frozen=True, slots=True)
class Needles:
    """Needles made ready to be searched for: words and phrases, and codes read with a scanner's eyes."""

    words: ahocorasick.Automaton | None
    codes: ahocorasick.Automaton | None


def compile_needles(needles: Iterable[Needle]) -> Needles:
    """Make needles ready; this costs far more than one search, so keep the result."""
    given = tuple(dict.fromkeys(needles))
    codes = [replace(n, glued=n.glued.translate(_LIKENESS)) for n in given if n.manner == "code"]
    return Needles(_automaton(n for n in given if n.manner != "code"), _automaton(codes))


def _automaton(needles: Iterable[Needle]) -> ahocorasick.Automaton | None:
    searched: dict[str, list[Needle]] = {}
    for needle in needles:
        searched.setdefault(needle.glued, []).append(needle)
    if not searched:
        return None
    automaton = ahocorasick.Automaton()
    for glued, same in searched.items():
        automaton.add_word(glued, tuple(same))
    automaton.make_automaton()
    return automaton


def search(
    view: View, hay: Haystack, needles: Needles, *, across: list[tuple[int, int]] | None = None
) -> Iterator[Hit]:
    """Every acceptable place of every needle.

    Where a needle's letters stand on both sides of a wall between passages there is no hit; `across` is told.
    """
    for letters, automaton in (
        (hay.letters, needles.words),
        (hay.letters.translate(_LIKENESS), needles.codes),
    ):
        if automaton is not None:
            yield from _search(view, hay, letters, automaton, across if across is not None else [])


def _search(
    view: View, hay: Haystack, letters: str, automaton: ahocorasick.Automaton, across: list[tuple[int, int]]
) -> Iterator[Hit]:
    for last, found in automaton.iter(letters):
        long = len(found[0].glued)
        first = last - long + 1
        start, end = hay.places[first], hay.places[last] + 1
        if end - start >= long + len(WALL) and WALL in view.text[start:end]:
            across.append((start, end))
            continue
        gapless = end - start == long
        for needle in found:
            if needle.manner == "name" and gapless:
                if hay.is_technical(start, end) and _fits(view, hay.places[first : last + 1], needle, technical=True):
                    yield Hit(start, end, needle)
            elif _fits(view, hay.places[first : last + 1], needle):
                yield Hit(start, end, needle)


def _fits(view: View, places: Sequence[int], needle: Needle, *, technical: bool = False) -> bool:
    if any(after - before > _WIDEST_GAP for before, after in pairwise(places)):
        return False
    opens, closes = _opens(view, places[0]), _closes(view, places[-1] + 1)
    if needle.manner == "code":
        return _code_stands_alone(view, places, needle)
    if needle.manner == "title" and not _is_titled(view, places):
        return False
    if needle.plain and not any(view.cased[at].isupper() for at in places):
        return False
    if needle.manner == "name":
        return _name_fits(view, places, needle, whole=opens and closes, either=opens or closes, technical=technical)
    spelt = view.text[places[0] : places[-1] + 1]
    if _SENTENCE_END.search(spelt) or (needle.label == "PERSON" and ("(" in spelt or ")" in spelt)):
        return False
    return (opens and closes) or (len(needle.glued) >= 12 and not needle.glued[0].isdigit())


def _is_titled(view: View, places: Sequence[int]) -> bool:
    """True where every word begins with a capital."""
    begins = (at for at in places if at == places[0] or not view.text[at - 1].isalnum())
    return all(view.cased[at].isupper() for at in begins)


def _name_fits(
    view: View, places: Sequence[int], needle: Needle, *, whole: bool, either: bool, technical: bool
) -> bool:
    if technical:
        return whole or (either and len(needle.glued) >= 4) or len(needle.glued) >= 6
    if not whole:
        return False
    pieces = re.findall(r"[^\W_]+", view.text[places[0] : places[-1] + 1])
    if all(len(piece) == 1 for piece in pieces):
        return True
    between = re.findall(r"[\W_]+", view.text[places[0] : places[-1] + 1])
    if needle.plain or not between:
        return False
    if all(not gap.isspace() and "'" not in gap and len(gap.strip()) == 1 for gap in between):
        return not all(is_ordinary(piece) for piece in pieces)
    return (
        len(needle.glued) >= 5
        and len(pieces) == 2
        and any(len(piece) > 1 and not is_ordinary(piece) for piece in pieces)
        and between[0] in {" ", "\n", "-\n", "- "}
    )


def _code_stands_alone(view: View, places: Sequence[int], needle: Needle) -> bool:
    before = view.text[places[0] - 1 : places[0]]
    after = view.text[places[-1] + 1 : places[-1] + 2]
    head, tail = needle.glued[0], needle.glued[-1]
    if needle.rule in _FIGURES_AT_LEAST and not any(view.text[at].isdigit() for at in places):
        return False  # "scroll { o" is no reference, however much its letters look like figures
    if (head.isdigit() and before.isdigit()) or (head.isalpha() and before.isalpha()):
        return False
    return not ((tail.isdigit() and after.isdigit()) or (tail.isalpha() and after.isalpha()))


def _opens(view: View, at: int) -> bool:
    """True where a word begins: at a change of letter kind, or of small to capital letter, as in "ForLiam"."""
    if at == 0 or not view.text[at - 1].isalnum():
        return True
    before, here = view.cased[at - 1], view.cased[at]
    return (before.islower() and here.isupper()) or before.isdigit() != here.isdigit()


def _closes(view: View, at: int) -> bool:
    if at == len(view.text) or not view.text[at].isalnum():
        return True
    before, here = view.cased[at - 1], view.cased[at]
    if here == "s" and (at + 1 == len(view.text) or not view.text[at + 1].isalnum()):
        return True
    return (before.islower() and here.isupper()) or before.isdigit() != here.isdigit()


def longest_only(hits: Iterable[Hit]) -> list[Hit]:
    """Without the hits that lie inside another."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept
