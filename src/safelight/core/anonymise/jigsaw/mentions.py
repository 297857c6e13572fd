"""Of whom of the family does each sentence of a paper speak, and by which of their names?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from safelight.core.anonymise.fold import WORD, View, fold, fold_words
from safelight.core.anonymise.jigsaw.kinds import any_of, kinds
from safelight.core.anonymise.jigsaw.sentences import Span, paragraphs, sentences
from safelight.core.anonymise.roster import Roster
from safelight.core.anonymise.schemes.checking import is_telling

SUBJECT: Final = "subject"
SIBLING: Final = "other_child"
_GENERAL: Final = tuple((each.name, each.pattern) for each in kinds("whom"))
A_CHILD: Final = any_of(kinds("band"))
"""A child of some age: the child of the review, where the sentence speaks of nobody else."""
_PRONOUN: Final = re.compile(r"\b(?:he|she|they|him|her|them|his|hers|their|this child|that child)\b")
_HEADING: Final = re.compile(r"^#{1,6}[ \t]+(\S.*?)[ \t#]*$", re.MULTILINE)
_PART: Final = {"subject": SUBJECT, "sibling": SIBLING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Somebody of the register: what they are called now, and what else they are or were called."""

    id: str
    part: str
    now: str
    also: tuple[str, ...]


def called_in(roster: Roster, *, also: Mapping[str, Sequence[str]] | None = None) -> tuple[Called, ...]:
    """Everybody of the family. `also` are further pseudonyms that were chosen for them, by the register's ids."""
    more = also or {}
    return tuple(
        Called(
            id=person.id,
            part=_PART.get(person.role, person.id),
            now=person.pseudonym,
            also=tuple(dict.fromkeys((*more.get(person.id, ()), *person.names, *person.known_as))),
        )
        for person in roster.people
        if person.role not in {"professional", "other"}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Somebody stands here: `part` is the subject, another child, or an adult by a word or the register's id."""

    start: int
    end: int
    part: str


class Sentences:
    """The sentences of a paper with the people in each. Offsets are of the paper's own text."""

    def __init__(self, text: str, *, people: Sequence[Called]) -> None:
        self.text = text
        self.view: View = fold(text)
        self._spans: list[Span] = list(sentences(text))
        self._starts = [start for start, _ in self._spans]
        self._headings = [(match.start(), match[1]) for match in _HEADING.finditer(text)]
        self._paragraphs = [start for start, _ in paragraphs(text)]
        self.names: dict[str, Span] = {}
        """Every telling name or pseudonym of somebody, folded, with the first place where it stands."""
        self._mentions: list[list[Mention]] = [[] for _ in self._spans]
        for mention in (*self._general(), *self._called(people)):
            if (at := self.number(mention.start)) is not None:
                self._mentions[at].append(mention)
        for _, (start, end) in self.spans(A_CHILD):
            at = self.number(start)
            if at is not None and not self._mentions[at]:
                self._mentions[at].append(Mention(start=start, end=end, part=SUBJECT))
        self._carried = list(self._carry())
        self._named_before = list(self._last_named())
        self._about = frozenset(self.paragraph(mentions[0].start) for mentions in self._mentions if mentions)

    def spans(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Span]]:
        """Every match in the folded text, with where it stands in the paper."""
        for match in pattern.finditer(self.view.text):
            if match.end() > match.start():
                yield match, self.view.span(*match.span())

    def number(self, at: int) -> int | None:
        """Which sentence stands at a place; None between sentences."""
        found = bisect_right(self._starts, at) - 1
        return found if found >= 0 and at < self._spans[found][1] else None

    def sentence(self, at: int) -> Span:
        """The sentence at a place, or the place alone."""
        found = self.number(at)
        return self._spans[found] if found is not None else (at, at + 1)

    def paragraph(self, at: int) -> int:
        """The number of the paragraph at a place, from 1."""
        return max(1, bisect_right(self._paragraphs, at))

    def heading(self, at: int) -> str:
        """The heading under which a place stands; "" before the first."""
        found = bisect_right(self._headings, at, key=itemgetter(0)) - 1
        return self._headings[found][1] if found >= 0 else ""

    def whom(self, start: int, end: int) -> str:
        """Of whom the words from `start` to `end` are said: whoever stands nearest in the sentence; "" for nobody.

        In a sentence that only says "she", whoever came first in the sentence before.
        """
        found = self.number(start)
        if found is None:
            return ""
        return (
            min(self._mentions[found], key=lambda one: _gap(one, start, end)).part
            if self._mentions[found]
            else (self._carried[found])
        )

    def meant(self, start: int) -> str:
        """Whom a pronoun means: whoever came first in its sentence, else in the last one before that names anybody."""
        found = self.number(start)
        if found is None:
            return ""
        here = self._mentions[found]
        if before := [one for one in here if one.start < start]:
            return min(before, key=lambda one: one.start).part
        return self._named_before[found] or min((one.part for one in here), default="")

    def first(self, part: str) -> Span | None:
        """Where somebody is first spoken of."""
        for mentions in self._mentions:
            if places := [(one.start, one.end) for one in mentions if one.part == part]:
                return min(places)
        return None

    def is_of_family(self, at: int) -> bool:
        """Whether the paragraph at a place speaks of the family at all."""
        return self.paragraph(at) in self._about

    def _general(self) -> Iterator[Mention]:
        for name, pattern in _GENERAL:
            for match, (start, end) in self.spans(pattern):
                part = name if name in {SUBJECT, SIBLING} else match.group()
                yield Mention(start=start, end=end, part=part)

    def _called(self, people: Sequence[Called]) -> Iterator[Mention]:
        """Names and pseudonyms, looked up word by word, however many people the register holds."""
        known: dict[tuple[str, ...], dict[str, str]] = {}
        for person in people:
            for label in (person.now, *person.also):
                known.setdefault(fold_words(label), {})[person.part] = label
        lengths: dict[str, set[int]] = {}
        for spelt in known:
            lengths.setdefault(spelt[0] if spelt else "", set()).add(len(spelt))
        words = list(WORD.finditer(self.view.text)) if known else []
        for at, first in enumerate(words):
            for length in lengths.get(first.group(), ()):
                here = words[at : at + length]
                spelt = tuple(word.group() for word in here)
                if spelt not in known or here[-1].end() - first.start() > len(" ".join(spelt)) + length:
                    continue
                start, end = self.view.span(first.start(), here[-1].end())
                for part, label in known[spelt].items():
                    if is_telling(label):
                        self.names.setdefault(" ".join(spelt), (start, end))
                    yield Mention(start=start, end=end, part=part)

    def _carry(self) -> Iterator[str]:
        """Of whom a sentence speaks that names nobody and says "she"."""
        before = ""
        for mentions, (start, end) in zip(self._mentions, self._spans, strict=True):
            if mentions:
                before = min(mentions, key=lambda one: one.start).part
            elif before and not _PRONOUN.search(self.text[start:end].lower()):
                before = ""
            yield before

    def _last_named(self) -> Iterator[str]:
        """Who came first in the last sentence before each that names anybody."""
        last = ""
        for mentions in self._mentions:
            yield last
            last = min(mentions, key=lambda one: one.start).part if mentions else last


def _gap(one: Mention, start: int, end: int) -> tuple[int, int]:
    """How far somebody stands from some words; of two, the one before them is nearer."""
    return max(0, one.start - end, start - one.end), one.start
