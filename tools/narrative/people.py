"""The invented people of one record: who they are, and every way in which a hurried hand writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Final

from tools.narrative.patterns import read_lines

NAMES: Final = Path(__file__).parent / "words" / "names"
LOCALES: Final = (
    "cs_CZ", "da_DK", "de_DE", "en_GB", "en_GB", "en_IE", "en_IN", "en_KE", "en_NG", "en_PK", "en_US", "es_CO", "es_ES",
    "et_EE", "fr_FR", "fr_DZ", "ga_IE", "ha_NG", "hr_HR", "hu_HU", "ig_NG", "id_ID", "it_IT", "lt_LT", "lv_LV", "nl_NL",
    "pl_PL", "pt_BR", "pt_PT", "ro_RO", "sk_SK", "sv_SE", "sw", "tr_TR", "tw_GH", "uz_UZ", "yo_NG", "zu_ZA",
)  # fmt: skip
"""Locales of which Faker has names in Latin letters."""

_GIVEN_PARTS: Final = ("first_names", "first_names_male", "first_names_female", "first_names_unisex")
_FAMILY_PARTS: Final = ("last_names", "last_names_male", "last_names_female", "unisex_last_names")
_BEYOND_LATIN: Final = 0x250
"""The first code point after Latin Extended-B."""

FAMILY: Final = (
    "child", "sib", "sib2", "mother", "father", "partner", "gran", "aunt", "uncle", "neighbour", "friend", "lodger",
    "carer", "relative", "other",
)  # fmt: skip
_CHILDREN: Final = frozenset({"child", "sib", "sib2"})
_KIN: Final = _CHILDREN | {"mother", "father", "gran", "aunt", "uncle", "relative"}
WORKERS: Final = ("w1", "w2", "w3", "w4", "teacher", "doctor", "officer", "boss")

_RANKS: Final = (
    "PC", "PC", "PC", "PC", "DC", "DC", "WPC", "Sgt", "PS", "DS", "DI", "Insp", "PCSO", "Det", "Con",
)  # fmt: skip
_TITLES: Final = {
    "doctor": ("Dr", "Dr", "Dr", "Dr.", "Mr", "Professor", "Dr"),
    "teacher": ("Mrs", "Mr", "Miss", "Ms", "Mrs."),
    "worker": ("Ms", "Mr", "Mrs", "Miss", "Sister", "Nurse", "Ms"),
    "family": ("Mrs", "Mr", "Ms", "Miss", "Mr.", "Mrs."),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented. `collar` is a police officer's number, `title` what stands before the name."""

    given: str
    family: str
    nick: str
    title: str
    collar: str
    handle: str
    random: Random

    def written(self, form: str) -> str:
        """The person in one of the forms that a pattern may ask for. Raises KeyError for one that there is not."""
        return _FORMS[form](self)


def _initial(person: Person) -> str:
    return person.given[0].upper()


def _surname_initial(person: Person) -> str:
    return person.family.replace("'", "")[0].upper()


def _initials(person: Person) -> str:
    form = person.random.choice(("{}{}", "{}{}", "{}{}", "{}.{}."))
    return form.format(_initial(person), _surname_initial(person))


def _initial_and_surname(person: Person) -> str:
    return person.random.choice(("{} {}", "{}. {}", "{}.{}")).format(_initial(person), person.family)


def _surname_first(person: Person) -> str:
    form = person.random.choice(("{capitals}, {given}", "{capitals} {given}", "{family}, {given}"))
    return form.format(capitals=person.family.upper(), given=person.given, family=person.family)


def _possessive(person: Person) -> str:
    bare = person.given.endswith("s") and person.random.random() < 0.4
    return person.given + ("'" if bare else person.random.choice(("'s", "'s", "’s")))


_FORMS: Final[Mapping[str, Callable[[Person], str]]] = {
    "first": lambda p: p.given,
    "full": lambda p: f"{p.given} {p.family}",
    "surname": lambda p: p.family,
    "titled": lambda p: f"{p.title} {p.family}",
    "titledfull": lambda p: f"{p.title} {p.given} {p.family}",
    "initials": _initials,
    "firsti": lambda p: f"{p.given} {_surname_initial(p)}",
    "isurname": _initial_and_surname,
    "lastfirst": _surname_first,
    "nick": lambda p: p.nick,
    "poss": _possessive,
    "tsurname": lambda p: f"{p.title} {p.collar} {p.family}",
    "caps": lambda p: f"{p.given} {p.family}".upper(),
    "handle": lambda p: p.handle,
}


@cache
def _culture(name: str) -> tuple[Sequence[str], Sequence[str]]:
    """Given and family names: from our own list, or from Faker's of a locale."""
    if name in LOCALES:
        provider = import_module(f"faker.providers.person.{name}").Provider
        return _of_faker(provider, _GIVEN_PARTS), _of_faker(provider, _FAMILY_PARTS)
    sections = read_lines(NAMES / f"{name}.txt")
    return _between_commas(sections.get("given", [])), _between_commas(sections.get("family", []))


def _between_commas(lines: Sequence[str]) -> Sequence[str]:
    """Every value once, in the order of the lines."""
    values = (value.strip() for line in lines for value in line.split(","))
    return list(dict.fromkeys(value for value in values if value))


def _of_faker(provider: type, parts: Sequence[str]) -> Sequence[str]:
    """The names of some of a provider's lists that are written in Latin letters."""
    lists = (getattr(provider, part, ()) for part in parts)
    names = {name for some in lists if isinstance(some, list | tuple | dict) for name in some}
    return sorted(name for name in names if name[:1].isupper() and max(map(ord, name)) < _BEYOND_LATIN)


@cache
def nicknames() -> Mapping[str, Sequence[str]]:
    """Short forms by formal name."""
    lines = (line.split(":", 1) for line in read_lines(NAMES / "nicknames.txt").get("", []) if ":" in line)
    return {formal.strip(): [nick.strip() for nick in nicks.split(",")] for formal, nicks in lines}


@cache
def cultures() -> Sequence[str]:
    """Every list of names that there is, but for the words."""
    return (*sorted(path.stem for path in NAMES.glob("*.txt") if path.stem not in {"nicknames", "words"}), *LOCALES)


def allowed(values: Sequence[str], kept_back: bool | None) -> Sequence[str]:
    """Of a list all values (None), only those kept back for measuring (True: a fifth), or only the others (False).

    The letters of a value decide, so that it is kept back wherever it stands. Where that leaves none, all values.
    """
    return [value for value in values if kept_back is None or (sum(map(ord, value)) % 5 == 0) == kept_back] or values


@cache
def _allowed(culture: str, part: int, kept_back: bool | None) -> Sequence[str]:
    return allowed(_culture(culture)[part], kept_back)


class Names:
    """Names to draw from: all of them, or only those kept back for measuring (a fifth), or only the others."""

    def __init__(self, *, kept_back: bool | None) -> None:
        self.kept_back = kept_back

    def given(self, culture: str, random: Random) -> str:
        """A given name."""
        return random.choice(_allowed(culture, 0, self.kept_back))

    def family(self, culture: str, random: Random) -> str:
        """A family name, sometimes a double one."""
        families = _allowed(culture, 1, self.kept_back)
        name = random.choice(families)
        return f"{name}-{random.choice(families)}" if random.random() < 0.04 and "-" not in name else name

    def culture(self, random: Random) -> str:
        """British more often than any other, and one in nine somebody whose name is a word."""
        return random.choices(("modern_british", "en_GB", "words", random.choice(cultures())), (20, 20, 12, 48))[0]

    def person(self, role: str, culture: str, family: str | None, random: Random) -> Person:
        """Somebody for a role, with the family name given or one of the culture's."""
        given, surname = self.given(culture, random), family or self.family(culture, random)
        short = nicknames().get(given)
        nick = random.choice(short) if short else _shortened(given, random)
        kind = role if role in _TITLES else "worker" if role in WORKERS else "family"
        title = random.choice(_RANKS if role == "officer" else _TITLES[kind])
        return Person(given, surname, nick, title, _collar(random), _handle(given, surname, random), random)


def _shortened(given: str, random: Random) -> str:
    stem = given.split("-")[0].split(" ")[0]
    ending = random.choice(("y", "ie", "z", "o", "a"))
    return random.choice((stem[:3].rstrip("aeiou'") + ending, stem[:4], "Lil " + stem, stem))


def _collar(random: Random) -> str:
    number = str(random.randrange(12, 99999))
    return random.choice((number, number, number, number + random.choice("ABCDKNW"), random.choice("ACDEKP") + number))


def _handle(given: str, family: str, random: Random) -> str:
    stem, tail = ("".join(filter(str.isalnum, name.lower())) for name in (given, family))
    forms = ("@{0}_{1}{2}", "@{0}{1}", "@x{0}x", "{0}.{1}{2}", "@real{0}{2}", "{0}{2}", "@{0}_xx")
    return random.choice(forms).format(stem, tail[:3], random.randrange(1, 99))


class Cast:
    """The people of one record, each invented when first asked for. Relations mostly share a family name."""

    def __init__(self, names: Names, random: Random) -> None:
        self._names, self._random = names, random
        self._culture = names.culture(random)
        self._family = names.family(self._culture, random)
        self._people: dict[str, Person] = {}

    def __contains__(self, who: str) -> bool:
        return who in FAMILY or who in WORKERS

    def __getitem__(self, who: str) -> Person:
        if who not in self._people:
            self._people[who] = self._invented(who)
        return self._people[who]

    def _invented(self, who: str) -> Person:
        kin = who in _KIN
        related = kin and self._random.random() < (0.9 if who in _CHILDREN else 0.55)
        culture = self._culture if kin and self._random.random() < 0.8 else self._names.culture(self._random)
        return self._names.person(who, culture, self._family if related else None, self._random)
