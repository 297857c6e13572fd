"""What is a chronology made of? Rows as an agency wrote them, and what merging several agencies' rows brought out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from safelight.core.papers.paper import UnreadablePaper

COLUMNS: Final = (
    "date",
    "until",
    "time",
    "uncertain",
    "date_as_written",
    "agency",
    "source",
    "event",
    "age",
    "file",
    "row",
    "flags",
)
"""The columns of an integrated chronology, in order; one more, `other`, follows where an agency used more columns."""

AUTHOR_NOTE: Final = "author-note"


class RemarkKind(StrEnum):
    """What comparing all rows may bring out about one of them; the word is also the flag that the row carries."""

    TOLD_AGAIN = "duplicate-of"
    TOLD_DIFFERENTLY = "conflicts-with"
    ONE_SIDED = "one-sided-referral"
    NOT_FOLLOWED = "not-followed-up"
    OUT_OF_ORDER = "out-of-order"


class UnreadableChronology(UnreadablePaper):
    """Raised for a file in which no chronology can be found. The message says which file, why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event as an agency recorded it.

    `date` and `until` are ISO 8601, as precise as known (`2008-03-14`, `2008-03`, `2008`), and empty where none could
    be read. `source` carries the agency's name in front. `other` holds what stood in columns that have no place here,
    one "Heading: text" a line. `row` is counted as a person sees it in the file, headings included. `sequence` is the
    agency's own order of the entries of one day.
    """

    date: str = ""
    until: str = ""
    time: str = ""
    uncertain: bool = False
    date_as_written: str = ""
    agency: str = ""
    source: str = ""
    event: str = ""
    age: str = ""
    file: str
    row: int
    flags: tuple[str, ...] = ()
    other: str = ""
    sequence: float | None = None

    @property
    def is_author_note(self) -> bool:
        """Whether this is the author's own working note and not something that happened."""
        return AUTHOR_NOTE in self.flags

    @property
    def place(self) -> Place:
        """Where the row came from."""
        return Place(file=self.file, row=self.row)

    def cells(self) -> tuple[str, ...]:
        """The row as text, in the order of COLUMNS."""
        return (
            self.date,
            self.until,
            self.time,
            "yes" if self.uncertain else "",
            self.date_as_written,
            self.agency,
            self.source,
            self.event,
            self.age,
            self.file,
            str(self.row),
            "; ".join(self.flags),
        )


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A row of a file; printed as `file:row`."""

    file: str
    row: int

    def __str__(self) -> str:
        return f"{self.file}:{self.row}"


@dataclass(frozen=True, slots=True, order=True)
class UnreadableRow:
    """A row from which nothing could be taken: why, and what to do about it."""

    file: str
    row: int
    why: str


@dataclass(frozen=True, slots=True)
class ChronologyFile:
    """One agency's chronology as it was read. `agency` is the one that the file as a whole names."""

    name: str
    rows: tuple[Row, ...]
    unreadable: tuple[UnreadableRow, ...]
    agency: str


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two rows that tell of the same event; `first` comes first in the merged order."""

    first: Place
    second: Place


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """What a person should look at in a row, and why, in one sentence; `other` is the row that it is seen against."""

    kind: RemarkKind
    place: Place
    why: str
    other: Place | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch in which no contact was recorded: from the last contact to the next, and the days between.

    `agency` is empty where the stretch is that of all agencies together. The ages are the child's, as far as known.
    """

    start: str
    end: str
    days: int
    age_at_start: str = ""
    age_at_end: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """Every agency's rows in one order, and what a person should look at."""

    rows: tuple[Row, ...]
    duplicates: tuple[Pair, ...]
    conflicts: tuple[Pair, ...]
    gaps: tuple[Gap, ...]
    unreadable: tuple[UnreadableRow, ...]
    remarks: tuple[Remark, ...] = ()
    agency_gaps: tuple[Gap, ...] = ()

    @property
    def rows_read(self) -> int:
        """How many rows the files hold, headings and blank rows apart: each is either written or unreadable."""
        return len(self.rows) + len(self.unreadable)

    def to_json(self) -> str:
        """The report that the command line writes."""
        report = {
            "rows_read": self.rows_read,
            "rows_written": len(self.rows),
            "unreadable": [{"file": bad.file, "row": bad.row, "why": bad.why} for bad in self.unreadable],
            "duplicates": [_both(pair) for pair in self.duplicates],
            "conflicts": [_both(pair) for pair in self.conflicts],
            "gaps": [_stretch(gap) for gap in self.gaps],
            "ages_at_gaps": [_aged(gap) for gap in self.gaps if gap.age_at_end],
            "agency_gaps": [{"agency": gap.agency, **_stretch(gap), **_aged(gap)} for gap in self.agency_gaps],
            "remarks": [_said(remark) for remark in self.remarks],
        }
        return json.dumps(report, ensure_ascii=False, indent=2)


def _both(pair: Pair) -> list[dict[str, str | int]]:
    return [{"file": place.file, "row": place.row} for place in (pair.first, pair.second)]


def _stretch(gap: Gap) -> dict[str, str | int]:
    return {"from": gap.start, "to": gap.end, "days": gap.days}


def _aged(gap: Gap) -> dict[str, str]:
    """How old the child was at both ends, where the date of birth is known."""
    if not gap.age_at_end:
        return {}
    return {"from": gap.start, "to": gap.end, "age_from": gap.age_at_start, "age_to": gap.age_at_end}


def _said(remark: Remark) -> dict[str, object]:
    said: dict[str, object] = {"kind": remark.kind, "file": remark.place.file, "row": remark.place.row}
    other = remark.other
    return said | ({"other": {"file": other.file, "row": other.row}} if other else {}) | {"why": remark.why}
