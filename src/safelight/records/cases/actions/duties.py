"""What a rule asks for is done: recorded with its day, what was done, and which body was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from safelight.core.review.intruder import TRIED
from safelight.core.review.obligations import asked_when_recorded, prompts_of
from safelight.core.review.saying import asked_for
from safelight.core.rulebook.model import Phase
from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import acting
from safelight.records.cases.models import DutyRecord
from safelight.records.cases.queries.facts import facts_of
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput, needed

BEFORE_THE_DECISION = frozenset({Phase.NOTICE, Phase.CONSIDER})


def record_duty(
    *,
    case: CaseKey,
    duty: str,
    done_on: date,
    told: str = "",
    answers: Sequence[str] = (),
    note: str = "",
    by: User,
    at: datetime,
) -> DutyRecord:
    """Record that something which a rule of this review asks for was done.

    `told` names the body where the rule is about telling one; `answers` stand beside the rule's prompts, in order.
    Whoever runs the review may record it, not only the one who has the task: what counts is that it is on record.

    Raises:
        NotForYou
        NotNow: before the decision, for what follows from it; once the case is closed; where it is not asked for; for
            the motivated-intruder test once one is recorded with its text.
        WrongInput: a duty that these rules do not have, a day out of range, nothing said, nobody told.
    """
    act = acting(case, to="record_duty", by=by, at=at)
    rule = act.regime.find(duty)
    if rule is None or not asked_when_recorded(rule, regime=act.regime):
        raise WrongInput(
            "The rules of this review ask for nothing of that name. Choose it from the list.", field="duty"
        )
    if rule.check == "told":
        told = needed(told, field="told", what="which body was told")
    pairs = zip(prompts_of(rule, regime=act.regime), answers, strict=False)
    said = [f"{asked} {answer.strip()}" for asked, answer in pairs if answer.strip()]
    text = "\n".join([*said, note.strip()] if note.strip() else said)
    if not told:
        needed(text, field="note", what="what was done")
    with act.writing() as held:
        facts, asked = facts_of(held, on=act.on), act.regime.duty(rule)
        if duty == TRIED and facts.intruder_tried:
            raise NotNow(
                "A motivated-intruder review is on record for this review's text, and a note counts no more beside it. "
                "Record what was tried with the draft, on the page of publication."
            )
        if facts.closed_on is not None:
            raise NotNow("This case is closed. What was recorded stays as it is.")
        if facts.decided_on is None and asked.phase not in BEFORE_THE_DECISION:
            raise NotNow("It has not been decided yet whether a review is held. That decision comes first.")
        if not asked_for(asked.when, facts):
            raise NotNow("As this review stands, its rules do not ask for that.")
        if not held.noticed_on <= done_on <= act.on:
            raise WrongInput("Give a day from when the board learned of the case until today.", field="done_on")
        row = DutyRecord.objects.create(
            case=held, duty=duty, rule=rule.id, told=told, note=text, on=done_on, entered_on=act.on, by=by
        )
        act.record(row, duty=duty, done_on=done_on.isoformat())
    return row
