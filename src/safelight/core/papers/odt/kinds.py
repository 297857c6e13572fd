"""What is each member of an OpenDocument file for? By its name, its folder and what the manifest says of it."""

from __future__ import annotations

import posixpath
from enum import StrEnum
from typing import Final

from safelight.core.papers.odt.names import q
from safelight.core.papers.odt.package import Package


class Kind(StrEnum):
    """What a member of an OpenDocument file is for. The order is the order of reading."""

    CONTENT = "content"
    STYLES = "styles"
    META = "meta"
    SETTINGS = "settings"
    PICTURE = "picture"
    REPLACEMENT = "replacement"
    MANIFEST = "manifest"
    RDF = "rdf"
    THUMBNAIL = "thumbnail"
    CONFIGURATION = "configuration"
    SIGNATURE = "signature"
    VERSION_LIST = "version-list"
    VERSION = "version"
    SCRIPT = "script"
    FONT = "font"
    LAYOUT_CACHE = "layout-cache"
    MIMETYPE = "mimetype"
    EMBEDDED = "embedded"
    UNKNOWN = "unknown"


class Inside(StrEnum):
    """What an embedded document is."""

    FORMULA = "formula"
    CHART = "chart"
    OTHER = "document"


LEAVES: Final = {
    "content.xml": Kind.CONTENT,
    "styles.xml": Kind.STYLES,
    "meta.xml": Kind.META,
    "settings.xml": Kind.SETTINGS,
    "manifest.rdf": Kind.RDF,
    "mimetype": Kind.MIMETYPE,
    "versionlist.xml": Kind.VERSION_LIST,
    "layout-cache": Kind.LAYOUT_CACHE,
    "meta-inf/manifest.xml": Kind.MANIFEST,
}
FOLDERS: Final = (
    ("pictures/", Kind.PICTURE),
    ("media/", Kind.PICTURE),
    ("objectreplacements/", Kind.REPLACEMENT),
    ("thumbnails/", Kind.THUMBNAIL),
    ("configurations2/", Kind.CONFIGURATION),
    ("versions/", Kind.VERSION),
    ("basic/", Kind.SCRIPT),
    ("dialogs/", Kind.SCRIPT),
    ("scripts/", Kind.SCRIPT),
    ("fonts/", Kind.FONT),
    ("object", Kind.EMBEDDED),
)
PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".emf", ".wmf", ".svm", ".webp")
DOCUMENTS: Final = frozenset({Kind.CONTENT, Kind.STYLES})


def kind_of(package: Package, member: str) -> Kind:
    """What a member is for. A member of an embedded document counts as it would in a document of its own."""
    folder = package.folder_of(member)
    bare = (member[len(folder) + 1 :] if folder else member).casefold()
    if bare in LEAVES:
        return LEAVES[bare]
    if bare.startswith("meta-inf/") and "signature" in bare:
        return Kind.SIGNATURE
    if bare.endswith(".rdf"):
        return Kind.RDF
    for start, kind in FOLDERS:
        if bare.startswith(start) and kind is not Kind.EMBEDDED:
            return kind
    if not folder and bare.startswith("object") and "/" not in bare:
        return Kind.EMBEDDED
    if bare.endswith(PICTURES) or package.listed.get(member, "").startswith("image/"):
        return Kind.PICTURE
    return Kind.UNKNOWN


def inside_of(package: Package, folder: str) -> Inside:
    """What the document embedded under this folder is."""
    root = package.tree(f"{folder}/content.xml")
    if root.tag == q("math:math"):
        return Inside.FORMULA
    body = root.find(q("office:body"))
    if body is not None and len(body) == 1 and body[0].tag == q("office:chart"):
        return Inside.CHART
    return Inside.OTHER


def is_xml(package: Package, member: str, kind: Kind) -> bool:
    """Whether a member is read as XML."""
    data = package.members[member]
    if kind in {Kind.MIMETYPE, Kind.FONT, Kind.LAYOUT_CACHE} or not data.strip():
        return False
    if kind in {Kind.CONTENT, Kind.STYLES, Kind.META, Kind.SETTINGS, Kind.MANIFEST, Kind.VERSION_LIST}:
        return True
    if not package.may_be_parsed(member):
        return False
    named = posixpath.splitext(member)[1].casefold() in {".xml", ".rdf", ".svg", ".xlb", ".xdl", ".xcu", ".xba"}
    return named or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<office:", b"<rdf:", b"<svg"))
