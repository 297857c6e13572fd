"""Find, settle, replace, look again: takes everybody and everything of a register out of a text or a paper."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_in
from itertools import accumulate
from typing import Final

from safelight.core.anonymise.finding import Finding
from safelight.core.anonymise.listed import find_kept
from safelight.core.anonymise.listed import find_listed as find_listed
from safelight.core.anonymise.replace import replace, replacements
from safelight.core.anonymise.residue import residue
from safelight.core.anonymise.roster import Roster, check_labels
from safelight.core.anonymise.survey import Survey, find_in_text, survey
from safelight.core.papers.hidden import find_hidden
from safelight.core.papers.paper import Edit, Edits, Paper, Part, Passage, UnreadablePaper
from safelight.core.papers.reading import read_paper, rewrite_paper

_MOST_ROUNDS: Final = 12
_FOR_MACHINES: Final = frozenset({Part.STYLE, Part.SCRIPT, Part.OTHER})
"""Parts that no reader of a paper reads as words."""


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
    # Loaded when it is asked for: most documents are checked against a register alone.
    from safelight.core.anonymise.unlisted.detect import detect

    found = detect(text)
    if roster is None or not found:
        return found
    covered = bytearray(len(text))
    for start, end in (*find_kept(text, roster=roster), *((f.start, f.end) for f in find_listed(text, roster=roster))):
        covered[start:end] = b"\1" * (end - start)
    return tuple(one for one in found if not any(covered[one.start : one.end]))


def find_unlisted_in_paper(paper: Paper, *, roster: Roster | None) -> tuple[PlacedFinding, ...]:
    """The same in every part of a paper that people read; read as a whole, so that it can agree with itself."""
    passages = [passage for passage in paper.passages if passage.part not in _FOR_MACHINES]
    starts = list(accumulate((len(passage.text) + 1 for passage in passages), initial=0))
    placed = []
    for found in find_unlisted("\n".join(passage.text for passage in passages), roster=roster):
        first = bisect_right(starts, found.start) - 1
        for number in range(first, bisect_left(starts, found.end)):
            passage, start = passages[number], starts[number]
            within = _clipped(found, start=start, text=passage.text)
            if within.text.strip():
                placed.append(PlacedFinding(within, passage.where, passage.part, passage.visible))
    return tuple(placed)


def _clipped(found: Finding, *, start: int, text: str) -> Finding:
    """What of a finding lies in the passage that starts there, with that passage's offsets."""
    first, last = max(found.start - start, 0), min(found.end - start, len(text))
    return replace_in(found, start=first, end=last, text=text[first:last])


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


def find_in_paper(paper: Paper, *, roster: Roster) -> tuple[PlacedFinding, ...]:
    """Every listed mention in every part of a paper, also where it is split over neighbouring passages."""
    return _placed(paper, survey(paper.passages, roster=roster))


def _placed(paper: Paper, found: Survey) -> tuple[PlacedFinding, ...]:
    placed = [
        (passage.key, PlacedFinding(finding, passage.where, passage.part, passage.visible))
        for passage in paper.passages
        for finding in found.within[passage.key]
    ]
    for one in found.across:
        first, last = one.passages[0], one.passages[-1]
        visible = any(passage.visible for passage in one.passages)
        placed.append((first.key, PlacedFinding(one.finding, f"{first.where} to {last.where}", first.part, visible)))
    return tuple(found for _, found in sorted(placed, key=lambda pair: (pair[0], pair[1].finding.start)))


def _split_edits(found: Survey) -> dict[int, list[Edit]]:
    """For a mention that runs on: its label in the first passage, and nothing in its place in the others."""
    edits: dict[int, list[Edit]] = defaultdict(list)
    for one in found.across:
        for number, (passage, start) in enumerate(zip(one.passages, one.starts(), strict=True)):
            first = max(one.finding.start - start, 0)
            last = min(one.finding.end - start, len(passage.text))
            if number:
                last += len(passage.text[last:]) - len(passage.text[last:].lstrip())
            if last > first:
                edits[passage.key].append(Edit(first, last, "" if number else one.finding.replacement))
    return edits


def _edits_of(paper: Paper, survey_of_it: Survey, *, roster: Roster) -> Edits:
    split = _split_edits(survey_of_it)
    texts = {passage.key: passage.text for passage in paper.passages}

    def edits(passage: Passage) -> Sequence[Edit]:
        known = texts.get(passage.key) == passage.text
        found = survey_of_it.within[passage.key] if known else find_in_text(passage.text, roster=roster)
        if passage.part is Part.LINK and found:
            return [Edit(0, len(passage.text), "#")]
        apart = split.get(passage.key, []) if known else []
        within = [Edit(new.start, new.end, new.text) for new in replacements(passage.text, found)]
        kept = [edit for edit in within if not any(s.start < edit.end and edit.start < s.end for s in apart)]
        return sorted([*kept, *apart], key=lambda edit: edit.start)

    return edits


def anonymise_paper(untrusted_data: bytes, *, name: str, roster: Roster, paper: Paper | None = None) -> Anonymised:
    """A copy of a paper in the same format with everybody replaced and everything hidden removed, proved on its bytes.

    Whoever has read the file already hands over the `paper`, which saves reading it twice.

    Raises:
        UnreadablePaper: when the file cannot be read.
        RegisterError: when a label of the register would itself give somebody's name away.
        CannotAnonymise: when the finished copy still identifies somebody, hides something or cannot be read in full.
    """
    check_labels(roster)
    replaced: list[PlacedFinding] = []
    data = untrusted_data
    paper = paper or read_paper(data, name=name)
    found = survey(paper.passages, roster=roster)
    for _ in range(_MOST_ROUNDS):
        replaced += _placed(paper, found)
        data = rewrite_paper(data, name=name, edits=_edits_of(paper, found, roster=roster))
        try:
            paper = read_paper(data, name=name)
        except UnreadablePaper as problem:
            raise CannotAnonymise([f"The copy cannot be read again: {problem}"]) from problem
        found = survey(paper.passages, roster=roster)
        if not any(found.within.values()) and not found.across:
            break
    reasons = tuple(_reasons(data, paper=paper, left=_placed(paper, found)))
    if reasons:
        raise CannotAnonymise(reasons)
    return Anonymised(data, tuple(replaced))


def _reasons(data: bytes, *, paper: Paper, left: Iterable[PlacedFinding]) -> Iterator[str]:
    """Why a finished copy may not leave; `paper` is what its own bytes say, and `left` what was found in that."""
    for found in left:
        yield f"{found.where}: “{found.finding.text}” still shows ({found.finding.why}). Reword it in the original."
    for thing in paper.unreadable:
        yield f"{thing.where}: {thing.why}. {thing.advice}"
    for hidden in find_hidden(data, name=paper.name, paper=paper):
        yield f"{hidden.where}: {hidden.rule} is still in the copy. {hidden.advice}"
