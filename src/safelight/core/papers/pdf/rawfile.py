"""What stands in the bytes of a PDF, whether or not anything leads to it? Streams, strings, names, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from safelight.core.papers.pdf.filters import NotUnpacked, TooLarge, unpacked

STREAM: Final = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
LENGTH: Final = re.compile(rb"/Length\s+(\d{1,10})(?!\s+\d+\s+R)")
FILTER: Final = re.compile(rb"/F(?:ilter)?\s*(\[[^\]]*\]|/[A-Za-z0-9]+|\d+\s+\d+\s+R)")
NAME: Final = re.compile(rb"/([A-Za-z0-9]+)")
TYPE: Final = re.compile(rb"/Type\s*/(\w+)")
LONGEST_HEAD: Final = 20_000
INSIDE: Final = rb"[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)"
"""What may stand in a string: brackets within it, two deep, which is as deep as anybody writes them."""
TOKEN: Final = re.compile(
    rb"\(((?:" + INSIDE + rb")*)\)|<([0-9A-Fa-f\s]+)>|/([^\s()<>\[\]{}/%\0]+)|%([^\r\n]*)"
    rb"|(?<![^\s()<>\[\]{}/%\0])((?!(?:obj|endobj|R|stream|endstream|xref|trailer|startxref|true|false|null|n|f)"
    rb"(?![^\s()<>\[\]{}/%\0]))[^\s()<>\[\]{}/%\0]*[A-Za-z]{3}[^\s()<>\[\]{}/%\0]*)",
    re.DOTALL,
)
ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
PLAIN: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


@dataclass(frozen=True, slots=True)
class RawStream:
    """A stream as it lies in the file: the dictionary before it, and where its bytes start and end."""

    head: bytes
    start: int
    end: int

    @property
    def filters(self) -> tuple[str, ...] | None:
        """The names of its filters; None where they are kept in another object."""
        found = FILTER.search(self.head)
        if found is None:
            return ()
        if found.group(1)[:1] not in b"[/":
            return None
        return tuple(one.decode() for one in NAME.findall(found.group(1)))

    @property
    def kind(self) -> str:
        """The type that its dictionary names, such as `ObjStm`."""
        found = TYPE.search(self.head)
        return found.group(1).decode("latin-1") if found else ""


@dataclass(frozen=True, slots=True)
class Token:
    """Something that is written in the file, outside its streams: a string, a name, a remark or a stray word."""

    kind: str
    raw: bytes


def raw_streams(data: bytes) -> Iterator[RawStream]:
    """Every stream in the bytes, in order; what looks like one inside another is not asked."""
    reached = 0
    while found := STREAM.search(data, reached):
        from_object = data.rfind(b"obj", max(reached, found.start() - LONGEST_HEAD), found.start())
        head = data[max(from_object, reached, found.start() - LONGEST_HEAD) : found.start()]
        end = _end(data, found.end(), head)
        yield RawStream(head, found.end(), end)
        reached = max(end, found.end())


def _end(data: bytes, start: int, head: bytes) -> int:
    given = LENGTH.search(head)
    if given is not None:
        end = start + int(given.group(1))
        if data[end : end + 12].lstrip(b"\r\n").startswith(b"endstream"):
            return end
    end = data.find(b"endstream", start)
    end = len(data) if end < 0 else end
    if data[max(end - 2, start) : end] == b"\r\n":
        return end - 2
    return end - 1 if data[max(end - 1, start) : end] in {b"\n", b"\r"} else end


def tokens_outside(data: bytes, streams: tuple[RawStream, ...]) -> Iterator[Token]:
    """What is written between the streams of a file."""
    reached = 0
    for one in (*streams, RawStream(b"", len(data), len(data))):
        yield from tokens(data[reached : one.start])
        reached = one.end


def tokens(text: bytes) -> Iterator[Token]:
    """What is written in a stretch of a file that holds no streams."""
    for found in TOKEN.finditer(text):
        string, digits, name, remark, stray = found.groups()
        if string is not None:
            yield Token("string", ESCAPE.sub(_unescaped, string) if b"\\" in string else string)
        elif digits is not None:
            plain = re.sub(rb"\s", b"", digits).decode()
            yield Token("string", bytes.fromhex(plain + "0" * (len(plain) % 2)))
        elif name is not None:
            yield Token("name", unhashed(name))
        elif remark is not None:
            yield Token("remark", remark)
        else:
            yield Token("stray", stray)


def unhashed(name: bytes) -> bytes:
    """A name without its `#20` and the like."""
    if b"#" not in name:
        return name
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found.group(1), 16)]), name)


def unpacked_raw(data: bytes, stream: RawStream, *, most: int) -> bytes | None:
    """What a stream holds that no object leads to; None where its packing is not known."""
    try:
        return unpacked(data[stream.start : stream.end], stream.filters or (), most=most)
    except (NotUnpacked, TooLarge):
        return None


def _unescaped(found: re.Match[bytes]) -> bytes:
    what = found.group(1)
    if what[:1] in b"01234567":
        return bytes([int(what, 8) & 0xFF])
    return PLAIN.get(what, what)
