"""What do the paragraphs of a part say? Their text, run by run, with what is deleted and what is unseen set apart."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from lxml import etree

from safelight.core.papers.docx.looks import Unseen
from safelight.core.papers.docx.names import local, q
from safelight.core.papers.spot import Piece
from safelight.core.papers.tree import drop

SOFT_HYPHEN: Final = "\u00ad"
MARKS: Final = {
    q("w:tab"): "\t",
    q("w:ptab"): "\t",
    q("w:br"): "\n",
    q("w:cr"): "\n",
    q("w:noBreakHyphen"): "-",
    q("w:softHyphen"): SOFT_HYPHEN,
}
SYMBOL: Final = q("w:sym")
CODES: Final = {q("w:instrText"), q("w:delInstrText")}
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


class Standing(Enum):
    """How a stretch of text stands on the page."""

    SHOWN = auto()
    DELETED = auto()
    UNSEEN = auto()
    CODE = auto()


@dataclass(slots=True)
class Stretch:
    """A piece of a paragraph with its standing; `inserted` for tracked insertions, `unseen` says why it is hidden."""

    piece: Piece
    standing: Standing
    element: etree._Element
    inserted: bool = False
    unseen: Unseen | None = None


@dataclass(slots=True)
class Block:
    """One paragraph: the words for where it is, as a reader would count, and everything in it that is text."""

    element: etree._Element
    place: str = ""
    in_cell: bool = False
    in_box: bool = False
    found: list[Stretch] = field(default_factory=list)

    @property
    def shown(self) -> tuple[Stretch, ...]:
        """The part that its reader sees."""
        return tuple(one for one in self.found if one.standing is Standing.SHOWN)


def text_of(element: etree._Element) -> str:
    """The characters that one text-carrying element stands for."""
    text = element.text
    if text is not None:
        return text
    return _symbol(element) if element.tag == SYMBOL else MARKS.get(str(element.tag), "")


def groups(found: Sequence[Stretch], standing: Standing) -> Iterator[tuple[Stretch, ...]]:
    """Neighbouring stretches of one standing, a group at a time."""
    for wanted, group in itertools.groupby(found, key=lambda one: one.standing is standing):
        if wanted:
            yield tuple(group)


def with_whole_words(found: Sequence[Stretch], group: Sequence[Stretch]) -> str:
    """Deleted text with the rest of the words that it was part of, as the paragraph read before the change."""
    before = [one for one in found if one.standing in {Standing.SHOWN, Standing.DELETED} and not one.inserted]
    first = next(place for place, one in enumerate(before) if one is group[0])
    last = next(place for place, one in enumerate(before) if one is group[-1])
    ahead = "".join(one.piece.text for one in before[:first])
    after = "".join(one.piece.text for one in before[last + 1 :])
    text = "".join(one.piece.text for one in group)
    start = "" if text[:1].isspace() or ahead[-1:].isspace() else ahead.rpartition(" ")[2]
    finish = "" if text[-1:].isspace() or after[:1].isspace() else after.partition(" ")[0]
    return start + text + finish if text.strip() else text


def writer(element: etree._Element) -> Callable[[str], None]:
    """How to write another text in place of what this element stands for."""

    def put(text: str) -> None:
        target = element
        if element.tag == SYMBOL or element.tag in MARKS:
            if not text:
                drop(element)
                return
            target = etree.Element(q("w:t"))
            parent = element.getparent()
            if parent is not None:
                parent.replace(element, target)
        target.text = legal(text) or None
        if local(target) in {"t", "delText", "instrText"} and target.tag != q("m:t"):
            target.set(XML_SPACE, "preserve")

    return put


def legal(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return "".join(
        one
        for one in text
        if one in "\t\n\r" or (one >= " " and not "\ud800" <= one <= "\udfff" and one not in "\ufffe\uffff")
    )


def _symbol(element: etree._Element) -> str:
    """A symbol's character. An ordinary font shows U+F041 as "A"; a font of pictures shows something else."""
    try:
        code = int(str(element.get(q("w:char"), "")), 16)
        font = str(element.get(q("w:font"), "")).casefold()
        plain = 0xF020 <= code <= 0xF0FF and not font.startswith(("wingdings", "webdings", "symbol", "mt extra"))
        return legal(chr(code - 0xF000 if plain else code))
    except (ValueError, OverflowError):
        return ""
