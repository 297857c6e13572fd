"""What of the corpus does each of us find, pass and refuse? Hiding places, harmless papers, hostile ones."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bench.measured import Run, checking, measured
from bench.peers import Answer, Peer
from bench.table import heading, listed, row
from safelight.core.anonymise.roster import Roster, read_register
from safelight.core.papers.paper import UnreadablePaper
from safelight.core.review.gate import examine
from safelight.core.rulebook.loader import load_rulebook
from tests.corpus.canary import REGISTER, Benign, Canary
from tests.corpus.every import BENIGN, CANARIES, HOSTILE
from tests.corpus.search import still_there

FORMATS = {".docx": "Word", ".odt": "ODT", ".pdf": "PDF"}
OTHERS = "HTML and text"
REGIME = load_rulebook().edition("scr-2010")
CHECKS = frozenset({"identity", "hidden"})
SLOWEST, LARGEST = 10, 500
"""Seconds and megabytes in which a hostile paper has to be refused."""
P = TypeVar("P", Canary, Benign)


@dataclass(frozen=True, kw_only=True)
class Bench:
    """The corpus as files, and the peers that run on this machine. Each is asked once about a file."""

    folder: Path
    peers: dict[str, Peer]
    answers: dict[tuple[str, Path], Future[Answer]] = field(default_factory=dict)
    queues: dict[str, ThreadPoolExecutor] = field(default_factory=lambda: defaultdict(lambda: ThreadPoolExecutor(1)))
    roster: Roster = field(default_factory=lambda: read_register(REGISTER))

    @property
    def register(self) -> Path:
        """The register of the corpus, as a file."""
        return self.folder / "register.toml"

    def path(self, paper: Canary | Benign) -> Path:
        """Where a paper of the corpus lies."""
        return self.folder / ("hiding" if isinstance(paper, Canary) else "benign") / paper.name

    def ask(self, peer: str, path: Path, *, words: Iterable[str] = ()) -> Answer | None:
        """What a peer answers about a file; nothing where the peer is left out."""
        self.ask_ahead(peer, path, words=words)
        return self.answers[peer, path].result() if peer in self.peers else None

    def ask_ahead(self, peer: str, path: Path, *, words: Iterable[str] = ()) -> None:
        """Put a question into a peer's queue: it works while we do, one file at a time."""
        if peer in self.peers and (peer, path) not in self.answers:
            job = {"path": str(path), "words": [*words]}
            self.answers[peer, path] = self.queues[peer].submit(self.peers[peer].ask, **job)


def format_of(name: str) -> str:
    """The line of the table in which a paper counts."""
    return FORMATS.get(Path(name).suffix, OTHERS)


def in_formats(papers: Iterable[P]) -> Iterator[tuple[str, list[P]]]:
    """The papers of each format, in the order of the tables."""
    every = list(papers)
    for kind in (*FORMATS.values(), OTHERS):
        if some := [paper for paper in every if format_of(paper.name) == kind]:
            yield kind, some


def verdict(path: Path, *, roster: Roster) -> str:
    """What `check` says of a file: "blocked", "pass", or how it failed."""
    try:
        return examine(path.read_bytes(), name=path.name, roster=roster, regime=REGIME, checks=CHECKS).verdict
    except UnreadablePaper:
        return "refused"
    except Exception as problem:  # noqa: BLE001 - a crash is a line of the table, not the end of it
        return f"crashed: {type(problem).__name__}"


def print_corpus(bench: Bench) -> None:
    """Three tables."""
    _print_hiding(bench)
    _print_harmless(bench)
    _print_hostile(bench)


def _print_hiding(bench: Bench) -> None:
    heading(
        "Hiding places: who finds them",
        says="One name, hidden once in each paper. Ours: `check` blocks. x-ray reads PDFs only and reports text under "
        "boxes. mat2 cleans what is not text on a page: a name that is still in the bytes of what it calls clean has "
        "got past it; a page of a PDF that it has turned into a picture counts as cleaned. Presidio gets the text that "
        "python-docx, odfdo, pdfminer or lxml hand over: its share is of the names that reach it.",
        columns=(
            "format",
            "places",
            "ours finds",
            "x-ray reports",
            "mat2 cleans",
            "mat2 refuses",
            "got past mat2",
            "Presidio reports",
        ),
    )
    for canary in CANARIES:
        for peer in _peers_for(canary):
            bench.ask_ahead(peer, bench.path(canary), words=(canary.word,))
    missed: list[str] = []
    total: Counter[str] = Counter()
    for kind, canaries in in_formats(CANARIES):
        count = Counter(answer for canary in canaries for answer in _answers(canary, bench=bench, missed=missed))
        row(kind, *_cells(count, bench=bench))
        total += count
    row("all", *_cells(total, bench=bench))
    listed("Not found by ours", names=missed)


def _peers_for(canary: Canary) -> tuple[str, ...]:
    return ("mat2", "presidio", "xray") if canary.name.endswith(".pdf") else ("mat2", "presidio")


def _answers(canary: Canary, *, bench: Bench, missed: list[str]) -> Iterator[str]:
    yield "place"
    path = bench.path(canary)
    if (said := verdict(path, roster=bench.roster)) == "blocked":
        yield "ours"
    else:
        missed.append(f"{canary.name}, {said}")
    if "xray" in _peers_for(canary) and (answer := bench.ask("xray", path)):
        yield f"x-ray {answer['verdict']}"
    if answer := bench.ask("mat2", path):
        yield f"mat2 {answer['verdict']}"
        if answer["verdict"] == "cleaned" and still_there(Path(answer["output"]).read_bytes(), words=(canary.word,)):
            yield "mat2 silent"
    if answer := bench.ask("presidio", path, words=(canary.word,)):
        yield f"presidio {answer['verdict']}"


def _cells(count: Counter[str], *, bench: Bench) -> Iterator[object]:
    yield count["place"]
    yield count["ours"]
    read = sum(count[f"x-ray {answer}"] for answer in ("found", "nothing", "failed"))
    yield f"{count['x-ray found']} of {read}" if read else "–"
    if "mat2" in bench.peers:
        yield from (count["mat2 cleaned"] - count["mat2 silent"], count["mat2 refused"] + count["mat2 failed"])
        yield count["mat2 silent"]
    else:
        yield from ("–", "–", "–")
    reached = count["presidio found"] + count["presidio missed"]
    yield f"{count['presidio found']} of {reached}" if "presidio" in bench.peers else "–"


def _print_harmless(bench: Bench) -> None:
    heading(
        "Harmless papers: who lets them pass",
        says="Nobody is hidden in these, and they have the ordinary machinery of their format.",
        columns=("format", "papers", "ours passes", "x-ray passes"),
    )
    blocked: list[str] = []
    for kind, papers in in_formats(BENIGN):
        answers = {paper.name: verdict(bench.path(paper), roster=bench.roster) for paper in papers}
        blocked += [f"{name}, {said}" for name, said in answers.items() if said != "pass"]
        theirs = [bench.ask("xray", bench.path(paper)) for paper in papers] if kind == "PDF" else []
        quiet = [answer for answer in theirs if answer and answer["verdict"] == "nothing"]
        passed = sum(said == "pass" for said in answers.values())
        row(kind, len(papers), passed, f"{len(quiet)} of {len(theirs)}" if any(theirs) else "–")
    listed("Not passed by ours", names=blocked)


def _print_hostile(bench: Bench) -> None:
    heading(
        "Hostile papers: are they refused, in time and in bounds",
        says="The whole command. Refused: exit code 2, one line on standard error, nothing on standard output, no "
        f"temporary file left, within {SLOWEST} s and {LARGEST} MB.",
        columns=("papers", "refused", "slowest, s", "largest, MB"),
    )
    runs: dict[str, Run] = {}
    faults: list[str] = []
    for paper in HOSTILE:
        with tempfile.TemporaryDirectory() as spare:
            command = checking(bench.folder / "hostile" / paper.name, register=bench.register)
            runs[paper.name] = measured(command, environment={"TMPDIR": spare})
            left = [one.name for one in Path(spare).iterdir()]
        if found := [*_faults(runs[paper.name], left=left)]:
            faults.append(f"{paper.name}, {' and '.join(found)}")
    slowest, largest = (max((getattr(run, of) for run in runs.values()), default=0) for of in ("seconds", "megabytes"))
    row(len(HOSTILE), len(HOSTILE) - len(faults), f"{slowest:.1f}", f"{largest:.0f}")
    listed("At fault", names=faults)


def _faults(run: Run, *, left: list[str]) -> Iterator[str]:
    if run.status != 2:
        yield f"exit code {run.status}"
    if run.said:
        yield "something on standard output"
    if (lines := run.complained.count("\n")) != 1:
        yield f"{lines} lines on standard error"
    if run.seconds > SLOWEST:
        yield f"{run.seconds:.1f} s"
    if run.megabytes > LARGEST:
        yield f"{run.megabytes:.0f} MB"
    if left:
        yield f"{len(left)} temporary files left"
