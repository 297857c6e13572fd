"""Which parts, headers and notes of a Word file does no page ever show?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.docx.kinds import Kind, kind_of
from safelight.core.papers.docx.names import child, is_on, local, q, value
from safelight.core.papers.docx.package import Package
from safelight.core.papers.docx.story import words_in

PLACEHOLDER: Final = re.compile(
    r"(?:(?:click|tap)(?: or (?:click|tap))?(?: here)? to enter (?:text|a date)|click here to enter (?:text|a date)"
    r"|choose an item|choose a building block|click or tap to enter a date|\[?(?:title|subject|date|status)\]?)?\.?",
    re.IGNORECASE,
)
"""What Word writes into a content control that nobody has filled in."""


def reached_members(package: Package) -> frozenset[str]:
    """The members that the file leads to, step by step from its own relationships."""
    waiting = [""]
    reached: set[str] = set()
    while waiting:
        for row in package.relations(waiting.pop()):
            if not row.external and row.target in package.members and row.target not in reached:
                reached.add(row.target)
                waiting.append(row.target)
    return frozenset(reached)


def idle_headers(root: etree._Element, *, facing: bool) -> list[etree._Element]:
    """References to headers and footers that no page shows: first-page ones not asked for, even-page ones likewise."""
    found = []
    for section in root.iter(q("w:sectPr")):
        first_shown = is_on(child(section, "w:titlePg"))
        for reference in section.iter(q("w:headerReference"), q("w:footerReference")):
            kind = value(reference, "w:type")
            if (kind == "first" and not first_shown) or (kind == "even" and not facing):
                found.append(reference)
    return found


def idle_notes(root: etree._Element, *, used: frozenset[tuple[str, str]]) -> list[etree._Element]:
    """Footnotes and endnotes that nothing on a page refers to."""
    return [
        note
        for note in root.iter(q("w:footnote"), q("w:endnote"))
        if value(note, "w:type") in {"", "normal"} and (local(note), value(note, "w:id")) not in used
    ]


def notes_used(root: etree._Element) -> frozenset[tuple[str, str]]:
    """The footnotes and endnotes that the text refers to, as their kind and number."""
    marks = root.iter(q("w:footnoteReference"), q("w:endnoteReference"))
    return frozenset((local(mark).removesuffix("Reference"), value(mark, "w:id")) for mark in marks)


def has_facing_headers(package: Package) -> bool:
    """Whether even pages have headers of their own."""
    return any(
        is_on(child(package.tree(row.target), "w:evenAndOddHeaders"))
        for row in package.relations(package.main())
        if row.kind == "settings" and row.target in package.members
    )


def only_placeholders(package: Package, member: str) -> bool:
    """Whether the stored building blocks are nothing but the grey words in empty content controls."""
    root = package.tree(member)
    blocks = list(root.iter(q("w:docPart")))
    ordinary = all(
        value(next(block.iter(q("w:gallery")), None)) == "placeholder"
        and PLACEHOLDER.fullmatch(words_in(child(block, "w:docPartBody")).strip())
        for block in blocks
    )
    return root.tag == q("w:glossaryDocument") and ordinary


def idle_members(package: Package) -> frozenset[str]:
    """The headers and footers that no page shows."""
    return package.once("idle", lambda: frozenset(_idle_members(package)))


def _idle_members(package: Package) -> Iterator[str]:
    main = package.main()
    root = package.tree(main)
    idle = idle_headers(root, facing=has_facing_headers(package))
    references = list(root.iter(q("w:headerReference"), q("w:footerReference")))
    shown = {value(reference, "r:id") for reference in references if reference not in idle}
    rows = [row for row in package.relations(main) if row.kind in {"header", "footer"} and not row.external]
    seen = {row.target for row in rows if row.id in shown}
    yield from (row.target for row in rows if row.target in package.members and row.target not in seen)


def unused_headers(package: Package) -> Iterator[tuple[str, str]]:
    """Headers and footers with words that no page shows, as where and what."""
    for member in sorted(idle_members(package)):
        words = words_in(package.tree(member))
        # A page number in a footer that is not used says nothing.
        if any(letter.isalpha() for letter in words):
            yield member, words


def unused_notes(package: Package) -> Iterator[tuple[str, str]]:
    """Notes with words that nothing refers to, as where and what."""
    used = notes_used(package.tree(package.main()))
    for member in sorted(package.members):
        if kind_of(package, member) is Kind.NOTES:
            for note in idle_notes(package.tree(member), used=used):
                if any(letter.isalnum() for letter in words_in(note)):
                    yield member, words_in(note)
