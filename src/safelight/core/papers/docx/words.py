"""Which attributes of a Word file are words that somebody wrote, and which are the machine's own?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from lxml import etree

from safelight.core.papers.docx.names import NAMESPACES, q, value
from safelight.core.papers.letters import folded
from safelight.core.papers.paper import Part

W: Final = NAMESPACES["w"]

WRITTEN: Final = {
    ("docPr", "descr"): Part.ALT_TEXT,
    ("docPr", "title"): Part.ALT_TEXT,
    ("docPr", "name"): Part.NAME,
    ("cNvPr", "descr"): Part.ALT_TEXT,
    ("cNvPr", "title"): Part.ALT_TEXT,
    ("cNvPr", "name"): Part.NAME,
    ("tblCaption", "val"): Part.ALT_TEXT,
    ("tblDescription", "val"): Part.ALT_TEXT,
    ("textpath", "string"): Part.TEXT_BOX,
    ("hyperlink", "tooltip"): Part.LINK,
    ("hyperlink", "anchor"): Part.LINK,
    ("hyperlink", "docLocation"): Part.LINK,
    ("hyperlink", "tgtFrame"): Part.LINK,
    ("hlinkClick", "tooltip"): Part.LINK,
    ("hlinkHover", "tooltip"): Part.LINK,
    ("fldSimple", "instr"): Part.FIELD,
    ("bookmarkStart", "name"): Part.BOOKMARK,
    ("alias", "val"): Part.NAME,
    ("tag", "val"): Part.NAME,
    ("dataBinding", "xpath"): Part.OTHER,
    ("dataBinding", "prefixMappings"): Part.OTHER,
    ("listItem", "displayText"): Part.OTHER,
    ("listItem", "value"): Part.OTHER,
    ("listEntry", "val"): Part.OTHER,
    ("helpText", "val"): Part.OTHER,
    ("statusText", "val"): Part.OTHER,
    ("permStart", "ed"): Part.NAME,
    ("docVar", "name"): Part.METADATA,
    ("docVar", "val"): Part.METADATA,
    ("aliases", "val"): Part.STYLE,
    ("smartTag", "element"): Part.OTHER,
    ("attr", "name"): Part.OTHER,
    ("attr", "val"): Part.OTHER,
    ("person", "author"): Part.METADATA,
    ("presenceInfo", "userId"): Part.METADATA,
    ("lvlText", "val"): Part.OTHER,
    ("property", "name"): Part.METADATA,
}
"""Always words, whatever they look like: (element, attribute) by local name."""

STYLE, NAME, STYLE_ID, VAL = q("w:style"), q("w:name"), q("w:styleId"), q("w:val")
AUTHORS: Final = {"author", "initials"}

OFFICE: Final = (
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/",
    "urn:schemas-microsoft-com:",
    "http://purl.org/dc/",
)
"""How the namespaces begin whose attributes are known; in any other everything counts as words."""

MACHINE_ELEMENTS: Final = {
    "latentStyles",
    "compatSetting",
    "rsid",
    "rsidRoot",
    "rFonts",
    "lang",
    "themeFontLang",
}
"""Elements whose attributes are never words."""

STYLE_REFERENCES: Final = {
    "pStyle",
    "rStyle",
    "tblStyle",
    "basedOn",
    "next",
    "link",
    "numStyleLink",
    "styleLink",
    "name",
}

MACHINE_ATTRIBUTES: Final = {
    "Ignorable", "Requires", "PreserveAttributes", "ProcessContent", "MustUnderstand", "uri", "typeface", "panose",
    "style", "path", "coordsize", "coordorigin", "gfxdata", "nsid", "tmpl", "lastClr", "script", "schemaLocation",
    "cstate", "ascii", "type", "hAnsi", "eastAsia", "cs", "storeItemID", "itemID", "font", "bullet", "ref",
    "formulas", "equationxml", "adj", "spid",
}  # fmt: skip
"""Attributes that are not words, as long as nothing in them looks like a name: shapes, styles, addresses of schemas."""
FONTS_AND_COPIES: Final = {
    "Ignorable", "Requires", "PreserveAttributes", "ProcessContent", "MustUnderstand", "typeface", "gfxdata", "ascii",
    "hAnsi", "eastAsia", "cs", "equationxml", "schemaLocation", "script",
}  # fmt: skip
"""Lists of namespaces, copies of a drawing in letters, and the names of fonts, which are read by themselves."""
A_NAME: Final = re.compile(r"[A-Z][a-z]{2,}")

MACHINE_VALUE: Final = re.compile(
    r"(?:[a-z][A-Za-z0-9_.-]*|[-+#%.,:;()/\d\s]*|[-+]?[\d.,]+[A-Za-z%]{0,4}|[0-9A-Fa-f]+|\{[0-9A-Fa-f-]{36}\}|[A-Z]{1,3}"
    r"|[-a-zA-Z]+(?:/[-+.a-z0-9]+)|_x0000_[A-Za-z]+\d+|rId\d+|\d{4}-\d\d-\d\dT[\d:.+Z-]+|M?[-\dlmxyecqbz@,\s.]+)"
)

BUILT_IN_STYLE: Final = re.compile(
    r"(?:normal|heading|toc|index|header|footer|footnote|endnote|annotation|caption|title|subtitle|list|table|"
    r"body text|plain text|balloon text|document map|macro|message header|salutation|date|closing|signature|envelope|"
    r"e-mail|html|strong|emphasis|intense|subtle|quote|book title|bibliography|placeholder text|no spacing|no list|"
    r"hyperlink|followedhyperlink|line number|page number|default paragraph font|outline|revision|block text|"
    r"note heading|light|medium|dark|colorful|plain|grid|article / section|smart|mention|unresolved mention|hashtag)"
    r"(?:[\s-]*(?:\d+|text|char|indent|first|continue|bullet|number|reference|subject|reference|paragraph|table|grid|light|"
    r"medium|dark|shading|list|accent|colorful|heading|title|address|return|signature|web|normal|classic|simple|elegant|"
    r"contemporary|professional|theme|subtle|columns|effects|3d|of figures|of authorities|toa|placeholder|quote|"
    r"emphasis|table light|sample|code|cite|definition|keyboard|preformatted|typewriter|variable|acronym|of|figures|"
    r"authorities))*",
    re.IGNORECASE,
)


STOCK_FONT: Final = re.compile(
    r"(?:angsana|aptos|arial|aurora|bahnschrift|batang|baskerville|biblio|bodoni|book antiqua|bookman|"
    r"browallia|calibri|cambria|candara|carlito|caladea|century|comic sans|consolas|constantia|corbel|"
    r"cordia|courier|daunpenh|david|dejavu|dokchampa|dotum|droid|estrangelo|euphemia|fangsong|franklin|"
    r"freesans|freeserif|garamond|gautami|georgia|gill sans|gulim|gungsuh|helvetica|humanst|impact|iskoola|"
    r"jhenghei|kaiti|kalinga|kartika|khmer|latha|leelawadee|liberation|lohit|lucida|malgun|mangal|"
    r"microsoft|miriam|mongolian|moolboran|ms|mv boli|myriad|nirmala|noto|nyala|open sans|opensymbol|"
    r"palatino|pingfang|plantagenet|raavi|roboto|rockwell|sakkal|segoe|shruti|simhei|simsun|songti|source|"
    r"star|sylfaen|symbol|tahoma|tempus|times|traditional arabic|trebuchet|tunga|univers|urdu|utsaah|"
    r"verdana|vijaya|vrinda|webdings|wingdings|wp|yu|zapf|"
    r"\+m[jn]-|@|\W)[\w \W]{0,24}",
    re.IGNORECASE,
)
SILENT_STYLE_ID: Final = re.compile(r"Own\d+")
THEME_NAMES: Final = {"theme", "clrScheme", "fontScheme", "fmtScheme"}


LONGEST_STYLE_NAME: Final = 64


def is_built_in_style(name: str) -> bool:
    """Whether a style's name is one of the program's own. A long one is not, and would keep the pattern busy."""
    return len(name) <= LONGEST_STYLE_NAME and BUILT_IN_STYLE.fullmatch(name) is not None


def part_of_attribute(element: etree._Element, attribute: str, text: str) -> Part | None:
    """Which kind of passage an attribute's value is; None where it is the machine's own business."""
    tag = str(element.tag)
    if attribute == STYLE_ID and tag == STYLE:
        return Part.STYLE if has_telling_id(element) else None
    if attribute == VAL and tag == NAME:
        return _name_part(element, text)
    return _part(tag, attribute, text)


@lru_cache(maxsize=20_000)
def _part(tag: str, attribute: str, text: str) -> Part | None:
    """A file repeats the same few values thousands of times, so the answer is kept."""
    element, bare = etree.QName(tag), etree.QName(attribute).localname
    name, space = element.localname, element.namespace or ""
    if not any(one.isalnum() for one in text) or _is_stock(name, text):
        return None
    if (name, bare) in WRITTEN:
        return WRITTEN[name, bare]
    if bare in AUTHORS:
        return Part.METADATA
    if not space.startswith(OFFICE):
        return Part.OTHER
    return None if _is_machinery(space, name, bare, text) or MACHINE_VALUE.fullmatch(text) else Part.ATTRIBUTE


def _name_part(element: etree._Element, text: str) -> Part | None:
    """A `w:name` names a style, a list or a form field; only the program's own style names are not somebody's words."""
    parent = element.getparent()
    if parent is not None and parent.tag == q("w:style"):
        return None if is_built_in_style(text) else Part.STYLE
    return Part.NAME


@lru_cache(maxsize=2_000)
def is_stock_font(name: str) -> bool:
    """Whether a font comes with the usual programs, so that its name says nothing."""
    return len(name) <= LONGEST_STYLE_NAME and STOCK_FONT.fullmatch(name) is not None


def has_telling_id(style: etree._Element) -> bool:
    """Whether a style's id is somebody's own words, and not one of the program's own names written together."""
    name, given = value(style.find(q("w:name"))), value(style, "w:styleId")
    if SILENT_STYLE_ID.fullmatch(given):
        return False
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", given)
    same = sorted(folded(given)) == sorted(folded(name))
    return not (is_built_in_style(name) and (same or is_built_in_style(spaced)))


def _is_stock(name: str, text: str) -> bool:
    """Values that come with the program: its fonts, its theme, numbers with no words round them."""
    if name == "lvlText":
        return not any(one.isalpha() for one in text)
    if name in {"font", "mathFont"}:
        return is_stock_font(text)
    if name == "lsdException":
        return is_built_in_style(text)
    return name in THEME_NAMES and text in {"Office", "Office Theme", "Office 2007 - 2010", "Office 2013 - 2022"}


def _is_machinery(space: str, name: str, bare: str, text: str) -> bool:
    if name in MACHINE_ELEMENTS or bare in FONTS_AND_COPIES:
        return True
    if bare in MACHINE_ATTRIBUTES and not A_NAME.search(text):
        return True
    return (space == W and bare == "val" and name in STYLE_REFERENCES) or space == NAMESPACES["rel"]
