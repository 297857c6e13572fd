"""Which words does a page show, where, and in which type? Words that its reader would not see are left out."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from safelight.core.papers.pdf.remake.type import HYPHEN, Box, Run, Style, Word
from safelight.core.papers.pdf.sight import unseen_words

LINE_END_HYPHEN: Final = 0x02
NO_LETTERS: Final = {0, 0xFFFE, 0xFFFF}
LIGATURES: Final = re.compile("[\ufb00-\ufb06]")
BULLETS: Final = {
    "\uf0a7": "▪", "\uf0b7": "•", "\uf0d8": "▸", "\uf0fc": "✓", "\uf06f": "□", "\uf0a8": "□", "\uf0fe": "☑",
    "\uf02d": "–", "\uf0be": "–", "\uf0e0": "→", "\uf0e8": "→",
}  # fmt: skip
"""What the bullets of Word's two symbol fonts look like; any other letter of no agreed meaning becomes a plain one."""

BOLD_FROM: Final = 600
ITALIC: Final = 1 << 6
FORCED_BOLD: Final = 1 << 18
BOLD_NAME: Final = re.compile("bold|black|heavy|semibold|demi", re.IGNORECASE)
ITALIC_NAME: Final = re.compile("italic|oblique", re.IGNORECASE)
WIDE_JUMP: Final = 0.6
STEP_BACK: Final = 0.5


@dataclass(frozen=True, slots=True)
class Face:
    """What the page shows: words by the direction in which they run, in degrees, and the size of the page.

    `letters` counts the letters and digits among them.
    """

    width: float
    height: float
    words: dict[int, tuple[Word, ...]]
    letters: int


@dataclass(frozen=True, slots=True)
class _Type:
    style: Style
    turn: int
    rise: float
    """How far the baseline lies above the bottom of the letters' boxes, as a share of their height."""


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    box: Box
    type: _Type


class View:
    """How the points of a page become points of what is shown, with crop and rotation taken into account."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        media, crop = page.get_mediabox(), page.get_cropbox()
        self._left, self._bottom = max(media[0], crop[0]), max(media[1], crop[1])
        self._right, self._top = min(media[2], crop[2]), min(media[3], crop[3])
        self.rotation = int(page.get_rotation())
        self.width, self.height = page.get_size()

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page is shown, from the top left corner."""
        match self.rotation:
            case 90:
                return y - self._bottom, x - self._left
            case 180:
                return self._right - x, y - self._bottom
            case 270:
                return self._top - y, self._right - x
            case _:
                return x - self._left, self._top - y

    def box(self, corners: tuple[float, float, float, float]) -> Box:
        """Where a box of the page is shown."""
        if not self.rotation:
            left, bottom, right, top = corners
            if left <= right and bottom <= top:
                return left - self._left, self._top - top, right - self._left, self._top - bottom
        (one, two), (three, four) = self.point(corners[0], corners[1]), self.point(corners[2], corners[3])
        return min(one, three), min(two, four), max(one, three), max(two, four)


def read_face(page: pdfium.PdfPage, *, closely: bool = False) -> Face:
    """Read the words that a page shows."""
    view = View(page)
    unseen = {place for found in unseen_words(page, closely=closely) for place in found.places}
    found: dict[int, list[Word]] = {}
    letters = 0
    text = page.get_textpage()
    try:
        waiting: list[_Letter] = []
        parted = True
        for letter in (*_letters(text, view, unseen), None):
            if waiting and (letter is None or _jumps(waiting[-1], letter)):
                found.setdefault(waiting[0].type.turn, []).append(_word(waiting, parted=parted))
                # Where no space was written between two words they may be one, drawn at two goes.
                waiting, parted = [], letter is None
            if letter is None:
                parted = True
                continue
            waiting.append(letter)
            letters += letter.text.isalnum() if len(letter.text) == 1 else sum(map(str.isalnum, letter.text))
    finally:
        text.close()
    return Face(view.width, view.height, {turn: tuple(words) for turn, words in found.items()}, letters)


def _letters(text: pdfium.PdfTextPage, view: View, unseen: set[int]) -> Iterator[_Letter | None]:
    """Each letter that is shown, and None for whatever parts words."""
    types: dict[int, _Type] = {}
    object_of, box_of, address_of = raw.FPDFText_GetTextObject, raw.FPDFText_GetLooseCharBox, ctypes.addressof
    frame, page = raw.FS_RECTF(), text.raw
    to_frame = ctypes.byref(frame)
    faces: dict[int, tuple[bool, bool]] = {}
    high = 0
    for place, code in enumerate(_codes(text)):
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        shown = _shown(code)
        if not shown:
            if code not in NO_LETTERS:
                yield None
            continue
        holder = object_of(page, place)
        made_up = not shown.isalnum() and shown != HYPHEN and raw.FPDFText_IsGenerated(page, place) == 1
        if not holder or made_up or place in unseen or not box_of(page, place, to_frame):
            yield None
            continue
        box = view.box((frame.left, frame.bottom, frame.right, frame.top))
        address = address_of(holder.contents)
        if address not in types:
            types[address] = _type(text, place, holder, view, box, faces)
        yield _Letter(shown, box, types[address])


def _codes(text: pdfium.PdfTextPage) -> Sequence[int]:
    """The number of each letter, all of them fetched at once where that is certain to leave none out."""
    count = text.count_chars()
    whole = text.get_text_range(0, -1)
    if len(whole) != count:
        return [raw.FPDFText_GetUnicode(text.raw, place) for place in range(count)]
    # What breaks a word at the end of a line has a number of its own only if it is asked for alone.
    return [
        raw.FPDFText_GetUnicode(text.raw, place) if letter in "\ufffe\uffff" else ord(letter)
        for place, letter in enumerate(whole)
    ]


@lru_cache(maxsize=4096)
def _shown(code: int) -> str:
    """A character as it will be written again; empty for one that parts words or says nothing."""
    if code == LINE_END_HYPHEN or code == 0xAD:
        return HYPHEN
    if code in NO_LETTERS or 0xD800 <= code < 0xE000:
        return ""
    letter = chr(code)
    kind = unicodedata.category(letter)
    if letter.isspace() or kind in {"Cc", "Cf", "Zs", "Zl", "Zp"}:
        return ""
    if kind == "Co":
        return BULLETS.get(letter, "•")
    return unicodedata.normalize("NFKC", letter) if LIGATURES.match(letter) else letter


def _type(
    text: pdfium.PdfTextPage, place: int, holder: Any, view: View, box: Box, faces: dict[int, tuple[bool, bool]]
) -> _Type:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(holder, ctypes.byref(matrix))
    angle = view.rotation - math.degrees(math.atan2(matrix.b, matrix.a))
    turn = int(5 * round(angle / 5)) % 360
    _, top, _, bottom = turned(box, turn)
    height = max(bottom - top, 0.01)
    nominal = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(holder, ctypes.byref(nominal))
    size = nominal.value * math.hypot(matrix.c, matrix.d)
    if not 0.5 < size / height < 2:
        # Drawn as part of a larger whole, which has been made larger or smaller.
        size = height / 1.17
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, place, ctypes.byref(x), ctypes.byref(y))
    across, down = view.point(x.value, y.value)
    baseline = turned((across, down, across, down), turn)[3]
    rise = min(max((bottom - baseline) / height, 0.0), 0.5)
    font = raw.FPDFTextObj_GetFont(holder)
    address = ctypes.addressof(font.contents) if font else 0
    if address not in faces:
        faces[address] = _weight(font) if font else (False, False)
    bold, italic = faces[address]
    return _Type(Style(round(size, 1), bold, italic), turn, rise)


def _weight(font: Any) -> tuple[bool, bool]:
    """Whether a font is bold, and whether it is italic."""
    name = _font_name(font)
    flags = max(int(raw.FPDFFont_GetFlags(font)), 0)
    heavy = int(raw.FPDFFont_GetWeight(font)) >= BOLD_FROM or bool(flags & FORCED_BOLD)
    return heavy or bool(BOLD_NAME.search(name)), bool(flags & ITALIC) or bool(ITALIC_NAME.search(name))


def _font_name(font: Any) -> str:
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(int(size), 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace").partition("+")[2] or buffer.value.decode("utf-8", "replace")


def _jumps(before: _Letter, after: _Letter) -> bool:
    """Whether a letter stands somewhere else than next to the one that was drawn before it."""
    if before.type.turn != after.type.turn:
        return True
    size = before.type.style.size
    turns = before.type.turn
    start, top, right, bottom = turned(before.box, turns) if turns else before.box
    left, upper, end, lower = turned(after.box, turns) if turns else after.box
    apart = left - right > WIDE_JUMP * size or left < start - STEP_BACK * size
    return apart or min(bottom, lower) - max(top, upper) < 0.2 * min(bottom - top, lower - upper) or end < left


def _turned(box: Box, kind: _Type) -> Box:
    return turned(box, kind.turn) if kind.turn else box


def turned(box: Box, turn: int) -> Box:
    """A box on the page turned back, so that text which runs in that direction runs from left to right."""
    if not turn:
        return box
    along, across = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    corners = [(x * along + y * across, y * along - x * across) for x in (box[0], box[2]) for y in (box[1], box[3])]
    if turn % 90:
        # The box round a slanted letter is larger than the letter: its middle is all that is certain.
        x, y = sum(one for one, _ in corners) / 4, sum(one for _, one in corners) / 4
        reach = min(box[2] - box[0], box[3] - box[1]) / 2
        return x - reach, y - reach, x + reach, y + reach
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _word(letters: list[_Letter], *, parted: bool) -> Word:
    runs: list[Run] = []
    style, said = letters[0].type.style, [letters[0].text]
    for letter in letters[1:]:
        own = letter.type.style
        if own is not style and own != style:
            runs.append(Run("".join(said), style))
            style, said = own, []
        said.append(letter.text)
    runs.append(Run("".join(said), style))
    boxes = [_turned(letter.box, letter.type) for letter in letters]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    around_all = min(lefts), min(tops), max(rights), max(bottoms)
    first = boxes[0]
    return Word(tuple(runs), around_all, first[3] - letters[0].type.rise * (first[3] - first[1]), parted)
