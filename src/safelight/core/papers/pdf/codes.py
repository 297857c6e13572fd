"""Which letters do the codes of a font stand for: by what the font says of them, and by what it draws for them?"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import pikepdf
from pdfminer.encodingdb import EncodingDB, name2unicode

from safelight.core.papers.letters import folded
from safelight.core.papers.pdf.streams import stream_bytes

MOST_CODES: Final = 70_000
MOST_SHORT: Final = 8
MOST_MAP: Final = 4 * 1024 * 1024
PLAIN: Final = {
    "/WinAnsiEncoding": "WinAnsiEncoding",
    "/MacRomanEncoding": "MacRomanEncoding",
    "/StandardEncoding": "StandardEncoding",
}
SECTION: Final = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end", re.DOTALL)
HEX: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
SAME_SHAPE: Final = str.maketrans({"\u0131": "i"})


@dataclass(frozen=True, slots=True)
class Codes:
    """A font's codes: how many bytes each takes, and the letters for it. `draws` is empty where nobody can say."""

    width: int
    says: Mapping[int, str]
    draws: Mapping[int, frozenset[str]]
    spells: bool = True
    lies: dict[int, bool] = field(default_factory=dict)
    short: dict[bytes, tuple[str, bool, int]] = field(default_factory=dict)

    def split(self, shown: bytes) -> Iterator[int]:
        """The codes of a shown string."""
        if self.width == 1:
            yield from shown
        else:
            for place in range(0, len(shown) - 1, 2):
                yield shown[place] << 8 | shown[place + 1]

    def told(self, shown: bytes) -> tuple[str, bool, int]:
        """The letters of a shown string, whether it says others than it draws, and how many of its codes are silent."""
        known = self.short.get(shown)
        if known is None:
            said = self.said(shown)
            silent = self.is_silent(shown) if len(said) < len(shown) // self.width else 0
            known = said, self.is_lying(shown), silent
            if len(shown) <= MOST_SHORT and len(self.short) < MOST_CODES:
                self.short[shown] = known
        return known

    def said(self, shown: bytes) -> str:
        """The letters of a shown string, by what the font says, else by what it draws."""
        return "".join([self.says.get(code) or self._drawn(code) for code in self.split(shown)])

    def drawn(self, shown: bytes) -> str:
        """The letters of a shown string, by what the font draws, else by what it says."""
        return "".join([self._drawn(code) or self.says.get(code, "") for code in self.split(shown)])

    def is_lying(self, shown: bytes) -> bool:
        """Whether any code of a string says another letter or figure than it draws."""
        return bool(self.draws) and any(self._lies(code) for code in self.split(shown))

    def is_silent(self, shown: bytes) -> int:
        """How many codes of a string stand for nothing that anybody can name."""
        return sum(1 for code in self.split(shown) if code not in self.says and code not in self.draws)

    def _drawn(self, code: int) -> str:
        return min(self.draws.get(code, frozenset()), default="")

    def _lies(self, code: int) -> bool:
        known = self.lies.get(code)
        if known is None:
            known = self.lies[code] = _differs(self.says.get(code, ""), self.draws.get(code, frozenset()))
        return known


def codes_of(font: pikepdf.Object) -> Codes | None:
    """What a font's codes stand for; None for one whose codes cannot even be told apart here."""
    says = _said(font.get("/ToUnicode"))
    if font.get("/Subtype") == "/Type0":
        encoding = str(font.get("/Encoding", ""))
        if encoding not in {"/Identity-H", "/Identity-V"}:
            return None
        return Codes(2, says, _drawn_by_glyphs(font) if says else {})
    draws = _drawn_by_names(font)
    return Codes(1, says or {code: min(one) for code, one in draws.items()}, draws)


def _differs(said: str, drawn: frozenset[str]) -> bool:
    if not drawn or not any(one.isalnum() for one in (*said, *"".join(drawn))):
        return False
    if all(unicodedata.category(one) == "Co" for one in said):
        return False
    return bool(said) and _shape(said) not in {_shape(one) for one in drawn}


def _shape(text: str) -> str:
    return folded(unicodedata.normalize("NFKC", text).translate(SAME_SHAPE))


def _said(mapping: object) -> dict[int, str]:
    found: dict[int, str] = {}
    if not isinstance(mapping, pikepdf.Stream):
        return found
    for section in SECTION.finditer((stream_bytes(mapping) or b"")[:MOST_MAP]):
        marks = [(one.group(1), bool(one.group(2)), bool(one.group(3))) for one in HEX.finditer(section.group(2))]
        if section.group(1) == b"bfchar":
            plain = [digits for digits, opens, closes in marks if not opens and not closes]
            for code, text in zip(plain[::2], plain[1::2], strict=False):
                found[_number(code)] = _letters(text)
        elif section.group(1) == b"bfrange":
            _ranges(marks, found)
        if len(found) > MOST_CODES:
            break
    return found


def _ranges(marks: list[tuple[bytes, bool, bool]], found: dict[int, str]) -> None:
    place = 0
    while place + 2 < len(marks) and len(found) <= MOST_CODES:
        first, last = _number(marks[place][0]), _number(marks[place + 1][0])
        last = min(last, first + MOST_CODES)
        if marks[place + 2][1]:
            place += 3
            while place < len(marks) and not marks[place][2]:
                found[first] = _letters(marks[place][0])
                first, place = first + 1, place + 1
            place += 1
            continue
        start = _letters(marks[place + 2][0])
        for step in range(last - first + 1):
            if start and ord(start[-1]) + step < 0x110000:
                found[first + step] = start[:-1] + chr(ord(start[-1]) + step)
        place += 3


def _number(digits: bytes) -> int:
    plain = re.sub(rb"\s", b"", digits or b"")
    return int(plain[:8] or b"0", 16)


def _letters(digits: bytes) -> str:
    plain = re.sub(rb"\s", b"", digits or b"").decode()
    data = bytes.fromhex(plain + "0" * (len(plain) % 2))
    return data.decode("utf-16-be", "ignore") if len(data) > 1 else data.decode("latin-1")


def _drawn_by_names(font: pikepdf.Object) -> dict[int, frozenset[str]]:
    """By the names of the shapes, as the font's encoding gives them; empty for a font with an order of its own."""
    encoding = font.get("/Encoding")
    base = "" if encoding is None else str(encoding)
    changed: list[object] = []
    if isinstance(encoding, pikepdf.Dictionary):
        base = str(encoding.get("/BaseEncoding", ""))
        changed = list(encoding.get("/Differences", []))
    found: dict[int, frozenset[str]] = {}
    if base in PLAIN or not _has_own_order(font):
        table = EncodingDB.get_encoding(PLAIN.get(base, "StandardEncoding"))
        found = {code: frozenset({text}) for code, text in table.items()}
    code = 0
    for one in changed:
        if isinstance(one, pikepdf.Name):
            found.pop(code, None)
            text = _named(str(one).lstrip("/"))
            if text:
                found[code] = frozenset({text})
            code += 1
        else:
            code = int(one) if isinstance(one, int) else code
    return found


def _named(glyph: str) -> str:
    try:
        return name2unicode(glyph)
    except (KeyError, ValueError):
        return ""


def _has_own_order(font: pikepdf.Object) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    descriptor = font.get("/FontDescriptor")
    plain_name = str(font.get("/BaseFont", "")).rpartition("+")[2].lstrip("/")
    if plain_name.startswith(("Symbol", "ZapfDingbats", "Wingdings")):
        return True
    if not isinstance(descriptor, pikepdf.Dictionary):
        return False
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return embedded or bool(int(descriptor.get("/Flags", 0)) & 0b100)


def _drawn_by_glyphs(font: pikepdf.Object) -> dict[int, frozenset[str]]:
    """By the table of letters in a TrueType font file, where it still has one and codes are its shapes' numbers."""
    below = font.get("/DescendantFonts")
    one = below[0] if isinstance(below, pikepdf.Array) and len(below) else None
    if not isinstance(one, pikepdf.Dictionary) or str(one.get("/CIDToGIDMap", "/Identity")) != "/Identity":
        return {}
    descriptor = one.get("/FontDescriptor")
    program = descriptor.get("/FontFile2") if isinstance(descriptor, pikepdf.Dictionary) else None
    if not isinstance(program, pikepdf.Stream):
        return {}
    letters: dict[int, set[str]] = {}
    try:
        for code, shape in _letter_table(stream_bytes(program) or b""):
            letters.setdefault(shape, set()).add(chr(code))
    except (struct.error, IndexError, ValueError):
        return {}
    return {shape: frozenset(known) for shape, known in letters.items()}


def _letter_table(data: bytes) -> Iterator[tuple[int, int]]:
    """Each character and the number of its shape, from the table `cmap` of a TrueType file."""
    (count,) = struct.unpack_from(">H", data, 4)
    for row in range(min(count, 64)):
        tag, _, start, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * row)
        if tag == b"cmap":
            (tables,) = struct.unpack_from(">H", data, start + 2)
            for table in range(min(tables, 16)):
                platform, _, offset = struct.unpack_from(">HHL", data, start + 4 + 8 * table)
                (form,) = struct.unpack_from(">H", data, start + offset)
                if platform in {0, 3} and form == 4:
                    yield from _segments(data, start + offset)
                elif platform in {0, 3} and form == 12:
                    yield from _groups(data, start + offset)


def _segments(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    (doubled,) = struct.unpack_from(">H", data, start + 6)
    for at in range(0, min(doubled, 8192), 2):
        ends = start + 14 + at
        (last,) = struct.unpack_from(">H", data, ends)
        (first,) = struct.unpack_from(">H", data, ends + doubled + 2)
        (delta,) = struct.unpack_from(">h", data, ends + 2 * doubled + 2)
        (offset,) = struct.unpack_from(">H", data, ends + 3 * doubled + 2)
        for code in range(first, min(last, 0xFFFE) + 1):
            shape = code
            if offset:
                (shape,) = struct.unpack_from(">H", data, ends + 3 * doubled + 2 + offset + 2 * (code - first))
            if shape or not offset:
                yield code, (shape + delta) & 0xFFFF


def _groups(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">L", data, start + 12)
    for row in range(min(count, 20_000)):
        first, last, shape = struct.unpack_from(">LLL", data, start + 16 + 12 * row)
        for code in range(first, min(last, first + MOST_CODES, 0x10FFFF) + 1):
            yield code, shape + code - first
