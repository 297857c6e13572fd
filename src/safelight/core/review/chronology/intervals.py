"""How long was it since the event before? In days, as far as the dates allow."""

from __future__ import annotations

from collections.abc import Iterable

from safelight.core.review.chronology.days import Day, day_of
from safelight.core.review.chronology.model import Row


def days_since_previous(rows: Iterable[Row]) -> tuple[int | None, ...]:
    """For each row, given in merged order, the days from the event before it; None where either day is not exact.

    Counted from the end of a range. Author's notes and rows without a date are passed over.
    """
    found: list[int | None] = []
    previous: Day | None = None
    for row in rows:
        day = None if row.is_author_note else day_of(row.date)
        if day is None:
            found.append(None)
            continue
        exact = previous is not None and previous.day and day.day
        found.append(max(0, (day.first - previous.first).days) if previous and exact else None)
        end = day_of(row.until)
        previous = end if end is not None and end.last >= day.first else day
    return tuple(found)
