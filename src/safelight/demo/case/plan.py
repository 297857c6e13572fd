"""What does the review find and recommend, and how does each action stand? Read from the data, written as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from safelight.demo.case.material import EvidenceItem, PlannedAction, Recommendation, ReviewFinding
from safelight.demo.case.texts import read_table


def read_findings() -> tuple[ReviewFinding, ...]:
    """The fourteen findings of the first case."""
    return tuple(
        ReviewFinding(
            number=each["number"], title=each["title"], public=each["public"], inside=tuple(each.get("inside", ()))
        )
        for each in read_table("findings.toml")["finding"]
    )


def recommendations_from(table: Mapping[str, Any], *, agreed_on: date) -> tuple[Recommendation, ...]:
    """The `[[recommendation]]` entries of a table."""
    return tuple(_recommendation(each, agreed_on=agreed_on) for each in table["recommendation"])


def _recommendation(entry: Mapping[str, Any], *, agreed_on: date) -> Recommendation:
    return Recommendation(
        number=entry["number"],
        group=entry["group"],
        text=entry["text"],
        findings=tuple(entry["findings"]),
        action=PlannedAction(
            text=entry["action"],
            owner=entry["owner"],
            agency=entry["agency"],
            agreed_on=agreed_on,
            due_on=entry["due_on"],
            measure=entry["measure"],
            evidence=tuple(EvidenceItem(on=item["on"], text=item["text"]) for item in entry["evidence"]),
            proposed_closed_on=entry.get("proposed_on"),
            closed_on=entry.get("closed_on"),
        ),
    )


def in_full(day: date) -> str:
    """A day as people write it: 5 January 2010."""
    return f"{day.day} {day:%B %Y}"


def grid(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("\n", " ").strip() for cell in line) + " |" for line in lines)


def findings_text(findings: Sequence[ReviewFinding]) -> str:
    """The findings in brief, for publication."""
    return "\n\n".join(f"**Finding {each.number}: {each.title}.** {each.public}" for each in findings)


def recommendations_text(recommendations: Sequence[Recommendation], *, level: int) -> str:
    """The recommendations under the names of those to whom they are made."""
    parts: list[str] = []
    group = ""
    for each in recommendations:
        if each.group != group:
            group = each.group
            parts.append(f"{'#' * level} {group}")
        rests = "Finding" if len(each.findings) == 1 else "Findings"
        numbers = ", ".join(str(number) for number in each.findings)
        parts.append(f"**Recommendation {each.number}.** {each.text} ({rests} {numbers}.)")
    return "\n\n".join(parts)


def action_plan_text(recommendations: Sequence[Recommendation]) -> str:
    """The action plan as a table. How each action stands is left out: that changes, and is reported elsewhere."""
    header = ("No.", "What will be done", "Who leads, by post", "Agency", "By when", "How we shall know", "Findings")
    rows = [
        (
            str(each.number),
            each.action.text,
            each.action.owner,
            each.action.agency,
            in_full(each.action.due_on),
            each.action.measure,
            ", ".join(str(number) for number in each.findings),
        )
        for each in recommendations
    ]
    return grid(header, rows)


def panel_text(register: Mapping[str, Any]) -> str:
    """The panel by post and employer, as the register lists it."""
    rows = [(each["job_title"], each["organisation"]) for each in register["panel_member"]]
    return grid(("Job title", "Employing organisation"), rows)
