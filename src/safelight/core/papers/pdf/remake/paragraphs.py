"""Which lines make a paragraph, what kind of paragraph is it, and where do its lines break for good?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from safelight.core.papers.pdf.remake.lines import is_label
from safelight.core.papers.pdf.remake.model import Align, Paragraph, Role
from safelight.core.papers.pdf.remake.type import HYPHEN, Line, Run, Word, around

NEXT_PARAGRAPH: Final = 1.28
SAME_SIZE: Final = 0.1
LARGER: Final = 1.12
LONGEST_HEADING: Final = 200
INDENT: Final = 0.9


@dataclass(frozen=True, slots=True)
class Habits:
    """How the document is set: the size of its ordinary text and, in its own size, the distance of its lines."""

    size: float
    pitch: float


def habits_of(columns: Iterable[Sequence[Line]]) -> Habits:
    """The habits that most of a document's letters follow."""
    sizes: Counter[float] = Counter()
    pitches: Counter[float] = Counter()
    for lines in columns:
        for line in lines:
            sizes[line.size] += len(line.text)
        for one, two in pairwise(lines):
            pitch = (two.baseline - one.baseline) / one.size
            if abs(one.size - two.size) < SAME_SIZE and 0.9 < pitch < 2.1:
                pitches[round(pitch, 2)] += len(two.text)
    size = sizes.most_common(1)[0][0] if sizes else 11.0
    return Habits(size, pitches.most_common(1)[0][0] if pitches else 1.25)


def paragraphs_of(lines: Sequence[Line], *, habits: Habits, left: float, right: float) -> Iterator[Paragraph]:
    """The paragraphs of lines that are read one below the other, between two margins."""
    waiting: list[Line] = []
    for line in lines:
        if waiting and _begins(waiting, line, habits, right):
            yield _paragraph(waiting, habits, left, right)
            waiting = []
        waiting.append(line)
    if waiting:
        yield _paragraph(waiting, habits, left, right)


def _begins(before: Sequence[Line], line: Line, habits: Habits, right: float) -> bool:
    """Whether a line begins another paragraph than the one that these lines belong to."""
    last = before[-1]
    pitch = (line.baseline - last.baseline) / max(last.size, line.size)
    usual = (before[1].baseline - before[0].baseline) / last.size if len(before) > 1 else habits.pitch
    if pitch <= 0 or pitch > NEXT_PARAGRAPH * max(min(usual, 1.6), 1.05):
        return True
    if abs(line.size - last.size) > SAME_SIZE * last.size or _label(line):
        return True
    full = _is_full(last, line, right)
    if line.is_bold != last.is_bold and (not full or last.is_bold):
        return True
    if abs(_middle(line) - _middle(last)) < 2:
        return False
    shift = line.box[0] - (before[1] if len(before) > 1 else last).box[0]
    if len(before) == 1:
        if _label(last):
            return not full and line.box[0] < last.words[1].box[0] - INDENT * last.size
        return not full and abs(shift) > INDENT * line.size
    return shift > INDENT * line.size or (shift < -INDENT * line.size and not full)


def _middle(line: Line) -> float:
    return (line.box[0] + line.box[2]) / 2


def _label(line: Line) -> bool:
    return (len(line.words) > 1 and 1 in line.stops and is_label(line.words[0].text)) or _bullet(line)


def _bullet(line: Line) -> bool:
    return (
        len(line.words) > 1
        and not line.words[0].text.isalnum()
        and len(line.words[0].text) == 1
        and is_label(line.words[0].text)
        and line.words[0].text not in "*§–—-"
    )


def _is_full(line: Line, following: Line, right: float) -> bool:
    """Whether the next line's first word had no room on this one."""
    first = following.words[0]
    return line.box[2] + 0.2 * line.size + (first.box[2] - first.box[0]) > right - 0.3 * line.size


def _paragraph(lines: Sequence[Line], habits: Habits, left: float, right: float) -> Paragraph:
    first, last = lines[0], lines[-1]
    label = first.words[0].text.replace(HYPHEN, "-") if _label(first) else ""
    box = around(line.box for line in lines)
    size = Counter({line.size: 0 for line in lines})
    for line in lines:
        size[line.size] += len(line.text)
    pitch = (last.baseline - first.baseline) / (len(lines) - 1) if len(lines) > 1 else habits.pitch * first.size
    whole = Paragraph(
        runs=tuple(_runs(lines, right, skip=1 if label else 0)),
        role=Role.ITEM if label else Role.TEXT,
        box=box,
        top=first.baseline,
        bottom=last.baseline,
        size=size.most_common(1)[0][0],
        pitch=pitch,
        align=_align(lines, left, right),
        label=label,
        runs_on=last.box[2] > right - 4 * last.size,
    )
    return (
        replace(whole, role=Role.HEADING, label="", runs=_with_label(whole))
        if _is_heading(whole, lines, habits)
        else whole
    )


def _with_label(paragraph: Paragraph) -> tuple[Run, ...]:
    if not paragraph.label:
        return paragraph.runs
    return (Run(paragraph.label + " ", paragraph.runs[0].style), *paragraph.runs)


def _is_heading(paragraph: Paragraph, lines: Sequence[Line], habits: Habits) -> bool:
    said = paragraph.text.strip()
    if len(said) > LONGEST_HEADING or len(lines) > 3 or not any(one.isalpha() for one in said):
        return False
    if paragraph.size >= LARGER * habits.size:
        return True
    bold = all(line.is_bold for line in lines)
    return (
        bold and paragraph.size >= 0.95 * habits.size and len(lines) < 3 and len(said) < 120 and said[-1] not in ".,;:"
    )


def _align(lines: Sequence[Line], left: float, right: float) -> Align:
    middle, size = (left + right) / 2, lines[0].size
    if all(line.box[0] > left + 2 * size and abs(_middle(line) - middle) < 0.6 * size for line in lines):
        return Align.CENTRE
    if all(line.box[0] > middle and abs(line.box[2] - right) < 0.5 * size for line in lines):
        return Align.RIGHT
    return Align.LEFT


def _runs(lines: Sequence[Line], right: float, *, skip: int) -> Iterator[Run]:
    """The letters of the lines with what parts them: a space, a newline, or nothing where a word goes on."""
    waiting: Run | None = None
    for run in _pieces(lines, right, skip=skip):
        if waiting is not None and (waiting.style == run.style or run.text.isspace()):
            waiting = Run(waiting.text + run.text, waiting.style)
            continue
        if waiting is not None:
            yield waiting
        waiting = run
    if waiting is not None:
        yield waiting


def _pieces(lines: Sequence[Line], right: float, *, skip: int) -> Iterator[Run]:
    for number, line in enumerate(lines):
        for place, word in enumerate(line.words):
            if number == 0 and place < skip:
                continue
            if place > (skip if number == 0 else 0):
                yield Run("\t" if place in line.stops and place != skip else " ", word.runs[0].style)
            is_last = place == len(line.words) - 1
            following = lines[number + 1] if is_last and number + 1 < len(lines) else None
            yield from _ending(word, line, following, right)


def _ending(word: Word, line: Line, following: Line | None, right: float) -> Iterator[Run]:
    """A word, and what comes between it and the next line if it ends its own."""
    goes_on = following is not None and _is_full(line, following, right)
    broken = goes_on and following is not None and _is_broken(word.text, following.words[0].text)
    for place, run in enumerate(word.runs):
        text = run.text
        if place == len(word.runs) - 1 and broken:
            text = text[:-1].replace(HYPHEN, "-") + HYPHEN
        else:
            text = text.replace(HYPHEN, "-")
        yield Run(text, run.style)
    if following is not None and not broken:
        yield Run(" " if goes_on else "\n", word.runs[-1].style)


def _is_broken(word: str, following: str) -> bool:
    """Whether a word goes on after the hyphen at the end of its line."""
    return len(word) > 1 and word[-1] in {HYPHEN, "-", "\u2010"} and word[-2].isalnum() and following[0].isalnum()
