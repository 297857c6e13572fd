"""What did one agency tell another that the other never recorded? Looked for only where both sent a chronology."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from safelight.core.review.chronology.days import day_of
from safelight.core.review.chronology.kinds import AgencyKind, folded, kinds_in, kinds_of, own_words
from safelight.core.review.chronology.likeness import story_of
from safelight.core.review.chronology.model import Remark, RemarkKind, Row
from safelight.core.review.chronology.subject import subject_of
from safelight.core.review.chronology.told import Message, messages_in

FORMAL_DAYS: Final = 21
SPOKEN_DAYS: Final = 7
_SLACK: Final = 2
_SHARED_WORDS: Final = 4
_OWN_SUBJECT: Final = 2
_RECEIPT: Final = re.compile(
    r"\b(?:referral|contact|notification|report|ppn|merlin|letter|fax|form|information|concerns?|call|e-?mail|message)s?\b"
)


@dataclass(slots=True)
class _Hand:
    """One agency's rows, by the days that they may be about; `name` is how it is printed."""

    name: str
    kinds: frozenset[AgencyKind]
    known_by: str
    firsts: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def between(self, first: int, last: int) -> Iterator[Row]:
        """The rows that begin on these days; a month counts from its first day, so look a month further back."""
        for index in range(bisect_left(self.firsts, first - 31), len(self.rows)):
            if self.firsts[index] > last:
                return
            day = day_of(self.rows[index].date)
            if day is not None and day.last.toordinal() >= first:
                yield self.rows[index]


def one_sided(rows: Sequence[Row]) -> Iterator[Remark]:
    """A remark on every row that says that an agency was told, or told this one, of which that agency has no row.

    The other side is taken to have recorded it when any of its rows in the days that follow, or before where it is said
    to have been the sender, speaks of this agency, of something received from nobody in particular, or of much the
    same.
    """
    hands = _hands(rows)
    of_kind: dict[AgencyKind, list[_Hand]] = defaultdict(list)
    for hand in hands.values():
        for kind in hand.kinds:
            of_kind[kind].append(hand)
    for row in rows:
        mine = hands.get(row.agency.casefold())
        day = day_of(row.date)
        if mine is None or day is None or not day.month or row.is_author_note:
            continue
        for message in messages_in(row.event, own=mine.kinds):
            others = [hand for hand in of_kind.get(message.kind, ()) if hand is not mine]
            if others and not _is_recorded(message, row, mine=mine, others=others):
                yield Remark(RemarkKind.ONE_SIDED, row.place, _why(message, others))


def _hands(rows: Iterable[Row]) -> Mapping[str, _Hand]:
    hands: dict[str, _Hand] = {}
    for row in rows:
        day = day_of(row.date)
        if not row.agency or day is None or not day.month or row.is_author_note:
            continue
        hand = hands.get(row.agency.casefold())
        if hand is None:
            hand = hands[row.agency.casefold()] = _Hand(row.agency, kinds_of(row.agency), folded(row.agency))
        hand.firsts.append(day.first.toordinal())
        hand.rows.append(row)
    for hand in hands.values():
        order = sorted(range(len(hand.rows)), key=hand.firsts.__getitem__)
        hand.firsts, hand.rows = [hand.firsts[at] for at in order], [hand.rows[at] for at in order]
    return hands


def _is_recorded(message: Message, row: Row, *, mine: _Hand, others: Sequence[_Hand]) -> bool:
    day = day_of(row.date)
    if day is None:
        return True
    window = FORMAL_DAYS if message.formal else SPOKEN_DAYS
    first, last = day.first.toordinal(), day.last.toordinal()
    first, last = (first - _SLACK, last + window) if message.outward else (first - window, last + _SLACK)
    return any(_shows(theirs, row, mine=mine, hand=hand) for hand in others for theirs in hand.between(first, last))


def _shows(theirs: Row, row: Row, *, mine: _Hand, hand: _Hand) -> bool:
    """Whether the other side's row may be its record of this one."""
    text = own_words(theirs)
    kinds = kinds_in(text)
    if kinds & mine.kinds or mine.known_by in text:
        return True
    shared = len(set(story_of(theirs.event).telling) & set(story_of(row.event).telling))
    if shared >= _SHARED_WORDS:
        return True
    about = subject_of(theirs.event)
    return (
        not kinds - hand.kinds
        and _RECEIPT.search(text) is not None
        and (len(about) < _OWN_SUBJECT or not about.isdisjoint(subject_of(row.event)))
    )


def _why(message: Message, others: Sequence[_Hand]) -> str:
    who = others[0].name if len(others) == 1 else f"none of {', '.join(sorted(hand.name for hand in others))}"
    verb = "records" if len(others) > 1 else "has no record of"
    window = FORMAL_DAYS if message.formal else SPOKEN_DAYS
    when = f"in the {window} days after" if message.outward else f"in the {window} days before"
    what = "having been told" if message.outward else "having sent it"
    return f'It says "{message.words}", and {who} {verb} {what} {when}.'
