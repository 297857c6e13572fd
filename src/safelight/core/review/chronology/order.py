"""In which order did it happen? By date, then time, and otherwise as each agency put it down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from safelight.core.review.chronology.days import Day, day_of
from safelight.core.review.chronology.model import Row

_Key = tuple[bool, Day, str, str, int]


def in_order(files: Iterable[Sequence[Row]]) -> tuple[Row, ...]:
    """The rows of all files in order of event; the order of the files makes no difference.

    The least precise date comes first within its period. A row without a date stays after the last dated row before it
    in its file, or before the first; a row without a time, among others of its day, after the one before it. Where an
    agency numbered its entries, its numbers are the order of a day. What is still level goes by the file's name and
    by row.
    """
    keyed = [pair for rows in files for pair in _keyed(rows)]
    return tuple(row for _, row in sorted(keyed, key=lambda pair: pair[0]))


def _keyed(rows: Sequence[Row]) -> Iterable[tuple[_Key, Row]]:
    first = next((row for row in rows if row.date), None)
    day, time = (day_of(first.date), "") if first is not None else (None, "")
    times: dict[str, str] = {}
    for place, row in enumerate(_numbered(rows)):
        if row.date:
            day = day_of(row.date)
            time = row.time or times.get(row.date, "")
            times[row.date] = time
        # Files without a single date go to the end.
        yield (day is None, day or Day(0), time, row.file, place), row


def _numbered(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of a file, those of one day in the order of the agency's own numbers; the others keep their places."""
    if not any(row.sequence is not None for row in rows):
        return rows
    ordered = list(rows)
    days: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if row.date and row.sequence is not None:
            days[row.date].append(place)
    for places in days.values():
        by_number = sorted((rows[place] for place in places), key=lambda row: row.sequence or 0.0)
        for place, row in zip(places, by_number, strict=True):
            ordered[place] = row
    return ordered
