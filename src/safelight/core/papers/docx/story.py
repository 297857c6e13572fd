"""Which paragraphs does a part hold, where do they stand, and what of them is seen? Found in one walk down its tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from safelight.core.papers.docx.colours import UNKNOWN, WHITE, Colour, hexed, old_colour
from safelight.core.papers.docx.flow import CODES, MARKS, SYMBOL, Block, Standing, Stretch, text_of, writer
from safelight.core.papers.docx.looks import BlockLook, Looks, Unseen, row_unseen, table_unseen
from safelight.core.papers.docx.names import child, q, value
from safelight.core.papers.spot import Piece

PLAIN_LOOK: Final = BlockLook("", None, None)
BREAK, BREAK_TYPE, DELETED = q("w:br"), q("w:type"), q("w:delText")
TEXTS: Final = frozenset({q("w:t"), q("m:t"), DELETED, *CODES})
SIGNS: Final = frozenset({*MARKS, SYMBOL})
SILENT: Final = frozenset(
    q(name)
    for name in (
        "w:rPr", "w:fldChar", "w:lastRenderedPageBreak", "w:footnoteReference", "w:endnoteReference",
        "w:commentReference", "w:footnoteRef", "w:endnoteRef", "w:annotationRef", "w:separator",
    )
)  # fmt: skip
PASSED_OVER: Final = frozenset(
    q(name) for name in ("w:pPr", "w:rPr", "w:sectPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblGrid", "w:sdtPr")
)


@dataclass(slots=True)
class _Table:
    element: etree._Element
    number: int
    style: str
    rows: int = 0


@dataclass(slots=True)
class _Row:
    element: etree._Element
    number: int
    cells: int = 0


@dataclass(slots=True)
class _Cell:
    element: etree._Element
    number: int
    blocks: int = 0


@dataclass(frozen=True, slots=True)
class _Around:
    """What an element stands in, handed down the tree so that nobody has to look up."""

    block: Block | None = None
    look: BlockLook = PLAIN_LOOK
    unseen: Unseen | None = None
    gone: bool = False
    added: bool = False
    box: bool = False
    shape: etree._Element | None = None
    table: _Table | None = None
    row: _Row | None = None
    cell: _Cell | None = None


@dataclass(slots=True)
class Story:
    """The paragraphs of one part, in order, and the old copies of text boxes that say the same again."""

    blocks: list[Block] = field(default_factory=list)
    repeated: list[etree._Element] = field(default_factory=list)


def read_story(root: etree._Element, *, looks: Looks) -> Story:
    """Every paragraph beneath an element with everything in it that is text; boxes hold paragraphs of their own."""
    return _Walk(looks).through(root)


def words_in(element: etree._Element | None) -> str:
    """All paragraph text beneath an element, run together."""
    return "" if element is None else "".join(text.text or "" for text in element.iter(q("w:t")))


def repeats(copy: etree._Element) -> bool:
    """Whether this is the copy of a text box that Word keeps for old programs, and says the same as the box itself."""
    return words_in(copy) == words_in(child(copy.getparent(), "mc:Choice"))


class _Walk:
    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._story = Story()
        self._cells: list[tuple[Block, _Table, _Row, _Cell, int]] = []
        self._waiting: list[tuple[etree._Element, _Around]] = []
        self._tables = self._counted = self._boxed = 0
        self._paper: Colour = WHITE
        self._styled: dict[object, tuple[tuple[etree._Element, ...], tuple[Colour, ...]]] = {}
        self._steps: dict[str, Callable[[etree._Element, _Around], _Around | None]] = {
            q("w:p"): self._paragraph,
            q("w:r"): self._run,
            q("m:r"): self._run,
            q("w:del"): lambda _, around: replace(around, gone=True),
            q("w:moveFrom"): lambda _, around: replace(around, gone=True),
            q("w:ins"): lambda _, around: replace(around, added=True),
            q("w:moveTo"): lambda _, around: replace(around, added=True),
            q("w:tbl"): self._table,
            q("w:tr"): self._row,
            q("w:tc"): self._cell,
            q("w:txbxContent"): lambda _, around: replace(around, box=True, block=None),
            q("mc:Fallback"): self._copy,
            q("w:background"): self._background,
            **dict.fromkeys((*TEXTS, *SIGNS), self._text),
            **dict.fromkeys(PASSED_OVER, lambda _element, _around: None),
            **dict.fromkeys(
                (q(name) for name in ("wps:wsp", "v:shape", "v:rect", "v:roundrect", "v:oval")),
                lambda element, around: replace(around, shape=element),
            ),
        }

    def through(self, root: etree._Element) -> Story:
        waiting, steps = self._waiting, self._steps
        waiting.append((root, _Around()))
        while waiting:
            element, around = waiting.pop()
            step = steps.get(element.tag)
            if step is not None:
                inner = step(element, around)
                if inner is None:
                    continue
                around = inner
            for one in element.iterchildren(reversed=True):
                waiting.append((one, around))
        for block, table, row, cell, nth in self._cells:
            place = f"table {table.number}, row {row.number}, cell {cell.number}"
            block.place = place if cell.blocks == 1 else f"{place}, paragraph {nth}"
        return self._story

    def _paragraph(self, element: etree._Element, around: _Around) -> _Around:
        block = Block(element, in_box=around.box, in_cell=around.cell is not None)
        self._story.blocks.append(block)
        if around.box:
            self._boxed += 1
            block.place = f"text box paragraph {self._boxed}"
        elif around.cell is not None and around.row is not None and around.table is not None:
            around.cell.blocks += 1
            self._cells.append((block, around.table, around.row, around.cell, around.cell.blocks))
        else:
            self._counted += 1
            block.place = f"paragraph {self._counted}"
        look = self._looks.block(element)
        return replace(around, block=block, look=look)

    def _run(self, element: etree._Element, around: _Around) -> _Around | None:
        """Most of a document is runs, so that their texts are taken here and only what holds more is gone through."""
        if around.block is None:
            return around
        unseen = self._run_unseen(element, around)
        more = []
        for inner in element:
            tag = inner.tag
            if tag in TEXTS:
                self._take(inner, around, unseen)
            elif tag in SIGNS:
                if tag != BREAK or inner.get(BREAK_TYPE, "textWrapping") == "textWrapping":
                    self._take(inner, around, unseen)
            elif tag not in SILENT:
                more.append((inner, around))
        self._waiting.extend(reversed(more))
        return None

    def _run_unseen(self, element: etree._Element, around: _Around) -> Unseen | None:
        unseen = around.unseen or around.look.unseen
        if unseen is not None:
            return unseen
        if around.cell is None and around.shape is None:
            return self._looks.run(element, block=around.look, ground=self._bare_paper)
        layers, fills = self._of_table(around)
        return self._looks.run(element, block=around.look, table=layers, ground=lambda: self._ground(around, fills))

    def _bare_paper(self) -> tuple[Colour, ...]:
        return (self._paper,)

    def _table(self, element: etree._Element, around: _Around) -> _Around:
        self._tables += 1
        unseen = around.unseen or table_unseen(element)
        style = value(child(element, "w:tblPr", "w:tblStyle"))
        return replace(
            around, table=_Table(element, self._tables, style), row=None, cell=None, unseen=unseen, block=None
        )

    def _row(self, element: etree._Element, around: _Around) -> _Around:
        if around.table is None:
            return around
        around.table.rows += 1
        unseen = around.unseen or row_unseen(element)
        return replace(around, row=_Row(element, around.table.rows), cell=None, unseen=unseen)

    def _cell(self, element: etree._Element, around: _Around) -> _Around:
        if around.row is None:
            return around
        around.row.cells += 1
        return replace(around, cell=_Cell(element, around.row.cells), box=False)

    def _copy(self, element: etree._Element, around: _Around) -> _Around | None:
        if not repeats(element):
            return around
        self._story.repeated.append(element)
        return None

    def _background(self, element: etree._Element, around: _Around) -> _Around:
        self._paper = self._looks.colours.of(element, "w:color") or WHITE
        return around

    def _text(self, element: etree._Element, around: _Around) -> None:
        """Text that stands outside a run, where no program puts it."""
        if around.block is not None and (element.tag in TEXTS or element.tag == SYMBOL):
            self._take(element, around, around.unseen or around.look.unseen)

    def _take(self, element: etree._Element, around: _Around, unseen: Unseen | None) -> None:
        piece = Piece(text_of(element), writer(element))
        if element.tag in CODES:
            stretch = Stretch(piece, Standing.CODE, element)
        elif around.gone or element.tag == DELETED:
            stretch = Stretch(piece, Standing.DELETED, element)
        else:
            standing = Standing.SHOWN if unseen is None else Standing.UNSEEN
            stretch = Stretch(piece, standing, element, inserted=around.added, unseen=unseen)
        if around.block is not None:
            around.block.found.append(stretch)

    def _of_table(self, around: _Around) -> tuple[tuple[etree._Element, ...], tuple[Colour, ...]]:
        if around.table is None or around.row is None or around.cell is None:
            return (), ()
        style = around.table.style
        if not style:
            return (), ()
        key = (style, _conditions(around.row, around.cell))
        if key not in self._styled:
            self._styled[key] = self._looks.table_layers(*key)
        return self._styled[key]

    def _ground(self, around: _Around, fills: Iterable[Colour]) -> Iterator[Colour]:
        """The colours that may lie behind a paragraph: the nearest that is set, else the paper."""
        if around.cell is not None:
            own = self._looks.shading(child(around.cell.element, "w:tcPr", "w:shd"))
            if own is not None:
                yield own
                return
        found = [*fills, *self._box_fills(around.shape)]
        if around.table is not None:
            direct = self._looks.shading(child(around.table.element, "w:tblPr", "w:shd"))
            found += [] if direct is None else [direct]
        yield from found or (self._paper,)

    def _box_fills(self, shape: etree._Element | None) -> Iterator[Colour]:
        """What a text box may be filled with. A fill that is not a plain colour counts as grey."""
        if shape is None:
            return
        properties = child(shape, "wps:spPr")
        plain = self._looks.colours.drawn(child(properties, "a:solidFill"))
        if plain is not None:
            yield plain
        elif any(child(properties, name) is not None for name in ("a:gradFill", "a:blipFill", "a:pattFill")):
            yield UNKNOWN
        elif properties is not None and child(properties, "a:noFill") is None:
            styled = child(shape, "wps:style", "a:fillRef")
            if styled is not None and styled.get("idx") != "0":
                yield UNKNOWN
        given = str(shape.get("fillcolor", ""))
        old = hexed(given) or old_colour(given)
        if old is not None and str(shape.get("filled", "t")) not in {"f", "false"}:
            yield old


def _conditions(row: _Row, cell: _Cell) -> frozenset[str]:
    """Which conditional formats of a table style reach this cell."""
    places = {"wholeTable", "band1Horz", "band2Horz", "band1Vert", "band2Vert"}
    if row.number == 1:
        places |= {"firstRow", "neCell", "nwCell"}
    if next(row.element.itersiblings(q("w:tr")), None) is None:
        places |= {"lastRow", "seCell", "swCell"}
    if cell.number == 1:
        places.add("firstCol")
    if next(cell.element.itersiblings(q("w:tc")), None) is None:
        places.add("lastCol")
    return frozenset(places)
