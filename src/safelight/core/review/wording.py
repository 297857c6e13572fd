"""What do people call it? Dates, lists, readers and papers in plain English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from safelight.core.vocabulary import PaperKind, Reader

READER_WORDS = {
    Reader.ELECTED_MEMBER: "an elected or appointed member",
    Reader.STAFF: "a member of staff",
    Reader.SUBJECT_CHILD: "the child who is the subject of the review",
    Reader.FAMILY: "a member of the family",
    Reader.PUBLIC: "a member of the public",
    Reader.MEDIA: "the media",
    Reader.BUSINESS_MANAGER: "the business manager",
    Reader.BOARD_CHAIR: "the chair of the board",
    Reader.PANEL_CHAIR: "the chair of the panel",
    Reader.PANEL_MEMBER: "a member of the panel",
    Reader.OVERVIEW_AUTHOR: "the author of the overview report",
    Reader.AGENCY_AUTHOR: "the author of an agency's review",
    Reader.AUDITOR: "an auditor",
}
PAPER_WORDS = {
    PaperKind.REFERRAL: "referral",
    PaperKind.TERMS_OF_REFERENCE: "terms of reference",
    PaperKind.IMR: "individual management review",
    PaperKind.HEALTH_OVERVIEW: "health overview report",
    PaperKind.CHRONOLOGY: "agency's chronology",
    PaperKind.INTEGRATED_CHRONOLOGY: "integrated chronology",
    PaperKind.OVERVIEW: "overview report",
    PaperKind.EXECUTIVE_SUMMARY: "executive summary",
    PaperKind.ACTION_PLAN: "action plan",
    PaperKind.COMMITTEE_REPORT: "committee report",
    PaperKind.LEARNING_BRIEF: "learning briefing",
}


def in_words(day: date) -> str:
    """A date as people write it: 4 January 2011."""
    return f"{day.day} {day:%B %Y}"


def listed(words: Sequence[str]) -> str:
    """One, one and two, or one, two and three."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def counted(number: int, one: str, many: str) -> str:
    """A count with its noun: 1 review, 3 reviews."""
    return f"1 {one}" if number == 1 else f"{number} {many}"
