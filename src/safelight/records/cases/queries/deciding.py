"""The referral, the criteria and the formal acts of a case, for their pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safelight.core.decision import Decision
from safelight.core.review.criteria import recommend
from safelight.core.review.deadlines import Deadline
from safelight.core.review.grounds import can_be_departed_from
from safelight.core.rulebook.model import Rule
from safelight.records.cases.access import CaseKey
from safelight.records.cases.queries.facts import assessments_of, clocks_of, facts_of, regime_of, standing_assessments
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
    advice: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """One formal act of panel or board."""

    act: str
    outcome: str
    reasons: str
    on: date
    by: str
    decision: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationLine:
    """Who outside the board was told."""

    duty: str
    told: str
    on: date
    by: str


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
class DepartureLine:
    """A rule departed from, and why."""

    duty: str
    rule: str
    reason: str
    on: date
    by: str


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
    notifications: tuple[NotificationLine, ...]
    extensions: tuple[ExtensionLine, ...]
    departures: tuple[DepartureLine, ...]
    deadlines: tuple[Deadline, ...]
    to_tell: tuple[DutyLine, ...]
    may_depart_from: tuple[DutyLine, ...]


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
                    says=rule.says,
                    citation=rule.citation.inside(),
                    effect=rule.text("effect"),
                    finding=row.finding if row else "",
                    evidence=row.evidence if row else "",
                    assessed_on=row.assessed_on if row else None,
                    assessed_by=row.assessed_by.name if row else "",
                )
            )
    advice = recommend(assessments_of(seen.case), regime=regime)
    return CriteriaPage(case=seen.head, criteria=tuple(lines), advice=advice)


def deciding_page(reader: User, case_id: CaseKey, *, on: date) -> DecidingPage:
    """The formal acts, clocks, notices and departures of a case.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="deciding")
    case, regime = seen.case, regime_of(seen.case)
    notices = tuple(
        NotificationLine(duty=row.duty, told=row.told, on=row.on, by=row.by.name)
        for row in case.notifications.select_related("by").order_by("on", "pk")
    )
    departures = tuple(
        DepartureLine(duty=row.duty, rule=row.rule, reason=row.reason, on=row.on, by=row.by.name)
        for row in case.departures.select_related("by")
    )
    told, departed = {line.duty for line in notices}, {line.duty for line in departures}
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
            )
            for row in case.acts.select_related("by")
        ),
        notifications=notices,
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
        departures=departures,
        deadlines=clocks_of(case, facts=facts_of(case, on=on)),
        to_tell=tuple(_duty(rule) for rule in regime.rules_under("notify") if rule.duty not in told),
        may_depart_from=tuple(
            _duty(rule)
            for rule in regime.rules
            if rule.duty not in departed and can_be_departed_from(rule.reason("Asked for."))
        ),
    )


def _duty(rule: Rule) -> DutyLine:
    return DutyLine(duty=rule.duty, says=rule.says, citation=rule.citation.inside())
