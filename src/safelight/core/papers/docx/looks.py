"""Would a reader of the page see this run of text? Hidden, white on white, too small: styles and shading included."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lxml import etree

from safelight.core.papers.docx.colours import BLACK, HIGHLIGHTS, UNKNOWN, WHITE, Colour, Colours, is_clear, same
from safelight.core.papers.docx.names import child, is_on, q, value
from safelight.core.papers.docx.package import Package

SMALLEST_HALF_POINTS: Final = 8
NARROWEST_PERCENT: Final = 10
FLATTEST_TWIPS: Final = 80
FARTHEST_TWIPS: Final = 11_906 * 1.5
HIGHEST_HALF_POINTS: Final = 400
USUAL_HALF_POINTS: Final = 20
CLOSEST_SPACING: Final = -0.35
"""How far letters may be pushed together, as a share of their size, before they lie on each other."""

VANISH, SIZE, WIDTH, COLOUR, MARKER, SHADE, RAISED, SPACED, FITTED, NAMED, FILLED = (
    q(name)
    for name in (
        "w:vanish", "w:sz", "w:w", "w:color", "w:highlight", "w:shd", "w:position", "w:spacing", "w:fitText",
        "w:rStyle", "w14:textFill",
    )
)  # fmt: skip
TELLING: Final = frozenset(
    {VANISH, SIZE, WIDTH, COLOUR, MARKER, SHADE, RAISED, SPACED, FITTED, NAMED, FILLED, q("w14:textOutline")}
)
"""The properties of a run that decide whether it can be seen."""
RUN_PROPERTIES, PARAGRAPH_PROPERTIES = q("w:rPr"), q("w:pPr")
MEASURE: Final = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi|%)?")
POINTS: Final = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0, "pi": 12.0}
PLACING: Final = ("w:spacing", "w:ind", "w:framePr")


class Unseen(StrEnum):
    """Why a run of text cannot be seen; the value is the rule that a finding names."""

    HIDDEN = "hidden-text"
    WHITE = "white-text"
    COVERED = "covered-text"
    TINY = "tiny-text"
    OFF_PAGE = "off-page-text"


@dataclass(frozen=True, slots=True)
class BlockLook:
    """What a paragraph hands down to its runs: its style, why none of it can be seen, what lies behind it."""

    style: str
    unseen: Unseen | None
    shade: Colour | None


@dataclass(frozen=True, slots=True)
class _RunLook:
    """What a run's own properties and styles say, wherever it stands."""

    unseen: Unseen | None
    ink: Colour | None
    behind: Colour | None


class Looks:
    """The styles of one document, ready to answer for any run in it."""

    def __init__(self, package: Package) -> None:
        self.colours = Colours(package)
        self._styles: dict[str, etree._Element] = {}
        self._usual: dict[str, str] = {}
        self._defaults: etree._Element | None = None
        self._usual_paragraph: etree._Element | None = None
        self._runs: dict[object, _RunLook] = {}
        self._blocks: dict[str, dict[str, dict[str, str]]] = {}
        for row in package.relations(package.main()):
            if row.kind == "styles" and row.target in package.members:
                self._learn(package.tree(row.target))

    def _learn(self, styles: etree._Element) -> None:
        self._defaults = child(styles, "w:docDefaults", "w:rPrDefault", "w:rPr")
        self._usual_paragraph = child(styles, "w:docDefaults", "w:pPrDefault", "w:pPr")
        for style in styles.iter(q("w:style")):
            self._styles[value(style, "w:styleId")] = style
            if value(style, "w:default") in {"1", "true", "on"}:
                self._usual[value(style, "w:type")] = value(style, "w:styleId")

    # --- Paragraphs ---------------------------------------------------------------------------------------------------

    def block(self, paragraph: etree._Element) -> BlockLook:
        """What a paragraph's own properties and styles say of everything in it."""
        style = self._style_of(paragraph)
        own = next(paragraph.iterchildren(PARAGRAPH_PROPERTIES), None)
        placed = self._placing(style)
        if own is not None:
            placed = _over(placed, own)
        shade = self.colours.of(self.paragraph_setting(paragraph, "w:shd"), "w:fill", "w:themeFill")
        return BlockLook(style, _misplaced(placed), shade)

    def style_name(self, paragraph: etree._Element) -> str:
        """The built-in or own name of a paragraph's style; empty for none."""
        return next((value(child(style, "w:name")) for style in self._chain(self._style_of(paragraph))), "")

    def paragraph_setting(self, paragraph: etree._Element, name: str) -> etree._Element | None:
        """A paragraph property, its own or inherited from its styles."""
        own = child(paragraph, "w:pPr", name)
        if own is not None:
            return own
        inherited = (child(style, "w:pPr", name) for style in self._chain(self._style_of(paragraph)))
        return next((found for found in inherited if found is not None), None)

    def _style_of(self, paragraph: etree._Element) -> str:
        named = value(child(paragraph, "w:pPr", "w:pStyle"))
        return named if named in self._styles else self._usual.get("paragraph", "")

    def _placing(self, style: str) -> dict[str, dict[str, str]]:
        """Spacing, indents and frame as a style and those that it is based on set them, attribute by attribute."""
        if style not in self._blocks:
            placed: dict[str, dict[str, str]] = (
                {} if self._usual_paragraph is None else _over({}, self._usual_paragraph)
            )
            for one in reversed(tuple(self._chain(style))):
                for own in one.iterchildren(PARAGRAPH_PROPERTIES):
                    placed = _over(placed, own)
            self._blocks[style] = placed
        return self._blocks[style]

    # --- Runs ---------------------------------------------------------------------------------------------------------

    def run(
        self,
        run: etree._Element,
        *,
        block: BlockLook,
        table: tuple[etree._Element, ...] = (),
        ground: Callable[[], Iterable[Colour]] = tuple,
    ) -> Unseen | None:
        """Why a run cannot be seen; None when it can.

        `table` are the run properties that a table's style adds, `ground` the colours that may lie behind it.
        """
        own = next(run.iterchildren(RUN_PROPERTIES), None)
        key = (block.style, () if own is None else _key(own), table)
        look = self._runs.get(key)
        if look is None:
            look = self._runs[key] = self._look(own, block.style, table)
        if look.unseen is not None or look.ink is None:
            return look.unseen
        ink, nearest = look.ink, look.behind or block.shade
        behind = (nearest,) if nearest is not None else (tuple(ground()) or (WHITE,))
        if any(not same(ink, one) for one in behind):
            return None
        return Unseen.WHITE if same(ink, WHITE) else Unseen.COVERED

    def _look(self, own: etree._Element | None, style: str, table: tuple[etree._Element, ...]) -> _RunLook:
        layers = tuple(self._layers(own, style, table))
        ink = self.colours.of(_first(layers, COLOUR))
        marker = HIGHLIGHTS.get(value(_first(layers, MARKER)))
        fill = _first(layers, FILLED)
        if fill is not None:
            clear = child(fill, "w14:noFill") is not None or is_clear(fill)
            if clear and _first(layers, q("w14:textOutline")) is None:
                return _RunLook(Unseen.HIDDEN, None, None)
            ink = self.colours.drawn(child(fill, "w14:solidFill")) or UNKNOWN
        if ink is None and marker is not None:
            ink = BLACK  # Automatic ink turns white on dark shading, but not on a dark highlight.
        behind = marker or self.shading(_first(layers, SHADE))
        return _RunLook(_why_unseen(own, layers), ink, behind)

    def shading(self, shading: etree._Element | None) -> Colour | None:
        """The colour that a shading puts behind text; None for none."""
        if shading is None:
            return None
        if value(shading) == "solid":
            return self.colours.of(shading, "w:color", "w:themeColor") or BLACK
        return self.colours.of(shading, "w:fill", "w:themeFill")

    def _layers(
        self, own: etree._Element | None, style: str, table: tuple[etree._Element, ...]
    ) -> Iterator[etree._Element]:
        """Run properties from the nearest to the most general: own, styles of run and paragraph, table, defaults."""
        if own is not None:
            yield own
            for one in self._chain(value(child(own, "w:rStyle"))):
                yield from one.iterchildren(RUN_PROPERTIES)
        for one in self._chain(style):
            yield from one.iterchildren(RUN_PROPERTIES)
        yield from table
        if self._defaults is not None:
            yield self._defaults

    # --- Tables -------------------------------------------------------------------------------------------------------

    def table_layers(self, style: str, places: frozenset[str]) -> tuple[tuple[etree._Element, ...], tuple[Colour, ...]]:
        """What a table's style says of the runs in a cell, and the colours that it may put behind them."""
        runs: list[etree._Element] = []
        fills: list[Colour] = []
        for one in self._chain(style):
            conditions = [one for one in one.iter(q("w:tblStylePr")) if value(one, "w:type") in places]
            for holder in (*conditions, one):
                runs.extend(holder.iterchildren(RUN_PROPERTIES))
                shades = (child(holder, "w:tcPr", "w:shd"), child(holder, "w:tblPr", "w:shd"))
                fills.extend(fill for fill in map(self.shading, shades) if fill is not None)
        return tuple(one for one in runs if any(inner.tag in TELLING for inner in one)), tuple(fills)

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = value(child(self._styles[style_id], "w:basedOn"))


def measured(text: str, *, points: float) -> float | None:
    """A length in units of which one point has `points`, from a bare number or one with a unit."""
    found = MEASURE.fullmatch(text.strip())
    if found is None:
        return None
    return float(found[1]) * (POINTS[found[2]] * points if found[2] in POINTS else 1)


def row_unseen(row: etree._Element) -> Unseen | None:
    """Why nothing in a table's row can be seen, if so."""
    properties = child(row, "w:trPr")
    if is_on(child(properties, "w:hidden")):
        return Unseen.HIDDEN
    height = child(properties, "w:trHeight")
    flat = value(height, "w:hRule") == "exact" and (measured(value(height), points=20) or 0) < FLATTEST_TWIPS
    return Unseen.TINY if flat else None


def table_unseen(table: etree._Element) -> Unseen | None:
    """Why nothing in a table can be seen, if it stands off the page."""
    properties = child(table, "w:tblPr")
    indent, place = child(properties, "w:tblInd"), child(properties, "w:tblpPr")
    offsets = (value(indent, "w:w"), value(place, "w:tblpX"), value(place, "w:tblpY"))
    far = max(abs(measured(one, points=20) or 0) for one in offsets)
    return Unseen.OFF_PAGE if far > FARTHEST_TWIPS else None


def _key(own: etree._Element) -> tuple[object, ...]:
    """What of a run's properties decides how it looks, so that alike runs are looked at once."""
    key: list[object] = []
    for one in own:
        tag = one.tag
        if tag in TELLING:
            key.append(etree.tostring(one) if len(one) else (tag, *one.attrib.items()))
    return tuple(key)


def _why_unseen(own: etree._Element | None, layers: tuple[etree._Element, ...]) -> Unseen | None:
    if _vanishes(own, layers):
        return Unseen.HIDDEN
    size = measured(value(_first(layers, SIZE)), points=2)
    width = measured(value(_first(layers, WIDTH)), points=1)
    spaced = measured(value(_first(layers, SPACED)), points=20)
    fitted = measured(value(_first(layers, FITTED)), points=20)
    tiny = (
        (size is not None and size < SMALLEST_HALF_POINTS)
        or (width is not None and width != 0 and width < NARROWEST_PERCENT)
        or (spaced is not None and spaced < CLOSEST_SPACING * 10 * (size or USUAL_HALF_POINTS))
        or (fitted is not None and fitted < FLATTEST_TWIPS)
    )
    if tiny:
        return Unseen.TINY
    raised = measured(value(_first(layers, RAISED)), points=2)
    return Unseen.OFF_PAGE if raised is not None and abs(raised) > HIGHEST_HALF_POINTS else None


def _vanishes(own: etree._Element | None, layers: tuple[etree._Element, ...]) -> bool:
    """Own properties decide; among styles, one that does not hide text does not show what another one hides."""
    direct = child(own, "w:vanish")
    if direct is not None:
        return is_on(direct)
    return any(is_on(child(layer, "w:vanish")) for layer in layers)


def _misplaced(placed: dict[str, dict[str, str]]) -> Unseen | None:
    spacing, indent, frame = (placed.get(name, {}) for name in PLACING)
    if spacing.get(q("w:lineRule")) == "exact" and _length(spacing, "w:line") < FLATTEST_TWIPS:
        return Unseen.TINY
    flat = frame.get(q("w:hRule")) == "exact" and 0 < _length(frame, "w:h") < FLATTEST_TWIPS
    if flat or 0 < _length(frame, "w:w") < FLATTEST_TWIPS:
        return Unseen.TINY
    sides = [abs(_length(indent, f"w:{side}")) for side in ("left", "start", "right", "end", "firstLine", "hanging")]
    far = max(*sides, abs(_length(frame, "w:x")), abs(_length(frame, "w:y")))
    return Unseen.OFF_PAGE if far > FARTHEST_TWIPS else None


def _length(settings: dict[str, str], name: str) -> float:
    return measured(settings.get(q(name), ""), points=20) or 0


def _over(placed: dict[str, dict[str, str]], properties: etree._Element) -> dict[str, dict[str, str]]:
    """The settings of a paragraph with nearer ones laid over them."""
    nearer = {name: _attributes(one) for name in PLACING for one in properties.iterchildren(q(name))}
    return {name: {**placed.get(name, {}), **nearer.get(name, {})} for name in PLACING} if nearer else placed


def _first(layers: tuple[etree._Element, ...], tag: str) -> etree._Element | None:
    for layer in layers:
        found = next(layer.iterchildren(tag), None)
        if found is not None:
            return found
    return None


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(said) for name, said in element.attrib.items()}
