"""What do the pages of a PDF say? Read by two programs that know nothing of each other, and compared."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTContainer, LTFigure, LTPage, LTTextBox, LTTextContainer

from safelight.core.papers.paper import Part, Passage, Unreadable

UNMAPPED: Final = re.compile(r"\(cid:\d+\)\s?\(cid:\d+\)")
UNKNOWN: Final = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]{2}")
"""Two in a row: one alone is a bullet of Word's, which has no letter of its own."""

SHARE_OF_A_SCAN: Final = 0.45
FEW_WORDS: Final = 3
MANY_LINES: Final = 60
LIGATURES: Final = re.compile("[\ufb00-\ufb06]")
SPACES: Final = re.compile(r"[ \t\u00a0]+")


@dataclass(frozen=True, slots=True)
class PageText:
    """One page: its blocks of text by the first route, and what only the second route found."""

    number: int
    blocks: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def text(self) -> str:
        """Everything that either route found."""
        return "\n".join((*self.blocks, *self.extra))


def page_texts(data: bytes) -> tuple[PageText, ...]:
    """The text of every page."""
    layout = extract_pages(io.BytesIO(data), laparams=LAParams(all_texts=True))
    second = _second_route(data)
    found = []
    for number, page in enumerate(layout, 1):
        blocks = tuple(block for block in (_tidy(box.get_text()) for box in _boxes(page)) if block)
        known = folded("".join(blocks))
        other = _tidy(second[number - 1]) if number <= len(second) else ""
        extra = tuple(line for line in other.splitlines() if folded(line) and folded(line) not in known)
        found.append(PageText(number, blocks, extra))
    return tuple(found)


def page_passages(pages: tuple[PageText, ...]) -> Iterator[Passage]:
    """A passage for each block of text on each page."""
    for page in pages:
        for number, block in enumerate(page.blocks, 1):
            yield Passage(text=block, where=f"page {page.number}, block {number}", part=Part.BODY)
        for number, line in enumerate(page.extra, 1):
            yield Passage(text=line, where=f"page {page.number}, second reading {number}", part=Part.BODY)


def unreadable_pages(data: bytes, pages: tuple[PageText, ...], *, unmapped: Container[int]) -> Iterator[Unreadable]:
    """Pages whose words cannot be had: only a picture, only lines, or letters without a meaning.

    `unmapped` are the numbers of the pages with fonts that do not say which letters they show.
    """
    document = pdfium.PdfDocument(data)
    try:
        for page in pages:
            drawn = document[page.number - 1]
            yield from _unreadable(page, drawn, is_mapped=page.number not in unmapped)
            drawn.close()
    finally:
        document.close()


def folded(text: str) -> str:
    """Letters and digits alone, for comparing what two programs read."""
    return "".join(one for one in text if one.isalnum()).casefold()


def _unreadable(page: PageText, drawn: pdfium.PdfPage, *, is_mapped: bool) -> Iterator[Unreadable]:
    where = f"page {page.number}"
    if not is_mapped or UNMAPPED.search(page.text) or UNKNOWN.search(page.text):
        yield Unreadable(
            where,
            "a font on this page does not say which letters it shows",
            "Make the PDF again with another font, or from the document it came from.",
        )
    share, lines = _pictures_and_lines(drawn)
    words = len(page.text.split())
    if share > SHARE_OF_A_SCAN:
        yield Unreadable(
            where,
            "most of this page is a picture, so it may be a scan with words in it",
            "Make the PDF from the document it came from, or type the words out.",
        )
    elif words < FEW_WORDS and (share > 0 or lines > MANY_LINES):
        yield Unreadable(
            where,
            "this page is only a picture or a drawing, so the words in it cannot be read",
            "Make the PDF from the document it came from, or type the words out.",
        )


def _pictures_and_lines(drawn: pdfium.PdfPage) -> tuple[float, int]:
    """The largest picture's share of the page, and how many lines and shapes are drawn on it."""
    wide, high = drawn.get_size()
    share, lines = 0.0, 0
    for one in drawn.get_objects(max_depth=8):
        if one.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = one.get_bounds()
            share = max(share, (right - left) * (top - bottom) / max(wide * high, 1))
        elif one.type == raw.FPDF_PAGEOBJ_PATH:
            lines += max(raw.FPDFPath_CountSegments(one), 1)
    return share, lines


def _second_route(data: bytes) -> tuple[str, ...]:
    document = pdfium.PdfDocument(data)
    try:
        texts = []
        for number, page in enumerate(document):
            said = _text_on(page)
            # Drawn into the page, notes and form fields become text like any other.
            drawn_in = raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
            page.close()
            if drawn_in:
                said += "\n" + _text_on(document[number])
            texts.append(said)
        return tuple(texts)
    finally:
        document.close()


def _text_on(page: pdfium.PdfPage) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded()) + "\n" + str(text.get_text_range())
    finally:
        text.close()


def _boxes(holder: LTPage | LTContainer) -> Iterator[LTTextContainer]:  # type: ignore[type-arg]
    for element in holder:
        if isinstance(element, LTTextBox):
            yield element
        elif isinstance(element, LTFigure | LTContainer):
            yield from _boxes(element)


def _tidy(text: str) -> str:
    """One block with its spaces settled and its joined letters (the ffi of a printer's case) taken apart."""
    apart = LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return "\n".join(SPACES.sub(" ", line).strip() for line in apart.splitlines()).strip("\n")
