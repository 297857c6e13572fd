"""What does an agency's review still lack? Facts in, remarks out; whether it is good enough is for the panel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safelight.core.review.imr.outline import INVOLVEMENT, Group, Outline
from safelight.core.review.imr.words import FIELDS, PartKind
from safelight.core.review.wording import counted, in_words

LONG_STORY = 300
"""Words of narrative from which on the analysis is held beside it."""
SHARE = 4
"""Analysis that has not a quarter of the narrative's words is called short."""


class Lack(StrEnum):
    """What kind of thing is lacking: the columns in which the panel compares agencies."""

    SECTIONS = "sections"
    QUESTIONS = "questions"
    ANALYSIS = "analysis"
    SOURCES = "sources"
    RECOMMENDATIONS = "recommendations"
    CHOICES = "choices"
    TIME = "time"
    SIGNATURE = "signature"
    DEBRIEF = "debrief"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSection:
    """How many words stand in one section, and in how many places somebody still has to choose between two versions."""

    key: str
    words: int
    to_choose: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRow:
    """Which fields of one row of a list are filled in."""

    kind: PartKind
    filled: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One agency's review as it stands. `in_browser` is False where it came as a file and cannot be looked into."""

    outline: Outline
    in_browser: bool
    sections: tuple[WrittenSection, ...]
    rows: tuple[WrittenRow, ...]
    due_on: date
    submitted_on: date | None
    first_submitted_on: date | None
    returned: int
    countersigned: bool
    first_debrief: date | None
    second_debrief: date | None

    def words(self, key: str) -> int:
        """How many words stand in a section."""
        return next((section.words for section in self.sections if section.key == key), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing to look at, in a sentence."""

    lack: Lack
    sentence: str


def remarks(written: Written, *, on: date) -> tuple[Remark, ...]:
    """Everything that is lacking or late on a day, in the order in which it would be read."""
    found = [*_content(written)] if written.in_browser else []
    return (*found, *_course(written, on=on))


def _content(written: Written) -> Iterator[Remark]:
    empty = [section for section in written.outline.sections if section.needed and not written.words(section.key)]
    questions = [section for section in empty if section.group in (Group.ANALYSIS, Group.PRACTICE, Group.CONTEXT)]
    missing = [section for section in empty if section not in questions]
    if missing:
        yield Remark(lack=Lack.SECTIONS, sentence=f"Nothing written under: {_listed(each.title for each in missing)}")
    if questions:
        yield Remark(
            lack=Lack.QUESTIONS, sentence=f"{counted(len(questions), 'question is', 'questions are')} not answered."
        )
    yield from _analysis(written)
    for kind, words in ((PartKind.DOCUMENT, "document"), (PartKind.INTERVIEW, "interview")):
        if written.outline.asks_for(kind) and not any(row.kind is kind for row in written.rows):
            yield Remark(lack=Lack.SOURCES, sentence=f"No {words} is listed.")
    yield from _recommendations(written)
    if to_choose := sum(section.to_choose for section in written.sections):
        yield Remark(
            lack=Lack.CHOICES,
            sentence=f"In {counted(to_choose, 'place', 'places')} two people wrote at once, and nobody has chosen yet.",
        )


def _analysis(written: Written) -> Iterator[Remark]:
    analysing = [
        section.key for section in written.outline.sections if section.group in (Group.ANALYSIS, Group.PRACTICE)
    ]
    story, analysis = written.words(INVOLVEMENT), sum(written.words(key) for key in analysing)
    if analysing and story >= LONG_STORY and analysis * SHARE < story:
        yield Remark(
            lack=Lack.ANALYSIS,
            sentence=f"Short: {counted(analysis, 'word', 'words')} of analysis beside {story} of narrative.",
        )


def _recommendations(written: Written) -> Iterator[Remark]:
    if not written.outline.asks_for(PartKind.RECOMMENDATION):
        return
    rows = [row for row in written.rows if row.kind is PartKind.RECOMMENDATION]
    if not rows:
        yield Remark(lack=Lack.RECOMMENDATIONS, sentence="No recommendation is listed.")
    says = {"action": "action", "owner": "owner", "date": "date", "outcome": "outcome", "measure": "measure"}
    for number, row in enumerate(rows, 1):
        if lacks := [says[name] for name in FIELDS[PartKind.RECOMMENDATION] if name not in row.filled]:
            yield Remark(
                lack=Lack.RECOMMENDATIONS, sentence=f"Recommendation {number} has no {' and no '.join(lacks)}."
            )


def _course(written: Written, *, on: date) -> Iterator[Remark]:
    came = written.first_submitted_on
    days = ((came or on) - written.due_on).days
    if days > 0:
        late = counted(days, "day", "days")
        yield Remark(lack=Lack.TIME, sentence=f"Came {late} late." if came else f"{late} late, and still to come.")
    if written.returned:
        yield Remark(lack=Lack.TIME, sentence=f"Returned {counted(written.returned, 'time', 'times')}.")
    if written.submitted_on is not None and not written.countersigned:
        yield Remark(lack=Lack.SIGNATURE, sentence="No senior officer has countersigned it.")
    for which, day in (("first", written.first_debrief), ("second", written.second_debrief)):
        if day is None:
            yield Remark(lack=Lack.DEBRIEF, sentence=f"No {which} debrief of staff is recorded.")
        else:
            yield Remark(lack=Lack.DEBRIEF, sentence=f"The {which} debrief was on {in_words(day)}.")


def _listed(titles: Iterator[str]) -> str:
    return "; ".join(title.rstrip("?.") for title in titles) + "."
