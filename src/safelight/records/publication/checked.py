"""Is a draft complete, and does it agree with itself and the overview report? Plain values for those who prepare it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from safelight.core.review.agreeing import Disagreement, contradictions, thinness, unmentioned, untold
from safelight.core.review.boxes import Box, Stands, tick_boxes
from safelight.core.vocabulary import PaperKind, Reader
from safelight.records.cases.models import Case
from safelight.records.cases.queries import regime_of, roster_of
from safelight.records.people.models import User
from safelight.records.people.permission import found
from safelight.records.publication.actions.drafting import WRITERS
from safelight.records.publication.actions.proving import paper_of
from safelight.records.publication.agreed import findings_of, founding_of, known_in, told_in
from safelight.records.publication.models import Draft
from safelight.records.publication.queries import case_of_drafts
from safelight.records.publication.versions import newest_version

_BY_POST = (Reader.PANEL_MEMBER, Reader.AGENCY_AUTHOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksPage:
    """The twelve things and every disagreement of one draft. `compared_with` is the overview's version, 0 for none."""

    draft_id: UUID
    case_id: UUID
    reference: str
    kind: PaperKind
    version: int
    boxes: tuple[Box, ...]
    recommendations: tuple[Disagreement, ...]
    contradictions: tuple[Disagreement, ...]
    untold: tuple[Disagreement, ...]
    thin: tuple[str, ...]
    compared_with: int
    findings: int
    may_write: bool

    @property
    def missing(self) -> int:
        """How many of the twelve are missing, or name somebody who is told by post."""
        return sum(1 for box in self.boxes if box.stands is Stands.MISSING or box.named)

    @property
    def to_mend(self) -> int:
        """How many disagreements there are."""
        return len(self.recommendations) + len(self.contradictions) + len(self.untold)


def checks_page(reader: User, draft_id: UUID) -> ChecksPage:
    """One draft held against the rules on its contents, the review's findings and the overview report.

    Raises:
        NotForYou: when the reader has no part in its publication.
        NotNow: when its words cannot be set for publication.
    """
    draft = found(Draft, draft_id)
    case, held = case_of_drafts(reader, draft.case_id)
    kind, text, findings = PaperKind(draft.kind), told_in(draft), findings_of(case)
    is_report = kind is not PaperKind.LEARNING_BRIEF
    overview = newest_version(case, PaperKind.OVERVIEW) if kind is PaperKind.EXECUTIVE_SUMMARY else None
    recorded, by_likeness = founding_of(draft)
    return ChecksPage(
        draft_id=draft.pk,
        case_id=case.pk,
        reference=case.reference,
        kind=kind,
        version=draft.version,
        boxes=_boxes(draft, case) if is_report else (),
        recommendations=(*recorded, *by_likeness, *unmentioned(text)),
        contradictions=contradictions(text, told_in(overview), known=known_in(case)) if overview else (),
        untold=untold(text, findings) if is_report else (),
        thin=thinness(text) if is_report else (),
        compared_with=overview.version if overview else 0,
        findings=len(findings),
        may_write=bool(held & WRITERS),
    )


def _boxes(draft: Draft, case: Case) -> tuple[Box, ...]:
    by_post = case.seats.filter(reader__in=_BY_POST).values_list("user__name", flat=True)
    return tick_boxes(paper_of(draft), roster=roster_of(case), regime=regime_of(case), unnamed=by_post)
