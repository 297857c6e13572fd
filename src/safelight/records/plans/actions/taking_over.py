"""How does a recommendation of an agency's accepted review get into the plan? With a click; nothing is typed again."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from safelight.core.review.imr.words import PartKind
from safelight.core.review.plan import ProposedAction, may_agree
from safelight.core.vocabulary import PaperKind
from safelight.records.cases.models import AgencyReview, Case, ReviewPart
from safelight.records.cases.words import DONE_WITH
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, NotNow, WrongInput
from safelight.records.plans.acting import acting, entered, sought
from safelight.records.plans.actions.agreeing import PLANNERS, add_recommendation
from safelight.records.plans.imrs import Offered, offered_in
from safelight.records.plans.models import Action, Recommendation
from safelight.records.plans.naming import check_names_nobody

SOURCE_OF = {PaperKind.IMR: "imr", PaperKind.HEALTH_OVERVIEW: "health_overview"}


def take_over(*, review: AgencyReview | UUID, key: str, by: User, at: datetime, text: str = "") -> Recommendation:
    """Take one recommendation of an agency's accepted review, a row of its list, into the plan under the next number.

    Where the agency has named an owner, a date ahead and a measure, the action is agreed with it. `text` is for words
    that name nobody, where those of the review do.

    Raises:
        NotForYou: or where the review has no such row.
        NotNow: while the review is not accepted, or when it was taken over already.
        WrongInput: no words, or words that name somebody in the register.
    """
    name = "plans.take_over"
    review = sought(AgencyReview, review, act=name, by=by, at=at)
    act = acting(name, case=review.case_id, by=by, at=at, allowed=PLANNERS)
    row, offer = _offer(review, key)
    text = entered(text or offer.text, field="text", ask="Write the recommendation: the review's row says nothing.")
    check_names_nobody(act.case, text=text)
    with act.writing() as held:
        if Recommendation.objects.filter(taken_from=row).exists():
            raise NotNow("This recommendation is in the plan already.")
        source = SOURCE_OF[PaperKind(review.kind)]
        number = next_number(held)
        made = add_recommendation(held, number=number, text=text, source=source, taken_from=row)
        proposed = ProposedAction(
            text=text, owner=offer.owner, due_on=offer.due_on, measure=offer.measure, agreed_on=act.on
        )
        decision = may_agree(proposed, regime=act.regime)
        agreed = decision.allowed and _names_nobody(held, owner_post=offer.owner, measure=offer.measure)
        if agreed:
            _agree(made, offer, text=text, agreed_on=act.on)
        act.record(made, decision=decision if agreed else None, number=number, agreed=agreed)
    return made


def next_number(case: Case) -> int:
    """The number after the highest: numbers are never given twice, so that what refers to one stays true."""
    return (case.recommendations.aggregate(last=Max("number"))["last"] or 0) + 1


def _agree(made: Recommendation, offer: Offered, *, text: str, agreed_on: date) -> Action:
    assert offer.due_on is not None
    return Action.objects.create(
        recommendation=made,
        number=1,
        text=text,
        agency_id=offer.agency_id,
        owner_post=offer.owner[:200],
        agreed_on=agreed_on,
        due_on=offer.due_on,
        measure=offer.measure,
    )


def _names_nobody(case: Case, **texts: str) -> bool:
    try:
        check_names_nobody(case, **texts)
    except WrongInput:
        return False
    return True


def _offer(review: AgencyReview, key: str) -> tuple[ReviewPart, Offered]:
    row = review.parts.filter(kind=PartKind.RECOMMENDATION, key=key).first()
    if row is None:
        raise NotForYou
    if review.state not in DONE_WITH:
        raise NotNow("The panel has not accepted this agency's review yet. Its recommendations are taken over after.")
    offer = next((each for each in offered_in(review) if each.key == key), None)
    if offer is None:
        raise NotNow("The agency has taken this recommendation off its list.")
    return row, offer
