"""Which words are written backwards and shown forwards? They are set straight, and so read as shown."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from lxml import etree

from safelight.core.papers.docx.names import q, value

SIGNS: Final = (b"bdo", "\u202e".encode(), b"202E", b"202e", b"8238")
TURNED: Final = re.compile("\u202e([^\u202c\u2069\n]*)[\u202c\u2069]?")
FROM_RIGHT: Final = {"R", "AL", "AN"}


def may_turn(untrusted_data: bytes) -> bool:
    """Whether these bytes hold anything that turns writing round; quick, and right when it says no."""
    return any(sign in untrusted_data for sign in SIGNS)


def set_straight(root: etree._Element) -> tuple[str, ...]:
    """Write backwards words forwards; answer what they say. Writing that runs from right to left by nature stays."""
    said = [_stretch(stretch) for stretch in root.iter(q("w:bdo")) if value(stretch).casefold() == "rtl"]
    for text in root.iter(q("w:t")):
        if text.text and "\u202e" in text.text:
            straight = TURNED.sub(lambda found: _backwards(found[1]), text.text)
            text.text = straight
            said.append(straight)
    return tuple(one for one in said if one.strip())


def _stretch(stretch: etree._Element) -> str:
    texts = list(stretch.iter(q("w:t")))
    written = [text.text or "" for text in texts]
    if _backwards("".join(written)) == "".join(written):
        return ""
    for text, turned in zip(texts, reversed(written), strict=True):
        text.text = _backwards(turned)
    stretch.set(q("w:val"), "ltr")
    return "".join(text.text or "" for text in texts)


def _backwards(text: str) -> str:
    return text if any(unicodedata.bidirectional(one) in FROM_RIGHT for one in text) else text[::-1]
