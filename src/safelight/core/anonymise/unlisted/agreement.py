"""What was found once is found everywhere: the same words again, and a part of a name after the whole of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import ahocorasick

from safelight.core.anonymise.fold import View, stands_alone
from safelight.core.anonymise.unlisted.sign import Sign
from safelight.core.anonymise.words import is_ordinary

_WORD: Final = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]{3,})*")
_SURE: Final = 0.5
_LABELS: Final = frozenset({"PERSON", "LOC", "ORG", "CODE"})
_TITLES: Final = frozenset(
    [
        "mrs",
        "miss",
        "nurse",
        "sister",
        "doctor",
        "father",
        "uncle",
        "aunt",
        "auntie",
        "nanna",
        "nana",
        "grandma",
        "the",
        "and",
        "van",
        "von",
        "bin",
        "den",
    ]
)


def find_again(view: View, signs: Iterable[Sign]) -> Iterator[Sign]:
    """Every other place where the words of a sign stand, or one word of somebody's name."""
    wanted = _wanted(view, signs)
    if not wanted:
        return
    finder = ahocorasick.Automaton()
    for words, sign in wanted.items():
        finder.add_word(words, (len(words), sign))
    finder.make_automaton()
    for last, (length, sign) in finder.iter(view.text):
        start, end = last + 1 - length, last + 1
        if stands_alone(view.text, start, end) and _is_written_alike(view, start, sign):
            yield Sign(start, end, sign.rule, sign.label, sign.instead, "found elsewhere in this text too", sign.score)


def _wanted(view: View, signs: Iterable[Sign]) -> dict[str, Sign]:
    wanted: dict[str, Sign] = {}
    for sign in signs:
        words = view.text[sign.start : sign.end]
        if sign.score < _SURE or sign.label not in _LABELS or len(words) < 3 or (words.isdigit() and len(words) < 4):
            continue
        if not is_ordinary(words):
            wanted.setdefault(words, sign)
        for word in _WORD.findall(words) if sign.label == "PERSON" else ():
            if not is_ordinary(word) and word not in _TITLES:
                wanted.setdefault(word, sign)
    return wanted


def _is_written_alike(view: View, start: int, sign: Sign) -> bool:
    """A name with a capital is looked for with one, unless nobody in this text took care."""
    return view.cased[start].isupper() or not view.cased[sign.start : sign.end][:1].isupper()
