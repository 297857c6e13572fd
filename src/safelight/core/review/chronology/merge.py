"""What did all agencies together know, and when? Their chronologies in one order, with what does not fit marked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from safelight.core.review.chronology.ages import age_at
from safelight.core.review.chronology.aside import Aside, in_turn
from safelight.core.review.chronology.gaps import find_gaps, find_gaps_of_each
from safelight.core.review.chronology.matching import find_matches
from safelight.core.review.chronology.model import ChronologyFile, Gap, Merged, Place, Remark, RemarkKind, Row
from safelight.core.review.chronology.order import in_order
from safelight.core.review.chronology.remarks import remark_on, remark_unmatched


class SameFileTwice(ValueError):
    """Raised when one agency's file is given twice under one name, so that nobody could tell the rows apart."""


def merge(files: Iterable[ChronologyFile], *, born: date | None = None, aside: Aside = in_turn) -> Merged:
    """Merge chronologies into one; the order in which they are given makes no difference.

    `born` is the child's date of birth, for the age at each event. Two files of one name are told apart by their
    agencies. No row is left out, and no duplicate is removed: it is marked, and people decide. `aside` says how that
    part is done which does not wait for the comparing.

    Raises:
        SameFileTwice: when two files have the same name and the same agency.
    """
    told_apart = _told_apart(files)
    rows = in_order([file.rows for file in told_apart])
    looked_through = aside(partial(_look_through, rows, born=born))
    matches = find_matches(rows, aside=aside)
    unmatched, gaps, agency_gaps = looked_through()
    remarks = remark_on(rows, matches=matches, unmatched=unmatched)
    return Merged(
        rows=tuple(_finished(row, marks, born=born) for row, marks in zip(rows, _marks(rows, remarks), strict=True)),
        duplicates=matches.duplicates,
        conflicts=matches.conflicts,
        gaps=gaps,
        unreadable=tuple(sorted(bad for file in told_apart for bad in file.unreadable)),
        remarks=remarks,
        agency_gaps=agency_gaps,
    )


_Gaps = tuple[Gap, ...]


def _look_through(rows: Sequence[Row], *, born: date | None) -> tuple[tuple[Remark, ...], _Gaps, _Gaps]:
    return remark_unmatched(rows), find_gaps(rows, born=born), find_gaps_of_each(rows, born=born)


def _told_apart(files: Iterable[ChronologyFile]) -> tuple[ChronologyFile, ...]:
    given = tuple(files)
    times = Counter(file.name for file in given)
    renamed = [_renamed(file) if times[file.name] > 1 else file for file in given]
    for name, count in Counter(file.name for file in renamed).items():
        if count > 1:
            raise SameFileTwice(f"{name} is given twice: leave one out, or give each file a name of its own.")
    return tuple(sorted(renamed, key=lambda file: file.name))


def _renamed(file: ChronologyFile) -> ChronologyFile:
    name = f"{file.name} ({file.agency})"
    return replace(
        file,
        name=name,
        rows=tuple(replace(row, file=row.file.replace(file.name, name, 1)) for row in file.rows),
        unreadable=tuple(replace(bad, file=bad.file.replace(file.name, name, 1)) for bad in file.unreadable),
    )


def _marks(rows: Sequence[Row], remarks: Iterable[Remark]) -> list[tuple[str, ...]]:
    """The flags that comparing adds to each row. What is out of order in its file was flagged when it was read."""
    marks: dict[Place, list[str]] = defaultdict(list)
    for remark in remarks:
        if remark.kind is not RemarkKind.OUT_OF_ORDER:
            marks[remark.place].append(f"{remark.kind} {remark.other}" if remark.other else str(remark.kind))
    return [tuple(marks.get(row.place, ())) for row in rows]


def _finished(row: Row, marks: tuple[str, ...], *, born: date | None) -> Row:
    if not marks and born is None:
        return row
    return replace(row, flags=(*row.flags, *marks), age=age_at(row.date, born=born) if born else row.age)
