"""Two people changed the same text: which text holds the words of both? Three-way, by paragraphs and then by words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

FIRST = "[[ Two versions of this passage. The first: ]]"
SECOND = "[[ The second: ]]"
END = "[[ End of the two versions. ]]"

_MARKED = re.compile(
    rf"\n?{re.escape(FIRST)}\n((?:(?!{re.escape(FIRST)}).)*?)\n{re.escape(SECOND)}\n(.*?)\n{re.escape(END)}\n?",
    re.DOTALL,
)
"""The innermost marked place: what stands in it may have been changed since, and marked again."""
_WORDS = re.compile(r"\s*\S+|\s+\Z")
_BLANK = re.compile(r"\n[ \t]*\n+")
_PARAGRAPHS = re.compile(r"[^\n]*\n|[^\n]+\Z")
_LONGEST_BY_WORDS = 4000
"""Tokens of one passage above which it is not compared word by word: that would take too long to be waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The text that holds the words of both, and in how many places somebody has to choose between them."""

    text: str
    to_choose: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One place where both changed the same words. `start` and `end` are where it stands, marks included."""

    first: str
    second: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Chunk:
    base: str
    ours: str
    theirs: str


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Bring together two texts that were both made from `base`.

    What only one writer changed is taken as that writer left it. Where both changed the same words, both versions
    stand in the text, marked, and somebody chooses. Whole paragraphs that both added in one place stand one after the
    other. No word that either writer added is left out, and none that either kept and the other rewrote.
    """
    base, ours, theirs = (text.replace("\r\n", "\n").replace("\r", "\n") for text in (base, ours, theirs))
    text = "".join(_settled(base, ours, theirs))
    return Merged(text=text, to_choose=len(choices_in(text)))


def beside(standing: str, other: str) -> Merged:
    """Bring together two texts of which neither was made from the other, paragraph by paragraph.

    What both say stands once, and what only one says is kept. Where each says something else in one place, both stand
    in the text, marked, and somebody chooses.
    """
    old, new = _BLANK.split(standing.strip("\n")), _BLANK.split(other.strip("\n"))
    if not standing.strip() or not other.strip():
        text = standing if standing.strip() else other
        return Merged(text=text, to_choose=len(choices_in(text)))
    parts: list[str] = []
    for way, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        here, there = "\n\n".join(old[a:b]), "\n\n".join(new[c:d])
        parts.append(_both(there, here).strip("\n") if way == "replace" else here or there)
    text = "\n\n".join(parts)
    return Merged(text=text, to_choose=len(choices_in(text)))


def choices_in(text: str) -> tuple[Choice, ...]:
    """The places in a text where somebody has to choose, in order; where one lies in another, the inner one."""
    return tuple(
        Choice(first=found[1], second=found[2], start=found.start(), end=found.end())
        for found in _MARKED.finditer(text)
    )


def choose(text: str, place: int, *, keep: str) -> str:
    """The text with one of its marked places settled: `keep` is what is to stand there.

    Raises:
        IndexError: when there is no such place.
    """
    choice = choices_in(text)[place]
    before, after = text[: choice.start], text[choice.end :]
    whole = text[choice.start : choice.end]
    return f"{before}{chr(10) if whole.startswith(chr(10)) and keep else ''}{keep}{after and chr(10)}{after}"


def _settled(base: str, ours: str, theirs: str) -> Iterator[str]:
    for chunk in _chunks(_PARAGRAPHS.findall(base), _PARAGRAPHS.findall(ours), _PARAGRAPHS.findall(theirs)):
        plain = _plainly(chunk)
        if plain is not None:
            yield plain
        elif not chunk.base.strip():
            yield _one_after_the_other(chunk.ours, chunk.theirs)
        else:
            yield from _by_words(chunk)


def _by_words(chunk: _Chunk) -> Iterator[str]:
    parts = [_WORDS.findall(text) for text in (chunk.base, chunk.ours, chunk.theirs)]
    if max(len(part) for part in parts) > _LONGEST_BY_WORDS:
        yield _both(chunk.ours, chunk.theirs)
        return
    pieces = list(_chunks(*parts))
    if any(_plainly(piece) is None for piece in pieces) and _torn(pieces):
        yield _both(chunk.ours, chunk.theirs)
        return
    for piece in pieces:
        plain = _plainly(piece)
        yield plain if plain is not None else _both(piece.ours, piece.theirs)


def _torn(pieces: Sequence[_Chunk]) -> bool:
    """Whether so much is disputed that the whole passage is easier to choose than its shreds."""
    disputed = [piece for piece in pieces if _plainly(piece) is None]
    return len(disputed) > 3


def _plainly(chunk: _Chunk) -> str | None:
    """What stands there without anybody's choosing; None where both changed it, each in another way.

    Whoever only began a new paragraph after it has not changed it.
    """
    if chunk.ours == chunk.theirs or chunk.theirs == chunk.base:
        return chunk.ours
    if chunk.ours == chunk.base:
        return chunk.theirs
    for changed, grown in ((chunk.ours, chunk.theirs), (chunk.theirs, chunk.ours)):
        added = grown.removeprefix(chunk.base)
        if grown.startswith(chunk.base) and added.startswith("\n"):
            return f"{changed}{added}"
    return None


def _one_after_the_other(ours: str, theirs: str) -> str:
    return f"{theirs}{'' if theirs.endswith(chr(10)) or not theirs else chr(10)}{ours}"


def _both(ours: str, theirs: str) -> str:
    return f"\n{FIRST}\n{theirs.strip(chr(10))}\n{SECOND}\n{ours.strip(chr(10))}\n{END}\n"


def _chunks(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[_Chunk]:
    """Cut three texts at what all three have in common; between two such cuts lies one chunk."""
    at_base = at_ours = at_theirs = 0
    for start, in_ours, in_theirs, size in (*_common(base, ours, theirs), (len(base), len(ours), len(theirs), 0)):
        if start > at_base or in_ours > at_ours or in_theirs > at_theirs:
            yield _Chunk(
                "".join(base[at_base:start]), "".join(ours[at_ours:in_ours]), "".join(theirs[at_theirs:in_theirs])
            )
        if size:
            same = "".join(base[start : start + size])
            yield _Chunk(same, same, same)
        at_base, at_ours, at_theirs = start + size, in_ours + size, in_theirs + size


def _common(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches that stand in all three: where in each, and how many tokens long."""
    left, right = _matches(base, ours), _matches(base, theirs)
    one = two = 0
    while one < len(left) and two < len(right):
        a, a_ours, a_size = left[one]
        b, b_theirs, b_size = right[two]
        start, end = max(a, b), min(a + a_size, b + b_size)
        if start < end:
            yield start, a_ours + start - a, b_theirs + start - b, end - start
        if a + a_size <= b + b_size:
            one += 1
        else:
            two += 1


def _matches(base: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    found = SequenceMatcher(a=base, b=other, autojunk=False).get_matching_blocks()
    return [(match.a, match.b, match.size) for match in found if match.size]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One stretch of a comparison: what stood there before, and what stands there now. Equal where nothing changed."""

    before: str
    after: str

    @property
    def same(self) -> bool:
        """Whether nothing changed here."""
        return self.before == self.after


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """Two texts side by side, word by word: put together, each side gives its text back."""
    old, new = _tokens(before), _tokens(after)
    found = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    return tuple(Difference(before="".join(old[a:b]), after="".join(new[c:d])) for _, a, b, c, d in found)


def differences_by_line(before: str, after: str) -> tuple[Difference, ...]:
    """The same, line beside line where both have as many lines: quick, and exact in a long text too."""
    old, new = before.split("\n"), after.split("\n")
    if len(old) != len(new):
        return differences(before, after)
    found: list[Difference] = []
    same: list[str] = []
    for number, (line, now) in enumerate(zip(old, new, strict=True)):
        end = "\n" if number < len(old) - 1 else ""
        if line == now:
            same.append(line + end)
            continue
        text = "".join(same)
        found += [Difference(before=text, after=text)] if text else []
        found += differences(line, now)
        same = [end]
    text = "".join(same)
    return (*found, Difference(before=text, after=text)) if text else tuple(found)


def _tokens(text: str) -> list[str]:
    """By words; a very long text by paragraphs, so that nobody waits."""
    words = _WORDS.findall(text)
    return words if len(words) <= _LONGEST_BY_WORDS else _PARAGRAPHS.findall(text)
