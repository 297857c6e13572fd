"""How is a file read or rewritten? By the module for its format, once its ending and its content agree."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from safelight.core.papers.invisible import smuggled, without_invisible
from safelight.core.papers.paper import Edit, Edits, Hidden, Paper, PaperFormat, Passage, Unreadable, UnreadablePaper
from safelight.core.papers.spot import OverlappingEdits

MOST_BYTES: Final = 200 * 1024 * 1024

ENDINGS: Final = {
    ".docx": PaperFormat.DOCX,
    ".odt": PaperFormat.ODT,
    ".pdf": PaperFormat.PDF,
    ".html": PaperFormat.HTML,
    ".htm": PaperFormat.HTML,
    ".xhtml": PaperFormat.HTML,
    ".txt": PaperFormat.TEXT,
    ".text": PaperFormat.TEXT,
    ".md": PaperFormat.MARKDOWN,
    ".markdown": PaperFormat.MARKDOWN,
}
ADVICE: Final = {
    ".doc": "save it as .docx",
    ".docm": "save it as .docx, which leaves the macros out",
    ".dotx": "save it as .docx",
    ".rtf": "save it as .docx",
    ".fodt": "save it as .odt",
    ".ott": "save it as .odt",
    ".odm": "export it as one .odt",
    ".oth": "save it as .odt",
    ".ods": "put its words in an .odt",
    ".odp": "put its words in an .odt",
    ".odg": "put its words in an .odt",
    ".pages": "export it as .docx",
    ".xls": "put its words in a .docx",
    ".xlsx": "put its words in a .docx",
    ".pptx": "put its words in a .docx",
    ".msg": "save its text as .txt",
    ".eml": "save its text as .txt",
}
READ: Final = ".docx, .odt, .pdf, .html, .txt or .md"

EXPECTED: Final = {
    PaperFormat.DOCX: "a Word document",
    PaperFormat.ODT: "an OpenDocument file",
    PaperFormat.PDF: "a PDF",
}


@dataclass(frozen=True, slots=True)
class FormatModule:
    """What every format can do: say what a file says, what hides in it, and write it again."""

    read: Callable[..., tuple[Sequence[Passage], Sequence[Unreadable]]]
    hidden: Callable[..., Sequence[Hidden]]
    rewrite: Callable[..., bytes]


@lru_cache
def module_for(kind: PaperFormat) -> FormatModule:
    """The module of a format, loaded when it is first asked for: a Word file is read without any program for PDFs."""
    match kind:
        case PaperFormat.DOCX:
            from safelight.core.papers.docx import format as docx

            return FormatModule(docx.read_docx, docx.hidden_in_docx, docx.rewrite_docx)
        case PaperFormat.PDF:
            from safelight.core.papers.pdf import format as pdf

            return FormatModule(pdf.read_pdf, pdf.hidden_in_pdf, pdf.rewrite_pdf)
        case PaperFormat.HTML:
            from safelight.core.papers.html import format as html

            return FormatModule(html.read_html, html.hidden_in_html, html.rewrite_html)
        case PaperFormat.TEXT | PaperFormat.MARKDOWN:
            from safelight.core.papers import text

            return FormatModule(text.read_text, text.hidden_in_text, text.rewrite_text)
        case PaperFormat.ODT:
            from safelight.core.papers.odt import format as odt

            return FormatModule(odt.read_odt, odt.hidden_in_odt, odt.rewrite_odt)


def read_paper(untrusted_data: bytes, *, name: str) -> Paper:
    """Read everything that a file says, wherever in it.

    Raises:
        UnreadablePaper: with one sentence that says what is wrong with which file and what to do.
    """
    kind = format_of(untrusted_data, name=name)
    with _one_sentence(name):
        passages, unreadable = module_for(kind).read(untrusted_data, name=name)
    return Paper(
        format=kind,
        name=name,
        sha256=hashlib.sha256(untrusted_data).hexdigest(),
        passages=tuple(passages),
        unreadable=tuple(unreadable),
    )


def rewrite_paper(untrusted_data: bytes, *, name: str, edits: Edits) -> bytes:
    """Write a copy in the same format with the edits made, the formatting kept and everything hidden taken out.

    `edits` is asked for each passage of `read_paper`, with the same keys; for a PDF, which is made anew, for the
    paragraphs of the new one, with keys of their own. Rewriting the copy again changes nothing where the edits have
    nothing more to change.

    Raises:
        UnreadablePaper: when the file cannot be read, or a PDF cannot be made anew with every word.
        OverlappingEdits: when the edits of one passage overlap.
    """
    module = format_module(untrusted_data, name=name)
    faults: list[Exception] = []

    def watched(passage: Passage) -> Sequence[Edit]:
        try:
            return edits(passage)
        except Exception as fault:
            faults.append(fault)
            raise

    with _one_sentence(name, except_for=faults):
        return module.rewrite(untrusted_data, name=name, edits=without_invisible(watched))


def hidden_in(untrusted_data: bytes, *, paper: Paper) -> tuple[Hidden, ...]:
    """What the format of a paper that has been read hides, and letters in any of its texts that no font shows.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    with _one_sentence(paper.name):
        found = module_for(paper.format).hidden(untrusted_data, name=paper.name, passages=paper.passages)
    letters = (
        Hidden("invisible-letters", passage.where, smuggled(passage.text), "Delete the invisible characters.")
        for passage in paper.passages
        if smuggled(passage.text)
    )
    return tuple(dict.fromkeys((*found, *letters)))


@contextmanager
def _one_sentence(name: str, *, except_for: Sequence[Exception] = ()) -> Iterator[None]:
    """Whatever a stranger's file makes a parser do, its user reads one sentence; our caller's own faults pass."""
    try:
        yield
    except (UnreadablePaper, OverlappingEdits):
        raise
    except Exception as fault:
        if fault in except_for:
            raise
        raise UnreadablePaper(
            f"{name} cannot be read: it is damaged or built in an unusual way; save it again."
        ) from fault


def format_module(untrusted_data: bytes, *, name: str) -> FormatModule:
    """What can be done with this file.

    Raises:
        UnreadablePaper: when nothing can.
    """
    return module_for(format_of(untrusted_data, name=name))


def format_of(untrusted_data: bytes, *, name: str) -> PaperFormat:
    """The format by the file's ending, confirmed by its first bytes.

    Raises:
        UnreadablePaper: when the ending is not known, the content is something else, or the file is empty or too large.
    """
    ending = _ending(name)
    if ending not in ENDINGS:
        advice = ADVICE.get(ending, f"save it as {READ}")
        raise UnreadablePaper(f"{name} is not a kind of file that is read: {advice}.")
    kind = ENDINGS[ending]
    if not untrusted_data:
        raise UnreadablePaper(f"{name} is empty: send the file again.")
    if len(untrusted_data) > MOST_BYTES:
        raise UnreadablePaper(f"{name} is larger than {MOST_BYTES // 1024 // 1024} MB: split it and try again.")
    found = _content(untrusted_data)
    expected = EXPECTED.get(kind, "text")
    if found != expected:
        raise UnreadablePaper(
            f"{name} ends in {ending} but is {found}: give the file the right ending, or save it again."
        )
    return kind


def _ending(name: str) -> str:
    leaf = name.replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = leaf.rpartition(".")
    return f".{ending.casefold()}" if dot and stem else ""


def _content(untrusted_data: bytes) -> str:
    start = untrusted_data[:1024]
    if b"%PDF-" in start:
        return "a PDF"
    if start.startswith(b"PK"):
        if b"mimetypeapplication/vnd.oasis." in start:
            return "an OpenDocument file"
        if b"[Content_Types].xml" in untrusted_data:
            return "a Word document"
        return "an OpenDocument file" if b"META-INF/manifest.xml" in untrusted_data else "another kind of zip file"
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "an old or password-protected Office file"
    if b"urn:oasis:names:tc:opendocument:xmlns:office" in start and b"<office:document" in start:
        return "a flat OpenDocument file"
    if start.startswith(b"{\\rtf"):
        return "a rich text file"
    return "text"
