"""What does a packed stream of a PDF unpack to, without ever unpacking more than is allowed?"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Final

CHUNK: Final = 1024 * 1024
MOST_FILTERS: Final = 6
SHORT: Final = {"Fl": "FlateDecode", "AHx": "ASCIIHexDecode", "A85": "ASCII85Decode", "LZW": "LZWDecode",
    "RL": "RunLengthDecode", "DCT": "DCTDecode", "CCF": "CCITTFaxDecode"}  # fmt: skip
PICTURES: Final = {"DCTDecode", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode"}
"""Filters that make a picture: what they hold is looked at as a picture file."""
CLEAR: Final = 256
END: Final = 257


class TooLarge(ValueError):
    """Raised when a stream unpacks to more than is allowed."""


class NotUnpacked(ValueError):
    """Raised for a stream whose packing is not known, or does not add up."""


def unpacked(data: bytes, filters: Sequence[str], *, most: int) -> bytes:
    """The bytes after each filter in turn, up to the first that makes a picture.

    Raises:
        TooLarge: when any of the steps gives more than `most` bytes.
        NotUnpacked: for a filter that is not known, too many of them, or packed data that is broken from the start.
    """
    if len(filters) > MOST_FILTERS:
        raise NotUnpacked(f"{len(filters)} filters")
    for one in filters:
        name = SHORT.get(one, one)
        if name in PICTURES:
            break
        unpacker = UNPACKERS.get(name)
        if unpacker is None:
            raise NotUnpacked(name)
        data = _bounded(unpacker(data), most=most)
    return data


def inflated_size(data: bytes, *, most: int) -> int:
    """How large Flate data becomes, counted without keeping it, no further than `most`; 0 if it is no such data."""
    size = 0
    try:
        for piece in _inflated(data):
            size += len(piece)
            if size >= most:
                break
    except NotUnpacked:
        return 0
    return size


def _bounded(pieces: Iterator[bytes], *, most: int) -> bytes:
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise TooLarge
        kept.append(piece)
    return b"".join(kept)


def _inflated(data: bytes) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    start, waiting, any_piece = 0, data[:CHUNK], False
    while waiting and not unpacker.eof:
        try:
            piece = unpacker.decompress(waiting, CHUNK)
        except zlib.error as broken:
            if not any_piece:
                raise NotUnpacked("FlateDecode") from broken
            return
        any_piece = True
        yield piece
        waiting = unpacker.unconsumed_tail
        if not waiting and not unpacker.eof:
            # What the unpacker holds back comes out with the next piece, or with nothing more to come.
            start += CHUNK
            waiting = data[start : start + CHUNK]


def _from_hex(data: bytes) -> Iterator[bytes]:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", data.partition(b">")[0])
    yield binascii.unhexlify(digits + b"0" * (len(digits) % 2))


def _from_85(data: bytes) -> Iterator[bytes]:
    digits = re.sub(rb"\s", b"", data.partition(b"~>")[0]).removeprefix(b"<~")
    try:
        yield base64.a85decode(digits)
    except ValueError as broken:
        raise NotUnpacked("ASCII85Decode") from broken


def _from_runs(data: bytes) -> Iterator[bytes]:
    place = 0
    while place < len(data) and data[place] != 128:
        length = data[place]
        if length < 128:
            yield data[place + 1 : place + 2 + length]
            place += length + 2
        else:
            yield data[place + 1 : place + 2] * (257 - length)
            place += 2


def _from_lzw(data: bytes) -> Iterator[bytes]:
    """LZW with the usual early change of code length."""
    table: list[bytes] = []
    bits, held, width = 0, 0, 9
    last = b""
    for byte in data:
        held, bits = (held << 8) | byte, bits + 8
        if bits < width:
            continue
        bits -= width
        code, held = held >> bits, held & ((1 << bits) - 1)
        if code == END:
            return
        if code == CLEAR:
            table, width, last = [bytes([one]) for one in range(256)] + [b"", b""], 9, b""
            continue
        if not table or code > len(table):
            raise NotUnpacked("LZWDecode")
        piece = table[code] if code < len(table) else last + last[:1]
        if last and len(table) < 4096:
            table.append(last + piece[:1])
        width = 9 + sum(len(table) + 1 >= edge for edge in (512, 1024, 2048))
        last = piece
        yield piece


UNPACKERS: Final[dict[str, Callable[[bytes], Iterator[bytes]]]] = {
    "FlateDecode": _inflated, "ASCIIHexDecode": _from_hex, "ASCII85Decode": _from_85,
    "RunLengthDecode": _from_runs, "LZWDecode": _from_lzw,
}  # fmt: skip
