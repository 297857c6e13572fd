"""Which drawings can stay, and what do they carry that nobody sees? Names, objects, cut-off edges."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from PIL import Image

from safelight.core.papers.odt.kinds import Inside, inside_of
from safelight.core.papers.odt.looks import SHAPES, Looks
from safelight.core.papers.odt.names import NAMESPACES, XLINK_HREF, inside, local, q, space, value
from safelight.core.papers.odt.package import Package
from safelight.core.papers.odt.styles import points
from safelight.core.papers.picture import Crop
from safelight.core.papers.tree import is_element

OBJECTS: Final = {"object", "object-ole", "applet", "plugin", "floating-frame"}
RECT: Final = re.compile(r"rect\(([^()]*)\)")
NO_CROP: Final = Crop()
USUAL_DPI: Final = 96.0


def hidden_shapes(root: etree._Element, *, looks: Looks) -> list[etree._Element]:
    """Drawings that are switched off, stand off the page, or are a second choice that is never shown."""
    return [
        shape
        for shape in root.iter()
        if is_element(shape)
        and space(shape) == NAMESPACES["draw"]
        and local(shape) in SHAPES
        and looks.hides_shape(shape) is not None
        and not is_closed_frame(shape)
    ]


def is_closed_frame(shape: etree._Element) -> bool:
    """Whether a thin shape is only a line, with no words in it."""
    return next(shape.iter(q("text:p"), q("text:h"), q("draw:image")), None) is None


def is_foreign_object(element: etree._Element, package: Package, *, member: str) -> bool:
    """Whether this is an embedded or linked object other than a chart or a formula whose words are read."""
    if local(element) not in OBJECTS:
        return False
    if local(element) != "object":
        return True
    folder = package.target(str(element.get(XLINK_HREF, "")), member=member)
    if folder in package.objects:
        return inside_of(package, folder) is Inside.OTHER
    inner = next((one for one in element if is_element(one)), None)
    return inner is None or inner.tag != q("math:math")


def file_name_of(element: etree._Element) -> str:
    """A drawing's name where it tells what the original file was called."""
    said = value(element, "draw:name")
    return said if re.search(r"\.[A-Za-z]{3,4}$|[\\/]", said) and local(element) in SHAPES else ""


def crop_of(picture: etree._Element, *, looks: Looks, package: Package, member: str) -> Crop:
    """How much of a picture is cut off on the page, as far as its size can be told."""
    frame = inside(picture, "draw:frame")
    found = RECT.search(looks.graphic(frame).get("clip")) if frame is not None else None
    if not found:
        return NO_CROP
    sides = [max(points(one) or 0.0, 0.0) for one in re.split(r"[\s,]+", found.group(1).strip())]
    data = package.members.get(package.target(str(picture.get(XLINK_HREF, "")), member=member))
    if len(sides) != 4 or max(sides) < 0.5 or data is None:
        return NO_CROP
    wide, high = _natural_size(data)
    top, right, bottom, left = sides
    return Crop(min(left / wide, 0.99), min(top / high, 0.99), min(right / wide, 0.99), min(bottom / high, 0.99))


def _natural_size(data: bytes) -> tuple[float, float]:
    """A picture's own width and height in points."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            across, down = picture.size
            dpi = picture.info.get("dpi") or (USUAL_DPI, USUAL_DPI)
        return across * 72 / (float(dpi[0]) or USUAL_DPI), down * 72 / (float(dpi[1]) or USUAL_DPI)
    except Exception:  # noqa: BLE001 - Pillow's decoders raise almost anything on damaged data
        return 1e9, 1e9


def alternative(frame: etree._Element) -> str:
    """What stands in for a drawing for those who cannot see it."""
    for name in ("svg:desc", "svg:title"):
        said = frame.find(q(name))
        if said is not None and (said.text or "").strip():
            return " ".join((said.text or "").split())
    return ""


def shapes_in(root: etree._Element) -> Iterator[etree._Element]:
    """Every frame and shape of a part."""
    return (one for one in root.iter() if is_element(one) and space(one) == NAMESPACES["draw"] and local(one) in SHAPES)
