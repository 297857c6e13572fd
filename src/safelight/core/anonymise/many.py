"""How do many short texts read without the people of a register? Searched together, walled off from each other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from safelight.core.anonymise.finding import Finding, moved
from safelight.core.anonymise.fold import WALL
from safelight.core.anonymise.listed import find_listed
from safelight.core.anonymise.narrowing import narrowed
from safelight.core.anonymise.replace import NAME_RULES, replace
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Roster, check_labels

MOST_ROUNDS: Final = 12
_POSSESSIVE: Final = re.compile(r"['’](?:s|S)?$")


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Somebody of the register, by the key there, and how the text calls them, without a possessive."""

    key: str
    called: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """A text with its labels in place; None where something would still show after several rounds."""

    text: str | None
    mentions: tuple[Mention, ...] = ()


def anonymise_many(texts: Sequence[str], *, roster: Roster) -> tuple[Renamed, ...]:
    """Each text as `anonymise_text` would leave it, and whom it mentioned; many times quicker than one by one.

    Raises:
        RegisterError: when a label of the register would itself give somebody's name away.
    """
    check_labels(roster)
    now: list[str | None] = list(texts)
    mentions: list[tuple[Mention, ...]] = [()] * len(texts)
    waiting = [place for place, text in enumerate(texts) if text.strip()]
    for _ in range(MOST_ROUNDS):
        found = _found([now[place] or "" for place in waiting], roster=roster)
        changed = []
        for place, findings in zip(waiting, found, strict=True):
            if findings:
                mentions[place] = mentions[place] or _mentions(findings)
                now[place] = replace(now[place] or "", findings)
                changed.append(place)
        waiting = changed
        if not waiting:
            break
    for place in waiting:
        now[place] = None
    return tuple(Renamed(text, said) for text, said in zip(now, mentions, strict=True))


def showing(texts: Sequence[str], *, roster: Roster) -> tuple[int, ...]:
    """The places of those texts in which the second look, which shares no code with the first, still finds somebody."""
    found = _shared_out(texts, residue(WALL.join(texts), roster=roster))
    return tuple(place for place, findings in enumerate(found) if findings)


def _found(texts: Sequence[str], *, roster: Roster) -> Iterator[tuple[Finding, ...]]:
    joined = WALL.join(texts)
    near = narrowed(roster, text=joined)
    listed = _shared_out(texts, find_listed(joined, roster=near))
    plain = _shared_out(texts, residue(joined, roster=near))
    for first, second in zip(listed, plain, strict=True):
        yield first or second


def _shared_out(texts: Sequence[str], found: Iterable[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """For each text what was found inside it, with offsets of its own; the texts were joined by walls."""
    starts = [*accumulate((len(text) + len(WALL) for text in texts), initial=0)][:-1]
    shares: list[list[Finding]] = [[] for _ in texts]
    for finding in found:
        place = bisect_right(starts, finding.start) - 1
        if finding.end <= starts[place] + len(texts[place]):
            shares[place].append(moved(finding, by=-starts[place]))
    return tuple(map(tuple, shares))


def _mentions(findings: Iterable[Finding]) -> tuple[Mention, ...]:
    return tuple(
        sorted(
            {Mention(one.key, _POSSESSIVE.sub("", one.text)) for one in findings if one.key and one.rule in NAME_RULES}
        )
    )
