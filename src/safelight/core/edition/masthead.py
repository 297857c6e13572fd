"""What stands above a published document: whose it is, what it is called, and where to ask for another format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from safelight.core.edition.plain import plain_line
from safelight.core.vocabulary import PaperKind

KIND_TITLES = {
    PaperKind.EXECUTIVE_SUMMARY: "Executive summary",
    PaperKind.OVERVIEW: "Overview report",
    PaperKind.ACTION_PLAN: "Action plan",
    PaperKind.COMMITTEE_REPORT: "Committee report",
}
"""The kinds of paper that Safelight renders, as a reader sees them named."""

_ENGLISH = re.compile(r"en(-[A-Z]{2})?")


class UnusableMasthead(ValueError):
    """Raised for a masthead that a document cannot be published under; the message says what to fill in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """The words on the cover. `reference` is the public pseudonym ("Child N"), never the board's internal number."""

    board: str
    title: str
    reference: str = ""
    published_on: date | None = None
    kind: PaperKind = PaperKind.EXECUTIVE_SUMMARY
    contact: str = ""
    language: str = "en-GB"

    def __post_init__(self) -> None:
        for name in ("board", "title"):
            if not plain_line(getattr(self, name)):
                raise UnusableMasthead(f"The {name} on the masthead is empty: a published document needs one.")
        if self.kind not in KIND_TITLES:
            known = ", ".join(title.lower() for title in KIND_TITLES.values())
            raise UnusableMasthead(
                f"Safelight renders no edition of a paper of kind '{self.kind}': it renders an {known}."
            )
        if not _ENGLISH.fullmatch(self.language):
            raise UnusableMasthead(
                f"The language '{self.language}' is not one whose page furniture Safelight can write: use 'en-GB'."
            )

    @property
    def kind_title(self) -> str:
        """The kind of paper in words: "Executive summary"."""
        return KIND_TITLES[self.kind]

    @property
    def published(self) -> str:
        """The publication date in words ("14 June 2010"); empty where there is none yet."""
        on = self.published_on
        return f"{on.day} {MONTHS[on.month - 1]} {on.year}" if on else ""


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Not from strftime: the month's name would follow the machine's locale."""
