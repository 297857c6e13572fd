"""The referral, the criteria and the formal acts of a case, for their pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safelight.core.decision import Decision
from safelight.core.review.criteria import recommend
from safelight.core.review.deadlines import Deadline
from safelight.core.review.obligations import obligations
from safelight.core.review.saying import worded
from safelight.records.cases.access import CaseKey
from safelight.records.cases.queries.duties import DutyRecordLine, records_of
from safelight.records.cases.queries.facts import (
    assessments_of,
    clocks_of,
    decision_comes_to,
    facts_of,
    not_publishing_review_due,
    regime_of,
    standing_assessments,
    standing_resolution,
)
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPage:
    """How the case came to the board."""

    case: CaseHead
    noticed_on: date
    received_on: date
    agency: str
    referrer_post: str
    circumstances: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionLine:
    """One criterion and the assessment that stands; `finding` is empty while there is none."""

    criterion: str
    question: str
    says: str
    citation: str
    effect: str
    finding: str
    evidence: str
    assessed_on: date | None
    assessed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaPage:
    """Every criterion of these rules, and what they come to together."""

    case: CaseHead
    criteria: tuple[CriterionLine, ...]
    advice: Decision | None
    """None while these rules have no criteria at all; the page then says why."""
    why_none: str
    helping: tuple[str, ...]
    """Questions that help where a review is only to be considered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """One formal act of panel or board."""

    act: str
    outcome: str
    reasons: str
    on: date
    by: str
    decision: Decision | None
    evidence: str
    review_on: date | None
    comes_to: str
    """Of the decision whether to hold a review: that it had to be, or was considered, held or not; else ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionLine:
    """A later date for a clock."""

    duty: str
    due_on: date
    extended_to: date
    reason: str
    authorised_by: str
    told: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """A rule of this review, for a choice or a hint."""

    duty: str
    says: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingPage:
    """Everything formal that was recorded, and what still can be."""

    case: CaseHead
    acts: tuple[ActLine, ...]
    records: tuple[DutyRecordLine, ...]
    extensions: tuple[ExtensionLine, ...]
    deadlines: tuple[Deadline, ...]
    withheld: bool
    """Whether the board's decision that nothing is published stands."""
    look_again_on: date | None
    to_record: tuple[DutyLine, ...]
    running: tuple[tuple[str, str], ...]
    """Clocks that can be given a later date: the duty, and what it is about."""
    grades: tuple[str, ...]


def referral_page(reader: User, case_id: CaseKey) -> ReferralPage:
    """How the case came to the board.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="referral")
    referral = seen.case.referral
    return ReferralPage(
        case=seen.head,
        noticed_on=seen.case.noticed_on,
        received_on=referral.received_on,
        agency=referral.agency.name,
        referrer_post=referral.referrer_post,
        circumstances=referral.circumstances,
    )


def criteria_page(reader: User, case_id: CaseKey) -> CriteriaPage:
    """The criteria as assessed so far, and what core makes of them.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="criteria")
    regime, standing = regime_of(seen.case), standing_assessments(seen.case)
    lines = []
    for rule in regime.rules_under("criteria"):
        if rule.check == "criterion":
            row = standing.get(rule.duty)
            lines.append(
                CriterionLine(
                    criterion=rule.duty,
                    question=regime.duty(rule).question,
                    says=rule.says,
                    citation=rule.citation.inside(),
                    effect=rule.text("effect"),
                    finding=row.finding if row else "",
                    evidence=row.evidence if row else "",
                    assessed_on=row.assessed_on if row else None,
                    assessed_by=row.assessed_by.name if row else "",
                )
            )
    helping = regime.find("consider.help")
    return CriteriaPage(
        case=seen.head,
        criteria=tuple(lines),
        advice=recommend(assessments_of(seen.case), regime=regime) if lines else None,
        why_none="" if lines else regime.why_none("criteria.death"),
        helping=helping.words("questions") if helping is not None else (),
    )


def deciding_page(reader: User, case_id: CaseKey, *, on: date) -> DecidingPage:
    """The formal acts, clocks, notices and departures of a case.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="deciding")
    case, regime = seen.case, regime_of(seen.case, on=on)
    facts = facts_of(case, on=on)
    deadlines, graded = clocks_of(case, facts=facts, on=on), regime.find("evaluation.graded")
    return DecidingPage(
        case=seen.head,
        acts=tuple(
            ActLine(
                act=row.act,
                outcome=row.outcome,
                reasons=row.reasons,
                on=row.on,
                by=row.by.name,
                decision=Decision.from_json(row.decision) if row.decision else None,
                evidence=row.evidence,
                review_on=row.review_on,
                comes_to=decision_comes_to(row, regime=regime),
            )
            for row in case.acts.select_related("by")
        ),
        records=records_of(case, regime=regime),
        extensions=tuple(
            ExtensionLine(
                duty=row.duty,
                due_on=row.due_on,
                extended_to=row.extended_to,
                reason=row.reason,
                authorised_by=row.authorised_by.name,
                told=row.told,
                on=row.on,
            )
            for row in case.extensions.select_related("authorised_by")
        ),
        deadlines=deadlines,
        withheld=standing_resolution(case) is not None,
        look_again_on=not_publishing_review_due(case),
        to_record=tuple(
            DutyLine(duty=each.rule.duty, says=worded(each.title, regime), citation=each.rule.citation.inside())
            for each in obligations(facts, regime=regime)
            if facts.done_on(each.rule.duty) is None
        ),
        running=tuple((clock.duty, clock.title) for clock in deadlines if clock.met_on is None),
        grades=graded.words("grades") if graded is not None else (),
    )
