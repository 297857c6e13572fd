"""What in the chronology asks to be looked into: one-sided referrals, contacts not followed, many names?"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from safelight.records.cases.access import CaseKey
from safelight.records.cases.models import ChronologyRow, RowJudgement, RowPerson, RowRemark
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.cases.queries.naming import Manner, Naming, naming_for
from safelight.records.cases.queries.row_filters import IN_ORDER
from safelight.records.cases.queries.row_lines import MarkLine, RowLine, lines_of, with_all
from safelight.records.cases.queries.rows import agencies_with_rows, colours_of, visible_rows
from safelight.records.cases.queries.silences import Gap, every_gap
from safelight.records.cases.words import Names, RowMark, Verdict
from safelight.records.people.models import User

LISTED = (RowMark.ONE_SIDED, RowMark.NOT_FOLLOWED, RowMark.TOLD_DIFFERENTLY)
MOST = 200
"""So many of a kind are listed; the chronology's own filter shows the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """One remark to look into. `verdict` is the last that was given, with its reason; None where nobody has looked."""

    row: RowLine
    mark: MarkLine
    verdict: Verdict | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPart:
    """Everything of one kind, what nobody has judged yet first. `total` counts those beyond the list as well."""

    mark: RowMark
    lines: tuple[WorkLine, ...]
    total: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyNames:
    """Somebody whom the rows call by several names; the names themselves only where real names are shown."""

    called: str
    names: tuple[tuple[str, int], ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPage:
    """What a panel can work through."""

    case: CaseHead
    manner: Manner
    may_switch: bool
    parts: tuple[WorkPart, ...]
    people: tuple[ManyNames, ...]
    gaps: tuple[Gap, ...]


def work_page(reader: User, case_id: CaseKey, *, names: Names = Names.PSEUDONYMS) -> WorkPage:
    """The lists of a review: for those who see the whole of it.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="worklist")
    naming, visible = naming_for(seen, names=names), visible_rows(seen)
    rows = visible.filter(Exists(RowRemark.objects.filter(row=OuterRef("pk"), mark__in=LISTED))).order_by(*IN_ORDER)
    lines = lines_of(list(with_all(rows)), naming=naming, colours=colours_of(agencies_with_rows(visible)))
    verdicts = _verdicts(visible, naming=naming)
    latest = seen.case.integrations.order_by("merged_at", "id").last()
    return WorkPage(
        case=seen.head,
        manner=naming.manner,
        may_switch=naming.may_switch,
        parts=tuple(_part(mark, lines, verdicts) for mark in LISTED),
        people=_many_names(visible, naming=naming),
        gaps=every_gap(latest, naming=naming),
    )


_Verdicts = dict[tuple[UUID, str, UUID | None], tuple[Verdict, str]]


def _verdicts(rows: QuerySet[ChronologyRow], *, naming: Naming) -> _Verdicts:
    judged = list(RowJudgement.objects.filter(row__in=rows.order_by()).select_related("row", "other").order_by("id"))
    reasons = naming.texts([one.reason for one in judged])
    return {
        (one.row.key, one.mark, one.other.key if one.other else None): (Verdict(one.verdict), reasons[one.reason])
        for one in judged
    }


def _part(mark: RowMark, rows: tuple[RowLine, ...], verdicts: _Verdicts) -> WorkPart:
    lines = []
    for row in rows:
        for one in row.marks:
            if one.mark is mark:
                verdict, reason = verdicts.get((row.key, mark, one.other), (None, ""))
                if verdict is None and one.mistaken:
                    verdict = Verdict.MISTAKEN
                lines.append(WorkLine(row=row, mark=one, verdict=verdict, reason=reason))
    ranks = {None: 0, Verdict.STANDS: 1, Verdict.MISTAKEN: 2}
    ranked = sorted(lines, key=lambda line: ranks[line.verdict])
    return WorkPart(
        mark=mark,
        lines=tuple(ranked[:MOST]),
        total=len(lines),
        waiting=sum(line.verdict is None for line in lines),
    )


def _many_names(rows: QuerySet[ChronologyRow], *, naming: Naming) -> tuple[ManyNames, ...]:
    if naming.manner is Manner.WITHHELD:
        return ()
    counted = RowPerson.objects.filter(row__in=rows.order_by()).values_list("person", "called")
    names: dict[str, dict[str, tuple[str, int]]] = {}
    for person, called, count in counted.annotate(count=Count("id")).order_by("person", "called"):
        same = names.setdefault(person, {})
        spelt, before = same.get(called.casefold(), (called, 0))
        same[called.casefold()] = (spelt, before + count)
    labels = {one.id: one.pseudonym for one in naming.roster.people} if naming.roster is not None else None
    return tuple(
        ManyNames(
            called=labels[person] if labels is not None else max((name for name, _ in forms.values()), key=len),
            names=tuple(sorted(forms.values(), key=lambda pair: -pair[1])) if labels is None else (),
            count=len(forms),
        )
        for person, forms in sorted(names.items(), key=lambda pair: -len(pair[1]))
        if len(forms) > 1 and (labels is None or person in labels)
    )
