"""A stranger's file can only ever end in one sentence that its user understands."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

import pikepdf
import pytest

from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.paper import Edit, UnreadablePaper
from safelight.core.papers.reading import read_paper, rewrite_paper
from safelight.core.papers.spot import OverlappingEdits
from tests.core.papers.builders import (
    drawn_pdf,
    locked_pdf,
    members_of,
    page,
    plain_docx,
    plain_pdf,
    saved,
    swapped,
    with_member,
    zipped,
)

MEGABYTE = 1024 * 1024
LAUGHS = '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
FILE_ENTITY = '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def bomb_docx() -> bytes:
    """A Word file with a member that unpacks to far more than it should."""
    return with_member(plain_docx(), "word/media/image1.png", bytes(40 * 1024 * 1024), content_type="image/png")


def packed_zeros(*, sixteen_megabytes: int) -> bytes:
    """Nothing but zeros, packed: the same piece over and over, which is quicker than packing each of them."""
    piece = zlib.compressobj(9, wbits=-15)
    once = piece.compress(bytes(16 * MEGABYTE)) + piece.flush(zlib.Z_FULL_FLUSH)
    checked = (16 * MEGABYTE * sixteen_megabytes) % 65521 << 16 | 1
    return b"\x78\xda" + once * sixteen_megabytes + b"\x03\0" + checked.to_bytes(4, "big")


def bomb_pdf() -> bytes:
    """A PDF with a stream of a gigabyte of zeros."""
    pdf = drawn_pdf()
    packed = packed_zeros(sixteen_megabytes=66)
    pdf.Root.Bomb = pikepdf.Stream(pdf, packed, Filter=pikepdf.Name.FlateDecode)
    written = io.BytesIO()
    pdf.save(written, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return written.getvalue()


def crowded_docx() -> bytes:
    """A Word file with thousands of members."""
    return zipped({**members_of(plain_docx()), **{f"word/x{number}.xml": b"<x/>" for number in range(4_100)}})


def doubled_docx() -> bytes:
    """A Word file in which two members have the same name, so that two programs may read different ones."""
    written = io.BytesIO(plain_docx())
    with zipfile.ZipFile(written, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<w/>")
    return written.getvalue()


def locked_docx() -> bytes:
    """A Word file whose members say that they are encrypted."""
    data = bytearray(plain_docx())
    for found in re.finditer(rb"PK\x01\x02", bytes(data)):
        data[found.start() + 8] |= 1
    for found in re.finditer(rb"PK\x03\x04", bytes(data)):
        data[found.start() + 6] |= 1
    return bytes(data)


REFUSED = {
    "a PDF called .docx": (plain_pdf(), "a.docx", "is a PDF"),
    "a Word file called .pdf": (plain_docx(), "a.pdf", "is a Word document"),
    "text called .docx": (b"Just words", "a.docx", "is text"),
    "a Word file called .txt": (plain_docx(), "a.txt", "is a Word document"),
    "another zip file": (zipped({"a": b"b"}), "a.docx", "zip file"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx", "old or password-protected"),
    "an old Word file by name": (b"x", "a.doc", "save it as .docx"),
    "a template of OpenDocument": (b"x", "a.ott", "save it as .odt"),
    "a flat OpenDocument file": (b"x", "a.fodt", "save it as .odt"),
    "an unknown kind": (b"x", "a.xyz", "not a kind of file"),
    "no ending": (b"x", "notes", "not a kind of file"),
    "nothing": (b"", "a.txt", "empty"),
    "a zip bomb": (bomb_docx(), "a.docx", "far more than it should"),
    "a PDF bomb": (bomb_pdf(), "a.pdf", "far more than it should"),
    "thousands of members": (crowded_docx(), "a.docx", "too large"),
    "a member twice": (doubled_docx(), "a.docx", "twice"),
    "locked members": (locked_docx(), "a.docx", "password"),
    "a locked PDF": (locked_pdf(), "a.pdf", "password"),
    "a protected PDF": (locked_pdf(password=""), "a.pdf", "protect"),
    "entities": (
        swapped(plain_docx(), "word/document.xml", "<w:document", LAUGHS + "<w:document"),
        "a.docx",
        "document type",
    ),
    "an entity of a file": (
        swapped(plain_docx(), "word/document.xml", "<w:document", FILE_ENTITY + "<w:document"),
        "a.docx",
        "document type",
    ),
    "broken XML": (swapped(plain_docx(), "word/document.xml", "</w:body>", "</w:bo"), "a.docx", "damaged"),
    "half a Word file": (plain_docx()[:3000], "a.docx", ""),
    "half a PDF": (plain_pdf()[:6000], "a.pdf", "partly there"),
    "a PDF in name only": (b"%PDF-1.7\n%%EOF\n", "a.pdf", "damaged"),
    "text in another alphabet": ("Привет, это отчёт".encode("koi8-r"), "a.txt", "UTF-8"),
    "a page that says it is in UTF-8 and is not": (
        page("<p>Caf\xe9</p>").decode().encode("latin-1"),
        "a.html",
        "UTF-8",
    ),
    "binary text": (b"\0\1\2\3", "a.txt", "binary"),
    "half a UTF-16 letter": (b"\xff\xfea", "a.txt", "UTF-8"),
}


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("act", [read_paper, find_hidden])
def test_what_cannot_be_read_is_refused_in_one_sentence(case: str, act: type) -> None:
    data, name, expected = REFUSED[case]
    with pytest.raises(UnreadablePaper) as refusal:
        act(data, name=name)
    said = str(refusal.value)
    assert said.startswith(name)
    assert expected in said
    assert said.count("\n") == 0
    assert said.endswith(".")


def test_overlapping_edits_are_the_callers_fault_and_say_so() -> None:
    with pytest.raises(OverlappingEdits):
        rewrite_paper(b"Some words", name="a.txt", edits=lambda _: [Edit(0, 4, "a"), Edit(2, 6, "b")])


def test_deep_nesting_does_not_bring_the_reader_down() -> None:
    nested = b"<html><body>" + b"<div>" * 5_000 + b"deep" + b"</div>" * 5_000
    try:
        assert any("deep" in passage.text for passage in read_paper(nested, name="a.html").passages)
    except UnreadablePaper as refusal:
        assert "a.html" in str(refusal)  # noqa: PT017 - either end is right


def test_a_pdf_within_limits_is_read_whatever_its_strings_hold() -> None:
    pdf = drawn_pdf()
    pdf.docinfo["/Keywords"] = "\x00\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert read_paper(saved(pdf), name="a.pdf").passages
