"""The closed word lists of an agency's review: its form, its parts, and what a row of each list tells."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class ReviewForm(StrEnum):
    """How much is asked of an agency: a full review, or only the facts of a brief contact."""

    FULL = "full"
    FACTUAL = "factual"


class PartKind(StrEnum):
    """What one part of a written review is: a section of text, or one row of one of its lists."""

    SECTION = "section"
    DOCUMENT = "document"
    INTERVIEW = "interview"
    RECOMMENDATION = "recommendation"


class Debrief(StrEnum):
    """When staff hear what their agency's review found: before the overview is finished, and before publication."""

    FIRST = "first"
    SECOND = "second"


class Way(StrEnum):
    """How a version of a part came about."""

    TYPED = "typed"
    MERGED = "merged"
    FROM_FILE = "from_file"
    TAKEN_BACK = "taken_back"
    CHOSEN = "chosen"


TEXT = "text"
"""The one field of a section."""

FIELDS: Mapping[PartKind, Mapping[str, str]] = {
    PartKind.SECTION: {TEXT: "Text"},
    PartKind.DOCUMENT: {
        "what": "What it is",
        "where": "Where it is kept, or was looked for",
        "found": "Seen, or not found",
        "why": "Why it was not found, or what to know about it",
    },
    PartKind.INTERVIEW: {
        "post": "Post of the person",
        "day": "Day of the interview",
        "held": "Held, or not held",
        "why": "Why it was not held, and what was used instead",
    },
    PartKind.RECOMMENDATION: {
        "action": "What is to be done",
        "owner": "Who sees to it: a post",
        "date": "By which day",
        "outcome": "What will be different",
        "measure": "How that will be measured",
    },
}
"""What each kind of part tells, field by field, and what a person reads above it."""

HINTS: Mapping[tuple[PartKind, str], str] = {
    (PartKind.DOCUMENT, "what"): "For example: health visitor's notes, paper file of the duty team.",
    (PartKind.DOCUMENT, "found"): "For example: seen; not found; the member of staff had left.",
    (PartKind.INTERVIEW, "post"): "For example: health visitor. No name is needed.",
    (PartKind.INTERVIEW, "held"): "For example: held; not held, the police statement of 3 May 2010 was used instead.",
    (PartKind.RECOMMENDATION, "owner"): "For example: Head of Safeguarding.",
}

ROW_TITLES: Mapping[PartKind, str] = {
    PartKind.DOCUMENT: "Documents seen, and those not found",
    PartKind.INTERVIEW: "Interviews, and why some were not held",
    PartKind.RECOMMENDATION: "Recommendations for your own agency",
}
ROW_NAMES: Mapping[PartKind, str] = {
    PartKind.DOCUMENT: "document",
    PartKind.INTERVIEW: "interview",
    PartKind.RECOMMENDATION: "recommendation",
}
