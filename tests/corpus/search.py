"""Does anything of the register still stand in these bytes? A reader that shares no code with the product.

It knows nothing of what a format means. It takes apart whatever is wrapped or packed, tries every way in which letters
may be written as bytes, throws away all but letters and figures, and looks.
"""

from __future__ import annotations

import base64
import html
import io
import re
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator

DEEPEST = 6
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
BASE64 = re.compile(rb"[A-Za-z0-9+/]{16,}={0,2}")
MARKUP = re.compile(r"<[^<>]*>")


def layers(data: bytes, *, depth: int = 0) -> Iterator[bytes]:
    """The bytes, and whatever can be unwrapped out of them: members of zip files, packed streams, encoded stretches."""
    yield data
    if depth == DEEPEST:
        return
    for inner in (*_zipped(data), *_packed(data), *_encoded(data)):
        yield from layers(inner, depth=depth + 1)


def _zipped(data: bytes) -> Iterator[bytes]:
    start = data.find(b"PK\x03\x04")
    if start < 0:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment
            for row in archive.infolist():
                yield row.filename.encode()
                yield row.comment
                yield archive.read(row)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error):
        return


def _packed(data: bytes) -> Iterator[bytes]:
    for found in STREAM.finditer(data):
        try:
            yield zlib.decompressobj().decompress(found.group(1))
        except zlib.error:
            continue


def _encoded(data: bytes) -> Iterator[bytes]:
    for found in HEX.finditer(data):
        digits = re.sub(rb"\s", b"", found.group(1))
        yield bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    for found in BASE64.finditer(data[:2_000_000]):
        try:
            yield base64.b64decode(found.group() + b"=" * (-len(found.group()) % 4), validate=True)
        except ValueError:
            continue


def readings(data: bytes) -> Iterator[str]:
    """The same bytes as text, in every way in which they could be meant, with and without markup."""
    for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "ignore")
        yield text
        plain = html.unescape(text)
        yield plain
        yield MARKUP.sub("", plain)
        yield MARKUP.sub("", html.unescape(plain))
        yield urllib.parse.unquote(plain)


def bare(text: str) -> str:
    """Letters and figures alone, without accents, in lower case."""
    return "".join(one for one in unicodedata.normalize("NFKD", text) if one.isalnum()).casefold()


def still_there(data: bytes, *, words: tuple[str, ...]) -> tuple[str, ...]:
    """Which of these words the bytes still hold, in any layer and any reading; forwards or backwards."""
    sought = {word: bare(word) for word in words}
    found: set[str] = set()
    for layer in layers(data):
        for reading in readings(layer):
            letters = bare(reading)
            found.update(word for word, plain in sought.items() if plain in letters or plain[::-1] in letters)
    return tuple(word for word in words if word in found)
