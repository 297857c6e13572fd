"""What do the objects of a PDF say besides its pages? Every text string in every object, with what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import pikepdf
from lxml import etree

from safelight.core.papers.paper import Part, Passage
from safelight.core.papers.pdf.rawfile import unhashed
from safelight.core.papers.pdf.streams import stream_bytes, words_in
from safelight.core.papers.pdf.vocabulary import is_own_word

KEYS: Final = {
    "/Contents": Part.COMMENT, "/RC": Part.COMMENT, "/Subj": Part.COMMENT, "/Alt": Part.ALT_TEXT,
    "/ActualText": Part.ALT_TEXT, "/E": Part.ALT_TEXT, "/URI": Part.LINK, "/JS": Part.SCRIPT, "/V": Part.FIELD,
    "/DV": Part.FIELD, "/T": Part.FIELD, "/TU": Part.FIELD, "/TM": Part.FIELD, "/Title": Part.METADATA,
    "/Author": Part.METADATA, "/Subject": Part.METADATA, "/Keywords": Part.METADATA, "/Creator": Part.METADATA,
    "/Producer": Part.METADATA, "/F": Part.ATTACHMENT, "/UF": Part.ATTACHMENT, "/Desc": Part.ATTACHMENT,
    "/P": Part.NAME, "/Name": Part.NAME, "/Dest": Part.BOOKMARK, "/D": Part.BOOKMARK,
}  # fmt: skip
MACHINE_DATE: Final = re.compile(r"D:\d{4,14}.{0,8}")
NAME: Final = re.compile(rb"/([^\s()<>\[\]{}/%\0]+)")
STRING: Final = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<[0-9a-f]*>", re.DOTALL)
A_STRING: Final = re.compile(rb"\(|<[0-9a-f]")
MOST_DEPTH: Final = 60
MARKS: Final = {b"\xfe\xff": "utf-16", b"\xff\xfe": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
MOST_STRANGE: Final = 0.35


def object_passages(pdf: pikepdf.Pdf) -> Iterator[Passage]:
    """Every text string of every object in the file's table of contents, and every name that somebody chose."""
    names: dict[bytes, str] = {}
    for number, one in enumerate((*pdf.objects, pdf.trailer), 1):
        written = written_out(one)
        where = _place(one, number) if isinstance(one, pikepdf.Object) else f"object {number}"
        if A_STRING.search(written):
            yield from _strings(one, where=where, key="", depth=0, holder=None)
            written = STRING.sub(b"", written)
        for name in NAME.findall(written):
            names.setdefault(name, where)
    for name, where in names.items():
        said = unhashed(name).decode("utf-8", "replace")
        if not is_own_word(said) and any(letter.isalnum() for letter in said):
            yield Passage(text=said, where=f"{where}, a name", part=Part.NAME, visible=False)


def written_out(one: object) -> bytes:
    """An object as a file would hold it, without what is an object of its own."""
    if isinstance(one, pikepdf.Stream):
        return b"<< " + b" ".join(f"{key} ".encode() + _plain(inner) for key, inner in one.items()) + b" >>"
    if isinstance(one, pikepdf.Object):
        return one.unparse(resolved=True)
    return b""


def _plain(inner: object) -> bytes:
    return inner.unparse() if isinstance(inner, pikepdf.Object) else str(inner).encode()


def xmp_passages(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str, str]]:
    """Every value in every metadata stream, as where, element name and text."""
    for number, one in enumerate(pdf.objects, 1):
        if isinstance(one, pikepdf.Stream) and (one.get("/Type") == "/Metadata" or one.get("/Subtype") == "/XML"):
            yield from _xmp(stream_bytes(one) or b"", where=f"metadata stream {number}")


def beside_passages(beside: Iterable[pikepdf.Object], *, where: str) -> Iterator[Passage]:
    """Text that instructions carry beside what they draw: replacement text, descriptions, names of marks."""
    names: dict[str, None] = {}
    for operand in beside:
        if isinstance(operand, pikepdf.Dictionary):
            yield from _strings(operand, where=where, key="", depth=0, holder=None)
            names.update((unhashed(name).decode("utf-8", "replace"), None) for name in NAME.findall(operand.unparse()))
        elif isinstance(operand, pikepdf.Name):
            names[str(operand).lstrip("/")] = None
    for name in names:
        if not is_own_word(name):
            yield Passage(text=name, where=where, part=Part.NAME, visible=False)


def text_of(string: pikepdf.String) -> str:
    """A PDF string as text; of bytes that are no text, such as a signature, whatever words are among them."""
    return text_of_bytes(bytes(string))


def text_of_bytes(raw: bytes) -> str:
    """The same for the bytes of a string."""
    encoding = next((encoding for mark, encoding in MARKS.items() if raw.startswith(mark)), "")
    if encoding:
        return re.sub(r"\x1b[^\x1b]*\x1b", "", raw.decode(encoding, "replace"))
    strange = sum(1 for one in raw[:400] if (one < 0x20 and one not in b"\t\n\r") or one >= 0x7F)
    if strange > MOST_STRANGE * min(len(raw), 400):
        return " ".join(words_in(raw))
    return str(pikepdf.String(raw))


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
    if not any(letter.isalnum() for letter in said) or MACHINE_DATE.fullmatch(said):
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
            yield where, _local(name), str(said)


def _local(name: object) -> str:
    """A name without its namespace, also where the XML is too broken to have declared one."""
    return str(name).rpartition("}")[2].rpartition(":")[2]


def _named(element: etree._Element) -> str:
    """The property that a value belongs to: the list and its items round a value say nothing."""
    one: etree._Element | None = element
    while one is not None and _local(one.tag) in {"li", "Seq", "Bag", "Alt"}:
        one = one.getparent()
    return "" if one is None else _local(one.tag)


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
