"""How would the sections of a report read with the words that were settled in its draft?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from safelight.core.review.imr.merging import Difference, choices_in, differences_by_line
from safelight.core.review.taking_back import settled_parts
from safelight.core.vocabulary import PaperKind
from safelight.records.people.models import User
from safelight.records.people.permission import NotForYou, found
from safelight.records.publication.actions.drafting import WRITERS
from safelight.records.publication.models import Draft
from safelight.records.publication.queries import case_of_drafts
from safelight.records.publication.texts import text_of
from safelight.records.publication.versions import drafted_for
from safelight.records.writing.drafted import parts_in, versions_in
from safelight.records.writing.models import ReportDrafted
from safelight.records.writing.sections import Words, standing, together, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSettled:
    """One section beside what would stand in it. `found` is no where the draft does not have it any more."""

    key: str
    heading: str
    heading_then: str
    pieces: tuple[Difference, ...]
    found: bool
    removed: bool
    changed_since: bool
    to_choose: int
    elsewhere: int
    """How many changes are in what the plan has drawn in: they are made on its own page."""

    @property
    def differs(self) -> bool:
        """Whether there is anything to take."""
        return self.found and not self.removed and not (self.heading == self.heading_then and self.same_text)

    @property
    def same_text(self) -> bool:
        """Whether the words would stay as they are."""
        return all(piece.same for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledPage:
    """Every section of which a draft was made."""

    case_id: UUID
    reference: str
    draft_id: UUID
    kind: PaperKind
    version: int
    made_of: int
    """The version that was made of the sections."""
    sections: tuple[SectionSettled, ...]


def settled_words(draft: Draft) -> dict[str, Words]:
    """The words of each section as they were settled, by its key; empty where the draft was made of no sections."""
    return {key: words for key, words, _ in _settled(draft)}


def settled_page(reader: User, draft_id: UUID) -> SettledPage:
    """Each section as it stands beside what would stand in it, for those who write.

    Raises:
        NotForYou: also where the draft was not made of written sections.
    """
    draft = found(Draft, draft_id)
    case, held = case_of_drafts(reader, draft.case_id)
    made = drafted_for(draft)
    if made is None or not held & WRITERS:
        raise NotForYou
    return SettledPage(
        case_id=case.pk,
        reference=case.reference,
        draft_id=draft.pk,
        kind=PaperKind(draft.kind),
        version=draft.version,
        made_of=made[1].version,
        sections=tuple(_lines(draft, made[0])),
    )


def _settled(draft: Draft) -> Iterator[tuple[str, Words, int]]:
    made = drafted_for(draft)
    if made is None:
        return
    row, first = made
    parts = parts_in(versions_in(row))
    for key, one in settled_parts(parts, drafted=text_of(first), settled=text_of(draft)).items():
        yield key, Words(heading=one.heading, text=one.text), one.elsewhere


def _lines(draft: Draft, row: ReportDrafted) -> Iterator[SectionSettled]:
    settled = {key: (words, elsewhere) for key, words, elsewhere in _settled(draft)}
    for key, begun_from in versions_in(row).items():
        before, now = words_of(begun_from), standing(begun_from.section)
        there = words_of(now)
        words, elsewhere = settled.get(key, (before, 0))
        then = together(before, words, there)
        yield SectionSettled(
            key=key,
            heading=there.heading,
            heading_then=then.heading,
            pieces=differences_by_line(there.text, then.text),
            found=key in settled or not before.text.strip(),
            removed=now.gone,
            changed_since=there != before,
            to_choose=len(choices_in(then.text)),
            elsewhere=elsewhere,
        )
