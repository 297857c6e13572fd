"""The page of the motivated-intruder review of one draft: what is recorded of this text, or what helps to record it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safelight.core.review.intruder import LOOKED_AGAIN, TRIED, Conclusion, still_to_do
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import PaperKind
from safelight.records.cases.queries import regime_of
from safelight.records.people.models import User
from safelight.records.people.permission import found
from safelight.records.publication.actions.drafting import WRITERS
from safelight.records.publication.actions.publishing import APPROVERS
from safelight.records.publication.models import Draft, IntruderReview
from safelight.records.publication.queries import case_of_drafts
from safelight.records.publication.tried import Answers, answers_of, is_public, tries_of
from safelight.records.publication.versions import newest_version

TRIERS = WRITERS | APPROVERS


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """One such review in a list: nothing of what was found, which may name somebody."""

    draft_id: UUID
    version: int
    this_text: bool
    looked_on: date
    conclusion: Conclusion
    repeat_on: date | None
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IntruderPage:
    """How it stands with one text. `answers` are those of the last review of it; `sources` of the last of this paper.

    `lacking` says why what is on record does not do, or "". `may_try` is of a reader who has written
    none of it, and `why_not` says why they, or a writer, cannot all the same.
    """

    draft_id: UUID
    case_id: UUID
    reference: str
    kind: PaperKind
    version: int
    public: bool
    newest_id: UUID
    lines: tuple[ReviewLine, ...]
    answers: Answers | None
    sources: tuple[str, ...]
    days_between: int | None
    """How many days the last review of this paper set until the next, or None."""
    lacking: str
    rule: Rule | None
    rule_again: Rule | None
    may_try: bool
    why_not: str

    @property
    def may_record(self) -> bool:
        """Whether this reader may record one of this text."""
        return self.may_try and not self.why_not

    @property
    def last(self) -> ReviewLine | None:
        """The last review of this very text."""
        return next((line for line in self.lines if line.this_text), None)

    @property
    def is_newest(self) -> bool:
        """Whether no later version has other words."""
        return self.newest_id == self.draft_id


def intruder_page(reader: User, draft_id: UUID, *, on: date) -> IntruderPage:
    """What is recorded of one text.

    Raises:
        NotForYou: when the reader has no part in its publication.
    """
    draft = found(Draft, draft_id)
    case, held = case_of_drafts(reader, draft.case_id)
    rows = list(
        case.intruder_reviews.filter(draft__kind=draft.kind).select_related("draft", "recorded_by").order_by("-id")
    )
    last = next((row for row in rows if row.text_sha256 == draft.text_sha256), None)
    newest, public = newest_version(case, draft.kind) or draft, is_public(draft)
    regime = regime_of(case, on=on)
    why_not = _why_not(draft, newest, reader=reader, public=public) if held & TRIERS else ""
    return IntruderPage(
        draft_id=draft.pk,
        case_id=case.pk,
        reference=case.reference,
        kind=PaperKind(draft.kind),
        version=draft.version,
        public=public,
        newest_id=newest.pk,
        lines=tuple(_line(row, draft) for row in rows),
        answers=answers_of(last) if last is not None else None,
        sources=_sources(rows),
        days_between=_days_between(rows),
        lacking=still_to_do(tries_of(draft), text_sha256=draft.text_sha256),
        rule=regime.find(TRIED),
        rule_again=regime.find(LOOKED_AGAIN),
        may_try=bool(held & TRIERS) and reader.pk not in writers_of_draft(draft),
        why_not=why_not,
    )


def writers_of_draft(draft: Draft) -> dict[UUID, str]:
    """Everybody who has saved a version of this paper up to this one, by key, with their names."""
    versions = draft.case.drafts.filter(kind=draft.kind, version__lte=draft.version)
    return dict(versions.values_list("author_id", "author__name"))


def first_saved(draft: Draft) -> datetime:
    """When exactly these words were first saved."""
    same = draft.case.drafts.filter(kind=draft.kind, text_sha256=draft.text_sha256)
    return same.order_by("version").values_list("saved_at", flat=True)[0]


def _why_not(draft: Draft, newest: Draft, *, reader: User, public: bool) -> str:
    if reader.pk in writers_of_draft(draft):
        return "You have written some of this text, so somebody else tries to find out who it is about."
    if newest.pk != draft.pk and not public:
        return f"There is a newer version of this text, version {newest.version}: try with that one."
    return ""


def _line(row: IntruderReview, draft: Draft) -> ReviewLine:
    return ReviewLine(
        draft_id=row.draft_id,
        version=row.draft.version,
        this_text=row.text_sha256 == draft.text_sha256,
        looked_on=row.looked_on,
        conclusion=Conclusion(row.conclusion),
        repeat_on=row.repeat_on,
        recorded_by=row.recorded_by.name,
        recorded_at=row.recorded_at,
    )


def _sources(rows: list[IntruderReview]) -> tuple[str, ...]:
    """Where the last one looked: brought forward, and never what was looked for or found."""
    return tuple(row.source for row in answers_of(rows[0]).searched) if rows else ()


def _days_between(rows: list[IntruderReview]) -> int | None:
    set_ = next((row for row in rows if row.repeat_on is not None), None)
    return (set_.repeat_on - set_.looked_on).days if set_ is not None and set_.repeat_on is not None else None
