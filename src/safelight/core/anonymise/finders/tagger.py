"""Which people, places and numbers stand in a text, with no register to go by?

For now by rules: shapes for numbers, dates and addresses, and capitals, titles and a list of given names for people. A
learned tagger belongs in this module: it would add its findings to those of the rules, never take one away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from safelight.core.anonymise.finders.capitals import find_capitalised
from safelight.core.anonymise.finders.dates import find_month_and_year, written_dates
from safelight.core.anonymise.finders.identifiers import A_PHONE, A_REFERENCE, AN_EMAIL, EMAIL
from safelight.core.anonymise.finders.places import A_POSTCODE, AN_ADDRESS, POSTCODE
from safelight.core.anonymise.finders.relations import find_relations
from safelight.core.anonymise.finding import Finding
from safelight.core.anonymise.fold import View, fold

_PHONE: Final = re.compile(r"(?<![\d.,/\-])(?:\+\s?44\s?(?:\(0\)\s?)?|\(?0)(?:[\s().-]{0,2}\d){9,10}(?![\d/])")
_NHS: Final = re.compile(r"(?<![\d/])\d{3}[\s\-.]?\d{3}[\s\-.]?\d{4}(?![\d/])")
_INSURANCE: Final = re.compile(r"\b[a-ceghj-prstw-z][a-ceghj-nprstw-z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[a-d]\b")
_REFERENCE: Final = re.compile(
    r"(?<![\w/])(?=[\w/\-]{0,20}\d)"
    r"(?:[a-z]{1,5}[-/]?\d{4,12}|[a-z]{2,5}[-/]\d{2,4}[-/]\d{1,6}|\d{3,6}/\d{2,4})(?![\w/])"
)
_CUED_NUMBER: Final = re.compile(
    r"\b(?:no|number|ref|reference|id|case|application|hospital|file|badge|collar)\b[\s.:#]{1,4}"
    r"(?P<n>[a-z]{0,4}[\d][\d/\-]{2,})"
)
_STREET: Final = re.compile(
    r"(?<![\d/])(?:(?:flat|apartment|no\.?)\s)?\d{1,4}[a-z]?,?\s(?:[a-z][a-z']+\s){1,3}?(?:street|st|road|rd|avenue|ave|lane|ln|close"
    r"|drive|court|crescent|terrace|gardens|grove|square|walk|way|row|mews|hill|place|green)\b"
)
_NAMED_STREET: Final = re.compile(
    r"\b(?:[A-Z][a-z']+\s){1,2}(?:Street|Road|Avenue|Lane|Close|Drive|Crescent|Terrace|Gardens|Grove|Square|Mews|Estate)\b"
)
_COUNT: Final = (
    r"(?:\d{1,3}(?:½|\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)"
)
_AGE: Final = re.compile(
    rf"\b(?:aged|age)\s(?:of\s)?{_COUNT}(?:[- ](?:years?|months?|weeks?|days?))?\b"
    rf"|\b{_COUNT}[- ](?:years?|months?|weeks?|days?|yrs?|mths?)[- ](?:old|of age)\b|\b\d{{1,2}}\s?(?:y/o|yo)\b"
)
_WEIGHTS: Final = range(10, 1, -1)


def is_nhs_number(digits: str) -> bool:
    """True for ten figures whose last one checks (modulus 11). All zeros would check too, and are nobody's number."""
    if len(digits) != 10 or not digits.isdigit() or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11
    return check % 11 == int(digits[9]) and check != 10


def _finding(view: View, start: int, end: int, rule: str, label: str, instead: str, why: str, score: float) -> Finding:
    first, last = view.span(start, end)
    return Finding(
        start=first, end=last, text=view.original[first:last], rule=rule, key="", replacement=instead, why=why,
        finder="tagger", score=score, label=label,
    )  # fmt: skip


def _numbers(view: View) -> Iterator[Finding]:
    for match in EMAIL.finditer(view.text) if "@" in view.text else ():
        yield _finding(view, *match.span(), "email", "CODE", AN_EMAIL, "an e-mail address", 1.0)
    for match in _PHONE.finditer(view.text):
        if len(set(re.sub(r"\D", "", match.group()))) > 1:
            yield _finding(view, *match.span(), "phone", "CODE", A_PHONE, "written like a telephone number", 0.9)
    for match in _NHS.finditer(view.text):
        if is_nhs_number(re.sub(r"\D", "", match.group())):
            why = "ten figures that check as an NHS number"
            yield _finding(view, *match.span(), "nhs-number", "CODE", A_REFERENCE, why, 0.95)
    for match in _INSURANCE.finditer(view.text):
        yield _finding(view, *match.span(), "identifier", "CODE", A_REFERENCE, "written like an insurance number", 0.9)
    for match in _REFERENCE.finditer(view.text):
        yield _finding(view, *match.span(), "identifier", "CODE", A_REFERENCE, "written like a reference", 0.7)
    for match in _CUED_NUMBER.finditer(view.text):
        yield _finding(view, *match.span("n"), "identifier", "CODE", A_REFERENCE, "called a number or reference", 0.8)


def _places(view: View) -> Iterator[Finding]:
    for match in POSTCODE.finditer(view.text):
        if any(view.cased[at].isupper() for at in range(*match.span())) or " " in match.group():
            yield _finding(view, *match.span(), "postcode", "LOC", A_POSTCODE, "written like a postcode", 0.9)
    for match in _STREET.finditer(view.text):
        if any(view.cased[at].isupper() for at in range(*match.span())):
            yield _finding(view, *match.span(), "address", "LOC", AN_ADDRESS, "a number and a street", 0.9)
    for match in _NAMED_STREET.finditer(view.cased):
        yield _finding(view, *match.span(), "address", "LOC", "a street", "the name of a street", 0.8)


def _times(view: View) -> Iterator[Finding]:
    for written in written_dates(view):
        if _is_calendar_day(written.meanings[0].day, written.meanings[0].month):
            why = "an exact date" if written.meanings[0].year else "a day and month"
            yield _finding(view, written.start, written.end, "date", "DATETIME", "a date withheld", why, 0.9)
    for start, end in find_month_and_year(view):
        yield _finding(view, start, end, "date", "DATETIME", "a date withheld", "a month and year", 0.6)
    for match in _AGE.finditer(view.text):
        yield _finding(view, *match.span(), "age", "QUANTITY", "an age withheld", "somebody's age", 0.7)


def _is_calendar_day(day: int, month: int) -> bool:
    return day <= (29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31)


def tag(text: str) -> list[Finding]:
    """Everything that a rule takes for personal, with overlaps."""
    view = fold(text)
    found = [*_numbers(view), *_places(view), *_times(view)]
    for telling in find_relations(view):
        why = f"{telling.why}; together with what is known it may single a family out"
        found += [_finding(view, telling.start, telling.end, telling.rule, telling.label, "a relative", why, 0.6)]
    for name in find_capitalised(view):
        found += [_finding(view, name.start, name.end, name.rule, name.label, name.instead, name.why, name.score)]
    return found
