"""What does a 60-page summary cost in processor time, from its words to three proved files? Beside writing it alone."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from statistics import median

import docx
import pypdfium2

from bench.corpus import Bench
from bench.table import heading, row
from safelight.core.anonymise.roster import read_register
from safelight.core.edition.masthead import Masthead
from safelight.core.edition.outline import outline
from safelight.core.edition.pdf import render_pdf
from safelight.core.edition.proof import prove_edition
from safelight.core.edition.render import render_edition
from safelight.core.papers.manuscript import Bullets, Heading, Manuscript, Paragraph, Table
from safelight.core.rulebook.loader import load_rulebook
from safelight.demo.case.northmere import first_case

RUNS = 3
TIMES = 3.7
"""How often the demo's summary of 18 pages is put after itself to fill 60."""


def print_editions(bench: Bench) -> None:
    """One table: what is done, and the processor seconds that it takes."""
    case = first_case()
    roster = read_register(case.register)
    regime = load_rulebook().regime(initiated_on=case.dates.decided_on)
    blocks = case.summary.final.blocks
    manuscript = Manuscript((blocks * 4)[: int(len(blocks) * TIMES)])
    masthead = Masthead(board=case.board, title=f"Serious case review: {case.title}")
    edition = render_edition(manuscript, masthead=masthead)
    proof = prove_edition(edition, roster=roster, manuscript=manuscript, regime=regime)
    pages = len(pypdfium2.PdfDocument(edition.pdf))
    heading(
        f"Editions: {pages} pages, rendered and proved",
        says=f"One processor's time, the median of {RUNS}. The proof answers '{proof.decision.outcome}', by "
        f"{sum(len(one.routes) for one in proof.checked)} routes over three files. The peers write the same words into "
        "one file and look at nothing: Typst with our template, checking PDF/UA-1 as it writes, and python-docx.",
        columns=("what", "files", "proved", "processor seconds"),
    )
    row("Safelight: HTML, PDF and ODT", 3, "no", _spent(lambda: render_edition(manuscript, masthead=masthead)))
    row(
        "Safelight: rendered and proved",
        3,
        "yes",
        _spent(
            lambda: prove_edition(
                render_edition(manuscript, masthead=masthead), roster=roster, manuscript=manuscript, regime=regime
            )
        ),
    )
    outlined = outline(manuscript, title=masthead.title)
    row("Typst alone", 1, "no", _spent(lambda: render_pdf(outlined, masthead=masthead)))
    row("python-docx alone", 1, "no", _spent(lambda: _word_file(manuscript)))


def _spent(run: Callable[[], object]) -> str:
    taken = []
    for _ in range(RUNS):
        began = time.process_time()
        run()
        taken.append(time.process_time() - began)
    return f"{median(taken):.2f}"


def _word_file(manuscript: Manuscript) -> bytes:
    document = docx.Document()
    for block in manuscript.blocks:
        match block:
            case Heading(level=level, text=text):
                document.add_heading(text, level=level)
            case Paragraph(text=text):
                document.add_paragraph(text)
            case Bullets(items=items):
                for item in items:
                    document.add_paragraph(item, style="List Bullet")
            case Table(header=header, rows=rows):
                table = document.add_table(rows=0, cols=len(header))
                for cells in (header, *rows):
                    for cell, words in zip(table.add_row().cells, cells, strict=False):
                        cell.text = words
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
