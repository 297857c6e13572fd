"""What does a style come to, with all that it inherits? The styles of one part of the file, resolved by name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from safelight.core.papers.docx.colours import UNKNOWN, Colour, hexed
from safelight.core.papers.odt.names import local, q, value
from safelight.core.papers.odt.package import Package
from safelight.core.papers.tree import is_element

POINTS: Final = {"pt": 1.0, "in": 72.0, "inch": 72.0, "cm": 28.3465, "mm": 2.83465, "pc": 12.0, "px": 0.75, "": 1.0}
LENGTH: Final = re.compile(r"\s*([-+]?\d*\.?\d+)\s*(pt|in|inch|cm|mm|pc|px|%|)\s*")
PROPERTIES: Final = re.compile(r"\w+(?:-\w+)*-properties")
MOST_PARENTS: Final = 60

Settings = dict[str, str]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The settings of a style and its parents, the nearest first in force; colour and background worked out."""

    settings: Settings = field(default_factory=dict)
    ink: Colour | None = None
    inked: bool = False
    behind: Colour | None = None
    size: float = 12.0
    sized: bool = False

    def get(self, name: str) -> str:
        """A setting by its bare name; empty where no style sets it."""
        return self.settings.get(name, "")


class Styles:
    """The styles that the words of one part may use: its own automatic ones and the common ones of the file."""

    def __init__(self, package: Package, member: str) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._defaults: dict[str, etree._Element] = {}
        self._known: dict[tuple[str, str], Resolved] = {}
        folder = package.folder_of(member)
        common = f"{folder}/styles.xml" if folder else "styles.xml"
        if common in package.members and common != member:
            self._learn(package.tree(common), automatic=False)
        self._learn(package.tree(member), automatic=True)

    def _learn(self, root: etree._Element, *, automatic: bool) -> None:
        for holder in root:
            if not is_element(holder) or (local(holder) == "automatic-styles" and not automatic):
                continue
            for style in holder.iter(q("style:style"), q("style:default-style")):
                family = value(style, "style:family")
                if local(style) == "default-style":
                    self._defaults[family] = style
                else:
                    self._styles[family, value(style, "style:name")] = style

    def element(self, family: str, name: str) -> etree._Element | None:
        """The style as it is written, without what it inherits."""
        return self._styles.get((family, name))

    def resolved(self, family: str, name: str) -> Resolved:
        """A style with everything that it inherits, the default of its family included."""
        if (family, name) not in self._known:
            self._known[family, name] = self._resolve(family, name)
        return self._known[family, name]

    def chain(self, family: str, name: str) -> list[etree._Element]:
        """A style and its parents, nearest first, without the default of the family."""
        found: list[etree._Element] = []
        seen: set[str] = set()
        while name and name not in seen and len(found) < MOST_PARENTS:
            seen.add(name)
            style = self._styles.get((family, name))
            if style is None:
                break
            found.append(style)
            name = value(style, "style:parent-style-name")
        return found

    def _resolve(self, family: str, name: str) -> Resolved:
        chain = self.chain(family, name)
        if family in self._defaults:
            chain.append(self._defaults[family])
        at = Resolved()
        for style in reversed(chain):
            at = _over(at, style)
        return at


def _over(under: Resolved, style: etree._Element) -> Resolved:
    """What one style makes of what it inherits."""
    settings = dict(under.settings)
    own: Settings = {}
    for group in style:
        if is_element(group) and PROPERTIES.fullmatch(local(group)):
            kind = local(group).removesuffix("-properties")
            for attribute, said in group.attrib.items():
                bare = str(attribute).rpartition("}")[2]
                # The background of letters and that of their paragraph have the same name.
                own[f"{kind}:{bare}"] = str(said)
                own.setdefault(bare, str(said))
            if any(local(one) == "background-image" and len(one.attrib) for one in group):
                own["background-image"] = "yes"
    ink, inked = _ink(own)
    if inked:
        # How clear letters are is said with their colour; of the automatic colour programs say that it is wholly so.
        settings.pop("text:opacity", None)
        if ink is None:
            own.pop("text:opacity", None)
    settings.update(own)
    size = _size(own.get("font-size", ""), under.size)
    behind = _behind(settings)
    return Resolved(
        settings,
        ink if inked else under.ink,
        inked or under.inked,
        behind,
        size if size is not None else under.size,
        size is not None or under.sized,
    )


def _ink(own: Settings) -> tuple[Colour | None, bool]:
    """The colour of letters that a style sets; None for the automatic one, which is made to stand out."""
    if own.get("use-window-font-color") == "true":
        return None, True
    if "color" in own:
        return hexed(own["color"]), True
    return None, False


def _behind(settings: Settings) -> Colour | None:
    """What an area is filled with; None where it lets through what lies under it. Anything but a colour is grey."""
    fill = settings.get("fill", "")
    if settings.get("background-image") or fill in {"gradient", "hatch", "bitmap"}:
        return UNKNOWN
    clear = settings.get("opacity", settings.get("background-transparency", "")) in {"0%"}
    if fill == "solid" and not clear:
        return hexed(settings.get("fill-color", "")) or UNKNOWN
    return hexed(settings.get("background-color", ""))


def _size(said: str, under: float) -> float | None:
    found = LENGTH.fullmatch(said)
    if not found:
        return None
    number = float(found.group(1))
    return under * number / 100 if found.group(2) == "%" else number * POINTS[found.group(2)]


def points(said: str) -> float | None:
    """A length in points; None where it is no length, or a share of something."""
    found = LENGTH.fullmatch(said)
    if not found or found.group(2) == "%":
        return None
    return float(found.group(1)) * POINTS[found.group(2)]


def share(said: str) -> float | None:
    """A percentage as a share of one; None where it is none."""
    found = LENGTH.fullmatch(said)
    return float(found.group(1)) / 100 if found and found.group(2) == "%" else None
