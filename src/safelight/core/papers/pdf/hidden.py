"""What hides in a PDF? Notes, layers, scripts, attachments, metadata, earlier savings, words that are not seen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import pikepdf
import pypdfium2 as pdfium

from safelight.core.papers.paper import Hidden
from safelight.core.papers.pdf.leftovers import leftover_streams
from safelight.core.papers.pdf.opening import bytes_outside, earlier_revisions
from safelight.core.papers.pdf.pages import PageText, folded, page_texts
from safelight.core.papers.pdf.sight import unseen_words
from safelight.core.papers.pdf.strings import text_of, xmp_passages
from safelight.core.papers.picture import remarks_quietly

LONGEST: Final = 200
MAKE_AGAIN: Final = "Make the PDF again from the document it came from."
ORDINARY_INFO: Final = {"/Title", "/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped", "/PTEX.Fullbanner"}
TELLING_XMP: Final = {
    "creator", "description", "subject", "Keywords", "Author", "contributor", "publisher", "rights", "source",
    "relation", "coverage", "identifier", "Authors", "AuthorsPosition", "CaptionWriter", "Credit", "History",
    "DerivedFrom", "remark", "Company", "Manager", "SourceModified", "Comments", "Category", "unreadable",
    "filePath", "Label", "Nickname",
}  # fmt: skip
PLAIN_ANNOTATIONS: Final = {"/Link", "/Widget", "/PrinterMark", "/TrapNet"}
ACTIONS: Final = {
    "/JavaScript": "script", "/Launch": "script", "/SubmitForm": "script", "/ImportData": "script",
    "/Rendition": "script", "/RichMediaExecute": "script", "/GoToR": "external-reference", "/GoToE": "attachment",
    "/Movie": "attachment", "/Sound": "attachment",
}  # fmt: skip
MEDIA: Final = {"/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"}
HIDDEN_FLAGS: Final = 0b100011
UNSEEN_ADVICE: Final = "Delete the words in the document the PDF came from, and make the PDF again."


def hidden_in_pages(data: bytes, pdf: pikepdf.Pdf, *, shown: str) -> Iterator[Hidden]:
    """Everything in the file that a reader of its pages would not see; `shown` is their text, folded."""
    yield from _revisions(data, shown)
    yield from _metadata(pdf)
    yield from _outline(pdf, shown)
    yield from _catalogue(pdf)
    yield from _objects(pdf)
    for where, said in leftover_streams(pdf):
        yield _found("leftover", where, said, MAKE_AGAIN)
    yield from _unseen(data)


def _revisions(data: bytes, shown: str) -> Iterator[Hidden]:
    for number, earlier in enumerate(earlier_revisions(data), 1):
        said = " / ".join(
            line for page in read_quietly(earlier) for line in page.text.splitlines() if folded(line) not in shown
        )
        yield _found("earlier-revision", f"saving {number} of the file", said, MAKE_AGAIN)
    outside = bytes_outside(data)
    if outside:
        yield _found("stray-data", "before or after the PDF", outside.decode("latin-1"), MAKE_AGAIN)


def read_quietly(data: bytes) -> tuple[PageText, ...]:
    """The pages of an earlier saving; it may be too incomplete to open, and is reported all the same."""
    try:
        with pikepdf.open(io.BytesIO(data)) as earlier:
            whole = io.BytesIO()
            earlier.save(whole)
        return page_texts(whole.getvalue())
    except Exception:  # noqa: BLE001 - the finding stands without the words
        return ()


def _metadata(pdf: pikepdf.Pdf) -> Iterator[Hidden]:
    advice = "Remove it from the document's properties and make the PDF again."
    info = pdf.trailer.get("/Info")
    for key, entry in info.items() if isinstance(info, pikepdf.Dictionary) else ():
        text = text_of(entry) if isinstance(entry, pikepdf.String) else str(entry)
        if key not in ORDINARY_INFO and text.strip():
            yield _found("metadata", f"document information, {str(key).lstrip('/')}", text, advice)
    for where, name, said in xmp_passages(pdf):
        if name in TELLING_XMP and said.strip():
            yield _found("metadata", f"{where}, {name}", said, advice)


def _outline(pdf: pikepdf.Pdf, shown: str) -> Iterator[Hidden]:
    for one in pdf.objects:
        if (
            isinstance(one, pikepdf.Dictionary)
            and "/Title" in one
            and "/Parent" in one
            and isinstance(one["/Title"], pikepdf.String)
        ):
            title = text_of(one["/Title"])
            if folded(title) not in shown:
                yield _found("bookmark", "bookmarks", title, "Remove the bookmark: it repeats no heading of the page.")


def _catalogue(pdf: pikepdf.Pdf) -> Iterator[Hidden]:
    root = pdf.Root
    layers = root.get("/OCProperties")
    if isinstance(layers, pikepdf.Dictionary) and _has_layers_off(layers):
        yield _found("hidden-layer", "layers", "", "Remove the layers that are switched off, and make the PDF again.")
    for name in pdf.attachments:
        yield _found("attachment", "attachments", name, "Remove the attachment.")
    for key, rule in (
        ("/AA", "script"),
        ("/Collection", "attachment"),
        ("/PieceInfo", "metadata"),
        ("/SpiderInfo", "metadata"),
    ):
        if key in root:
            yield _found(rule, f"catalogue, {key.lstrip('/')}", "", MAKE_AGAIN)
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        yield _found("script", "form", "an XFA form", MAKE_AGAIN)
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        yield _found("script", "names", "JavaScript", "Remove the script.")


def _has_layers_off(layers: pikepdf.Dictionary) -> bool:
    usual = layers.get("/D")
    every = [usual, *list(layers.get("/Configs", []))]
    off = any(
        isinstance(one, pikepdf.Dictionary) and (len(one.get("/OFF", [])) or one.get("/BaseState") == "/OFF")
        for one in every
    )
    return bool(off)


def _objects(pdf: pikepdf.Pdf) -> Iterator[Hidden]:
    for number, one in enumerate(pdf.objects, 1):
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            where = f"object {number}"
            yield from _annotation(one, where)
            yield from _actions(one, where)
            yield from _leftovers(one, where)
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image":
                yield from _picture(one, where)
    for page_number, page in enumerate(pdf.pages, 1):
        for note in page.obj.get("/Annots", []):
            if isinstance(note, pikepdf.Dictionary) and not note.is_indirect:
                yield from _annotation(note, f"page {page_number}")
                yield from _actions(note, f"page {page_number}")


def _annotation(one: pikepdf.Object, where: str) -> Iterator[Hidden]:
    kind = one.get("/Subtype")
    if "/Rect" not in one or kind is None or isinstance(one, pikepdf.Stream):
        return
    entries = [one.get(key) for key in ("/T", "/Contents", "/V")]
    said = " ".join(text_of(entry) for entry in entries if isinstance(entry, pikepdf.String))
    name = str(kind).lstrip("/")
    if kind in MEDIA:
        yield _found("attachment", f"{where}, {name}", said, "Remove the attachment.")
    elif kind not in PLAIN_ANNOTATIONS:
        yield _found("comment", f"{where}, {name}", said, "Remove the note or mark and make the PDF again.")
    elif kind == "/Widget":
        if int(one.get("/F", 0)) & HIDDEN_FLAGS:
            yield _found("hidden-text", f"{where}, form field", said, "Remove the hidden form field.")
        elif "/V" in one or "/DV" in one or "/TU" in one:
            yield _found(
                "form-field", f"{where}, form field", said, "Print the form to a new PDF, so that its values are text."
            )


def _actions(one: pikepdf.Object, where: str) -> Iterator[Hidden]:
    for key in ("/A", "/OpenAction"):
        action = one.get(key)
        if isinstance(action, pikepdf.Dictionary) and not action.is_indirect:
            yield from _action(action, where)
    yield from _action(one, where)
    if "/AA" in one and one.get("/Type") != "/Catalog":
        yield _found("script", where, "", "Remove the script.")


def _action(one: pikepdf.Object, where: str) -> Iterator[Hidden]:
    kind = str(one.get("/S", ""))
    said = one.get("/JS") if kind == "/JavaScript" else one.get("/F")
    if kind in ACTIONS and (kind in {"/JavaScript", "/Launch"} or "/Type" in one or said is not None):
        text = text_of(said) if isinstance(said, pikepdf.String) else ""
        yield _found(ACTIONS[kind], where, text, "Remove the script or the link.")
    link = one.get("/URI") if kind == "/URI" else None
    if isinstance(link, pikepdf.String):
        address = text_of(link)
        if not address.casefold().startswith(("http://", "https://", "mailto:", "tel:")):
            yield _found("external-reference", where, address, "Remove the link.")


def _leftovers(one: pikepdf.Object, where: str) -> Iterator[Hidden]:
    if "/Thumb" in one:
        yield _found("thumbnail", where, "", MAKE_AGAIN)
    if "/PieceInfo" in one and one.get("/Type") != "/Catalog":
        yield _found("metadata", where, "a program's own data", MAKE_AGAIN)


def _picture(one: pikepdf.Stream, where: str) -> Iterator[Hidden]:
    if one.get("/Filter") != "/DCTDecode":
        return
    for remark in remarks_quietly(one.read_raw_bytes()):
        yield _found("picture-metadata", where, remark, "Save the picture without its camera and author data.")


def _unseen(data: bytes) -> Iterator[Hidden]:
    document = pdfium.PdfDocument(data)
    try:
        for number, page in enumerate(document, 1):
            for word in unseen_words(page):
                yield _found(word.rule, f"page {number}", word.text, UNSEEN_ADVICE)
            page.close()
    finally:
        document.close()


def _found(rule: str, where: str, text: str, advice: str) -> Hidden:
    return Hidden(rule, where, " ".join(text.split())[:LONGEST], advice)
