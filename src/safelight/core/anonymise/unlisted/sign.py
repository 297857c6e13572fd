"""What each finder of this room answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from safelight.core.anonymise.fold import View


class Sign(NamedTuple):
    """A stretch of the folded text that identifies somebody, what kind it is, what to write instead, and how surely."""

    start: int
    end: int
    rule: str
    label: str
    instead: str
    why: str
    score: float


class Shape(NamedTuple):
    """A pattern over the folded text. A named group in it is what identifies; `holds` may yet refuse it."""

    rule: str
    label: str
    instead: str
    why: str
    score: float
    pattern: re.Pattern[str]
    holds: Callable[[View, int, int], bool] | None = None


def find_shapes(view: View, shapes: tuple[Shape, ...]) -> Iterator[Sign]:
    """Every place where one of the shapes stands."""
    for shape in shapes:
        for match in shape.pattern.finditer(view.text):
            start, end = match.span(match.lastgroup or 0)
            if shape.holds is None or shape.holds(view, start, end):
                yield Sign(start, end, shape.rule, shape.label, shape.instead, shape.why, shape.score)


def in_capitals(view: View, start: int, end: int) -> bool:
    """Whether the letters of a stretch are written in capitals."""
    return view.cased[start:end].isupper()


def has_capital(view: View, start: int, end: int) -> bool:
    """Whether a stretch has a capital in it."""
    return any(character.isupper() for character in view.cased[start:end])
