"""How do the sections of a report become one text, with findings and action plan drawn in where their marks stand?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safelight.core.papers.manuscript import Block, Heading, Manuscript, Paragraph, Table, manuscript_to_markdown

_MARK = re.compile(r"\{([^{}\n]{1,60})\}")
_ONE = re.compile(r"(finding|recommendation) (\d{1,4})")
PLAN_HEADER = ("Recommendation", "Action", "Lead", "By when", "How it will be known")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What a report may draw in. `actions` are rows under `PLAN_HEADER`."""

    findings: Mapping[int, str]
    recommendations: Mapping[int, str]
    actions: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionText:
    """One section to compose. `to_choose` counts places where two writers' versions still stand side by side."""

    heading: str
    text: str
    to_choose: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The whole text as Markdown, what has to be put right before it is used, and which sections are empty."""

    text: str
    problems: tuple[str, ...]
    empty: tuple[str, ...]


def compose(title: str, sections: Sequence[SectionText], *, plan: PlanFacts) -> Composed:
    """Put the sections together in order. An empty one is left out; a mark that leads nowhere is a problem."""
    pieces, problems, empty = [_markdown(Heading(1, title))], [], []
    for section in sections:
        if not section.text.strip():
            empty.append(section.heading)
            continue
        if section.to_choose:
            problems.append(f"In “{section.heading}” two versions of a passage stand side by side. Keep one.")
        text, lost = _drawn_in(section.text, plan=plan)
        problems += [f"In “{section.heading}”: {sentence}" for sentence in lost]
        pieces += [_markdown(Heading(2, section.heading)), text.strip()]
    return Composed(text="\n\n".join(pieces) + "\n", problems=tuple(problems), empty=tuple(empty))


def _drawn_in(text: str, *, plan: PlanFacts) -> tuple[str, list[str]]:
    lost: list[str] = []

    def drawn(found: re.Match[str]) -> str:
        mark = " ".join(found[1].split()).casefold()
        if one := _ONE.fullmatch(mark):
            known = plan.findings if one[1] == "finding" else plan.recommendations
            if int(one[2]) in known:
                return _markdown(Paragraph(" ".join(known[int(one[2])].split())))
            lost.append(f"there is no {one[1]} {one[2]}.")
            return found[0]
        if mark not in {"findings", "recommendations", "action plan"}:
            lost.append(
                f"{found[0]} is no mark. There are {{findings}}, {{recommendations}}, {{action plan}}, {{finding 1}} "
                "and {recommendation 1}."
            )
            return found[0]
        blocks = _blocks(mark, plan=plan)
        if not blocks:
            lost.append(f"{found[0]} has nothing to draw in yet: enter it on the page of the action plan.")
            return found[0]
        return f"\n\n{_markdown(*blocks)}\n\n"

    return _MARK.sub(drawn, text), lost


def _blocks(mark: str, *, plan: PlanFacts) -> tuple[Block, ...]:
    if mark == "action plan":
        return (Table(PLAN_HEADER, tuple(plan.actions)),) if plan.actions else ()
    name, known = ("Finding", plan.findings) if mark == "findings" else ("Recommendation", plan.recommendations)
    return tuple(Paragraph(f"{name} {number}: {' '.join(text.split())}") for number, text in sorted(known.items()))


def _markdown(*blocks: Block) -> str:
    return manuscript_to_markdown(Manuscript(blocks)).strip()
