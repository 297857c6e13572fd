"""Does a text that the public may read name anybody in the case's register? Asked when it is entered."""

from __future__ import annotations

from safelight.records.cases import naming
from safelight.records.cases.models import Case
from safelight.records.people.permission import NotNow


def check_names_nobody(case: Case, **texts: str) -> None:
    """Look in each text, by its field's name.

    Raises:
        NotNow: when there is no register, because then nobody can be looked for.
        WrongInput: for the first text in which somebody shows, with what to write instead.
    """
    if not case.register_sha256:
        raise NotNow("Enter the register of people and places first: what is written here can become public.")
    naming.check_names_nobody(case, **texts)
