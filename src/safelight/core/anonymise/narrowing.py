"""Which people of a large register can stand in this text at all? Only their names are looked for in every form.

Names are looked for in very many forms, so that a register of thousands would cost more than the text. This step is
generous and simple: whoever has any word of any name, or of its short forms, anywhere among the letters of the text, in
whatever company, or a word that is one letter away from one of the text's, goes on to be looked for in full.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import ahocorasick

from safelight.core.anonymise.finders.disguises import as_letters, as_misread
from safelight.core.anonymise.fold import WORD, View, fold, fold_words
from safelight.core.anonymise.naming import of_the_other_sex, spellings
from safelight.core.anonymise.nicknames import nicknames
from safelight.core.anonymise.roster import LABEL_WORDS, Person, Roster
from safelight.core.anonymise.words import is_ordinary

FEW: Final = 200
"""Up to so many people are all looked for in full."""

_SHORTEST: Final = 3
_LONG: Final = 7
_PIECE: Final = re.compile(r"[A-Z]?[^\WA-Z\d_]+|[A-Z]+(?![^\WA-Z\d_])|\d+|[A-Z]")
_TECHNICAL: Final = re.compile(r"(?<!\S)[^\s@#\\/._]*(?:[@#\\/_]|\.(?=\w))\S*")
"""A stretch without blanks with a mark in it that addresses, paths, tags and file names are made of."""
_SCOTS: Final = re.compile(r"ma?c(?=\w{4})")


@dataclass(frozen=True, slots=True)
class _Index:
    """The words of all names, and whose they are; as letters to look for, and as a scanner would read them."""

    owners: Mapping[str, Sequence[int]]
    misread: Mapping[str, Sequence[int]]
    letters: ahocorasick.Automaton
    initials: Mapping[str, Sequence[int]]
    labelled: frozenset[int]


def narrowed(roster: Roster, *, text: str) -> Roster:
    """The roster with the names of only those who can stand in the text; all else that leads to anybody stays."""
    if len(roster.people) <= FEW:
        return roster
    index = _index(roster)
    meant = _meant(text, index)
    kept = (
        person if number in meant else replace(person, names=(), known_as=())
        for number, person in enumerate(roster.people)
        if number in meant or _has_more_than_names(person)
    )
    return replace(roster, people=tuple(kept))


def _has_more_than_names(person: Person) -> bool:
    return bool(
        person.date_of_birth
        or person.date_of_death
        or person.addresses
        or person.phones
        or person.emails
        or person.identifiers
    )


@lru_cache(maxsize=8)
def _index(roster: Roster) -> _Index:
    owners: dict[str, list[int]] = {}
    misread: dict[str, list[int]] = {}
    initials: dict[str, list[int]] = {}
    for number, person in enumerate(roster.people):
        words = [word for name in (*person.names, *person.known_as) for word in _words(name)]
        for word in {*words, *_other_forms(words)}:
            owners.setdefault(word, []).append(number)
        initials.setdefault("".join(sorted({word[0] for word in words})), []).append(number)
    letters = ahocorasick.Automaton()
    for word, numbers in owners.items():
        if len(word) >= _SHORTEST:
            letters.add_word(word, word)
        misread.setdefault(as_misread(word), []).extend(numbers)
    letters.make_automaton()
    risky = LABEL_WORDS & owners.keys()
    labelled = frozenset(
        n for n, person in enumerate(roster.people) if risky and risky & {*fold_words(person.pseudonym)}
    )
    return _Index(owners, misread, letters, initials, labelled)


def _words(name: str) -> tuple[str, ...]:
    if name.isascii():
        return fold_words(name)
    return tuple(word for spelt in spellings(name) for word in fold_words(spelt))


def _other_forms(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield from nicknames(word)
        yield from (other[-1] for other in of_the_other_sex((word,)))
        if word.startswith(("mac", "mc")) and (found := _SCOTS.match(word)):
            yield word[found.end() :]
    if len(words) > 1:
        yield from nicknames("".join(words))


def _meant(text: str, index: _Index) -> frozenset[int]:
    view = fold(text)
    tokens = set(WORD.findall(view.text))
    found = {token for token in tokens if token in index.owners} | _spelt(view, index)
    meant = {number for word in found for number in index.owners[word]} | index.labelled
    for token in tokens - found:
        if len(token) >= _SHORTEST and not is_ordinary(token):
            for read in {as_misread(token), as_misread(as_letters(token))}:
                meant.update(index.misread.get(read, ()))
            for word in index.owners.keys() & set(_one_letter_away(token)):
                meant.update(index.owners[word])
    meant.update(_by_initials(view.cased, index))
    return frozenset(meant)


def _spelt(view: View, index: _Index) -> set[str]:
    """Words of names whose letters stand in a row, wherever their first and last letter may begin and end something.

    Something begins and ends with a word, at a capital and at a figure; in addresses and tags, anywhere; and a long
    name is looked for anywhere.
    """
    starts: list[int] = []
    offsets: list[int] = []
    pieces: list[str] = []
    length = 0
    for match in _PIECE.finditer(view.cased):
        piece = match.group()
        pieces.append(piece)
        starts.append(match.start())
        offsets.append(length)
        length += len(piece)
    offsets.append(length)
    joints = frozenset(offsets)
    anywhere = bytearray(length + 1)
    for match in _TECHNICAL.finditer(view.text):
        first, last = offsets[bisect_left(starts, match.start())], offsets[bisect_left(starts, match.end())]
        anywhere[first:last] = b"\1" * (last - first)
    return {
        word
        for last, word in (index.letters.iter("".join(pieces).lower()) if index.letters else ())
        if len(word) >= _LONG or (last - len(word) + 1 in joints and last + 1 in joints) or anywhere[last]
    }


def _one_letter_away(token: str) -> Iterator[str]:
    """Every word that begins alike with one letter more, one less, another one, or two changed over; of a plural too.

    Words of up to four letters are only ever taken for others of the same letters.
    """
    for word in (token, token.removesuffix("s")) if token.endswith("s") else (token,):
        for at in range(1, len(word) + 1):
            before, after = word[:at], word[at:]
            yield before + after[1:2] + after[:1] + after[2:]
            if len(word) > 4:
                yield before + after[1:]
                for letter in string.ascii_lowercase:
                    yield before + letter + after
                    yield before + letter + after[1:]


_INITIALS: Final = re.compile(r"(?<![A-Za-z])(?:[A-Z][.\-'’ ]{0,2}){2,5}(?![a-z])")


def _by_initials(text: str, index: _Index) -> Iterator[int]:
    """Whoever's initials stand in the text in capitals, in any order: "L.O-R.", "LOR"."""
    found = {"".join(sorted({c for c in match.group().lower() if c.isalpha()})) for match in _INITIALS.finditer(text)}
    for letters, numbers in index.initials.items():
        if any({*some} <= {*letters} for some in found if len(some) > 1):
            yield from numbers
