"""What does a published page say, paragraph by paragraph, and where does each stand? Read from the finished bytes."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

_BLOCKS = frozenset({"h2", "h3", "h4", "h5", "h6", "p", "li", "caption", "th", "td"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph, heading, item or cell: the anchor that leads to it or just before it, its section, its words."""

    anchor: str
    section: str
    text: str
    heading: bool = False


def passages_of(page: bytes) -> tuple[Passage, ...]:
    """The passages of an edition's main part, in reading order."""
    reader = _Reader()
    reader.feed(page.decode())
    reader.close()
    return tuple(reader.found)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Passage] = []
        self._inside = False
        self._anchor = self._section = self._block = ""
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "main":
            self._inside = True
        elif self._inside and tag in _BLOCKS:
            self._close()
            self._block, self._anchor = tag, given.get("id") or self._anchor
        elif tag == "br":
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._block or tag == "main":
            self._close()
        if tag == "main":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._block:
            self._words.append(data)

    def _close(self) -> None:
        text, heading = " ".join("".join(self._words).split()), self._block in _HEADINGS
        if text:
            self._section = text if heading else self._section
            self.found.append(Passage(anchor=self._anchor, section=self._section, text=text, heading=heading))
        self._words, self._block = [], ""
