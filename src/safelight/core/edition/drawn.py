"""In which order are a PDF's letters drawn, apart from page furniture? Read with pdfminer's typefaces, not laid out."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

import pikepdf
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import LIT

_OPERATORS: Final = "q Q BT ET Tf Tj TJ ' \" BDC BMC EMC Do"
"""What decides which letters are drawn in which typeface; where on the page they stand is for other routes."""
_METHODS: Final = {"'": "do__q", '"': "do__w"}


def drawn_text(data: bytes) -> str:
    """Every letter in the order of drawing, a new line where the structure says that something else begins.

    Raises:
        PDFException, pikepdf.PdfError: for a file that cannot be read.
    """
    resources = PDFResourceManager()
    reader = _Reader(resources)
    interpreter = _Interpreter(resources, reader)
    for page in PDFPage.get_pages(BytesIO(data)):
        interpreter.process_page(page)
    return "".join(reader.drawn)


class _Reader(PDFTextDevice):
    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.drawn: list[str] = []
        self._tags: list[str] = []

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        self._tags.append(tag.name)
        self.drawn.append("\n")

    def end_tag(self) -> None:
        if self._tags:
            self._tags.pop()

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        if "Artifact" in self._tags:
            return
        font = textstate.font
        for one in seq:
            if isinstance(one, bytes):
                self.drawn += [font.to_unichr(code) for code in font.decode(one)]


class _Interpreter(PDFPageInterpreter):
    """Reads the instructions with qpdf's parser, which is thirty times as fast as pdfminer's own."""

    def execute(self, streams: Sequence[object]) -> None:
        parts = [stream_value(one) for one in streams]
        self.stream_ids.clear()
        # A drawing that draws itself would never end.
        parts = [one for one in parts if one.objid is None or one.objid not in self.parent_stream_ids]
        self.stream_ids.update(one.objid for one in parts if one.objid is not None)
        with pikepdf.new() as scratch:
            together = pikepdf.Stream(scratch, b"\n".join(one.get_data() for one in parts))
            for one in pikepdf.parse_content_stream(together, _OPERATORS):
                name = str(one.operator)
                getattr(self, _METHODS.get(name, f"do_{name}"))(*map(_plain, one.operands))


def _plain(operand: object) -> object:
    """An operand as pdfminer would have read it; of a dictionary, which only describes, nothing."""
    if isinstance(operand, pikepdf.String):
        return bytes(operand)
    if isinstance(operand, pikepdf.Name):
        return LIT(str(operand)[1:])
    if isinstance(operand, pikepdf.Array):
        return [_plain(one) for one in operand]
    return {} if isinstance(operand, pikepdf.Dictionary) else float(str(operand))
