"""How is a clean Word file put together? Only from parts that the page needs, under names that say nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Final

from lxml import etree

from safelight.core.papers.docx.drawings import (
    SHARE_OF_A_SCAN,
    crop_of,
    forget_crop,
    number_drawings,
    picture_extent,
    replace_by_words,
)
from safelight.core.papers.docx.fields import WEB
from safelight.core.papers.docx.names import NAMESPACES, inside, local, q
from safelight.core.papers.docx.package import Package, Relation, relations_member, save_package
from safelight.core.papers.docx.strip import drop_empty_runs
from safelight.core.papers.picture import UnreadablePicture, clean_picture
from safelight.core.papers.tree import drop, forget, is_element, unwrap

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
DRAWING: Final = "application/vnd.openxmlformats-officedocument.drawingml."
RELATION: Final = NAMESPACES["r"]
BLANK_PROPERTIES: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)

PARTS: Final = {
    "officeDocument": ("word/document.xml", WORD + "document.main+xml"),
    "styles": ("word/styles.xml", WORD + "styles+xml"),
    "numbering": ("word/numbering.xml", WORD + "numbering+xml"),
    "settings": ("word/settings.xml", WORD + "settings+xml"),
    "fontTable": ("word/fontTable.xml", WORD + "fontTable+xml"),
    "theme": ("word/theme/theme{n}.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
    "footnotes": ("word/footnotes.xml", WORD + "footnotes+xml"),
    "endnotes": ("word/endnotes.xml", WORD + "endnotes+xml"),
    "header": ("word/header{n}.xml", WORD + "header+xml"),
    "footer": ("word/footer{n}.xml", WORD + "footer+xml"),
    "chart": ("word/charts/chart{n}.xml", DRAWING + "chart+xml"),
    "diagramData": ("word/diagrams/data{n}.xml", DRAWING + "diagramData+xml"),
    "diagramLayout": ("word/diagrams/layout{n}.xml", DRAWING + "diagramLayout+xml"),
    "diagramQuickStyle": ("word/diagrams/quickStyle{n}.xml", DRAWING + "diagramStyle+xml"),
    "diagramColors": ("word/diagrams/colors{n}.xml", DRAWING + "diagramColors+xml"),
}
"""The relationships that are followed, with the name and the type of what they lead to."""

ALWAYS: Final = ("styles", "numbering", "settings", "fontTable", "theme", "footnotes", "endnotes")
"""What a document brings with it without pointing to it in its text."""


class Rebuilt:
    """A Word file in the making: each part is cleaned, renamed and linked as it is reached from the document."""

    def __init__(
        self, package: Package, *, strip: Callable[[str, str, etree._Element], None], edited: frozenset[str]
    ) -> None:
        self._package = package
        self._strip = strip
        self._edited = edited
        self._types: dict[str, str] = {}
        self._members: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        self._pictures: dict[bytes, str] = {}
        self._counts: dict[str, int] = {}

    def save(self) -> bytes:
        """The whole file."""
        main = self._take(self._package.main(), "officeDocument")
        properties = "docProps/core.xml"
        self._members[properties] = BLANK_PROPERTIES
        self._types[properties] = "application/vnd.openxmlformats-package.core-properties+xml"
        self._members["_rels/.rels"] = _relations(
            [
                (f"{RELATION}/officeDocument", main, False),
                (
                    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                    properties,
                    False,
                ),
            ],
            base="",
        )
        self._members["[Content_Types].xml"] = _types(self._types)
        return save_package(self._members)

    def _take(self, member: str, kind: str) -> str:
        """Clean a part and everything that it needs; answer its new name."""
        if member in self._names:
            return self._names[member]
        pattern, content_type = PARTS[kind]
        self._counts[pattern] = self._counts.get(pattern, 0) + 1
        name = self._names[member] = pattern.format(n=self._counts[pattern])
        root = self._package.tree(member)
        self._strip(member, kind, root)
        rows: list[tuple[str, str, bool]] = []
        self._link(root, member, rows)
        if kind == "officeDocument":
            always = [row for row in self._package.relations(member) if row.kind in ALWAYS and not row.external]
            kept = [row for row in always if row.target in self._package.members]
            rows.extend((f"{RELATION}/{row.kind}", self._take(row.target, row.kind), False) for row in kept)
        drop_empty_runs(root)
        number_drawings(root)
        _settle_namespaces(root)
        self._members[name] = _written(root)
        self._types[name] = content_type
        if rows:
            self._members[relations_member(name)] = _relations(rows, base=posixpath.dirname(name))
        return name

    def _link(self, root: etree._Element, member: str, rows: list[tuple[str, str, bool]]) -> None:
        """Point every relationship that the part uses at the new place of its target, or take away what uses it."""
        known = {row.id: row for row in self._package.relations(member)}
        for element in [element for element in root.iter() if is_element(element)]:
            for attribute in [str(name) for name in element.attrib if str(name).startswith(f"{{{RELATION}}}")]:
                row = known.get(str(element.get(attribute)))
                link = self._linked(element, row, member) if row is not None else None
                if link is None:
                    _without(element, attribute)
                    continue
                if link not in rows:
                    rows.append(link)
                element.set(attribute, f"rId{rows.index(link) + 1}")
        for link_element in list(root.iter(q("w:hyperlink"))):
            for name in ("tooltip", "docLocation", "tgtFrame", "history"):
                forget(link_element, q(f"w:{name}"))
            if not link_element.attrib:
                unwrap(link_element)

    def _linked(self, element: etree._Element, row: Relation, member: str) -> tuple[str, str, bool] | None:
        if row.external:
            kept = row.kind == "hyperlink" and WEB.fullmatch(row.target) and f"{member}#{row.id}" not in self._edited
            return (f"{RELATION}/hyperlink", row.target, True) if kept else None
        if row.target not in self._package.members:
            return None
        if row.kind == "image":
            return self._picture(element, row)
        if row.kind in PARTS and row.kind not in ALWAYS and row.kind != "officeDocument":
            return (f"{RELATION}/{row.kind}", self._take(row.target, row.kind), False)
        return None

    def _picture(self, element: etree._Element, row: Relation) -> tuple[str, str, bool] | None:
        """A picture with nothing but its pixels; None for one that cannot be cleaned or may be a scanned page."""
        if local(element) not in {"blip", "imagedata"} or picture_extent(element) > SHARE_OF_A_SCAN:
            return None
        try:
            data, ending = clean_picture(self._package.members[row.target], crop=crop_of(element))
        except UnreadablePicture:
            return None
        forget_crop(element)
        if data not in self._pictures:
            self._pictures[data] = f"word/media/image{len(self._pictures) + 1}.{ending}"
            self._members[self._pictures[data]] = data
        return (f"{RELATION}/image", self._pictures[data], False)


def _settle_namespaces(root: etree._Element) -> None:
    """Forget the namespaces that are no longer used. Word refuses a part that ignores one that is not declared."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w14", "w15", "wp14", "wps", "wpg", "wpc", "mc", "r", "w"])
    ignored = str(root.get(q("mc:Ignorable"), "")).split()
    known = [prefix for prefix in ignored if prefix in root.nsmap]
    if known:
        root.set(q("mc:Ignorable"), " ".join(known))
    else:
        forget(root, q("mc:Ignorable"))


def _without(element: etree._Element, attribute: str) -> None:
    """Take away a link that leads nowhere any more, together with what is nothing without it."""
    del element.attrib[attribute]
    if local(element) in {"blip", "imagedata", "chart", "relIds"}:
        drawing = inside(element, "w:drawing", "w:pict", "w:object")
        if drawing is not None and attribute != q("r:link") and not element.get(q("r:embed")):
            replace_by_words(drawing)
    elif local(element) in {
        "headerReference",
        "footerReference",
        "hlinkClick",
        "hlinkHover",
        "externalData",
        "userShapes",
    }:
        drop(element)


def _relations(rows: list[tuple[str, str, bool]], *, base: str) -> bytes:
    root = etree.fromstring(f'<Relationships xmlns="{NAMESPACES["rel"]}"/>')
    for number, (kind, target, external) in enumerate(rows, 1):
        row = etree.SubElement(root, q("rel:Relationship"), Id=f"rId{number}", Type=kind)
        row.set("Target", target if external else posixpath.relpath(target, base or "."))
        if external:
            row.set("TargetMode", "External")
    return _written(root)


def _types(parts: dict[str, str]) -> bytes:
    root = etree.fromstring(f'<Types xmlns="{NAMESPACES["ct"]}"/>')
    usual = {
        "jpeg": "image/jpeg",
        "png": "image/png",
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
    }
    for extension, content_type in usual.items():
        etree.SubElement(root, q("ct:Default"), Extension=extension, ContentType=content_type)
    for name in sorted(parts):
        etree.SubElement(root, q("ct:Override"), PartName=f"/{name}", ContentType=parts[name])
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
