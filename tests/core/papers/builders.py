"""How are papers with a known trap made? Word, web, text and PDF files built in code, for any test to use."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache

import pikepdf
import typst
from docx import Document
from docx.document import Document as WordDocument
from PIL import Image
from PIL.PngImagePlugin import PngInfo

SHOWN = "Serious case review"
"""What every built paper shows, whatever hides in it."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{A}/wordprocessingDrawing" xmlns:a="{A}/main" xmlns:pic="{A}/picture" '
    f'xmlns:c="{A}/chart" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
DOCUMENT = "word/document.xml"
NO_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'


# --- Zip files ------------------------------------------------------------------------------------------------------


def members_of(data: bytes) -> dict[str, bytes]:
    """What is in a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip file of these members; the same members give the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2009, 3, 2, 9, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def without_members(data: bytes, *names: str) -> bytes:
    """The file without these members, their types and the links to them."""
    members = members_of(data)
    for gone in names:
        members.pop(gone, None)
        leaf = re.escape(gone.rpartition("/")[2].encode())
        for name in [name for name in members if name.endswith(".rels")]:
            members[name] = re.sub(rb"<Relationship [^>]*" + leaf + rb'"[^>]*/>', b"", members[name])
        override = rb'<Override PartName="/' + re.escape(gone.encode()) + rb'"[^>]*/>'
        members["[Content_Types].xml"] = re.sub(override, b"", members["[Content_Types].xml"])
    return zipped(members)


def with_member(
    data: bytes, name: str, content: bytes | str, *, content_type: str = "", link: str = "", source: str = ""
) -> bytes:
    """The file with one more member, its type, and a relationship to it of the kind `link` from `source`."""
    members = members_of(data)
    members[name] = content.encode() if isinstance(content, str) else content
    if content_type:
        override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'.encode()
        members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(b"</Types>", override)
    if link:
        _relate(members, link, f"/{name}", source=source)
    return zipped(members)


def with_link(data: bytes, kind: str, target: str, *, number: str = "rId99") -> bytes:
    """The file with a relationship from its document to something outside."""
    members = members_of(data)
    _relate(members, kind, target, source=DOCUMENT, external=True, number=number)
    return zipped(members)


def _relate(
    members: dict[str, bytes], kind: str, target: str, *, source: str, external: bool = False, number: str = "rId90"
) -> None:
    folder, _, leaf = source.rpartition("/")
    holder = f"{folder}/_rels/{leaf}.rels" if source else "_rels/.rels"
    known = members.get(holder, NO_RELATIONS.encode())
    mode = ' TargetMode="External"' if external else ""
    kind = kind if "/" in kind else f"{R}/{kind}"
    one = f'<Relationship Id="{number}" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    members[holder] = known.replace(b"</Relationships>", one.encode())


def swapped(data: bytes, member: str, old: str, new: str) -> bytes:
    """The file with one text replaced in one member."""
    members = members_of(data)
    assert old.encode() in members[member], f"{member} has no {old}"
    members[member] = members[member].replace(old.encode(), new.encode())
    return zipped(members)


def with_remark(data: bytes, remark: str) -> bytes:
    """The zip file with a comment of its own."""
    written = io.BytesIO(data)
    with zipfile.ZipFile(written, "a") as archive:
        archive.comment = remark.encode()
    return written.getvalue()


# --- Word -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def plain_docx(*paragraphs: str) -> bytes:
    """A Word file with a heading and these paragraphs, and nothing hidden in it."""
    document = Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.add_heading(SHOWN, 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    # Most of the template is the styles of a hundred tables, which every test would have to read.
    styles = document.styles.element
    for style in styles.findall(f"{{{W}}}style"):
        if style.get(f"{{{W}}}type") == "table" and style.get(f"{{{W}}}default") is None:
            styles.remove(style)
    return without_members(written_docx(document), "docProps/thumbnail.jpeg", "word/stylesWithEffects.xml")


def written_docx(document: WordDocument) -> bytes:
    """The bytes of a document that python-docx has made."""
    written = io.BytesIO()
    document.save(written)
    return zipped(members_of(written.getvalue()))


def with_body(data: bytes, xml: str) -> bytes:
    """The file with raw XML put at the end of its document; `w:`, `r:` and the drawing prefixes may be used."""
    return with_xml(data, DOCUMENT, "<w:sectPr", f"{xml}<w:sectPr")


def with_xml(data: bytes, member: str, old: str, new: str) -> bytes:
    """The file with the first `old` in a member replaced; the prefixes that `with_body` knows are declared."""
    members = members_of(data)
    text = members[member].decode()
    assert old in text, f"{member} has no {old}"
    text = text.replace(old, new, 1)
    head = re.search(r"<(?!\?)[^>]*>", text)
    assert head is not None
    missing = [one for one in NAMESPACES.split() if one.partition("=")[0] + "=" not in head.group()]
    closed = "/>" if head.group().endswith("/>") else ">"
    declared = f"{head.group().rstrip('/>')} {' '.join(missing)}{closed}"
    members[member] = (text[: head.start()] + declared + text[head.end() :]).encode()
    return zipped(members)


def docx_with(xml: str) -> bytes:
    """A clean Word file with this raw XML at the end of its body."""
    return with_body(plain_docx(), xml)


def para(inner: str) -> str:
    """The XML of a paragraph."""
    return f"<w:p>{inner}</w:p>"


def words(text: str) -> str:
    """The XML of a run of text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def run(text: str, properties: str = "") -> str:
    """The XML of a paragraph with one run that looks like this."""
    return para(f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")


def row(inner: str, properties: str = "", *, cell: str = "") -> str:
    """The XML of a table row with one cell."""
    return f"<w:tr><w:trPr>{properties}</w:trPr><w:tc>{cell}{inner}</w:tc></w:tr>"


def table(*rows: str) -> str:
    """The XML of a table and the paragraph that must follow it."""
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"


def field(code: str, shown: str) -> str:
    """The XML of a paragraph with a field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return para(mark.format("begin") + instruction + mark.format("separate") + words(shown) + mark.format("end"))


def drawing(relation: str, *, name: str = "Picture 1", alt: str = "", title: str = "", crop: str = "") -> str:
    """The XML of a picture of four by three centimetres in the text."""
    return (
        '<w:drawing><wp:inline><wp:extent cx="1440000" cy="1080000"/>'
        f'<wp:docPr id="1" name="Picture 1" descr="{alt}" title="{title}"/><a:graphic><a:graphicData uri="{A}/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/>{crop}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="1440000" cy="1080000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def text_box(shown: str, *, fallback: str | None = None, hidden: str = "") -> str:
    """The XML of a text box as Word writes it: once for itself and once for old programs."""
    content = "<w:txbxContent>" + para(words("{}")) + "</w:txbxContent>"
    return para(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:extent cx="1440000" cy="720000"/>'
        f'<wp:docPr id="2" name="Text Box 2"{hidden}/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f"<wps:spPr/><wps:txbx>{content.format(shown)}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{content.format(shown if fallback is None else fallback)}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def docx_with_comment(word: str) -> bytes:
    """A Word file with a comment on a word of its text."""
    comment = f'<w:comment w:id="0" w:author="A. Author">{para(words(word))}</w:comment>'
    data = with_member(
        plain_docx(),
        "word/comments.xml",
        f'<w:comments xmlns:w="{W}">{comment}</w:comments>',
        content_type=WORD + "comments+xml",
        link="comments",
        source=DOCUMENT,
    )
    mark = '<w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    return with_body(data, para(mark.format(words("Text."))))


def docx_with_property(name: str, word: str) -> bytes:
    """A Word file with one of its properties filled in."""
    document = Document(io.BytesIO(plain_docx()))
    setattr(document.core_properties, name, word)
    return written_docx(document)


def docx_with_setting(xml: str) -> bytes:
    """A Word file with one more setting."""
    return with_xml(plain_docx(), "word/settings.xml", "</w:settings>", f"{xml}</w:settings>")


def docx_with_note(word: str, *, referred: bool = True) -> bytes:
    """A Word file with a footnote, which its text refers to or not."""
    separator = f'<w:footnote w:type="separator" w:id="-1">{para("<w:r><w:separator/></w:r>")}</w:footnote>'
    note = f'<w:footnote w:id="2">{para(words(word))}</w:footnote>'
    data = with_member(
        plain_docx(),
        "word/footnotes.xml",
        f'<w:footnotes xmlns:w="{W}">{separator}{note}</w:footnotes>',
        content_type=WORD + "footnotes+xml",
        link="footnotes",
        source=DOCUMENT,
    )
    reference = para(words("Text") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    return with_body(data, reference) if referred else data


def docx_with_header(word: str, *, first: bool = False) -> bytes:
    """A Word file with a page header, or with a first-page header that the section does not ask for."""
    document = Document(io.BytesIO(plain_docx()))
    section = document.sections[0]
    holder = section.first_page_header if first else section.header
    holder.is_linked_to_previous = False
    holder.paragraphs[0].text = word
    return written_docx(document)


def docx_with_workbook(word: str) -> bytes:
    """A Word file with an embedded spreadsheet."""
    data = with_member(
        plain_docx(),
        "word/embeddings/Microsoft_Excel_Sheet1.xlsx",
        zipped({"xl/sharedStrings.xml": word.encode()}),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        link="package",
        source=DOCUMENT,
    )
    embedded = '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="rId90"/>'
    return with_body(data, para(f"<w:r><w:object>{embedded}</w:object></w:r>"))


def docx_with_imported_page(word: str) -> bytes:
    """A Word file that takes a web page over when it is opened."""
    content = f"<html><body><p>{word}</p></body></html>"
    data = with_member(
        plain_docx(), "word/afchunk1.html", content, content_type="text/html", link="aFChunk", source=DOCUMENT
    )
    return with_body(data, '<w:altChunk r:id="rId90"/>')


def docx_with_custom_xml(word: str) -> bytes:
    """A Word file with data of another program stored in it."""
    content = f"<data><child>{word}</child></data>"
    return with_member(
        plain_docx(), "customXml/item9.xml", content, content_type="application/xml", link="customXml", source=DOCUMENT
    )


def docx_with_people(word: str) -> bytes:
    """A Word file with the list of those who worked on it."""
    space = "http://schemas.microsoft.com/office/word/2012/wordml"
    return with_member(
        plain_docx(),
        "word/people.xml",
        f'<w15:people xmlns:w15="{space}"><w15:person w15:author="{word}"/></w15:people>',
        content_type=WORD + "people+xml",
        link="http://schemas.microsoft.com/office/2011/relationships/people",
        source=DOCUMENT,
    )


def docx_with_custom_property(word: str) -> bytes:
    """A Word file with a property that somebody made up."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    value = (
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="Case"><vt:lpwstr>{word}</vt:lpwstr>'
    )
    return with_member(
        plain_docx(),
        "docProps/custom.xml",
        f'<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">{value}</property>'
        "</Properties>",
        content_type="application/vnd.openxmlformats-officedocument.custom-properties+xml",
        link="custom-properties",
    )


def docx_with_glossary(word: str) -> bytes:
    """A Word file with a building block stored in it."""
    block = f"<w:docPart><w:docPartBody>{para(words(word))}</w:docPartBody></w:docPart>"
    return with_member(
        plain_docx(),
        "word/glossary/document.xml",
        f'<w:glossaryDocument xmlns:w="{W}"><w:docParts>{block}</w:docParts></w:glossaryDocument>',
        content_type=WORD + "document.glossary+xml",
        link="glossaryDocument",
        source=DOCUMENT,
    )


def docx_with_picture(
    picture: bytes, *, name: str = "Picture 1", alt: str = "", title: str = "", crop: str = "", member: str = ""
) -> bytes:
    """A Word file that shows a picture of four by three centimetres."""
    ending = "png" if picture.startswith(b"\x89PNG") else "jpeg"
    member = member or f"word/media/image1.{ending}"
    data = with_member(plain_docx(), member, picture, content_type=f"image/{ending}", link="image", source=DOCUMENT)
    return with_body(data, para(f"<w:r>{drawing('rId90', name=name, alt=alt, title=title, crop=crop)}</w:r>"))


def picture_png(*, remark: str = "", size: tuple[int, int] = (40, 30)) -> bytes:
    """A small picture, its left half darker, with a remark in its file if asked for."""
    said = PngInfo()
    if remark:
        said.add_text("Comment", remark)
    picture = Image.new("RGB", size, (200, 210, 220))
    picture.paste((30, 90, 160), (0, 0, size[0] // 2, size[1]))
    written = io.BytesIO()
    picture.save(written, "PNG", pnginfo=said)
    return written.getvalue()


def picture_jpeg(*, remark: str = "") -> bytes:
    """A small photograph, with camera data if asked for."""
    exif = Image.Exif()
    if remark:
        exif[0x010E] = remark
    written = io.BytesIO()
    Image.new("RGB", (40, 30), (160, 90, 30)).save(written, "JPEG", exif=exif, comment=remark or None)
    return written.getvalue()


# --- Web pages and text ---------------------------------------------------------------------------------------------


def page(body: str = "", *, head: str = "") -> bytes:
    """A web page with a heading."""
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{SHOWN}</title>{head}</head>'
        f"<body><h1>{SHOWN}</h1>{body}</body></html>"
    ).encode()


def tags(word: str) -> str:
    """The word in letters that no font shows."""
    return "".join(chr(0xE0000 + ord(letter)) for letter in word)


# --- PDF ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def plain_pdf(*paragraphs: str, title: str = SHOWN) -> bytes:
    """A tagged PDF with a heading and these paragraphs, and nothing hidden in it."""
    head = f'#set document(title: "{title}", date: none)\n#set text(lang: "en", region: "GB")\n= {SHOWN}\n\n'
    written: bytes = typst.compile((head + "\n\n".join(paragraphs)).encode(), pdf_standards="ua-1")
    return written


def drawn_pdf(*instructions: str) -> pikepdf.Pdf:
    """A PDF of one page drawn by these instructions; the font `/F1` (Helvetica) is there."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    name = pikepdf.Name
    font = pikepdf.Dictionary(
        Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica, Encoding=name.WinAnsiEncoding
    )
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    pdf.pages[0].Contents = pdf.make_stream("\n".join((write(SHOWN, y=780), *instructions)).encode("latin-1"))
    return pdf


def write(text: str, *, y: int = 700, x: int = 72, size: float = 12, before: str = "") -> str:
    """The instructions that write a line of text."""
    return f"q {before} BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET Q"


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF."""
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def changed_pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A clean PDF with something done to it."""
    pdf = pikepdf.open(io.BytesIO(plain_pdf("Text.")))
    change(pdf)
    return saved(pdf)


def annotate(pdf: pikepdf.Pdf, **entries: object) -> None:
    """Put an annotation on the first page."""
    note = pdf.make_indirect(pikepdf.Dictionary(**{"Type": pikepdf.Name.Annot, "Rect": [72, 72, 90, 90], **entries}))
    first = pdf.pages[0].obj
    first.Annots = pikepdf.Array([*first.get("/Annots", []), note])


def marked(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    """The PDF with a black square put over its second line, as a mark and not as a redaction."""
    name = pikepdf.Name
    look = pdf.make_stream(b"0 g 0 0 300 30 re f", Type=name.XObject, Subtype=name.Form, BBox=[0, 0, 300, 30])
    note = pikepdf.Dictionary(
        Type=name.Annot, Subtype=name.Square, Rect=[60, 690, 360, 720], F=4, AP=pikepdf.Dictionary(N=look)
    )
    pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
    return pdf


def layered(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    """The PDF with a layer `/L1` that is switched off."""
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Drafting"))
    pdf.pages[0].Resources.Properties = pikepdf.Dictionary(L1=layer)
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
    return pdf


def twice_saved_pdf(word: str) -> bytes:
    """A file whose page was drawn anew by adding to the file, so that the old page is still in it."""
    first = saved(drawn_pdf(write(word)))
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number, _ = pdf.pages[0].Contents.objgen
    stream = write(SHOWN, y=780).encode()
    body = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(stream), stream)
    return first + body + _added_table(first, f"{number} 1\n{len(first):010d} 00000 n \n", at=len(first) + len(body))


def pdf_like_word(*paragraphs: str) -> bytes:
    """A PDF that ends twice, the second time with a table of contents only, as Word writes every PDF."""
    first = saved(drawn_pdf(*(write(one, y=700 - 20 * line) for line, one in enumerate(paragraphs))))
    return first + _added_table(first, "0 0\n", at=len(first))


def _added_table(first: bytes, entries: str, *, at: int) -> bytes:
    previous = int(re.findall(rb"startxref\s+(\d+)", first)[-1])
    root = re.findall(rb"/Root (\d+) 0 R", first)[-1].decode()
    size = re.findall(rb"/Size (\d+)", first)[-1].decode()
    trailer = f"<< /Size {size} /Root {root} 0 R /Prev {previous} >>"
    return f"xref\n{entries}trailer\n{trailer}\nstartxref\n{at}\n%%EOF\n".encode()


def littered_pdf(word: str) -> bytes:
    """A PDF that still holds the instructions of a page that it no longer has."""
    streams = [write(SHOWN, y=780).encode(), write(word).encode()]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    fonts = b"<< /Font << /F1 4 0 R >> >>"
    page_object = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources " + fonts + b" >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page_object,
        font,
        *(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream) for stream in streams),
    ]
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + table + tail


def scanned_pdf() -> bytes:
    """A PDF whose only page is a picture."""
    name = pikepdf.Name
    pdf = drawn_pdf()
    picture = pdf.make_stream(
        bytes(30 * 40),
        Type=name.XObject,
        Subtype=name.Image,
        Width=30,
        Height=40,
        ColorSpace=name.DeviceGray,
        BitsPerComponent=8,
    )
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(I1=picture)
    pdf.pages[0].Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /I1 Do Q")
    return saved(pdf)


def locked_pdf(*, password: str = "a password") -> bytes:
    """A PDF that asks for a password."""
    pdf = pikepdf.open(io.BytesIO(plain_pdf()))
    written = io.BytesIO()
    pdf.save(written, encryption=pikepdf.Encryption(owner="owner", user=password))
    return written.getvalue()
