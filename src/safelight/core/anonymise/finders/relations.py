"""Which words give a family's shape away? "The youngest of seven" and "the twins" single people out without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from safelight.core.anonymise.fold import View

_NUMBER: Final = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_ORDER: Final = r"(?:eldest|oldest|youngest|first|second|third|fourth|fifth|sixth|seventh|eighth|last|middle)"
_RELATIVE: Final = (
    r"(?:grand(?:mother|father|parents?|ma|dad|son|daughter)|great-grand\w+|(?:half|step|foster|adoptive)[- ]?"
    r"(?:brother|sister|mother|father|siblings?|son|daughter|parents?|carers?)|aunt|uncle|cousin|niece|nephew)"
)
_BELIEFS: Final = r"(?:muslim|jewish|catholic|sikh|hindu|buddhist|evangelical|pentecostal|jehovah's witness|mormon)"
_PEOPLES: Final = (
    r"(?:polish|romanian|bulgarian|lithuanian|latvian|slovak(?:ian)?|czech|hungarian|portuguese|spanish|italian"
    r"|french|german"
    r"|irish|turkish|kurdish|iraqi|iranian|afghan|pakistani|bangladeshi|indian|sri lankan|tamil|chinese|vietnamese"
    r"|filipin[oa]"
    r"|nigerian|ghanaian|somali|ethiopian|eritrean|congolese|zimbabwean|south african|kenyan|ugandan|jamaican|caribbean"
    r"|african|brazilian|colombian|russian|ukrainian|georgian|albanian|kosovan|greek|cypriot|roma|gypsy|traveller)"
)
_KINDS: Final = (
    (
        "family-shape",
        "QUANTITY",
        "counts the children of a family",
        re.compile(
            rf"\b(?:the\s)?{_ORDER}(?:[- ]born)?\s(?:child\s)?of\s{_NUMBER}(?:\schildren|\ssiblings)?\b"
            rf"|\bone\sof\s{_NUMBER}\s(?:children|siblings|brothers|sisters)\b"
            rf"|\b{_NUMBER}\s(?:(?:older|younger|half|step|other|surviving)[- ]){{0,2}}"
            r"(?:siblings|brothers|sisters|children|half-siblings)\b"
        ),
    ),
    (
        "family-shape",
        "DEM",
        "is a rare shape of family",
        re.compile(r"\b(?:identical\s|conjoined\s|non-identical\s)?(?:twins?|triplets?|quadruplets?)\b|\bonly child\b"),
    ),
    (
        "relation",
        "DEM",
        "says how somebody is related",
        re.compile(rf"\b(?:(?:maternal|paternal)\s)(?:great[- ])?{_RELATIVE}s?\b|\b(?:great[- ])?{_RELATIVE}\b"),
    ),
    (
        "origin",
        "DEM",
        "says where somebody comes from or what they believe",
        re.compile(rf"\b{_PEOPLES}\s(?:national|descent|origin|heritage|family|mother|father|woman|man|couple)\b"
                   rf"|\b(?:is|was|were|are)\s(?:a\s)?(?:{_PEOPLES}|{_BELIEFS})\b|\b{_BELIEFS}\s(?:family|faith|mother|father)\b"),
    ),
    (
        "work",
        "DEM",
        "says what somebody does for a living",
        re.compile(r"\b(?:worked|works|employed|job|trained|training)\s(?:part-time\s|full-time\s)?as\san?\s\w+(?:\s(?:driver|worker"
                   r"|officer|assistant|engineer|manager|teacher|nurse|guard|operator))?"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """A telling phrase in the folded text."""

    start: int
    end: int
    rule: str
    label: str
    why: str


def find_relations(view: View) -> Iterator[Telling]:
    """Every phrase that tells a family's shape, relations, origin, belief or work."""
    for rule, label, why, pattern in _KINDS:
        for match in pattern.finditer(view.text):
            yield Telling(match.start(), match.end(), rule, label, why)
