"""What does any stream of a PDF hold, unpacked, and which words can be made out in bytes?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pikepdf

MOST_OF_ONE: Final = 64 * 1024 * 1024
ONE_BYTE: Final = re.compile(rb"[\x20-\x7e]{5,}")
TWO_BYTES: Final = re.compile(rb"(?:\x00[\x20-\x7e]){4,}")
TWO_BYTES_TURNED: Final = re.compile(rb"(?:[\x20-\x7e]\x00){4,}")
FEWEST_LETTERS: Final = 4
SHARE_OF_LETTERS: Final = 0.6
MOST_LOOKED_AT: Final = 4 * 1024 * 1024


def filters_of(stream: pikepdf.Stream) -> tuple[str, ...]:
    """The names of a stream's filters, in the order in which they are to be undone."""
    named = stream.get("/Filter")
    every = list(named) if isinstance(named, pikepdf.Array) else [] if named is None else [named]
    return tuple(str(one).lstrip("/") for one in every)


def stream_bytes(stream: pikepdf.Stream) -> bytes | None:
    """What a stream of a file that `opened` has let in holds, unpacked; None where its packing is not known."""
    try:
        return stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
    except (pikepdf.PdfError, pikepdf.DependencyError, NotImplementedError, RuntimeError, ValueError):
        return None


def words_in(data: bytes) -> Iterator[str]:
    """Whatever in these bytes looks like text, in single-byte letters or in two bytes a letter."""
    for pattern, encoding in ((ONE_BYTE, "latin-1"), (TWO_BYTES, "utf-16-be"), (TWO_BYTES_TURNED, "utf-16-le")):
        for found in pattern.finditer(data[:MOST_LOOKED_AT]):
            said = found.group().decode(encoding).strip()
            letters = sum(one.isalpha() or one == " " for one in said)
            if letters >= FEWEST_LETTERS and letters >= SHARE_OF_LETTERS * len(said):
                yield said
