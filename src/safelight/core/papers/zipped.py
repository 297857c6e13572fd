"""Is this zip file safe to open, and the XML inside it? What Word and OpenDocument files are both wrapped in."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from safelight.core.papers.paper import UnreadablePaper

MOST_MEMBERS: Final = 4_000
MOST_BYTES: Final = 400 * 1024 * 1024
MOST_XML_BYTES: Final = 120 * 1024 * 1024
MOST_RATIO: Final = 200
RATIO_MATTERS_FROM: Final = 8 * 1024 * 1024
SIZE_AFTER: Final = 8
"""The flag of a member whose size and checksum stand after its content."""
LARGE: Final = 8 * 1024 * 1024
QUICK: Final = 3
"""How hard a large member is pressed together: a tenth larger than usual, in less than half the time."""
LEADS_OUT: Final = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f]")
A_LINK: Final = 0xA
"""How the mode of a symbolic link begins, in the attributes that Unix writes into a zip file."""
MOST_REMARK: Final = 20_000
END_OF_ZIP: Final = b"PK\x05\x06"
END_LENGTH, LOCAL_HEAD, EXTRA_HEAD, DESCRIPTOR = 22, 30, 4, 24
ORDINARY_EXTRAS: Final = {0x0001, 0x000A, 0x000D, 0x5455, 0x5855, 0x7855, 0x7875, 0xCAFE}
"""Sizes beyond four gigabytes, dates and owners: what zip programs write into the extra fields of members."""
WORDS: Final = re.compile(r"[^\W_][\w .,'@-]{2,}")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The members of a zip file by name, and what the wrapping itself says beside them."""

    members: dict[str, bytes]
    remark: str


def unpack(untrusted_data: bytes, *, name: str) -> Unpacked:
    """Take a zip file apart, within limits on the number, the size and the compression of its members.

    Raises:
        UnreadablePaper: when it is not a whole zip file, is encrypted, or is made to exhaust whoever opens it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted_data)) as archive:
            return Unpacked(_unpack(archive, name=name), _remark(archive, untrusted_data))
    except UnreadablePaper:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as broken:
        raise UnreadablePaper(
            f"{name} is damaged or only partly there: open it in the program that made it and save it again."
        ) from broken


def pack(members: dict[str, bytes], *, first: Sequence[str], stored: Sequence[str] = ()) -> bytes:
    """Write members as a zip file with no dates, owners or comments: same members, same bytes.

    `first` are the members that the format wants at the front, `stored` those that may not be compressed.
    """
    order = [*(member for member in first if member in members), *sorted(set(members) - set(first))]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in order:
            entry = zipfile.ZipInfo(member, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if member in stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, members[member], compresslevel=QUICK if len(members[member]) > LARGE else None)
    return written.getvalue()


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


def _unpack(archive: zipfile.ZipFile, *, name: str) -> dict[str, bytes]:
    rows = [row for row in archive.infolist() if not row.is_dir()]
    _refuse_bombs(rows, name=name)
    members: dict[str, bytes] = {}
    seen: set[str] = set()
    for row in rows:
        if row.flag_bits & 1:
            raise UnreadablePaper(f"{name} is locked with a password: save a copy without one.")
        if LEADS_OUT.search(row.filename) or row.external_attr >> 28 == A_LINK:
            raise UnreadablePaper(
                f"{name} holds a member that leads out of the file ({_one_line(row.filename)}): ask who sent it."
            )
        if row.filename.casefold() in seen:
            raise UnreadablePaper(
                f"{name} holds {_one_line(row.filename)} twice: open it in Word, save it again and use the new copy."
            )
        seen.add(row.filename.casefold())
        with archive.open(row) as stream:
            members[row.filename] = stream.read(row.file_size + 1)
        if len(members[row.filename]) > row.file_size:
            raise UnreadablePaper(
                f"{name} lies about the size of {_one_line(row.filename)}: do not open it, ask who sent it."
            )
    return members


def _one_line(untrusted_name: str) -> str:
    return "".join(one if one.isprintable() else " " for one in untrusted_name)[:80]


def _remark(archive: zipfile.ZipFile, untrusted_data: bytes) -> str:
    """What the zip wrapping itself says beside its members: comments, fields of its own, and bytes between them."""
    remarks = [archive.comment, *(row.comment for row in archive.infolist())]
    said = [remark.decode("utf-8", "replace") for remark in remarks if remark]
    rows = sorted(archive.infolist(), key=lambda row: row.header_offset)
    if rows and rows[0].header_offset:
        said.append(f"({rows[0].header_offset} bytes before the zip file)")
        said.append(_letters(untrusted_data[: min(rows[0].header_offset, MOST_REMARK)]))
    for row, following in zip(rows, [*(row.header_offset for row in rows[1:]), archive.start_dir], strict=True):
        head = untrusted_data[row.header_offset : row.header_offset + LOCAL_HEAD]
        named, more = struct.unpack("<26xHH", head) if len(head) == LOCAL_HEAD else (0, 0)
        start = row.header_offset + LOCAL_HEAD + named
        said += _extra(row.extra) + _extra(untrusted_data[start : start + more])
        end = start + more + row.compress_size
        if following - end > (DESCRIPTOR if row.flag_bits & SIZE_AFTER else 0):
            said += ["(bytes between the members of the zip file)", _letters(untrusted_data[end : end + MOST_REMARK])]
    after = untrusted_data.rfind(END_OF_ZIP) + END_LENGTH + len(archive.comment)
    if len(untrusted_data) > after:
        said += ["(bytes after the zip file)", _letters(untrusted_data[after : after + MOST_REMARK])]
    return " ".join(dict.fromkeys(one for one in said if one))


def _extra(field: bytes) -> list[str]:
    """Words in a member's extra field, apart from the dates and owners that every program writes there."""
    said: list[str] = []
    while len(field) >= EXTRA_HEAD:
        kind, length = struct.unpack("<HH", field[:EXTRA_HEAD])
        if kind not in ORDINARY_EXTRAS:
            said.append(_letters(field[EXTRA_HEAD : EXTRA_HEAD + length]))
        field = field[EXTRA_HEAD + length :]
    return said


def _letters(data: bytes) -> str:
    """What can be read in bytes that no program should have put there."""
    wide = data.decode("utf-16-le", "ignore") if data.count(0) > len(data) // 3 else ""
    return " ".join(WORDS.findall(f"{data.decode('utf-8', 'ignore')} {wide}"))


def _refuse_bombs(rows: list[zipfile.ZipInfo], *, name: str) -> None:
    size = sum(row.file_size for row in rows)
    packed = sum(row.compress_size for row in rows) or 1
    if len(rows) > MOST_MEMBERS or size > MOST_BYTES:
        raise UnreadablePaper(f"{name} is too large once unpacked: split the document and try again.")
    if size > RATIO_MATTERS_FROM and size / packed > MOST_RATIO:
        raise UnreadablePaper(
            f"{name} unpacks to far more than it should (a zip bomb): do not open it, ask who sent it."
        )
