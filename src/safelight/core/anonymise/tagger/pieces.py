"""A text as the tagger's encoder reads it: word pieces, how each is capitalised, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

LOWER, TITLE, CAPITALS, MIXED, FIGURES, FIGURES_AND_LETTERS, OTHER = range(1, 8)
"""How a word is capitalised. Nought stands where a window is padded."""

ON_A_NEW_LINE: Final = 8
"""Added to the case of a word that begins a line or a cell."""

BEGIN: Final = 101
END: Final = 102
"""The two pieces that open and close a window (BERT's vocabulary)."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Arrays of one length, a word piece each: its number in the vocabulary, its case, the word it belongs to, and its
    code points in the text. A mark of punctuation is a word of its own."""

    numbers: NDArray[np.int64]
    cases: NDArray[np.int64]
    words: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.numbers)


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    where = resources.files("safelight.core.anonymise") / "data" / "tagger" / "pieces.json"
    tokenizer = Tokenizer.from_str(where.read_text(encoding="utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@lru_cache(maxsize=1 << 16)
def _case(word: str) -> int:
    if word.isalpha():
        if word.islower():
            return LOWER
        if word.isupper():
            return CAPITALS if len(word) > 1 else TITLE
        return TITLE if word[0].isupper() and word[1:].islower() else MIXED
    if word.isdigit():
        return FIGURES
    return FIGURES_AND_LETTERS if word.isalnum() else OTHER


def _cases(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[int]:
    """The case of every word, given where words start and end."""
    cases, before = [], 0
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        gap = text[before:start]
        new = not before or "\n" in gap or "\t" in gap
        cases.append(_case(text[start:end]) + (ON_A_NEW_LINE if new else 0))
        before = end
    return cases


def cut(text: str) -> Pieces:
    """The pieces of a text, without anything added."""
    encoding = _tokenizer().encode(text, add_special_tokens=False)
    numbers, words = (np.array(column, dtype=np.int64) for column in (encoding.ids, encoding.word_ids))
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    first = np.flatnonzero(np.diff(words, prepend=-1))
    length = np.diff(first, append=len(words))
    cases = np.array(_cases(text, starts[first], ends[first + length - 1]), dtype=np.int64)
    return Pieces(numbers, np.repeat(cases, length), words, starts, ends)
