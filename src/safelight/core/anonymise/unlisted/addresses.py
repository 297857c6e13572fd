"""Which words are somebody's address: a postcode, a house and a street, a flat?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from safelight.core.anonymise.finders.places import A_POSTCODE, AN_ADDRESS, POSTCODE
from safelight.core.anonymise.fold import View
from safelight.core.anonymise.unlisted.sign import Shape, Sign, find_shapes, has_capital

_KINDS: Final = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|close|cl|drive|dr|court|crescent|cres|terrace"
    r"|terr|gardens|gdns|grove|square|sq|walk|way|row"
    r"|mews|hill|place|pl|green|rise|view|parade|croft|gate|bank)"
)


def _is_a_code(view: View, start: int, end: int) -> bool:
    return has_capital(view, start, end) or " " in view.text[start:end]


_SHAPES: Final = (
    Shape("postcode", "LOC", A_POSTCODE, "written like a postcode", 0.97, POSTCODE, _is_a_code),
    Shape(
        "address",
        "LOC",
        AN_ADDRESS,
        "a number and a street",
        0.93,
        re.compile(
            rf"(?<![\d/:.£])\b(?:(?:flat|apartment|no\.?)\s)?\d{{1,4}}[a-z]?,?\s(?!(?:the|to|of|in"
            rf"|at|a|on|by)\s)(?:[a-z][a-z']+\s){{1,2}}?{_KINDS}\b"
        ),
        has_capital,
    ),
    Shape(
        "address",
        "LOC",
        AN_ADDRESS,
        "a number and a street",
        0.8,
        re.compile(
            r"(?<![\d/:.£])\b\d{1,4}[a-z]?,?\s(?!(?:the|to|of|in|at|a|on|by|year|mile|minute|way"
            r"|more|new|other|two)\s)(?:[a-z][a-z']{2,}\s){1,2}?"
            r"(?:street|road|rd|avenue|ave|lane|crescent|terrace|gardens|grove|mews)\b"
        ),
    ),
    Shape(
        "address",
        "LOC",
        AN_ADDRESS,
        "a flat or a house by its number",
        0.85,
        re.compile(
            r"\b(?:flat|apartment|apt|house no\.?|house number|plot"
            r"|no\.?)\s?#?\d{1,4}[a-z]?(?:/\d)?\b(?![\d/:%-]|\s?(?:am|pm|hrs|mg|ml|per|out))"
        ),
    ),
)
_NAMED_STREET: Final = re.compile(
    r"\b(?:[A-Z][a-z']+\s){1,2}(?:Street|Road|Avenue|Lane|Close|Drive|Crescent|Terrace"
    r"|Gardens|Grove|Square|Mews|Estate)\b"
)


def find_addresses(view: View) -> Iterator[Sign]:
    """Postcodes, houses with their streets, flats, and streets by name."""
    yield from find_shapes(view, _SHAPES)
    for match in _NAMED_STREET.finditer(view.cased):
        yield Sign(*match.span(), "address", "LOC", "a street", "the name of a street", 0.85)
