"""What does a rule ask to be done and written down, what was recorded of it, and who may record more?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safelight.core.review.clocks import clocks
from safelight.core.review.obligations import asked_when_recorded, prompts_of
from safelight.core.review.saying import holder_of, worded
from safelight.core.rulebook.governing import Regime
from safelight.core.vocabulary import Reader
from safelight.records.cases.access import CaseKey
from safelight.records.cases.models import Case
from safelight.records.cases.queries.facts import calendar_of, facts_of, regime_of
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRecordLine:
    """One time that it was done: when, what, whom it told, and who wrote it down."""

    duty: str
    question: str
    told: str
    note: str
    on: date
    entered_on: date | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPage:
    """One thing that a rule asks for. `tells` is "" or the body to be told; `prompts` are what to answer."""

    case: CaseHead
    duty: str
    title: str
    question: str
    says: str
    citation: str
    force: str
    who: str
    tells: str
    prompts: tuple[str, ...]
    clock: str
    records: tuple[DutyRecordLine, ...]
    may_record: bool


def duty_page(reader: User, case_id: CaseKey, duty: str, *, on: date) -> DutyPage:
    """One duty of a review, what was recorded of it, and whether this reader may record it.

    Raises:
        NotForYou: also where the rules of the review ask for nothing of that name.
    """
    seen = look(reader, case_id, at_page="deciding")
    case, regime = seen.case, regime_of(seen.case, on=on)
    rule = regime.find(duty)
    if rule is None or not asked_when_recorded(rule, regime=regime):
        raise NotForYou
    facts, asked = facts_of(case, on=on), regime.duty(rule)
    clock = clocks(facts, regime=regime, calendar=calendar_of(case)).get(duty)
    return DutyPage(
        case=seen.head,
        duty=duty,
        title=worded(regime.task(rule), regime),
        question=asked.question,
        says=rule.says,
        citation=rule.citation.inside(),
        force=rule.force,
        who=holder_of(Reader(asked.who), regime),
        tells=rule.text("body") if rule.check == "told" else "",
        prompts=prompts_of(rule, regime=regime),
        clock=clock.sentence(on=on) if clock is not None else "",
        records=tuple(line for line in records_of(case, regime=regime) if line.duty == duty),
        may_record="record_duty" in seen.head.may,
    )


def records_of(case: Case, *, regime: Regime) -> tuple[DutyRecordLine, ...]:
    """Everything of this kind that was recorded on a case, by the day on which it was done."""
    duties = regime.framework.duties
    return tuple(
        DutyRecordLine(
            duty=row.duty,
            question=duties[row.duty].question if row.duty in duties else row.duty,
            told=row.told,
            note=row.note,
            on=row.on,
            entered_on=row.entered_on,
            by=row.by.name,
        )
        for row in case.duty_records.select_related("by").order_by("on", "pk")
    )
