"""Which drawings can stay, and what do they carry that nobody sees? Names, old files, cut-off edges, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from safelight.core.papers.docx.flow import XML_SPACE, legal
from safelight.core.papers.docx.names import child, inside, local, q, value
from safelight.core.papers.picture import Crop
from safelight.core.papers.tree import drop, forget, is_element

PAGE_AREA_EMU: Final = 7_560_310 * 10_692_130
PAGE_SIDE_EMU: Final = 10_692_130
OBJECT_NOTE: Final = "[An embedded object was taken out here.]"
SHARE_OF_A_SCAN: Final = 0.45
EMU_PER_POINT: Final = 12_700
DRAWN: Final = (
    "/picture",
    "/wordprocessingShape",
    "/wordprocessingGroup",
    "/wordprocessingCanvas",
    "/chart",
    "/diagram",
)
USUAL_PICTURE_NAME: Final = re.compile(
    r"(?:(?:picture|image|graphic|img|photo|pic|figure|chart|diagram|drawing|shape|logo|text box|textbox|object|grafik|"
    r"bild|rectangle|oval|line|arrow|group|canvas|straight connector|content placeholder)[\s_-]*\d*(?:\.\w{2,4})?|\d*)",
    re.IGNORECASE,
)
VML_KEPT: Final = {
    "id", "type", "style", "alt", "coordsize", "coordorigin", "path", "fillcolor", "filled", "stroked",
    "strokecolor", "strokeweight", "adj", "from", "to", "arcsize", "spt", "preferrelative", "string", "wrapcoords",
    "opacity", "on", "color", "eqn", "aspectratio", "ext", "joinstyle", "gradientshapeok", "connecttype",
    "extrusionok", "inset", "trim", "fitpath", "allowincell", "anchorlock",
}  # fmt: skip


def hidden_drawings(root: etree._Element) -> list[etree._Element]:
    """Drawings that are switched off, have no size for their words, or stand off the page."""
    side = max((_whole(value(page, f"w:{one}")) * 635 for page in root.iter(q("w:pgSz")) for one in "wh"), default=0)
    return [
        drawing
        for drawing in root.iter(q("w:drawing"), q("w:pict"))
        if _is_off(drawing) or _has_no_size(drawing) or _is_off_page(drawing, side=max(side, PAGE_SIDE_EMU))
    ]


def objects_in(root: etree._Element) -> list[etree._Element]:
    """Embedded and linked objects, and drawings of a kind that is not known."""
    found = list(root.iter(q("w:object")))
    found += [element for element in root.iter(q("w:pict")) if next(element.iter(q("o:OLEObject")), None) is not None]
    return found + [drawing for drawing in root.iter(q("w:drawing")) if not _is_known(drawing)]


def alternative(drawing: etree._Element) -> str:
    """What stands in for a drawing for those who cannot see it."""
    for element in drawing.iter():
        for name in ("descr", "title", "alt"):
            said = str(element.get(name, "")).strip() if is_element(element) else ""
            if said and local(element) in {"docPr", "cNvPr", "shape", "rect"}:
                return said
    return ""


def replace_by_words(drawing: etree._Element, *, otherwise: str = "") -> None:
    """Leave a drawing's alternative text where the drawing was, or other words where it has none."""
    said = alternative(drawing) or otherwise
    parent = drawing.getparent()
    if said and parent is not None:
        text = etree.Element(q("w:t"))
        text.text = legal(said)
        text.set(XML_SPACE, "preserve")
        parent.replace(drawing, text)
    else:
        drop(drawing)


def strip_drawings(root: etree._Element) -> None:
    """Take away what drawings carry unseen: names, tooltips, originals before an effect; hidden drawings go whole."""
    for drawing in hidden_drawings(root):
        drop(drawing)
    for drawing in objects_in(root):
        replace_by_words(drawing, otherwise=OBJECT_NOTE)
    for properties in root.iter(q("wp:docPr")):
        _move_description(properties)
    for inner in [element for element in root.iter() if local(element) == "cNvPr"]:
        inner.set("name", "")
        for name in ("descr", "title"):
            forget(inner, name)
    for link in [element for element in root.iter() if local(element) in {"hlinkClick", "hlinkHover"}]:
        forget(link, "tooltip")
    for old in list(root.iter(q("a:extLst"))):
        drop(old)
    for element in root.iter():
        if is_element(element) and element.tag.startswith("{urn:schemas-microsoft-com:"):
            _strip_old_drawing(element)


def number_drawings(root: etree._Element) -> None:
    """Name the drawings that are left by their number alone."""
    for number, properties in enumerate(root.iter(q("wp:docPr")), 1):
        properties.set("name", f"Drawing {number}")
        properties.set("id", str(number))


def picture_extent(element: etree._Element) -> float:
    """The share of a page that a picture takes up, by the size it is drawn at; 0 where that cannot be told."""
    holder = inside(element, "wp:inline", "wp:anchor")
    extent = child(holder, "wp:extent")
    if extent is not None:
        return _whole(extent.get("cx")) * _whole(extent.get("cy")) / PAGE_AREA_EMU
    shape = inside(element, "v:shape", "v:rect")
    if shape is not None:
        sides = dict(re.findall(r"(width|height):\s*([\d.]+)pt", str(shape.get("style", ""))))
        area = float(sides.get("width", 0)) * float(sides.get("height", 0)) * EMU_PER_POINT**2
        return area / PAGE_AREA_EMU
    return 0.0


def crop_of(element: etree._Element) -> Crop:
    """How much of the picture in an `a:blip` or `v:imagedata` is cut off on the page."""
    if element.tag == q("v:imagedata"):
        return Crop(*(_old_share(element.get(f"crop{side}")) for side in ("left", "top", "right", "bottom")))
    cut = child(element.getparent(), "a:srcRect")
    if cut is None:
        return Crop()
    return Crop(*(_share(cut.get(side)) for side in ("l", "t", "r", "b")))


def forget_crop(element: etree._Element) -> None:
    """After the picture itself has been cut there is nothing more to cut off."""
    for side in ("left", "top", "right", "bottom"):
        forget(element, f"crop{side}")
    cut = child(element.getparent(), "a:srcRect")
    if cut is not None:
        for side in ("l", "t", "r", "b"):
            forget(cut, side)


def file_names(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Picture names that tell what the original file was called."""
    for element in root.iter("{*}cNvPr", "{*}docPr", q("v:imagedata")):
        said = ""
        if local(element) in {"cNvPr", "docPr"}:
            said = str(element.get("name", ""))
            usual = USUAL_PICTURE_NAME.fullmatch(said) or not re.search(r"\.\w{2,4}$|[\\/]", said)
        elif element.tag == q("v:imagedata"):
            said = value(element, "o:title") or value(element, "o:href")
            usual = USUAL_PICTURE_NAME.fullmatch(said) is not None
        if said and not usual:
            yield element, said


def _move_description(properties: etree._Element) -> None:
    """Alternative text written on the picture inside is moved to the frame, where readers look for it."""
    holder = properties.getparent()
    if holder is None or properties.get("descr"):
        return
    inner = [str(element.get("descr", "")) for element in holder.iter(q("pic:cNvPr")) if element.get("descr")]
    if inner:
        properties.set("descr", " ".join(inner))


def _strip_old_drawing(element: etree._Element) -> None:
    for attribute in [str(name) for name in element.attrib]:
        bare = etree.QName(attribute).localname
        relation = attribute in {q("r:id"), q("r:pict")}
        plain = bare in VML_KEPT or bare.startswith(("crop", "bw", "gain", "blacklevel", "inset"))
        if not relation and not plain:
            del element.attrib[attribute]
    given = str(element.get("id", ""))
    if given and not re.fullmatch(r"_x0000_[a-z]+\d+", given):
        del element.attrib["id"]


def _is_known(drawing: etree._Element) -> bool:
    kinds = [str(data.get("uri", "")) for data in drawing.iter(q("a:graphicData"))]
    return bool(kinds) and all(kind.endswith(DRAWN) for kind in kinds)


def _is_off(drawing: etree._Element) -> bool:
    if any(str(element.get("hidden", "")) in {"1", "true"} for element in drawing.iter(q("wp:docPr"))):
        return True
    styles = "".join(str(shape.get("style", "")) for shape in drawing if is_element(shape))
    return "visibility:hidden" in styles.replace(" ", "")


def _has_no_size(drawing: etree._Element) -> bool:
    """Whether a drawing with words in it is too flat or too narrow for any of them to show."""
    sizes = [_whole(extent.get(side, "0")) for extent in drawing.iter(q("wp:extent")) for side in ("cx", "cy")]
    styles = [str(shape.get("style", "")) for shape in drawing if is_element(shape)]
    flat = [float(size) for style in styles for size in re.findall(r"(?:width|height):\s*([\d.]{1,9})(?:pt)?\b", style)]
    small = any(size < EMU_PER_POINT for size in sizes) or any(size < 1 for size in flat)
    return small and any((text.text or "").strip() for text in drawing.iter(q("w:t")))


def _is_off_page(drawing: etree._Element, *, side: int) -> bool:
    for anchor in drawing.iter(q("wp:anchor")):
        extent = child(anchor, "wp:extent")
        size = max(_whole(extent.get("cx")), _whole(extent.get("cy"))) if extent is not None else 0
        for offset in anchor.iter(q("wp:posOffset")):
            place = _whole(offset.text)
            # What is measured from a paragraph or a column may be far above it and still on the page.
            holder = offset.getparent()
            fixed = holder is not None and str(holder.get("relativeFrom", "")) in {"page", "margin"}
            if place > side or (place < 0 and -place > (size + EMU_PER_POINT * 72 if fixed else side)):
                return True
    return _is_old_off_page(drawing)


def _is_old_off_page(drawing: etree._Element) -> bool:
    """Whether a drawing of old programs is put so far to one side that no page reaches there."""
    styles = " ".join(str(shape.get("style", "")) for shape in drawing if is_element(shape))
    if "position:absolute" not in styles.replace(" ", ""):
        return False
    far = re.findall(r"(?:margin-left|margin-top|left|top):\s*(-?[\d.]{1,9})(?:pt)?", styles)
    return any(abs(float(place)) * EMU_PER_POINT > 2 * PAGE_SIDE_EMU for place in far if place.strip("-.").isdigit())


def _whole(text: object) -> int:
    try:
        return int(str(text))
    except ValueError:
        return 0


def _share(text: object) -> float:
    """A share from thousandths of a percent, or from a percentage. Below zero means a margin: nothing is cut off."""
    given = str(text or "0")
    try:
        share = float(given.rstrip("%")) / (100 if given.endswith("%") else 100_000)
    except ValueError:
        return 0.0
    return min(max(share, 0.0), 0.99)


def _old_share(text: object) -> float:
    given = str(text or "0")
    try:
        share = float(given.rstrip("f")) / (65_536 if given.endswith("f") else 1)
    except ValueError:
        return 0.0
    return min(max(share, 0.0), 0.99)
