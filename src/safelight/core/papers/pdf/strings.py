"""What do the objects of a PDF say besides its pages? Every text string in every object, with what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pikepdf
from lxml import etree

from safelight.core.papers.paper import Part, Passage

KEYS: Final = {
    "/Contents": Part.COMMENT, "/RC": Part.COMMENT, "/Subj": Part.COMMENT, "/Alt": Part.ALT_TEXT,
    "/ActualText": Part.ALT_TEXT, "/E": Part.ALT_TEXT, "/URI": Part.LINK, "/JS": Part.SCRIPT, "/V": Part.FIELD,
    "/DV": Part.FIELD, "/T": Part.FIELD, "/TU": Part.FIELD, "/TM": Part.FIELD, "/Title": Part.METADATA,
    "/Author": Part.METADATA, "/Subject": Part.METADATA, "/Keywords": Part.METADATA, "/Creator": Part.METADATA,
    "/Producer": Part.METADATA, "/F": Part.ATTACHMENT, "/UF": Part.ATTACHMENT, "/Desc": Part.ATTACHMENT,
    "/P": Part.NAME, "/Name": Part.NAME, "/Dest": Part.BOOKMARK, "/D": Part.BOOKMARK,
}  # fmt: skip
MACHINE_KEYS: Final = {
    "/ID", "/Registry", "/Ordering", "/CharSet", "/CheckSum", "/Panose", "/CreationDate", "/ModDate", "/M", "/Lang",
    "/O", "/U", "/OE", "/UE", "/Perms", "/Lookup", "/DA", "/Info", "/OutputConditionIdentifier", "/OutputCondition",
    "/RegistryName", "/LastModified", "/NM", "/Cert", "/ByteRange", "/Event", "/PTEX.Fullbanner", "/ProcSet",
}  # fmt: skip
MACHINE_DATE: Final = re.compile(r"D:\d{4,14}.{0,8}")
STOCK_FONT: Final = re.compile(r"/(?:[A-Z]{6}\+)?(.*)")
MOST_DEPTH: Final = 60


def object_passages(pdf: pikepdf.Pdf) -> Iterator[Passage]:
    """Every text string of every object in the file's table of contents, used on a page or not."""
    for number, one in enumerate(pdf.objects, 1):
        yield from _strings(one, where=_place(one, number), key="", depth=0, holder=None)
    yield from _strings(pdf.trailer, where="the file's trailer", key="", depth=0, holder=None)


def xmp_passages(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str, str]]:
    """Every value in every metadata stream, as where, element name and text."""
    for number, one in enumerate(pdf.objects, 1):
        if isinstance(one, pikepdf.Stream) and one.get("/Type") == "/Metadata":
            yield from _xmp(one.read_bytes(), where=f"metadata stream {number}")


def inline_passages(pdf: pikepdf.Pdf) -> Iterator[Passage]:
    """Text that a page's instructions carry beside what they draw: replacement text and descriptions."""
    for number, page in enumerate(pdf.pages, 1):
        holders: list[object] = [page, *drawn_wholes(page)]
        for holder in holders:
            for instruction in pikepdf.parse_content_stream(holder, "BDC DP"):  # type: ignore[arg-type]
                for operand in instruction.operands:
                    if isinstance(operand, pikepdf.Dictionary):
                        yield from _strings(operand, where=f"page {number}, marked text", key="", depth=0, holder=None)


def text_of(string: pikepdf.String) -> str:
    """A PDF string as text; bytes that are no text at all come out as the letters among them."""
    raw = bytes(string)
    if raw.startswith((b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")):
        encoding = {b"\xfe\xff": "utf-16", b"\xff\xfe": "utf-16", b"\xef\xbb\xbf"[:2]: "utf-8-sig"}[raw[:2]]
        return re.sub(r"\x1b[^\x1b]*\x1b", "", raw.decode(encoding, "replace"))
    return str(string)


def _strings(one: object, *, where: str, key: str, depth: int, holder: pikepdf.Dictionary | None) -> Iterator[Passage]:
    if depth > MOST_DEPTH:
        return
    if isinstance(one, pikepdf.String):
        yield from _string(one, where=where, key=key, holder=holder)
    elif isinstance(one, pikepdf.Array):
        for inner in one:
            if not _is_elsewhere(inner):
                yield from _strings(inner, where=where, key=key, depth=depth + 1, holder=holder)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        for name, inner in one.items():
            if not _is_elsewhere(inner):
                yield from _strings(inner, where=where, key=str(name), depth=depth + 1, holder=_as_dictionary(one))


def _string(one: pikepdf.String, *, where: str, key: str, holder: pikepdf.Dictionary | None) -> Iterator[Passage]:
    said = text_of(one).strip("\0 \t\r\n")
    if key in MACHINE_KEYS or not any(letter.isalnum() for letter in said) or MACHINE_DATE.fullmatch(said):
        return
    part = KEYS.get(key, Part.OTHER)
    if key == "/Title" and holder is not None and "/Parent" in holder:
        part = Part.BOOKMARK
    if key == "/T" and holder is not None and holder.get("/S") is not None:
        part = Part.OTHER
    yield Passage(text=said, where=f"{where}, {key.lstrip('/') or 'text'}", part=part, visible=False)


def _xmp(data: bytes, *, where: str) -> Iterator[tuple[str, str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data.strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        yield where, "unreadable", data.decode("utf-8", "replace")
        return
    for element in root.iter():
        if not isinstance(element.tag, str):
            if not str(element).startswith("<?xpacket"):
                yield where, "remark", (element.text or "").strip()
            continue
        # A file for archives describes the properties that it uses: those descriptions are nobody's words.
        if (element.text or "").strip() and not str(element.tag).startswith("{http://www.aiim.org/pdfa/ns/"):
            yield where, _named(element), str(element.text).strip()
        for name, said in element.attrib.items():
            yield where, etree.QName(name).localname, str(said)


def _named(element: etree._Element) -> str:
    """The property that a value belongs to: the list and its items round a value say nothing."""
    one: etree._Element | None = element
    while one is not None and etree.QName(one).localname in {"li", "Seq", "Bag", "Alt"}:
        one = one.getparent()
    return "" if one is None else etree.QName(one).localname


def drawn_wholes(page: pikepdf.Page) -> Iterator[pikepdf.Stream]:
    """The drawings that a page uses as wholes, and those that they use."""
    waiting = [page.obj.get("/Resources")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        resources = waiting.pop()
        found = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        for _, form in found.items() if isinstance(found, pikepdf.Dictionary) else ():
            if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form" and form.objgen not in seen:
                seen.add(form.objgen)
                yield form
                waiting.append(form.get("/Resources"))


def _is_elsewhere(inner: object) -> bool:
    """Whether a value is an object of its own, and so is visited on its own."""
    return isinstance(inner, pikepdf.Object) and bool(inner.is_indirect)


def _as_dictionary(one: pikepdf.Object) -> pikepdf.Dictionary | None:
    return one if isinstance(one, pikepdf.Dictionary) else None


def _place(one: object, number: int) -> str:
    if isinstance(one, pikepdf.Dictionary):
        kind = str(one.get("/Subtype", "") or one.get("/Type", "") or "").strip("/")
        if kind:
            return f"object {number} ({kind})"
    return f"object {number}"
