"""An agency's review that is being written: the police's, with its author declared."""

from __future__ import annotations

from datetime import datetime

from safelight.records.cases.actions import imr_course, imr_writing
from safelight.records.cases.actions.imr_writing import Saved
from safelight.records.cases.models import AgencyReview
from safelight.records.cases.parts import standing, values_of
from safelight.records.people.models import User
from tests.factories import SCOPED, Cast, a_scoped_case, moment, requested_reviews

AT = moment(SCOPED, 14)
NO_TIES = {"directly_concerned": False, "advised_on_case": False, "line_manager": False}


def a_review_to_write(cast: Cast) -> AgencyReview:
    """Asked for, and its author declared."""
    review, _ = requested_reviews(cast, a_scoped_case(cast))
    imr_course.declare_author(
        review=review, author_name=cast.police_author.name, answers=NO_TIES, by=cast.police_author, at=AT
    )
    return AgencyReview.objects.get(pk=review.pk)


def typed(
    review: AgencyReview,
    by: User,
    text: str,
    *,
    key: str = "involvement",
    base: int = 0,
    page: str = "",
    at: datetime = AT,
) -> Saved:
    """One save of a section."""
    return imr_writing.save_part(review=review, key=key, values={"text": text}, base=base, page=page, by=by, at=at)


def text_of(review: AgencyReview, key: str = "involvement") -> str:
    """What stands in a section."""
    part = review.parts.get(key=key)
    return values_of(standing(part), kind="section")["text"]  # type: ignore[arg-type]
