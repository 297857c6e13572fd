"""What may be done beside the rest? A piece of work that nothing else waits for until its result is asked for.

Whoever calls says how: on a server in turn, on the command line in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class Aside(Protocol):
    """Starts a piece of work, or puts it off, and returns what waits for its result."""

    def __call__(self, work: Callable[[], Result], /) -> Callable[[], Result]: ...


def in_turn(work: Callable[[], Result], /) -> Callable[[], Result]:
    """Done when its result is asked for, by whoever asks."""
    return work
