"""What do the instructions of a PDF write, in the order in which they write it? Read without laying a page out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

import pikepdf

from safelight.core.papers.pdf.codes import Codes, codes_of
from safelight.core.papers.pdf.fonts import is_mapped
from safelight.core.papers.pdf.streams import stream_bytes

OPERATORS: Final = "Tj TJ ' \" Tf BT Td TD Tm T* Tz Do scn SCN BDC DP MP BMC"
SHOWING: Final = frozenset({"Tj", "TJ", "'", '"'})
MOVING: Final = frozenset({"BT", "Td", "TD", "Tm", "T*"})
SPACE_FROM: Final = -180
BACKWARDS_FROM: Final = 900
NARROWEST: Final = 40
MOST_DEPTH: Final = 24
MOST_DRAWINGS: Final = 20_000
REMARK: Final = re.compile(rb"%([^\r\n]+)|\((?:[^()\\]|\\.)*\)", re.DOTALL)


@dataclass
class Written:
    """What one page's instructions write: by what its fonts say, and by what they draw.

    `looks` is what notes and form fields show; `lying` and `silent` count strings in which a font says one letter and
    draws another, and codes that stand for nothing that anybody can name; `unmapped` is whether a font does not say
    what its codes are at all; `backwards` whether a string steps far back over itself or is squeezed; `beside` are
    descriptions that stand beside what is drawn.
    """

    said: list[str] = field(default_factory=list)
    looks: str = ""
    drawn: list[str] = field(default_factory=list)
    lying: int = 0
    silent: int = 0
    unmapped: bool = False
    backwards: bool = False
    beside: list[pikepdf.Object] = field(default_factory=list)

    def text(self) -> str:
        """The words as the fonts say them."""
        return _joined(self.said)

    def drawn_text(self) -> str:
        """The words as they look, where fonts say something else; empty where they do not."""
        return _joined(self.drawn) if self.lying else ""


def _joined(pieces: list[str]) -> str:
    lines = "".join(pieces).split("\n")
    kept = [line for line in lines if line.strip()]
    if kept and sum(len(line.strip()) for line in kept) < 1.7 * len(kept):
        # Written letter by letter: the steps between are not the ends of lines.
        return "".join(kept)
    return "\n".join(kept)


class Reader:
    """Reads the drawings of one file; remembers its fonts, and which drawings were used."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], tuple[Codes | None, bool]] = {}
        self._drawings = 0
        self.used: set[tuple[int, int]] = set()
        self.broken = 0

    def page(self, page: pikepdf.Page) -> Written:
        """What a page writes, with the drawings that it uses and the looks of its notes and form fields."""
        written = Written()
        self._follow(page, _resources(page.obj), written, depth=0)
        notes, looks = page.obj.get("/Annots"), Written()
        for note in notes if isinstance(notes, pikepdf.Array) else ():
            if isinstance(note, pikepdf.Dictionary):
                for look in _looks(note.get("/AP"), depth=0):
                    _step(looks, "\n")
                    self._whole(look, _resources(page.obj), looks, depth=1)
        written.looks = looks.text()
        written.beside += looks.beside
        written.silent += looks.silent
        written.unmapped |= looks.unmapped
        return written

    def alone(self, drawing: pikepdf.Stream) -> Written:
        """What a drawing writes that no page uses."""
        written = Written()
        self._follow(drawing, drawing.get("/Resources"), written, depth=0)
        return written

    def _whole(self, drawing: object, resources: object, written: Written, *, depth: int) -> None:
        if not isinstance(drawing, pikepdf.Stream) or depth > MOST_DEPTH or self._drawings > MOST_DRAWINGS:
            return
        self._drawings += 1
        self.used.add(drawing.objgen)
        if drawing.get("/Subtype") == "/Image":
            return
        own = drawing.get("/Resources")
        self._follow(drawing, own if isinstance(own, pikepdf.Dictionary) else resources, written, depth=depth)

    def _follow(self, holder: object, resources: object, written: Written, *, depth: int) -> None:
        codes: Codes | None = None
        seen: set[str] = set()
        try:
            instructions = pikepdf.parse_content_stream(holder, OPERATORS)  # type: ignore[arg-type]
        except (pikepdf.PdfError, TypeError, ValueError):
            self.broken += 1
            return
        for one in instructions:
            operator, operands = str(one.operator), one.operands
            if operator in SHOWING:
                if operator not in {"Tj", "TJ"}:
                    _step(written, "\n")
                _show(operands[-1] if len(operands) else None, codes, written)
            elif operator in MOVING:
                _step(written, " " if _stays_on_line(operator, operands) else "\n")
            elif operator == "Tf":
                codes = self._font(resources, str(operands[0]) if len(operands) else "", written, depth=depth)
            elif operator == "Tz":
                written.backwards |= _is_narrow(operands)
            elif operator in {"BDC", "DP", "MP", "BMC"}:
                written.beside.extend(operands)
            else:
                name = str(operands[-1]) if len(operands) else ""
                kind = "/XObject" if operator == "Do" else "/Pattern"
                if f"{kind}{name}" not in seen or kind == "/XObject":
                    seen.add(f"{kind}{name}")
                    self._named(_entry(resources, kind, name), resources, written, depth=depth)

    def _named(self, one: object, resources: object, written: Written, *, depth: int) -> None:
        # What a graphics state uses as a mask is not drawn: nobody reads it.
        if isinstance(one, pikepdf.Stream):
            self._whole(one, resources, written, depth=depth + 1)

    def _font(self, resources: object, name: str, written: Written, *, depth: int) -> Codes | None:
        font = _entry(resources, "/Font", name)
        if not isinstance(font, pikepdf.Dictionary):
            return None
        known = self._fonts.get(font.objgen) if font.is_indirect else None
        codes, is_clear = known or (codes_of(font), is_mapped(font))
        written.unmapped |= not is_clear
        if known is not None:
            return codes
        self._fonts[font.objgen] = codes, is_clear
        shapes = font.get("/CharProcs")
        if isinstance(shapes, pikepdf.Dictionary):
            for shape in shapes.as_dict().values():
                self._whole(shape, font.get("/Resources", resources), written, depth=depth + 1)
        return codes


def _resources(page: pikepdf.Object) -> object:
    """A page's resources, which it may have from the pages above it."""
    one: object = page
    for _ in range(MOST_DEPTH):
        if not isinstance(one, pikepdf.Dictionary):
            return None
        if isinstance(one.get("/Resources"), pikepdf.Dictionary):
            return one.get("/Resources")
        one = one.get("/Parent")
    return None


def _entry(resources: object, kind: str, name: str) -> object:
    shelf = resources.get(kind) if isinstance(resources, pikepdf.Dictionary) else None
    return shelf.get(name) if isinstance(shelf, pikepdf.Dictionary) and name.startswith("/") else None


def _looks(entry: object, *, depth: int) -> Iterator[pikepdf.Stream]:
    if isinstance(entry, pikepdf.Stream):
        yield entry
    elif isinstance(entry, pikepdf.Dictionary) and depth < 4:
        for inner in entry.as_dict().values():
            yield from _looks(inner, depth=depth + 1)


def _step(written: Written, gap: str) -> None:
    for pieces in (written.said, written.drawn):
        if pieces and pieces[-1] not in {"\n", gap}:
            pieces.append(gap)


def _stays_on_line(operator: str, operands: Any) -> bool:
    if operator not in {"Td", "TD"} or len(operands) < 2:
        return False
    try:
        return abs(float(operands[1])) < 1
    except (TypeError, ValueError):
        return False


def _is_narrow(operands: object) -> bool:
    try:
        return abs(float(next(iter(operands)))) < NARROWEST  # type: ignore[call-overload]
    except (StopIteration, TypeError, ValueError):
        return False


def _show(operand: object, codes: Codes | None, written: Written) -> None:
    if codes is not None and isinstance(operand, pikepdf.String):
        _told(bytes(operand), codes, written)
        return
    for part in operand if isinstance(operand, pikepdf.Array) else [operand]:
        if isinstance(part, pikepdf.String):
            shown = bytes(part)
            if codes is None:
                written.said.append(str(part))
                written.drawn.append(str(part))
                continue
            _told(shown, codes, written)
        elif isinstance(part, int | float | Decimal) and part < SPACE_FROM:
            written.said.append(" ")
            written.drawn.append(" ")
        elif isinstance(part, int | float | Decimal) and part > BACKWARDS_FROM:
            written.backwards = True


def _told(shown: bytes, codes: Codes, written: Written) -> None:
    said, lies, silent = codes.told(shown)
    written.said.append(said)
    written.drawn.append(codes.drawn(shown) if lies else said)
    if lies or silent:
        written.lying += lies
        written.silent += silent


def remarks_of(stream: pikepdf.Stream) -> Iterator[str]:
    """What stands in a stream of instructions as a remark, which no program reads."""
    data = stream_bytes(stream) or b""
    if b"%" not in data:
        return
    for found in REMARK.finditer(data):
        said = (found.group(1) or b"").decode("latin-1").strip()
        if any(one.isalpha() for one in said):
            yield said
