"""How is an OpenDocument Text with a known trap made? The members that an ordinary one has, built in code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

SHOWN = "Serious case review"
TEXT = "application/vnd.oasis.opendocument.text"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {
    "office": "office",
    "style": "style",
    "text": "text",
    "table": "table",
    "draw": "drawing",
    "fo": "xsl-fo-compatible",
    "meta": "meta",
    "number": "datastyle",
    "svg": "svg-compatible",
    "form": "form",
    "script": "script",
    "config": "config",
    "chart": "chart",
}
DECLARED = " ".join(f'xmlns:{prefix}="{OASIS}{name}:1.0"' for prefix, name in NAMES.items()) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    ' xmlns:officeooo="http://openoffice.org/2009/office" xmlns:ooo="http://openoffice.org/2004/office"'
    ' xmlns:ooow="http://openoffice.org/2004/writer" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    ' xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
COMMON_STYLES = """
<style:default-style style:family="graphic"><style:graphic-properties draw:fill-color="#729fcf"/></style:default-style>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:hyphenation-ladder-count="no-limit"/>
<style:text-properties style:use-window-font-color="true" loext:opacity="0%" style:font-name="Liberation Serif"
 fo:font-size="12pt" fo:language="en" fo:country="GB"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph" style:class="text"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="1"><style:text-properties fo:font-size="18pt"
 fo:font-weight="bold"/></style:style>
<style:style style:name="Header" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Internet_20_link" style:display-name="Internet link" style:family="text">
<style:text-properties fo:color="#000080" style:text-underline-style="solid"/></style:style>
<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1"
 style:num-suffix="."/></text:outline-style>
<text:list-style style:name="List_20_1" style:display-name="List 1"><text:list-level-style-bullet text:level="1"
 text:bullet-char="&#8226;"><style:list-level-properties text:space-before="0.4cm"/></text:list-level-style-bullet>
</text:list-style>
<text:list-style style:name="Numbering_20_1" style:display-name="Numbering 1"><text:list-level-style-number
 text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>
"""
LAYOUTS = """<style:page-layout style:name="Mpm1"><style:page-layout-properties fo:page-width="21.001cm"
 fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2cm" fo:margin-right="2cm"/>
<style:header-style/><style:footer-style/></style:page-layout>"""
MASTER = '<style:master-page style:name="Standard" style:page-layout-name="Mpm1">{}</style:master-page>'
SETTINGS = """<config:config-item-set config:name="ooo:configuration-settings">
<config:config-item config:name="AddParaTableSpacing" config:type="boolean">true</config:config-item>
<config:config-item config:name="PrinterName" config:type="string"/>{}</config:config-item-set>"""
META = """<meta:creation-date>2009-03-02T09:00:00</meta:creation-date><dc:date>2009-03-02T10:00:00</dc:date>
<meta:generator>LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40$Build-2</meta:generator>
<meta:document-statistic meta:table-count="0" meta:page-count="1" meta:word-count="12"/>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="">
<rdf:type rdf:resource="http://docs.oasis-open.org/ns/office/1.2/meta/pkg#Document"/></rdf:Description>{}</rdf:RDF>"""


def odt(
    body: str = "",
    *,
    automatic: str = "",
    styles: str = "",
    header: str = "",
    masters: str = "",
    before: str = "",
    meta: str = "",
    settings: str = "",
    rdf: str = "",
    members: Mapping[str, bytes | str] = {},
    fonts: str = "",
    scripts: str = "<office:scripts/>",
) -> bytes:
    """An OpenDocument Text with a heading, a paragraph and `body`; the other parts may be added to as well.

    `header` goes into the ordinary page, `masters` beside it, `before` before the text, `styles` into the common ones.
    """
    heading = f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{SHOWN}</text:h>'
    plain = '<text:p text:style-name="Standard">The review was agreed in March.</text:p>'
    content = (
        f'{HEAD}<office:document-content {DECLARED} office:version="1.3">{scripts}<office:font-face-decls>{fonts}'
        f"</office:font-face-decls><office:automatic-styles>{automatic}</office:automatic-styles><office:body>"
        f"<office:text>{before}{heading}{plain}{body}</office:text></office:body></office:document-content>"
    )
    style = (
        f'{HEAD}<office:document-styles {DECLARED} office:version="1.3"><office:styles>{COMMON_STYLES}{styles}'
        f"</office:styles><office:automatic-styles>{LAYOUTS}</office:automatic-styles><office:master-styles>"
        f"{MASTER.format(header)}{masters}</office:master-styles></office:document-styles>"
    )
    every: dict[str, bytes | str] = {
        "content.xml": content,
        "styles.xml": style,
        "meta.xml": f'{HEAD}<office:document-meta {DECLARED} office:version="1.3"><office:meta>{META}{meta}'
        "</office:meta></office:document-meta>",
        "settings.xml": f'{HEAD}<office:document-settings {DECLARED} office:version="1.3"><office:settings>'
        f"{SETTINGS.format(settings)}</office:settings></office:document-settings>",
        "manifest.rdf": HEAD + RDF.format(rdf),
        **members,
    }
    return packed(every)


def packed(members: Mapping[str, bytes | str], *, mimetype: str = TEXT, manifest: str = "") -> bytes:
    """Members as an OpenDocument file, with the manifest that lists them; the same members give the same bytes."""
    rows = "".join(
        f'<manifest:file-entry manifest:full-path="{escape(name)}" manifest:media-type="{_kind(name)}"/>'
        for name in members
    )
    listed = (
        f'{HEAD}<manifest:manifest xmlns:manifest="{OASIS}manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{mimetype}"/>{rows}{manifest}</manifest:manifest>'
    )
    return zipped({"mimetype": mimetype, **members, "META-INF/manifest.xml": listed})


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A zip file of these members in this order, the first not compressed."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2009, 3, 2, 9, 0, 0)), content, how)
    return written.getvalue()


def _kind(name: str) -> str:
    endings = {"xml": "text/xml", "rdf": "application/rdf+xml", "png": "image/png", "jpeg": "image/jpeg"}
    return endings.get(name.rpartition(".")[2], "")


def para(inner: str, style: str = "Standard") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def span(inner: str, style: str) -> str:
    """A stretch of text with a style of its own."""
    return f'<text:span text:style-name="{style}">{inner}</text:span>'


def text_style(name: str, settings: str, *, parent: str = "") -> str:
    """A style for a stretch of text."""
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="text"{above}><style:text-properties {settings}/></style:style>'
    )


def style(name: str, family: str, inner: str, *, more: str = "") -> str:
    """A style of any family, with its properties."""
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{inner}</style:style>'


def cell(inner: str, more: str = "") -> str:
    """A cell of a table."""
    return f'<table:table-cell office:value-type="string" {more}>{para(inner)}</table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    """A row of a table."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(*rows: str, columns: str = '<table:table-column table:number-columns-repeated="2"/>', more: str = "") -> str:
    """A table."""
    return f'<table:table table:name="Table1" {more}>{columns}{"".join(rows)}</table:table>'


def frame(inner: str, *, name: str = "Image1", more: str = 'svg:width="3cm" svg:height="2cm"', after: str = "") -> str:
    """A frame with a picture, an object or text in it."""
    return f'<draw:frame draw:name="{name}" text:anchor-type="as-char" {more}>{inner}{after}</draw:frame>'


def picture(path: str) -> str:
    """A picture in a frame."""
    return f'<draw:image xlink:href="{path}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'


def changed(kind: str, who: str, deleted: str = "", *, number: str = "ct1") -> str:
    """The list of tracked changes, with one in it."""
    return (
        f'<text:tracked-changes><text:changed-region xml:id="{number}" text:id="{number}"><text:{kind}>'
        f"<office:change-info><dc:creator>{who}</dc:creator><dc:date>2009-03-02T09:00:00</dc:date></office:change-info>"
        f"{deleted}</text:{kind}></text:changed-region></text:tracked-changes>"
    )


def embedded(body: str, *, styles: str = "") -> str:
    """The content of a document embedded in another."""
    return (
        f'{HEAD}<office:document-content {DECLARED} office:version="1.3"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    )
