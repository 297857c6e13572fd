"""How do a review's rows read in pseudonyms? Worked out once for each register and wording, and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet

from safelight.core.anonymise.many import Mention, anonymise_many
from safelight.core.anonymise.roster import Roster
from safelight.core.review.chronology.seeking import haystack_of
from safelight.records.cases.models import Case, ChronologyRow, RowInPseudonyms, RowPerson

ROWS_AT_ONCE: Final = 1000
CANNOT: Final = "This cannot be shown in pseudonyms, because somebody would still be recognisable. See the real names."


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of a row that may name somebody."""

    date_as_written: str
    source: str
    event: str
    other: str


def fingerprint(roster: Roster) -> str:
    """The same for the same register, and for no other."""
    return hashlib.sha256(repr(roster).encode()).hexdigest()


def texts_of(row: ChronologyRow | RowInPseudonyms) -> Texts:
    """The words of a row, as its agency wrote them or as they were kept in pseudonyms."""
    return Texts(row.date_as_written, row.source, row.event, row.other)


def rows_of(case: Case) -> QuerySet[ChronologyRow]:
    """The rows that the agencies' current chronologies tell, and those kept because something uses them."""
    return ChronologyRow.objects.filter(file__case=case).filter(Q(file__current=True) | Q(is_gone=True))


def in_pseudonyms(rows: Sequence[ChronologyRow], *, roster: Roster) -> Mapping[int, Texts]:
    """The words of these rows in pseudonyms, by the row's id; `in_pseudonyms` was selected with them."""
    register = fingerprint(roster)
    shown: dict[int, Texts] = {}
    waiting = []
    for row in rows:
        kept = getattr(row, "in_pseudonyms", None)
        if kept is not None and kept.register == register and kept.wording == _wording(row):
            shown[row.pk] = texts_of(kept)
        else:
            waiting.append(row)
    renamed = _renamed(waiting, roster=roster)
    return shown | {row.pk: one.texts for row, one in zip(waiting, renamed, strict=True)}


def keep_up(case: Case, *, roster: Roster) -> None:
    """Work out and keep what is not kept for this register yet: what is shown can then be searched."""
    fits = Q(in_pseudonyms__register=fingerprint(roster), in_pseudonyms__file=F("file"))
    if waiting := list(rows_of(case).exclude(fits)):
        keep(waiting, roster=roster)


def keep(rows: Sequence[ChronologyRow], *, roster: Roster) -> None:
    """Keep how these rows read in pseudonyms, and whom they mention, in place of what was kept before."""
    register, people = fingerprint(roster), {person.id for person in roster.people}
    for some in _some(rows):
        renamed = _renamed(some, roster=roster)
        with transaction.atomic():
            RowInPseudonyms.objects.bulk_create(
                (_kept(row, one.texts, register=register) for row, one in zip(some, renamed, strict=True)),
                update_conflicts=True,
                unique_fields=["row"],
                update_fields=["file", "register", "wording", *Texts.__slots__, "haystack"],
            )
            RowPerson.objects.filter(row__in=[row.pk for row in some]).delete()
            RowPerson.objects.bulk_create(
                (
                    RowPerson(row=row, person=mention.key, called=mention.called[:200])
                    for row, one in zip(some, renamed, strict=True)
                    for mention in one.mentions
                    if mention.key in people
                ),
                ignore_conflicts=True,
            )


def _kept(row: ChronologyRow, shown: Texts, *, register: str) -> RowInPseudonyms:
    return RowInPseudonyms(
        row=row,
        file_id=row.file_id,
        register=register,
        wording=_wording(row),
        date_as_written=shown.date_as_written,
        source=shown.source,
        event=shown.event,
        other=shown.other,
        haystack=haystack_of(*astuple(shown)),
    )


def _wording(row: ChronologyRow) -> str:
    return hashlib.sha256("\0".join(astuple(texts_of(row))).encode(errors="replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class _Renamed:
    texts: Texts
    mentions: tuple[Mention, ...]


def _renamed(rows: Sequence[ChronologyRow], *, roster: Roster) -> list[_Renamed]:
    told = anonymise_many([text for row in rows for text in astuple(texts_of(row))], roster=roster)
    renamed = []
    for at in range(0, len(told), 4):
        mine = told[at : at + 4]
        texts = Texts(*(CANNOT if one.text is None else one.text for one in mine))
        renamed.append(_Renamed(texts, tuple(sorted({mention for one in mine for mention in one.mentions}))))
    return renamed


def _some(rows: Sequence[ChronologyRow]) -> Iterable[Sequence[ChronologyRow]]:
    return (rows[at : at + ROWS_AT_ONCE] for at in range(0, len(rows), ROWS_AT_ONCE))
