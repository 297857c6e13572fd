"""What does an answer rest on where no rule of the book speaks, or where one is departed from?"""

from __future__ import annotations

from safelight.core.decision import Citation, Decision, Reason
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import CitationStatus, Force, Outcome

HOUSE = Citation(source="Safelight's own safeguards", status=CitationStatus.LOCAL)
DEPARTED = "Departed from, for this recorded exceptional reason: "
BINDING = frozenset({Force.MUST, Force.MUST_NOT})


def house_reason(name: str, *, says: str, found: str, force: Force = Force.MUST) -> Reason:
    """A ground that is no rule of law but a safeguard of this program; its id starts with "house/"."""
    return Reason(rule=f"house/{name}", citation=HOUSE, force=force, says=says, found=found)


def can_be_departed_from(reason: Reason) -> bool:
    """Whether an exceptional reason may set this ground aside: never a "must", never a safeguard of the program."""
    return reason.force not in BINDING and not reason.rule.startswith("house/")


def departure_from(rule: Rule, *, because: str) -> Reason:
    """The ground that records a departure from a rule, and why."""
    return rule.reason(DEPARTED + because.strip())


def answer(outcome: Outcome, *reasons: Reason, regime: Regime) -> Decision:
    """A Decision that carries the fingerprint of the rules it was made under."""
    return Decision(outcome=outcome, reasons=reasons, rules=regime.fingerprint)
