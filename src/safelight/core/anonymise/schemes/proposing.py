"""What is everybody called under a scheme? Proposed from a seed, so that it can be made again, and never from names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain, count, islice
from typing import Final

from safelight.core.anonymise.fold import fold_words
from safelight.core.anonymise.kinship import Sex
from safelight.core.anonymise.roster import Person, Roster
from safelight.core.anonymise.schemes.checking import (
    initials_of,
    is_birth_order,
    is_telling,
    letters_of,
    real_words,
    series_of,
)
from safelight.core.anonymise.schemes.first_names import EITHER, HERS, HIS
from safelight.core.anonymise.schemes.related import related
from safelight.core.anonymise.schemes.scheme import Scheme, is_child
from safelight.core.anonymise.words import is_ordinary

_CONSONANTS: Final = "bcdfghjklmnpqrstvwxz"
_INDEX: Final = re.compile(r"\s*\b(?:\d+|[A-Z]{1,2}\d*)\Z")
_AHEAD: Final = 40
"""How many labels are tried before a child's place in the order of birth is given up: far more than are needed."""


_WEEK: Final = timedelta(days=7)
_AT_MOST: Final = 1000
_SAFE: Final = {
    "subject": "Child", "sibling": "Child", "parent": "Adult", "relative": "Relative", "carer": "Carer",
    "associate": "Person", "professional": "Professional", "other": "Person",
}  # fmt: skip
"""What anybody can be called with a number, when all else would have a real name or initial in it."""


def propose(
    roster: Roster,
    *,
    scheme: Scheme,
    seed: str,
    taken: Collection[str] = (),
    kept: Mapping[str, str] | None = None,
    neutral: bool = False,
) -> dict[str, str]:
    """What everybody of the register is called, by id. `kept` is what some are called already: it stays.

    No label has a letter of its bearer's initials or a name of the register, none stands twice or in `taken`, and the
    children's do not run as they were born. The same seed and register give the same labels.
    """
    labels = {person.id: kept[person.id] for person in roster.people if kept and person.id in kept}
    used = {label.casefold() for label in labels.values()}
    elsewhere = {label.casefold() for label in taken if is_telling(label)}
    names, words = real_words(roster), related(roster)
    children = [
        (person.date_of_birth, labels[person.id])
        for person in roster.people
        if is_child(person) and person.id in labels
    ]
    for person in sorted(roster.people, key=lambda each: _drawn(seed, each.id)):
        if person.id in labels:
            continue
        own = initials_of(person)

        def fits(label: str, own: set[str] = own) -> bool:
            low = label.casefold()
            return low not in used | elsewhere and not own & letters_of(label) and not names & set(fold_words(label))

        word = words[person.id][neutral]
        alone = sum(both[neutral] == word for both in words.values()) == 1
        first = chain([word] if alone else [], _numbered(word, start=1 + (word.casefold() in used)))
        stream = _stream(person, scheme=scheme, seed=seed, related_as=first, neutral=neutral)
        free = (label for label in stream if fits(label))
        label = _for_a_child(free, person, children) if is_child(person) else next(free)
        labels[person.id] = label
        used.add(label.casefold())
    return {person.id: labels[person.id] for person in roster.people}


def _drawn(seed: str, key: str) -> str:
    """A number drawn for a key: the same for the same seed, and telling nothing of the key."""
    return hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest()


def _for_a_child(free: Iterator[str], person: Person, children: list[tuple[date | None, str]]) -> str:
    """The first label that does not tell who is older, and that leaves room for another child to be added."""
    tried = list(islice(free, _AHEAD))
    for label in tried:
        family = [*children, (person.date_of_birth, label)]
        series = [(born, other) for born, other in family if series_of(other) == series_of(label)]
        if not is_birth_order(series) and _leaves_room(series, [other for other in tried if other != label]):
            children.append((person.date_of_birth, label))
            return label
    children.append((person.date_of_birth, tried[0]))
    return tried[0]


def _leaves_room(family: list[tuple[date | None, str]], others: list[str]) -> bool:
    """Whether one more child, older, younger or between, could be called something that tells no order.

    Once the labels of three run neither way, no child more can make them run.
    """
    born = sorted({day for day, _ in family if day is not None})
    if len(born) != 2:
        return True
    days = [born[0] - _WEEK, born[1] + _WEEK] if date.min + _WEEK < born[0] and born[1] < date.max - _WEEK else []
    days += [born[0] + (born[1] - born[0]) / 2] if born[1] - born[0] > timedelta(days=2) else []
    taken = {label for _, label in family}
    return all(
        any(not is_birth_order([*family, (day, label)]) for label in others if label not in taken) for day in days
    )


def _stream(person: Person, *, scheme: Scheme, seed: str, related_as: Iterator[str], neutral: bool) -> Iterator[str]:
    """Labels for one person without end, in an order drawn from the seed where an order could tell something."""
    wanted = _wanted(person, scheme=scheme, seed=seed, related_as=related_as, neutral=neutral)
    return chain(islice(wanted, _AT_MOST), _numbered(_SAFE[person.role]))


def _wanted(person: Person, *, scheme: Scheme, seed: str, related_as: Iterator[str], neutral: bool) -> Iterator[str]:
    if person.role == "professional":
        what = _function(person)
        return chain([what] if " of " in what else [], _numbered(what))
    if scheme is Scheme.RELATIONS:
        return related_as
    stem = "Child" if is_child(person) else "Adult" if person.role in {"parent", "relative", "carer"} else "Person"
    if scheme is Scheme.NAMES:
        return chain(_shuffled(_first_names(person, neutral=neutral), seed, person.id), _codes(stem, seed, person.id))
    if scheme is Scheme.CODES:
        return iter(_codes(stem, seed, person.id))
    return _numbered(stem)


def _numbered(stem: str, *, start: int = 1) -> Iterator[str]:
    return (f"{stem} {number}" for number in count(start))


def _shuffled(labels: Iterable[str], seed: str, key: str) -> list[str]:
    return sorted(labels, key=lambda label: _drawn(seed, f"{key}\n{label}"))


def _codes(stem: str, seed: str, key: str) -> list[str]:
    letters = _CONSONANTS.upper()
    return [f"{stem} {code}" for code in _shuffled((a + b for a in letters for b in letters if a != b), seed, key)]


def _first_names(person: Person, *, neutral: bool) -> tuple[str, ...]:
    if neutral or person.sex is None:
        return EITHER
    return HERS if person.sex is Sex.FEMALE else HIS


def _function(person: Person) -> str:
    """What a professional does, from what they are called now, where that is no more than words: "Social worker"."""
    said = _INDEX.sub("", re.sub(r"\A(?:the|an?)\s+", "", person.pseudonym, flags=re.IGNORECASE)).strip()
    words = fold_words(said)
    plain = words and all(len(word) > 1 and is_ordinary(word) for word in words) and len(said) > 3
    return said[:1].upper() + said[1:] if plain or said == "GP" else "Professional"
