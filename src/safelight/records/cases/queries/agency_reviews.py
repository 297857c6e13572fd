"""How do the agencies' reviews stand, side by side; what is one of them asked, and what came of it so far?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from safelight.core.decision import Decision
from safelight.core.review.imr.outline import GROUP_TITLES, Group, Outline
from safelight.core.review.imr.quality import Remark, Written, WrittenRow, WrittenSection, remarks
from safelight.core.review.imr.words import Debrief, PartKind, ReviewForm
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import PaperKind
from safelight.records.cases.access import CaseKey
from safelight.records.cases.models import AgencyReview, Case, ChronologyRow, PartVersion, TermsOfReference
from safelight.records.cases.parts import outline_of, standing_versions
from safelight.records.cases.queries.facts import regime_of
from safelight.records.cases.queries.heads import CaseHead, Look, look
from safelight.records.cases.queries.imr_paper import kind_words
from safelight.records.cases.words import BEING_WRITTEN, WITH_AGENCY, ReviewState
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found

RULES_TO_SHOW = ("imr.evidence", "imr.interviews", "imr.countersigned", "imr.debrief")
"""Rules that whoever writes should have read; the questions of the others are sections of the review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """One agency's review, and where it stands. `kind_words` is what was asked for, in words."""

    id: UUID
    agency_id: UUID
    agency: str
    kind: PaperKind
    kind_words: str
    state: str
    requested_on: date
    due_on: date
    overdue: bool
    opened_on: date | None
    submitted_on: date | None
    countersigned_by: str
    accepted_on: date | None
    versions: int
    came_as_file: bool
    """Whether it was sent as a file, which is not looked into."""
    remarks: tuple[Remark, ...]
    """What is lacking, late or not done yet: facts and hints, never a verdict."""

    def remarked(self, *lacks: str) -> tuple[str, ...]:
        """The remarks of these kinds, as sentences."""
        return tuple(remark.sentence for remark in self.remarks if remark.lack in lacks)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAsked:
    """An agency of the board that was asked for nothing. `mentioned`: somebody's chronology speaks of it."""

    name: str
    mentioned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsPage:
    """The agencies' reviews that this reader may see."""

    case: CaseHead
    reviews: tuple[ReviewLine, ...]
    not_asked: tuple[NotAsked, ...]
    """The board's agencies that were asked for nothing; empty for an agency's author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionLine:
    """One version that an agency sent, and what the panel made of it: of the whole, and section by section."""

    version: int
    paper_id: UUID
    name: str
    submitted_on: date
    countersigned_by: str
    ties: tuple[str, ...]
    hidden: int
    returned_on: date | None
    return_reasons: str
    section_reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterLine:
    """One chapter of the review, with how many of its questions are answered and how many rows its lists have."""

    group: Group
    title: str
    answered: int
    asked: int
    rows: int
    lists: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationLine:
    """Who writes, and what the rules say of them."""

    author_name: str
    ties: tuple[str, ...]
    decision: Decision
    declared_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefLine:
    """That staff were told."""

    which: Debrief
    held_on: date
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsToAnswer:
    """What the review is to answer, as it stands."""

    version: int
    text: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """One agency's review: what is asked, who writes, where it stands, and its versions, the newest first."""

    case: CaseHead
    review: ReviewLine
    form: ReviewForm
    securing: str
    terms: TermsToAnswer | None
    rules: tuple[Rule, ...]
    author_name: str
    declaration: DeclarationLine | None
    records_secured_on: date | None
    chapters: tuple[ChapterLine, ...]
    sections: tuple[tuple[str, str], ...]
    """Key and title of every section that is asked for."""
    written_here: bool
    open_for_writing: bool
    sees_words: bool
    """Whether this reader may read what is still being written: the agency and the board's business manager."""
    checked_by: str
    checked_on: date | None
    countersigned_on: date | None
    submissions: tuple[SubmissionLine, ...]
    debriefs: tuple[DebriefLine, ...]


def reviews_page(reader: User, case_id: CaseKey, *, on: date) -> ReviewsPage:
    """The agencies' reviews; an agency's author sees that agency's alone.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="reviews")
    rows = seen.case.agency_reviews.select_related("agency", "case__board")
    rows = rows.prefetch_related("submissions", "debriefs")
    shown = [row for row in rows if seen.shows(row.agency_id)]
    return ReviewsPage(
        case=seen.head,
        reviews=tuple(_line(row, on=on) for row in shown),
        not_asked=_not_asked(seen.case) if seen.own is None else (),
    )


def review_page(reader: User, review_id: AgencyReview | UUID, *, on: date) -> ReviewPage:
    """One agency's review.

    Raises:
        NotForYou: also to an author of another agency.
    """
    row, seen = seen_review(reader, review_id, at_page="reviews")
    outline, versions = outline_of(row), standing_versions(row)
    declared = row.declarations.last()
    terms = row.case.terms.order_by("version").last()
    regime = regime_of(row.case)
    rules = [rule for name in RULES_TO_SHOW if (rule := regime.find(name)) is not None]
    sent = row.submissions.select_related("paper").prefetch_related("section_reasons").order_by("-pk")
    return ReviewPage(
        case=seen.head,
        review=_line(row, on=on),
        form=ReviewForm(row.form),
        securing=row.securing,
        terms=_terms(terms),
        rules=tuple(rules),
        author_name=row.author_name,
        declaration=DeclarationLine(
            author_name=declared.author_name,
            ties=tuple(declared.ties),
            decision=Decision.from_json(declared.decision),
            declared_on=declared.declared_on,
        )
        if declared is not None
        else None,
        records_secured_on=row.records_secured_on,
        chapters=tuple(_chapters(outline, versions)),
        sections=tuple((section.key, section.title) for section in outline.sections),
        written_here=any(version.words for version in versions),
        open_for_writing=row.state in BEING_WRITTEN,
        sees_words=sees_words(reader, row),
        checked_by=row.checked_by,
        checked_on=row.checked_on,
        countersigned_on=row.countersigned_on,
        submissions=tuple(
            SubmissionLine(
                version=each.paper.version,
                paper_id=each.paper_id,
                name=each.paper.name,
                submitted_on=each.submitted_on,
                countersigned_by=each.countersigned_by,
                ties=tuple(each.ties),
                hidden=each.paper.hidden,
                returned_on=each.returned_on,
                return_reasons=each.return_reasons,
                section_reasons=tuple((said.title, said.reasons) for said in each.section_reasons.all()),
            )
            for each in sent
        ),
        debriefs=tuple(
            DebriefLine(which=Debrief(told.which), held_on=told.held_on, said=told.said) for told in row.debriefs.all()
        ),
    )


def _not_asked(case: Case) -> tuple[NotAsked, ...]:
    told = ChronologyRow.objects.filter(file__case=case, file__current=True)
    rest = case.board.agencies.exclude(pk__in=case.agency_reviews.values("agency"))
    return tuple(
        NotAsked(
            name=agency.name,
            mentioned=told.filter(Q(event__icontains=agency.name) | Q(source__icontains=agency.name)).exists(),
        )
        for agency in rest
    )


def seen_review(reader: User, review_id: AgencyReview | UUID, *, at_page: str) -> tuple[AgencyReview, Look]:
    """A review that a reader may look at, and the look itself.

    Raises:
        NotForYou: also to an author of another agency.
    """
    row = found(AgencyReview, review_id)
    seen = look(reader, row.case_id, at_page=at_page)
    if not seen.shows(row.agency_id):
        raise NotForYou
    return row, seen


def sees_words(reader: User, row: AgencyReview) -> bool:
    """Whether this reader may read what an agency is still writing."""
    try:
        seen_review(reader, row, at_page="written_review")
    except NotForYou:
        return False
    return True


def _terms(terms: TermsOfReference | None) -> TermsToAnswer | None:
    if terms is None:
        return None
    return TermsToAnswer(version=terms.version, text=terms.text, questions=tuple(terms.questions))


def _chapters(outline: Outline, versions: Iterable[PartVersion]) -> Iterable[ChapterLine]:
    words = {version.part.key: version.words for version in versions}
    rows = [version.part.kind for version in versions if version.part.kind != PartKind.SECTION]
    for group in outline.groups:
        sections = [section for section in outline.sections if section.group is group]
        lists = [kind for kind, where in outline.lists if where is group]
        yield ChapterLine(
            group=group,
            title=GROUP_TITLES[group],
            answered=sum(words.get(section.key, 0) > 0 for section in sections),
            asked=len(sections),
            rows=sum(kind in lists for kind in rows),
            lists=bool(lists),
        )


def _line(row: AgencyReview, *, on: date) -> ReviewLine:
    written = written_of(row)
    return ReviewLine(
        id=row.pk,
        agency_id=row.agency_id,
        agency=row.agency.name,
        kind=PaperKind(row.kind),
        kind_words=kind_words(row),
        state=row.state,
        requested_on=row.requested_on,
        due_on=row.due_on,
        overdue=row.state in WITH_AGENCY and on > row.due_on,
        opened_on=row.opened_at.date() if row.opened_at else None,
        submitted_on=row.submitted_on,
        countersigned_by=row.countersigned_by,
        accepted_on=row.accepted_on,
        versions=len(row.submissions.all()),
        came_as_file=not written.in_browser,
        remarks=remarks(written, on=on),
    )


def written_of(row: AgencyReview) -> Written:
    """What core needs to know of a written review: counts, and never its words."""
    versions = standing_versions(row)
    sent = list(row.submissions.all())
    told = {record.which: record.held_on for record in row.debriefs.all()}
    return Written(
        outline=outline_of(row),
        in_browser=any(version.words for version in versions) or not sent,
        sections=tuple(
            WrittenSection(key=version.part.key, words=version.words, to_choose=version.to_choose)
            for version in versions
            if version.part.kind == PartKind.SECTION
        ),
        rows=tuple(
            WrittenRow(kind=PartKind(version.part.kind), filled=frozenset(version.filled))
            for version in versions
            if version.part.kind != PartKind.SECTION
        ),
        due_on=row.due_on,
        submitted_on=row.submitted_on,
        first_submitted_on=min((each.submitted_on for each in sent), default=None),
        returned=sum(each.returned_on is not None for each in sent),
        countersigned=bool(row.countersigned_by) or row.state in (ReviewState.REQUESTED, ReviewState.DRAFTING),
        first_debrief=told.get(Debrief.FIRST),
        second_debrief=told.get(Debrief.SECOND),
    )
