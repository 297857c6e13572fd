"""What did one way of reading find in finished bytes? The text that every reader of an edition answers with."""

from __future__ import annotations

from dataclasses import dataclass


class CannotReopen(ValueError):
    """Raised when finished bytes cannot be read back; what cannot be read cannot be proved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What one way of reading found. `in_order` is true where the text is what a reader sees, in reading order."""

    name: str
    text: str
    in_order: bool = False
