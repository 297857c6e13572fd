"""What does another reader find in the same web page? The standard library's, which shares no code with the first."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from lxml import etree

from safelight.core.papers.tree import attributes, is_element

WORD: Final = re.compile(r"[^\W_]+")
ORDINARY: Final = {"doctype", "html", "public", "dtd", "w3c", "en", "xml", "version", "encoding", "utf", "cdata"}
AROUND: Final = 80
MOST_STRETCHES: Final = 400


def second_texts(source: str, *, root: etree._Element) -> Iterator[str]:
    """What stands in the source and not in the tree: texts, comments, attributes said twice, broken-off elements."""
    known = _words(root)
    values = {" ".join(said.split()) for node in root.iter() if is_element(node) for _, said in attributes(node)}
    reader = _Reader()
    try:
        reader.feed(source)
        reader.close()
    except (AssertionError, ValueError, RecursionError):
        reader.texts.append(source)
    for text in dict.fromkeys(reader.texts):
        if any(word not in known for word in text.split()):
            yield text
    for said in dict.fromkeys(reader.values):
        if " ".join(said.split()) not in values:
            yield said
    yield from _left_over(source, root)


def _words(root: etree._Element) -> frozenset[str]:
    said = (str(text) for node in root.iter() for text in (node.text or "", node.tail or ""))
    return frozenset(" ".join(said).split())


def _left_over(source: str, root: etree._Element) -> Iterator[str]:
    """Stretches of the source with words that neither reader has made anything of, as where an element breaks off."""
    known = set[str]()
    for node in root.iter():
        for said in (node.text, node.tail):
            known.update(WORD.findall(str(said or "").casefold()))
        if is_element(node):
            known.update(WORD.findall(str(node.tag).casefold()))
            for name, said in attributes(node):
                known.update(WORD.findall(f"{name} {said}".casefold()))
    plain = html.unescape(source)
    unknown = set(WORD.findall(plain.casefold())) - known - ORDINARY
    reached = stretches = 0
    for found in WORD.finditer(plain) if unknown else ():
        if found.start() < reached or not unknown.intersection(WORD.findall(found.group().casefold())):
            continue
        reached = found.end() + AROUND
        stretches += 1
        if stretches > MOST_STRETCHES:
            yield plain[found.start() :]
            return
        yield plain[max(found.start() - AROUND, 0) : reached]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.values: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.texts.append(data)

    def unknown_decl(self, data: str) -> None:
        self.texts.append(data)

    def handle_pi(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.values += [said for _, said in attrs if said and any(one.isalnum() for one in said)]
