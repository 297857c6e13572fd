"""Whose chronology is this? The agency that a heading names, else the one that the file is called after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final

_CALLED: Final = (
    r"\s*(?:name of |reporting |contributing |lead |the )?"
    r"(?:agency|organisation|organization|service)(?: name)?(?: and service)?\s*"
)
_KEY: Final = re.compile(_CALLED + r"(?:[:=]|\s[-–—]\s)\s*(\S.*?)\s*", re.IGNORECASE | re.DOTALL)
_KEY_ALONE: Final = re.compile(_CALLED + r":?\s*", re.IGNORECASE)
_TITLE: Final = re.compile(
    r"\s*(?:(?P<before>[^:]{2,60}?)\s*[-–—:,]?\s*(?:internal |single[- ]agency |agency )?chronology"
    r"|(?:internal |single[- ]agency |agency )?chronology\s*(?:of|from|by|for|:|[-–—])\s*(?P<after>[^:]{2,60}?))\s*",
    re.IGNORECASE,
)
_NO_AGENCY: Final = """
    child children family subject mother father case review scr imr serious significant event events key integrated
    combined composite multi multiagency agency agencies internal single individual management full initial final draft
    version appendix annex template master merged confidential restricted chronology contacts contact dates period time
    report overview guidance instructions completed please
"""
_KINDS: Final = """
    police constabulary health visiting visitors gp surgery practice hospital infirmary trust nhs pct school nursery
    education social care services service housing homes probation cafcass council ambulance midwifery maternity
    nursing authority academy college hostel camhs nspcc association youth centre clinic women's refuge children's
"""
_FILE_WORDS: Final = re.compile(
    r"(?<![a-z])(?:chronology|chronologies|chron|internal|final|draft|copy|version|v\d+|rev\d*|scr|imr|for|of|the|agency)"
    r"(?![a-z])|\(\d+\)|\d{2,}",
    re.IGNORECASE,
)
_SHORT_NAMES: Final = (
    "gp hv cafcass nhs cps lado camhs csc yot pct asc ed ae cdt mash nspcc rsl ssd lea sen cmht ooh mh la"
)


_MOST_SOURCES: Final = 0.8
_COMPOSITE: Final = re.compile(
    r"\b(?:composite|integrated|combined|merged|multi[- ]?agency)\b.{0,20}\bchronolog", re.IGNORECASE
)


def named_in_texts(texts: Iterable[str]) -> str:
    """The agency that a heading above the table names; empty where none does.

    "Agency: Health visiting" goes before a title such as "Health visiting chronology", and that before a line that is
    the name of some agency and nothing else.
    """
    written = tuple(texts)
    for look in (_after_key, _in_title, _alone):
        for text in written:
            if name := look(text):
                return name
    return ""


def _after_key(text: str) -> str:
    found = _KEY.fullmatch(text)
    return " ".join(found.group(1).split()) if found and len(text) <= 120 else ""


def named_in_cells(cells: Iterable[str]) -> str:
    """The agency that one line of a table names, in one cell or in two neighbours; empty where it names none."""
    written = tuple(cells)
    for place, text in enumerate(written):
        if name := _after_key(text):
            return name
        if _KEY_ALONE.fullmatch(text) and place + 1 < len(written):
            return " ".join(written[place + 1].split())
    return ""


def _in_title(text: str) -> str:
    """ "Health visiting chronology": the words beside "chronology", unless they speak of the child or the review."""
    found = _TITLE.fullmatch(text)
    name = " ".join((found.group("before") or found.group("after") or "").split()) if found else ""
    return name if _may_be_agency(_words(name)) else ""


def _alone(text: str) -> str:
    """ "Northmere Housing": a line with the word for some kind of agency, and nothing that speaks against it."""
    words = _words(text) if ":" not in text else []
    return " ".join(text.split()) if _may_be_agency(words) and set(words) & set(_KINDS.split()) else ""


def named_by_sheets(labels: Iterable[str]) -> frozenset[str]:
    """The names of a workbook's sheets where they are agencies or an agency's services, else none of them.

    One of several must be a kind of agency, and none anything else, such as a year or a child's name alone would be.
    """
    written = frozenset(label for label in labels if label)
    if not written or not all(_may_be_agency(_words(label)) for label in written):
        return frozenset()
    return written if any(_alone(label) for label in written) else frozenset()


def named_in_sources(sources: Iterable[str], *, title: Iterable[str]) -> bool:
    """Whether the sources of a composite chronology name the agency in front: "Northmere Police: log 14".

    Its title says that it is one, or what stands in front is of different agencies, every one of a kind that is known.
    """
    fronts = [agency_before(source) for source in sources if source.strip()]
    if not fronts or sum(map(bool, fronts)) < len(fronts) * _MOST_SOURCES:
        return False
    different = {front.casefold() for front in fronts if front}
    return any(map(_COMPOSITE.search, title)) or (len(different) > 1 and all(map(_alone, different)))


def agency_before(source: str) -> str:
    """What stands before the first colon of a source; empty where nothing does that could be an agency's name."""
    front, colon, rest = source.partition(":")
    name = " ".join(front.split())
    return name if colon and rest.strip() and 1 < len(name) <= 60 and name[0].isalnum() else ""


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:'s)?", text.casefold().replace("’", "'")) if len(text) <= 80 else []


def _may_be_agency(words: Sequence[str]) -> bool:
    if not 1 <= len(words) <= 6:
        return False
    return not any(word in _NO_AGENCY.split() or word.isdigit() or len(word) == 1 for word in words)


def named_by_file(name: str) -> str:
    """ "health-visiting_chronology_v2.xlsx" is of "Health visiting"; the bare name where nothing else is left."""
    stem = PurePath(name.replace("\\", "/")).stem
    words = " ".join(_FILE_WORDS.sub(" ", re.sub(r"[_\-.]+", " ", stem)).split()) or stem
    if words.casefold() in _SHORT_NAMES.split():
        return words.upper()
    return words[:1].upper() + words[1:]
