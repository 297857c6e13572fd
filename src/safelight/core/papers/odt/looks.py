"""Would a reader of the page see this text? Hidden, white on white, too small, off the page: styles included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from lxml import etree

from safelight.core.papers.docx.colours import LEAST_CONTRAST, UNKNOWN, WHITE, Colour, contrast, hexed
from safelight.core.papers.odt.names import NAMESPACES, local, q, space, value
from safelight.core.papers.odt.package import Package
from safelight.core.papers.odt.styles import Resolved, Styles, points, share
from safelight.core.papers.tree import is_element

SMALLEST_POINTS: Final = 4.0
NARROWEST_SHARE: Final = 0.1
FLATTEST_POINTS: Final = 4.0
PAGE_POINTS: Final = 595.0
PAGE_HEIGHT_POINTS: Final = 842.0
PARAGRAPHS: Final = {q("text:p"), q("text:h")}
SPANS: Final = {q("text:span"), q("text:a"), q("text:ruby-base")}
CLOSED: Final = {"collapse", "filter"}
ALWAYS_TRUE: Final = re.compile(
    r"(?:ooow:|of:|oooc:)?\s*=?\s*(?:1|true|TRUE|(?P<one>[\w\"']+)\s*(?:==|=|EQ|eq)\s*(?P=one)|\d\s*(?:NEQ|!=|<>)\s*\"\")\s*"
)
SHAPES: Final = {"custom-shape", "rect", "ellipse", "circle", "path", "polygon", "polyline", "line", "connector",
                 "caption", "regular-polygon", "g", "frame", "control", "measure"}  # fmt: skip


PLACES: Final = {NAMESPACES[one] for one in ("table", "draw", "style", "loext", "chart", "dr3d", "form", "math")}
NEVER_SHOWN: Final = {"meta", "settings", "scripts", "font-face-decls", "styles", "automatic-styles"}
TEXT_HOLDERS: Final = {
    "p", "h", "span", "a", "list", "list-item", "list-header", "numbered-paragraph", "section", "note", "note-body",
    "ruby", "ruby-base", "ruby-text", "meta", "meta-field", "table-of-content", "alphabetical-index",
    "illustration-index", "table-index", "object-index", "user-index", "bibliography", "index-body", "index-title",
    "tracked-changes", "changed-region", "deletion", "insertion", "format-change", "notes-configuration",
    "note-continuation-notice-forward", "note-continuation-notice-backward", "note-citation", "page-sequence",
    "placeholder", "text-input", "user-field-get", "variable-set", "bookmark-ref", "content-control",
}  # fmt: skip


class Unseen(StrEnum):
    """Why a stretch of text cannot be seen; the value is the rule that a finding names."""

    HIDDEN = "hidden-text"
    WHITE = "white-text"
    COVERED = "covered-text"
    TINY = "tiny-text"
    OFF_PAGE = "off-page-text"


class Looks:
    """The styles of one part, ready to answer for any text in it."""

    def __init__(self, package: Package, member: str) -> None:
        self.styles = Styles(package, member)
        self._around: dict[etree._Element, tuple[Unseen | None, Colour | None]] = {}
        self._answers: dict[tuple[object, ...], Unseen | None] = {}
        self._closed: dict[etree._Element, list[range]] = {}

    def around(self, paragraph: etree._Element) -> Unseen | None:
        """Why nothing in this paragraph can be seen, because of what it stands in; None when it may be seen."""
        parent = paragraph.getparent()
        return self._holder(parent)[0] if parent is not None else None

    def unseen(self, element: etree._Element) -> Unseen | None:
        """Why the text in a paragraph or in an inline element cannot be seen, by how it is formatted."""
        spans: list[str] = []
        at: etree._Element | None = element
        while at is not None and at.tag not in PARAGRAPHS:
            if at.tag in SPANS and value(at, "text:style-name"):
                spans.append(value(at, "text:style-name"))
            at = at.getparent()
        style = value(at, "text:style-name") or value(at, "text:cond-style-name")
        holder = at.getparent() if at is not None else None
        behind = self._holder(holder)[1] if holder is not None else None
        key = (style, tuple(spans), behind)
        if key not in self._answers:
            self._answers[key] = self._judge(style, tuple(reversed(spans)), behind)
        return self._answers[key]

    def _judge(self, style: str, spans: tuple[str, ...], behind: Colour | None) -> Unseen | None:
        paragraph = self.styles.resolved("paragraph", style)
        layers = [paragraph, *(self.styles.resolved("text", name) for name in spans)]
        nearest = list(reversed(layers))
        if _first(nearest, "text:display") == "none":
            return Unseen.HIDDEN
        if _is_tiny(nearest, paragraph):
            return Unseen.TINY
        if _is_off_page(paragraph):
            return Unseen.OFF_PAGE
        return _blends_in(nearest, paragraph, behind)

    def _holder(self, holder: etree._Element) -> tuple[Unseen | None, Colour | None]:
        """Why what stands in a section, cell or frame cannot be seen, and what colour lies behind it."""
        if holder not in self._around:
            parent = holder.getparent()
            outer = self._holder(parent) if parent is not None else (None, None)
            self._around[holder] = (self.hides(holder) or outer[0], self._fill(holder, outer[1]))
        return self._around[holder]

    def hides(self, holder: etree._Element) -> Unseen | None:
        """Why nothing in this section, row, cell or frame is shown, because of itself alone."""
        name, uri = local(holder), space(holder)
        if not is_place_for_text(name, uri):
            return Unseen.HIDDEN
        if uri == NAMESPACES["text"]:
            return self._hides_words(holder, name)
        if uri == NAMESPACES["table"]:
            return self._hides_cells(holder, name)
        if uri == NAMESPACES["draw"]:
            return self.hides_shape(holder)
        return None

    def _hides_words(self, holder: etree._Element, name: str) -> Unseen | None:
        if name == "section" and is_hidden_section(holder):
            return Unseen.HIDDEN
        if name in {"p", "h"} and self.styles.resolved("paragraph", value(holder, "text:style-name")).get(
            "text:display"
        ) == "none":  # fmt: skip
            return Unseen.HIDDEN
        hidden = self.styles.resolved("text", value(holder, "text:style-name")).get("text:display") == "none"
        return Unseen.HIDDEN if name == "span" and hidden else None

    def _hides_cells(self, holder: etree._Element, name: str) -> Unseen | None:
        if name == "covered-table-cell" or value(holder, "table:visibility") in CLOSED:
            return Unseen.HIDDEN
        if name in {"table-row-group", "table-column-group", "table"} and value(holder, "table:display") == "false":
            return Unseen.HIDDEN
        if name == "table-row":
            height = points(self.styles.resolved("table-row", value(holder, "table:style-name")).get("row-height"))
            return Unseen.TINY if height is not None and height < FLATTEST_POINTS else None
        if name == "table":
            style = self.styles.resolved("table", value(holder, "table:style-name"))
            if style.get("table:display") == "false":
                return Unseen.HIDDEN
            return Unseen.OFF_PAGE if _far(style.get("margin-left")) else None
        return self._hides_cell(holder) if name == "table-cell" else None

    def _hides_cell(self, cell: etree._Element) -> Unseen | None:
        table = next(cell.iterancestors(q("table:table")), None)
        if table is None:
            return None
        if table not in self._closed:
            self._closed[table] = list(self._closed_columns(table))
        if not self._closed[table]:
            return None
        place = sum(_count(one) for one in cell.itersiblings(preceding=True) if is_element(one))
        return Unseen.HIDDEN if any(place in columns for columns in self._closed[table]) else None

    def _closed_columns(self, table: etree._Element) -> Iterator[range]:
        place = 0
        for column in table.iter(q("table:table-column")):
            if next(column.iterancestors(q("table:table")), None) is not table:
                continue
            wide = _count(column)
            style = self.styles.resolved("table-column", value(column, "table:style-name"))
            width = points(style.get("column-width"))
            if value(column, "table:visibility") in CLOSED or (width is not None and width < FLATTEST_POINTS / 2):
                yield range(place, place + wide)
            place += wide

    def hides_shape(self, holder: etree._Element) -> Unseen | None:
        """Why a frame or a shape, or this content of a frame, is not shown; None where it is."""
        name = local(holder)
        if name not in SHAPES:
            return Unseen.HIDDEN if name in {"text-box", "image"} and _is_second_choice(holder) else None
        style = self.graphic(holder)
        if "none" in {value(holder, "draw:display"), style.get("display")} or style.get("visible") == "false":
            return Unseen.HIDDEN
        sizes = [points(value(holder, f"svg:{side}")) for side in ("width", "height")]
        smallest = points(value(holder.find(q("draw:text-box")), "fo:min-height")) or 0
        if name == "frame" and any(one is not None and one < FLATTEST_POINTS / 2 for one in sizes) and not smallest:
            return Unseen.TINY
        return Unseen.OFF_PAGE if _is_shape_off_page(holder) else None

    def graphic(self, shape: etree._Element) -> Resolved:
        """How a frame or a shape is drawn."""
        return self.styles.resolved("graphic", value(shape, "draw:style-name"))

    def _fill(self, holder: etree._Element, outer: Colour | None) -> Colour | None:
        """The colour behind what stands in a holder; None for the paper."""
        name, uri = local(holder), space(holder)
        if uri == NAMESPACES["table"] and name in {"table", "table-row", "table-cell", "covered-table-cell"}:
            family = "table-cell" if "cell" in name else name
            own = self.styles.resolved(family, value(holder, "table:style-name")).behind
            return own or outer
        if uri == NAMESPACES["text"] and name == "section":
            return self.styles.resolved("section", value(holder, "text:style-name")).behind or outer
        if uri == NAMESPACES["text"] and name in {"note", "p", "h"}:
            return outer if name != "note" else None
        if uri == NAMESPACES["draw"] and name in SHAPES:
            style = self.graphic(holder)
            unsaid = name not in {"frame", "g", "control"} and not style.get("fill") and style.behind is None
            return UNKNOWN if unsaid else style.behind or outer
        return outer


def is_place_for_text(name: str, uri: str) -> bool:
    """Whether programs show what stands in such an element at all; they skip any that they do not know."""
    if uri == NAMESPACES["text"]:
        return name in TEXT_HOLDERS
    if uri == NAMESPACES["office"]:
        return name not in NEVER_SHOWN
    return uri in PLACES


def is_hidden_section(section: etree._Element) -> bool:
    """Whether a section is not shown: always, or by a condition that holds as far as can be told."""
    if value(section, "text:display") == "none" or value(section, "text:is-hidden") == "true":
        return True
    condition = value(section, "text:condition")
    conditional = value(section, "text:display") == "condition" or bool(condition)
    return conditional and ALWAYS_TRUE.fullmatch(condition) is not None


def _first(layers: list[Resolved], name: str) -> str:
    return next((layer.get(name) for layer in layers if layer.get(name)), "")


def _is_tiny(layers: list[Resolved], paragraph: Resolved) -> bool:
    size = 12.0
    for layer in reversed(layers):
        given = layer.get("text:font-size") or layer.get("font-size")
        relative = share(given)
        # A size in per cent is of the size outside; a style has worked out its own only if it stands alone.
        size = (
            size * relative if relative is not None and layer is not paragraph else layer.size if layer.sized else size
        )
    scale = share(_first(layers, "text:text-scale"))
    raised = _first(layers, "text:text-position").split()
    shrunk = share(raised[1]) if len(raised) > 1 else None
    spacing = points(_first(layers, "text:letter-spacing"))
    line = points(paragraph.get("paragraph:line-height"))
    return (
        size * (shrunk if shrunk is not None else 1.0) < SMALLEST_POINTS
        or (scale is not None and scale < NARROWEST_SHARE)
        or (line is not None and line < FLATTEST_POINTS)
        or (spacing is not None and spacing <= -0.9 * size)
    )


def _is_off_page(paragraph: Resolved) -> bool:
    sides = ("margin-left", "margin-right", "text-indent", "margin")
    return any(_far(paragraph.get(f"paragraph:{side}")) for side in sides)


def _far(said: str) -> bool:
    return abs(points(said) or 0) > PAGE_POINTS * 1.5


def _blends_in(layers: list[Resolved], paragraph: Resolved, behind: Colour | None) -> Unseen | None:
    inked = next((layer for layer in layers if layer.inked), None)
    ink = inked.ink if inked is not None else None
    marked = next((layer for layer in layers if layer.get("text:background-color") not in {"", "transparent"}), None)
    clear = share(_first(layers, "text:opacity"))
    if ink is None:
        return None
    if clear is not None and clear < 0.06:
        return Unseen.WHITE
    under = _text_background(marked) or _paragraph_background(paragraph) or behind or WHITE
    if contrast(ink, under) >= LEAST_CONTRAST:
        return None
    return Unseen.WHITE if contrast(ink, WHITE) < LEAST_CONTRAST else Unseen.COVERED


def _text_background(layer: Resolved | None) -> Colour | None:
    return hexed(layer.get("text:background-color")) if layer is not None else None


def _paragraph_background(paragraph: Resolved) -> Colour | None:
    if paragraph.get("background-image") or paragraph.get("paragraph:fill") in {"gradient", "hatch", "bitmap"}:
        return UNKNOWN
    return hexed(paragraph.get("paragraph:background-color"))


def _count(element: etree._Element) -> int:
    given = value(element, "table:number-columns-repeated")
    return int(given) if given.isdigit() and len(given) < 9 else 1


def _is_second_choice(choice: etree._Element) -> bool:
    """Whether a program shows something else that stands before this in the same frame."""
    earlier = (one for one in choice.itersiblings(preceding=True) if is_element(one))
    return any(space(one) == NAMESPACES["draw"] and local(one) in {"text-box", "image"} for one in earlier)


def _is_shape_off_page(shape: etree._Element) -> bool:
    across, down = points(value(shape, "svg:x")) or 0, points(value(shape, "svg:y")) or 0
    wide, high = points(value(shape, "svg:width")) or 0, points(value(shape, "svg:height")) or 0
    moved = re.search(r"translate\s*\(\s*([-\w.]+)\s+([-\w.]+)\s*\)", value(shape, "draw:transform"))
    if moved:
        across, down = across + (points(moved.group(1)) or 0), down + (points(moved.group(2)) or 0)
    margin = 72
    return (
        across > PAGE_HEIGHT_POINTS
        or down > PAGE_HEIGHT_POINTS * 1.2
        or (across < 0 and -across > wide + margin)
        or (down < 0 and -down > high + margin)
    )
