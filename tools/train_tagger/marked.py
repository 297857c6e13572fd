"""Texts with their identifying mentions marked: what the tagger learns from, and what it is measured on."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from random import Random
from typing import Any, Final

from safelight.core.anonymise.finding import LABELS


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that identifies: code points of the text, `share` of the annotators who would mask it (0 to 1)."""

    start: int
    end: int
    label: str
    share: float = 1.0
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, where it comes from, and its marks."""

    name: str
    text: str
    marks: tuple[Mark, ...] = field(default=())


def read_tab(path: Path) -> list[Marked]:
    """Judgments of the Text Anonymization Benchmark. A mention that one of three annotators masks has the share 1/3."""
    return [_judgment(document) for document in json.loads(path.read_text(encoding="utf-8"))]


def _judgment(document: dict[str, Any]) -> Marked:
    annotators = [a["entity_mentions"] for a in document["annotations"].values() if a["entity_mentions"]]
    votes = Counter(mention for mentions in annotators for mention in _masked(mentions))
    marks = tuple(Mark(s, e, label, n / len(annotators), direct) for (s, e, label, direct), n in sorted(votes.items()))
    return Marked(document["doc_id"], document["text"], marks)


def _masked(mentions: Iterable[dict[str, Any]]) -> set[tuple[int, int, str, bool]]:
    """What one annotator masks: beginning, end, label, and whether it identifies directly."""
    return {
        (m["start_offset"], m["end_offset"], m["entity_type"], m["identifier_type"] == "DIRECT")
        for m in mentions
        if m["identifier_type"] != "NO_MASK" and m["entity_type"] in LABELS
    }


_SYNTHETIC: Final = {
    "PERSON": "PERSON", "GPE": "LOC", "STREET_ADDRESS": "LOC", "ZIP_CODE": "LOC", "ORGANIZATION": "ORG", "NRP": "DEM",
    "AGE": "DEM", "TITLE": "", "DATE_TIME": "DATETIME", "DATE": "DATETIME", "TIME": "DATETIME",
}  # fmt: skip
"""Our label for a kind of presidio-research; "" for one that identifies nobody."""


def read_synthetic(path: Path) -> list[Marked]:
    """Sentences made from templates by presidio-research; kinds that are not in our list are codes."""
    sentences = json.loads(path.read_text(encoding="utf-8"))
    return [Marked(f"synthetic-{n}", one["full_text"], _of_spans(one["spans"])) for n, one in enumerate(sentences)]


def _of_spans(spans: Iterable[dict[str, Any]]) -> tuple[Mark, ...]:
    labelled = ((span, _SYNTHETIC.get(span["entity_type"], "CODE")) for span in spans)
    return tuple(Mark(span["start_position"], span["end_position"], label) for span, label in labelled if label)


_INLINE: Final = re.compile(rf"\{{({'|'.join(LABELS)})(\*?):\s?([^{{}}]*)\}}")


def read_inline(path: Path) -> list[Marked]:
    """Texts in which mentions stand as `{LABEL:words}`, direct ones as `{LABEL*:words}`, each below a `=== name`."""
    texts = re.split(r"^=== *(.+?) *$\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [_inline(name, body.strip()) for name, body in zip(texts[::2], texts[1::2], strict=True)]


def _inline(name: str, body: str) -> Marked:
    text, marks, at = "", [], 0
    for match in _INLINE.finditer(body):
        text += body[at : match.start()]
        marks.append(Mark(len(text), len(text) + len(match[3]), match[1], direct=bool(match[2])))
        text += match[3]
        at = match.end()
    return Marked(name, text + body[at:], tuple(marks))


_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_NOT_NAMES: Final = frozenset(
    {"Mrs", "Miss", "Judge", "Professor", "President", "Justice", "Lord", "Lady", "Sir", "The", "Court"}
)
"""Capitalised words of three letters and more that stand in people's marks and name nobody."""


def renamed(text: Marked, names: Sequence[str], *, random: Random) -> Marked:
    """The same text with the words of people's names changed for others, the same word always for the same."""
    changes: dict[str, str] = {}
    for mark in text.marks:
        for word in _WORD.findall(text.text[mark.start : mark.end]) if mark.label == "PERSON" else ():
            if word[0].isupper() and word not in _NOT_NAMES:
                changes.setdefault(word, random.choice(names))
    if not changes:
        return text
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, changes)) + r")\b")
    return exchanged(text, [(m.start(), m.end(), changes[m.group()]) for m in pattern.finditer(text.text)])


def exchanged(text: Marked, changes: Iterable[tuple[int, int, str]]) -> Marked:
    """The text with stretches exchanged, and the marks moved with them."""
    parts, at, moves = [], 0, [(0, 0)]
    for start, end, instead in changes:
        parts += [text.text[at:start], instead]
        at = end
        moves.append((end, moves[-1][1] + len(instead) - (end - start)))
    parts.append(text.text[at:])
    marks = tuple(
        Mark(m.start + _moved(m.start, moves), m.end + _moved(m.end, moves), m.label, m.share, m.direct)
        for m in text.marks
    )
    return Marked(text.name, "".join(parts), marks)


def _moved(at: int, moves: Sequence[tuple[int, int]]) -> int:
    """How far a place has moved: what the last change that ends before it says."""
    return moves[bisect_right(moves, at, key=itemgetter(0)) - 1][1]


def lowered(text: Marked) -> Marked:
    """The same text without capitals, as it is typed in a hurry."""
    lower = text.text.lower()
    return Marked(text.name, lower if len(lower) == len(text.text) else text.text, text.marks)


def in_capitals(text: Marked) -> Marked:
    """The same text in capitals."""
    upper = text.text.upper()
    return Marked(text.name, upper if len(upper) == len(text.text) else text.text, text.marks)
