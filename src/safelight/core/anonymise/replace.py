"""How does the text read once a finding is replaced? Labels keep possessives, capitals and the grammar around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from safelight.core.anonymise.finding import Finding

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
    start, end, label = finding.start, finding.end, finding.replacement
    before = text[max(0, start - 60) : start]
    if finding.rule == "date-of-death":
        return _season(before, finding)
    if finding.rule == "date-of-birth":
        weekday = _WEEKDAY_BEFORE.search(before)
        start -= len(weekday.group()) if weekday else 0
        before = before[: weekday.start()] if weekday else before
        label = "on " + label if before.lower().endswith("born ") else label
    if finding.rule in {"name", "surname", "initials"}:
        label = _as_written(text, finding, label)
    article = _ARTICLE_BEFORE.search(before)
    capital = finding.text[:1].isupper() or finding.text[:1].isdigit()
    if article and _ARTICLE_BEFORE.match(label.split(" ")[0] + " ") and " " in label:
        start -= article.end() - article.start()
        capital = article.group()[0].isupper()
    if label.lower().startswith("the family") and _FAMILY_AFTER.match(text, end):
        end += len(_FAMILY_AFTER.match(text, end).group())  # type: ignore[union-attr]
    if capital and _SENTENCE_BEFORE.search(text[max(0, start - 60) : start]):
        label = label[:1].upper() + label[1:]
    return Replacement(start, end, label)


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
