"""What is every stream of a PDF for, and which words does it hold beside its work? Fonts, colours, pictures, code."""

from __future__ import annotations

import itertools
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pikepdf

from safelight.core.papers.pdf.drawn import remarks_of
from safelight.core.papers.pdf.streams import filters_of, stream_bytes, words_in
from safelight.core.papers.pdf.strings import written_out
from safelight.core.papers.picture import remarks_quietly

REFERENCE: Final = re.compile(rb"/(\w+) (\d+) \d+ R")
ARRAY: Final = re.compile(rb"/(\w+) \[ ((?:\d+ \d+ R ?)+)\]")
NUMBER: Final = re.compile(rb"(\d+) \d+ R")
SHAPES: Final = re.compile(rb"/CharProcs (?:<<([^<>]*)>>|(\d+) \d+ R)")
LOOKUP: Final = re.compile(rb"/Indexed .{1,400}? \d+ (\d+) \d+ R \]")
FONT_NAMES: Final = (b"name", b"meta", b"DSIG", b"FFTM", b"SVG ")
FONT_WORK: Final = {
    b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"OS/2", b"post", b"cvt ", b"fpgm", b"prep", b"gasp",
    b"GDEF", b"GPOS", b"GSUB", b"kern", b"vhea", b"vmtx", b"VDMX", b"hdmx", b"LTSH", b"PCLT", b"VORG", b"BASE", b"JSTF",
    b"MATH", b"fvar", b"gvar", b"HVAR", b"STAT", b"avar", b"MVAR", b"CBDT", b"CBLC", b"EBDT", b"EBLC", b"COLR", b"CPAL",
    b"sbix", b"morx", b"feat", b"prop", b"trak", b"kerx",
}  # fmt: skip
HINT_KEYS: Final = {f"/{key}" for key in ("Filter", "Length", *"SOELVITCABPR")}
"""What the table says that a file prepared for the web keeps for its first page."""

HEAD_OF_A_FONT: Final = 6_000
LEAST_LETTERS: Final = 4


class Work(StrEnum):
    """What a stream is for."""

    DRAWING = "a drawing"
    PICTURE = "a picture"
    FONT = "a font"
    COLOURS = "a colour profile"
    CODE = "a table"
    METADATA = "metadata"
    SCRIPT = "a script"
    ATTACHMENT = "an attachment"
    WRAPPING = "a packing of objects"
    HINT = "a table for the web"
    FORM_DATA = "form data"
    MEDIA = "sound or film"
    UNKNOWN = "data of an unknown kind"


ROLES: Final = {
    "Contents": Work.DRAWING, "ToUnicode": Work.CODE, "CIDToGIDMap": Work.CODE, "CIDSet": Work.CODE,
    "UseCMap": Work.CODE, "FontFile": Work.FONT, "FontFile2": Work.FONT, "FontFile3": Work.FONT,
    "DestOutputProfile": Work.COLOURS, "ICCBased": Work.COLOURS, "JS": Work.SCRIPT, "XFA": Work.FORM_DATA,
    "EF": Work.ATTACHMENT, "F": Work.ATTACHMENT, "UF": Work.ATTACHMENT, "Lookup": Work.CODE, "Thumb": Work.PICTURE,
    "SMask": Work.PICTURE, "Mask": Work.PICTURE, "Sound": Work.MEDIA, "Function": Work.CODE, "Functions": Work.CODE,
    "TR": Work.CODE, "TR2": Work.CODE, "BG": Work.CODE, "BG2": Work.CODE, "UCR": Work.CODE, "UCR2": Work.CODE,
    "HT": Work.CODE, "H": Work.CODE, "CIDSystemInfo": Work.CODE, "JBIG2Globals": Work.PICTURE, "RC": Work.FORM_DATA,
    "RV": Work.FORM_DATA, "DV": Work.FORM_DATA, "V": Work.FORM_DATA, "Metadata": Work.METADATA,
}  # fmt: skip
TYPES: Final = {
    "/ObjStm": Work.WRAPPING, "/XRef": Work.WRAPPING, "/Metadata": Work.METADATA, "/EmbeddedFile": Work.ATTACHMENT,
    "/CMap": Work.CODE, "/Pattern": Work.DRAWING, "/Halftone": Work.CODE, "/3D": Work.MEDIA, "/Sound": Work.MEDIA,
}  # fmt: skip
SUBTYPES: Final = {
    "/Image": Work.PICTURE, "/Form": Work.DRAWING, "/XML": Work.METADATA, "/Type1C": Work.FONT,
    "/CIDFontType0C": Work.FONT, "/OpenType": Work.FONT, "/U3D": Work.MEDIA, "/PRC": Work.MEDIA,
}  # fmt: skip
KEYS: Final = {
    "/PatternType": Work.DRAWING, "/FunctionType": Work.CODE, "/ShadingType": Work.CODE, "/CMapName": Work.CODE,
    "/HalftoneType": Work.CODE, "/Length1": Work.FONT, "/Alternate": Work.COLOURS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A stream of the file and what it is for; `number` is that of its object."""

    number: int
    stream: pikepdf.Stream
    work: Work


def every_stream(pdf: pikepdf.Pdf) -> Iterator[Found]:
    """All streams of the file, with what each is for, by its own dictionary or by what refers to it."""
    roles: dict[int, str] = {}
    shapes: set[int] = set()
    shelves: set[int] = set()
    streams: list[pikepdf.Stream] = []
    for one in (*pdf.objects, pdf.trailer):
        written = written_out(one)
        for key, number in REFERENCE.findall(written):
            roles.setdefault(int(number), key.decode("latin-1"))
        for key, numbers in ARRAY.findall(written):
            for number in NUMBER.findall(numbers):
                roles.setdefault(int(number), key.decode("latin-1"))
        for number in LOOKUP.findall(written):
            roles.setdefault(int(number), "Lookup")
        for inside, number in SHAPES.findall(written):
            shapes.update(int(shape) for shape in NUMBER.findall(inside))
            shelves.update(int(number) for number in (number,) if number)
        if isinstance(one, pikepdf.Stream):
            streams.append(one)
    for shelf in shelves:
        shapes.update(int(shape) for shape in NUMBER.findall(written_out(pdf.get_object((shelf, 0)))))
    for stream in streams:
        work = Work.DRAWING if stream.objgen[0] in shapes else _work(stream, roles.get(stream.objgen[0], ""))
        yield Found(stream.objgen[0], stream, work)


def words_beside(found: Found) -> Iterator[str]:
    """The words in a stream that are not what a page shows: names in a font file, remarks, descriptions."""
    stream = found.stream
    match found.work:
        case Work.PICTURE:
            yield from picture_remarks(stream)
        case Work.DRAWING:
            yield from remarks_of(stream)
        case Work.FONT:
            yield from _font_words(stream_bytes(stream) or b"")
        case Work.COLOURS:
            yield from _profile_words(stream_bytes(stream) or b"")
        case Work.CODE:
            yield from _code_words(stream)
        case Work.HINT | Work.SCRIPT | Work.FORM_DATA | Work.MEDIA | Work.UNKNOWN:
            yield from words_in(stream_bytes(stream) or b"")
        case _:
            return


def picture_remarks(stream: pikepdf.Stream) -> tuple[str, ...]:
    """What a picture file inside the PDF carries beside its pixels."""
    kind = filters_of(stream)[-1:]
    raw = stream.read_raw_bytes() if len(filters_of(stream)) == 1 else stream_bytes(stream) or b""
    if kind in {("DCTDecode",), ("DCT",)}:
        return remarks_quietly(raw)
    if kind == ("JPXDecode",):
        return tuple(_boxes(raw))
    return ()


def _work(stream: pikepdf.Stream, role: str) -> Work:
    by_type = TYPES.get(str(stream.get("/Type", "")))
    by_subtype = SUBTYPES.get(str(stream.get("/Subtype", "")))
    if "/S" in stream and {str(key) for key, _ in stream.items()} <= HINT_KEYS:
        return Work.HINT
    by_key = next((work for key, work in KEYS.items() if key in stream), None)
    return by_type or by_subtype or ROLES.get(role) or by_key or Work.UNKNOWN


def _font_words(data: bytes) -> Iterator[str]:
    if data[:4] in {b"\0\1\0\0", b"true", b"OTTO", b"ttcf"}:
        yield from _font_tables(data)
    elif data[:2] == b"%!":
        yield from words_in(data[: max(data.find(b"eexec"), 0) or HEAD_OF_A_FONT])
    else:
        yield from _compact_font_words(data)


def _font_tables(data: bytes) -> Iterator[str]:
    try:
        (count,) = struct.unpack_from(">H", data, 4)
        for row in range(min(count, 64)):
            tag, _, start, length = struct.unpack_from(">4sLLL", data, 12 + 16 * row)
            if tag == b"CFF ":
                yield from _compact_font_words(data[start : start + length])
            elif tag not in FONT_WORK:
                yield from words_in(data[start : start + length])
    except struct.error:
        yield from words_in(data[:HEAD_OF_A_FONT])


def _compact_font_words(data: bytes) -> Iterator[str]:
    """The names at the beginning of a font in the compact format: its own, and those of its shapes and notices."""
    try:
        place = data[2]
        for index in range(3):
            items, place = _index(data, place)
            if index != 1:
                for item in items:
                    if sum(bytes([one]).isalpha() for one in item) >= LEAST_LETTERS:
                        yield item.decode("latin-1")
    except (IndexError, ValueError):
        yield from words_in(data[:HEAD_OF_A_FONT])


def _index(data: bytes, place: int) -> tuple[list[bytes], int]:
    count = int.from_bytes(data[place : place + 2], "big")
    if count == 0:
        return [], place + 2
    size = data[place + 2]
    at = [
        int.from_bytes(data[place + 3 + one * size : place + 3 + (one + 1) * size], "big") for one in range(count + 1)
    ]
    base = place + 2 + (count + 1) * size
    if base + at[-1] > len(data):
        raise ValueError
    return [data[base + start : base + end] for start, end in itertools.pairwise(at)], base + at[-1]


def _profile_words(data: bytes) -> Iterator[str]:
    try:
        (count,) = struct.unpack_from(">L", data, 128)
        for row in range(min(count, 100)):
            _, start, length = struct.unpack_from(">4sLL", data, 132 + 12 * row)
            if data[start : start + 4] in {b"desc", b"mluc", b"text", b"dict"}:
                yield from words_in(data[start + 8 : start + length])
    except struct.error:
        yield from words_in(data[:HEAD_OF_A_FONT])


def _code_words(stream: pikepdf.Stream) -> Iterator[str]:
    yield from remarks_of(stream)
    if stream.get("/FunctionType") is None:
        data = stream_bytes(stream) or b""
        for found in re.finditer(rb"\(([^()]{4,400})\)", data[:400_000]):
            yield from words_in(found.group(1))


def _boxes(data: bytes) -> Iterator[str]:
    """The texts in a JPEG 2000 file: its boxes of metadata."""
    place = 0
    while place + 8 <= len(data):
        length, kind = struct.unpack_from(">L4s", data, place)
        if length < 8:
            break
        if kind in {b"xml ", b"uuid", b"asoc", b"url ", b"jp2i", b"uinf"}:
            yield from words_in(data[place + 8 : place + length])
        place += length
