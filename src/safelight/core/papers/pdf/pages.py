"""What do the pages of a PDF say? Read in two ways that know nothing of each other, and compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium

from safelight.core.papers.letters import folded
from safelight.core.papers.paper import Part, Passage
from safelight.core.papers.pdf.drawn import Written

UNKNOWN: Final = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]{2}")
"""Two in a row: one alone is a bullet of Word's, which has no letter of its own."""

LIGATURES: Final = re.compile("[\ufb00-\ufb06]")
SPACES: Final = re.compile(r"[ \t\u00a0]+")
BETWEEN_BLOCKS: Final = 1.7
"""From how many times the height of a line the next one begins a new block."""


@dataclass(frozen=True, slots=True)
class PageText:
    """One page: its blocks of text by the first way, what only the second way found, and the same in its order.

    `unplaced` is what the instructions write and the layout knows nothing of, so that it cannot be seen.
    """

    number: int
    blocks: tuple[str, ...]
    extra: tuple[str, ...]
    again: str = ""
    unplaced: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Everything that was found in either way."""
        return "\n".join((*self.blocks, *self.extra))


def page_text(page: pdfium.PdfPage, number: int, *, written: Written) -> PageText:
    """The text of one page, as it is laid out and as its instructions write it."""
    blocks = tuple(block for block in map(_tidy, _blocks(page)) if block)
    known = folded("".join(blocks))
    other = _tidy(written.text())
    extra = tuple(_unknown(other, known))
    beside = (*extra, *_unknown(_tidy(written.drawn_text()), known), *_unknown(_tidy(written.looks), known))
    again = other if folded(other) != known and not extra else ""
    certain = not (written.lying or written.silent or written.unmapped)
    unplaced = tuple(line for line in extra if certain and not any(map(_runs_left, line)))
    return PageText(number, blocks, tuple(dict.fromkeys(beside)), again, unplaced)


def laid_out(data: bytes) -> tuple[PageText, ...]:
    """The text of every page as it is laid out, without comparing."""
    with pdfium.PdfDocument(data) as document:
        found = []
        for number, page in enumerate(document, 1):
            found.append(page_text(page, number, written=Written()))
            page.close()
        return tuple(found)


def page_passages(pages: Sequence[PageText]) -> Iterator[Passage]:
    """A passage for each block of text on each page."""
    for page in pages:
        for number, block in enumerate(page.blocks, 1):
            yield Passage(text=block, where=f"page {page.number}, block {number}", part=Part.BODY)
        for number, line in enumerate(page.extra, 1):
            yield Passage(text=line, where=f"page {page.number}, second reading {number}", part=Part.BODY)
        if page.again:
            # The same words in another order, such as a table column by column: for names that one order cuts in two.
            yield Passage(text=page.again, where=f"page {page.number}, second reading 0", visible=False)


def _blocks(page: pdfium.PdfPage) -> Iterator[str]:
    """The lines of a page, put together where one follows close upon the other."""
    text = page.get_textpage()
    try:
        whole = text.get_text_range(0, -1)
        exact = len(whole) == text.count_chars()
        waiting: list[str] = []
        before: tuple[float, float] | None = None
        at = 0
        for line in whole.splitlines(keepends=True):
            box = _height(text, at, line) if exact else None
            if waiting and before and box and _is_apart(before, box):
                yield "\n".join(waiting)
                waiting = []
            waiting.append(line.rstrip("\r\n"))
            before = box or before
            at += len(line)
        if waiting:
            yield "\n".join(waiting)
    finally:
        text.close()


def _is_apart(before: tuple[float, float], box: tuple[float, float]) -> bool:
    """Whether a line stands well below the one before, or above it, or is of another size."""
    high = max(before[1] - before[0], box[1] - box[0], 1)
    down = before[0] - box[0]
    smaller = min(before[1] - before[0], box[1] - box[0])
    return not -high * 0.6 < down < high * BETWEEN_BLOCKS or smaller < high * 0.6


def _height(text: pdfium.PdfTextPage, at: int, line: str) -> tuple[float, float] | None:
    for place, letter in enumerate(line[:6]):
        if not letter.isspace():
            _, bottom, _, top = text.get_charbox(at + place, loose=True)
            return bottom, top
    return None


def _unknown(text: str, known: str) -> Iterator[str]:
    return (line for line in text.splitlines() if folded(line) and folded(line) not in known)


def _runs_left(letter: str) -> bool:
    """Whether a letter is of a script that runs from right to left, which one way reads in the other order."""
    return letter > "\u0590" and unicodedata.bidirectional(letter) in {"R", "AL"}


def _tidy(text: str) -> str:
    """One block with its spaces settled and its joined letters (the ffi of a printer's case) taken apart."""
    apart = LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    # The library marks a hyphen at the end of a line with a character of its own.
    apart = apart.replace("\ufffe", "-").replace("\x02", "-").replace("\0", "")
    return "\n".join(SPACES.sub(" ", line).strip() for line in apart.splitlines()).strip("\n")
