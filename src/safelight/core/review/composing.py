"""How do the sections of a report become one text, with findings and action plan drawn in where their marks stand?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from safelight.core.edition.marks import DRAWN_IN, NAME, SPEAKS_OF, Marked, resolve
from safelight.core.papers.manuscript import (
    Block,
    Heading,
    Manuscript,
    Paragraph,
    Table,
    manuscript_from_markdown,
    manuscript_to_markdown,
)
from safelight.core.review.founding import without_finding

MARK: Final = re.compile(r"\{[^{}]{1,80}\}")
"""Anything that looks like a mark."""
MARKS: Final = (
    "{findings}", "{recommendations}", "{action plan}", "{finding 1 in full}", "{recommendation 1 in full}",
    "{finding 1}", "{recommendation 1}", "{#name}", "{paragraph: name}",
)  # fmt: skip
PLAN_HEADER: Final = ("Recommendation", "Action", "Lead", "By when", "How it will be known")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What a report may draw in. `actions` are rows under `PLAN_HEADER`.

    `answers` says of each recommendation which findings it answers.
    """

    findings: Mapping[int, str]
    recommendations: Mapping[int, str]
    actions: Sequence[tuple[str, ...]]
    answers: Mapping[int, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionText:
    """One section to compose. `to_choose` counts places where two writers' versions still stand side by side."""

    heading: str
    text: str
    to_choose: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The whole text as Markdown, and `marked` as it is printed; what to put right first, and which sections are empty.

    The marks that speak of a place still stand in `text`: so they go on leading there when it is changed later.
    `refused` holds what the gate will refuse although the text can be used until then.
    """

    text: str
    marked: Marked
    problems: tuple[str, ...]
    refused: tuple[str, ...]
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
    whole = "\n\n".join(pieces) + "\n"
    marked = resolve(manuscript_from_markdown(whole))
    problems += [f"In “{one.under}”: {one.mark} {one.says}." for one in marked.lost if not said_of(one.mark, plan=plan)]
    return Composed(
        text=whole,
        marked=marked,
        problems=tuple(dict.fromkeys(problems)),
        refused=tuple(f"{one.what}. {one.to_do}." for one in without_finding(marked, answers=plan.answers)),
        empty=tuple(empty),
    )


def said_of(mark: str, *, plan: PlanFacts) -> str:
    """What is wrong with a mark as it was typed, braces and all; "" where it is one of those that there are."""
    if found := DRAWN_IN.fullmatch(mark):
        if found["label"]:
            return _not_in_plan(found, plan=plan)
        if not _blocks(_name(found["all"]), plan=plan):
            return f"{mark} has nothing to draw in yet: enter it on the page of the action plan."
        return ""
    if found := SPEAKS_OF.fullmatch(mark):
        return _not_in_plan(found, plan=plan) if found["label"] else ""
    if found := NAME.fullmatch(mark):
        own = SPEAKS_OF.fullmatch(f"{{{found[1].strip()}}}")
        return _not_in_plan(own, plan=plan) if own and own["label"] else ""
    return f"{mark} is no mark. There are {', '.join(MARKS[:-1])} and {MARKS[-1]}."


def _not_in_plan(found: re.Match[str], *, plan: PlanFacts) -> str:
    label, number = found["label"].casefold(), int(found["number"])
    return "" if number in _known(label, plan=plan) else f"there is no {label} {number} in the action plan."


def _drawn_in(text: str, *, plan: PlanFacts) -> tuple[str, list[str]]:
    lost: list[str] = []

    def drawn(found: re.Match[str]) -> str:
        mark = found[0]
        if wrong := said_of(mark, plan=plan):
            lost.append(wrong)
            return mark
        if not (known := DRAWN_IN.fullmatch(mark)):
            return mark
        if known["all"]:
            return f"\n\n{_markdown(*_blocks(_name(known['all']), plan=plan))}\n\n"
        label, number = known["label"].casefold(), int(known["number"])
        words = _known(label, plan=plan)[number]
        if _is_alone(found):
            return f"\n\n{_markdown(_labelled(label, number, words))}\n\n"
        return _markdown(Paragraph(" ".join(words.split())))

    return MARK.sub(drawn, text), lost


def _is_alone(found: re.Match[str]) -> bool:
    """Whether a mark has its line to itself."""
    text = found.string
    line = text[text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
    return line.strip() == found[0]


def _blocks(mark: str, *, plan: PlanFacts) -> tuple[Block, ...]:
    if mark == "action plan":
        return (Table(PLAN_HEADER, tuple(plan.actions)),) if plan.actions else ()
    label = mark.removesuffix("s")
    return tuple(_labelled(label, number, words) for number, words in sorted(_known(label, plan=plan).items()))


def _labelled(label: str, number: int, words: str) -> Paragraph:
    """A finding or recommendation of the plan as a paragraph, with the name by which the record knows it again."""
    return Paragraph(f"{{#{label} {number}}} {label.capitalize()} {number}: {' '.join(words.split())}")


def _known(label: str, *, plan: PlanFacts) -> Mapping[int, str]:
    return plan.findings if label == "finding" else plan.recommendations


def _name(typed: str) -> str:
    return " ".join(typed.split()).casefold()


def _markdown(*blocks: Block) -> str:
    return manuscript_to_markdown(Manuscript(blocks)).strip()
