"""Which words become names by the names beside them? "Grace and Liam", "may young was seen", "the Browns"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from safelight.core.anonymise.finders.context import Words, capital_verb
from safelight.core.anonymise.finders.mention import GIVEN, Mention
from safelight.core.anonymise.naming import TIMES, NameBook
from safelight.core.anonymise.words import is_everyday

_BETWEEN: Final = frozenset({" and ", " or ", " nor ", " & ", ", ", "/", "'s and ", ", and "})


def beside_names(words: Words, all_found: Sequence[Mention], kept: Sequence[Mention]) -> list[Mention]:
    """With a name that is a word where it is coupled with a name: "Grace and Liam", "Rose, Liam", "Joy, Faith"."""
    sure = set(kept)
    coupled: list[Mention] = []
    for one, two in pairwise(all_found):
        if (one in sure and two in sure) or not _are_coupled(words, one, two):
            continue
        if one in sure or two in sure or _are_given_names(words, one, two):
            coupled += [one, two]
            sure.update((one, two))
    for two, one in pairwise(reversed(all_found)):
        if two in sure and one not in sure and _are_coupled(words, one, two):
            coupled.append(one)
            sure.add(one)
    return sorted({*kept, *coupled}, key=lambda m: (m.start, -m.end))


def _are_coupled(words: Words, one: Mention, two: Mention) -> bool:
    if not (words.is_capital(one.first) and words.is_capital(two.first)) or "middle" in {one.kind, two.kind}:
        return False
    if one.kind not in GIVEN and two.kind not in GIVEN:
        return False
    return words.view.text[one.end : two.start] in _BETWEEN


def _are_given_names(words: Words, one: Mention, two: Mention) -> bool:
    """Two everyday words side by side that are given names of two people; months and seasons often stand so."""
    both = {words.text(one.first), words.text(two.first)}
    return one.kind in GIVEN and two.kind in GIVEN and len(both) == 2 and not both & TIMES


def lower_pairs(words: Words, all_found: Sequence[Mention], kept: Sequence[Mention]) -> Iterator[Mention]:
    """A given name and a surname of everyday words in small letters, where somebody does something after them."""
    sure = set(kept)
    for one, two in pairwise(all_found):
        shared = [owner for owner in one.owners if owner in two.owners]
        if one.kind in GIVEN and two.kind == "surname" and shared and not (one in sure and two in sure):
            together = words.view.text[one.end : two.start] in {" ", "-", "_"}
            if together and capital_verb(words, one.first, two.last, capital=True, is_time=False):
                yield replace(one, last=two.last, end=two.end, kind="full", owners=tuple(shared))


def of_families(words: Words, book: NameBook) -> Iterator[Mention]:
    """A family called by a plural that is a word too: "the Browns", "The Youngs", but not "the Houses of"."""
    for text, places in words.where.items():
        if not text.endswith("s") or len(text) < 4 or text in book.forms:
            continue
        for form in book.forms.get(text[:-1], ()):
            if len(form.tokens) == 1 and form.kind == "surname" and form.level > 0:
                for number in filter(lambda n: _is_a_family(words, n), places):
                    word = words.all[number]
                    yield Mention(number, number, word.start, word.end, "surname", form.owners, 0.9, plural=True)


def _is_a_family(words: Words, number: int) -> bool:
    if not words.is_capital(number) or words.text(number - 1) != "the" or words.is_capital(number + 1):
        return False
    if not is_everyday(words.text(number)):
        return True
    return words.gap_after(number) == " " and capital_verb(words, number, number, capital=True, is_time=False)
