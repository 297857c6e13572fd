"""Marked texts as windows of pieces, with what the tagger should answer for each piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from random import Random
from typing import Any, Final, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from safelight.core.anonymise.finding import LABELS
from safelight.core.anonymise.tagger.pieces import BEGIN, END, Pieces, cut
from tools.train_tagger.marked import Marked

LONGEST: Final = 256
NO_LABEL: Final = -1


class Window(NamedTuple):
    """One window: pieces, cases, the share of annotators who mask each, and the label's number or NO_LABEL."""

    pieces: NDArray[np.int64]
    cases: NDArray[np.int64]
    shares: NDArray[np.float32]
    labels: NDArray[np.int64]


class Batch(NamedTuple):
    """Several windows, padded to the longest."""

    pieces: Tensor
    cases: Tensor
    shares: Tensor
    labels: Tensor


def answers(text: Marked, pieces: Pieces) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """For every piece: the share of annotators who mask it, and the label most of them give it."""
    votes = np.zeros((len(LABELS), len(text.text) + 1), dtype=np.float32)
    for mark in text.marks:
        votes[LABELS.index(mark.label), mark.start : mark.end] += mark.share
    at = pieces.starts
    shares = votes.sum(axis=0)[at].clip(0, 1)
    return shares, np.where(shares > 0, votes.argmax(axis=0)[at], NO_LABEL)


def windows(text: Marked, *, random: Random) -> Iterator[Window]:
    """A text as windows that follow one another, beginning at a chance piece."""
    pieces = cut(text.text)
    shares, labels = answers(text, pieces)
    for stretch in _stretches(len(pieces), random):
        yield Window(
            _between(BEGIN, pieces.numbers[stretch], END),
            _between(0, pieces.cases[stretch], 0),
            _between(0, shares[stretch], 0).astype(np.float32),
            _between(NO_LABEL, labels[stretch], NO_LABEL),
        )


def _stretches(count: int, random: Random) -> Iterator[slice]:
    """Where to cut so many pieces. The first and the last stretch of a long text may be shorter than a window."""
    size = LONGEST - 2
    if count <= size:
        starts = [0] if count else []
    else:
        starts = [0, *range(random.randrange(size // 4, size), count - size // 4, size)]
    for start, following in zip_longest(starts, starts[1:], fillvalue=count):
        yield slice(start, min(start + size, following))


def _between(before: int, row: NDArray[Any], after: int) -> NDArray[Any]:
    return np.concatenate([[before], row, [after]])


def batches(some: Iterable[Window], *, pieces: int, random: Random) -> list[Batch]:
    """Windows of about one length together, about so many pieces a batch, in a chance order."""
    by_length = sorted(some, key=lambda window: (len(window.pieces), random.random()))
    made: list[Batch] = []
    together: list[Window] = []
    for window in by_length:
        if together and len(window.pieces) * (len(together) + 1) > pieces:
            made.append(_batch(together))
            together = []
        together.append(window)
    if together:
        made.append(_batch(together))
    random.shuffle(made)
    return made


def _batch(some: Sequence[Window]) -> Batch:
    longest = max(len(window.pieces) for window in some)

    def padded(rows: Iterable[NDArray[np.float32] | NDArray[np.int64]], value: int) -> Tensor:
        return torch.from_numpy(np.stack([np.pad(row, (0, longest - len(row)), constant_values=value) for row in rows]))

    return Batch(
        padded((w.pieces for w in some), 0), padded((w.cases for w in some), 0),
        padded((w.shares for w in some), 0), padded((w.labels for w in some), NO_LABEL),
    )  # fmt: skip
