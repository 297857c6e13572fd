"""What is in this zip file, and is it safe to open? A Word file's members, their types and their relationships."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from lxml import etree

from safelight.core.papers.docx.names import STRICT, q
from safelight.core.papers.paper import UnreadablePaper

MOST_MEMBERS: Final = 4_000
MOST_BYTES: Final = 400 * 1024 * 1024
MOST_XML_BYTES: Final = 120 * 1024 * 1024
MOST_RATIO: Final = 200
RATIO_MATTERS_FROM: Final = 8 * 1024 * 1024
DEEPEST_XML: Final = 200


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
            self._trees[member] = parse_xml(self.members[member], member=member, name=self.name)
        return self._trees[member]

    def relations(self, member: str = "") -> tuple[Relation, ...]:
        """The arrows from a part, or from the file as a whole. Targets are member names, or addresses if external."""
        source = relations_member(member)
        if source not in self.members:
            return ()
        return tuple(
            self._relation(row, base=posixpath.dirname(member)) for row in self.tree(source).iter(q("rel:Relationship"))
        )

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
                        f"{self.name} is saved as Strict Open XML, which is not read: save it as an ordinary .docx."
                    )
                return row.target
        raise UnreadablePaper(f"{self.name} is not a Word document: open it in Word and save it as .docx.")

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


def relations_member(member: str) -> str:
    """Where the arrows from a part are kept."""
    folder, leaf = posixpath.split(member)
    return posixpath.join(folder, "_rels", f"{leaf}.rels")


def parse_xml(untrusted_data: bytes, *, member: str, name: str) -> etree._Element:
    """Parse XML that a stranger wrote: no document type, no entities, no network, no endless nesting.

    Raises:
        UnreadablePaper: for anything else.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_pis=False
    )
    if len(untrusted_data) > MOST_XML_BYTES:
        raise UnreadablePaper(f"{name} holds a part that is too large ({member}): split the document and try again.")
    try:
        root = etree.fromstring(untrusted_data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as broken:
        raise UnreadablePaper(
            f"{name} is damaged ({member} is not well-formed): open it in Word, save it again and use the new copy."
        ) from broken
    if b"<!DOCTYPE" in untrusted_data or str(getattr(root.getroottree().docinfo, "doctype", "")):
        raise UnreadablePaper(
            f"{name} holds XML with a document type ({member}), which Word never writes: ask who sent it."
        )
    return root


def open_package(untrusted_data: bytes, *, name: str) -> Package:
    """Open a Word file within limits on the number, the size and the compression of its members.

    Raises:
        UnreadablePaper: when it is not a whole zip file, is encrypted, or is made to exhaust whoever opens it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted_data)) as archive:
            return Package(_unpack(archive, name=name), name=name, remark=_remark(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as broken:
        if isinstance(broken, UnreadablePaper):
            raise
        raise UnreadablePaper(
            f"{name} is damaged or only partly there: open it in Word, save it again and use the new copy."
        ) from broken


def _unpack(archive: zipfile.ZipFile, *, name: str) -> dict[str, bytes]:
    rows = [row for row in archive.infolist() if not row.is_dir()]
    _refuse_bombs(rows, name=name)
    members: dict[str, bytes] = {}
    seen: set[str] = set()
    for row in rows:
        if row.flag_bits & 1:
            raise UnreadablePaper(f"{name} is locked with a password: save a copy without one.")
        if row.filename.casefold() in seen:
            raise UnreadablePaper(
                f"{name} holds {row.filename} twice: open it in Word, save it again and use the new copy."
            )
        seen.add(row.filename.casefold())
        with archive.open(row) as stream:
            members[row.filename] = stream.read(row.file_size + 1)
        if len(members[row.filename]) > row.file_size:
            raise UnreadablePaper(f"{name} lies about the size of {row.filename}: do not open it, ask who sent it.")
    return members


def _remark(archive: zipfile.ZipFile) -> str:
    """What the zip wrapping itself says beside its members: comments, and whether something stands before the zip."""
    remarks = [archive.comment, *(row.comment for row in archive.infolist())]
    said = " ".join(remark.decode("utf-8", "replace") for remark in remarks if remark)
    before = min((row.header_offset for row in archive.infolist()), default=0)
    return f"{said} ({before} bytes before the zip file)".strip() if before else said


def _refuse_bombs(rows: list[zipfile.ZipInfo], *, name: str) -> None:
    size = sum(row.file_size for row in rows)
    packed = sum(row.compress_size for row in rows) or 1
    if len(rows) > MOST_MEMBERS or size > MOST_BYTES:
        raise UnreadablePaper(f"{name} is too large once unpacked: split the document and try again.")
    if size > RATIO_MATTERS_FROM and size / packed > MOST_RATIO:
        raise UnreadablePaper(
            f"{name} unpacks to far more than it should (a zip bomb): do not open it, ask who sent it."
        )


def save_package(members: dict[str, bytes]) -> bytes:
    """Write members as a zip file with no dates, owners or comments, types first: same members, same bytes."""
    order = sorted(members, key=lambda member: (member != "[Content_Types].xml", member != "_rels/.rels", member))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in order:
            entry = zipfile.ZipInfo(member, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, members[member])
    return written.getvalue()
