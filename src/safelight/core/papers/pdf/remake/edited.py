"""Which passages do the pages make, and what do they say after the edits? Mentions may run over lines and pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from safelight.core.papers.paper import Edit, Edits, Part, Passage
from safelight.core.papers.pdf.remake.carried import carry_over
from safelight.core.papers.pdf.remake.model import Block, Cell, Paragraph, Picture, Role, Sheet, Table
from safelight.core.papers.pdf.remake.type import HYPHEN, Run
from safelight.core.papers.spot import Piece, Spot, apply_edits

FIRST_KEY: Final = 1_000_000
"""Above every key of the reading that finds people in a PDF, so that an edit for one is not made in the other."""

BROKEN: Final = re.compile(rf"([^\W_]+){HYPHEN}([^\W_]+)")
ENDS: Final = (".", "!", "?", ":", ";", ".”", ".’", '."')


@dataclass(frozen=True, slots=True)
class _Strand:
    """Paragraphs that are one text, by what they are called in the sheets, and which part of the page they are."""

    part: Part
    where: str
    paragraphs: tuple[Paragraph, ...]


def edited(sheets: Sequence[Sheet], *, edits: Edits, read: Sequence[Passage] = ()) -> tuple[Sheet, ...]:
    """The sheets after the edits, those for the passages of the reading (`read`) among them."""
    settled = _settled(sheets)
    strands = tuple(_strands(settled))
    changed: dict[tuple[int, int], str] = {}
    spots = [_spot(strand, FIRST_KEY + key, changed) for key, strand in enumerate(strands)]
    wanted = _wanted(spots, edits)
    carry_over(wanted, read=read, spots=[spot.passage for spot in spots], edits=edits)
    apply_edits(spots, edits=lambda passage: wanted.get(passage.key, ()))
    return tuple(_changed(sheet, changed) for sheet in settled)


def _settled(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Words that were broken at the end of a line: whole where the document writes them so, else with their hyphen."""
    known = {
        word.casefold()
        for sheet in sheets
        for one in _paragraphs(sheet)
        for word in re.findall(r"[^\W_]+", BROKEN.sub(" ", one.text))
    }

    def settle(found: re.Match[str]) -> str:
        whole = found.group(1) + found.group(2)
        return whole if whole.casefold() in known else f"{found.group(1)}-{found.group(2)}"

    def one(paragraph: Paragraph) -> Paragraph:
        if HYPHEN not in paragraph.text:
            return paragraph
        runs = [Run(BROKEN.sub(settle, run.text).replace(HYPHEN, "-"), run.style) for run in paragraph.runs]
        return replace(paragraph, runs=tuple(runs))

    return tuple(_mapped(sheet, one) for sheet in sheets)


def _mapped(sheet: Sheet, change: Callable[[Paragraph], Paragraph]) -> Sheet:
    """The page with every paragraph changed."""

    def block(one: Block) -> Block:
        match one:
            case Paragraph():
                return change(one)
            case Table():
                cells = [
                    replace(cell, paragraphs=tuple(change(inner) for inner in cell.paragraphs)) for cell in one.cells
                ]
                return replace(one, cells=tuple(cells))
            case Picture():
                return one

    return replace(
        sheet,
        heads=tuple(change(one) for one in sheet.heads),
        blocks=tuple(block(one) for one in sheet.blocks),
        feet=tuple(change(one) for one in sheet.feet),
    )


def _paragraphs(sheet: Sheet) -> Iterator[Paragraph]:
    """Every paragraph of a page, in order."""
    yield from sheet.heads
    for block in sheet.blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for cell in block.cells:
                yield from cell.paragraphs
    yield from sheet.feet


def _strands(sheets: Sequence[Sheet]) -> Iterator[_Strand]:
    waiting: list[Paragraph] = []
    where = ""
    for sheet in sheets:
        yield from (_Strand(Part.HEADER, f"page {sheet.number}, header", (one,)) for one in sheet.heads)
        yield from (_Strand(Part.FOOTER, f"page {sheet.number}, footer", (one,)) for one in sheet.feet)
        for number, block in enumerate(sheet.blocks, 1):
            here = f"page {sheet.number}, block {number}"
            if isinstance(block, Paragraph):
                if waiting and not _goes_on(waiting[-1], block):
                    yield _Strand(Part.BODY, where, tuple(waiting))
                    waiting = []
                where = where if waiting else here
                waiting.append(block)
            elif isinstance(block, Table):
                for cell in block.cells:
                    yield from (_Strand(Part.TABLE, _cell(here, cell), (one,)) for one in cell.paragraphs)
    if waiting:
        yield _Strand(Part.BODY, where, tuple(waiting))


def _cell(where: str, cell: Cell) -> str:
    return f"{where}, row {cell.row + 1}, column {cell.column + 1}"


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    elsewhere = after.top <= before.bottom
    plain = before.role is not Role.HEADING and after.role is Role.TEXT and abs(before.size - after.size) < 0.6
    return elsewhere and plain and before.runs_on and not before.text.rstrip().endswith(ENDS)


def _spot(strand: _Strand, key: int, changed: dict[tuple[int, int], str]) -> Spot:
    pieces: list[Piece] = []
    for place, one in enumerate(strand.paragraphs):
        if place:
            broken = pieces[-1].text.endswith("-")
            pieces.append(Piece("" if broken else " ", lambda _: None))
        if one.label:
            pieces.append(_piece(one, -1, one.label, changed))
            pieces.append(Piece(" ", lambda _: None))
        pieces += [_piece(one, number, run.text, changed) for number, run in enumerate(one.runs)]
    text = "".join(piece.text for piece in pieces)
    return Spot(Passage(text=text, where=strand.where, part=strand.part, key=key), tuple(pieces))


def _piece(one: Paragraph, number: int, text: str, changed: dict[tuple[int, int], str]) -> Piece:
    def put(said: str) -> None:
        changed[id(one), number] = said

    return Piece(text, put)


def _changed(sheet: Sheet, changed: dict[tuple[int, int], str]) -> Sheet:
    def change(one: Paragraph) -> Paragraph:
        runs = tuple(Run(changed.get((id(one), n), run.text), run.style) for n, run in enumerate(one.runs))
        return replace(one, runs=runs, label=changed.get((id(one), -1), one.label))

    return _mapped(sheet, change)


def _wanted(spots: Sequence[Spot], edits: Edits) -> dict[int, list[Edit]]:
    """The edits of each passage, and those of mentions that run on from one passage of a part into the next."""
    wanted = {spot.passage.key: sorted(edits(spot.passage), key=lambda edit: edit.start) for spot in spots}
    parts: dict[Part, list[Passage]] = defaultdict(list)
    for spot in spots:
        parts[spot.passage.part].append(spot.passage)
    for part, passages in parts.items():
        if len(passages) > 1:
            _across(part, passages, edits, wanted)
    return wanted


def _across(part: Part, passages: Sequence[Passage], edits: Edits, wanted: dict[int, list[Edit]]) -> None:
    starts = list(accumulate((len(one.text) + 1 for one in passages), initial=0))
    together = "\n".join(one.text for one in passages)
    known = bytearray(len(together))
    for one, start in zip(passages, starts, strict=False):
        for edit in wanted[one.key]:
            known[start + edit.start : start + edit.end] = b"\1" * (edit.end - edit.start)
    key = FIRST_KEY * 2 + passages[0].key
    for edit in edits(Passage(text=together, where=f"the {part.value} of the pages", part=part, key=key)):
        first = bisect_right(starts, edit.start) - 1
        new = any(together[at].isalnum() and not known[at] for at in range(edit.start, edit.end))
        if edit.end <= starts[first + 1] or not new:
            continue
        for place in range(first, len(passages)):
            start, end = edit.start - starts[place], edit.end - starts[place]
            if end <= 0:
                break
            own = Edit(max(start, 0), min(end, len(passages[place].text)), edit.text if place == first else "")
            kept = [one for one in wanted[passages[place].key] if one.end <= own.start or one.start >= own.end]
            wanted[passages[place].key] = sorted([*kept, own], key=lambda one: one.start)


def expected_words(sheets: Sequence[Sheet]) -> Iterator[str]:
    """The words that the copy has to say, in order, page by page: above the text, the text, and below it."""
    for sheet in sheets:
        for one in _paragraphs(sheet):
            yield f"{one.label} {one.text}"
