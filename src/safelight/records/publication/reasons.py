"""Which reasons are often given for a decision? Offered one click away, and never filled in by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from safelight.records.publication.words import PUBLIC_LINK, Settlement

_KEEP: Final[Mapping[str, tuple[str, ...]]] = {
    "PERSON": ("It names an officer who must be named.", "It is a post or a role, nobody's name."),
    "ORG": ("It names a public body that the review is about.", "It is one of many such bodies."),
    "LOC": (
        "It is the area of the board, which is named on the cover.",
        "It is too large an area to point to anybody.",
    ),
    "DATETIME": (
        "It is the day of something public, such as a law or a meeting.",
        "Nothing about the family happened then.",
    ),
    "CODE": ("It is the number of a public document.",),
    "DEM": ("It matters for what was learned and is shared by many.", "It is said of nobody in the case."),
    "QUANTITY": ("It counts services or contacts, not the family.",),
}
_ALWAYS_KEEP: Final = ("It identifies nobody, alone or with what is already public.",)
_REPLACE: Final[Mapping[str, tuple[str, ...]]] = {
    "PERSON": ("Nobody of the case is named in what is published.", "Professionals are called by what they do."),
    "LOC": ("The place would lead to the family.",),
    "ORG": ("The body would lead to the family.",),
    "CODE": ("A number leads to one person.",),
}
_ALWAYS_REPLACE: Final = ("It could identify the child or the family.",)
_GENERALISE: Final[Mapping[str, tuple[str, ...]]] = {
    "DATETIME": ("The exact day adds nothing to what was learned, and could be matched to public records.",),
    "DEM": ("Less is enough to understand what happened.",),
    "LOC": ("The kind of place matters, not which one.",),
    "ORG": ("The kind of body matters, not which one.",),
    "QUANTITY": ("The number singles the family out.",),
}
_ALWAYS_GENERALISE: Final = ("Less exact, it can no longer be put together with what is public.",)


def reasons_for(*, label: str, rule: str, listed: bool) -> dict[Settlement, tuple[str, ...]]:
    """Reasons for each decision that is open for something of this kind; who is in the register can never be kept."""
    found = {
        Settlement.REPLACE: (*_REPLACE.get(label, ()), *_ALWAYS_REPLACE),
        Settlement.GENERALISE: (*_GENERALISE.get(label, ()), *_ALWAYS_GENERALISE),
    }
    if listed:
        return {
            Settlement.REPLACE: ("The register says what this person or place is called in a published document.",),
            Settlement.GENERALISE: found[Settlement.GENERALISE],
        }
    keep = _ALWAYS_KEEP if rule == PUBLIC_LINK else (*_KEEP.get(label, ()), *_ALWAYS_KEEP)
    return {Settlement.KEEP: keep} | found
