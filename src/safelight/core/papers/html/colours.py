"""Which colour is meant by these words of a style? Mixed with what lies behind where it is see-through."""

from __future__ import annotations

import colorsys
import re
from typing import Final

from PIL import ImageColor

Colour = tuple[int, int, int]
MIDDLE: Final = (128, 128, 128)
"""What counts where a colour cannot be told: neither dark nor light."""
NUMBERS: Final = re.compile(r"-?\d*\.?\d+%?")
HEX: Final = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b")
WORD: Final = re.compile(r"[a-z]+")
SAID_BY_OTHERS: Final = {"inherit", "initial", "unset", "revert", "currentcolor", "none", "auto"}


def colour_of(given: str, *, over: Colour) -> Colour | None:
    """The colour as it looks over another one; None where none is given."""
    given = given.strip()
    if not given:
        return None
    if (hexed := HEX.search(given)) is not None:
        return _hexed(hexed.group(1), over)
    if (called := re.search(r"(rgba?|hsla?)\(([^()]*)\)", given)) is not None:
        return _called(called.group(1), NUMBERS.findall(called.group(2)), over)
    if "(" in given:
        return MIDDLE
    for word in WORD.findall(given):
        if word == "transparent":
            return over
        if word in ImageColor.colormap:
            red, green, blue = ImageColor.getrgb(word)[:3]
            return red, green, blue
    words = set(WORD.findall(given))
    return None if not words or words & SAID_BY_OTHERS else MIDDLE


def _hexed(digits: str, over: Colour) -> Colour:
    if len(digits) < 6:
        digits = "".join(one * 2 for one in digits)
    red, green, blue, *seen = (int(digits[at : at + 2], 16) for at in range(0, len(digits), 2))
    return _mixed((red, green, blue), seen[0] / 255 if seen else 1.0, over)


def _called(kind: str, said: list[str], over: Colour) -> Colour:
    if len(said) < 3:
        return MIDDLE
    share = [_share(one, 255.0 if kind.startswith("rgb") else 100.0) for one in said[:3]]
    if kind.startswith("hsl"):
        red, green, blue = colorsys.hls_to_rgb(_plain(said[0]) / 360 % 1, min(share[2], 1), min(share[1], 1))
    else:
        red, green, blue = share
    made = (round(min(red, 1) * 255), round(min(green, 1) * 255), round(min(blue, 1) * 255))
    return _mixed(made, _share(said[3], 1.0) if len(said) > 3 else 1.0, over)


def _share(said: str, whole: float) -> float:
    return max(_plain(said) / (100.0 if said.endswith("%") else whole), 0.0)


def _plain(said: str) -> float:
    return float(said.rstrip("%"))


def _mixed(ink: Colour, seen: float, over: Colour) -> Colour:
    red, green, blue = (round(one * seen + other * (1 - seen)) for one, other in zip(ink, over, strict=True))
    return red, green, blue
