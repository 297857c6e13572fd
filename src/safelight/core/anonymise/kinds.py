"""What do people call a kind of mention, how sure a score is, and who found it? The same words in every place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LABEL_TITLES: Final[Mapping[str, str]] = {
    "PERSON": "People",
    "CODE": "Numbers and codes",
    "LOC": "Places",
    "ORG": "Organisations",
    "DEM": "Origin, faith, health, age",
    "DATETIME": "Dates and times",
    "QUANTITY": "Quantities",
    "MISC": "Other circumstances",
}
"""The labels of `finding.LABELS`, in their order, as people say them."""
FOUND_BY: Final[Mapping[str, str]] = {
    "rules": "found by a rule",
    "tagger": "found by the learned tagger",
    "agreement": "found because it stands elsewhere too",
}
"""The finders of what no register knows, by the names that they sign with."""
JIGSAW_RULES: Final = frozenset({"family-shape", "origin", "work", "personal-detail", "circumstance", "quantity"})
"""The rules whose findings name nobody, but single a family out when they are put together."""
SURE: Final = 0.9
LIKELY: Final = 0.6


def sureness(score: float) -> str:
    """A score, from 0 to 1, in a word: of what is "sure" at least nine in ten are right, of "likely" six in ten."""
    return "sure" if score >= SURE else "likely" if score >= LIKELY else "perhaps"
