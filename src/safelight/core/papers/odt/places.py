"""Where in an OpenDocument file does anything say anything? Every member, every passage, with the way back to it."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import unquote

from lxml import etree

from safelight.core.papers.odt.flow import (
    TEXT_BEARERS,
    Changes,
    Flow,
    Slot,
    Standing,
    Stretch,
    changes_of,
    flow_of,
    groups,
    legal,
    shown,
    slot_writer,
    with_whole_words,
)
from safelight.core.papers.odt.kinds import DOCUMENTS, Inside, Kind, inside_of, is_xml, kind_of
from safelight.core.papers.odt.looks import Looks
from safelight.core.papers.odt.members import USUAL_FOLDERS, foreign_spots, loose_words, name_spots
from safelight.core.papers.odt.names import (
    KNOWN_SPACES,
    NAMESPACES,
    USUAL_PREFIXES,
    XLINK_HREF,
    inside,
    local,
    q,
    space,
    value,
)
from safelight.core.papers.odt.package import Package
from safelight.core.papers.odt.reach import idle_headers
from safelight.core.papers.odt.settings import KNOWN_NAMES, TYPES, is_plain_setting
from safelight.core.papers.odt.words import decoded, encoded, part_of_value
from safelight.core.papers.paper import Part
from safelight.core.papers.picture import remarks_quietly
from safelight.core.papers.spot import Piece, Spot, spot
from safelight.core.papers.tree import attributes, is_element

PATH: Final = q("manifest:full-path")
KIND_PARTS: Final = {
    Kind.STYLES: Part.STYLE,
    Kind.META: Part.METADATA,
    Kind.SETTINGS: Part.METADATA,
    Kind.MANIFEST: Part.METADATA,
    Kind.RDF: Part.METADATA,
    Kind.SIGNATURE: Part.METADATA,
    Kind.VERSION_LIST: Part.METADATA,
    Kind.SCRIPT: Part.SCRIPT,
    Kind.CONFIGURATION: Part.OTHER,
}
HOLDERS: Final = (
    ("text:deletion", Part.DELETED),
    ("office:annotation", Part.COMMENT),
    ("text:note", Part.NOTE),
    ("draw:text-box", Part.TEXT_BOX),
    ("style:header", Part.HEADER),
    ("style:header-left", Part.HEADER),
    ("style:header-first", Part.HEADER),
    ("loext:header-first", Part.HEADER),
    ("style:footer", Part.FOOTER),
    ("style:footer-left", Part.FOOTER),
    ("style:footer-first", Part.FOOTER),
    ("loext:footer-first", Part.FOOTER),
    ("table:table-cell", Part.TABLE),
    ("table:covered-table-cell", Part.TABLE),
)
PARTS_BY_HOLDER: Final = {q(name): part for name, part in HOLDERS}
SAVING_DATES: Final = {"date", "creation-date", "print-date", "editing-duration", "editing-cycles"}
SAVED: Final = re.compile(r"\d{4}-\d\d-\d\dT[\d:.,]+Z?|P[\dDTHMS.]+|-?P?\d+D?|\d{1,6}")
NUMBER_LABEL: Final = re.compile(r"[\d.\s()]{0,16}|[ivxlcIVXLC]{1,6}[.)]?|[A-Za-z][.)]?")
ENCODED: Final = re.compile(r"\s*(?:[A-Za-z0-9+/]{40,}\s+)*[A-Za-z0-9+/]{40,}={0,2}\s*")
DECLARATION: Final = re.compile(r"xmlns(?::([^\s=]{1,200}))?\s*=\s*([\"'])(.*?)\2", re.DOTALL)
MANIFEST_TYPE: Final = re.compile(r"(?:text|image|font|application)/[a-z0-9.+-]{0,60}")
DRAWN_IN_CHARTS: Final = ("chart:title", "chart:subtitle", "chart:footer", "chart:axis", "chart:legend", "draw:frame",
                          "draw:text-box", "draw:custom-shape", "chart:data-label", "chart:data-point")  # fmt: skip


def spots_of(package: Package) -> Iterator[Spot]:
    """Every passage of the file in a settled order: the document first, then what goes with it, then the machinery."""
    order = {kind: place for place, kind in enumerate(Kind)}
    kinds = {member: kind_of(package, member) for member in package.members}
    members = sorted(kinds, key=lambda one: (bool(package.folder_of(one)), order[kinds[one]], one))
    for member in members:
        if is_xml(package, member, kinds[member]):
            yield from _Member(package, member, kinds[member]).spots()
    for member in members:
        if not is_xml(package, member, kinds[member]):
            yield from foreign_spots(package, member, kinds[member])
        yield from name_spots(package, member, kinds[member])
    for member, said in package.document_types.items():
        yield spot((Piece(said, nowhere),), where=f"{member}, document type", part=Part.OTHER, visible=False)
    for said in (package.remark, *_kinds_said(package)):
        if said:
            yield spot((Piece(said, nowhere),), where="the zip file itself", part=Part.METADATA, visible=False)


def _kinds_said(package: Package) -> Iterator[str]:
    """What the list of members says of members that are not there."""
    for path in package.listed:
        bare = path.rstrip("/")
        if USUAL_FOLDERS.fullmatch(bare.rpartition("/")[2]):
            continue
        if bare and bare not in package.members and not any(one.startswith(bare + "/") for one in package.members):
            yield bare


def paragraph_places(root: etree._Element) -> Iterator[tuple[etree._Element, str, Part]]:
    """Every paragraph of a part with words for where it is, as a reader would count, and the kind of place."""
    counts: dict[object, int] = {}
    for paragraph in root.iter(q("text:p"), q("text:h"), q("table:table"), q("table:table-row")):
        parent = paragraph.getparent()
        if paragraph.tag == q("table:table"):
            counts["table"] = counts.get("table", 0) + 1
            counts[paragraph] = counts["table"]
        elif paragraph.tag == q("table:table-row"):
            table = inside(paragraph, "table:table")
            counts["rows", table] = counts.get(("rows", table), 0) + 1
            counts[paragraph] = counts["rows", table]
        elif parent is not None:
            part = part_of_place(paragraph)
            yield paragraph, _words_for(paragraph, part, counts), part


def part_of_place(paragraph: etree._Element) -> Part:
    """The kind of place that a paragraph stands in."""
    for holder in paragraph.iterancestors():
        found = PARTS_BY_HOLDER.get(str(holder.tag))
        if found is not None:
            return found
        if space(holder) == NAMESPACES["draw"] and local(holder) not in {"a", "frame"}:
            return Part.TEXT_BOX
    return Part.BODY


def _words_for(paragraph: etree._Element, part: Part, counts: dict[object, int]) -> str:
    if part is Part.TABLE:
        cell = inside(paragraph, "table:table-cell", "table:covered-table-cell")
        row, table = inside(paragraph, "table:table-row"), inside(paragraph, "table:table")
        if cell is not None and row is not None and table is not None:
            place = sum(1 for one in cell.itersiblings(preceding=True) if is_element(one)) + 1
            text = f"table {counts.get(table, 1)}, row {counts.get(row, 1)}, cell {place}"
            siblings = [one for one in cell if one.tag in (q("text:p"), q("text:h"))]
            more = len(siblings) > 1 and paragraph in siblings
            return f"{text}, paragraph {siblings.index(paragraph) + 1}" if more else text
    counts[part] = counts.get(part, 0) + 1
    words = "paragraph" if part is Part.BODY else f"{part.value.replace('_', ' ')} paragraph"
    return f"{words} {counts[part]}"


class _Member:
    """One member that is XML, being read."""

    def __init__(self, package: Package, member: str, kind: Kind) -> None:
        self._package = package
        self._member = member
        self._kind = kind
        self._root = package.tree(member)
        self._used: set[tuple[etree._Element, Slot]] = set()
        self._drawn = self._is_drawn()
        self._idle = set(idle_headers(package)) if member == "styles.xml" else set()

    def _is_drawn(self) -> Inside | None:
        folder = self._package.folder_of(self._member)
        return inside_of(self._package, folder) if folder else None

    def spots(self) -> Iterator[Spot]:
        if self._kind in DOCUMENTS and self._root.tag == q("math:math"):
            yield from self._formula()
        elif self._kind in DOCUMENTS:
            yield from self._story()
        yield from self._loose()

    def _formula(self) -> Iterator[Spot]:
        shown_in = list(self._root.iter(*(q(f"math:{name}") for name in ("mi", "mn", "mo", "mtext", "ms"))))
        self._used.update((one, "text") for one in shown_in)
        pieces = [Piece(one.text or "", slot_writer(one, "text")) for one in shown_in]
        yield spot(pieces, where=f"{self._member}, formula", part=Part.BODY, visible=True)

    def _story(self) -> Iterator[Spot]:
        looks = Looks(self._package, self._member)
        changes = changes_of(self._root)
        cuts: dict[str, tuple[str, str, str]] = {}
        for paragraph, place, part in paragraph_places(self._root):
            if part is Part.DELETED:
                continue
            flow = flow_of(paragraph, looks=looks, changes=changes)
            where = f"{self._member}, {place}"
            yield from self._paragraph(flow, where, part, self._on_page(paragraph, part))
            cuts.update(_surroundings(flow, where))
        yield from self._deleted(cuts, looks)

    def _on_page(self, paragraph: etree._Element, part: Part) -> bool:
        """Whether this kind of place is ever on the page: a comment is not, nor the figures behind a chart."""
        if part in {Part.HEADER, Part.FOOTER} and any(one in self._idle for one in paragraph.iterancestors()):
            return False
        if self._drawn is Inside.CHART:
            return inside(paragraph, *DRAWN_IN_CHARTS) is not None
        return part is not Part.COMMENT and self._drawn is not Inside.OTHER

    def _paragraph(self, flow: Flow, where: str, part: Part, on_page: bool) -> Iterator[Spot]:
        self._used.update((one.element, one.slot) for one in flow.stretches if one.slot is not None)
        seen = shown(flow.stretches)
        kind = Part.INSERTED if seen and all(one.inserted for one in seen) else part
        yield spot([one.piece for one in seen], where=where, part=kind, visible=on_page)
        for group in groups(flow.stretches, Standing.DELETED):
            yield spot([one.piece for one in group], where=f"{where}, deleted text", part=Part.DELETED, visible=False)
        for group in groups(flow.stretches, Standing.UNSEEN):
            words = str(group[0].unseen or "").replace("-", " ")
            yield spot([one.piece for one in group], where=f"{where}, {words}", part=part, visible=False)

    def _deleted(self, cuts: dict[str, tuple[str, str, str]], looks: Looks) -> Iterator[Spot]:
        for region in self._root.iter(q("text:changed-region")):
            name = value(region, "text:id") or value(region, "xml:id")
            where, ahead, after = cuts.get(name, (self._member, "", ""))
            paragraphs = [
                one for one in region.iter(q("text:p"), q("text:h")) if inside(one, "text:deletion") is not None
            ]
            flows = [flow_of(one, looks=looks, changes=Changes({})) for one in paragraphs]
            for flow in flows:
                self._used.update((one.element, one.slot) for one in flow.stretches if one.slot is not None)
            text = "\n".join("".join(one.piece.text for one in flow.stretches) for flow in flows)
            whole = with_whole_words(text, ahead=ahead, after=after)
            yield spot((Piece(whole, nowhere),), where=f"{where}, deleted text", part=Part.DELETED, visible=False)

    def _loose(self) -> Iterator[Spot]:
        """Everything else that somebody wrote: attributes, stray text, XML comments, names of namespaces."""
        yield from self._namespaces()
        for element in self._root.iter():
            if not is_element(element):
                said = element.text or ""
                target = str(getattr(element, "target", "") or "")
                piece = Piece(f"{target} {said}" if target else said, nowhere)
                yield spot((piece,), where=f"{self._member}, XML comment", part=Part.OTHER, visible=False)
            else:
                yield from self._text(element)
                yield from self._attributes(element)
            if element.tail and (element, "tail") not in self._used and element.tail.strip():
                piece = Piece(element.tail, slot_writer(element, "tail"))
                yield spot((piece,), where=f"{self._member}, stray text", part=Part.OTHER, visible=False)
        for outside in (*self._root.itersiblings(preceding=True), *self._root.itersiblings()):
            piece = Piece(str(outside.text or ""), nowhere)
            yield spot((piece,), where=f"{self._member}, XML comment", part=Part.OTHER, visible=False)

    def _text(self, element: etree._Element) -> Iterator[Spot]:
        text = element.text or ""
        if not text.strip() or (element, "text") in self._used or _is_counted(element, text):
            return
        part = self._part_of_text(element)
        piece = Piece(text, slot_writer(element, "text"))
        if ENCODED.fullmatch(text):
            piece = Piece(_decoded(text), nowhere)
        where = f"{self._member}, {value(element, 'config:name') or local(element)}"
        if self._kind in DOCUMENTS and not _may_hold_text(element):
            where = f"{self._member}, stray text"
        visible = local(element) == "ruby-text" or inside(element, "text:notes-configuration") is not None
        yield spot((piece,), where=where, part=part, visible=visible)

    def _part_of_text(self, element: etree._Element) -> Part:
        if space(element) == NAMESPACES["svg"] or (local(element) in {"desc", "title"} and self._kind in DOCUMENTS):
            return Part.ALT_TEXT
        if space(element) in {NAMESPACES["dc"], NAMESPACES["meta"]}:
            return Part.METADATA
        if local(element) == "script":
            return Part.SCRIPT
        return KIND_PARTS.get(self._kind, Part.OTHER)

    def _attributes(self, element: etree._Element) -> Iterator[Spot]:
        for attribute, text in attributes(element):
            if self._kind is Kind.MANIFEST and (attribute == PATH or MANIFEST_TYPE.fullmatch(text)):
                continue  # Members are read under their own names.
            if self._kind is Kind.SETTINGS and (text in KNOWN_NAMES or text in TYPES):
                continue
            part = part_of_value(str(element.tag), attribute, text)
            if part is None or (attribute == XLINK_HREF and self._package.target(text, member=self._member)):
                continue
            if part is Part.ATTRIBUTE:
                part = KIND_PARTS.get(self._kind, Part.ATTRIBUTE)
            where = f"{self._member}, {local(element)} {attribute.rpartition('}')[2]}"
            yield spot((self._piece(element, attribute, text),), where=where, part=part, visible=_is_label(attribute))

    def _piece(self, element: etree._Element, attribute: str, text: str) -> Piece:
        if attribute == XLINK_HREF:
            return Piece(unquote(text), attribute_writer(element, attribute))
        if attribute == q("style:name") or attribute.endswith("style-name"):

            def put(new: str) -> None:
                element.set(attribute, encoded(legal(new)))

            return Piece(decoded(text), put)
        return Piece(text, attribute_writer(element, attribute))

    def _namespaces(self) -> Iterator[Spot]:
        """Namespaces that no program declares: a prefix and an address can say anything."""
        for prefix, uri in sorted(self._declared()):
            if uri in KNOWN_SPACES and (prefix in {"", USUAL_PREFIXES.get(uri)} or re.fullmatch(r"ns\d{1,3}", prefix)):
                continue
            text = f"{prefix} {uri}" if uri not in KNOWN_SPACES else prefix
            where = f"{self._member}, namespace"
            yield spot((Piece(text, nowhere),), where=where, part=Part.OTHER, visible=False)

    def _declared(self) -> set[tuple[str, str]]:
        data = self._package.members[self._member]
        if b"\0" not in data:
            # Asking the tree for the namespaces of every element would cost more than all the rest.
            found = {(prefix, uri) for prefix, _, uri in DECLARATION.findall(data.decode("utf-8", "replace"))}
            return {(prefix, html.unescape(uri)) for prefix, uri in found}
        elements = (one for one in self._root.iter() if is_element(one))
        return {(str(prefix or ""), str(uri)) for one in elements for prefix, uri in one.nsmap.items()}


def _decoded(text: str) -> str:
    """The readable words in an encoded stretch: of a picture its remarks, of anything else its letters."""
    try:
        data = base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        return text
    return " ".join(remarks_quietly(data)) or loose_words(data)


def _surroundings(flow: Flow, where: str) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """For each place where text was deleted: where it is, and the words on either side of it."""
    for name, place in flow.cuts:
        ahead = _before_changes(flow.stretches[:place])
        yield name, (where, ahead, _before_changes(flow.stretches[place:]))


def _before_changes(found: tuple[Stretch, ...]) -> str:
    return "".join(one.piece.text for one in found if one.standing is not Standing.UNSEEN and not one.inserted)


def _may_hold_text(element: etree._Element) -> bool:
    """Whether text in this element is known: of the page, or of a comment, a change or a script reported as such."""
    known = {NAMESPACES["dc"], NAMESPACES["meta"], NAMESPACES["math"], NAMESPACES["form"], NAMESPACES["field"]}
    aside = local(element) in {
        "script",
        "binary-data",
        "number",
        "label",
        "date-string",
        "event-listener",
        "sender-initials",
    }
    return element.tag in TEXT_BEARERS or aside or space(element) in known


def _is_counted(element: etree._Element, text: str) -> bool:
    """Whether this is what the program counts by itself: dates of saving, labels of numbered paragraphs."""
    if local(element) in SAVING_DATES and space(element) in {NAMESPACES["dc"], NAMESPACES["meta"]}:
        return SAVED.fullmatch(text.strip()) is not None
    if local(element) == "config-item":
        return is_plain_setting(element)
    if local(element) in {"number", "note-citation"} and space(element) == NAMESPACES["text"]:
        return NUMBER_LABEL.fullmatch(text.strip()) is not None
    return False


def _is_label(attribute: str) -> bool:
    return attribute.rpartition("}")[2] in {"num-prefix", "num-suffix", "num-list-format", "bullet-char"}


def attribute_writer(element: etree._Element, attribute: str) -> Callable[[str], None]:
    """How to write another text into an attribute."""

    def put(text: str) -> None:
        element.set(attribute, legal(text))

    return put


def nowhere(_text: str) -> None:
    """For text that is never written back because what holds it is removed or renamed."""
