"""Take out of a part everything that its reader does not see, and leave what the reader does see as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lxml import etree

from safelight.core.papers.docx.changes import accept_changes
from safelight.core.papers.docx.fields import Field, fields_in, is_ordinary, point_elsewhere, targets, unlink
from safelight.core.papers.docx.flow import Standing
from safelight.core.papers.docx.looks import Looks
from safelight.core.papers.docx.names import child, inside, is_on, q, space, value
from safelight.core.papers.docx.story import read_story
from safelight.core.papers.letters import folded
from safelight.core.papers.tree import drop, is_element, unwrap

MACHINE_BOOKMARK: Final = re.compile(r"_(?:Toc|Ref|Hlk|Bookmark|PictureBullets)\d*|_GoBack")
OTHER_BOOKMARK: Final = re.compile(
    r"__(?:RefHeading|DdeLink|UnoMark|Fieldmark)_?\w*|_?(?:heading|bookmark)=(?:h|id|kix)\.\w+|(?:h|id|kix)\.\w+"
    r"|OLE_LINK\d+|_(?:ednref|ftnref|edn|ftn|msoanchor_|MailAutoSig|MailEndCompose|Int_|PID|CTV)\w*|_[0-9a-z]{10,13}"
    r"|(?:Text|Check|Dropdown)\d+|_?(?:top|start|end)|_top|bookmark\d+|_Toc\w*|_Ref\w*|_Hlk\w*"
)
"""What other programs, and other parts of Word, call the bookmarks that they set by themselves."""
DROPPED: Final = (
    "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference", "w:annotationRef", "w:permStart", "w:permEnd",
    "w:proofErr", "w:lastRenderedPageBreak", "w:printerSettings", "w:altChunk", "w:subDoc", "w:contentPart",
    "w:control", "w:dirty", "w:sdtPr", "w:sdtEndPr", "w:customXmlPr", "w:smartTagPr", "w:docPartObj",
    "w:specVanish", "w:webHidden",
)  # fmt: skip
UNWRAPPED: Final = ("w:sdt", "w:sdtContent", "w:smartTag", "w:customXml")
FINGERPRINTS: Final = {"paraId", "textId", "anchorId", "editId", "gfxdata", "spid", "userId", "docId"}
KNOWN_SPACES: Final = (
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/",
    "urn:schemas-microsoft-com:",
)
OLD_CHOICES: Final = {"wps", "wpg", "wpc", "wpi", "w14", "w15", "w16", "a14", "cx", "cx1", "c14", "am3d", "wp14"}


def strip_story(root: etree._Element, *, looks: Looks, untouched: Iterable[str]) -> None:
    """Clean one part that holds paragraphs. `untouched` are the field instructions that no edit has changed."""
    _drop_old_copies(root)
    accept_changes(root)
    drop_unseen(root, looks=looks)
    for element in list(root.iter(*(q(name) for name in DROPPED))):
        drop(element)
    for element in list(root.iter(*(q(name) for name in UNWRAPPED))):
        unwrap(element)
    _settle_fields(root, untouched=frozenset(untouched))
    strip_any(root)


def strip_any(root: etree._Element) -> None:
    """Clean what any part may hold: XML comments, foreign elements, the program's fingerprints on elements."""
    for element in list(root.iter()):
        if not is_element(element) or not space(element).startswith(KNOWN_SPACES):
            drop(element)
            continue
        for attribute in [str(name) for name in element.attrib]:
            bare = etree.QName(attribute).localname
            if bare.startswith("rsid") or bare in FINGERPRINTS:
                del element.attrib[attribute]
        if element.tail and element.tail.strip():
            element.tail = None


def drop_empty_runs(root: etree._Element) -> None:
    """Take out texts and runs that hold nothing any more."""
    for text in list(root.iter(q("w:t"))):
        if not text.text and len(text) == 0:
            drop(text)
    for run in list(root.iter(q("w:r"))):
        if all(element.tag == q("w:rPr") for element in run):
            drop(run)


def drop_unseen(root: etree._Element, *, looks: Looks) -> None:
    """Take out text that cannot be seen, and the paragraphs that consisted of nothing else."""
    for block in read_story(root, looks=looks).blocks:
        gone = [one for one in block.found if one.standing is Standing.UNSEEN]
        for one in gone:
            drop(one.element)
        if gone and len(gone) == len(block.found):
            _drop_if_spare(block.element)
    for mark in list(root.iter(q("w:vanish"))):
        drop(mark)
    for mark in list(root.iter(q("w:hidden"))):
        row, table = inside(mark, "w:tr"), inside(mark, "w:tbl")
        if row is not None and table is not None:
            drop(row)
            if table.find(q("w:tr")) is None:
                drop(table)


def _drop_if_spare(paragraph: etree._Element) -> None:
    parent = paragraph.getparent()
    holds_more = any(paragraph.iter(q("w:drawing"), q("w:pict"), q("w:object"), q("w:sectPr"), q("w:br")))
    if parent is None or holds_more:
        return
    if len(parent.findall(q("w:p"))) > 1 and not (parent.tag == q("w:tc") and paragraph.getnext() is None):
        drop(paragraph)


def _drop_old_copies(root: etree._Element) -> None:
    """Word keeps a drawing twice, for itself and for old programs; only the first is kept."""
    for both in list(root.iter(q("mc:AlternateContent"))):
        chosen, old = child(both, "mc:Choice"), child(both, "mc:Fallback")
        if chosen is not None and old is not None:
            drop(old if set(str(chosen.get("Requires", "")).split()) <= OLD_CHOICES else chosen)


def _settle_fields(root: etree._Element, *, untouched: frozenset[str]) -> None:
    names = {value(mark, "w:name") for mark in root.iter(q("w:bookmarkStart"))}
    kept: list[Field] = []
    for one in fields_in(root):
        if is_ordinary(one, bookmarks=names) and one.instruction in untouched:
            kept.append(one)
        else:
            unlink(one)
    links = [link for link in root.iter(q("w:hyperlink")) if value(link, "w:anchor")]
    wanted = {name for one in kept for name in targets(one)} | {value(link, "w:anchor") for link in links}
    renamed = _rename_bookmarks(root, wanted=wanted)
    for one in kept:
        point_elsewhere(one, renamed)
    for link in links:
        if value(link, "w:anchor") in renamed:
            link.set(q("w:anchor"), renamed[value(link, "w:anchor")])
        else:
            link.attrib.pop(q("w:anchor"))


def _rename_bookmarks(root: etree._Element, *, wanted: set[str]) -> dict[str, str]:
    """Keep the bookmarks that something points to, under names that say nothing; answer old name to new."""
    renamed: dict[str, str] = {}
    dropped: set[str] = set()
    taken = {value(mark, "w:name") for mark in root.iter(q("w:bookmarkStart"))}
    for mark in list(root.iter(q("w:bookmarkStart"))):
        name = value(mark, "w:name")
        if name not in wanted or name in renamed:
            dropped.add(value(mark, "w:id"))
            drop(mark)
            continue
        if not MACHINE_BOOKMARK.fullmatch(name):
            new = next(f"_Bookmark{n}" for n in range(1, len(taken) + 2) if f"_Bookmark{n}" not in taken)
            taken.add(new)
            mark.set(q("w:name"), new)
        renamed[name] = value(mark, "w:name")
    for mark in list(root.iter(q("w:bookmarkEnd"))):
        if value(mark, "w:id") in dropped:
            drop(mark)
    return renamed


def hidden_numbers(root: etree._Element) -> list[etree._Element]:
    """What the numbers of hidden list levels say."""
    levels = [level for level in root.iter(q("w:lvl")) if is_on(child(level, "w:rPr", "w:vanish"))]
    words = [text for text in (child(level, "w:lvlText") for level in levels) if text is not None]
    return [text for text in words if any(letter.isalpha() for letter in value(text))]


def bookmarks_in_use(root: etree._Element) -> set[str]:
    """The bookmarks that a link or a field of the same part points to."""
    links = {value(link, "w:anchor") for link in root.iter(q("w:hyperlink"))}
    return links | {name for one in fields_in(root) for name in targets(one)}


def own_bookmarks(root: etree._Element) -> list[etree._Element]:
    """Bookmarks that somebody named, apart from those that something points to or that repeat a paragraph."""
    own = [
        mark
        for mark in root.iter(q("w:bookmarkStart"))
        if not MACHINE_BOOKMARK.fullmatch(name := value(mark, "w:name")) and not OTHER_BOOKMARK.fullmatch(name)
    ]
    used = bookmarks_in_use(root) if own else set()
    own = [mark for mark in own if value(mark, "w:name") not in used]
    if not own:
        return []
    paragraphs = root.iter(q("w:p"))
    said = "\n".join(folded("".join(text.text or "" for text in one.iter(q("w:t")))) for one in paragraphs)
    return [mark for mark in own if folded(value(mark, "w:name")) not in said]
