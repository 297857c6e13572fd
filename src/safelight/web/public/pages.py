"""The pages of the published site, as plain strings: what is public, and nothing that knows more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from safelight.records.people.public import PublicBoard
from safelight.records.plans.public import PublicPlan
from safelight.records.publication.queries import PublishedEdition
from safelight.web.words import day


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicReview:
    """One review as the public sees it: its editions, and its plan."""

    public_id: str
    name: str
    editions: tuple[PublishedEdition, ...]
    plan: PublicPlan | None

    @property
    def shown(self) -> tuple[PublishedEdition, ...]:
        """The editions that are up."""
        return tuple(edition for edition in self.editions if edition.withdrawn_at is None)


def site_pages(board: PublicBoard, reviews: Sequence[PublicReview], *, on: date) -> Iterator[tuple[str, bytes]]:
    """Every file of the site with its path; the same facts always give the same bytes."""
    yield "index.html", _page("index", "", board, reviews=reviews, on=on)
    yield "asking.html", _page("asking", "", board, on=on)
    yield "accessibility.html", _page("accessibility", "", board, on=on)
    for review in reviews:
        folder = f"reviews/{review.public_id}"
        yield f"{folder}/index.html", _page("review", "../../", board, review=review, on=on)
        if review.plan is not None and review.shown:
            yield f"{folder}/plan.html", _page("plan", "../../", board, review=review, plan=review.plan, on=on)
        for edition in review.shown:
            yield from edition_files(review, edition)


def edition_files(review: PublicReview, edition: PublishedEdition) -> Iterator[tuple[str, bytes]]:
    """The files of an edition with their paths in the site; a withdrawn one's are empty. Old ones have no ODT."""
    name = f"reviews/{review.public_id}/{edition.kind.value.replace('_', '-')}"
    yield f"{name}.html", edition.html
    yield f"{name}.pdf", edition.pdf
    if edition.odt or edition.withdrawn_at:
        yield f"{name}.odt", edition.odt


def _page(name: str, root: str, board: PublicBoard, *, on: date, **context: Any) -> bytes:
    return render_to_string(f"public/{name}.html", {"board": board, "root": root, "built": day(on), **context}).encode()
