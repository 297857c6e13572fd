"""What hides in a stranger's file, found by a process of its own: for a server, which a bad file must not bring down.

A server has threads, and a copy of it would hold its database connections and its keys. So a fresh interpreter is
started, which is told nothing but the file's name, is given the bytes, and answers with one line of JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Final

from safelight.core.papers.limits import keep_to, limits_for
from safelight.core.papers.paper import UnreadablePaper

HANDED_ON: Final = (
    "PATH",
    "PYTHONPATH",
    "PYTHONHOME",
    "LD_LIBRARY_PATH",
    "SYSTEMROOT",
    "TMPDIR",
    "TEMP",
    "LANG",
    "LC_ALL",
)
SLACK: Final = 10
"""Seconds that a busy machine may take to start an interpreter; where it cannot set limits, this clock is the limit."""


def count_hidden_apart(untrusted_data: bytes, *, name: str, environment: Mapping[str, str] = os.environ) -> int:
    """How many things hide in a file that a reader of the page would not see.

    Raises:
        UnreadablePaper: when the file cannot be read, or not within the limits.
    """
    answer = ask_apart("safelight.core.papers.apart", untrusted_data, name=name, environment=environment)
    return int(str(answer["hidden"]))


def ask_apart(
    module: str, untrusted_data: bytes, *, name: str, also: str = "", environment: Mapping[str, str] = os.environ
) -> Mapping[str, object]:
    """What one of our modules answers about a file, run by itself with the file's name and what it is told besides.

    Raises:
        UnreadablePaper: when it refuses the file, or cannot answer within the limits.
    """
    limits = limits_for(len(untrusted_data))
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own module; the rest are only arguments
            [sys.executable, "-P", "-m", module, name, also],
            input=untrusted_data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={key: environment[key] for key in HANDED_ON if key in environment},
            timeout=limits.waiting + SLACK,
            check=False,
        )
        answer: Mapping[str, object] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as ended:
        raise UnreadablePaper(
            f"{name} cannot be read within {limits.said}: it is too large, or made to exhaust whoever opens it; "
            "split it, or ask who sent it."
        ) from ended
    if "refused" in answer:
        raise UnreadablePaper(str(answer["refused"]))
    return answer


def main(name: str) -> None:
    """Read a file from standard input and answer on standard output."""
    untrusted_data = sys.stdin.buffer.read()
    keep_to(limits_for(len(untrusted_data)))
    from safelight.core.papers.hidden import find_hidden

    try:
        answer: dict[str, object] = {"hidden": len(find_hidden(untrusted_data, name=name))}
    except UnreadablePaper as refusal:
        answer = {"refused": str(refusal)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
