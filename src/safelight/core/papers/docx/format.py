"""What a Word file says, what hides in it, and how it is written again."""

from __future__ import annotations

from collections.abc import Sequence

from safelight.core.papers.docx.hide import hidden_in_package
from safelight.core.papers.docx.opaque import unreadable_parts
from safelight.core.papers.docx.package import open_package
from safelight.core.papers.docx.places import spots_of
from safelight.core.papers.docx.rewrite import rewrite_docx
from safelight.core.papers.paper import Hidden, Passage, Unreadable
from safelight.core.papers.spot import numbered

__all__ = ["hidden_in_docx", "read_docx", "rewrite_docx"]


def read_docx(untrusted_data: bytes, *, name: str) -> tuple[Sequence[Passage], Sequence[Unreadable]]:
    """Every passage of every part.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    package = open_package(untrusted_data, name=name)
    package.main()
    return tuple(one.passage for one in numbered(spots_of(package))), tuple(unreadable_parts(package))


def hidden_in_docx(untrusted_data: bytes, *, name: str, passages: Sequence[Passage]) -> Sequence[Hidden]:
    """Everything that a reader of the page would not see; `passages` are not needed.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    del passages
    return tuple(hidden_in_package(open_package(untrusted_data, name=name)))
