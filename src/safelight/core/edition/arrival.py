"""Did every approved word arrive, in its order, and nothing besides?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from safelight.core.edition.masthead import Masthead
from safelight.core.papers.manuscript import Bullets, Heading, Manuscript, Paragraph, Table

_FURNITURE_TEXT = """
Skip to main content. Contents. Table 1: Column 1. Published. Page 1 of 1.
Children and their families are not named in this document.
To ask about this document, or for it in another format or language:
"""
FURNITURE = frozenset(re.findall(r"[a-z]+", _FURNITURE_TEXT.casefold()))
"""The words that the templates add of their own accord."""

_WORD = re.compile(r"[^\W_]+")
_MAY_SPREAD = 900
"""A table cell longer than this may run over a page, so that its words are not next to each other in the file."""
_MAY_BREAK = 10
"""A run without spaces from this length on may be broken where a line or a narrow column ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A stretch of the manuscript whose words must stand next to each other, and where to find it."""

    where: str
    text: str


def fold(text: str) -> str:
    """Letters and digits only, in lower case: what is left of a text when line breaks and fonts are taken away."""
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def units(manuscript: Manuscript) -> Iterator[Unit]:
    """Each heading, paragraph, list item and table cell, in order."""
    for number, block in enumerate(manuscript.blocks, 1):
        match block:
            case Heading(text=text):
                yield Unit(where=f"heading '{' '.join(text.split())[:40]}'", text=text)
            case Paragraph(text=text):
                yield Unit(where=f"block {number}", text=text)
            case Bullets(items=items):
                yield from (Unit(where=f"block {number}, item {at}", text=item) for at, item in enumerate(items, 1))
            case Table(header=header, rows=rows):
                for at, row in enumerate((header, *rows)):
                    yield from (Unit(where=f"block {number}, table row {at}", text=cell) for cell in row)


def missing(manuscript: Manuscript, *, text: str) -> tuple[Unit, ...]:
    """The parts of the manuscript that cannot be found, in their order, in a text read back from finished bytes."""
    folded = fold(text)
    lost: list[Unit] = []
    cursor = 0
    for unit in units(manuscript):
        wanted = fold(unit.text)
        at = folded.find(wanted, cursor)
        if at >= 0:
            cursor = at + len(wanted)
        elif len(unit.text) <= _MAY_SPREAD or not _all_words_in(unit.text, folded[cursor:]):
            lost.append(unit)
    return tuple(lost)


def _all_words_in(text: str, folded: str) -> bool:
    words = _words(text)
    return all(folded.count(word) >= words.count(word) for word in set(words))


def strangers(manuscript: Manuscript, *, masthead: Masthead, text: str) -> tuple[str, ...]:
    """Words in a text read back that come neither from the manuscript nor the masthead nor the page furniture."""
    approved = [_without_marks(text) for text in _approved_texts(manuscript, masthead=masthead)]
    known = {word for text in approved for word in _words(text)} | FURNITURE
    breakable = {run for text in approved for each in text.split() if len(run := fold(each)) >= _MAY_BREAK}
    return tuple(
        dict.fromkeys(
            word
            for word in _words(text)
            if word not in known and not word.isdigit() and not any(word in run for run in breakable)
        )
    )


def _approved_texts(manuscript: Manuscript, *, masthead: Masthead) -> Iterator[str]:
    yield from (masthead.board, masthead.title, masthead.reference, masthead.contact)
    yield from (masthead.kind_title, masthead.published)
    yield from (unit.text for unit in units(manuscript))


def _without_marks(text: str) -> str:
    """Soft hyphens and the like split no word: the page shows none of them."""
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def names_missing(names: Iterable[str], *, text: str) -> tuple[str, ...]:
    """Those of the names that do not stand in the text."""
    folded = fold(text)
    return tuple(name for name in names if not fold(name) or fold(name) not in folded)
