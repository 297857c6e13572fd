"""Which characters may reach a published page? Those that a reader sees, and none that steers."""

from __future__ import annotations

import re
import unicodedata

_STEERING = {"Cc", "Cf"}
"""Control and format characters: direction overrides, zero-width marks, soft hyphens. They print nothing."""
_NAMELESS = {"Cs", "Co", "Cn"}
"""Half characters, private ones and ones that do not exist: nobody can say what they would look like."""
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\v\f\x85]")
_MARKS_IN_A_ROW = 3


class UnprintableText(ValueError):
    """Raised for text that cannot be shown faithfully; the message names the character and where it stands."""


def plain(text: str) -> str:
    """The text in composed form, without steering characters; runs of spaces become one, line breaks stay.

    Raises:
        UnprintableText: for characters that have no agreed shape, or marks piled up over one letter.
    """
    composed = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    kept = "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) not in _STEERING)
    _refuse_unprintable(kept)
    lines = (" ".join(line.split()) for line in kept.split("\n"))
    return "\n".join(line for line in lines if line)


def plain_line(text: str) -> str:
    """The same on one line, for headings and titles."""
    return " ".join(plain(text).split())


def _refuse_unprintable(text: str) -> None:
    marks = 0
    for place, character in enumerate(text):
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if category in _NAMELESS or marks > _MARKS_IN_A_ROW:
            raise UnprintableText(
                f"The character U+{ord(character):04X} cannot be shown faithfully in a published document, "
                f"after {text[max(0, place - 20) : place]!a}. Type that word again without it."
            )
