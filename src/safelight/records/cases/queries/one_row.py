"""What is known of one row of a chronology: earlier wordings, what was found and judged, and what cites it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from safelight.records.cases.models import ChronologyRow, RowJudgement
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.cases.queries.naming import Manner, naming_for
from safelight.records.cases.queries.row_lines import RowLine, lines_of, place_words, with_all
from safelight.records.cases.queries.rows import ThemeLine, agencies_with_rows, colours_of, themes_of, visible_rows
from safelight.records.cases.words import Names, RowMark, Verdict
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeLine:
    """How an earlier version of the agency's file told it."""

    version: int
    row: int
    date_as_written: str
    source: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementLine:
    """What somebody decided about a remark."""

    mark: RowMark
    other_words: str
    verdict: Verdict
    reason: str
    judged_at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPage:
    """One row. `earlier` and `later` are its neighbours in the integrated chronology; `themes` all of the board's."""

    case: CaseHead
    manner: Manner
    may_switch: bool
    line: RowLine
    paper_id: UUID
    before: tuple[BeforeLine, ...]
    judgements: tuple[JudgementLine, ...]
    themes: tuple[ThemeLine, ...]
    earlier: UUID | None
    later: UUID | None


def row_page(reader: User, row_key: UUID, *, names: Names = Names.PSEUDONYMS) -> RowPage:
    """One row with its history; an agency's author sees that agency's alone.

    Raises:
        NotForYou: when there is no such row for this reader.
    """
    row = row_with(row_key)
    seen = look(reader, row.file.case_id, at_page="rows")
    visible = visible_rows(seen)
    shown = with_all(visible).filter(pk=row.pk).first()
    if shown is None:
        raise NotForYou
    naming = naming_for(seen, names=names)
    colours = colours_of(agencies_with_rows(visible))
    before = list(shown.before.select_related("file__paper"))
    judged = list(shown.judgements.select_related("other__file__agency", "judged_by")) if naming.sees_all else []
    texts = naming.texts(
        [text for one in before for text in (one.date_as_written, one.source, one.event)]
        + [one.reason for one in judged]
    )
    return RowPage(
        case=seen.head,
        manner=naming.manner,
        may_switch=naming.may_switch,
        line=lines_of([shown], naming=naming, colours=colours)[0],
        paper_id=shown.file.paper_id,
        before=tuple(
            BeforeLine(
                version=one.file.paper.version,
                row=one.number,
                date_as_written=texts[one.date_as_written],
                source=texts[one.source],
                event=texts[one.event],
            )
            for one in before
        ),
        judgements=tuple(_judgement(one, reason=texts[one.reason]) for one in judged),
        themes=themes_of(seen.case),
        earlier=_neighbour(shown, visible_rows(seen).filter(position__lt=shown.position or 0).order_by("-position")),
        later=_neighbour(shown, visible_rows(seen).filter(position__gt=shown.position or 0).order_by("position")),
    )


def row_with(key: UUID) -> ChronologyRow:
    """The row that an address names, whoever asks.

    Raises:
        NotForYou: when there is none.
    """
    row = ChronologyRow.objects.select_related("file__agency").filter(key=key).first()
    if row is None:
        raise NotForYou
    return row


def _judgement(one: RowJudgement, *, reason: str) -> JudgementLine:
    return JudgementLine(
        mark=RowMark(one.mark),
        other_words=place_words(one.other) if one.other is not None else "",
        verdict=Verdict(one.verdict),
        reason=reason,
        judged_at=one.judged_at,
        by=one.judged_by.name,
    )


def _neighbour(row: ChronologyRow, rows: QuerySet[ChronologyRow]) -> UUID | None:
    return None if row.position is None else rows.values_list("key", flat=True).first()
