"""What would a draft tell of somebody that is not public yet? Sensitive statements, about whom, and whether new.

Where a text can be tied to a public report, whatever else it says of the people in that report is told of people with
a name. In Re X and Y [2012] EWCA Civ 1500 a reported trial had named a parent; the draft summary could be tied to the
trial, and told besides that a second child had been abused. To take out the number, ages and sex of the children was
not enough: the tie and what was newly told had to go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from safelight.core.anonymise.fold import fold, fold_words
from safelight.core.anonymise.jigsaw.kinds import kinds
from safelight.core.anonymise.jigsaw.links import Link, PublicFact
from safelight.core.anonymise.jigsaw.sentences import Span, sentences
from safelight.core.anonymise.roster import Roster


class Whom(StrEnum):
    """Of whom something is told."""

    SUBJECT = "subject"
    OTHER_CHILD = "other_child"
    ADULT = "adult"


_TOPICS: Final = kinds("topic")
TOPIC_WORDS: Final = {topic.name: topic.says for topic in _TOPICS}
_GENERAL: Final = {Whom(each.name): each for each in kinds("whom")}
_PRONOUN: Final = re.compile(r"\b(?:he|she|they|him|her|them|his|hers|their|this child|the child|that child)\b")


def said_of(whom: Whom) -> str:
    """Somebody in general words: "another child of the family"."""
    return _GENERAL[whom].says


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A sentence of the draft that tells something sensitive of somebody. Offsets in code points, `end` exclusive.

    `public` is the fact by which it is public already, None where it would be new; `tied` says whether the draft leads
    to a public report, so that it would be told of people with a name.
    """

    start: int
    end: int
    text: str
    topic: str
    whom: Whom
    public: PublicFact | None
    tied: bool
    living: bool = True

    @property
    def blocks(self) -> bool:
        """Whether it must not be published so: a living child, something new, and a text that leads to names."""
        return self.tied and self.public is None and self.living and self.whom is not Whom.ADULT

    @property
    def words(self) -> str:
        """The same sentence whatever its spacing and capitals: what a decision about it hangs on."""
        return f"{self.topic} {self.whom}: {' '.join(fold_words(self.text))}"

    @property
    def why(self) -> str:
        """What it tells of whom, and what that means, in one or two sentences."""
        told = f"This tells of {TOPIC_WORDS[self.topic]}, about {said_of(self.whom)}"
        if self.public is not None:
            return f"{told}. That is public already: “{self.public.text}” ({self.public.source})."
        if not self.tied:
            return f"{told}, and no public fact that somebody else entered says so."
        return (
            f"{told}, and no public fact that somebody else entered says so. The draft leads to a public report, so "
            "whoever finds that report reads this of somebody with a name."
        )


def find_tellings(
    text: str, *, roster: Roster, facts: Sequence[PublicFact], links: Sequence[Link]
) -> tuple[Telling, ...]:
    """Every sensitive statement about somebody of the family, in the order of the text.

    `links` are what `find_links` found in the same text with the same facts.
    """
    people = _people(roster)
    public = [(fact, _told(f"{fact.text}. {'. '.join(fact.terms)}", people=people)) for fact in facts]
    subject_lives = not any(person.role == "subject" and person.date_of_death for person in roster.people)
    return tuple(
        Telling(
            start=start,
            end=end,
            text=text[start:end],
            topic=topic,
            whom=whom,
            public=next((fact for fact, told in public if (topic, whom) in told), None),
            tied=bool(links),
            living=whom is not Whom.SUBJECT or subject_lives,
        )
        for (start, end), topic, whom in _statements_about(text, roster)
    )


@lru_cache(maxsize=24)
def _statements_about(text: str, roster: Roster) -> tuple[tuple[Span, str, Whom], ...]:
    """Those of a whole text: the same text is held against public facts, and against other papers."""
    return tuple(_statements(text, people=_people(roster)))


def _told(text: str, *, people: Sequence[tuple[Whom, re.Pattern[str]]]) -> frozenset[tuple[str, Whom]]:
    return frozenset((topic, whom) for _, topic, whom in _statements(text, people=people))


def _statements(text: str, *, people: Sequence[tuple[Whom, re.Pattern[str]]]) -> Iterator[tuple[Span, str, Whom]]:
    """Sentence, matter and person; a sentence that only says "she" is about whom the one before it was about."""
    before: frozenset[Whom] = frozenset()
    for start, end in sentences(text):
        words = fold(text[start:end]).text
        named = frozenset(whom for whom, pattern in people if pattern.search(words))
        meant = named or (before if _PRONOUN.search(words) else frozenset())
        for topic in _matters(words):
            yield from (((start, end), topic, whom) for whom in Whom if whom in meant)
        before = meant


def _matters(words: str) -> Iterator[str]:
    found = [topic.name for topic in _TOPICS if topic.pattern.search(words)]
    yield from (name for name in found if name != "abuse" or "sexual_abuse" not in found)


def _people(roster: Roster) -> tuple[tuple[Whom, re.Pattern[str]], ...]:
    """By which words each is spoken of: general ones, and the labels that they wear in this case."""
    labels: dict[Whom, list[str]] = {whom: [] for whom in Whom}
    for person in roster.people:
        if whom := _role(person.role):
            labels[whom] += [name for name in (person.pseudonym, *person.names, *person.known_as) if name.strip()]
    return tuple(
        (whom, re.compile(rf"\b(?:{'|'.join([*_spelt(labels[whom]), *_GENERAL[whom].words])})\b")) for whom in Whom
    )


def _spelt(labels: Iterable[str]) -> Iterator[str]:
    for label in dict.fromkeys(labels):
        if words := fold_words(label):
            yield r"[\W_]{1,3}".join(map(re.escape, words))


def _role(role: str) -> Whom | None:
    if role == "subject":
        return Whom.SUBJECT
    if role == "sibling":
        return Whom.OTHER_CHILD
    return Whom.ADULT if role in {"parent", "carer", "relative", "associate"} else None
