"""The twelve things that an executive summary tells: which does this one tell, where, and what is to be added?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from safelight.core.anonymise.roster import Roster
from safelight.core.edition.arrival import fold
from safelight.core.edition.proof import OFFICER_TITLES
from safelight.core.papers.paper import Paper, Part
from safelight.core.review.contents import element_title, headings_of
from safelight.core.review.duties import PANEL, Lack, asked_by, find_lacks, rules_of_contents
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import OfficerRole, PaperKind


class Stands(StrEnum):
    """How one of the twelve stands."""

    TOLD = "told"
    MISSING = "missing"
    NOT_ASKED = "not_asked"


BOXES: Final[Sequence[tuple[str, ...]]] = (
    ("circumstances", "process"),
    (OfficerRole.BOARD_CHAIR,),
    (OfficerRole.PANEL_CHAIR,),
    (OfficerRole.OVERVIEW_AUTHOR,),
    (PANEL,),
    ("parallel_processes",),
    ("family_involvement",),
    ("facts",),
    ("key_issues",),
    ("conclusions",),
    ("recommendations",),
    ("action_plan",),
)
"""The twelve in their order, each by what the rules ask for it: elements, an officer, or the panel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One of the twelve. `where` is the heading it is told under; `to_write` what would have to be added.

    `asked_by` are the rules that ask for it, and `named` the people whose names stand there and may not.
    """

    number: int
    title: str
    stands: Stands
    where: tuple[str, ...]
    to_write: tuple[str, ...]
    asked_by: tuple[str, ...]
    named: tuple[str, ...] = ()


def tick_boxes(paper: Paper, *, roster: Roster, regime: Regime, unnamed: Iterable[str] = ()) -> tuple[Box, ...]:
    """The twelve in order, from the same rules and the same look as the gate's check of contents.

    `unnamed` are members of the panel and authors of agencies' reviews: they are told by post, never by name.
    """
    lacks = find_lacks(paper, roster=roster, regime=regime)
    rules = rules_of_contents(regime, PaperKind.EXECUTIVE_SUMMARY)
    officers = {fold(officer.name) for officer in roster.officers}
    shown = f" {fold(_visible(paper))} "
    named = tuple(dict.fromkeys(n for n in unnamed if fold(n) and fold(n) not in officers and fold(n) in shown))
    headings = _where(paper, roster)
    return tuple(
        _box(number, about, lacks=lacks, rules=rules, headings=headings, named=named if PANEL in about else ())
        for number, about in enumerate(BOXES, start=1)
    )


def _box(
    number: int,
    about: tuple[str, ...],
    *,
    lacks: Sequence[Lack],
    rules: Sequence[Rule],
    headings: Mapping[str, str],
    named: tuple[str, ...],
) -> Box:
    asking = tuple(rule.id for rule in rules if set(about) & set(asked_by(rule)))
    to_write = tuple(lack.advice for lack in lacks if lack.about in about)
    return Box(
        number=number,
        title=" and ".join(_title(each) for each in about),
        stands=Stands.MISSING if to_write else Stands.TOLD if asking else Stands.NOT_ASKED,
        where=tuple(dict.fromkeys(headings[each] for each in about if each in headings)),
        to_write=to_write,
        asked_by=asking,
        named=named,
    )


def _title(about: str) -> str:
    if about == PANEL:
        return "the panel, by post and employer"
    if about in OFFICER_TITLES:
        return f"the name of {OFFICER_TITLES[about]}"
    return element_title(about)


def _visible(paper: Paper) -> str:
    return "\n".join(each.text for each in paper.passages if each.visible and each.part is not Part.METADATA)


def _where(paper: Paper, roster: Roster) -> Mapping[str, str]:
    """The heading of each element, and the beginning of the passage in which each name, or the panel, first stands."""
    places = dict(headings_of(paper.passages))
    wanted = {officer.role.value: fold(officer.name) for officer in roster.officers}
    wanted |= {PANEL: fold(roster.panel[0].job_title)} if roster.panel else {}
    for passage in paper.passages:
        if passage.visible and passage.part is not Part.METADATA:
            text = fold(passage.text)
            for key, words in wanted.items():
                if words and words in text:
                    places.setdefault(key, _beginning(passage.text))
    return places


def _beginning(text: str) -> str:
    words = re.sub(r"\s+", " ", text).strip()
    return f"“{words[:57]}…”" if len(words) > 60 else f"“{words}”"
