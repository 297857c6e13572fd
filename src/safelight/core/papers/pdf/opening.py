"""Is this PDF safe to open, and whole? Nothing encrypted, nothing damaged, nothing that unpacks without end."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pikepdf

from safelight.core.papers.paper import UnreadablePaper
from safelight.core.papers.pdf.absurd import refuse_absurd
from safelight.core.papers.pdf.bombs import refuse_bombs, refuse_indirect_bombs

MOST_PAGES: Final = 3_000
OBJECT: Final = re.compile(rb"\d\s+\d+\s+obj\b")
END: Final = b"%%EOF"
DAMAGED: Final = "{name} is damaged or only partly there: make the PDF again from the document it came from."


@contextmanager
def opened(untrusted_data: bytes, *, name: str) -> Iterator[pikepdf.Pdf]:
    """The PDF, opened strictly: what a forgiving program would repair is refused, since each repairs it differently.

    Raises:
        UnreadablePaper: when it is encrypted, damaged, too large, or has no pages.
    """
    streams = refuse_bombs(untrusted_data, name=name)
    if END not in untrusted_data[-2048:]:
        raise UnreadablePaper(DAMAGED.format(name=name))
    try:
        pdf = pikepdf.open(io.BytesIO(untrusted_data), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError as locked:
        raise UnreadablePaper(f"{name} is locked with a password: save a copy without one.") from locked
    except (pikepdf.PdfError, ValueError, RuntimeError) as broken:
        raise UnreadablePaper(DAMAGED.format(name=name)) from broken
    with pdf:
        if pdf.is_encrypted:
            raise UnreadablePaper(f"{name} is protected: save a copy without protection.")
        if len(pdf.pages) > MOST_PAGES:
            raise UnreadablePaper(f"{name} has more than {MOST_PAGES} pages: split it and try again.")
        if len(pdf.pages) == 0:
            raise UnreadablePaper(f"{name} has no pages: make the PDF again from the document it came from.")
        if any(one.filters is None for one in streams):
            refuse_indirect_bombs(pdf, name=name)
        refuse_absurd(pdf, name=name)
        yield pdf


def earlier_revisions(untrusted_data: bytes) -> tuple[bytes, ...]:
    """The file as it was at each earlier saving that is still in it, oldest first.

    An end is no earlier saving where only a table of contents follows it, as in every PDF from Word, nor the first
    end of a file prepared for the web.
    """
    ends = [found.end() for found in re.finditer(re.escape(END), untrusted_data)]
    linear = b"/Linearized" in untrusted_data[:2048]
    pairs = list(itertools.pairwise(ends))[1 if linear else 0 :]
    return tuple(
        untrusted_data[:end] + b"\n" for end, following in pairs if OBJECT.search(untrusted_data, end, following)
    )


def bytes_outside(untrusted_data: bytes) -> bytes:
    """What stands before the PDF begins and after it ends."""
    start = max(untrusted_data.find(b"%PDF-"), 0)
    end = untrusted_data.rfind(END) + len(END)
    return untrusted_data[:start].strip() + untrusted_data[end:].strip(b"\r\n\0 \t")
