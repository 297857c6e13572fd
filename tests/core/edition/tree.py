"""A PDF's tags and an HTML page's elements, as plain lists for tests to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO

import pikepdf


def tags(data: bytes) -> list[tuple[str, str]]:
    """Every element of a PDF's structure tree in reading order: its kind, and the scope it says it heads, if any."""
    with pikepdf.open(BytesIO(data)) as document:
        return list(_tags(document.Root.StructTreeRoot.K))


def _tags(node: object) -> Iterator[tuple[str, str]]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S)[1:], _scope(node.get("/A"))
        if "/K" in node:
            yield from _tags(node.K)


def _scope(attributes: object) -> str:
    several = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return "".join(str(each.Scope)[1:] for each in several if isinstance(each, pikepdf.Dictionary) and "/Scope" in each)


@dataclass
class Tagged:
    """An element of a PDF's structure: its kind, what stands for it where it is read out, and what is in it."""

    kind: str
    alt: str
    children: list[Tagged]
    annotations: list[pikepdf.Object]

    def all(self, *kinds: str) -> Iterator[Tagged]:
        """Every element of these kinds, in reading order."""
        if self.kind in kinds:
            yield self
        for child in self.children:
            yield from child.all(*kinds)


def structure(document: pikepdf.Pdf) -> Tagged:
    """An open PDF's structure tree."""
    return _tagged(document.Root.StructTreeRoot)


def _tagged(node: pikepdf.Object) -> Tagged:
    kids = node.get("/K", [])
    several = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    dictionaries = [each for each in several if isinstance(each, pikepdf.Dictionary)]
    return Tagged(
        str(node.get("/S", "/"))[1:],
        str(node.get("/Alt", "")),
        [_tagged(each) for each in dictionaries if "/S" in each],
        [each.Obj for each in dictionaries if "/Obj" in each],
    )


def bookmarks(data: bytes) -> list[str]:
    """The titles of a PDF's bookmarks, top level first to last, each before those under it."""
    with pikepdf.open(BytesIO(data)) as document, document.open_outline() as outline:
        return [title for item in outline.root for title in _titles(item)]


def _titles(item: pikepdf.OutlineItem) -> Iterator[str]:
    yield item.title
    for child in item.children:
        yield from _titles(child)


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """Every element of a page with the text directly or indirectly inside it."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in {"meta", "br"}:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, *names: str) -> list[Element]:
        return [element for element in self.elements if element.tag in names]


def page(data: bytes) -> Page:
    parsed = Page()
    parsed.feed(data.decode("utf-8"))
    parsed.close()
    assert not parsed.open
    return parsed
