"""What is left of a web page once everything that hides in it is taken out?"""

from __future__ import annotations

import base64
import re
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from safelight.core.papers.html.carried import Carried, carried_in
from safelight.core.papers.html.hidden import is_machine_data, is_ordinary_meta, is_script_link
from safelight.core.papers.html.sight import Sight
from safelight.core.papers.html.styles import COMMENT
from safelight.core.papers.letters import folded
from safelight.core.papers.picture import UnreadablePicture, clean_picture
from safelight.core.papers.tree import attributes, drop, forget, is_element

DROPPED: Final = {
    "script", "template", "noscript", "object", "embed", "iframe", "applet", "frame", "frameset", "noframes",
    "noembed", "datalist", "base", "audio", "video", "link", "metadata", "annotation", "annotation-xml", "param",
    "source",
}  # fmt: skip
UNSAID: Final = {
    "srcdoc", "ping", "nonce", "manifest", "content", "about", "resource", "typeof", "property", "datatype",
}  # fmt: skip
LINKS: Final = {"href", "src", "action", "formaction", "poster"}
RAW: Final = {"plaintext", "xmp", "listing"}
KEPT_LINKS: Final = {"stylesheet", "icon", "canonical"}


def clean_page(root: etree._Element) -> bytes:
    """The page without comments, scripts, hidden elements, metadata and data behind elements, in UTF-8."""
    sight = Sight(root)
    for element in [element for element in root.iter() if element is not root]:
        if not is_element(element) or _is_dropped(element, sight):
            drop(element)
        elif sight.is_reversed(element):
            _turn(element)
        elif element.tag in RAW:
            # What comes after these is never read as elements again, so a copy of them could not be closed.
            element.tag = "pre"
    seen = folded(" ".join(str(text) for text in root.itertext()))
    for element in list(root.iter()):
        if element.tag == "meta" and (element.get("charset") or not is_ordinary_meta(element, seen=seen)):
            drop(element)
            continue
        if element.tag == "style":
            element.text = _without_carried(COMMENT.sub("", element.text or ""))
        _clean_attributes(element)
    _say_encoding(root)
    written = str(lxml_html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))
    return (written.rstrip() + "\n").encode("utf-8")


def _is_dropped(element: etree._Element, sight: Sight) -> bool:
    if element.tag == "link" and set(str(element.get("rel", "")).casefold().split()) & KEPT_LINKS:
        return False
    if element.tag in DROPPED:
        return True
    if element.tag in {"head", "body", "title", "meta", "style", "link"}:
        return False
    return bool(sight.unseen(element))


def _clean_attributes(element: etree._Element) -> None:
    for attribute, said in attributes(element):
        carried = list(carried_in(said))
        if (
            attribute.startswith("on")
            or (attribute in UNSAID and element.tag != "meta")
            or not is_machine_data(attribute, said)
            or (attribute in LINKS and is_script_link(said) and not (carried and carried[0].is_picture))
        ):
            del element.attrib[attribute]
        elif attribute == "src" and carried and element.tag == "img":
            _clean_picture(element, carried[0])
        elif carried:
            element.set(attribute, _without_carried(said)) if attribute == "style" else forget(element, attribute)
        elif attribute in {"id", "for", "name"} and re.search(r"\s", said):
            element.set(attribute, re.sub(r"\s+", "-", said.strip()))
        elif attribute == "href" and said.startswith("#") and re.search(r"\s|%20", said):
            element.set(attribute, re.sub(r"(?:\s|%20)+", "-", said))


def _clean_picture(element: etree._Element, one: Carried) -> None:
    """A picture written into the page keeps its pixels only; one that cannot be opened leaves its alternative text."""
    if one.is_drawing:
        return
    try:
        if not one.is_picture:
            raise UnreadablePicture("This is not a picture.")
        cleaned, ending = clean_picture(one.content)
    except UnreadablePicture:
        alternative = element.get("alt")
        element.attrib.clear()
        element.tag = "span"
        element.text = alternative or ""
        return
    element.set("src", f"data:image/{ending};base64,{base64.b64encode(cleaned).decode('ascii')}")


def _without_carried(style: str) -> str:
    """A style sheet without the files that are written into it, but for drawings of lines."""
    for one in carried_in(style):
        if not one.is_drawing:
            style = style.replace(one.written, "data:,")
    return style


def _turn(element: etree._Element) -> None:
    """Letters that are shown from right to left are written as they read; with elements in between they are dropped."""
    forget(element, "style", "dir", "class", "id")
    if len(element):
        for inner in list(element):
            drop(inner)
    element.text = (element.text or "")[::-1]
    element.tag = "span" if element.tag == "bdo" else element.tag


def _say_encoding(root: etree._Element) -> None:
    head = root.find("head")
    if head is None:
        head = etree.Element("head")
        root.insert(0, head)
    for old in [one for one in head.iter("meta") if str(one.get("http-equiv", "")).casefold() == "content-type"]:
        drop(old)
    head.insert(0, etree.Element("meta", charset="utf-8"))
