"""Where beside its text can somebody hide in a Word file? Members, properties, pictures, the zip itself."""

# ruff: noqa: E501 - a stretch of XML is easier to read in one piece

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Final

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.core.papers.builders import (
    DOCUMENT,
    WORD,
    A,
    R,
    W,
    docx_with,
    docx_with_custom_property,
    docx_with_custom_xml,
    docx_with_glossary,
    docx_with_imported_page,
    docx_with_people,
    docx_with_picture,
    docx_with_property,
    docx_with_setting,
    docx_with_workbook,
    drawing,
    members_of,
    para,
    picture_jpeg,
    picture_png,
    plain_docx,
    row,
    swapped,
    table,
    with_body,
    with_link,
    with_member,
    with_remark,
    with_xml,
    words,
    zipped,
)
from tests.corpus.canary import Canary, Caught

OFFICE = "application/vnd.openxmlformats-officedocument."
STYLES, SETTINGS = "word/styles.xml", "word/settings.xml"
THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
SIGNATURE = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature"
CHART = "word/charts/chart1.xml"


def control(properties: str, inner: str = "") -> bytes:
    """A content control with these properties."""
    return docx_with(
        f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner or para(words('x'))}</w:sdtContent></w:sdt>"
    )


def bound(word: str) -> bytes:
    """A content control bound to data stored beside the text, which says something else than the text."""
    xpath = '<w:dataBinding w:xpath="/data[1]/child[1]" w:storeItemID="{0A1B2C3D-0000-0000-0000-000000000000}"/>'
    control_xml = f"<w:sdt><w:sdtPr>{xpath}</w:sdtPr><w:sdtContent>{para(words('x'))}</w:sdtContent></w:sdt>"
    return with_body(docx_with_custom_xml(word), control_xml)


def charted(
    word: str, *, title: str = "Visits", cache: str = "Visits", formula: str = "Sheet1!$A$1", more: str = ""
) -> bytes:
    """A chart with a title and one series."""
    text = f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{title}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    series = (
        f"<c:ser><c:tx><c:strRef><c:f>{formula}</c:f><c:strCache><c:pt idx='0'><c:v>{cache}</c:v></c:pt></c:strCache>"
        "</c:strRef></c:tx></c:ser>"
    )
    xml = (
        f'<c:chartSpace xmlns:c="{A}/chart" xmlns:a="{A}/main" xmlns:r="{R}"><c:chart>{text}<c:plotArea><c:barChart>'
        f"{series}</c:barChart></c:plotArea></c:chart>{more}</c:chartSpace>"
    )
    data = with_member(
        plain_docx(), CHART, xml, content_type=OFFICE + "drawingml.chart+xml", link="chart", source=DOCUMENT
    )
    frame = drawing("x").partition("<pic:pic>")[0].replace("/picture", "/chart")
    frame += '<c:chart r:id="rId90"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    return with_body(data, para(f"<w:r>{frame}</w:r>"))


def chart_with_workbook(word: str) -> bytes:
    """A chart with the workbook that it was made from."""
    book = zipped({"xl/sharedStrings.xml": f"<sst><si><t>{word}</t></si></sst>".encode()})
    data = charted(word, more='<c:externalData r:id="rId90"/>')
    return with_member(
        data,
        "word/embeddings/Workbook1.xlsx",
        book,
        content_type=OFFICE + "spreadsheetml.sheet",
        link="package",
        source=CHART,
    )


def diagram(word: str) -> bytes:
    """A diagram whose points say a name."""
    space = f"{A}/diagram"
    xml = (
        f'<dgm:dataModel xmlns:dgm="{space}" xmlns:a="{A}/main"><dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:p><a:r>'
        f"<a:t>{word}</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    )
    data = with_member(
        plain_docx(),
        "word/diagrams/data1.xml",
        xml,
        content_type=OFFICE + "drawingml.diagramData+xml",
        link="diagramData",
        source=DOCUMENT,
    )
    frame = drawing("x").partition("<pic:pic>")[0].replace("/picture", "/diagram")
    frame += f'<dgm:relIds xmlns:dgm="{space}" r:dm="rId90"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    return with_body(data, para(f"<w:r>{frame}</w:r>"))


def imported(word: str, leaf: str, content: bytes, kind: str) -> bytes:
    """Another document that Word takes over when it opens the file."""
    data = with_member(plain_docx(), f"word/{leaf}", content, content_type=kind, link="aFChunk", source=DOCUMENT)
    return with_body(data, '<w:altChunk r:id="rId90"/>')


def part(word: str, name: str, content: str, kind: str = "", link: str = "", source: str = DOCUMENT) -> bytes:
    """One more member."""
    return with_member(plain_docx(), name, content, content_type=kind, link=link, source=source)


def template(word: str) -> bytes:
    """The template that the document was made from."""
    target = f'Target="file:///C:/Users/{word}/Normal.dotm" TargetMode="External"'
    rows = "http://schemas.openxmlformats.org/package/2006/relationships"
    relations = (
        f'<Relationships xmlns="{rows}"><Relationship Id="rId1" Type="{R}/attachedTemplate" {target}/></Relationships>'
    )
    return with_member(
        docx_with_setting('<w:attachedTemplate r:id="rId1"/>'), "word/_rels/settings.xml.rels", relations
    )


def styled(xml: str) -> bytes:
    """One more style."""
    return with_xml(plain_docx(), STYLES, "</w:styles>", f"{xml}</w:styles>")


def fonts(xml: str) -> bytes:
    """A table of fonts."""
    return swapped(plain_docx(), "word/fontTable.xml", "</w:fonts>", f"{xml}</w:fonts>")


def png_with(keyword: str, word: str) -> bytes:
    """A picture with a text of this kind in its file."""
    said = PngInfo()
    said.add_itxt(keyword, word)
    written = io.BytesIO()
    Image.new("RGB", (40, 30), (10, 120, 200)).save(written, "PNG", pnginfo=said)
    return written.getvalue()


def jpeg_with(marker: int, content: bytes) -> bytes:
    """A photograph with one more segment in its file."""
    plain = picture_jpeg()
    return plain[:2] + struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content + plain[2:]


def camera(word: str) -> bytes:
    """A photograph whose camera data lie in a folder of their own inside the camera data."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + word.encode()
    exif.get_ifd(0x8825)[0x001D] = "2009:03:02"
    written = io.BytesIO()
    Image.new("RGB", (40, 30), (160, 90, 30)).save(written, "JPEG", exif=exif)
    return written.getvalue()


def colour_profile(word: str) -> bytes:
    """A photograph whose colour profile says whose it is."""
    profile = word.encode().ljust(128, b"\0")
    written = io.BytesIO()
    Image.new("RGB", (40, 30), (160, 90, 30)).save(written, "JPEG", icc_profile=profile)
    return written.getvalue()


def drawn(word: str, ending: str, content: bytes, kind: str) -> bytes:
    """A drawing in a format of lines and letters."""
    data = with_member(
        plain_docx(), f"word/media/image1.{ending}", content, content_type=kind, link="image", source=DOCUMENT
    )
    return with_body(data, para(f"<w:r>{drawing('rId90', alt='A plan')}</w:r>"))


def metafile(word: str) -> bytes:
    """The beginning of a Windows metafile with letters in it."""
    return b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(44) + word.encode("utf-16-le")


def vector(word: str) -> bytes:
    """A drawing for the web."""
    return f'<svg xmlns="http://www.w3.org/2000/svg"><text>{word}</text></svg>'.encode()


def with_prefix(word: str) -> bytes:
    """Bytes before the zip file."""
    return b"PK" + word.encode() + plain_docx()


def with_extra(word: str) -> bytes:
    """A member with an extra field of its own in the zip file."""
    return _rewritten(lambda entry: setattr(entry, "extra", struct.pack("<HH", 0x7777, len(word)) + word.encode()))


def with_entry_comment(word: str) -> bytes:
    """A member with a comment of its own in the zip file."""
    return _rewritten(lambda entry: setattr(entry, "comment", word.encode()))


def with_gap(word: str) -> bytes:
    """Bytes between the members of the zip file and its list of them."""
    plain = plain_docx()
    start = plain.rfind(b"PK\x05\x06")
    at = struct.unpack("<I", plain[start + 16 : start + 20])[0]
    moved = plain[start : start + 16] + struct.pack("<I", at + len(word)) + plain[start + 20 :]
    return plain[:at] + word.encode() + plain[at:start] + moved


def _rewritten(change: Callable[[zipfile.ZipInfo], None]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members_of(plain_docx()).items():
            entry = zipfile.ZipInfo(name, (2009, 3, 2, 9, 0, 0))
            change(entry)
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def signed(word: str) -> bytes:
    """A file with a signature and what its signer wrote."""
    xml = f'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Object><SignatureComments>{word}</SignatureComments></Object></Signature>'
    kind = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
    return with_member(plain_docx(), "_xmlsignatures/sig1.xml", xml, content_type=kind, link=SIGNATURE, source="")


def extended(word: str) -> bytes:
    """A drawing with data of another program in its extension list."""
    more = f'<a:extLst><a:ext uri="{{0A1B}}"><x:note xmlns:x="urn:example" who="{word}"/></a:ext></a:extLst>'
    return swapped(
        docx_with_picture(picture_png()),
        DOCUMENT,
        '<a:blip r:embed="rId90"/>',
        f'<a:blip r:embed="rId90">{more}</a:blip>',
    )


PROPERTIES: Final[dict[str, Callable[[str], bytes]]] = {
    **{
        f"property-{name.replace('_', '-')}": (lambda word, name=name: docx_with_property(name, word))
        for name in ("author", "last_modified_by", "comments", "keywords", "subject", "title", "category")
    },
    "company": lambda word: swapped(plain_docx(), "docProps/app.xml", "<Company/>", f"<Company>{word}</Company>"),
    "manager": lambda word: swapped(plain_docx(), "docProps/app.xml", "<Company/>", f"<Manager>{word}</Manager>"),
    "template-property": lambda word: swapped(plain_docx(), "docProps/app.xml", "Normal.dotm", f"{word}.dotm"),
    "titles-of-parts": lambda word: swapped(
        plain_docx(),
        "docProps/app.xml",
        "<Company/>",
        f"<TitlesOfParts><vt:vector xmlns:vt='urn:x'><vt:lpstr>{word}</vt:lpstr></vt:vector></TitlesOfParts>",
    ),
    "custom-property": docx_with_custom_property,
    "people": docx_with_people,
    "preview": lambda word: with_member(
        plain_docx(), "docProps/thumbnail.png", picture_png(remark=word), content_type="image/png", link=THUMBNAIL
    ),
    "signature": signed,
    "custom-xml": docx_with_custom_xml,
    "custom-xml-bound": bound,
    "control-with-a-title": lambda word: control(f'<w:alias w:val="{word}"/>'),
    "control-with-a-tag": lambda word: control(f'<w:tag w:val="{word.lower()}"/>'),
    "control-with-a-list": lambda word: control(
        f'<w:dropDownList><w:listItem w:displayText="{word}" w:value="1"/></w:dropDownList>'
    ),
    "control-bound-by-a-path": lambda word: control(f'<w:dataBinding w:xpath="/{word}"/>'),
    "control-from-a-gallery": lambda word: control(f'<w:docPartObj><w:docPartGallery w:val="{word}"/></w:docPartObj>'),
    "control-with-a-placeholder": lambda word: control(f'<w:placeholder><w:docPart w:val="{word}"/></w:placeholder>'),
    "building-block": docx_with_glossary,
    "document-variable": lambda word: docx_with_setting(
        f'<w:docVars><w:docVar w:name="a" w:val="{word}"/></w:docVars>'
    ),
    "mail-merge": lambda word: docx_with_setting(f'<w:mailMerge><w:query w:val="SELECT * FROM {word}"/></w:mailMerge>'),
    "template": template,
    "schema": lambda word: docx_with_setting(f'<w:attachedSchema w:val="urn:{word}"/>'),
    "caption-of-the-settings": lambda word: docx_with_setting(f'<w:captions><w:caption w:name="{word}"/></w:captions>'),
    "forbidden-line-breaks": lambda word: docx_with_setting(f'<w:noLineBreaksAfter w:lang="ja-JP" w:val="{word}"/>'),
    "permission": lambda word: docx_with(
        para(f'<w:permStart w:id="7" w:ed="{word}@example.org"/>{words("x")}<w:permEnd w:id="7"/>')
    ),
    "style-name": lambda word: styled(
        f'<w:style w:type="paragraph" w:styleId="Q1"><w:name w:val="{word} quote"/></w:style>'
    ),
    "style-alias": lambda word: styled(
        f'<w:style w:type="paragraph" w:styleId="Q1"><w:name w:val="Q1"/><w:aliases w:val="{word}"/></w:style>'
    ),
    "style-id": lambda word: styled(f'<w:style w:type="table" w:styleId="{word}"><w:name w:val="Quote 9"/></w:style>'),
    "latent-style": lambda word: styled(f'<w:latentStyles><w:lsdException w:name="{word}"/></w:latentStyles>'),
    "font-name": lambda word: fonts(f'<w:font w:name="{word}"/>'),
    "other-name-of-a-font": lambda word: fonts(f'<w:font w:name="Arial"><w:altName w:val="{word}"/></w:font>'),
    "font-of-a-run": lambda word: docx_with(
        para(f'<w:r><w:rPr><w:rFonts w:ascii="{word} Sans"/></w:rPr><w:t>x</w:t></w:r>')
    ),
    "theme-name": lambda word: part(
        word, "word/theme/theme9.xml", f'<a:theme xmlns:a="{A}/main" name="{word}"/>', OFFICE + "theme+xml", "theme"
    ),
    "list-name": lambda word: with_xml(
        plain_docx(),
        "word/numbering.xml",
        "<w:abstractNum ",
        f'<w:abstractNum w:abstractNumId="97"><w:name w:val="{word}"/></w:abstractNum><w:abstractNum ',
    ),
    "caption-of-a-table": lambda word: docx_with(
        table(row(para(words("x")))).replace("<w:tblPr/>", f'<w:tblPr><w:tblCaption w:val="{word}"/></w:tblPr>')
    ),
    "description-of-a-table": lambda word: docx_with(
        table(row(para(words("x")))).replace("<w:tblPr/>", f'<w:tblPr><w:tblDescription w:val="{word}"/></w:tblPr>')
    ),
}

PICTURES: Final[dict[str, Callable[[str], bytes]]] = {
    "alternative-text": lambda word: docx_with_picture(picture_png(), alt=f"A drawing by {word}"),
    "title-of-a-picture": lambda word: docx_with_picture(picture_png(), title=word),
    "file-name-of-a-picture": lambda word: docx_with_picture(picture_png(), name=f"{word}.png"),
    "name-of-a-member": lambda word: docx_with_picture(picture_png(), member=f"word/media/{word}.png"),
    "text-in-a-picture": lambda word: docx_with_picture(picture_png(remark=word)),
    "international-text-in-a-picture": lambda word: docx_with_picture(png_with("Author", word)),
    "xmp-in-a-picture": lambda word: docx_with_picture(png_with("XML:com.adobe.xmp", f"<x>{word}</x>")),
    "camera-data": lambda word: docx_with_picture(picture_jpeg(remark=word)),
    "camera-data-inside-camera-data": lambda word: docx_with_picture(camera(word)),
    "colour-profile": lambda word: docx_with_picture(colour_profile(word)),
    "comment-in-a-photograph": lambda word: docx_with_picture(jpeg_with(0xFE, word.encode())),
    "segment-of-another-program": lambda word: docx_with_picture(jpeg_with(0xED, b"Photoshop 3.0\0" + word.encode())),
    "unknown-segment": lambda word: docx_with_picture(jpeg_with(0xE5, word.encode())),
    "after-the-end-of-a-photograph": lambda word: docx_with_picture(picture_jpeg() + word.encode()),
    "after-the-end-of-a-picture": lambda word: docx_with_picture(picture_png() + word.encode()),
    "drawing-for-the-web": lambda word: drawn(word, "svg", vector(word), "image/svg+xml"),
    "extension-of-a-drawing": extended,
    "title-of-a-chart": lambda word: charted(word, title=word),
    "series-of-a-chart": lambda word: charted(word, cache=word),
    "formula-of-a-chart": lambda word: charted(word, formula=f"'{word}'!$A$1"),
    "diagram": diagram,
    "imported-page": docx_with_imported_page,
}

MEMBERS: Final[dict[str, Callable[[str], bytes]]] = {
    "member-that-nothing-uses": lambda word: with_member(plain_docx(), "word/notes.xml", f"<n>{word}</n>"),
    "web-settings": lambda word: part(
        word,
        "word/webSettings9.xml",
        f'<w:webSettings xmlns:w="{W}"><w:frameset><w:frame><w:name w:val="{word}"/></w:frame></w:frameset></w:webSettings>',
        WORD + "webSettings+xml",
        "webSettings",
    ),
    "ribbon": lambda word: part(
        word,
        "customUI/customUI.xml",
        f'<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui"><button label="{word}"/></customUI>',
        "application/xml",
        "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
        "",
    ),
    "ink": lambda word: part(
        word,
        "word/ink/ink1.xml",
        f'<ink xmlns="http://www.w3.org/2003/InkML"><annotation>{word}</annotation></ink>',
        "application/inkml+xml",
        "customXml",
    ),
    "foreign-element": lambda word: docx_with(para(f'<x:note xmlns:x="urn:example">{word}</x:note>{words("x")}')),
    "foreign-attribute": lambda word: docx_with(f'<w:p xmlns:x="urn:example" x:who="{word}">{words("x")}</w:p>'),
    "comment-in-the-markup": lambda word: docx_with(para(f"<!-- {word} -->")),
    "instruction-in-the-markup": lambda word: docx_with(para(f"<?note {word}?>")),
    "stray-words-in-the-markup": lambda word: docx_with(f"{word}{para(words('x'))}"),
    "namespace": lambda word: docx_with(f'<w:p xmlns:x="urn:{word}">{words("x")}</w:p>'),
    "unknown-relationship": lambda word: with_link(plain_docx(), "urn:example:who", f"https://example.org/{word}"),
    "other-document": lambda word: with_body(
        with_link(plain_docx(), "subDocument", f"{word}.docx"), '<w:subDoc r:id="rId99"/>'
    ),
    "linked-picture": lambda word: with_body(
        with_link(plain_docx(), "image", f"file:///C:/{word}.png"),
        para(f"<w:r>{drawing('rId99').replace('r:embed', 'r:link')}</w:r>"),
    ),
    "remark-of-the-zip": lambda word: with_remark(plain_docx(), word),
    "remark-of-a-zip-member": with_entry_comment,
    "embedded-font": lambda word: part(
        word, f"word/fonts/{word}.odttf", "font", "application/vnd.openxmlformats-officedocument.obfuscatedFont", "font"
    ),
}

OPAQUE: Final[dict[str, Callable[[str], bytes]]] = {
    "workbook": docx_with_workbook,
    "chart-with-its-workbook": chart_with_workbook,
    "object": lambda word: part(word, "word/embeddings/oleObject1.bin", word, OFFICE + "oleObject", "oleObject"),
    "macro": lambda word: part(
        word,
        "word/vbaProject.bin",
        word,
        "application/vnd.ms-office.vbaProject",
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
    ),
    "control-with-its-own-data": lambda word: part(
        word, "word/activeX/activeX1.bin", word, "application/vnd.ms-office.activeX", "control"
    ),
    "imported-document": lambda word: imported(word, "afchunk.docx", plain_docx(word), WORD + "document.main+xml"),
    "imported-rich-text": lambda word: imported(
        word, "afchunk.rtf", b"{\\rtf1 " + word.encode() + b"}", "application/rtf"
    ),
    "windows-metafile": lambda word: drawn(word, "emf", metafile(word), "image/x-emf"),
    "member-of-no-known-kind": lambda word: with_member(plain_docx(), "word/data.bin", word),
    "broken-picture": lambda word: docx_with_picture(b"\x89PNG\r\n" + word.encode()),
}

UNSEEN: Final[dict[str, Callable[[str], bytes]]] = {
    "before-the-zip": with_prefix,
    "extra-field-of-the-zip": with_extra,
    "between-the-members-of-the-zip": with_gap,
    "printer-settings": lambda word: part(
        word,
        "word/printerSettings1.bin",
        word,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings",
        "printerSettings",
    ),
    "cropped-picture": lambda word: docx_with_picture(picture_png(), crop='<a:srcRect l="50000"/>'),
}

PART_CANARIES: Final = (
    *(
        Canary(f"word-{name}.docx", build)
        for places in (PROPERTIES, PICTURES, MEMBERS)
        for name, build in places.items()
    ),
    *(Canary(f"word-{name}.docx", build, caught_by=Caught.UNREADABLE) for name, build in OPAQUE.items()),
    *(Canary(f"word-{name}.docx", build, caught_by=Caught.HIDDEN) for name, build in UNSEEN.items()),
)
