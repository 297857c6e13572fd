"""What the tagger is never taught, so that it can be measured: voices, names and patterns of records, and judgments."""

from __future__ import annotations

from random import Random
from typing import Final

from tools.narrative.people import Names
from tools.narrative.records import records, voices
from tools.train_tagger.marked import Marked

KEPT_BACK_VOICES: Final = ("housing", "ambulance", "camhs")
"""Whole voices that are never taught."""

KEPT_BACK_JUDGMENTS: Final = 8
"""One judgment of so many in the development part of the benchmark, beginning with the first, is never taught."""


def unseen_records(count: int, *, random: Random) -> list[Marked]:
    """Records of which voices, patterns and names have all been kept back."""
    taught = [voice for voice in voices() if voice not in KEPT_BACK_VOICES]
    return [*records(count, random=random, names=Names(kept_back=True), without=taught, patterns=True)]
