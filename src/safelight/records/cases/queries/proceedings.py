"""What is under way beside the review, how long does it hold, and what does it change meanwhile?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from safelight.core.review.holds import Hold, changes
from safelight.core.rulebook.governing import Regime
from safelight.records.cases.access import CaseKey
from safelight.records.cases.models import Case, Proceeding, ProceedingKind
from safelight.records.cases.queries.facts import ended_on, open_holds, regime_of
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.cases.words import HOLD_OF, KIND_TITLES, Lasting
from safelight.records.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedingLine:
    """One trial, inquest, order or other thing that changes what may be said.

    `hold` is what it is to the gate, None for a review that runs beside. `until` is the first day on which it holds no
    more by itself; `lapsed` says that it ended so. `changes` says in sentences what is different while it lasts.
    """

    id: UUID
    kind: ProceedingKind
    title: str
    hold: Hold | None
    court: str
    scope: str
    protects: str
    varied_by: str
    holds_papers: bool
    opened_on: date
    lasting: Lasting
    until: date | None
    open: bool
    lapsed: bool
    ended_on: date | None
    ending: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedingsPage:
    """Everything that is or was under way beside the review."""

    case: CaseHead
    proceedings: tuple[ProceedingLine, ...]


def proceedings_page(reader: User, case_id: CaseKey, *, on: date) -> ProceedingsPage:
    """What is or was under way beside the review; what is open comes first.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="proceedings")
    regime = regime_of(seen.case, on=on)
    lines = [_line(row, on=on, regime=regime) for row in seen.case.proceedings.all()]
    return ProceedingsPage(case=seen.head, proceedings=tuple(sorted(lines, key=lambda line: not line.open)))


def open_proceedings(case: Case, *, on: date) -> tuple[ProceedingLine, ...]:
    """What is open on a day, for the case's own page and for the rooms above."""
    regime = regime_of(case, on=on)
    return tuple(_line(row, on=on, regime=regime) for row in open_holds(case, on=on))


def _line(row: Proceeding, *, on: date, regime: Regime) -> ProceedingLine:
    ended = ended_on(row)
    kind = ProceedingKind(row.kind)
    hold = HOLD_OF.get(kind)
    gone = ended is not None and ended <= on
    return ProceedingLine(
        id=row.pk,
        kind=kind,
        title=KIND_TITLES[kind],
        hold=hold,
        court=row.court,
        scope=row.scope,
        protects=row.protects,
        varied_by=row.varied_by,
        holds_papers=row.holds_papers,
        opened_on=row.opened_on,
        lasting=Lasting(row.lasting),
        until=row.until,
        open=not gone,
        lapsed=gone and row.ended_on is None,
        ended_on=ended if gone else None,
        ending=row.ending,
        changes=changes(hold, papers=row.holds_papers, regime=regime),
    )
