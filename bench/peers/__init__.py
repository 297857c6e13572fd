"""What does a peer say to a file? Each runs in an environment of its own, and is asked one JSON line at a time."""

from __future__ import annotations

import json
import os
import select
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

HERE = Path(__file__).parent
PYTHON = Path("var/bench/peers/bin/python")
SYSTEM_PYTHON = Path("/usr/bin/python3")
"""Where mat2 runs if PyGObject is only installed for the system's own Python, as Debian does."""

PATIENCE, PATIENCE_AT_START = 60, 300
"""Seconds: for one file, and for loading a model on a busy machine."""
SPELT = {"xray": "x-ray", "presidio": "Presidio"}
Answer = dict[str, Any]


class LeftOut(Exception):
    """Raised where a peer cannot run on this machine; the message says what it needs."""


@dataclass
class Peer:
    """A peer that has been started: `ready` is what it said of itself, `environment` what it finds beside ours."""

    name: str
    ready: Answer = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Peer:
        """Start it.

        Raises:
            LeftOut: when it cannot run here.
        """
        self._start()
        return self

    def __exit__(self, kind: type[BaseException] | None, raised: object, trace: TracebackType | None) -> None:
        """Stop it."""
        self._stop()

    def ask(self, **job: object) -> Answer:
        """What it answers; a peer that is silent for too long, or dies, is started anew and has answered "failed"."""
        try:
            if self._process is None:
                self._start()
            assert self._process is not None
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(job).encode() + b"\n")
            self._process.stdin.flush()
            return self._answer()
        except (BrokenPipeError, EOFError, TimeoutError, LeftOut) as problem:
            self._stop()
            return {"verdict": "failed", "why": f"no answer: {type(problem).__name__}"}

    def _start(self) -> None:
        problem = f"nothing is installed at {PYTHON}"
        for python in (PYTHON, SYSTEM_PYTHON) if self.name == "mat2" else (PYTHON,):
            if not PYTHON.exists() or not python.exists():
                continue
            self._process = _started(self.name, python=python, environment=self.environment)
            try:
                self.ready = self._answer(patience=PATIENCE_AT_START)
            except (EOFError, TimeoutError):
                self.ready = {"needs": "an interpreter in which it starts"}
            if "needs" not in self.ready:
                return
            problem = f"needs {self.ready['needs']}"
            self._stop()
        raise LeftOut(f"{SPELT.get(self.name, self.name)} left out: {problem}")

    def _answer(self, *, patience: float = PATIENCE) -> Answer:
        assert self._process is not None
        assert self._process.stdout is not None
        pipe: IO[bytes] = self._process.stdout
        while True:  # a peer that prints something of its own is not answering
            if not select.select([pipe], [], [], patience)[0]:
                raise TimeoutError
            line = pipe.readline()
            if not line:
                raise EOFError
            if line.startswith(b"{"):
                answer: Answer = json.loads(line)
                return answer

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        self._process = None


def _started(name: str, *, python: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    # -P keeps bench/peers off the import path, where our scripts would hide the peers that they are named for.
    packages = next(PYTHON.parent.parent.glob("lib/python*/site-packages"), PYTHON)
    return subprocess.Popen(
        [python, "-P", HERE / f"{name}.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env={**os.environ, **({"PYTHONPATH": str(packages)} if python == SYSTEM_PYTHON else {}), **environment},
    )
