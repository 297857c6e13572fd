"""What do the attributes of a page say? Every value that is not machinery, and every name that is not HTML's own."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.html.carried import DATA, carried_in
from safelight.core.papers.html.known import KNOWN, MACHINE, ORDINARY_TAGS, PARTS, SHOWN, STEERING_WORDS
from safelight.core.papers.html.sight import Sight
from safelight.core.papers.html.styles import plain
from safelight.core.papers.paper import Part
from safelight.core.papers.spot import Piece, Spot, spot
from safelight.core.papers.tree import attributes, forget, is_element, unwrap

MACHINE_VALUE: Final = re.compile(
    r"[\d.,;:\s%+-]{0,12}|-?[\d.]+(?:px|pt|em|rem|%|in|cm|mm|ex|vw|vh)?|#[0-9a-f]{3,8}|[a-z]{2}(?:-[a-z]{2})?"
    r"|_(?:blank|self|top|parent)|https?://www\.w3\.org/[\w./-]*|[a-z]+/[a-z.+-]+|[a-z](?:[\d\s.,a-z+-]*)"
    r"|sha\d+-.*|\(?(?:min|max)-width:.*",
    re.IGNORECASE | re.DOTALL,
)
LONG_WORD: Final = re.compile(r"[^\W\d_]{3,}")
LINK_WITH_LETTERS: Final = re.compile(r"%[0-9A-Fa-f]{2}|xn--|&#|&\w+;")


def attribute_spots(root: etree._Element, sight: Sight) -> Iterator[Spot]:
    """One passage for each thing that an attribute says, however many elements say it."""
    places: dict[tuple[str, str, Part, bool], list[etree._Element]] = {}
    for element in root.iter():
        if not is_element(element):
            continue
        for attribute, said in attributes(element):
            if is_machinery(attribute, said):
                continue
            part = Part.METADATA if element.tag == "meta" else PARTS.get(attribute, Part.ATTRIBUTE)
            part = Part.SCRIPT if attribute.startswith("on") else part
            visible = attribute in SHOWN and not sight.unseen(element)
            places.setdefault((attribute, said, part, visible), []).append(element)
    for (attribute, said, part, visible), elements in places.items():
        where = f"{elements[0].tag} {attribute}"
        for shown in _readings(said, is_link=part is Part.LINK, is_style=part is Part.STYLE):
            yield spot((Piece(shown, _writer(elements, attribute)),), where=where, part=part, visible=visible)
        for one in carried_in(said):
            if one.is_text:
                yield spot(
                    (Piece(one.words, _forgetter(elements, attribute)),), where=where, part=Part.OTHER, visible=False
                )
    yield from _names(root)


def is_machinery(attribute: str, said: str) -> bool:
    """Whether a value steers the browser and says nothing: by its attribute's name and by what it looks like."""
    if not any(one.isalnum() for one in said):
        return True
    if attribute not in MACHINE:
        return False
    if (
        len(said) < 400
        and MACHINE_VALUE.fullmatch(said)
        and len(re.findall(r"\d", said)) < 6
        and not LONG_WORD.search(said)
    ):
        return True
    if attribute in {"d", "points", "transform", "integrity", "viewbox"} and not LONG_WORD.search(
        said.replace("scale", "")
    ):
        return True
    return all(word in STEERING_WORDS for word in re.findall(r"[^\W\d_]+", said.casefold())) and not re.search(
        r"\d{5}", said
    )


def _readings(said: str, *, is_link: bool, is_style: bool) -> Iterator[str]:
    """The value as it stands, and as a browser means it where letters are written as numbers."""
    bare = DATA.sub(" ", said) if "data:" in said.casefold() else said
    if not bare.strip():
        return
    yield bare
    meant = plain(bare) if is_style else link_as_meant(bare) if is_link or "%" in bare or "xn--" in bare else bare
    if meant != bare:
        yield meant


def link_as_meant(said: str) -> str:
    """An address with its letters as letters: `%4C`, and names of hosts in other alphabets."""
    for _ in range(3):
        again = urllib.parse.unquote(said)
        if again == said:
            break
        said = again
    return re.sub(r"xn--[a-z0-9-]+", _as_letters, said, flags=re.IGNORECASE) if "xn--" in said.casefold() else said


def _as_letters(host: re.Match[str]) -> str:
    try:
        return host.group()[4:].encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError):
        return host.group()


def _names(root: etree._Element) -> Iterator[Spot]:
    """Names that somebody made up, of attributes and of elements."""
    made_up: dict[str, list[etree._Element]] = {}
    for element in root.iter():
        if not is_element(element):
            continue
        for attribute, _ in attributes(element):
            if attribute not in KNOWN and not attribute.startswith("on"):
                made_up.setdefault(attribute, []).append(element)
        if "-" in element.tag or ":" in element.tag or element.tag not in ORDINARY_TAGS:
            made_up.setdefault(f"<{element.tag}>", []).append(element)
    for name, elements in made_up.items():
        is_tag = name.startswith("<")
        put = _unwrapper(elements) if is_tag else _forgetter(elements, name)
        yield spot((Piece(name.strip("<>"), put),), where="name of an element" if is_tag else "name of an attribute",
                   part=Part.NAME, visible=False)  # fmt: skip


def _writer(elements: list[etree._Element], attribute: str) -> Callable[[str], None]:
    """An address with somebody's name in it leads nowhere once the name is replaced, so the link is taken away."""

    def put(text: str) -> None:
        for element in elements:
            if PARTS.get(attribute) is Part.LINK and not (text.startswith("#") and len(text) > 1):
                forget(element, attribute)
            else:
                element.set(attribute, text)

    return put


def _forgetter(elements: list[etree._Element], attribute: str) -> Callable[[str], None]:
    def put(_: str) -> None:
        for element in elements:
            forget(element, attribute)

    return put


def _unwrapper(elements: list[etree._Element]) -> Callable[[str], None]:
    def put(_: str) -> None:
        for element in elements:
            if element.text:
                holder = etree.SubElement(element, "span")
                element.insert(0, holder)
                holder.text = element.text
            unwrap(element)

    return put
