"""The language of the voices: `<a|b>` chooses, `{slot}` is filled and marked, `~decoy~` is filled and not marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from safelight.core.anonymise.finding import LABELS
from tools.train_tagger.marked import Mark

_LITERAL: Final = re.compile(rf"(?P<label>{'|'.join(LABELS)})(?P<doubt>\?|\*)?:\s*(?P<words>.*)", re.DOTALL)
_DECOY: Final = re.compile(r"~\w+~")
_TOKEN: Final = re.compile(rf"[<|>{{}}]|{_DECOY.pattern}")
_IN_DOUBT: Final = 0.5
"""How many annotators would mask `{LABEL?: words}`."""


class PatternError(ValueError):
    """A pattern that cannot be read. The message says which, and where."""


@dataclass
class Text:
    """A text that grows, and the marks in it."""

    words: str = ""
    marks: list[Mark] = field(default_factory=list)

    def add(self, words: str) -> None:
        """Words that identify nobody."""
        self.words += words

    def mark(self, words: str, label: str, *, share: float = 1.0) -> None:
        """Words that identify somebody."""
        if words.strip():
            start = len(self.words) + len(words) - len(words.lstrip())
            self.marks.append(Mark(start, start + len(words.strip()), label, share))
        self.words += words


Fill = Callable[[str, Random], tuple[str, str, float]]
"""Says for a slot's name its words, its label ("" for a decoy) and the share of annotators who mask it."""


@dataclass(frozen=True)
class Choice:
    """`<a|b>`: one of several rows."""

    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Slot:
    """`{kind}`, `{who.form}` or `{LABEL: words}`."""

    inside: Row


@dataclass(frozen=True)
class Decoy:
    """`~kind~`."""

    kind: str


Row = tuple["str | Choice | Slot | Decoy", ...]


@cache
def read_pattern(pattern: str) -> Row:
    """A pattern as a tree. Raises PatternError where a bracket is missing, or is one too many."""
    tokens = _tokens(pattern)
    row, at = _row(tokens, 0, until="", pattern=pattern)
    if at != len(tokens):
        raise PatternError(f"“{pattern[:60]}…”: a “{tokens[at]}” too many")
    return row


def _tokens(pattern: str) -> list[str]:
    tokens, at = [], 0
    for match in _TOKEN.finditer(pattern):
        tokens += [pattern[at : match.start()], match.group()]
        at = match.end()
    return [token for token in [*tokens, pattern[at:]] if token]


def _row(tokens: list[str], at: int, *, until: str, pattern: str) -> tuple[Row, int]:
    """What stands from a token up to one of `until`, and where that is."""
    row: list[str | Choice | Slot | Decoy] = []
    while at < len(tokens) and tokens[at] not in until:
        token = tokens[at]
        if token == "<":
            choice, at = _choice(tokens, at, pattern)
            row.append(choice)
        elif token == "{":
            inside, at = _row(tokens, at + 1, until="}", pattern=pattern)
            _closing(tokens, at, pattern)
            row.append(Slot(inside))
        elif token in {">", "}"}:
            raise PatternError(f"“{pattern[:60]}…”: a “{token}” too many")
        else:
            row.append(Decoy(token[1:-1]) if _DECOY.fullmatch(token) else token)
        at += 1
    return tuple(row), at


def _choice(tokens: list[str], at: int, pattern: str) -> tuple[Choice, int]:
    rows, close = [], "|"
    while close == "|":
        row, at = _row(tokens, at + 1, until="|>", pattern=pattern)
        rows.append(row)
        close = _closing(tokens, at, pattern)
    return Choice(tuple(rows)), at


def _closing(tokens: list[str], at: int, pattern: str) -> str:
    if at >= len(tokens):
        raise PatternError(f"“{pattern[:60]}…”: a bracket is not closed")
    return tokens[at]


def spell(row: Row, *, fill: Fill, random: Random) -> str:
    """The words of a row without marks."""
    text = Text()
    unfold(row, into=text, fill=fill, random=random)
    return text.words


def unfold(row: Row, *, into: Text, fill: Fill, random: Random) -> None:
    """Choose, fill and mark."""
    for item in row:
        if isinstance(item, str):
            into.add(item.replace("¶", "\n"))
        elif isinstance(item, Choice):
            unfold(random.choice(item.rows), into=into, fill=fill, random=random)
        elif isinstance(item, Decoy):
            into.add(fill("~" + item.kind, random)[0])
        else:
            _fill(item, into=into, fill=fill, random=random)


def _fill(slot: Slot, *, into: Text, fill: Fill, random: Random) -> None:
    words = spell(slot.inside, fill=fill, random=random)
    if literal := _LITERAL.fullmatch(words):
        into.mark(literal["words"], literal["label"], share=_IN_DOUBT if literal["doubt"] == "?" else 1.0)
        return
    filled, label, share = fill(words.strip(), random)
    into.mark(filled, label, share=share)


def read_lines(path: Path) -> dict[str, list[str]]:
    """The sections of a file of patterns or values. Before the first `[section]` the section is called ""."""
    sections: dict[str, list[str]] = {}
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[\w+\]", line.strip()):
            section = line.strip()[1:-1]
        elif line.strip() and not line.startswith("#"):
            sections.setdefault(section, []).append(line.strip())
    return sections
