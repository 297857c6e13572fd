"""Which headers and footers of an OpenDocument Text does no page ever show?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.odt.names import local, q, value, words_in
from safelight.core.papers.odt.package import Package
from safelight.core.papers.odt.styles import Styles
from safelight.core.papers.tree import is_element

FIRST_BLOCKS: Final = ("text:p", "text:h", "table:table")
MOST_PAGES: Final = 200


def masters(package: Package) -> dict[str, etree._Element]:
    """The kinds of page that the file declares, by name."""
    if "styles.xml" not in package.members:
        return {}
    return {value(one, "style:name"): one for one in package.tree("styles.xml").iter(q("style:master-page"))}


def used_masters(package: Package) -> frozenset[str]:
    """The kinds of page that the document's text asks for, or that follow from those."""
    known = masters(package)
    root = package.tree("content.xml")
    styles = Styles(package, "content.xml")
    first = next(root.iter(*(q(name) for name in FIRST_BLOCKS)), None)
    start = _asked_for(first, styles) if first is not None else ""
    usual = "Standard" if "Standard" in known else next(iter(known), "")
    waiting = [start or usual]
    blocks = {(str(one.tag), _style_of(one)): one for one in root.iter(*(q(name) for name in FIRST_BLOCKS))}
    waiting += [asked for asked in (_asked_for(one, styles) for one in blocks.values()) if asked]
    waiting += [value(one, "text:master-page-name") for one in root.iter() if value_of_page(one)]
    used: set[str] = set()
    while waiting and len(used) < MOST_PAGES:
        name = waiting.pop()
        if name in known and name not in used:
            used.add(name)
            waiting.append(value(known[name], "style:next-style-name"))
    return frozenset(used)


def value_of_page(element: etree._Element) -> str:
    """The page that an element other than a paragraph asks for, such as the index of a book."""
    return value(element, "text:master-page-name") if is_element(element) else ""


def idle_headers(package: Package) -> Iterator[etree._Element]:
    """Headers and footers that no page shows: of pages not used, or switched off."""
    used = used_masters(package)
    for name, master in masters(package).items():
        for part in master:
            if not is_element(part) or not local(part).startswith(("header", "footer")):
                continue
            if name not in used or value(part, "style:display") == "false":
                yield part


def unused_headers(package: Package) -> Iterator[tuple[str, str]]:
    """Headers and footers with words that no page shows, as where and what."""
    for part in idle_headers(package):
        if words_in(part).strip():
            yield f"styles.xml, {local(part)} of a page that is not used", words_in(part)


def _style_of(block: etree._Element) -> str:
    return value(block, "table:style-name") or value(block, "text:style-name")


def _asked_for(block: etree._Element, styles: Styles) -> str:
    family = "table" if block.tag == q("table:table") else "paragraph"
    for style in styles.chain(family, _style_of(block)):
        if value(style, "style:master-page-name"):
            return value(style, "style:master-page-name")
    return ""
