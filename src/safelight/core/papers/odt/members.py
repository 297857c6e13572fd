"""What do members say that are not XML of the document: pictures, fonts, old versions, macros, and all their names?"""

from __future__ import annotations

import posixpath
import re
import struct
from collections.abc import Iterator
from typing import Final

from safelight.core.papers.odt.kinds import Kind
from safelight.core.papers.odt.package import TEXT, Package, open_package
from safelight.core.papers.paper import Part, UnreadablePaper
from safelight.core.papers.picture import remarks_quietly
from safelight.core.papers.spot import Piece, Spot, spot

USUAL_LEAF: Final = re.compile(
    r"(?:mimetype|content|styles|meta|settings|manifest|thumbnail|current|versionlist|layout-cache|script-l[bc]|"
    r"dialog-l[bc]|"
    r"documentsignatures|macrosignatures|object|image|picture|version|module|standard|font|graphic|img|media|"
    r"(?:tableprevi)?[0-9a-f]{8,64}|)[ _-]?\d{0,10}\.?(?:xml|rdf|png|jpe?g|gif|bmp|tiff?|svg|svm|emf|wmf|pdf|ttf|otf|"
    r"odttf|"
    r"eot|woff2?|xba|xdl|xlb|bin|)",
    re.IGNORECASE,
)
USUAL_FOLDERS: Final = re.compile(
    r"(?:META-INF|Pictures|media|Thumbnails|ObjectReplacements|Configurations2|Versions|Basic|Standard|Dialogs|Scripts|"
    r"Fonts|Object \d+|accelerator|images|Bitmaps|toolbar|toolpanel|popupmenu|progressbar|menubar|statusbar|floater|"
    r"python|java|javascript|beanshell|Obj\w{0,3}\d+)"
)
TEXTS: Final = frozenset({Kind.SCRIPT, Kind.CONFIGURATION, Kind.UNKNOWN, Kind.RDF, Kind.SIGNATURE, Kind.MIMETYPE})
MOST_SEARCHED: Final = 1024 * 1024
LONGEST_WORDS: Final = 200_000
NARROW: Final = re.compile(rb"[\x20-\x7e]{4,}")
WIDE: Final = re.compile(rb"(?:[\x20-\x7e]\x00){3,}")
WIDE_TURNED: Final = re.compile(rb"(?:\x00[\x20-\x7e]){3,}")


def foreign_spots(package: Package, member: str, kind: Kind) -> Iterator[Spot]:
    """What can be read out of a member that is not XML. None of it can be written back: the member goes."""
    data = package.members[member]
    if kind is Kind.MIMETYPE:
        said = data.decode("utf-8", "replace")
        if said.strip() != TEXT:
            yield _said(said, member, Part.METADATA)
    elif kind is Kind.VERSION:
        yield from _version(data, member)
    elif kind in {Kind.PICTURE, Kind.THUMBNAIL, Kind.REPLACEMENT} and not is_drawing(data):
        for remark in remarks_quietly(data):
            yield _said(remark, f"{member}, remark", Part.METADATA)
    elif kind is Kind.FONT:
        for name in font_names(data) or ():
            yield _said(name, f"{member}, name of the font", Part.METADATA)
    elif kind in TEXTS and is_text(data):
        part = Part.SCRIPT if kind is Kind.SCRIPT else Part.ATTACHMENT
        yield _said(data.decode("utf-8"), member, part)
    elif data.strip():
        yield _said(loose_words(data), member, Part.ATTACHMENT)


def name_spots(package: Package, member: str, kind: Kind) -> Iterator[Spot]:
    """The name of a member, where it is not one that programs give, and what the manifest says its type is."""
    *folders, leaf = member.split("/")
    usual = all(USUAL_FOLDERS.fullmatch(one) for one in folders) and USUAL_LEAF.fullmatch(leaf)
    if not usual:
        yield _said(member, f"{member}, file name", Part.NAME)
    said = package.listed.get(member, "")
    if (
        said
        and not re.fullmatch(r"(?:text|image|font|application)/[a-z0-9.+-]{0,60}", said)
        and kind is not Kind.SCRIPT
    ):
        yield _said(said, f"META-INF/manifest.xml, {posixpath.basename(member)}", Part.METADATA)


def is_text(data: bytes) -> bool:
    """Whether bytes are plain text, so that all of what they say can be read."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\0" not in text


def is_drawing(data: bytes) -> bool:
    """Whether a picture is a list of drawing instructions, which may write words."""
    return data.startswith((b"VCLMTF", b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"%!PS", b"%PDF"))


def loose_words(data: bytes) -> str:
    """The stretches of letters in binary data, in the ways in which programs write them."""
    part = data[:MOST_SEARCHED]
    found = [one.decode("ascii") for one in NARROW.findall(part)]
    found += [one.decode("utf-16-le") for one in WIDE.findall(part)]
    found += [one.decode("utf-16-be") for one in WIDE_TURNED.findall(part)]
    return " ".join(found)[:LONGEST_WORDS]


def font_names(data: bytes) -> tuple[str, ...] | None:
    """What a font's own table of names says; None where the font cannot be read."""
    try:
        return tuple(dict.fromkeys(_font_names(data)))
    except (struct.error, IndexError, UnicodeDecodeError):
        return None


def _font_names(data: bytes) -> Iterator[str]:
    if data[:4] not in {b"\0\1\0\0", b"OTTO", b"true"}:
        raise IndexError("not a font with a directory of tables")
    for table in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, start, _ = struct.unpack_from(">4sIII", data, 12 + 16 * table)
        if tag == b"name":
            _, count, texts = struct.unpack_from(">HHH", data, start)
            for row in range(min(count, 500)):
                platform, _, _, _, length, place = struct.unpack_from(">HHHHHH", data, start + 6 + 12 * row)
                raw = data[start + texts + place : start + texts + place + length]
                yield raw.decode("latin-1" if platform == 1 else "utf-16-be")


def _version(data: bytes, member: str) -> Iterator[Spot]:
    """An older version of the document, kept whole inside the newer one."""
    from safelight.core.papers.odt.places import spots_of

    try:
        package = open_package(data, name=member)
    except UnreadablePaper:
        yield _said(loose_words(data), member, Part.ATTACHMENT)
        return
    package.members = {one: held for one, held in package.members.items() if not one.startswith("Versions/")}
    for one in spots_of(package):
        yield _said(one.passage.text, f"{member}, {one.passage.where}", Part.ATTACHMENT)


def _said(text: str, where: str, part: Part) -> Spot:
    return spot((Piece(text, lambda _text: None),), where=where, part=part, visible=False)
