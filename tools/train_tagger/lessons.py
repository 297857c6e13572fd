"""What the tagger is taught, in which mixture, and what is kept back to measure it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from tools.narrative.people import Names
from tools.narrative.records import records
from tools.train_tagger.kept_back import KEPT_BACK_JUDGMENTS, KEPT_BACK_VOICES
from tools.train_tagger.marked import Marked, in_capitals, lowered, read_synthetic, read_tab, renamed
from tools.train_tagger.windows import Batch, Window, batches, windows

_PIECES: Final = 4096
_NAMES: Final = Names(kept_back=False)


@dataclass(frozen=True)
class Material:
    """The texts that are there: judgments to teach and to keep back, and synthetic sentences."""

    judgments: Sequence[Marked]
    kept_back: Sequence[Marked]
    sentences: Sequence[Marked]


def read_material(tab: Path) -> Material:
    """The folder with the benchmark's files. Raises FileNotFoundError where one is missing."""
    development = read_tab(tab / "tab_dev.json")
    taught = [judgment for number, judgment in enumerate(development) if number % KEPT_BACK_JUDGMENTS]
    return Material(
        judgments=[*read_tab(tab / "tab_train92.json"), *taught],
        kept_back=development[::KEPT_BACK_JUDGMENTS],
        sentences=read_synthetic(tab / "presidio_synth_v2.json"),
    )


def judgments_alone(material: Material, *, random: Random) -> Iterator[Batch]:
    """Batches of judgments, without end."""
    while True:
        yield from batches(_cut(_varied(material.judgments, random), random), pieces=_PIECES, random=random)


def everything(material: Material, *, records_a_round: int, random: Random) -> Iterator[Batch]:
    """Batches of all kinds, without end: in every round each judgment once, new records, and some sentences."""
    while True:
        some = [
            *_varied(material.judgments, random),
            *records(records_a_round, random=random, names=_NAMES, without=KEPT_BACK_VOICES, patterns=False),
            *random.sample(material.sentences, min(len(material.sentences), 400)),
        ]
        yield from batches(_cut(some, random), pieces=_PIECES, random=random)


def _cut(texts: Sequence[Marked], random: Random) -> Iterator[Window]:
    for text in texts:
        yield from windows(text, random=random)


def _varied(judgments: Sequence[Marked], random: Random) -> list[Marked]:
    """Judgments with the names of some changed, and a few without capitals or in nothing else."""
    return [_changed(judgment, random) for judgment in judgments]


def _changed(judgment: Marked, random: Random) -> Marked:
    if random.random() < 0.35:
        culture = _NAMES.culture(random)
        judgment = renamed(judgment, [_NAMES.family(culture, random).split()[-1] for _ in range(40)], random=random)
    chance = random.random()
    return lowered(judgment) if chance < 0.05 else in_capitals(judgment) if chance < 0.06 else judgment
