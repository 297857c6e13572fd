"""What are the XML names inside an OpenDocument file called? Namespaces, and the few questions asked of any element."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lxml import etree

from safelight.core.papers.tree import is_element

OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES: Final = {
    "office": OASIS + "office:1.0",
    "style": OASIS + "style:1.0",
    "text": OASIS + "text:1.0",
    "table": OASIS + "table:1.0",
    "draw": OASIS + "drawing:1.0",
    "fo": OASIS + "xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": OASIS + "meta:1.0",
    "number": OASIS + "datastyle:1.0",
    "svg": OASIS + "svg-compatible:1.0",
    "chart": OASIS + "chart:1.0",
    "dr3d": OASIS + "dr3d:1.0",
    "math": "http://www.w3.org/1998/Math/MathML",
    "form": OASIS + "form:1.0",
    "script": OASIS + "script:1.0",
    "config": OASIS + "config:1.0",
    "presentation": OASIS + "presentation:1.0",
    "smil": OASIS + "smil-compatible:1.0",
    "anim": OASIS + "animation:1.0",
    "db": OASIS + "database:1.0",
    "manifest": OASIS + "manifest:1.0",
    "dsig": OASIS + "digitalsignature:1.0",
    "of": OASIS + "of:1.2",
    "ooo": "http://openoffice.org/2004/office",
    "ooow": "http://openoffice.org/2004/writer",
    "oooc": "http://openoffice.org/2004/calc",
    "dom": "http://www.w3.org/2001/xml-events",
    "xforms": "http://www.w3.org/2002/xforms",
    "xsd": "http://www.w3.org/2001/XMLSchema",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "rpt": "http://openoffice.org/2005/report",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "grddl": "http://www.w3.org/2003/g/data-view#",
    "officeooo": "http://openoffice.org/2009/office",
    "tableooo": "http://openoffice.org/2009/table",
    "drawooo": "http://openoffice.org/2010/draw",
    "chartooo": "http://openoffice.org/2010/chart",
    "css3t": "http://www.w3.org/TR/css3-text/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "formx": "urn:openoffice:names:experimental:ooxml-odf-interop:xmlns:form:1.0",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pkg": "http://docs.oasis-open.org/ns/office/1.2/meta/pkg#",
    "odf": "http://docs.oasis-open.org/ns/office/1.2/meta/odf#",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
KNOWN_SPACES: Final = frozenset(NAMESPACES.values())
USUAL_PREFIXES: Final = {
    **{uri: prefix for prefix, uri in NAMESPACES.items()},
    "http://www.w3.org/2000/xmlns/": "xmlns",
}
STATED: Final = OASIS
"""How the namespaces of the standard itself begin."""

XLINK_HREF: Final = f"{{{NAMESPACES['xlink']}}}href"


@lru_cache(maxsize=2_000)
def q(name: str) -> str:
    """The full name of `text:p` and the like."""
    prefix, local_name = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local_name}"


def local(element: etree._Element) -> str:
    """The name without its namespace; empty for a comment or a processing instruction."""
    return str(element.tag).rpartition("}")[2] if is_element(element) else ""


def space(element: etree._Element) -> str:
    """The namespace of an element; empty for a comment or a processing instruction."""
    return str(element.tag).rpartition("}")[0][1:] if is_element(element) else ""


def split_name(name: str) -> tuple[str, str]:
    """The namespace and the bare name of an attribute or an element."""
    uri, _, bare = name.rpartition("}")
    return uri[1:], bare


def value(element: etree._Element | None, name: str) -> str:
    """An attribute's value, empty where the element or the attribute is missing."""
    return "" if element is None else str(element.get(q(name), ""))


def inside(element: etree._Element, *names: str) -> etree._Element | None:
    """The nearest ancestor with one of these names, if any."""
    return next(element.iterancestors(*(q(name) for name in names)), None)


def words_in(element: etree._Element) -> str:
    """All text of the paragraphs beneath an element, run together, a blank between paragraphs."""
    return " ".join("".join(str(text) for text in one.itertext()) for one in element.iter(q("text:p"), q("text:h")))
