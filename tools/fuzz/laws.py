"""Which law does a reader break with these bytes? It may refuse in one sentence, and nothing else may go wrong."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path

from safelight.core.papers.paper import Hidden, PaperFormat, Passage, Unreadable, UnreadablePaper
from safelight.core.papers.reading import module_for
from tools.fuzz.seeds import WORD


def broken_laws(data: bytes, *, ending: str) -> Iterator[str]:
    """A short line for each law that is broken; the same fault gives the same line."""
    name = f"paper.{ending}"
    module = module_for(PaperFormat(ending))
    try:
        passages, unreadable = module.read(data, name=name)
        hidden = module.hidden(data, name=name, passages=tuple(passages))
    except UnreadablePaper as refusal:
        yield from _of_refusal(str(refusal), name)
        return
    except Exception as fault:  # noqa: BLE001 - that is what is looked for
        yield _line(fault)
        return
    if ending in {"html", "txt", "md"} and WORD.encode() in data and not _said(passages, unreadable, hidden):
        yield "the planted name stands in the bytes and is not read"
    try:
        module.rewrite(data, name=name, edits=lambda _: ())
    except UnreadablePaper as refusal:
        yield from _of_refusal(str(refusal), name)
    except Exception as fault:  # noqa: BLE001
        yield _line(fault)


def _said(passages: tuple[Passage, ...], unreadable: tuple[Unreadable, ...], hidden: tuple[Hidden, ...]) -> bool:
    return bool(unreadable) or any(WORD.casefold() in one.text.casefold() for one in (*passages, *hidden))


def _of_refusal(said: str, name: str) -> Iterator[str]:
    if "\n" in said or not said.startswith(name):
        yield f"a refusal that is not one sentence about the file: {said[:80]!r}"


def _line(fault: Exception) -> str:
    ours = [frame for frame in traceback.extract_tb(fault.__traceback__) if "safelight" in frame.filename]
    where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno} in {ours[-1].name}" if ours else "?"
    return f"{type(fault).__name__} at {where}"
