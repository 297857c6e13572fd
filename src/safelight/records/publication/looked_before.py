"""Which texts were looked at before, beside which registers, and found clean? While neither changes, they still are.

What is kept is one keyed hash for each pair of a text and a register, so it tells nobody a name and nobody can add to
it. The hash of a register covers everything that `roster_of` reads, and the programs that look.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Model

from safelight.core.anonymise.roster import Person, Place, Roster
from safelight.records.cases.models import Case
from safelight.records.cases.queries import roster_of

_PROGRAMS = Path(__file__).parents[2]
_LOOKING = ("core", "records")
"""The folders of the programs and word lists that decide who is found."""

MANY = 500
"""From how many cases on a whole table is read, because a database takes only so many keys in one question."""

_NAMED_IN = ("appointments", "panel", "agency_reviews")
"""What of a case names people beside its register."""


class Looked:
    """What one build looks at. The records are read once, so that a roster is what its hash says, whatever is written
    meanwhile; what was clean beside it before counts again."""

    def __init__(self, file: Path, *, cases: Iterable[UUID]) -> None:
        self._file, self._ids = file, frozenset(cases)
        self._cases = {case.pk: case for case in _cases(self._ids)}
        self._prints = {case_id: _print(case) for case_id, case in self._cases.items()}
        self._rosters: dict[UUID, Roster] = {}
        self._before = _read(file)
        self._now: set[str] = set()

    def roster(self, case_id: UUID) -> Roster | None:
        """Whom the records know for a case; None where it has no register to look by."""
        case = self._cases[case_id]
        if not case.register_sha256:
            return None
        if case_id not in self._rosters:
            self._rosters[case_id] = roster_of(case)
        return self._rosters[case_id]

    def everybody(self) -> Roster:
        """The people and places of all cases in one roster, with nobody who stays named."""
        people, places = list[Person](), list[Place]()
        for case_id in self._cases:
            roster = self.roster(case_id) or Roster()
            reference = (("reference", roster.case_reference),) if roster.case_reference else ()
            people.append(Person(id=f"{case_id}/", names=(), identifiers=reference, pseudonym="a case"))
            people += [replace(person, id=f"{case_id}/{person.id}") for person in roster.people]
            places += [replace(place, id=f"{case_id}/{place.id}") for place in roster.places]
        return Roster(people=tuple(people), places=tuple(places))

    def is_of(self, key: str, case_id: UUID) -> bool:
        """Whether an entry of `everybody` comes from this case."""
        return key.startswith(f"{case_id}/")

    def print_of(self, case_id: UUID) -> bytes:
        """One hash over all that a case's roster is made of, and over the programs that look."""
        return self._prints[case_id]

    def print_of_all(self) -> bytes:
        """The same over all cases together."""
        return _of_all(self._prints)

    def is_clean(self, digest: bytes, *, register: bytes) -> bool:
        """Whether exactly this was looked at beside exactly this register; if so it is kept for the next time."""
        mark = _mark(digest, register)
        if mark in self._before:
            self._now.add(mark)
        return mark in self._now

    def note(self, digest: bytes, *, register: bytes) -> None:
        """Nobody of this register was found in what has this SHA-256."""
        self._now.add(_mark(digest, register))

    def keep(self) -> None:
        """Write down what this build used. A register that has changed meanwhile has another hash, and no marks yet."""
        handle, fresh = tempfile.mkstemp(prefix=f"{self._file.name}-", dir=self._file.parent)
        with os.fdopen(handle, "w") as out:
            json.dump(sorted(self._now), out)
        os.replace(fresh, self._file)


def _print(case: Case) -> bytes:
    rows = (row for table in _NAMED_IN for row in sorted(getattr(case, table).all(), key=lambda row: str(row.pk)))
    said = [_values(case), _values(case.board), *map(_values, rows)]
    return hashlib.sha256(f"{programs()} {said!r}".encode()).digest()


def _of_all(prints: Mapping[UUID, bytes]) -> bytes:
    return hashlib.sha256(b"".join(case_id.bytes + prints[case_id] for case_id in sorted(prints))).digest()


def _mark(digest: bytes, register: bytes) -> str:
    return hmac.digest(_key(), digest + register, "sha256").hex()[:40]


@lru_cache(maxsize=1)
def programs() -> str:
    """One hash over the programs and the lists that decide who is found, and over what they are built on."""
    whole = hashlib.sha256(f"{sys.version} {unicodedata.unidata_version} {version('pyahocorasick')}".encode())
    for folder in _LOOKING:
        for file in sorted((_PROGRAMS / folder).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                whole.update(f"{file.relative_to(_PROGRAMS)} {file.stat().st_size} ".encode())
                whole.update(file.read_bytes())
    return whole.hexdigest()


def _cases(ids: frozenset[UUID]) -> Iterable[Case]:
    """The cases with all that names people in them, in four questions."""
    rows = Case.objects.select_related("board").prefetch_related(*_NAMED_IN).order_by("pk")
    return [case for case in rows if case.pk in ids] if len(ids) >= MANY else list(rows.filter(pk__in=ids))


def _values(row: Model) -> str:
    """All columns of a row. What else hangs on it, such as what was fetched along, begins with a mark."""
    return repr([(name, value) for name, value in sorted(row.__dict__.items()) if not name.startswith("_")])


@lru_cache(maxsize=1)
def _key() -> bytes:
    return hashlib.sha256(b"what was looked at" + settings.NAMES_KEY.encode()).digest()


def _read(file: Path) -> frozenset[str]:
    """The marks of the build before; none where the file is missing or damaged, so that everything is looked at."""
    try:
        return frozenset(str(mark) for mark in json.loads(file.read_bytes()))
    except (OSError, ValueError, TypeError):
        return frozenset()
