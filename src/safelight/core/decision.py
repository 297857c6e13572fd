"""Decision, Reason, Citation: the one answer every check gives."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from safelight.core.vocabulary import CitationStatus, Force, Outcome


class EmptyDecision(ValueError):
    """Raised when a Decision is built without a single reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a rule comes from: the source's title and, where known, the provision within it."""

    source: str
    provision: str = ""
    status: CitationStatus

    def inside(self) -> str:
        """The citation for the board's own pages, with a word of warning where the paragraph is not checked."""
        text = f"{self.source}, {self.provision}" if self.provision else self.source
        if self.status is not CitationStatus.UNVERIFIED:
            return text
        return f"{text} (paragraph not checked)" if self.provision else f"{text} (not checked against the text)"

    def outside(self) -> str:
        """The citation for a document that leaves the board: an unverified provision is left out."""
        if self.provision and self.status is not CitationStatus.UNVERIFIED:
            return f"{self.source}, {self.provision}"
        return self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One ground of a Decision: the rule, its citation, what the rule says in our words, and what was found."""

    rule: str
    citation: Citation
    force: Force
    says: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer of a check. `rules` is the fingerprint of the rules that governed it, so it can be reproduced."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    rules: str = field(default="")

    def __post_init__(self) -> None:
        if not self.reasons:
            raise EmptyDecision("A decision needs at least one reason: say which rule was applied and what was found.")

    @property
    def allowed(self) -> bool:
        """True only for ALLOW: a referred matter is not allowed."""
        return self.outcome is Outcome.ALLOW

    def without_findings(self) -> Decision:
        """The answer and the rules it rests on: for a record that must name nobody: evidence can."""
        bare = dict.fromkeys(replace(reason, found="") for reason in self.reasons)
        return replace(self, reasons=tuple(bare))

    def to_json(self) -> str:
        """One line of JSON with sorted keys, for the audit trail and for storage beside what was decided."""
        return json.dumps(
            {
                "outcome": self.outcome,
                "rules": self.rules,
                "reasons": [
                    {
                        "rule": reason.rule,
                        "source": reason.citation.source,
                        "provision": reason.citation.provision,
                        "status": reason.citation.status,
                        "force": reason.force,
                        "says": reason.says,
                        "found": reason.found,
                    }
                    for reason in self.reasons
                ],
            },
            sort_keys=True,
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> Decision:
        """Read back what `to_json` wrote.

        Raises:
            KeyError, ValueError: when the text is not a stored decision.
        """
        stored = json.loads(text)
        return cls(
            outcome=Outcome(stored["outcome"]),
            rules=stored["rules"],
            reasons=tuple(
                Reason(
                    rule=row["rule"],
                    citation=Citation(
                        source=row["source"],
                        provision=row["provision"],
                        status=CitationStatus(row["status"]),
                    ),
                    force=Force(row["force"]),
                    says=row["says"],
                    found=row["found"],
                )
                for row in stored["reasons"]
            ),
        )


SEVEREST_FIRST = (Outcome.REFUSE, Outcome.REFER, Outcome.ALLOW)


def combine(decisions: Iterable[Decision]) -> Decision:
    """Put several answers into one: the severest outcome wins and only its reasons are kept.

    Raises:
        EmptyDecision: when there is nothing to combine.
    """
    given = tuple(decisions)
    for outcome in SEVEREST_FIRST:
        chosen = [decision for decision in given if decision.outcome is outcome]
        if chosen:
            reasons = tuple(dict.fromkeys(reason for decision in chosen for reason in decision.reasons))
            return Decision(outcome=outcome, reasons=reasons, rules=chosen[0].rules)
    raise EmptyDecision("There was nothing to decide on: no check was run.")
