"""What a finder answers: where in the text something identifying stands, which entry it points to, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LABELS: Final = ("PERSON", "CODE", "LOC", "ORG", "DEM", "DATETIME", "QUANTITY", "MISC")
"""The kinds of mention, as the command line prints them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One identifying mention. Offsets are code points of the text that was searched, `end` exclusive.

    `key` is the id of the person or place in the register, "case" for the case reference, and empty for somebody the
    register does not know. `score` is 1.0 for a mention that is certain and less for a likeness.
    """

    start: int
    end: int
    text: str
    rule: str
    key: str
    replacement: str
    why: str
    finder: str
    score: float = 1.0
    label: str = "PERSON"

    @property
    def length(self) -> int:
        """How many code points the mention covers."""
        return self.end - self.start


def moved(finding: Finding, *, by: int) -> Finding:
    """The same finding in a text that begins so many code points earlier."""
    if not by:
        return finding
    return Finding(
        start=finding.start + by,
        end=finding.end + by,
        text=finding.text,
        rule=finding.rule,
        key=finding.key,
        replacement=finding.replacement,
        why=finding.why,
        finder=finding.finder,
        score=finding.score,
        label=finding.label,
    )
