"""The published page: one HTML file without script, fetched parts or hidden text, which opens from a disk."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

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


def render_html(outlined: Outline, *, masthead: Cover) -> bytes:
    """The document as one UTF-8 HTML file; the same words always give the same bytes.

    Every text is escaped where it is written, and none is ever used as an identifier, an address or a style.
    """
    style = _asset("edition.css")
    page = Template(_asset("edition.html")).substitute(
        language=escape(masthead.language),
        style_hash=style_hash(),
        style=style,
        full_title=escape(full_title(masthead)),
        board=_text(plain_line(masthead.board)),
        cover=_lines(_cover(outlined, masthead=masthead)),
        contents=_lines(_contents(outlined)),
        body=_lines(_body(outlined)),
        footer=_lines(_footer(masthead)),
    )
    return page.encode("utf-8")


def style_hash() -> str:
    """The style sheet's hash as a Content-Security-Policy names it, for a server that sends its own policy."""
    return "sha256-" + base64.b64encode(hashlib.sha256(_asset("edition.css").encode("utf-8")).digest()).decode("ascii")


def full_title(masthead: Cover) -> str:
    """The document's title as windows, tabs and search results show it: what, which kind, whose."""
    return f"{plain_line(masthead.title)} – {masthead.kind_title} – {plain_line(masthead.board)}"


@cache
def _asset(name: str) -> str:
    return files("safelight.core.edition").joinpath("templates", name).read_text(encoding="utf-8")


OWN_STYLES = frozenset({_asset("edition.css")})
"""The style sheets that a page may carry, word for word."""


def _text(text: str) -> str:
    return escape(text, quote=True).replace("\n", "<br>\n")


def _linked(text: str, references: References) -> str:
    """The text with its references as links."""
    return "".join(
        f'<a href="{escape(one.to)}">{_text(one.text)}</a>' if one.to else _text(one.text)
        for one in references.stretches(text)
    )


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _cover(outlined: Outline, *, masthead: Cover) -> Iterable[str]:
    yield f'<p class="kind">{masthead.kind_title}</p>'
    yield f"<h1>{_text(plain_line(masthead.title))}</h1>"
    if outlined.subtitle:
        yield f'<p class="subtitle">{_text(outlined.subtitle)}</p>'
    if reference := plain_line(masthead.reference):
        yield f'<p class="reference">{_text(reference)}</p>'
    if masthead.dated:
        what, on = masthead.dated
        yield f'<p>{what} <time datetime="{on.isoformat()}">{day_written(on)}</time></p>'


def _contents(outlined: Outline) -> Iterable[str]:
    for piece in outlined.pieces:
        if isinstance(piece, NumberedHeading) and piece.level == 1:
            yield f'<li><a href="#{piece.anchor}">{_number(piece.number)}{_text(piece.text)}</a></li>'


def _number(number: str) -> str:
    return f'<span class="number">{number}</span> ' if number else ""


def _body(outlined: Outline) -> Iterable[str]:
    """The pieces in order, each section wrapped so that its heading names it."""
    open_section = False
    references = References(outlined)
    for piece in outlined.pieces:
        if isinstance(piece, NumberedHeading) and piece.level == 1:
            if open_section:
                yield "</section>"
            yield f'<section aria-labelledby="{piece.anchor}">'
            open_section = True
        yield _piece(piece, references)
    if open_section:
        yield "</section>"


def _piece(piece: Piece, references: References) -> str:
    match piece:
        case NumberedHeading():
            return _heading(piece)
        case NumberedParagraph():
            return _paragraph(piece, references)
        case PlainList():
            return _list(piece, references)
        case CaptionedTable():
            return _table(piece, references)


def _heading(piece: NumberedHeading) -> str:
    tag = f"h{piece.level + 1}"
    return f'<{tag} id="{piece.anchor}">{_number(piece.number)}{_text(piece.text)}</{tag}>'


def _paragraph(piece: NumberedParagraph, references: References) -> str:
    said = _linked(piece.text, references)
    if not piece.number:
        return f'<p class="text" id="{piece.anchor}">{said}</p>'
    return f'<p class="para" id="{piece.anchor}">{_number(piece.number)}<span>{said}</span></p>'


def _list(piece: PlainList, references: References) -> str:
    items = "\n".join(f"<li>{_linked(item, references)}</li>" for item in piece.items)
    if piece.start is None:
        return f'<ul class="items">\n{items}\n</ul>'
    start = "" if piece.start == 1 else f' start="{int(piece.start)}"'
    return f'<ol class="items"{start}>\n{items}\n</ol>'


def _table(piece: CaptionedTable, references: References) -> str:
    label = piece.anchor
    names = "".join(f'<th scope="col">{_text(name)}</th>' for name in piece.header)
    rows = "\n".join(_row(row, references, named=piece.names_rows) for row in piece.rows)
    wide = " wide" if piece.wide else ""
    return (
        f'<div class="scroll{wide}" role="region" aria-labelledby="{label}" tabindex="0">\n<table>\n'
        f'<caption id="{label}">{_text(piece.caption)}</caption>\n'
        f"<thead>\n<tr>{names}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _row(cells: Sequence[str], references: References, *, named: bool) -> str:
    first, *others = (_linked(cell, references) for cell in cells)
    lead = f'<th scope="row">{first}</th>' if named else f"<td>{first}</td>"
    return f"<tr>{lead}" + "".join(f"<td>{cell}</td>" for cell in others) + "</tr>"


def _footer(masthead: Cover) -> Iterable[str]:
    yield f"<p>{_text(plain_line(masthead.board))}</p>"
    if contact := plain_line(masthead.contact):
        yield f"<p>To ask about this document, or for it in another format or language: {_text(contact)}</p>"
    yield f"<p>{_text(masthead.promise)}</p>"
