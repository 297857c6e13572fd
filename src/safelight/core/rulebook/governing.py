"""Which rule governs this duty on this day? At most one; where there is none, the gap is stated in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from safelight.core.rulebook.duties import DUTIES
from safelight.core.rulebook.local import Standing, compare
from safelight.core.rulebook.model import (
    REVIEWED_IN,
    Coverage,
    Gap,
    Jurisdiction,
    Rule,
    RulebookError,
    Source,
    SourceKind,
    day_in_words,
    is_under,
)

ENGLAND = "england"
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
class Regime:
    """All rules that govern one review, picked by the day it was initiated; `fingerprint` tells two sets apart."""

    initiated_on: date
    jurisdiction: str
    title: str
    rules: tuple[Rule, ...]
    gaps: tuple[Gap, ...] = ()
    fingerprint: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "fingerprint", fingerprint(self.rules))

    def find(self, duty: str) -> Rule | None:
        """The rule for a duty, or None where this regime has none."""
        return next((rule for rule in self.rules if rule.duty == duty), None)

    def rule(self, duty: str) -> Rule:
        """The rule for a duty.

        Raises:
            NoGoverningRule: there is none; gives the stated gap's words.
        """
        rule = self.find(duty)
        if rule is None:
            raise _none(duty, on=self.initiated_on, jurisdiction=self.jurisdiction, gaps=self.gaps)
        return rule

    def rules_under(self, prefix: str) -> tuple[Rule, ...]:
        """Every rule of a group of duties, such as "publication"."""
        return tuple(rule for rule in self.rules if is_under(rule.duty, prefix))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """All rules that Safelight knows: those it ships with, and beside them a board's own."""

    rules: tuple[Rule, ...]
    sources: tuple[Source, ...]
    coverage: Coverage
    local_rules: tuple[Rule, ...] = ()

    def governing(self, duty: str, *, on: date, jurisdiction: str = ENGLAND) -> Rule:
        """The one rule that governs a duty on a day: the date that the rule's `selected_by` names, not today.

        A board's own rule governs only where it asks more than the shipped one.

        Raises:
            NoGoverningRule: none does; gives the stated gap's words.
            RulebookError: the jurisdiction is not one in which reviews are held.
        """
        rule = self._find(duty, on=on, jurisdiction=_known(jurisdiction))
        if rule is None:
            raise _none(duty, on=on, jurisdiction=jurisdiction, gaps=self.coverage.gaps)
        return rule

    def regime(self, *, initiated_on: date, jurisdiction: str = ENGLAND) -> Regime:
        """Every rule for a review initiated on that day. Duties that no rule governs are simply not in it.

        Raises:
            RulebookError: the jurisdiction is not one in which reviews are held.
        """
        found = (self._find(duty, on=initiated_on, jurisdiction=_known(jurisdiction)) for duty in DUTIES)
        rules = tuple(rule for rule in found if rule is not None)
        return Regime(
            initiated_on=initiated_on,
            jurisdiction=jurisdiction,
            title=_title(rules, initiated_on=initiated_on),
            rules=rules,
            gaps=self.coverage.gaps,
        )

    def edition(self, rulebook_id: str) -> Regime:
        """A regime by its name, such as "scr-2010": the rules as at 1 April 2010.

        Raises:
            RulebookError: nobody knows the name; lists those that are known.
        """
        for named in self.coverage.editions:
            if named.id == rulebook_id:
                return self.regime(initiated_on=named.initiated_on, jurisdiction=named.jurisdiction)
        known = ", ".join(named.id for named in self.coverage.editions)
        raise RulebookError(f"There is no rulebook {rulebook_id!r}. Use one of: {known}.")

    def overtaken(self, *, on: date) -> tuple[Overtaken, ...]:
        """The board's own rules that a national rule has set aside by that day; once overtaken, always overtaken."""
        found = (self._overtaken(local, on=on) for local in self.local_rules if local.in_force(on=on))
        return tuple(each for each in found if each is not None)

    def _find(self, duty: str, *, on: date, jurisdiction: str) -> Rule | None:
        shipped = _standing(self.rules, duty, on=on, jurisdiction=jurisdiction)
        local = _standing(self.local_rules, duty, on=on, jurisdiction=jurisdiction)
        if local is None or shipped is None or self._overtaken(local, on=on) is not None:
            return shipped
        return local if compare(local, shipped).standing is Standing.NARROWER else shipped

    def _overtaken(self, local: Rule, *, on: date) -> Overtaken | None:
        for shipped in sorted(self.rules, key=lambda rule: rule.start):
            since = max(shipped.start, local.start)
            if shipped.duty != local.duty or since > on or not shipped.in_force(on=since):
                continue
            if _same_ground(local, shipped) and compare(local, shipped).standing is Standing.CONTRARY:
                return Overtaken(local=local, by=shipped, since=since)
        return None


def fingerprint(rules: Iterable[Rule]) -> str:
    """The sha256 of the rules, whatever their order: stored with each Decision so that it can be reproduced."""
    return sha256("\n".join(sorted(_canonical(rule) for rule in rules)).encode()).hexdigest()


def _canonical(rule: Rule) -> str:
    """All that makes the rule what it is; its examples show what it means and are no part of it."""
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
            "until": rule.until.isoformat() if rule.until else "",
            "replaced_by": rule.replaced_by,
            "check": rule.check,
            "args": dict(rule.args),
        },
        sort_keys=True,
        ensure_ascii=False,
    )


def _standing(rules: Iterable[Rule], duty: str, *, on: date, jurisdiction: str) -> Rule | None:
    return next(
        (rule for rule in rules if rule.duty == duty and rule.in_force(on=on) and rule.source.reaches(jurisdiction)),
        None,
    )


def _same_ground(one: Rule, other: Rule) -> bool:
    return any(one.source.reaches(where) and other.source.reaches(where) for where in REVIEWED_IN)


def _known(jurisdiction: str) -> Jurisdiction:
    for known in REVIEWED_IN:
        if jurisdiction == known:
            return known
    raise RulebookError(f"No reviews are held in {jurisdiction!r}. Use one of: {', '.join(REVIEWED_IN)}.")


def _none(duty: str, *, on: date, jurisdiction: str, gaps: Iterable[Gap]) -> NoGoverningRule:
    subject = f"No rule governs {duty!r} for a review initiated on {day_in_words(on)} ({jurisdiction})"
    if duty not in DUTIES:
        return NoGoverningRule(
            f"{subject}: it is no question of this rulebook. The questions are: {', '.join(DUTIES)}."
        )
    for gap in gaps:
        if gap.covers(duty, on=on, jurisdiction=jurisdiction):
            return NoGoverningRule(f"{subject}. {gap.says}")
    return NoGoverningRule(f"{subject}. The rulebook does not reach back to that day.")


def _title(rules: Iterable[Rule], *, initiated_on: date) -> str:
    subject = f"Serious case review initiated on {day_in_words(initiated_on)}"
    sources = dict.fromkeys(rule.source for rule in rules if rule.source.kind in TITLED_BY)
    under = "; ".join(source.title for source in sources)
    return f"{subject}, under {under}" if under else f"{subject}, for which no guidance is encoded"
