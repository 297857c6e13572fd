"""Which parts of a Word file can nobody turn into text, so that nobody can say what they give away?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.docx.drawings import SHARE_OF_A_SCAN, picture_extent
from safelight.core.papers.docx.kinds import STORIES, Kind, kind_of
from safelight.core.papers.docx.names import q, value
from safelight.core.papers.docx.package import Package
from safelight.core.papers.docx.places import IMPORTED_PAGES, is_xml
from safelight.core.papers.paper import Unreadable
from safelight.core.papers.picture import UnreadablePicture, remarks_in

OPAQUE: Final = {
    Kind.EMBEDDED: ("another file is embedded here and cannot be read", "Remove the embedded object."),
    Kind.MACRO: ("a macro cannot be read", "Save the document as .docx without macros."),
    Kind.CONTROL: ("a control with its own data cannot be read", "Remove the control."),
    Kind.IMPORTED: ("another document is imported here when Word opens the file", "Paste its text instead."),
    Kind.UNKNOWN: (
        "this kind of part is not known",
        "Save the document again in Word as .docx, or remove what made it.",
    ),
}
DRAWING_ENDINGS: Final = (".emf", ".wmf", ".emz", ".wmz")


def unreadable_parts(package: Package) -> Iterator[Unreadable]:
    """Everything that had to be passed over, with what to do about it."""
    for member in sorted(package.members):
        kind = kind_of(package, member)
        if kind in OPAQUE and not is_xml(package, member, kind) and not is_readable_import(member, kind):
            why, advice = OPAQUE[kind]
            yield Unreadable(member, why, advice)
        elif kind is Kind.PICTURE and not member.casefold().endswith(".svg"):
            yield from _picture(package, member)
    yield from _scans(package)


def is_readable_import(member: str, kind: Kind) -> bool:
    """Whether an imported document is of a kind whose text can be read."""
    return kind is Kind.IMPORTED and member.casefold().endswith(IMPORTED_PAGES)


def _picture(package: Package, member: str) -> Iterator[Unreadable]:
    if member.casefold().endswith(DRAWING_ENDINGS):
        yield Unreadable(
            member,
            "this drawing (a Windows metafile) may hold words that cannot be read",
            "Save the drawing as a picture, or remove it.",
        )
        return
    try:
        remarks_in(package.members[member])
    except UnreadablePicture:
        yield Unreadable(member, "this picture cannot be opened", "Put the picture in again, or remove it.")


def _scans(package: Package) -> Iterator[Unreadable]:
    """Pictures so large that they may be scanned pages."""
    for member in sorted(package.members):
        if kind_of(package, member) not in STORIES:
            continue
        for number, element in enumerate(package.tree(member).iter(q("a:blip"), q("v:imagedata")), 1):
            if picture_extent(element) > SHARE_OF_A_SCAN and _source(element):
                yield Unreadable(
                    f"{member}, picture {number}",
                    "this picture is as large as a page, so it may be a scan with words in it",
                    "Type the words out, or make the picture smaller if it holds no words.",
                )


def _source(element: etree._Element) -> str:
    return value(element, "r:embed") or value(element, "r:id") or value(element, "r:link")
