"""How is what the gate found kept? The words that leak lie apart from what their people are called."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from safelight.core.anonymise.roster import Roster
from safelight.core.review.gate import Examination


def without_pseudonyms(examination: Examination, *, roster: Roster) -> bytes:
    """The examination without the pseudonyms that its advice names: with the words beside them it would be a map."""
    kept = json.loads(examination.to_json())
    labels = [person.pseudonym for person in roster.people]
    for found in kept["findings"]:
        if found["person"] and any(label in found["advice"] for label in labels):
            found["advice"] = ""
    return json.dumps(kept, ensure_ascii=False).encode()


def advised(findings: Iterable[dict[str, Any]], *, roster: Roster) -> list[dict[str, Any]]:
    """What was kept, with the advice that the register gives now."""
    labels = {person.id: person.pseudonym for person in roster.people}
    return [
        found | {"advice": found["advice"] or f"replace with '{labels.get(found['person'], 'a pseudonym')}'"}
        for found in findings
    ]
