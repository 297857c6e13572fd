"""What does a published page say, paragraph by paragraph, and where does each stand? Read from the finished bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

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
    tree = etree.HTML(page, etree.HTMLParser(encoding="utf-8", remove_comments=True)) if page else None
    main = tree.find(".//main") if tree is not None else None
    return () if main is None else tuple(_Reader().read(main))


class _Reader:
    """Text belongs to the innermost block that was opened last; what stands between blocks is nobody's passage."""

    def __init__(self) -> None:
        self._anchor = self._section = self._block = ""
        self._words: list[str] = []

    def read(self, main: etree._Element) -> Iterator[Passage]:
        for event, element in etree.iterwalk(main, events=("start", "end")):
            tag = element.tag
            if event == "start":
                if tag in _BLOCKS:
                    yield from self._closed()
                    self._block, self._anchor = tag, element.get("id") or self._anchor
                self._hear(" " if tag == "br" else element.text)
            else:
                if tag == self._block:
                    yield from self._closed()
                self._hear(element.tail)
        yield from self._closed()

    def _hear(self, words: str | None) -> None:
        if words and self._block:
            self._words.append(words)

    def _closed(self) -> Iterator[Passage]:
        text, heading = " ".join("".join(self._words).split()), self._block in _HEADINGS
        self._words, self._block = [], ""
        if text:
            self._section = text if heading else self._section
            yield Passage(anchor=self._anchor, section=self._section, text=text, heading=heading)
