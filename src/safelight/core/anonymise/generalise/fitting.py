"""How does a less exact wording stand in its sentence? With the right preposition, article, possessive and capital."""

from __future__ import annotations

import re
from typing import Final

from safelight.core.anonymise.generalise.ages import ADJECTIVES, OLD
from safelight.core.anonymise.replace import Replacement

_WEEKDAY: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s{1,2}(?:the\s)?)?"
_CONSUMED: Final = re.compile(rf"\b(?:(on|in|during|at)\s{{1,2}})(?:the\s)?{_WEEKDAY}\Z", re.IGNORECASE)
_STAYS: Final = re.compile(
    rf"\b(?:by|from|since|until|till|before|after|of|for|between|and|to|around|about)\s{{1,2}}({_WEEKDAY})\Z",
    re.IGNORECASE,
)
_DAY_BEFORE: Final = re.compile(
    r"(?:\A|(?<=\s))((?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s{1,2}(?:the\s)?)\Z", re.IGNORECASE
)
_WHEN: Final = re.compile(
    r"\A(?:(?:in|when|at)\s|(?:about|some)\s.*(?:later|before .*)\Z|the next day\Z|later that day\Z)"
)
_TIME_STAYS: Final = re.compile(r"\b(?:since|until|till|before|after)\s", re.IGNORECASE)
_REST_OF_AGE: Final = re.compile(r"(?:,? and)? (?:a|\d{1,2}|[a-z]+) (?:month|week|day)s?(?: old)?\b", re.IGNORECASE)
_AGE: Final = re.compile(r"\b(?:years?|months?)\Z", re.IGNORECASE)
_IN: Final = re.compile(
    r"\Ain (?=(?:the (?:winter|spring|summer|autumn|\d)|early|mid|late|spring|summer|autumn|winter|[A-Z]|\d))"
)
_WITHIN: Final = re.compile(r"\A(on|in|at|during)\s", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"\b(the|an?)(\s{1,2})\Z", re.IGNORECASE)
_DETERMINER: Final = re.compile(
    r"\b(?:the|an?|his|her|their|its|this|that|each|every|one|another|our|any|no|young|little|the)\s+\Z", re.IGNORECASE
)
_OWNED: Final = re.compile(
    r"(?:\b(?:his|her|their|its|own|this|that|each|every|next|first|last)|['’]s)\s+\Z", re.IGNORECASE
)
_POSSESSIVE: Final = re.compile(r"(['’]s)\Z", re.IGNORECASE)
_NOUN_AFTER: Final = re.compile(
    r"\A\s(?:boy|girl|child|son|daughter|sister|brother|sibling|baby|twin|man|woman|mother|father|cousin|male|female|infant|"
    r"half|step|niece|nephew|uncle|aunt|grand|partner|friend)",
    re.IGNORECASE,
)  # fmt: skip
_SENTENCE_BEFORE: Final = re.compile(r"(?:\A|[.!?:][\"”’)]?\s+|\n\s*(?:[-*#>|]+\s*|\d+[.)]\s+)?)\Z")
_PRONOUN: Final = re.compile(r"\b(she|her|he|his|him)\b", re.IGNORECASE)
_VOWEL: Final = re.compile(r"[aio]|e(?!u)|u(?!ni|se|ti|k\b)|hour|honest|8|11\b|18\b", re.IGNORECASE)
LOOK_BACK: Final = 80
"""Characters before and after a place that decide how a wording stands in it."""


def fit(text: str, *, start: int, end: int, wording: str) -> Replacement:
    """Put a wording in place of what stands from `start` to `end`, with what must change beside it."""
    said, before, after = text[start:end], text[max(0, start - LOOK_BACK) : start], text[end : end + LOOK_BACK]
    if (rest := _REST_OF_AGE.match(after)) and _AGE.search(said) and not wording.endswith("s"):
        end, after = end + rest.end(), after[rest.end() :]  # "aged 3 years" of "aged 3 years and 2 months"
    if _WHEN.match(wording) and not wording.startswith("in their"):
        wording, taken = _when(wording, said=said, before=before)
    else:
        wording, taken = _what(wording, said=said, before=before, after=after)
    possessive = _POSSESSIVE.search(said)
    if possessive and not wording.endswith(("'s", "’s")):
        wording += possessive.group(1)
    first = start - taken
    if _SENTENCE_BEFORE.search(text[max(0, first - LOOK_BACK) : first]) and _began_large(text[first:end]):
        wording = wording[:1].upper() + wording[1:]
    return Replacement(first, end, wording)


def _began_large(replaced: str) -> bool:
    """Whether what goes began with a capital or a figure: a list of small words stays one."""
    return replaced[:1].isupper() or replaced[:1].isdigit()


def _when(wording: str, *, said: str, before: str) -> tuple[str, int]:
    """Instead of "on Friday 14 March" stands "in March"; after "since" no second preposition; alone, none at all."""
    if _WITHIN.match(said):
        return wording, 0
    if found := _CONSUMED.search(before):
        return wording, len(found.group())
    bare = _IN.sub("", wording)
    if found := _STAYS.search(before):
        if bare.startswith("when "):
            bare = bare.removeprefix("when ") if _TIME_STAYS.match(found.group()) else f"the time {bare}"
        return bare, len(found.group(1))
    if found := _DAY_BEFORE.search(before):
        return bare, len(found.group(1))
    return bare, 0


def _what(wording: str, *, said: str, before: str, after: str) -> tuple[str, int]:
    """Articles before it agree or are not said twice; an age before a noun becomes an adjective."""
    if wording in ADJECTIVES and OLD.search(said):
        if _NOUN_AFTER.match(after):
            wording = ADJECTIVES[wording]
        if not _DETERMINER.search(before) and not re.match(r"(?:the|an?)\s", said, re.IGNORECASE):
            return f"{_article(wording)} {wording}", 0
    if wording.startswith("in their "):
        wording, before = _of_whom(wording, before=before), before
    article = _ARTICLE.search(before)
    own = re.match(r"(?:the|an?)\s|somebody\b|several\b|some\b|\(|aged\b|in\b", wording)
    if _OWNED.search(before) and re.match(r"(?:the|an?)\s", wording):
        return wording.partition(" ")[2], 0
    if article and article[1].lower() == "the" and wording.startswith("several"):
        return wording, 0
    if own and article:
        return (_as_large(wording, article[1])), len(article.group())
    if not own and (inside := re.match(r"(the|an?)(\s+)", said, re.IGNORECASE)):
        word = inside[1] if inside[1].lower() == "the" else _article(wording)
        return f"{_as_large(word, inside[1])} {wording}", 0
    if article and article[1].lower() != "the":
        return f"{_as_large(_article(wording), article[1])}{article[2]}{wording}", len(article.group())
    return wording, 0


def _as_large(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def _article(wording: str) -> str:
    return "an" if _VOWEL.match(wording) else "a"


def _of_whom(wording: str, *, before: str) -> str:
    """The pronoun that the sentence uses already; where it uses none, none is given away."""
    sentence = re.split(r"[.!?\n]", before)[-1]
    said = _PRONOUN.findall(sentence)
    whose = (
        {"she": "her", "her": "her", "he": "his", "his": "his", "him": "his"}.get(said[-1].lower()) if said else None
    )
    return wording.replace("their", whose or "their", 1)
