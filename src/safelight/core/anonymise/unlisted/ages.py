"""How old is somebody said to be?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from safelight.core.anonymise.fold import View
from safelight.core.anonymise.unlisted.sign import Shape, Sign, find_shapes

_AGE: Final = "an age withheld"
_COUNT: Final = (
    r"(?:\d{1,3}(?:½|\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|thirty|forty|fifty|sixty|seventy|eighty)"
)
_UNIT: Final = r"(?:years?|months?|weeks?|days?|yrs?|mths?|wks?)"
_SHAPES: Final = (
    Shape(
        "age",
        "DEM",
        _AGE,
        "somebody's age",
        0.9,
        re.compile(rf"\b(?:aged|age)[\s:]{{1,2}}(?:of\s)?{_COUNT}(?:[- ]?{_UNIT})?\b"),
    ),
    Shape(
        "age",
        "DEM",
        _AGE,
        "somebody's age",
        0.93,
        re.compile(
            rf"\b{_COUNT}[- ]?{_UNIT}(?:\sand\s(?:a half|{_COUNT}\s{_UNIT}))?[- ](?:old|of age)\b"
            rf"|\b{_COUNT}\s(?:and a half\s)?(?:years|months)\sold\b"
        ),
    ),
    Shape(
        "age",
        "DEM",
        _AGE,
        "somebody's age",
        0.88,
        re.compile(
            r"(?<![\d/])\b\d{1,2}\s?(?:y/?o|yrs?\sold|yo)\b|(?<![\d/])\b\d{1,2}/(?:12|52)\sold\b"
            r"|\b\d{1,2}y\s?\d{1,2}m\b"
        ),
    ),
    Shape(
        "age",
        "DEM",
        _AGE,
        "roughly somebody's age",
        0.75,
        re.compile(
            r"\b(?:(?:early|mid|late)[- ])?(?:teens|twenties|thirties|forties|fifties|sixties"
            r"|seventies|eighties)\b"
        ),
    ),
    Shape(
        "age",
        "DEM",
        _AGE,
        "a number in brackets after a name",
        0.6,
        re.compile(r"(?<=[a-z]\s)\((?P<n>\d{1,2})(?:\s?(?:yrs?|years|months|mths|m|f))?\)"),
    ),
)


def find_ages(view: View) -> Iterator[Sign]:
    """Ages, however they are written."""
    return find_shapes(view, _SHAPES)
