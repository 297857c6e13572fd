"""How does a template of Typst become a PDF? Tagged, checked for accessibility, and the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Mapping

import typst


class CannotSet(ValueError):
    """Raised when no PDF came of it; the message is Typst's own, or empty."""


def typeset(template: bytes, *, data: Mapping[str, object]) -> bytes:
    """The template filled with data as one PDF/UA-1 file; each value is handed over as JSON, never spliced in.

    Raises:
        CannotSet: when a character has no shape in the built-in typefaces, or the accessibility check fails.
    """
    handed_over = {key: json.dumps(value, ensure_ascii=False) for key, value in data.items()}
    try:
        # Only the typefaces inside the Typst wheel: another machine's fonts would give other bytes.
        written = typst.compile(
            template,
            sys_inputs=handed_over,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    except typst.TypstError as error:
        raise CannotSet(error.message) from error
    if not isinstance(written, bytes):  # pragma: no cover - Typst answers with a list only for pictures
        raise CannotSet("")
    return written
