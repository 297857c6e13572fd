"""Does anything that is about to be put on the public site identify somebody? Asked of every page before the swap."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from uuid import UUID

from safelight.core.anonymise.engine import find_listed
from safelight.core.anonymise.residue import residue
from safelight.records.cases.models import Case
from safelight.records.cases.queries import roster_of


class SiteLeaks(RuntimeError):
    """A page of the site would identify somebody: the site is not touched. Names the pages, never the words."""


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


def check_page(page: bytes, *, path: str, cases: Iterable[UUID]) -> None:
    """Look for everybody in the registers of these cases, by two methods that share no code.

    Raises:
        SiteLeaks: when anybody shows, or a case has no register to look by.
    """
    reader = _Words()
    reader.feed(page.decode())
    reader.close()
    text = "\n".join(reader.words)
    for case in Case.objects.filter(pk__in=list(cases)):
        roster = roster_of(case)
        if not case.register_sha256 or find_listed(text, roster=roster) or residue(text, roster=roster):
            raise SiteLeaks(f"The page {path} would identify somebody, so the public site was left as it is.")
