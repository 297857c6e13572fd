"""The motivated-intruder review of one text: who tried, where they looked, what they found, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from safelight.core.review.intruder import (
    Conclusion,
    Indicated,
    Indicator,
    Insider,
    Searched,
    Weighed,
    unfinished,
)
from safelight.core.review.wording import in_words
from safelight.records.cases.stages import OFFICE_HOURS
from safelight.records.people.models import User
from safelight.records.people.permission import NotNow, WrongInput
from safelight.records.plans.acting import acting, entered, sought
from safelight.records.publication.intruder import TRIERS, first_saved, writers_of_draft
from safelight.records.publication.models import Draft, IntruderReview
from safelight.records.publication.tried import Answers, is_public, keep
from safelight.records.publication.versions import check_newest

LONGEST = 4000  # characters of one answer
MOST_ROWS = 60


def record_intruder_review(
    *,
    draft: Draft | UUID,
    looked_by: str,
    looked_on: date,
    searched: Sequence[Searched],
    weighed: Sequence[Weighed],
    indicated: Sequence[Indicated],
    conclusion: Conclusion,
    must_change: str = "",
    repeat_on: date | None = None,
    by: User,
    at: datetime,
) -> IntruderReview:
    """Record that somebody who has written none of a text tried to find out who it is about, and what came of it.

    It holds for exactly the words of this draft. That may be the newest version, or one whose words are public.
    Empty rows of `searched` are passed over; a fault in a row is said by its number, "found_2".

    Raises:
        NotForYou
        NotNow: when whoever records it has written some of the text, or it is neither the newest nor public.
        WrongInput: with its field, for whatever is missing, for a day out of range, or for a writer who looked.
    """
    name = "publication.record_intruder_review"
    draft = sought(Draft, draft, act=name, by=by, at=at)
    act = acting(name, case=draft.case_id, by=by, at=at, allowed=TRIERS)
    conclusion = _known(conclusion)
    answers = Answers(
        looked_by=entered(looked_by, field="looked_by", ask="Say who looked.", longest=200),
        searched=_checked(searched),
        weighed=_weighed(weighed),
        indicated=_indicated(indicated),
        must_change=_must_change(must_change, conclusion=conclusion),
    )
    _check_days(draft, looked_on=looked_on, repeat_on=repeat_on, conclusion=conclusion, today=act.on)
    with act.writing() as held:
        _check_other_person(draft, looked_by=answers.looked_by, by=by)
        if not is_public(draft):
            check_newest(draft, verb="Try with")
        review = IntruderReview.objects.create(
            case=held,
            draft=draft,
            text_sha256=draft.text_sha256,
            looked_on=looked_on,
            conclusion=conclusion,
            repeat_on=repeat_on if conclusion is Conclusion.REMOTE else None,
            answers_sha256=keep(answers),
            recorded_by=by,
            recorded_at=at,
        )
        act.record(
            review,
            text_sha256=draft.text_sha256,
            looked_on=looked_on.isoformat(),
            conclusion=conclusion,
            places=len(answers.searched),
            repeat_on=review.repeat_on.isoformat() if review.repeat_on else None,
        )
    return review


def _known(conclusion: str) -> Conclusion:
    if conclusion not in set(Conclusion):
        raise WrongInput("Say what you conclude.", field="conclusion")
    return Conclusion(conclusion)


def _checked(rows: Sequence[Searched]) -> tuple[Searched, ...]:
    for number, field, sentence in unfinished(rows):
        raise WrongInput(sentence, field=f"{field}_{number}")
    if len(rows) > MOST_ROWS:
        raise WrongInput(f"There are more than {MOST_ROWS} rows. Bring some together.", field="source_0")
    return tuple(
        Searched(
            source=row.source,
            looked_for=_short(row.looked_for, field=f"looked_for_{number}"),
            found=_short(row.found, field=f"found_{number}"),
        )
        for number, row in enumerate(rows)
        if not row.is_empty
    )


def _short(text: str, *, field: str) -> str:
    return entered(text, field=field, ask="Say what it was.", longest=LONGEST)


def _weighed(given: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """One answer for each of those with inside knowledge."""
    said = {one.insider: one.text for one in given}
    ask = "Say what they could recognise, and why that is or is not acceptable. If nothing, say why."
    return tuple(
        Weighed(insider=who, text=entered(said.get(who, ""), field=who, ask=ask, longest=LONGEST)) for who in Insider
    )


def _indicated(given: Sequence[Indicated]) -> tuple[Indicated, ...]:
    """One answer with its reason for each of the three indicators."""
    said = {one.indicator: one for one in given}
    found = []
    for indicator in Indicator:
        if indicator not in said:
            raise WrongInput("Answer yes or no.", field=indicator)
        one = said[indicator]
        why = entered(one.why, field=f"{indicator}_why", ask="Give the reason for your answer.", longest=LONGEST)
        found.append(Indicated(indicator=indicator, possible=one.possible, why=why))
    return tuple(found)


def _must_change(text: str, *, conclusion: Conclusion) -> str:
    if conclusion is Conclusion.REMOTE:
        return text.strip()[:LONGEST]
    return entered(text, field="must_change", ask="Say what must change in the text.", longest=LONGEST)


def _check_days(draft: Draft, *, looked_on: date, repeat_on: date | None, conclusion: Conclusion, today: date) -> None:
    saved = first_saved(draft).astimezone(OFFICE_HOURS).date()
    if not saved <= looked_on <= today:
        raise WrongInput(
            f"Give a day from {in_words(saved)}, when this text was saved, until today.", field="looked_on"
        )
    if conclusion is Conclusion.REMOTE and repeat_on is None:
        raise WrongInput("Set the day on which this is tried again.", field="repeat_on")
    if conclusion is Conclusion.REMOTE and repeat_on is not None and repeat_on <= today:
        raise WrongInput("The day on which this is tried again lies ahead.", field="repeat_on")


def _check_other_person(draft: Draft, *, looked_by: str, by: User) -> None:
    writers = writers_of_draft(draft)
    if by.pk in writers:
        raise NotNow("You have written some of this text: somebody else tries to find out who it is about.")
    if _folded(looked_by) in {_folded(name) for name in writers.values()}:
        raise WrongInput("This person has written some of the text. Somebody else looks.", field="looked_by")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
