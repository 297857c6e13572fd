"""What hides in a Word file? Changes, comments, text that cannot be seen, metadata, leftovers of the program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.docx.changes import changes_in
from safelight.core.papers.docx.drawings import crop_of, file_names, hidden_drawings, objects_in
from safelight.core.papers.docx.fields import WEB, fields_in, is_ordinary
from safelight.core.papers.docx.flow import Standing
from safelight.core.papers.docx.kinds import STORIES, Kind, kind_of
from safelight.core.papers.docx.looks import Unseen
from safelight.core.papers.docx.names import child, local, q, value
from safelight.core.papers.docx.package import Package
from safelight.core.papers.docx.places import is_xml, picture_remarks, story_of
from safelight.core.papers.docx.reach import only_placeholders, reached_members, unused_headers, unused_notes
from safelight.core.papers.docx.story import words_in
from safelight.core.papers.docx.strip import hidden_numbers, own_bookmarks
from safelight.core.papers.paper import Hidden
from safelight.core.papers.tree import attributes, is_element

LONGEST: Final = 200
TEXT_ELEMENTS: Final = {
    "t",
    "delText",
    "instrText",
    "delInstrText",
    "align",
    "fldData",
    "binData",
    "FieldCodes",
    "LinkType",
}
UNSEEN_ADVICE: Final = {
    Unseen.HIDDEN: "Delete the hidden text, or show it.",
    Unseen.WHITE: "Delete the text, or give it a colour that can be read.",
    Unseen.COVERED: "Delete the text: a bar over it does not take it out.",
    Unseen.TINY: "Delete the text, or make it large enough to read.",
    Unseen.OFF_PAGE: "Delete the text, or move it onto the page.",
}
WHOLE_PARTS: Final = {
    Kind.THUMBNAIL: ("thumbnail", "Save without a preview picture."),
    Kind.EMBEDDED: ("attachment", "Remove the embedded object."),
    Kind.IMPORTED: ("attachment", "Paste the text of the imported document instead."),
    Kind.MACRO: ("script", "Save as .docx without macros."),
    Kind.CONTROL: ("script", "Remove the control."),
    Kind.PEOPLE: ("metadata", "Remove the list of the document's authors with Word's Document Inspector."),
    Kind.GLOSSARY: ("hidden-text", "Remove the building blocks that are stored with the document."),
    Kind.PRINTER: ("metadata", "Remove the printer's settings: save the document again."),
    Kind.UNKNOWN: ("unknown-part", "Save the document again in Word as .docx."),
}
EMPTY_TEMPLATES: Final = re.compile(r"(?:normal|blank|default)?(?:\.dot[mx]?)?", re.IGNORECASE)
TELLING_PROPERTIES: Final = {
    "creator", "lastModifiedBy", "description", "subject", "keywords", "category", "contentStatus", "identifier",
    "version", "Manager", "Company", "HyperlinkBase", "contributor", "publisher", "source", "relation", "coverage",
    "rights",
}  # fmt: skip
TELLING_SETTINGS: Final = {
    "docVars": ("document-variable", "Remove the document's variables."),
    "mailMerge": ("mail-merge", "Disconnect the mail merge."),
    "attachedTemplate": ("attached-template", "Attach the ordinary template."),
    "saveThroughXslt": ("external-reference", "Remove the link to the other file."),
    "attachedSchema": ("external-reference", "Remove the link to the schema."),
}


def hidden_in_package(package: Package) -> Iterator[Hidden]:
    """Everything in the file that a reader of the page would not see, part by part."""
    reached = reached_members(package)
    package.main()
    for member in sorted(package.members):
        kind = kind_of(package, member)
        yield from _whole_part(package, member, kind, reached)
        if is_xml(package, member, kind):
            yield from _in_xml(package, member, kind)
        elif kind is Kind.PICTURE:
            yield from _picture_remarks(package, member)
        yield from _external(package, member)
    for where, text in (*unused_headers(package), *unused_notes(package)):
        yield Hidden("hidden-text", where, text[:LONGEST], "Delete it: no page shows it.")
    for member, said in package.turned.items():
        for words in said:
            yield _found("invisible-letters", member, words, "Delete the mark that turns the writing round.")
    if package.remark:
        yield Hidden("metadata", "the zip file itself", package.remark[:LONGEST], "Save the document again in Word.")


def _whole_part(package: Package, member: str, kind: Kind, reached: frozenset[str]) -> Iterator[Hidden]:
    if kind is Kind.GLOSSARY and only_placeholders(package, member):
        return
    if kind in WHOLE_PARTS:
        rule, advice = WHOLE_PARTS[kind]
        yield Hidden(rule, member, "", advice)
    elif member not in reached and kind is not Kind.WRAPPING:
        yield Hidden("unknown-part", member, "", "Save the document again in Word: nothing in it uses this part.")


def _in_xml(package: Package, member: str, kind: Kind) -> Iterator[Hidden]:
    root = package.tree(member)
    if kind in STORIES and kind is not Kind.GLOSSARY:
        for look in STORY_CHECKS:
            yield from look(root, member)
        yield from _unseen(package, member)
    elif kind in PART_CHECKS:
        yield from PART_CHECKS[kind](root, member)
    for element in root.iter():
        text = element.text
        if not text or text.isspace():
            continue
        if not is_element(element):
            yield _found("xml-comment", member, text, "Save the document again in Word.")
        elif kind in STORIES and local(element) not in TEXT_ELEMENTS and any(letter.isalpha() for letter in text):
            yield _found("stray-text", f"{member}, {local(element)}", text, "Save the document again in Word.")


def _changes(root: etree._Element, member: str) -> Iterator[Hidden]:
    for change in changes_in(root):
        said = "".join(text.text or "" for text in change.iter(q("w:t"), q("w:delText")))
        who = value(change, "w:author")
        yield _found("tracked-change", member, f"{said} ({who})" if who else said, "Accept or reject every change.")


def _comments(root: etree._Element, member: str) -> Iterator[Hidden]:
    for comment in root.iter(q("w:comment")):
        who = value(comment, "w:author")
        yield _found(
            "comment", member, f"{words_in(comment)} ({who})" if who else words_in(comment), "Delete the comment."
        )
    for mark in root.iter(q("w:commentReference")):
        yield _found("comment", member, f"comment {value(mark, 'w:id')} is marked here", "Delete the comment.")


def _unseen(package: Package, member: str) -> Iterator[Hidden]:
    for block in story_of(package, member).blocks:
        for one in block.found:
            if one.standing is Standing.UNSEEN and one.unseen and one.piece.text.strip():
                yield _found(one.unseen, f"{member}, {block.place}", one.piece.text, UNSEEN_ADVICE[one.unseen])


def _fields(root: etree._Element, member: str) -> Iterator[Hidden]:
    bookmarks = {value(mark, "w:name") for mark in root.iter(q("w:bookmarkStart"))}
    for one in fields_in(root):
        if not is_ordinary(one, bookmarks=bookmarks):
            yield _found(
                "field-code", member, one.instruction, "Replace the field by its text (Ctrl+Shift+F9 in Word)."
            )


def _bookmarks(root: etree._Element, member: str) -> Iterator[Hidden]:
    for mark in own_bookmarks(root):
        yield _found("bookmark", member, value(mark, "w:name"), "Delete the bookmark.")


def _controls(root: etree._Element, member: str) -> Iterator[Hidden]:
    for properties in root.iter(q("w:sdtPr")):
        for name in ("w:alias", "w:tag"):
            if value(child(properties, name)).strip():
                yield _found("content-control", member, value(child(properties, name)), "Remove the content control.")
        if child(properties, "w:dataBinding") is not None:
            yield _found("content-control", member, "bound to data", "Remove the content control.")
        for entry in properties.iter(q("w:listItem")):
            yield _found("content-control", member, value(entry, "w:displayText"), "Remove the content control.")
    for tagged in root.iter(q("w:smartTag"), q("w:customXml")):
        if _is_stock_tag(tagged):
            continue
        yield _found("smart-tag", member, value(tagged, "w:element"), "Remove the smart tag.")


def _is_stock_tag(tagged: etree._Element) -> bool:
    """Whether Word itself has marked words as a place, a date and the like, and has written nothing beside them."""
    stock = value(tagged, "w:uri") == "urn:schemas-microsoft-com:office:smarttags"
    return stock and next(tagged.iter(q("w:attr")), None) is None


def _permissions(root: etree._Element, member: str) -> Iterator[Hidden]:
    for mark in root.iter(q("w:permStart")):
        yield _found("permission", member, value(mark, "w:ed"), "Remove the editing permission.")


def _objects(root: etree._Element, member: str) -> Iterator[Hidden]:
    for element in objects_in(root):
        yield _found("attachment", member, words_in(element), "Remove the object, or replace it by a plain picture.")
    for element in root.iter(q("w:altChunk"), q("w:subDoc")):
        yield _found("attachment", member, local(element), "Paste the text of the other document instead.")
    for drawing in hidden_drawings(root):
        yield _found("hidden-drawing", member, words_in(drawing), "Delete the drawing, or move it onto the page.")


def _pictures(root: etree._Element, member: str) -> Iterator[Hidden]:
    for _, said in file_names(root):
        yield _found("picture-name", member, said, "Rename the picture in the selection pane.")
    for picture in root.iter(q("a:blip"), q("v:imagedata")):
        if crop_of(picture).cuts:
            yield _found("cropped-picture", member, "", "Delete the cropped areas (Compress Pictures in Word).")


def _old_copies(root: etree._Element, member: str) -> Iterator[Hidden]:
    for copy in root.iter(q("mc:Fallback")):
        words = words_in(copy)
        if words.strip() and words != words_in(child(copy.getparent(), "mc:Choice")):
            yield _found("hidden-text", member, words, "Draw the text box again: its copy for old programs differs.")


STORY_CHECKS: Final[tuple[Callable[[etree._Element, str], Iterator[Hidden]], ...]] = (
    _changes, _comments, _fields, _bookmarks, _controls, _permissions, _objects, _pictures, _old_copies,
)  # fmt: skip


def _properties(root: etree._Element, member: str) -> Iterator[Hidden]:
    advice = "Remove it with Word's Document Inspector, or let Safelight write the copy."
    for element in root.iter():
        said = (element.text or "").strip() if is_element(element) else ""
        if said and (local(element) in TELLING_PROPERTIES or inside_custom(element)):
            yield _found("metadata", f"{member}, {local(element)}", said, advice)
        elif said and local(element) == "Template" and not EMPTY_TEMPLATES.fullmatch(said):
            yield _found("metadata", f"{member}, Template", said, advice)
        elif local(element) == "property":
            yield _found("metadata", f"{member}, property", str(element.get("name", "")), advice)


def inside_custom(element: etree._Element) -> bool:
    """Whether a value belongs to a property that somebody made up."""
    return any(local(ancestor) == "property" for ancestor in element.iterancestors())


def _settings(root: etree._Element, member: str) -> Iterator[Hidden]:
    for element in root.iter():
        if local(element) == "attachedSchema" and value(element).startswith("urn:schemas-microsoft-com:"):
            continue
        if local(element) in TELLING_SETTINGS:
            rule, advice = TELLING_SETTINGS[local(element)]
            said = " ".join(text for inner in element.iter() for _, text in attributes(inner))
            yield _found(rule, f"{member}, {local(element)}", said, advice)


def _numbers(root: etree._Element, member: str) -> Iterator[Hidden]:
    for words in hidden_numbers(root):
        yield _found(
            "hidden-text", f"{member}, a list", value(words), "Show the numbers of the list, or take them out."
        )


def _custom_xml(root: etree._Element, member: str) -> Iterator[Hidden]:
    said = " ".join(str(text).strip() for text in root.itertext() if str(text).strip())
    if said:
        yield _found("custom-xml", member, said, "Remove the custom XML with Word's Document Inspector.")


PART_CHECKS: Final = {
    Kind.PROPERTIES: _properties,
    Kind.NUMBERING: _numbers,
    Kind.SETTINGS: _settings,
    Kind.CUSTOM_XML: _custom_xml,
}


def _picture_remarks(package: Package, member: str) -> Iterator[Hidden]:
    for remark in picture_remarks(package, member):
        yield _found("picture-metadata", member, remark, "Save the picture without its camera and author data.")


def _external(package: Package, member: str) -> Iterator[Hidden]:
    for row in package.relations(member):
        if (
            row.external
            and not (row.kind == "hyperlink" and WEB.fullmatch(row.target))
            and row.kind != "attachedTemplate"
        ):
            yield _found("external-reference", member or "the file", row.target, "Remove the link to the other file.")


def _found(rule: str, where: str, text: str, advice: str) -> Hidden:
    return Hidden(str(rule), where, " ".join(text.split())[:LONGEST], advice)
