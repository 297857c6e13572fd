"""Would this PDF unpack to far more than it should, or does it claim absurd sizes? Looked at before it is opened."""

from __future__ import annotations

import re
from typing import Final

import pikepdf

from safelight.core.papers.paper import UnreadablePaper
from safelight.core.papers.pdf.filters import NotUnpacked, TooLarge, inflated_size, unpacked
from safelight.core.papers.pdf.rawfile import RawStream, raw_streams
from safelight.core.papers.pdf.streams import filters_of

MOST_OF_ONE: Final = 128 * 1024 * 1024
MOST_UNPACKED: Final = 600 * 1024 * 1024
MOST_OF_OBJECTS: Final = 32 * 1024 * 1024
MOST_OBJECTS: Final = 400_000
MOST_PIXELS: Final = 150_000_000
BOMB: Final = "{name} unpacks to far more than it should: do not open it, ask who sent it."
CROWDED: Final = "{name} has more than {most:,} objects in it: make the PDF again from the document it came from."
ABSURD: Final = "{name} claims absurd sizes inside: make the PDF again from the document it came from."
OBJECT: Final = re.compile(rb"\d\s+\d+\s+obj\b")
COLUMNS: Final = re.compile(rb"/(?:Columns|Colors|BitsPerComponent|N|First)\s+(\d+)")
WIDE: Final = re.compile(rb"/W(?:idth)?\s+(\d+)")
HIGH: Final = re.compile(rb"/H(?:eight)?\s+(\d+)")
SIZE: Final = re.compile(rb"/Size\s+(\d+)")
FLATE: Final = {("FlateDecode",), ("Fl",)}


def refuse_bombs(untrusted_data: bytes, *, name: str) -> tuple[RawStream, ...]:
    """The streams of the file, once each of them is known to unpack within limits.

    Raises:
        UnreadablePaper: when one does not, or the file claims sizes that no paper has.
    """
    if sum(1 for _ in OBJECT.finditer(untrusted_data)) > MOST_OBJECTS:
        raise UnreadablePaper(CROWDED.format(name=name, most=MOST_OBJECTS))
    if any(int(found) > 10 * MOST_OBJECTS for found in SIZE.findall(untrusted_data)):
        raise UnreadablePaper(ABSURD.format(name=name))
    total = 0
    streams = tuple(raw_streams(untrusted_data))
    for one in streams:
        total += _size(untrusted_data, one, name=name)
        if total > MOST_UNPACKED:
            raise UnreadablePaper(BOMB.format(name=name))
    return streams


def refuse_indirect_bombs(pdf: pikepdf.Pdf, *, name: str) -> None:
    """The same for streams whose packing is named in another object, which only an opened file can tell.

    Raises:
        UnreadablePaper: when one of them unpacks to far more than it should.
    """
    try:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream):
                unpacked(one.read_raw_bytes(), filters_of(one), most=MOST_OF_ONE)
    except TooLarge as bomb:
        raise UnreadablePaper(BOMB.format(name=name)) from bomb
    except NotUnpacked:
        return


def _size(data: bytes, stream: RawStream, *, name: str) -> int:
    _refuse_absurd(stream.head, name=name)
    most = MOST_OF_OBJECTS if stream.kind in {"ObjStm", "XRef"} else MOST_OF_ONE
    packed = data[stream.start : stream.end]
    if stream.filters in FLATE or not stream.filters:
        # Whatever the file calls it: a stream that can be inflated is counted as inflated.
        size = inflated_size(packed, most=most + 1) if stream.filters or packed[:1] in b"xXhH" else len(packed)
        if size > most:
            raise UnreadablePaper(BOMB.format(name=name))
        return size
    try:
        return len(unpacked(packed, stream.filters, most=most))
    except TooLarge as bomb:
        raise UnreadablePaper(BOMB.format(name=name)) from bomb
    except NotUnpacked:
        return len(packed)


def _refuse_absurd(head: bytes, *, name: str) -> None:
    wide, high = WIDE.search(head), HIGH.search(head)
    pixels = int(wide.group(1)) * int(high.group(1)) if wide and high else 0
    if pixels > MOST_PIXELS or any(int(found) > MOST_OBJECTS for found in COLUMNS.findall(head)):
        raise UnreadablePaper(ABSURD.format(name=name))
