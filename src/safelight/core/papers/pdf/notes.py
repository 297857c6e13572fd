"""Which notes, form fields, actions and signatures are in a PDF? Everything that is fastened to its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pikepdf

from safelight.core.papers.paper import Hidden
from safelight.core.papers.pdf.strings import text_of, written_out

LONGEST: Final = 200
PLAIN_ANNOTATIONS: Final = {"/Link", "/Widget", "/PrinterMark", "/TrapNet"}
ACTIONS: Final = {
    "/JavaScript": "script", "/Launch": "script", "/SubmitForm": "script", "/ImportData": "script",
    "/Rendition": "script", "/RichMediaExecute": "script", "/GoToR": "external-reference", "/GoToE": "attachment",
    "/Movie": "attachment", "/Sound": "attachment", "/SetOCGState": "script", "/Hide": "script", "/Trans": "script",
    "/GoTo3DView": "script", "/ResetForm": "script",
}  # fmt: skip
MEDIA: Final = {"/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"}
HIDDEN_FLAGS: Final = 0b100011
WEB: Final = ("http://", "https://", "mailto:", "tel:")
WORTH_A_LOOK: Final = re.compile(
    rb"/(?:Rect|S /(?:"
    + b"|".join(name[1:].encode() for name in ACTIONS)
    + rb"|URI)|URI|AA|JS|OpenAction|Thumb|PieceInfo"
    rb"|FT|V|DV|TU|ByteRange|OverlayText|RO|LastModified|SpiderInfo|3DD|EF) ?"
)


def found(rule: str, where: str, text: str, advice: str) -> Hidden:
    """A finding, its text on one line and not too long."""
    return Hidden(rule, where, " ".join(text.split())[:LONGEST], advice)


def fastened(pdf: pikepdf.Pdf) -> Iterator[Hidden]:
    """Everything of the kind, in every object."""
    for number, one in enumerate(pdf.objects, 1):
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
            written = written_out(one)
            if WORTH_A_LOOK.search(written):
                yield from _inside(one, f"object {number}", depth=0)


def _inside(one: object, where: str, *, depth: int) -> Iterator[Hidden]:
    """What is fastened in an object, and in the parts of it that are no objects of their own."""
    if depth > 8:
        return
    if isinstance(one, pikepdf.Array):
        for inner in one:
            if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
                yield from _inside(inner, where, depth=depth + 1)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield from _annotation(one, where)
        yield from _field(one, where)
        yield from _signature(one, where)
        yield from _action(one, where)
        yield from _kept_by_programs(one, where)
        for inner in dict(one.items()).values():
            if isinstance(inner, pikepdf.Array | pikepdf.Dictionary) and not inner.is_indirect:
                yield from _inside(inner, where, depth=depth + 1)


def _annotation(one: pikepdf.Object, where: str) -> Iterator[Hidden]:
    kind = one.get("/Subtype")
    if "/Rect" not in one or kind is None or isinstance(one, pikepdf.Stream):
        return
    said = _said(one, "/T", "/Contents", "/V", "/OverlayText")
    name = str(kind).lstrip("/")
    if kind in MEDIA:
        yield found("attachment", f"{where}, {name}", said, "Remove the attachment.")
    elif kind not in PLAIN_ANNOTATIONS:
        yield found("comment", f"{where}, {name}", said, "Remove the note or mark and make the PDF again.")
    elif kind == "/Widget" and _flags(one) & HIDDEN_FLAGS:
        yield found("hidden-text", f"{where}, form field", said, "Remove the hidden form field.")


def _field(one: pikepdf.Object, where: str) -> Iterator[Hidden]:
    is_field = "/FT" in one or one.get("/Subtype") == "/Widget" or ("/Kids" in one and "/T" in one and "/V" in one)
    if is_field and any(key in one for key in ("/V", "/DV", "/TU", "/TM", "/RV", "/Opt")):
        said = _said(one, "/V", "/DV", "/TU", "/TM", "/T")
        advice = "Print the form to a new PDF, so that its values are text."
        yield found("form-field", f"{where}, form field", said, advice)


def _signature(one: pikepdf.Object, where: str) -> Iterator[Hidden]:
    if "/ByteRange" in one and "/Contents" in one:
        said = _said(one, "/Name", "/Reason", "/Location", "/ContactInfo")
        yield found("metadata", f"{where}, signature", said, "Save a copy without the signature.")


def _action(one: pikepdf.Object, where: str) -> Iterator[Hidden]:
    kind = str(one.get("/S", ""))
    said = one.get("/JS") if kind == "/JavaScript" else one.get("/F")
    certain = kind in {"/JavaScript", "/Launch", "/SetOCGState", "/ResetForm"} or "/Type" in one or said is not None
    if kind in ACTIONS and certain:
        text = text_of(said) if isinstance(said, pikepdf.String) else ""
        yield found(ACTIONS[kind], where, text, "Remove the script or the link.")
    link = one.get("/URI") if kind == "/URI" else None
    if isinstance(link, pikepdf.String):
        address = text_of(link)
        if not address.casefold().startswith(WEB):
            yield found("external-reference", where, address, "Remove the link.")


def _kept_by_programs(one: pikepdf.Object, where: str) -> Iterator[Hidden]:
    again = "Make the PDF again from the document it came from."
    if isinstance(one.get("/AA"), pikepdf.Dictionary):
        yield found("script", where, "", "Remove the script.")
    if isinstance(one.get("/EF"), pikepdf.Dictionary):
        yield found("attachment", where, _said(one, "/UF", "/F", "/Desc"), "Remove the attachment.")
    if "/Thumb" in one:
        yield found("thumbnail", where, "", again)
    if "/PieceInfo" in one:
        yield found("metadata", where, "a program's own data", again)


def _said(one: pikepdf.Object, *keys: str) -> str:
    entries = [one.get(key) for key in keys]
    return " ".join(text_of(entry) for entry in entries if isinstance(entry, pikepdf.String))


def _flags(one: pikepdf.Object) -> int:
    flags = one.get("/F", 0)
    return flags if isinstance(flags, int) else 0
