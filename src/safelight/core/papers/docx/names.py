"""What are the XML names inside a Word file called? Namespaces, and the few questions asked of any element."""

from __future__ import annotations

from functools import cache
from typing import Final

from lxml import etree

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "ep": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
}

STRICT = "http://purl.oclc.org/ooxml/"
"""How the namespaces of "Strict Open XML" begin."""


@cache
def q(name: str) -> str:
    """The full name of `w:p` and the like."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def local(element: etree._Element) -> str:
    """The name without its namespace; empty for a comment or a processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def space(element: etree._Element) -> str:
    """The namespace of an element; empty for a comment or a processing instruction."""
    tag = element.tag
    return tag[1:].rpartition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def value(element: etree._Element | None, name: str = "w:val") -> str:
    """An attribute's value, empty where the element or the attribute is missing."""
    return "" if element is None else str(element.get(q(name), ""))


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of names, if it is there."""
    for name in path:
        if element is None:
            return None
        element = element.find(q(name))
    return element


def is_on(element: etree._Element | None) -> bool:
    """Whether an on/off property is there and on."""
    return element is not None and value(element).casefold() not in {"0", "false", "off", "none"}


def inside(element: etree._Element, *names: str) -> etree._Element | None:
    """The nearest ancestor with one of these names, if any."""
    return next(element.iterancestors(*(q(name) for name in names)), None)
