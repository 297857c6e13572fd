"""How did a case come to the board, on what grounds was it decided, and who was appointed? The same for both cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from safelight.demo.case.material import Appointment, CaseDates, ChairDecision, Criterion, Grade, Referral


def dates_from(table: Mapping[str, Any]) -> CaseDates:
    """When each step was taken."""
    return CaseDates(**table["dates"])


def referral_from(table: Mapping[str, Any]) -> Referral:
    """The referral in the referrer's words."""
    entry = table["referral"]
    return Referral(referred_by=entry["referred_by"], text=entry["text"].strip(), siblings_safe=entry["siblings_safe"])


def criteria_from(table: Mapping[str, Any]) -> tuple[Criterion, ...]:
    """Each test for a review, assessed."""
    return tuple(Criterion(**each) for each in table["criterion"])


def decision_from(table: Mapping[str, Any]) -> ChairDecision:
    """The panel's advice and the chair's reasons."""
    entry = table["decision"]
    return ChairDecision(recommendation=entry["recommendation"], reasons=entry["reasons"].strip())


def appointments_from(table: Mapping[str, Any]) -> tuple[Appointment, ...]:
    """Everybody who was proposed for a role, with the declaration made."""
    return tuple(Appointment(**{**each, "ties": tuple(each["ties"])}) for each in table["appointment"])


def grade_from(table: Mapping[str, Any]) -> Grade:
    """What the inspectorate thought of the review."""
    return Grade(**table["grade"])
