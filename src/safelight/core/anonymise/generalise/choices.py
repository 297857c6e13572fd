"""Which ready choices are there to say these words less exactly?"""

from __future__ import annotations

from collections.abc import Iterator

from safelight.core.anonymise.generalise import ages, days, kinds
from safelight.core.anonymise.generalise.choice import Choice, Told
from safelight.core.anonymise.policy import death_wording


def choices_for(told: Told) -> tuple[Choice, ...]:
    """Every choice once, the usual one first; for a listed day of birth none, because only the age may be told."""
    found: dict[str, Choice] = {}
    for choice in _choices(told):
        if choice.text.casefold() != told.words.strip().casefold():
            found.setdefault(choice.text, choice)
    return tuple(found.values())


def _choices(told: Told) -> Iterator[Choice]:
    if told.rule == "date-of-birth":
        return
    if told.rule == "date-of-death":
        if day := days.exact_day(told.words) or told.died:
            yield Choice(f"in {death_wording(day)}", "Season and year")
            yield Choice(f"in {day.year}", "Year")
        return
    if told.label == "DATETIME":
        yield from days.said_less_exactly(told)
    elif told.label == "LOC":
        yield from kinds.a_place(told.words, instead=told.instead)
    elif told.label == "ORG":
        yield from kinds.a_body(told.words)
    elif told.label == "PERSON":
        yield from kinds.a_person(told.words, instead=told.instead)
    elif told.label == "CODE":
        yield from kinds.a_code()
    else:
        yield from _detail(told)


def _detail(told: Told) -> Iterator[Choice]:
    """An age, a number of children, an origin, work or a condition: what the words themselves say it is."""
    found = list(kinds.a_detail(told.words))
    if told.rule == "age" or (told.label != "QUANTITY" and ages.says_an_age(told.words)):
        found = [*ages.said_less_exactly(told.words), *found]
    if not found and told.label != "QUANTITY" and told.rule != "family-shape":
        found += days.how_long(told.words)
    yield from found or kinds.a_number(told.words)
    yield Choice("a detail withheld", "Left out")
