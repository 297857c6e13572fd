"""How are the pages written as a PDF of our own? Tagged, without author or time, the words handed over as data."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

import pikepdf
import pypdfium2 as pdfium

from safelight.core.papers.letters import folded
from safelight.core.papers.paper import UnreadablePaper
from safelight.core.papers.pdf.remake.edited import expected_words
from safelight.core.papers.pdf.remake.model import Align, Block, Paragraph, Picture, Role, Sheet, Table
from safelight.core.papers.pdf.typeset import CannotSet, typeset

MAKER: Final = "Safelight"
CAP: Final = 0.66
"""How high a capital letter is, as a share of its size: lines are told apart from here to the baseline."""

SMALLEST: Final = 5.0
EDGE: Final = 36.0
LONGEST_TITLE: Final = 150


def press(sheets: Sequence[Sheet], *, name: str) -> bytes:
    """The pages as a tagged PDF; the same pages always give the same bytes.

    Raises:
        UnreadablePaper: when a character has no shape in the built-in typefaces, or a word did not arrive.
    """
    try:
        data = typeset(_template(), data={"sheets": _document(sheets)})
    except CannotSet as error:
        why = f": {error};" if str(error) else ":"
        raise UnreadablePaper(
            f"{name} cannot be made anew{why} use the document it was made from, as .docx."
        ) from error
    _refuse_losses(data, sheets, name=name)
    return _signed(data)


@cache
def _template() -> bytes:
    return files("safelight.core.papers.pdf.remake").joinpath("sheet.typ").read_bytes()


def _refuse_losses(data: bytes, sheets: Sequence[Sheet], *, name: str) -> None:
    """Read the finished file again: every word is there, in its order, and no other."""
    document = pdfium.PdfDocument(data)
    try:
        said = "".join(folded(page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()
    wanted = "".join(folded(text) for text in expected_words(sheets))
    if sorted(said) != sorted(wanted) or not _in_order(said, sheets):
        raise UnreadablePaper(
            f"{name} cannot be made anew without losing words: use the document it was made from, as .docx."
        )


def _in_order(said: str, sheets: Sequence[Sheet]) -> bool:
    place = 0
    for text in expected_words([Sheet(s.number, s.width, s.height, (), s.blocks, ()) for s in sheets]):
        for word in text.split():
            place = said.find(folded(word), place)
            if place < 0:
                return False
            place += len(folded(word))
    return True


def _signed(data: bytes) -> bytes:
    """The file with the name of the program that made it, by which it is known when it comes back."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["pdf:Producer"] = MAKER
        pdf.docinfo["/Producer"] = MAKER
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True)
        return written.getvalue()


def _document(sheets: Sequence[Sheet]) -> dict[str, Any]:
    return {"title": _title(sheets), "sheets": [_sheet(sheet) for sheet in sheets]}


def _title(sheets: Sequence[Sheet]) -> str:
    """The first heading, which every reader sees; it is the title for programs that read the document aloud."""
    for sheet in sheets:
        for one in sheet.blocks:
            if isinstance(one, Paragraph) and one.role is Role.HEADING and one.text.strip():
                return " ".join(one.text.split())[:LONGEST_TITLE]
    return "Document"


def _sheet(sheet: Sheet) -> dict[str, Any]:
    left, right = _sides(sheet)
    first = sheet.blocks[0] if sheet.blocks else None
    start = first.top - CAP * first.size if isinstance(first, Paragraph) else first.box[1] - 4 if first else 72.0
    under = max((one.bottom + 6 for one in sheet.heads), default=20.0)
    over = min((one.top - one.size - 4 for one in sheet.feet), default=sheet.height - EDGE)
    return {
        "number": sheet.number,
        "width": round(sheet.width, 2),
        "height": round(sheet.height, 2),
        "left": round(left, 2),
        "right": round(right, 2),
        "top": round(min(max(start, under), sheet.height / 2), 2),
        "foot": round(min(max(sheet.height - over, 20), sheet.height / 3), 2),
        "heads": [_edge(one, sheet) for one in sheet.heads],
        "feet": [_edge(one, sheet) for one in sheet.feet],
        "blocks": list(_blocks(sheet, left)),
    }


def _sides(sheet: Sheet) -> tuple[float, float]:
    """The margins at the left and the right of the text."""
    boxes = [one.box for one in sheet.blocks]
    upright = [box for box in boxes if box[2] <= sheet.width and box[0] >= 0 and box[3] <= sheet.height] or [
        (72.0, 72.0, sheet.width - 72, sheet.height - 72)
    ]
    left = min(max(min(box[0] for box in upright), 28), sheet.width / 4)
    right = min(max(sheet.width - max(box[2] for box in upright), 28), left)
    return left, right


def _edge(one: Paragraph, sheet: Sheet) -> dict[str, Any]:
    """A line above or below the text: at its place from the side, or the middle, that it is nearest to."""
    middle = (one.box[0] + one.box[2]) / 2 - sheet.width / 2
    left, right = _sides(sheet)
    if abs(middle) < 8:
        side, across = Align.CENTRE, (right - left) / 2
    elif one.box[0] > sheet.width / 2:
        side, across = Align.RIGHT, one.box[2] - (sheet.width - right)
    else:
        side, across = Align.LEFT, one.box[0] - left
    return {**_said(one), "align": side.value, "dx": round(across, 2), "y": round(one.top - CAP * one.size, 2)}


def _blocks(sheet: Sheet, left: float) -> Iterator[dict[str, Any]]:
    before: Block | None = None
    for one in sheet.blocks:
        above = _gap(before, one)
        before = one
        match one:
            case Paragraph(role=Role.HEADING):
                yield {**_said(one), "kind": "heading", "level": one.level, "align": one.align.value, "above": above}
            case Paragraph():
                indent = max(one.box[0] - left, 0) if one.align is Align.LEFT else 0
                indent = indent if indent < 0.4 * sheet.width else 0
                yield {
                    **_said(one),
                    "kind": "text",
                    "align": one.align.value,
                    "above": above,
                    "indent": round(indent, 1),
                }
            case Table():
                widths = [round(end - start, 1) for start, end in zip(one.xs, one.xs[1:], strict=False)]
                yield {"kind": "table", "above": above, "ruled": one.ruled, "widths": widths, "cells": _cells(one)}
            case Picture():
                wide, high = one.box[2] - one.box[0], one.box[3] - one.box[1]
                yield {
                    "kind": "picture",
                    "above": above,
                    "data": list(one.data),
                    "width": wide,
                    "height": high,
                    "alt": one.alt,
                }


def _cells(table: Table) -> list[dict[str, Any]]:
    return [
        {
            "x": cell.column,
            "y": cell.row,
            "rows": cell.rows,
            "columns": cell.columns,
            "said": [_said(one) for one in cell.paragraphs],
        }
        for cell in table.cells
    ]


def _gap(before: Block | None, one: Block) -> float:
    """The room between two blocks, from the foot of the letters of the first to the head of those of the second."""
    if before is None:
        return 0.0
    bottom = before.bottom if isinstance(before, Paragraph) else before.box[3] + 4
    top = one.top - CAP * one.size if isinstance(one, Paragraph) else one.box[1] - 4
    return round(min(max(top - bottom, 4.0), 200.0), 1) if top > bottom - 2 else 9.0


def _said(one: Paragraph) -> dict[str, Any]:
    return {
        "size": max(one.size, SMALLEST),
        "leading": round(max(one.pitch - CAP * one.size, 0.3 * one.size), 2),
        "label": one.label,
        "runs": list(_runs(one)),
    }


def _runs(one: Paragraph) -> Iterable[dict[str, Any]]:
    for run in one.runs:
        if run.text:
            style = run.style
            yield {
                "text": run.text,
                "size": max(style.size, SMALLEST),
                "bold": style.bold,
                "italic": style.italic,
                "raised": style.raised,
            }
