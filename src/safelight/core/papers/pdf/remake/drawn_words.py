"""What does a PDF draw, whatever it says instead? A copy without the words that stand in for what it draws."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import pikepdf

INSTEAD: Final = "/ActualText"
MARKS: Final = {"BDC", "DP"}


def as_drawn(data: bytes) -> bytes:
    """The file with no replacement text in its pages; unchanged where no page has any.

    Readers hand over a stretch's replacement text in place of its letters, so that what nobody sees would be copied.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        changed = [_forget(holder) for holder in _holders(pdf)]
        if not any(changed):
            return data
        written = io.BytesIO()
        pdf.save(written)
    return written.getvalue()


def _holders(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    yield from (page.obj for page in pdf.pages)
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form":
            yield one


def _forget(holder: pikepdf.Object) -> bool:
    """Take replacement text out of the instructions of a page or form, and out of the lists that they name."""
    resources = holder.get("/Resources")
    lists = resources.get("/Properties") if isinstance(resources, pikepdf.Dictionary) else None
    named = [one for one in lists.values() if INSTEAD in one] if isinstance(lists, pikepdf.Dictionary) else []
    for one in named:
        del one[INSTEAD]
    source = pikepdf.Page(holder) if holder.get("/Type") == "/Page" else holder
    if not _may_speak(holder):
        return bool(named)
    steps = list(pikepdf.parse_content_stream(source))
    written = [step.operands[1] for step in steps if str(step.operator) in MARKS and len(step.operands) > 1]
    inline = [one for one in written if isinstance(one, pikepdf.Dictionary) and INSTEAD in one]
    for one in inline:
        del one[INSTEAD]
    if inline and isinstance(source, pikepdf.Page):
        source.contents_coalesce()
        holder.Contents.write(pikepdf.unparse_content_stream(steps))
    elif inline:
        holder.write(pikepdf.unparse_content_stream(steps))
    return bool(named or inline)


def _may_speak(holder: pikepdf.Object) -> bool:
    """Whether the instructions may hold replacement text, its name perhaps in numbers; to read them all is slow."""
    streams = holder if isinstance(holder, pikepdf.Stream) else holder.get("/Contents")
    held = [streams] if isinstance(streams, pikepdf.Stream) else list(streams) if streams is not None else []
    return any(sign in one.read_bytes() for one in held for sign in (INSTEAD.encode(), b"#"))
