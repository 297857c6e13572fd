"""May this PDF be made anew, and what is the copy? What cannot be read is refused; our own clean copy stays."""

from __future__ import annotations

from typing import Final

import pikepdf

from safelight.core.papers.letters import folded
from safelight.core.papers.paper import Edits, UnreadablePaper
from safelight.core.papers.pdf.look import Look
from safelight.core.papers.pdf.remake.drawn_words import as_drawn
from safelight.core.papers.pdf.remake.edited import edited, expected_words
from safelight.core.papers.pdf.remake.press import MAKER, press
from safelight.core.papers.pdf.remake.sheets import read_sheets

OWN_CATALOGUE: Final = {
    "/Type", "/Pages", "/Metadata", "/Lang", "/StructTreeRoot", "/MarkInfo", "/ViewerPreferences", "/Outlines",
    "/PageMode", "/Version", "/Names", "/Dests", "/PageLabels",
}  # fmt: skip


def is_own_making(pdf: pikepdf.Pdf) -> bool:
    """Whether the file says that it was made here and has only what is made here: no note, link, form or layer."""
    return (
        str(pdf.docinfo.get("/Producer", "")) == MAKER
        and set(pdf.Root.keys()) <= OWN_CATALOGUE
        and not any("/Annots" in page.obj for page in pdf.pages)
    )


def remade(untrusted_data: bytes, look: Look, *, name: str, edits: Edits) -> bytes:
    """The copy: what the pages show, after the edits.

    Raises:
        UnreadablePaper: when the words of a page cannot be read, or cannot be written again.
    """
    for thing in look.unreadable:
        if thing.where.startswith("page "):
            raise UnreadablePaper(f"{name} cannot be made anew, {thing.where}: {thing.why}. {thing.advice}")
    reading = read_sheets(as_drawn(untrusted_data), closely=look.closely)
    for sheet, letters in zip(reading.sheets, reading.letters, strict=True):
        if len(folded("".join(expected_words([sheet])))) != letters:
            raise UnreadablePaper(
                f"{name} cannot be made anew, page {sheet.number}: its words cannot be put in order; "
                "use the document it was made from, as .docx."
            )
    return press(edited(reading.sheets, edits=edits, read=look.passages), name=name)
