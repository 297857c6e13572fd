"""Where in a Word file does anything say anything? Every part, every passage, each with the way back to its place."""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.docx.flow import Block, Standing, groups, legal, with_whole_words
from safelight.core.papers.docx.kinds import STORIES, Kind, kind_of
from safelight.core.papers.docx.looks import Looks
from safelight.core.papers.docx.names import local, q
from safelight.core.papers.docx.package import Package, relations_member
from safelight.core.papers.docx.reach import idle_members
from safelight.core.papers.docx.story import Story, read_story
from safelight.core.papers.docx.words import OFFICE, is_stock_font, part_of_attribute
from safelight.core.papers.html.format import read_html
from safelight.core.papers.paper import Part
from safelight.core.papers.picture import profile_quietly, remarks_quietly
from safelight.core.papers.spot import Piece, Spot, spot
from safelight.core.papers.tree import attributes, is_element

STORY_PARTS: Final = {
    Kind.MAIN: Part.BODY,
    Kind.HEADER: Part.HEADER,
    Kind.FOOTER: Part.FOOTER,
    Kind.NOTES: Part.NOTE,
    Kind.COMMENTS: Part.COMMENT,
    Kind.GLOSSARY: Part.OTHER,
}
KIND_PARTS: Final = {
    Kind.PROPERTIES: Part.METADATA,
    Kind.PEOPLE: Part.METADATA,
    Kind.SETTINGS: Part.METADATA,
    Kind.STYLES: Part.STYLE,
    Kind.NUMBERING: Part.STYLE,
    Kind.THEME: Part.STYLE,
    Kind.FONTS: Part.STYLE,
    Kind.MACRO: Part.SCRIPT,
    Kind.CUSTOM_XML: Part.OTHER,
}
READING_ORDER: Final = tuple(Kind)
USUAL_LEAF: Final = re.compile(
    r"(?:document|header|footer|footnotes|endnotes|comments\w*|people|styles\w*|numbering|settings|websettings|fonttable|"
    r"theme|core|app|custom|thumbnail|image|picture|media|chart|style|colors|item|itemprops|data|layout|quickstyle|drawing|"
    r"oleobject|activex|font|printersettings|vbaproject|vbadata|microsoft_[\w-]+|afchunk|glossary|keymapcustomizations|customizations|"
    r"\[content_types\]|)[-_ ]*\d*(?:\.xml)?"
    r"\.(?:xml|rels|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|bin|odttf|xlsx|docx|html?|mht|psmdcp)",
    re.IGNORECASE,
)
COUNTED: Final = {
    "TotalTime", "Pages", "Words", "Characters", "CharactersWithSpaces", "Lines", "Paragraphs", "DocSecurity",
    "ScaleCrop", "LinksUpToDate", "SharedDoc", "HyperlinksChanged", "AppVersion", "i4", "revision", "created",
    "modified", "lastPrinted",
}  # fmt: skip
COUNT: Final = re.compile(r"\d+(?:\.\d+)?|true|false|\d{4}-\d\d-\d\dT[\d:.]+Z?")
"""What the program counts by itself: numbers and dates of saving."""
NAMESPACE: Final = re.compile(rb"""\sxmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']""")
FONT_NAMES: Final = {"ascii", "hAnsi", "eastAsia", "cs", "typeface"}
NUMBERED: Final = frozenset(
    q(name)
    for name in (
        "w:rsidR",
        "w:rsidRPr",
        "w:rsidRDefault",
        "w:rsidP",
        "w:rsidTr",
        "w:rsidDel",
        "w:rsidSect",
        "w14:paraId",
        "w14:textId",
    )
)
BY_PARENT: Final = {q("w:style"), q("w:name")}
"""Elements whose attributes mean something else in another place."""
EIGHT_DIGITS: Final = re.compile(r"[0-9A-Fa-f]{8}")
"""What Word numbers each saving and each paragraph with."""
IMPORTED_PAGES: Final = (".htm", ".html", ".xhtml", ".txt")
ENCODED: Final = re.compile(r"\s*(?:[A-Za-z0-9+/]{40,}\s+)*[A-Za-z0-9+/]{40,}={0,2}\s*")


def spots_of(package: Package) -> Iterator[Spot]:
    """Every passage of the file in a settled order: the document first, then what goes with it, then the machinery."""
    members = sorted(
        package.members, key=lambda member: (READING_ORDER.index(kind_of(package, member)), _natural(member))
    )
    for member in members:
        kind = kind_of(package, member)
        if is_xml(package, member, kind):
            yield from _member_spots(package, member, kind)
            yield from _font_spots(package.tree(member), member)
            yield from _space_spots(package, member)
    for member in members:
        yield from _foreign_spots(package, member, kind_of(package, member))
        yield from _name_spots(member)
        yield from _link_spots(package, member)
    if package.remark:
        yield spot((Piece(package.remark, _nowhere),), where="the zip file itself", part=Part.METADATA, visible=False)


def is_xml(package: Package, member: str, kind: Kind) -> bool:
    """Whether a member is read as XML: the wrapping is read as links and names instead."""
    if kind in {Kind.WRAPPING, Kind.IMPORTED}:
        return False
    return package.content_type(member).casefold().endswith("xml") or member.casefold().endswith(
        (".xml", ".svg", ".vml")
    )


def _member_spots(package: Package, member: str, kind: Kind) -> Iterator[Spot]:
    root = package.tree(member)
    used: set[etree._Element] = set()
    if kind in STORIES:
        story = story_of(package, member)
        # A comment or a building block is never on the page, however plainly it is formatted.
        on_page = kind not in {Kind.COMMENTS, Kind.GLOSSARY} and member not in idle_members(package)
        for block in story.blocks:
            yield from _paragraph_spots(block, f"{member}, {block.place}", kind, used, on_page=on_page)
        for copy in story.repeated:
            used.update(copy.iter(q("w:t")))
    for paragraph in root.iter(q("a:p")):
        yield from _drawing_spots(paragraph, member, used)
    yield from _loose_spots(root, member, kind, used)


def story_of(package: Package, member: str) -> Story:
    """The paragraphs of a member, as the file came."""
    looks = package.once("looks", lambda: Looks(package))
    return package.once(("story", member), lambda: read_story(package.tree(member), looks=looks))


def _paragraph_spots(
    block: Block, where: str, kind: Kind, used: set[etree._Element], *, on_page: bool
) -> Iterator[Spot]:
    found = block.found
    used.update(one.element for one in found)
    seen = block.shown
    part = _story_part(block, kind)
    if seen and all(one.inserted for one in seen):
        part = Part.INSERTED
    yield spot([one.piece for one in seen], where=where, part=part, visible=on_page)
    if len(seen) == len(found):
        return
    for group in groups(found, Standing.DELETED):
        text = with_whole_words(found, group)
        yield spot((Piece(text, _nowhere),), where=f"{where}, deleted text", part=Part.DELETED, visible=False)
    for group in groups(found, Standing.UNSEEN):
        words = str(group[0].unseen or "").replace("-", " ")
        yield spot([one.piece for one in group], where=f"{where}, {words}", part=part, visible=False)
    for code in groups(found, Standing.CODE):
        yield spot([one.piece for one in code], where=f"{where}, field code", part=Part.FIELD, visible=False)


def _story_part(block: Block, kind: Kind) -> Part:
    if kind in {Kind.COMMENTS, Kind.GLOSSARY}:
        return STORY_PARTS[kind]
    if block.in_box:
        return Part.TEXT_BOX
    if kind is Kind.MAIN and block.in_cell:
        return Part.TABLE
    return STORY_PARTS[kind]


def _drawing_spots(paragraph: etree._Element, member: str, used: set[etree._Element]) -> Iterator[Spot]:
    """A paragraph of a chart's or a diagram's text."""
    texts = list(paragraph.iter(q("a:t")))
    used.update(texts)
    yield spot([_text_piece(text) for text in texts], where=f"{member}, drawing text", part=Part.TEXT_BOX, visible=True)


def _loose_spots(root: etree._Element, member: str, kind: Kind, used: set[etree._Element]) -> Iterator[Spot]:
    """Everything else in a part that somebody wrote: attributes, stray text, XML comments."""
    silent: set[tuple[object, ...]] = set()
    for element in root.iter():
        tag, text, tail = element.tag, element.text, element.tail
        if not is_element(element):
            yield spot((_text_piece(element),), where=f"{member}, XML comment", part=Part.OTHER, visible=False)
        else:
            if text and not text.isspace() and element not in used:
                yield from _text_spots(element, member, kind)
            # A large part has a million attributes with a few hundred values, so what says nothing is remembered.
            for key in [(tag, name, said) for name, said in element.attrib.items()]:
                if key not in silent:
                    found = _attribute_spot(element, str(key[1]), str(key[2]), member, kind)
                    if found is not None:
                        yield found
                    elif tag not in BY_PARENT:
                        silent.add(key)
        if tail and not tail.isspace():
            yield spot((_tail_piece(element),), where=f"{member}, stray text", part=Part.OTHER, visible=False)


def _text_spots(element: etree._Element, member: str, kind: Kind) -> Iterator[Spot]:
    text = element.text or ""
    if not text.strip() or (local(element) in COUNTED and COUNT.fullmatch(text)):
        return
    where = f"{member}, {local(element)}"
    if ENCODED.fullmatch(text):
        yield spot((Piece(_decoded(text), _nowhere),), where=where, part=Part.FIELD, visible=False)
        return
    # The figures and labels behind a chart are drawn by it; every other loose text is out of sight.
    visible = kind is Kind.CHART and local(element) == "v"
    yield spot((_text_piece(element),), where=where, part=KIND_PARTS.get(kind, Part.OTHER), visible=visible)


def _attribute_spot(element: etree._Element, attribute: str, text: str, member: str, kind: Kind) -> Spot | None:
    if attribute in NUMBERED and EIGHT_DIGITS.fullmatch(text):
        return None
    part = part_of_attribute(element, attribute, text)
    if part is None:
        return None
    if part is Part.ATTRIBUTE:
        part = KIND_PARTS.get(kind, Part.ATTRIBUTE)
    where = f"{member}, {local(element)} {attribute.rpartition('}')[2]}"
    return spot(
        (Piece(text, _attribute_writer(element, attribute)),), where=where, part=part, visible=part is Part.TEXT_BOX
    )


def _link_spots(package: Package, member: str) -> Iterator[Spot]:
    source = relations_member(member)
    if source not in package.members:
        return
    for row in package.tree(source).iter(q("rel:Relationship")):
        if str(row.get("TargetMode", "")).casefold() == "external":
            piece = Piece(str(row.get("Target", "")), _attribute_writer(row, "Target"))
            yield spot((piece,), where=f"{source}, {row.get('Id', 'a link')}", part=Part.LINK, visible=False)


def _foreign_spots(package: Package, member: str, kind: Kind) -> Iterator[Spot]:
    """What is read out of members in other formats: remarks in pictures, web pages and texts to be imported."""
    if kind in {Kind.PICTURE, Kind.THUMBNAIL}:
        # Looking for what hides asks for the same remarks, and decoding a large picture twice takes time.
        for remark in picture_remarks(package, member):
            yield spot((Piece(remark, _nowhere),), where=f"{member}, remark", part=Part.METADATA, visible=False)
        words = profile_quietly(package.members[member])
        yield spot((Piece(words, _nowhere),), where=f"{member}, colour profile", part=Part.METADATA, visible=False)
    elif kind is Kind.IMPORTED and member.casefold().endswith(IMPORTED_PAGES):
        for passage in read_html(package.members[member], name=package.name)[0]:
            where = f"{member}, {passage.where}"
            yield spot((Piece(passage.text, _nowhere),), where=where, part=Part.ATTACHMENT, visible=False)


def picture_remarks(package: Package, member: str) -> tuple[str, ...]:
    """What is written into a picture's file beside its pixels."""
    return package.once(("remarks", member), lambda: remarks_quietly(package.members[member]))


def _space_spots(package: Package, member: str) -> Iterator[Spot]:
    """Namespaces that are not the office's own: an address that somebody made up, with a prefix that somebody chose."""
    for found in sorted(set(NAMESPACE.findall(package.members[member]))):
        prefix, address = (one.decode("utf-8", "replace") for one in found)
        if not address.startswith(OFFICE):
            text = f"{prefix} {address}"
            yield spot((Piece(text, _nowhere),), where=f"{member}, namespace", part=Part.OTHER, visible=False)


def _font_spots(root: etree._Element, member: str) -> Iterator[Spot]:
    """Fonts with names of their own: one passage a name, however often it is used."""
    used: dict[str, list[tuple[etree._Element, str]]] = {}
    for element in root.iter(q("w:rFonts"), "{*}latin", "{*}ea", "{*}cs", "{*}sym"):
        for attribute, name in attributes(element):
            if attribute.rpartition("}")[2] in FONT_NAMES and name and not is_stock_font(name):
                used.setdefault(name, []).append((element, attribute))
    for name, places in used.items():
        piece = Piece(name, _everywhere(places))
        yield spot((piece,), where=f"{member}, font", part=Part.STYLE, visible=False)


def _everywhere(places: list[tuple[etree._Element, str]]) -> Callable[[str], None]:
    def put(text: str) -> None:
        for element, attribute in places:
            element.set(attribute, legal(text))

    return put


def _name_spots(member: str) -> Iterator[Spot]:
    if not USUAL_LEAF.fullmatch(posixpath.basename(member)):
        yield spot((Piece(member, _nowhere),), where=f"{member}, file name", part=Part.NAME, visible=False)


def _decoded(text: str) -> str:
    """The readable words in an encoded stretch."""
    try:
        raw = base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        return text
    wide = re.findall(r"[ -~\u00a1-\u024f]{4,}", raw.decode("utf-16-le", "replace"))
    narrow = re.findall(r"[ -~]{5,}", raw.decode("latin-1"))
    return " ".join([*wide, *narrow])


def _text_piece(element: etree._Element) -> Piece:
    def put(text: str) -> None:
        element.text = legal(text) or None

    return Piece(element.text or "", put)


def _tail_piece(element: etree._Element) -> Piece:
    def put(text: str) -> None:
        element.tail = legal(text) or None

    return Piece(element.tail or "", put)


def _attribute_writer(element: etree._Element, attribute: str) -> Callable[[str], None]:
    def put(text: str) -> None:
        element.set(attribute, legal(text))

    return put


def _nowhere(_text: str) -> None:
    """For text that is never written back because what holds it is removed or renamed."""


def _natural(member: str) -> tuple[object, ...]:
    return tuple((int(piece), "") if piece.isdigit() else (-1, piece) for piece in re.split(r"(\d+)", member))
