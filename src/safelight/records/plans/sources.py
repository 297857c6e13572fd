"""On which sections of agencies' accepted reviews does a finding rest, and on which could it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from safelight.core.review.imr.words import PartKind
from safelight.records.cases.models import AgencyReview, Case, ReviewPart
from safelight.records.cases.parts import standing_versions
from safelight.records.cases.queries.imr import title_of
from safelight.records.cases.words import DONE_WITH
from safelight.records.plans.models import ReviewCitation

WHOLE = "the whole review"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSection:
    """A section of an agency's review that a finding cites: whose, and which question it answers; nobody's name.

    `since` says in a sentence what has become of it since it was cited; "" where it stands as it did.
    """

    id: int
    review_id: UUID
    agency_id: UUID
    agency: str
    title: str
    since: str


def cited_section(citation: ReviewCitation) -> CitedSection:
    """What a finding shows of a section; its review, agency and part were selected with it."""
    review, part = citation.review, citation.part
    return CitedSection(
        id=citation.pk,
        review_id=review.pk,
        agency_id=review.agency_id,
        agency=review.agency.short_name or review.agency.name,
        title=title_of(part) if part is not None else WHOLE,
        since=_since(citation),
    )


def version_now(review: AgencyReview, part: ReviewPart | None) -> int:
    """What stands in a section now, by its version; of the whole review, how many times it was sent."""
    return part.version if part is not None else review.submissions.count()


def sections_to_cite(case: Case) -> Iterator[tuple[AgencyReview, ReviewPart | None, str]]:
    """What of the agencies' accepted reviews a finding can rest on, each with its title: sections, then the whole.

    A review that was sent as a file has no sections here.
    """
    for review in case.agency_reviews.filter(state__in=DONE_WITH).select_related("agency"):
        for version in standing_versions(review, kinds=[PartKind.SECTION]):
            if version.words:
                yield review, version.part, title_of(version.part)
        yield review, None, WHOLE


def _since(citation: ReviewCitation) -> str:
    if citation.review.state not in DONE_WITH:
        return "The review has been opened again since it was cited."
    if version_now(citation.review, citation.part) != citation.version:
        return "It has been changed since it was cited. Read it, and cite it again."
    return ""
