"""What are the words of a document, apart from any file? Headings, paragraphs, lists and tables, and nothing hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from safelight.core.papers.decoding import decode
from safelight.core.papers.docx import prose
from safelight.core.papers.odt import prose as odt_prose


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` runs from 1 to 6."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a line break within it is a newline."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list. `start` is the number of the first item of a numbered list, and None for one with bullets."""

    items: tuple[str, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `header` is empty where the table has no heading row. Every row has as many cells as the widest."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True)
class Lead:
    """Words within a text of the document that lead to one of its blocks, by the block's place from 0."""

    within: str
    words: str
    block: int


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The words of a document in order, and which of them its author has marked to lead to another place in it."""

    blocks: tuple[Block, ...]
    leads: tuple[Lead, ...] = ()

    def text(self) -> str:
        """The words alone: a blank line between blocks, one line per list item and table row, tabs between cells."""
        return "\n\n".join(_plain(block) for block in self.blocks)

    def section(self, name: str) -> Manuscript:
        """What stands under the first heading with this text, up to the next heading of its level or above.

        The heading itself is left out and letter case is ignored; empty where there is no such heading.
        """
        wanted = " ".join(name.split()).casefold()
        for place, block in enumerate(self.blocks):
            if isinstance(block, Heading) and " ".join(block.text.split()).casefold() == wanted:
                return Manuscript(self._under(place, level=block.level))
        return Manuscript(())

    def _under(self, place: int, *, level: int) -> tuple[Block, ...]:
        found: list[Block] = []
        for block in self.blocks[place + 1 :]:
            if isinstance(block, Heading) and block.level <= level:
                break
            found.append(block)
        return tuple(found)


def _plain(block: Block) -> str:
    match block:
        case Heading(text=text) | Paragraph(text=text):
            return text
        case Bullets(items=items, start=None):
            return "\n".join(items)
        case Bullets(items=items, start=start):
            return "\n".join(f"{number}. {item}" for number, item in enumerate(items, start or 0))
        case Table(header=header, rows=rows):
            return "\n".join("\t".join(row) for row in ((header, *rows) if header else rows))


def manuscript_from_markdown(text: str) -> Manuscript:
    """Read Markdown (CommonMark and tables; HTML stays plain text). Emphasis is dropped, a link keeps its address."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return Manuscript(tuple(_blocks(_Tokens(parser.parse(text.replace("\0", ""))))))


class _Tokens:
    """The parser's flat list of tokens, read from front to back."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._next = 0

    def take(self) -> Token | None:
        if self._next == len(self._tokens):
            return None
        self._next += 1
        return self._tokens[self._next - 1]

    def until(self, closing: str, *, level: int) -> list[Token]:
        """Every token up to the closing one of that level, which is taken too but not returned."""
        inside: list[Token] = []
        while (token := self.take()) is not None and not (token.type == closing and token.level == level):
            inside.append(token)
        return inside


def _blocks(tokens: _Tokens) -> Iterator[Block]:
    while (token := tokens.take()) is not None:
        closing = token.type.replace("_open", "_close")
        match token.type:
            case "heading_open":
                text = _first_text(tokens.until(closing, level=token.level))
                if text:
                    yield Heading(int(token.tag[1:]), text)
            case "bullet_list_open" | "ordered_list_open":
                start = None if token.type.startswith("bullet") else int(token.attrs.get("start", 1))
                items = tuple(_items(tokens.until(closing, level=token.level), level=token.level + 1))
                if items:
                    yield Bullets(items, start)
            case "table_open":
                yield _table(tokens.until(closing, level=token.level))
            case "inline" | "fence" | "code_block":
                text = _text_of(token)
                if text:
                    yield Paragraph(text)


def _items(inside: Sequence[Token], *, level: int) -> Iterator[str]:
    """One text per list item; a list within a list gives its items their own line after their parent's."""
    item: list[str] = []
    for token in inside:
        if token.type == "list_item_open":
            if item:
                yield "\n".join(item)
            item = []
        elif token.type in {"inline", "fence", "code_block"} and (text := _text_of(token)):
            item.append(text)
    if item:
        yield "\n".join(item)


def _table(inside: Sequence[Token]) -> Table:
    rows: list[list[str]] = []
    for token in inside:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_text_of(token))
    header = tuple(rows[0]) if rows else ()
    return Table(header if any(header) else (), tuple(tuple(row) for row in rows[1:]))


def _first_text(inside: Sequence[Token]) -> str:
    return next((_text_of(token) for token in inside if token.type == "inline"), "")


def _text_of(token: Token) -> str:
    if token.type != "inline":
        return token.content.strip("\n")
    return "".join(_words(token.children or []))


def _words(children: Sequence[Token]) -> Iterator[str]:
    opened: list[tuple[str, list[str]]] = []
    for child in children:
        words = _word(child)
        if child.type == "link_open":
            opened.append((str(child.attrs.get("href", "")), []))
        elif child.type == "link_close" and opened:
            address, inner = opened.pop()
            if address and address not in {"".join(inner), "mailto:" + "".join(inner)}:
                words = f" ({address})"
        for _, inner in opened:
            inner.append(words)
        yield words


def _word(child: Token) -> str:
    match child.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "image":
            return "".join(_words(child.children or []))
        case _:
            return child.content


def manuscript_to_markdown(manuscript: Manuscript) -> str:
    """Write Markdown that `manuscript_from_markdown` reads back as the same manuscript."""
    written: list[str] = []
    marker = ""
    for block in manuscript.blocks:
        match block:
            case Heading(level=level, text=text):
                marker = ""
                line = _CLOSING.sub(r"\\\1", _escaped(text)).replace("\\\n", "&#10;")
                written.append(f"{'#' * max(1, min(level, 6))} {line}")
            case Paragraph(text=text):
                marker = ""
                written.append(_escaped(text))
            case Bullets():
                # Two lists in a row would be read as one if they had the same marker.
                marker = _marker(block, after=marker)
                written.append(_list(block, marker=marker))
            case Table(header=header, rows=rows):
                marker = ""
                written.append(_grid(header, rows))
    return "\n\n".join(written) + ("\n" if written else "")


def _marker(block: Bullets, *, after: str) -> str:
    choices = "-*" if block.start is None else ".)"
    return choices[1] if after == choices[0] else choices[0]


def _list(block: Bullets, *, marker: str) -> str:
    lines: list[str] = []
    for number, item in enumerate(block.items, block.start or 0):
        sign = marker if block.start is None else f"{number}{marker}"
        indent = " " * (len(sign) + 1)
        lines.append(f"{sign} " + _escaped(item).replace("\n", "\n" + indent))
    return "\n".join(lines)


def _grid(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    width = max((len(row) for row in (header, *rows)), default=0) or 1
    lines = [_row(header, width=width), "|" + " --- |" * width]
    return "\n".join(lines + [_row(row, width=width) for row in rows])


def _row(cells: Sequence[str], *, width: int) -> str:
    padded = [*cells, *[""] * (width - len(cells))]
    return "| " + " | ".join(_escaped(cell).replace("\\\n", "&#10;").replace("|", "\\|") for cell in padded) + " |"


_INLINE = re.compile(r"[\\`*\[\]<]|&(?=[#A-Za-z])|(?<![^\W_])_|_(?![^\W_])|!(?=\[)")
_CLOSING = re.compile(r"(?<=[ \t])(#+)$")
"""Signs at the end of a heading, which Markdown would take for the end of its mark."""
_LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|[>+\-=:|~]|\d{1,9}(?=[.)]))")


def _escaped(text: str) -> str:
    """One text with everything that Markdown would read as a sign made plain; a newline becomes a hard break."""
    return "\\\n".join(_escaped_line(line) for line in text.split("\n"))


def _escaped_line(line: str) -> str:
    bare = line.strip(" \t")
    lead = line[: len(line) - len(line.lstrip(" \t"))]
    trail = line[len(lead) + len(bare) :]
    inline = _INLINE.sub(lambda found: "\\" + found.group(), bare)
    start = _LINE_START.match(inline)
    if start:
        sign = start.group()
        inline = sign + "\\" + inline[len(sign) :] if sign[0].isdigit() else "\\" + inline
    return _as_entities(lead) + inline + _as_entities(trail)


def _as_entities(space: str) -> str:
    return "".join(f"&#{ord(character)};" for character in space)


def manuscript_from_docx(untrusted_data: bytes, *, name: str) -> Manuscript:
    """The words of a Word file as its reader sees them: nothing deleted, hidden or commented, no headers or notes.

    Raises:
        UnreadablePaper: when the file is not a Word document that can be read.
    """
    return Manuscript(tuple(_from_prose(prose.read_prose(untrusted_data, name=name))))


def manuscript_from_odt(untrusted_data: bytes, *, name: str) -> Manuscript:
    """The words of an OpenDocument Text as its reader sees them: nothing deleted, hidden or commented.

    Raises:
        UnreadablePaper: when the file is not an OpenDocument Text that can be read.
    """
    return Manuscript(tuple(_from_prose(odt_prose.read_prose(untrusted_data, name=name))))


def manuscript_from_file(untrusted_data: bytes, *, name: str) -> Manuscript:
    """The words of a Word file, an OpenDocument Text, Markdown or plain text, by the ending of its name.

    Raises:
        UnreadablePaper: when the file is none of them, or cannot be read.
    """
    ending = name.casefold().rpartition(".")[2]
    if ending in {"md", "txt"}:
        text = decode(untrusted_data, name=name)
        return manuscript_from_markdown(text) if ending == "md" else manuscript_from_text(text)
    read = manuscript_from_odt if ending == "odt" else manuscript_from_docx
    return read(untrusted_data, name=name)


def manuscript_from_text(text: str) -> Manuscript:
    """Plain text: a blank line parts paragraphs, and every line break within one stays."""
    parts = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""))
    kept = ("\n".join(line.strip() for line in part.strip().split("\n")) for part in parts)
    return Manuscript(tuple(Paragraph(part) for part in kept if part))


def _from_prose(pieces: Sequence[prose.Piece]) -> Iterator[Block]:
    items: list[prose.Line] = []
    for piece in pieces:
        if items and not (isinstance(piece, prose.Line) and piece.same_list(items[0])):
            yield Bullets(tuple(item.text for item in items), 1 if items[0].numbered else None)
            items = []
        if isinstance(piece, prose.Grid):
            yield Table(piece.header, piece.rows)
        elif piece.listed:
            items.append(piece)
        elif piece.heading:
            yield Heading(piece.heading, piece.text)
        else:
            yield Paragraph(piece.text)
    if items:
        yield Bullets(tuple(item.text for item in items), 1 if items[0].numbered else None)
