"""How is a parsed tree asked about and changed? The few questions that every format with a tree has."""

from __future__ import annotations

from lxml import etree


def is_element(node: etree._Element) -> bool:
    """Whether a node is an element, and not a comment or a processing instruction."""
    return isinstance(node.tag, str)


def attributes(element: etree._Element) -> tuple[tuple[str, str], ...]:
    """The attributes of an element as they are now, so that they may be changed while they are gone through."""
    return tuple((str(name), str(said)) for name, said in element.attrib.items())


def forget(element: etree._Element, *names: str) -> None:
    """Take attributes away, where they are there."""
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def drop(element: etree._Element) -> None:
    """Take an element out of the tree; the text that follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for offset, inner in enumerate(list(element)):
        parent.insert(place + offset, inner)
    drop(element)
