"""Which recommendations stand in the agencies' accepted reviews? Their words, unsealed for those who take them over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from safelight.core.edition.masthead import MONTHS
from safelight.core.review.imr.words import PartKind
from safelight.records.cases.models import AgencyReview, Case
from safelight.records.cases.parts import standing_versions, values_of
from safelight.records.cases.words import DONE_WITH

_WRITTEN = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s./-]+(?P<month>[A-Za-z]+|\d{1,2})[\s./,-]+(?P<year>\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One recommendation of an agency's review, as it can be taken over."""

    review_id: UUID
    key: str
    agency_id: UUID
    agency: str
    text: str
    owner: str
    due_on: date | None
    measure: str


def offered(case: Case) -> Iterator[Offered]:
    """Those of every accepted review that are not in the plan yet, agency by agency."""
    reviews = case.agency_reviews.filter(state__in=DONE_WITH, parts__kind=PartKind.RECOMMENDATION)
    for review in reviews.select_related("agency").distinct():
        yield from offered_in(review, only_new=True)


def offered_in(review: AgencyReview, *, only_new: bool = False) -> Iterator[Offered]:
    """The recommendations of one review that say anything, in its order."""
    for version in standing_versions(review, kinds=[PartKind.RECOMMENDATION]):
        if only_new and hasattr(version.part, "recommendation"):
            continue
        values = {field: text.strip() for field, text in values_of(version, kind=PartKind.RECOMMENDATION).items()}
        if values["action"]:
            yield Offered(
                review_id=review.pk,
                key=version.part.key,
                agency_id=review.agency_id,
                agency=review.agency.name,
                text=values["action"],
                owner=values["owner"],
                due_on=day_in(values["date"]),
                measure=" ".join(text for text in (values["outcome"], values["measure"]) if text),
            )


def day_in(text: str) -> date | None:
    """The day that somebody wrote, such as "31 March 2011" or "31/3/2011"; None for what is no day."""
    written = _WRITTEN.search(text)
    if written is None:
        return None
    month = written["month"]
    names = [name[:3].casefold() for name in MONTHS]
    if not month.isdecimal():
        if month[:3].casefold() not in names:
            return None
        month = str(names.index(month[:3].casefold()) + 1)
    try:
        return date(int(written["year"]), int(month), int(written["day"]))
    except ValueError:
        return None
