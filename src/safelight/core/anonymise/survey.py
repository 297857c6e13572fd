"""Where does anybody of a register stand in a paper? Within its passages, and running on from one into the next.

All passages are searched at once, with a wall between them that nothing is read across. Where the letters of something
stand on both sides of a wall, or a date may have been cut by it, the passages beside it are searched again without it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from safelight.core.anonymise.finding import Finding, moved
from safelight.core.anonymise.fold import WALL
from safelight.core.anonymise.listed import find_listed
from safelight.core.anonymise.narrowing import narrowed
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Roster
from safelight.core.papers.paper import Part, Passage

_RUNNING_TEXT: Final = frozenset(
    {
        Part.BODY,
        Part.TABLE,
        Part.HEADER,
        Part.FOOTER,
        Part.NOTE,
        Part.COMMENT,
        Part.TEXT_BOX,
        Part.INSERTED,
        Part.DELETED,
    }
)
_WINDOW: Final = 200
"""How much of a long passage is searched again beside a wall; nothing listed is nearly as long."""

_PART_OF_A_DATE: Final = (
    r"\d{1,4}(?:st|nd|rd|th)?|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*"
)
_DATE_STOPS: Final = re.compile(rf"(?:{_PART_OF_A_DATE}|\b\w+(?:st|nd|rd|th))(?:\s+of)?[\s.,/\-]*$", re.IGNORECASE)
_DATE_GOES_ON: Final = re.compile(rf"^[\s.,/\-]*(?:of\s+|the\s+)?(?:{_PART_OF_A_DATE})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Across:
    """A mention that runs over several passages, with offsets in their texts joined by line breaks."""

    finding: Finding
    passages: tuple[Passage, ...]

    def starts(self) -> tuple[int, ...]:
        """Where each of the passages begins in the joined text."""
        return tuple(accumulate((len(passage.text) + 1 for passage in self.passages[:-1]), initial=0))


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found in a paper: by the key of the passage, and running on from one passage into the next."""

    within: Mapping[int, tuple[Finding, ...]]
    across: tuple[Across, ...]


def find_in_text(text: str, *, roster: Roster) -> tuple[Finding, ...]:
    """What the finders see, and what only the plain search sees."""
    roster = narrowed(roster, text=text)
    return _both(find_listed(text, roster=roster), residue(text, roster=roster))


def survey(passages: Sequence[Passage], *, roster: Roster) -> Survey:
    """Search every passage by both methods; only passages of running text, in the same part, run on into each other."""
    line = _in_line(passages)
    roster = narrowed(roster, text="\n".join(passage.text for passage in line))
    walled = _Joined.of(line, [WALL] * len(line))
    apart: list[tuple[int, int]] = []
    seen = find_listed(walled.text, roster=roster, across=apart)
    soft = _Joined.of(line, ["\n" if runs_on else WALL for runs_on in _runs_on(line)])
    plain = residue(soft.text, roster=roster)
    within = {
        passage.key: _both(first, second)
        for passage, first, second in zip(line, walled.shared_out(seen), soft.shared_out(plain), strict=True)
    }
    places = {*(walled.between(*place) for place in apart), *_cut_dates(line)}
    across = [*soft.spanning(plain)]
    for first, last in _windows(places, line):
        across += _running_on(line[first : last + 1], roster=roster)
    new = tuple(_unknown(across, within))
    taken = {place for one in new for place in _letters(one)}
    return Survey({key: _without(found, key, taken) for key, found in within.items()} if taken else within, new)


def _without(found: tuple[Finding, ...], key: int, taken: Set[tuple[int, int]]) -> tuple[Finding, ...]:
    """What was found in a passage, apart from what is only a piece of a mention that runs on."""
    return tuple(one for one in found if not {(key, one.start), (key, one.end - 1)} <= taken)


def _in_line(passages: Sequence[Passage]) -> list[Passage]:
    """The passages in the order in which they are searched: running text part by part, then all others."""
    parts: dict[Part, list[Passage]] = defaultdict(list)
    for passage in passages:
        parts[passage.part].append(passage)
    running = [passage for part, held in parts.items() if part in _RUNNING_TEXT for passage in held]
    return running + [passage for part, held in parts.items() if part not in _RUNNING_TEXT for passage in held]


def _runs_on(line: Sequence[Passage]) -> list[bool]:
    """For each passage, whether a mention may run on from it into the next."""
    followed = [one.part is two.part and one.part in _RUNNING_TEXT for one, two in pairwise(line)]
    return [*followed, False][: len(line)]


@dataclass(frozen=True, slots=True)
class _Joined:
    """Passages as one text, and where in it each of them begins."""

    line: Sequence[Passage]
    text: str
    starts: Sequence[int]

    @classmethod
    def of(cls, line: Sequence[Passage], joints: Sequence[str]) -> _Joined:
        pieces = [piece for passage, joint in zip(line, joints, strict=True) for piece in (passage.text, joint)]
        lengths = (len(passage.text) + len(joint) for passage, joint in zip(line, joints, strict=True))
        return cls(line, "".join(pieces), [*accumulate(lengths, initial=0)][:-1])

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last passage that a stretch of the text touches."""
        return bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1

    def shared_out(self, found: Iterable[Finding]) -> Iterator[tuple[Finding, ...]]:
        """For each passage what was found inside it, with offsets of its own."""
        shares: list[list[Finding]] = [[] for _ in self.line]
        for finding in found:
            first, last = self.between(finding.start, finding.end)
            if first == last:
                shares[first].append(moved(finding, by=-self.starts[first]))
        return map(tuple, shares)

    def spanning(self, found: Iterable[Finding]) -> Iterator[Across]:
        """What was found over several passages that are joined by line breaks."""
        for finding in found:
            first, last = self.between(finding.start, finding.end)
            if first != last:
                yield Across(moved(finding, by=-self.starts[first]), tuple(self.line[first : last + 1]))


def _both(found: Sequence[Finding], plain: Sequence[Finding]) -> tuple[Finding, ...]:
    """What either method found, without what only repeats the first."""
    left = [one for one in plain if not any(a.start < one.end and one.start < a.end for a in found)]
    return tuple(sorted([*found, *left], key=lambda finding: finding.start)) if left else tuple(found)


def _cut_dates(line: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Neighbours of which the first ends as part of a date does and the second goes on like one."""
    for number, (one, two) in enumerate(pairwise(line)):
        if _DATE_GOES_ON.match(two.text[:40]) and _DATE_STOPS.search(one.text[-40:]):
            yield number, number + 1


def _windows(places: Iterable[tuple[int, int]], line: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Runs of passages to search again, widened over short neighbours and without those inside another."""
    runs_on = _runs_on(line)
    wide: list[tuple[int, int]] = []
    for first, last in sorted(places):
        if not all(runs_on[first:last]):
            continue
        if wide and first <= wide[-1][1]:
            wide[-1] = (wide[-1][0], max(last, wide[-1][1]))
        else:
            wide.append((first, last))
    yield from wide


def _running_on(passages: Sequence[Passage], *, roster: Roster) -> Iterator[Across]:
    """Mentions that a second search, without walls, finds over these passages."""
    ends = [passages[0].text[-_WINDOW:], *(passage.text for passage in passages[1:-1]), passages[-1].text[:_WINDOW]]
    cut = len(passages[0].text) - len(ends[0])
    starts = [*accumulate((len(text) + 1 for text in ends), initial=0)]
    for finding in find_listed("\n".join(ends), roster=roster):
        first, last = bisect_right(starts, finding.start) - 1, bisect_right(starts, finding.end - 1) - 1
        if first != last:
            by = (cut if first == 0 else 0) - starts[first]
            yield Across(moved(finding, by=by), tuple(passages[first : last + 1]))


def _unknown(across: Sequence[Across], within: Mapping[int, Sequence[Finding]]) -> Iterator[Across]:
    """Without mentions whose every letter has been found inside the passages already, and without repetitions."""
    taken: set[tuple[int, int]] = set()
    for one in across:
        letters = set(_letters(one))
        known = {
            (passage.key, at)
            for passage in one.passages
            for finding in within[passage.key]
            for at in range(finding.start, finding.end)
        }
        if letters <= known or letters & taken:
            continue
        taken |= letters
        yield one


def _letters(one: Across) -> Iterator[tuple[int, int]]:
    """Each letter and figure of a mention as its passage's key and its place there."""
    for passage, start in zip(one.passages, one.starts(), strict=True):
        first, last = max(one.finding.start - start, 0), min(one.finding.end - start, len(passage.text))
        yield from ((passage.key, at) for at in range(first, last) if passage.text[at].isalnum())
