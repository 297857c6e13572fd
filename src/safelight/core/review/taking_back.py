"""The words of a draft were settled: how do the sections that it was made of read with the settled words in them?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from safelight.core.papers.manuscript import Heading, Manuscript, manuscript_from_markdown, manuscript_to_markdown
from safelight.core.review.imr.merging import differences_by_line, merge

_MARK = re.compile(r"\{[^{}\n]{1,60}\}")
_SECTION = "## "


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One section as it was when the draft was made of it, its marks still in it."""

    key: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The same with the settled words. `elsewhere` counts changes in what its marks drew in: they are not its own."""

    heading: str
    text: str
    elsewhere: int = 0


def settled_parts(parts: Sequence[Part], *, drafted: str, settled: str) -> Mapping[str, Settled]:
    """Each section with the words of the settled draft, by its key; one that is not found in it again is left out.

    `drafted` is the draft that was made of the sections, and `settled` a later version of it.
    """
    written = [part for part in parts if part.text.strip()]
    before, after = drafted.split("\n"), settled.split("\n")
    first = _places(before, [_line(part.heading) for part in written])
    now = _same_places(before, after, first)
    found: dict[str, Settled] = {}
    for number, part in enumerate(written):
        ends = first[number + 1 :][:1], now[number + 1 :][:1]
        if first[number] is None or now[number] is None or None in ends[0] or None in ends[1]:
            continue
        old, new = _under(before, first[number], ends[0]), _under(after, now[number], ends[1])
        text, elsewhere = _with_changes(part.text, old, new)
        heading = _heading(part.heading, before[first[number] or 0], after[now[number] or 0])
        found[part.key] = Settled(heading=heading, text=text, elsewhere=elsewhere)
    return found


def _places(lines: Sequence[str], wanted: Sequence[str]) -> list[int | None]:
    """In which line each heading stands, one after the other."""
    places: list[int | None] = []
    start = 0
    for heading in wanted:
        place = next((number for number in range(start, len(lines)) if lines[number] == heading), None)
        places.append(place)
        start = start if place is None else place + 1
    return places


def _same_places(before: Sequence[str], after: Sequence[str], places: Sequence[int | None]) -> list[int | None]:
    """Where the same headings stand now: in their order where there are as many as before, or else by their words."""
    old, new = _all_headings(before), _all_headings(after)
    if len(old) == len(new):
        return [None if place is None else new[old.index(place)] for place in places]
    return _places(after, ["\0" if place is None else before[place] for place in places])


def _all_headings(lines: Sequence[str]) -> list[int]:
    return [number for number, line in enumerate(lines) if line.startswith(_SECTION)]


def _under(lines: Sequence[str], place: int | None, end: Sequence[int | None]) -> str:
    return "\n".join(lines[(place or 0) + 1 : end[0] if end else None]).strip()


def _with_changes(raw: str, before: str, after: str) -> tuple[str, int]:
    """The section's own text with what changed in the draft changed in it, and how many changes are not in it.

    Where a change is half its own and half drawn in, both wordings stand in the text, marked, and somebody chooses.
    """
    bare = raw.strip()
    lead = raw[: len(raw) - len(raw.lstrip())]
    trail = raw[len(lead) + len(bare) :]
    spans = _own_words(bare, before)
    changes = list(_changes(before, after))
    if spans is None or any(start < edge < end for start, end, _ in changes for span in spans for edge in span[1:]):
        return f"{lead}{merge(before, after, bare).text}{trail}", 0
    elsewhere = 0
    for start, end, words in reversed(changes):
        shift = next((at - begin for at, begin, stop in spans if begin <= start and end <= stop), None)
        if shift is None:
            elsewhere += 1
        else:
            bare = bare[: start + shift] + words + bare[end + shift :]
    return f"{lead}{bare}{trail}", elsewhere


def _own_words(raw: str, before: str) -> list[tuple[int, int, int]] | None:
    """Where the section's own words stand: in its text, and from where to where in the draft. None where unclear."""
    spans: list[tuple[int, int, int]] = []
    at, place, pieces = 0, 0, _MARK.split(raw)
    marks = [found.group() for found in _MARK.finditer(raw)]
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        start = len(before) - len(piece) if last else before.find(piece, place)
        if start < place or before[start : start + len(piece)] != piece or (number == 0 and start != 0):
            return None
        spans.append((at, start, start + len(piece)))
        at += len(piece) + (0 if last else len(marks[number]))
        place = start + len(piece)
    return spans


def _changes(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """What changed, word by word: from where to where, and what stands there instead."""
    place = 0
    for piece in differences_by_line(before, after):
        old, new = piece.before, piece.after
        if not piece.same:
            same = 0  # the space before a word is no part of what changed
            while same < min(len(old), len(new)) and old[same] == new[same] and old[same].isspace():
                same += 1
            yield place + same, place + len(old), new[same:]
        place += len(old)


def _line(heading: str) -> str:
    return manuscript_to_markdown(Manuscript((Heading(2, heading),))).strip()


def _heading(heading: str, before: str, after: str) -> str:
    if before == after:
        return heading
    blocks = manuscript_from_markdown(after).blocks
    return blocks[0].text if blocks and isinstance(blocks[0], Heading) else heading
