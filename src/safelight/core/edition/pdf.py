"""The published PDF: tagged to PDF/UA-1 and validated as it is written, with the words handed over as data."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import pikepdf

from safelight.core.edition.html import full_title
from safelight.core.edition.masthead import Cover, day_written
from safelight.core.edition.outline import (
    CaptionedTable,
    NumberedHeading,
    NumberedParagraph,
    Outline,
    Piece,
    PlainList,
)
from safelight.core.edition.plain import plain_line
from safelight.core.edition.references import References
from safelight.core.papers.pdf.typeset import CannotSet, typeset

PORTRAIT, LANDSCAPE = 459.0, 739.0
"""The width of the text on each kind of page, in points; the template's margins decide it."""
_LETTER = 5.6
"""About the width of one letter of a table's text, in points, with some air."""
_CELL_PADDING = 11.0
_LONGEST_UNBROKEN = 20
"""No column is widened for the sake of a longer word than this: the template breaks what does not fit."""
_ROW_KEPT_TOGETHER = 900
"""Characters in one cell up to which its row is never split over two pages."""


class CannotRender(ValueError):
    """Raised when the document cannot be set as an accessible PDF; the message says what to change."""


def render_pdf(outlined: Outline, *, masthead: Cover) -> bytes:
    """The document as a tagged PDF/UA-1 file without author or time; the same words always give the same bytes.

    Raises:
        CannotRender: when a character has no shape in the built-in typeface, or the accessibility check fails.
    """
    try:
        return typeset(_template(), data={"edition": _page_data(outlined, masthead=masthead)})
    except CannotSet as error:
        if not str(error):
            raise CannotRender("The document could not be set as one PDF file. Make the edition once more.") from error
        raise CannotRender(
            f"The document could not be set as an accessible PDF: {error}. "
            "Type those words again with ordinary letters, then make the edition once more."
        ) from error


def pages_of(pdf: bytes) -> int:
    """How many pages a finished PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


@cache
def _template() -> bytes:
    return files("safelight.core.edition").joinpath("templates", "edition.typ").read_bytes()


def _page_data(outlined: Outline, *, masthead: Cover) -> dict[str, Any]:
    lang, _, region = masthead.language.partition("-")
    references = References(outlined)
    return {
        "lang": lang,
        "region": region,
        "full_title": full_title(masthead),
        "board": plain_line(masthead.board),
        "title": plain_line(masthead.title),
        "subtitle": outlined.subtitle,
        "kind": masthead.kind_title,
        "reference": plain_line(masthead.reference),
        "dated": _dated(masthead),
        "contents_depth": masthead.contents_depth,
        "one_page": masthead.one_page,
        "header_left": _shortened(plain_line(masthead.title)),
        "header_right": masthead.kind_title,
        "notes": list(_notes(masthead)),
        "runs": [
            {
                "landscape": landscape,
                "pieces": [_piece_data(piece, references, landscape=landscape) for piece in pieces],
            }
            for landscape, pieces in runs_of(outlined.pieces)
        ],
    }


def _shortened(title: str, *, limit: int = 70) -> str:
    return title if len(title) <= limit else title[: limit - 1].rstrip() + "…"


def _dated(masthead: Cover) -> str:
    if masthead.dated is None:
        return ""
    what, on = masthead.dated
    return f"{what} {day_written(on)}"


def _notes(masthead: Cover) -> Iterable[str]:
    yield masthead.promise
    if contact := plain_line(masthead.contact):
        yield f"To ask about this document, or for it in another format or language:\n{contact}"


def runs_of(pieces: Sequence[Piece]) -> list[tuple[bool, list[Piece]]]:
    """The document cut where the page turns: a heading and what stands under it is landscape if it has a wide table."""
    runs: list[tuple[bool, list[Piece]]] = []
    for part in _parts(pieces):
        landscape = any(isinstance(piece, CaptionedTable) and piece.wide for piece in part)
        if runs and runs[-1][0] == landscape:
            runs[-1][1].extend(part)
        else:
            runs.append((landscape, part))
    return runs


def _parts(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Each heading with what stands directly under it; headings with nothing between them stay together."""
    parts: list[list[Piece]] = []
    for piece in pieces:
        starts = isinstance(piece, NumberedHeading) and not (parts and isinstance(parts[-1][-1], NumberedHeading))
        if starts or not parts:
            parts.append([])
        parts[-1].append(piece)
    return parts


def _piece_data(piece: Piece, references: References, *, landscape: bool) -> dict[str, Any]:
    match piece:
        case NumberedHeading():
            called = _label(piece.anchor, references)
            return {
                "type": "heading",
                "label": called,
                "level": piece.level,
                "number": piece.number,
                "text": piece.text,
            }
        case NumberedParagraph():
            called, said = _label(piece.anchor, references), _stretches(piece.text, references)
            return {"type": "paragraph", "label": called, "number": piece.number, "text": said}
        case PlainList(items=items, start=None):
            return {"type": "bullets", "label": "", "items": [_stretches(item, references) for item in items]}
        case PlainList(items=items, start=start):
            steps = [_stretches(item, references) for item in items]
            return {"type": "steps", "label": "", "items": steps, "start": start}
        case CaptionedTable():
            return {
                "type": "table",
                "label": _label(piece.anchor, references),
                "wide": landscape,
                "caption": piece.caption,
                "header": list(piece.header),
                "widths": column_widths(piece, width=LANDSCAPE if landscape else PORTRAIT),
                "rows": [
                    {"cells": [_stretches(cell, references) for cell in row], "breakable": not kept_together(row)}
                    for row in piece.rows
                ],
            }


def _label(anchor: str, references: References) -> str:
    """What a piece is called where something leads to it; else nothing."""
    return anchor if anchor in references.wanted else ""


def _stretches(text: str, references: References) -> list[dict[str, str]]:
    return [{"text": one.text, "to": one.to} for one in references.stretches(text)]


def kept_together(row: Sequence[str]) -> bool:
    """Whether a table's row is short enough never to be split over two pages."""
    return max(map(len, row)) <= _ROW_KEPT_TOGETHER


def column_widths(table: CaptionedTable, *, width: float) -> list[float]:
    """How wide each column is, in points, together exactly `width`.

    Each column first gets room for its longest word; what is left is shared by how much there is to read in each,
    damped so that one wordy column does not squeeze the others.
    """
    columns = list(zip(table.header, *table.rows, strict=True))
    needed = [_longest_word(cells) * _LETTER + _CELL_PADDING for cells in columns]
    if sum(needed) >= width:
        return [round(width * share / sum(needed), 2) for share in needed]
    appetite = [math.sqrt(1 + sum(map(len, cells)) / len(cells)) for cells in columns]
    spare = width - sum(needed)
    return [round(least + spare * share / sum(appetite), 2) for least, share in zip(needed, appetite, strict=True)]


def _longest_word(cells: Sequence[str]) -> int:
    return min(max((len(word) for cell in cells for word in cell.split()), default=1), _LONGEST_UNBROKEN)
