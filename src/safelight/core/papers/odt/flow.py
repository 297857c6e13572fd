"""What does a paragraph say? Its text joined across spans, with what is deleted and what cannot be seen set apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final, Literal

from lxml import etree

from safelight.core.papers.odt.looks import Looks, Unseen
from safelight.core.papers.odt.names import NAMESPACES, local, q, space, value
from safelight.core.papers.spot import Piece
from safelight.core.papers.tree import is_element

MOST_BLANKS: Final = 40
BLANKS: Final = re.compile(r"[ \t\r\n]+")
MARKS: Final = {q("text:s"): " ", q("text:tab"): "\t", q("text:line-break"): "\n"}
PARAGRAPHS: Final = (q("text:p"), q("text:h"))
APART_SPACES: Final = {NAMESPACES["draw"], NAMESPACES["dr3d"], NAMESPACES["form"], NAMESPACES["svg"]}
APART: Final = {
    q("text:note"), q("office:annotation"), q("office:annotation-end"), q("text:ruby-text"), q("table:table"),
    q("text:tracked-changes"), q("office:event-listeners"), q("text:script"), q("text:list"), q("text:number"),
    q("text:p"), q("text:h"), q("text:section"), q("text:label"), q("office:forms"), q("text:note-citation"),
    q("office:dde-source"),
}  # fmt: skip
"""What stands inside a paragraph and has its own paragraphs, or says something beside it."""

WRAPPERS: Final = {"span", "a", "meta", "meta-field", "ruby", "ruby-base"}
FIELDS: Final = {
    "author-initials", "author-name", "bibliography-mark", "bookmark-ref", "chapter", "character-count",
    "conditional-text", "creation-date", "creation-time", "creator", "database-display", "database-name",
    "database-next", "database-row-number", "database-row-select", "date", "dde-connection", "description",
    "drop-down", "editing-cycles", "editing-duration", "execute-macro", "expression", "file-name", "hidden-paragraph",
    "hidden-text", "image-count", "initial-creator", "keywords", "measure", "modification-date", "modification-time",
    "note-ref", "object-count", "page-continuation", "page-count", "page-number", "page-variable-get",
    "page-variable-set", "paragraph-count", "placeholder", "print-date", "print-time", "printed-by", "reference-ref",
    "sender-city", "sender-company", "sender-country", "sender-email", "sender-fax", "sender-firstname",
    "sender-initials", "sender-lastname", "sender-phone-private", "sender-phone-work", "sender-position",
    "sender-postal-code", "sender-state-or-province", "sender-street", "sender-title", "sequence", "sequence-ref",
    "sheet-name", "subject", "table-count", "table-formula", "template-name", "text-input", "time", "title",
    "user-defined", "user-field-get", "user-field-input", "variable-get", "variable-input", "variable-set",
    "word-count", "content-control",
}  # fmt: skip
TEXT_BEARERS: Final = {
    q("svg:title"), q("svg:desc"), q("table:title"), q("table:desc"), q("number:text"), q("number:currency-symbol"),
    q("text:index-title-template"), q("text:note-continuation-notice-forward"), q("text:ruby-text"),
    q("text:note-continuation-notice-backward"), q("text:linenumbering-separator"), q("text:note-citation"),
    q("text:index-entry-span"), q("number:embedded-text"), q("number:fill-character"),
}  # fmt: skip
"""Elements that hold text of their own outside the paragraphs."""


class Standing(Enum):
    """How a stretch of text stands on the page."""

    SHOWN = auto()
    DELETED = auto()
    UNSEEN = auto()


Slot = Literal["text", "tail"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a paragraph with its standing; `inserted` for tracked insertions, `unseen` says why it is hidden."""

    piece: Piece
    standing: Standing
    element: etree._Element
    slot: Slot | None
    inserted: bool = False
    unseen: Unseen | None = None


@dataclass(slots=True)
class Changes:
    """The tracked changes of a part, and which of them are open where the reading stands."""

    kinds: dict[str, str]
    open: set[str] = field(default_factory=set)

    def standing(self) -> tuple[bool, bool]:
        """Whether the text here was inserted, and whether it was deleted."""
        kinds = {self.kinds.get(one, "") for one in self.open}
        return "insertion" in kinds, "deletion" in kinds


def changes_of(root: etree._Element) -> Changes:
    """The kind of each tracked change of a part, by its id."""
    kinds: dict[str, str] = {}
    for region in root.iter(q("text:changed-region")):
        inner = next((local(one) for one in region if is_element(one)), "")
        for name in ("text:id", "xml:id"):
            if value(region, name):
                kinds[value(region, name)] = inner
    return Changes(kinds)


@dataclass(frozen=True, slots=True)
class Flow:
    """One paragraph: its stretches in order, and where deleted text once stood among them."""

    stretches: tuple[Stretch, ...]
    cuts: tuple[tuple[str, int], ...]


def flow_of(paragraph: etree._Element, *, looks: Looks, changes: Changes) -> Flow:
    """Everything in one paragraph that is text, in order; what has paragraphs of its own is left to those."""
    reader = _Reader(looks, changes)
    reader.walk(paragraph, looks.around(paragraph))
    return Flow(tuple(reader.found), tuple(reader.cuts))


class _Reader:
    def __init__(self, looks: Looks, changes: Changes) -> None:
        self._looks = looks
        self._changes = changes
        self._after_blank = True
        self.found: list[Stretch] = []
        self.cuts: list[tuple[str, int]] = []

    def walk(self, element: etree._Element, hidden: Unseen | None) -> None:
        unseen = hidden or self._looks.unseen(element)
        self._take(element, "text", unseen)
        for child in element:
            if is_element(child):
                self._child(child, hidden)
            self._take(child, "tail", unseen)

    def _child(self, child: etree._Element, hidden: Unseen | None) -> None:
        tag = str(child.tag)
        if tag in MARKS:
            self._mark(child, hidden)
        elif tag in APART or space(child) in APART_SPACES:
            return
        elif space(child) == NAMESPACES["text"] and local(child).startswith("change"):
            self._note_change(child)
        elif is_inline(child):
            self.walk(child, hidden or (Unseen.HIDDEN if hides_its_text(child) else None))
        elif len(child) or child.text:
            # A program skips an element that it does not know; a reader never sees what is in it.
            self.walk(child, Unseen.HIDDEN)

    def _note_change(self, mark: etree._Element) -> None:
        name, kind = value(mark, "text:change-id"), local(mark)
        if kind == "change":
            self.cuts.append((name, len(self.found)))
        elif kind == "change-start":
            self._changes.open.add(name)
        elif kind == "change-end":
            self._changes.open.discard(name)

    def _mark(self, mark: etree._Element, hidden: Unseen | None) -> None:
        text = MARKS[str(mark.tag)]
        if text == " ":
            given = value(mark, "text:c")
            text = " " * (min(int(given), MOST_BLANKS) if given.isdigit() and len(given) < 9 else 1)
        parent = mark.getparent()
        unseen = hidden or (self._looks.unseen(parent) if parent is not None else None)
        self._after_blank = False
        if text:
            self._add(Piece(text, _mark_writer(mark)), mark, None, unseen)

    def _take(self, element: etree._Element, slot: Slot, unseen: Unseen | None) -> None:
        text = element.text if slot == "text" else element.tail
        if not text:
            return
        plain = BLANKS.sub(" ", text)
        if self._after_blank and plain[:1] == " ":
            plain = plain[1:]
        if not plain:
            return
        self._after_blank = plain[-1] == " "
        self._add(Piece(plain, slot_writer(element, slot)), element, slot, unseen)

    def _add(self, piece: Piece, element: etree._Element, slot: Slot | None, unseen: Unseen | None) -> None:
        inserted, deleted = self._changes.standing() if self._changes.open else (False, False)
        standing = Standing.DELETED if deleted else Standing.UNSEEN if unseen else Standing.SHOWN
        self.found.append(Stretch(piece, standing, element, slot, inserted, unseen))


def is_inline(element: etree._Element) -> bool:
    """Whether what this element holds is text of the paragraph that it stands in."""
    name, uri = local(element), space(element)
    if uri == NAMESPACES["text"]:
        return name in WRAPPERS or name in FIELDS
    return (uri == NAMESPACES["loext"] and name in WRAPPERS | FIELDS) or (
        uri == NAMESPACES["presentation"] and name in {"header", "footer", "date-time"}
    )


def hides_its_text(element: etree._Element) -> bool:
    """Whether a field is told not to show what it holds."""
    if local(element) == "hidden-text":
        return value(element, "text:is-hidden") != "false"
    return value(element, "text:display") == "none"


def shown(found: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The part of a paragraph that its reader sees."""
    return tuple(one for one in found if one.standing is Standing.SHOWN)


def groups(found: Sequence[Stretch], standing: Standing) -> Iterator[tuple[Stretch, ...]]:
    """Neighbouring stretches of one standing, a group at a time."""
    group: list[Stretch] = []
    for one in found:
        if one.standing is standing:
            group.append(one)
        elif group:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def with_whole_words(text: str, *, ahead: str, after: str) -> str:
    """Deleted text with the rest of the words that it was part of, as the paragraph read before the change."""
    if not text.strip():
        return text
    start = "" if text[:1].isspace() or ahead[-1:].isspace() else ahead.rpartition(" ")[2]
    finish = "" if text[-1:].isspace() or after[:1].isspace() else after.partition(" ")[0]
    return start + text + finish


def legal(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return "".join(
        one
        for one in text
        if one in "\t\n\r" or (one >= " " and not "\ud800" <= one <= "\udfff" and one not in "\ufffe\uffff")
    )


def slot_writer(element: etree._Element, slot: Slot) -> Callable[[str], None]:
    """How to write another text where this one stands: inside an element, or behind it."""

    def put(text: str) -> None:
        if slot == "text":
            element.text = legal(text)
        else:
            element.tail = legal(text)

    return put


def _mark_writer(mark: etree._Element) -> Callable[[str], None]:
    def put(text: str) -> None:
        # The mark stays in the tree as a plain span, because the text behind it belongs to it.
        mark.tag = q("text:span")
        mark.attrib.clear()
        mark.text = legal(text)

    return put
