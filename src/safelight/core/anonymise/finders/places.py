"""Which addresses and places lead to the family, and in which whole or shortened forms may they stand?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from safelight.core.anonymise.finders.needles import Needle
from safelight.core.anonymise.fold import fold, fold_words, squeeze
from safelight.core.anonymise.naming import level_of
from safelight.core.anonymise.roster import Place, Roster
from safelight.core.anonymise.words import is_ordinary

AN_ADDRESS: Final = "an address"
A_STREET: Final = "a street"
A_POSTCODE: Final = "a postcode"

POSTCODE: Final = re.compile(r"\b(?:gir\s?0aa|[a-z]{1,2}\d[a-z\d]?\s{0,2}\d[a-z]{2})\b")
_SUFFIXES: Final = (
    {"street", "st", "str"}, {"road", "rd"}, {"avenue", "ave", "av"}, {"lane", "ln"}, {"close", "cl"},
    {"drive", "dr", "drv"}, {"court", "ct", "crt"}, {"crescent", "cres", "cresc"}, {"terrace", "ter", "terr"},
    {"place", "pl"}, {"gardens", "gdns", "gdn"}, {"grove", "gr", "grv"}, {"square", "sq"}, {"walk", "wlk"},
    {"way"}, {"hill"}, {"row"}, {"mews"}, {"park", "pk"}, {"green", "grn"}, {"view"}, {"rise"}, {"parade", "pde"},
    {"croft"}, {"wharf"}, {"fold"}, {"bank"}, {"road north"}, {"heights"}, {"meadow", "meadows"}, {"estate", "est"},
)  # fmt: skip
_SUFFIX_FORMS: Final = {word: frozenset(forms) for forms in _SUFFIXES for word in forms}
_GENERIC: Final = frozenset(
    {"academy", "and", "centre", "childrens", "church", "clinic", "college", "community", "council", "day", "first"}
    | {"general", "group", "health", "high", "home", "hospital", "hostel", "house", "infant", "infants", "infirmary"}
    | {"junior", "medical", "nursery", "of", "practice", "pre", "preschool", "primary", "refuge", "school", "secondary"}
    | {"sixth", "form", "surgery", "the", "ce", "rc", "catholic", "c", "e", "s", "children", "playgroup", "estate"}
)


@dataclass(frozen=True, slots=True)
class _Address:
    homes: tuple[str, ...]
    streets: tuple[str, ...]
    numbers: tuple[str, ...]
    stems: tuple[str, ...]
    localities: tuple[str, ...]
    postcode: str
    plain_street: bool


def _parse(address: str) -> _Address:
    folded = fold(address).text
    found = POSTCODE.search(folded)
    parts = [fold_words(part) for part in POSTCODE.sub(" ", folded).replace("\n", ",").split(",")]
    parts = [part for part in parts if part]
    at = next((n for n, part in enumerate(parts) if len(part) > 1 and part[-1] in _SUFFIX_FORMS), None)
    if at is None:
        at = next((n for n, part in enumerate(parts) if part[0][0].isdigit() and len(part) > 1), 0)
    street_part = parts[at] if parts else ()
    split = next((n for n, word in enumerate(street_part) if not word[0].isdigit() and word not in _UNIT), 0)
    number, street = street_part[:split], street_part[split:]
    ends = _SUFFIX_FORMS.get(street[-1], frozenset()) if len(street) > 1 else frozenset()
    stem = "".join(street[:-1]) if ends else ""
    before = parts[:at]
    homes = tuple("".join(part) for part in before if not _is_bare_number(part))
    bare = [part for part in before if _is_bare_number(part)]
    whole_number = "".join(word for part in (*bare, number) for word in part)
    numbers = {whole_number, "".join(number), *(["".join(bare[-1])] if bare else [])} - {""}
    return _Address(
        homes=homes,
        streets=tuple(sorted({stem + end for end in ends} or {"".join(street)} - {""})),
        numbers=tuple(sorted(numbers)),
        stems=(stem,) if stem and not all(is_ordinary(word) for word in street[:-1]) else (),
        localities=tuple("".join(part) for part in parts[at + 1 :]),
        postcode=squeeze(found.group()) if found else "",
        plain_street=level_of(street) > 0 if street else False,
    )


_UNIT: Final = frozenset({"flat", "apartment", "apt", "unit", "room", "no", "number", "house", "block"})


def _is_bare_number(part: tuple[str, ...]) -> bool:
    return all(word[0].isdigit() or word in _UNIT for word in part)


def _address_forms(address: str) -> Iterator[tuple[str, str, bool]]:
    """Letters to look for, what to put instead, and whether ordinary words alone make them up."""
    parsed = _parse(address)
    cores = [number + street for number in parsed.numbers for street in parsed.streets]
    cores += [number + stem for number in parsed.numbers for stem in parsed.stems if number[0].isdigit()]
    cores += [home + street for home in parsed.homes for street in parsed.streets]
    for number in parsed.numbers:
        cores += [unit + number + street for unit in ("no", "number") for street in parsed.streets]
        cores += [home + number + street for home in parsed.homes for street in parsed.streets]
    yield from ((core, AN_ADDRESS, False) for core in cores)
    for street in parsed.streets:
        yield street, A_STREET, parsed.plain_street
    for home in parsed.homes:
        if len(home) > 5:
            yield home, AN_ADDRESS, True
    tails = ["".join(parsed.localities[:n]) for n in range(1, len(parsed.localities) + 1)]
    tails += ["".join(parsed.localities[n:]) + parsed.postcode for n in range(len(parsed.localities) + 1)]
    whole = [core + tail for core in (*cores, *parsed.streets) for tail in tails if tail]
    yield from ((form, AN_ADDRESS, False) for form in whole)
    if parsed.postcode:
        yield parsed.postcode, A_POSTCODE, False


def _place_forms(place: Place) -> Iterator[tuple[str, bool]]:
    for name in place.names:
        words = list(fold_words(name))
        without = [word for n, word in enumerate(words) if word != "s" or n == 0]
        for form in (words, without, words[1:] if words[0] == "the" else words):
            for spelt in _saints(form):
                yield from _shortened(spelt)


def _saints(words: list[str]) -> Iterator[list[str]]:
    yield words
    for at, word in enumerate(words):
        if word in {"st", "saint"}:
            yield [*words[:at], "saint" if word == "st" else "st", *words[at + 1 :]]


def _shortened(words: list[str]) -> Iterator[tuple[str, bool]]:
    yield "".join(words), level_of(tuple(word for word in words if word not in {"s", "st"}) or ("st",)) > 0
    rest = list(words)
    while len(rest) > 1 and rest[-1] in _GENERIC and rest[-1] != "s":
        rest.pop()
        if any(len(word) > 3 and not is_ordinary(word) and word != "saint" for word in rest):
            yield "".join(rest), False


def place_needles(roster: Roster) -> tuple[Needle, ...]:
    """Every listed address, postcode and place, whole and in the parts that lead there."""
    found = []
    for person in roster.people:
        for address in person.addresses:
            for glued, replacement, plain in _address_forms(address):
                rule = "postcode" if replacement == A_POSTCODE else "address"
                manner = "code" if rule == "postcode" else "phrase"
                why = f"{'the postcode' if rule == 'postcode' else 'an address'} of '{person.id}' in the register"
                found.append(Needle(glued, rule, person.id, replacement, why, "LOC", manner, plain))
    for place in roster.places:
        for glued, plain in _place_forms(place):
            why = f"the place '{place.id}' in the register"
            found.append(Needle(glued, "place", place.id, place.replacement, why, "LOC", "phrase", plain))
    return tuple(dict.fromkeys(needle for needle in found if len(needle.glued) > 2))
