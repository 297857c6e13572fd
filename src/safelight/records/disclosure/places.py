"""Every place in which a copy of an edition is, from publication's records and this room's; and what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from safelight.core.review.saying import worded
from safelight.core.review.wording import READER_WORDS
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.cases.models import Case, DutyRecord
from safelight.records.cases.queries import regime_of
from safelight.records.cases.stages import OFFICE_HOURS
from safelight.records.cases.words import Act
from safelight.records.disclosure.models import Release
from safelight.records.disclosure.words import Form
from safelight.records.publication.models import Edition
from safelight.records.publication.places import Place, PlaceKind, places_of_publication
from safelight.records.publication.words import EditionState

SENT_BY_RULE = ("publication.copies-before", "after.final-copies")
"""The rulebook's questions that are answered by sending a report to somebody."""


def places_of(edition: Edition) -> tuple[Place, ...]:
    """Every place in which a copy of an edition is or can be, as far as the records know."""
    return (*places_of_publication(edition), *_sent(edition), *_released(edition))


def open_recalls(cases: Iterable[Case]) -> Iterator[tuple[Edition, int]]:
    """The withdrawn editions of these cases with copies still to be called back, and in how many places each."""
    rows = Edition.objects.filter(case__in=cases, state=EditionState.WITHDRAWN).select_related("case__board")
    for edition in rows.order_by("withdrawn_at"):
        done = set(edition.recalled.values_list("place", flat=True))
        left = sum(1 for place in places_of(edition) if place.key not in done)
        if left:
            yield edition, left


def recall_open_since(case: Case) -> date | None:
    """Since which day copies of something withdrawn are to be called back; None where nothing is open."""
    first = next((edition.withdrawn_at for edition, _ in open_recalls([case])), None)
    return first.astimezone(OFFICE_HOURS).date() if first is not None else None


def _sent(edition: Edition) -> Iterator[Place]:
    """Where the review's paper was sent because a rule asks for it. A briefing is no such paper."""
    if edition.published_at is None or edition.kind == PaperKind.LEARNING_BRIEF:
        return
    evaluator = worded("{evaluator}", regime_of(edition.case))
    for act in edition.case.acts.filter(act=Act.EVALUATION_SUBMITTED):
        yield Place(
            key=f"evaluation-{act.pk}",
            kind=PlaceKind.BODY,
            who=_begun(evaluator),
            how="Sent with the review's papers, to be evaluated",
            given_on=act.on,
        )
    for row in DutyRecord.objects.filter(case=edition.case, duty__in=SENT_BY_RULE).exclude(told=""):
        yield Place(
            key=f"told-{row.pk}",
            kind=PlaceKind.BODY,
            who=_begun(row.told),
            how="Sent because a rule asks for it",
            given_on=row.on,
        )


def _released(edition: Edition) -> Iterator[Place]:
    """Whom a copy was released to who asked for it: of this edition, or of the paper before it was published."""
    if edition.published_at is None:
        return
    rows = Release.objects.filter(request__case=edition.case, request__paper_kind=edition.kind)
    for row in rows.exclude(form=Form.READ_IN_ROOM).select_related("request").order_by("released_at"):
        if row.edition_id in {None, edition.pk}:
            asked = READER_WORDS[Reader(row.request.reader)]
            yield Place(
                key=f"release-{row.pk}",
                kind=PlaceKind.BODY,
                who=f"{_begun(asked)}: request {row.request.number}, {row.request.requester}",
                how="Asked for it and was given a copy",
                given_on=row.released_at.astimezone(OFFICE_HOURS).date(),
                address=row.request.contact,
            )


def _begun(words: str) -> str:
    """As a line begins, with a capital."""
    return words[:1].upper() + words[1:]
