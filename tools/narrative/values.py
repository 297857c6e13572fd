"""What fills a slot: numbers, dates, places, circumstances, and the decoys that identify nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from tools.narrative.parts import parts_of, written
from tools.narrative.patterns import read_lines, read_pattern, spell
from tools.narrative.people import Names, allowed
from tools.narrative.written import KINDS, Parts, write

WORDS: Final = Path(__file__).parent / "words"

_KINDS_OF: Final[Mapping[str, str]] = {
    "DATETIME": "date shortdate dayless year time weekday season span dob",
    "LOC": "town village city county country area street address housenumber postcode outward landmark ward room route",
    "ORG": "school nursery surgery hospital refuge church charity employer club council force team prison college "
    "carehome pub",
    "CODE": "phone mobile email nhs ni crimeno caseno collar plate urn hospno upn account handle url passport crn",
    "DEM": "nationality ethnicity language faith job condition disability looks age gestation",
    "QUANTITY": "money weight sibs height percent count",
    "MISC": "event pet vehicle title object offence team_sport",
}
LABEL_OF: Final[Mapping[str, str]] = {kind: label for label, kinds in _KINDS_OF.items() for kind in kinds.split()}
"""The label of each kind of slot."""

DOUBTFUL: Final[Mapping[str, float]] = {
    "weekday": 0.5, "gestation": 0.6, "count": 0.6, "percent": 0.6, "weight": 0.8, "span": 0.8,
}  # fmt: skip
"""Kinds that reasonable annotators would not all mask, and how many of them would."""


def value(kind: str, random: Random, names: Names) -> str:
    """Words for a slot. Raises KeyError, with the kind, where there is no list and no form of it."""
    if kind in KINDS:
        return write(kind, parts(kind, random, names), random)
    try:
        values = _listed(kind, names.kept_back)
    except FileNotFoundError:
        raise KeyError(kind) from None
    pattern = read_pattern(random.choice(values))
    return spell(pattern, fill=lambda slot, r: (value(slot, r, names), "", 1.0), random=random)


def parts(kind: str, random: Random, names: Names) -> Parts:
    """What the forms of a kind are filled with."""
    return _PARTS_WITH_NAMES[kind](random, names) if kind in _PARTS_WITH_NAMES else parts_of(kind, random)


@cache
def _listed(kind: str, kept_back: bool | None) -> Sequence[str]:
    path = WORDS / ("decoys" if kind.startswith("~") else "") / f"{kind.lstrip('~')}.txt"
    values = [line for lines in read_lines(path).values() for line in lines]
    return values if kind.startswith("~") else allowed(values, kept_back)


def _address(random: Random, names: Names) -> Parts:
    return {
        "number": written("doornumber", random),
        "street": value("street", random, names),
        "town": value("town", random, names),
        "village": value("village", random, names),
        "postcode": written("postcode", random),
        "flat": random.randrange(1, 60),
        "block_flat": f"{random.randrange(1, 40)}{random.choice('ABC')}",
        "block": value("surnameword", random, names),
        "house": written("housename", random),
    }


def _email(random: Random, names: Names) -> Parts:
    culture = names.culture(random)
    given, family = names.given(culture, random), names.family(culture, random)
    plain_given, plain_family = (re.sub(r"[^a-z]", "", name.lower()) or "k" for name in (given, family))
    return {
        "given": plain_given,
        "family": plain_family,
        "initial": plain_given[0],
        "number": random.randrange(1, 99),
        "domain": written("domain", random),
    }


def _handle(random: Random, names: Names) -> Parts:
    handle = names.person("other", names.culture(random), None, random).handle
    return {"handle": handle, "bare": handle.strip("@")}


_PARTS_WITH_NAMES: Final[Mapping[str, Callable[[Random, Names], Parts]]] = {
    "address": _address, "email": _email, "handle": _handle, "url": _handle,
}  # fmt: skip
