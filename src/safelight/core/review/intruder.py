"""Has somebody tried to find out who a text is about, does that still count, and what stands against publishing it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from safelight.core.review.wording import in_words

TRIED: Final = "publication.motivated-intruder"
"""The rulebook's question that such a review answers."""
LOOKED_AGAIN: Final = "publication.recheck"
"""The rulebook's question whether it is repeated."""


class Source(StrEnum):
    """Where somebody of ordinary skill looks."""

    SEARCH_ENGINE = "search_engine"
    PRESS = "press"
    SOCIAL_MEDIA = "social_media"
    COURTS = "courts"
    LIBRARY = "library"
    OTHER_REVIEWS = "other_reviews"
    ASKED_AROUND = "asked_around"
    OTHER = "other"


class Insider(StrEnum):
    """Those who know something already: what they could recognise is weighed apart from what a stranger finds."""

    NEIGHBOUR = "neighbour"
    FAMILY = "family"
    STAFF = "staff"


class Indicator(StrEnum):
    """The three ways in which a text can lead to somebody."""

    SINGLING_OUT = "singling_out"
    LINKING = "linking"
    INFERRING = "inferring"


class Conclusion(StrEnum):
    """Whether the chance that somebody is identified is remote enough."""

    REMOTE = "remote"
    NOT_REMOTE = "not_remote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """One place that was searched. `source` is "" in a row that nobody filled in."""

    source: str = ""
    looked_for: str = ""
    found: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was entered."""
        return not any(said.strip() for said in (self.source, self.looked_for, self.found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What somebody with inside knowledge could recognise."""

    insider: Insider
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicated:
    """The answer to one of the three indicators: whether it could be done, and why."""

    indicator: Indicator
    possible: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One such review, as what hangs on it needs it. `repeat_on` is None where the text is to be changed instead."""

    text_sha256: str
    looked_on: date
    conclusion: Conclusion
    repeat_on: date | None = None

    @property
    def remote(self) -> bool:
        """Whether it found the chance remote enough."""
        return self.conclusion is Conclusion.REMOTE


def unfinished(rows: Sequence[Searched]) -> Iterator[tuple[int, str, str]]:
    """What the rows of places searched still lack: the row, the field and a sentence. Empty rows are passed over."""
    if all(row.is_empty for row in rows):
        yield 0, "source", "Say at least one place where somebody looked."
    for number, row in enumerate(rows):
        if row.is_empty:
            continue
        if row.source not in set(Source):
            yield number, "source", "Choose where somebody looked."
        if not row.looked_for.strip():
            yield (
                number,
                "looked_for",
                "Say what was looked for. Where nobody looked there, set the place back to “Choose”.",
            )
        if not row.found.strip():
            yield number, "found", "Say what was found. If it was nothing, write: nothing."


def latest_of(tries: Sequence[Tried], *, text_sha256: str) -> Tried | None:
    """The last review of exactly this text; `tries` come in the order in which they were recorded."""
    return next((one for one in reversed(tries) if one.text_sha256 == text_sha256), None)


def still_to_do(tries: Sequence[Tried], *, text_sha256: str) -> str:
    """Why what is on record does not do for this text, or "" where it does or nothing is on record."""
    if not tries:
        return ""
    last = latest_of(tries, text_sha256=text_sha256)
    if last is None:
        return f"{too_old(tries[-1])} Try again with the text as it is now."
    return "" if last.remote else f"{not_remote(last)} Change the text, and try again with the new one."


def too_old(tried: Tried) -> str:
    """That a review is of another text."""
    return (
        f"The motivated-intruder review of {in_words(tried.looked_on)} was of an earlier text, and counts for that "
        "text alone."
    )


def not_remote(tried: Tried) -> str:
    """That a review found somebody."""
    return f"The motivated-intruder review of {in_words(tried.looked_on)} found that somebody could be identified."


def against(tried: Tried | None, *, on: date) -> Iterator[str]:
    """What a review of exactly the text that is to be published says against it on a day."""
    if tried is None:
        return
    if not tried.remote:
        yield not_remote(tried)
    elif tried.repeat_on is not None and tried.repeat_on <= on:
        yield (
            f"The motivated-intruder review of {in_words(tried.looked_on)} was to be repeated on "
            f"{in_words(tried.repeat_on)}: try again before this is published."
        )


def passed(tried: Tried) -> str:
    """What a review says for a text."""
    again = f" To be repeated on {in_words(tried.repeat_on)}." if tried.repeat_on else ""
    return (
        f"On {in_words(tried.looked_on)} somebody who has not written it tried to find out who this very text is "
        f"about: the chance is sufficiently remote.{again}"
    )
