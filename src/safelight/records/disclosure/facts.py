"""The facts of one paper and one reader, as core's disclosure takes them; and which paper it is that is asked for."""

from __future__ import annotations

from datetime import date

from safelight.core.review.disclosure import DisclosureFacts
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.cases.models import Case, Paper
from safelight.records.cases.queries import open_proceedings
from safelight.records.cases.words import ProceedingKind
from safelight.records.people.models import Agency, User
from safelight.records.publication.models import Edition
from safelight.records.publication.words import EditionState


def disclosure_facts(
    case: Case,
    kind: PaperKind,
    *,
    reader: Reader,
    on: date,
    agency: Agency | None = None,
    user: User | None = None,
) -> DisclosureFacts:
    """What `core.review.disclosure.decide` needs to know."""
    own = bool(
        agency is not None
        and user is not None
        and case.seats.filter(user=user, agency=agency, until__isnull=True).exists()
    )
    return DisclosureFacts(
        paper=kind,
        reader=reader,
        own_agency_paper=own,
        published=_is_public(case, kind),
        criminal_proceedings_open=any(
            proceeding.kind == ProceedingKind.CRIMINAL for proceeding in open_proceedings(case, on=on)
        ),
    )


def newest_paper(case: Case, kind: PaperKind, *, agency: Agency | None = None) -> Paper | None:
    """The paper's newest version, where one has been filed: the whole review's, or one agency's."""
    return case.papers.filter(kind=kind, agency=agency).order_by("version").last()


def published_edition(case: Case, kind: PaperKind) -> Edition | None:
    """The edition of this kind that is public now: it is what is handed out, never a draft or the paper behind it."""
    newest = case.editions.filter(kind=kind, published_at__isnull=False).order_by("published_at").last()
    return newest if newest and newest.state == EditionState.PUBLISHED else None


def _is_public(case: Case, kind: PaperKind) -> bool:
    """Whether it is on the board's site. The action plan is there beside whatever edition of the case is."""
    if kind is PaperKind.ACTION_PLAN:
        return case.editions.filter(state=EditionState.PUBLISHED).exists()
    return published_edition(case, kind) is not None
