"""How is a word written, and where on its page? The small facts that everything in this room passes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points, from the top left corner of the page as it is shown."""

HYPHEN: Final = "\u00ad"
"""Stands for a hyphen at the end of a line, of which nobody knows yet whether it belongs to the word."""


@dataclass(frozen=True, slots=True)
class Style:
    """The type of some letters; `size` in points."""

    size: float
    bold: bool = False
    italic: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring letters of one style."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them. `parted` is True where a space was written before it."""

    runs: tuple[Run, ...]
    box: Box
    baseline: float
    parted: bool = True

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(run.text for run in self.runs)

    @property
    def size(self) -> float:
        """The size of its first letter, in points."""
        return self.runs[0].style.size


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line, from left to right; `stops` are the places of words before which the line has a wide gap."""

    words: tuple[Word, ...]
    box: Box
    baseline: float
    size: float
    stops: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """Its words, with a tab for every wide gap."""
        said = [
            ("\t" if place in self.stops else " " * word.parted) + word.text for place, word in enumerate(self.words)
        ]
        return "".join(said).strip()

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(run.style.bold for word in self.words for run in word.runs if run.text.strip("•-– "))


def line_of(words: tuple[Word, ...], *, stops: frozenset[int] = frozenset()) -> Line:
    """Put words, which are in order, on one line."""
    sizes: dict[float, int] = {}
    for word in words:
        for run in word.runs:
            sizes[run.style.size] = sizes.get(run.style.size, 0) + len(run.text)
    size = max(sizes, key=lambda one: (sizes[one], one))
    main = [word for word in words if abs(word.size - size) < 0.01 * size] or list(words)
    return Line(words, around(word.box for word in words), main[0].baseline, size, stops)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of these, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
