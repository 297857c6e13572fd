"""Would a reader of the web page see this element? By its attributes, its style and the page's own style sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from safelight.core.papers.html.colours import MIDDLE, Colour, colour_of
from safelight.core.papers.html.styles import Declared, Styles
from safelight.core.papers.tree import is_element

LENGTH: Final = re.compile(r"([+-]?[\d.]+)\s*(px|pt|em|rem|ex|ch|vw|vh|%|in|cm|mm|pc)?")
NUMBER: Final = re.compile(r"[+-]?\d*\.?\d+")
UNSEEN_ELEMENTS: Final = {"template", "noscript", "datalist", "noframes", "noembed"}
FOR_SCREEN_READERS: Final = re.compile(
    r"visually-?hidden|sr-?only|screen-?reader|skip-?(?:link|to|nav|main|content)|element-invisible|assistive|a11y"
)
"""Class names under which words for people who listen to a page are kept out of sight: ordinary, and good practice."""
PAPER: Final = (255, 255, 255)
CLOSE: Final = 20
FAR: Final = 400.0
SMALLEST_PIXELS: Final = 4.0
PIXELS: Final = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "vw": 12.8, "vh": 8.0,
                 "%": 0.16, "in": 96.0, "cm": 37.8, "mm": 3.78, "pc": 16.0, None: 1.0}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element looks like, with what it takes over from round it."""

    off: bool = False
    tiny: bool = False
    ink: Colour | None = None
    behind: Colour = PAPER
    reversed: bool = False


class Sight:
    """The looks of one page, ready to answer for any element in it."""

    def __init__(self, root: etree._Element) -> None:
        self._styles = Styles(root)
        self._looks: dict[etree._Element, _Look] = {}
        for element in root.iter():
            parent = element.getparent()
            around = self._looks.get(parent, _Look()) if parent is not None else _Look()
            self._looks[element] = self._look(element, around)

    def unseen(self, element: etree._Element) -> str:
        """Why this element's text cannot be seen, as the rule that a finding names; empty when it can."""
        look = self._looks.get(element, _Look())
        if look.off:
            return "hidden-text"
        if look.tiny:
            return "tiny-text"
        if look.ink is not None and max(abs(a - b) for a, b in zip(look.ink, look.behind, strict=True)) < CLOSE:
            return "white-text"
        return ""

    def is_reversed(self, element: etree._Element) -> bool:
        """Whether its letters are shown from right to left, so that they read otherwise than they are written."""
        return self._looks.get(element, _Look()).reversed

    def _look(self, element: etree._Element, around: _Look) -> _Look:
        if not is_element(element):
            return _Look(off=True)
        style = self._styles.of(element)
        off = around.off or is_switched_off(element) or _is_off(style) or _is_out_of_sight(element, style)
        size = _font_size(style)
        tiny = around.tiny if size is None else size < SMALLEST_PIXELS
        if not style:
            return _Look(off, tiny, around.ink, around.behind, around.reversed or element.tag == "bdo")
        ink = colour_of(style.get("-webkit-text-fill-color") or style.get("color", ""), over=around.behind)
        behind = _background(style, around.behind)
        turned = style.get("unicode-bidi", "") in {"bidi-override", "isolate-override"}
        return _Look(
            off,
            tiny,
            ink if ink is not None else around.ink,
            behind,
            around.reversed or element.tag == "bdo" or turned or "rotatey(180" in style.get("transform", ""),
        )


def is_switched_off(element: etree._Element) -> bool:
    """Whether the element is by its kind and attributes one that is not drawn."""
    if element.tag in UNSEEN_ELEMENTS or element.get("hidden") is not None or element.get("popover") is not None:
        return True
    if element.tag == "input" and str(element.get("type", "")).casefold().strip() == "hidden":
        return True
    return element.tag == "dialog" and element.get("open") is None


def _is_off(style: Declared) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") in {"hidden", "collapse"}
        or style.get("content-visibility") == "hidden"
        or (_number(style.get("opacity", "1")) or 0.0) < 0.1
        or re.search(r"opacity\(\s*0*\.?0*%?\s*\)", style.get("filter", "")) is not None
        or style.get("zoom") in {"0", "0%"}
        or style.get("scale", "1").split()[:1] == ["0"]
    )


def _is_out_of_sight(element: etree._Element, style: Declared) -> bool:
    """Cut away, or pushed off the page; but not what is ordinarily kept for those who listen to it."""
    if not style or not (_is_cut(style) or _is_pushed(style)):
        return False
    return not FOR_SCREEN_READERS.search(str(element.get("class", "")).casefold())


def _is_cut(style: Declared) -> bool:
    clip = style.get("clip", "")
    path = style.get("clip-path", "")
    if (
        clip.startswith("rect")
        and len(sides := _lengths(clip)) >= 4
        and sides[2] - sides[0] < 2
        and sides[1] - sides[3] < 2
    ):
        return True
    if re.match(
        r"inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%|circle\(\s*0|polygon\(\s*0[a-z%]*(?:\s+0[a-z%]*)?(?:\s*,\s*0[a-z%]*\s+0[a-z%]*)*\s*\)",
        path,
    ):
        return True
    if style.get("overflow", style.get("overflow-y", style.get("overflow-x", ""))).split(" ")[0] not in {
        "hidden",
        "clip",
    }:
        return False
    return any(
        (size := _pixels(style.get(name, ""))) is not None and size < 2
        for name in ("height", "max-height", "width", "max-width", "block-size", "inline-size")
    )


def _is_pushed(style: Declared) -> bool:
    if any((size := _pixels(style.get(name, ""))) is not None and size <= -FAR
           for name in ("text-indent", "margin-left", "margin-top", "margin-right", "letter-spacing")):  # fmt: skip
        return True
    if (style.get("position") in {"absolute", "fixed", "relative"}
            and any((size := _pixels(style.get(name, ""))) is not None and (size <= -FAR or size >= 5000)
                    for name in ("left", "top", "right", "bottom", "inset"))):  # fmt: skip
        return True
    spread = _pixels(style.get("letter-spacing", ""))
    if (spread is not None and spread <= -8) or (_pixels(style.get("text-indent", "")) or 0) >= 2000:
        return True
    moved = style.get("transform", "") + " " + style.get("translate", "")
    return bool(re.search(r"scale[xy]?\(\s*0*\.?0*\s*[,)]", moved)) or any(size <= -FAR for size in _lengths(moved))


def _font_size(style: Declared) -> float | None:
    given = style.get("font-size")
    if given is None:
        found = re.search(r"(?:^|\s)([\d.]+(?:px|pt|em|rem|%)?)(?:\s*/|\s)", style.get("font", "") + " ")
        given = found.group(1) if found and re.search(r"px|pt|em|%|^0", found.group(1)) else None
    return None if given is None else _pixels(given)


def _background(style: Declared, around: Colour) -> Colour:
    given = style.get("background-color") or style.get("background") or ""
    if style.get("background-image", "none") not in {"none", ""} or "url(" in given or "gradient" in given:
        return MIDDLE
    found = colour_of(given, over=around)
    return around if found is None else found


def _lengths(said: str) -> list[float]:
    return [size for word in re.split(r"[(),\s]+", said) if (size := _pixels(word)) is not None]


def _pixels(said: str) -> float | None:
    match = LENGTH.fullmatch(said.strip())
    number = _number(match.group(1)) if match else None
    return None if match is None or number is None else number * PIXELS.get(match.group(2), 1.0)


def _number(said: str) -> float | None:
    match = NUMBER.match(said.strip())
    if not match:
        return None
    return float(match.group()) / (100.0 if said.strip().endswith("%") and "." not in said else 1.0)
