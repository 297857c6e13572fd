"""What do the files of the public site say, and of which review? Nothing hides behind how a file writes a letter."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, fromstring

MARKED = "data-review"
"""What the element of a page that all reviews share has, where what it says is one review's: the review's folder."""
WITH_WORDS = (".html", ".js", ".json", ".jsonld", ".xml", ".txt")
"""How the names of the files end that say something."""
PROGRAM = "search.js"
"""The one file that runs, and says nothing of anybody."""
_LEADS = re.compile(r"(?:^|/)reviews/([^/]+)/")


@dataclass(frozen=True, slots=True)
class Said:
    """Words as a reader or a program gets them; `review` is empty where they are no one review's."""

    path: str
    review: str
    words: str


def said_in(data: bytes, *, path: str, reviews: Container[str] = ()) -> Iterator[Said]:
    """All that a file says: text, attributes, comments, keys. What leads to one of `reviews` is said of that one."""
    for review, words in _read(data.decode(), path=path):
        known = review if review in reviews else _led_to(words, reviews)
        yield Said(path, known, words)


def words_in(data: bytes, *, path: str) -> list[str] | None:
    """All that a file says; None where it is a program, or holds no words that a search could read."""
    if not path.endswith(WITH_WORDS) or path == PROGRAM:
        return None
    return [words for _, words in _read(data.decode(), path=path)]


def _read(text: str, *, path: str) -> Iterator[tuple[str, str]]:
    if path.endswith((".json", ".jsonld")):
        yield from _in_json(json.loads(text), "")
    elif path.endswith(".js"):
        yield from _in_json(json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]"), "")
    elif path.endswith(".xml"):
        yield from _in_xml(fromstring(text), "")  # noqa: S314 -- our own bytes
    elif path.endswith(".html"):
        reader = _Page()
        reader.feed(text)
        reader.close()
        yield from reader.said
    else:
        yield from (("", line) for line in text.splitlines())


def _led_to(words: str, reviews: Container[str]) -> str:
    found = _LEADS.search(words)
    return found[1] if found and found[1] in reviews else ""


def _in_json(value: object, review: str) -> Iterator[tuple[str, str]]:
    """Every text in what a JSON file holds, keys too. An object with an address is said of what it leads to."""
    if isinstance(value, str):
        yield review, value
    elif isinstance(value, dict):
        leads = _LEADS.search(str(value.get("url", "")))
        for one in (*value, *value.values()):
            yield from _in_json(one, leads[1] if leads else review)
    elif isinstance(value, list):
        for one in value:
            yield from _in_json(one, review)


def _in_xml(element: Element, review: str) -> Iterator[tuple[str, str]]:
    """Every text and attribute. An entry of a feed is said of what it leads to."""
    if element.tag.endswith("entry"):
        leads = [found[1] for one in element if (found := _LEADS.search(one.get("href", "")))]
        review = leads[0] if leads else review
    yield from ((review, words) for words in (element.text, *element.attrib.values()) if words and words.strip())
    for one in element:
        yield from _in_xml(one, review)
        if one.tail and one.tail.strip():
            yield review, one.tail


class _Page(HTMLParser):
    """Everything a page holds: text, attributes and comments alike."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        self._review = self._within = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marked = dict(attrs).get(MARKED)
        if marked and not self._review:
            self._review, self._within, self._depth = marked, tag, 0
        self._depth += self._review != "" and tag == self._within
        self.said += [(self._review, value) for _, value in attrs if value]

    def handle_endtag(self, tag: str) -> None:
        if self._review and tag == self._within:
            self._depth -= 1
            if not self._depth:
                self._review = ""

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.said.append((self._review, data))

    def handle_comment(self, data: str) -> None:
        self.said.append((self._review, data))
