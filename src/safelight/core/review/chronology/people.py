"""Whom of the register does each row speak of, and who appears under several names?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from safelight.core.anonymise.finders.names import FAMILY, FAMILY_MEMBER
from safelight.core.anonymise.finding import Finding
from safelight.core.anonymise.fold import WALL
from safelight.core.anonymise.listed import find_listed
from safelight.core.anonymise.roster import Roster
from safelight.core.review.chronology.model import Place, Row

_AT_ONCE: Final = 100_000


@dataclass(frozen=True, slots=True, order=True)
class Naming:
    """Somebody of the register, by the register's id, and how a row calls them."""

    person: str
    called: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name that rows use for somebody, and which rows."""

    called: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class SeveralNames:
    """Somebody whom the rows call by more than one name, the commonest first."""

    person: str
    names: tuple[Name, ...]


def people_in(rows: Sequence[Row], *, roster: Roster) -> tuple[frozenset[Naming], ...]:
    """For each row, whom its event, its source and its further columns name.

    A family name that several people of the register have names nobody. Rows of the same words are searched once.
    """
    texts = [_text(row) for row in rows]
    named = dict(_named(sorted(set(texts)), roster=roster)) if roster.people else {}
    return tuple(named.get(text, frozenset()) for text in texts)


def appear_as(rows: Sequence[Row], people: Sequence[frozenset[Naming]]) -> tuple[SeveralNames, ...]:
    """Who appears under more than one name, in the order of the register's ids; `people` is what `people_in` told.

    Capitals, spaces and a possessive make no other name.
    """
    found: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    shown: dict[tuple[str, str], str] = {}
    for row, namings in zip(rows, people, strict=True):
        for naming in sorted(namings):
            key = naming.called.casefold()
            shown.setdefault((naming.person, key), naming.called)
            if row.place not in found[naming.person][key][-1:]:
                found[naming.person][key].append(row.place)
    return tuple(
        SeveralNames(
            person,
            tuple(
                Name(shown[person, key], tuple(places))
                for key, places in sorted(names.items(), key=lambda each: (-len(each[1]), each[0]))
            ),
        )
        for person, names in sorted(found.items())
        if len(names) > 1
    )


def _text(row: Row) -> str:
    return "\n".join(part for part in (row.source, row.event, row.other) if part)


def _named(texts: Sequence[str], *, roster: Roster) -> Iterator[tuple[str, frozenset[Naming]]]:
    """Many texts at once, with a wall between them that no name is read across."""
    ids = frozenset(person.id for person in roster.people)
    for batch in _batches(texts):
        findings = iter(find_listed(WALL.join(batch), roster=roster))
        finding = next(findings, None)
        start = 0
        for text in batch:
            namings: set[Naming] = set()
            end = start + len(text)
            while finding is not None and finding.start < end:
                if finding.end <= end and _names_somebody(finding) and finding.key in ids:
                    namings.add(Naming(finding.key, _called(finding.text)))
                finding = next(findings, None)
            yield text, frozenset(namings)
            start = end + len(WALL)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    length = 0
    for text in texts:
        if batch and length + len(text) > _AT_ONCE:
            yield batch
            batch, length = [], 0
        batch.append(text)
        length += len(text)
    if batch:
        yield batch


def _names_somebody(finding: Finding) -> bool:
    return finding.label == "PERSON" and finding.replacement not in {FAMILY, FAMILY_MEMBER}


def _called(text: str) -> str:
    plain = " ".join(text.replace("’", "'").split())
    for ending in ("'s", "'"):
        if plain.casefold().endswith(ending):
            return plain[: -len(ending)]
    return plain
