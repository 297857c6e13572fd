"""Which words in finished files belong to the file formats? They name nobody, even where a family is called Page.

Only exact words are taken out, so that whatever does not belong to the format stays to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

_PDF_WORDS: Final = """
A ActualText Annot Annots Artifact Ascent Attached BBox BackgroundColor BaseFont Block Border BorderColor BorderStyle
BorderThickness Bottom CIDFontType0 CIDFontType0C CIDFontType2 CIDSet CIDSystemInfo CIDToGIDMap CMap CapHeight Caption
Catalog Circle ColorSpace Column Contents Count Creator D DCTDecode DW Datetime Decimal DescendantFonts Descent Dest
Dests Direction DisplayDocTitle Div Document E Em Encoding ExtGState F Filter First Flags FlateDecode Font FontBBox
FontDescriptor FontFile2 FontFile3 FontName Footer Form H1 H2 H3 H4 H5 H6 Header Headers I ICCBased ID IDTree Identity
Identity-H ImageB ImageC Index Info ItalicAngle K Kids L L2R LBody LI Lang Last Layout Lbl Length Limits Link List
ListNumbering MCID MarkInfo Marked MediaBox Metadata N Names Next NonStruct None Note Nums O OBJR Obj ObjStm Ordering
Outlines P PDF Page Pages Pagination Parent ParentTree ParentTreeNextKey Part Pg Placement Prev ProcSet Range Rect
Reference Registry Resources RoleMap Root Row S Scope Sect Size Solid Span Standard StemV Strong StructElem StructParent
StructParents StructTreeRoot Subtype Summary Supplement Suspects T TBody TD TH THead TOC TOCI TR Table Tabs Terms Text
Title ToUnicode Top TrueType Type Type0 URI ViewerPreferences W WMode XML XObject XRef XYZ
"""
PDF_NAMES: Final = frozenset(_PDF_WORDS.split())
"""The names of ISO 32000 that a tagged document is built of."""

_OWN_NAME: Final = re.compile(
    r"[A-Z]{6}\+(?:LibertinusSerif-|NewCM10-|NewCMMath-|DejaVuSansMono)[A-Za-z]*(?:-Identity-H)?|[a-z]\d{1,3}"
)
"""A typeface under the arbitrary prefix that a subset gets, and a resource's running number."""
_RAW_NAME: Final = re.compile(r"/([^\s/<>\[\]()]+)")
_RAW_KEYWORD: Final = re.compile(
    r"\d{10} \d{5} [nf]\b|\b(?:\d+ \d+ (?:obj|R)|endobj|xref|trailer|startxref|true|false|null)\b"
)

_HTML_TAG: Final = re.compile(
    r"</?(?:html|head|meta|title|style|body|a|div|header|p|h[1-6]|nav|ul|ol|li|main|section|table|caption|thead|tbody|"
    r"tr|t[hd]|footer|time|span|br)(?=[\s>])|"
    r"\s(?:lang|charset|name|content|http-equiv|class|href|id|aria-labelledby|role|tabindex|scope|datetime|start)(?==\")"
)
_XML_TAG: Final = re.compile(
    r"</?(?:x|rdf|dc|xmp|xmpMM|xmpTPg|pdf|pdfuaid):[A-Za-z]+(?=[\s>])|"
    r"\s(?:x:xmptk|xml:lang|rdf:about)(?==\")"
)
_NAMESPACE: Final = re.compile(
    r"xmlns:\w+=\"http://(?:www\.w3\.org|purl\.org|ns\.adobe\.com|www\.aiim\.org)/[\w./#-]*\"|xmlns:x=\"adobe:ns:meta/\""
)
_OWN_VALUE: Final = re.compile(
    r"#?(?:section-\d+(?:-part-\d+)?|para-\d+-\d+|table-\d+|main|contents-heading)|"
    r"skip|wrap|cover|board|kind|subtitle|reference|contents|number|text|para|items|scroll(?: wide)?|"
    r"col|row|region|viewport|width=device-width, initial-scale=1|no-referrer|referrer|utf-8"
)
"""What the page's own template puts into attributes."""
_QUOTED: Final = re.compile(r"\"([^\"<>]*)\"")

_ODT_WORDS: Final = """
manifest file-entry full-path media-type version document-meta meta title language document-content document-styles
automatic-styles styles master-styles font-face-decls font-face body text style name family class display-name
parent-style-name next-style-name default-style default-outline-level master-page-name master-page page-layout
page-layout-name page-layout-properties page-width page-height print-orientation header-style footer-style
header-footer-properties min-height header footer page-number select-page paragraph-properties text-properties
table-properties table-row-properties table-column-properties table-cell-properties margin-top margin-bottom
margin-left margin-right text-indent line-height keep-with-next keep-together orphans widows hyphenation-ladder-count
hyphenate tab-stops tab-stop tab-stop-distance position writing-mode font-name font-family font-family-generic
font-pitch font-size font-weight color country border border-model padding background-color text-underline-style
text-underline-width text-underline-color width column-width align outline-style outline-level outline-level-style
level num-format num-suffix list-style list-level-style-bullet list-level-style-number list-level-properties
list-level-label-alignment bullet-char list-level-position-and-space-mode label-followed-by list-tab-stop-position
style-name visited-style-name p h a bookmark tab line-break href type list list-item start-value table table-column
table-header-columns table-header-rows table-row table-cell value-type table-of-content table-of-content-source
table-of-content-entry-template protected index-title-template index-body index-title index-entry-link-start
index-entry-text index-entry-link-end
"""
_ODT_TAG: Final = re.compile(
    r"(?:</?|(?<=\s))(?:office|style|text|table|fo|svg|xlink|dc|meta|manifest):(?:"
    + "|".join(sorted(_ODT_WORDS.split(), key=len, reverse=True))
    + r")(?=[\s>/=])"
)
_ODT_NAMESPACE: Final = re.compile(
    r"xmlns:[a-z]+=\"(?:urn:oasis:names:tc:opendocument:xmlns:[\w:.-]+|http://www\.w3\.org/1999/xlink|"
    r"http://purl\.org/dc/elements/1\.1/)\""
)
_ODT_VALUE: Final = re.compile(
    r"#?(?:section-\d+(?:-part-\d+)?|para-\d+-\d+|table-\d+)|-?\d+(?:\.\d+)?(?:mm|pt|%)?|#[0-9a-f]{6}|"
    r"Table \d+|Table\d+(?:\.\d+)?|P\d+|(?:ro|ce)[12]|0\.5pt solid #[0-9a-f]{6}|/|text/xml|"
    r"(?:content|styles|meta)\.xml|application/vnd\.oasis\.opendocument\.text|paragraph|table|table-row|table-column|table-cell|always|auto|"
    r"transparent|left|simple|string|false|current|none|Contents"
)
"""What the writer of OpenDocument editions puts into attributes of its own accord, besides the names of its styles."""


def is_own_odt_value(value: str) -> bool:
    """Whether an attribute's value is one that the writer of OpenDocument editions sets beside those of its styles."""
    return _ODT_VALUE.fullmatch(value) is not None


def without_odt_machinery(source: str, *, values: Container[str]) -> str:
    """A member's source without the names of elements and attributes, and without values that are the writer's own."""
    source = _ODT_NAMESPACE.sub(" ", source)
    source = _QUOTED.sub(lambda found: '""' if found[1] in values or is_own_odt_value(found[1]) else found[0], source)
    return _ODT_TAG.sub(" ", source)


def is_pdf_machinery(name: str) -> bool:
    """Whether a PDF name (without its slash) belongs to the format or the built-in typefaces."""
    return name in PDF_NAMES or _OWN_NAME.fullmatch(name) is not None


def without_pdf_machinery(raw: str) -> str:
    """The raw text of PDF objects without the format's names, keywords, references and cross-reference table."""
    named = _RAW_NAME.sub(lambda found: " " if is_pdf_machinery(found[1]) else found[0], raw)
    return _RAW_KEYWORD.sub(" ", named)


def without_xml_machinery(source: str) -> str:
    """A PDF's XMP without its usual elements, attributes and namespaces: texts, values and unusual names stay."""
    return _XML_TAG.sub(" ", _NAMESPACE.sub(" ", source))


def is_own_value(value: str) -> bool:
    """Whether an attribute's value is one that the page's own template writes."""
    return _OWN_VALUE.fullmatch(value) is not None


def without_html_machinery(source: str, *, styles: Container[str]) -> str:
    """A page's source without the names of its elements and attributes, our own values, and our own style sheet.

    Another style sheet than ours is left in: nobody knows what it says.
    """
    source = re.sub(
        r"(<style>)(.*?)(</style>)", lambda found: "" if found[2] in styles else found[0], source, flags=re.S
    )
    source = _QUOTED.sub(lambda found: '""' if is_own_value(found[1]) else found[0], source)
    return _HTML_TAG.sub(" ", source)
