"""From answers for word pieces to stretches of the text: whole words, joined where they are one mention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from safelight.core.anonymise.finding import LABELS
from safelight.core.anonymise.tagger.pieces import Pieces

_BETWEEN: Final = re.compile(r"[ \u00a0]?[-'’.,/&@:]?[ \u00a0]?")
"""What may stand between two words of one mention."""

_LINKING: Final = r"in|on|at|to|with|of|from|for|by|and|or|is|was|about"
_LITTLE: Final = r"an?|the|his|her|our|my"
_WITHIN: Final = re.compile(
    rf"(?:[^\w@£$€+]|_|\b(?:{_LINKING})\b)*([@£$€+\w].*?)"
    rf"(?:[^\w%½]|_|(?<=\W)(?:{_LINKING}|{_LITTLE})\b)*\Z",
    re.DOTALL,
)
"""What is left of a mention without the marks and linking words at its edges."""

_SAYS_NOTHING: Final = re.compile(rf"{_LINKING}|{_LITTLE}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, as what it is masked, and how surely (0 to 1)."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: code points, the number of their label, and how surely each is masked (0 to 1)."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    labels: NDArray[np.int64]
    scores: NDArray[np.float32]


def words_of(pieces: Pieces, answers: NDArray[np.float32]) -> Words:
    """A word is as sure as its surest piece, and is labelled by all of them together."""
    first = np.flatnonzero(np.diff(pieces.words, prepend=-1))
    if not len(first):
        nothing = np.empty(0, dtype=np.int64)
        return Words(nothing, nothing, nothing, np.empty(0, dtype=np.float32))
    masked = np.maximum.reduceat(answers[:, 0], first)
    labels = np.add.reduceat(answers[:, 1:], first, axis=0).argmax(axis=1)
    last = np.append(first[1:], len(pieces)) - 1
    return Words(pieces.starts[first], pieces.ends[last], labels, (1 / (1 + np.exp(-masked))).astype(np.float32))


def spans_of(text: str, words: Words, *, thresholds: Mapping[str, float]) -> Iterator[Span]:
    """Every mention whose words reach the threshold of their label."""
    limits = np.array([thresholds[label] for label in LABELS], dtype=np.float32)
    taken = np.flatnonzero(words.scores >= limits[words.labels])
    at = 0
    while at < len(taken):
        upto = at + 1
        while upto < len(taken) and _joined(text, words, int(taken[upto - 1]), int(taken[upto])):
            upto += 1
        some = taken[at:upto]
        at = upto
        start, end = _trimmed(text, int(words.starts[some[0]]), int(words.ends[some[-1]]))
        if start < end:
            yield Span(start, end, LABELS[int(words.labels[some[0]])], float(words.scores[some].mean()))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the marks and linking words at its edges; empty where there is nothing else in it."""
    trimmed = _WITHIN.search(text, start, end)
    return trimmed.span(1) if trimmed and not _SAYS_NOTHING.fullmatch(trimmed[1]) else (start, start)


def _joined(text: str, words: Words, one: int, other: int) -> bool:
    between = text[int(words.ends[one]) : int(words.starts[other])]
    return words.labels[one] == words.labels[other] and _BETWEEN.fullmatch(between) is not None
