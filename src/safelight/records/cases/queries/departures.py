"""Which rules was this review departed from, why, when and by whom; and which could it be?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from safelight.core.decision import Decision
from safelight.core.review.grounds import DEPARTED, can_be_departed_from
from safelight.core.rulebook.governing import Regime
from safelight.core.vocabulary import Outcome
from safelight.records.cases.access import CaseKey
from safelight.records.cases.models import Act, Case
from safelight.records.cases.queries.facts import regime_of
from safelight.records.cases.queries.heads import CaseHead, look
from safelight.records.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureEntry:
    """One rule departed from. `question` is empty where the rulebook asks it no more; `where` says in what act."""

    rule: str
    question: str
    says: str
    citation: str
    reason: str
    where: str
    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenToDeparture:
    """A rule that says "should", by its question."""

    duty: str
    question: str
    says: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeparturesPage:
    """Every departure of a review, the earliest first, and the rules that it could still depart from."""

    case: CaseHead
    departures: tuple[DepartureEntry, ...]
    may_depart_from: tuple[OpenToDeparture, ...]


def departures_page(reader: User, case_id: CaseKey) -> DeparturesPage:
    """The departures of a case: recorded as such, or made in an appointment, a decision or an agency's review.

    Raises:
        NotForYou
    """
    seen = look(reader, case_id, at_page="departures")
    regime = regime_of(seen.case)
    departed = set(seen.case.departures.values_list("duty", flat=True))
    return DeparturesPage(
        case=seen.head,
        departures=departures_of(seen.case),
        may_depart_from=tuple(
            OpenToDeparture(
                duty=rule.duty,
                question=regime.duty(rule).question,
                says=rule.says,
                citation=rule.citation.inside(),
            )
            for rule in regime.rules
            if rule.duty not in departed and can_be_departed_from(rule.reason("Asked for."))
        ),
    )


def departures_of(case: Case) -> tuple[DepartureEntry, ...]:
    """Every departure of a case, whoever asks: for its page and for whatever else has to list them all."""
    regime = regime_of(case)
    found = [*_recorded(case, regime), *_in_acts(case, regime)]
    return tuple(sorted(found, key=lambda entry: entry.on))


def _recorded(case: Case, regime: Regime) -> Iterator[DepartureEntry]:
    for row in case.departures.select_related("by"):
        rule = next((rule for rule in regime.rules if rule.id == row.rule), regime.find(row.duty))
        yield DepartureEntry(
            rule=row.rule,
            question=regime.duty(rule).question if rule else "",
            says=rule.says if rule else "",
            citation=rule.citation.inside() if rule else "",
            reason=row.reason,
            where="For the review as a whole",
            on=row.on,
            by=row.by.name,
        )


def _in_acts(case: Case, regime: Regime) -> Iterator[DepartureEntry]:
    """What an appointment, the decision on holding a review, or an agency's version carries in its own decision."""
    for proposed in case.appointments.filter(outcome=Outcome.ALLOW).select_related("proposed_by"):
        post = proposed.role.replace("_", " ")
        by = proposed.proposed_by.name if proposed.proposed_by else ""
        yield from _carried(proposed.decision, regime, where=f"Appointing the {post}", on=proposed.on, by=by)
    for act in case.acts.filter(act=Act.DECISION).select_related("by"):
        yield from _carried(act.decision, regime, where="Deciding whether to hold a review", on=act.on, by=act.by.name)
    for review in case.agency_reviews.select_related("agency"):
        for sent in review.submissions.select_related("paper__filed_by"):
            where = f"The review of {review.agency.name}, version {sent.paper.version}"
            by = sent.paper.filed_by.name
            yield from _carried(sent.decision, regime, where=where, on=sent.submitted_on, by=by)


def _carried(decision: str, regime: Regime, *, where: str, on: date, by: str) -> Iterator[DepartureEntry]:
    for reason in Decision.from_json(decision).reasons if decision else ():
        if reason.found.startswith(DEPARTED):
            rule = next((rule for rule in regime.rules if rule.id == reason.rule), None)
            yield DepartureEntry(
                rule=reason.rule,
                question=regime.duty(rule).question if rule else "",
                says=reason.says,
                citation=reason.citation.inside(),
                reason=reason.found.removeprefix(DEPARTED),
                where=where,
                on=on,
                by=by,
            )
