"""How long does `check` take, how much memory, and how do both grow? Whole commands; a peer in the same rounds."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from math import inf
from pathlib import Path
from statistics import median

from bench.corpus import Bench
from bench.measured import SAFELIGHT, Run, checking, measured
from bench.peers import LeftOut, Peer
from bench.peers.text import visible_text
from bench.registers import register_of
from bench.table import heading, listed, row
from safelight.demo.case.northmere import first_case

RUNS = 5
MEGABYTE = 1_000_000


def print_speed(bench: Bench) -> None:
    """One table: what was measured, the limit for it, and whether it was kept."""
    heading(
        "Speed and memory",
        says="`safelight check --checks identity,hidden` as a whole command, the median of "
        f"{RUNS} runs ({RUNS // 2} of the longest text). Memory is that of the largest process, its children included.",
        columns=("what", "measured", "target", "kept"),
    )
    case = first_case()
    overview = _written(bench.folder / case.overview.name, case.overview.data)
    register = _written(bench.folder / "northmere.toml", case.register.encode())
    over: list[str] = []
    _beside_presidio(bench, overview, register=register, over=over)
    _start_up(bench, register=register, over=over)
    _long_register(bench, overview, over=over)
    _long_text(bench, visible_text(str(overview)), register=register, over=over)
    listed("Over the target", names=over)


def _beside_presidio(bench: Bench, overview: Path, *, register: Path, over: list[str]) -> None:
    peer = bench.peers.get("presidio")
    if peer:
        peer.ask(path=str(overview), words=[])  # once unmeasured, as ours
    _done(checking(overview, register=register))
    ours: list[Run] = []
    theirs: list[float] = []
    for _ in range(RUNS):
        ours.append(_done(checking(overview, register=register)))
        if peer:
            answer = peer.ask(path=str(overview), words=[])
            theirs.append(answer["analysing"])
    mine = median(run.seconds for run in ours)
    row("the demo's 60-page overview", f"{mine:.2f} s", "", "")
    if peer:
        row("Presidio's analyser, its model loaded, over the text of the same file", f"{median(theirs):.2f} s", "", "")
        ratio = median(run.seconds / their for run, their in zip(ours, theirs, strict=True))
        _judge("ours / Presidio's analyser", ratio, "{:.2f}", limit=0.1, over=over)
        row("Presidio from cold, with its model and python-docx", f"{_cold(overview):.1f} s", "", "")
    _judge("memory for the overview", max(run.megabytes for run in ours), "{:.0f} MB", limit=300, over=over)


def _cold(overview: Path) -> float:
    began = time.perf_counter()
    try:
        with Peer("presidio") as peer:
            peer.ask(path=str(overview), words=[])
    except LeftOut:
        return 0
    return time.perf_counter() - began


def _start_up(bench: Bench, *, register: Path, over: list[str]) -> None:
    note = _written(bench.folder / "note.txt", b"The panel met twice.\n")
    for what, command in (
        ("start-up: `safelight --help`", (SAFELIGHT, "--help")),
        ("start-up: a check of one line of text", checking(note, register=register)),
    ):
        _judge(what, _seconds(command, runs=RUNS), "{:.2f} s", limit=0.5, over=over)


def _long_register(bench: Bench, overview: Path, *, over: list[str]) -> None:
    short, long = (
        _written(bench.folder / f"register-{count}.toml", register_of(count).encode()) for count in (10, 10_000)
    )
    pairs = [[_done(checking(overview, register=one)).seconds for one in (short, long)] for _ in range(RUNS)]
    for what, seconds in zip(("10", "10,000"), zip(*pairs, strict=True), strict=True):
        row(f"the overview, with a register of {what} names", f"{median(seconds):.2f} s", "", "")
    ratio = median(long / short for short, long in pairs)
    _judge("10,000 names / 10 names", ratio, "{:.2f}", limit=1.5, over=over)


def _long_text(bench: Bench, text: str, *, register: Path, over: list[str]) -> None:
    seconds = {}
    for megabytes, runs in ((1, RUNS), (10, RUNS // 2)):
        size = megabytes * MEGABYTE
        long = (text + "\n") * (size // len(text.encode()) + 1)
        file = _written(bench.folder / f"text-{megabytes}.txt", long.encode()[:size].decode("utf-8", "ignore").encode())
        seconds[megabytes] = _seconds(checking(file, register=register), runs=runs)
    _judge("1 MB of text, the overview's over and over", seconds[1], "{:.2f} s", limit=3, over=over)
    row("10 MB of it", f"{seconds[10]:.1f} s", "", "")
    _judge("10 MB / 1 MB", seconds[10] / seconds[1], "{:.1f}", limit=10, over=over)


def _seconds(command: Sequence[str | Path], *, runs: int) -> float:
    return median(_done(command).seconds for _ in range(runs))


def _done(command: Sequence[str | Path]) -> Run:
    """A run that came to its end with an answer. How long a failure takes is no measure: it counts as endless."""
    run = measured(command)
    if run.status in {0, 1}:
        return run
    print(f"{' '.join(map(str, command))}: exit code {run.status}. {run.complained.strip()}", file=sys.stderr)
    return replace(run, seconds=inf)


def _judge(what: str, value: float, form: str, *, limit: float, over: list[str]) -> None:
    said = form.format(value)
    kept = value <= limit
    row(what, said, f"at most {limit:g}", "yes" if kept else "**no**")
    if not kept:
        over.append(f"{what}: {said}")


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
