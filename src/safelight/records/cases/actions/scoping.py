"""What the review is to answer: the terms of reference, version by version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from safelight.records.cases.access import CaseKey
from safelight.records.cases.acting import acting
from safelight.records.cases.models import TermsOfReference
from safelight.records.cases.queries.facts import TERMS_QUESTIONS
from safelight.records.people.models import User
from safelight.records.people.permission import needed


def set_terms(
    *,
    case: CaseKey,
    text: str,
    questions: Sequence[str],
    answers: Mapping[str, str] | None = None,
    by: User,
    at: datetime,
) -> TermsOfReference:
    """Agree the next version of the terms of reference; earlier versions stay.

    `answers` are those to the questions that the rules expect the terms to answer; one that is left out stays open.

    Raises:
        NotForYou, NotNow, WrongInput
    """
    act = acting(case, to="set_terms", by=by, at=at)
    text = needed(text, field="text", what="the scope of the review")
    asked = [question.strip() for question in questions if question.strip()]
    needed("".join(asked), field="questions", what="at least one question that the review is to answer")
    rule = act.regime.find(TERMS_QUESTIONS)
    expected = rule.words("questions") if rule is not None else ()
    given = [[question, said.strip()] for question in expected if (said := (answers or {}).get(question, "")).strip()]
    with act.writing() as held:
        act.check_going_on()
        row = TermsOfReference.objects.create(
            case=held,
            version=held.terms.count() + 1,
            text=text,
            questions=asked,
            answers=given,
            agreed_on=act.on,
            agreed_by=by,
        )
        act.record(row, version=row.version, questions=len(asked))
    return row
