"""What was to be done, or was missed, and no row of anybody shows it done or tried afterwards?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from safelight.core.review.chronology.days import day_of
from safelight.core.review.chronology.kinds import kinds_in, kinds_of, own_words
from safelight.core.review.chronology.model import Remark, RemarkKind, Row
from safelight.core.review.chronology.subject import subject_of
from safelight.core.review.chronology.undertaken import DAYS, Doing, Undertaking, doings_in, speaks_of, undertakings_in


def not_followed_up(rows: Sequence[Row]) -> Iterator[Remark]:
    """A remark on every row, given in merged order, that leaves something open which nobody afterwards takes up.

    What may show it: for the agency itself, any row within the time allowed that speaks of doing such a thing, unless
    it is plainly about something else; for others, one that speaks of the same subject or of this agency. An attempt
    counts as much as success; planning it once more does not. Where the chronologies end within that time, nothing is
    said.
    """
    days = list(accumulate((_ordinal(row) for row in rows), max))  # a row without a date counts for the day before it
    reached = days[-1] if days else 0
    for index, row in enumerate(rows):
        started = day_of(row.date)
        if started is None or not started.month or row.is_author_note:
            continue
        for open_still in undertakings_in(row.event):
            last = started.last.toordinal() + DAYS[open_still.doing]
            if last > reached or _does_at_once(row, open_still):
                continue
            later = rows[bisect_left(days, days[index]) : bisect_right(days, last)]
            if not any(_takes_up(other, open_still, row) for other in later if other.place != row.place):
                yield Remark(RemarkKind.NOT_FOLLOWED, row.place, _why(open_still))
                break


def _ordinal(row: Row) -> int:
    day = day_of(row.date)
    return day.first.toordinal() if day is not None else 0


def _does_at_once(row: Row, undertaking: Undertaking) -> bool:
    """Whether the row itself goes on to say that it was done, as "did not attend; rang mother"."""
    wanted = {Doing.SPEAK, Doing.WRITE} if undertaking.missed else {undertaking.doing}
    return not wanted.isdisjoint(doings_in(row.event, leaving_out=undertaking.words))


def _takes_up(other: Row, undertaking: Undertaking, row: Row) -> bool:
    if other.is_author_note or not _shows_doing(other, undertaking):
        return False
    text = own_words(other)
    kinds = kinds_in(text)
    subject = subject_of(undertaking.words)
    about = subject_of(other.event)
    shared = len(subject & about) >= min(2 if len(subject) > 2 else 1, max(1, len(about)))
    other_matter = bool(subject) and not shared and bool(subject_of(text))
    if other.agency.casefold() == row.agency.casefold():
        elsewhere = bool(undertaking.kinds and kinds and not undertaking.kinds & kinds)
        return not elsewhere and (not other_matter or _is_any_visit(undertaking, subject))
    concerned = undertaking.kinds & (kinds_of(other.agency) | kinds) or kinds & kinds_of(row.agency)
    return shared or (bool(concerned) and not other_matter)


def _is_any_visit(undertaking: Undertaking, subject: frozenset[str]) -> bool:
    """A visit, unlike an appointment or a meeting, is followed by any other, whatever it was about."""
    return undertaking.doing is Doing.SEE and "visit" in undertaking.words and len(subject) <= 1


def _shows_doing(other: Row, undertaking: Undertaking) -> bool:
    wanted = {undertaking.doing}
    if undertaking.missed:
        wanted = {Doing.SEE, Doing.SPEAK, Doing.WRITE, Doing.MEET}  # any way of reaching somebody takes it up
    elif undertaking.doing is Doing.OBTAIN:
        wanted = {Doing.OBTAIN, Doing.SPEAK, Doing.WRITE}
    return speaks_of(other.event, wanted) and not wanted.isdisjoint(doings_in(other.event))


def _why(undertaking: Undertaking) -> str:
    days = DAYS[undertaking.doing]
    if undertaking.missed:
        return f'It says "{undertaking.words}", and no row in the {days} days after shows anybody trying again.'
    return (
        f'It says "{undertaking.words}", and no row in the {days} days after shows {undertaking.doing} done or tried.'
    )
