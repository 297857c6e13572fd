"""What is left of a web page once everything that hides in it is taken out?"""

from __future__ import annotations

import base64
import re
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from safelight.core.papers.html.hidden import folded, is_machine_data, is_ordinary_meta, is_script_link, picture_data
from safelight.core.papers.html.sight import COMMENT, Sight
from safelight.core.papers.picture import UnreadablePicture, clean_picture
from safelight.core.papers.tree import attributes, drop, is_element

DROPPED: Final = {
    "script", "template", "noscript", "object", "embed", "iframe", "applet", "frame", "frameset", "noframes",
    "noembed", "datalist", "base", "audio", "video", "link",
}  # fmt: skip
LINKS: Final = {"href", "src", "action", "formaction", "poster"}
KEPT_LINKS: Final = {"stylesheet", "icon", "canonical"}


def clean_page(root: etree._Element) -> bytes:
    """The page without comments, scripts, hidden elements, metadata and data behind elements, in UTF-8."""
    sight = Sight(root)
    for element in [element for element in root.iter() if element is not root]:
        if not is_element(element) or _is_dropped(element, sight):
            drop(element)
    seen = folded(" ".join(str(text) for text in root.itertext()))
    for element in list(root.iter()):
        if element.tag == "meta" and (element.get("charset") or not is_ordinary_meta(element, seen=seen)):
            drop(element)
            continue
        if element.tag == "style":
            element.text = COMMENT.sub("", element.text or "")
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
    for attribute, said in [(str(name), str(text)) for name, text in attributes(element)]:
        if (
            attribute.startswith("on")
            or attribute in {"srcdoc", "ping", "nonce"}
            or not is_machine_data(attribute, said)
        ) or (attribute in LINKS and is_script_link(said)):
            del element.attrib[attribute]
        elif said.startswith("data:"):
            _clean_picture(element, attribute, said)
        elif attribute in {"id", "for", "name"} and re.search(r"\s", said):
            element.set(attribute, re.sub(r"\s+", "-", said.strip()))
        elif attribute == "href" and said.startswith("#") and re.search(r"\s|%20", said):
            element.set(attribute, re.sub(r"(?:\s|%20)+", "-", said))


def _clean_picture(element: etree._Element, attribute: str, said: str) -> None:
    """A picture written into the page keeps its pixels only; one that cannot be opened leaves its alternative text."""
    picture = picture_data(said)
    try:
        if picture is None:
            raise UnreadablePicture("This is not a picture.")
        cleaned, ending = clean_picture(picture)
    except UnreadablePicture:
        alternative = element.get("alt")
        element.attrib.clear()
        element.tag = "span"
        element.text = alternative or ""
        return
    element.set(attribute, f"data:image/{ending};base64,{base64.b64encode(cleaned).decode('ascii')}")


def _say_encoding(root: etree._Element) -> None:
    head = root.find("head")
    if head is None:
        head = etree.Element("head")
        root.insert(0, head)
    for old in [one for one in head.iter("meta") if str(one.get("http-equiv", "")).casefold() == "content-type"]:
        drop(old)
    head.insert(0, etree.Element("meta", charset="utf-8"))
