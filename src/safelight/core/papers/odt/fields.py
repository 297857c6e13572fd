"""Which fields and marks are ordinary machinery, such as page numbers, and which carry something unseen?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.letters import folded
from safelight.core.papers.odt.flow import FIELDS
from safelight.core.papers.odt.names import NAMESPACES, XLINK_HREF, local, q, space, value
from safelight.core.papers.tree import attributes, is_element

KEPT: Final = {
    "page-number", "page-count", "page-continuation", "chapter", "sequence", "sequence-ref", "bookmark-ref",
    "reference-ref", "note-ref", "date", "time", "word-count", "character-count", "paragraph-count", "table-count",
    "image-count", "object-count",
}  # fmt: skip
"""Fields that a copy keeps: they are worked out from the page itself. Every other becomes the words that it shows."""

HIDING: Final = {"hidden-text", "hidden-paragraph", "conditional-text", "script", "execute-macro", "dde-connection",
                 "database-display", "database-next", "database-row-select", "database-row-number",
                 "database-name"}  # fmt: skip
TELLING: Final = ("text:string-value", "office:string-value", "text:formula", "text:condition", "text:description",
                  "office:value", "office:date-value", "text:string-value-if-true", "text:string-value-if-false",
                  "text:current-value", "text:key1", "text:key2", "text:help", "text:hint")  # fmt: skip
POINTING: Final = {"bookmark-ref", "reference-ref", "sequence-ref", "note-ref"}
STARTS: Final = ("text:bookmark", "text:bookmark-start")
MACHINE_MARK: Final = re.compile(
    r"_{0,3}(?:RefHeading|RefNumPara|Toc|Ref|Hlk|GoBack|DdeLink|Fieldmark|UnoMark|PageRef|Bookmark|Annotation)_{0,3}"
    r"(?:Toc|Ref)?[\d_]*|(?:Bookmark|Text|Check|Kontrollkästchen|Dropdown|bookmark|ref|mark|section|sec|_Hlt|"
    r"OLE_LINK) ?\d*"
    r"|id\.[a-z0-9]{4,20}|[a-z]\.[a-z0-9]{8,16}|kix\.[a-z0-9]{4,20}"
)
FORMULA: Final = re.compile(r"(?:ooow|of|oooc):=?")
INDEX_MARKS: Final = ("text:toc-mark", "text:alphabetical-index-mark", "text:user-index-mark",
                      "text:toc-mark-start", "text:alphabetical-index-mark-start", "text:user-index-mark-start",
                      "text:toc-mark-end", "text:alphabetical-index-mark-end", "text:user-index-mark-end")  # fmt: skip
WEB: Final = re.compile(r"(?:https?://|mailto:)[^\s\"\\]+", re.IGNORECASE)


def fields_in(root: etree._Element) -> list[etree._Element]:
    """Every field of a part."""
    return [
        one
        for one in root.iter()
        if is_element(one)
        and (space(one) == NAMESPACES["text"] or space(one) == NAMESPACES["loext"])
        and (local(one) in FIELDS or local(one) == "script")
    ]


def unseen_in_field(field: etree._Element, *, page: str) -> str:
    """What a field carries that the page does not show; empty for ordinary machinery.

    `page` is all that the page shows, letters and figures alone.
    """
    name = local(field)
    if name in HIDING or (value(field, "text:display") == "none" and folded(_said(field))):
        return _said(field) or name
    told = [value(field, one) for one in TELLING]
    labels = [value(one, "text:value") or (one.text or "") for one in field.iter(q("text:label"))]
    return " ".join(one for one in [*told, *labels] if not is_on_page(words_of_formula(one), page=page))


def words_of_formula(text: str) -> str:
    """A formula without its prefix, and without the names of fields that it works with unless it quotes words."""
    bare = FORMULA.sub("", text)
    if bare == text:
        return text
    quoted = re.findall(r"[\"']([^\"']*)[\"']", bare)
    return " ".join(quoted) if quoted else "" if re.fullmatch(r"[\w.]+(?:\s*[-+*/]\s*[\w.]+)+", bare) else bare


def _said(field: etree._Element) -> str:
    words = "".join(str(text) for text in field.itertext()).strip()
    return " ".join([words, *(text for _, text in attributes(field) if any(one.isalpha() for one in text))]).strip()


def is_on_page(text: str, *, page: str) -> bool:
    """Whether the page shows these words as well."""
    return folded(text) in page


def targets_in(root: etree._Element) -> frozenset[str]:
    """The names of marks that something in a part points to."""
    found = {value(one, "text:ref-name") for one in root.iter() if local(one) in POINTING}
    for link in root.iter(q("text:a"), q("draw:a")):
        href = str(link.get(XLINK_HREF, ""))
        if href.startswith("#"):
            found.add(href[1:])
    return frozenset(found)


def own_marks(root: etree._Element, *, page: str, wanted: frozenset[str]) -> Iterator[etree._Element]:
    """Marks that somebody named, apart from those that something points to or that repeat words of the page."""
    for mark in root.iter(*(q(name) for name in (*STARTS, "text:reference-mark", "text:reference-mark-start"))):
        name = value(mark, "text:name")
        if name and name not in wanted and not MACHINE_MARK.fullmatch(name) and not is_on_page(name, page=page):
            yield mark


def unseen_index_marks(root: etree._Element, *, page: str) -> Iterator[tuple[etree._Element, str]]:
    """Marks for an index whose words the page does not show."""
    for mark in root.iter(*(q(name) for name in INDEX_MARKS)):
        words = [value(mark, f"text:{name}") for name in ("string-value", "key1", "key2")]
        unseen = " ".join(one for one in words if not is_on_page(one, page=page))
        if unseen:
            yield mark, unseen


def unseen_declarations(root: etree._Element, *, page: str) -> Iterator[tuple[etree._Element, str]]:
    """Declared variables with a value that the page does not show."""
    for declared in root.iter(q("text:user-field-decl"), q("text:variable-decl")):
        told = [value(declared, f"office:{name}") for name in ("string-value", "value", "date-value", "time-value")]
        told.append(words_of_formula(value(declared, "text:formula")))
        unseen = " ".join(one for one in told if not is_on_page(one, page=page))
        if unseen:
            yield declared, f"{value(declared, 'text:name')}: {unseen}"


def is_plain_link(href: str) -> bool:
    """Whether an address leads to the web, to a mailbox, or to a place in the same document."""
    return WEB.fullmatch(href) is not None or href.startswith("#") or not href


def is_gone(href: str) -> bool:
    """Whether an address leads to a member of the file that is not there any more."""
    return ":" not in href and not href.startswith(("../", "/", "\\"))
