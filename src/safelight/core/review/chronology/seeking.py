"""In which plain form is a chronology searched, so that capitals, accents and marks make no difference?"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MOST_NEEDLES: Final = 12
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ASKED: Final = re.compile(r'["“”]([^"“”]*)["“”]?|([^\s"“”]+)')


def haystack_of(*texts: str) -> str:
    """The words of these texts in one line: small letters, no accents, one blank between and at both ends."""
    words = [word for text in texts for word in _words(text)]
    return f" {' '.join(words)} " if words else ""


def needles_of(untrusted_words: str) -> tuple[str, ...]:
    """What must all stand in a haystack: each word, which may go on there, and each "quoted phrase" whole."""
    needles: list[str] = []
    for phrase, word in _ASKED.findall(untrusted_words):
        plain = " ".join(_words(phrase or word))
        if plain:
            needles.append(f" {plain} " if phrase else f" {plain}")
    return tuple(dict.fromkeys(needles))[:MOST_NEEDLES]


def _words(text: str) -> list[str]:
    if not text.isascii():
        broken = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in broken if not unicodedata.combining(letter))
    plain = (word.replace("’", "'") for word in _WORD.findall(text.casefold()))
    return [word.removesuffix("'s").replace("'", "") for word in plain]
