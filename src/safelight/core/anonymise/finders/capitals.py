"""Which capitalised words are people's, places' or organisations' names, judging by their company alone?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from safelight.core.anonymise.finders.context import stands_as_name, words_of
from safelight.core.anonymise.fold import View
from safelight.core.anonymise.naming import MONTHS, TITLES
from safelight.core.anonymise.nicknames import known_given_names
from safelight.core.anonymise.words import is_everyday, is_ordinary

_TITLE: Final = (
    "(?:"
    + "|".join(sorted((t.capitalize() for t in TITLES if len(t) > 1), key=len, reverse=True))
    + "|PC|WPC|DC|DS|DCI)"
)
_CAPITAL: Final = r"(?:(?:O'|Mc|Mac|D')?[A-Z][a-z]+(?:-[A-Z][a-z]+)*)"
_WITH_TITLE: Final = re.compile(
    rf"\b{_TITLE}\b\.?\s(?:\d{{2,6}}\s)?(?:(?:[A-Z]\.?\s){{0,3}}{_CAPITAL}(?:\s{_CAPITAL}){{0,2}}|[A-Z]\b)"
)
_RUN: Final = re.compile(
    rf"(?<![\w'-])(?:{_CAPITAL}|[A-Z]\.)(?:\s(?:{_CAPITAL}|[A-Z]\.?(?=\s[A-Z])|(?:of|the|and|for|de|la|van|von|bin|al)(?=\s[A-Z]))){{0,5}}"
)
_ORGANISATION_ENDS: Final = frozenset(
    {"academy", "agency", "association", "authority", "board", "centre", "church", "clinic", "college", "commission"}
    | {"committee", "company", "constabulary", "council", "court", "department", "foundation", "hospital", "hostel"}
    | {"infirmary", "limited", "ltd", "ministry", "mosque", "nursery", "partnership", "plc", "police", "practice"}
    | {"prison", "refuge", "school", "service", "services", "society", "surgery", "team", "trust", "university", "unit"}
)
_PLACE_ENDS: Final = frozenset(
    {
        "bay",
        "beach",
        "borough",
        "bridge",
        "city",
        "county",
        "estate",
        "forest",
        "island",
        "park",
        "river",
        "town",
        "village",
    }
)
_NOT_NAMES: Final = frozenset(
    {
        *MONTHS,
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "english",
        "british",
        "welsh",
    }
    | {
        "scottish",
        "irish",
        "christmas",
        "easter",
        "ofsted",
        "england",
        "wales",
        "britain",
        "internet",
        "english",
        "european",
    }
    | {"whilst", "laming", "munro", "safeguarding", "mum", "mummy", "dad", "nan", "gran", "smart", "lscb", "imr", "nhs"}
)
_BEFORE_PLACE: Final = frozenset({"in", "at", "near", "from", "to", "outside", "around"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name of some kind in the folded text."""

    start: int
    end: int
    rule: str
    label: str
    instead: str
    why: str
    score: float


def _person(start: int, end: int, why: str, score: float) -> Named:
    return Named(start, end, "person", "PERSON", "a person", why, score)


def find_capitalised(view: View) -> Iterator[Named]:
    """People by title, by given name or by a run of capitalised words; organisations and places by their endings."""
    for match in _WITH_TITLE.finditer(view.cased):
        yield _person(*match.span(), "a title and a name", 0.9)
    for match in _RUN.finditer(view.cased):
        for start, run in _uncoupled(match.start(), match.group()):
            yield from _judged(view, *_trimmed(start, run))
    yield from _given_names(view)


def _trimmed(start: int, run: str) -> tuple[int, str]:
    """Without the ordinary words that begin a sentence, such as "When Sarah Whitcombe"."""
    while True:
        first, blank, rest = run.partition(" ")
        word = first.lower()
        starts_name = word in known_given_names() and not is_everyday(word)
        if not blank or starts_name or not (is_everyday(word) or word in _NOT_NAMES) or _is_organisation(run):
            return start, run
        start, run = start + len(first) + 1, rest


def _uncoupled(start: int, run: str) -> Iterator[tuple[int, str]]:
    """Two names coupled by "and" are two; an organisation's name may have the word in it."""
    if _is_organisation(run):
        yield start, run
        return
    for part in run.split(" and "):
        yield start, part
        start += len(part) + len(" and ")


def _is_organisation(run: str) -> bool:
    return run.split()[-1].lower() in _ORGANISATION_ENDS | _PLACE_ENDS


def _judged(view: View, start: int, run: str) -> Iterator[Named]:
    words = [word.lower().strip(".") for word in run.split()]
    end = start + len(run)
    rare = [word for word in words if len(word) > 1 and not is_ordinary(word) and word not in _NOT_NAMES]
    if not rare:
        return
    if words[-1] in _ORGANISATION_ENDS:
        yield Named(start, end, "organisation", "ORG", "an organisation", "ends like an organisation's name", 0.7)
    elif words[-1] in _PLACE_ENDS:
        yield Named(start, end, "place", "LOC", "a place", "ends like a place's name", 0.7)
    elif len(words) > 1 and words[-1] in rare:
        given = words[0] in known_given_names() or len(words[0]) == 1
        yield _person(start, end, "capitalised words in a row, which look like a full name", 0.85 if given else 0.6)
    elif len(words) == 1:
        yield from _single(view, start, end, words[0])


def _single(view: View, start: int, end: int, word: str) -> Iterator[Named]:
    before = view.text[max(0, start - 12) : start].split()
    if before and before[-1] in _BEFORE_PLACE and word not in known_given_names() and len(word) > 3:
        yield Named(start, end, "place", "LOC", "a place", "a capitalised word where a place would stand", 0.5)
    elif word not in known_given_names() and len(word) > 3 and _is_mid_sentence(view, start):
        yield _person(start, end, "a capitalised word that is no ordinary word", 0.4)


def _is_mid_sentence(view: View, start: int) -> bool:
    before = view.text[max(0, start - 3) : start]
    return before.endswith(" ") and before.strip()[-1:].isalnum()


def _given_names(view: View) -> Iterator[Named]:
    words = words_of(view)
    for name in known_given_names() & words.where.keys():
        for number in words.where[name]:
            sure = len(name) > 2 and not is_ordinary(name) and words.is_capital(number)
            if sure or (
                words.is_capital(number)
                and is_ordinary(name)
                and stands_as_name(words, number, number, everyday=is_everyday(name), is_time=name in MONTHS)
            ):
                word = words.all[number]
                yield _person(word.start, word.end, "a given name", 0.7 if sure else 0.5)
