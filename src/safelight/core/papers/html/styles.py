"""How is this element styled? By the page's own style sheets, the element's `style`, and its older attributes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.html.selectors import Selector, fits, selector

COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
ESCAPE: Final = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\([^\n0-9a-fA-F])")
STRING: Final = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
QUERY: Final = re.compile(r"\(\s*(min|max)-width\s*:\s*([\d.]+)\s*(px|em|rem)\s*\)")
SCREEN_WIDTH: Final = 1280.0
MOST_STYLE: Final = 4_000_000
MOST_RULES: Final = 20_000
MOST_TRIES: Final = 300_000
DEEPEST: Final = 12
OLD_ATTRIBUTES: Final = {
    "color": "color", "bgcolor": "background-color", "display": "display", "visibility": "visibility",
    "opacity": "opacity", "font-size": "font-size", "fill": "fill",
}  # fmt: skip

Declared = dict[str, str]


class TooElaborate(ValueError):
    """Raised for a page whose styles would take for ever to work out."""


def plain(text: str) -> str:
    """Style as it is meant: letters written as numbers are letters."""
    if "\\" not in text:
        return text
    return ESCAPE.sub(lambda one: _character(one.group(1)) if one.group(1) else one.group(2), text)


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"


class Styles:
    """The style sheets of one page, ready to answer for any element in it."""

    def __init__(self, root: etree._Element) -> None:
        self._by_key: dict[str, list[tuple[Selector, int, Declared, Declared]]] = defaultdict(list)
        self._variables: Declared = {}
        self._rules = 0
        self._tries = 0
        for sheet in root.iter("style"):
            said = str(sheet.text or "")
            if len(said) > MOST_STYLE:
                raise TooElaborate("The page holds too much style.")
            if _fits_screen(str(sheet.get("media", ""))):
                self._learn(COMMENT.sub("", said), depth=0)

    def of(self, element: etree._Element) -> Declared:
        """Everything that is declared for the element itself; what it takes over from round it is not in it."""
        found = [(0, (0, 0, 0), 0, {OLD_ATTRIBUTES[name]: str(element.get(name)).casefold() for name in OLD_ATTRIBUTES
                                    if element.get(name) is not None})]  # fmt: skip
        for key in self._keys(element):
            for wanted, place, usual, strong in self._by_key.get(key, ()):
                self._tries += 1
                if self._tries > MOST_TRIES:
                    raise TooElaborate("The page is styled too elaborately.")
                if fits(element, wanted):
                    found += [(1, wanted.weight, place, usual), (3, wanted.weight, place, strong)]
        own = str(element.get("style", ""))
        if own:
            usual, strong = declared(own)
            found += [(2, (0, 0, 0), 0, usual), (4, (0, 0, 0), 0, strong)]
        style: Declared = {}
        for _, _, _, said in sorted(found, key=lambda one: one[:3]):
            style.update(said)
        return {name: self._resolved(said) for name, said in style.items()} if style else style

    def _keys(self, element: etree._Element) -> Iterator[str]:
        yield "*"
        yield str(element.tag)
        if element.get("id"):
            yield f"#{element.get('id')}"
        for name in dict.fromkeys(str(element.get("class", "")).split()):
            yield f".{name}"

    def _learn(self, sheet: str, *, depth: int) -> None:
        for head, body in blocks(sheet):
            if head.startswith("@"):
                word = head.split("(")[0].split()[0].casefold()
                inside = word in {"@supports", "@layer", "@container", "@scope", "@document"}
                if depth < DEEPEST and (inside or (word == "@media" and _fits_screen(head[len("@media") :]))):
                    self._learn(body, depth=depth + 1)
                continue
            usual, strong = declared(body)
            if not usual and not strong:
                continue
            self._variables.update({name: said for name, said in {**usual, **strong}.items() if name.startswith("--")})
            for part in _apart(plain(head) if "\\" in head else head):
                self._rules += 1
                if self._rules > MOST_RULES:
                    raise TooElaborate("The page holds too many rules of style.")
                wanted = selector(part) if len(part) < 1000 else None
                if wanted is not None:
                    self._by_key[wanted.key].append((wanted, self._rules, usual, strong))

    def _resolved(self, said: str) -> str:
        for _ in range(4):
            if "var(" not in said or len(said) > 1000:
                break
            said = VARIABLE.sub(lambda one: self._variables.get(one.group(1), (one.group(2) or "").strip()), said)
        return said


def blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Every outermost `head { body }`, found in one pass; a body that is never closed ends with the sheet."""
    depth, start, head = 0, 0, ""
    for mark in re.finditer(r"\"[^\"\n]*\"|'[^'\n]*'|[{};]", sheet):
        said = mark.group()
        if said == "{":
            if depth == 0:
                head, start = sheet[start : mark.start()].strip(), mark.end()
            depth += 1
        elif said == "}":
            if depth == 1:
                yield head, sheet[start : mark.start()]
            depth = max(depth - 1, 0)
            start = mark.end() if depth == 0 else start
        elif said == ";" and depth == 0:
            start = mark.end()
    if depth:
        yield head, sheet[start:]


def declared(body: str) -> tuple[Declared, Declared]:
    """What a rule declares, and what of it is important; names and values in lower case and without comments."""
    usual: Declared = {}
    strong: Declared = {}
    if "/*" in body:
        body = COMMENT.sub("", body)
    for one in body.split(";"):
        name, colon, said = one.partition(":")
        name = plain(name).strip().casefold()
        if not colon or not name:
            continue
        said = plain(said).strip().casefold()
        important = said.endswith("important") and "!" in said
        said = said.rpartition("!")[0].strip() if important else said
        (strong if important else usual)[name] = said
    return usual, strong


def _apart(head: str) -> list[str]:
    """The selectors of a rule; a comma inside brackets parts nothing."""
    return re.split(r",(?![^(\[]*[)\]])", head) if len(head) < 20_000 else head.split(",")


def _fits_screen(media: str) -> bool:
    """Whether a style is for the screen of a desk; what cannot be told counts as fitting."""
    queries = media.casefold().split(",")
    return any(_fits_one(query) for query in queries)


def _fits_one(query: str) -> bool:
    words = query.split("(")[0].split()
    if "not" in words:
        return "print" in words
    if {"print", "speech"} & set(words):
        return False
    for side, number, unit in QUERY.findall(query):
        width = float(number) * (1.0 if unit == "px" else 16.0) if number.count(".") < 2 and number != "." else 0.0
        if (side == "min" and width > SCREEN_WIDTH) or (side == "max" and width < SCREEN_WIDTH):
            return False
    return "prefers-color-scheme: dark" not in query and "prefers-contrast" not in query
