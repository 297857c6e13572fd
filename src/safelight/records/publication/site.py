"""Does anything that is about to be put on the public site identify somebody? Asked of every page before the swap."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from uuid import UUID
from xml.etree.ElementTree import fromstring

from safelight.core.anonymise.engine import find_listed
from safelight.core.anonymise.residue import residue
from safelight.records.cases.models import Case
from safelight.records.cases.queries import roster_of


class SiteLeaks(RuntimeError):
    """A page of the site would identify somebody: the site is not touched. Names the pages, never the words."""


def _words(page: bytes, *, path: str) -> list[str]:
    """All words of a file, as its readers get them: nothing hides behind how JSON or XML writes a letter."""
    said = page.decode()
    if path.endswith(".json"):
        return list(_strings(json.loads(said)))
    if path.endswith(".js"):
        return list(_strings(json.loads(f"[{said[said.index('(') + 1 : said.rindex(')')]}]")))
    if path.endswith(".xml"):
        elements = list(fromstring(said).iter())  # noqa: S314 -- our own bytes
        return [word for one in elements for word in (one.text, one.tail, *one.attrib.values()) if word]
    if not path.endswith(".html"):
        return [said]
    reader = _Words()
    reader.feed(said)
    reader.close()
    return reader.words


def _strings(value: object) -> Iterator[str]:
    """Every text in what a JSON file holds, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in (*value, *value.values()):
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


class _Words(HTMLParser):
    """Everything a page holds: text, attributes and comments alike."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.words += [value for _, value in attrs if value]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.words.append(data)


def is_looked_at(path: str) -> bool:
    """Whether a file of the site is held against registers: all that hold words, but for the shared index of search.

    The index holds single words and titles. Each stands in its own review's pages and paragraphs, which are looked at;
    beside the registers of other reviews, single words such as "baker" would only find people who are not meant.
    """
    return path.endswith((".html", ".js", ".json", ".xml", ".txt")) and not path.startswith("search")


def check_page(page: bytes, *, path: str, cases: Iterable[UUID]) -> None:
    """Look for everybody in the registers of these cases, by two methods that share no code.

    Raises:
        SiteLeaks: when anybody shows, or a case has no register to look by.
    """
    text = "\n".join(_words(page, path=path))
    for case in Case.objects.filter(pk__in=list(cases)):
        roster = roster_of(case)
        if not case.register_sha256 or find_listed(text, roster=roster) or residue(text, roster=roster):
            raise SiteLeaks(f"The page {path} would identify somebody, so the public site was left as it is.")
