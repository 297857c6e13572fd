"""The words of a review that an agency has written, put together as they are printed."""

from __future__ import annotations

from safelight.core.decision import Decision
from safelight.core.review.imr.outline import Group, Section
from safelight.core.review.imr.paper import PaperHead, Row
from safelight.core.review.imr.words import PartKind, ReviewForm
from safelight.core.review.wording import PAPER_WORDS
from safelight.core.vocabulary import PaperKind
from safelight.records.cases.models import AgencyReview, AuthorDeclaration
from safelight.records.cases.parts import outline_of, standing_versions, values_of

FACTUAL_REPORT = "factual report"


def kind_words(review: AgencyReview) -> str:
    """What is asked of the agency, in words without a capital."""
    return FACTUAL_REPORT if review.form == ReviewForm.FACTUAL else PAPER_WORDS[PaperKind(review.kind)]


def head_of(review: AgencyReview, *, declared: AuthorDeclaration | None) -> PaperHead:
    """What stands on the first page."""
    words = kind_words(review)
    decision = Decision.from_json(declared.decision) if declared is not None else None
    return PaperHead(
        board=review.case.board.name,
        agency=review.agency.name,
        reference=review.case.reference,
        kind_words=f"{words[:1].upper()}{words[1:]}",
        author=review.author_name,
        declared=" ".join(reason.found for reason in decision.reasons) if decision is not None else "Not declared",
        requested_on=review.requested_on,
        due_on=review.due_on,
        secured_on=review.records_secured_on,
        checked_on=review.checked_on,
        countersigned_by=review.countersigned_by,
        countersigned_on=review.countersigned_on,
    )


def texts_of(review: AgencyReview) -> dict[str, str]:
    """The text of each section that has one, by its key."""
    return {
        version.part.key: values_of(version, kind=PartKind.SECTION)["text"]
        for version in standing_versions(review, kinds=[PartKind.SECTION])
    }


def rows_of(review: AgencyReview) -> tuple[Row, ...]:
    """The rows of all lists in which anything is filled in."""
    kinds = [kind for kind in PartKind if kind is not PartKind.SECTION]
    return tuple(
        Row(kind=(kind := PartKind(version.part.kind)), values=values_of(version, kind=kind))
        for version in standing_versions(review, kinds=kinds)
        if version.filled
    )


def earlier_sections(review: AgencyReview) -> tuple[Section, ...]:
    """Sections with words in them whose question is not asked any more, because the terms of reference have changed."""
    outline = outline_of(review)
    return tuple(
        Section(key=version.part.key, title=version.part.title, group=Group.ELSE, needed=False)
        for version in standing_versions(review, kinds=[PartKind.SECTION])
        if version.words and outline.find(version.part.key) is None
    )
