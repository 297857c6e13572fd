"""The rules as they stood on the days that the tests of a review use."""

from datetime import date
from functools import cache

from hypothesis import settings

from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.loader import load_rulebook

IN_FORCE_LATE_2008 = date(2008, 11, 3)
CHAPTER_REVISED = date(2010, 1, 27)
APRIL_2010 = date(2010, 4, 1)
AFTER_THE_LETTER = date(2010, 6, 14)

UNHURRIED = settings(deadline=None)
"""No test fails because the machine is busy."""


@cache
def regime(initiated_on: date = CHAPTER_REVISED) -> Regime:
    return load_rulebook().regime(initiated_on=initiated_on)


@cache
def every_regime() -> tuple[Regime, ...]:
    """The rules of every kind of review that can be asked for by name."""
    rulebook = load_rulebook()
    return tuple(rulebook.edition(named.id) for named in rulebook.coverage.editions)
