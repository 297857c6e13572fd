"""Does a text that somebody typed name anybody of the case? In what an inspector gets, a label stands instead."""

from __future__ import annotations

from dataclasses import dataclass, replace

from safelight.core.anonymise.engine import CannotAnonymise, anonymise_text
from safelight.core.anonymise.roster import RegisterError, Roster
from safelight.records.cases.models import Case
from safelight.records.cases.queries import roster_of

LEFT_OUT = "(This text is left out: it may identify somebody in the people register.)"
ACTED_FOR_THE_BOARD = ("panel-", "imr-author-")
"""How the register's keys begin of those whom the records themselves add: an inspector sees who they are."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Takes the people and places of a case's register out of texts. Without a register there is nobody to look for."""

    roster: Roster | None

    def __call__(self, text: str) -> str:
        """The text with a label for everybody in the register; a note in its place where somebody would still show."""
        if self.roster is None or not text.strip():
            return text.strip()
        try:
            return anonymise_text(text.strip(), roster=self.roster)
        except (CannotAnonymise, RegisterError):
            return LEFT_OUT


def mask_of(case: Case) -> Mask:
    """The mask of a case.

    Raises:
        LostFromVault: when the register is gone.
    """
    if not case.register_sha256:
        return Mask(None)
    roster = roster_of(case)
    family = tuple(person for person in roster.people if not person.id.startswith(ACTED_FOR_THE_BOARD))
    return Mask(replace(roster, people=family))
