"""The second made-up case: a review begun in June 2010, of which the overview report is published as well."""

from __future__ import annotations

from functools import cache

from safelight.demo.case.beginnings import (
    appointments_from,
    criteria_from,
    dates_from,
    decision_from,
    grade_from,
    referral_from,
)
from safelight.demo.case.material import SecondCaseMaterial
from safelight.demo.case.plan import action_plan_text, panel_text, recommendations_from, recommendations_text
from safelight.demo.case.texts import fill, read_table, read_text


@cache
def second_case() -> SecondCaseMaterial:
    """Everything about the second case; both papers are ready to be published as they stand."""
    case, register = read_table("second/case.toml"), read_table("second/register.toml")
    recommendations = recommendations_from(case, agreed_on=case["plan"]["agreed_on"])
    parts = {
        "panel": panel_text(register),
        "recommendations": recommendations_text(recommendations, level=3),
        "action_plan": action_plan_text(recommendations),
    }
    return SecondCaseMaterial(
        board=case["board"],
        council=case["council"],
        title=case["title"],
        reference=register["case"]["reference"],
        register=read_text("second/register.toml"),
        dates=dates_from(case),
        referral=referral_from(case),
        criteria=criteria_from(case),
        decision=decision_from(case),
        appointments=appointments_from(case),
        recommendations=recommendations,
        grade=grade_from(case),
        overview_markdown=fill(read_text("second/overview.txt"), **parts),
        summary_markdown=fill(read_text("second/summary.txt"), **parts),
    )
