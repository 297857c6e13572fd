"""Which rows of a review's chronology are asked for? Every filter is one condition that the database answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from safelight.core.review.chronology.days import day_of
from safelight.core.review.chronology.seeking import needles_of
from safelight.records.cases.models import ChronologyRow, RowPerson, RowRemark
from safelight.records.cases.queries.naming import Manner, Naming
from safelight.records.cases.words import RowMark

ANY_MARK = "any"
IN_ORDER = (F("position").asc(nulls_last=True), "earliest", "time", "file__agency__name", "file__department", "row")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFilters:
    """Which rows to show. `since` and `until` are ISO dates, as precise as wanted; `words` must all occur.

    `person` is what stands for somebody on the page that was shown before; `mark` is a RowMark or "any".
    """

    agency: UUID | None = None
    person: str = ""
    theme: int | None = None
    since: str = ""
    until: str = ""
    words: str = ""
    key_events: bool = False
    mark: str = ""

    @property
    def only_when_and_whose(self) -> bool:
        """Whether nothing else is filtered by: then a silence between two rows really is one."""
        return not (self.person or self.theme or self.words.strip() or self.key_events or self.mark)


EVERY_ROW = RowFilters()


def filtered(
    rows: QuerySet[ChronologyRow], filters: RowFilters, *, naming: Naming, person: str = ""
) -> QuerySet[ChronologyRow]:
    """The rows that fit. `person` is the key in the register of whoever `filters.person` stands for.

    Words are looked for in what the reader is shown: a search in pseudonyms tells nobody a name by what it finds. Who
    sees one agency's rows alone is told nothing of the others by filtering for what comparing or the panel brought up.
    """
    if filters.agency is not None:
        rows = rows.filter(file__agency=filters.agency)
    if filters.person:
        rows = rows.filter(Exists(RowPerson.objects.filter(row=OuterRef("pk"), person=person)))
    if naming.sees_all:
        rows = _made_of_them(rows, filters)
    return _worded(_when(rows, filters), filters.words, naming=naming)


def _made_of_them(rows: QuerySet[ChronologyRow], filters: RowFilters) -> QuerySet[ChronologyRow]:
    if filters.theme is not None:
        rows = rows.filter(themes=filters.theme)
    if filters.key_events:
        rows = rows.filter(key_event=True)
    return rows.filter(_marked(filters.mark)) if filters.mark else rows


def _when(rows: QuerySet[ChronologyRow], filters: RowFilters) -> QuerySet[ChronologyRow]:
    since, until = days_of(filters.since), days_of(filters.until)
    if since is not None:
        rows = rows.filter(latest__gte=since[0])
    if until is not None:
        rows = rows.filter(earliest__lte=until[1])
    return rows


def _marked(mark: str) -> Exists:
    remarks = RowRemark.objects.filter(row=OuterRef("pk"), mistaken=False)
    return Exists(remarks.filter(mark=mark) if mark in set(RowMark) else remarks)


def _worded(rows: QuerySet[ChronologyRow], words: str, *, naming: Naming) -> QuerySet[ChronologyRow]:
    needles = needles_of(words)
    if needles and naming.manner is Manner.WITHHELD:
        return rows.none()
    field = "haystack" if naming.in_clear else "in_pseudonyms__haystack"
    sought = Q()
    for needle in needles:
        sought &= Q(**{f"{field}__contains": needle})
    return rows.filter(sought)


def days_of(untrusted_iso: str) -> tuple[date, date] | None:
    """The first and the last day that a date, as precise as it is, may mean; None where it is no date."""
    try:
        day = day_of(untrusted_iso)
    except ValueError:
        return None
    return None if day is None else (day.first, day.last)
