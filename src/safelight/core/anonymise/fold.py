"""One text in one shape: no accents, look-alikes, invisible characters or typographic marks, and a way back.

Every finder searches the folded text and reports where in the original its finding stands.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import unquote_to_bytes

_LOOK_ALIKES: Final[Mapping[str, str]] = {
    **dict(zip("асеорхуіјѕһԁԛԝвкмнтАВЕКМНОРСТУХІЈЅ", "aceopxyijshdqwbkmhtABEKMHOPCTYXIJS", strict=True)),
    **dict(zip("αβεηικνορτυχγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abenikvoptuxyABEZHIKMNOPTYX", strict=True)),
    **dict(zip("ӏӀⲟⲣⲥ", "lIopc", strict=True)),
    **dict(zip("ıȷłŁøØđĐħĦŧŦƒɑɡɩօսոհ", "ijlLoOdDhHtTfagiounh", strict=True)),
    **dict(zip("ʟɪᴀᴍɴᴏᴋʀᴇᴅᴛᴜᴄʙɢʜᴊᴘᴠᴡʏᴢꜱ", "LIAMNOKREDTUCBGHJPVWYZS", strict=True)),
    "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ß": "ss", "ẞ": "SS", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D",
    **dict.fromkeys("’‘ʼʹʻˈ′‛＇´ˊ", "'"),
    "`": "'",
    **dict.fromkeys("‐‑‒–—―−﹣－⁃", "-"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    **dict.fromkeys("\u2800\u3164\u115f\u1160\uffa0", ""),
}  # fmt: skip
WALL: Final = "\n||||||||\n"
"""What stands between passages that are searched together: too wide for anything to be read across it."""

_NOT_PLAIN: Final = re.compile(r"[^\t\n\r\f\v -~]|`|(?:%[0-9A-Fa-f]{2})+")


@cache
def _fold_one(character: str) -> str:
    if character in _LOOK_ALIKES:
        return _LOOK_ALIKES[character]
    if unicodedata.category(character) in {"Cc", "Cf", "Mn", "Me", "Cn"}:
        return ""
    if unicodedata.category(character) == "Zs":
        return " "
    broken = unicodedata.normalize("NFKD", character)
    if broken == character:
        return character
    return "".join(_fold_one(piece) for piece in broken)


def _as_in_a_link(written: str) -> str:
    """What a link writes with per cent signs; a blank as "+", as links also write it, so that the link stays whole."""
    try:
        plain = unquote_to_bytes(written).decode("utf-8")
    except UnicodeDecodeError:
        return written
    return "".join("+" if character.isspace() else _fold_one(character) for character in plain)


def _lower(text: str) -> str:
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Word(NamedTuple):
    """A run of letters and digits in a folded text; `end` exclusive. A tuple, because a long text has very many."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """A folded text. `text` is in lower case and `cased` is not; both have the same length.

    `origin[i]` is where folded character i came from, with one entry more for the end; None where nothing moved.
    """

    original: str
    text: str
    cased: str
    origin: Sequence[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the original text a stretch of the folded text stands."""
        if self.origin is None:
            return start, end
        return self.origin[start], max(self.origin[end], self.origin[end - 1] + 1)

    def gap(self, start: int, end: int) -> str:
        """What stands between two places."""
        return self.text[start:end]


def fold(text: str) -> View:
    """The folded view of a text."""
    marks = list(_NOT_PLAIN.finditer(text))
    if not marks:
        return View(text, _lower(text), text, None)
    pieces: list[str] = []
    origin = array("q")
    moved = False
    at = 0
    for mark in marks:
        pieces.append(text[at : mark.start()])
        origin.extend(range(at, mark.start()))
        written = mark.group()
        new = _as_in_a_link(written) if written[0] == "%" else _fold_one(written)
        pieces.append(new)
        origin.extend([mark.start()] * len(new))
        moved = moved or len(new) != mark.end() - mark.start()
        at = mark.end()
    pieces.append(text[at:])
    origin.extend(range(at, len(text) + 1))
    cased = "".join(pieces)
    return View(text, _lower(cased), cased, origin if moved else None)


def fold_words(text: str) -> tuple[str, ...]:
    """The words of a short text, folded and in lower case."""
    if text.isascii() and "`" not in text and "%" not in text:
        return tuple(_ASCII_WORD.findall(text.lower()))
    return tuple(WORD.findall(fold(text).text))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter or figure touches a stretch, so that it is no part of a longer word."""
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def squeeze(text: str) -> str:
    """A short text as nothing but its folded letters and digits."""
    return "".join(fold_words(text))


WORD: Final = re.compile(r"[^\W_]+")
_ASCII_WORD: Final = re.compile(r"[a-z0-9]+")
