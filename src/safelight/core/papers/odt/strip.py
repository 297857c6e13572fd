"""Take out of a part everything that its reader does not see, and leave what the reader does see as it was."""

from __future__ import annotations

from typing import Final

from lxml import etree

from safelight.core.papers.odt.drawings import hidden_shapes
from safelight.core.papers.odt.fields import KEPT, fields_in, is_plain_link
from safelight.core.papers.odt.flow import TEXT_BEARERS, Changes, Standing, changes_of, flow_of, hides_its_text
from safelight.core.papers.odt.looks import Looks, is_hidden_section
from safelight.core.papers.odt.names import (
    KNOWN_SPACES,
    NAMESPACES,
    XLINK_HREF,
    inside,
    local,
    q,
    space,
    split_name,
    value,
)
from safelight.core.papers.odt.renames import unwrap_with_text
from safelight.core.papers.odt.words import FONTS, REFERENCES, SHAPES, part_of_value
from safelight.core.papers.tree import attributes, drop, is_element

DROPPED: Final = (
    "text:tracked-changes", "text:change", "text:change-start", "text:change-end", "office:annotation",
    "office:annotation-end", "office:event-listeners", "presentation:event-listener", "text:script",
    "text:user-field-decls", "text:variable-decls", "text:dde-connection-decls", "text:section-source",
    "office:dde-source", "text:alphabetical-index-auto-mark-file", "table:named-expressions", "table:database-ranges",
    "table:tracked-changes", "table:table-source", "table:cell-range-source", "text:label", "text:number",
    "svg:font-face-src", "loext:theme", "xforms:model", "office:binary-data", "table:shapes", "draw:glue-point",
    "draw:contour-polygon", "draw:contour-path", "draw:image-map", "table:scenario", "text:list-style-image",
    "table:consolidation", "table:data-pilot-tables", "table:label-ranges", "table:content-validations",
    "table:calculation-settings", "dr3d:scene",
)  # fmt: skip
EMPTIED: Final = ("office:scripts", "office:forms")
FORGOTTEN: Final = {
    "value", "string-value", "date-value", "time-value", "boolean-value", "formula", "condition", "description",
    "rsid", "paragraph-rsid", "protection-key", "protection-key-digest-algorithm", "transformation", "title",
    "target-frame-name", "visited-style-name", "display", "is-hidden", "about", "property", "content", "datatype",
    "change-id", "protected", "column-name", "data-field", "control", "cell-range-address", "local-table",
    "filter-name", "schemaLocation", "character-count", "image-count", "table-count", "object-count",
}  # fmt: skip
"""Attributes that no copy needs, by their bare names, outside the styles."""

KEPT_WORDS: Final = REFERENCES | SHAPES | FONTS | {
    "name", "display-name", "num-prefix", "num-suffix", "num-list-format", "bullet-char", "ref-name", "type", "char",
    "continue-list", "id", "condition", "formula", "cell-range-address", "values-cell-range-address",
    "label-cell-address",
    "language", "country", "leader-text", "leader-char", "decimal-replacement", "caption-sequence-name", "class",
    "encoding", "apply-style-name", "base-cell-address", "caption-sequence-format", "index-name",
    "data-cell-range-address",
}  # fmt: skip
OF_STYLES: Final = {"map", "list-level-style-number", "list-level-style-bullet", "outline-level-style", "equation",
                    "font-face", "style"}  # fmt: skip
CHARTS: Final = {NAMESPACES["chart"]}


def strip_story(root: etree._Element, *, looks: Looks) -> None:
    """Clean one part that holds paragraphs or styles."""
    drop_foreign(root)
    drop_unseen(root, looks=looks)
    for shape in hidden_shapes(root, looks=looks):
        drop(shape)
    _settle_fields(root)
    for element in list(root.iter(*(q(name) for name in DROPPED))):
        drop(element)
    for element in list(root.iter(*(q(name) for name in EMPTIED))):
        for inner in list(element):
            element.remove(inner)
    _settle_links(root)
    _forget_conditions(root)


def drop_foreign(root: etree._Element) -> None:
    """Take out XML comments, and elements of which no program of ours knows what they are."""
    for element in list(root.iter()):
        if element is root or element.getparent() is None:
            continue
        known = is_element(element) and space(element) in KNOWN_SPACES and space(element) != NAMESPACES["field"]
        if not known:
            drop(element)


def drop_unseen(root: etree._Element, *, looks: Looks) -> None:
    """Take out text that cannot be seen, and what consisted of nothing else: paragraphs, rows, sections."""
    changes = changes_of(root)
    emptied: list[etree._Element] = []
    for paragraph in [*root.iter(q("text:p"), q("text:h"))]:
        if inside(paragraph, "text:tracked-changes") is not None:
            continue
        found = flow_of(paragraph, looks=looks, changes=changes).stretches
        gone = [one for one in found if one.standing is not Standing.SHOWN]
        for one in gone:
            if one.slot == "text":
                one.element.text = None
            elif one.slot == "tail":
                one.element.tail = None
            else:
                one.piece.put("")
        if gone and len(gone) == len(found):
            emptied.append(paragraph)
    for paragraph in emptied:
        _drop_if_spare(paragraph)
    _drop_closed(root, looks)


def _drop_closed(root: etree._Element, looks: Looks) -> None:
    for section in [one for one in root.iter(q("text:section")) if is_hidden_section(one)]:
        drop(section)
    for group in [one for one in root.iter() if value_of_display(one) == "false"]:
        drop(group)
    for row in list(root.iter(q("table:table-row"))):
        table = inside(row, "table:table")
        if looks.hides(row) is not None:
            drop(row)
            if table is not None and next(table.iter(q("table:table-row")), None) is None:
                drop(table)
    for cell in list(root.iter(q("table:table-cell"), q("table:covered-table-cell"))):
        if looks.hides(cell) is not None:
            for inner in list(cell):
                cell.remove(inner)


def value_of_display(element: etree._Element) -> str:
    """Whether a group of rows or columns is shown, as written."""
    return value(element, "table:display") if is_element(element) else ""


def _drop_if_spare(paragraph: etree._Element) -> None:
    parent = paragraph.getparent()
    holds_more = any(is_element(one) and space(one) == NAMESPACES["draw"] for one in paragraph.iter())
    others = (
        [one for one in parent if one is not paragraph and one.tag in (q("text:p"), q("text:h"))]
        if parent is not None
        else []
    )
    if not holds_more and (others or (parent is not None and parent.tag == q("office:text") and len(parent) > 1)):
        drop(paragraph)


def _settle_fields(root: etree._Element) -> None:
    for label in list(root.iter(q("text:label"))):
        drop(label)
    for field in fields_in(root):
        name = local(field)
        if name == "script" or (name == "hidden-paragraph") or hides_its_text(field):
            drop(field)
        elif name not in KEPT or (name in {"date", "time"} and value(field, "text:fixed") == "true"):
            if name == "hidden-text" and not (field.text or "").strip():
                field.text = value(field, "text:string-value")
            unwrap_with_text(field)
    for wrapper in list(root.iter(q("text:meta"), q("text:meta-field"), q("loext:content-control"))):
        unwrap_with_text(wrapper)
    for span in list(root.iter(q("text:span"))):
        if not value(span, "text:style-name"):
            unwrap_with_text(span)


def _settle_links(root: etree._Element) -> None:
    for link in list(root.iter(q("text:a"))):
        href = str(link.get(XLINK_HREF, ""))
        if not href or href == "#" or not is_plain_link(href):
            unwrap_with_text(link)
    for link in list(root.iter(q("draw:a"))):
        unwrap_with_text(link)


def _forget_conditions(root: etree._Element) -> None:
    for element in root.iter():
        if not is_element(element):
            continue
        if element.tag in {q("table:table-cell"), q("table:covered-table-cell")} and value(
            element, "office:value-type"
        ):
            element.set(q("office:value-type"), "string")
        for name, _ in attributes(element):
            bare = split_name(name)[1]
            if bare in FORGOTTEN and not _is_needed(element, bare):
                del element.attrib[name]


def _is_needed(element: etree._Element, bare: str) -> bool:
    if space(element) in CHARTS or local(element) in OF_STYLES or local(element).endswith("-properties"):
        return True
    if bare == "display":
        return local(element) in {"chapter", "note-ref", "sequence-ref", "index-entry-chapter", "header-first"}
    return bare in {"value", "formula"} and local(element) == "equation"


def keep_known_attributes(root: etree._Element) -> None:
    """Take away every attribute that says something and is not one of those that a copy keeps."""
    for element in root.iter():
        if not is_element(element):
            continue
        for name, said in attributes(element):
            uri, bare = split_name(name)
            if uri and uri not in KNOWN_SPACES:
                del element.attrib[name]
            elif name == XLINK_HREF or bare in KEPT_WORDS:
                continue
            elif part_of_value(str(element.tag), name, said) is not None:
                del element.attrib[name]


def drop_stray_text(root: etree._Element, *, looks: Looks) -> None:
    """Take out text that stands where no text is shown, blanks between elements included."""
    used = set()
    for paragraph in root.iter(q("text:p"), q("text:h")):
        for one in flow_of(paragraph, looks=looks, changes=Changes({})).stretches:
            if one.slot is not None:
                used.add((one.element, one.slot))
    for element in root.iter():
        if not is_element(element):
            continue
        math = space(element) == NAMESPACES["math"]
        if element.text and (element, "text") not in used and element.tag not in TEXT_BEARERS and not math:
            element.text = None
        if element.tail and (element, "tail") not in used:
            element.tail = None
