"""Which attributes of an OpenDocument file are words that somebody wrote, and which are the machine's own?

Every value is somebody's words unless it has the form of a measure, a colour or a keyword of the standard.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from safelight.core.papers.odt.names import KNOWN_SPACES, split_name
from safelight.core.papers.paper import Part

WRITTEN: Final = {
    "num-prefix": Part.OTHER,
    "num-suffix": Part.OTHER,
    "num-list-format": Part.OTHER,
    "href": Part.LINK,
    "display-name": Part.STYLE,
    "description": Part.ALT_TEXT,
    "string-value": Part.FIELD,
    "string-value-if-true": Part.FIELD,
    "string-value-if-false": Part.FIELD,
    "formula": Part.FIELD,
    "condition": Part.FIELD,
    "current-value": Part.FIELD,
    "author": Part.METADATA,
    "creator": Part.METADATA,
    "title": Part.LINK,
    "tab-color": Part.OTHER,
}
"""Kinds of passage by the bare name of the attribute; anything else is told from its namespace."""

REFERENCES: Final = {
    "style-name", "parent-style-name", "next-style-name", "list-style-name", "master-page-name", "page-layout-name",
    "data-style-name", "percentage-data-style-name", "apply-style-name", "text-style-name", "cond-style-name",
    "visited-style-name", "citation-style-name", "citation-body-style-name", "default-style-name",
    "main-entry-style-name", "default-cell-style-name", "class-names", "linked-style-name", "leader-text-style",
    "font-name", "font-name-asian", "font-name-complex", "fill-gradient-name", "fill-hatch-name", "fill-image-name",
    "opacity-name", "stroke-dash", "stroke-dash-names", "marker-start", "marker-end", "style-override",
    "text-overline-text-style", "register-truth-ref-style-name", "dropdown-style-name", "paragraph-style-name",
    "text-line-through-text-style", "drop-cap-style-name", "graphic-style-name", "table-style-name", "template-name",
}  # fmt: skip
"""Attributes that name something declared elsewhere in the file."""

SHAPES: Final = {
    "enhanced-path", "text-path", "points", "d", "viewBox", "modifiers", "transform", "path-stretchpoint-x", "clip",
    "path-stretchpoint-y", "text-areas", "glue-points", "glue-point-type", "extrusion-origin", "equation",
    "extrusion-viewpoint", "handle-position", "handle-range-x-maximum", "handle-range-x-minimum", "panose-1",
    "handle-range-y-maximum", "handle-range-y-minimum", "handle-polar", "handle-radius-range-maximum", "polar",
    "handle-radius-range-minimum", "start-glue-point", "end-glue-point", "wrap-contour-mode", "unicode-range",
}  # fmt: skip
SHAPE_WORDS: Final = frozenset({
    "left", "top", "right", "bottom", "width", "height", "logwidth", "logheight", "rotate", "translate", "scale",
    "matrix", "skewX", "skewY", "sin", "cos", "tan", "atan", "atan2", "abs", "sqrt", "min", "max", "if", "cm", "mm",
    "in", "pt", "px", "rect", "auto", "hasstroke", "hasfill", "xstretch", "ystretch", "pi",
})  # fmt: skip
BETWEEN_SHAPE_WORDS: Final = re.compile(r"[-+*/(),.$?\s\d]+")
SHAPE_TYPE: Final = re.compile(
    r"(?:ooxml-|mso-spt|fontwork-|flowchart-|col-)?[a-zA-Z]{1,24}(?:-[a-z0-9]{1,16}){0,4}\d{0,3}"
)

NUMBER: Final = r"[-+]?\d{0,6}(?:\.\d{1,12})?(?:[eE][-+]?\d{1,2})?"
UNIT: Final = r"(?:cm|mm|in|inch|pt|pc|px|em|ex|%|\*|deg|grad|rad|turn|fr|ms|s)?"
COLOUR: Final = r"#[0-9A-Fa-f]{6}"
LANGUAGE: Final = r"[a-z]{2,3}|[A-Z]{2}|[A-Z][a-z]{3}|[a-z]{2,3}(?:-[A-Z][a-z]{3})?-[A-Z]{2}"
MEASURE: Final = re.compile(rf"{NUMBER}{UNIT}|{COLOUR}|0x[0-9A-Fa-f]{{1,8}}|[a-zA-Z]\d{{0,3}}")
MACHINE_ID: Final = re.compile(
    r"(?:list|ct|ftn|edn|id|sd|ref|index|control|text|par|shape|graphic|cell|section|toc|rid|im|obj)[-_]?\d{1,26}"
    r"|rid[-_\d]+|_{0,3}(?:RefHeading|RefNumPara|Toc|Ref|Fieldmark|DdeLink|Hlk|UnoMark|PageRef)_{0,3}(?:Toc|Ref)?[\d_]*"
    r"|ref(?:Illustration|Table|Text|Drawing|Figure)\d+|[0-9a-f]{8}|[\d_]{1,9}|m[A-Z]{1,4}\d+",
)
KEYWORDS: Final = frozenset({
    "none", "auto", "true", "false", "normal", "bold", "italic", "oblique", "solid", "dotted", "dash", "dashed",
    "long-dash", "dot-dash", "dot-dot-dash", "wave", "double", "single", "left", "right", "top", "bottom", "middle",
    "center", "centre", "start", "end", "justify", "page", "page-start", "page-end", "column", "always", "avoid",
    "transparent", "inherit", "default", "standard", "paragraph", "char", "as-char", "frame", "page-content",
    "paragraph-content", "page-start-margin", "page-end-margin", "paragraph-start-margin", "paragraph-end-margin",
    "text", "baseline", "line", "from-left", "from-top", "from-inside", "inside", "outside", "outer", "inner", "below",
    "above", "before", "after", "parallel", "dynamic", "biggest", "run-through", "foreground", "background", "full",
    "repeat", "no-repeat", "stretch", "lr-tb", "rl-tb", "tb-rl", "tb-lr", "lr", "rl", "tb", "bt-lr", "ltr", "rtl",
    "portrait", "landscape", "mirrored", "mirror", "all", "odd", "even", "first", "last", "current", "previous", "next",
    "embed", "new", "replace", "simple", "onRequest", "onLoad", "onDemand", "other", "nested", "automatic", "fixed",
    "variable", "roman", "swiss", "modern", "decorative", "script", "system", "proportional", "serif", "sans-serif",
    "monospace", "small-caps", "super", "sub", "continuous", "skip-white-space", "words", "font-color", "uppercase",
    "lowercase", "capitalize", "hidden", "visible", "collapse", "collapsing", "separating", "filter", "wrap", "no-wrap",
    "scroll", "clip", "scale", "scale-min", "normal-wrap", "linear", "axial", "radial", "ellipsoid", "square",
    "rectangular", "miter", "round", "bevel", "butt", "hanging", "strict", "line-break", "ideograph-alpha",
    "ideographic-alpha", "alphabetic", "ideographic", "mathematical", "fix", "listtab", "space", "nothing",
    "label-alignment", "label-width-and-position", "label-width", "label-followed-by", "footnote", "endnote",
    "document", "chapter", "number", "number-and-name", "plain-number", "plain-number-and-name", "name",
    "name-and-extension", "path", "file", "display-name", "value", "text-input", "category-and-value", "caption",
    "direction", "template", "iso", "short", "long", "textual", "am-pm", "float", "percentage", "currency", "date",
    "time", "string", "boolean", "void", "general", "scientific", "fraction", "text-only", "image", "object", "ole",
    "none-left", "horizontal", "vertical", "both", "standard-mode", "ruby-above", "no-limit", "greyscale", "mono",
    "watermark", "color", "xlinear", "double-line", "single-line", "disable", "enable", "never", "text-p", "ruby-align",
    "distribute-letter", "distribute-space", "letter", "accented", "accent", "engrave", "emboss", "outline", "relief",
    "shadow", "dot", "circle", "disc", "accent-above", "ideograph", "x-symbol", "x-user-defined", "utf-8", "UTF-8",
    "text/xml", "text/plain", "image/png", "image/jpeg", "content.xml", "styles.xml", "image/gif", "image/svg+xml",
    "image/bmp", "application/rdf+xml", "paragraph-number", "graphic", "table", "table-column", "table-row",
    "table-cell", "table-template", "section", "drawing-page", "chart", "presentation", "control", "bullet", "list",
    "index", "extra", "html", "alphabetical", "compact", "category", "lm-toc", "toc", "illustration",
    "illustration-index", "object-index", "user-index", "bibliography", "alphabetical-index", "table-index",
    "table-of-content", "tab-stop", "entry", "entry-text", "text-body", "page-number", "page-count", "span", "link",
    "link-start", "link-end", "identifier", "address", "annote", "author", "booktitle", "editor", "edition",
    "howpublished", "institution", "journal", "month", "note", "organizations", "pages", "publisher", "school",
    "series", "title", "report-type", "volume", "year", "url", "isbn", "custom1", "custom2", "custom3", "custom4",
    "custom5", "article", "book", "booklet", "conference", "email", "inbook", "incollection", "inproceedings", "manual",
    "mastersthesis", "misc", "phdthesis", "proceedings", "techreport", "unpublished", "www", "printer", "screen",
    "position", "size", "margins", "both-sides", "no-change", "scale-to-X", "ignore", "content-order", "region",
    "left-top-to-right", "ltr-tb", "normal-letter", "rotated", "font", "fixed-size", "once-concurrent", "iterative",
    "once-successive", "data-series", "bar", "circle-percent", "area", "bubble", "scatter", "stock", "surface", "ring",
    "filled-radar", "radar", "series-values", "x", "y", "z", "near-axis", "near-origin", "near-axis-other-side",
    "outside-start", "outside-end", "inside-start", "inside-end", "center-axis", "cross-axis", "major", "minor",
    "primary-x", "primary-y", "secondary-y", "primary-z", "cuboid", "cylinder", "cone", "pyramid", "symbol",
    "named-symbol", "automatic-symbol", "value-and-percentage", "leave-gap", "use-zero", "line-with-markers",
    "cubic-spline", "b-spline", "step-start", "balanced", "wide", "high", "narrow", "expansion", "legend-expansion",
    "side-by-side", "stagger-even", "stagger-odd", "categories", "rows", "columns", "row", "percent", "stacked",
    "three-dimensional", "deep", "lines", "data-label-number", "exponential", "logarithmic", "moving-average", "power",
    "polynomial", "prior", "dom:click", "dom:load", "click", "view", "no", "view-none", "hairline", "jagged", "dots",
    "lines-only", "phong", "gouraud", "flat", "draft", "xor", "enabled", "disabled", "projected", "opposite", "3d",
    "gradient", "bitmap", "hatch", "moderate", "radial-gradient", "normalised", "user", "stock:default", "StarMath",
    "5.0", "application/mathml-presentation", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "prefix", "infix", "postfix", "maction", "displaystyle", "thin", "medium", "thick", "fromtop", "clockwise",
    "counterclockwise", "begin", "alternate", "optimal", "use-optimal", "hide", "show", "content", "group", "tight",
    "around", "alpha", "luminance-mask", "rectangle", "star", "polygon", "arrow", "diamond", "hourglass", "bow-tie",
    "plus", "asterisk", "square-dot", "exclude", "include", "simultaneously", "regular", "short-day", "pushed",
    "no-caps", "char-count", "keep", "tab-stop-distance", "separate", "letter-kerning", "western", "asian", "complex",
    "latin", "weak", "hyphen", "keep-with-next", "column-break", "page-break", "table-of-content-entry",
    "text-position", "break", "page-style", "gregorian", "buddhist", "hijri", "hanja", "jewish", "minimum", "at-least",
    "exactly", "data", "only", "printing", "rect", "rect-shape", "ellipse", "polyline", "curve", "straight",
    "standard-line", "moderate-line", "0-9", "A-Z", "a-z", "proportional-width", "full-width", "half-width",
    "alphanumeric",
}) | frozenset({"I", "i", "a", "A", "1", "NaN", "INF", "Left", "Right", "Center", "Top", "Bottom"})  # fmt: skip

LANGUAGES: Final = {
    "language", "country", "script", "language-asian", "country-asian", "language-complex", "country-complex", "lang",
    "rfc-language-tag", "rfc-language-tag-asian", "rfc-language-tag-complex", "script-asian", "script-complex",
}  # fmt: skip
DATES: Final = {"date", "date-value", "creation-date", "date-time", "duration", "time-value"}
FONTS: Final = {"font-family", "font-family-asian", "font-family-complex", "font-style-name", "font-adornments",
                "font-style-name-asian", "font-style-name-complex"}  # fmt: skip
FONT_WORDS: Final = frozenset({
    "aptos", "arial", "baskerville", "bitstream", "book", "antiqua", "bookman", "old", "style", "calibri", "cambria",
    "candara", "carlito", "caladea", "century", "schoolbook", "comic", "sans", "ms", "consolas", "constantia",
    "corbel", "courier", "new", "dejavu", "droid", "franklin", "gothic", "free", "freesans", "freeserif", "freemono",
    "garamond", "georgia", "gill", "helvetica", "neue", "impact", "liberation", "libertine", "linux", "lohit",
    "lucida", "console", "unicode", "typewriter", "mangal", "matangi", "microsoft", "yahei", "jhenghei", "nimbus",
    "roman", "mono", "noto", "nsimsun", "open", "opensymbol", "palatino", "linotype", "pmingliu", "roboto", "segoe",
    "ui", "simsun", "simhei", "source", "code", "pro", "starsymbol", "symbol", "tahoma", "thorndale", "albany",
    "cumberland", "times", "trebuchet", "ubuntu", "unifont", "verdana", "webdings", "wingdings", "wenquanyi", "micro",
    "hei", "zen", "yu", "mincho", "andale", "ar", "pl", "cursor", "batang", "malgun", "mingliu", "bold", "italic",
    "regular", "medium", "light", "semibold", "semi", "condensed", "narrow", "black", "thin", "extra", "devanagari",
    "cjk", "sc", "tc", "jp", "kr", "hk", "serif", "math", "emoji", "display", "text", "hindi", "fallback", "arabic",
    "hebrew", "thai", "tamil", "bengali", "standard", "f", "g", "l", "et", "al", "cs", "hg", "minchol",
})  # fmt: skip
"""The words of which the names of fonts consist that come with programs and systems; another font is a name."""

STYLE_WORDS: Final = frozenset({
    "standard", "default", "normal", "text", "body", "heading", "headings", "title", "subtitle", "header", "headers",
    "footer", "footers", "caption", "index", "contents", "content", "list", "lists", "numbering", "number", "numbers",
    "numbered", "bullet", "bullets", "table", "tables", "graphic", "graphics", "frame", "frames", "footnote",
    "footnotes", "endnote", "endnotes", "illustration", "drawing", "figure", "figures", "marginalia", "addressee",
    "sender", "signature", "salutation", "complimentary", "close", "quotation", "quotations", "preformatted",
    "horizontal", "line", "lines", "hanging", "indent", "first", "page", "left", "right", "landscape", "envelope",
    "html", "formula", "watermark", "label", "labels", "ole", "internet", "link", "visited", "emphasis", "strong",
    "intense", "subtle", "quote", "citation", "definition", "term", "example", "source", "teletype", "user", "entry",
    "variable", "placeholder", "rubies", "drop", "caps", "main", "vertical", "object", "objects", "bibliography",
    "appendix", "outline", "no", "spacing", "hyperlink", "followedhyperlink", "block", "annotation", "comment",
    "balloon", "document", "map", "macro", "message", "plain", "date", "closing", "revision", "book", "a0", "a4",
    "modern", "filled", "arrow", "arrows", "dimension", "paragraph", "character", "char", "chars", "style", "styles",
    "wwnum", "ww", "mp", "pm", "mpm", "symbols", "symbol", "dash", "gradient", "hatch", "bitmap", "transparency",
    "linestyle", "academic", "box", "elegant", "financial", "simple", "contemporary", "print", "converted", "convert",
    "anchor", "end", "start", "cont", "continue", "font", "reference", "address", "web", "return", "hint", "of",
    "authorities", "subject", "and", "with", "fill", "shapes", "stop", "separator", "spaces", "outer", "inner", "fixed",
    "grid", "shading", "light", "dark", "medium", "accent", "colorful", "colourful", "theme", "bold", "italic",
    "column", "columns", "row", "rows", "cell", "custom", "tight", "loose", "compact", "abstract", "author", "toc",
    "to", "in", "a", "the", "after", "before", "normaltable", "own", "numerierung", "abbreviation", "key", "value",
    "code", "sample", "acronym", "typewriter", "keyboard", "smart", "mention", "unresolved", "hashtag", "listlabel",
    "tick", "cross", "check", "sub", "super", "script", "contact", "mail", "e-mail", "email", "table1", "section",
    "sections", "sect", "letter", "report", "memo", "description", "descriptions", "item", "items", "note", "notes",
    "level", "tab", "tabs", "default1", "paper", "layout", "master", "slide", "background",
})  # fmt: skip
BETWEEN_STYLE_WORDS: Final = re.compile(r"[\s_.,:()/\-]+|(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Za-z])")
AUTOMATIC: Final = re.compile(
    r"(?:[A-Z]{1,2}|fr|gr|ce|co|ro|ta|dp|pm|ch|a|b|c|d|Mpm|MP|MT|Mfr|Mgr|MSect|MTable|Sect|Table|Tabelle|Tableau|Tabla|ML|"
    r"WWNum|WW8Num|WW_CharLFO|LFO|Font|ListLabel|Own|S|R|Outline|Illustration|Frame|Image|Object|Shape|Graphic|Section|"
    r"Objekt|Bild|Rahmen|Picture|Index)[ _]?\d{1,8}(?:LVL\d{1,2})?(?:\.(?:[A-Z]{0,2}\d{0,4}|_[0-9a-f]{2}_\d?))?"
    r"(?:[_.-]?(?:z|st|l|f|F|P|T|WW|borders|[A-Z])?\d{0,4}){0,3}"
)
LONGEST_NAME: Final = 64
HEX_IN_NAME: Final = re.compile(r"_([0-9a-f]{1,6})_")


def decoded(name: str) -> str:
    """The name of a style as a person wrote it: "Text_20_body" is "Text body"."""
    return HEX_IN_NAME.sub(lambda found: _letter(found.group(1)), name)


def encoded(name: str) -> str:
    """A style's name as the file needs it: without blanks or signs, and beginning with a letter."""
    written = "".join(
        one if one.isalpha() or (place and (one.isalnum() or one in ".-")) else f"_{ord(one):x}_"
        for place, one in enumerate(name)
    )
    return written or "Own"


def _letter(code: str) -> str:
    number = int(code, 16)
    return chr(number) if 32 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF else ""


@lru_cache(maxsize=10_000)
def is_stock_name(name: str) -> bool:
    """Whether a style's or a table's name is the program's own, and not somebody's words."""
    plain = decoded(name)
    if len(plain) > LONGEST_NAME:
        return False
    if AUTOMATIC.fullmatch(name) is not None or is_stock_font(plain):
        return True
    pieces = [one for one in BETWEEN_STYLE_WORDS.split(plain) if one]
    letters = [one for one in pieces if len(one) == 1 and one.isalpha()]
    return len(letters) < 2 and all(
        one.casefold() in STYLE_WORDS or one in letters or (one.isdigit() and len(one) < 5) for one in pieces
    )


def is_stock_font(name: str) -> bool:
    """Whether a font is one of those that come with programs and systems, which any document may name."""
    pieces = [one for one in re.split(r"[\W\d_]+", name.casefold()) if one]
    return len(name) < 80 and all(one in FONT_WORDS for one in pieces)


@lru_cache(maxsize=50_000)
def is_measure(text: str) -> bool:
    """Whether a value consists of nothing but measures, colours and keywords of the standard."""
    pieces = [one for one in re.split(r"[\s,;()/]+", text) if one]
    letters = [one for one in pieces if len(one) == 1 and one.isalpha()]
    # A name spelt letter by letter is made of single letters too.
    return text in KEYWORDS or (
        len(letters) < 3 and all(one in KEYWORDS or MEASURE.fullmatch(one) is not None for one in pieces)
    )


@lru_cache(maxsize=50_000)
def part_of_value(tag: str, attribute: str, text: str) -> Part | None:
    """Which kind of passage an attribute's value is; None where it is the machine's own business.

    A file repeats the same few values thousands of times, so the answer is kept.
    """
    uri, bare = split_name(attribute)
    if not any(one.isalnum() for one in text):
        return None
    if uri and uri not in KNOWN_SPACES:
        return Part.OTHER
    if bare.startswith("num-") and is_measure(re.sub(r"[\W_\d]", " ", text)):
        return None
    if _is_machinery(split_name(tag)[1], bare, text):
        return None
    return WRITTEN.get(bare, Part.NAME if bare == "name" or bare.endswith("-name") else Part.ATTRIBUTE)


def _is_machinery(element: str, bare: str, text: str) -> bool:
    if bare == "display-name" and is_stock_name(text):
        return True
    if bare in WRITTEN and not (bare == "formula" and element == "equation"):
        return False
    if is_measure(text) or _is_special(bare, text):
        return True
    if bare in REFERENCES or (bare in {"name", "handout-master-name"} and element in NAMED_BY_PROGRAM):
        names = text.split() if bare in {"class-names", "stroke-dash-names"} else [text]
        return all(is_stock_name(one) for one in names)
    return bare in IDS and MACHINE_ID.fullmatch(text) is not None


def _is_shape(text: str) -> bool:
    """Whether this is a path or a formula of a drawing: commands of a letter or two, with figures between them."""
    commands = [one for one in BETWEEN_SHAPE_WORDS.split(text) if one and one not in SHAPE_WORDS]
    figures = len(re.findall(r"\d+", text))
    return all(len(one) <= 2 for one in commands) and len(commands) <= figures + 3


def _is_special(bare: str, text: str) -> bool:
    if bare in LANGUAGES:
        return re.fullmatch(LANGUAGE, text) is not None
    if bare in SHAPES or bare == "formula":
        return _is_shape(text)
    if bare in FONTS:
        return is_stock_font(text)
    if bare == "type":
        return SHAPE_TYPE.fullmatch(text) is not None
    if bare == "resource":
        return text.startswith(("http://docs.oasis-open.org/ns/office/", "http://www.w3.org/1999/02/22-rdf-syntax-ns"))
    return bare in VERSIONS and re.fullmatch(r"[\d.]{1,8}", text) is not None


VERSIONS: Final = {"version", "class-id"}
IDS: Final = {"id", "change-id", "ref-name", "idref", "continue-list", "list-id", "rsid", "paragraph-rsid", "name"}
NAMED_BY_PROGRAM: Final = {
    "style", "list-style", "page-layout", "master-page", "number-style", "date-style", "time-style", "text-style",
    "currency-style", "percentage-style", "boolean-style", "gradient", "hatch", "fill-image", "opacity", "stroke-dash",
    "marker", "table", "font-face", "sequence-decl", "section", "table-of-content", "alphabetical-index",
    "illustration-index", "table-index", "object-index", "user-index", "bibliography", "index-title", "frame",
    "custom-shape", "g", "line", "rect", "ellipse", "connector", "control", "layer", "theme", "table-template",
    "outline-style", "presentation-page-layout", "sequence", "equation", "handle", "polyline", "path", "caption",
}  # fmt: skip
