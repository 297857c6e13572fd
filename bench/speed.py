"""How long does `check` take, how much memory, and how do both grow? Whole commands; a peer in the same rounds."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from statistics import median

from bench.corpus import Bench
from bench.measured import SAFELIGHT, checking, measured
from bench.peers import LeftOut, Peer
from bench.peers.text import visible_text
from bench.registers import register_of
from bench.table import heading, row
from safelight.demo.case.northmere import first_case

RUNS = 5
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """How long something took by the clock, and how much of it the processor worked."""

    seconds: float
    worked: float
    megabytes: float = 0


def print_speed(bench: Bench) -> None:
    """One table: what was measured, the target for it, and whether it was kept."""
    heading(
        "Speed and memory",
        says="`safelight check --checks identity,hidden` as a whole command, the median of "
        f"{RUNS} runs ({RUNS // 2} of the longest text). By the clock, and by the processor's time, which other work "
        "on the machine lengthens less; targets are by the clock. Memory is that of the largest process, its children "
        f"included. {_load()}",
        columns=("what", "by the clock", "processor", "target", "kept"),
    )
    case = first_case()
    overview = _written(bench.folder / case.overview.name, case.overview.data)
    register = _written(bench.folder / "northmere.toml", case.register.encode())
    _beside_presidio(bench, overview, register=register)
    _start_up(bench, register=register)
    _long_register(bench, overview)
    _long_text(bench, visible_text(str(overview)), register=register)


def _load() -> str:
    load = os.getloadavg()[0]
    return f"Load when this began: {load:.1f} on {os.cpu_count()} cores."


def _beside_presidio(bench: Bench, overview: Path, *, register: Path) -> None:
    ours, theirs = [], []
    for _ in range(RUNS + 1):
        ours.append(_timed(checking(overview, register=register)))
        if peer := bench.peers.get("presidio"):
            answer = peer.ask(path=str(overview), words=[])
            theirs.append(Took(seconds=answer.get("analysing", inf), worked=answer.get("worked", inf)))
    del ours[0], theirs[:1]  # once unmeasured, each of us
    _tell("the demo's 60-page overview", ours)
    if theirs:
        _tell("Presidio's analyser, its model loaded, over the text of the same file", theirs)
        _compare("ours / Presidio's analyser", ours, theirs, limit=0.1)
        row("Presidio from cold, with its model and python-docx", f"{_cold(overview):.2f} s", "", "", "")
    _judge("memory for the overview", max(took.megabytes for took in ours), "{:.0f} MB", limit=300)


def _cold(overview: Path) -> float:
    began = time.perf_counter()
    try:
        with Peer("presidio") as peer:
            peer.ask(path=str(overview), words=[])
    except LeftOut:
        return inf
    return time.perf_counter() - began


def _start_up(bench: Bench, *, register: Path) -> None:
    note = _written(bench.folder / "note.txt", b"The panel met twice.\n")
    for what, command in (
        ("start-up: `safelight --help`", (SAFELIGHT, "--help")),
        ("start-up: a check of one line of text", checking(note, register=register)),
    ):
        _tell(what, [_timed(command) for _ in range(RUNS)], limit=0.5)


def _long_register(bench: Bench, overview: Path) -> None:
    short, long = (
        _written(bench.folder / f"register-{count}.toml", register_of(count).encode()) for count in (10, 10_000)
    )
    pairs = [[_timed(checking(overview, register=one)) for one in (short, long)] for _ in range(RUNS)]
    few, many = ([pair[side] for pair in pairs] for side in (0, 1))
    _tell("the overview, with a register of 10 names", few)
    _tell("the overview, with a register of 10,000 names", many)
    _compare("10,000 names / 10 names", many, few, limit=1.5)


def _long_text(bench: Bench, text: str, *, register: Path) -> None:
    took = {}
    for megabytes, runs in ((1, RUNS), (10, RUNS // 2)):
        size = megabytes * MEGABYTE
        long = ((text + "\n") * (size // len(text.encode()) + 1)).encode()[:size]
        file = _written(bench.folder / f"text-{megabytes}.txt", long.decode("utf-8", "ignore").encode())
        took[megabytes] = [_timed(checking(file, register=register)) for _ in range(runs)]
    _tell("1 MB of text, the overview's over and over", took[1], limit=3)
    _tell("10 MB of it", took[10])
    _compare("10 MB / 1 MB", took[10], took[1][: len(took[10])], limit=10)


def _timed(command: Sequence[str | Path]) -> Took:
    """A run that came to its end with an answer. How long a failure takes is no measure: it counts as endless."""
    run = measured(command)
    if run.status in {0, 1}:
        return Took(seconds=run.seconds, worked=run.worked, megabytes=run.megabytes)
    print(f"{' '.join(map(str, command))}: exit code {run.status}. {run.complained.strip()}", file=sys.stderr)
    return Took(seconds=inf, worked=inf, megabytes=run.megabytes)


def _tell(what: str, took: Sequence[Took], *, limit: float | None = None) -> None:
    seconds, worked = (median(getattr(one, of) for one in took) for of in ("seconds", "worked"))
    row(what, f"{seconds:.2f} s", f"{worked:.2f} s", *_verdict(seconds, limit))


def _compare(what: str, ours: Sequence[Took], theirs: Sequence[Took], *, limit: float) -> None:
    """The median of the rounds' ratios: what slowed one of a round slowed the other."""
    clock, work = (
        median(getattr(a, of) / getattr(b, of) for a, b in zip(ours, theirs, strict=True))
        for of in ("seconds", "worked")
    )
    row(what, f"{clock:.2f}", f"{work:.2f}", *_verdict(clock, limit))


def _judge(what: str, value: float, form: str, *, limit: float) -> None:
    row(what, form.format(value), "", *_verdict(value, limit))


def _verdict(value: float, limit: float | None) -> tuple[str, str]:
    return ("", "") if limit is None else (f"at most {limit:g}", "yes" if value <= limit else "**no**")


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
