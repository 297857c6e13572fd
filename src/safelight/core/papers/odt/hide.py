"""What hides in an OpenDocument Text? Changes, comments, text that cannot be seen, metadata, leftovers of programs."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from lxml import etree
from PIL import Image

from safelight.core.papers.letters import folded
from safelight.core.papers.odt.drawings import crop_of, file_name_of, hidden_shapes, is_foreign_object
from safelight.core.papers.odt.fields import (
    fields_in,
    is_gone,
    is_plain_link,
    own_marks,
    targets_in,
    unseen_declarations,
    unseen_in_field,
    unseen_index_marks,
    words_of_formula,
)
from safelight.core.papers.odt.kinds import DOCUMENTS, Inside, Kind, inside_of, is_xml, kind_of
from safelight.core.papers.odt.looks import Looks, Unseen
from safelight.core.papers.odt.names import (
    KNOWN_SPACES,
    NAMESPACES,
    XLINK_HREF,
    inside,
    local,
    q,
    space,
    value,
    words_in,
)
from safelight.core.papers.odt.package import Package
from safelight.core.papers.odt.reach import unused_headers
from safelight.core.papers.odt.settings import telling_settings
from safelight.core.papers.odt.words import is_measure
from safelight.core.papers.paper import Hidden, Passage
from safelight.core.papers.picture import remarks_quietly
from safelight.core.papers.tree import attributes, is_element

LONGEST: Final = 200
SAVE_AGAIN: Final = "Save the document again in its program, or let Safelight write the copy."
UNSEEN: Final = {
    "hidden text": (Unseen.HIDDEN, "Delete the hidden text, or show it."),
    "white text": (Unseen.WHITE, "Delete the text, or give it a colour that can be read."),
    "covered text": (Unseen.COVERED, "Delete the text: a bar over it does not take it out."),
    "tiny text": (Unseen.TINY, "Delete the text, or make it large enough to read."),
    "off page text": (Unseen.OFF_PAGE, "Delete the text, or move it onto the page."),
    "stray text": ("stray-text", SAVE_AGAIN),
    "XML comment": ("xml-comment", SAVE_AGAIN),
}
WHOLE_PARTS: Final = {
    Kind.SIGNATURE: ("signature", "Remove the digital signature: it names who signed."),
    Kind.VERSION: ("version", "Delete the older versions (File, Versions)."),
    Kind.VERSION_LIST: ("version", "Delete the older versions (File, Versions)."),
    Kind.SCRIPT: ("script", "Save the document without macros."),
    Kind.EMBEDDED: ("attachment", "Remove the embedded object."),
    Kind.UNKNOWN: ("unknown-part", SAVE_AGAIN),
}
TELLING_META: Final = {"creator", "initial-creator", "printed-by", "description", "subject", "keyword", "keywords",
                       "user-defined", "contributor", "publisher", "source", "relation", "coverage", "rights",
                       "identifier"}  # fmt: skip
PLAIN_META: Final = {"generator", "title", "date", "creation-date", "print-date", "editing-cycles", "editing-duration",
                     "language", "document-statistic", "meta", "document-meta", "template", "auto-reload",
                     "hyperlink-behaviour"}  # fmt: skip
COUNTED_BY_WORD: Final = {"AppVersion", "DocSecurity", "HyperlinksChanged", "LinksUpToDate", "ScaleCrop", "ShareDoc"}
COUNT: Final = re.compile(r"[\d.]{1,12}|true|false")
EMPTY_TEMPLATE: Final = re.compile(r"(?:normal|blank|default)?(?:\.(?:dot[mx]?|ott))?", re.IGNORECASE)
BLANK_UP_TO: Final = 8

Checks = Callable[["_Part"], Iterator[Hidden]]


def hidden_in_package(package: Package, *, passages: Sequence[Passage]) -> Iterator[Hidden]:
    """Everything in the file that a reader of the page would not see, part by part."""
    page = folded("\n".join(one.text for one in passages if one.visible))
    for member in sorted(package.members):
        kind = kind_of(package, member)
        yield from _whole_part(package, member, kind)
        if is_xml(package, member, kind):
            yield from _in_xml(package, member, kind, page)
        elif kind is Kind.PICTURE:
            for remark in remarks_quietly(package.members[member]):
                yield _found("picture-metadata", member, remark, "Save the picture without its camera and author data.")
    for folder in sorted(package.objects):
        if inside_of(package, folder) is Inside.OTHER:
            yield Hidden("attachment", folder, "", "Remove the embedded object, or replace it by a plain picture.")
    for passage in passages:
        yield from _unseen(passage)
    for where, text in unused_headers(package):
        yield _found("hidden-text", where, text, "Delete it: no page shows it.")
    if package.remark:
        yield _found("metadata", "the zip file itself", package.remark, SAVE_AGAIN)


def _unseen(passage: Passage) -> Iterator[Hidden]:
    place, _, how = passage.where.rpartition(", ")
    if not passage.visible and how in UNSEEN and not place.startswith("Versions/"):
        rule, advice = UNSEEN[how]
        yield _found(str(rule), place, passage.text, advice)


def _whole_part(package: Package, member: str, kind: Kind) -> Iterator[Hidden]:
    data = package.members[member]
    if kind in WHOLE_PARTS:
        rule, advice = WHOLE_PARTS[kind]
        yield Hidden(rule, member, "", advice)
    elif kind is Kind.THUMBNAIL and not _is_blank(data):
        yield Hidden("thumbnail", member, "", "Save without a preview picture, or let Safelight write the copy.")
    elif kind is Kind.CONFIGURATION and data.strip() and not _is_empty(package, member, kind):
        yield Hidden("configuration", member, "", "Remove the menus and keys that are kept in the document.")


def _is_empty(package: Package, member: str, kind: Kind) -> bool:
    """Whether a list of menus or keys has nothing in it."""
    return is_xml(package, member, kind) and not len(package.tree(member))


def _is_blank(data: bytes) -> bool:
    """Whether a preview shows an empty page, and so tells nothing."""
    if not data.strip():
        return True
    try:
        with Image.open(io.BytesIO(data)) as picture:
            lightest = picture.convert("RGBA").convert("L").getextrema()
    except Exception:  # noqa: BLE001 - Pillow's decoders raise almost anything on damaged data
        return False
    low, high = lightest
    return float(str(high)) - float(str(low)) <= BLANK_UP_TO and not remarks_quietly(data)


class _Part:
    """One part that is XML, with what its checks need to know."""

    def __init__(self, package: Package, member: str, page: str) -> None:
        self.package, self.member, self.page = package, member, page
        self.root = package.tree(member)


def _in_xml(package: Package, member: str, kind: Kind, page: str) -> Iterator[Hidden]:
    part = _Part(package, member, page)
    checks: Sequence[Checks] = (_foreign,)
    if kind in DOCUMENTS:
        checks = DOCUMENT_CHECKS
    elif kind is Kind.META:
        checks = (_properties, _foreign)
    elif kind is Kind.SETTINGS:
        checks = (_settings,)
    elif kind is Kind.RDF:
        checks = (_rdf,)
    elif kind is not Kind.PICTURE and kind is not Kind.MANIFEST:
        checks = ()
    for check in checks:
        yield from check(part)


def _changes(part: _Part) -> Iterator[Hidden]:
    for region in part.root.iter(q("text:changed-region"), q("table:tracked-changes")):
        who = " ".join(one.text or "" for one in region.iter(q("dc:creator")))
        said = words_in(region)
        yield _found(
            "tracked-change", part.member, f"{said} ({who})" if who else said, "Accept or reject every change."
        )


def _comments(part: _Part) -> Iterator[Hidden]:
    for comment in part.root.iter(q("office:annotation")):
        who = " ".join(one.text or "" for one in comment.iter(q("dc:creator")))
        said = words_in(comment)
        yield _found("comment", part.member, f"{said} ({who})" if who else said, "Delete the comment.")


def _sections(part: _Part) -> Iterator[Hidden]:
    for section in part.root.iter(q("text:section")):
        if value(section, "text:display") in {"none", "condition"} or value(section, "text:condition"):
            yield _found("hidden-section", part.member, words_in(section), "Delete the hidden section, or show it.")


def _fields(part: _Part) -> Iterator[Hidden]:
    advice = "Replace the field by its text."
    for one in fields_in(part.root):
        unseen = unseen_in_field(one, page=part.page)
        if unseen:
            rule = "script" if local(one) in {"script", "execute-macro"} else "field-code"
            rule = "hidden-text" if local(one) in {"hidden-text", "hidden-paragraph", "conditional-text"} else rule
            yield _found(rule, f"{part.member}, {local(one)}", unseen, advice)
    for one in part.root.iter():
        if is_element(one) and space(one) == NAMESPACES["field"]:
            yield _found("field-code", part.member, _attribute_words(one), advice)
    for _, unseen in unseen_declarations(part.root, page=part.page):
        yield _found("document-variable", part.member, unseen, "Delete the variable.")


def _marks(part: _Part) -> Iterator[Hidden]:
    for mark in own_marks(part.root, page=part.page, wanted=targets_in(part.root)):
        yield _found("bookmark", part.member, value(mark, "text:name"), "Delete the bookmark.")
    for _, unseen in unseen_index_marks(part.root, page=part.page):
        yield _found("index-mark", part.member, unseen, "Delete the index entry.")


def _scripts(part: _Part) -> Iterator[Hidden]:
    for holder in part.root.iter(q("office:scripts"), q("office:event-listeners"), q("presentation:event-listener")):
        if len(holder):
            yield _found("script", f"{part.member}, {local(holder)}", _attribute_words(holder), "Remove the macros.")


def _forms(part: _Part) -> Iterator[Hidden]:
    for forms in part.root.iter(q("office:forms")):
        if len(forms):
            yield _found("form-control", part.member, _attribute_words(forms), "Replace the form by plain text.")
    for element in part.root.iter(q("draw:control"), q("loext:content-control"), q("xforms:model")):
        yield _found("form-control", part.member, _attribute_words(element), "Replace the control by plain text.")


def _sources(part: _Part) -> Iterator[Hidden]:
    for source in part.root.iter(
        q("office:dde-source"), q("text:dde-connection-decl"), q("text:section-source"), q("table:table-source"),
        q("text:alphabetical-index-auto-mark-file"), q("form:connection-resource"), q("table:named-expressions"),
        q("table:database-ranges"), q("table:cell-range-source"),
    ):  # fmt: skip
        if inside(source, "office:spreadsheet") is None:
            yield _found(
                "external-reference", part.member, _attribute_words(source), "Remove the link to the other file."
            )


def _links(part: _Part) -> Iterator[Hidden]:
    for element in part.root.iter():
        href = str(element.get(XLINK_HREF, "")) if is_element(element) else ""
        if not href or part.package.target(href, member=part.member) or local(element) == "section-source":
            continue
        plain = (local(element) == "a" and is_plain_link(href)) or is_gone(href)
        if not plain and local(element) not in {"event-listener", "script", "template", "auto-reload"}:
            yield _found("external-reference", part.member, href, "Remove the link to the other file.")


def _drawings(part: _Part) -> Iterator[Hidden]:
    looks = Looks(part.package, part.member)
    for shape in hidden_shapes(part.root, looks=looks):
        yield _found("hidden-drawing", part.member, words_in(shape), "Delete the drawing, or move it onto the page.")
    for element in part.root.iter():
        if not is_element(element) or space(element) != NAMESPACES["draw"]:
            continue
        if is_foreign_object(element, part.package, member=part.member):
            yield _found(
                "attachment", part.member, local(element), "Remove the object, or replace it by a plain picture."
            )
        elif file_name_of(element):
            yield _found("picture-name", part.member, file_name_of(element), "Give the picture another name.")
        elif local(element) == "image" and crop_of(element, looks=looks, package=part.package, member=part.member).cuts:
            yield _found("cropped-picture", part.member, "", "Delete the cropped areas of the picture.")


def _cells(part: _Part) -> Iterator[Hidden]:
    for cell in part.root.iter(q("table:table-cell")):
        told = value(cell, "office:string-value")
        if told and folded(told) not in folded(words_in(cell)) and inside(cell, "office:text") is not None:
            yield _found("hidden-text", part.member, told, "Type the cell's text again.")

    for holder in part.root.iter(q("table:table-cell"), q("math:annotation")):
        unseen = words_of_formula(value(holder, "table:formula")) or "".join((holder.text or "").partition("%%")[1:])
        if any(one.isalpha() for one in folded(unseen)) and folded(unseen) not in part.page:
            yield _found("field-code", part.member, unseen, "Type what the formula shows in place of it.")


def _foreign(part: _Part) -> Iterator[Hidden]:
    for element in part.root.iter():
        if not is_element(element):
            continue
        if space(element) not in KNOWN_SPACES:
            said = f"{element.text or ''} {_attribute_words(element)}".strip()
            yield _found("foreign-data", f"{part.member}, {local(element)}", said, SAVE_AGAIN)
            continue
        for name, text in attributes(element):
            uri = name.rpartition("}")[0][1:]
            rdf = uri == NAMESPACES["xhtml"]
            if rdf or (uri and uri not in KNOWN_SPACES and not is_measure(text)):
                yield _found("rdf" if rdf else "foreign-data", f"{part.member}, {local(element)}", text, SAVE_AGAIN)


DOCUMENT_CHECKS: Final[tuple[Checks, ...]] = (
    _changes, _comments, _sections, _fields, _marks, _scripts, _forms, _sources, _links, _drawings, _cells, _foreign,
)  # fmt: skip


def _properties(part: _Part) -> Iterator[Hidden]:
    advice = "Remove it (File, Properties), or let Safelight write the copy."
    for element in part.root.iter():
        name = local(element)
        said = " ".join("".join(str(one) for one in element.itertext()).split()) if is_element(element) else ""
        if name == "template":
            title = value(element, "xlink:title") or value(element, "xlink:href")
            if not EMPTY_TEMPLATE.fullmatch(title.replace("\\", "/").rpartition("/")[2]):
                yield _found("metadata", f"{part.member}, template", title, advice)
        elif name == "user-defined" and value(element, "meta:name") in COUNTED_BY_WORD and COUNT.fullmatch(said):
            continue
        elif said and (name in TELLING_META or (name and name not in PLAIN_META)):
            yield _found("metadata", f"{part.member}, {name}", said, advice)
        elif name in {"auto-reload", "hyperlink-behaviour"} and _attribute_words(element):
            yield _found("metadata", f"{part.member}, {name}", _attribute_words(element), advice)


def _settings(part: _Part) -> Iterator[Hidden]:
    for name, said in telling_settings(part.root):
        yield _found(
            "metadata", f"{part.member}, {name}", said, "Save without the printer's and the database's settings."
        )


def _rdf(part: _Part) -> Iterator[Hidden]:
    known = (NAMESPACES["pkg"], NAMESPACES["odf"], NAMESPACES["rdf"])
    for element in part.root.iter():
        said = (element.text or "").strip() if is_element(element) else ""
        strange = is_element(element) and not space(element).startswith(known)
        if said or strange:
            yield _found("rdf", f"{part.member}, {local(element)}", said or _attribute_words(element), SAVE_AGAIN)


def _attribute_words(element: etree._Element) -> str:
    every = (text for one in element.iter() if is_element(one) for _, text in attributes(one))
    return " ".join(text for text in every if not is_measure(text))


def _found(rule: str, where: str, text: str, advice: str) -> Hidden:
    return Hidden(str(rule), where, " ".join(text.split())[:LONGEST], advice)
