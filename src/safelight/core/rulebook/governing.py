"""Which rule governs this duty on this day? At most one; where there is none, the gap is stated in words."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from safelight.core.rulebook.local import RELEASING, Standing, compare
from safelight.core.rulebook.model import (
    REVIEWED_IN,
    Coverage,
    Duty,
    Framework,
    Gap,
    Jurisdiction,
    NamedEdition,
    Process,
    Rule,
    RulebookError,
    Selector,
    Source,
    SourceKind,
    day_in_words,
    is_under,
)

ENGLAND = "england"
CHILD = "child"
DEFAULT_EDITION = "scr-2010"
TITLED_BY = frozenset({SourceKind.STATUTORY_GUIDANCE, SourceKind.LETTER})


class NoGoverningRule(LookupError):
    """No rule of the book answers this question for this day; the message gives the stated reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """A board's own rule that national change has set aside for reviews initiated from `since`."""

    local: Rule
    by: Rule
    since: date

    @property
    def sentence(self) -> str:
        """What to tell the board."""
        return (
            f"{self.local.source.title}: “{self.local.says}” Since {day_in_words(self.since)} this no longer stands, "
            f"for reviews initiated on or after that day. {self.by.source.title}: “{self.by.says}”"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A stated reason why no rule governs, and the questions that it leaves open."""

    why: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """All rules that govern one review, picked by the day it was initiated; `fingerprint` tells two sets apart."""

    initiated_on: date
    jurisdiction: str
    process: Process
    title: str
    rules: tuple[Rule, ...]
    framework: Framework = field(compare=False, repr=False)
    gaps: tuple[Gap, ...] = ()
    fingerprint: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "fingerprint", fingerprint(self.rules))

    def find(self, duty: str) -> Rule | None:
        """The rule for a duty, or None where this regime has none."""
        return next((rule for rule in self.rules if rule.duty == duty), None)

    def word(self, name: str) -> str:
        """What this kind of review calls its board, its report and so on."""
        return dict(self.process.words)[name]

    def rule(self, duty: str) -> Rule:
        """The rule for a duty.

        Raises:
            NoGoverningRule: there is none; gives the stated gap's words.
        """
        rule = self.find(duty)
        if rule is None:
            raise NoGoverningRule(self.why_none(duty))
        return rule

    def why_none(self, duty: str) -> str:
        """Why no rule of this regime answers a question: the stated gap's words."""
        subject = (
            f"No rule governs {duty!r} for a {self.process.title.lower()} initiated on "
            f"{day_in_words(self.initiated_on)} ({self.jurisdiction})"
        )
        if duty not in self.framework.duties:
            asked = ", ".join(self.framework.duties)
            return f"{subject}: it is no question of this rulebook. The questions are: {asked}."
        return f"{subject}. {self._why(duty)}"

    def silences(self, *, among: Collection[str] | None = None) -> tuple[Silence, ...]:
        """What no rule of this regime answers: each reason once, with its questions; of all duties, or of `among`."""
        found: dict[str, list[str]] = {}
        for name, duty in self.framework.duties.items():
            if self.find(name) is None and (among is None or name in among):
                found.setdefault(self._why(name), []).append(duty.question)
        return tuple(Silence(why=why, questions=tuple(questions)) for why, questions in found.items())

    def _why(self, duty: str) -> str:
        gap = self.gap(duty)
        return gap.says if gap else "The rulebook does not reach back to that day."

    def gap(self, duty: str) -> Gap | None:
        """The stated gap that explains why no rule governs a question, if there is one."""
        return next(
            (
                gap
                for gap in self.gaps
                if gap.covers(duty, on=self.initiated_on, jurisdiction=self.jurisdiction, process=self.process.id)
            ),
            None,
        )

    def duty(self, rule: Rule) -> Duty:
        """The question that a rule answers."""
        return self.framework.duties[rule.duty]

    def task(self, rule: Rule) -> str:
        """The title of the rule's line in the task list, or "" where it has none."""
        return rule.task or self.duty(rule).task

    def rules_under(self, prefix: str) -> tuple[Rule, ...]:
        """Every rule of a group of duties, such as "publication"."""
        return tuple(rule for rule in self.rules if is_under(rule.duty, prefix))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """All rules that Safelight knows: those it ships with, and beside them a board's own."""

    rules: tuple[Rule, ...]
    sources: tuple[Source, ...]
    coverage: Coverage
    framework: Framework
    local_rules: tuple[Rule, ...] = ()

    def governing(self, duty: str, *, on: date, jurisdiction: str = ENGLAND, process: str = "") -> Rule:
        """The one rule that governs a duty on a day: the date that the rule's `selected_by` names, not today.

        A board's own rule governs only where it asks more than the shipped one.

        Raises:
            NoGoverningRule: none does; gives the stated gap's words.
            RulebookError: the jurisdiction is not one in which reviews are held.
        """
        return self.regime(initiated_on=on, jurisdiction=jurisdiction, process=process).rule(duty)

    def regime(
        self, *, initiated_on: date, jurisdiction: str = ENGLAND, process: str = "", acting_on: date | None = None
    ) -> Regime:
        """Every rule for a review initiated on that day. Duties that no rule governs are simply not in it.

        Without `process` it is the kind of review of a child's case that was held there on that day. Rules that are
        picked by the day of an act, a paper or a meeting are those of `acting_on`; without it, of the first day.

        Raises:
            RulebookError: nobody knows the process, or no such review is held there.
        """
        where = _known(jurisdiction)
        kind = self.process(process) if process else self.process_on(initiated_on, jurisdiction=where)
        if where not in kind.jurisdictions:
            places = ", ".join(kind.jurisdictions)
            raise RulebookError(f"A {kind.title.lower()} is not held in {jurisdiction!r}. It is in: {places}.")
        days = _Days(initiated_on=initiated_on, acting_on=acting_on or initiated_on)
        standing = [_by_duty(rules, days, where=where, process=kind.id) for rules in self._shelves]
        found = (self._choose(duty, *standing, on=initiated_on) for duty in self.framework.duties)
        rules = tuple(rule for rule in found if rule is not None)
        return Regime(
            initiated_on=initiated_on,
            jurisdiction=jurisdiction,
            process=kind,
            title=_title(rules, kind, initiated_on=initiated_on),
            rules=rules,
            framework=self.framework,
            gaps=self.coverage.gaps,
        )

    def process(self, name: str) -> Process:
        """A kind of review by its id.

        Raises:
            RulebookError: nobody knows it.
        """
        for process in self.framework.processes:
            if process.id == name:
                return process
        known = ", ".join(process.id for process in self.framework.processes)
        raise RulebookError(f"There is no kind of review {name!r}. Use one of: {known}.")

    def process_on(self, day: date, *, jurisdiction: str = ENGLAND, subject: str = CHILD) -> Process:
        """The kind of review that a day picks: the newest that was held there, or else the one held last or first.

        Raises:
            RulebookError: no such review is held there at all.
        """
        there = [
            process
            for process in self.framework.processes
            if process.subject == subject and jurisdiction in process.jurisdictions and not process.by_choice
        ]
        if not there:
            raise RulebookError(f"No review about a case of kind {subject!r} is held in {jurisdiction!r}.")
        begun = [process for process in there if process.start is None or process.start <= day]
        held = [process for process in begun if process.held(on=day, jurisdiction=jurisdiction)]
        return (held or begun or there)[-1]

    @property
    def _shelves(self) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
        return self.rules, self.local_rules

    def edition(self, rulebook_id: str) -> Regime:
        """A regime by its name, such as "scr-2010": the rules as at 1 April 2010.

        Raises:
            RulebookError: nobody knows the name; lists those that are known.
        """
        for named in self.coverage.editions:
            if named.id == rulebook_id:
                return self.regime(
                    initiated_on=named.initiated_on, jurisdiction=named.jurisdiction, process=named.process
                )
        known = ", ".join(named.id for named in self.coverage.editions)
        raise RulebookError(f"There is no rulebook {rulebook_id!r}. Use one of: {known}.")

    def named(self, name: str, *, on: date | None = None, jurisdiction: str = "") -> Regime:
        """What `rulebook show` is asked for: a rulebook, a kind of review or a source by its name, as of a day.

        Without a day it is the rulebook's own, that of the newest of a kind of review, or a source's first; without a
        name it is a child's case of that day.

        Raises:
            RulebookError: nobody knows the name, or no such review is held there.
        """
        if not name and on is not None:
            return self.regime(initiated_on=on, jurisdiction=jurisdiction or ENGLAND)
        asked = self._called(name or DEFAULT_EDITION)
        return self.regime(
            initiated_on=on or asked.initiated_on,
            jurisdiction=jurisdiction or asked.jurisdiction,
            process=asked.process,
        )

    def _called(self, name: str) -> NamedEdition:
        """A rulebook by its own name; else the newest of a kind of review; else a source on the day it begins."""
        editions = self.coverage.editions
        found = [edition for edition in editions if edition.id == name] or [
            edition for edition in editions if edition.process == name
        ]
        if found:
            return found[-1]
        rules = [rule for rule in self.rules if rule.source.id == name and rule.source.reviews]
        if not rules:
            kinds = ", ".join(process.id for process in self.framework.processes)
            known = ", ".join(edition.id for edition in editions)
            raise RulebookError(f"There is no rulebook {name!r}. Use one of: {known}; or a kind of review: {kinds}.")
        first = min(rules, key=lambda rule: rule.start)
        process = self.process(first.source.reviews[0])
        where = next(place for place in process.jurisdictions if first.source.reaches(place, process=process.id))
        return NamedEdition(
            id=name, title=first.source.title, process=process.id, initiated_on=first.start, jurisdiction=where
        )

    def overtaken(self, *, on: date) -> tuple[Overtaken, ...]:
        """The board's own rules that a national rule has set aside by that day; once overtaken, always overtaken."""
        found = (self._overtaken(local, on=on) for local in self.local_rules if local.in_force(on=on))
        return tuple(each for each in found if each is not None)

    def _choose(
        self, duty: str, shipped_rules: Mapping[str, Rule], local_rules: Mapping[str, Rule], *, on: date
    ) -> Rule | None:
        """The shipped rule, unless the board's own asks more. Where nothing national stands, the board's own does."""
        shipped, local = shipped_rules.get(duty), local_rules.get(duty)
        if local is None or self._overtaken(local, on=on) is not None:
            return shipped
        if shipped is None:
            # What no national rule lets out stays in: a board's own rule can ask for more there, and not release.
            return None if local.check in RELEASING else local
        return local if compare(local, shipped).standing is Standing.NARROWER else shipped

    def _overtaken(self, local: Rule, *, on: date) -> Overtaken | None:
        for shipped in sorted(self.rules, key=lambda rule: rule.start):
            since = max(shipped.start, local.start)
            if shipped.duty != local.duty or since > on or not shipped.in_force(on=since):
                continue
            if (
                self.framework.meet(local.source, shipped.source)
                and compare(local, shipped).standing is Standing.CONTRARY
            ):
                return Overtaken(local=local, by=shipped, since=since)
        return None


def fingerprint(rules: Iterable[Rule]) -> str:
    """The sha256 of the rules, whatever their order: stored with each Decision so that it can be reproduced."""
    return sha256("\n".join(sorted(_canonical(rule) for rule in rules)).encode()).hexdigest()


def _canonical(rule: Rule) -> str:
    """All that makes the rule what it is; its examples show what it means and are no part of it.

    Nor is its end: what was decided under a rule is still decided under that rule once a later edition replaces it.
    """
    return json.dumps(
        {
            "id": rule.id,
            "source": [rule.source.id, rule.source.title, rule.source.kind, rule.source.issued_under],
            "jurisdiction": rule.source.jurisdiction,
            "provision": rule.provision,
            "citation_status": rule.citation_status,
            "says": rule.says,
            "duty": rule.duty,
            "force": rule.force,
            "selected_by": rule.selected_by,
            "from": rule.start.isoformat(),
            "check": rule.check,
            "args": dict(rule.args),
        },
        sort_keys=True,
        ensure_ascii=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    """The days by which the rules of one review are picked, each by the one that its source names."""

    initiated_on: date
    acting_on: date

    def picks(self, rule: Rule) -> bool:
        return rule.in_force(on=self.initiated_on if rule.selected_by is Selector.INITIATED else self.acting_on)


def _by_duty(rules: Iterable[Rule], days: _Days, *, where: str, process: str) -> dict[str, Rule]:
    return {rule.duty: rule for rule in rules if days.picks(rule) and rule.source.reaches(where, process=process)}


def _known(jurisdiction: str) -> Jurisdiction:
    for known in REVIEWED_IN:
        if jurisdiction == known:
            return known
    raise RulebookError(f"No reviews are held in {jurisdiction!r}. Use one of: {', '.join(REVIEWED_IN)}.")


def _title(rules: Iterable[Rule], process: Process, *, initiated_on: date) -> str:
    subject = f"{process.title} initiated on {day_in_words(initiated_on)}"
    sources = dict.fromkeys(
        rule.source for rule in rules if rule.source.kind in TITLED_BY and process.id in rule.source.reviews
    )
    under = "; ".join(source.title for source in sources)
    return f"{subject}, under {under}" if under else f"{subject}; the guidance of that day was not read"
