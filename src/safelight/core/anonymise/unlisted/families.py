"""Which words give a family away? "The youngest of seven", "the twins" and "of Polish descent" single people out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from safelight.core.anonymise.fold import View
from safelight.core.anonymise.unlisted.sign import Shape, Sign, find_shapes

_NUMBER: Final = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_MANY: Final = r"(?:[5-9]|1\d|five|six|seven|eight|nine|ten|eleven|twelve)"
_ORDER: Final = r"(?:eldest|oldest|youngest|first|second|third|fourth|fifth|sixth|seventh|eighth|last|middle)"
_BELIEFS: Final = r"(?:muslim|jewish|catholic|sikh|hindu|buddhist|evangelical|pentecostal|jehovah's witness|mormon)"
_PEOPLES: Final = (
    r"(?:polish|romanian|bulgarian|lithuanian|latvian|slovak(?:ian)?|czech|hungarian"
    r"|portuguese|spanish|italian"
    r"|french|german"
    r"|irish|turkish|kurdish|iraqi|iranian|afghan|pakistani|bangladeshi|indian|sri lankan"
    r"|tamil|chinese|vietnamese"
    r"|filipin[oa]"
    r"|nigerian|ghanaian|somali|ethiopian|eritrean|congolese|zimbabwean|south african"
    r"|kenyan|ugandan|jamaican|caribbean"
    r"|african|brazilian|colombian|russian|ukrainian|georgian|albanian|kosovan|greek"
    r"|cypriot|roma|gypsy|traveller)"
)
_WITHHELD: Final = "a detail withheld"
_SHAPES: Final = (
    Shape(
        "family-shape",
        "QUANTITY",
        _WITHHELD,
        "counts the children of a family; with what is known it may single a family out",
        0.7,
        re.compile(
            rf"\b(?:the\s)?{_ORDER}(?:[- ]born)?\s(?:child\s)?of\s{_NUMBER}(?:\schildren|\ssiblings)?\b"
            rf"|\bone\sof\s{_NUMBER}\s(?:children|siblings|brothers|sisters)\b"
            rf"|\b{_NUMBER}\s(?:(?:older|younger|half|step|surviving)[- ]){{0,2}}(?:siblings"
            rf"|brothers|sisters|half-siblings)\b"
            rf"|\b{_MANY}\s(?:(?:older|younger|other|surviving)[- ]){{0,2}}children\b"
        ),
    ),
    Shape(
        "family-shape",
        "DEM",
        _WITHHELD,
        "is a rare shape of family; with what is known it may single a family out",
        0.6,
        re.compile(r"\b(?:identical\s|conjoined\s|non-identical\s)?(?:twins?|triplets?|quadruplets?)\b|\bonly child\b"),
    ),
    Shape(
        "origin",
        "DEM",
        _WITHHELD,
        "says where somebody comes from",
        0.8,
        re.compile(rf"\b{_PEOPLES}\s(?:national|descent|origin|heritage|parentage)\b"),
    ),
    Shape(
        "origin",
        "DEM",
        _WITHHELD,
        "says where somebody comes from or what they believe",
        0.8,
        re.compile(
            rf"\b(?:is|was|were|are)\s(?:an?\s)?(?P<n>{_PEOPLES}|{_BELIEFS})\b|\b(?P<m>{_PEOPLES}"
            rf"|{_BELIEFS})\s(?:family|faith|mother|father|woman|man|couple|speaker)\b"
        ),
    ),
    Shape(
        "work",
        "DEM",
        _WITHHELD,
        "says what somebody does for a living",
        0.75,
        re.compile(
            r"\b(?:worked|works|employed|job|trained|training)\s(?:part-time\s"
            r"|full-time\s)?as\s(?P<n>an?\s[\w-]+(?:\s(?:driver|worker|officer|assistant|engineer"
            r"|manager|teacher|nurse|guard|operator|cleaner|man|woman|fitter|hand|chef|keeper|maker))?)"
        ),
    ),
)


def find_families(view: View) -> Iterator[Sign]:
    """Every phrase that tells a family's shape, origin, belief or work."""
    return find_shapes(view, _SHAPES)
