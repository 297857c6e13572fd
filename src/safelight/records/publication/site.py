"""Does anything that is about to be put on the public site identify somebody? Asked of every page before the swap."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from uuid import UUID
from xml.etree.ElementTree import fromstring

from safelight.core.anonymise.engine import find_listed
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Roster
from safelight.records.publication.looked_before import Looked

COMPANY = 500
"""How many code points on either side a passage is seen with, as in `core.anonymise.stretches`."""
PASSAGE_ENDS = 8
"""In how many of 256 lines a passage ends."""


class SiteLeaks(RuntimeError):
    """A page of the site would identify somebody: the site is not touched. Names the pages, never the words."""


def _words(page: bytes, *, path: str) -> list[str]:
    """All words of a file, as its readers get them: nothing hides behind how JSON or XML writes a letter."""
    said = page.decode()
    if path.endswith((".json", ".jsonld")):
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


def words_in(file: bytes, *, path: str) -> list[str] | None:
    """All words of a file of the site; None where it is a program, or holds none that a search could read."""
    if not path.endswith((".html", ".js", ".json", ".jsonld", ".xml", ".txt")) or path == "search.js":
        return None
    return _words(file, path=path)


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
    return path.endswith((".html", ".js", ".json", ".jsonld", ".xml", ".txt")) and not path.startswith("search")


def check_page(page: bytes, *, path: str, cases: Iterable[UUID], looked: Looked) -> None:
    """Look for everybody in the registers of these cases, by two methods that share no code.

    What was looked at before beside the same register is not looked at again. A page that several reviews share is
    looked at in passages, so that a change in one of them is all that is new.

    Raises:
        SiteLeaks: when anybody shows, or a case has no register to look by.
    """
    own = dict.fromkeys(cases)
    # How the bytes are read depends on what kind of file they are.
    whole = hashlib.sha256(f"{path.rpartition('.')[2]} ".encode() + page).digest()
    if len(own) == 1 and all(looked.is_clean(whole, case_id=case_id) for case_id in own):
        return
    text = "\n".join(_words(page, path=path))
    passages = [(0, len(text))] if len(own) == 1 else list(_passages(text))
    seen = [whole] if len(own) == 1 else [_digest(text, first, last) for first, last in passages]
    for case_id in own:
        fresh = [number for number, one in enumerate(seen) if not looked.is_clean(one, case_id=case_id)]
        if fresh and _shows(text, [passages[number] for number in fresh], looked.roster(case_id)):
            raise SiteLeaks(f"The page {path} would identify somebody, so the public site was left as it is.")
        for number in fresh:
            looked.note(seen[number], case_id=case_id)


def _digest(text: str, first: int, last: int) -> bytes:
    """Of a passage in its company, and of where in it the passage begins and ends."""
    start = max(0, first - COMPANY)
    said = f"{first - start} {last - start} {text[start : last + COMPANY]}"
    return hashlib.sha256(said.encode()).digest()


def _shows(text: str, passages: list[tuple[int, int]], roster: Roster | None) -> bool:
    """Whether anybody of a register stands in these passages, each seen in its company."""
    if roster is None:
        return True
    for first, last in _runs(passages):
        offset = max(0, first - COMPANY)
        part = text[offset : last + COMPANY]
        found = (*find_listed(part, roster=roster), *residue(part, roster=roster))
        if any(one.start + offset < last and one.end + offset > first for one in found):
            return True
    return False


def _passages(text: str) -> Iterator[tuple[int, int]]:
    """A text in passages that end where their own last line says so: a change moves no end but those beside it."""
    first = at = 0
    for line in text.splitlines(keepends=True):
        at += len(line)
        if hashlib.sha256(line.encode()).digest()[0] < PASSAGE_ENDS:
            yield first, at
            first = at
    if first < at or not text:
        yield first, at


def _runs(passages: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Passages that follow upon one another, together."""
    start, end = passages[0]
    for first, last in passages[1:]:
        if first != end:
            yield start, end
            start = first
        end = last
    yield start, end
