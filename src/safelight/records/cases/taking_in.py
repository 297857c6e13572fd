"""How do the rows of a chronology get into the records, so that one sent again keeps its rows and what cites them?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import PROTECT, RESTRICT, Exists, ManyToOneRel, Model, OuterRef, Q, QuerySet

from safelight.core.review.chronology.days import day_of
from safelight.core.review.chronology.model import ChronologyFile as Read
from safelight.core.review.chronology.model import Row
from safelight.core.review.chronology.rematch import Told, rematch
from safelight.core.review.chronology.seeking import haystack_of
from safelight.records.cases.models import ChronologyFile, ChronologyRow, RowBefore, RowJudgement
from safelight.records.cases.reading import sheet_of

ROWS_AT_ONCE = 1000
WORDING = ("time", "date_as_written", "source", "event", "other")
"""What a version says in the agency's own words, as it is kept once a newer one says it otherwise."""
TOLD = (*WORDING, "date", "until", "uncertain", "earliest", "latest", "haystack", "is_note")
STORED = ("file", "row", "sheet", "is_gone", "position", "age", "flags", *TOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a version made of the rows of the one before it."""

    added: int
    changed: int
    gone: int


def take_in(read: Read, *, into: ChronologyFile, before: ChronologyFile | None) -> Taken:
    """Write the rows of a file that was read, in place of those of the version before it.

    A row that is told again is the same row, reworded or not. One that is no longer told goes, unless something uses
    it: then it stays, marked as gone, until a later version tells it again.
    """
    new = [_row(each, read=read, into=into) for each in read.rows]
    old = [] if before is None else list(_rows_of(before).order_by("sheet", "row"))
    same = rematch([_told(row) for row in old], [_told(row) for row in new])
    changed = _update([(old[index], new[place]) for place, index in enumerate(same) if index is not None])
    unknown = [row for place, row in enumerate(new) if same[place] is None]
    back = dict(_back(into, unknown))
    _update([(back[place], row) for place, row in enumerate(unknown) if place in back])
    ChronologyRow.objects.bulk_create(
        (row for place, row in enumerate(unknown) if place not in back), batch_size=ROWS_AT_ONCE
    )
    gone = let_go(_rows_of(before)) if before is not None else 0
    return Taken(added=len(unknown), changed=changed, gone=gone)


def let_go(rows: QuerySet[ChronologyRow]) -> int:
    """Take away rows that nobody tells any more; those that something uses stay, marked as gone. How many there were.

    `rows` are not marked as gone yet.
    """
    count = rows.count()
    rows.filter(_is_used()).update(is_gone=True, position=None)
    rows.delete()
    return count


def _rows_of(file: ChronologyFile) -> QuerySet[ChronologyRow]:
    return ChronologyRow.objects.filter(file=file, is_gone=False)


def _back(into: ChronologyFile, unknown: Sequence[ChronologyRow]) -> Iterator[tuple[int, ChronologyRow]]:
    """Rows that had gone and are told again in the very same words, each with its place among those looked for."""
    if not unknown:
        return
    gone: dict[tuple[str, ...], list[ChronologyRow]] = defaultdict(list)
    kept = ChronologyRow.objects.filter(
        file__case=into.case_id, file__agency=into.agency_id, file__department=into.department, is_gone=True
    )
    for row in kept.order_by("-id"):
        gone[_wording(row)].append(row)
    for place, row in enumerate(unknown):
        if waiting := gone.get(_wording(row)):
            yield place, waiting.pop()


def _update(pairs: Sequence[tuple[ChronologyRow, ChronologyRow]]) -> int:
    """Bring kept rows to what they are told as now. How many of them say something else than before."""
    earlier, changed = [], 0
    for kept, now in pairs:
        if _wording(kept) != _wording(now):
            words = {name: getattr(kept, name) for name in WORDING}
            earlier.append(RowBefore(row=kept, file_id=kept.file_id, number=kept.row, **words))
        if any(getattr(kept, name) != getattr(now, name) for name in TOLD):
            changed += 1
            kept.flags = now.flags
            if (kept.date, kept.time) != (now.date, now.time):
                # Its place and the age are worked out anew at the next merging.
                kept.position, kept.age = None, ""
        for name in ("file", "row", "sheet", *TOLD):
            setattr(kept, name, getattr(now, name))
        kept.is_gone = False
    RowBefore.objects.bulk_create(earlier, batch_size=ROWS_AT_ONCE)
    ChronologyRow.objects.bulk_create(
        (kept for kept, _ in pairs),
        batch_size=ROWS_AT_ONCE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=STORED,
    )
    return changed


def _wording(row: ChronologyRow) -> tuple[str, ...]:
    return tuple(str(getattr(row, name)) for name in WORDING)


def _told(row: ChronologyRow) -> Told:
    return Told(
        date_as_written=f"{row.date_as_written} {row.time}", source=row.source, event=row.event, other=row.other
    )


def _is_used() -> Q:
    """Whether anything would lose the row: a mark or a judgement on it, a theme, or what a room above cites it in."""
    used = Q(key_event=True)
    for relation in ChronologyRow._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        model: type[Model] = relation.related_model  # type: ignore[assignment]
        kept_by = relation.on_delete in {PROTECT, RESTRICT}
        if kept_by or model is RowJudgement or model._meta.auto_created:
            used |= Q(Exists(model._base_manager.filter(**{relation.field.name: OuterRef("pk")})))
    return used


def _row(read_row: Row, *, read: Read, into: ChronologyFile) -> ChronologyRow:
    start, end = day_of(read_row.date), day_of(read_row.until)
    return ChronologyRow(
        file=into,
        row=read_row.row,
        sheet=sheet_of(read_row.file, read=read),
        date=read_row.date,
        until=read_row.until,
        time=read_row.time,
        earliest=start.first if start else None,
        latest=max((end or start).last, start.last) if start else None,
        uncertain=read_row.uncertain,
        date_as_written=_kept(read_row.date_as_written)[:200],
        source=_kept(read_row.source)[:300],
        event=_kept(read_row.event),
        flags="; ".join(read_row.flags),
        other=_kept(read_row.other),
        haystack=haystack_of(read_row.source, read_row.event, read_row.other, read_row.date_as_written),
        is_note=read_row.is_author_note,
    )


def _kept(text: str) -> str:
    """The words without what PostgreSQL cannot keep."""
    return text.replace("\0", "")
