"""How long do the engine, the chronologies and the proof take beside the nearest peer? In turn, and the medians."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from statistics import median

import openpyxl
from pdfminer.high_level import extract_text

from safelight.core.anonymise.engine import find_listed
from safelight.core.anonymise.roster import read_register
from safelight.core.edition.masthead import Masthead
from safelight.core.edition.proof import prove_edition
from safelight.core.edition.render import render_edition
from safelight.core.review.chronology.merge import merge
from safelight.core.review.chronology.read import read_chronology
from safelight.core.rulebook.loader import load_rulebook
from safelight.demo.case.northmere import first_case

RUNS = 5


def compare(what: str, peer: str, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    """Print the median time of each, in seconds, and how many times the peer's ours takes."""
    mine, other = [], []
    for _ in range(RUNS):
        mine.append(_timed(ours))
        other.append(_timed(theirs))
    ratio = median(a / b for a, b in zip(mine, other, strict=True))
    print(f"| {what} | {median(mine):.3f} | {peer} | {median(other):.3f} | {ratio:.1f} |", flush=True)


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def print_parts() -> None:
    """Every comparison of a part of ours with a part of somebody else's."""
    case = first_case()
    roster = read_register(case.register)
    regime = load_rulebook().regime(initiated_on=case.dates.decided_on)
    print("\n## Parts beside a peer\n\n| what | ours, s | peer | peer's, s | ours / peer |\n|---|---|---|---|---|")

    text = (case.summary.final.text() + "\n") * (1_000_000 // len(case.summary.final.text()))
    names = "|".join(re.escape(name) for person in roster.people for name in person.names)
    compare(
        f"everybody in the register, in {len(text):,} characters, in every form",
        "one regular expression of the full names",
        lambda: find_listed(text, roster=roster),
        lambda: re.findall(names, text, re.IGNORECASE),
    )

    files = [agency.chronology.paper for agency in case.agencies]
    books = [paper.data for paper in files if paper.name.endswith(".xlsx")]
    compare(
        f"{len(files)} chronologies read and merged ({sum(agency.chronology.rows for agency in case.agencies):,} rows)",
        f"openpyxl reading the {len(books)} workbooks among them",
        lambda: merge([read_chronology(paper.data, name=paper.name) for paper in files]),
        lambda: [list(openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].values) for data in books],
    )

    masthead = Masthead(board=case.board, title=f"Serious case review: {case.title}")
    edition = render_edition(case.summary.final, masthead=masthead)
    compare(
        "the edition of an 18-page summary proved on its bytes, by thirteen routes",
        "pdfminer reading its PDF once",
        lambda: prove_edition(edition, roster=roster, manuscript=case.summary.final, regime=regime),
        lambda: extract_text(io.BytesIO(edition.pdf)),
    )
