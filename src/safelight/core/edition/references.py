"""Which words of a document lead to another place in it, or to the web? The same ones in every format.

"paragraph 3.4", "section 5", "table 2", "finding 1" and "recommendation 4" become links where exactly one such place is
in the document and nothing says that another document is meant; every other mention stays plain words. What the author
has marked (`marks.py`) always leads where it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from safelight.core.edition.outline import CaptionedTable, NumberedHeading, NumberedParagraph, Outline, PlainList

_PLACE: Final = re.compile(
    r"\b(?P<kind>paragraph|section|table|finding|recommendation)(?P<many>s?)\s(?P<number>\d{1,3}(?:\.\d{1,3})?)"
    r"(?![\d/%]|\.\d|\w|\([a-z0-9])",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(r"(?:,| and| or| to|, and|–|-)\s?(?P<number>\d{1,3}(?:\.\d{1,3})?)(?![\d/%]|\.\d|\w)")
"""The second number of "paragraphs 3.4 and 3.6"."""
_WEB: Final = re.compile(r"\bhttps?://[^\s<>\"'’”()\[\]{}\\^`|]+[^\s<>\"'’”()\[\]{}\\^`|.,;:!?]")
_ELSEWHERE_BEFORE: Final = re.compile(
    r"\b(?:under|act|guidance|regulations?|together|code|report|order|chapter|schedule|framework|procedures?|protocol|"
    r"manual|strategy)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
"""Words before a number that say whose it is: "under section 8", "the Act, section 3"."""
_ELSEWHERE_AFTER: Final = re.compile(
    r"\s(?:of|in|to|from)\s(?!this\b)|\s(?:order|enquir|inquir|assessment|agreement|accommodation|application|"
    r"proceeding|hearing|investigation|report|meeting|child)|\s?\(|\s[A-Z]",
)
"""Words after it that say so: "section 3 of the Act", "a section 8 order"."""
_OWN_NUMBER: Final = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.?\s")
_OWN_LABEL: Final = re.compile(r"(finding|recommendation)\s(\d{1,3})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words, and where they lead: "#" and a place of this document, an address on the web, or nowhere."""

    text: str
    to: str = ""


class References:
    """The places of one document, and what leads to them."""

    def __init__(self, outlined: Outline) -> None:
        self._outlined = outlined
        self._places = dict(_places(outlined))

    def stretches(self, text: str) -> tuple[Stretch, ...]:
        """The text cut where links begin and end; joined together again it is the same text."""
        cut: list[Stretch] = []
        done = 0
        marked = tuple(self._marked(text))
        by_number = (
            one for one in self._own(text) if all(one[1] <= other[0] or one[0] >= other[1] for other in marked)
        )
        for start, end, to in sorted((*marked, *by_number, *_web(text))):
            if start < done:
                continue
            if start > done:
                cut.append(Stretch(text=text[done:start]))
            cut.append(Stretch(text=text[start:end], to=to))
            done = end
        if done < len(text):
            cut.append(Stretch(text=text[done:]))
        return tuple(cut)

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The places that something leads to."""
        texts = (text for piece in self._outlined.pieces for text in _running_text(piece))
        return frozenset(one.to[1:] for text in texts for one in self.stretches(text) if one.to.startswith("#"))

    def _marked(self, text: str) -> Iterator[tuple[int, int, str]]:
        for words, anchor in self._outlined.leads.get(text, {}).items():
            for found in re.finditer(rf"\b{re.escape(words)}(?!\w|\.\d)", text):
                yield found.start(), found.end(), f"#{anchor}"

    def _own(self, text: str) -> Iterator[tuple[int, int, str]]:
        for found in _PLACE.finditer(text):
            kind = found["kind"].casefold()
            if _ELSEWHERE_BEFORE.search(text, 0, found.start()):
                continue
            numbers = [(found.start("number") if found["many"] else found.start(), found.end(), found["number"])]
            while found["many"] and (more := _NEXT.match(text, numbers[-1][1])):
                numbers.append((more.start("number"), more.end(), more["number"]))
            if _ELSEWHERE_AFTER.match(text, numbers[-1][1]):
                continue
            for start, end, number in numbers:
                if place := self._places.get((kind, number)):
                    yield start, end, f"#{place}"


def _web(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _WEB.finditer(text):
        yield found.start(), found.end(), found.group()


def _running_text(piece: object) -> Iterable[str]:
    match piece:
        case NumberedParagraph(text=text):
            return (text,)
        case PlainList(items=items):
            return items
        case CaptionedTable(rows=rows):
            return (cell for row in rows for cell in row)
    return ()


def _places(outlined: Outline) -> Mapping[tuple[str, str], str]:
    """Every place by its kind and number, less those of which there are two."""
    places: dict[tuple[str, str], str] = {}
    for key, anchor in _named(outlined):
        places[key] = "" if key in places else anchor
    return places


def number_worn(piece: NumberedHeading | NumberedParagraph) -> str:
    """The number that a reader sees before it: given here or by its author; "" where there is none."""
    own = _OWN_NUMBER.match(piece.text)
    return piece.number or (own[1] if own else "")


def label_worn(piece: NumberedHeading | NumberedParagraph) -> tuple[str, str] | None:
    """The kind and number of the finding or recommendation that it says it is, as in "Finding 2: nobody asked"."""
    if isinstance(piece, NumberedHeading):
        label = _OWN_LABEL.match(_OWN_NUMBER.sub("", piece.text, count=1))
        return (label[1].casefold(), label[2]) if label else None
    label = _OWN_LABEL.match(piece.text)
    if label and piece.text[label.end() : label.end() + 1] in {":", ".", ""}:
        return label[1].casefold(), label[2]
    return None


def _named(outlined: Outline) -> Iterator[tuple[tuple[str, str], str]]:
    for piece in outlined.pieces:
        match piece:
            case NumberedHeading() | NumberedParagraph():
                kind = "section" if isinstance(piece, NumberedHeading) else "paragraph"
                below = isinstance(piece, NumberedHeading) and piece.level > 1
                if (number := number_worn(piece)) and not below:
                    yield (kind, number), piece.anchor
                if label := label_worn(piece):
                    yield label, piece.anchor
            case CaptionedTable(number=count, anchor=anchor):
                yield ("table", str(count)), anchor
            case _:
                pass
