"""What did the gate find in one document? The findings, the verdict, and the form in which others read it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Final

from safelight.core.vocabulary import Severity

CHECKS: Final = ("identity", "hidden", "unlisted", "content")
"""The checks of the gate, in the order in which they are reported."""
ALL_CHECKS: Final = frozenset(CHECKS)
_ALWAYS_TOLD: Final = frozenset({"check", "rule", "severity", "person", "where", "text", "advice"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFinding:
    """One thing in a document that stands against publishing it, or wants a second look.

    `person` is an id of the register, never a name; `text` is what stands in the document. What no register knows has
    besides a `label` of `core.anonymise.finding.LABELS`, how likely it is to identify somebody (`score`, from 0 to 1),
    and which finder saw it; for all else these three are empty.
    """

    check: str
    rule: str
    severity: Severity
    person: str
    where: str
    text: str
    advice: str
    label: str = ""
    score: float | None = None
    found_by: str = ""

    def as_told(self) -> dict[str, Any]:
        """What programs read of it: the last three only where they say something."""
        return {key: value for key, value in asdict(self).items() if value not in ("", None) or key in _ALWAYS_TOLD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What the gate found in one document. `sha256` is of the bytes examined, `checks` which checks were run."""

    document: str
    sha256: str
    findings: tuple[GateFinding, ...]
    checks: frozenset[str] = frozenset()

    @property
    def blocking(self) -> tuple[GateFinding, ...]:
        """The findings that stop publication."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.BLOCK)

    @property
    def verdict(self) -> str:
        """ "blocked" exactly when a finding blocks, else "pass"."""
        return "blocked" if self.blocking else "pass"

    def to_json(self) -> str:
        """The examination as the command line prints it."""
        return json.dumps(
            {
                "document": self.document,
                "sha256": self.sha256,
                "verdict": self.verdict,
                "findings": [finding.as_told() for finding in self.findings],
            },
            ensure_ascii=False,
            indent=2,
        )
