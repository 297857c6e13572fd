"""What do the words around a date say? Months however spelt, seasons, feasts, doubt, and mistypes put right."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
SHORT_MONTHS: Final = {
    **{name[:3]: name for name in MONTHS},
    "sept": "september",
    "janu": "january",
    "febr": "february",
    "octo": "october",
    "novem": "november",
    "decem": "december",
    "mrch": "march",
}
WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})
SEASONS: Final = "spring summer autumn fall winter"
TERMS: Final = "easter whitsun pentecost ramadan eid diwali lent"
KNOWN: Final = """
    week weeks commencing beginning ending until till through over from since term half holidays holiday year
    years  early late later middle start noon midday midnight about around circa approx approximately probably
    possibly  perhaps maybe before after prior between hours entry time date dates undated unknown known exact
    christmas xmas  boxing night morning evening afternoon lunch lunchtime school summer winter autumn spring
    onwards ongoing present  note notes call visit report letter home with that this then their them they been
    have only same next previous  ditto above meeting case held made seen entered typed written received
    record recorded records
"""
_NO_MONTHS: Final = frozenset((*KNOWN.split(), *TERMS.split(), *SEASONS.split(), *WEEKDAYS))

_DOUBT: Final = re.compile(
    r"\?|~|(?<![a-z/])(?:ca?\.?(?=\s*\d|\s+[a-z]{3,9}\.?\s+\d)|circa\.?|approx(?:imate(?:ly)?)?\.?|about|abt\.?|around|roughly"
    r"|possibly|poss\.?|probably|prob\.?|perhaps|maybe|may be|estimated?|est\.?|thought to be|believed(?: to be)?"
    r"|uncertain|unclear|unsure|not sure|unconfirmed|tbc|or thereabouts|some ?time(?: in)?|date approximate"
    r"|(?:exact )?(?:date|day) (?:not|un)\s?(?:known|clear|certain|recorded)"
    r"|early|mid|middle of|(?:in the )?middle|late(?!\s+entry)"
    r"|(?:the )?(?:beginning|start|end|first half|second half) of"
    r"|^\W*(?:by|before|after|prior to|not before|no later than))(?![a-z])"
)
_NOISE: Final = re.compile(r"(?<![a-z])(?:of|the|on|in|during|year|date|dated)(?![a-z])|[()\[\]{}]")
_ORDINAL: Final = re.compile(r"(?<=\d)\s?(?:st|nd|rd|th)(?![a-z])")
_WORD: Final = re.compile(r"[a-z]+")
_LOOKALIKE: Final = re.compile(r"(?<![a-z0-9])(?=[oil0-9]*\d)(?=[oil0-9]*[oil])[oil0-9]{2,4}(?![a-z0-9])")
_HOLE: Final = re.compile(r"(?<![\w?])(?:\?{1,2}|x{1,2}|-{2}|_{1,2}|n/?k)(?=\s*[/.\-])")
_FEASTS: Final = (
    (re.compile(r"(?:christmas|xmas) day"), "25 december"),
    (re.compile(r"(?:christmas|xmas) eve"), "24 december"),
    (re.compile(r"boxing day"), "26 december"),
    (re.compile(r"new year'?s eve"), "31 december"),
    (re.compile(r"new year'?s day"), "1 january"),
)
_CHRISTMAS: Final = re.compile(r"(?<![a-z])(?:christmas|xmas)(?:\s*(?:time|holidays?|period))?(?![a-z])")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text with its words put in one form, whether it was mended or doubted, and the weekday that it names."""

    text: str
    uncertain: bool
    weekday: int | None


def prepare(untrusted_text: str) -> Prepared:
    """Lower case, plain digits and dashes, full month names; ordinals, weekdays, noise and words of doubt taken out."""
    text = unicodedata.normalize("NFKC", untrusted_text).casefold()
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"[\u2018\u2019`´]", "'", text)
    text = " ".join(text.split())
    holed = _HOLE.sub("00", text)
    # "200?" is a decade, which the reader of dates knows by its underscore.
    marked = re.sub(r"(?<!\d)(\d{3})\?(?!\d)", r"\1_", holed)
    doubted = _DOUBT.search(marked) is not None
    plain = _DOUBT.sub(" ", marked)
    plain = _ORDINAL.sub("", plain)
    named, changed = _name_months(_name_feasts(plain))
    mended = _LOOKALIKE.sub(lambda found: found.group().translate(str.maketrans("oil", "011")), named)
    cleaned, weekday = _take_weekday(_NOISE.sub(" ", mended))
    uncertain = doubted or changed or mended != named
    return Prepared(" ".join(cleaned.split()).strip(" ,;:"), uncertain, weekday)


def _name_feasts(text: str) -> str:
    for pattern, day in _FEASTS:
        text = pattern.sub(f" {day} ", text)
    return text


def _name_months(text: str) -> tuple[str, bool]:
    """Every month by its full name, and whether one had to be mended."""
    doubted = False

    def full(found: re.Match[str]) -> str:
        nonlocal doubted
        name, mended = month_named(found.group())
        doubted = doubted or mended
        return f" {name} " if name else found.group()

    christmas = _CHRISTMAS.search(text)
    text = _CHRISTMAS.sub(" december ", text)
    return _WORD.sub(full, text), doubted or christmas is not None


def month_named(word: str) -> tuple[str, bool]:
    """The month that a word names, empty if none, and whether it was misspelt."""
    if word in MONTHS:
        return word, False
    if word in SHORT_MONTHS:
        return SHORT_MONTHS[word], False
    if len(word) < 4 or word in _NO_MONTHS:
        return "", False
    near = sorted((OSA.distance(word, month), month) for month in MONTHS if month != "may")
    allowed = 1 if len(word) <= 4 else 2
    if near[0][0] <= allowed and near[1][0] > near[0][0]:
        return near[0][1], True
    return "", False


def _take_weekday(text: str) -> tuple[str, int | None]:
    weekday: int | None = None

    def gone(found: re.Match[str]) -> str:
        nonlocal weekday
        if found.group() not in WEEKDAYS:
            return found.group()
        weekday = WEEKDAYS[found.group()]
        return " "

    return _WORD.sub(gone, text), weekday
