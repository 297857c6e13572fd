r"""The ways of writing a date, a sum, an address or a code: `words/written/<kind>.txt`, one form a line.

A line that stands twice is taken twice as often. In a form `{part}` is what `parts` or `values` computes for the kind,
with any format that `str.format` knows (`{day:02}`), `#` is a figure and `@` a letter; `\#` and `\@` are the signs
themselves. A line that begins with `# ` is a comment: the first of a file names the parts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

FORMS: Final = Path(__file__).parent / "words" / "written"
KINDS: Final = frozenset(path.stem for path in FORMS.glob("*.txt"))
"""The kinds of which there are forms."""

_SIGN: Final = re.compile(r"(\\?)([#@])")
_OF_SIGN: Final = {"#": "0123456789", "@": "ABCDEFGHJKLMNPRSTUVWXY"}

Parts = Mapping[str, object]


@cache
def forms(kind: str) -> Sequence[str]:
    """Every form of a kind, as often as it stands in the file."""
    lines = (FORMS / f"{kind}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


def fill(form: str, parts: Parts, random: Random) -> str:
    """A form with figures, letters and parts in their places. Raises KeyError for a part that there is not."""

    def sign(match: re.Match[str]) -> str:
        escaped, which = match.groups()
        return which if escaped else random.choice(_OF_SIGN[which])

    return _SIGN.sub(sign, form).format_map(parts)


def write(kind: str, parts: Parts, random: Random) -> str:
    """The parts in one of the forms of the kind."""
    return fill(random.choice(forms(kind)), parts, random)
