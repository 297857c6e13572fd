"""What the agencies sent and what else was filed: never the bytes, which only `disclosure` opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safelight.core.vocabulary import PaperKind
from safelight.records.cases.access import CaseKey
from safelight.records.cases.models import AgencyReview, Case, Paper, ReviewState
from safelight.records.cases.queries.heads import CaseHead, Look, look
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """One agency's review, and where it stands."""

    id: UUID
    agency_id: UUID
    agency: str
    kind: PaperKind
    state: str
    requested_on: date
    due_on: date
    overdue: bool
    submitted_on: date | None
    countersigned_by: str
    accepted_on: date | None
    versions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsPage:
    """The agencies' reviews that this reader may see."""

    case: CaseHead
    reviews: tuple[ReviewLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionLine:
    """One version that an agency sent, and what the panel made of it."""

    version: int
    paper_id: UUID
    name: str
    submitted_on: date
    countersigned_by: str
    ties: tuple[str, ...]
    hidden: int
    returned_on: date | None
    return_reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """One agency's review with all its versions, the newest first."""

    case: CaseHead
    review: ReviewLine
    author_name: str
    records_secured_on: date | None
    submissions: tuple[SubmissionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One version of one paper, without what is in it."""

    id: UUID
    kind: PaperKind
    agency: str
    version: int
    name: str
    size: int
    hidden: int
    filed_at: datetime
    filed_by: str
    newest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage:
    """The papers whose existence this reader may know of, the newest first."""

    case: CaseHead
    papers: tuple[PaperLine, ...]


def reviews_page(reader: User, case_id: CaseKey, *, on: date) -> ReviewsPage:
    """The agencies' reviews; an agency's author sees that agency's alone.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="reviews")
    rows = seen.case.agency_reviews.select_related("agency").prefetch_related("submissions")
    return ReviewsPage(
        case=seen.head, reviews=tuple(_review(row, on=on) for row in rows if _is_theirs(row.agency_id, seen))
    )


def review_page(reader: User, review_id: AgencyReview | UUID, *, on: date) -> ReviewPage:
    """One agency's review.

    Raises:
        NotForYou: also to an author of another agency.
    """
    row = found(AgencyReview, review_id)
    seen = look(reader, row.case_id, at_page="reviews")
    if not _is_theirs(row.agency_id, seen):
        raise NotForYou
    return ReviewPage(
        case=seen.head,
        review=_review(row, on=on),
        author_name=row.author_name,
        records_secured_on=row.records_secured_on,
        submissions=tuple(
            SubmissionLine(
                version=sent.paper.version,
                paper_id=sent.paper_id,
                name=sent.paper.name,
                submitted_on=sent.submitted_on,
                countersigned_by=sent.countersigned_by,
                ties=tuple(sent.ties),
                hidden=sent.paper.hidden,
                returned_on=sent.returned_on,
                return_reasons=sent.return_reasons,
            )
            for sent in row.submissions.select_related("paper").order_by("-pk")
        ),
    )


def papers_page(reader: User, case_id: CaseKey) -> PapersPage:
    """The papers of a case; an agency's author sees that agency's alone.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="papers")
    rows = [row for row in _papers(seen.case) if _is_theirs(row.agency_id, seen)]
    newest = {(row.kind, row.agency_id): row.version for row in sorted(rows, key=lambda row: row.version)}
    lines = (_paper(row, newest=newest[row.kind, row.agency_id] == row.version) for row in reversed(rows))
    return PapersPage(case=seen.head, papers=tuple(lines))


def _is_theirs(agency: UUID | None, seen: Look) -> bool:
    return seen.own is None or agency in seen.own


def _papers(case: Case) -> list[Paper]:
    return list(case.papers.select_related("agency", "filed_by").order_by("filed_at", "version"))


def _review(row: AgencyReview, *, on: date) -> ReviewLine:
    waiting = row.state in (ReviewState.REQUESTED, ReviewState.RETURNED)
    return ReviewLine(
        id=row.pk,
        agency_id=row.agency_id,
        agency=row.agency.name,
        kind=PaperKind(row.kind),
        state=row.state,
        requested_on=row.requested_on,
        due_on=row.due_on,
        overdue=waiting and on > row.due_on,
        submitted_on=row.submitted_on,
        countersigned_by=row.countersigned_by,
        accepted_on=row.accepted_on,
        versions=len(row.submissions.all()),
    )


def _paper(row: Paper, *, newest: bool) -> PaperLine:
    return PaperLine(
        id=row.pk,
        kind=PaperKind(row.kind),
        agency=row.agency.name if row.agency else "",
        version=row.version,
        name=row.name,
        size=row.size,
        hidden=row.hidden,
        filed_at=row.filed_at,
        filed_by=row.filed_by.name,
        newest=newest,
    )
