"""How does the text read once a finding is replaced? Labels keep possessives, capitals and the grammar around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from safelight.core.anonymise.finding import Finding

NAME_RULES: Final = frozenset({"name", "surname", "initials"})

_POSSESSIVE: Final = re.compile(r"(['’‘ʼ＇´`])[sS]$|(?<=[sS])(['’ʼ])$")
_ARTICLE_BEFORE: Final = re.compile(r"\b(?:the|an?)\s{1,2}$", re.IGNORECASE)
_FAMILY_AFTER: Final = re.compile(r"[ \u00a0](?:family|household)\b", re.IGNORECASE)
_ON_BEFORE: Final = re.compile(
    r"(?:\b(on|o/n)\s{1,2})?(?:\b(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?\.?,?\s{1,2})?(?:\bthe\s)?$",
    re.IGNORECASE,
)
_WEEKDAY_BEFORE: Final = re.compile(
    r"\b(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?\.?,?\s{1,2}(?:the\s)?$", re.IGNORECASE
)
_DIED_BEFORE: Final = re.compile(r"\b(?:died|passed away|deceased)\s{1,2}$", re.IGNORECASE)
_ARTICLE_AND_NOUN: Final = re.compile(r"(?:the|an?) (?:[\w-]+ )*?([\w-]+)((?:['’‘ʼ＇´`][sS])?)", re.IGNORECASE)
_KIN_BEFORE: Final = re.compile(
    r"\b(?:Uncle|Aunt|Auntie|Aunty|Baby|Child|Master|Grandad|Grandma|Granny|Nan|Nanna|Nana|Mr|Mrs|Ms|Miss)\s$"
)
_NUMBER_BEFORE: Final = re.compile(r"\b(number|no|ref|reference|id|upn|case)\b\.?:?\s{1,2}$", re.IGNORECASE)
_SENTENCE_BEFORE: Final = re.compile(
    r"(?:^|(?<!\btel)(?<!\bno)(?<!\bst)(?<!\bref)(?<!\bmr)(?<!\bdr)(?<!\bmrs)(?<!\.g)(?<!\.e)[.!?]\s+|\n\s*|[.!?][\"”’]\s+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Replacement:
    """Put `text` in place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


def replacement_for(text: str, finding: Finding) -> Replacement:
    """The replacement of one finding, worded for the place where it stands."""
    before = text[max(0, finding.start - 60) : finding.start]
    if finding.rule == "date-of-death":
        return _season(before, finding)
    twice = _said_twice(text, finding) if finding.rule in NAME_RULES else None
    if twice:
        return twice
    end = finding.end
    label, taken = _wording(text, finding, before)
    start, before = finding.start - taken, before[: len(before) - taken]
    article = _ARTICLE_BEFORE.search(before)
    capital = finding.text[:1].isupper() or finding.text[:1].isdigit()
    if article and _ARTICLE_BEFORE.match(label.split(" ")[0] + " ") and " " in label:
        start -= article.end() - article.start()
        capital = article.group()[0].isupper()
    family = _FAMILY_AFTER.match(text, end) if label.lower().startswith("the family") else None
    end += len(family.group()) if family else 0
    if capital and _SENTENCE_BEFORE.search(text[max(0, start - 60) : start]):
        label = label[:1].upper() + label[1:]
    return Replacement(start, end, label)


def _wording(text: str, finding: Finding, before: str) -> tuple[str, int]:
    """What stands instead, and how many characters before the finding it takes the place of as well."""
    label = finding.replacement
    if finding.rule == "date-of-birth":
        return _day_withheld(before, label)
    if finding.rule in NAME_RULES:
        label = _as_written(text, finding, label)
        kin = _KIN_BEFORE.search(before) if label[:1].isupper() and not label.isupper() else None
        return label.removeprefix("the ") if before.lower().endswith("dear ") else label, len(kin.group()) if kin else 0
    if finding.rule == "place":
        return _place_as_written(finding, label), 0
    number = _NUMBER_BEFORE.search(before) if label == "a reference number" else None
    if number:
        label = "(reference withheld)" if number[1].lower() == "case" else "withheld"
    return label, 0


def _day_withheld(before: str, label: str) -> tuple[str, int]:
    """A day of birth loses its weekday, and stands after "on" where it stood after "born" or "born in"."""
    weekday = _WEEKDAY_BEFORE.search(before)
    taken = len(weekday.group()) if weekday else 0
    before = before[: len(before) - taken].lower()
    if before.endswith("born in "):
        return "on " + label, taken + len("in ")
    return "on " + label if before.endswith("born ") else label, taken


def _said_twice(text: str, finding: Finding) -> Replacement | None:
    """Nothing in place of a name whose label was just said: "her mother, May, rang" is "her mother rang"."""
    found = _ARTICLE_AND_NOUN.fullmatch(_as_written(text, finding, finding.replacement))
    if not found:
        return None
    start, end = finding.start, finding.end
    said = re.search(rf"\b{re.escape(found[1])}(,? ?|[ ]?\()$", text[max(0, start - 40) : start], re.IGNORECASE)
    if not said or not said[1]:
        return None
    if said[1].endswith("(") and text[end : end + 1] != ")":
        return None
    closed = (said[1].startswith(",") and text[end : end + 1] == ",") or said[1].endswith("(")
    return Replacement(start - len(said[1]), end + closed, found[2] or "")


def _place_as_written(finding: Finding, label: str) -> str:
    """A place keeps its possessive, save one that belongs to its name, as in "St Oswin's"."""
    possessive = _POSSESSIVE.search(finding.text)
    words = finding.text.lower().replace(".", "").split()
    part_of_name = len(words) == 2 and words[0] in {"st", "saint", "queen", "king", "our"}
    return label + "'s" if possessive and possessive.group(1) and not part_of_name else label


def _as_written(text: str, finding: Finding, label: str) -> str:
    possessive = _POSSESSIVE.search(finding.text)
    letters = [c for c in finding.text if c.isalpha()]
    shouted = len(letters) > 3 and all(c.isupper() for c in letters[: -1 if possessive else None])
    label = label.upper() if shouted else label
    if _is_glued(text, finding):
        return label.replace(" ", "")
    if possessive and not label.endswith("'s"):
        mark = possessive.group(1) or possessive.group(2)
        label += mark + ("S" if shouted else "s")
    return label


def _is_glued(text: str, finding: Finding) -> bool:
    before, after = text[max(0, finding.start - 1) : finding.start], text[finding.end : finding.end + 1]
    return any(c.isalnum() or c in "_#@" for c in (before, after) if c)


def _season(before: str, finding: Finding) -> Replacement:
    """A season stands after "in" where a day stood after "on"."""
    found = _ON_BEFORE.search(before)
    taken = found.end() - found.start() if found else 0
    rest = before[: len(before) - taken]
    preposition = found.group(1) if found else None
    wording = finding.replacement
    if preposition or _DIED_BEFORE.search(rest):
        wording = ("In " if (preposition or "")[:1].isupper() else "in ") + wording
    elif _SENTENCE_BEFORE.search(rest) and (taken or finding.text[:1].isupper()) and rest:
        wording = wording[:1].upper() + wording[1:]
    return Replacement(finding.start - taken, finding.end, wording)


def replacements(text: str, findings: Iterable[Finding]) -> tuple[Replacement, ...]:
    """The replacements of several findings, in order and without overlaps; what overlaps is left for another look."""
    chosen: list[Replacement] = []
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        new = replacement_for(text, finding)
        if chosen and new.start < chosen[-1].end:
            new = Replacement(max(finding.start, chosen[-1].end), new.end, new.text)
        if new.end > new.start and (not chosen or finding.end > chosen[-1].end):
            chosen.append(new)
    return tuple(chosen)


def replace(text: str, findings: Iterable[Finding]) -> str:
    """The text with every finding replaced, from the end backwards so that offsets hold."""
    for new in reversed(replacements(text, findings)):
        text = text[: new.start] + new.text + text[new.end :]
    return text
