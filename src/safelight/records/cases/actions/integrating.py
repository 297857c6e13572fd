"""The agencies' chronologies are merged into one, its rows are read, and what is read can be taken along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from safelight.core.review.chronology.intervals import days_since_previous
from safelight.core.review.chronology.merge import merge
from safelight.core.review.chronology.model import Gap, Merged, Place, RemarkKind, Row
from safelight.core.review.chronology.unasked import unasked
from safelight.core.review.chronology.write import write_chronology
from safelight.core.review.chronology.write_office import TooLongForACell
from safelight.core.vocabulary import PaperKind
from safelight.records.audit.actions import record
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import acting, note_refusal
from safelight.records.cases.filing import Arrival, file, keep
from safelight.records.cases.models import Case, ChronologyFile, ChronologyRow, Integration, RowJudgement, RowRemark
from safelight.records.cases.pseudonyms import keep as keep_pseudonyms
from safelight.records.cases.queries.heads import CaseHead
from safelight.records.cases.queries.naming import Manner
from safelight.records.cases.queries.one_row import RowPage, row_page
from safelight.records.cases.queries.overview import roster_of
from safelight.records.cases.queries.picture import PicturePage, picture_page
from safelight.records.cases.queries.row_filters import EVERY_ROW, RowFilters
from safelight.records.cases.queries.rows import PER_PAGE, RowsPage, chronology_rows
from safelight.records.cases.queries.worklist import WorkPage, work_page
from safelight.records.cases.reading import name_of, place_of, read_again
from safelight.records.cases.words import Names, RowMark, Verdict
from safelight.records.people.models import Agency, User
from safelight.records.people.permission import NotForYou, NotNow

MERGED_NAME = "integrated-chronology"
ROWS_AT_ONCE = 1000


class _Page(Protocol):
    """What is read: every such page says whose review it is of."""

    @property
    def case(self) -> CaseHead: ...


Shown = TypeVar("Shown", bound=_Page)


def integrate(*, case: CaseKey, by: User, at: datetime) -> Integration:
    """Merge every agency's current chronologies into one, in order of event, and file it as a workbook.

    Departments are merged into their agency. Every row gets its place, age and marks; who is mentioned where is found
    by the register; silences, and agencies that were never asked, are kept with the merging.

    Raises:
        NotForYou
        NotNow: while no chronology has come in, before the chair's decision or after the panel's agreement, and where
            a file is now read otherwise than when it was sent.
    """
    act = acting(case, to="integrate", by=by, at=at)
    act.check_before_agreement()
    with act.writing() as held:
        act.check_before_agreement()
        current = list(
            held.chronologies.filter(current=True)
            .select_related("agency", "paper")
            .order_by("agency__name", "department")
        )
        if not current:
            raise NotNow("No agency has sent its chronology yet, so there is nothing to merge.")
        merged = merge([read_again(each) for each in current], born=_born(held))
        paper = file(_written(merged), case=held, kind=PaperKind.INTEGRATED_CHRONOLOGY, by=by, at=at)
        rows = _place(merged.rows, among=current)
        remarks = _remark(merged, rows=rows, case=held)
        if held.register_sha256:
            keep_pseudonyms(list(rows.values()), roster=roster_of(held))
        made = Integration.objects.create(
            case=held,
            paper=paper,
            merged_at=at,
            rows=len(merged.rows),
            duplicates=len(merged.duplicates),
            conflicts=len(merged.conflicts),
            gaps=[_gap(gap) for gap in (*merged.gaps, *merged.agency_gaps)],
            unreadable=len(merged.unreadable),
            remarks=remarks,
            unasked=_unasked(merged.rows, case=held),
            register_sha256=held.register_sha256,
        )
        act.record(made, rows=made.rows, duplicates=made.duplicates, conflicts=made.conflicts, agencies=len(current))
    return made


def read_rows(
    *,
    case: CaseKey,
    filters: RowFilters = EVERY_ROW,
    page: int = 1,
    per_page: int = PER_PAGE,
    names: Names = Names.PSEUDONYMS,
    by: User,
    at: datetime,
) -> RowsPage:
    """Read a page of the chronologies' rows. They may name people, so reading is audited, like opening a paper.

    Raises:
        NotForYou
    """
    return _reading(
        lambda: chronology_rows(by, case, filters=filters, page=page, per_page=per_page, names=names),
        what=lambda shown: (len(shown.rows), shown.manner, shown.page),
        by=by,
        at=at,
    )


def read_row(*, row: UUID, names: Names = Names.PSEUDONYMS, by: User, at: datetime) -> RowPage:
    """Read one row with its history.

    Raises:
        NotForYou
    """
    return _reading(
        lambda: row_page(by, row, names=names),
        what=lambda shown: (1, shown.manner, None),
        by=by,
        at=at,
    )


def read_worklist(*, case: CaseKey, names: Names = Names.PSEUDONYMS, by: User, at: datetime) -> WorkPage:
    """Read what asks to be looked into.

    Raises:
        NotForYou
    """
    return _reading(
        lambda: work_page(by, case, names=names),
        what=lambda shown: (sum(len(part.lines) for part in shown.parts), shown.manner, None),
        by=by,
        at=at,
    )


def read_picture(
    *, case: CaseKey, window: str = "", names: Names = Names.PSEUDONYMS, by: User, at: datetime
) -> PicturePage:
    """Look at the picture of the chronology.

    Raises:
        NotForYou
    """
    return _reading(
        lambda: picture_page(by, case, window=window, names=names),
        what=lambda shown: (len(shown.key_events), shown.manner, None),
        by=by,
        at=at,
    )


def _reading(
    ask: Callable[[], Shown], *, what: Callable[[Shown], tuple[int, Manner, int | None]], by: User, at: datetime
) -> Shown:
    """Ask, then record how many rows were read and under which names; never what was looked for."""
    try:
        shown = ask()
    except NotForYou:
        note_refusal("read_rows", case=None, by=by, at=at)
        raise
    rows, manner, page = what(shown)
    with transaction.atomic():
        record(
            "cases.read_rows",
            by=by,
            at=at,
            acting_as=shown.case.reader,
            case=shown.case.id,
            subject=f"Chronology:{shown.case.id}",
            rows=rows,
            names=str(manner),
            page=page,
        )
    return shown


def _written(merged: Merged) -> Arrival:
    """The integrated chronology as a workbook or, where an entry is too long for a cell, as a document."""
    try:
        return keep(write_chronology(merged, suffix=".xlsx"), name=f"{MERGED_NAME}.xlsx")
    except TooLongForACell:
        return keep(write_chronology(merged, suffix=".docx"), name=f"{MERGED_NAME}.docx")


def _born(case: Case) -> date | None:
    """The child's date of birth, from which every row gets an age."""
    return next((person.date_of_birth for person in roster_of(case).people if person.role == "subject"), None)


def _gap(gap: Gap) -> dict[str, str | int]:
    return {
        "from": gap.start,
        "to": gap.end,
        "days": gap.days,
        "age_from": gap.age_at_start,
        "age_to": gap.age_at_end,
        "agency": gap.agency,
    }


def _unasked(rows: Iterable[Row], *, case: Case) -> list[list[str | int]]:
    """Agencies of which somebody's chronology speaks and which were never asked: the name, and in how many rows."""
    asked = Agency.objects.filter(Q(reviews__case=case) | Q(chronologies__case=case)).distinct()
    known = Agency.objects.filter(board=case.board_id)
    found = unasked(
        rows,
        asked=[name for agency in asked for name in (agency.name, agency.short_name) if name],
        known=[agency.name for agency in known],
    )
    return [[one.name, one.rows] for one in found]


def _place(merged: Sequence[Row], *, among: list[ChronologyFile]) -> dict[Place, ChronologyRow]:
    """Give every row its place, its age, its flags and the days since the event before it."""
    files = {each.pk: name_of(each) for each in among}
    kept = {
        place_of(row, named=files[row.file_id]): row
        for row in ChronologyRow.objects.filter(file__in=among, is_gone=False, is_note=False).select_related(
            "file__agency"
        )
    }
    ChronologyRow.objects.filter(file__case=among[0].case_id, is_gone=True).update(position=None)
    for position, (row, days) in enumerate(zip(merged, days_since_previous(merged), strict=True), start=1):
        mine = kept.get(row.place)
        if mine is None:
            raise NotNow(
                f"The chronology of {row.agency} is read otherwise now than when it was sent. "
                "Send the same file again, then merge."
            )
        mine.position, mine.age, mine.flags, mine.since_previous = position, row.age, "; ".join(row.flags), days
    ChronologyRow.objects.bulk_create(
        kept.values(),
        batch_size=ROWS_AT_ONCE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["position", "age", "flags", "since_previous"],
    )
    return kept


def _remark(merged: Merged, *, rows: Mapping[Place, ChronologyRow], case: Case) -> int:
    """Write down what comparing brought out, in place of what the merging before did; judgements hold on."""
    RowRemark.objects.filter(row__file__case=case).delete()
    mistaken = _judged_mistaken(case)
    made: dict[tuple[int, RowMark, int | None], RowRemark] = {}
    for mark, place, other, why in _found(merged):
        row, beside = rows[place], rows[other] if other is not None else None
        key = (row.pk, mark, beside.pk if beside is not None else None)
        pair = frozenset({key[0], key[2]})
        made.setdefault(key, RowRemark(row=row, mark=mark, other=beside, why=why, mistaken=(mark, pair) in mistaken))
    RowRemark.objects.bulk_create(made.values(), batch_size=ROWS_AT_ONCE)
    return len(made)


def _found(merged: Merged) -> Iterable[tuple[RowMark, Place, Place | None, str]]:
    """Every remark of the engine; that an event is told twice is said of both rows."""
    for remark in merged.remarks:
        yield RowMark(remark.kind), remark.place, remark.other, remark.why
        if remark.kind is RemarkKind.TOLD_AGAIN and remark.other is not None:
            yield RowMark.TOLD_AGAIN, remark.other, remark.place, "It is told again in much the same words."


def _judged_mistaken(case: Case) -> set[tuple[str, frozenset[int | None]]]:
    """What was last judged mistaken, by its mark and the rows that it is about."""
    last: dict[tuple[str, frozenset[int | None]], str] = {}
    judged = RowJudgement.objects.filter(row__file__case=case).order_by("id")
    for mark, row, other, verdict in judged.values_list("mark", "row", "other", "verdict"):
        last[mark, frozenset({row, other})] = verdict
    return {about for about, verdict in last.items() if verdict == Verdict.MISTAKEN}
