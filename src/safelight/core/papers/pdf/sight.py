"""Would a reader of the page see these words? Each page is drawn with its text and without it, and compared."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from safelight.core.papers.pdf.pages import folded

SCALE: Final = 2.0
LARGEST_PIXELS: Final = 40_000_000
LEAST_DIFFERENCE: Final = 24
SMALLEST_POINTS: Final = 3.5
MOST_DEPTH: Final = 20
MOST_OVERLAPS: Final = 120
SHARED: Final = 0.3
UNDRAWN_MODES: Final = {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}
WHITE_FROM: Final = 235

Box = tuple[float, float, float, float]
Holder = Any
"""An object of the drawing library; it has no type of its own in Python."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """Neighbouring words that cannot be seen, and why, as the rule that a finding names.

    `places` are those of their letters in the page's text.
    """

    text: str
    rule: str
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    box: Box
    mode: int
    lightest: bool
    size: float
    holder: Holder
    place: int


@dataclass(frozen=True, slots=True)
class _Word:
    letters: tuple[_Letter, ...]
    box: Box

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)


def unseen_words(page: pdfium.PdfPage) -> Iterator[Unseen]:
    """The words of a page that its reader would not see, neighbours put together."""
    text = page.get_textpage()
    try:
        words = tuple(word for word in _words(text) if folded(word.text))
        if not words:
            return
        whole = _Drawing(page)
        without_text = whole.without(list(_text_objects(page)))
        overlapped = _overlapped(words)
        waiting: list[_Word] = []
        rule = ""
        for place, word in enumerate(words):
            why = _why_unseen(word, whole, without_text, shares_its_place=place in overlapped)
            if why != rule and waiting:
                yield _unseen(waiting, rule)
                waiting = []
            rule = why
            if why:
                waiting.append(word)
        if waiting:
            yield _unseen(waiting, rule)
    finally:
        text.close()


def _unseen(words: Sequence[_Word], rule: str) -> Unseen:
    places = tuple(letter.place for word in words for letter in word.letters)
    return Unseen(" ".join(word.text for word in words), rule, places)


def _why_unseen(word: _Word, whole: _Drawing, without_text: Image.Image, *, shares_its_place: bool) -> str:
    if all(letter.mode in UNDRAWN_MODES for letter in word.letters):
        return "invisible-text"
    if not whole.holds(word.box):
        return "off-page-text"
    if max(letter.size for letter in word.letters) < SMALLEST_POINTS:
        return "tiny-text"
    shows = whole.differs(without_text, word.box)
    if shows and shares_its_place:
        # Something else is written in the same place, so what shows may be that: take away this word alone.
        alone = whole.without(
            list({ctypes.addressof(one.holder.contents): one.holder for one in word.letters}.values())
        )
        shows = whole.differs(alone, word.box)
    if shows:
        return ""
    return "white-text" if all(letter.lightest for letter in word.letters) else "covered-text"


def _words(text: pdfium.PdfTextPage) -> Iterator[_Word]:
    word: list[_Letter] = []
    for place in range(text.count_chars()):
        letter = _letter(text, place)
        if letter is not None:
            word.append(letter)
        elif word:
            yield _word(word)
            word = []
    if word:
        yield _word(word)


def _word(letters: Sequence[_Letter]) -> _Word:
    lefts, bottoms, rights, tops = zip(*(letter.box for letter in letters), strict=True)
    return _Word(tuple(letters), (min(lefts), min(bottoms), max(rights), max(tops)))


def _letter(text: pdfium.PdfTextPage, place: int) -> _Letter | None:
    """One character; None for spaces and for what the library makes up between words."""
    code = raw.FPDFText_GetUnicode(text, place)
    holder = raw.FPDFText_GetTextObject(text, place)
    made_up = raw.FPDFText_IsGenerated(text, place) == 1 or code in {0, 0xFFFE, 0xFFFF} or not holder
    if made_up or chr(code).isspace() or unicodedata.category(chr(code)) in {"Cf", "Cc"}:
        return None
    loose = text.get_charbox(place, loose=True)
    ink = [ctypes.c_uint(0) for _ in range(4)]
    raw.FPDFText_GetFillColor(text, place, *(ctypes.byref(one) for one in ink))
    return _Letter(
        text=chr(code),
        box=loose,
        mode=raw.FPDFTextObj_GetTextRenderMode(holder),
        lightest=min(one.value for one in ink[:3]) >= WHITE_FROM,
        size=max(abs(loose[2] - loose[0]), abs(loose[3] - loose[1])),
        holder=holder,
        place=place,
    )


def _overlapped(words: Sequence[_Word]) -> frozenset[int]:
    """Which words, by their place in the row, stand where another one does; one printed twice for boldness does not."""
    found: set[int] = set()
    ordered = sorted(range(len(words)), key=lambda place: words[place].box[0])
    for rank, one in enumerate(ordered):
        for other in ordered[rank + 1 :]:
            if words[other].box[0] >= words[one].box[2]:
                break
            # Far more pairs are compared than overlap, so their letters are looked at last.
            if _share(words[one].box, words[other].box) > SHARED and folded(words[one].text) != folded(
                words[other].text
            ):
                found |= {one, other}
        if len(found) > MOST_OVERLAPS:
            break
    return frozenset(found)


def _share(one: Box, other: Box) -> float:
    """How much of the smaller box the two have in common."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    if across <= 0 or down <= 0:
        return 0.0
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return across * down / smaller if smaller > 0 else 0.0


class _Drawing:
    """One page as it looks, and how it looks without some of what is on it."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        wide, high = page.get_size()
        self._scale = min(SCALE, (LARGEST_PIXELS / max(wide * high, 1)) ** 0.5)
        self._image = self._drawn()

    def without(self, holders: Sequence[Holder]) -> Image.Image:
        """The page without these objects."""
        for holder in holders:
            raw.FPDFPageObj_SetIsActive(holder, False)
        try:
            return self._drawn()
        finally:
            for holder in holders:
                raw.FPDFPageObj_SetIsActive(holder, True)

    def holds(self, box: Box) -> bool:
        """Whether any of a box, in points, lies on the part of the page that is shown."""
        left, top, right, bottom = self._pixels(box)
        return right > 0 and bottom > 0 and left < self._image.width and top < self._image.height

    def differs(self, other: Image.Image, box: Box) -> bool:
        """Whether another drawing of the page looks different within a box."""
        left, top, right, bottom = self._pixels(box)
        cut = (
            max(left - 1, 0),
            max(top - 1, 0),
            min(right + 1, self._image.width),
            min(bottom + 1, self._image.height),
        )
        if cut[0] >= cut[2] or cut[1] >= cut[3]:
            return False
        bands = ImageChops.difference(self._image.crop(cut), other.crop(cut)).getextrema()
        return any(_most(band) >= LEAST_DIFFERENCE for band in bands)

    def _drawn(self) -> Image.Image:
        bitmap = self._page.render(scale=self._scale, may_draw_forms=True, draw_annots=True)
        try:
            drawn: Image.Image = bitmap.to_pil().convert("RGB")
            return drawn
        finally:
            bitmap.close()

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        corners = [self._place(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def _place(self, x: float, y: float) -> tuple[int, int]:
        """A point of the page in pixels, with the page's crop and rotation taken into account."""
        across, down = ctypes.c_int(), ctypes.c_int()
        wide, high = self._image.size
        raw.FPDF_PageToDevice(self._page, 0, 0, wide, high, 0, x, y, ctypes.byref(across), ctypes.byref(down))
        return across.value, down.value


def _most(band: object) -> float:
    """The largest value of a colour band, as the imaging library gives it: a pair of least and most."""
    return float(band[1]) if isinstance(band, tuple) else 0.0


def _text_objects(page: pdfium.PdfPage) -> Iterator[Holder]:
    yield from _within(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, page, depth=0)


def _within(count: Callable[..., int], get: Callable[..., Holder], holder: Holder, *, depth: int) -> Iterator[Holder]:
    for place in range(count(holder)):
        one = get(holder, place)
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield one
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MOST_DEPTH:
            yield from _within(raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, one, depth=depth + 1)
