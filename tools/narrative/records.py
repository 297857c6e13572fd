"""Whole records: a voice, a cast, some entries, a hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from tools.narrative.hands import typed
from tools.narrative.patterns import Text, read_lines, read_pattern, unfold
from tools.narrative.people import Cast, Names
from tools.narrative.values import DOUBTFUL, LABEL_OF, value
from tools.train_tagger.marked import Marked

VOICES: Final = Path(__file__).parent / "voices"


@cache
def _voice(name: str) -> dict[str, list[str]]:
    return read_lines(VOICES / f"{name}.txt")


def voices() -> Sequence[str]:
    """The names of all voices."""
    return sorted(path.stem for path in VOICES.glob("*.txt"))


@cache
def _entries(voice: str, kept_back: bool | None) -> Sequence[str]:
    """The entries of a voice: all (None), only those kept back for measuring (True: a sixth), or the others (False)."""
    entries = _voice(voice).get("entry", [])
    return [one for one in entries if kept_back is None or (sum(map(ord, one)) % 6 == 0) == kept_back]


class Filling:
    """Fills the slots of one record, always with the same people."""

    def __init__(self, names: Names, random: Random) -> None:
        self._names, self._cast = names, Cast(names, random)
        self._once: dict[str, str] = {}

    def __call__(self, slot: str, random: Random) -> tuple[str, str, float]:
        """Words, label and share for a slot. Raises KeyError where it names nothing."""
        if slot.startswith("~"):
            return value(slot, random, self._names), "", 0.0
        who, _, form = slot.partition(".")
        if form and who in self._cast:
            return self._cast[who].written(form), "PERSON", 1.0
        return self._again(slot, random), LABEL_OF[slot], DOUBTFUL.get(slot, 1.0)

    def _again(self, slot: str, random: Random) -> str:
        """A place or a school of a record is often the one that was named before."""
        if slot in self._once and random.random() < 0.4:
            return self._once[slot]
        self._once[slot] = value(slot, random, self._names)
        return self._once[slot]


def record(voice: str, *, random: Random, names: Names, patterns: bool | None = None, hand: bool = True) -> Marked:
    """One invented record. `patterns`: only those kept back for measuring (True), only the others (False), or all."""
    sections, fill, text = _voice(voice), Filling(names, random), Text()
    entries = _entries(voice, patterns)
    chosen = random.sample(entries, min(len(entries), random.choice((1, 2, 3, 4, 5, 6, 8, 11))))
    heading, closing = sections.get("heading", []), sections.get("closing", [])
    lines = [*_perhaps(heading, 0.5, random), *chosen, *_perhaps(closing, 0.25, random)]
    between = random.choice(("\n", "\n", "\n\n", " ", " ", "\n- "))
    for number, line in enumerate(lines):
        text.add(between if number else "")
        unfold(read_pattern(line), into=text, fill=fill, random=random)
    marked = Marked(voice, text.words, tuple(text.marks))
    return typed(marked, random) if hand else marked


def _perhaps(lines: Sequence[str], chance: float, random: Random) -> list[str]:
    return [random.choice(lines)] if lines and random.random() < chance else []


def records(
    count: int, *, random: Random, names: Names, without: Sequence[str] = (), patterns: bool | None = None
) -> Iterator[Marked]:
    """So many records in voices taken by chance, but for those that are kept back."""
    some = [voice for voice in voices() if voice not in without]
    for _ in range(count):
        yield record(random.choice(some), random=random, names=names, patterns=patterns)
