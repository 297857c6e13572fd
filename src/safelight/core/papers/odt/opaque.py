"""Which members of an OpenDocument file can nobody turn into text, so that nobody can say what they give away?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.odt.kinds import DOCUMENTS, Inside, Kind, inside_of, is_xml, kind_of
from safelight.core.papers.odt.looks import PAGE_HEIGHT_POINTS, PAGE_POINTS
from safelight.core.papers.odt.members import font_names, is_drawing, is_text
from safelight.core.papers.odt.names import XLINK_HREF, inside, local, q, value
from safelight.core.papers.odt.package import Package, open_package
from safelight.core.papers.odt.styles import points, share
from safelight.core.papers.paper import Unreadable, UnreadablePaper
from safelight.core.papers.picture import UnreadablePicture, remarks_in

SHARE_OF_A_SCAN: Final = 0.45
REMOVE_OBJECT: Final = "Remove the embedded object, or let Safelight write the copy."
SAVE_AGAIN: Final = "Save the document again in its program as .odt, or remove what made it."


def unreadable_parts(package: Package) -> Iterator[Unreadable]:
    """Everything that had to be passed over, with what to do about it."""
    for member in sorted(package.members):
        kind = kind_of(package, member)
        if package.members[member].strip() and not is_xml(package, member, kind):
            yield from _member(package, member, kind)
    for member in sorted(package.members):
        if kind_of(package, member) in DOCUMENTS:
            yield from _scans(package, member)


def _member(package: Package, member: str, kind: Kind) -> Iterator[Unreadable]:
    data = package.members[member]
    if kind is Kind.PICTURE or (kind is Kind.REPLACEMENT and not _stands_for_what_is_read(package, member)):
        yield from _picture(data, member)
    elif kind is Kind.EMBEDDED:
        yield Unreadable(member, "another file is embedded here and cannot be read", REMOVE_OBJECT)
    elif kind is Kind.FONT and font_names(data) is None:
        yield Unreadable(member, "this font cannot be read", "Save the document without embedded fonts.")
    elif kind is Kind.VERSION and not _is_document(data, member):
        yield Unreadable(member, "this older version cannot be read", "Delete the older versions (File, Versions).")
    elif kind in {Kind.UNKNOWN, Kind.SCRIPT, Kind.RDF, Kind.SIGNATURE} and not is_text(data):
        yield Unreadable(member, "this kind of part is not known", SAVE_AGAIN)


def _stands_for_what_is_read(package: Package, member: str) -> bool:
    """Whether a replacement picture shows a chart or a formula whose own words are read."""
    folder = member.replace("ObjectReplacements/", "")
    return folder in package.objects and inside_of(package, folder) is not Inside.OTHER


def _is_document(data: bytes, member: str) -> bool:
    try:
        open_package(data, name=member)
    except UnreadablePaper:
        return False
    return True


def _picture(data: bytes, member: str) -> Iterator[Unreadable]:
    if is_drawing(data):
        yield Unreadable(
            member,
            "this drawing (a metafile) may hold words that cannot be read",
            "Save the drawing as a picture, or remove it.",
        )
        return
    try:
        remarks_in(data)
    except UnreadablePicture:
        yield Unreadable(member, "this picture cannot be opened", "Put the picture in again, or remove it.")


def _scans(package: Package, member: str) -> Iterator[Unreadable]:
    """Pictures so large that they may be scanned pages, and pictures behind a whole page."""
    for number, picture in enumerate(package.tree(member).iter(q("draw:image")), 1):
        if is_scan(picture) and (picture.get(XLINK_HREF) or len(picture)):
            yield Unreadable(
                f"{member}, picture {number}",
                "this picture is as large as a page, so it may be a scan with words in it",
                "Type the words out, or make the picture smaller if it holds no words.",
            )
    for picture in page_backgrounds(package.tree(member)):
        yield Unreadable(
            f"{member}, {local(picture)}",
            "a picture lies behind the whole page and may hold words that cannot be read",
            "Remove the picture from the page's background.",
        )


def is_scan(picture: etree._Element) -> bool:
    """Whether a picture takes up so much of the page that it may be a scanned page."""
    frame = inside(picture, "draw:frame")
    if frame is None:
        return False
    wide = points(value(frame, "svg:width")) or PAGE_POINTS * (share(value(frame, "style:rel-width")) or 0)
    high = points(value(frame, "svg:height")) or PAGE_HEIGHT_POINTS * (share(value(frame, "style:rel-height")) or 0)
    return wide * high > SHARE_OF_A_SCAN * PAGE_POINTS * PAGE_HEIGHT_POINTS


def page_backgrounds(root: etree._Element) -> list[etree._Element]:
    """Pictures that are the background of whole pages."""
    return [
        picture
        for layout in root.iter(q("style:page-layout"))
        for picture in layout.iter(q("style:background-image"))
        if len(picture) or picture.get(XLINK_HREF)
    ]
