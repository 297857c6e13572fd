"""What stands above a document: whose it is, what it is called, and where to ask for another format."""

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
    PaperKind.LEARNING_BRIEF: "Learning briefing",
}
"""The kinds of paper that Safelight renders, as a reader sees them named."""

_ENGLISH = re.compile(r"en(-[A-Z]{2})?")


UNNAMED_BOARD = "A safeguarding board, not named"
"""Whose a document is where the board's name would lead to the child: it is published by a national repository."""


class UnusableMasthead(ValueError):
    """Raised for a masthead that a document cannot be published under; the message says what to fill in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The words on the cover of any document that is rendered here; each kind of document has its own below."""

    board: str
    title: str
    reference: str = ""
    contact: str = ""
    language: str = "en-GB"

    def __post_init__(self) -> None:
        for name in ("board", "title"):
            if not plain_line(getattr(self, name)):
                raise UnusableMasthead(f"The {name} on the masthead is empty: a published document needs one.")
        if not _ENGLISH.fullmatch(self.language):
            raise UnusableMasthead(
                f"The language '{self.language}' is not one whose page furniture Safelight can write: use 'en-GB'."
            )

    @property
    def kind_title(self) -> str:
        """The kind of paper in words: "Executive summary"."""
        raise NotImplementedError

    @property
    def dated(self) -> tuple[str, date] | None:
        """What happened to the document on which day: "Published" and the day; None where nothing has yet."""
        raise NotImplementedError

    @property
    def promise(self) -> str:
        """What its readers are told of the people in it, and of who may read it."""
        raise NotImplementedError

    @property
    def contents_depth(self) -> int:
        """How many levels of headings the printed list of contents shows."""
        return 2

    @property
    def one_page(self) -> bool:
        """Whether the document is a single page, with neither a cover of its own nor a list of contents in print."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead(Cover):
    """The cover of what is published. `reference` is the public pseudonym ("Child N"), never the board's own number."""

    published_on: date | None = None
    kind: PaperKind = PaperKind.EXECUTIVE_SUMMARY

    def __post_init__(self) -> None:
        Cover.__post_init__(self)
        if self.kind not in KIND_TITLES:
            known = ", ".join(title.lower() for title in KIND_TITLES.values())
            raise UnusableMasthead(
                f"Safelight renders no edition of a paper of kind '{self.kind}': it renders an {known}."
            )

    @property
    def kind_title(self) -> str:
        """The kind of paper in words: "Executive summary"."""
        return KIND_TITLES[self.kind]

    @property
    def dated(self) -> tuple[str, date] | None:
        """When it was published."""
        return ("Published", self.published_on) if self.published_on else None

    @property
    def published(self) -> str:
        """The publication date in words ("14 June 2010"); empty where there is none yet."""
        return day_written(self.published_on) if self.published_on else ""

    @property
    def promise(self) -> str:
        """That nobody is named in it."""
        return NOBODY_NAMED

    @property
    def one_page(self) -> bool:
        """A briefing is."""
        return self.kind is PaperKind.LEARNING_BRIEF


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCover(Cover):
    """The cover of an assurance record: the board's own paper, for whoever inspects its work."""

    made_on: date

    @property
    def kind_title(self) -> str:
        """What it is called."""
        return "Assurance record"

    @property
    def dated(self) -> tuple[str, date] | None:
        """When it was made."""
        return "Made", self.made_on

    @property
    def promise(self) -> str:
        """Whom it names, and whom not."""
        return (
            "For the board and for those who inspect its work; not for publication. Children and their families are "
            "not named in this document. Those who acted for the board are, with their posts."
        )

    @property
    def contents_depth(self) -> int:
        """The sections alone: it has a heading for each of a hundred rules."""
        return 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyReviewCover(Cover):
    """The cover of an agency's own review, for the panel and the author of the overview report; never published."""

    kind_words: str
    countersigned_on: date | None

    @property
    def kind_title(self) -> str:
        """The kind of review: "Individual management review"."""
        return self.kind_words

    @property
    def dated(self) -> tuple[str, date] | None:
        """When the agency's senior officer signed it."""
        return ("Countersigned", self.countersigned_on) if self.countersigned_on else None

    @property
    def promise(self) -> str:
        """Whom it is for."""
        return "Confidential to the board and to those who carry out this review. It is never published."


NOBODY_NAMED = "Children and their families are not named in this document."


def day_written(on: date) -> str:
    """A date in words: "14 June 2010"."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


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
