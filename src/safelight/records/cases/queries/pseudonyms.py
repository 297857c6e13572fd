"""How is everybody of a case called, what is wrong with it, and what are people called in other published reviews?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from safelight.core.anonymise.schemes.checking import check, is_telling
from safelight.core.anonymise.schemes.scheme import Scheme
from safelight.core.vocabulary import Reader, Stage
from safelight.records.cases import vault
from safelight.records.cases.models import Case, PseudonymScheme
from safelight.records.cases.queries.overview import register_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledLine:
    """Somebody's real name beside what they are called, with what is wrong with it. For the audited page alone."""

    name: str
    role: str
    pseudonym: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeLine:
    """A scheme that was chosen, and for whom."""

    audience: str
    scheme: Scheme
    neutral: bool
    in_use: bool
    chosen_by: str
    chosen_at: datetime
    missing: int
    """How many of the register have no pseudonym in it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PseudonymsPage:
    """The table of names and pseudonyms, what breaks the rules, and the schemes there are."""

    reference: str
    public_name: str
    reader: Reader
    people: tuple[CalledLine, ...]
    faults: tuple[str, ...]
    schemes: tuple[SchemeLine, ...]
    taken: tuple[str, ...]
    stays: bool
    """Whether something is published, so that the scheme for what is published cannot be another one."""


def pseudonyms_page(case: Case, *, reader: Reader) -> PseudonymsPage:
    """The page, for the action that has asked who reads it and recorded it."""
    roster, taken = register_of(case), taken_elsewhere(case)
    current = case.pseudonym_schemes.filter(in_use=True).first()
    labels = {person.id: person.pseudonym for person in roster.people}
    faults = check(roster, labels, taken=taken, neutral=bool(current and current.neutral))
    return PseudonymsPage(
        reference=case.reference,
        public_name=case.public_name,
        reader=reader,
        people=tuple(
            CalledLine(
                name=person.names[0],
                role=person.role,
                pseudonym=person.pseudonym,
                faults=tuple(fault.why for fault in faults if fault.person == person.id),
            )
            for person in roster.people
        ),
        faults=tuple(fault.why for fault in faults if not fault.person),
        schemes=tuple(
            SchemeLine(
                audience=row.audience,
                scheme=Scheme(row.scheme),
                neutral=row.neutral,
                in_use=row.in_use,
                chosen_by=row.chosen_by.name,
                chosen_at=row.chosen_at,
                missing=sum(person.id not in labels_of(row) for person in roster.people),
            )
            for row in case.pseudonym_schemes.select_related("chosen_by")
        ),
        taken=taken,
        stays=case.stage in {Stage.PUBLISHED, Stage.CLOSED},
    )


def labels_of(row: PseudonymScheme) -> dict[str, str]:
    """Who is called what, by the register's ids, as it was kept."""
    labels: dict[str, str] = json.loads(vault.get(row.labels_sha256, shelf=vault.Shelf.NAMES))
    return labels


def taken_elsewhere(case: Case) -> tuple[str, ...]:
    """What people are called in the board's other published reviews, as far as it would be taken for one person."""
    others = Case.objects.filter(board=case.board_id, stage__in=[Stage.PUBLISHED, Stage.CLOSED]).exclude(pk=case.pk)
    taken: set[str] = set()
    for other in others:
        taken.add(other.public_name)
        taken.update(person.pseudonym for person in register_of(other).people if is_telling(person.pseudonym))
    return tuple(sorted(taken))
