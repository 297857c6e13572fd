"""Find, settle, replace, look again: takes everybody and everything of a register out of a text or a paper."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from itertools import accumulate
from typing import Final

from safelight.core.anonymise.finders.tagger import tag
from safelight.core.anonymise.finding import Finding
from safelight.core.anonymise.listed import find_kept, settle
from safelight.core.anonymise.listed import find_listed as find_listed
from safelight.core.anonymise.replace import replace, replacements
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Roster, check_labels
from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.paper import Edit, Edits, Paper, Part, Passage, UnreadablePaper
from safelight.core.papers.reading import read_paper, rewrite_paper

_MOST_ROUNDS: Final = 12
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


class CannotAnonymise(Exception):
    """Somebody or something would still show. `reasons` say what and where, in words for the user."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(self.reasons))


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding and where in the paper it stands.

    Its offsets are within the text of its passage; where a mention runs on into following passages, `end` lies beyond
    the passage's own text, with one line break between passages.
    """

    finding: Finding
    where: str
    part: Part
    visible: bool


@dataclass(frozen=True, slots=True)
class Anonymised:
    """A paper without anybody of the register in it, and what was replaced to make it so."""

    data: bytes
    replaced: tuple[PlacedFinding, ...]


def find_unlisted(text: str, *, roster: Roster | None) -> tuple[Finding, ...]:
    """People, numbers, dates and places that the register does not know: things for a person to look at."""
    found = tag(text)
    if roster is None:
        return settle(text, found)
    taken = [*find_kept(text, roster=roster), *((f.start, f.end) for f in find_listed(text, roster=roster))]
    covered = bytearray(len(text))
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    return settle(text, [f for f in found if not any(covered[f.start : f.end])])


def anonymise_text(text: str, *, roster: Roster) -> str:
    """The text with everybody and everything in the register replaced. Doing it twice changes nothing.

    Raises:
        RegisterError: when a label of the register would itself give somebody's name away.
        CannotAnonymise: when something still shows after several rounds.
    """
    check_labels(roster)
    for _ in range(_MOST_ROUNDS):
        found = find_listed(text, roster=roster) or residue(text, roster=roster)
        if not found:
            return text
        text = replace(text, found)
    raise CannotAnonymise(
        f"“{f.text}” still shows ({f.why}). Reword the sentence, or choose another label." for f in found
    )


@dataclass(frozen=True, slots=True)
class _Survey:
    """What was found in a paper: by passage, and running on from one passage into the next of its part."""

    within: Mapping[int, tuple[Finding, ...]]
    across: tuple[tuple[Finding, tuple[Passage, ...], tuple[int, ...]], ...]


def _in_passage(text: str, *, roster: Roster) -> tuple[Finding, ...]:
    """What the finders see, and what only the plain search sees."""
    found = find_listed(text, roster=roster)
    left = [f for f in residue(text, roster=roster) if not any(a.start < f.end and f.start < a.end for a in found)]
    return tuple(sorted([*found, *left], key=lambda finding: finding.start))


def _survey(paper: Paper, *, roster: Roster) -> _Survey:
    within = {passage.key: _in_passage(passage.text, roster=roster) for passage in paper.passages}
    parts: dict[Part, list[Passage]] = defaultdict(list)
    for passage in paper.passages:
        if passage.part in _RUNNING_TEXT:
            parts[passage.part].append(passage)
    across = [found for passages in parts.values() for found in _across(passages, within, roster=roster)]
    return _Survey(within, tuple(across))


def _across(
    passages: Sequence[Passage], within: Mapping[int, tuple[Finding, ...]], *, roster: Roster
) -> Iterator[tuple[Finding, tuple[Passage, ...], tuple[int, ...]]]:
    """Mentions that run from one passage into the next, with offsets in the text of all of them put together."""
    starts = list(accumulate((len(passage.text) + 1 for passage in passages), initial=0))
    together = "\n".join(passage.text for passage in passages)
    known = bytearray(len(together))
    for passage, start in zip(passages, starts, strict=False):
        for finding in within[passage.key]:
            known[start + finding.start : start + finding.end] = b"\1" * finding.length
    for finding in find_listed(together, roster=roster):
        first = bisect_right(starts, finding.start) - 1
        last = bisect_left(starts, finding.end)
        runs_on = finding.end >= starts[first + 1]
        if runs_on and not all(known[at] for at in range(finding.start, finding.end) if together[at].isalnum()):
            yield finding, tuple(passages[first:last]), tuple(starts[first:last])


def find_in_paper(paper: Paper, *, roster: Roster) -> tuple[PlacedFinding, ...]:
    """Every listed mention in every part of a paper, also where it is split over neighbouring passages."""
    return _placed(paper, _survey(paper, roster=roster))


def _placed(paper: Paper, survey: _Survey) -> tuple[PlacedFinding, ...]:
    placed = [
        (passage.key, PlacedFinding(finding, passage.where, passage.part, passage.visible))
        for passage in paper.passages
        for finding in survey.within[passage.key]
    ]
    for finding, passages, starts in survey.across:
        moved = changed(finding, start=finding.start - starts[0], end=finding.end - starts[0])
        where = f"{passages[0].where} to {passages[-1].where}"
        visible = any(passage.visible for passage in passages)
        placed.append((passages[0].key, PlacedFinding(moved, where, passages[0].part, visible)))
    return tuple(found for _, found in sorted(placed, key=lambda pair: (pair[0], pair[1].finding.start)))


def _split_edits(survey: _Survey) -> dict[int, list[Edit]]:
    """For a mention that runs on: its label in the first passage, and nothing in its place in the others."""
    edits: dict[int, list[Edit]] = defaultdict(list)
    for finding, passages, starts in survey.across:
        for number, (passage, start) in enumerate(zip(passages, starts, strict=True)):
            first, last = max(finding.start - start, 0), min(finding.end - start, len(passage.text))
            if number:
                last += len(passage.text[last:]) - len(passage.text[last:].lstrip())
            if last > first:
                edits[passage.key].append(Edit(first, last, "" if number else finding.replacement))
    return edits


def _edits_of(survey: _Survey, *, roster: Roster) -> Edits:
    split = _split_edits(survey)

    def edits(passage: Passage) -> Sequence[Edit]:
        found = _in_passage(passage.text, roster=roster)
        if passage.part is Part.LINK and found:
            return [Edit(0, len(passage.text), "#")]
        apart = split.get(passage.key, [])
        within = [Edit(new.start, new.end, new.text) for new in replacements(passage.text, found)]
        kept = [edit for edit in within if not any(s.start < edit.end and edit.start < s.end for s in apart)]
        return sorted([*kept, *apart], key=lambda edit: edit.start)

    return edits


def anonymise_paper(untrusted_data: bytes, *, name: str, roster: Roster) -> Anonymised:
    """A copy of a paper in the same format with everybody replaced and everything hidden removed, proved on its bytes.

    Raises:
        UnreadablePaper: when the file cannot be read.
        RegisterError: when a label of the register would itself give somebody's name away.
        CannotAnonymise: when the finished copy still identifies somebody, hides something or cannot be read in full.
    """
    check_labels(roster)
    replaced: list[PlacedFinding] = []
    data = untrusted_data
    for done in range(_MOST_ROUNDS):
        paper = read_paper(data, name=name)
        survey = _survey(paper, roster=roster)
        found = _placed(paper, survey)
        if done and not found:
            break
        replaced += found
        data = rewrite_paper(data, name=name, edits=_edits_of(survey, roster=roster))
    reasons = tuple(_reasons(data, name=name, roster=roster))
    if reasons:
        raise CannotAnonymise(reasons)
    return Anonymised(data, tuple(replaced))


def _reasons(data: bytes, *, name: str, roster: Roster) -> Iterator[str]:
    """Why a finished copy may not leave: read again from its bytes, by everything that can find anything."""
    try:
        paper = read_paper(data, name=name)
    except UnreadablePaper as problem:
        yield f"The copy cannot be read again: {problem}"
        return
    for found in find_in_paper(paper, roster=roster):
        yield f"{found.where}: “{found.finding.text}” still shows ({found.finding.why}). Reword it in the original."
    for thing in paper.unreadable:
        yield f"{thing.where}: {thing.why}. {thing.advice}"
    for hidden in find_hidden(data, name=name):
        yield f"{hidden.where}: {hidden.rule} is still in the copy. {hidden.advice}"
