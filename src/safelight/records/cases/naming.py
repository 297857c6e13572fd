"""Does a text that is to name nobody name somebody in the case's register? Asked when it is entered."""

from __future__ import annotations

from safelight.core.anonymise.engine import find_listed
from safelight.core.anonymise.residue import residue
from safelight.records.cases.models import Case
from safelight.records.cases.queries.overview import roster_of
from safelight.records.people.permission import WrongInput


def check_names_nobody(case: Case, **texts: str) -> None:
    """Look in each text, by its field's name, with both methods. Without a register there is nobody to look for.

    Raises:
        WrongInput: for the first text in which somebody shows, with what to write instead.
    """
    if not case.register_sha256 or not any(texts.values()):
        return
    roster = roster_of(case)
    for field, text in texts.items():
        shown = find_listed(text, roster=roster) or residue(text, roster=roster)
        if shown:
            first = shown[0]
            instead = f"Write '{first.replacement}' instead." if first.replacement else "Leave it out."
            raise WrongInput(
                f"This identifies somebody in the register in {len(shown)} place(s): '{first.text}'. {instead}",
                field=field,
            )
