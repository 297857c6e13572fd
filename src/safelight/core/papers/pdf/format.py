"""What does a PDF say, what hides in it, and what is it without that? It is made anew, never painted over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium

from safelight.core.papers.paper import Edits, Hidden, Passage, Unreadable
from safelight.core.papers.pdf.look import UNSEEN_ADVICE, Look, fingerprint, look_through
from safelight.core.papers.pdf.notes import found
from safelight.core.papers.pdf.opening import opened
from safelight.core.papers.pdf.remake.rebuild import is_own_making, remade
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
    """A copy that is made anew from the words that the pages show; whatever hides in the file is not copied.

    A copy that was made here, in which nothing is to be changed and nothing hides, is left as it is.

    Raises:
        UnreadablePaper: when the words of a page cannot be read for certain, or cannot be written again.
    """
    # Whoever anonymises has read these bytes a moment ago.
    look = _last.pop(fingerprint(untrusted_data), None) or look_through(untrusted_data, name=name)
    with opened(untrusted_data, name=name) as pdf:
        own = is_own_making(pdf)
    clean = not (look.unreadable or look.hidden)
    if own and clean and not any(map(edits, look.passages)) and not any(_unseen(untrusted_data, look)):
        return untrusted_data
    return remade(untrusted_data, look, name=name, edits=edits)


def _unseen(data: bytes, look: Look) -> Iterator[Hidden]:
    with pdfium.PdfDocument(data) as document:
        for number, page in enumerate(document, 1):
            for one in unseen_words(page, closely=number in look.closely):
                yield found(one.rule, f"page {number}", one.text, UNSEEN_ADVICE)
            page.close()
