"""How surely would an anonymiser mask each piece of a text, and as what? Runs the network that ships in the package.

The network has two halves. The first reads every piece and rules out most of them; the second reads on only the pieces
that are left, in which all the work lies (`docs/tagger.md`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Final, Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from safelight.core.anonymise.finding import LABELS
from safelight.core.anonymise.tagger.pieces import BEGIN, END, Pieces

Floats = NDArray[np.float32]

LONGEST: Final = 256
"""Pieces in a window, its two ends counted."""

_SHARED: Final = 24
"""Pieces that a window shares with the next: each gives the half that stands nearer its own middle."""

_WORTH_READING: Final = -3.0
"""The logit of the first half from which a piece is read on: 1 in 20 as it says, 1 in 50 as it is."""


class Network(Protocol):
    """What answers for one window of pieces: logits (pieces, 1 + labels), the first for “masked”."""

    def __call__(self, pieces: NDArray[np.int64], cases: NDArray[np.int64], words: NDArray[np.int64]) -> Floats: ...


class Shipped:
    """The network of the package, on one thread."""

    def __init__(self) -> None:
        self._first, self._rest = (_session(name) for name in ("first.onnx", "rest.onnx"))

    def __call__(self, pieces: NDArray[np.int64], cases: NDArray[np.int64], words: NDArray[np.int64]) -> Floats:
        states, logits = self._first.run(None, {"pieces": pieces[None], "cases": cases[None]})
        kept = worth_reading(logits[0], words)
        answers = np.full((len(pieces), 1 + len(LABELS)), -10.0, dtype=np.float32)
        answers[kept] = self._rest.run(None, {"states": states[:, kept]})[0][0]
        return answers


def worth_reading(logits: Floats, words: NDArray[np.int64]) -> NDArray[np.int64]:
    """Which pieces the second half reads: those of every word with a doubtful piece, and the two ends."""
    doubtful = logits > _WORTH_READING
    doubtful[[0, -1]] = True
    return np.flatnonzero(np.isin(words, words[doubtful]))


def _session(name: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    path = resources.files("safelight.core.anonymise") / "data" / "tagger" / name
    return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def shipped() -> Shipped:
    """The network of the package, loaded once."""
    return Shipped()


def windows(count: int) -> Iterator[tuple[int, int, int, int]]:
    """For so many pieces: where each window starts and ends, and which part of it is its own."""
    room, at = LONGEST - 2, 0
    while True:
        end = min(at + room, count)
        own = at + _SHARED // 2 if at else 0
        if end == count:
            yield at, end, own, end
            return
        yield at, end, own, end - _SHARED // 2
        at = end - _SHARED


def answers_for(pieces: Pieces, *, network: Network) -> Floats:
    """The network's logits for every piece of a text, shaped (pieces, 1 + labels)."""
    made = np.empty((len(pieces), 1 + len(LABELS)), dtype=np.float32)
    for start, end, own, own_end in windows(len(pieces)) if len(pieces) else ():
        framed = np.concatenate(([BEGIN], pieces.numbers[start:end], [END]))
        cases = np.concatenate(([0], pieces.cases[start:end], [0]))
        words = np.concatenate(([-1], pieces.words[start:end], [-2]))
        made[own:own_end] = network(framed, cases, words)[1 + own - start : 1 + own_end - start]
    return made
