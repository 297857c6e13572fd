"""What a Word file says, what hides in it, and how it is written again."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from safelight.core.papers.docx.hide import hidden_in_package
from safelight.core.papers.docx.opaque import unreadable_parts
from safelight.core.papers.docx.package import Package, open_package
from safelight.core.papers.docx.places import spots_of
from safelight.core.papers.docx.rewrite import rewrite_docx
from safelight.core.papers.paper import Hidden, Passage, Unreadable
from safelight.core.papers.spot import numbered

__all__ = ["hidden_in_docx", "read_docx", "rewrite_docx"]

_handed_over = threading.local()
"""The file that was read last, for whoever looks next for what hides in the same bytes; taken once, then forgotten."""


def read_docx(untrusted_data: bytes, *, name: str) -> tuple[Sequence[Passage], Sequence[Unreadable]]:
    """Every passage of every part.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    package = open_package(untrusted_data, name=name)
    package.main()
    found = tuple(one.passage for one in numbered(spots_of(package))), tuple(unreadable_parts(package))
    _handed_over.opened = (untrusted_data, package)
    return found


def hidden_in_docx(untrusted_data: bytes, *, name: str, passages: Sequence[Passage]) -> Sequence[Hidden]:
    """Everything that a reader of the page would not see; `passages` are not needed.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    del passages
    return tuple(hidden_in_package(_opened_before(untrusted_data) or open_package(untrusted_data, name=name)))


def _opened_before(untrusted_data: bytes) -> Package | None:
    """The file as reading has left it, if these very bytes were the last to be read."""
    data, package = getattr(_handed_over, "opened", (None, None))
    _handed_over.opened = (None, None)
    return package if data is untrusted_data else None
