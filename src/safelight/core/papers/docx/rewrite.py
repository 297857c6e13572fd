"""What is the copy of a Word file with the edits made and nothing hidden left in it?"""

from __future__ import annotations

import posixpath
from typing import Final

from lxml import etree

from safelight.core.papers.docx.drawings import strip_drawings
from safelight.core.papers.docx.fields import fields_in
from safelight.core.papers.docx.kinds import STORIES, kind_of
from safelight.core.papers.docx.looks import Looks
from safelight.core.papers.docx.names import local, q, value
from safelight.core.papers.docx.package import Package, open_package
from safelight.core.papers.docx.places import spots_of
from safelight.core.papers.docx.reach import has_facing_headers, idle_headers, idle_notes, notes_used
from safelight.core.papers.docx.rebuild import Rebuilt
from safelight.core.papers.docx.strip import hidden_numbers, strip_any, strip_story
from safelight.core.papers.docx.words import has_telling_id
from safelight.core.papers.paper import Edits, Part
from safelight.core.papers.spot import apply_edits, numbered
from safelight.core.papers.tree import drop

KEPT_SETTINGS: Final = {
    "zoom", "removeDateAndTime", "mirrorMargins", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter",
    "gutterAtTop", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone",
    "doNotHyphenateCaps", "evenAndOddHeaders", "bookFoldPrinting", "drawingGridHorizontalSpacing",
    "drawingGridVerticalSpacing", "characterSpacingControl", "footnotePr", "endnotePr", "compat", "mathPr",
    "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator", "displayBackgroundShape",
}  # fmt: skip
STYLE_IDS_IN: Final = (
    "w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link", "w:numStyleLink", "w:styleLink",
    "w:clickAndTypeStyle",
)  # fmt: skip


def rewrite_docx(untrusted_data: bytes, *, name: str, edits: Edits) -> bytes:
    """Write the clean copy.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    package = open_package(untrusted_data, name=name)
    return _Cleaning(package, edits=edits).save()


class _Cleaning:
    """One file being cleaned; holds what must be known of it before the first change is made."""

    def __init__(self, package: Package, *, edits: Edits) -> None:
        self._package = package
        self._main = package.main()
        stories = [member for member in package.members if kind_of(package, member) in STORIES]
        self._codes = {member: {one.instruction for one in fields_in(package.tree(member))} for member in stories}
        ids = [(style, value(style, "w:styleId")) for root in self._trees() for style in root.iter(q("w:style"))]
        spots = numbered(spots_of(package))
        changed = apply_edits(spots, edits=edits)
        self._settle_style_ids(ids)
        self._looks = Looks(package)
        self._edited = frozenset(_link_name(one.passage.where) for one in changed if one.passage.part is Part.LINK)
        self._facing = has_facing_headers(package)

    def save(self) -> bytes:
        return Rebuilt(self._package, strip=self._strip, edited=self._edited).save()

    def _strip(self, member: str, kind: str, root: etree._Element) -> None:
        if kind in {"officeDocument", "header", "footer", "footnotes", "endnotes"}:
            strip_story(root, looks=self._looks, untouched=self._codes.get(member, set()))
            strip_drawings(root)
        else:
            strip_any(root)
        match kind:
            case "officeDocument":
                _drop_unused_headers(root, facing=self._facing)
            case "footnotes" | "endnotes":
                # By now the document itself has been cleaned: what only deleted text referred to is unused.
                _drop_unused_notes(root, used=notes_used(self._package.tree(self._main)))
            case "settings":
                _strip_settings(root)
            case "styles":
                _strip_styles(root)
            case "numbering":
                _strip_numbers(root)
            case "fontTable":
                _drop_all(root, "w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic")
            case "chart" | "diagramData":
                _strip_chart(root)

    def _trees(self) -> list[etree._Element]:
        """Every part that may name a style."""
        members = sorted(member for member in self._package.members if member.endswith(".xml"))
        return [self._package.tree(member) for member in members if not member.startswith(("customXml/", "[Content"))]

    def _settle_style_ids(self, before: list[tuple[etree._Element, str]]) -> None:
        """Own styles get ids that say nothing; what refers to them follows. Their names stay, as edited."""
        renamed: dict[str, str] = {}
        for style, old in before:
            telling = value(style, "w:styleId") != old or has_telling_id(style)
            if telling and old not in renamed:
                taken = {*renamed.values(), *(known for _, known in before)}
                renamed[old] = next(f"Own{n}" for n in range(1, len(before) + 2) if f"Own{n}" not in taken)
            style.set(q("w:styleId"), renamed.get(old, old))
        for root in self._trees():
            for reference in root.iter(*(q(name) for name in STYLE_IDS_IN)):
                if value(reference) in renamed:
                    reference.set(q("w:val"), renamed[value(reference)])


def _drop_unused_headers(root: etree._Element, *, facing: bool) -> None:
    for reference in idle_headers(root, facing=facing):
        drop(reference)


def _drop_unused_notes(root: etree._Element, *, used: frozenset[tuple[str, str]]) -> None:
    for note in idle_notes(root, used=used):
        drop(note)


def _strip_numbers(root: etree._Element) -> None:
    for words in hidden_numbers(root):
        words.set(q("w:val"), "")
    _drop_all(root, "w:nsid", "w:tmpl", "w:name", "w:numPicBullet", "w:lvlPicBulletId")


def _strip_settings(root: etree._Element) -> None:
    for element in list(root):
        if local(element) not in KEPT_SETTINGS:
            drop(element)


def _strip_chart(root: etree._Element) -> None:
    for extra in list(root.iter(q("c:externalData"), "{*}extLst")):
        drop(extra)


def _strip_styles(root: etree._Element) -> None:
    _drop_all(root, "w:aliases", "w:rsid", "w:vanish", "w:specVanish")
    taken: set[str] = set()
    for name in [name for style in root.iter(q("w:style")) for name in style.iterchildren(q("w:name"))]:
        said, number = value(name), 2
        while value(name).casefold() in taken:
            name.set(q("w:val"), f"{said} {number}")
            number += 1
        taken.add(value(name).casefold())


def _drop_all(root: etree._Element, *names: str) -> None:
    for element in list(root.iter(*(q(name) for name in names))):
        drop(element)


def _link_name(where: str) -> str:
    """Which link a passage of a relationships member is: "word/document.xml#rId4"."""
    source, _, relation = where.rpartition(", ")
    folder, leaf = posixpath.split(source)
    return f"{posixpath.join(posixpath.dirname(folder), leaf.removesuffix('.rels'))}#{relation}"
