"""A character that cannot be printed is given by its code: for papers whose words cannot be typed again."""

from __future__ import annotations

import unicodedata

from safelight.core.papers.manuscript import Block, Bullets, Heading, Manuscript, Paragraph, Table

_SURE = ((0x20, 0x24F), (0x370, 0x52F), (0x1E00, 0x1EFF), (0x2010, 0x205E), (0x20A0, 0x20BF))
"""Stretches of characters, first and last, that every typeface of the package has."""


def spelt_out(manuscript: Manuscript) -> Manuscript:
    """The same words, with U+ and a number in place of whatever no typeface may have."""
    return Manuscript(tuple(_block(block) for block in manuscript.blocks))


def _block(block: Block) -> Block:
    match block:
        case Heading(level=level, text=text):
            return Heading(level, _spelt(text))
        case Paragraph(text=text):
            return Paragraph(_spelt(text))
        case Bullets(items=items, start=start):
            return Bullets(tuple(map(_spelt, items)), start=start)
        case Table(header=header, rows=rows):
            return Table(header, tuple(tuple(map(_spelt, row)) for row in rows))


def _spelt(text: str) -> str:
    return "".join(
        letter
        if letter == "\n" or any(first <= ord(letter) <= last for first, last in _SURE)
        else f"[U+{ord(letter):04X}]"
        for letter in unicodedata.normalize("NFC", text)
    )
