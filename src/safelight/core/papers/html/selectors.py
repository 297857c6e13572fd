"""Does this selector of a style sheet fit this element? As a browser would say while nobody touches the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

NAME: Final = r"(?:[\w-]|[^\x00-\x7f]|\\.)+"
PIECE: Final = re.compile(
    rf"(?P<tag>{NAME}|\*)|\#(?P<id>{NAME})|\.(?P<cls>{NAME})"
    rf"|\[\s*(?P<attr>{NAME})\s*(?:(?P<op>[~|^$*]?=)\s*(?P<said>\"[^\"]*\"|'[^']*'|[^\]\s]*)\s*(?P<flag>[iIsS])?\s*)?\]"
    rf"|::?(?P<pseudo>{NAME})(?:\((?P<arg>[^()]*)\))?"
)
COMBINATOR: Final = re.compile(r"\s*([>+~])\s*|\s+")
TOUCHED: Final = {
    "hover", "focus", "active", "focus-within", "focus-visible", "visited", "target", "checked", "disabled", "invalid",
    "before", "after", "first-letter", "first-line", "placeholder", "selection", "marker", "backdrop", "indeterminate",
    "fullscreen", "open", "popover-open", "autofill", "user-invalid", "target-within", "placeholder-shown",
}  # fmt: skip
"""What only fits once somebody touches the page, or fits no element at all."""
MOST_STEPS: Final = 12


@dataclass(frozen=True, slots=True)
class Simple:
    """One condition: its kind, what it names, how it compares and with what."""

    kind: str
    name: str
    how: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Selector:
    """Steps from the right to the left: the conditions of each, and how it stands to the next one on its left."""

    steps: tuple[tuple[str, tuple[Simple, ...]], ...]
    weight: tuple[int, int, int]

    @property
    def key(self) -> str:
        """By what its elements can be looked up: '#id', '.class', 'tag', or '*' for any."""
        conditions = self.steps[0][1]
        for kind, mark in (("id", "#"), ("cls", "."), ("tag", "")):
            for one in conditions:
                if one.kind == kind and one.name != "*":
                    return mark + one.name
        return "*"


@lru_cache(maxsize=4096)
def selector(text: str) -> Selector | None:
    """One selector without commas; None where it fits nothing on a page at rest, or cannot be read."""
    steps: list[tuple[str, tuple[Simple, ...]]] = []
    conditions: list[Simple] = []
    at, text, how = 0, text.strip(), ""
    while at < len(text):
        if piece := PIECE.match(text, at):
            conditions.append(_simple(piece))
            at = piece.end()
        elif (between := COMBINATOR.match(text, at)) and conditions and len(steps) < MOST_STEPS:
            steps.append((how, tuple(conditions)))
            conditions, how = [], between.group(1) or " "
            at = between.end()
        else:
            return None
    if not conditions:
        return None
    steps.append((how, tuple(conditions)))
    every = [one for _, group in steps for one in group]
    if any(one.kind == "pseudo" and one.name in TOUCHED for one in every):
        return None
    ids, named = sum(one.kind == "id" for one in every), sum(one.kind in {"cls", "attr", "pseudo"} for one in every)
    weight = (ids, named, sum(one.kind == "tag" and one.name != "*" for one in every))
    return Selector(tuple(reversed(steps)), weight)


def _simple(piece: re.Match[str]) -> Simple:
    kind = piece.lastgroup or ""
    if piece["pseudo"] is not None:
        return Simple("pseudo", piece["pseudo"].casefold(), said=(piece["arg"] or "").strip())
    if piece["attr"] is not None:
        said = (piece["said"] or "").strip("\"'")
        return Simple("attr", piece["attr"].casefold(), how=piece["op"] or "", said=said)
    name = piece[kind].replace("\\", "")
    return Simple(kind, name.casefold() if kind == "tag" else name)


def fits(element: etree._Element, wanted: Selector) -> bool:
    """Whether the element, where it stands, is one that the selector means."""
    return _fits_from(element, wanted, 0)


def _fits_from(element: etree._Element, wanted: Selector, step: int) -> bool:
    _, conditions = wanted.steps[step]
    if not all(_is(element, one) for one in conditions):
        return False
    if step + 1 == len(wanted.steps):
        return True
    how = wanted.steps[step][0]
    if how == ">":
        parent = element.getparent()
        return parent is not None and _fits_from(parent, wanted, step + 1)
    if how == "+":
        before = next(element.itersiblings(etree.Element, preceding=True), None)
        return before is not None and _fits_from(before, wanted, step + 1)
    around = element.itersiblings(etree.Element, preceding=True) if how == "~" else element.iterancestors()
    return any(_fits_from(one, wanted, step + 1) for one in around)


def _is(element: etree._Element, one: Simple) -> bool:
    if one.kind == "tag":
        return one.name in ("*", element.tag)
    if one.kind == "id":
        return element.get("id") == one.name
    if one.kind == "cls":
        return one.name in str(element.get("class", "")).split()
    if one.kind == "attr":
        return _compares(element.get(one.name), one)
    return _stands(element, one)


def _compares(given: str | None, one: Simple) -> bool:
    if given is None:
        return False
    said = str(given).casefold()
    wanted = one.said.casefold()
    match one.how:
        case "=":
            return said == wanted
        case "~=":
            return wanted in said.split()
        case "|=":
            return said == wanted or said.startswith(f"{wanted}-")
        case "^=":
            return bool(wanted) and said.startswith(wanted)
        case "$=":
            return bool(wanted) and said.endswith(wanted)
        case "*=":
            return bool(wanted) and wanted in said
    return True


def _stands(element: etree._Element, one: Simple) -> bool:
    """Pseudo-classes. One that is not known here counts as fitting: what it hides is looked at."""
    match one.name:
        case "not" | "is" | "where" | "matches":
            inner = [selector(part) for part in one.said.split(",")]
            said = any(part is not None and fits(element, part) for part in inner)
            return said != (one.name == "not")
        case "root":
            return element.getparent() is None
        case "empty":
            return len(element) == 0 and not (element.text or "")
        case "first-child":
            return next(element.itersiblings(etree.Element, preceding=True), None) is None
        case "last-child":
            return next(element.itersiblings(etree.Element), None) is None
        case "nth-child" if one.said.isdigit():
            return sum(1 for _ in element.itersiblings(etree.Element, preceding=True)) + 1 == int(one.said)
        case "nth-child" if one.said in {"odd", "even"}:
            place = sum(1 for _ in element.itersiblings(etree.Element, preceding=True)) + 1
            return place % 2 == (one.said == "odd")
    return True
