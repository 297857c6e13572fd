"""Who asked the board for a paper, and what was weighed before it was given or refused?"""

from __future__ import annotations

from typing import Any

from safelight.core.vocabulary import BalanceFactor
from safelight.demo.case.material import BalanceNote, KnownFact, PaperRequest
from safelight.demo.case.texts import read_table


def read_requests() -> tuple[PaperRequest, ...]:
    """Every request, in the order of the file: the press, a councillor, the grandmother, a resident."""
    return tuple(_request(each) for each in read_table("requests.toml")["request"])


def _request(entry: dict[str, Any]) -> PaperRequest:
    balance = entry.get("balance", {})
    return PaperRequest(
        id=entry["id"],
        reader=entry["reader"],
        paper=entry["paper"],
        received_on=entry["received_on"],
        sender=entry["from"],
        email=entry["email"],
        text=entry["text"].strip(),
        balance=tuple(BalanceNote(factor=factor, text=balance[factor]) for factor in BalanceFactor if balance),
        outcome=entry.get("outcome", ""),
        decided_on=entry.get("decided_on"),
    )


def read_known_facts() -> tuple[KnownFact, ...]:
    """What is public about the family already."""
    return tuple(
        KnownFact(id=each["id"], text=each["text"], source=each["source"], terms=tuple(each["terms"]))
        for each in read_table("facts.toml")["fact"]
    )
