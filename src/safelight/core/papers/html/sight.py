"""Would a reader of the web page see this element? By its attributes, its style and the page's own style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.tree import is_element

COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
PRINT: Final = re.compile(r"@media[^{]*\bprint\b[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
COMPOUND: Final = re.compile(r"(?P<tag>[\w-]+|\*)?(?P<rest>(?:[.#][\w-]+)*)")
LENGTH: Final = re.compile(r"([\d.]+)\s*(px|pt|em|rem|%)?")
UNSEEN_ELEMENTS: Final = {"template", "noscript", "datalist", "noframes", "noembed"}
NAMED: Final = {"white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240),
                "transparent": None, "ghostwhite": (248, 248, 255), "whitesmoke": (245, 245, 245)}  # fmt: skip
MOST_STYLE: Final = 500_000
PAPER: Final = (255, 255, 255)
CLOSE: Final = 20
SMALLEST_PIXELS: Final = 4.0
PIXELS: Final = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16, None: 1.0}

Colour = tuple[int, int, int]


class Sight:
    """The styles of one page, ready to answer for any element in it."""

    def __init__(self, root: etree._Element) -> None:
        self._rules: list[tuple[str, frozenset[str], dict[str, str]]] = []
        for sheet in root.iter("style"):
            self._learn((sheet.text or "")[:MOST_STYLE])

    def _learn(self, sheet: str) -> None:
        for selectors, body in RULE.findall(PRINT.sub("", COMMENT.sub("", sheet))):
            declared = _declared(body)
            if not declared:
                continue
            for selector in selectors.split(","):
                simple = re.split(r"[\s>+~]+", selector.strip())[-1]
                match = COMPOUND.fullmatch(simple)
                if match and simple:
                    names = frozenset(re.findall(r"[.#][\w-]+", match["rest"]))
                    self._rules.append((match["tag"] or "*", names, declared))

    def unseen(self, element: etree._Element) -> str:
        """Why this element's text cannot be seen, as the rule that a finding names; empty when it can."""
        for one in (element, *element.iterancestors()):
            if self._is_off(one):
                return "hidden-text"
        if self._is_tiny(element):
            return "tiny-text"
        return "white-text" if self._blends_in(element) else ""

    def is_switched_off(self, element: etree._Element) -> bool:
        """Whether the element itself, and so all that is in it, is not drawn."""
        return self._is_off(element)

    def _is_off(self, element: etree._Element) -> bool:
        if not is_element(element):
            return True
        if element.tag in UNSEEN_ELEMENTS or element.get("hidden") is not None:
            return True
        if element.tag == "input" and str(element.get("type", "")).casefold() == "hidden":
            return True
        if element.tag == "dialog" and element.get("open") is None:
            return True
        style = self._style(element)
        return (
            style.get("display") == "none"
            or style.get("visibility") in {"hidden", "collapse"}
            or re.fullmatch(r"0*(?:\.0+)?%?|0*\.0\d*", style.get("opacity", "1")) is not None
            or style.get("content-visibility") == "hidden"
        )

    def _is_tiny(self, element: etree._Element) -> bool:
        for one in (element, *element.iterancestors()):
            size = LENGTH.fullmatch(self._style(one).get("font-size", "") if is_element(one) else "")
            if size:
                return float(size.group(1)) * PIXELS.get(size.group(2), 1.0) < SMALLEST_PIXELS
        return False

    def _blends_in(self, element: etree._Element) -> bool:
        ink = next(self._colours(element, "color"), None)
        if ink is None:
            return False
        behind = next(self._colours(element, "background"), PAPER)
        return max(abs(one - other) for one, other in zip(ink, behind, strict=True)) < CLOSE

    def _colours(self, element: etree._Element, name: str) -> Iterator[Colour]:
        """The colours set on an element and on those round it, nearest first. A picture counts as mid-grey."""
        for one in (element, *element.iterancestors()):
            if not is_element(one):
                continue
            style = self._style(one)
            given = style.get(f"{name}-color") or style.get(name) or ""
            if (
                "url(" in given
                or "gradient" in given
                or "var(" in given
                or style.get(f"{name}-image", "none") != "none"
            ):
                yield 128, 128, 128
            elif (colour := _colour(given)) is not None:
                yield colour

    def _style(self, element: etree._Element) -> dict[str, str]:
        found: dict[str, str] = {}
        names = {f".{one}" for one in str(element.get("class", "")).split()} | {f"#{element.get('id', '')}"}
        for tag, wanted, declared in self._rules:
            if tag in {"*", element.tag} and wanted <= names:
                found.update(declared)
        found.update(_declared(str(element.get("style", ""))))
        return found


def _declared(body: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in COMMENT.sub("", body).split(";"))
    return {
        name.strip().casefold(): said.replace("!important", "").strip().casefold()
        for name, colon, said in pairs
        if colon and name.strip()
    }


def _colour(given: str) -> Colour | None:
    given = given.split(" ")[0] if not given.startswith("rgb") else given
    if given in NAMED:
        return NAMED[given]
    if re.fullmatch(r"#[0-9a-f]{3,4}", given):
        return int(given[1] * 2, 16), int(given[2] * 2, 16), int(given[3] * 2, 16)
    if re.fullmatch(r"#[0-9a-f]{6}(?:[0-9a-f]{2})?", given):
        return int(given[1:3], 16), int(given[3:5], 16), int(given[5:7], 16)
    numbers = re.findall(r"[\d.]+", given) if given.startswith("rgb") else []
    if len(numbers) >= 3:
        return int(float(numbers[0])) & 255, int(float(numbers[1])) & 255, int(float(numbers[2])) & 255
    return (
        (128, 128, 128)
        if re.fullmatch(r"[a-z]+", given) and given not in {"inherit", "initial", "unset", "none"}
        else None
    )
