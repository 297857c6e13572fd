"""Must a serious case review be held, may it be, or not? Criterion by criterion, each with its evidence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from safelight.core.decision import Decision, Reason
from safelight.core.review.grounds import answer
from safelight.core.rulebook.governing import Regime
from safelight.core.rulebook.model import Rule
from safelight.core.vocabulary import Outcome


class CriteriaError(ValueError):
    """An assessment that cannot be used: an unknown criterion, the same one twice, or no evidence."""


class CriterionFinding(StrEnum):
    """What an assessor found of one criterion."""

    MET = "met"
    NOT_MET = "not_met"
    UNCLEAR = "unclear"


WORDS = {CriterionFinding.MET: "Met", CriterionFinding.NOT_MET: "Not met", CriterionFinding.UNCLEAR: "Unclear"}


OUTCOMES = {
    (Outcome.ALLOW, True): "A review had to be held",
    (Outcome.ALLOW, False): "A review had to be held and is not, for an exceptional reason",
    (Outcome.REFER, True): "Considered, and held",
    (Outcome.REFER, False): "Considered, and not held",
    (Outcome.REFUSE, True): "No criterion was met, and a review is held all the same",
    (Outcome.REFUSE, False): "No criterion was met, and no review is held",
}
"""What a decision comes to, by what the criteria said and whether a review is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One criterion assessed: its duty ("criteria.death"), the finding, and the evidence in words."""

    criterion: str
    finding: CriterionFinding
    evidence: str


def recommend(assessments: Sequence[Assessment], *, regime: Regime) -> Decision:
    """ALLOW: a review must be held. REFER: the chair must consider one. REFUSE: no criterion is met.

    A criterion that is unclear or not yet assessed is referred: nobody can say of it that it is not met.

    Raises:
        CriteriaError: an unknown criterion, one assessed twice, or a finding without evidence.
    """
    rules = {rule.duty: rule for rule in regime.rules_under("criteria") if rule.check == "criterion"}
    if not rules:
        raise CriteriaError(f"{regime.title} holds no criteria for a review: choose the regime by the day of notice.")
    assessed = _by_criterion(assessments, known=rules.keys())
    must = [_reason(rules[duty], a) for duty, a in assessed.items() if _is_met(a) and _must_hold(rules[duty])]
    if must:
        return answer(Outcome.ALLOW, *must, regime=regime)
    open_still = [
        _reason(rule, assessed.get(duty))
        for duty, rule in rules.items()
        if duty not in assessed or assessed[duty].finding is not CriterionFinding.NOT_MET
    ]
    if open_still:
        return answer(Outcome.REFER, *open_still, regime=regime)
    return answer(Outcome.REFUSE, *(_reason(rules[duty], a) for duty, a in assessed.items()), regime=regime)


def outcome_of(assessments: Sequence[Assessment], *, held: bool, regime: Regime) -> str:
    """In words, how a decision stands to its criteria: it had to be, or was considered; "" where there are none.

    Raises:
        CriteriaError: as for `recommend`.
    """
    if not any(rule.check == "criterion" for rule in regime.rules_under("criteria")):
        return ""
    return OUTCOMES[recommend(assessments, regime=regime).outcome, held]


def _by_criterion(assessments: Sequence[Assessment], *, known: Collection[str]) -> dict[str, Assessment]:
    found: dict[str, Assessment] = {}
    for assessment in assessments:
        name = assessment.criterion
        if name not in known:
            raise CriteriaError(f"{name!r} is no criterion of this regime: assess {', '.join(sorted(known))}.")
        if name in found:
            raise CriteriaError(f"{name!r} is assessed twice: keep the assessment that stands.")
        if not assessment.evidence.strip():
            raise CriteriaError(f"{name!r} has no evidence: say in a sentence what the finding rests on.")
        found[name] = assessment
    return {name: found[name] for name in known if name in found}


def _is_met(assessment: Assessment) -> bool:
    return assessment.finding is CriterionFinding.MET


def _must_hold(rule: Rule) -> bool:
    return rule.text("effect") == "must_hold"


def _reason(rule: Rule, assessment: Assessment | None) -> Reason:
    if assessment is None:
        return rule.reason("Not assessed yet.")
    said = WORDS[assessment.finding]
    if _is_met(assessment):
        said = "Met, so a review must be held" if _must_hold(rule) else "Met, so a review is to be considered"
    return rule.reason(f"{said}: {assessment.evidence.strip()}")
