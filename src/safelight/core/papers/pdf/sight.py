"""Would a reader of the page see these words? Each page is drawn with its text and without it, and compared."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from safelight.core.papers.letters import folded
from safelight.core.papers.pdf.looker import Looker, leaves_of, lies_within
from safelight.core.papers.pdf.plainness import is_plain
from safelight.core.papers.pdf.squares import Box, share_a_place, sharing_a_place

QUICK_SCALE: Final = 1.5
SCALE: Final = 2.0
LARGEST_PIXELS: Final = 8_000_000
LEAST_DIFFERENCE: Final = 24
LEAST_SEEN: Final = 0.6
SMALLEST_POINTS: Final = 3.5
MOST_OVERLAPS: Final = 120
SHARED: Final = 0.3
UNDRAWN_MODES: Final = {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}
WHITE_FROM: Final = 235
LEAST_INK: Final = 4
LEAST_OF_A_LETTER: Final = 8
COVERED_FROM: Final = 0.9
FEW_SPECKS: Final = 0.02
SPECKS_APART: Final = 6
DENSE_SPECKS: Final = 40
FAR: Final = 1000.0
MOST_CORNERS: Final = 8
FLATTEST: Final = 0.08
SHOWS: Final = [255 if level >= LEAST_DIFFERENCE else 0 for level in range(256)]
CORE: Final = [255 if level <= 110 else 0 for level in range(256)]
TOUCHED: Final = [255 if level <= 220 else 0 for level in range(256)]

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


def unseen_words(page: pdfium.PdfPage, *, closely: bool = False) -> Iterator[Unseen]:
    """The words of a page that its reader would not see, neighbours put together.

    Most pages are soon done: their letters all show, none is small, and none shares its place with others. The rest
    are looked at word by word; `closely` asks for that at once.
    """
    if not closely and is_plain(page):
        return
    texts = tuple(_text_objects(page))
    if not texts or (not closely and _all_shows(page, texts)):
        return
    text = page.get_textpage()
    try:
        words = tuple(word for word in _words(text) if folded(word.text))
        if not words:
            return
        whole = _Drawing(page, scale=SCALE)
        seen = _Seen(whole, without=whole.without(texts), ink=whole.ink(texts))
        overlapped = _overlapped(words)
        waiting: list[_Word] = []
        rule = ""
        for place, word in enumerate(words):
            why = _why_unseen(word, whole, seen, shares_its_place=place in overlapped)
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


def _all_shows(page: pdfium.PdfPage, texts: Sequence[Holder]) -> bool:
    """Whether every letter shows for certain, without asking for each of them."""
    shown, looker = page.get_bbox(), Looker()
    boxes = []
    if len(texts) > sum(1 for one in _tops(page) if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_TEXT):
        # Text in a drawing within the page has its places counted from that drawing's corner.
        return False
    for one in texts:
        if raw.FPDFTextObj_GetTextRenderMode(one) in UNDRAWN_MODES or looker.fill(one) is None:
            return False
        box = looker.bounds(one)
        if box is not None and box[0] < box[2] and box[1] < box[3]:
            if not looker.is_large(one) or not lies_within(box, shown):
                return False
            boxes.append(box)
    if share_a_place(boxes, share=SHARED):
        return False
    whole = _Drawing(page, scale=QUICK_SCALE, grey=True)
    return _Seen(whole, without=whole.without(texts), ink=whole.ink(texts)).is_all_there


def _unseen(words: Sequence[_Word], rule: str) -> Unseen:
    places = tuple(letter.place for word in words for letter in word.letters)
    return Unseen(" ".join(word.text for word in words), rule, places)


def _why_unseen(word: _Word, whole: _Drawing, seen: _Seen, *, shares_its_place: bool) -> str:
    if all(letter.mode in UNDRAWN_MODES for letter in word.letters):
        return "invisible-text"
    if not whole.holds(word.box):
        return "off-page-text"
    if max(letter.size for letter in word.letters) < SMALLEST_POINTS or _is_flat(word):
        return "tiny-text"
    shows = seen.shows(word.box)
    if shows and shares_its_place:
        # Something else is written in the same place, so what shows may be that: take away this word alone.
        holders = list({ctypes.addressof(one.holder.contents): one.holder for one in word.letters}.values())
        alone = _Seen(whole, without=whole.without(holders), ink=whole.ink(holders))
        shows, seen = alone.shows(word.box), alone
    if shows and not any(seen.lacks(letter.box) for letter in word.letters):
        return ""
    return "white-text" if all(letter.lightest for letter in word.letters) else "covered-text"


def _is_flat(word: _Word) -> bool:
    """Whether a word is squeezed so that nobody could read it."""
    sides = [(one.box[2] - one.box[0], one.box[3] - one.box[1]) for one in word.letters]
    return all(min(wide, high) < FLATTEST * max(wide, high) for wide, high in sides)


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
    for one, other in sharing_a_place([word.box for word in words], share=SHARED):
        if folded(words[one].text) != folded(words[other].text):
            found |= {one, other}
        if len(found) > MOST_OVERLAPS:
            break
    return frozenset(found)


class _Drawing:
    """One page as it looks, and how it looks without some of what is on it."""

    def __init__(self, page: pdfium.PdfPage, *, scale: float, grey: bool = False) -> None:
        self._page = page
        self._grey = grey
        wide, high = page.get_size()
        self._scale = min(scale, (LARGEST_PIXELS / max(wide * high, 1)) ** 0.5)
        self.image = self._drawn()

    def without(self, holders: Sequence[Holder]) -> Image.Image:
        """The page without these objects."""
        for holder in holders:
            raw.FPDFPageObj_SetIsActive(holder, False)
        try:
            return self._drawn()
        finally:
            for holder in holders:
                raw.FPDFPageObj_SetIsActive(holder, True)

    def ink(self, holders: Sequence[Holder]) -> Image.Image:
        """What these texts would look like alone on white paper, in black, and cut off by nothing; in greys."""
        kept, looker = {ctypes.addressof(one.contents) for one in holders}, Looker()
        others = [one for one in leaves_of(self._page) if ctypes.addressof(one.contents) not in kept]
        changed = [one for one in holders if not looker.is_black_text(one)]
        looks = [_blackened(one) for one in changed]
        for one in others:
            raw.FPDFPageObj_SetIsActive(one, False)
        try:
            return self._drawn(notes=False).convert("L")
        finally:
            for one in others:
                raw.FPDFPageObj_SetIsActive(one, True)
            for one, look in zip(changed, looks, strict=True):
                _restored(one, look)

    def holds(self, box: Box) -> bool:
        """Whether any of a box, in points, lies on the part of the page that is shown."""
        left, top, right, bottom = self._pixels(box)
        return right > 0 and bottom > 0 and left < self.image.width and top < self.image.height

    def cut(self, box: Box) -> tuple[int, int, int, int] | None:
        """A box in pixels, as far as it is on the page."""
        left, top, right, bottom = self._pixels(box)
        cut = max(left - 1, 0), max(top - 1, 0), min(right + 1, self.image.width), min(bottom + 1, self.image.height)
        return cut if cut[0] < cut[2] and cut[1] < cut[3] else None

    def _drawn(self, *, notes: bool = True) -> Image.Image:
        bitmap = self._page.render(scale=self._scale, grayscale=self._grey, may_draw_forms=notes, draw_annots=notes)
        try:
            drawn: Image.Image = bitmap.to_pil().convert("L" if self._grey else "RGB")
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
        wide, high = self.image.size
        raw.FPDF_PageToDevice(self._page, 0, 0, wide, high, 0, x, y, ctypes.byref(across), ctypes.byref(down))
        return across.value, down.value


class _Seen:
    """Which of the ink that words should have made really shows on a page."""

    def __init__(self, whole: _Drawing, *, without: Image.Image, ink: Image.Image) -> None:
        self._whole = whole
        most, *others = ImageChops.difference(whole.image, without).split()
        for band in others:
            most = ImageChops.lighter(most, band)
        self._shown = most.point(SHOWS)
        self._core = ink.point(CORE)
        self._touched = ink.point(TOUCHED)
        self._missing = ImageChops.subtract(self._core, self._shown)

    @property
    def is_all_there(self) -> bool:
        """Whether all ink shows, but for single specks where two colours meet."""
        if self._missing.getbbox() is None:
            return True
        # A letter that is missing is many specks close together, however thin its strokes.
        dense = self._missing.reduce(min(SPECKS_APART, *self._missing.size)).histogram()[DENSE_SPECKS:]
        return not any(dense) and self._missing_share() < FEW_SPECKS

    def shows(self, box: Box) -> bool:
        """Whether most of the ink within a box shows."""
        cut = self._whole.cut(box)
        if cut is None:
            return False
        inked = self._core.crop(cut).histogram()[255]
        if inked >= LEAST_INK:
            return self._missing.crop(cut).histogram()[255] <= (1 - LEAST_SEEN) * inked
        return ImageChops.multiply(self._shown.crop(cut), self._touched.crop(cut)).getbbox() is not None

    def lacks(self, box: Box) -> bool:
        """Whether next to none of the ink within a box shows, where there should be some: a letter that is covered."""
        cut = self._whole.cut(box)
        inked = self._core.crop(cut).histogram()[255] if cut else 0
        return inked >= LEAST_OF_A_LETTER and self._missing.crop(cut).histogram()[255] >= COVERED_FROM * inked

    def _missing_share(self) -> float:
        return float(self._missing.histogram()[255] / max(self._core.histogram()[255], 1))


def _blackened(one: Holder) -> tuple[tuple[int, ...] | None, int]:
    """Make a text black and solid and free it of whatever cuts it off; answers with how it looked.

    One that is filled with a pattern keeps it: nobody could give it back.
    """
    ink, mode = Looker().fill(one), raw.FPDFTextObj_GetTextRenderMode(one)
    if ink is not None:
        raw.FPDFPageObj_SetFillColor(one, 0, 0, 0, 255)
    if mode != raw.FPDF_TEXTRENDERMODE_FILL:
        raw.FPDFTextObj_SetTextRenderMode(one, raw.FPDF_TEXTRENDERMODE_FILL)
    _stretch_clip(one, FAR)
    return ink, mode


def _restored(one: Holder, look: tuple[tuple[int, ...] | None, int]) -> None:
    if look[0] is not None:
        raw.FPDFPageObj_SetFillColor(one, *look[0])
    if look[1] != raw.FPDF_TEXTRENDERMODE_FILL:
        raw.FPDFTextObj_SetTextRenderMode(one, look[1])
    _stretch_clip(one, 1 / FAR)


def _stretch_clip(one: Holder, much: float) -> None:
    """Make what cuts a text off so wide that it does not, and narrow again: round a place that is inside it."""
    clip = raw.FPDFPageObj_GetClipPath(one)
    if clip and raw.FPDFClipPath_CountPaths(clip) > 0:
        x, y = _middle(clip)
        raw.FPDFPageObj_TransformClipPath(one, much, 0, 0, much, x - much * x, y - much * y)


def _middle(clip: Holder) -> tuple[float, float]:
    across, up = ctypes.c_float(0), ctypes.c_float(0)
    xs, ys = [], []
    for place in range(min(max(raw.FPDFClipPath_CountPathSegments(clip, 0), 0), MOST_CORNERS)):
        segment = raw.FPDFClipPath_GetPathSegment(clip, 0, place)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(across), ctypes.byref(up))
        xs.append(across.value)
        ys.append(up.value)
    return ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2) if xs else (0.0, 0.0)


def _text_objects(page: pdfium.PdfPage) -> Iterator[Holder]:
    return (one for one in leaves_of(page) if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_TEXT)


def _tops(page: pdfium.PdfPage) -> Iterator[Holder]:
    return (raw.FPDFPage_GetObject(page.raw, place) for place in range(raw.FPDFPage_CountObjects(page.raw)))
