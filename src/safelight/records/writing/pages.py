"""What a page of a written report shows: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from safelight.core.papers.manuscript import Block
from safelight.core.review.boxes import Box, Stands
from safelight.core.review.imr.merging import Difference
from safelight.core.review.marking import Marking
from safelight.core.review.pieces import Piece
from safelight.core.review.written import Change
from safelight.core.vocabulary import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """What stands at the top of every page of a case."""

    id: UUID
    reference: str
    public_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLine:
    """An answer to a comment."""

    words: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentLine:
    """A comment, the words that it is about ("" for the whole section), and whether they still stand there."""

    id: UUID
    quote: str
    gone: bool
    words: str
    made_by: str
    made_at: datetime
    replies: tuple[ReplyLine, ...]
    resolved_by: str
    resolved_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLine:
    """One section as it stands."""

    id: UUID
    heading: str
    hint: str
    text: str
    version: int
    words: int
    to_choose: int
    saved_at: datetime
    saved_by: str
    begun: bool
    """Whether anybody has done anything to it."""
    comments: tuple[CommentLine, ...] = ()

    @property
    def open_comments(self) -> int:
        """How many comments nobody has resolved yet."""
        return sum(comment.resolved_at is None for comment in self.comments)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report to write in, or to read. `id` is None before somebody has begun it."""

    case: CaseLine
    kind: PaperKind
    id: UUID | None
    sections: tuple[SectionLine, ...]
    removed: tuple[SectionLine, ...]
    others: tuple[tuple[str, str], ...]
    """Who else has saved something within the last minute, and under which heading."""
    left_over: int
    """How much of the files that were brought in waits to be placed."""
    brought_in: bool
    may_write: bool
    may_comment: bool
    marking: Marking[UUID]
    """What is wrong with the marks in each section, and what can be put in."""
    newest: int = 0
    """The key of the newest version in it: what comes later has a higher one."""

    @property
    def words(self) -> int:
        """How many words the report has."""
        return sum(section.words for section in self.sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPulse:
    """What an open page has not seen yet: the sections that others changed, and who they are.

    `newest` is what it asks from next time; `marking` is None where nothing has changed.
    """

    case: CaseLine
    kind: PaperKind
    newest: int
    changed: tuple[SectionLine, ...]
    others: tuple[tuple[str, str], ...]
    marking: Marking[UUID] | None
    may_write: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not self.changed and not self.others and self.marking is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """The report as one text, block by block, and what has to be put right before a draft is made of it."""

    case: CaseLine
    kind: PaperKind
    blocks: tuple[tuple[str, Block, str], ...]
    """Each with its shape in a word (heading, paragraph, bullets or table) and the number that it wears, if any."""
    problems: tuple[str, ...]
    refused: tuple[str, ...]
    """What the gate will refuse in the draft."""
    empty: tuple[str, ...]
    boxes: tuple[Box, ...]
    """The twelve things that an executive summary tells, and how each stands; none of another paper."""
    may_write: bool

    @property
    def missing(self) -> tuple[Box, ...]:
        """Those of the twelve that are not told yet."""
        return tuple(box for box in self.boxes if box.stands is Stands.MISSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version of a section: who saved it, when and how."""

    number: int
    saved_at: datetime
    saved_by: str
    way: Change
    aside: bool
    words: int
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """The versions of a section, the newest first; `shown` beside the one that `against` names (0: nothing)."""

    case: CaseLine
    kind: PaperKind
    section_id: UUID
    heading: str
    removed: bool
    versions: tuple[VersionLine, ...]
    more: int
    shown: int
    against: int
    headings: tuple[str, str]
    pieces: tuple[Difference, ...]
    may_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtPage:
    """The pieces of a file, and the sections that they can go to: heading by key."""

    case: CaseLine
    kind: PaperKind
    report_id: UUID
    name: str
    hidden: int
    pieces: tuple[Piece, ...]
    sections: tuple[tuple[str, str], ...]
    written: bool
    """Whether any section has words already."""
    laid_out_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftoverLine:
    """What of a file went into no section at first; where it is now, or that it was put away."""

    id: UUID
    file: str
    heading: str
    text: str
    section_id: UUID | None
    section: str
    done_by: str
    done_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftoversPage:
    """What was left over of the files that were brought in: open or put away, and what has been placed."""

    case: CaseLine
    kind: PaperKind
    report_id: UUID
    leftovers: tuple[LeftoverLine, ...]
    placed: tuple[LeftoverLine, ...]
    sections: tuple[tuple[str, str], ...]
    may_write: bool
