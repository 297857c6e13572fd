"""Which characters are these bytes? UTF-8, UTF-16 that says so, or what Windows wrote before; no more is guessed."""

from __future__ import annotations

import codecs
import re
from typing import Final

from safelight.core.papers.paper import UnreadablePaper

LONGEST: Final = 40_000_000
WESTERN: Final = "cp1252"
DECLARED: Final = re.compile(
    rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w.:+-]+)|^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:+-]+)", re.IGNORECASE
)
COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
UNICODE: Final = {"utf-8", "utf8", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be"}
LATIN: Final = {
    "us-ascii", "ascii", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "windows-1252", "cp1252",
    "x-cp1252", "ansi",
}  # fmt: skip
UNUSUAL: Final = re.compile("[\x80-\x9f\xa0-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192]")
MOST_UNUSUAL: Final = 0.2


def decode(untrusted_data: bytes, *, name: str) -> str:
    """The text of a file without its byte order mark: UTF-8, UTF-16 that says so, or as older Windows wrote it.

    Raises:
        UnreadablePaper: when it is in another encoding, holds binary data, or is too long.
    """
    wide = untrusted_data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if untrusted_data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _not_utf8(name)
    try:
        text = untrusted_data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as broken:
        if wide or untrusted_data.startswith(codecs.BOM_UTF8):
            raise _not_utf8(name) from broken
        text = _western(untrusted_data, name=name)
    if "\0" in text:
        raise UnreadablePaper(f"{name} holds binary data, not text: save it as plain text with the encoding UTF-8.")
    if len(text) > LONGEST:
        raise UnreadablePaper(f"{name} is longer than can be read: split it and try again.")
    return text.removeprefix("\ufeff")


def decode_page(untrusted_data: bytes, *, name: str) -> str:
    """The source of a web page, once what it says of its own encoding is one that can be relied upon.

    Raises:
        UnreadablePaper: when it says that it is in another encoding, in which a browser might show other words.
    """
    text = decode(untrusted_data, name=name)
    if not untrusted_data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        for one in DECLARED.finditer(COMMENT.sub(b"", untrusted_data)):
            said = (one.group(1) or one.group(2)).decode("ascii", "replace").casefold()
            if said not in UNICODE | LATIN or (said in UNICODE and is_western(untrusted_data)):
                raise _not_utf8(name)
    return text


def _western(untrusted_data: bytes, *, name: str) -> str:
    """As Windows wrote letters before UTF-8: believed where most are plain and the rest usual."""
    try:
        text = untrusted_data.decode(WESTERN)
    except UnicodeDecodeError as broken:
        raise _not_utf8(name) from broken
    letters = sum(one.isalpha() for one in text)
    unusual = len(UNUSUAL.findall(text))
    if letters == 0 or unusual > letters * MOST_UNUSUAL or re.search("[\x00-\x08\x0e-\x1f\x7f]", text):
        raise _not_utf8(name)
    return text


def _not_utf8(name: str) -> UnreadablePaper:
    return UnreadablePaper(f"{name} is not in UTF-8: save it again with the encoding UTF-8.")


def is_western(untrusted_data: bytes) -> bool:
    """Whether a text that can be read is one in the encoding of older Windows."""
    if untrusted_data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    try:
        untrusted_data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def encode_like(text: str, untrusted_data: bytes) -> bytes:
    """The text in the encoding of the file that it came from."""
    for mark, encoding in (
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF8, "utf-8"),
    ):
        if untrusted_data.startswith(mark):
            return mark + text.encode(encoding)
    if is_western(untrusted_data):
        try:
            written = text.encode(WESTERN)
        except UnicodeEncodeError:
            return text.encode("utf-8")
        return written if is_western(written) or text.isascii() else text.encode("utf-8")
    return text.encode("utf-8")
