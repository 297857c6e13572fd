"""What hides in these bytes that a reader of the page would not see? Run on what comes in and on what goes out."""

from __future__ import annotations

from dataclasses import dataclass

from safelight.core.papers.paper import Paper


@dataclass(frozen=True, slots=True)
class Hidden:
    """One thing in a file that a reader of the page does not see.

    `rule` names the kind ("comment", "tracked-change", "hidden-text", "metadata"), `text` is what it says, if it says
    anything, and `advice` what to do about it.
    """

    rule: str
    where: str
    text: str
    advice: str


def find_hidden(untrusted_data: bytes, *, name: str, paper: Paper | None = None) -> tuple[Hidden, ...]:
    """Everything in a file that blocks publication because a reader of the page would not see it.

    Whoever has read the file already hands over the `paper`, which saves reading it twice.

    Ordinary machinery is not hidden: page numbers, contents lists, styles, numbering, tags, alternative text, a PDF's
    own outline.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    from safelight.core.papers import reading  # the formats need Hidden, and so import this module

    return reading.hidden_in(untrusted_data, paper=paper or reading.read_paper(untrusted_data, name=name))
