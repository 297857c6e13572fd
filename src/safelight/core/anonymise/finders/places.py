"""Which addresses and places lead to the family, and in which whole or shortened forms may they stand?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from safelight.core.anonymise.finders.needles import Needle
from safelight.core.anonymise.fold import View, fold, fold_words, squeeze
from safelight.core.anonymise.naming import level_of
from safelight.core.anonymise.nicknames import known_given_names
from safelight.core.anonymise.roster import Place, Roster
from safelight.core.anonymise.words import is_everyday, is_ordinary

AN_ADDRESS: Final = "an address"
A_STREET: Final = "a street"
A_POSTCODE: Final = "a postcode"

POSTCODE: Final = re.compile(r"\b(?:gir\s?0aa|[a-z]{1,2}\d[a-z\d]?\s{0,2}\d[a-z]{2})\b")
_SUFFIXES: Final = (
    {"street", "st", "str"}, {"road", "rd"}, {"avenue", "ave", "av"}, {"lane", "ln", "la"}, {"close", "cl"},
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
    | {"england", "roman", "voluntary", "controlled", "aided", "foundation", "free", "special", "unit", "methodist"}
    | {"hosp", "prim", "sch", "med", "ctr", "va", "vc", "cofe", "rd", "team", "department"}
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
        streets=tuple(sorted({stem + end for end in ends} or _with_and_without_the(street))),
        numbers=tuple(sorted(numbers)),
        stems=(stem,) if stem and not all(is_ordinary(word) for word in street[:-1]) else (),
        localities=tuple("".join(part) for part in parts[at + 1 :]),
        postcode=squeeze(found.group()) if found else "",
        plain_street=level_of(street) > 0 if street else False,
    )


def _with_and_without_the(street: tuple[str, ...]) -> set[str]:
    bare = street[1:] if len(street) > 2 and street[0] == "the" else street
    return {"".join(street), "".join(bare)} - {""}


_UNIT: Final = frozenset({"flat", "apartment", "apt", "unit", "room", "no", "number", "house", "block"})


def _is_bare_number(part: tuple[str, ...]) -> bool:
    return all(word[0].isdigit() or word in _UNIT for word in part)


def _address_forms(address: str) -> Iterator[tuple[str, str, bool]]:
    """Letters to look for, what to put instead, and whether ordinary words alone make them up."""
    parsed = _parse(address)
    cores = [number + street for number in parsed.numbers for street in parsed.streets]
    cores += [number + stem for number in parsed.numbers for stem in parsed.stems if number[0].isdigit()]
    cores += [home + street for home in parsed.homes for street in parsed.streets]
    for number in filter(str.isdigit, parsed.numbers):
        cores += [street + no + number for street in parsed.streets for no in ("", "no", "number")]
    cores += [flat + at + rest for flat, rest in _flats(parsed) for at in ("", "at", "of")]
    for number in parsed.numbers:
        cores += [unit + number + street for unit in ("no", "number") for street in parsed.streets]
        cores += [home + number + street for home in parsed.homes for street in parsed.streets]
    yield from ((core, AN_ADDRESS, False) for core in cores)
    for street in parsed.streets:
        yield street, A_STREET, parsed.plain_street
    for home in parsed.homes:
        if len(home) > 5:
            yield home, AN_ADDRESS, True
            if home.startswith("the") and len(home) > 8:
                yield home[3:], AN_ADDRESS, True
    tails = ["".join(parsed.localities[:n]) for n in range(1, len(parsed.localities) + 1)]
    tails += ["".join(parsed.localities[n:]) + parsed.postcode for n in range(len(parsed.localities) + 1)]
    whole = [core + tail for core in (*cores, *parsed.streets) for tail in tails if tail]
    yield from ((form, AN_ADDRESS, False) for form in whole)
    if parsed.postcode:
        yield parsed.postcode, A_POSTCODE, False


def _flats(parsed: _Address) -> Iterator[tuple[str, str]]:
    """Every way of writing the flat, and the street with the number of its house: "3/27 Corbel Road", "Apt 3, 27"."""
    whole = max(parsed.numbers, key=len, default="")
    houses = [number for number in parsed.numbers if number.isdigit() and whole.endswith(number)]
    for house in houses:
        found = re.fullmatch(rf"(?:flat|apartment|apt|unit|room)(\d{{1,4}}[a-z]?|[a-z]){house}", whole)
        if found is None:
            continue
        for street in parsed.streets:
            yield from ((unit + found.group(1), house + street) for unit in ("", *_UNITS))


_UNITS: Final = ("flat", "apartment", "apt", "unit", "room", "no", "fl")


def _place_forms(place: Place) -> Iterator[tuple[str, bool]]:
    for name in place.names:
        words = list(fold_words(name))
        without = [word for n, word in enumerate(words) if word != "s" or n == 0]
        for form in (words, without, words[1:] if words[0] == "the" else words):
            for spelt in _saints(form):
                for church in _churches(spelt):
                    yield from _shortened(church)
        yield from _stems(words, area=place.kind == "area")


_CHURCH: Final = (
    ("church", "of", "england"),
    ("c", "of", "e"),
    ("ce",),
    ("cofe",),
    ("c", "e"),
    ("roman", "catholic"),
    ("rc",),
)


def _churches(words: list[str]) -> Iterator[list[str]]:
    """A church school's name with its church written out, shortened, and left out."""
    yield words
    for church in _CHURCH:
        at = next((n for n in range(1, len(words)) if tuple(words[n : n + len(church)]) == church), None)
        if at is not None:
            rest = words[at + len(church) :]
            same = _CHURCH[:5] if "e" in church or "england" in church or church[0] in {"ce", "cofe"} else _CHURCH[5:]
            yield from ([*words[:at], *other, *rest] for other in (*same, ()))
            return


def _stems(words: list[str], *, area: bool) -> Iterator[tuple[str, bool]]:
    """The one word that a place is called by: Oswin's, the Ethelburga, N. Quillby; not where it is anybody's name."""
    kept = [word for word in words if word not in _GENERIC and word not in {"england", "roman"}]
    stem = kept[-1] if len(kept) > 1 else ""
    if area and len(words) == 2 and not is_ordinary(words[1]):
        yield words[0][0] + words[1], False
    named = len(kept) == 2 and kept[0] in _BEFORE_STEM and len(stem) > 4 and not is_ordinary(stem)
    if named and not {stem, stem + "s", stem.removesuffix("s")} & known_given_names():
        yield from ((form, False) for form in sorted({stem, stem + "s", stem.removesuffix("s")}))


_BEFORE_STEM: Final = frozenset({"st", "saint", "queen", "king", "our", "lady"})


def _saints(words: list[str]) -> Iterator[list[str]]:
    yield words
    for at, word in enumerate(words):
        if word in {"st", "saint"}:
            yield [*words[:at], "saint" if word == "st" else "st", *words[at + 1 :]]


def _shortened(words: list[str]) -> Iterator[tuple[str, bool]]:
    telling = tuple(word for word in words if word not in {"s", "st"}) or ("st",)
    yield "".join(words), level_of(telling) > 0 and len(telling) < _SPEAKS_FOR_ITSELF
    rest = list(words)
    while len(rest) > 1 and rest[-1] in _GENERIC and rest[-1] != "s":
        rest.pop()
        if any(len(word) > 3 and not is_ordinary(word) and word != "saint" for word in rest):
            yield "".join(rest), False


_SPEAKS_FOR_ITSELF: Final = 3
"""So many ordinary words in a row are a listed place's name even in small letters."""


def _of_ordinary_words(words: list[str]) -> Iterator[tuple[str, str]]:
    """Short forms of a name of ordinary words, Little Acorns Day Nursery: with its kind, and in capitals without."""
    stem = list(words)
    while len(stem) > 1 and stem[-1] in _GENERIC:
        stem.pop()
    is_distinctive = not all(map(is_everyday, stem)) and all(map(is_ordinary, stem))
    if len(stem) < 2 or len(stem) == len(words) or stem[-1] in _SUFFIX_FORMS or not is_distinctive:
        return
    yield "".join(stem), "title"
    yield from (("".join([*stem, kind]), "phrase") for kind in words[len(stem) :])


_KIND_AFTER: Final = re.compile(
    r"(?:[ \-](?:church(?: of england)?|c of e|c\.?e\.?|rc|catholic|primary|secondary|infants?|junior|nursery|community"
    r"|medical|med|health|general|school|surgery|hospital|hosp|centre|practice|academy|clinic|college|hostel))+\b\.?"
)


_HOUSE_BEFORE: Final = re.compile(r"(?:\b(?:no|number)\.? )?(?<![\w/.])\d{1,4}[a-z]?,?\s$")


def house_before(view: View, start: int) -> tuple[int, str]:
    """Where an address begins whose street is listed, with the number of any house, and what to put instead."""
    found = _HOUSE_BEFORE.search(view.text, max(0, start - 16), start)
    return (found.start(), AN_ADDRESS) if found else (start, A_STREET)


def past_kind(view: View, end: int) -> int:
    """Where a place's name ends, with what kind of place it is: "Quillby surgery" is one place and not two."""
    found = _KIND_AFTER.match(view.text, end)
    return found.end() - (found.group().endswith(".")) if found else end


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
        for name in place.names:
            for glued, manner in _of_ordinary_words([word for word in fold_words(name) if word != "the"]):
                why = f"a short form of the place '{place.id}' in the register"
                found.append(Needle(glued, "place", place.id, place.replacement, why, "LOC", manner))
    return tuple(dict.fromkeys(needle for needle in found if len(needle.glued) > 2))
