"""What a PDF says and what hides in it. A PDF is never painted over, so it is not written again here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import pikepdf

from safelight.core.papers.paper import Edits, Hidden, Part, Passage, Unreadable, UnreadablePaper
from safelight.core.papers.pdf.fonts import pages_with_unmapped_fonts
from safelight.core.papers.pdf.hidden import hidden_in_pages, read_quietly
from safelight.core.papers.pdf.leftovers import leftover_streams
from safelight.core.papers.pdf.opening import bytes_outside, earlier_revisions, opened
from safelight.core.papers.pdf.pages import folded, page_passages, page_texts, unreadable_pages
from safelight.core.papers.pdf.strings import inline_passages, object_passages, xmp_passages

MACHINE_XMP: Final = {
    "CreateDate", "ModifyDate", "MetadataDate", "DocumentID", "InstanceID", "OriginalDocumentID", "RenditionClass",
    "format", "PDFVersion", "part", "conformance", "rev", "language", "NPages", "lang", "about", "parseType",
    "xmptk", "VersionID", "amd",
}  # fmt: skip
TEXT_ENDINGS: Final = (".txt", ".md", ".csv", ".xml", ".html", ".htm", ".json")


def read_pdf(untrusted_data: bytes, *, name: str) -> tuple[Sequence[Passage], Sequence[Unreadable]]:
    """Every word on the pages and every text string behind them.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    with opened(untrusted_data, name=name) as pdf:
        pages = page_texts(untrusted_data)
        passages = [*page_passages(pages), *inline_passages(pdf), *object_passages(pdf), *_metadata(pdf)]
        attached, unreadable = _attachments(pdf)
        shown = folded("".join(page.text for page in pages))
        passages += [*attached, *_earlier(untrusted_data, pdf, shown=shown)]
        unreadable += unreadable_pages(untrusted_data, pages, unmapped=frozenset(pages_with_unmapped_fonts(pdf)))
    return tuple(replace(passage, key=key) for key, passage in enumerate(passages)), tuple(unreadable)


def hidden_in_pdf(untrusted_data: bytes, *, name: str, passages: Sequence[Passage]) -> Sequence[Hidden]:
    """Everything that a reader of the pages would not see.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    with opened(untrusted_data, name=name) as pdf:
        shown = folded("".join(passage.text for passage in passages if passage.visible))
        return tuple(hidden_in_pages(untrusted_data, pdf, shown=shown))


def rewrite_pdf(untrusted_data: bytes, *, name: str, edits: Edits) -> bytes:
    """A PDF cannot be rewritten yet.

    Raises:
        UnreadablePaper: always; earlier with the reason if the file cannot even be read.
    """
    with opened(untrusted_data, name=name):
        raise UnreadablePaper(
            f"{name} is a PDF, which cannot be rewritten yet: use the document it was made from, as .docx."
        )


def _metadata(pdf: pikepdf.Pdf) -> Iterator[Passage]:
    for where, name, said in xmp_passages(pdf):
        if name not in MACHINE_XMP and any(letter.isalnum() for letter in said):
            yield Passage(text=said, where=f"{where}, {name}", part=Part.METADATA, visible=False)


def _attachments(pdf: pikepdf.Pdf) -> tuple[list[Passage], list[Unreadable]]:
    passages: list[Passage] = []
    unreadable: list[Unreadable] = []
    for title, attached in pdf.attachments.items():
        where = f"attachment {title}"
        data = attached.get_file().read_bytes()
        if title.casefold().endswith(TEXT_ENDINGS):
            said = data.decode("utf-8", "replace")
            passages.append(Passage(text=said, where=where, part=Part.ATTACHMENT, visible=False))
        else:
            unreadable.append(
                Unreadable(where, "another file is attached here and cannot be read", "Remove the attachment.")
            )
    return passages, unreadable


def _earlier(untrusted_data: bytes, pdf: pikepdf.Pdf, *, shown: str) -> Iterator[Passage]:
    """What the pages said once and no longer say, as far as it is still in the file; and what stands outside it."""
    for number, earlier in enumerate(earlier_revisions(untrusted_data), 1):
        for page in read_quietly(earlier):
            for block in (*page.blocks, *page.extra):
                if folded(block) not in shown:
                    where = f"saving {number} of the file, page {page.number}"
                    yield Passage(text=block, where=where, part=Part.DELETED, visible=False)
    for where, said in leftover_streams(pdf):
        if any(letter.isalnum() for letter in said):
            yield Passage(text=said, where=where, part=Part.DELETED, visible=False)
    outside = bytes_outside(untrusted_data).decode("utf-8", "replace")
    if any(letter.isalnum() for letter in outside):
        yield Passage(text=outside, where="before or after the PDF", part=Part.OTHER, visible=False)
