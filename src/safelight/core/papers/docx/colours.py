"""Which colour is this, and do two colours differ enough to be told apart? Names, figures and a theme's own colours."""

from __future__ import annotations

import colorsys
import re
from typing import Final

from lxml import etree

from safelight.core.papers.docx.names import child, local, q, value
from safelight.core.papers.docx.package import Package

Colour = tuple[int, int, int]

WHITE: Final = (255, 255, 255)
BLACK: Final = (0, 0, 0)
UNKNOWN: Final = (128, 128, 128)
"""A colour that cannot be told counts as grey: it is neither paper nor ink."""
LEAST_CONTRAST: Final = 1.3
CLEAR_FROM: Final = 90_000
HIGHLIGHTS: Final = {
    "black": (0, 0, 0), "blue": (0, 0, 255), "cyan": (0, 255, 255), "darkBlue": (0, 0, 139), "darkCyan": (0, 139, 139),
    "darkGray": (169, 169, 169), "darkGreen": (0, 100, 0), "darkMagenta": (139, 0, 139), "darkRed": (139, 0, 0),
    "darkYellow": (128, 128, 0), "green": (0, 255, 0), "lightGray": (211, 211, 211), "magenta": (255, 0, 255),
    "red": (255, 0, 0), "white": WHITE, "yellow": (255, 255, 0),
}  # fmt: skip
NAMED: Final = {
    "black": BLACK, "white": WHITE, "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255),
    "yellow": (255, 255, 0), "gray": (128, 128, 128), "silver": (192, 192, 192), "navy": (0, 0, 128),
}  # fmt: skip
SLOTS: Final = {
    "background1": "lt1", "bg1": "lt1", "light1": "lt1", "text1": "dk1", "tx1": "dk1", "dark1": "dk1",
    "background2": "lt2", "bg2": "lt2", "light2": "lt2", "text2": "dk2", "tx2": "dk2", "dark2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
USUAL_THEME: Final = {"lt1": WHITE, "dk1": BLACK}
HEX: Final = re.compile(r"#?([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")


class Colours:
    """The colours of one document's theme."""

    def __init__(self, package: Package) -> None:
        self._theme: dict[str, Colour] = dict(USUAL_THEME)
        self._moved: dict[str, str] = {}
        for row in package.relations(package.main()):
            if row.external or row.target not in package.members:
                continue
            if row.kind == "theme":
                self._learn(package.tree(row.target))
            elif row.kind == "settings":
                moves = child(package.tree(row.target), "w:clrSchemeMapping")
                self._moved = {} if moves is None else _moves(moves)

    def of(self, element: etree._Element | None, plain: str = "w:val", themed: str = "w:themeColor") -> Colour | None:
        """The colour that an element sets; None for automatic. A theme's colour counts before the figures beside it."""
        if element is None:
            return None
        theme = value(element, themed)
        if theme and theme != "none":
            base = self._slot(theme)
            if base is not None:
                return _shaded(
                    base,
                    tint=value(element, f"{themed_prefix(themed)}Tint"),
                    shade=value(element, f"{themed_prefix(themed)}Shade"),
                )
        given = value(element, plain)
        return hexed(given) or (UNKNOWN if theme and given in {"", "auto"} else None)

    def drawn(self, fill: etree._Element | None) -> Colour | None:
        """The colour of a drawing's plain fill (`a:solidFill` or `w14:solidFill`); grey where it cannot be told."""
        if fill is None:
            return None
        for choice in fill:
            said = next((str(text) for name, text in choice.attrib.items() if str(name).endswith("val")), "")
            base = hexed(said) if local(choice) == "srgbClr" else self._slot(said)
            if base is not None:
                return _modified(base, choice)
        return UNKNOWN

    def _slot(self, name: str) -> Colour | None:
        slot = self._moved.get(name) or SLOTS.get(name, name)
        return self._theme.get(slot)

    def _learn(self, theme: etree._Element) -> None:
        scheme = next(theme.iter(q("a:clrScheme")), None)
        for slot in scheme if scheme is not None else ():
            for choice in slot:
                found = hexed(str(choice.get("lastClr") or choice.get("val") or ""))
                if found is not None:
                    self._theme[local(slot)] = found


def themed_prefix(themed: str) -> str:
    """`w:themeColor` has its tint in `w:themeTint`, `w:themeFill` in `w:themeFillTint`."""
    return "w:theme" if themed == "w:themeColor" else themed


def hexed(text: str) -> Colour | None:
    """A colour from its figures, such as FF0000; None where these are none."""
    found = HEX.fullmatch(text)
    return (int(found[1], 16), int(found[2], 16), int(found[3], 16)) if found else None


def old_colour(text: str) -> Colour | None:
    """A colour as the drawings of old programs write it: #fff, #ffffff [3212], white; grey where it cannot be told."""
    given = text.split(" ")[0].casefold()
    if not given:
        return None
    if re.fullmatch(r"#[0-9a-f]{3}", given):
        given = "#" + "".join(letter * 2 for letter in given[1:])
    return hexed(given) or NAMED.get(given, UNKNOWN)


def is_clear(fill: etree._Element) -> bool:
    """Whether a drawing's fill lets everything through."""
    return any(
        local(one) == "alpha" and _whole(next(iter(one.attrib.values()), "")) >= CLEAR_FROM and "word" in str(one.tag)
        for one in fill.iter()
    )


def same(one: Colour, other: Colour) -> bool:
    """Whether two colours are too alike for one to be read on the other."""
    return contrast(one, other) < LEAST_CONTRAST


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 for the same colour to 21 for black on white (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    channels = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _moves(moves: etree._Element) -> dict[str, str]:
    """Where a document says that its backgrounds and texts take their colours from."""
    names = {"bg1": "background1", "t1": "text1", "bg2": "background2", "t2": "text2"}
    return {
        names[short]: SLOTS.get(value(moves, f"w:{short}"), value(moves, f"w:{short}"))
        for short in names
        if value(moves, f"w:{short}")
    }


def _shaded(base: Colour, *, tint: str, shade: str) -> Colour:
    """A theme's colour made lighter (tint) or darker (shade), each from 00 (all the way) to FF (not at all)."""
    for given, lighter in ((shade, False), (tint, True)):
        if re.fullmatch(r"[0-9A-Fa-f]{1,2}", given):
            base = _lightened(base, share=int(given, 16) / 255, lighter=lighter)
    return base


def _modified(base: Colour, choice: etree._Element) -> Colour:
    hue, light, strength = colorsys.rgb_to_hls(*(part / 255 for part in base))
    for one in choice:
        share = _whole(next(iter(one.attrib.values()), "")) / 100_000
        if local(one) == "lumMod":
            light *= share
        elif local(one) == "lumOff":
            light += share
    return _whole_colour(colorsys.hls_to_rgb(hue, min(max(light, 0), 1), strength))


def _lightened(base: Colour, *, share: float, lighter: bool) -> Colour:
    hue, light, strength = colorsys.rgb_to_hls(*(part / 255 for part in base))
    light = light * share + (1 - share if lighter else 0)
    return _whole_colour(colorsys.hls_to_rgb(hue, min(max(light, 0), 1), strength))


def _whole_colour(colour: tuple[float, float, float]) -> Colour:
    return round(colour[0] * 255), round(colour[1] * 255), round(colour[2] * 255)


def _whole(text: object) -> int:
    try:
        return int(str(text))
    except ValueError:
        return 0
