"""How fast is `detect`, how soon does it answer, and how much memory does it take? A peer in the same rounds."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle, islice
from math import inf
from pathlib import Path
from statistics import median
from typing import Final

from bench.corpus import Bench
from bench.detectors import lines
from bench.measured import SAFELIGHT, measured
from bench.peers import LeftOut, Peer
from bench.speed import Took
from bench.table import heading, row

ONE_THREAD: Final[Mapping[str, str]] = {
    f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR")
}
ROUNDS, FIRST_ROUNDS = 3, 5
PAGE, MEGABYTE = 3_000, 1_000_000
"""Code points of a page, and bytes of a long text."""

SHORT: Final = 40
"""Words of a short document."""

FASTER, SOONEST, LARGEST = 3, 1.0, 400
"""Targets: times as fast as the peer, seconds to the first answer, megabytes for a long text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round took: nothing to read, everything to read, and the peer's analyser."""

    word: Took
    whole: Took
    theirs: Took | None

    def ours(self, of: str) -> float:
        """What reading took, by the clock ("seconds") or the processor ("worked"), start-up taken off."""
        return max(float(getattr(self.whole, of) - getattr(self.word, of)), 1e-9)


def print_detector_speed(bench: Bench, *, judgments: Sequence[str], others: Sequence[str]) -> None:
    """One table: what was measured, the target for it, and whether it was kept."""
    heading(
        "Speed and memory of the detector",
        says="`safelight detect --jsonl` as a whole command on one thread, and a run over one word taken off; "
        f"Presidio's analyser, its model loaded, over the same texts in the same {ROUNDS} rounds, on one thread too. "
        "Words are what stands between spaces. By the clock, and by the processor's time, which other work on the "
        "machine lengthens less; targets are by the clock.",
        columns=("what", "by the clock", "processor", "target", "kept"),
    )
    page = _page(others)
    with ExitStack() as stack:
        began = time.perf_counter()
        peer = _started(stack)
        if peer:
            peer.ask(text=page)
        cold = time.perf_counter() - began
        for what, texts in (("court judgments", judgments), ("narratives and biographies", others)):
            if texts:
                _tell_rounds(what, texts, [*_rounds(texts, peer=peer, folder=bench.folder)])
    _first_result(page, cold=cold if peer else None, folder=bench.folder)
    _memory(others, folder=bench.folder)


def _started(stack: ExitStack) -> Peer | None:
    try:
        return stack.enter_context(Peer("presidio", environment=ONE_THREAD))
    except LeftOut as why:
        row(str(why), "", "", "", "")
        return None


def _page(texts: Sequence[str]) -> str:
    text = "\n\n".join(texts)
    return text[: text.rfind("\n", 0, PAGE)]


def _rounds(texts: Sequence[str], *, peer: Peer | None, folder: Path) -> Iterator[Round]:
    word = lines([("0", "Nothing.")], path=folder / "word.jsonl")
    whole = lines(((str(number), text) for number, text in enumerate(texts)), path=folder / "whole.jsonl")
    for _ in range(ROUNDS):
        ours = {path: timed("--jsonl", path) for path in (word, whole)}
        theirs = _analysed(texts, peer=peer) if peer else None
        yield Round(word=ours[word], whole=ours[whole], theirs=theirs)


def _analysed(texts: Sequence[str], *, peer: Peer) -> Took:
    answers = [peer.ask(text=text) for text in texts]
    seconds, worked = (sum(answer.get(of, inf) for answer in answers) for of in ("analysing", "worked"))
    return Took(seconds=seconds, worked=worked)


def timed(*arguments: str | Path) -> Took:
    """A run of `safelight detect` on one thread. How long a failure takes is no measure: it counts as endless."""
    run = measured((SAFELIGHT, "detect", *arguments), environment=ONE_THREAD)
    if not run.status:
        return Took(seconds=run.seconds, worked=run.worked, megabytes=run.megabytes)
    print(f"detect {' '.join(map(str, arguments))}: exit code {run.status}. {run.complained.strip()}", file=sys.stderr)
    return Took(seconds=inf, worked=inf, megabytes=inf)


def _tell_rounds(what: str, texts: Sequence[str], rounds: Sequence[Round]) -> None:
    words = sum(len(text.split()) for text in texts)
    both = "seconds", "worked"
    if any(one.whole.seconds == inf or one.word.seconds == inf for one in rounds):
        row(f"{what}: the command failed", "", "", f"at least {FASTER} times", "**no**")
        return
    ours = {of: [words / one.ours(of) for one in rounds] for of in both}
    whole = {of: [words / getattr(one.whole, of) for one in rounds] for of in both}
    _tell_speed(f"{what}, {words:,} words in {len(texts)} texts", ours)
    _tell_speed("the same, start-up counted", whole)
    theirs = {of: [words / getattr(one.theirs, of) for one in rounds if one.theirs] for of in both}
    if theirs["seconds"]:
        _tell_speed("Presidio's analyser over the same", theirs)
        clock, work = (median(a / b for a, b in zip(ours[of], theirs[of], strict=True)) for of in both)
        row("ours / Presidio's", f"{clock:.2f}", f"{work:.2f}", f"at least {FASTER}", _yes(clock >= FASTER))


def _tell_speed(what: str, speeds: Mapping[str, Sequence[float]]) -> None:
    row(what, *(f"{median(some):,.0f} words/s" for some in speeds.values()), "", "")


def _first_result(page: str, *, cold: float | None, folder: Path) -> None:
    file = folder / "page.txt"
    file.write_text(page, encoding="utf-8")
    runs = [timed(file) for _ in range(FIRST_ROUNDS)]
    seconds, worked = (median(getattr(run, of) for run in runs) for of in ("seconds", "worked"))
    what = f"the command on one page of text ({len(page.split())} words), start to end"
    row(what, f"{seconds:.2f} s", f"{worked:.2f} s", f"at most {SOONEST:g} s", _yes(seconds <= SOONEST))
    if cold is not None:
        row("Presidio from cold over the same page", f"{cold:.2f} s", "", "", "")


def _memory(texts: Sequence[str], *, folder: Path) -> None:
    text = "\n\n".join(texts)
    long = (text * (MEGABYTE // len(text.encode()) + 1)).encode()[:MEGABYTE].decode("utf-8", "ignore")
    file = folder / "long.txt"
    file.write_text(long, encoding="utf-8")
    run = timed(file)
    row("1 MB of text", f"{run.seconds:.1f} s", f"{run.worked:.1f} s", "", "")
    row("memory for it", f"{run.megabytes:.0f} MB", "", f"at most {LARGEST} MB", _yes(run.megabytes <= LARGEST))
    few, many = (
        timed("--jsonl", lines(_short(text, count), path=folder / f"short-{count}.jsonl")).megabytes
        for count in (100, 2_000)
    )
    row("memory for 100 short documents in lines of JSON", f"{few:.0f} MB", "", "", "")
    row("memory for 2,000 of them", f"{many:.0f} MB", "", "", "")
    row("the difference", f"{many - few:+.0f} MB", "", "", "")


def _short(text: str, count: int) -> Iterator[tuple[str, str]]:
    words = text.split()
    documents = [" ".join(words[at : at + SHORT]) for at in range(0, len(words), SHORT)]
    yield from ((str(number), document) for number, document in enumerate(islice(cycle(documents), count)))


def _yes(holds: bool) -> str:
    return "yes" if holds else "**no**"
