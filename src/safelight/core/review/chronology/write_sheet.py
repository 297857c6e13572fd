"""How are many rows written into an Excel sheet quickly? As the sheet's own XML, put in the place of a sample row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter

_SAMPLE: Final = re.compile(rb'<row r="2".*?</row>', re.DOTALL)
_LOOK: Final = re.compile(rb'<c r="[AB]2"[^>]*? s="(\d+)"')
_FORMULA_SIGNS: Final = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Rows of clean text for a sheet whose row 2 shows how a cell looks, and one that begins like a formula."""

    rows: Sequence[Sequence[str]]
    whole_number: int

    def put_into(self, sheet: bytes) -> bytes:
        """The sheet's XML with these rows from row 2 on."""
        sample = _SAMPLE.search(sheet)
        looks = _LOOK.findall(sample[0]) if sample else []
        if sample is None or len(looks) != 2:
            raise RuntimeError("The sheet has no sample row: openpyxl writes workbooks differently from what is known.")
        plain, quoted = (look.decode() for look in looks)
        written = "".join(self._written(plain, quoted)).encode("utf-8")
        return b"".join((sheet[: sample.start()], written, sheet[sample.end() :]))

    def _written(self, plain: str, quoted: str) -> Iterator[str]:
        letters = [get_column_letter(place) for place in range(1, 1 + max(map(len, self.rows), default=0))]
        opened = {look: f'" s="{look}" t="inlineStr"><is><t xml:space="preserve">' for look in (plain, quoted)}
        for number, row in enumerate(self.rows, 2):
            cells = [f'<row r="{number}">']
            for place, text in enumerate(row):
                if place == self.whole_number:
                    cells.append(f'<c r="{letters[place]}{number}"><v>{int(text)}</v></c>')
                elif text:
                    look = opened[quoted if text[0] in _FORMULA_SIGNS else plain]
                    written = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                    cells.append(f'<c r="{letters[place]}{number}{look}{written}</t></is></c>')
            yield "".join(cells) + "</row>"
