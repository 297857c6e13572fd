"""With which sections does an overview report or an executive summary begin when it is written here?"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from safelight.core.vocabulary import PaperKind


class Change(StrEnum):
    """How a version of a section came about."""

    BEGUN = "begun"
    TYPED = "typed"
    MERGED = "merged"
    RENAMED = "renamed"
    REMOVED = "removed"
    RESTORED = "restored"
    BROUGHT_IN = "brought_in"
    SETTLED = "settled"


SUMMARY_HEADINGS: Mapping[str, str] = {
    "circumstances": "Circumstances that led to the review",
    "process": "The review process",
    "parallel_processes": "Parallel processes",
    "family_involvement": "Family involvement",
    "facts": "Summary of the facts",
    "key_issues": "Key issues and themes",
    "conclusions": "Conclusions and priorities for learning",
    "recommendations": "Recommendations",
    "action_plan": "Action plan",
}
"""A heading for each thing that a reader of the summary must be told, known again by `contents.ELEMENTS`."""

OVERVIEW_HEADINGS: Mapping[str, str] = {
    "Introduction": "The circumstances, the terms of reference, who contributed, the panel and the author.",
    "The facts": "The family, the integrated chronology, what each agency knew, the views of the family.",
    "Analysis": "How and why events happened, decisions and actions taken or not, good practice.",
    "Conclusions": "",
    "Recommendations": "",
}
"""The outline of an overview report in the guidance of 2010, and what belongs under each heading."""

FIRST_HEADINGS: Mapping[PaperKind, tuple[str, ...]] = {
    PaperKind.OVERVIEW: tuple(OVERVIEW_HEADINGS),
    PaperKind.EXECUTIVE_SUMMARY: tuple(SUMMARY_HEADINGS.values()),
}
"""Both documents, and the sections that each begins with. A board adds, renames, moves and removes them."""
