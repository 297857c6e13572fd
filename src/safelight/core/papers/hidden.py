"""What hides in these bytes that a reader of the page would not see? Run on what comes in and on what goes out."""

from __future__ import annotations

from safelight.core.papers.paper import Hidden, Paper
from safelight.core.papers.reading import hidden_in, read_paper

__all__ = ["Hidden", "find_hidden"]


def find_hidden(untrusted_data: bytes, *, name: str, paper: Paper | None = None) -> tuple[Hidden, ...]:
    """Everything in a file that blocks publication because a reader of the page would not see it.

    Whoever has read the file already hands over the `paper`, which saves reading it twice.

    Ordinary machinery is not hidden: page numbers, contents lists, styles, numbering, tags, alternative text, a PDF's
    own outline.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    return hidden_in(untrusted_data, paper=paper or read_paper(untrusted_data, name=name))
