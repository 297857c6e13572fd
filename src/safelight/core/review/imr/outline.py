"""Which sections has an agency's review? Those of the terms of reference and the rules, and a few of every review."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from safelight.core.review.imr.words import PartKind, ReviewForm
from safelight.core.rulebook.governing import Regime
from safelight.core.vocabulary import PaperKind

OUTLINE = "imr.outline"
CONTEXT = "imr.context"
EVIDENCE = "imr.evidence"
INTERVIEWS = "imr.interviews"
COUNTERSIGNED = "imr.countersigned"
DEBRIEF = "imr.debrief"


class Group(StrEnum):
    """The chapters of an agency's review, in their order."""

    INVOLVEMENT = "involvement"
    METHOD = "method"
    CONTEXT = "context"
    ANALYSIS = "analysis"
    PRACTICE = "practice"
    LEARNING = "learning"
    RECOMMENDATIONS = "recommendations"
    ELSE = "else"


GROUP_TITLES = {
    Group.INVOLVEMENT: "What your agency had to do with the family",
    Group.METHOD: "How this review was done",
    Group.CONTEXT: "The circumstances in which people worked",
    Group.ANALYSIS: "The questions of the terms of reference",
    Group.PRACTICE: "What was done, and how well",
    Group.LEARNING: "Good practice and lessons",
    Group.RECOMMENDATIONS: "Recommendations",
    Group.ELSE: "Everything else",
}

INVOLVEMENT, METHOD, GOOD_PRACTICE, LESSONS, ELSE = "involvement", "method", "good-practice", "lessons", "else"
RECOMMENDED = "recommendations"

ANSWERED_BY = {
    "What did your agency have to do with the child and the family, told as a full chronology?": INVOLVEMENT,
    "What was done well?": GOOD_PRACTICE,
    "What is to be learned?": LESSONS,
    "What do you recommend: which action, by whom, by when, with which outcome, and how will that be measured?": (
        RECOMMENDED
    ),
}
"""The questions of the rules that a section of every review, or its list of recommendations, answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One text that is asked for. `key` stays the same while its question does; `hint` says what belongs in it."""

    key: str
    title: str
    group: Group
    hint: str = ""
    needed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What one agency is asked to write: its sections in order, and the lists that go with them."""

    sections: tuple[Section, ...]
    lists: tuple[tuple[PartKind, Group], ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """The chapters that this review has."""
        has = {section.group for section in self.sections} | {group for _, group in self.lists}
        return tuple(group for group in Group if group in has)

    def find(self, key: str) -> Section | None:
        """The section of that key, if it is asked for."""
        return next((section for section in self.sections if section.key == key), None)

    def asks_for(self, kind: PartKind) -> bool:
        """Whether rows of that kind belong in this review."""
        return any(kind is listed for listed, _ in self.lists)


def outline(*, form: ReviewForm, kind: PaperKind, questions: Sequence[str], regime: Regime) -> Outline:
    """What is asked of an agency: `questions` are those of the terms of reference that stand.

    A factual report asks only for the facts. A health overview report draws on reviews that others have written, so it
    has no interviews of its own and nothing about the circumstances of single staff.
    """
    if form is ReviewForm.FACTUAL:
        return Outline(
            sections=(
                Section(
                    key=INVOLVEMENT,
                    title="What did your agency have to do with the child and the family?",
                    group=Group.INVOLVEMENT,
                    hint="Only the facts, contact by contact: when, who (by post), what was seen, said and done.",
                ),
                _else(),
            ),
            lists=((PartKind.DOCUMENT, Group.METHOD),),
        )
    health = kind is PaperKind.HEALTH_OVERVIEW
    lists = [(PartKind.DOCUMENT, Group.METHOD), (PartKind.RECOMMENDATION, Group.RECOMMENDATIONS)]
    if not health:
        lists.insert(1, (PartKind.INTERVIEW, Group.METHOD))
    return Outline(sections=tuple(_sections(questions, regime, health=health)), lists=tuple(lists))


def _sections(questions: Sequence[str], regime: Regime, *, health: bool) -> Iterator[Section]:
    asked = _asked(OUTLINE, regime)
    own = {ANSWERED_BY[question]: question for question in asked if question in ANSWERED_BY}
    involvement = "What did the health agencies have to do with the child and the family, taken together?"
    if not health:
        involvement = own.get(INVOLVEMENT, "What did your agency have to do with the child and the family?")
    yield Section(
        key=INVOLVEMENT,
        title=involvement,
        group=Group.INVOLVEMENT,
        hint="Tell it in order. The chronology itself is sent separately.",
    )
    weighs = regime.find(EVIDENCE)
    yield Section(
        key=METHOD,
        title="How was this review done, and who wrote it?",
        group=Group.METHOD,
        hint=weighs.says if weighs is not None else "",
    )
    if not health:
        for question in _asked(CONTEXT, regime):
            yield Section(key=key_of("context", question), title=question, group=Group.CONTEXT)
    for question in questions:
        yield Section(
            key=key_of("terms", question),
            title=question,
            group=Group.ANALYSIS,
            hint="Say why things happened as they did, not only what happened.",
        )
    for question in asked:
        if question not in ANSWERED_BY:
            yield Section(key=key_of("outline", question), title=question, group=Group.PRACTICE)
    yield Section(key=GOOD_PRACTICE, title=own.get(GOOD_PRACTICE, "What was done well?"), group=Group.LEARNING)
    yield Section(key=LESSONS, title=own.get(LESSONS, "What is to be learned?"), group=Group.LEARNING)
    yield _else()


def _else() -> Section:
    return Section(
        key=ELSE,
        title="Everything else",
        group=Group.ELSE,
        hint="Whatever the panel should know and that belongs nowhere above.",
        needed=False,
    )


def _asked(duty: str, regime: Regime) -> tuple[str, ...]:
    rule = regime.find(duty)
    return rule.words("questions") if rule is not None else ()


def key_of(source: str, question: str) -> str:
    """The key of a question's section: the same wherever the question stands, and another once its words change."""
    plain = " ".join(question.split()).casefold()
    return f"{source}-{hashlib.sha256(plain.encode()).hexdigest()[:12]}"
