"""Which Word files are made to do harm, or too broken to be read? Each is refused in one sentence."""

# ruff: noqa: E501 - a stretch of XML is easier to read in one piece

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

from tests.core.papers.builders import (
    DOCUMENT,
    R,
    W,
    members_of,
    plain_docx,
    swapped,
    with_member,
    zipped,
)
from tests.corpus.canary import Hostile

MEGABYTE = 1024 * 1024
ENTRY, HEAD, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_document(xml: str) -> bytes:
    """A Word file whose document is this XML."""
    return zipped({**members_of(plain_docx()), DOCUMENT: xml.encode()})


def flat_bomb() -> bytes:
    """Forty megabytes of nothing in a few kilobytes."""
    return with_member(plain_docx(), "word/media/image1.png", bytes(40 * MEGABYTE), content_type="image/png")


def text_bomb() -> bytes:
    """A document of one word that is a hundred megabytes long."""
    paragraph = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{"a" * 100 * MEGABYTE}</w:t></w:r></w:p></w:body></w:document>'
    return with_document(paragraph)


def overlapping() -> bytes:
    """A zip file whose list names the same bytes a thousand times, each time as another member."""
    content = zlib.compressobj(9, wbits=-15)
    packed = content.compress(bytes(4 * MEGABYTE)) + content.flush()
    checked = zlib.crc32(bytes(4 * MEGABYTE))
    plain = plain_docx()
    start = plain.rfind(END)
    at = struct.unpack("<I", plain[start + 16 : start + 20])[0]
    kernel = (
        HEAD + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, checked, len(packed), 4 * MEGABYTE, 1, 0) + b"x" + packed
    )
    rows = plain[at:start]
    count = struct.unpack("<H", plain[start + 10 : start + 12])[0]
    for number in range(1_000):
        name = f"word/x{number}.xml".encode()
        sizes = struct.pack("<HHHHHHIII", 20, 20, 0, 8, 0, 33, checked, len(packed), 4 * MEGABYTE)
        rows += ENTRY + sizes + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, at) + name
    total = count + 1_000
    tail = END + struct.pack("<HHHHIIH", 0, 0, total, total, len(rows), at + len(kernel), 0)
    return plain[:at] + kernel + rows + tail


def crowded() -> bytes:
    """Thousands of members."""
    return zipped({**members_of(plain_docx()), **{f"word/x{number}.xml": b"<x/>" for number in range(4_100)}})


def entities() -> bytes:
    """Entities that stand for entities, a billion times over."""
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE w:document [<!ENTITY e0 "ha">{steps}]>'
    return with_document(
        f'{head}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>'
    )


def outside_entity() -> bytes:
    """An entity that stands for a file of the machine that reads it."""
    head = '<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    return with_document(
        f'{head}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>'
    )


def outside_type() -> bytes:
    """A document type that lies on another machine."""
    head = '<!DOCTYPE w:document SYSTEM "http://example.org/word.dtd">'
    return with_document(f'{head}<w:document xmlns:w="{W}"><w:body/></w:document>')


def deep() -> bytes:
    """Elements inside elements, a hundred thousand deep."""
    return with_document(
        f'<w:document xmlns:w="{W}"><w:body>' + "<w:tbl>" * 100_000 + "</w:tbl>" * 100_000 + "</w:body></w:document>"
    )


def traversing(name: str) -> bytes:
    """A member whose name leads out of the file."""
    return with_member(plain_docx(), name, "<x/>", content_type="application/xml")


def linked_away() -> bytes:
    """A member that is a link to a file of the machine that reads it."""
    written = io.BytesIO(plain_docx())
    with zipfile.ZipFile(written, "a") as archive:
        entry = zipfile.ZipInfo("word/link.xml")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, "/etc/hostname")
    return written.getvalue()


def doubled() -> bytes:
    """Two documents under one name, so that two programs may read different ones."""
    written = io.BytesIO(plain_docx())
    with zipfile.ZipFile(written, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(DOCUMENT, "<w/>")
    return written.getvalue()


def locked() -> bytes:
    """Members that say that they are encrypted."""
    data = bytearray(plain_docx())
    for sign, offset in ((ENTRY, 8), (HEAD, 6)):
        place = data.find(sign)
        while place != -1:
            data[place + offset] |= 1
            place = data.find(sign, place + 4)
    return bytes(data)


def locked_in_a_container() -> bytes:
    """The container into which Word puts a file that has a password."""
    return OLD_OFFICE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2_000)


def two_names() -> bytes:
    """A member that is called one thing in the list and another where it lies."""
    data = bytearray(plain_docx())
    place = data.find(b"word/document.xml")
    data[place : place + 4] = b"evil"
    return bytes(data)


def lying_size() -> bytes:
    """A list that says that a member is much smaller than it is."""
    data = bytearray(plain_docx())
    place = data.rfind(b"word/document.xml") - 46
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(data)


def lying_large_sizes() -> bytes:
    """A field that says that a member has exabytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members_of(plain_docx()).items():
            archive.writestr(zipfile.ZipInfo(name), content)
    data = bytearray(written.getvalue())
    place = data.rfind(b"word/document.xml") - 46
    data[place + 20 : place + 28] = b"\xff" * 8
    data[place + 30 : place + 32] = struct.pack("<H", 20)
    end = place + 46 + len(b"word/document.xml")
    return bytes(data[:end]) + struct.pack("<HHQQ", 1, 16, 1 << 60, 1 << 60) + bytes(data[end:])


def without(name: str) -> bytes:
    """The file without one of its members."""
    return zipped({member: content for member, content in members_of(plain_docx()).items() if member != name})


def wrong_types() -> bytes:
    """A file whose document is said to be a spreadsheet's."""
    return swapped(plain_docx(), "_rels/.rels", f"{R}/officeDocument", f"{R}/spreadsheet")


def many_attributes() -> bytes:
    """An element with a million attributes."""
    said = " ".join(f'a{number}="1"' for number in range(1_000_000))
    return with_document(f'<w:document xmlns:w="{W}"><w:body><w:p {said}/></w:body></w:document>')


CUT: Final = {"a-tenth": 0.1, "a-half": 0.5, "nine-tenths": 0.9, "all-but-a-little": 0.995}
BUILDERS: Final[dict[str, Callable[[], bytes]]] = {
    "flat-bomb": flat_bomb,
    "word-of-a-hundred-megabytes": text_bomb,
    "members-that-overlap": overlapping,
    "thousands-of-members": crowded,
    "entities-inside-entities": entities,
    "entity-from-a-file": outside_entity,
    "document-type-from-elsewhere": outside_type,
    "elements-without-end": deep,
    "million-attributes": many_attributes,
    "member-above-the-folder": lambda: traversing("../../evil.xml"),
    "member-at-the-root": lambda: traversing("/etc/evil.xml"),
    "member-on-a-drive": lambda: traversing("C:\\evil.xml"),
    "member-that-is-a-link": linked_away,
    "two-documents-under-one-name": doubled,
    "password": locked,
    "password-in-a-container": locked_in_a_container,
    "two-names-for-one-member": two_names,
    "size-that-is-a-lie": lying_size,
    "large-size-that-is-a-lie": lying_large_sizes,
    "no-document": lambda: without(DOCUMENT),
    "no-types": lambda: without("[Content_Types].xml"),
    "no-relationships": lambda: without("_rels/.rels"),
    "wrong-types": wrong_types,
    "not-well-formed": lambda: with_document(f'<w:document xmlns:w="{W}"><w:body>'),
    "empty-document": lambda: with_document(""),
    "old-word": lambda: OLD_OFFICE + bytes(2_000),
    "nothing-but-zeros": lambda: bytes(2_000),
    "nothing-at-all": lambda: b"",
    **{f"cut-off-after-{name}": (lambda share=share: plain_docx()[: int(len(plain_docx()) * share)]) for name, share in CUT.items()},
}  # fmt: skip
WORD_HOSTILE: Final = tuple(Hostile(f"hostile-word-{name}.docx", build) for name, build in BUILDERS.items())
