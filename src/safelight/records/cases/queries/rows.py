"""What stands on a page of the integrated chronology, for this reader and these filters?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

from django.db.models import Count, Min, QuerySet

from safelight.core.vocabulary import Reader
from safelight.records.cases.access import CaseKey
from safelight.records.cases.models import Case, ChronologyRow, RowPerson, Theme
from safelight.records.cases.pseudonyms import keep_up, rows_of
from safelight.records.cases.queries.facts import merged
from safelight.records.cases.queries.heads import CaseHead, Look, look
from safelight.records.cases.queries.naming import Manner, Naming, naming_for
from safelight.records.cases.queries.row_filters import EVERY_ROW, IN_ORDER, RowFilters, filtered
from safelight.records.cases.queries.row_lines import RowLine, lines_of, with_all
from safelight.records.cases.queries.silences import Gap, gaps_of
from safelight.records.cases.words import Names
from safelight.records.people.models import Agency, User
from safelight.records.people.queries import AgencyLine, agency_line

PER_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """Somebody of the register whom the rows mention. `key` stands for them in a form and tells nothing."""

    key: str
    called: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeLine:
    """One of the board's themes."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """A year and the page on which its rows begin."""

    year: int
    page: int
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsPage:
    """One page of rows, in the order of the integrated chronology where there is one.

    `first` and `last` count the rows shown among all that fit, from 1. `silences` are those that end before a row, by
    the row's key.
    """

    case: CaseHead
    manner: Manner
    may_switch: bool
    rows: tuple[RowLine, ...]
    page: int
    pages: int
    per_page: int
    total: int
    agencies: tuple[AgencyLine, ...]
    colours: Mapping[UUID, int]
    people: tuple[PersonLine, ...]
    themes: tuple[ThemeLine, ...]
    years: tuple[YearLine, ...]
    gaps: tuple[Gap, ...]
    silences: Mapping[UUID, Gap]
    stale: bool
    filters: RowFilters = field(default_factory=RowFilters)

    @property
    def first(self) -> int:
        """The number of the first row shown; 0 where there is none."""
        return (self.page - 1) * self.per_page + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.rows) - 1 if self.rows else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The rows that fit, not fetched yet, and how people are named in them."""

    seen: Look
    naming: Naming
    everything: QuerySet[ChronologyRow]
    rows: QuerySet[ChronologyRow]


def find_rows(seen: Look, *, filters: RowFilters, names: Names) -> Found:
    """The rows that fit the filters, among those that the reader may see, in order."""
    naming = naming_for(seen, names=names)
    everything = visible_rows(seen)
    if naming.roster is not None:
        keep_up(seen.case, roster=naming.roster)
    person = _person_behind(filters.person, among=everything, naming=naming) if filters.person else ""
    rows = filtered(everything, filters, naming=naming, person=person).order_by(*IN_ORDER)
    return Found(seen=seen, naming=naming, everything=everything, rows=rows)


def visible_rows(seen: Look) -> QuerySet[ChronologyRow]:
    """The rows of a review that this reader may see: an agency's author those of that agency.

    The notes that an author made for themselves are for that agency and the business manager alone.
    """
    rows = rows_of(seen.case)
    if seen.own is not None:
        return rows.filter(file__agency__in=seen.own)
    return rows if seen.head.reader is Reader.BUSINESS_MANAGER else rows.filter(is_note=False)


def chronology_rows(
    reader: User,
    case_id: CaseKey,
    *,
    filters: RowFilters = EVERY_ROW,
    page: int = 1,
    per_page: int = PER_PAGE,
    names: Names = Names.PSEUDONYMS,
) -> RowsPage:
    """One page of the rows of all current chronologies; an agency's author sees that agency's alone.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="rows")
    found = find_rows(seen, filters=filters, names=names)
    total = found.rows.count()
    pages = max(1, -(-total // per_page))
    number = min(max(1, page), pages)
    agencies = agencies_with_rows(found.everything)
    colours = colours_of(agencies)
    start = (number - 1) * per_page
    fetched = _fetched(found.rows, first=max(start - 1, 0), last=start + per_page)
    before, shown = (fetched[0] if start and fetched else None), fetched[1 if start else 0 :]
    latest = seen.case.integrations.order_by("merged_at", "id").last()
    gaps = gaps_of(latest, naming=found.naming, agency=_agency_named(filters.agency, agencies))
    return RowsPage(
        case=seen.head,
        manner=found.naming.manner,
        may_switch=found.naming.may_switch,
        rows=lines_of(shown, naming=found.naming, colours=colours),
        page=number,
        pages=pages,
        per_page=per_page,
        total=total,
        agencies=tuple(agency_line(agency) for agency in agencies),
        colours=colours,
        people=people_in(found.everything, naming=found.naming),
        themes=themes_of(seen.case),
        years=_years(found.rows, per_page=per_page),
        gaps=gaps,
        silences=_silences(before, shown, gaps) if filters.only_when_and_whose else {},
        stale=seen.own is None and not merged(seen.case),
        filters=filters,
    )


def _fetched(rows: QuerySet[ChronologyRow], *, first: int, last: int) -> list[ChronologyRow]:
    """Some of the rows, in their order. Only their keys are sorted: the words of all the others stay where they are."""
    keys = list(rows.values_list("pk", flat=True)[first:last])
    by_key = {row.pk: row for row in with_all(ChronologyRow.objects.filter(pk__in=keys)).order_by()}
    return [by_key[key] for key in keys]


def agencies_with_rows(rows: QuerySet[ChronologyRow]) -> list[Agency]:
    """The agencies that tell anything, in the order in which they get their colours."""
    return list(Agency.objects.filter(pk__in=rows.order_by().values("file__agency")).order_by("name"))


def colours_of(agencies: Sequence[Agency]) -> dict[UUID, int]:
    """A number for each agency, from 1: its colour and its lane."""
    return {agency.pk: number for number, agency in enumerate(agencies, start=1)}


def themes_of(case: Case) -> tuple[ThemeLine, ...]:
    """The board's own themes."""
    return tuple(ThemeLine(id=theme.pk, name=theme.name) for theme in Theme.objects.filter(board=case.board_id))


def people_in(rows: QuerySet[ChronologyRow], *, naming: Naming) -> tuple[PersonLine, ...]:
    """Whom the rows mention: under their pseudonyms, or as the rows call them most fully."""
    if naming.manner is Manner.WITHHELD:
        return ()
    times: dict[str, int] = {}
    fullest: dict[str, str] = {}
    mentions = RowPerson.objects.filter(row__in=rows.order_by()).values_list("person", "called")
    for person, called, count in mentions.annotate(count=Count("id")).order_by("person", "called"):
        times[person] = times.get(person, 0) + count
        fullest[person] = max(fullest.get(person, ""), called, key=len)
    labels = {one.id: one.pseudonym for one in naming.roster.people} if naming.roster is not None else fullest
    named = sorted(
        ((labels[person], person) for person in times if person in labels), key=lambda pair: pair[0].casefold()
    )
    same: dict[str, int] = {}
    lines = []
    for label, person in named:
        same[label] = same.get(label, 0) + 1
        called = label if same[label] == 1 else f"{label} ({same[label]})"
        lines.append(PersonLine(key=naming.key_of(person), called=called, rows=times[person]))
    return tuple(lines)


def _person_behind(untrusted_key: str, *, among: QuerySet[ChronologyRow], naming: Naming) -> str:
    """Who is meant by a key of a form; nobody, for one that stands for nobody."""
    people = RowPerson.objects.filter(row__in=among.order_by()).values_list("person", flat=True).distinct().order_by()
    return next((person for person in people if naming.key_of(person) == untrusted_key), "")


def _agency_named(key: UUID | None, agencies: Sequence[Agency]) -> str:
    return next((agency.name for agency in agencies if agency.pk == key), "")


def _years(rows: QuerySet[ChronologyRow], *, per_page: int) -> tuple[YearLine, ...]:
    counted = (
        rows.order_by()
        .exclude(earliest=None)
        .values_list("earliest__year")
        .annotate(count=Count("id"), begins=Min("position"))
        .order_by("earliest__year")
    )
    undated = list(rows.order_by().filter(earliest=None).exclude(position=None).values_list("position", flat=True))
    lines, before = [], 0
    for year, count, begins in counted:
        index = before + sum(1 for place in undated if begins is not None and place < begins)
        lines.append(YearLine(year=year, page=index // per_page + 1, first=index + 1))
        before += count
    return tuple(lines)


def _silences(before: ChronologyRow | None, rows: Sequence[ChronologyRow], gaps: Sequence[Gap]) -> dict[UUID, Gap]:
    """The silences that end with a row shown here: each before the first row of the day on which it ends."""
    ending = {gap.ends: gap for gap in gaps}
    in_line = [before, *rows]
    return {
        row.key: ending[row.date]
        for last, row in pairwise(in_line)
        if row is not None and row.date in ending and (last is None or last.date != row.date)
    }
