"""What is in a PDF that nothing in it leads to any more? A program that saves carelessly leaves old pages behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pikepdf

WRAPPING: Final = {"/ObjStm", "/XRef"}


def leftover_streams(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """The streams that the file keeps and does not use, as where they are and the words that can be made out."""
    reached = _reached(pdf)
    for number, one in enumerate(pdf.objects, 1):
        if isinstance(one, pikepdf.Stream) and one.objgen not in reached and str(one.get("/Type", "")) not in WRAPPING:
            yield f"object {number}, which nothing leads to", " ".join(_words(one))


def _reached(pdf: pikepdf.Pdf) -> frozenset[tuple[int, int]]:
    reached: set[tuple[int, int]] = set()
    waiting: list[object] = [pdf.trailer]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, pikepdf.Object):
            continue
        if one.is_indirect:
            if one.objgen in reached:
                continue
            reached.add(one.objgen)
        if isinstance(one, pikepdf.Array):
            waiting.extend(one)
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            waiting.extend(inner for _, inner in one.items())
    return frozenset(reached)


def _words(stream: pikepdf.Stream) -> Iterator[str]:
    """What a page's instructions write, as far as it is written in plain letters."""
    try:
        for one in pikepdf.parse_content_stream(stream, "Tj TJ ' \""):
            for operand in one.operands:
                parts = operand if isinstance(operand, pikepdf.Array) else [operand]
                yield "".join(str(part) for part in parts if isinstance(part, pikepdf.String))
    except pikepdf.PdfError:
        return
