"""What has to go, what stands in its place, and who has to stay named.

Names, addresses, numbers and places go because nobody in the register may be identifiable (Working Together to
Safeguard Children, March 2010, chapter 8: the executive summary is anonymised). The chair of the board, the chair of
the panel and the author stay named, and the panel is listed by post and employer, because the same chapter asks for it.
A day of birth becomes an age and a day of death a season and year: both can be read without being matched to a
register of births or deaths. Age and season are coarse enough that the one cannot be worked out from the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from safelight.core.anonymise.finders.needles import Haystack, Needle, Needles, compile_needles, search
from safelight.core.anonymise.fold import View, squeeze
from safelight.core.anonymise.roster import Person, Roster

_SEASONS: Final = ("winter", "winter", "spring", "spring", "spring", "summer", "summer", "summer", "autumn", "autumn",
                   "autumn", "winter")  # fmt: skip
NAME_RULES: Final = frozenset({"name", "surname", "initials"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch of the folded text that stays: `reason` is "officer", "organisation" or "label"."""

    start: int
    end: int
    reason: str


def stays(rule: str, reason: str, *, is_area: bool) -> bool:
    """True where a finding of this rule has to stay inside what is kept for this reason."""
    if reason == "organisation":
        return rule in NAME_RULES or is_area
    return reason == "label" or rule in NAME_RULES or rule == "place"


def kept_needles(roster: Roster) -> Needles:
    """What to leave alone: officers' full names, the panel's employers, and the labels that people already wear."""
    kept = [(officer.name, "officer") for officer in roster.officers]
    kept += [(member.organisation, "organisation") for member in roster.panel]
    kept += [(person.pseudonym, "label") for person in roster.people]
    kept += [(place.replacement, "label") for place in roster.places]
    return compile_needles(
        Needle(squeeze(text), reason, "", "", "", "MISC") for text, reason in kept if len(squeeze(text)) > 2
    )


def kept(view: View, hay: Haystack, needles: Needles) -> Iterator[Kept]:
    """Every stretch of the text that stays as it is."""
    for hit in search(view, hay, needles):
        before, after = view.text[max(0, hit.start - 2) : hit.start], view.text[hit.end : hit.end + 2]
        joined = (after[:1] == "-" and after[1:].isalpha()) or (before[1:] == "-" and before[:1].isalpha())
        if hit.needle.rule != "officer" or not joined:
            yield Kept(hit.start, hit.end, hit.needle.rule)


def age_in_words(*, born: date, on: date) -> str:
    """An age as coarse as it may be published: years, months below two years, and no less than a month."""
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if months >= 24:
        return str(months // 12)
    if months > 1:
        return f"{months} months"
    return "one month" if months == 1 else "under one month"


def birth_wording(person: Person, *, is_said_to_be: bool, is_labelled: bool) -> str:
    """What stands for a day of birth; the age at death is added only where the text says that it is a birth."""
    withheld = "date withheld" if is_labelled else "a date withheld"
    if is_said_to_be and person.date_of_birth and person.date_of_death:
        return f"{withheld} (aged {age_in_words(born=person.date_of_birth, on=person.date_of_death)} at death)"
    return withheld


def death_wording(died: date) -> str:
    """What stands for a day of death: the season and the year."""
    season = _SEASONS[died.month - 1]
    if season == "winter":
        first = died.year if died.month == 12 else died.year - 1
        return f"the winter of {first} to {first + 1}"
    return f"the {season} of {died.year}"
