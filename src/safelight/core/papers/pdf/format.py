"""What a PDF says and what hides in it. A PDF is never painted over, so it is not written again here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium

from safelight.core.papers.paper import Edits, Hidden, Passage, Unreadable, UnreadablePaper
from safelight.core.papers.pdf.look import UNSEEN_ADVICE, Look, fingerprint, look_through
from safelight.core.papers.pdf.notes import found
from safelight.core.papers.pdf.opening import opened
from safelight.core.papers.pdf.sight import unseen_words

_last: dict[str, Look] = {}
"""What was found in the file read last, under its fingerprint: whoever reads asks next what hides, once."""


def read_pdf(untrusted_data: bytes, *, name: str) -> tuple[Sequence[Passage], Sequence[Unreadable]]:
    """Every word on the pages and every text string behind them.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    look = look_through(untrusted_data, name=name)
    _last.clear()
    _last[fingerprint(untrusted_data)] = look
    return look.passages, look.unreadable


def hidden_in_pdf(untrusted_data: bytes, *, name: str, passages: Sequence[Passage]) -> Sequence[Hidden]:
    """Everything that a reader of the pages would not see.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    look = _last.pop(fingerprint(untrusted_data), None) or look_through(untrusted_data, name=name)
    return (*look.hidden, *_unseen(untrusted_data, look))


def rewrite_pdf(untrusted_data: bytes, *, name: str, edits: Edits) -> bytes:
    """A PDF cannot be rewritten yet.

    Raises:
        UnreadablePaper: always; earlier with the reason if the file cannot even be read.
    """
    with opened(untrusted_data, name=name):
        raise UnreadablePaper(
            f"{name} is a PDF, which cannot be rewritten yet: use the document it was made from, as .docx."
        )


def _unseen(data: bytes, look: Look) -> Iterator[Hidden]:
    with pdfium.PdfDocument(data) as document:
        for number, page in enumerate(document, 1):
            for one in unseen_words(page, closely=number in look.closely):
                yield found(one.rule, f"page {number}", one.text, UNSEEN_ADVICE)
            page.close()
