"""What was done in a review, as one kind of plain fact: a day, what, by whom, and which records show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Shown(StrEnum):
    """Which record shows that something was done."""

    REFERRAL = "referral"
    CRITERION = "criterion"
    ACT = "act"
    DUTY = "duty"
    APPOINTMENT = "appointment"
    PANEL = "panel"
    TERMS = "terms"
    FAMILY = "family"
    REVIEW_ASKED = "review_asked"
    REVIEW_SENT = "review_sent"
    REVIEW_RETURNED = "review_returned"
    REVIEW_ACCEPTED = "review_accepted"
    CHRONOLOGY = "chronology"
    MERGED = "merged"
    PAPER = "paper"
    EXTENSION = "extension"
    HOLD = "hold"
    EDITION = "edition"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    DEPOSITED = "deposited"
    FINDING = "finding"
    RECOMMENDATION = "recommendation"
    ACTION = "action"
    REQUEST = "request"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that was done on a day. `on` is None for the few that no record dates.

    `about` says of what it was: the duty that was recorded, the criterion, the kind of act, the post, the kind of
    paper, the kind of hold. `by` is a name with a post, as the record has it. `note` belongs to it wherever it is
    shown, `details` only where its kind has a list of its own. `until` ends what lasts; None while it does.
    """

    shown: Shown
    on: date | None
    what: str
    about: str = ""
    by: str = ""
    note: str = ""
    details: tuple[tuple[str, str], ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A kind of deed to look for; `about` "" is any."""

    shown: Shown
    about: str = ""

    def fits(self, deed: Deed) -> bool:
        """Whether a deed is of this kind."""
        return deed.shown is self.shown and self.about in ("", deed.about)


def among(deeds: Iterable[Deed], *signs: Sign) -> tuple[Deed, ...]:
    """Those of the deeds that fit one of the signs, in their order."""
    return tuple(deed for deed in deeds if any(sign.fits(deed) for sign in signs))
