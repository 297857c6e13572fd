"""What could be put together with what is already public? Phrases of a draft that lead to a known public fact.

Direct identifiers are only half of it: a trial that was reported lawfully, with its court, month and sentence, leads
from an anonymous summary to the family's name (Re X and Y [2012] EWCA Civ 1500). The facts are typed in by a person
from cuttings and listings; nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from safelight.core.anonymise.finders.dates import Meaning, find_month_and_year, written_dates
from safelight.core.anonymise.fold import View, fold, fold_words
from safelight.core.anonymise.naming import MONTHS
from safelight.core.anonymise.words import is_everyday

_NUMBERS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBER: Final = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"
_QUANTITY: Final = re.compile(
    rf"\b(?P<n>{_NUMBER})[\s-](?:(?:older|younger|surviving|other|half)[\s-])?"
    r"(?P<u>years?|months?|weeks?|days?|children|siblings?|brothers?|sisters?|hours?)\b(?:[\s'-]*(?:old|imprisonment))?"
)
_AGED: Final = re.compile(rf"\b(?:aged?|age of)\s(?P<n>{_NUMBER})\b")
_WHICH: Final = r"(?:(?:older|younger|surviving|other|half)[\s-])?"
_PRESS: Final = r"(?:report|coverage|interest)\w*"
_SIGNS: Final = tuple(
    (kind, what, re.compile(rf"\b(?:{pattern})\b"))
    for kind, what, pattern in (
        (
            "court",
            "a court",
            r"(?:crown|magistrates'?|high|family|county|coroner'?s'?)\s+court|old bailey|court of appeal",
        ),
        ("trial", "a trial", r"trials?|tried|jury|prosecution|prosecuted|stood accused|in the dock"),
        (
            "conviction",
            "a conviction",
            r"convict(?:ed|ions?)|found guilty|pleaded guilty|guilty plea|acquitted|acquittal",
        ),
        (
            "charge",
            "a charge or arrest",
            r"charged with|arrested|manslaughter|murder(?:ed)?|causing or allowing|infanticide",
        ),
        (
            "sentence",
            "a sentence",
            r"sentenc(?:ed|ing|es?)|imprison(?:ed|ment)|jailed|life term|custodial|prison term|minimum term",
        ),
        ("inquest", "an inquest", r"inquest|coroner(?:'s)?|post[- ]mortem|narrative verdict|open verdict"),
        (
            "press",
            "press reports",
            rf"newspapers?|press {_PRESS}|media {_PRESS}|reported in the|headlines?|television|tv news",
        ),
        ("birth", "an unusual birth", r"twins?|triplets?|quadruplets?"),
        (
            "siblings",
            "the number of children",
            rf"{_NUMBER}[\s-]{_WHICH}(?:children|siblings|brothers|sisters)|(?:young|old|eld)est of {_NUMBER}",
        ),
        ("fire", "a fire", r"house fire|arson|blaze"),
        (
            "appeal",
            "a public search or mourning",
            r"missing person|went missing|public appeal|search party|vigil|funeral|memorial",
        ),
        ("animal", "an animal", r"dog attack|dangerous dog|pit ?bull|bull terrier|mastiff"),
    )
)
_LEAST_RARE_WORD: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFact:
    """Something that the public already knows or can find out. `terms` are the words to look for, beside its text."""

    id: str
    text: str
    source: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A phrase of the draft that leads to a public fact, and why. Offsets in code points, `end` exclusive."""

    start: int
    end: int
    text: str
    fact: PublicFact
    why: str


@dataclass(frozen=True, slots=True)
class _Traces:
    """What a fact would be recognised by."""

    terms: tuple[re.Pattern[str], ...]
    names: tuple[re.Pattern[str], ...]
    signs: frozenset[str]
    days: frozenset[Meaning]
    months: frozenset[tuple[int, int]]
    quantities: frozenset[tuple[int, str]]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS.index(text) + 1


def _unit(text: str) -> str:
    return {"child": "children"}.get(text.rstrip("s"), text.rstrip("s"))


def _quantities(view: View) -> Iterator[tuple[int, int, int, str]]:
    for match in _QUANTITY.finditer(view.text):
        yield *match.span(), _number(match["n"]), _unit(match["u"])
    for match in _AGED.finditer(view.text):
        yield *match.span(), _number(match["n"]), "year"


def _months(view: View) -> Iterator[tuple[int, int, tuple[int, int]]]:
    for start, end in find_month_and_year(view):
        found = re.search(r"(?:19|20)\d\d", view.text[start:end])
        name = next((n for n, month in enumerate(MONTHS, 1) if view.text[start : start + 3] == month[:3]), 0)
        if found and name:
            yield start, end, (name, int(found.group()))


def _pattern(phrase: str) -> re.Pattern[str] | None:
    words = fold_words(phrase)
    return re.compile(r"(?<!\w)" + r"[\W_]{1,4}".join(map(re.escape, words)) + r"(?!\w)") if words else None


def _traces(fact: PublicFact) -> _Traces:
    whole = fold(". ".join((fact.text, *fact.terms)))
    rare = {
        match.group()
        for match in re.finditer(r"[A-Z][^\W\d_]+(?:[ '-][A-Z][^\W\d_]+)*", whole.cased)
        if any(len(w) >= _LEAST_RARE_WORD and not is_everyday(w) and w not in MONTHS for w in fold_words(match.group()))
    }
    return _Traces(
        terms=tuple(p for p in map(_pattern, fact.terms) if p),
        names=tuple(p for p in map(_pattern, sorted(rare)) if p),
        signs=frozenset(kind for kind, _, pattern in _SIGNS if pattern.search(whole.text)),
        days=frozenset(meaning for written in written_dates(whole) for meaning in written.meanings),
        months=frozenset(month for *_, month in _months(whole)),
        quantities=frozenset((number, unit) for *_, number, unit in _quantities(whole)),
    )


def find_links(text: str, *, facts: Sequence[PublicFact]) -> tuple[Link, ...]:
    """Every phrase that a reader could match with a public fact, in order; one phrase may lead to several facts."""
    view = fold(text)
    found: dict[tuple[int, int, str], Link] = {}
    for fact in facts:
        reached = 0
        for start, end, why in sorted(_of_fact(view, _traces(fact)), key=lambda hit: (hit[0], -hit[1])):
            first, last = view.span(start, end)
            if last > reached:  # not inside one before it
                reached = last
                why = f"{why} Public: “{fact.text}” ({fact.source})."
                found[first, last, fact.id] = Link(start=first, end=last, text=text[first:last], fact=fact, why=why)
    return tuple(sorted(found.values(), key=lambda link: (link.start, link.end, link.fact.id)))


def _of_fact(view: View, traces: _Traces) -> Iterator[tuple[int, int, str]]:
    for pattern in traces.terms:
        yield from ((*m.span(), "These are the words of a public fact.") for m in pattern.finditer(view.text))
    for pattern in traces.names:
        yield from ((*m.span(), "This name stands in a public fact.") for m in pattern.finditer(view.text))
    for kind, what, pattern in _SIGNS:
        if kind in traces.signs:
            yield from (
                (*m.span(), f"This speaks of {what}, and so does a public fact: the one leads to the other.")
                for m in pattern.finditer(view.text)
            )
    yield from _of_time(view, traces)
    for start, end, number, unit in _quantities(view):
        if (number, unit) in traces.quantities:
            yield start, end, "The same number of the same thing stands in a public fact."


def _of_time(view: View, traces: _Traces) -> Iterator[tuple[int, int, str]]:
    fact_months = traces.months | {(day.month, day.year) for day in traces.days if day.year}
    for written in written_dates(view):
        if any(_same_day(meaning, day) for meaning in written.meanings for day in traces.days):
            yield written.start, written.end, "The day of a public fact."
        elif any((meaning.month, meaning.year) in fact_months for meaning in written.meanings):
            yield written.start, written.end, "The month of a public fact."
    for start, end, month in _months(view):
        if month in fact_months:
            yield start, end, "The month of a public fact."


def _same_day(one: Meaning, two: Meaning) -> bool:
    return (one.day, one.month) == (two.day, two.month) and (one.year == two.year or None in {one.year, two.year})
