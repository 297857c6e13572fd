"""Web pages: every text and attribute read, and a copy written with the edits made and nothing hidden left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from safelight.core.papers.decoding import decode
from safelight.core.papers.html.clean import clean_page
from safelight.core.papers.html.hidden import hidden_on_page
from safelight.core.papers.html.second import second_texts
from safelight.core.papers.html.sight import Sight
from safelight.core.papers.paper import Edits, Hidden, Part, Passage, Unreadable, UnreadablePaper
from safelight.core.papers.spot import Piece, Spot, apply_edits, numbered, spot
from safelight.core.papers.tree import attributes, forget, is_element

INLINE: Final = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "rt", "rp", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "tspan",
}  # fmt: skip
PARTS: Final = {
    "td": Part.TABLE, "th": Part.TABLE, "caption": Part.TABLE, "header": Part.HEADER, "footer": Part.FOOTER,
    "title": Part.METADATA, "script": Part.SCRIPT, "style": Part.STYLE, "template": Part.OTHER,
}  # fmt: skip
ATTRIBUTE_PARTS: Final = {
    "alt": Part.ALT_TEXT, "href": Part.LINK, "src": Part.LINK, "srcset": Part.LINK, "action": Part.LINK,
    "cite": Part.LINK, "id": Part.BOOKMARK, "for": Part.BOOKMARK, "headers": Part.BOOKMARK, "name": Part.NAME,
    "class": Part.STYLE, "style": Part.STYLE, "poster": Part.LINK, "formaction": Part.LINK, "ping": Part.LINK,
}  # fmt: skip
MACHINE: Final = {
    "lang", "dir", "role", "type", "rel", "charset", "colspan", "rowspan", "width", "height", "align", "valign",
    "border", "cellpadding", "cellspacing", "scope", "method", "enctype", "target", "media", "viewbox", "fill",
    "stroke", "d", "xmlns", "tabindex", "loading", "decoding", "crossorigin", "integrity", "start", "hidden",
    "open", "sizes", "color", "bgcolor", "x", "y", "points", "transform", "checked", "disabled", "required",
    "selected", "http-equiv", "maxlength", "rows", "cols",
}  # fmt: skip
SHOWN_ATTRIBUTES: Final = {"value", "placeholder", "label"}
OPAQUE: Final = {"object", "embed", "iframe", "applet", "frame", "audio", "video"}
SPACES: Final = re.compile(r"(\s+)")
DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(untrusted_data: bytes, *, name: str) -> tuple[Sequence[Passage], Sequence[Unreadable]]:
    """Every text and every attribute that may hold words.

    Raises:
        UnreadablePaper: when it is not a web page in UTF-8.
    """
    root = parse_page(untrusted_data, name=name)
    spots = numbered(_Page(root, source=decode(untrusted_data, name=name)).spots())
    return tuple(one.passage for one in spots), tuple(_unreadable(root))


def hidden_in_html(untrusted_data: bytes, *, name: str, passages: Sequence[Passage]) -> Sequence[Hidden]:
    """Everything that a reader of the page in a browser would not see.

    Raises:
        UnreadablePaper: when it is not a web page in UTF-8.
    """
    return tuple(hidden_on_page(parse_page(untrusted_data, name=name), passages=passages))


def rewrite_html(untrusted_data: bytes, *, name: str, edits: Edits) -> bytes:
    """The page with the edits made and what hides taken out, in UTF-8.

    Raises:
        UnreadablePaper: when it is not a web page in UTF-8.
    """
    root = parse_page(untrusted_data, name=name)
    apply_edits(numbered(_Page(root, source=decode(untrusted_data, name=name)).spots()), edits=edits)
    written = clean_page(root)
    # What the parser repairs it repairs once: written again, the page no longer changes.
    for _ in range(5):
        again = clean_page(parse_page(written, name=name))
        if again == written:
            return written
        written = again
    raise UnreadablePaper(f"{name} is built too irregularly to be written again: save it as a plain web page.")


def parse_page(untrusted_data: bytes, *, name: str) -> etree._Element:
    """The page as a tree; forgiving, as browsers are.

    Raises:
        UnreadablePaper: when there is nothing in it that could be a web page.
    """
    text = DECLARATION.sub("", decode(untrusted_data, name=name))
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as broken:
        raise UnreadablePaper(
            f"{name} holds no web page that can be read: save it again as a plain web page."
        ) from broken
    return root


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
        for element in self._root.iter():
            yield from self._attributes(element)
        yield from self._second_reading()

    def _second_reading(self) -> Iterator[Spot]:
        """Words that another reader of the same bytes finds and this one does not."""
        said = (str(text) for node in self._root.iter() for text in (node.text or "", node.tail or ""))
        known = frozenset(SPACES.split(" ".join(said)))
        for line in second_texts(self._source):
            if any(word not in known for word in line.split()):
                piece = Piece(line, lambda _: None)
                yield spot((piece,), where="second reading", part=Part.OTHER, visible=True)

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

    def _attributes(self, element: etree._Element) -> Iterator[Spot]:
        if not is_element(element):
            return
        for attribute, said in attributes(element):
            if (
                str(attribute) in MACHINE
                or str(said).startswith("data:")
                or not any(one.isalnum() for one in str(said))
            ):
                continue
            part = Part.METADATA if element.tag == "meta" else ATTRIBUTE_PARTS.get(str(attribute), Part.ATTRIBUTE)
            part = Part.SCRIPT if str(attribute).startswith("on") else part
            visible = attribute in SHOWN_ATTRIBUTES and not self._sight.unseen(element)
            piece = Piece(str(said), _attribute_writer(element, str(attribute)))
            yield spot((piece,), where=f"{element.tag} {attribute}", part=part, visible=visible)


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


def _attribute_writer(element: etree._Element, attribute: str) -> Callable[[str], None]:
    """An address with somebody's name in it leads nowhere once the name is replaced, so the link is taken away."""

    def put(text: str) -> None:
        if ATTRIBUTE_PARTS.get(attribute) is Part.LINK and not text.startswith("#"):
            forget(element, attribute)
        else:
            element.set(attribute, text)

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
