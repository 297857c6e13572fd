"""By which routes can the words in finished bytes be read again? By none of those that wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser
from io import BytesIO

import pikepdf
import pypdfium2
from pdfminer.pdfexceptions import PDFException

from safelight.core.edition.drawn import drawn_text
from safelight.core.edition.html import OWN_STYLES
from safelight.core.edition.machinery import (
    is_own_value,
    is_pdf_machinery,
    without_html_machinery,
    without_pdf_machinery,
    without_xml_machinery,
)
from safelight.core.edition.reopened import CannotReopen, Route

_INLINE = frozenset({"a", "span", "b", "i", "em", "strong", "time", "abbr"})
_NOT_SHOWN = frozenset({"style", "script", "title", "template", "noscript"})
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode", "/CIDToGIDMap", "/CIDSet")
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)


def html_routes(data: bytes) -> tuple[Route, ...]:
    """The page's text, everything else that its markup says, and its raw bytes.

    Raises:
        CannotReopen: when the bytes are not UTF-8.
    """
    try:
        source = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CannotReopen(f"The page is not UTF-8 text: {error.reason} at byte {error.start}.") from error
    page = _Page()
    page.feed(source)
    page.close()
    return (
        Route(name="text of the page", text="".join(page.shown), in_order=True),
        Route(name="title, attributes, comments and styles", text="\n".join(page.unshown)),
        Route(name="raw characters", text=unescape(without_html_machinery(source, styles=OWN_STYLES))),
    )


class _Page(HTMLParser):
    """Takes a page apart into what is shown and what is not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self.unshown: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unshown.extend(value for _, value in attrs if value and not is_own_value(value))
        if tag in _NOT_SHOWN:
            self._inside.append(tag)
        if tag not in _INLINE:
            self.shown.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()
        if tag not in _INLINE:
            self.shown.append("\n")

    def handle_data(self, data: str) -> None:
        if data not in OWN_STYLES:
            (self.unshown if self._inside else self.shown).append(data)

    def handle_comment(self, data: str) -> None:
        self.unshown.append(data)

    def handle_decl(self, decl: str) -> None:
        self.unshown.append(decl)

    def handle_pi(self, data: str) -> None:
        self.unshown.append(data)

    def unknown_decl(self, data: str) -> None:
        self.unshown.append(data)


def pdf_routes(data: bytes) -> tuple[Route, ...]:
    """The PDF's words by two independent readers, every string in every object, and what stands outside objects.

    Raises:
        CannotReopen: when any of the readers cannot open the file.
    """
    try:
        return (
            Route(name="pdfminer, as drawn", text=drawn_text(data), in_order=True),
            Route(name="PDFium", text="\n".join(_pdfium(data))),
            Route(name="every string of every object", text="\n".join(_strings(data))),
            Route(name="bytes between the streams", text=without_pdf_machinery(_between(data))),
        )
    except (PDFException, pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        raise CannotReopen(f"The PDF cannot be read back: {error}.") from error


def _between(data: bytes) -> str:
    return _STREAM.sub(b"\n", data).decode("latin-1")


def _pdfium(data: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield text.get_text_range()
            text.close()
            page.close()
    finally:
        document.close()


def _strings(data: bytes) -> Iterator[str]:
    """Info, XMP, structure tree, outlines, names, attachments: every string, and every stream that can hold words."""
    with pikepdf.open(BytesIO(data)) as document:
        machinery = _font_machinery(document)
        contents = _page_contents(document)
        for thing in (document.trailer, *document.objects):
            yield from _strings_in(thing)
            if isinstance(thing, pikepdf.Stream) and thing.objgen not in machinery:
                yield from _stream_text(thing, is_content=thing.objgen in contents)


def _font_machinery(document: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Typeface programs and glyph tables: compressed shapes in which any short name can turn up by accident."""
    return {
        entry.objgen
        for thing in document.objects
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream))
        for key in _FONT_FILES
        if isinstance(entry := thing.get(key), pikepdf.Stream)
    }


def _page_contents(document: pikepdf.Pdf) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for page in document.pages:
        contents = page.obj.get("/Contents")
        if isinstance(contents, pikepdf.Array):
            found.update(part.objgen for part in contents)
        elif contents is not None:
            found.add(contents.objgen)
    return found


def _strings_in(thing: object) -> Iterator[str]:
    if isinstance(thing, pikepdf.String):
        yield str(thing)
        yield bytes(thing).decode("latin-1")
    elif isinstance(thing, pikepdf.Name):
        yield from _name(str(thing))
    elif isinstance(thing, pikepdf.Array):
        yield from _nested(list(thing))
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in thing.keys():  # noqa: SIM118 - a pikepdf dictionary iterates in its own way
            yield from _name(key)
            yield from _nested([thing[key]])


def _name(name: str) -> Iterator[str]:
    if not is_pdf_machinery(name[1:]):
        yield name[1:]


def _nested(things: Iterable[object]) -> Iterator[str]:
    for thing in things:
        # Indirect objects come round by themselves: following them here would never end.
        if not getattr(thing, "is_indirect", False):
            yield from _strings_in(thing)


def _stream_text(stream: pikepdf.Stream, *, is_content: bool) -> Iterator[str]:
    if is_content:
        # What is drawn is read by the other routes; here, what is only said about it (ActualText and the like).
        for instruction in pikepdf.parse_content_stream(stream):
            if str(instruction.operator) in {"BDC", "DP", "BMC", "MP"}:
                yield from _nested(list(instruction.operands))
        return
    data = stream.read_bytes()
    text = data.decode("utf-8", errors="replace")
    yield without_xml_machinery(text) if stream.get("/Subtype") == "/XML" else text
    if b"\0" in data:
        yield data.decode("utf-16-be", errors="replace")
        yield data.decode("utf-16-le", errors="replace")
