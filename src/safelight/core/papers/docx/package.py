"""What is in a Word file? Its members, their types and their relationships."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar, cast

from lxml import etree

from safelight.core.papers.docx.names import STRICT, q
from safelight.core.papers.docx.turned import may_turn, set_straight
from safelight.core.papers.paper import UnreadablePaper
from safelight.core.papers.zipped import pack, parse_xml, unpack

T = TypeVar("T")
STRICT_SPACE: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/([\w/-]+)")
STRICT_WORDS: Final = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
    b"coreProperties": b"core-properties",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """One arrow from a part: to another part, or out of the file if `external`. `kind` is the type's last word."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The members of a Word file. Parsed trees are kept, so that what is edited is what is saved."""

    def __init__(self, members: dict[str, bytes], *, name: str, remark: str = "") -> None:
        self.name = name
        self.members = members
        self.remark = remark
        self._trees: dict[str, etree._Element] = {}
        self._imported: frozenset[str] | None = None
        self._kept: dict[object, object] = {}
        self.turned: dict[str, tuple[str, ...]] = {}
        self._defaults, self._overrides = self._read_types()

    def content_type(self, member: str) -> str:
        """What the file says a member is; empty where it does not say."""
        return self._overrides.get(member) or self._defaults.get(posixpath.splitext(member)[1][1:].casefold(), "")

    def tree(self, member: str) -> etree._Element:
        """The parsed member.

        Raises:
            UnreadablePaper: when it is not well-formed XML, or XML that could do harm.
        """
        if member not in self._trees:
            data = _as_usual(self.members[member])
            root = self._trees[member] = parse_xml(data, member=member, name=self.name)
            if may_turn(data) and (said := set_straight(root)):
                self.turned[member] = said
        return self._trees[member]

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` makes of this file, made once: reading and looking for what hides ask the same questions."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast(T, self._kept[key])

    def relations(self, member: str = "") -> tuple[Relation, ...]:
        """The arrows from a part, or from the file as a whole. Targets are member names, or addresses if external."""
        return self.once(("relations", member), lambda: self._relations(member))

    def target(self, member: str, relation_id: str) -> Relation | None:
        """The arrow with this id from a part."""
        return next((row for row in self.relations(member) if row.id == relation_id), None)

    def imported(self) -> frozenset[str]:
        """Members that are whole documents of another kind, put in for Word to take over when the file is opened."""
        if self._imported is None:
            sources = [member for member in self.members if member.endswith(".rels")]
            owners = [
                posixpath.join(posixpath.dirname(source)[: -len("_rels")], posixpath.basename(source)[:-5])
                for source in sources
            ]
            rows = [
                row for owner in owners for row in self.relations(owner) if row.kind == "aFChunk" and not row.external
            ]
            self._imported = frozenset(row.target for row in rows)
        return self._imported

    def main(self) -> str:
        """The member that holds the document itself.

        Raises:
            UnreadablePaper: when there is none.
        """
        for row in self.relations():
            if row.kind == "officeDocument" and row.target in self.members:
                if STRICT in (self.tree(row.target).tag or ""):
                    raise UnreadablePaper(
                        f"{self.name} is saved as Strict Open XML in a way that is not read: save it as ordinary .docx."
                    )
                return row.target
        raise UnreadablePaper(f"{self.name} is not a Word document: open it in Word and save it as .docx.")

    def _relations(self, member: str) -> tuple[Relation, ...]:
        source = relations_member(member)
        if source not in self.members:
            return ()
        base = posixpath.dirname(member)
        return tuple(self._relation(row, base=base) for row in self.tree(source).iter(q("rel:Relationship")))

    def _relation(self, row: etree._Element, *, base: str) -> Relation:
        external = row.get("TargetMode", "").casefold() == "external"
        target = str(row.get("Target", ""))
        if not external:
            target = posixpath.normpath(posixpath.join("/", base, target.partition("#")[0])).lstrip("/")
        return Relation(str(row.get("Id", "")), str(row.get("Type", "")).rsplit("/", 1)[-1], target, external)

    def _read_types(self) -> tuple[dict[str, str], dict[str, str]]:
        if "[Content_Types].xml" not in self.members:
            raise UnreadablePaper(f"{self.name} is not a Word document: open it in Word and save it as .docx.")
        defaults: dict[str, str] = {}
        overrides: dict[str, str] = {}
        for row in self.tree("[Content_Types].xml"):
            if row.tag == q("ct:Default"):
                defaults[str(row.get("Extension", "")).casefold()] = str(row.get("ContentType", ""))
            elif row.tag == q("ct:Override"):
                overrides[str(row.get("PartName", "")).lstrip("/")] = str(row.get("ContentType", ""))
        return defaults, overrides


def _as_usual(untrusted_data: bytes) -> bytes:
    """XML with the namespaces of "Strict Open XML", which mean the same, written as other Word files write them."""
    if STRICT.encode() not in untrusted_data:
        return untrusted_data
    return STRICT_SPACE.sub(_usual_space, untrusted_data)


def _usual_space(found: re.Match[bytes]) -> bytes:
    family, rest = found.groups()
    words = b"/".join(STRICT_WORDS.get(word, word) for word in rest.split(b"/"))
    return b"http://schemas.openxmlformats.org/" + family + b"/2006/" + words


def relations_member(member: str) -> str:
    """Where the arrows from a part are kept."""
    folder, leaf = posixpath.split(member)
    return posixpath.join(folder, "_rels", f"{leaf}.rels")


def open_package(untrusted_data: bytes, *, name: str) -> Package:
    """Open a Word file within the limits of `zipped`.

    Raises:
        UnreadablePaper: when it is not a whole zip file, is encrypted, or is made to exhaust whoever opens it.
    """
    unpacked = unpack(untrusted_data, name=name)
    return Package(unpacked.members, name=name, remark=unpacked.remark)


def save_package(members: dict[str, bytes]) -> bytes:
    """Write members as a Word file, types first: same members, same bytes."""
    return pack(members, first=("[Content_Types].xml", "_rels/.rels"))
