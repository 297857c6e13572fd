"""Does anything that people are called give them away? Every fault with its plain reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from safelight.core.anonymise.fold import fold_words
from safelight.core.anonymise.naming import parse_name
from safelight.core.anonymise.nicknames import nicknames
from safelight.core.anonymise.roster import LABEL_WORDS, Person, Roster
from safelight.core.anonymise.schemes.related import related
from safelight.core.anonymise.schemes.scheme import Fault, is_child
from safelight.core.anonymise.words import is_ordinary

_CODE: Final = re.compile(r"\b[A-Z]{1,2}(?=\d{0,3}\b)")
_COUNTED: Final = re.compile(r"\s*\b(?:\d+|[A-Z]{1,2}\d*)\Z")
_NO_CODE: Final = frozenset({"MR", "MS", "DR", "GP", "PC", "DC", "DS", "DI"})
_ARTICLE: Final = re.compile(r"\AA (?=[a-z])")
_NUMBERED_CHILD: Final = re.compile(r"\A(?:child|baby|infant|boy|girl|young person)\s?\d+\Z", re.IGNORECASE)
_SIDES: Final = (("maternal", "paternal"), ("paternal", "maternal"), ("mother", "father"), ("father", "mother"),
                 ("grandmother", "grandfather"), ("grandfather", "grandmother"), ("sister", "brother"),
                 ("brother", "sister"), ("aunt", "uncle"), ("uncle", "aunt"))  # fmt: skip


def check(
    roster: Roster, labels: Mapping[str, str], *, taken: Collection[str] = (), neutral: bool = False
) -> tuple[Fault, ...]:
    """Every fault of the labels, by the id of the person; nothing where they can be used.

    `taken` is what people are called in the board's other published reviews. With `neutral` no label may tell a sex.
    """
    people = [person for person in roster.people if person.id in labels]
    used = {name.casefold() for name in taken if is_telling(name)}
    names = real_words(roster)
    faults: list[Fault] = []
    for person in people:
        label = labels[person.id]
        if initials_of(person) & letters_of(label):
            faults.append(
                Fault(person=person.id, kind="real-initial", why=f"“{label}” has a letter of their own initials.")
            )
        if found := sorted(set(fold_words(label)) & names):
            faults.append(
                Fault(
                    person=person.id,
                    kind="real-name",
                    why=f"“{label}” has the word “{found[0]}”, a name of this register.",
                )
            )
        if label.casefold() in used and is_telling(label):
            faults.append(
                Fault(
                    person=person.id,
                    kind="taken",
                    why=f"“{label}” is somebody in another published review of the board.",
                )
            )
        if neutral and set(fold_words(label)) & _TELLS_SEX:
            faults.append(
                Fault(person=person.id, kind="tells-sex", why=f"“{label}” tells whether it is a woman or a man.")
            )
    faults += _unrelated(roster, labels)
    faults += _twice(people, labels)
    if is_birth_order([(person.date_of_birth, labels[person.id]) for person in people if is_child(person)]):
        faults.append(
            Fault(person="", kind="birth-order", why="The children's labels are in the order of their birth.")
        )
    return tuple(faults)


_TELLS_SEX: Final = frozenset(
    {
        "mother", "father", "grandmother", "grandfather", "sister", "brother", "aunt", "uncle", "stepmother",
        "stepfather", "girl", "boy", "woman", "man", "son", "daughter", "mrs", "mr", "ms", "miss", "mum", "dad",
        "niece", "nephew",
    }
)  # fmt: skip


def is_telling(label: str) -> bool:
    """Whether a label would be taken for one and the same person in two reviews: a name, a code, a numbered child."""
    return bool(letters_of(label, names=False) or _NUMBERED_CHILD.match(label) or _invented(label))


def letters_of(label: str, *, names: bool = True) -> set[str]:
    """The letters of a code in a label, and the first of an invented name, in lower case."""
    found = {
        letter for code in _CODE.findall(_ARTICLE.sub("", label)) if code not in _NO_CODE for letter in code.lower()
    }
    return found | {word[0] for word in _invented(label)} if names else found


def _invented(label: str) -> list[str]:
    """Words with a capital that are no word of a label, as in "Robin"."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", label)
    found = []
    for number, word in enumerate(words):
        low = word.casefold()
        plain = low in LABEL_WORDS or low in _KNOWN or (is_ordinary(low) and (number > 0 or len(words) > 1))
        if word[0].isupper() and len(word) > 2 and not plain:
            found.append(low)
    return found


_KNOWN: Final = frozenset(
    {
        "maternal", "paternal", "grandmother", "grandfather", "grandparent", "stepmother", "stepfather", "adoptive",
        "foster", "half-sister", "half-brother", "half-sibling", "step-parent", "associate", "professional",
        "relative", "person", "sibling", "parent", "carer", "adult", "child", "partner",
    }
)  # fmt: skip


def initials_of(person: Person) -> set[str]:
    """The first letter of everything that somebody is called."""
    return {word[0] for name in (*person.names, *person.known_as) for word in fold_words(name)}


def real_words(roster: Roster) -> frozenset[str]:
    """Every word of a name in the register, with short forms of first names; words of labels are left out."""
    words: set[str] = set()
    for person in roster.people:
        for name in (*person.names, *person.known_as):
            parsed = parse_name(name)
            words.update(fold_words(name))
            words.update(short for word in parsed.given for short in nicknames(word))
    words.update(word for officer in roster.officers for word in fold_words(officer.name))
    words.update(found[0] for place in roster.places for name in place.names if len(found := fold_words(name)) == 1)
    return frozenset(word for word in words if len(word) > 1 and word not in LABEL_WORDS)


def _unrelated(roster: Roster, labels: Mapping[str, str]) -> Iterator[Fault]:
    """Labels that say another relation than the register does: the father's mother is no maternal grandmother."""
    recorded = {person.id for person in roster.people} & {end for relation in roster.relations for end in relation.ends}
    for person, (word, _) in related(roster).items():
        if person not in labels or person not in recorded:
            continue
        said, known = set(re.findall(r"[a-z]+", labels[person].lower())), set(re.findall(r"[a-z]+", word.lower()))
        if any(one in said and other in known and one not in known for one, other in _SIDES):
            yield Fault(
                person=person,
                kind="not-related",
                why=f"“{labels[person]}” is not what the family tree says: {word.lower()}.",
            )


def _twice(people: Iterable[Person], labels: Mapping[str, str]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for person in people:
        label = labels[person.id].casefold()
        if label in first:
            yield Fault(
                person=person.id, kind="twice", why=f"“{labels[person.id]}” is somebody else in this review as well."
            )
        first.setdefault(label, person.id)


def is_birth_order(children: Iterable[tuple[date | None, str]]) -> bool:
    """Whether labels of one series run as their children were born, on three days or more, upwards or downwards.

    Of two, one has to come first whatever they are called, so that it tells nothing; twins count as one.
    """
    series: dict[str, list[tuple[date, str]]] = {}
    for born, label in children:
        if born is not None and (stem := series_of(label)):
            series.setdefault(stem, []).append((born, label))
    return any(map(_runs, series.values()))


def _runs(children: Sequence[tuple[date, str]]) -> bool:
    days = sorted({born for born, _ in children})
    if len(days) < 3:
        return False
    pairs = list(pairwise([rank(label) for born, label in children if born == day] for day in days))
    return all(max(a) < min(b) for a, b in pairs) or all(min(a) > max(b) for a, b in pairs)


def series_of(label: str) -> str:
    """With which other labels people would put this one in order: Child 1 and Child 2, or all first names."""
    stem = _COUNTED.sub("", label).strip().casefold()
    if stem != label.strip().casefold():
        return stem or "code"
    return "name" if _invented(label) else ""


def rank(label: str) -> tuple[tuple[int, int, str], ...]:
    """Labels in the order in which people read them: Child 2 before Child 10."""
    pieces = re.findall(r"\d+|[^\d\s]+", label.casefold())
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)
