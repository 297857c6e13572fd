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
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model, QuerySet

from safelight.core.anonymise.roster import Roster
from safelight.records.cases.models import AgencyReview, Appointment, Case, PanelSeat
from safelight.records.cases.queries import roster_of

_PROGRAMS = Path(__file__).parents[2]
_LOOKING = ("core", "records")
"""The folders of the programs and word lists that decide who is found."""

MANY = 500
"""From how many cases on a whole table is read, because a database takes only so many keys in one question."""


class Looked:
    """What one build looks at. Rosters are read once; what was clean beside them before counts again."""

    def __init__(self, file: Path, *, cases: Iterable[UUID]) -> None:
        self._file, self._ids = file, frozenset(cases)
        self._cases = {case.pk: case for case in _cases(self._ids)}
        self._prints = prints_of(self._ids)
        self._rosters: dict[UUID, Roster] = {}
        self._before = _read(file)
        self._now: dict[str, UUID] = {}

    def roster(self, case_id: UUID) -> Roster | None:
        """Whom the records know for a case; None where it has no register to look by."""
        case = self._cases[case_id]
        if not case.register_sha256:
            return None
        if case_id not in self._rosters:
            self._rosters[case_id] = roster_of(case)
        return self._rosters[case_id]

    def is_clean(self, digest: bytes, *, case_id: UUID) -> bool:
        """Whether exactly this was looked at beside exactly this register; if so it is kept for the next time."""
        mark = self._mark(digest, case_id)
        if mark in self._before:
            self._now[mark] = case_id
        return mark in self._now

    def note(self, digest: bytes, *, case_id: UUID) -> None:
        """Nobody of this register was found in what has this SHA-256."""
        self._now[self._mark(digest, case_id)] = case_id

    def keep(self) -> None:
        """Write down what this build used, less what it held against a register that has changed meanwhile."""
        still = prints_of(self._ids)
        marks = [mark for mark, case_id in self._now.items() if still.get(case_id) == self._prints[case_id]]
        handle, fresh = tempfile.mkstemp(prefix=f"{self._file.name}-", dir=self._file.parent)
        with os.fdopen(handle, "w") as out:
            json.dump(sorted(marks), out)
        os.replace(fresh, self._file)

    def _mark(self, digest: bytes, case_id: UUID) -> str:
        return hmac.digest(_key(), digest + self._prints[case_id], "sha256").hex()[:40]


def prints_of(cases: Iterable[UUID]) -> dict[UUID, bytes]:
    """One hash for each case over all that its roster is made of, in five questions however many there are."""
    ids = frozenset(cases)
    if not ids:
        return {}
    said: defaultdict[UUID, list[Any]] = defaultdict(list)
    for case in _cases(ids):
        said[case.pk] += [_values(case), _values(case.board)]
    tables: tuple[QuerySet[Any], ...] = (
        Appointment.objects.order_by("pk"),
        PanelSeat.objects.order_by("pk"),
        AgencyReview.objects.order_by("pk"),
    )
    for rows in tables:
        for row in rows.filter(case__in=ids) if len(ids) < MANY else rows:
            said[row.case_id].append(_values(row))
    return {
        case_id: hashlib.sha256(f"{programs()} {said[case_id]!r}".encode()).digest()
        for case_id in ids
        if case_id in said
    }


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
    if not ids:
        return ()
    rows = Case.objects.select_related("board").order_by("pk")
    return [case for case in rows if case.pk in ids] if len(ids) >= MANY else list(rows.filter(pk__in=ids))


def _values(row: Model) -> list[str]:
    return [repr(getattr(row, field.attname)) for field in row._meta.concrete_fields]


@lru_cache(maxsize=1)
def _key() -> bytes:
    return hashlib.sha256(b"what was looked at" + settings.NAMES_KEY.encode()).digest()


def _read(file: Path) -> frozenset[str]:
    """The marks of the build before; none where the file is missing or damaged, so that everything is looked at."""
    try:
        return frozenset(str(mark) for mark in json.loads(file.read_bytes()))
    except (OSError, ValueError, TypeError):
        return frozenset()
