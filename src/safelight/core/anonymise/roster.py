"""Who and what must not be recognisable in one case, who must stay named, and the label that each wears."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

import tomli

from safelight.core.anonymise.entry import Entry
from safelight.core.anonymise.entry import RegisterError as RegisterError
from safelight.core.anonymise.kinship import Relation, Sex, check_relations, quoted, read_relation, relation_as_toml
from safelight.core.vocabulary import OfficerRole

DEFAULT_PSEUDONYMS: Final[Mapping[str, str]] = {
    "subject": "the child",
    "sibling": "a sibling",
    "parent": "a parent",
    "relative": "a relative",
    "carer": "a carer",
    "associate": "an associate",
    "professional": "a professional",
    "other": "a person",
}
PERSON_ROLES: Final = tuple(DEFAULT_PSEUDONYMS)

DEFAULT_REPLACEMENTS: Final[Mapping[str, str]] = {
    "school": "a school",
    "nursery": "a nursery",
    "home": "a home",
    "surgery": "a surgery",
    "hospital": "a hospital",
    "hostel": "a hostel",
    "area": "the area",
    "other": "a place",
}
PLACE_KINDS: Final = tuple(DEFAULT_REPLACEMENTS)

LABEL_WORDS: Final = frozenset(
    {
        "a", "an", "the", "of", "and", "to", "in", "adult", "aunt", "baby", "boy", "brother", "carer", "case",
        "child", "cousin", "father", "friend", "girl", "grandfather", "grandmother", "hospital", "infant",
        "mother", "mr", "mrs", "ms", "neighbour", "nursery", "parent", "partner", "person", "professional",
        "relative", "school", "sibling", "sister", "social", "son", "step", "daughter", "surgery", "twin",
        "uncle", "woman", "man", "worker", "young", "youth",
    }
)  # fmt: skip
"""Words that a label may be made of even where somebody in the case happens to be called that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who must not be identifiable. `names` are full names with the given names first."""

    id: str
    role: str = "other"
    names: tuple[str, ...]
    known_as: tuple[str, ...] = ()
    date_of_birth: date | None = None
    date_of_death: date | None = None
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    pseudonym: str
    sex: Sex | None = None
    """For the family tree alone; nothing is assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere that would identify the family."""

    id: str
    kind: str = "other"
    names: tuple[str, ...]
    replacement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Somebody whom the executive summary must name."""

    role: OfficerRole
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMember:
    """A member of the panel as it is published: the post and the employer, never the name."""

    job_title: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Everybody and everything of one case that the anonymiser knows."""

    case_reference: str = ""
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    officers: tuple[Officer, ...] = ()
    panel: tuple[PanelMember, ...] = ()
    relations: tuple[Relation, ...] = ()
    """Who is what to whom, for the family tree. No text is searched for them."""

    def __hash__(self) -> int:
        """From a few entries only: what is made of a roster is kept under it, and a register may hold thousands."""
        ends = tuple(person.id for person in (*self.people[:3], *self.people[-3:]))
        return hash((self.case_reference, len(self.people), ends, len(self.places), len(self.officers)))


def _words(text: str) -> tuple[str, ...]:
    if text.isascii():
        return tuple(_ASCII_WORD.findall(text.lower()))
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\W\d_]+", plain.casefold()))


_ASCII_WORD: Final = re.compile(r"[a-z]+")


def _person(untrusted_table: object, *, number: int) -> Person:
    entry = Entry(untrusted_table, called=f"person {number}")
    key = entry.text("id")
    entry.called = f"person '{key}'"
    role = entry.chosen("role", PERSON_ROLES, default="other")
    person = Person(
        id=key,
        role=role,
        names=entry.texts("names", needed=True),
        known_as=entry.texts("known_as"),
        date_of_birth=entry.day("date_of_birth"),
        date_of_death=entry.day("date_of_death"),
        addresses=entry.texts("addresses"),
        phones=entry.texts("phones"),
        emails=entry.texts("emails"),
        identifiers=entry.pairs("identifiers"),
        pseudonym=entry.text("pseudonym", default="") or DEFAULT_PSEUDONYMS[role],
        sex=Sex(entry.chosen("sex", tuple(Sex))) if "sex" in entry.table else None,
    )
    entry.finish(Person.__slots__)
    born, died = person.date_of_birth, person.date_of_death
    if born and died and died < born:
        raise RegisterError(f"person '{key}': date_of_death is before date_of_birth. Correct one of them.")
    for name in (*person.names, *person.known_as):
        if not any(map(str.isalpha, name)):
            raise RegisterError(f"person '{key}': the name '{name}' has no letters. Write the name in full.")
    return person


def _place(untrusted_table: object, *, number: int) -> Place:
    entry = Entry(untrusted_table, called=f"place {number}")
    key = entry.text("id")
    entry.called = f"place '{key}'"
    kind = entry.chosen("kind", PLACE_KINDS, default="other")
    place = Place(
        id=key,
        kind=kind,
        names=entry.texts("names", needed=True),
        replacement=entry.text("replacement", default="") or DEFAULT_REPLACEMENTS[kind],
    )
    entry.finish(Place.__slots__)
    return place


def _officer(untrusted_table: object, *, number: int) -> Officer:
    entry = Entry(untrusted_table, called=f"officer {number}")
    officer = Officer(role=OfficerRole(entry.chosen("role", tuple(OfficerRole))), name=entry.text("name"))
    entry.finish(Officer.__slots__)
    return officer


def _panel_member(untrusted_table: object, *, number: int) -> PanelMember:
    entry = Entry(untrusted_table, called=f"panel member {number}")
    member = PanelMember(job_title=entry.text("job_title"), organisation=entry.text("organisation"))
    entry.finish(PanelMember.__slots__)
    return member


def _listed(untrusted_value: object, *, called: str) -> list[object]:
    if not isinstance(untrusted_value, list):
        raise RegisterError(f"'{called}' must be written with two brackets, as [[{called}]], once for each entry.")
    return untrusted_value


def check_labels(roster: Roster) -> None:
    """Refuse ids used twice, labels that give somebody or somewhere away, and people both named and unnamed.

    Raises:
        RegisterError: naming the first such entry.
    """
    seen: set[str] = {"case"}
    for key in [*(person.id for person in roster.people), *(place.id for place in roster.places)]:
        if key in seen:
            raise RegisterError(f"id '{key}' is used twice, or is the word 'case'. Give each entry an id of its own.")
        seen.add(key)
    named = [(person.id, _words(name)) for person in roster.people for name in (*person.names, *person.known_as)]
    full = {words: key for key, words in named} if roster.officers else {}
    for officer in roster.officers:
        if _words(officer.name) in full:
            raise RegisterError(
                f"officer '{officer.name}' has the name of person '{full[_words(officer.name)]}'. An officer must be "
                "named and a person of the case must not: correct one of the two entries."
            )
    given_away = _names_in_labels(named, places=roster.places)
    labels = [("person", p.id, "pseudonym", p.pseudonym) for p in roster.people]
    labels += [("place", p.id, "replacement", p.replacement) for p in roster.places]
    for kind, key, field, label in labels:
        if what := given_away(label):
            raise RegisterError(
                f"{kind} '{key}': the {field} '{label}' contains {what}. Choose a label with nothing of any name in it."
            )


def _names_in_labels(named: Sequence[tuple[str, tuple[str, ...]]], *, places: Sequence[Place]) -> Callable[[str], str]:
    """A question to ask of every label: which name of the register does it contain, if any?"""
    owners: dict[str, str] = {}
    for key, words in named:
        for word in words:
            if word not in owners and len(word) > 1 and word not in LABEL_WORDS:
                owners[word] = key
    placed = [(words, place.id) for place in places for words in map(_words, place.names) if words]

    def given_away(label: str) -> str:
        words = _words(label)
        for word in words:
            if word in owners:
                return f"'{word}', a name of person '{owners[word]}'"
        for place, key in placed:
            if any(words[at : at + len(place)] == place for at in range(len(words))):
                return f"the name of place '{key}'"
        return ""

    return given_away


def read_register(untrusted_toml: str) -> Roster:
    """Read the people register, in the form that the command line publishes.

    Raises:
        RegisterError: when something is missing, misspelt or of the wrong kind; the message names the entry.
    """
    try:
        untrusted = tomli.loads(untrusted_toml)
    except tomli.TOMLDecodeError as problem:
        raise RegisterError(f"The register is not valid TOML: {problem}. Correct that line.") from None
    tables = Entry(untrusted, called="the register")
    case = Entry(tables.table.pop("case", {}), called="case")
    roster = Roster(
        case_reference=case.text("reference", default=""),
        people=tuple(
            _person(row, number=n) for n, row in enumerate(_listed(tables.table.pop("person", []), called="person"), 1)
        ),
        places=tuple(
            _place(row, number=n) for n, row in enumerate(_listed(tables.table.pop("place", []), called="place"), 1)
        ),
        officers=tuple(
            _officer(row, number=n)
            for n, row in enumerate(_listed(tables.table.pop("officer", []), called="officer"), 1)
        ),
        panel=tuple(
            _panel_member(row, number=n)
            for n, row in enumerate(_listed(tables.table.pop("panel_member", []), called="panel_member"), 1)
        ),
        relations=tuple(
            read_relation(row, number=n)
            for n, row in enumerate(_listed(tables.table.pop("relation", []), called="relation"), 1)
        ),
    )
    case.finish(["reference"])
    tables.finish(["case", "person", "place", "officer", "panel_member", "relation"])
    check_labels(roster)
    born = {person.id: person.date_of_birth for person in roster.people}
    check_relations(roster.relations, born=born)
    return roster


def _value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return "{ " + ", ".join(f"{quoted(name)} = {quoted(item)}" for name, item in value) + " }"
    if isinstance(value, tuple):
        return "[" + ", ".join(quoted(item) for item in value) + "]"
    return quoted(str(value))


def _table(header: str, entry: Person | Place | Officer | PanelMember) -> str:
    rows = [(field.name, getattr(entry, field.name)) for field in fields(entry)]
    return "\n".join([header, *(f"{name} = {_value(value)}" for name, value in rows if value not in (None, (), ""))])


def person_as_toml(person: Person) -> str:
    """The person as one table of the register."""
    return _table("[[person]]", person)


def write_register(roster: Roster) -> str:
    """The register as TOML text, which reads back to an equal roster."""
    tables = [f"[case]\nreference = {quoted(roster.case_reference)}"]
    tables += [person_as_toml(person) for person in roster.people]
    tables += [_table("[[place]]", place) for place in roster.places]
    tables += [_table("[[officer]]", officer) for officer in roster.officers]
    tables += [_table("[[panel_member]]", member) for member in roster.panel]
    tables += [relation_as_toml(relation) for relation in roster.relations]
    return "\n\n".join(tables) + "\n"
