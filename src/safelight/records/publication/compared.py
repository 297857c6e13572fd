"""What changed from one version of a draft to another, for those who prepare publication?"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from safelight.core.review.comparison import Passage, SectionKept, compare, kept_by_section
from safelight.core.vocabulary import PaperKind
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found
from safelight.records.publication.models import Draft
from safelight.records.publication.queries import case_of_drafts
from safelight.records.publication.texts import text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """Two versions of a draft and what differs; `others` are the versions that it can be held beside."""

    draft_id: UUID
    case_id: UUID
    reference: str
    kind: PaperKind
    version: int
    against: int
    passages: tuple[Passage, ...]
    kept: tuple[SectionKept, ...]
    """How much of each section of the other version still stands: what was lost on the way."""
    others: tuple[tuple[UUID, int, str], ...]
    """Key, version, and who saved it."""

    @property
    def changed(self) -> int:
        """How many paragraphs differ."""
        return sum(1 for passage in self.passages if not passage.same)


def comparison_page(reader: User, draft_id: UUID, *, against: UUID | None = None) -> ComparisonPage:
    """A version beside another of the same draft: the one before it, unless another is named.

    Raises:
        NotForYou: when the reader has no part in its publication, or the other is no version of the same draft.
    """
    draft = found(Draft, draft_id)
    case, _ = case_of_drafts(reader, draft.case_id)
    versions = case.drafts.filter(kind=draft.kind).exclude(pk=draft.pk).select_related("author").order_by("version")
    if against is None:
        other = versions.filter(version__lt=draft.version).last()
    else:
        other = versions.filter(pk=against).first()
        if other is None:
            raise NotForYou
    return ComparisonPage(
        draft_id=draft.pk,
        case_id=case.pk,
        reference=case.reference,
        kind=PaperKind(draft.kind),
        version=draft.version,
        against=other.version if other else 0,
        passages=compare(text_of(other) if other else "", text_of(draft)),
        kept=kept_by_section(text_of(other), text_of(draft)) if other else (),
        others=tuple((one.pk, one.version, one.author.name) for one in versions),
    )
