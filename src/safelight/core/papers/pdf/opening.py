"""Is this PDF safe to open, and whole? Nothing encrypted, nothing damaged, nothing that unpacks without end."""

from __future__ import annotations

import io
import itertools
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pikepdf

from safelight.core.papers.paper import UnreadablePaper

MOST_UNPACKED: Final = 1_000 * 1024 * 1024
MOST_PAGES: Final = 3_000
CHUNK: Final = 1024 * 1024
STREAM: Final = re.compile(rb"stream\r?\n")
OBJECT: Final = re.compile(rb"\d\s+\d+\s+obj\b")
END: Final = b"%%EOF"
DAMAGED: Final = "{name} is damaged or only partly there: make the PDF again from the document it came from."


@contextmanager
def opened(untrusted_data: bytes, *, name: str) -> Iterator[pikepdf.Pdf]:
    """The PDF, opened strictly: what a forgiving program would repair is refused, since each repairs it differently.

    Raises:
        UnreadablePaper: when it is encrypted, damaged, too large, or has no pages.
    """
    _refuse_bombs(untrusted_data, name=name)
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


def _refuse_bombs(untrusted_data: bytes, *, name: str) -> None:
    total = 0
    for found in STREAM.finditer(untrusted_data):
        total += _unpacked_size(untrusted_data, found.end(), most=MOST_UNPACKED - total)
        if total >= MOST_UNPACKED:
            raise UnreadablePaper(f"{name} unpacks to far more than it should: do not open it, ask who sent it.")


def _unpacked_size(data: bytes, start: int, *, most: int) -> int:
    """How large a compressed stream becomes, counted without keeping it; a stream within a stream is not followed."""
    if data[start : start + 1] not in {b"\x78", b"\x58", b"\x68", b"\x48"}:
        return 0
    unpacker = zlib.decompressobj()
    size, waiting = 0, data[start : start + CHUNK]
    try:
        while size < most and not unpacker.eof:
            produced = len(unpacker.decompress(waiting, CHUNK))
            size += produced
            waiting = unpacker.unconsumed_tail
            if not waiting and not unpacker.eof:
                start += CHUNK
                waiting = data[start : start + CHUNK]
                if not waiting:
                    break
    except zlib.error:
        return size
    return size
