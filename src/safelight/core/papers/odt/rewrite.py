"""What is the copy of an OpenDocument Text with the edits made and nothing hidden left in it?"""

from __future__ import annotations

import copy
from typing import Final

from lxml import etree

from safelight.core.papers.odt.drawings import (
    OBJECTS,
    alternative,
    crop_of,
    is_foreign_object,
    shapes_in,
)
from safelight.core.papers.odt.flow import legal
from safelight.core.papers.odt.kinds import DOCUMENTS, Inside, inside_of, kind_of
from safelight.core.papers.odt.looks import Looks
from safelight.core.papers.odt.names import NAMESPACES, XLINK_HREF, inside, local, q, space, value
from safelight.core.papers.odt.opaque import is_scan, page_backgrounds
from safelight.core.papers.odt.package import TEXT, Package, open_package, save_package
from safelight.core.papers.odt.places import spots_of
from safelight.core.papers.odt.reach import idle_headers
from safelight.core.papers.odt.renames import (
    rename_marks,
    rename_notes,
    rename_sequences,
    rename_things,
    settle_style_names,
    style_names,
    unwrap_with_text,
)
from safelight.core.papers.odt.settings import keep_layout_settings
from safelight.core.papers.odt.strip import drop_foreign, drop_stray_text, keep_known_attributes, strip_story
from safelight.core.papers.paper import Edits
from safelight.core.papers.picture import Crop, UnreadablePicture, clean_picture
from safelight.core.papers.spot import apply_edits, numbered
from safelight.core.papers.tree import attributes, drop, forget, is_element

BLANK_META: Final = (
    f'<office:document-meta xmlns:office="{NAMESPACES["office"]}" office:version="1.3">'
    "<office:meta/></office:document-meta>"
)
OBJECT_REMOVED: Final = "[An embedded object stood here.]"
PICTURE_REMOVED: Final = "[A picture stood here.]"
OBJECT_TYPES: Final = {
    Inside.FORMULA: "application/vnd.oasis.opendocument.formula",
    Inside.CHART: "application/vnd.oasis.opendocument.chart",
}
PICTURES: Final = {"image", "background-image", "fill-image", "list-level-style-image"}
PICTURE_TYPES: Final = {"png": "image/png", "jpeg": "image/jpeg"}


def rewrite_odt(untrusted_data: bytes, *, name: str, edits: Edits) -> bytes:
    """Write the clean copy.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    return _Cleaning(open_package(untrusted_data, name=name), edits=edits).save()


class _Cleaning:
    """One file being cleaned, and the copy that comes out of it."""

    def __init__(self, package: Package, *, edits: Edits) -> None:
        self._package = package
        self._members: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._pictures: dict[bytes, str] = {}
        self._objects: dict[str, str] = {}
        stories = [member for member in sorted(package.members) if kind_of(package, member) in DOCUMENTS]
        names = style_names(package.tree(member) for member in stories)
        apply_edits(numbered(spots_of(package)), edits=edits)
        settle_style_names(names)

    def save(self) -> bytes:
        """The whole file."""
        main = [member for member in ("content.xml", "styles.xml") if member in self._package.members]
        rename_sequences([self._package.tree(member) for member in main])
        for member in main:
            if member == "styles.xml":
                # Only now is it known which pages the text, as it is left, asks for.
                for header in list(idle_headers(self._package)):
                    drop(header)
            self._put(member, self._cleaned(member), "text/xml")
        self._put("meta.xml", etree.fromstring(BLANK_META), "text/xml")
        if "settings.xml" in self._package.members:
            settings = self._package.tree("settings.xml")
            drop_foreign(settings)
            keep_layout_settings(settings)
            keep_known_attributes(settings)
            self._put("settings.xml", settings, "text/xml")
        self._members["mimetype"] = TEXT.encode()
        self._members["META-INF/manifest.xml"] = self._manifest()
        return save_package(self._members)

    def _cleaned(self, member: str) -> etree._Element:
        root = self._package.tree(member)
        looks = Looks(self._package, member)
        self._show_controls(root)
        strip_story(root, looks=looks)
        looks = Looks(self._package, member)
        for background in page_backgrounds(root):
            drop(background)
        crops = self._clean_pictures(root, member, looks)
        self._clean_objects(root, member)
        self._drop_empty_frames(root)
        if crops:
            _forget_crops(root)
        self._drop_dead_links(root, member)
        rename_marks(root)
        rename_notes(root)
        rename_things(root)
        keep_known_attributes(root)
        _settle_spans(root)
        drop_stray_text(root, looks=Looks(self._package, member))
        return root

    def _show_controls(self, root: etree._Element) -> None:
        """A control of a form becomes the words that it shows."""
        shown = {}
        for control in root.iter():
            if is_element(control) and space(control) == NAMESPACES["form"]:
                words = [value(control, f"form:{name}") for name in ("current-value", "label", "value")]
                name = value(control, "xml:id") or value(control, "form:id")
                shown[name] = next((one for one in words if one), "")
        for control in list(root.iter(q("draw:control"))):
            _replace_by_words(control, shown.get(value(control, "draw:control"), ""))

    def _clean_pictures(self, root: etree._Element, member: str, looks: Looks) -> bool:
        """Put clean pictures in place of those in the file; answer whether any had its edges cut off."""
        crops = False
        for picture in [one for one in root.iter() if is_element(one) and one.get(XLINK_HREF) and local(one) != "a"]:
            if local(picture) in OBJECTS or (local(picture) == "chart" and picture.get(XLINK_HREF) in {".", ".."}):
                continue
            if local(picture) not in PICTURES:
                forget(picture, XLINK_HREF)
                continue
            target = self._package.target(str(picture.get(XLINK_HREF)), member=member)
            if not target.strip() or target.startswith("ObjectReplacements/") or is_scan(picture):
                self._without_picture(picture)
                continue
            crop = crop_of(picture, looks=looks, package=self._package, member=member)
            crops = crops or crop.cuts
            name = self._picture(self._package.members.get(target, b""), crop)
            if name:
                picture.set(XLINK_HREF, name)
                for attribute in ("draw:mime-type", "loext:mime-type"):
                    forget(picture, q(attribute))
            else:
                self._without_picture(picture)
        return crops

    def _picture(self, data: bytes, crop: Crop) -> str:
        try:
            clean, ending = clean_picture(data, crop=crop)
        except UnreadablePicture:
            return ""
        if clean not in self._pictures:
            name = f"Pictures/image{len(self._pictures) + 1}.{ending}"
            self._pictures[clean] = name
            self._members[name] = clean
            self._types[name] = PICTURE_TYPES[ending]
        return self._pictures[clean]

    def _without_picture(self, picture: etree._Element) -> None:
        if local(picture) == "list-level-style-image":
            forget(picture, XLINK_HREF)
        else:
            drop(picture)

    def _clean_objects(self, root: etree._Element, member: str) -> None:
        for element in [one for one in root.iter() if is_element(one) and local(one) in OBJECTS]:
            if space(element) != NAMESPACES["draw"]:
                continue
            folder = self._package.target(str(element.get(XLINK_HREF, "")), member=member)
            if is_foreign_object(element, self._package, member=member):
                frame = inside(element, "draw:frame")
                drop(element)
                if frame is not None and not _content(frame):
                    _replace_by_words(frame, alternative(frame) or OBJECT_REMOVED)
            elif folder:
                element.set(XLINK_HREF, f"./{self._object(folder)}")

    def _object(self, folder: str) -> str:
        """A chart or a formula, cleaned like the document itself; answer its new name."""
        if folder in self._objects:
            return self._objects[folder]
        name = self._objects[folder] = f"Object {len(self._objects) + 1}"
        kind = inside_of(self._package, folder)
        self._types[f"{name}/"] = OBJECT_TYPES[kind]
        for leaf in ("content.xml", "styles.xml"):
            member = f"{folder}/{leaf}"
            if member not in self._package.members:
                continue
            root = self._package.tree(member)
            if kind is Inside.FORMULA:
                for source in root.iter(q("math:annotation")):
                    source.text = "\n".join(line.partition("%%")[0] for line in (source.text or "").split("\n"))
                drop_foreign(root)
                keep_known_attributes(root)
            else:
                strip_story(root, looks=Looks(self._package, member))
                self._clean_pictures(root, member, Looks(self._package, member))
                keep_known_attributes(root)
                drop_stray_text(root, looks=Looks(self._package, member))
            self._put(f"{name}/{leaf}", root, "text/xml")
        return name

    def _drop_empty_frames(self, root: etree._Element) -> None:
        for frame in list(root.iter(q("draw:frame"))):
            if not _content(frame):
                _replace_by_words(frame, alternative(frame) or PICTURE_REMOVED)

    def _drop_dead_links(self, root: etree._Element, member: str) -> None:
        for link in list(root.iter(q("text:a"))):
            if self._package.target(str(link.get(XLINK_HREF, "")), member=member):
                unwrap_with_text(link)

    def _put(self, member: str, root: etree._Element, kind: str) -> None:
        self._members[member] = _written(root)
        self._types[member] = kind

    def _manifest(self) -> bytes:
        root = etree.Element(q("manifest:manifest"), nsmap={"manifest": NAMESPACES["manifest"]})
        root.set(q("manifest:version"), "1.3")
        for path, kind in (("/", TEXT), *sorted(self._types.items())):
            row = etree.SubElement(root, q("manifest:file-entry"))
            row.set(q("manifest:full-path"), path)
            if path == "/":
                row.set(q("manifest:version"), "1.3")
            row.set(q("manifest:media-type"), kind)
        return _written(root)


def _content(frame: etree._Element) -> list[etree._Element]:
    """What a frame shows, apart from what is said of it."""
    return [one for one in frame if is_element(one) and space(one) != NAMESPACES["svg"]]


def _replace_by_words(drawing: etree._Element, said: str) -> None:
    """Leave words where a drawing was; in a paragraph of their own where it stood in none."""
    parent = drawing.getparent()
    if parent is None or not said:
        drop(drawing)
        return
    name = "text:span" if inside(drawing, "text:p", "text:h") is not None else "text:p"
    if name == "text:p" and space(parent) not in {NAMESPACES["text"], NAMESPACES["office"], NAMESPACES["table"]}:
        drop(drawing)
        return
    words = etree.Element(q(name))
    words.text = legal(said)
    words.tail = drawing.tail
    parent.replace(drawing, words)


def _forget_crops(root: etree._Element) -> None:
    """After the pictures themselves have been cut there is nothing more to cut off."""
    for properties in root.iter(q("style:graphic-properties")):
        forget(properties, q("fo:clip"))


def _settle_spans(root: etree._Element) -> None:
    """Plain spans go, so that writing the copy again finds nothing more to do."""
    for span in list(root.iter(q("text:span"))):
        if not value(span, "text:style-name") or (not len(span) and not span.text):
            unwrap_with_text(span)
    for shape in shapes_in(root):
        if inside(shape, *("text:p", "text:h")) is None and shape.tail and shape.tail.strip():
            shape.tail = None


def _written(root: etree._Element) -> bytes:
    """A part under the usual prefixes, with the namespaces that it uses and no other."""
    usual = {prefix: uri for prefix, uri in NAMESPACES.items() if prefix != "xml"}
    fresh = etree.Element(root.tag, nsmap=usual)
    for name, said in attributes(root):
        fresh.set(name, said)
    fresh.text = root.text
    for inner in list(copy.deepcopy(root)):
        fresh.append(inner)
    etree.cleanup_namespaces(fresh, keep_ns_prefixes=["office", "ooo"] if space(fresh) == NAMESPACES["office"] else [])
    return etree.tostring(fresh, xml_declaration=True, encoding="UTF-8")
