"""Does anyone still show? A second look by another method, which shares no code with the finders.

The text is reduced to bare letters and figures and searched, needle by needle, for what the register holds. It knows
less than the finders do, so that it can be trusted to be simple: whole names, distinctive single names, numbers,
references, postcodes, places and days of birth.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final

from safelight.core.anonymise.finding import Finding
from safelight.core.anonymise.roster import Person, Roster
from safelight.core.anonymise.words import is_ordinary

_CYRILLIC_AND_GREEK: Final = str.maketrans(
    "авекмнорстухіјѕԁһαβεικνορτυχγ", "abekmhopctyxijsdhabeikvoptuxy", "\u3164\u115f\u1160"
)
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "dr", "master", "sir", "prof", "rev"})
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec"
_FIXED: Final = {"phone": "a telephone number", "email": "an e-mail address", "postcode": "a postcode"}
_ROYAL: Final = re.compile(r"\b(?:Queen|King|Prince|Princess|Saint|St|Pope|San|Santa)\.? $", re.IGNORECASE)
_WIDEST: Final = 6


@dataclass(frozen=True, slots=True)
class _Sought:
    bare: str
    rule: str
    key: str
    replacement: str
    manner: str


@dataclass(frozen=True, slots=True)
class _Bare:
    """A text without anything but letters and figures, in lower case, and where each of them came from."""

    original: str
    letters: str
    places: list[int]


def _bare_character(character: str) -> str:
    broken = unicodedata.normalize("NFKD", character).casefold().translate(_CYRILLIC_AND_GREEK)
    return "".join(c for c in broken if c.isalnum())


def _bare(text: str) -> _Bare:
    letters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        if character.isascii():
            if character.isalnum():
                letters.append(character.lower())
                places.append(at)
        else:
            plain = _bare_character(character)
            letters.append(plain)
            places.extend([at] * len(plain))
    return _Bare(text, "".join(letters), places)


def _words(text: str) -> list[str]:
    plain = "".join(_bare_character(c) or (" " if not unicodedata.combining(c) else "") for c in text)
    return plain.split()


def _name_parts(name: str) -> tuple[list[str], list[str]]:
    """The units of a name between spaces, and the words inside them, without titles."""
    if "," in name:
        last, first = name.split(",", 1)
        name = f"{first} {last}"
    units = ["".join(_words(unit)) for unit in name.split()]
    units = [unit for unit in units if unit and unit not in _TITLES]
    pieces = [word for unit in name.split() for word in _words(unit)]
    return units, [word for word in pieces if word not in _TITLES]


def _of_names(person: Person, *, shared: frozenset[str]) -> Iterator[_Sought]:
    for name in (*person.names, *person.known_as):
        units, pieces = _name_parts(name)
        if len(units) > 1 and not all(is_ordinary(piece) for piece in pieces):
            for glued in {"".join(units), units[0] + units[-1], units[-1] + units[0]}:
                if len(glued) > 5:
                    yield _Sought(glued, "name", person.id, person.pseudonym, "phrase")
        for single in {units[0], units[-1], *pieces} if units else ():
            if len(single) > 4 and not is_ordinary(single) and (single in (units[0], units[-1]) or len(pieces) < 4):
                label = "the family" if single in shared else person.pseudonym
                yield _Sought(single, "name", person.id, label, "single")


def _of_person(person: Person, *, shared: frozenset[str]) -> Iterator[_Sought]:
    yield from _of_names(person, shared=shared)
    for phone in person.phones:
        digits = "".join(c for c in _bare(phone).letters if c.isdigit())
        national = re.sub(r"^(?:0044|44|0)0?", "", digits) if len(digits) > 9 else digits
        for number in {digits, national, "44" + national}:
            yield _Sought(number, "phone", person.id, _FIXED["phone"], "code")
    for email in person.emails:
        yield _Sought(_bare(email).letters, "email", person.id, _FIXED["email"], "code")
    for _, value in person.identifiers:
        yield _Sought(_bare(value).letters, "identifier", person.id, "a reference number", "code")
    for address in person.addresses:
        for code in re.findall(r"[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}\b", address):
            yield _Sought(_bare(code).letters, "postcode", person.id, _FIXED["postcode"], "code")


@lru_cache(maxsize=64)
def _sought(roster: Roster) -> tuple[_Sought, ...]:
    surnames = [
        {word for name in (*person.names, *person.known_as) for word in _name_parts(name)[0][1:][-1:]}
        | {word for name in (*person.names, *person.known_as) if " " in name for word in _words(name.split()[-1])}
        for person in roster.people
    ]
    shared = frozenset(word for names in surnames for word in names if sum(word in other for other in surnames) > 1)
    found = [needle for person in roster.people for needle in _of_person(person, shared=shared)]
    found.append(_Sought(_bare(roster.case_reference).letters, "case-reference", "case", "a reference number", "code"))
    for place in roster.places:
        distinctive = [_words(name) for name in place.names if not all(is_ordinary(word) for word in _words(name))]
        found += [_Sought("".join(name), "place", place.id, place.replacement, "phrase") for name in distinctive]
    return tuple(dict.fromkeys(needle for needle in found if len(needle.bare) > 3))


def _day_pattern(day: date) -> re.Pattern[str]:
    month = _MONTHS.split()[day.month - 1]
    figures = rf"0?{day.day}(?:st|nd|rd|th)?"
    short = f"{day.year % 100:02d}"
    year = rf"(?:{day.year}|(?<=[./\-]){short}|'{short})"
    gap = r"[\s.,/\-–_]{1,3}"
    return re.compile(
        rf"(?<!\d)(?<!\d[.]){figures}{gap}0?{day.month}{gap}{year}(?!\d)|(?<!\d){day.year}{gap}0?{day.month}{gap}0?{day.day}(?!\d)"
        rf"|(?<!\d){figures}(?:{gap}|\sof\s){month}[a-z]{{0,6}}\.?{gap}{year}(?!\d)"
        rf"|\b{month}[a-z]{{0,6}}\.?{gap}{figures}{gap}{year}(?!\d)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=64)
def _days(roster: Roster) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_day_pattern(p.date_of_birth), p.id) for p in roster.people if p.date_of_birth)


def residue(text: str, *, roster: Roster) -> tuple[Finding, ...]:
    """Everything of the register that a plain search for its letters and figures still finds, sorted, no overlaps."""
    bare = _bare(text)
    kept = list(_kept(bare, roster))
    found = list(_dates(text, roster))
    for needle in _sought(roster):
        at = bare.letters.find(needle.bare)
        while at >= 0:
            places = bare.places[at : at + len(needle.bare)]
            start, end = places[0], places[-1] + 1
            if _stands(bare, places, needle) and not any(a <= start and end <= b for a, b in kept):
                found.append(_finding(text, start, end, needle.rule, needle.key, needle.replacement))
            at = bare.letters.find(needle.bare, at + 1)
    settled: list[Finding] = []
    for finding in sorted(found, key=lambda f: (f.start, -f.end)):
        if not settled or finding.start >= settled[-1].end:
            settled.append(finding)
    return tuple(settled)


def _kept(bare: _Bare, roster: Roster) -> Iterator[tuple[int, int]]:
    named = [officer.name for officer in roster.officers] + [member.organisation for member in roster.panel]
    for name in named:
        glued = "".join(_words(name))
        at = bare.letters.find(glued) if glued else -1
        while at >= 0:
            yield bare.places[at], bare.places[at + len(glued) - 1] + 1
            at = bare.letters.find(glued, at + 1)


def _dates(text: str, roster: Roster) -> Iterator[Finding]:
    plain = text if text.isascii() else "".join(_one_for_one(c) for c in text)
    for pattern, key in _days(roster):
        for match in pattern.finditer(plain):
            yield _finding(text, *match.span(), "date-of-birth", key, "a date withheld")


def _one_for_one(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character)
    return plain[0] if plain[0].isascii() else " " if character.isspace() else character


def _finding(text: str, start: int, end: int, rule: str, key: str, replacement: str) -> Finding:
    why = f"a plain search still finds what the register holds for '{key}'"
    label = {"name": "PERSON", "place": "LOC", "postcode": "LOC", "date-of-birth": "DATETIME"}.get(rule, "CODE")
    return Finding(
        start=start, end=end, text=text[start:end], rule=rule, key=key, replacement=replacement, why=why,
        finder="residue", label=label,
    )  # fmt: skip


def _stands(bare: _Bare, places: list[int], needle: _Sought) -> bool:
    text, start, end = bare.original, places[0], places[-1] + 1
    if any(_visible_gap(text[a + 1 : b]) > _WIDEST for a, b in pairwise(places) if b - a > 1):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if needle.manner == "code":
        return not (_same_kind(before, text[start]) or _same_kind(after, text[end - 1]))
    opens = not before.isalnum() or before.isdigit() or (before.islower() and text[start].isupper())
    closes = (
        not after.isalnum()
        or after.isdigit()
        or (text[end - 1].islower() and after.isupper())
        or (after in "sS" and not text[end + 1 : end + 2].isalnum())
    )
    if _ROYAL.search(text[max(0, start - 12) : start]) and needle.manner == "single":
        return False
    return opens and closes and (needle.manner == "phrase" or _is_one_word(text[start:end]))


def _visible_gap(text: str) -> int:
    return sum(1 for c in text if unicodedata.category(c) not in {"Cf", "Mn", "Cc", "Me"} or c.isspace())


def _same_kind(neighbour: str, edge: str) -> bool:
    return (neighbour.isdigit() and edge.isdigit()) or (neighbour.isalpha() and edge.isalpha())


def _is_one_word(spelt: str) -> bool:
    """Letters with blanks between them spell a name only where every letter stands alone or a hyphen ends the line."""
    pieces = re.sub(r"-\s+", "", spelt).split()
    return len(pieces) == 1 or all(sum(c.isalnum() for c in piece) <= 1 for piece in pieces)
