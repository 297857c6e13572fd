"""One review as the public sees it, on one day: what is up, what was taken down, what is done about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from safelight.core.review.plan import PlanStatus
from safelight.records.plans.public import PublicPlan, PublicRecommendation
from safelight.records.publication.queries import PublishedEdition
from safelight.web.public.passages import Passage, passages_of
from safelight.web.public.search import Paper
from safelight.web.words import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicReview:
    """One review as the public sees it: its editions, and its plan."""

    public_id: str
    name: str
    editions: tuple[PublishedEdition, ...]
    plan: PublicPlan | None

    @property
    def case_id(self) -> UUID:
        """The case that all its editions are of."""
        return self.editions[0].case_id

    @property
    def kind(self) -> str:
        """What a review of its kind is called."""
        return self.editions[0].review

    @property
    def shown(self) -> tuple[PublishedEdition, ...]:
        """The editions that are up."""
        return tuple(edition for edition in self.editions if edition.withdrawn_at is None and not edition.ended)

    @property
    def year(self) -> int:
        """When anything of it was first published."""
        return min(edition.published_at.year for edition in self.editions)

    @property
    def noindex(self) -> bool:
        """Whether search engines are asked to leave its page out: when any edition that is up asks for it."""
        return any(edition.noindex for edition in self.shown)

    @property
    def state(self) -> str:
        """What a list says where nothing of it is up."""
        return "Withdrawn." if any(edition.withdrawn_at for edition in self.editions) else "No longer published."


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Recommendations of all reviews that stand alike."""

    key: str
    title: str
    rows: tuple[tuple[PublicReview, PublicRecommendation], ...]


def called(reviews: Sequence[PublicReview]) -> str:
    """What all reviews on the site are called together."""
    kinds = {review.kind for review in reviews} or {"Serious case review"}
    return f"{kinds.pop()}s" if len(kinds) == 1 else "Reviews"


FORMS = (".html", ".pdf", ".odt", ".words.js")
"""What the names of an edition's files end in."""
GROUPS = (
    ("late", "Late: an action is past its day"),
    ("none", "No action agreed yet"),
    ("going", "Under way"),
    ("done", "Done: every action is closed"),
)


def on_day(review: PublicReview, *, on: date) -> PublicReview:
    """The review as it stands on a day: an edition whose last day has passed is no longer up."""
    editions = tuple(
        replace(one, ended=True, html=b"", pdf=b"")
        if one.withdrawn_at is None and one.show_until is not None and one.show_until < on
        else one
        for one in review.editions
    )
    return replace(review, editions=editions)


def file_name(review: PublicReview, edition: PublishedEdition) -> str:
    """Where an edition's files lie in the site, without what each ends in."""
    return f"reviews/{review.public_id}/{edition.kind.value.replace('_', '-')}"


def papers_of(review: PublicReview) -> Iterator[Paper]:
    """What of a review can be found by search: its editions' words, and its recommendations."""
    for edition in review.shown:
        yield edition_paper(review, edition)
    if review.plan is not None and review.shown:
        rows = [Passage(anchor=f"r{row.number}", section="", text=row.text) for row in review.plan.recommendations]
        path = f"reviews/{review.public_id}/plan.html"
        yield Paper(title=review.name, kind="Recommendations and actions", path=path, passages=tuple(rows))


def edition_paper(review: PublicReview, edition: PublishedEdition) -> Paper:
    """One edition's words as its own page has them."""
    path, kind = f"{file_name(review, edition)}.html", plain(edition.kind)
    return Paper(title=review.name, kind=kind, path=path, passages=passages_of(edition.html))


def grouped(reviews: Sequence[PublicReview]) -> tuple[Group, ...]:
    """The recommendations of every review that is up, by how they stand. Each stands in one group."""
    rows = [(one, row) for one in reviews if one.plan and one.shown for row in one.plan.recommendations]
    return tuple(
        Group(key=key, title=title, rows=tuple(pair for pair in rows if _stands(pair[1]) == key))
        for key, title in GROUPS
    )


def _stands(row: PublicRecommendation) -> str:
    statuses = {line.status for line in row.actions}
    if not statuses:
        return "none"
    if PlanStatus.OVERDUE in statuses:
        return "late"
    return "done" if statuses == {PlanStatus.CLOSED} else "going"
