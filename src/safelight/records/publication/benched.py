"""What the page of the workbench holds: plain values, never models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from safelight.records.publication.pages import DraftLine
from safelight.records.publication.words import Settlement


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A possible identifier in the text beside the finding."""

    id: UUID
    settled: bool
    in_hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place where something stands, with a few words around it."""

    id: UUID
    before: str
    words: str
    after: str
    settlement: Settlement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A less exact wording, how it comes about, and how the sentence reads with it."""

    text: str
    how: str
    only_here: bool
    before: str
    reading: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """The finding that is being decided, with everything that helps."""

    id: UUID
    kind: str
    words: str
    before: str
    after: str
    why: str
    found_by: str
    score: float | None
    listed: bool
    instead: str
    settlement: Settlement | None
    replacement: str
    reason: str
    settled_by: str
    seen: str
    places: tuple[Place, ...]
    times: int
    times_person: int
    choices: tuple[Shown, ...]
    pseudonyms: tuple[str, ...]
    reasons: tuple[tuple[Settlement, tuple[str, ...]], ...]
    may_be_a_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One decision of the list: the same words once."""

    id: UUID
    words: str
    kind: str
    times: int
    settlement: Settlement | None
    replacement: str
    in_hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """What the reader decided last in this draft."""

    id: UUID
    words: str
    settlement: Settlement
    replacement: str
    places: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How many decisions of one kind there are, and how many are open."""

    kind: str
    open: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchPage:
    """The workbench: the finding in hand, the text around it, the list, and what is left to do."""

    case_id: UUID
    reference: str
    line: DraftLine
    newest: UUID
    newest_version: int
    may_write: bool
    writes: bool
    """Whether the reader writes for this review, be it in a newer version."""
    hand: InHand | None
    number: int
    previous: UUID | None
    following: UUID | None
    pieces: tuple[tuple[str, Mark | None], ...]
    window: tuple[int, int, int]
    """Where the text shown begins and ends, and how long the whole is, in characters."""
    earlier: int | None
    later: int | None
    queue: tuple[QueueLine, ...]
    found: int
    sheet: int
    sheets: int
    show: str
    kinds: tuple[Kind, ...]
    left: int
    decisions: int
    open_listed: int
    open_days: int
    to_make: int
    last: Last | None
