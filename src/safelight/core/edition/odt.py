"""The published OpenDocument Text: headings, lists and tables that are what they are, and nothing but the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

from lxml import etree

from safelight.core.edition.html import full_title
from safelight.core.edition.masthead import Cover, day_written
from safelight.core.edition.outline import (
    CaptionedTable,
    NumberedHeading,
    NumberedParagraph,
    Outline,
    Piece,
    PlainList,
)
from safelight.core.edition.pdf import LANDSCAPE, PORTRAIT, column_widths, kept_together, runs_of
from safelight.core.edition.plain import plain_line
from safelight.core.edition.references import References, Stretch
from safelight.core.papers.odt.names import NAMESPACES, q
from safelight.core.papers.odt.package import TEXT, save_package
from safelight.core.papers.tree import drop

_VERSION: Final = "1.3"
_PREFIXES: Final = ("office", "style", "text", "table", "fo", "svg", "xlink", "dc", "meta", "manifest")
_LINK: Final = "Internet_20_link"
_BORDER: Final = "0.5pt solid #6f7d84"
_KEPT, _SPLIT, _CELL, _HEAD = "ro1", "ro2", "ce1", "ce2"
_FIRST: Final = "First_20_Page"


def render_odt(outlined: Outline, *, masthead: Cover) -> bytes:
    """The document as an OpenDocument Text without author, program or time; the same words give the same bytes.

    Numbers of sections and paragraphs are words, as in the other formats: a reader cannot shift them by an edit.
    """
    turned = any(landscape for landscape, _ in runs_of(outlined.pieces))
    members = {
        "content.xml": _content(outlined, masthead=masthead),
        "styles.xml": _styles(masthead, turned=turned),
        "meta.xml": _meta(masthead),
    }
    written = {name: _bytes(root) for name, root in members.items()}
    return save_package({"mimetype": TEXT.encode(), "META-INF/manifest.xml": _bytes(_manifest(written)), **written})


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


@cache
def styles_asset() -> bytes:
    """The styles of every edition, before the words of its headers and footers are set in."""
    return files("safelight.core.edition").joinpath("templates", "edition.styles.xml").read_bytes()


def _root(name: str) -> etree._Element:
    root = etree.Element(q(name), nsmap={prefix: NAMESPACES[prefix] for prefix in _PREFIXES})
    root.set(q("office:version"), _VERSION)
    return root


def _add(parent: etree._Element, name: str, text: str = "", /, **values: str) -> etree._Element:
    """A new element with attributes such as `text__style_name="Title"`."""
    child = etree.SubElement(parent, q(name))
    for key, said in values.items():
        prefix, _, bare = key.partition("__")
        child.set(q(f"{prefix}:{bare.replace('_', '-')}"), said)
    _write(child, text)
    return child


def _write(element: etree._Element, text: str) -> None:
    """Words after whatever is in the element already, with their line breaks and tabs as elements."""
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(element, q("text:line-break"))
        for place, words in enumerate(line.split("\t")):
            if place:
                etree.SubElement(element, q("text:tab"))
            if not words:
                continue
            if len(element):
                element[-1].tail = (element[-1].tail or "") + words
            else:
                element.text = (element.text or "") + words


def _manifest(members: Iterable[str]) -> etree._Element:
    root = etree.Element(q("manifest:manifest"), nsmap={"manifest": NAMESPACES["manifest"]})
    root.set(q("manifest:version"), _VERSION)
    _add(root, "manifest:file-entry", manifest__full_path="/", manifest__version=_VERSION, manifest__media_type=TEXT)
    for name in members:
        _add(root, "manifest:file-entry", manifest__full_path=name, manifest__media_type="text/xml")
    return root


def _meta(masthead: Cover) -> etree._Element:
    root = _root("office:document-meta")
    meta = _add(root, "office:meta")
    _add(meta, "dc:title", full_title(masthead))
    _add(meta, "dc:language", masthead.language)
    return root


def _styles(masthead: Cover, *, turned: bool) -> etree._Element:
    """The styles, with whose document this is and which page it is on every page after the cover.

    Landscape pages are declared where there are any: the words of a header that no page shows would be hidden.
    """
    root = etree.fromstring(styles_asset(), etree.XMLParser(remove_blank_text=True))
    lang, _, country = masthead.language.partition("-")
    for properties in root.iter(q("style:text-properties")):
        if properties.get(q("fo:language")):
            properties.set(q("fo:language"), lang)
            properties.set(q("fo:country"), country or "none")
    for master in list(root.iter(q("style:master-page"))):
        if master.get(q("style:name")) == "Landscape" and not turned:
            drop(master)
        elif master.get(q("style:name")) != _FIRST:
            header = _add(master, "style:header")
            running = f"{plain_line(masthead.title)} – {masthead.kind_title}"
            _add(header, "text:p", running, text__style_name="Header")
            footer = _add(_add(master, "style:footer"), "text:p", "", text__style_name="Footer")
            _write(footer, f"{plain_line(masthead.board)} – Page ")
            _add(footer, "text:page-number", "1", text__select_page="current")
    return root


@dataclass(slots=True)
class _Body:
    """The text as it is written, with the page that the next paragraph has to open."""

    text: etree._Element
    automatic: etree._Element
    references: References
    listed: frozenset[str]
    page: str = ""
    made: dict[tuple[str, str], str] = field(default_factory=dict)

    def style(self, usual: str) -> str:
        """The name of a style, or of one like it that opens the page which is due."""
        if not self.page:
            return usual
        opening = (self.page, usual)
        self.page = ""
        if opening not in self.made:
            self.made[opening] = f"P{len(self.made) + 1}"
            _add(
                self.automatic, "style:style",
                style__name=self.made[opening], style__family="paragraph", style__parent_style_name=usual,
                style__master_page_name=opening[0],
            )  # fmt: skip
        return self.made[opening]

    def paragraph(self, within: etree._Element, usual: str, text: str, *, anchor: str = "") -> etree._Element:
        """A paragraph without links, with a mark where something leads to it."""
        written = _add(within, "text:p", text__style_name=self.style(usual))
        self.mark(written, anchor)
        _write(written, text)
        return written

    def linked(self, within: etree._Element, usual: str, text: str, *, anchor: str = "", before: str = "") -> None:
        """A paragraph with its references as links."""
        written = self.paragraph(within, usual, before, anchor=anchor)
        for one in self.references.stretches(text):
            _stretch(written, one, style=_LINK)

    def mark(self, written: etree._Element, anchor: str) -> None:
        """A bookmark, where something leads here."""
        if anchor and (anchor in self.references.wanted or anchor in self.listed):
            _add(written, "text:bookmark", text__name=anchor)


def _stretch(written: etree._Element, one: Stretch, *, style: str) -> None:
    if not one.to:
        _write(written, one.text)
        return
    _add(
        written, "text:a", one.text,
        xlink__type="simple", xlink__href=one.to, text__style_name=style, text__visited_style_name=style,
    )  # fmt: skip


def _content(outlined: Outline, *, masthead: Cover) -> etree._Element:
    root = _root("office:document-content")
    automatic = _add(root, "office:automatic-styles")
    for name, kept in ((_KEPT, "always"), (_SPLIT, "auto")):
        row = _add(automatic, "style:style", style__name=name, style__family="table-row")
        _add(row, "style:table-row-properties", fo__keep_together=kept)
    for name, ground in ((_CELL, "transparent"), (_HEAD, "#eef3f5")):
        cell = _add(automatic, "style:style", style__name=name, style__family="table-cell")
        _add(cell, "style:table-cell-properties", fo__padding="1.8mm", fo__border=_BORDER, fo__background_color=ground)
    text = _add(_add(root, "office:body"), "office:text")
    entries = [
        piece
        for piece in outlined.pieces
        if isinstance(piece, NumberedHeading) and piece.level <= masthead.contents_depth
    ]
    body = _Body(text, automatic, References(outlined), frozenset(piece.anchor for piece in entries))
    _cover(body, outlined, masthead=masthead)
    if entries:
        _contents(body, entries, depth=masthead.contents_depth)
    for landscape, pieces in runs_of(outlined.pieces):
        body.page = "Landscape" if landscape else "Standard"
        for piece in pieces:
            _piece(body, piece, landscape=landscape)
    return root


def _cover(body: _Body, outlined: Outline, *, masthead: Cover) -> None:
    body.page = _FIRST
    for usual, words in _cover_words(outlined, masthead=masthead):
        if words:
            body.paragraph(body.text, usual, words)


def _cover_words(outlined: Outline, *, masthead: Cover) -> Iterator[tuple[str, str]]:
    yield "Sender", plain_line(masthead.board)
    yield "Subtitle", masthead.kind_title
    yield "Title", plain_line(masthead.title)
    yield "Subtitle", outlined.subtitle
    yield "Subtitle", plain_line(masthead.reference)
    if masthead.dated:
        what, on = masthead.dated
        yield "Text_20_body", f"{what} {day_written(on)}"
    yield "Note", masthead.promise
    if contact := plain_line(masthead.contact):
        yield "Text_20_body", f"To ask about this document, or for it in another format or language:\n{contact}"


def _contents(body: _Body, entries: Sequence[NumberedHeading], *, depth: int) -> None:
    """A contents list that programs can bring up to date, with each entry as a link. Only they know page numbers."""
    body.page = "Standard"
    opening = body.style("Contents_20_Heading")
    index = _add(body.text, "text:table-of-content", text__name="Contents", text__protected="false")
    source = _add(index, "text:table-of-content-source", text__outline_level=str(depth))
    _add(source, "text:index-title-template", "Contents", text__style_name="Contents_20_Heading")
    for level in range(1, depth + 1):
        usual = f"Contents_20_{level}"
        entry = _add(
            source, "text:table-of-content-entry-template", text__outline_level=str(level), text__style_name=usual
        )
        for name in ("text:index-entry-link-start", "text:index-entry-text", "text:index-entry-link-end"):
            _add(entry, name)
    held = _add(index, "text:index-body")
    title = _add(held, "text:index-title", text__name="Contents")
    _add(title, "text:p", "Contents", text__style_name=opening)
    for piece in entries:
        line = _add(held, "text:p", text__style_name=f"Contents_20_{piece.level}")
        link = Stretch(text=_numbered(piece.number) + piece.text, to=f"#{piece.anchor}")
        _stretch(line, link, style="Plain_20_link")


def _numbered(number: str) -> str:
    return f"{number}\t" if number else ""


def _piece(body: _Body, piece: Piece, *, landscape: bool) -> None:
    match piece:
        case NumberedHeading(level=level):
            usual = body.style(f"Heading_20_{level}")
            heading = _add(body.text, "text:h", text__style_name=usual, text__outline_level=str(level))
            body.mark(heading, piece.anchor)
            _write(heading, _numbered(piece.number) + piece.text)
        case NumberedParagraph(number=number):
            usual = "Numbered" if number else "Text_20_body"
            body.linked(body.text, usual, piece.text, anchor=piece.anchor, before=_numbered(number))
        case PlainList():
            _list(body, piece)
        case CaptionedTable():
            _table(body, piece, landscape=landscape)


def _list(body: _Body, piece: PlainList) -> None:
    written = _add(body.text, "text:list", text__style_name="Bullets" if piece.start is None else "Numbers")
    for number, item in enumerate(piece.items):
        holder = _add(written, "text:list-item")
        if piece.start is not None and not number:
            holder.set(q("text:start-value"), str(int(piece.start)))
        body.linked(holder, "List", item)


def _table(body: _Body, piece: CaptionedTable, *, landscape: bool) -> None:
    body.paragraph(body.text, "Caption", piece.caption, anchor=piece.anchor)
    name, width = f"Table{piece.number}", LANDSCAPE if landscape else PORTRAIT
    look = _add(body.automatic, "style:style", style__name=name, style__family="table")
    _add(look, "style:table-properties", style__width=f"{width}pt", table__align="left")
    table = _add(body.text, "table:table", table__name=f"Table {piece.number}", table__style_name=name)
    # A row's heading stands in a column of headings: that is how the format says it.
    holders = [_add(table, "table:table-header-columns")] if piece.names_rows and piece.rows else []
    for number, wide in enumerate(column_widths(piece, width=width), 1):
        style = f"{name}.{number}"
        column = _add(body.automatic, "style:style", style__name=style, style__family="table-column")
        _add(column, "style:table-column-properties", style__column_width=f"{wide}pt")
        _add(holders.pop() if holders else table, "table:table-column", table__style_name=style)
    _row(body, _add(table, "table:table-header-rows"), piece.header, kind=_KEPT, heads=len(piece.header))
    for cells in piece.rows:
        kind = _KEPT if kept_together(cells) else _SPLIT
        _row(body, table, cells, kind=kind, heads=int(piece.names_rows))
    _add(body.text, "text:p", text__style_name="After_20_table")


def _row(body: _Body, within: etree._Element, cells: Sequence[str], *, kind: str, heads: int) -> None:
    row = _add(within, "table:table-row", table__style_name=kind)
    for place, words in enumerate(cells):
        is_head = place < heads
        cell = _add(
            row, "table:table-cell",
            table__style_name=_HEAD if is_head and heads == len(cells) else _CELL, office__value_type="string",
        )  # fmt: skip
        body.linked(cell, "Table_20_Heading" if is_head else "Table_20_Contents", words)
