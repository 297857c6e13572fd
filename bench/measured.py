"""How long does a command take, and how much memory? Run as a script of its own, so that ours does not count.

A child begins with the memory of whoever starts it on its account. So a small process starts the command, not the
benchmark with its corpus and its peers.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAFELIGHT = Path(sys.executable).with_name("safelight")
LIMIT = 120
BYTECODE = Path("var/bench/bytecode")
"""Where Python keeps what it has compiled: an installed command has it, and `make` would forbid it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a command; it was cut off if its status is -9.

    `worked` is the processor's time, which a busy machine does not lengthen; `megabytes` is the largest process among
    it and its children.
    """

    seconds: float
    worked: float
    megabytes: float
    status: int
    said: str
    complained: str


def measured(command: Sequence[str | Path], *, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end, or to the limit."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings |= {"PYTHONPYCACHEPREFIX": str(BYTECODE.resolve()), **(environment or {})}
    script = [sys.executable, "-I", "-S", __file__, *map(str, command)]
    done = subprocess.run(script, env=surroundings, stdout=subprocess.PIPE, check=True)
    return Run(**json.loads(done.stdout))


def checking(document: Path, *, register: Path) -> Sequence[str | Path]:
    """The command that every measure is about."""
    return SAFELIGHT, "check", document, "--register", register, "--checks", "identity,hidden"


def _run(command: Sequence[str]) -> dict[str, object]:
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        began = time.perf_counter()
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=complained, start_new_session=True
        )
        alarm = threading.Timer(LIMIT, lambda: os.killpg(child.pid, signal.SIGKILL))
        alarm.start()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
        alarm.cancel()
        for stream in (said, complained):
            stream.seek(0)
        return {
            "seconds": seconds,
            "worked": usage.ru_utime + usage.ru_stime,
            "megabytes": usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000),
            "status": os.waitstatus_to_exitcode(status),
            "said": said.read().decode("utf-8", "replace"),
            "complained": complained.read().decode("utf-8", "replace"),
        }


if __name__ == "__main__":
    print(json.dumps(_run(sys.argv[1:])))
