"""For how long did nobody see or speak to the family? Stretches without any recorded contact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from safelight.core.review.chronology.ages import age_at
from safelight.core.review.chronology.days import Day, day_of
from safelight.core.review.chronology.model import Gap, Row

FEWEST_DAYS: Final = 60


def find_gaps(rows: Iterable[Row], *, born: date | None = None, fewest_days: int = FEWEST_DAYS) -> tuple[Gap, ...]:
    """Every stretch of at least so many days between one contact and the next, whoever recorded them.

    With `born`, the child's date of birth, each says how old the child was at either end.
    A month counts as covered from its first day to its last. A year does not: it would hide the very gaps that are
    sought. Of a range only the two ends count. Author's notes do not count.
    """
    contacts = sorted({(span.first, span.last, str(span)) for row in rows for span in _spans(row)})
    gaps: list[Gap] = []
    latest: tuple[date, str] | None = None
    for first, last, written in contacts:
        if latest is not None and (first - latest[0]).days >= fewest_days:
            gaps.append(Gap(latest[1], written, (first - latest[0]).days))
        if latest is None or last >= latest[0]:
            latest = (last, written)
    return tuple(gaps) if born is None else tuple(_aged(gap, born=born) for gap in gaps)


def find_gaps_of_each(
    rows: Iterable[Row], *, born: date | None = None, fewest_days: int = FEWEST_DAYS
) -> tuple[Gap, ...]:
    """The same for each agency by itself, in the order of the agencies' names; rows without an agency do not count."""
    theirs: dict[str, list[Row]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in rows:
        if row.agency:
            theirs[row.agency.casefold()].append(row)
            names.setdefault(row.agency.casefold(), row.agency)
    return tuple(
        replace(gap, agency=names[key])
        for key in sorted(theirs)
        for gap in find_gaps(theirs[key], born=born, fewest_days=fewest_days)
    )


def _aged(gap: Gap, *, born: date) -> Gap:
    return replace(gap, age_at_start=age_at(gap.start, born=born), age_at_end=age_at(gap.end, born=born))


def _spans(row: Row) -> Iterator[Day]:
    start, end = day_of(row.date), day_of(row.until)
    if row.is_author_note or start is None or not start.month:
        return
    yield start
    if end is not None and end.month and end.last >= start.first:
        yield end
