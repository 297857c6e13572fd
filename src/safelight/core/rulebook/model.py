"""What is a rule? Words, a citation, dates, a force, and the name of the check that Python runs for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safelight.core.decision import Citation, Reason
from safelight.core.vocabulary import CitationStatus, Force

ArgValue = str | int | date | tuple[str, ...]
"""What a rule file may hand to a check; a TOML boolean arrives as a Python bool, which is an int."""


class RulebookError(ValueError):
    """Rule data that cannot be used. The message says which rule in which file, and what to add or change."""


class Jurisdiction(StrEnum):
    """Where a source applies. A review is held in one of `REVIEWED_IN`; wider sources reach into it."""

    ENGLAND = "england"
    WALES = "wales"
    ENGLAND_AND_WALES = "england-and-wales"
    UK = "uk"


REVIEWED_IN = (Jurisdiction.ENGLAND, Jurisdiction.WALES)
REACHES = {
    Jurisdiction.ENGLAND: frozenset({Jurisdiction.ENGLAND}),
    Jurisdiction.WALES: frozenset({Jurisdiction.WALES}),
    Jurisdiction.ENGLAND_AND_WALES: frozenset(REVIEWED_IN),
    Jurisdiction.UK: frozenset(REVIEWED_IN),
}


class Phase(StrEnum):
    """The parts of a review in the order of the work; a duty with a task has its line in one of them."""

    NOTICE = "notice"
    CONSIDER = "consider"
    DECIDED = "decided"
    SCOPE = "scope"
    AGENCIES = "agencies"
    REPORT = "report"
    EVALUATION = "evaluation"
    PUBLICATION = "publication"
    AFTER = "after"


class When(StrEnum):
    """In which reviews a duty with a task is asked for."""

    ALWAYS = "always"
    REVIEW = "review"
    NO_REVIEW = "no_review"
    PUBLISHED = "published"
    NOT_PUBLISHED = "not_published"


class SourceKind(StrEnum):
    """What sort of thing a source is."""

    ACT = "act"
    REGULATIONS = "regulations"
    STATUTORY_GUIDANCE = "statutory-guidance"
    GUIDANCE = "guidance"
    CASE_LAW = "case-law"
    LETTER = "letter"
    LOCAL_POLICY = "local-policy"


class Selector(StrEnum):
    """The date that picks the rule. It is a fact of the case, never today's date."""

    INITIATED = "review.initiated_on"
    PUBLISHED = "paper.published_on"
    MEETING = "meeting.held_on"
    ACT = "act.done_on"


class Args(Mapping[str, ArgValue]):
    """A read-only mapping that can be hashed, so that rules can be kept in sets and compared."""

    __slots__ = ("_pairs",)

    def __init__(self, values: Mapping[str, ArgValue]) -> None:
        self._pairs = tuple(sorted(values.items()))

    def __getitem__(self, name: str) -> ArgValue:
        for key, value in self._pairs:
            if key == name:
                return value
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __hash__(self) -> int:
        return hash(self._pairs)

    def __repr__(self) -> str:
        return f"Args({dict(self._pairs)!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An Act, regulations, guidance, a letter or a local policy: whatever rules are taken from."""

    id: str
    title: str
    kind: SourceKind
    issued_under: str
    jurisdiction: Jurisdiction
    reviews: tuple[str, ...] = ()
    """The processes that it is about; none named means every one."""

    def reaches(self, jurisdiction: str, *, process: str) -> bool:
        """Whether the source applies to a review of that process held there."""
        return jurisdiction in REACHES[self.jurisdiction] and (not self.reviews or process in self.reviews)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A worked case: these facts, this answer. Every one of them is run as a test."""

    given: Args
    expect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule as data. It is in force from `start` until the day before `until`; None means that no end is known."""

    id: str
    source: Source
    provision: str
    citation_status: CitationStatus
    says: str
    duty: str
    force: Force
    selected_by: Selector
    start: date
    until: date | None
    replaced_by: str
    check: str
    args: Args
    examples: tuple[Example, ...]
    task: str = ""
    """The title of its line in the task list, where it is not the duty's own."""
    prompts: tuple[str, ...] = ()
    """What to answer when it is recorded as done."""

    @property
    def citation(self) -> Citation:
        """Where the rule comes from, and how sure we are of the paragraph."""
        return Citation(source=self.source.title, provision=self.provision, status=self.citation_status)

    def reason(self, found: str) -> Reason:
        """This rule as a ground of a Decision, with what was found in the case."""
        return Reason(rule=self.id, citation=self.citation, force=self.force, says=self.says, found=found)

    def in_force(self, *, on: date) -> bool:
        """Whether the rule stood on that day."""
        return within(on, start=self.start, until=self.until)

    def text(self, name: str) -> str:
        """The argument of that name, which is one word or sentence.

        Raises:
            RulebookError: it is missing or something else.
        """
        value = self.args.get(name)
        if not isinstance(value, str):
            raise self._wrong(name, "one word in quotation marks")
        return value

    def number(self, name: str) -> int:
        """The argument of that name, which is a whole number.

        Raises:
            RulebookError: it is missing or something else.
        """
        value = self.args.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(name, "a whole number")
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """The argument of that name, which is a list of words.

        Raises:
            RulebookError: it is missing or something else.
        """
        value = self.args.get(name)
        if not isinstance(value, tuple):
            raise self._wrong(name, "a list of words")
        return value

    def _wrong(self, name: str, wanted: str) -> RulebookError:
        return RulebookError(
            f"{self.id} (check {self.check}) has no argument {name!r} that is {wanted}: add it to the rule's args."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of time for which we state that nothing is encoded or that nothing was asked, and why."""

    jurisdiction: str
    reviews: tuple[str, ...]
    duties: tuple[str, ...]
    start: date | None
    until: date | None
    says: str

    def covers(self, duty: str, *, on: date, jurisdiction: str, process: str) -> bool:
        """Whether the gap explains why no rule governs this duty on this day."""
        return self.runs(on=on) and self.speaks_of(duty, jurisdiction=jurisdiction, process=process)

    def runs(self, *, on: date) -> bool:
        """Whether the day falls into it."""
        return within(on, start=self.start, until=self.until)

    def speaks_of(self, duty: str, *, jurisdiction: str, process: str) -> bool:
        """Whether the gap names this duty, or the group that it belongs to, for such a review."""
        here = jurisdiction == self.jurisdiction and process in self.reviews
        return here and any(is_under(duty, prefix) for prefix in self.duties)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCoverage:
    """How much of one source is encoded, what is left out, and why."""

    source: str
    encoded: str
    left_out: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEdition:
    """A rulebook that can be asked for by name: the rules for a review initiated on one day."""

    id: str
    title: str
    process: str
    initiated_on: date
    jurisdiction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A kind of review: whom it is about, where and in which years it is held, and what its pages call people.

    `by_choice` is "" for a process that the date picks; else it says why somebody has to choose it knowingly.
    """

    id: str
    title: str
    subject: str
    jurisdictions: tuple[str, ...]
    start: date | None
    until: date | None
    words: tuple[tuple[str, str], ...]
    by_choice: str = ""

    def held(self, *, on: date, jurisdiction: str) -> bool:
        """Whether such a review could begin there on that day."""
        return jurisdiction in self.jurisdictions and within(on, start=self.start, until=self.until)


@dataclass(frozen=True, slots=True)
class Duty:
    """A question in plain words, and the checks that a rule answering it may name.

    With a `task` it is something to be done and written down in each review: its title, who has it, in which phase of
    the work it comes, and in which reviews. Without one it is a standing rule, or done by an act of its own.
    """

    question: str
    checks: tuple[str, ...]
    task: str = ""
    who: str = ""
    phase: Phase | None = None
    when: When = When.REVIEW
    after: tuple[str, ...] = ()
    """What is done before it: steps of every review, or other duties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One place in a source that may be cited, how sure we are of it, and where it was read."""

    source: str
    cite: str
    status: CitationStatus
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """What all rules hang on: the kinds of review, the questions with their headings, and what may be cited."""

    processes: tuple[Process, ...]
    headings: tuple[tuple[str, str], ...]
    duties: Mapping[str, Duty]
    provisions: tuple[Provision, ...]

    def meet(self, one: Source, other: Source) -> bool:
        """Whether there is a review to which both sources apply."""
        return any(
            one.reaches(where, process=process.id) and other.reaches(where, process=process.id)
            for process in self.processes
            for where in process.jurisdictions
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the rulebook covers and, just as plainly, what it does not."""

    sources: tuple[SourceCoverage, ...]
    gaps: tuple[Gap, ...]
    editions: tuple[NamedEdition, ...]


def within(day: date, *, start: date | None, until: date | None) -> bool:
    """Whether a day falls between the first day and, exclusively, the end; None is no limit on that side."""
    return (start is None or start <= day) and (until is None or day < until)


def is_under(duty: str, prefix: str) -> bool:
    """Whether a duty is this one or belongs to this group: "publication.imr" is under "publication"."""
    group = prefix.removesuffix(".")
    return duty == group or duty.startswith(f"{group}.")


def day_in_words(day: date) -> str:
    """A date as people write it: 10 June 2010."""
    return f"{day.day} {day:%B %Y}"
