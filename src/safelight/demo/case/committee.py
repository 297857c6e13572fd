"""What was reported to the council about the first case, and what did its meetings resolve?"""

from __future__ import annotations

from typing import Any

from safelight.demo.case.material import (
    BackgroundPaper,
    CommitteeMaterial,
    CommitteeSection,
    MeetingResolution,
    Objective,
)
from safelight.demo.case.texts import read_table


def read_committee() -> CommitteeMaterial:
    """The report in the council's form, with the resolutions that followed."""
    table = read_table("committee.toml")
    report = table["report"]
    listed = {"to", "meetings", "recommendations", "objectives", "background_papers"}
    years = {"financial_years", "capital", "revenue", "funded_council", "funded_external"}
    money = {name: tuple(report[name]) for name in years}
    plain: dict[str, Any] = {name: value for name, value in report.items() if name not in listed | years} | money
    return CommitteeMaterial(
        addressed_to=tuple(report["to"]),
        meetings=tuple(report["meetings"]),
        recommendations=tuple(report["recommendations"]),
        objectives=tuple(Objective(**each) for each in report["objectives"]),
        background_papers=tuple(BackgroundPaper(**each) for each in report["background_papers"]),
        sections=tuple(
            CommitteeSection(heading=each["heading"], paragraphs=tuple(each["paragraphs"])) for each in table["section"]
        ),
        resolutions=tuple(_resolution(each) for each in table["resolution"]),
        **plain,
    )


def _resolution(entry: dict[str, Any]) -> MeetingResolution:
    return MeetingResolution(
        meeting=entry["meeting"],
        meeting_on=entry["meeting_on"],
        minute=entry["minute"],
        limb=entry["limb"],
        kind=entry["kind"],
        text=entry["text"],
        due_on=entry.get("due_on"),
        every_months=entry.get("every_months"),
        condition=entry.get("condition", ""),
    )
