"""Which characters are these bytes? UTF-8, or UTF-16 that says so; nothing is guessed."""

from __future__ import annotations

import codecs
from typing import Final

from safelight.core.papers.paper import UnreadablePaper

LONGEST: Final = 40_000_000


def decode(untrusted_data: bytes, *, name: str) -> str:
    """The text of a file without its byte order mark.

    Raises:
        UnreadablePaper: when it is in another encoding, holds binary data, or is too long.
    """
    wide = untrusted_data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = untrusted_data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as broken:
        raise UnreadablePaper(f"{name} is not in UTF-8: save it again with the encoding UTF-8.") from broken
    if "\0" in text:
        raise UnreadablePaper(f"{name} holds binary data, not text: save it as plain text with the encoding UTF-8.")
    if len(text) > LONGEST:
        raise UnreadablePaper(f"{name} is longer than can be read: split it and try again.")
    return text


def encode_like(text: str, untrusted_data: bytes) -> bytes:
    """The text in the encoding of the file that it came from."""
    for mark, encoding in (
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF8, "utf-8"),
    ):
        if untrusted_data.startswith(mark):
            return mark + text.encode(encoding)
    return text.encode("utf-8")
