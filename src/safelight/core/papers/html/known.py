"""Which names and values are HTML's own? What is none of them was made up by somebody, and may name somebody."""

from __future__ import annotations

from typing import Final

from safelight.core.papers.paper import Part

PARTS: Final = {
    "alt": Part.ALT_TEXT, "href": Part.LINK, "src": Part.LINK, "srcset": Part.LINK, "action": Part.LINK,
    "cite": Part.LINK, "id": Part.BOOKMARK, "for": Part.BOOKMARK, "headers": Part.BOOKMARK, "name": Part.NAME,
    "class": Part.STYLE, "style": Part.STYLE, "poster": Part.LINK, "formaction": Part.LINK, "ping": Part.LINK,
    "data": Part.LINK, "manifest": Part.LINK, "background": Part.LINK, "longdesc": Part.LINK, "xlink:href": Part.LINK,
    "imagesrcset": Part.LINK, "codebase": Part.LINK, "usemap": Part.LINK, "itemid": Part.LINK, "resource": Part.LINK,
}  # fmt: skip
MACHINE: Final = {
    "lang", "dir", "role", "type", "rel", "charset", "colspan", "rowspan", "width", "height", "align", "valign",
    "border", "cellpadding", "cellspacing", "scope", "method", "enctype", "target", "media", "viewbox", "fill",
    "stroke", "d", "xmlns", "tabindex", "loading", "decoding", "crossorigin", "integrity", "start", "hidden",
    "open", "sizes", "color", "bgcolor", "x", "y", "points", "transform", "checked", "disabled", "required",
    "selected", "http-equiv", "maxlength", "rows", "cols", "xml:lang", "xmlns:xlink", "focusable", "aria-hidden",
    "stroke-width", "fill-rule", "clip-rule", "cx", "cy", "r", "x1", "x2", "y1", "y2", "preserveaspectratio",
    "autocomplete", "referrerpolicy", "fetchpriority", "reversed", "multiple", "readonly", "span", "nowrap",
}  # fmt: skip
"""Attributes that steer a browser, as long as their value looks like it."""

STEERING_WORDS: Final = {
    "abstract", "alert", "all", "alpha", "alternate", "anonymous", "apple", "application", "aqua", "article",
    "ascii", "assertive", "async", "author", "auto", "backlink", "backlinks", "banner", "baseline", "biblioentry",
    "black", "blank", "blue", "bookmark", "bottom", "button", "canonical", "cell", "center", "char", "checkbox",
    "circle", "col", "colgroup", "color", "columnheader", "compatible", "complementary", "content", "contentinfo",
    "contents", "credentials", "cross", "css", "currentcolor", "data", "date", "dcterms", "decimal", "default",
    "dialog", "directory", "disc", "doc", "doc-backlink", "doc-endnotes", "doc-footnote", "doc-noteref", "doc-toc",
    "document", "eager", "email", "endnotes", "evenodd", "external", "false", "figure", "file", "first", "font",
    "footnote", "form", "found", "fuchsia", "get", "gray", "green", "grey", "grid", "group", "heading", "help",
    "hidden", "high", "html", "icon", "image", "img", "index", "inherit", "iso", "javascript", "json", "justify",
    "language", "last", "lazy", "left", "license", "lime", "link", "list", "listitem", "local", "log", "low", "ltr",
    "main", "manifest", "maroon", "math", "matrix", "meet", "menu", "menuitem", "middle", "module", "month",
    "multipart", "navigation", "navy", "next", "nofollow", "none", "nonzero", "noopener", "noreferrer", "note",
    "noteref", "number", "octet", "off", "olive", "on", "open", "orange", "org", "origin", "parent", "password",
    "plain", "policy", "polite", "post", "prefetch", "prefix", "preload", "presentation", "prev", "print",
    "progressbar", "purple", "radio", "range", "red", "refresh", "region", "reset", "right", "roman", "rotate",
    "row", "rowgroup", "rowheader", "rtl", "scale", "schema", "screen", "search", "security", "self", "separator",
    "shortcut", "silver", "skewx", "skewy", "slice", "speech", "square", "start", "status", "stream", "strict",
    "style", "stylesheet", "submit", "svg", "switch", "sync", "tab", "table", "tablist", "tabpanel", "tag", "teal",
    "tel", "text", "time", "timer", "toc", "toolbar", "tooltip", "top", "touch", "translate", "true", "type",
    "until", "url", "use", "utf", "week", "when", "white", "windows", "woff", "xmidymid", "xmidymin", "xml",
    "yellow",
}  # fmt: skip
"""Words that are such a value."""

SHOWN: Final = {"value", "placeholder", "label"}
KNOWN: Final = frozenset(PARTS) | MACHINE | SHOWN | {
    "abbr", "about", "accept", "accept-charset", "accesskey", "alink", "allow", "allowfullscreen", "archive",
    "async", "autofocus", "autoplay", "axis", "bordercolor", "capture", "char", "charoff", "classid", "clear",
    "clip-path", "code", "codetype", "compact", "content", "contenteditable", "controls", "coords", "datatype",
    "datetime", "declare", "default", "defer", "dirname", "display", "dominant-baseline", "download", "draggable",
    "dx", "dy", "encoding", "enterkeyhint", "face", "font-family", "font-size", "form", "formenctype", "formmethod",
    "formnovalidate", "formtarget", "frame", "frameborder", "gradientunits", "high", "hspace", "id", "imagesizes",
    "inert", "inputmode", "is", "ismap", "itemprop", "itemref", "itemscope", "itemtype", "kind", "language", "link",
    "list", "loop", "low", "marginheight", "marginwidth", "mask", "max", "min", "minlength", "muted", "nohref",
    "nomodule", "nonce", "noshade", "novalidate", "object", "offset", "opacity", "optimum", "pattern",
    "playsinline", "points", "popover", "prefix", "profile", "property", "rules", "rx", "ry", "sandbox", "scheme",
    "scrolling", "shadowrootmode", "shape", "size", "slot", "spellcheck", "srcdoc", "srclang", "standby", "step",
    "stop-color", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "summary", "text",
    "text-anchor", "title", "translate", "truespeed", "typeof", "valuetype", "version", "visibility", "vlink",
    "vocab", "vspace", "wrap", "xmlns:svg",
}  # fmt: skip
"""Every attribute that is HTML's own, or of the drawings and formulas inside it."""

ORDINARY_TAGS: Final = {
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont",
    "bdi", "bdo", "big", "blockquote", "body", "br", "button", "canvas", "caption", "center", "circle", "cite",
    "code", "col", "colgroup", "data", "datalist", "dd", "defs", "del", "desc", "details", "dfn", "dialog", "dir",
    "div", "dl", "dt", "ellipse", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer",
    "foreignobject", "form", "frame", "frameset", "g", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hgroup", "hr", "html", "i", "iframe", "image", "img", "input", "ins", "kbd", "label", "legend", "li", "line",
    "lineargradient", "link", "main", "map", "mark", "marquee", "math", "menu", "meta", "metadata", "meter", "nav",
    "nobr", "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "path",
    "picture", "polygon", "polyline", "pre", "progress", "q", "radialgradient", "rb", "rect", "rp", "rt", "ruby",
    "s", "samp", "script", "search", "section", "select", "slot", "small", "source", "span", "stop", "strike",
    "strong", "style", "sub", "summary", "sup", "svg", "symbol", "table", "tbody", "td", "template", "text",
    "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tspan", "tt", "u", "ul", "use", "var",
    "video", "wbr",
}  # fmt: skip
