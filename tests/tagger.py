"""A stand-in for the learned tagger, for tests that must not change with what it has learned."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

from safelight.core.anonymise.fold import View
from safelight.core.anonymise.unlisted import detect
from safelight.core.anonymise.unlisted.sign import Sign


@dataclass(frozen=True, slots=True)
class Agreeable:
    """A reading in which the tagger is in favour of whatever a rule finds."""

    view: View

    def score(self, start: int, end: int) -> float:
        """Wherever it is asked."""
        return 1.0


def stand_in(monkeypatch: pytest.MonkeyPatch, sees: Callable[[View], Iterable[Sign]] = lambda view: ()) -> None:
    """Let the rules find what they find, and the tagger see what `sees` answers: nothing, if it is left out."""
    monkeypatch.setattr(detect, "read", Agreeable)
    monkeypatch.setattr(detect, "find_learned", lambda reading, **_: iter(sees(reading.view)))
