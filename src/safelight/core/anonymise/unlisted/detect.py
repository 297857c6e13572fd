"""Who and what identifies somebody in a text, with no register to go by? All finders together, without overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from safelight.core.anonymise.finding import Finding
from safelight.core.anonymise.fold import View, fold
from safelight.core.anonymise.unlisted.addresses import find_addresses
from safelight.core.anonymise.unlisted.ages import find_ages
from safelight.core.anonymise.unlisted.agreement import find_again
from safelight.core.anonymise.unlisted.families import find_families
from safelight.core.anonymise.unlisted.learned import Reading, find_learned, read
from safelight.core.anonymise.unlisted.numbers import find_numbers
from safelight.core.anonymise.unlisted.people import find_people
from safelight.core.anonymise.unlisted.sign import Sign
from safelight.core.anonymise.unlisted.times import find_times

_RULES: Final = (find_numbers, find_addresses, find_times, find_ages, find_families, find_people)

_CONSENT: Final = 0.05
"""How little the tagger has to be in favour of what a rule or agreement finds."""


def detect(text: str) -> tuple[Finding, ...]:
    """Everything in a text that identifies somebody, in order and without overlaps. Offsets are code points."""
    view = fold(text)
    reading = read(view)
    found = gather(view, reading, ruled=by_rules(view))
    return tuple(_finding(view, cluster) for cluster in _clusters(found))


def gather(
    view: View, reading: Reading, *, ruled: Iterable[Sign], limits: Mapping[str, float] | None = None
) -> list[tuple[Sign, str]]:
    """What all finders say, with overlaps, and which of them said it. `limits` are other thresholds of the tagger."""
    found = [(sign, "rules") for sign in ruled if _holds(sign, reading)]
    found += [(sign, "tagger") for sign in find_learned(reading, limits=limits)]
    again = find_again(view, [sign for sign, _ in found])
    return [*found, *((sign, "agreement") for sign in again if _holds(sign, reading))]


def by_rules(view: View) -> Iterator[Sign]:
    """What every rule finds, with overlaps."""
    for find in _RULES:
        yield from find(view)


def _holds(sign: Sign, reading: Reading) -> bool:
    """A number points to somebody wherever it stands; whether a date does, its sentence says: the tagger reads it."""
    return sign.label == "CODE" or reading.score(sign.start, sign.end) >= _CONSENT


def _clusters(found: Iterable[tuple[Sign, str]]) -> Iterator[list[tuple[Sign, str]]]:
    """Signs that overlap are one mention: nothing that any finder saw may stay uncovered."""
    cluster: list[tuple[Sign, str]] = []
    reach = 0
    for sign, finder in sorted(found, key=lambda pair: (pair[0].start, -pair[0].end)):
        if cluster and sign.start >= reach:
            yield cluster
            cluster = []
        reach = max(reach, sign.end) if cluster else sign.end
        cluster.append((sign, finder))
    if cluster:
        yield cluster


def _finding(view: View, cluster: Sequence[tuple[Sign, str]]) -> Finding:
    """One finding for a cluster: its whole extent, named after the surest sign in it, or the longer of two as sure."""
    sign, finder = max(cluster, key=lambda pair: (pair[0].score, pair[0].end - pair[0].start))
    start, end = view.span(min(one.start for one, _ in cluster), max(one.end for one, _ in cluster))
    return Finding(
        start=start, end=end, text=view.original[start:end], rule=sign.rule, key="", replacement=sign.instead,
        why=sign.why, finder=finder, score=round(sign.score, 3), label=sign.label,
    )  # fmt: skip
