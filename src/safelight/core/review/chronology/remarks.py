"""What should a person look at in the merged rows, and why? Each remark in one sentence, in the order of the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from safelight.core.review.chronology.followed import not_followed_up
from safelight.core.review.chronology.likeness import OPPOSITES, says_no, story_of
from safelight.core.review.chronology.matching import Matches
from safelight.core.review.chronology.model import Pair, Place, Remark, RemarkKind, Row
from safelight.core.review.chronology.referrals import one_sided
from safelight.core.review.chronology.sequence import OUT_OF_ORDER


def remark_unmatched(rows: Sequence[Row]) -> tuple[Remark, ...]:
    """What can be said about rows given in merged order before it is known which tell of the same event."""
    return (*_strays(rows), *not_followed_up(rows), *one_sided(rows))


def remark_on(rows: Sequence[Row], *, matches: Matches, unmatched: Iterable[Remark]) -> tuple[Remark, ...]:
    """Everything there is to say about rows given in merged order; `unmatched` is what `remark_unmatched` says.

    What both sides tell of is not one-sided.
    """
    at = {row.place: index for index, row in enumerate(rows)}
    paired = {place for pair in (*matches.duplicates, *matches.conflicts) for place in (pair.first, pair.second)}
    remarks = [
        *_repeats(matches.duplicates, rows, at),
        *_contradictions(matches.conflicts, rows, at),
        *(each for each in unmatched if each.kind is not RemarkKind.ONE_SIDED or each.place not in paired),
    ]
    return tuple(sorted(remarks, key=lambda remark: (at[remark.place], remark)))


def _repeats(pairs: Iterable[Pair], rows: Sequence[Row], at: Mapping[Place, int]) -> Iterator[Remark]:
    for pair in pairs:
        first = rows[at[pair.first]]
        why = f"{_who(first)} tells of the same event in much the same words."
        yield Remark(RemarkKind.TOLD_AGAIN, pair.second, why, pair.first)


def _contradictions(pairs: Iterable[Pair], rows: Sequence[Row], at: Mapping[Place, int]) -> Iterator[Remark]:
    for pair in pairs:
        for here, there in ((pair.first, pair.second), (pair.second, pair.first)):
            mine, theirs = rows[at[here]], rows[at[there]]
            yield Remark(
                RemarkKind.TOLD_DIFFERENTLY,
                here,
                f"{_who(theirs)} tells it differently: {_difference(mine, theirs)}.",
                there,
            )


def _strays(rows: Iterable[Row]) -> Iterator[Remark]:
    for row in rows:
        if OUT_OF_ORDER in row.flags:
            why = "The rest of this file is in order of date and this row is not: the date may be mistyped."
            yield Remark(RemarkKind.OUT_OF_ORDER, row.place, why)


def _who(row: Row) -> str:
    return row.agency or row.file


def _difference(mine: Row, theirs: Row) -> str:
    """What two accounts of one event do not agree on, the plainest difference first."""
    if mine.date != theirs.date:
        return f"dated {mine.date} here and {theirs.date} there"
    if mine.time and theirs.time and mine.time != theirs.time:
        return f"timed {mine.time} here and {theirs.time} there"
    one, other = story_of(mine.event), story_of(theirs.event)
    here, there = sorted(one.numbers - other.numbers), sorted(other.numbers - one.numbers)
    if here and there:
        return f"{', '.join(here)} here and {', '.join(there)} there"
    if says_no(one) != says_no(other):
        return "one says that something did not happen, the other not"
    for pair in OPPOSITES:
        first, second = set(one.words) & set(pair), set(other.words) & set(pair)
        if first and second and not first & second:
            return f'"{first.pop()}" here and "{second.pop()}" there'
    return "their words differ"
