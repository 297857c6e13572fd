"""What does the rulebook want in a published document that is not there? One lack per thing missing, with its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from safelight.core.anonymise.roster import Roster
from safelight.core.edition.arrival import fold
from safelight.core.edition.proof import OFFICER_TITLES, stands_together
from safelight.core.papers.paper import Paper, Part
from safelight.core.review.contents import element_title, missing_elements
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import Force, PaperKind

PANEL: Final = "panel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One thing that a rule wants in the document and that is not there; `advice` says what to write.

    `about` is the element, the role of the officer, or "panel".
    """

    rule: Rule
    advice: str
    about: str


def find_lacks(
    paper: Paper, *, roster: Roster, regime: Regime, kind: PaperKind = PaperKind.EXECUTIVE_SUMMARY
) -> tuple[Lack, ...]:
    """Everything that the rules on what a published paper of this kind contains ask for and that is not there.

    A briefing has rules of its own; every other paper is held to those on a summary.
    """
    return tuple(
        Lack(rule=rule, advice=advice, about=about)
        for rule in rules_of_contents(regime, kind)
        for about, advice in _CHECKS[rule.check](rule, paper, roster)
    )


def rules_of_contents(regime: Regime, kind: PaperKind) -> tuple[Rule, ...]:
    """Every rule that asks for something in a published paper of this kind and that can be looked for."""
    rules = regime.rules_under(rules_on(kind))
    return tuple(rule for rule in rules if rule.check in _CHECKS and rule.force is not Force.MAY)


def asked_by(rule: Rule) -> tuple[str, ...]:
    """What a rule of contents asks for: elements, roles of officers, or the panel."""
    if rule.check == "document_lists_panel":
        return (PANEL,)
    return rule.words("elements" if rule.check == "document_contains" else "officers")


def rules_on(kind: PaperKind) -> str:
    """The group of rules that says what a published paper of this kind contains."""
    return "brief" if kind is PaperKind.LEARNING_BRIEF else "summary"


def _contains(rule: Rule, paper: Paper, _: Roster) -> Iterator[tuple[str, str]]:
    for element in missing_elements(paper.passages, wanted=rule.words("elements")):
        yield element, f"add a section, with its own heading, that gives {element_title(element)}"


def _names(rule: Rule, paper: Paper, roster: Roster) -> Iterator[tuple[str, str]]:
    shown = _shown(paper)
    names = {officer.role.value: officer.name for officer in roster.officers}
    for role in rule.words("officers"):
        title = OFFICER_TITLES.get(role, role.replace("_", " "))
        if not fold(names.get(role, "")):
            yield (
                role,
                f'say in the register who {title} is ([[officer]], role = "{role}"), and name them in the document',
            )
        elif fold(names[role]) not in shown:
            yield role, f"name {title}: {names[role]}"


def _lists_panel(_: Rule, paper: Paper, roster: Roster) -> Iterator[tuple[str, str]]:
    shown = _shown(paper)
    if not roster.panel:
        yield PANEL, "list the panel in the register ([[panel_member]]) and, by post and employer, in the document"
    for member in roster.panel:
        if not stands_together(member.job_title, member.organisation, folded=shown):
            by_post = f"{member.job_title}, {member.organisation}"
            yield PANEL, f"list this member of the panel by post and employer: {by_post}"


def _shown(paper: Paper) -> str:
    """What a reader of the page sees, folded."""
    visible = [passage.text for passage in paper.passages if passage.visible and passage.part is not Part.METADATA]
    return fold("\n".join(visible))


_CHECKS: Final[Mapping[str, Callable[[Rule, Paper, Roster], Iterator[tuple[str, str]]]]] = MappingProxyType(
    {"document_contains": _contains, "document_names": _names, "document_lists_panel": _lists_panel}
)
