"""What the learned tagger of the package masks in a text, at the threshold of each label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final, NamedTuple

import tomli

from safelight.core.anonymise.fold import View
from safelight.core.anonymise.unlisted.sign import Sign

if TYPE_CHECKING:
    from safelight.core.anonymise.tagger.spans import Words

_AT_ONCE: Final = 60_000
"""Code points that are cut into pieces at once, so that a long text takes little memory."""


class Kind(NamedTuple):
    """What the gate calls a mention of one label, what to write instead of it, and why it is reported."""

    rule: str
    instead: str
    why: str


KINDS: Final[Mapping[str, Kind]] = {
    "PERSON": Kind("name", "a person", "reads like somebody's name"),
    "CODE": Kind("identifier", "a reference number", "reads like a number or code of somebody"),
    "LOC": Kind("place", "a place", "reads like a place"),
    "ORG": Kind("organisation", "an organisation", "reads like an organisation"),
    "DEM": Kind("personal-detail", "a detail withheld", "tells who somebody is: origin, work, health, age or looks"),
    "DATETIME": Kind("date", "a date withheld", "tells when"),
    "QUANTITY": Kind("quantity", "a number withheld", "a quantity that may single somebody out"),
    "MISC": Kind("circumstance", "a detail withheld", "a circumstance that may single somebody out"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the tagger has read it: part by part, where each begins and the words in it with their scores."""

    parts: tuple[tuple[int, str, Words], ...]

    def score(self, start: int, end: int) -> float:
        """How surely the tagger masks the surest word that begins in a stretch; 0 where none does."""
        best = 0.0
        for offset, text, words in self.parts:
            if offset < end and start < offset + len(text):
                first, last = words.starts.searchsorted((start - offset, end - offset))
                best = max(best, float(words.scores[first:last].max(initial=0.0)))
        return best


@lru_cache(maxsize=1)
def thresholds() -> Mapping[str, float]:
    """From which score on a label is reported: chosen for recall, on texts that were kept back (`docs/tagger.md`)."""
    where = resources.files("safelight.core.anonymise") / "data" / "tagger" / "thresholds.toml"
    return {label: float(limit) for label, limit in tomli.loads(where.read_text(encoding="utf-8")).items()}


def read(view: View) -> Reading:
    """The tagger's reading of a folded text, in its own offsets."""
    # Loaded when it is asked for: most documents are checked against a register alone.
    from safelight.core.anonymise.tagger.network import answers_for, shipped
    from safelight.core.anonymise.tagger.pieces import cut
    from safelight.core.anonymise.tagger.spans import words_of

    parts = []
    for offset, text in _parts(view.cased):
        pieces = cut(text)
        parts.append((offset, text, words_of(pieces, answers_for(pieces, network=shipped()))))
    return Reading(tuple(parts))


def find_learned(reading: Reading, *, limits: Mapping[str, float] | None = None) -> Iterator[Sign]:
    """Every mention that the tagger masks, at the package's thresholds or at others."""
    from safelight.core.anonymise.tagger.spans import spans_of

    for offset, text, words in reading.parts:
        for span in spans_of(text, words, thresholds=limits or thresholds()):
            kind = KINDS[span.label]
            start, end = offset + span.start, offset + span.end
            yield Sign(start, end, kind.rule, span.label, kind.instead, kind.why, span.score)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """A long text in parts, cut after a line where there is one."""
    start = 0
    while start < len(text):
        end = start + _AT_ONCE
        if end < len(text):
            end = max(text.rfind("\n", start, end), text.rfind(" ", start, end)) + 1 or end
        yield start, text[start:end]
        start = end
