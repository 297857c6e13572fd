"""How is a large piece of work shared among processors? A part of it in a copy of this process, while the rest goes on.

Only for the command line, which has no threads, no connections and nobody else to answer.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

Result = TypeVar("Result")


def in_a_copy(work: Callable[[], Result], /) -> Callable[[], Result]:
    """Start work in a copy of this process and return what waits for its result.

    Where there is one processor, or processes cannot be copied, the work is done when its result is asked for; so it is
    when the copy comes to grief.
    """
    if not may_copy():
        return work
    copies = multiprocessing.get_context("fork")
    here, there = copies.Pipe(duplex=False)
    copy = copies.Process(target=_send, args=(work, there), daemon=True)
    try:
        copy.start()
    except OSError:
        return work
    there.close()

    def wait() -> Result:
        try:
            result: Result = here.recv()
        except EOFError:
            result = work()
        copy.join()
        return result

    return wait


def may_copy() -> bool:
    """Whether there is more than one processor, on a system where a copy of a process is safe to make."""
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1


def _send(work: Callable[[], object], there: Connection) -> None:
    there.send(work())
