"""Do two texts say the same, whatever spaces and marks stand between? Compared by their letters and digits alone."""

from __future__ import annotations

import re
from typing import Final

MARKS: Final = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return MARKS.sub("", text).casefold()
