"""The facts of one paper and one reader, as core's disclosure takes them; and which paper it is that is asked for."""

from __future__ import annotations

from datetime import date

from safelight.core.review.disclosure import DisclosureFacts
from safelight.core.review.holds import Hold
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.cases.models import Case, Paper
from safelight.records.cases.queries import open_proceedings
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
    lines = [line for line in open_proceedings(case, on=on) if line.hold is not None]
    held_by, open_now = {line.hold for line in lines if line.holds_papers}, {line.hold for line in lines}
    return DisclosureFacts(
        paper=kind,
        reader=reader,
        own_agency_paper=own,
        published=_is_public(case, kind),
        held_by=tuple(hold for hold in Hold if hold in held_by),
        open_beside=tuple(hold for hold in Hold if hold in open_now - held_by),
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
