"""What do the gate and the proof say of finished bytes? Worked out once for the same question."""

from __future__ import annotations

from functools import lru_cache

from safelight.core.anonymise.roster import Roster
from safelight.core.edition.proof import Proof, prove_edition
from safelight.core.edition.render import Edition
from safelight.core.papers.manuscript import Manuscript
from safelight.core.review.examination import Examination
from safelight.core.review.gate import examine
from safelight.core.rulebook.governing import Regime


@lru_cache(maxsize=8)
def examined(
    rendered: Edition, manuscript: Manuscript, roster: Roster, regime: Regime, blocking_labels: frozenset[str]
) -> tuple[Examination, Proof]:
    """The gate's look at the page, and the proof on page and PDF.

    The same bytes, register, rules and choice of what blocks always give the same answer, so an edition that is made,
    then looked at, then published does not have its PDF taken apart three times. Any change is another question.
    """
    return (
        examine(
            rendered.html,
            name="edition.html",
            roster=roster,
            regime=regime,
            blocking_labels=blocking_labels,
            kind=rendered.masthead.kind,
        ),
        prove_edition(rendered, roster=roster, manuscript=manuscript, regime=regime),
    )
