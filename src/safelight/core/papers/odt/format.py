"""What an OpenDocument Text says, what hides in it, and how it is written again."""

from __future__ import annotations

from collections.abc import Sequence

from safelight.core.papers.odt.hide import hidden_in_package
from safelight.core.papers.odt.opaque import unreadable_parts
from safelight.core.papers.odt.package import open_package
from safelight.core.papers.odt.places import spots_of
from safelight.core.papers.odt.rewrite import rewrite_odt
from safelight.core.papers.paper import Hidden, Passage, Unreadable
from safelight.core.papers.spot import numbered

__all__ = ["hidden_in_odt", "read_odt", "rewrite_odt"]


def read_odt(untrusted_data: bytes, *, name: str) -> tuple[Sequence[Passage], Sequence[Unreadable]]:
    """Every passage of every member.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    package = open_package(untrusted_data, name=name)
    return tuple(one.passage for one in numbered(spots_of(package))), tuple(unreadable_parts(package))


def hidden_in_odt(untrusted_data: bytes, *, name: str, passages: Sequence[Passage]) -> Sequence[Hidden]:
    """Everything that a reader of the page would not see.

    Raises:
        UnreadablePaper: when the file cannot be read.
    """
    return tuple(hidden_in_package(open_package(untrusted_data, name=name), passages=passages))
