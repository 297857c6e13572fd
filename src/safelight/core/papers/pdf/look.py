"""What is in this PDF, all of it? One walk over its pages, its objects and its bytes, for reading and for hiding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import pikepdf
import pypdfium2 as pdfium

from safelight.core.papers.letters import folded
from safelight.core.papers.paper import Hidden, Part, Passage, Unreadable
from safelight.core.papers.pdf.drawn import Reader, Written
from safelight.core.papers.pdf.gaps import gaps_of
from safelight.core.papers.pdf.hidden import hidden_in_file, read_quietly
from safelight.core.papers.pdf.leftovers import Leftover, leftovers
from safelight.core.papers.pdf.machinery import Found, Work, every_stream, words_beside
from safelight.core.papers.pdf.notes import found
from safelight.core.papers.pdf.opening import bytes_outside, earlier_revisions, opened
from safelight.core.papers.pdf.pages import PageText, page_passages, page_text
from safelight.core.papers.pdf.streams import stream_bytes
from safelight.core.papers.pdf.strings import beside_passages, object_passages, xmp_passages

MACHINE_XMP: Final = {
    "CreateDate", "ModifyDate", "MetadataDate", "DocumentID", "InstanceID", "OriginalDocumentID", "RenditionClass",
    "format", "PDFVersion", "part", "conformance", "rev", "NPages", "about", "parseType", "xmptk", "VersionID", "amd",
}  # fmt: skip
UNSEEN_ADVICE: Final = "Delete the words in the document the PDF came from, and make the PDF again."
LOOKED_AT: Final = 10_000
PARTS: Final = {Work.SCRIPT: Part.SCRIPT, Work.ATTACHMENT: Part.ATTACHMENT, Work.FORM_DATA: Part.FIELD}


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that was found: what is said, what cannot be read, and what hides but for words that do not show.

    `closely` are the numbers of pages that write backwards over themselves or have layers.
    """

    passages: tuple[Passage, ...]
    unreadable: tuple[Unreadable, ...]
    hidden: tuple[Hidden, ...]
    closely: frozenset[int]


def look_through(data: bytes, *, name: str) -> Look:
    """Read a PDF once, with everything that is in it.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    with opened(data, name=name) as pdf:
        reader = Reader()
        written = tuple(reader.page(page) for page in pdf.pages)
        pages, gaps = _pages(data, written)
        shown = folded("".join(page.text for page in pages))
        streams = tuple(every_stream(pdf))
        layered = "/OCProperties" in pdf.Root
        left = tuple(leftovers(data, pdf, streams))
        passages = [*page_passages(pages)]
        for number, one in enumerate(written, 1):
            passages += beside_passages(one.beside, where=f"page {number}, marked text")
        passages += [*object_passages(pdf), *_metadata(pdf), *_beside(streams), *_left(left)]
        undrawn = tuple(_undrawn(pdf, streams, reader))
        passages += [Passage(text=said, where=where, part=Part.DELETED, visible=False) for where, said in undrawn]
        attached, unreadable = _attachments(streams)
        revisions = tuple(_revisions(data, shown))
        passages += [*attached, *revisions, *_outside(data)]
        gaps = (*unreadable, *gaps, *_opaque(streams))
        hidden = (
            *hidden_in_file(data, pdf, shown=shown, revisions=revisions, streams=streams, left=left),
            *(found("hidden-text", where, said, UNSEEN_ADVICE) for where, said in undrawn),
            *(
                found("hidden-text", f"page {page.number}", line, UNSEEN_ADVICE)
                for page in pages
                for line in page.unplaced
            ),
        )
    numbered = tuple(replace(passage, key=key) for key, passage in enumerate(passages))
    closely = frozenset(number for number, one in enumerate(written, 1) if one.backwards or layered)
    return Look(numbered, gaps, hidden, closely)


def fingerprint(data: bytes) -> str:
    """By what the bytes of a file are known again."""
    return hashlib.sha256(data).hexdigest()


def _pages(data: bytes, written: tuple[Written, ...]) -> tuple[tuple[PageText, ...], tuple[Unreadable, ...]]:
    pages: list[PageText] = []
    gaps: list[Unreadable] = []
    with pdfium.PdfDocument(data) as document:
        for number, one in enumerate(written, 1):
            page = document[number - 1]
            pages.append(page_text(page, number, written=one))
            gaps += gaps_of(pages[-1], page, written=one)
            page.close()
    return tuple(pages), tuple(gaps)


def _metadata(pdf: pikepdf.Pdf) -> Iterator[Passage]:
    for where, name, said in xmp_passages(pdf):
        if name not in MACHINE_XMP and any(letter.isalnum() for letter in said):
            yield Passage(text=said, where=f"{where}, {name}", part=Part.METADATA, visible=False)


def _beside(streams: tuple[Found, ...]) -> Iterator[Passage]:
    """Words in fonts, pictures, colour profiles and the like, each once."""
    seen: set[str] = set()
    for one in streams:
        new = [said for said in words_beside(one) if said not in seen]
        seen.update(new)
        if new:
            part = PARTS.get(one.work, Part.OTHER)
            yield Passage(text="\n".join(new), where=f"object {one.number}, {one.work}", part=part, visible=False)


def _left(left: tuple[Leftover, ...]) -> Iterator[Passage]:
    for one in left:
        if any(letter.isalnum() for letter in one.text):
            yield Passage(text=one.text, where=one.where, part=Part.DELETED, visible=False)


def _undrawn(pdf: pikepdf.Pdf, streams: tuple[Found, ...], reader: Reader) -> Iterator[tuple[str, str]]:
    """What drawings write that no page uses."""
    contents = {one.objgen for page in pdf.pages for one in _contents(page.obj.get("/Contents"))}
    for one in streams:
        if one.work is Work.DRAWING and one.stream.objgen not in reader.used | contents:
            said = reader.alone(one.stream).text()
            if folded(said):
                yield f"object {one.number}, a drawing that no page shows", said


def _contents(entry: object) -> Iterator[pikepdf.Stream]:
    for one in entry if isinstance(entry, pikepdf.Array) else [entry]:
        if isinstance(one, pikepdf.Stream):
            yield one


def _opaque(streams: tuple[Found, ...]) -> Iterator[Unreadable]:
    for one in streams:
        if one.work in {Work.UNKNOWN, Work.MEDIA} or (
            one.work is not Work.PICTURE and stream_bytes(one.stream) is None
        ):
            yield Unreadable(
                f"object {one.number}",
                f"{one.work} is in the file, which cannot be read",
                "Make the PDF again from the document it came from.",
            )


def _attachments(streams: tuple[Found, ...]) -> tuple[list[Passage], list[Unreadable]]:
    passages: list[Passage] = []
    unreadable: list[Unreadable] = []
    for one in streams:
        if one.work is Work.ATTACHMENT:
            where, said = f"attachment in object {one.number}", _as_text(stream_bytes(one.stream))
            if said is not None:
                passages.append(Passage(text=said, where=where, part=Part.ATTACHMENT, visible=False))
            else:
                why = "another file is attached here and cannot be read"
                unreadable.append(Unreadable(where, why, "Remove the attachment."))
    return passages, unreadable


def _as_text(data: bytes | None) -> str | None:
    """The words of an attached text file; None for any other kind of file."""
    try:
        said = (data or b"\0").decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if any(not one.isprintable() and not one.isspace() for one in said[:LOOKED_AT]) else said


def _revisions(data: bytes, shown: str) -> Iterator[Passage]:
    """What the pages said once and no longer say, as far as it is still in the file."""
    for number, earlier in enumerate(earlier_revisions(data), 1):
        for page in read_quietly(earlier):
            for block in page.blocks:
                if folded(block) not in shown:
                    where = f"saving {number} of the file, page {page.number}"
                    yield Passage(text=block, where=where, part=Part.DELETED, visible=False)


def _outside(data: bytes) -> Iterator[Passage]:
    outside = bytes_outside(data).decode("utf-8", "replace")
    if any(letter.isalnum() for letter in outside):
        yield Passage(text=outside, where="before or after the PDF", part=Part.OTHER, visible=False)
