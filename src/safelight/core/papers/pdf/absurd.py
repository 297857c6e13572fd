"""Does an opened PDF claim what no paper has: things that contain themselves, pages of miles, millions of notes?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pikepdf

from safelight.core.papers.paper import UnreadablePaper
from safelight.core.papers.pdf.bombs import ABSURD
from safelight.core.papers.pdf.strings import written_out

CIRCLE: Final = "{name} holds something that contains itself: make the PDF again from the document it came from."
NUMBERS: Final = re.compile(rb"/(Count|FirstChar|LastChar|Columns|StructParents|Size) (-?\d+)")
MOST_OF: Final = {b"Count": 1_000_000, b"FirstChar": 65_535, b"LastChar": 65_535, b"Size": 4_000_000}
BOX: Final = re.compile(rb"/(?:Media|Crop)Box \[ ([-\d. ]+) \]")
LONGEST_SIDE: Final = 100_000.0
LONGEST_OBJECT: Final = 8 * 1024 * 1024
MOST_NOTES: Final = 20_000
KIDS: Final = re.compile(rb"/Kids \[ ((?:\d+ \d+ R ?)+)\]")
NEXT: Final = re.compile(rb"/(?:First|Next) (\d+) \d+ R")
NUMBER: Final = re.compile(rb"(\d+) \d+ R")


def refuse_absurd(pdf: pikepdf.Pdf, *, name: str) -> None:
    """Refuse what would keep a reader busy without end, and that no honest program writes.

    Raises:
        UnreadablePaper: when there is such a thing.
    """
    below: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    for one in pdf.objects:
        written = written_out(one)
        if len(written) > LONGEST_OBJECT or _is_beyond(written):
            raise UnreadablePaper(ABSURD.format(name=name))
        if b"/Kids" in written and isinstance(one, pikepdf.Object):
            for kids in KIDS.findall(written):
                below.setdefault(one.objgen[0], []).extend(int(kid) for kid in NUMBER.findall(kids))
        if b"/Title" in written and isinstance(one, pikepdf.Object):
            after.setdefault(one.objgen[0], []).extend(int(number) for number in NEXT.findall(written))
    drawings = {one.objgen[0]: list(_drawings_in(one)) for one in pdf.objects if _is_drawing(one)}
    if any(_goes_round(links) for links in (below, after, drawings)):
        raise UnreadablePaper(CIRCLE.format(name=name))
    for page in pdf.pages:
        notes = page.obj.get("/Annots")
        if isinstance(notes, pikepdf.Array) and len(notes) > MOST_NOTES:
            raise UnreadablePaper(ABSURD.format(name=name))


def _is_beyond(written: bytes) -> bool:
    for key, number in NUMBERS.findall(written):
        if abs(int(number)) > MOST_OF.get(key, 4_000_000):
            return True
    return any(abs(float(side)) > LONGEST_SIDE for box in BOX.findall(written) for side in box.split())


def _is_drawing(one: object) -> bool:
    return isinstance(one, pikepdf.Stream) and "/Resources" in one


def _drawings_in(one: pikepdf.Object) -> Iterator[int]:
    """The drawings that a drawing has among its resources."""
    resources = one.get("/Resources")
    for kind in ("/XObject", "/Pattern"):
        shelf = resources.get(kind) if isinstance(resources, pikepdf.Dictionary) else None
        for inner in shelf.as_dict().values() if isinstance(shelf, pikepdf.Dictionary) else ():
            if isinstance(inner, pikepdf.Stream):
                yield inner.objgen[0]


def _goes_round(links: dict[int, list[int]]) -> bool:
    """Whether following links from anywhere leads back there; without recursion, since they may be many."""
    done: set[int] = set()
    for start in links:
        path: list[tuple[int, Iterator[int]]] = []
        above: set[int] = set()
        if start not in done:
            path.append((start, iter(links[start])))
            above.add(start)
        while path:
            here, waiting = path[-1]
            following = next(waiting, None)
            if following is None:
                path.pop()
                above.discard(here)
                done.add(here)
            elif following in above:
                return True
            elif following not in done and following in links:
                path.append((following, iter(links[following])))
                above.add(following)
    return False
