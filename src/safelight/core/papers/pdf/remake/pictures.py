"""Which pictures does a page show? Cut out of the page as it looks without its words: nothing covered returns."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from safelight.core.papers.pdf.remake.letters import View
from safelight.core.papers.pdf.remake.model import Picture
from safelight.core.papers.pdf.remake.rulings import objects_on
from safelight.core.papers.pdf.remake.type import Box

SCALE: Final = 2.5
MOST_PIXELS: Final = 30_000_000
SMALLEST: Final = 12.0
ALT: Final = "Picture"
"""What a program says aloud for a picture of which nobody knows what it shows."""


def pictures_of(page: pdfium.PdfPage) -> tuple[Picture, ...]:
    """The pictures of a page, from the top, each as its pixels alone."""
    view = View(page)
    boxes = [box for box in _boxes(page, view) if min(box[2] - box[0], box[3] - box[1]) >= SMALLEST]
    if not boxes:
        return ()
    scale = min(SCALE, (MOST_PIXELS / max(view.width * view.height, 1)) ** 0.5)
    drawn = _without_words(page, scale)
    apart = sorted(_apart(boxes), key=lambda box: (box[1], box[0]))
    cut = [(box, drawn.crop(tuple(round(side * scale) for side in box))) for box in apart]
    return tuple(Picture(_file(part), box, ALT) for box, part in cut if _shows(part))


def _boxes(page: pdfium.PdfPage, view: View) -> Iterator[Box]:
    for _, (a, b, c, d, e, f) in objects_on(page, kind=raw.FPDF_PAGEOBJ_IMAGE):
        corners = [view.point(e + a * x + c * y, f + b * x + d * y) for x in (0, 1) for y in (0, 1)]
        left, top = max(min(x for x, _ in corners), 0.0), max(min(y for _, y in corners), 0.0)
        right, bottom = max(x for x, _ in corners), max(y for _, y in corners)
        yield left, top, min(right, view.width), min(bottom, view.height)


def _apart(boxes: list[Box]) -> list[Box]:
    """Boxes of pictures, those that lie over each other as one: a picture is often drawn in strips."""
    found: list[Box] = []
    for box in boxes:
        whole = box
        for other in [one for one in found if _meet(one, box)]:
            found.remove(other)
            whole = (
                min(whole[0], other[0]), min(whole[1], other[1]), max(whole[2], other[2]), max(whole[3], other[3])
            )  # fmt: skip
        found.append(whole)
    return found


def _meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] + 1 and two[0] < one[2] + 1 and one[1] < two[3] + 1 and two[1] < one[3] + 1


def _without_words(page: pdfium.PdfPage, scale: float) -> Image.Image:
    texts: list[Any] = [holder for holder, _ in objects_on(page, kind=raw.FPDF_PAGEOBJ_TEXT)]
    for holder in texts:
        raw.FPDFPageObj_SetIsActive(holder, False)
    try:
        bitmap = page.render(scale=scale, may_draw_forms=True, draw_annots=True)
        drawn: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        return drawn
    finally:
        for holder in texts:
            raw.FPDFPageObj_SetIsActive(holder, True)


def _shows(part: Image.Image) -> bool:
    """Whether there is anything to see."""
    return min(part.size) > 0 and any(low != high for low, high in part.getextrema())  # type: ignore[misc]


def _file(part: Image.Image) -> bytes:
    written = io.BytesIO()
    Image.frombytes("RGB", part.size, part.tobytes()).save(written, "PNG")
    return written.getvalue()
