"""Every action of a board over all its reviews: what an agency owes and does next, and how the whole stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from safelight.core.review.plan import ActionFacts, PlanStatus, PlanTally, tally
from safelight.core.vocabulary import Reader
from safelight.records.cases.access import AGENCY
from safelight.records.cases.models import Seat
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou
from safelight.records.people.queries import BOARD_OFFICERS
from safelight.records.plans.facts import action_facts, with_facts
from safelight.records.plans.lines import ActionLine, action_line
from safelight.records.plans.models import Action

OPEN_FIRST = (
    PlanStatus.OVERDUE,
    PlanStatus.DUE_SOON,
    PlanStatus.NOT_STARTED,
    PlanStatus.ON_TRACK,
    PlanStatus.AWAITING_CLOSURE,
    PlanStatus.CLOSED,
)
SOURCE_TITLES = {
    "overview": "The overview report",
    "imr": "Agencies' own reviews",
    "health_overview": "The health overview report",
}
NEXT = {
    PlanStatus.OVERDUE: "It is late. Add what shows that it is done, or ask the board's office for another date.",
    PlanStatus.DUE_SOON: "Add what shows that it is done, then propose to close it.",
    PlanStatus.NOT_STARTED: "Say how far it has come, or add the first evidence.",
    PlanStatus.ON_TRACK: "Carry on. When it is done, propose to close it.",
    PlanStatus.AWAITING_CLOSURE: "Nothing: the board's office or its chair closes it, or asks for more.",
    PlanStatus.CLOSED: "Nothing. Its effect is looked at later.",
}
"""What an agency does next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One action, in which review by its public name, and what its agency does next."""

    public_name: str
    case_id: UUID
    source: str
    recommendation: str
    line: ActionLine
    next_step: str
    may_open: bool
    """Whether this reader may open the action's own page: those with a part in the review, and its owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationsPage:
    """Everything that one reader's agencies owe, what is late or due next first."""

    on: date
    agencies: tuple[str, ...]
    todo: tuple[Obligation, ...]
    closed: tuple[Obligation, ...]
    tally: PlanTally


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How the actions of one agency, or from one source, stand."""

    name: str
    tally: PlanTally


@dataclass(frozen=True, slots=True, kw_only=True)
class AllPlans:
    """Every action of a board over all its reviews."""

    on: date
    tally: PlanTally
    by_agency: tuple[Share, ...]
    by_source: tuple[Share, ...]
    actions: tuple[Obligation, ...]
    late: tuple[Obligation, ...]
    """Every overdue one, whatever the list is narrowed to."""
    checks_due: tuple[Obligation, ...]
    missed: int
    """How many missed the date that was agreed first, whatever was agreed later."""


def agencies_of(reader: User) -> frozenset[UUID]:
    """The agencies that a reader is from or writes for; empty for everybody else."""
    if not reader.is_active or reader.standing == Reader.ELECTED_MEMBER:
        return frozenset()
    seats = Seat.objects.filter(user=reader, reader=AGENCY, until__isnull=True, agency__isnull=False)
    found = set(seats.values_list("agency", flat=True))
    if reader.standing == AGENCY and reader.agency_id is not None:
        found.add(reader.agency_id)
    return frozenset(key for key in found if key)


def has_obligations(reader: User) -> bool:
    """Whether the page of an agency's obligations is there for this reader."""
    return bool(agencies_of(reader))


def obligations_of(reader: User, *, on: date) -> ObligationsPage:
    """What the reader's agencies owe over all reviews of the board, with their own evidence and nobody else's.

    Raises:
        NotForYou: to whoever is from no agency.
    """
    own = agencies_of(reader)
    if not own:
        raise NotForYou
    rows = list(_rows(Action.objects.filter(recommendation__case__board=reader.board_id, agency__in=own)))
    seats = Seat.objects.filter(user=reader, until__isnull=True)
    seated = frozenset(seats.values_list("case", flat=True))
    lines = [_obligation(row, on=on, own=own, reader=reader, seated=seated) for row in rows]
    return ObligationsPage(
        on=on,
        agencies=tuple(reader.board.agencies.filter(pk__in=own).values_list("name", flat=True)),
        todo=_pressing_first(line for line in lines if line.line.status is not PlanStatus.CLOSED),
        closed=_pressing_first(line for line in lines if line.line.status is PlanStatus.CLOSED),
        tally=tally(map(action_facts, rows), on=on),
    )


def all_plans(reader: User, *, on: date, agency: str = "", source: str = "", standing: str = "") -> AllPlans:
    """Every action of the board; the list narrowed to an agency by its key, a source and a status, the counts not.

    Raises:
        NotForYou: to whoever is no officer of the board.
    """
    if not sees_all_plans(reader):
        raise NotForYou
    rows = list(_rows(Action.objects.filter(recommendation__case__board=reader.board_id)))
    facts = [action_facts(row) for row in rows]
    lines = [_obligation(row, on=on, own=None, reader=reader, seated=None) for row in rows]
    shown = [
        line
        for row, line in zip(rows, lines, strict=True)
        if agency in ("", str(row.agency_id)) and source in ("", line.source) and standing in ("", line.line.status)
    ]
    return AllPlans(
        on=on,
        tally=tally(facts, on=on),
        by_agency=_shares([line.line.agency for line in lines], facts, on=on),
        by_source=_shares([SOURCE_TITLES[line.source] for line in lines], facts, on=on),
        actions=_pressing_first(shown),
        late=_pressing_first(line for line in lines if line.line.status is PlanStatus.OVERDUE),
        checks_due=tuple(
            sorted(
                (line for line in lines if _check_day(line) <= on), key=lambda line: (_check_day(line), line.case_id)
            )
        ),
        missed=sum(1 for line in lines if line.line.missed_on is not None),
    )


def sees_all_plans(reader: User) -> bool:
    """Whether the page over all plans is there for this reader."""
    return reader.is_active and reader.standing in BOARD_OFFICERS


def as_csv(page: AllPlans) -> bytes:
    """The actions as a table that any spreadsheet opens: no evidence, and no name of any person."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for each in page.actions:
        line = each.line
        days = (line.closed_on - line.agreed_on).days if line.closed_on else ""
        effects = "; ".join(f"{found.months} months: {found.found.replace('_', ' ')}" for found in line.found)
        table.writerow(
            _plain(cell)
            for cell in (
                each.public_name,
                line.reference,
                SOURCE_TITLES[each.source],
                each.recommendation,
                line.text,
                line.agency,
                line.owner_post,
                line.agreed_on.isoformat(),
                line.due_on.isoformat(),
                line.missed_on.isoformat() if line.missed_on else "",
                line.measure,
                line.status.replace("_", " "),
                line.closed_on.isoformat() if line.closed_on else "",
                days,
                effects,
            )
        )
    return text.getvalue().encode("utf-8-sig")


COLUMNS = (
    "Review",
    "Action",
    "Source",
    "Recommendation",
    "What will be done",
    "Agency",
    "Who answers for it",
    "Agreed on",
    "Due on",
    "First date missed",
    "Measure",
    "Status",
    "Closed on",
    "Days to close",
    "Effect",
)


def _plain(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def _rows(rows: QuerySet[Action]) -> QuerySet[Action]:
    return with_facts(rows).prefetch_related("progress")


def _obligation(
    action: Action, *, on: date, own: frozenset[UUID] | None, reader: User, seated: frozenset[UUID] | None
) -> Obligation:
    row = action.recommendation
    line = action_line(action, on=on, own=own, within=row)
    reopened = line.reopened_on is not None and line.status is not PlanStatus.CLOSED
    told = "It was opened again, because the change had not lasted. " if reopened else ""
    return Obligation(
        public_name=row.case.public_name,
        case_id=row.case_id,
        source=row.source,
        recommendation=row.text,
        line=line,
        next_step=told + NEXT[line.status],
        may_open=seated is None or row.case_id in seated or action.owner_id == reader.pk,
    )


def _pressing_first(lines: Iterable[Obligation]) -> tuple[Obligation, ...]:
    def pressing(each: Obligation) -> tuple[int, date, str, str]:
        return OPEN_FIRST.index(each.line.status), each.line.due_on, each.public_name, each.line.reference

    return tuple(sorted(lines, key=pressing))


def _check_day(each: Obligation) -> date:
    check = each.line.next_check
    return check.due_on if check is not None else date.max


def _shares(names: Sequence[str], facts: Sequence[ActionFacts], *, on: date) -> tuple[Share, ...]:
    found: dict[str, list[ActionFacts]] = {}
    for name, each in zip(names, facts, strict=True):
        found.setdefault(name, []).append(each)
    return tuple(Share(name=name, tally=tally(given, on=on)) for name, given in sorted(found.items()))
