"""What did all agencies together know, and when? Their chronologies in one order, with what does not fit marked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from safelight.core.review.chronology.ages import age_at
from safelight.core.review.chronology.gaps import find_gaps
from safelight.core.review.chronology.matching import Matches, find_matches
from safelight.core.review.chronology.model import ChronologyFile, Merged, Place, Row
from safelight.core.review.chronology.order import in_order


class SameFileTwice(ValueError):
    """Raised when one agency's file is given twice under one name, so that nobody could tell the rows apart."""


def merge(files: Iterable[ChronologyFile], *, born: date | None = None) -> Merged:
    """Merge chronologies into one; the order in which they are given makes no difference.

    `born` is the child's date of birth, for the age at each event. Two files of one name are told apart by their
    agencies. No row is left out, and no duplicate is removed: it is marked, and people decide.

    Raises:
        SameFileTwice: when two files have the same name and the same agency.
    """
    told_apart = _told_apart(files)
    rows = in_order([file.rows for file in told_apart])
    matches = find_matches(rows)
    return Merged(
        rows=tuple(_finished(row, marks, born=born) for row, marks in zip(rows, _marks(rows, matches), strict=True)),
        duplicates=matches.duplicates,
        conflicts=matches.conflicts,
        gaps=find_gaps(rows),
        unreadable=tuple(sorted(bad for file in told_apart for bad in file.unreadable)),
    )


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


def _marks(rows: Sequence[Row], matches: Matches) -> list[tuple[str, ...]]:
    """The flags that comparing adds to each row: the later of two duplicates, and both sides of a conflict."""
    marks: dict[Place, list[str]] = defaultdict(list)
    for pair in matches.duplicates:
        marks[pair.second].append(f"duplicate-of {pair.first}")
    for pair in matches.conflicts:
        marks[pair.first].append(f"conflicts-with {pair.second}")
        marks[pair.second].append(f"conflicts-with {pair.first}")
    return [tuple(marks.get(row.place, ())) for row in rows]


def _finished(row: Row, marks: tuple[str, ...], *, born: date | None) -> Row:
    if not marks and born is None:
        return row
    return replace(row, flags=(*row.flags, *marks), age=age_at(row.date, born=born) if born else row.age)
