"""Which texts has somebody tried to see through, what came of it, and when is that tried again?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from safelight.core.review.intruder import (
    Conclusion,
    Indicated,
    Indicator,
    Insider,
    Searched,
    Tried,
    Weighed,
    latest_of,
    not_remote,
    still_to_do,
)
from safelight.core.vocabulary import Stage
from safelight.records.cases import vault
from safelight.records.cases.models import Case
from safelight.records.cases.queries.facts import standing_resolution
from safelight.records.publication.models import Draft, Edition, IntruderReview
from safelight.records.publication.words import EditionState

NOT_EACH = "A text that is to be published has not been tried yet: each counts for itself."
PUBLIC = (EditionState.PUBLISHED, EditionState.DEPOSITED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was entered, as the vault keeps it."""

    looked_by: str
    searched: tuple[Searched, ...]
    weighed: tuple[Weighed, ...]
    indicated: tuple[Indicated, ...]
    must_change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands with one text, as the facts of a case say it: see `core.review.facts.CaseFacts`."""

    tried: bool = False
    passed_on: date | None = None
    lacking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """One text that is tried again, or is public although somebody was found in it: `day` is then None."""

    review: IntruderReview
    day: date | None
    public: bool


def keep(answers: Answers) -> str:
    """Put the answers on the names' shelf of the vault; the key to them."""
    return vault.put(json.dumps(asdict(answers), ensure_ascii=False).encode(), shelf=vault.Shelf.NAMES)


def answers_of(review: IntruderReview) -> Answers:
    """What was entered."""
    kept = json.loads(vault.get(review.answers_sha256, shelf=vault.Shelf.NAMES))
    return Answers(
        looked_by=kept["looked_by"],
        searched=tuple(Searched(**row) for row in kept["searched"]),
        weighed=tuple(Weighed(insider=Insider(row["insider"]), text=row["text"]) for row in kept["weighed"]),
        indicated=tuple(
            Indicated(indicator=Indicator(row["indicator"]), possible=row["possible"], why=row["why"])
            for row in kept["indicated"]
        ),
        must_change=kept["must_change"],
    )


def review_of(draft: Draft) -> IntruderReview | None:
    """The last review of exactly the words of this draft."""
    return draft.case.intruder_reviews.filter(text_sha256=draft.text_sha256).last()


def as_tried(review: IntruderReview) -> Tried:
    """A review as core takes it."""
    return Tried(
        text_sha256=review.text_sha256,
        looked_on=review.looked_on,
        conclusion=Conclusion(review.conclusion),
        repeat_on=review.repeat_on,
    )


def tries_of(draft: Draft) -> tuple[Tried, ...]:
    """Every review of any version of this paper, in the order in which they were recorded."""
    return tries_by_kind(draft.case).get(draft.kind, ())


def tries_by_kind(case: Case) -> dict[str, tuple[Tried, ...]]:
    """Every review of a case, by the kind of paper that it was of, in the order in which they were recorded."""
    found: dict[str, tuple[Tried, ...]] = {}
    for row in case.intruder_reviews.select_related("draft"):
        found[row.draft.kind] = (*found.get(row.draft.kind, ()), as_tried(row))
    return found


def texts_that_are_public(case: Case) -> frozenset[str]:
    """The hashes of the texts that are public, on the board's site or through a repository."""
    return frozenset(case.editions.filter(state__in=PUBLIC).values_list("text_sha256", flat=True))


def standing_of(draft: Draft) -> Standing:
    """How it stands with the text that is to be published, or is.

    Of a text that is public, the last review that found nobody goes on standing for the duty that came before
    publication: what a later one found is said by `due_again`.
    """
    tries = tries_of(draft)
    if is_public(draft):
        passed = [one for one in tries if one.text_sha256 == draft.text_sha256 and one.remote]
        return Standing(tried=True, passed_on=passed[-1].looked_on) if passed else Standing()
    last = latest_of(tries, text_sha256=draft.text_sha256)
    return Standing(
        tried=bool(tries),
        passed_on=last.looked_on if last is not None and last.remote else None,
        lacking=still_to_do(tries, text_sha256=draft.text_sha256),
    )


def standing_together(drafts: Sequence[Draft]) -> Standing:
    """How it stands with several texts of one review, such as its report and its summary: each counts for itself.

    While none of them was tried, a note can still do for all. One that is public already, and was published on such a
    note, holds nobody up.
    """
    stand = [(draft, standing_of(draft)) for draft in drafts]
    if not any(one.tried for _, one in stand):
        return Standing()
    for draft, one in stand:
        if one.passed_on is None and not is_public(draft):
            return Standing(tried=True, lacking=one.lacking or NOT_EACH)
    return Standing(tried=True, passed_on=max(one.passed_on for _, one in stand if one.passed_on is not None))


def is_public(draft: Draft) -> bool:
    """Whether exactly these words are public, on the board's site or through a repository."""
    return draft.text_sha256 in texts_that_are_public(draft.case)


def due_again(cases: Iterable[Case], *, on: date) -> tuple[Again, ...]:
    """What is tried again: of every text that is up on a day, or is the newest of its kind, the last review of it."""
    rows = IntruderReview.objects.filter(case__in=list(cases)).select_related("case", "draft")
    last = {(row.case_id, row.text_sha256): row for row in rows}
    if not last:
        return ()
    held = {row.case_id for row in last.values()}
    up, newest = _texts_up(held, on=on), _newest_texts(held)
    found = []
    for text, row in last.items():
        remote = row.conclusion == Conclusion.REMOTE
        if text in up or (remote and text in newest and _to_be_published(row.case)):
            found.append(Again(review=row, day=row.repeat_on, public=text in up))
    return tuple(found)


def found_in_public(again: Iterable[Again]) -> str:
    """That somebody was found in a text that is public, or ""."""
    return next(
        (
            f"{not_remote(as_tried(one.review))} It is public: withdraw it, or publish a changed text in its place."
            for one in again
            if one.day is None
        ),
        "",
    )


def _to_be_published(case: Case) -> bool:
    return case.stage != Stage.CLOSED and standing_resolution(case) is None


def _texts_up(cases: Iterable[UUID], *, on: date) -> set[tuple[UUID, str]]:
    still = Q(show_until__isnull=True) | Q(show_until__gte=on) | Q(state=EditionState.DEPOSITED)
    rows = Edition.objects.filter(still, case__in=cases, state__in=PUBLIC)
    return set(rows.values_list("case_id", "text_sha256"))


def _newest_texts(cases: Iterable[UUID]) -> set[tuple[UUID, str]]:
    rows = Draft.objects.filter(case__in=cases).order_by("version").values_list("case_id", "kind", "text_sha256")
    newest = {(case, kind): text for case, kind, text in rows}
    return {(case, text) for (case, _), text in newest.items()}
