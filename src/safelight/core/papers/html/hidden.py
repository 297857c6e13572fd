"""What hides on a web page? Comments, scripts, hidden elements, metadata, and data behind elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from safelight.core.papers.html.carried import carried_in
from safelight.core.papers.html.sight import Sight
from safelight.core.papers.letters import folded
from safelight.core.papers.paper import Hidden, Passage
from safelight.core.papers.picture import UnreadablePicture, remarks_in
from safelight.core.papers.tree import attributes, is_element

LONGEST: Final = 200
ORDINARY_META: Final = {
    "viewport", "theme-color", "color-scheme", "robots", "referrer", "format-detection", "generator",
    "msapplication-tilecolor", "og:type", "og:locale", "twitter:card", "apple-mobile-web-app-capable",
    "dcterms.language", "dc.language", "progid", "originator",
}  # fmt: skip
ORDINARY_STEERING: Final = {"", "content-type", "content-language", "x-ua-compatible", "content-security-policy"}
MACHINE_WORD: Final = re.compile(r"[a-z0-9_.,:/#@%\s+-]*")
SEVERAL_WORDS: Final = re.compile(r"[a-z]{2,}\s+[a-z]{2,}")
EMBEDDED: Final = {"object", "embed", "iframe", "applet", "frame"}


def hidden_on_page(root: etree._Element, *, passages: Sequence[Passage]) -> Iterator[Hidden]:
    """Everything on the page that its reader would not see."""
    sight = Sight(root)
    seen = folded(
        " ".join(passage.text for passage in passages if passage.visible or passage.where.startswith("title "))
    )
    for element in root.iter():
        if not is_element(element):
            yield _found("comment", "comment", element.text or "", "Delete the comment.")
            continue
        yield from _scripts(element)
        yield from _unseen(element, sight)
        yield from _metadata(element, seen)
        yield from _data(element, seen)
        yield from _drawn(element)
        if sight.is_reversed(element) and not _is_turned_round(element, sight):
            yield _found(
                "reversed-text", str(element.tag), "".join(map(str, element.itertext())), "Write it as it reads."
            )
        if element.tag in EMBEDDED:
            yield _found("attachment", element.tag, str(element.get("src") or element.get("data") or ""), "Remove it.")


def is_ordinary_meta(element: etree._Element, *, seen: str) -> bool:
    """Whether a `meta` element is the page's machinery, or repeats what the page shows."""
    steering = str(element.get("http-equiv") or "").casefold()
    if element.get("charset") or steering:
        return steering in ORDINARY_STEERING
    name = str(element.get("name") or element.get("property") or element.get("itemprop") or "").casefold()
    said = folded(str(element.get("content", "")))
    if not said or name in ORDINARY_META:
        return True
    return name in {"description", "og:title", "og:description", "twitter:title", "title"} and said in seen


def is_machine_data(attribute: str, said: str) -> bool:
    """Whether a `data-` attribute steers the page rather than saying something."""
    return not attribute.startswith("data-") or bool(MACHINE_WORD.fullmatch(said) and not SEVERAL_WORDS.search(said))


def is_script_link(said: str) -> bool:
    """Whether following a link would run a script or open a file of somebody's machine."""
    plain = "".join(one for one in said if one.isprintable() and not one.isspace()).casefold()
    return plain.startswith(("javascript:", "vbscript:", "data:text", "file:", "\\\\"))


def _scripts(element: etree._Element) -> Iterator[Hidden]:
    if element.tag == "script":
        said = (element.text or "").strip() or str(element.get("src", ""))
        yield _found("script", "script", said, "Remove the script.")
    for attribute, said in attributes(element):
        if str(attribute).startswith("on"):
            yield _found("script", f"{element.tag} {attribute}", str(said), "Remove the script.")
        elif attribute in {"href", "src", "action", "formaction"} and is_script_link(str(said)):
            yield _found("script", f"{element.tag} {attribute}", str(said), "Remove the link.")


def _unseen(element: etree._Element, sight: Sight) -> Iterator[Hidden]:
    if element.tag in {"script", "style", "head", "meta", "title", "link", "base"}:
        return
    parent = element.getparent()
    why = sight.unseen(element)
    if not why or (parent is not None and sight.unseen(parent) == why):
        return
    said = "".join(str(text) for text in element.itertext()) + str(element.get("value", ""))
    if said.strip():
        yield _found(why, str(element.tag), said, "Delete it, or show it.")


def _is_turned_round(element: etree._Element, sight: Sight) -> bool:
    """Whether what is round it is reversed already, or there is nothing in it of which that could be said."""
    parent = element.getparent()
    return (parent is not None and sight.is_reversed(parent)) or not "".join(map(str, element.itertext())).strip()


def _drawn(element: etree._Element) -> Iterator[Hidden]:
    """What a drawing or a formula says beside what it shows."""
    if element.tag in {"metadata", "annotation", "annotation-xml"}:
        said = "".join(str(text) for text in element.itertext())
        if said.strip():
            yield _found("metadata", str(element.tag), said, "Remove it from the drawing or the formula.")


def _metadata(element: etree._Element, seen: str) -> Iterator[Hidden]:
    if element.tag == "meta" and not is_ordinary_meta(element, seen=seen):
        name = element.get("name") or element.get("property") or "meta"
        yield _found(
            "metadata", f"meta {name}", str(element.get("content", "")), "Remove it from the head of the page."
        )


def _data(element: etree._Element, seen: str) -> Iterator[Hidden]:
    for attribute, said in attributes(element):
        if not is_machine_data(attribute, said):
            yield _found("data-attribute", f"{element.tag} {attribute}", said, "Remove the attribute.")
        if attribute in {"content", "srcdoc", "ping"} and element.tag != "meta" and folded(said) not in seen:
            yield _found("metadata", f"{element.tag} {attribute}", said, "Remove the attribute.")
        yield from _carried(f"{element.tag} {attribute}", said)
    if element.tag == "style":
        yield from _carried("style", str(element.text or ""))


def _carried(where: str, said: str) -> Iterator[Hidden]:
    """Files inside an address: a picture and a drawing of lines are ordinary, anything else is not."""
    for one in carried_in(said):
        if one.is_picture:
            yield from _picture_remarks(where, one.content)
        elif one.is_text and not one.is_drawing:
            yield _found("hidden-text", where, one.text, "Remove the file that is written into it.")
        elif not one.is_drawing:
            yield _found("attachment", where, one.kind, "Remove the file that is written into it.")


def _picture_remarks(where: str, picture: bytes) -> Iterator[Hidden]:
    try:
        remarks = remarks_in(picture)
    except UnreadablePicture:
        yield _found("attachment", where, "a picture that cannot be opened", "Remove the picture.")
        return
    for remark in remarks:
        yield _found("picture-metadata", where, remark, "Save the picture without its camera and author data.")


def _found(rule: str, where: str, text: str, advice: str) -> Hidden:
    return Hidden(rule, where, " ".join(text.split())[:LONGEST], advice)
