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
from safelight.core.vocabulary import PaperKind


@lru_cache(maxsize=8)
def page_examined(
    page: bytes, roster: Roster, regime: Regime, blocking_labels: frozenset[str], kind: PaperKind
) -> Examination:
    """The gate's look at a page that was rendered here.

    The same bytes, register, rules and choice of what blocks always give the same answer: a draft that passes the
    gate, becomes an edition and is published is read once, as long as none of these changes.
    """
    return examine(page, name="edition.html", roster=roster, regime=regime, blocking_labels=blocking_labels, kind=kind)


@lru_cache(maxsize=8)
def proved(rendered: Edition, manuscript: Manuscript, roster: Roster, regime: Regime) -> Proof:
    """The proof on every file of an edition, kept in the same way; what the board lets block is no matter for it."""
    return prove_edition(rendered, roster=roster, manuscript=manuscript, regime=regime)
