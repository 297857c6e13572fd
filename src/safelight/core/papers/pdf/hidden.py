"""What hides in a PDF besides words that do not show? Layers, metadata, earlier savings, bookmarks, leftovers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

import pikepdf

from safelight.core.papers.letters import folded
from safelight.core.papers.paper import Hidden, Passage
from safelight.core.papers.pdf.leftovers import Leftover
from safelight.core.papers.pdf.machinery import Found, Work, picture_remarks
from safelight.core.papers.pdf.notes import fastened, found
from safelight.core.papers.pdf.opening import bytes_outside, earlier_revisions
from safelight.core.papers.pdf.pages import PageText, laid_out
from safelight.core.papers.pdf.strings import text_of, written_out, xmp_passages

MAKE_AGAIN: Final = "Make the PDF again from the document it came from."
ORDINARY_INFO: Final = {"/Title", "/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped", "/PTEX.Fullbanner"}
NOBODY: Final = {"(anonymous)", "(unspecified)", "anonymous", "unspecified", "untitled"}
"""What programs write where nobody gave a name."""

ORDINARY_XMP: Final = {
    "title", "Producer", "CreatorTool", "CreateDate", "ModifyDate", "MetadataDate", "DocumentID", "InstanceID",
    "OriginalDocumentID", "RenditionClass", "format", "PDFVersion", "part", "conformance", "rev", "language", "NPages",
    "lang", "about", "parseType", "xmptk", "VersionID", "amd", "Trapped", "date", "type", "PageOrder", "resource",
    "nodeID",
    "GTS_PDFXVersion", "GTS_PDFXConformance", "GTS_PDFAVersion", "Marked", "corr", "declarations", "conformsTo",
}  # fmt: skip
SWITCHED: Final = re.compile(
    rb"/(?:View|Print|Export)State /OFF|/P /(?:AllOff|AnyOff)|/VE \[|/BaseState /(?:OFF|Unchanged)"
)
CATALOGUE: Final = {
    "/Type", "/Version", "/Pages", "/PageLabels", "/Names", "/Dests", "/ViewerPreferences", "/PageLayout", "/PageMode",
    "/Outlines", "/Threads", "/OpenAction", "/URI", "/AcroForm", "/Metadata", "/StructTreeRoot", "/MarkInfo", "/Lang",
    "/OutputIntents", "/OCProperties", "/Extensions", "/NeedsRendering", "/AA", "/Collection", "/PieceInfo",
    "/SpiderInfo", "/Perms", "/Legal", "/Requirements", "/AF", "/DPartRoot", "/DSS", "/PTEX.Fullbanner",
}  # fmt: skip


def hidden_in_file(
    data: bytes,
    pdf: pikepdf.Pdf,
    *,
    shown: str,
    revisions: Sequence[Passage],
    streams: Sequence[Found],
    left: Sequence[Leftover],
) -> Iterator[Hidden]:
    """Everything in the file that a reader of its pages would not see; `shown` is their text, folded."""
    yield from _revisions(data, revisions)
    yield from _metadata(pdf)
    yield from _outline(pdf, shown)
    yield from _catalogue(pdf)
    yield from _layers(pdf)
    yield from fastened(pdf)
    for one in streams:
        if one.work is Work.PICTURE:
            for remark in picture_remarks(one.stream):
                where = f"object {one.number}"
                yield found("picture-metadata", where, remark, "Save the picture without its camera and author data.")
    for leftover in left:
        if leftover.stray and not leftover.harmless:
            yield found("stray-data", leftover.where, leftover.text, MAKE_AGAIN)
        elif not leftover.stray:
            yield found("leftover", leftover.where, leftover.text, MAKE_AGAIN)


def _revisions(data: bytes, revisions: Sequence[Passage]) -> Iterator[Hidden]:
    for number, _ in enumerate(earlier_revisions(data), 1):
        where = f"saving {number} of the file"
        said = " / ".join(one.text for one in revisions if one.where.startswith(f"{where}, "))
        yield found("earlier-revision", where, said, MAKE_AGAIN)
    outside = bytes_outside(data)
    if outside:
        yield found("stray-data", "before or after the PDF", outside.decode("latin-1"), MAKE_AGAIN)


def read_quietly(data: bytes) -> tuple[PageText, ...]:
    """The pages of an earlier saving; it may be too incomplete to open, and is reported all the same."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as earlier:
            whole = io.BytesIO()
            earlier.save(whole)
        return laid_out(whole.getvalue())
    except Exception:  # noqa: BLE001 - the finding stands without the words
        return ()


def _metadata(pdf: pikepdf.Pdf) -> Iterator[Hidden]:
    advice = "Remove it from the document's properties and make the PDF again."
    info = pdf.trailer.get("/Info")
    for key, entry in info.items() if isinstance(info, pikepdf.Dictionary) else ():
        text = text_of(entry) if isinstance(entry, pikepdf.String) else str(entry)
        if key not in ORDINARY_INFO and text.strip() and text not in NOBODY:
            yield found("metadata", f"document information, {str(key).lstrip('/')}", text, advice)
    for where, name, said in xmp_passages(pdf):
        if name not in ORDINARY_XMP and said.strip():
            yield found("metadata", f"{where}, {name}", said, advice)


def _outline(pdf: pikepdf.Pdf, shown: str) -> Iterator[Hidden]:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and "/Title" in one and "/Parent" in one and "/S" not in one:
            title = one["/Title"]
            if isinstance(title, pikepdf.String) and folded(text_of(title)) not in shown:
                advice = "Remove the bookmark: it repeats no heading of the page."
                yield found("bookmark", "bookmarks", text_of(title), advice)


def _catalogue(pdf: pikepdf.Pdf) -> Iterator[Hidden]:
    root = pdf.Root
    for key, rule in (
        ("/AA", "script"),
        ("/Collection", "attachment"),
        ("/SpiderInfo", "metadata"),
        ("/Legal", "metadata"),
        ("/Perms", "metadata"),
    ):
        if key in root:
            yield found(rule, f"catalogue, {key.lstrip('/')}", "", MAKE_AGAIN)
    for key, entry in root.items():
        if str(key) not in CATALOGUE and isinstance(entry, pikepdf.String | pikepdf.Dictionary | pikepdf.Array):
            yield found("metadata", f"catalogue, {str(key).lstrip('/')}", _first_words(entry), MAKE_AGAIN)
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        yield found("script", "form", "an XFA form", MAKE_AGAIN)
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        yield found("script", "names", "JavaScript", "Remove the script.")


def _layers(pdf: pikepdf.Pdf) -> Iterator[Hidden]:
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, pikepdf.Dictionary):
        return
    off = _has_layers_off(layers) or any(
        SWITCHED.search(written_out(one))
        for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary) and str(one.get("/Type", "")) in {"/OCG", "/OCMD"}
    )
    if off:
        advice = "Remove the layers that are switched off, and make the PDF again."
        yield found("hidden-layer", "layers", "", advice)


def _has_layers_off(layers: pikepdf.Dictionary) -> bool:
    usual, others = layers.get("/D"), layers.get("/Configs")
    every = [usual, *(others if isinstance(others, pikepdf.Array) else ())]
    return any(isinstance(one, pikepdf.Dictionary) and _switches_off(one) for one in every)


def _switches_off(one: pikepdf.Dictionary) -> bool:
    off = one.get("/OFF")
    any_off = isinstance(off, pikepdf.Array) and len(off) > 0
    # Layers meant for the one who draws, not for the one who reads, are not shown to the latter.
    return any_off or str(one.get("/BaseState", "/ON")) != "/ON" or str(one.get("/Intent", "/View")) == "/Design"


def _first_words(entry: pikepdf.Object) -> str:
    if isinstance(entry, pikepdf.String):
        return text_of(entry)
    said = [text_of(inner) for inner in _strings_in(entry)]
    return " ".join(said)


def _strings_in(entry: pikepdf.Object) -> Iterator[pikepdf.String]:
    inner = entry if isinstance(entry, pikepdf.Array) else [value for _, value in entry.items()]
    for one in inner:
        if isinstance(one, pikepdf.String):
            yield one
