"""What the pages of publication hold: plain values, never models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safelight.core.decision import Decision
from safelight.core.review.intruder import Tried
from safelight.core.vocabulary import PaperKind, Severity
from safelight.records.publication.words import MAKES_NEW_WORDS, EditionState, Settlement


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One version of a draft in a list."""

    id: UUID
    kind: PaperKind
    version: int
    saved_at: datetime
    author: str
    from_file: bool
    searched: bool
    unsettled: int
    blocking: int | None
    is_newest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """One thing found, in its context, with what was decided about it."""

    id: UUID
    text: str
    before: str
    after: str
    rule: str
    key: str
    listed: bool
    why: str
    replacement: str
    settlement: Settlement | None
    reason: str
    times: int
    label: str = ""
    score: float | None = None
    found_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundGroup:
    """Things of one kind, the same words once. `kind` is a label of core, "listed", "public_link" or "jigsaw"."""

    kind: str
    lines: tuple[FoundLine, ...]

    @property
    def open(self) -> int:
        """How many of them nobody has decided about."""
        return sum(1 for line in self.lines if line.settlement is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLine:
    """One finding of the gate, as the command line prints it too."""

    check: str
    rule: str
    severity: str
    where: str
    text: str
    advice: str
    label: str = ""
    """What kind of mention it is, where no register knows it."""
    kept: str = ""
    """Why the author keeps these very words, where that was settled: the warning has been looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatePage:
    """What the gate said of one draft."""

    run_at: datetime
    blocking: int
    warnings: int
    findings: tuple[GateLine, ...]

    @property
    def open_warnings(self) -> int:
        """How many warnings are about words that nobody has settled in this draft."""
        return sum(1 for line in self.findings if line.severity == Severity.WARN and not line.kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine:
    """One edition and how far it has come."""

    id: UUID
    draft_id: UUID
    public_id: str
    kind: PaperKind
    title: str
    version: int
    state: EditionState
    made_at: datetime
    approved_at: datetime | None
    published_at: datetime | None
    show_until: date | None
    noindex: bool
    withdrawn_at: datetime | None
    unnamed_because: str
    deposited_with: str
    deposited_on: date | None
    has_odt: bool
    """Whether there is an OpenDocument file of it: editions made before Safelight wrote any have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A text that is public or is to be, and how it stands with trying to find out who it is about."""

    draft_id: UUID
    kind: PaperKind
    version: int
    public: bool
    tried: Tried | None
    lacking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationPage:
    """Everything about publication of one case."""

    case_id: UUID
    reference: str
    public_name: str
    drafts: tuple[DraftLine, ...]
    editions: tuple[EditionLine, ...]
    facts: tuple[tuple[UUID, str, str], ...]
    texts: tuple[TextLine, ...]
    may_write: bool
    may_approve: bool
    may_publish: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """One draft: its words in pieces, what was found in them, and what the gate said."""

    case_id: UUID
    reference: str
    line: DraftLine
    text: str
    pieces: tuple[tuple[str, FoundLine | None], ...]
    found: tuple[FoundLine, ...]
    groups: tuple[FoundGroup, ...]
    gate: GatePage | None
    editions: tuple[EditionLine, ...]
    tried: Tried | None
    """The last motivated-intruder review of exactly this text."""
    tried_lacking: str
    """Why none stands for it although one is on record, or ""."""
    may_write: bool
    may_take_back: bool
    """Whether it was made of sections that are written here, into which its settled words can go back."""
    may_leave_board_out: bool
    """Whether the rules of the review know publication by a repository, without the board's name."""

    @property
    def open_listed(self) -> int:
        """How many things that the register knows are not settled."""
        return sum(1 for line in self.found if line.listed and line.settlement is None)

    @property
    def replacements(self) -> int:
        """How many settled replacements are not made in the text yet."""
        return sum(1 for line in self.found if line.settlement in MAKES_NEW_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPage:
    """One edition, its proof, and the checklist for the second person."""

    line: EditionLine
    case_id: UUID
    reference: str
    author: str
    proof: Decision
    checked: tuple[tuple[str, str, str, int], ...]
    """File, SHA-256, the routes by which it was read, and how many characters each route had at least."""
    checklist: Decision
    may_approve: bool
    may_publish: bool
    may_deposit: bool
    sees_copies: bool
    may_withdraw: bool
    may_prolong: bool
    may_index: bool
