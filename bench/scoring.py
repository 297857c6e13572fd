"""How much of what is marked did somebody find, and how much of what they found is marked?

The definitions are those of the Text Anonymization Benchmark (Pilán and others, 2022): a mention is found when all its
words are covered, but for little words, and an entity when all its mentions are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor
from typing import Any, Final

from tools.train_tagger.marked import Mark, Marked

Span = tuple[int, int]
Found = Mapping[str, Sequence[Span]]
"""What somebody found: the stretches in each text, by the text's name."""

WORD: Final = re.compile(r"\w+")
_LITTLE: Final = (
    "mr mrs ms and or from until to about after as at before between by during for in into of on over since with the a "
    "an no nr s"
)
LITTLE_WORDS: Final = frozenset(_LITTLE.split())
"""What may stay uncovered in a mention."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    of: int = 0

    @property
    def value(self) -> float:
        """Between 0 and 1; of nothing, all is found."""
        return self.part / self.of if self.of else 1.0

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.of + other.of)

    def __str__(self) -> str:
        return decimal(self.value) if self.of else "–"


NOTHING: Final = Share()


@dataclass(frozen=True, slots=True)
class Scores:
    """What was found of direct and of other identifiers and of their words; and of the words and stretches found, how
    many are marked: words that lie in a mark, stretches that touch one."""

    direct: Share = NOTHING
    quasi: Share = NOTHING
    words: Share = NOTHING
    precision: Share = NOTHING
    touching: Share = NOTHING
    by_label: Mapping[str, Share] = field(default_factory=dict)


def score(texts: Iterable[Marked], found: Found, *, whole_entities: bool = False) -> Scores:
    """The scores over all texts together. A text of which nothing is said has nothing found in it.

    Mentions that fewer than half of the annotators would mask are not asked for, and nobody is blamed for them. With
    `whole_entities`, mentions that say the same count as one, which is found when all of them are.
    """
    sums: dict[str, Share] = defaultdict(Share)
    labels: dict[str, Share] = defaultdict(Share)
    for text in texts:
        spans = merged(found.get(text.name, ()))
        covered, marked = cover(text.text, spans), cover(text.text, ((m.start, m.end) for m in text.marks))
        for group in entities(text) if whole_entities else ([mark] for mark in asked_for(text)):
            whole = Share(all(is_covered(text.text, (m.start, m.end), covered) for m in group), 1)
            sums["direct" if any(m.direct for m in group) else "quasi"] += whole
            labels[group[0].label] += whole
        sums["words"] += _inside(text.text, ((m.start, m.end) for m in asked_for(text)), covered, free=LITTLE_WORDS)
        sums["precision"] += _inside(text.text, spans, marked)
        sums["touching"] += Share(sum(any(marked[start:end]) for start, end in spans), len(spans))
    return Scores(
        **{name: sums[name] for name in ("direct", "quasi", "words", "precision", "touching")}, by_label=labels
    )


def asked_for(text: Marked) -> Iterator[Mark]:
    """The marks of a text that have to be found."""
    return (mark for mark in text.marks if mark.share >= 0.5)


def entities(text: Marked) -> list[list[Mark]]:
    """The marks with the same label and the same words, in whatever case, together."""
    groups: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for mark in asked_for(text):
        groups[mark.label, " ".join(text.text[mark.start : mark.end].casefold().split())].append(mark)
    return [*groups.values()]


def merged(spans: Iterable[Sequence[int]]) -> list[Span]:
    """Stretches in order, those that overlap made one."""
    some: list[Span] = []
    for start, end in sorted((start, end) for start, end, *_ in spans):
        if some and start < some[-1][1]:
            some[-1] = (some[-1][0], max(end, some[-1][1]))
        elif start < end:
            some.append((start, end))
    return some


def cover(text: str, spans: Iterable[Span]) -> bytearray:
    """One byte for each code point: 1 where a stretch lies."""
    covered = bytearray(len(text))
    for start, end in spans:
        covered[start:end] = b"\1" * (min(end, len(text)) - start)
    return covered


def is_covered(text: str, span: Span, covered: bytearray) -> bool:
    """Whether every word of a stretch is covered to its last letter, little words aside."""
    inside = _inside(text, [span], covered, free=LITTLE_WORDS)
    return inside.part == inside.of


def _inside(text: str, spans: Iterable[Span], covered: bytearray, *, free: frozenset[str] = frozenset()) -> Share:
    words = [match for span in spans for match in WORD.finditer(text, *span)]
    inside = (word[0].lower() in free or all(covered[word.start() : word.end()]) for word in words)
    return Share(sum(inside), len(words))


def as_judgments(texts: Iterable[Marked]) -> list[dict[str, Any]]:
    """The texts in the benchmark's own form, as if one annotator had marked them."""
    return [
        {"doc_id": text.name, "text": text.text, "annotations": {"annotator1": {"entity_mentions": [*_mentions(text)]}}}
        for text in texts
    ]


def _mentions(text: Marked) -> Iterator[dict[str, Any]]:
    for number, group in enumerate(entities(text)):
        kind = "DIRECT" if any(mark.direct for mark in group) else "QUASI"
        for mark in group:
            yield {
                "entity_id": f"{text.name}-{number}",
                "entity_type": mark.label,
                "identifier_type": kind,
                "start_offset": mark.start,
                "end_offset": mark.end,
            }


def decimal(value: float) -> str:
    """Three places, never rounded up: what falls short of a target must not look as if it reached it."""
    return f"{floor(value * 1000 + 1e-9) / 1000:.3f}"


def kept(values: Sequence[float], limits: Sequence[float | None]) -> str:
    """Whether every value reaches its target, if it has one."""
    pairs = zip(values, limits, strict=True)
    return "yes" if all(limit is None or value >= limit for value, limit in pairs) else "**no**"
