"""Plain text and Markdown: a passage for each block of lines, and what a reader of rendered Markdown never sees."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from typing import Final

from safelight.core.papers.decoding import decode, encode_like
from safelight.core.papers.paper import Edits, Hidden, Part, Passage, Unreadable
from safelight.core.papers.spot import Piece, Spot, apply_edits, numbered, spot

COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)\n?|^[ ]{0,3}\[//\]:[^\n]*\n?", re.DOTALL | re.MULTILINE)
ESCAPES: Final = re.compile(
    r"\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[[0-?]*[ -/]*[@-~]|[\x01-\x08\x0b\x0e-\x1f\x7f]"
)
MARKDOWN: Final = (".md", ".markdown")


def read_text(untrusted_data: bytes, *, name: str) -> tuple[Sequence[Passage], Sequence[Unreadable]]:
    """Every block of lines between blank lines, as one passage.

    Raises:
        UnreadablePaper: when it is not text in UTF-8.
    """
    return tuple(one.passage for one in _Lines(untrusted_data, name=name).spots()), ()


def hidden_in_text(untrusted_data: bytes, *, name: str, passages: Sequence[Passage]) -> Sequence[Hidden]:
    """Comments in Markdown, and characters that steer a terminal instead of being shown; `passages` are not needed.

    Raises:
        UnreadablePaper: when it is not text in UTF-8.
    """
    del passages
    text = decode(untrusted_data, name=name)
    found = [
        Hidden("comment", f"line {_line(text, one.start())}", one.group().strip(), "Delete the comment.")
        for one in (COMMENT.finditer(text) if _is_markdown(name) else ())
    ]
    found += [
        Hidden("hidden-text", f"line {_line(text, one.start())}", repr(one.group()), "Delete the control characters.")
        for one in ESCAPES.finditer(text)
    ]
    return tuple(found)


def rewrite_text(untrusted_data: bytes, *, name: str, edits: Edits) -> bytes:
    """The same lines with the edits made and what hides taken out.

    Raises:
        UnreadablePaper: when it is not text in UTF-8.
    """
    lines = _Lines(untrusted_data, name=name)
    apply_edits(lines.spots(), edits=edits)
    text = ESCAPES.sub("", lines.text())
    while _is_markdown(name) and COMMENT.search(text):
        text = COMMENT.sub("", text)
    return encode_like(text, untrusted_data)


class _Lines:
    """A text cut into its blocks and what stands between them."""

    def __init__(self, untrusted_data: bytes, *, name: str) -> None:
        text = decode(untrusted_data, name=name)
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
            spot((Piece(self._chunks[place], self._writer(place)),), where=where, part=Part.BODY, visible=True)
            for place, where in self._blocks
        )

    def text(self) -> str:
        return "".join(self._chunks)

    def _writer(self, place: int) -> Callable[[str], None]:
        def put(text: str) -> None:
            self._chunks[place] = text

        return put


def _is_markdown(name: str) -> bool:
    return name.casefold().endswith(MARKDOWN)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
