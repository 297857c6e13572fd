"""The closed word lists of publication."""

from enum import StrEnum

NEWLY_TOLD = "newly-told"
"""The rule under which something new about a living child is found in a text that leads to a public report."""
PUBLIC_LINK = "public-link"
"""The rule under which a phrase that leads to something already public is found."""


INTRUDER = "motivated-intruder"
"""The rule under which the gate says that somebody who tried has found out who a text is about."""


class Settlement(StrEnum):
    """What the author decided about one thing found in a draft."""

    KEEP = "keep"
    REPLACE = "replace"
    GENERALISE = "generalise"


MAKES_NEW_WORDS = frozenset({Settlement.REPLACE, Settlement.GENERALISE})
"""Settlements after which something else stands in the text."""


class EditionState(StrEnum):
    """How far an edition has come. A withdrawn one leaves a tombstone; nothing is deleted.

    A deposited one is public through a national repository, without the board's name, and never on the board's site.
    """

    MADE = "made"
    APPROVED = "approved"
    PUBLISHED = "published"
    DEPOSITED = "deposited"
    WITHDRAWN = "withdrawn"
