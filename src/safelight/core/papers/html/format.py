"""Web pages: every text and attribute read, and a copy written with the edits made and nothing hidden left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from safelight.core.papers.decoding import decode_page
from safelight.core.papers.html.attributes import attribute_spots
from safelight.core.papers.html.carried import carried_in
from safelight.core.papers.html.clean import clean_page
from safelight.core.papers.html.hidden import hidden_on_page
from safelight.core.papers.html.second import second_texts
from safelight.core.papers.html.sight import Sight
from safelight.core.papers.html.styles import TooElaborate, plain
from safelight.core.papers.paper import Edits, Hidden, Part, Passage, Unreadable, UnreadablePaper
from safelight.core.papers.spot import Piece, Spot, apply_edits, numbered, spot
from safelight.core.papers.tree import attributes, is_element

INLINE: Final = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "rt", "rp", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "tspan",
}  # fmt: skip
PARTS: Final = {
    "td": Part.TABLE, "th": Part.TABLE, "caption": Part.TABLE, "header": Part.HEADER, "footer": Part.FOOTER,
    "title": Part.METADATA, "script": Part.SCRIPT, "style": Part.STYLE, "template": Part.OTHER,
}  # fmt: skip
OPAQUE: Final = {"object", "embed", "iframe", "applet", "frame", "audio", "video"}
SPACES: Final = re.compile(r"(\A\s+|\s+\Z|\s{2,}|[^\S ])")
DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
NOT_SHOWN: Final = re.compile(
    r"[\x01-\x08\x0b\x0e-\x1f\ufffe\uffff]|&#0*(?:[0-8]|1[124-9]|2\d|3[01])(?!\d);?"
    r"|&#x0*(?:[0-8bef]|1[0-9a-f]|fff[ef])(?![0-9a-f]);?",
    re.IGNORECASE,
)
"""Control characters, which no browser shows: between two letters they part no word."""
DEEPEST: Final = 300
MOST_NODES: Final = 400_000


def read_html(untrusted_data: bytes, *, name: str) -> tuple[Sequence[Passage], Sequence[Unreadable]]:
    """Every text and every attribute that may hold words.

    Raises:
        UnreadablePaper: when it is not a web page in UTF-8.
    """
    root = parse_page(untrusted_data, name=name)
    with _not_too_elaborate(name):
        spots = numbered(_Page(root, source=decode_page(untrusted_data, name=name)).spots())
    return tuple(one.passage for one in spots), tuple(_unreadable(root))


def hidden_in_html(untrusted_data: bytes, *, name: str, passages: Sequence[Passage]) -> Sequence[Hidden]:
    """Everything that a reader of the page in a browser would not see.

    Raises:
        UnreadablePaper: when it is not a web page in UTF-8.
    """
    root = parse_page(untrusted_data, name=name)
    with _not_too_elaborate(name):
        return tuple(hidden_on_page(root, passages=passages))


def rewrite_html(untrusted_data: bytes, *, name: str, edits: Edits) -> bytes:
    """The page with the edits made and what hides taken out, in UTF-8.

    Raises:
        UnreadablePaper: when it is not a web page in UTF-8.
    """
    root = parse_page(untrusted_data, name=name)
    with _not_too_elaborate(name):
        apply_edits(numbered(_Page(root, source=decode_page(untrusted_data, name=name)).spots()), edits=edits)
        written = clean_page(root)
        # What the parser repairs it repairs once: written again, the page no longer changes.
        for _ in range(5):
            again = clean_page(parse_page(written, name=name))
            if again == written:
                return written
            written = again
    raise UnreadablePaper(f"{name} is built too irregularly to be written again: save it as a plain web page.")


@contextmanager
def _not_too_elaborate(name: str) -> Iterator[None]:
    try:
        yield
    except TooElaborate as fault:
        raise UnreadablePaper(f"{name} is styled too elaborately to be read: save it as a plain web page.") from fault


def parse_page(untrusted_data: bytes, *, name: str) -> etree._Element:
    """The page as a tree; forgiving, as browsers are.

    Raises:
        UnreadablePaper: when there is nothing in it that could be a web page.
    """
    text = NOT_SHOWN.sub("", DECLARATION.sub("", decode_page(untrusted_data, name=name)))
    if text.count("<") > 2 * MOST_NODES:
        raise _maze(name)
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, TypeError) as broken:
        raise UnreadablePaper(
            f"{name} holds no web page that can be read: save it again as a plain web page."
        ) from broken
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # The parser has given up within the page, so that the rest of it is not in the tree.
        raise _maze(name)
    _refuse_mazes(root, name=name)
    return root


def _refuse_mazes(root: etree._Element, *, name: str) -> None:
    depth = nodes = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        nodes += event == "start"
        if depth > DEEPEST or nodes > MOST_NODES:
            raise _maze(name)


def _maze(name: str) -> UnreadablePaper:
    return UnreadablePaper(f"{name} is nested too deeply or has too many parts: save it as a plain web page.")


class _Node:
    """One text of the tree, cut at its spaces so that a name wrapped over two lines reads as one."""

    def __init__(self, element: etree._Element, *, tail: bool) -> None:
        self._element = element
        self._tail = tail
        self.chunks = SPACES.split((element.tail if tail else element.text) or "")

    def writer(self, place: int) -> Callable[[str], None]:
        def put(text: str) -> None:
            self.chunks[place] = text
            joined = "".join(self.chunks)
            if self._tail:
                self._element.tail = joined
            else:
                self._element.text = joined

        return put


class _Page:
    """Walks a page and gathers its text block by block."""

    def __init__(self, root: etree._Element, *, source: str) -> None:
        self._root = root
        self._source = source
        self._sight = Sight(root)
        self._pieces: list[Piece] = []
        self._holder: etree._Element = root
        self._counts: dict[str, int] = {}
        self._unseen = ""

    def spots(self) -> Iterator[Spot]:
        yield from self._element(self._root)
        yield from self._flush(self._root)
        yield from attribute_spots(self._root, self._sight)
        yield from self._styles()
        for text in second_texts(self._source, root=self._root):
            yield spot((Piece(text, lambda _: None),), where="second reading", part=Part.OTHER, visible=False)

    def _styles(self) -> Iterator[Spot]:
        """Words that a style sheet adds to the page, or that are written in it as numbers; and files inside it."""
        for sheet in self._root.iter("style"):
            said = str(sheet.text or "")
            meant = plain(said)
            texts = [meant] if meant != said else []
            texts += [one.words for one in carried_in(said) if one.is_text]
            for text in texts:
                yield spot((Piece(text, _emptier(sheet)),), where="style", part=Part.STYLE, visible=False)

    def _element(self, element: etree._Element) -> Iterator[Spot]:
        if not is_element(element):
            yield from self._remark(element)
            return
        apart = element.tag not in INLINE
        unseen = self._sight.unseen(element)
        if unseen and not apart and not self._unseen:
            yield from self._aside(element, unseen)
            return
        if element.tag == "br":
            self._pieces.append(Piece("\n", _writer_of_break(element)))
        elif apart:
            yield from self._flush(element, unseen)
        self._gather(element, tail=False)
        for inner in element:
            yield from self._element(inner)
            self._gather(inner, tail=True)
        if apart and element.tag != "br":
            parent = element.getparent()
            around = parent if parent is not None else element
            yield from self._flush(around, self._sight.unseen(around))

    def _aside(self, element: etree._Element, unseen: str) -> Iterator[Spot]:
        """Hidden words in the middle of a sentence: read by themselves, so that the sentence reads as it is shown."""
        around = (self._pieces, self._holder, self._unseen)
        self._pieces, self._holder, self._unseen = [], element, unseen
        self._gather(element, tail=False)
        for inner in element:
            yield from self._element(inner)
            self._gather(inner, tail=True)
        yield from self._flush(element)
        self._pieces, self._holder, self._unseen = around

    def _gather(self, element: etree._Element, *, tail: bool) -> None:
        node = _Node(element, tail=tail)
        for place, chunk in enumerate(node.chunks):
            if chunk:
                self._pieces.append(Piece(" " if chunk.isspace() else chunk, node.writer(place)))

    def _flush(self, holder: etree._Element, unseen: str = "") -> Iterator[Spot]:
        """Close the passage gathered so far; the next one stands in `holder`."""
        pieces = list(_without_doubled_spaces(self._pieces))
        tag = str(self._holder.tag)
        if any(piece.text.strip() for piece in pieces):
            self._counts[tag] = self._counts.get(tag, 0) + 1
            visible = not self._unseen and tag not in {"script", "style", "title"}
            where = f"{tag} {self._counts[tag]}"
            yield spot(pieces, where=where, part=self._part(self._holder), visible=visible)
        self._pieces = []
        self._holder, self._unseen = holder, unseen

    def _part(self, holder: etree._Element) -> Part:
        for element in (holder, *holder.iterancestors()):
            if element.tag in PARTS:
                return PARTS[str(element.tag)]
        return Part.BODY

    def _remark(self, element: etree._Element) -> Iterator[Spot]:
        self._counts["comment"] = self._counts.get("comment", 0) + 1

        def put(text: str) -> None:
            element.text = text.replace("--", "- -")

        yield spot(
            (Piece(element.text or "", put),),
            where=f"comment {self._counts['comment']}",
            part=Part.COMMENT,
            visible=False,
        )


def _without_doubled_spaces(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """As a browser shows it: one space where the source has several, none at either end."""
    last = len(pieces) - 1
    while last >= 0 and not pieces[last].text.strip():
        last -= 1
    spaced = True
    for piece in pieces[: last + 1]:
        blank = not piece.text.strip()
        yield Piece("", piece.put) if blank and spaced and piece.text != "\n" else piece
        spaced = blank


def _emptier(sheet: etree._Element) -> Callable[[str], None]:
    def put(_: str) -> None:
        sheet.text = ""

    return put


def _writer_of_break(element: etree._Element) -> Callable[[str], None]:
    def put(text: str) -> None:
        tail = element.tail
        element.tag = "span"
        element.text, element.tail = text, tail

    return put


def _unreadable(root: etree._Element) -> Iterator[Unreadable]:
    for tag in sorted(OPAQUE):
        for number, _ in enumerate(root.iter(tag), 1):
            yield Unreadable(
                f"{tag} {number}",
                "this shows something that is not in the file and cannot be read",
                "Remove it from the page.",
            )
    for element in root.iter():
        if is_element(element):
            said = [text for _, text in attributes(element)] + (
                [str(element.text or "")] if element.tag == "style" else []
            )
            if any(not one.is_text and not one.is_picture for text in said for one in carried_in(text)):
                yield Unreadable(
                    str(element.tag), "a file is carried in it that cannot be read", "Remove it from the page."
                )
