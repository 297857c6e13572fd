"""What is in an OpenDocument file? Its members, what its manifest says of them, and the documents embedded in it."""

from __future__ import annotations

import posixpath
import re
from typing import Final
from urllib.parse import unquote

from lxml import etree

from safelight.core.papers.odt.names import OASIS, q, value
from safelight.core.papers.paper import UnreadablePaper
from safelight.core.papers.zipped import pack, parse_xml, unpack

TYPES: Final = "application/vnd.oasis.opendocument."
TEXT: Final = TYPES + "text"
OTHERS: Final = {
    TYPES + "text-template": "a template: open it and save it as .odt",
    TYPES + "text-master": "a master document: export it as one .odt",
    TYPES + "text-web": "a web page: save it as .odt",
    TYPES + "spreadsheet": "a spreadsheet: put its words in an .odt",
    TYPES + "presentation": "a presentation: put its words in an .odt",
    TYPES + "graphics": "a drawing: put its words in an .odt",
}
DOCUMENT_LEAVES: Final = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
HARMLESS_TYPE: Final = re.compile(rb"<!DOCTYPE [^\[\]<>]{0,300}>")
USUAL_TYPE: Final = re.compile(
    rb'<!DOCTYPE [a-z]+:[a-z]+ PUBLIC "-//OpenOffice\.org//DTD [\w .]{1,40}//EN" "[a-zA-Z]{1,16}\.(?:dtd|mod)">'
)
MOST_REPEATED: Final = 4_000
MOST_REPEATED_IN_OBJECTS: Final = 2_000_000
REPEATS: Final = ("table:number-columns-repeated", "table:number-rows-repeated", "table:number-columns-spanned",
                  "table:number-rows-spanned", "text:c")  # fmt: skip


class Package:
    """The members of an OpenDocument file. Parsed trees are kept, so that what is edited is what is saved."""

    def __init__(self, members: dict[str, bytes], *, name: str, remark: str = "") -> None:
        self.name = name
        self.members = members
        self.remark = remark
        self.document_types: dict[str, str] = {}
        self._trees: dict[str, etree._Element] = {}
        self.listed = self._read_manifest()
        self.objects = frozenset(
            posixpath.dirname(member) for member in members if posixpath.basename(member) == "content.xml"
        ) - {""}

    def tree(self, member: str) -> etree._Element:
        """The parsed member.

        Raises:
            UnreadablePaper: when it is not well-formed XML, or XML that could do harm.
        """
        if member not in self._trees:
            data = self.members[member]
            found = HARMLESS_TYPE.search(data[:2_000])
            if found and member not in DOCUMENT_LEAVES:
                # Old programs put a document type that declares nothing into macros, formulas and manifests.
                if not USUAL_TYPE.fullmatch(found.group()):
                    self.document_types[member] = found.group().decode("utf-8", "replace")
                data = data[: found.start()] + data[found.end() :]
            self._trees[member] = parse_xml(data, member=member, name=self.name)
        return self._trees[member]

    def may_be_parsed(self, member: str) -> bool:
        """Whether a member is well-formed XML that can do no harm."""
        try:
            self.tree(member)
        except UnreadablePaper:
            return False
        return True

    def folder_of(self, member: str) -> str:
        """The embedded document that a member belongs to, such as "Object 1"; empty for the document itself."""
        for folder in sorted(self.objects, key=len, reverse=True):
            if member.startswith(folder + "/"):
                return folder
        return ""

    def target(self, href: str, *, member: str) -> str:
        """The member that an address in another member leads to; empty where it leads out of the file."""
        path = unquote(href.partition("#")[0])
        if not path or "://" in path or path.startswith("/"):
            return ""
        found = posixpath.normpath(posixpath.join(posixpath.dirname(member), path))
        leads_to_document = any(one.startswith(found + "/") for one in self.members)
        return found if found in self.members or leads_to_document else ""

    def _read_manifest(self) -> dict[str, str]:
        """What the manifest lists, by path.

        Raises:
            UnreadablePaper: when parts of the file are encrypted.
        """
        listed: dict[str, str] = {}
        if "META-INF/manifest.xml" not in self.members:
            return listed
        root = self.tree("META-INF/manifest.xml")
        if any(isinstance(one.tag, str) and "encrypt" in one.tag.rpartition("}")[2].casefold() for one in root.iter()):
            raise UnreadablePaper(f"{self.name} is locked with a password: save a copy without one.")
        for row in root.iter(q("manifest:file-entry")):
            listed[value(row, "manifest:full-path")] = value(row, "manifest:media-type")
        return listed


def open_package(untrusted_data: bytes, *, name: str) -> Package:
    """Open an OpenDocument Text file within the limits of `zipped`.

    Raises:
        UnreadablePaper: when it is not a whole zip file, is encrypted, is another kind of document, or is made to
            exhaust whoever opens it.
    """
    unpacked = unpack(untrusted_data, name=name)
    package = Package(unpacked.members, name=name, remark=unpacked.remark)
    _refuse_other_kinds(package)
    _refuse_absurd_counts(package)
    return package


def save_package(members: dict[str, bytes]) -> bytes:
    """Write members as an OpenDocument file, its type first and not compressed: same members, same bytes."""
    return pack(members, first=("mimetype",), stored=("mimetype",))


def _refuse_other_kinds(package: Package) -> None:
    said = package.members.get("mimetype")
    kind = package.listed.get("/", "") if said is None else said.decode("ascii", "replace").strip()
    if kind != TEXT or package.listed.get("/", TEXT) not in {TEXT, ""}:
        found = kind if kind != TEXT else package.listed["/"]
        advice = OTHERS.get(found, "not an OpenDocument text: save it as .odt")
        raise UnreadablePaper(f"{package.name} is {advice}.")
    if "content.xml" not in package.members:
        raise UnreadablePaper(f"{package.name} has no content in it: open it in its program and save it as .odt.")
    root = package.tree("content.xml")
    if root.tag != q("office:document-content") or root.find(f"{q('office:body')}/{q('office:text')}") is None:
        raise UnreadablePaper(f"{package.name} is not an OpenDocument text: save it as .odt.")
    if "styles.xml" in package.members and not str(package.tree("styles.xml").tag).startswith(f"{{{OASIS}"):
        raise UnreadablePaper(f"{package.name} is damaged (styles.xml holds something else): save it again as .odt.")


def _refuse_absurd_counts(package: Package) -> None:
    for member in package.members:
        if posixpath.basename(member) not in DOCUMENT_LEAVES[:2]:
            continue
        most = MOST_REPEATED_IN_OBJECTS if package.folder_of(member) else MOST_REPEATED
        for element in package.tree(member).iter(
            q("table:table-column"), q("table:table-row"), q("table:table-cell"), q("table:covered-table-cell"),
            q("text:s"),
        ):  # fmt: skip
            for name in REPEATS:
                given = value(element, name).strip()
                if given and not (len(given) < 9 and given.isdigit() and int(given) <= most):
                    raise UnreadablePaper(
                        f"{package.name} repeats something {given[:20]} times ({member}), which no page could hold: "
                        "ask who sent it."
                    )
