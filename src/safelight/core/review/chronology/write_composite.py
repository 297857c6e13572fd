"""How does the chronology look to somebody used to Chronolator? A Word table of composite kind, sources prefixed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from safelight.core.review.chronology.intervals import days_since_previous
from safelight.core.review.chronology.model import Row
from safelight.core.review.chronology.write_office import docx_of

HEADINGS: Final = ("Date", "Time", "Source of Information", "Event", "Age", "Days since previous")


def write_composite(rows: Sequence[Row]) -> bytes:
    """A .docx whose table has the columns that composite chronologies have had in Word, in the order of the rows.

    The date stands as it was written, with "?" in front where it is uncertain, so that it can be imported again. The
    columns for age and interval, and one for what else an agency recorded, are there only where something is in them.
    """
    intervals = days_since_previous(rows)
    lines = [
        (
            _date(row),
            row.time,
            row.source,
            row.event,
            row.age,
            "" if days is None else str(days),
            row.other,
        )
        for row, days in zip(rows, intervals, strict=True)
    ]
    headings = (*HEADINGS, "Other columns")
    kept = [place for place in range(len(headings)) if place < 4 or any(line[place] for line in lines)]
    columns = tuple(headings[place] for place in kept)
    return docx_of(columns, [tuple(line[place] for place in kept) for line in lines], title="Composite Chronology")


def _date(row: Row) -> str:
    written = row.date_as_written.strip() or row.date
    return f"?{written}" if row.uncertain and written and not written.startswith("?") else written
