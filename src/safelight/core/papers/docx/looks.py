"""Would a reader of the page see this run of text? Hidden, white on white, too small: styles and shading included."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from lxml import etree

from safelight.core.papers.docx.names import child, inside, is_on, q, value
from safelight.core.papers.docx.package import Package

SMALLEST_HALF_POINTS: Final = 8
NARROWEST_PERCENT: Final = 10
FLATTEST_TWIPS: Final = 80
LEAST_CONTRAST: Final = 1.3
PAGE_WIDTH_TWIPS: Final = 11_906


class Unseen(StrEnum):
    """Why a run of text cannot be seen; the value is the rule that a finding names."""

    HIDDEN = "hidden-text"
    WHITE = "white-text"
    COVERED = "covered-text"
    TINY = "tiny-text"
    OFF_PAGE = "off-page-text"


class Looks:
    """The styles of one document, ready to answer for any run in it."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._usual: dict[str, str] = {}
        self._defaults: etree._Element | None = None
        for row in package.relations(package.main()):
            if row.kind == "styles" and row.target in package.members:
                self._learn(package.tree(row.target))

    def _learn(self, styles: etree._Element) -> None:
        self._defaults = child(styles, "w:docDefaults", "w:rPrDefault", "w:rPr")
        for style in styles.iter(q("w:style")):
            self._styles[value(style, "w:styleId")] = style
            if value(style, "w:default") in {"1", "true", "on"}:
                self._usual[value(style, "w:type")] = value(style, "w:styleId")

    def unseen(self, run: etree._Element) -> Unseen | None:
        """Why this run cannot be seen; None when it can."""
        properties = tuple(self._run_properties(run))
        if self._hides(run, properties):
            return Unseen.HIDDEN
        if self._is_tiny(run, properties):
            return Unseen.TINY
        if self._is_off_page(run):
            return Unseen.OFF_PAGE
        return self._blends_in(run, properties)

    def style_name(self, paragraph: etree._Element) -> str:
        """The built-in or own name of a paragraph's style; empty for none."""
        return next((value(child(style, "w:name")) for style in self._paragraph_styles(paragraph)), "")

    def paragraph_setting(self, paragraph: etree._Element, name: str) -> etree._Element | None:
        """A paragraph property, its own or inherited from its styles."""
        own = child(paragraph, "w:pPr", name)
        if own is not None:
            return own
        inherited = (child(style, "w:pPr", name) for style in self._paragraph_styles(paragraph))
        return next((found for found in inherited if found is not None), None)

    def _hides(self, run: etree._Element, properties: tuple[etree._Element, ...]) -> bool:
        if is_on(_first(properties, "w:vanish")):
            return True
        row = inside(run, "w:tr")
        return row is not None and is_on(child(row, "w:trPr", "w:hidden"))

    def _is_tiny(self, run: etree._Element, properties: tuple[etree._Element, ...]) -> bool:
        size = _number(_first(properties, "w:sz"))
        width = _number(_first(properties, "w:w"))
        if (size is not None and size < SMALLEST_HALF_POINTS) or (width is not None and width < NARROWEST_PERCENT):
            return True
        row = inside(run, "w:tr")
        height = child(row, "w:trPr", "w:trHeight")
        if value(height, "w:hRule") == "exact" and (_number(height) or 0) < FLATTEST_TWIPS:
            return True
        paragraph = inside(run, "w:p")
        spacing = self.paragraph_setting(paragraph, "w:spacing") if paragraph is not None else None
        return value(spacing, "w:lineRule") == "exact" and (_number(spacing, "w:line") or 0) < FLATTEST_TWIPS

    def _is_off_page(self, run: etree._Element) -> bool:
        paragraph = inside(run, "w:p")
        if paragraph is None:
            return False
        indent = self.paragraph_setting(paragraph, "w:ind")
        left = _number(indent, "w:left") or _number(indent, "w:start") or 0
        frame = self.paragraph_setting(paragraph, "w:framePr")
        across, down = _number(frame, "w:x") or 0, _number(frame, "w:y") or 0
        return max(abs(left), abs(across), abs(down)) > PAGE_WIDTH_TWIPS * 1.5

    def _blends_in(self, run: etree._Element, properties: tuple[etree._Element, ...]) -> Unseen | None:
        text = _colour(_first(properties, "w:color"), "w:val", "w:themeColor")
        if text is None and value(_first(properties, "w:highlight")) not in {"", "none"}:
            text = BLACK  # Automatic ink turns white on dark shading, but not on a dark highlight.
        if text is None or any(_contrast(text, behind) >= LEAST_CONTRAST for behind in self._behind(run, properties)):
            return None
        return Unseen.WHITE if _contrast(text, WHITE) < LEAST_CONTRAST else Unseen.COVERED

    def _behind(self, run: etree._Element, properties: tuple[etree._Element, ...]) -> Iterator[tuple[int, int, int]]:
        """The colours that may lie behind a run: the nearest that is set, else white paper."""
        highlight = HIGHLIGHTS.get(value(_first(properties, "w:highlight")))
        shade = _fill(_first(properties, "w:shd"))
        paragraph = inside(run, "w:p")
        under = _fill(self.paragraph_setting(paragraph, "w:shd")) if paragraph is not None else None
        nearest = highlight or shade or under
        if nearest is not None:
            yield nearest
            return
        cell = inside(run, "w:tc")
        box = inside(run, "wps:wsp", "v:shape", "v:rect", "v:roundrect")
        own = _fill(child(cell, "w:tcPr", "w:shd")) if cell is not None else None
        if own is not None:
            yield own
            return
        tinted = tuple(self._table_fills(cell)) + tuple(_box_fills(box))
        yield from tinted or (WHITE,)

    def _table_fills(self, cell: etree._Element | None) -> Iterator[tuple[int, int, int]]:
        """What the table's own shading and its style may put behind a cell, by the cell's place in the table."""
        table = inside(cell, "w:tbl") if cell is not None else None
        row = inside(cell, "w:tr") if cell is not None else None
        if table is None or row is None or cell is None:
            return
        direct = _fill(child(table, "w:tblPr", "w:shd"))
        if direct is not None:
            yield direct
        places = _conditions(table, row, cell)
        for style in self._chain(value(child(table, "w:tblPr", "w:tblStyle"))):
            whole = _fill(child(style, "w:tcPr", "w:shd")) or _fill(child(style, "w:tblPr", "w:shd"))
            if whole is not None:
                yield whole
            for condition in style.iter(q("w:tblStylePr")):
                fill = _fill(child(condition, "w:tcPr", "w:shd"))
                if fill is not None and value(condition, "w:type") in places:
                    yield fill

    def _run_properties(self, run: etree._Element) -> Iterator[etree._Element]:
        """Run properties from the nearest to the most general: own, character style, paragraph style, defaults."""
        own = child(run, "w:rPr")
        if own is not None:
            yield own
            for style in self._chain(value(child(own, "w:rStyle"))):
                yield from style.iterchildren(q("w:rPr"))
        paragraph = inside(run, "w:p")
        if paragraph is not None:
            for style in self._paragraph_styles(paragraph):
                yield from style.iterchildren(q("w:rPr"))
        if self._defaults is not None:
            yield self._defaults

    def _paragraph_styles(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        named = value(child(paragraph, "w:pPr", "w:pStyle"))
        yield from self._chain(named if named in self._styles else self._usual.get("paragraph", ""))

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = value(child(self._styles[style_id], "w:basedOn"))


WHITE: Final = (255, 255, 255)
BLACK: Final = (0, 0, 0)
HIGHLIGHTS: Final = {
    "black": (0, 0, 0), "blue": (0, 0, 255), "cyan": (0, 255, 255), "darkBlue": (0, 0, 139), "darkCyan": (0, 139, 139),
    "darkGray": (169, 169, 169), "darkGreen": (0, 100, 0), "darkMagenta": (139, 0, 139), "darkRed": (139, 0, 0),
    "darkYellow": (128, 128, 0), "green": (0, 255, 0), "lightGray": (211, 211, 211), "magenta": (255, 0, 255),
    "red": (255, 0, 0), "white": WHITE, "yellow": (255, 255, 0),
}  # fmt: skip
THEME: Final = {
    "background1": WHITE,
    "light1": WHITE,
    "bg1": WHITE,
    "lt1": WHITE,
    "text1": (0, 0, 0),
    "dark1": (0, 0, 0),
}
TINT_UNKNOWN: Final = (128, 128, 128)


def _first(properties: tuple[etree._Element, ...], name: str) -> etree._Element | None:
    found = (child(one, name) for one in properties)
    return next((element for element in found if element is not None), None)


def _number(element: etree._Element | None, name: str = "w:val") -> float | None:
    try:
        return float(value(element, name))
    except ValueError:
        return None


def _colour(element: etree._Element | None, plain: str, themed: str) -> tuple[int, int, int] | None:
    """A colour, or None for automatic. A theme's own colour counts as grey: it is neither paper nor ink."""
    if element is None:
        return None
    theme = value(element, themed)
    given = value(element, plain)
    if len(given) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in given):
        return int(given[:2], 16), int(given[2:4], 16), int(given[4:], 16)
    return THEME.get(theme, TINT_UNKNOWN) if theme else None


def _fill(shading: etree._Element | None) -> tuple[int, int, int] | None:
    if shading is None:
        return None
    if value(shading) in {"solid"}:
        return _colour(shading, "w:color", "w:themeColor") or (0, 0, 0)
    return _colour(shading, "w:fill", "w:themeFill")


def _box_fills(box: etree._Element | None) -> Iterator[tuple[int, int, int]]:
    """What a text box may be filled with. A fill that is not a plain colour counts as grey."""
    if box is None:
        return
    plain = child(box, "wps:spPr", "a:solidFill")
    if plain is not None:
        exact = child(plain, "a:srgbClr")
        given = "" if exact is None else str(exact.get("val", ""))
        yield (int(given[:2], 16), int(given[2:4], 16), int(given[4:6], 16)) if _is_hex(given) else TINT_UNKNOWN
    elif child(box, "wps:spPr", "a:gradFill") is not None or child(box, "wps:spPr", "a:blipFill") is not None:
        yield TINT_UNKNOWN
    given = str(box.get("fillcolor", "")).split(" ")[0].lstrip("#")
    if given:
        yield (int(given[:2], 16), int(given[2:4], 16), int(given[4:6], 16)) if _is_hex(given) else TINT_UNKNOWN


def _is_hex(given: str) -> bool:
    return len(given) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in given)


def _conditions(table: etree._Element, row: etree._Element, cell: etree._Element) -> frozenset[str]:
    """Which conditional formats of a table style reach this cell."""
    rows = table.findall(q("w:tr"))
    cells = row.findall(q("w:tc"))
    places = {"wholeTable", "band1Horz", "band2Horz", "band1Vert", "band2Vert"}
    if rows and row is rows[0]:
        places |= {"firstRow", "neCell", "nwCell"}
    if rows and row is rows[-1]:
        places |= {"lastRow", "seCell", "swCell"}
    if cells and cell is cells[0]:
        places.add("firstCol")
    if cells and cell is cells[-1]:
        places.add("lastCol")
    return frozenset(places)


def _contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast ratio of two colours, 1 for the same colour to 21 for black on white (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    channels = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
