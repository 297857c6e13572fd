"""How is a number written in English, and which word stands for a small one?"""

from __future__ import annotations

from typing import Final

UP_TO_TWENTY: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES: Final = "|".join(UP_TO_TWENTY[1:10])
A_NUMBER: Final = rf"(?:\d[\d,.]*|(?:{'|'.join(_TENS)})(?:[-\s](?:{_ONES}))?|{'|'.join(reversed(UP_TO_TWENTY[1:20]))})"
"""A pattern for a number in figures or in words, up to ninety-nine."""


def in_words(number: int) -> str:
    """A small number in words, a larger one in figures."""
    return UP_TO_TWENTY[number] if number < len(UP_TO_TWENTY) else str(number)
