"""How much time and memory may a stranger's file cost? Work on it is done by a process that the system ends there."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Final, NoReturn

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows has neither this nor fork: there the reader's own limits on size must do.
    resource = None

MEMORY: Final = 400 * 1024 * 1024
"""Bytes of data; with the program itself that stays under 500 MB."""
LARGEST_OUTPUT: Final = 1024 * 1024 * 1024
MEGABYTE: Final = 1024 * 1024
FREE_MEGABYTES: Final = 2
DIES_WITH_PARENT: Final = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of the processor's time, seconds on the clock, and bytes of memory. `said` is for people.

    Nothing here waits for anything, so the processor's time is the limit that counts: it is the same on a busy machine.
    The clock is for a machine that has run out of memory, or a file that is a pipe.
    """

    busy: int
    waiting: int
    memory: int = MEMORY

    @property
    def said(self) -> str:
        return f"{self.busy} seconds of work and {self.memory // MEGABYTE} MB of memory"


class OverLimits(Exception):
    """Raised where the work was ended because it took too much, or brought its process down.

    `process` is the number of the process that was ended, by which what it left behind can be found.
    """

    def __init__(self, *, process: int, signalled: int) -> None:
        self.process = process
        super().__init__(f"The work was ended by signal {signalled}.")


def limits_for(size: int, *, plain: bool = False) -> Limits:
    """What a file of so many bytes may cost: less than ten seconds for most, and more for one that is long.

    A `plain` text is all words, and nothing in it can be made to unpack, so that more of it is honest work.
    """
    more = max(size // MEGABYTE - FREE_MEGABYTES, 0)
    busy = 8 + (6 if plain else 3) * more
    return Limits(busy=busy, waiting=5 * busy)


def go_on(work: int) -> None:
    """Allow this process so many times the work, and more memory: the file has been read, the rest is our own work."""
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if soft != resource.RLIM_INFINITY:
        wanted = soft * work if hard == resource.RLIM_INFINITY else min(soft * work, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (wanted, hard))
        _limit(resource.RLIMIT_DATA, 2 * MEMORY)
        left, _ = signal.getitimer(signal.ITIMER_REAL)
        signal.setitimer(signal.ITIMER_REAL, left * work)


def can_be_kept() -> bool:
    """Whether this system lets a process be started that ends when it takes too much."""
    return resource is not None and hasattr(os, "fork")


def keep_to(limits: Limits) -> None:
    """From here on this process dies, without a word, of taking more than it may."""
    if resource is None:
        return
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, limits.busy)
    _limit(resource.RLIMIT_DATA, limits.memory)
    _limit(resource.RLIMIT_FSIZE, LARGEST_OUTPUT)
    for ending in (signal.SIGALRM, signal.SIGXCPU):
        signal.signal(ending, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.waiting)
    _die_with_parent()


def do_apart(work: Callable[[], int], *, limits: Limits) -> int:
    """Do the work in a forked process and answer with its exit code.

    Only for a program without threads. Where the user stops the program, the process is ended with it.

    Raises:
        OverLimits: when the process did not end by itself.
    """
    parent = os.getpid()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    process = os.fork()
    if process == 0:
        _work(work, limits=limits, parent=parent)
    with _ending(process):
        _, status = os.waitpid(process, 0)
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        raise OverLimits(process=process, signalled=-code)
    return code


def _work(work: Callable[[], int], *, limits: Limits, parent: int) -> NoReturn:
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        keep_to(limits)
        _quieten()
        if os.getppid() == parent:
            code = work()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except BrokenPipeError:
        pass
    finally:
        os._exit(code)


@contextlib.contextmanager
def _ending(process: int) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        raise


def _quieten() -> None:
    """What libraries in C say on their way down goes nowhere; what we say goes where it should."""
    ours = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    sys.stderr = os.fdopen(ours, "w", encoding="utf-8", errors="backslashreplace")


def _limit(kind: int, most: int) -> None:
    assert resource is not None
    _, hard = resource.getrlimit(kind)
    wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(kind, (wanted, hard))


def _die_with_parent() -> None:
    """Linux ends the process with the one that started it; elsewhere its limits must do."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
