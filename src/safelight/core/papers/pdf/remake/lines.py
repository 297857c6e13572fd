"""Which words stand on one line? Rows of a page, cut where a gap is too wide for a space between two words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from safelight.core.papers.pdf.remake.type import Line, Run, Word, around, line_of

SAME_LINE: Final = 0.3
GLUED: Final = 0.13
WIDE_GAP: Final = 1.3
SMALL: Final = 0.85
LABEL_REACH: Final = 90.0
LABEL: Final = re.compile(
    r"[•‣◦∙·●○▪▫■□▸►➢➤✓✔☐☑–—*o§-]|\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)]?|\(?\d{1,3}(?:\.\d{1,3}){0,4}\)",
)
"""What may stand before an item of a list or a numbered paragraph."""

PAGE_NUMBER: Final = re.compile(r"\d{1,4}|[ivxlc]{1,7}")


def rows_of(words: Iterable[Word]) -> tuple[tuple[Word, ...], ...]:
    """The words by the lines on which they stand, from the top; each line from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.baseline, one.box[0])):
        if rows and abs(word.baseline - rows[-1][0].baseline) < SAME_LINE * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    settled = [sorted(row, key=lambda one: one.box[0]) for row in _with_raised(rows)]
    return tuple(tuple(_glued(_once(row))) for row in settled)


def _with_raised(rows: list[list[Word]]) -> list[list[Word]]:
    """Small words that stand a little above or below a larger one beside them, put on its line."""
    largest = [max(word.size for word in row) for row in rows]
    for place, row in enumerate(rows):
        around_it = range(max(place - 2, 0), min(place + 3, len(rows)))
        near = [rows[other] for other in around_it if other != place]
        small = SMALL * max((largest[other] for other in around_it if other != place), default=0.0)
        stays = []
        for word in row:
            if word.size >= small:
                stays.append(word)
                continue
            beside = next((one for other in near for one in other if _is_raised(word, one)), None)
            if beside is None:
                stays.append(word)
            else:
                runs = tuple(
                    Run(run.text, replace(run.style, raised=word.baseline < beside.baseline)) for run in word.runs
                )
                home = next(other for other in near if beside in other)
                home.append(replace(word, runs=runs, baseline=beside.baseline))
        row[:] = stays
    return [row for row in rows if row]


def _is_raised(word: Word, other: Word) -> bool:
    if word.size >= SMALL * other.size or len(word.text) > 5:
        return False
    shared = min(word.box[3], other.box[3]) - max(word.box[1], other.box[1])
    beside = -0.3 * other.size < word.box[0] - other.box[2] < 0.4 * other.size
    return beside and shared > 0.3 * (word.box[3] - word.box[1])


def _once(row: Sequence[Word]) -> Iterator[Word]:
    """The words without those that are printed twice in the same place to look bold."""
    before: Word | None = None
    for word in row:
        if before is not None and word.text == before.text and abs(word.box[0] - before.box[0]) < 0.2 * word.size:
            continue
        before = word
        yield word


def _glued(row: Iterable[Word]) -> Iterator[Word]:
    """Words put together that were drawn at several goes without a space."""
    waiting: Word | None = None
    for word in row:
        if waiting is not None and not word.parted and abs(word.box[0] - waiting.box[2]) < GLUED * word.size:
            waiting = replace(waiting, runs=(*waiting.runs, *word.runs), box=around((waiting.box, word.box)))
            continue
        if waiting is not None:
            yield waiting
        # From here on, whether words are parted is told by where they stand.
        waiting = replace(word, parted=True)
    if waiting is not None:
        yield waiting


def segments_of(row: Sequence[Word]) -> tuple[Line, ...]:
    """A row cut at its wide gaps; a number or bullet stays with what it stands before."""
    parts: list[list[Word]] = []
    for word in row:
        if parts and word.box[0] - parts[-1][-1].box[2] <= WIDE_GAP * max(word.size, parts[-1][-1].size):
            parts[-1].append(word)
        else:
            parts.append([word])
    lines: list[Line] = []
    waiting: list[Word] = []
    for place, part in enumerate(parts):
        following = parts[place + 1] if place + 1 < len(parts) else None
        alone = following is not None and not waiting and len(part) == 1 and is_label(part[0].text)
        if alone and following is not None and following[0].box[0] - part[0].box[0] < LABEL_REACH:
            waiting = part
            continue
        if waiting:
            lines.append(line_of((*waiting, *part), stops=frozenset({1})))
            waiting = []
        else:
            lines.append(line_of(tuple(part)))
    return tuple(lines)


def is_label(text: str) -> bool:
    """Whether this may be the number or bullet of an item."""
    return LABEL.fullmatch(text) is not None


def joined(lines: Sequence[Line]) -> Line:
    """The segments of one row as one line with wide gaps in it."""
    words: list[Word] = []
    stops: set[int] = set()
    for line in lines:
        stops |= {len(words) + place for place in line.stops}
        if words:
            stops.add(len(words))
        words += line.words
    return line_of(tuple(words), stops=frozenset(stops))
