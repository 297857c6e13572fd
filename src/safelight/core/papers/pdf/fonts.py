"""Does a font of a PDF say which letters its shapes are? Without that, what a program reads is a guess."""

from __future__ import annotations

from typing import Final

import pikepdf
from pdfminer.encodingdb import name2unicode

PLAIN_ENCODINGS: Final = {"/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding", "/MacExpertEncoding"}
SPEAKING_MAPS: Final = ("/Uni", "/UTF")
SYMBOLIC: Final = 0b100
SYMBOL_FONTS: Final = ("/Symbol", "/ZapfDingbats", "/Wingdings")


def is_mapped(font: pikepdf.Object) -> bool:
    """Whether a font's codes can be turned into letters for certain."""
    if isinstance(font.get("/ToUnicode"), pikepdf.Stream):
        return True
    if font.get("/Subtype") == "/Type0":
        return str(font.get("/Encoding", "")).startswith(SPEAKING_MAPS)
    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Dictionary):
        base_is_plain = str(encoding.get("/BaseEncoding", "")) in PLAIN_ENCODINGS or not _is_symbolic(font)
        return base_is_plain and all(_is_letter_name(name) for name in encoding.get("/Differences", []))
    if encoding is not None:
        return str(encoding) in PLAIN_ENCODINGS
    return not _is_symbolic(font)


def _is_symbolic(font: pikepdf.Object) -> bool:
    """Whether the font has shapes of its own in its own order; one that is only named is a well-known one."""
    if font.get("/Subtype") == "/Type3":
        return True
    descriptor = font.get("/FontDescriptor")
    if not isinstance(descriptor, pikepdf.Dictionary):
        return False
    if str(font.get("/BaseFont", "")).partition("+")[2].startswith(tuple(name.lstrip("/") for name in SYMBOL_FONTS)):
        return False
    return bool(int(descriptor.get("/Flags", 0)) & SYMBOLIC)


def _is_letter_name(name: object) -> bool:
    if not isinstance(name, pikepdf.Name):
        return True
    plain = str(name).lstrip("/")
    if plain == ".notdef":
        return True
    try:
        return bool(name2unicode(plain))
    except KeyError:
        return False
