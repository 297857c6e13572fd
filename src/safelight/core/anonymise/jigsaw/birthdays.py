"""Can a day or month of birth be worked out from what is told? An age to the month beside a day gives it away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from safelight.core.anonymise.finders.dates import find_month_and_year, written_dates
from safelight.core.anonymise.fold import View, fold
from safelight.core.anonymise.jigsaw.sentences import sentences

_NUMBER: Final = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_NTH: Final = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))"
_WHOSE: Final = r"(?:the |his |her |their )?"
_EXACT: Final = re.compile(
    rf"\b(?:{_NUMBER} years?,? (?:and )?{_NUMBER} months?|{_NUMBER}[- ](?:month|week|day)s?[- ](?:old|of age)|"
    rf"aged {_NUMBER} (?:months?|weeks?|days?)|{_NUMBER} (?:months?|weeks?|days?) after {_WHOSE}(?:birth|being born)|"
    rf"{_NTH} birthday|(?:day|week|month) (?:before|after) {_WHOSE}(?:\w+ )?birthday)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Birthday:
    """A sentence from which a birthday can be worked out. Offsets in code points, `end` exclusive."""

    start: int
    end: int
    text: str
    age: str
    day: str

    @property
    def why(self) -> str:
        """What can be worked out, in words."""
        return (
            f"“{self.age}” beside “{self.day}”: whoever reads both can work out when the child was born. Give the "
            "age in years, or the date as a season."
        )


def find_birthdays(text: str) -> tuple[Birthday, ...]:
    """Sentences in which an age to the month, the week or the day, or a birthday, stands beside a day or a month."""
    return tuple(
        Birthday(start=start, end=end, text=text[start:end], age=age, day=day)
        for start, end in sentences(text)
        for age, day in _both(fold(text[start:end]))
    )


def _both(view: View) -> Iterator[tuple[str, str]]:
    age = _EXACT.search(view.text)
    if age is None:
        return
    days = [(written.start, written.end) for written in written_dates(view)] + list(find_month_and_year(view))
    for first, last in days:
        if last <= age.start() or first >= age.end():
            yield age.group(), " ".join(view.text[first:last].split())
            return
