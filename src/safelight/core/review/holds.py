"""What can hold a publication, which rule says so, and what else changes while it lasts?"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from safelight.core.decision import Reason
from safelight.core.review.grounds import house_reason
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Rule


class Hold(StrEnum):
    """What can hold a publication, in the words that the rulebook uses."""

    CRIMINAL_PROCEEDINGS = "criminal_proceedings"
    FAMILY_PROCEEDINGS = "family_proceedings"
    INQUEST = "inquest"
    COURT_ORDER = "court_order"
    CHILD_WELFARE = "child_welfare"


STANDS: Final = {
    Hold.CRIMINAL_PROCEEDINGS: "Criminal proceedings are open",
    Hold.FAMILY_PROCEEDINGS: "Family proceedings are open",
    Hold.INQUEST: "An inquest is open",
    Hold.COURT_ORDER: "An order of a court is in force",
    Hold.CHILD_WELFARE: "A child's welfare stands against it",
}
ASK_FIRST: Final = {
    Hold.CRIMINAL_PROCEEDINGS: "Ask the police and the Crown Prosecution Service first.",
    Hold.FAMILY_PROCEEDINGS: "Ask the family court first.",
    Hold.INQUEST: "Ask the coroner first.",
    Hold.COURT_ORDER: "Read what the order forbids, and ask the court first.",
    Hold.CHILD_WELFARE: "Ask those who care for and treat the child first.",
}
PAPERS_TOO: Final = frozenset({Hold.CRIMINAL_PROCEEDINGS, Hold.FAMILY_PROCEEDINGS})
"""Always hold unpublished papers from single readers as well: access to them is not in the board's hands alone."""
PAPERS_UNLESS_SAID: Final = PAPERS_TOO | {Hold.COURT_ORDER}
"""Hold them until somebody has read the order and says that it does not."""


def governing(hold: Hold, *, regime: Regime) -> tuple[Rule, ...]:
    """The rules under which this holds a publication."""
    return tuple(
        rule
        for rule in regime.rules_under("publication")
        if rule.check == "held_while" and rule.text("hold") == hold.value
    )


def held(hold: Hold, *, found: str, regime: Regime) -> tuple[Reason, ...]:
    """The grounds on which this holds a publication: the rules that govern it, or else this program's own safeguard."""
    rules = governing(hold, regime=regime)
    if rules:
        return tuple(rule.reason(found) for rule in rules)
    return (house_reason("held", says="Nothing is published while anything holds it.", found=found),)


def changes(hold: Hold | None, *, papers: bool, regime: Regime) -> tuple[str, ...]:
    """What this changes while it lasts, in sentences for the board's own pages. None is a review that runs beside."""
    if hold is None:
        return ("It holds nothing by itself. Settle with those who run it who says what, and when.",)
    cited = "; ".join(dict.fromkeys(reason.citation.inside() for reason in held(hold, found="Open.", regime=regime)))
    if papers:
        release = (
            "No unpublished paper is released to anybody who asks for one, not even by a named person's decision. "
            f"{ASK_FIRST[hold]}"
        )
    else:
        release = "Whoever decides on a request for an unpublished paper is told of it, and weighs it."
    return (
        f"Nothing of this review is published: the gate refuses it ({cited}).",
        release,
        "What is public already stays so until somebody withdraws it.",
    )


def after_childhood(born_on: date) -> date:
    """The first day of the month after somebody turns 18: for a hold that lasts until the youngest child does.

    The birthday itself would give the day of birth away to whoever reads how long the hold lasts.
    """
    year, month = born_on.year + 18, born_on.month
    return date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
