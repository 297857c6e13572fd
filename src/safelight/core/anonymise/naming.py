"""In which forms can each person's names stand in a text, and who answers to each of them?"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from safelight.core.anonymise.fold import fold_words
from safelight.core.anonymise.nicknames import nicknames, other_spellings
from safelight.core.anonymise.roster import Person, Roster
from safelight.core.anonymise.words import is_everyday, is_ordinary

TITLES: Final = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "master", "dr", "doctor", "prof", "professor", "sir", "dame", "lady", "lord"}
    | {"rev", "revd", "fr", "pc", "wpc", "dc", "ds", "di", "dci", "dsu", "sgt", "sergeant", "nurse", "cllr", "judge"}
)
KIN: Final = frozenset(
    {"aunt", "auntie", "aunty", "baby", "big", "brother", "child", "cousin", "dad", "daddy", "daughter", "father"}
    | {"friend", "gran", "grandad", "grandma", "granny", "infant", "lil", "little", "mother", "mum", "mummy", "nan"}
    | {"nana", "nanna", "nanny", "nephew", "niece", "partner", "sibling", "sister", "son", "stepfather", "stepmother"}
    | {"toddler", "twin", "uncle", "young", "boyfriend", "girlfriend", "husband", "wife", "ex"}
)
PARTICLES: Final = frozenset(
    {"al", "ap", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "le"}
    | {"mac", "mc", "ni", "o", "st", "ten", "ter", "van", "von"}
)
_ENDINGS: Final = frozenset({"jr", "jnr", "sr", "snr", "ii", "iii"})
MONTHS: Final = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                 "november", "december")  # fmt: skip
TIMES: Final = frozenset(MONTHS) | {month[:3] for month in MONTHS} | {"sept", "spring", "summer", "autumn", "winter",
                                                                    "easter", "christmas"}  # fmt: skip
_RANK: Final = {"given": 0, "alias": 0, "surname": 1, "nickname": 2, "middle": 3}

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """One full name taken apart; `parts` are the halves of a double-barrelled surname."""

    given: Tokens
    middles: tuple[Tokens, ...]
    surname: Tokens
    parts: tuple[Tokens, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a name. `owners` index the roster's people; `level` is 2 for everyday words, 1 for rarer."""

    tokens: Tokens
    kind: str
    owners: tuple[int, ...]
    level: int
    is_time: bool


@dataclass(frozen=True, slots=True)
class NameBook:
    """All forms of all names of a roster, by their first word."""

    people: tuple[Person, ...]
    forms: dict[str, tuple[Form, ...]]
    full: dict[str, int]
    initials: dict[str, int]
    given_initials: tuple[frozenset[str], ...]
    surname_initials: tuple[frozenset[str], ...]

    def all_forms(self) -> Iterator[Form]:
        """Every form once."""
        for forms in self.forms.values():
            yield from forms


def level_of(tokens: Tokens) -> int:
    """2 where every word is an everyday one, 1 where every word is an ordinary one, else 0."""
    if all(is_everyday(token) for token in tokens):
        return 2
    return 1 if all(is_ordinary(token) for token in tokens) else 0


def parse_name(name: str) -> Parsed:
    """Take a name apart: "Mary de la Cruz" into Mary and de la Cruz. A single word is a given name."""
    last, comma, first = name.partition(",")
    units = [fold_words(unit) for unit in (f"{first} {last}" if comma else name).split()]
    units = [unit for unit in units if unit]
    while len(units) > 1 and units[0][0] in TITLES | KIN:
        units = units[1:]
    while len(units) > 1 and units[-1][0] in _ENDINGS:
        units = units[:-1]
    if len(units) < 2:
        return Parsed(units[0] if units else (), (), (), ())
    cut = next(
        (n for n, unit in enumerate(units[1:], 1) if unit[0] in PARTICLES and n < len(units) - 1), len(units) - 1
    )
    surname = tuple(token for unit in units[cut:] for token in unit)
    parts = tuple((token,) for token in surname if len(surname) > 1 and token not in PARTICLES and len(token) > 2)
    return Parsed(units[0], tuple(units[1:cut]), surname, parts)


def _scots(tokens: Tokens) -> tuple[Tokens, ...]:
    """McDonald, Mc Donald and MacDonald are one name."""
    glued = "".join(tokens)
    for start in ("mac", "mc"):
        rest = glued.removeprefix(start)
        if rest != glued and len(rest) > 3:
            return (("mc" + rest,), ("mac" + rest,), ("mc", rest), ("mac", rest))
    return ()


_TWO_LETTERS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe",
                                     "Ü": "Ue", "Ø": "Oe", "Å": "Aa"})  # fmt: skip
_HIS_AND_HERS: Final = (
    ("ski", "ska"),
    ("cki", "cka"),
    ("dzki", "dzka"),
    ("ov", "ova"),
    ("ev", "eva"),
    ("skiy", "skaya"),
)
_ENDS_OF_EITHER: Final = tuple(ending for pair in _HIS_AND_HERS for ending in pair)


def spellings(name: str) -> tuple[str, ...]:
    """A name, and how it is written where there are no dots on letters: Müller, Mueller."""
    plain = unicodedata.normalize("NFC", name).translate(_TWO_LETTERS)
    return (name,) if plain == unicodedata.normalize("NFC", name) else (name, plain)


def of_the_other_sex(surname: Tokens) -> Iterator[Tokens]:
    """Slavic surnames end as their bearer does: Wiśniewska's brother is Wiśniewski."""
    last = surname[-1] if surname else ""
    if not last.endswith(_ENDS_OF_EITHER):
        return
    for his, hers in _HIS_AND_HERS:
        for ending, other in ((his, hers), (hers, his)):
            if last.endswith(ending) and len(last) > len(ending) + 3:
                yield (*surname[:-1], last.removesuffix(ending) + other)


def _forms_of(person: Person) -> Iterator[tuple[Tokens, str]]:
    written = [(False, n) for n in person.names] + [(True, n) for n in person.known_as]
    for is_alias, name in [(alias, spelt) for alias, n in written for spelt in spellings(n)]:
        parsed = parse_name(name)
        yield parsed.given, "alias" if is_alias else "given"
        if len(parsed.given) > 1:
            yield ("".join(parsed.given),), "given"
            yield from (((token,), "given") for token in parsed.given if len(token) > 2)
        yield from ((middle, "middle") for middle in parsed.middles)
        yield from ((form, "surname") for form in (parsed.surname, ("".join(parsed.surname),), *parsed.parts))
        yield from ((form, "surname") for form in _scots(parsed.surname))
        yield from ((form, "surname") for form in of_the_other_sex(parsed.surname))
        for part in parsed.parts or (parsed.surname,) if parsed.surname else ():
            yield from (((other,), "surname") for other in other_spellings("".join(part)))
        if len(parsed.parts) == len(parsed.surname) == 2:
            yield parsed.surname[::-1], "surname"
        yield from (((short,), "nickname") for short in nicknames("".join(parsed.given)))


def _full_of(parsed: Parsed) -> Iterator[str]:
    given, surname = "".join(parsed.given), "".join(parsed.surname)
    middle = "".join(token for unit in parsed.middles for token in unit)
    if surname:
        for first in (given, *nicknames(given)):
            yield first + surname
        if len(surname) > 3 and not is_ordinary(surname):
            yield given[0] + surname
        for first in (given, *nicknames(given)):
            yield from (first + "".join(part) for part in parsed.parts)
        yield from (given + middle + surname, surname + given + middle, surname + given)


def _initials_of(parsed: Parsed) -> Iterator[str]:
    first, middle = parsed.given[:1], [unit[0] for unit in parsed.middles]
    last = [token for token in parsed.surname if len(token) > 1 or len(parsed.surname) == 1]
    if first and last:
        for tail in {tuple(last), tuple(last[:1]), tuple(last[-1:])}:
            yield "".join(word[0] for word in (*first, *tail))
            yield "".join(word[0] for word in (*first, *middle, *tail))


def name_book(roster: Roster) -> NameBook:
    """Every form in which the names of a roster may stand."""
    claims: dict[Tokens, list[tuple[int, str, int]]] = defaultdict(list)
    full: dict[str, int] = {}
    initials: dict[str, int] = {}
    for number, person in enumerate(roster.people):
        for tokens, kind in _forms_of(person):
            if tokens and any(len(token) > 1 for token in tokens):
                claims[tokens].append((_RANK[kind], kind, number))
        for parsed in map(parse_name, (*person.names, *person.known_as)):
            for glued in filter(None, _full_of(parsed)):
                full.setdefault(glued, number)
            for letters in _initials_of(parsed):
                initials.setdefault(letters, number)
    forms: dict[str, list[Form]] = defaultdict(list)
    for tokens, claimed in claims.items():
        rank = min(claimed)[0]
        owners = tuple(dict.fromkeys(number for r, _, number in claimed if r == rank))
        is_time = len(tokens) == 1 and tokens[0] in TIMES
        forms[tokens[0]].append(Form(tokens, min(claimed)[1], owners, level_of(tokens), is_time))
    parsed_names = [[parse_name(n) for n in (*p.names, *p.known_as)] for p in roster.people]
    return NameBook(
        people=roster.people,
        forms={first: tuple(sorted(found, key=lambda f: -len(f.tokens))) for first, found in forms.items()},
        full=full,
        initials=initials,
        given_initials=tuple(frozenset(p.given[0][0] for p in names if p.given) for names in parsed_names),
        surname_initials=tuple(frozenset(t[0] for p in names for t in p.surname) for names in parsed_names),
    )
