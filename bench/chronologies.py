"""How long does merging twenty agencies' chronologies take, and does it find what was planted in them?"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from bench.chronology_set import Planted, make_set
from bench.corpus import Bench
from bench.measured import SAFELIGHT
from bench.table import heading, row, share

ROWS = 100_000
BETWEEN_LOOKS = 0.1


@dataclass(frozen=True, slots=True)
class Took:
    """By the clock and by the processor, and the memory of all processes of the command at the worst moment."""

    seconds: float
    worked: float
    megabytes: float


def print_chronologies(bench: Bench) -> None:
    """Two tables: time and memory beside a plain reading of the same files; what was found of what was planted."""
    folder = bench.folder / "chronologies"
    folder.mkdir()
    planted = make_set(folder, rows=ROWS)
    files = sorted(folder.iterdir())
    output, report = bench.folder / "integrated.xlsx", bench.folder / "integrated.json"
    ours = _merged(files, output=output, report=report)
    plain = _read_plainly([file for file in files if file.suffix != ".docx"])
    heading(
        "Chronologies",
        says=f"`safelight chronology merge` over {len(files)} made-up agencies' files with {planted.rows:,} rows, as a "
        "whole command, beside openpyxl (read only) and csv reading the workbooks and separated files among them. "
        f"Memory is that of all its processes together. Load at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} "
        "cores.",
        columns=("what", "found", "target", "kept"),
    )
    row("by the clock", f"{ours.seconds:.1f} s", "20 s", _kept(ours.seconds <= 20))
    row("processor's time", f"{ours.worked:.1f} s", "–", "–")
    row("openpyxl and csv, by the clock", f"{plain.seconds:.1f} s", "–", "–")
    row("openpyxl and csv, processor's time", f"{plain.worked:.1f} s", "–", "–")
    ratio = ours.seconds / plain.seconds
    row("ours / theirs, by the clock", f"{ratio:.1f}", "3", _kept(ratio <= 3))
    row("memory", f"{ours.megabytes:.0f} MB", "1,000 MB", _kept(ours.megabytes < 1000))
    _print_found(json.loads(report.read_text()), planted)


def _merged(files: Iterable[Path], *, output: Path, report: Path) -> Took:
    command: list[str | Path] = [SAFELIGHT, "chronology", "merge", *files, "--output", output, "--report", report]
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    most = [0.0]
    watching = threading.Thread(target=_watch, args=(child, most))
    watching.start()
    _, _, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = 0
    watching.join()
    return Took(seconds, usage.ru_utime + usage.ru_stime, most[0])


def _watch(child: subprocess.Popen[bytes], most: list[float]) -> None:
    """Add up the memory of the command's processes until it ends; what they share counts once."""
    while child.returncode is None:
        most[0] = max(most[0], sum(map(_own_memory, _session(child.pid))))
        time.sleep(BETWEEN_LOOKS)


def _session(leader: int) -> Iterator[Path]:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(process.name)) == leader:
                yield process
        except OSError:
            continue


def _own_memory(process: Path) -> float:
    try:
        told = (process / "smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in told.splitlines() if line.startswith("Pss:")), 0.0)


def _read_plainly(files: Iterable[Path]) -> Took:
    began, worked = time.perf_counter(), time.process_time()
    for file in files:
        if file.suffix == ".xlsx":
            for sheet in openpyxl.load_workbook(file, read_only=True).worksheets:
                list(sheet.iter_rows(values_only=True))
        else:
            with file.open(encoding="cp1252", errors="replace", newline="") as opened:
                list(csv.reader(opened))
    return Took(time.perf_counter() - began, time.process_time() - worked, 0)


def _print_found(report: dict[str, list[dict[str, object]]], planted: Planted) -> None:
    heading(
        "What the chronologies bring out",
        says="Faults of each kind planted in the same files, and how many of what is reported was not planted.",
        columns=("kind", "planted", "found", "false alarms", "kept"),
    )
    remarks = report["remarks"]
    for kind, found, wanted in (
        ("duplicates", _pairs(report["duplicates"]), planted.duplicates),
        ("conflicts", _pairs(report["conflicts"]), planted.conflicts),
        ("one-sided referrals", _marked(remarks, "one-sided-referral"), planted.one_sided),
        ("not followed up", _marked(remarks, "not-followed-up"), planted.not_followed),
        ("out of order", _marked(remarks, "out-of-order"), planted.out_of_order),
        ("unreadable rows", {_place(bad) for bad in report["unreadable"]}, planted.unreadable),
        ("gaps", {(gap["from"], gap["to"]) for gap in report["gaps"]}, planted.gaps),
    ):
        hits, false = len(found & wanted), len(found - wanted)
        kept = hits == len(wanted) and false <= 0.02 * len(found)
        row(kind, len(wanted), hits, f"{false} ({share(false, of=len(found))})", _kept(kept))


def _place(told: object) -> str:
    return f"{told['file']}:{told['row']}" if isinstance(told, dict) else ""


def _pairs(pairs: Iterable[Iterable[object]]) -> set[frozenset[str]]:
    return {frozenset(map(_place, pair)) for pair in pairs}


def _marked(remarks: Iterable[dict[str, object]], kind: str) -> set[str]:
    return {_place(remark) for remark in remarks if remark["kind"] == kind}


def _kept(kept: bool) -> str:
    return "yes" if kept else "no"
