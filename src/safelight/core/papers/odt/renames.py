"""What are things called in the copy? Names that say nothing for what is never shown, and styles under edited names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lxml import etree

from safelight.core.papers.odt.fields import INDEX_MARKS, POINTING
from safelight.core.papers.odt.names import NAMESPACES, XLINK_HREF, local, q, space, split_name, value
from safelight.core.papers.odt.words import REFERENCES
from safelight.core.papers.tree import attributes, drop, forget, is_element

DECLARED: Final = {
    "style", "list-style", "page-layout", "master-page", "number-style", "date-style", "time-style", "text-style",
    "currency-style", "percentage-style", "boolean-style", "gradient", "hatch", "fill-image", "opacity", "stroke-dash",
    "marker", "font-face", "linear-gradient", "radial-gradient", "table-template",
}  # fmt: skip
NAME_ATTRIBUTES: Final = (q("style:name"), q("draw:name"), q("table:name"))
MARKS: Final = ("bookmark", "bookmark-start", "bookmark-end", "reference-mark", "reference-mark-start",
                "reference-mark-end")  # fmt: skip
STOCK_SEQUENCES: Final = {"Illustration", "Table", "Text", "Drawing", "Figure"}
CALLED: Final = {
    "table": ("table:name", "Table"),
    "section": ("text:name", "Section"),
    "index-title": ("text:name", "IndexHead"),
    "table-of-content": ("text:name", "Index"),
    "alphabetical-index": ("text:name", "Index"),
    "illustration-index": ("text:name", "Index"),
    "table-index": ("text:name", "Index"),
    "object-index": ("text:name", "Index"),
    "user-index": ("text:name", "Index"),
    "bibliography": ("text:name", "Index"),
}


@dataclass(frozen=True, slots=True)
class StyleNames:
    """Where styles are declared and referred to, with the names that they had before any edit."""

    declared: tuple[tuple[etree._Element, str, str], ...]
    referring: tuple[tuple[etree._Element, str, str], ...]


def style_names(roots: Iterable[etree._Element]) -> StyleNames:
    """Note every style's name and every reference to one, before the first edit."""
    declared, referring = [], []
    for root in roots:
        for element in root.iter():
            if not is_element(element):
                continue
            for name, said in attributes(element):
                if name in NAME_ATTRIBUTES and local(element) in DECLARED:
                    declared.append((element, name, said))
                elif split_name(name)[1] in REFERENCES:
                    referring.append((element, name, said))
    return StyleNames(tuple(declared), tuple(referring))


def settle_style_names(before: StyleNames) -> None:
    """After the edits: names that differed still differ, and what refers to a style follows it."""
    taken = {old for element, name, old in before.declared if element.get(name) == old}
    renamed: dict[str, str] = {}
    for element, name, old in before.declared:
        new = str(element.get(name))
        if new == old:
            continue
        if old not in renamed:
            renamed[old] = next(one for one in _numbered(new) if one not in taken)
            taken.add(renamed[old])
        element.set(name, renamed[old])
    for element, name, old in before.referring:
        if any(one in renamed for one in old.split()) or element.get(name) != old:
            element.set(name, " ".join(renamed.get(one, one) for one in old.split()))


def _numbered(name: str) -> Iterable[str]:
    yield name
    yield from (f"{name}_{number}" for number in range(2, 10_000))


def rename_things(root: etree._Element) -> None:
    """Tables, sections, indexes, drawings, lists and notes get numbers in place of their names."""
    counts: dict[str, int] = {}
    lists: dict[str, str] = {}
    for element in root.iter():
        if not is_element(element):
            continue
        name, uri = local(element), space(element)
        if name in CALLED and uri in {NAMESPACES["text"], NAMESPACES["table"]}:
            attribute, word = CALLED[name]
            element.set(q(attribute), _next(counts, word))
        elif uri == NAMESPACES["draw"] and element.get(q("draw:name")) and name not in DECLARED | {"equation", "layer"}:
            element.set(q("draw:name"), _next(counts, "Drawing"))
        elif name == "note" and uri == NAMESPACES["text"]:
            element.set(q("text:id"), _next(counts, "ftn"))
        elif name == "list" and uri == NAMESPACES["text"]:
            # Every list is counted, so that a copy of the copy counts alike.
            lists[value(element, "xml:id")] = _next(counts, "list")
    _settle_lists(root, lists)


def _next(counts: dict[str, int], word: str) -> str:
    counts[word] = counts.get(word, 0) + 1
    return f"{word}{counts[word]}"


def _settle_lists(root: etree._Element, lists: dict[str, str]) -> None:
    wanted = {value(one, "text:continue-list") for one in root.iter(q("text:list"))}
    for element in root.iter():
        if not is_element(element):
            continue
        name = value(element, "xml:id")
        if name:
            forget(element, q("xml:id"))
            if name in wanted and name in lists:
                element.set(q("xml:id"), lists[name])
        continued = value(element, "text:continue-list")
        if continued and continued in lists:
            element.set(q("text:continue-list"), lists[continued])
        elif continued:
            forget(element, q("text:continue-list"))


def rename_marks(root: etree._Element) -> None:
    """Keep the marks that something points to, under names that say nothing; drop the others."""
    for name in INDEX_MARKS:
        for mark in list(root.iter(q(name))):
            drop(mark)
    pointing = [one for one in root.iter() if is_element(one) and local(one) in POINTING]
    links = [link for link in root.iter(q("text:a")) if str(link.get(XLINK_HREF, "")).startswith("#")]
    wanted = {value(one, "text:ref-name") for one in pointing} | {str(link.get(XLINK_HREF))[1:] for link in links}
    renamed: dict[str, str] = {}
    for mark in list(root.iter(*(q(f"text:{name}") for name in MARKS))):
        name = value(mark, "text:name")
        if name not in wanted:
            drop(mark)
            continue
        renamed.setdefault(name, f"_Ref{len(renamed) + 1}")
        mark.set(q("text:name"), renamed[name])
    for number, sequence in enumerate(root.iter(q("text:sequence")), 1):
        name = value(sequence, "text:ref-name")
        forget(sequence, q("text:ref-name"))
        if name and name in wanted:
            renamed[name] = f"ref{number}"
            sequence.set(q("text:ref-name"), renamed[name])
    notes = {value(note, "text:id") for note in root.iter(q("text:note"))}
    _point(pointing, links, renamed, notes)


def _point(
    pointing: list[etree._Element], links: list[etree._Element], renamed: dict[str, str], notes: set[str]
) -> None:
    for one in pointing:
        name = value(one, "text:ref-name")
        if name in renamed:
            one.set(q("text:ref-name"), renamed[name])
        elif name not in notes:
            unwrap_with_text(one)
    for link in links:
        name = str(link.get(XLINK_HREF))[1:]
        if name in renamed:
            link.set(XLINK_HREF, f"#{renamed[name]}")
        elif not name.endswith("|outline"):
            unwrap_with_text(link)


def rename_notes(root: etree._Element) -> None:
    """References to notes follow the notes' numbers."""
    numbers = {value(note, "text:id"): f"ftn{number}" for number, note in enumerate(root.iter(q("text:note")), 1)}
    for pointing in root.iter(q("text:note-ref")):
        pointing.set(q("text:ref-name"), numbers.get(value(pointing, "text:ref-name"), "ftn1"))


def rename_sequences(roots: Iterable[etree._Element]) -> None:
    """Own names for numbered captions become numbers, alike in every part."""
    renamed: dict[str, str] = {}
    for root in roots:
        for element in root.iter(q("text:sequence"), q("text:sequence-decl"), q("text:illustration-index-source"),
                                 q("text:table-index-source")):  # fmt: skip
            for attribute in (q("text:name"), q("text:caption-sequence-name")):
                name = str(element.get(attribute, ""))
                if name and name not in STOCK_SEQUENCES:
                    renamed.setdefault(name, f"Sequence{len(renamed) + 1}")
                    element.set(attribute, renamed[name])
            forget(element, q("text:formula"))


def unwrap_with_text(element: etree._Element) -> None:
    """Put what an element holds, its text included, in its place."""
    parent = element.getparent()
    if parent is None:
        return
    if element.text:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.text
        else:
            parent.text = (parent.text or "") + element.text
        element.text = None
    if not len(element):
        drop(element)
        return
    last = element[-1]
    last.tail = (last.tail or "") + (element.tail or "") or None
    element.tail = None
    place = parent.index(element)
    for offset, inner in enumerate(list(element)):
        parent.insert(place + offset, inner)
    parent.remove(element)
