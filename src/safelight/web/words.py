"""How dates, people's parts and the words of the closed lists are written for people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone

from safelight.core.anonymise.kinds import FOUND_BY, LABEL_TITLES, sureness
from safelight.core.review.saying import in_words_of
from safelight.core.review.wording import counted

SAYS = {
    "elected_member": "Elected member",
    "staff": "Member of staff",
    "subject_child": "The child",
    "family": "Member of the family",
    "public": "Member of the public",
    "media": "Press or broadcaster",
    "business_manager": "Business manager",
    "board_chair": "Board chair",
    "panel_chair": "Panel chair",
    "panel_member": "Panel member",
    "overview_author": "Overview author",
    "agency_author": "Agency author",
    "auditor": "Auditor",
    "imr": "Individual management review",
    "agency_check": "Agency's own check",
    "debriefed": "Accepted, staff debriefed",
    "from_file": "From a file",
    "health_overview": "Health overview report",
    "overview": "Overview report",
    "executive_summary": "Executive summary",
    "learning_brief": "Learning briefing",
    "integrated_chronology": "Integrated chronology",
    "terms_of_reference": "Terms of reference",
    "not_met": "Not met",
    "no_review": "No serious case review",
    "review": "Serious case review",
    "legitimate_interest": "Those with a legitimate interest",
    "confidentiality": "Keeping personal information confidential",
    "accountability": "Accountability and public confidence",
    "participation": "Full and open participation by agencies",
    "criminal_proceedings": "Criminal proceedings",
    "listed": "In the register",
    "public_link": "Links to what is already public",
    "search_engine": "A search engine",
    "press": "The local press and its archive",
    "social_media": "Social media",
    "courts": "Court lists and judgments",
    "library": "A library",
    "other_reviews": "Other published reviews",
    "asked_around": "Asked around",
    "remote": "Sufficiently remote",
    "not_remote": "Not remote: the text must change",
    "neighbour": "A neighbour or friend",
    "motivated-intruder": "Somebody who tried could be identified",
    "jigsaw": "Signs that together may single out a family",
    "duplicate-of": "Told twice",
    "conflicts-with": "Told differently",
    "one-sided-referral": "One-sided referral",
    "not-followed-up": "Not followed up",
    **LABEL_TITLES,
}


def plain(word: object) -> str:
    """A word of a closed list as people say it: "panel_chair" becomes "Panel chair"."""
    text = str(word)
    return SAYS.get(text) or text.replace("_", " ").replace("-", " ").capitalize()


def worded(sentence: str, words: Mapping[str, str]) -> str:
    """One of our own sentences in the words of the kind of review: "{panel} agrees {report}"."""
    return in_words_of(sentence, words=words)


def capitalise(text: str) -> str:
    """The text with a capital at its beginning, and nothing else changed."""
    return text[:1].upper() + text[1:]


def day(value: dt.date | dt.datetime | None) -> str:
    """A date as it is written in a letter: 5 January 2010; an empty string for none."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date()
    return f"{value.day} {value:%B %Y}"


def weekday(value: dt.date) -> str:
    """A date with its day of the week: Tuesday 5 January 2010."""
    return f"{value:%A} {day(value)}"


def month(value: dt.date) -> str:
    """The month of a date: January 2010."""
    return f"{value:%B %Y}"


def moment(value: dt.datetime | None) -> str:
    """A date with the time of day: 5 January 2010, 14:05."""
    return f"{day(value)}, {timezone.localtime(value):%H:%M}" if value else ""


def dated(iso: str) -> str:
    """A date that is as precise as what is known: "2008-03" becomes "March 2008"; what is no date stays as it is."""
    try:
        return day(dt.date.fromisoformat(iso)) if len(iso) > 7 else month(dt.date.fromisoformat(f"{iso}-01"))
    except ValueError:
        return iso


def citation(reason: Any) -> str:
    """A Reason's or Rule's citation for the board's own pages."""
    return str(reason.citation.inside())


def found_by(finder: str) -> str:
    """Which part of the detector saw something: "Found by a rule"; nothing for any other finder."""
    return FOUND_BY.get(finder, "").capitalize()


def surely(score: float) -> str:
    """How sure a score is: "Sure", "Likely" or "Perhaps"."""
    return sureness(score).capitalize()


FILTERS: dict[str, Callable[..., str]] = {
    "plain": plain,
    "worded": worded,
    "capitalise": capitalise,
    "day": day,
    "weekday": weekday,
    "month": month,
    "counted": counted,
    "moment": moment,
    "dated": dated,
    "citation": citation,
    "found_by": found_by,
    "surely": surely,
}
