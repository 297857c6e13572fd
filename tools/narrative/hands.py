"""How a record is typed: with care, in a hurry, without capitals, all in capitals, with slips."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Final

from tools.train_tagger.marked import Marked, exchanged, in_capitals, lowered

_SHORT: Final[Mapping[str, str]] = {
    "with": "w", "mother": "mum", "father": "dad", "telephone": "tel", "appointment": "appt", "because": "cos",
    "before": "b4", "about": "abt", "please": "pls", "regarding": "re", "received": "recd", "children": "chn",
    "without": "w/o", "would": "wd",
}  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]{4,}")


def typed(text: Marked, random: Random) -> Marked:
    """The text as some hand would have typed it. More than half are left as they are."""
    return random.choices(tuple(_HANDS), tuple(_HANDS.values()))[0](text, random)


def _with_care(text: Marked, _: Random) -> Marked:
    return text


def _in_lower_case(text: Marked, _: Random) -> Marked:
    return lowered(text)


def _in_lower_case_and_haste(text: Marked, random: Random) -> Marked:
    return _with_slips(_unpunctuated(lowered(text), random), random)


def _all_in_capitals(text: Marked, _: Random) -> Marked:
    return in_capitals(text)


def _unpunctuated(text: Marked, random: Random) -> Marked:
    keep = random.choice((0.2, 0.5, 0.8))
    marked = [(mark.start, mark.end) for mark in text.marks]
    drops = [
        (m.start(), m.end(), "")
        for m in re.finditer(r"[.,;:](?=\s)|'(?=[a-z])", text.text)
        if random.random() > keep and not any(start < m.end() and m.start() < end for start, end in marked)
    ]
    return exchanged(text, drops)


def _with_slips(text: Marked, random: Random) -> Marked:
    """A letter doubled, dropped or swapped in one word of twenty, a name as soon as another; some words shortened."""
    changes = []
    for match in _WORD.finditer(text.text):
        word = match.group()
        if random.random() < 0.05:
            changes.append((match.start(), match.end(), _slip(word, random)))
        elif word in _SHORT and random.random() < 0.3:
            changes.append((match.start(), match.end(), _SHORT[word]))
    return exchanged(text, changes)


def _slip(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 1)
    before, here, then, after = word[:at], word[at], word[at + 1], word[at + 2 :]
    return before + random.choice((then, here + here + then, then + here)) + after


def _names_in_capitals(text: Marked, _: Random) -> Marked:
    people = [(m.start, m.end, text.text[m.start : m.end].upper()) for m in text.marks if m.label == "PERSON"]
    return exchanged(text, _of_one_length(people))


def _names_in_lower_case(text: Marked, random: Random) -> Marked:
    """Sentences keep their capitals; names and places lose theirs, as thumbs on a telephone write."""
    some = [(m.start, m.end, text.text[m.start : m.end].lower()) for m in text.marks if random.random() < 0.8]
    return exchanged(text, _of_one_length(some))


def _of_one_length(changes: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Some letters become two as capitals: those words stay as they are."""
    return [(start, end, words) for start, end, words in changes if len(words) == end - start]


_HANDS: Final[Mapping[Callable[[Marked, Random], Marked], float]] = {
    _with_care: 52,
    _with_slips: 10,
    _in_lower_case: 13,
    _in_lower_case_and_haste: 10,
    _all_in_capitals: 4,
    _unpunctuated: 3,
    _names_in_capitals: 3,
    _names_in_lower_case: 5,
}
"""How many of a hundred records each hand types."""
