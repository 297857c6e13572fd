"""Plain text and Markdown: a passage for each block of lines, and what a reader never sees of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from safelight.core.papers.decoding import decode, encode_like
from safelight.core.papers.markdown import hidden_in_markdown, is_markdown, pieces_of, without_hidden
from safelight.core.papers.paper import Edits, Hidden, Part, Passage, Unreadable
from safelight.core.papers.spot import Piece, Spot, apply_edits, numbered, spot

ESCAPES: Final = re.compile(
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|[^\n]\x08|[\x01-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f]"
)
OVERWRITTEN: Final = re.compile(r"\r(?![\r\n]|\Z)")
"""Where lines end in line feeds, a carriage return alone sends a terminal back to write over what it has shown."""
BLANK: Final = r"[ \t\u00a0\u2000-\u200a\u3000]"
PUSHED: Final = re.compile(
    rf"(?<!{BLANK}){BLANK}{{300,}}+(?=\S)|(?<!\s)(?:[ \t]*+\r?\n){{100,}}+(?=\s*+\S)|(?<!\r)(?<!\n)\x0c{{3,}}"
)
"""So much empty space that what comes after it is out of sight."""


def read_text(untrusted_data: bytes, *, name: str) -> tuple[Sequence[Passage], Sequence[Unreadable]]:
    """Every block of lines between blank lines, as one passage.

    Raises:
        UnreadablePaper: when it is not text in an encoding that can be relied upon.
    """
    return tuple(one.passage for one in _Lines(untrusted_data, name=name).spots()), ()


def hidden_in_text(untrusted_data: bytes, *, name: str, passages: Sequence[Passage]) -> Sequence[Hidden]:
    """What Markdown does not show, and characters that steer a terminal instead of being shown.

    Raises:
        UnreadablePaper: when it is not text in an encoding that can be relied upon.
    """
    del passages
    text = decode(untrusted_data, name=name)
    found = list(hidden_in_markdown(text)) if is_markdown(name) else []
    for pattern, what, advice in _steering(text):
        found += [
            Hidden("hidden-text", f"line {_line(text, one.start())}", what(one), advice)
            for one in itertools.islice(pattern.finditer(text), 1000)
        ]
    return tuple(found)


def rewrite_text(untrusted_data: bytes, *, name: str, edits: Edits) -> bytes:
    """The same lines with the edits made and what hides taken out.

    Raises:
        UnreadablePaper: when it is not text in an encoding that can be relied upon.
    """
    lines = _Lines(untrusted_data, name=name)
    apply_edits(lines.spots(), edits=edits)
    text = lines.text()
    if _goes_back(text):
        text = OVERWRITTEN.sub("\n", text)
    before = ""
    while before != text:
        before = text
        text = PUSHED.sub(lambda one: "\n\n" if "\n" in one.group() else " ", ESCAPES.sub("", text))
        text = without_hidden(text) if is_markdown(name) else text
    return encode_like(text, untrusted_data)


def _steering(text: str) -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str]], str], str]]:
    yield ESCAPES, lambda one: repr(one.group()), "Delete the control characters."
    if _goes_back(text):
        yield OVERWRITTEN, lambda _: "a line that is written over", "Write every line on a line of its own."
    yield PUSHED, lambda one: f"{len(one.group())} blanks", "Delete the empty space before it."


def _goes_back(text: str) -> bool:
    return "\n" in text and OVERWRITTEN.search(text) is not None


class _Lines:
    """A text cut into its blocks and what stands between them."""

    def __init__(self, untrusted_data: bytes, *, name: str) -> None:
        text = decode(untrusted_data, name=name)
        self._is_markdown = is_markdown(name)
        self._chunks: list[str] = []
        self._blocks: list[tuple[int, str]] = []
        number = 1
        lines = text.splitlines(keepends=True)
        for blank, group in itertools.groupby(lines, key=lambda line: not line.strip()):
            block = list(group)
            if not blank:
                body = "".join(block)
                bare = body.rstrip("\r\n")
                last = number + len(block) - 1
                where = f"line {number}" if number == last else f"lines {number} to {last}"
                self._blocks.append((len(self._chunks), where))
                self._chunks += [bare, body[len(bare) :]]
            else:
                self._chunks.append("".join(block))
            number += len(block)

    def spots(self) -> tuple[Spot, ...]:
        return numbered(
            spot(self._pieces(place), where=where, part=Part.BODY, visible=True) for place, where in self._blocks
        )

    def _pieces(self, place: int) -> list[Piece]:
        """The block as it is read: in Markdown, what only sets letters in bold parts no word."""
        written = pieces_of(self._chunks[place]) if self._is_markdown else [(self._chunks[place], self._chunks[place])]
        parts = [source for source, _ in written]

        def writer(number: int) -> Callable[[str], None]:
            def put(text: str) -> None:
                parts[number] = text
                self._chunks[place] = "".join(parts)

            return put

        return [Piece(shown, writer(number)) for number, (_, shown) in enumerate(written)]

    def text(self) -> str:
        return "".join(self._chunks)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
