"""Where exactly does a passage's text come from, and how is a change written back there?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from safelight.core.papers.paper import Edit, Edits, Part, Passage


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one place in the file; `put` writes another text there."""

    text: str
    put: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage and the pieces that make it up, in order: the piece texts together are the passage's text."""

    passage: Passage
    pieces: tuple[Piece, ...]


class OverlappingEdits(ValueError):
    """Raised when edits of one passage overlap or reach beyond it: a fault in whoever made them."""


def spot(pieces: Sequence[Piece], *, where: str, part: Part, visible: bool) -> Spot:
    """Join pieces into one passage."""
    text = "".join(piece.text for piece in pieces)
    return Spot(Passage(text=text, where=where, part=part, visible=visible), tuple(pieces))


def numbered(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Give every passage its key, leaving out those that say nothing."""
    saying = [one for one in spots if one.passage.text.strip()]
    return tuple(Spot(_with_key(one.passage, key), one.pieces) for key, one in enumerate(saying))


def _with_key(old: Passage, key: int) -> Passage:
    return Passage(text=old.text, where=old.where, part=old.part, visible=old.visible, key=key)


def apply_edits(spots: Iterable[Spot], *, edits: Edits) -> tuple[Spot, ...]:
    """Ask for edits of every passage and write them where the text came from; answer which passages changed.

    A replacement goes into the first piece it touches, so it takes that piece's formatting.

    Raises:
        OverlappingEdits: when the edits of one passage overlap or reach beyond it.
    """
    changed = []
    for one in spots:
        wanted = sorted(edits(one.passage), key=lambda edit: (edit.start, edit.end))
        _refuse_overlaps(one.passage, wanted)
        if wanted:
            _write(one, wanted)
            changed.append(one)
    return tuple(changed)


def _refuse_overlaps(passage: Passage, wanted: Sequence[Edit]) -> None:
    reached = 0
    for edit in wanted:
        if edit.start < reached or edit.end < edit.start or edit.end > len(passage.text):
            raise OverlappingEdits(
                f"The edits of one passage overlap or reach beyond it ({passage.where}): settle them before rewriting."
            )
        reached = edit.end


def _write(one: Spot, wanted: Sequence[Edit]) -> None:
    written = set[int]()
    start = 0
    for piece in one.pieces:
        end = start + len(piece.text)
        text = _piece_after(piece.text, start, wanted, written)
        if text != piece.text:
            piece.put(text)
        start = end


def _piece_after(text: str, start: int, wanted: Sequence[Edit], written: set[int]) -> str:
    """One piece's text after the edits; `written` remembers whose replacement has already been put somewhere."""
    kept: list[str] = []
    reached = start
    end = start + len(text)
    for place, edit in enumerate(wanted):
        touches = edit.start < end and edit.end > start
        inserts = edit.start == edit.end and start <= edit.start <= end and place not in written and bool(text)
        if not touches and not inserts:
            continue
        kept.append(text[reached - start : max(edit.start, start) - start])
        if place not in written:
            kept.append(edit.text)
            written.add(place)
        reached = max(reached, min(edit.end, end))
    kept.append(text[reached - start :])
    return "".join(kept)
