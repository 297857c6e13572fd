"""Where do the sentences and paragraphs of a draft begin and end? Roughly: enough to say what is told together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_PARAGRAPH: Final = re.compile(r"[^\n](?:[^\n]|\n(?![ \t]*\n))*")
_LINE_OF_ITS_OWN: Final = r"\n(?=[ \t]*(?:[*+#|-]|\d{1,3}[.)])\s?)"
"""Where the next line is an item of a list, a heading or a row of a table."""
_SENTENCE: Final = re.compile(rf"\S.*?(?:[.!?][\"”'’)]*(?=\s|\Z)|(?={_LINE_OF_ITS_OWN})|\Z)", re.DOTALL)

Span = tuple[int, int]
"""Start and end in code points, the end exclusive."""


def paragraphs(text: str) -> Iterator[Span]:
    """Blocks of the Markdown with words in them, divided by empty lines."""
    for match in _PARAGRAPH.finditer(text):
        if not match.group().isspace():
            yield match.span()


def sentences(text: str) -> Iterator[Span]:
    """The sentences of each paragraph; a line of a table or an item of a list that ends without a stop is one too."""
    for start, end in paragraphs(text):
        yield from ((start + one.start(), start + one.end()) for one in _SENTENCE.finditer(text[start:end]))
