"""What does a picture carry besides its pixels, and what does it look like without that?"""

from __future__ import annotations

import io
import re
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps

SAFE_TO_KEEP: Final = {
    "jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "icc_profile", "gamma", "srgb", "interlace",
    "transparency", "background", "version", "duration", "extension", "loop", "adobe", "adobe_transform",
    "progressive", "progression", "compression", "chromaticity", "aspect",
}  # fmt: skip
UPRIGHT: Final = 1
ORIENTATION: Final = 0x0112
NESTED_EXIF: Final = (0x8769, 0x8825, 0xA005)
PLAIN_EXIF: Final = {0x9000, 0x9101, 0xA000, 0xA001, 0xA002, 0xA003, 0xA005}
"""Camera data that only say how the picture is stored: versions, size, colour space."""
LONGEST_EMPTY_EXIF: Final = 24
PNG_HEAD: Final = 8
PNG_DRAWN: Final = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"bKGD", b"pHYs", b"sBIT",
    b"hIST", b"acTL", b"fcTL", b"fdAT", b"tIME", b"cICP",
}  # fmt: skip
PNG_TOLD: Final = {b"tEXt", b"zTXt", b"iTXt", b"eXIf"}
"""What Pillow reads into the picture's remarks by itself."""
PROFILE_WORD: Final = re.compile(r"[A-Za-z\u00c0-\u024f][\w '.,()&-]{3,}")
START_OF_SCAN, END_OF_IMAGE, JFIF, ADOBE, COMMENT = 0xDA, 0xD9, 0xE0, 0xEE, 0xFE


class UnreadablePicture(ValueError):
    """Raised for a picture that cannot be opened, or not safely."""


@dataclass(frozen=True, slots=True)
class Crop:
    """How much is cut off each side, as a share of the picture between 0 and 1."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    @property
    def cuts(self) -> bool:
        """Whether anything is cut off at all."""
        return max(self.left, self.top, self.right, self.bottom) > 0


def remarks_in(untrusted_data: bytes) -> tuple[str, ...]:
    """What is written into a picture's file beside its pixels: camera data, comments, author, captions.

    Raises:
        UnreadablePicture: when it cannot be opened.
    """
    with _opened(untrusted_data) as picture:
        told = [(key, said) for key, said in picture.info.items() if str(key) not in SAFE_TO_KEEP]
        found = [f"{key}: {_as_text(said)}" for key, said in told if not _is_empty_exif(said)]
        found += [f"exif {tag}: {_as_text(said)}" for tag, said in picture.getexif().items() if tag != ORIENTATION]
        for number in NESTED_EXIF:
            inner = picture.getexif().get_ifd(number)
            found += [f"exif {number} {tag}: {_as_text(said)}" for tag, said in inner.items() if tag not in PLAIN_EXIF]
        kind = picture.format
    if kind == "JPEG":
        found += _jpeg_remarks(untrusted_data)
    elif kind == "PNG":
        found += _png_remarks(untrusted_data)
    return tuple(found)


def profile_words(untrusted_data: bytes) -> str:
    """What a picture's colour profile says in words: harmless by itself, but it may name somebody.

    Raises:
        UnreadablePicture: when the picture cannot be opened.
    """
    with _opened(untrusted_data, whole=False) as picture:
        profile = picture.info.get("icc_profile") or b""
    data = profile if isinstance(profile, bytes) else b""
    wide = data.decode("utf-16-be", "ignore")
    return " ".join(PROFILE_WORD.findall(data.decode("latin-1")) + PROFILE_WORD.findall(wide))


def remarks_quietly(untrusted_data: bytes) -> tuple[str, ...]:
    """The remarks in a picture, none where it cannot be opened; that it cannot is reported as unreadable elsewhere."""
    try:
        return remarks_in(untrusted_data)
    except UnreadablePicture:
        return ()


def profile_quietly(untrusted_data: bytes) -> str:
    """The words in a picture's colour profile; none where it cannot be opened."""
    try:
        return profile_words(untrusted_data)
    except UnreadablePicture:
        return ""


def clean_picture(untrusted_data: bytes, *, crop: Crop = Crop()) -> tuple[bytes, str]:
    """The picture with nothing but its pixels, as file bytes and their ending ("jpeg" or "png").

    A JPEG that only needs its remarks removed keeps its pixels to the bit, so cleaning twice changes nothing.

    Raises:
        UnreadablePicture: when it cannot be opened.
    """
    with _opened(untrusted_data) as picture:
        plain_jpeg = picture.format == "JPEG" and picture.getexif().get(ORIENTATION, UPRIGHT) == UPRIGHT
        if plain_jpeg and not crop.cuts:
            return _jpeg_stripped(untrusted_data)[1], "jpeg"
        upright = _cropped(ImageOps.exif_transpose(picture), crop)
        if picture.format == "JPEG" and upright.mode in {"RGB", "L", "CMYK"}:
            return _saved(upright, "JPEG", quality=92), "jpeg"
        known = upright.mode in {"1", "L", "LA", "RGB", "RGBA", "I;16"}
        return _saved(upright if known else upright.convert("RGBA"), "PNG"), "png"


def _cropped(picture: Image.Image, crop: Crop) -> Image.Image:
    if not crop.cuts:
        return picture
    wide, high = picture.size
    left, top = min(int(crop.left * wide), wide - 1), min(int(crop.top * high), high - 1)
    right, bottom = wide - int(crop.right * wide), high - int(crop.bottom * high)
    return picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))


def _saved(picture: Image.Image, kind: str, **options: int) -> bytes:
    picture.info.clear()  # Pillow would write some of it back.
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def _is_empty_exif(said: object) -> bool:
    """Whether this is a list of camera data with nothing in it."""
    return isinstance(said, bytes) and said.startswith(b"Exif\0") and len(said) <= LONGEST_EMPTY_EXIF


def _jpeg_remarks(data: bytes) -> Iterator[str]:
    end = len(data)
    for marker, start, stop in _segments(data):
        end = stop
        plain = data[start + 4 : start + 9] == b"JFIF\0" or data[start + 4 : start + 15] == b"ICC_PROFILE"
        plain = plain or _is_empty_exif(data[start + 4 : stop])
        if (0xE0 <= marker <= 0xEF and marker != ADOBE and not plain) or marker == COMMENT:
            yield f"segment {marker & 15}: {_as_text(data[start + 4 : stop])}"
    if end != len(data):
        yield f"after the picture: {_as_text(data[end:])}"


def _png_remarks(data: bytes) -> Iterator[str]:
    place = PNG_HEAD
    while place + 8 <= len(data):
        length = struct.unpack(">I", data[place : place + 4])[0]
        kind = data[place + 4 : place + 8]
        content = data[place + 8 : place + 8 + length]
        place += 12 + length
        if kind not in PNG_DRAWN and kind not in PNG_TOLD:
            yield f"chunk {kind.decode('latin-1')}: {_as_text(content)}"
        if kind == b"IEND":
            break
    if place < len(data):
        yield f"after the picture: {_as_text(data[place:])}"


class _opened:  # noqa: N801 - reads as a statement: with _opened(data) as picture
    """Opens a picture and decodes it whole; a bomb or a damaged file becomes UnreadablePicture."""

    def __init__(self, untrusted_data: bytes, *, whole: bool = True) -> None:
        self._data = untrusted_data
        self._whole = whole
        self._picture: Image.Image | None = None

    def __enter__(self) -> Image.Image:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", Image.DecompressionBombWarning)
                self._picture = Image.open(io.BytesIO(self._data))
                if self._picture.format in {"EMF", "WMF", "EPS"}:
                    raise UnreadablePicture("A drawing in this format cannot be opened safely.")
                if self._whole:
                    self._picture.load()
        except UnreadablePicture:
            raise
        except Exception as broken:
            # Pillow's decoders raise almost anything on damaged data.
            raise UnreadablePicture("The picture cannot be opened.") from broken
        return self._picture

    def __exit__(self, *_: object) -> None:
        if self._picture is not None:
            self._picture.close()


def _as_text(said: object) -> str:
    if isinstance(said, bytes):
        return "".join(one for one in said[:4000].decode("utf-8", "ignore") if one.isprintable())
    return str(said)[:4000]


def _jpeg_stripped(data: bytes) -> tuple[int, bytes]:
    """Where the picture ends, and its bytes with only the segments that are needed to draw it.

    Raises:
        UnreadablePicture: when the segments do not add up.
    """
    kept = [b"\xff\xd8"]
    end = len(data)
    for marker, start, stop in _segments(data):
        end = stop
        segment = data[start:stop]
        if marker == JFIF and segment[4:9] == b"JFIF\0":
            kept.append(b"\xff\xe0\x00\x10" + segment[4:16].ljust(12, b"\0") + b"\0\0")
        elif marker == ADOBE and segment[4:9] == b"Adobe":
            kept.append(b"\xff\xee\x00\x0e" + segment[4:16])
        elif not 0xE0 <= marker <= 0xEF and marker != COMMENT:
            kept.append(segment)
    return end, b"".join(kept)


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Each segment of a JPEG as its marker, start and end; the pixels of a scan belong to its segment."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == END_OF_IMAGE:
            break
        stop = place + 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
        if marker == START_OF_SCAN:
            stop = _scan_end(data, stop)
        yield marker, place, stop
        place = stop
    if data[place : place + 2] != b"\xff\xd9":
        raise UnreadablePicture("The picture is damaged.")
    yield END_OF_IMAGE, place, place + 2


def _scan_end(data: bytes, place: int) -> int:
    """Where the pixels of a scan stop: at the next marker that is neither padding nor a restart."""
    while (place := data.find(b"\xff", place)) != -1 and place + 1 < len(data):
        following = data[place + 1]
        if following != 0 and not 0xD0 <= following <= 0xD7 and following != 0xFF:
            return place
        place += 1 if following == 0xFF else 2
    return len(data)
